// A province deploys only the modules it needs: each of the 31 subsets is started and walked from its home page along every
// link, as a visitor and as officers. No link may lead nowhere or to a module that is not there. Several instances, each over
// one database of its own, share the subsets.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { startInstance } from '../support/env.mjs';
import { Client } from '../support/http.mjs';

const MODULES = ['catalogue', 'submission', 'workflow', 'payment', 'exchange'];
const PAGES_MAX = 120;
// Links of one kind are alike: of each kind so many are followed.
const SAME_KIND_MAX = 3;
const INSTANCES = 3;
// What leads into a module that may not be there.
const ENTRANCES = {
	catalogue: /^\/(thu-tuc|co-quan|linh-vuc|su-kien|muc-do|tim-kiem|ho-tro-tiep-can|so-do-trang|thay-doi|du-lieu-mo|nhung|can-bo\/danh-muc)(\/|\?|$)/,
	submission: /^\/(nop-ho-so|tra-cuu|tai-khoan\/ho-so|tai-khoan(\?|$))/,
	workflow: /^\/can-bo\/(ho-so|tai-quay|y-kien)/,
	payment: /^\/(thanh-toan|can-bo\/thu-ngan)/,
	exchange: /^\/(ket-noi|can-bo\/lien-thong)/,
};
// Whose pages are walked where their module is deployed.
const OFFICERS = { workflow: ['intake', 'administrator'], payment: ['cashier'], catalogue: ['administrator'], exchange: ['administrator'] };
const started = [];
let seconds;

function subsets() {
	return Array.from({ length: 2 ** MODULES.length - 1 }, (_, n) =>
		MODULES.filter((_module, i) => (n + 1) & (1 << i)));
}

// The addresses on our own site that a page's links lead to.
function linksOf({ text, headers }, base) {
	if (!/^text\/html/.test(headers['content-type'] ?? ''))
		return [];
	return [...text.matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)].map(([, href]) => href.replaceAll('&amp;', '&'))
		.filter((href) => href !== '' && !/^(#|mailto:|tel:)/.test(href))
		.map((href) => new URL(href, base)).filter((url) => url.origin === new URL(base).origin)
		.map((url) => url.pathname + url.search);
}

// Numbers, codes and queries do not make another kind of page.
const kindOf = (path) => path.replace(/\?.*/, '').replace(/[^/]*\d[^/]*/g, '*').split('/').slice(0, 4).join('/');

const leadsAstray = (link, modules) => Object.entries(ENTRANCES)
	.some(([module, entrance]) => !modules.includes(module) && entrance.test(link));

// Walks breadth first from `start`; returns "path (from page): status" for whatever does not answer well or should not be.
async function walk(person, start, modules) {
	const seen = new Set(start);
	const kinds = new Map();
	const queue = start.map((path) => [path, 'start']);
	const dead = [];

	for (let count = 0; queue.length > 0 && count < PAGES_MAX; count++) {
		const [path, from] = queue.shift();
		const answer = await person.follow(await person.get(path));

		if (answer.status >= 400)
			dead.push(`${path} (from ${from}): ${answer.status}`);
		for (const link of linksOf(answer, person.base)) {
			const kind = kindOf(link);

			if (seen.has(link) || (kinds.get(kind) ?? 0) >= SAME_KIND_MAX || /dang-xuat/.test(link))
				continue;
			kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
			seen.add(link);
			if (leadsAstray(link, modules))
				dead.push(`${link} (from ${path}): of a module that is not there`);
			queue.push([link, path]);
		}
	}
	return dead;
}

async function walkAll({ modules, front }, instance) {
	const env = await instance.switchTo({ modules, front });
	const dead = await walk(new Client(env), ['/'], modules);

	for (const role of new Set(modules.flatMap((module) => OFFICERS[module] ?? [])))
		dead.push(...(await walk(await new Client(env).signIn(role), ['/can-bo'], modules)).map((d) => `${role}: ${d}`));
	return dead;
}

const cases = subsets().flatMap((modules) => (modules.length === MODULES.length ? ['province', 'national'] : ['province'])
	.map((front) => {
		const one = { modules, front };

		one.dead = new Promise((resolve, reject) => { Object.assign(one, { resolve, reject }); });
		one.dead.catch(() => {}); // whoever awaits it says so
		return one;
	}));

// Each instance takes the next case when it is done with one; the tests below wait for theirs.
before(async () => {
	const began = Date.now();
	const queue = [...cases];
	const work = async (instance) => {
		for (let one = queue.shift(); one; one = queue.shift())
			await walkAll(one, instance).then(one.resolve, one.reject);
	};

	const works = [];

	for (let n = 0; n < INSTANCES; n++) {
		started.push(await startInstance(`subsets-${n}`));
		works.push(work(started[n]));
	}
	seconds = Promise.all(works).then(() => Math.round((Date.now() - began) / 1000));
});
after(async () => {
	await seconds;
	await Promise.all(started.map((instance) => instance.stop()));
});

for (const { modules, front, dead } of cases)
	test(`${modules.join(' + ')}, front = ${front}: no link leads nowhere`, async () => assert.deepEqual(await dead, []));

test('the time that all of them take is told: two minutes are allowed for', async (t) => {
	t.diagnostic(`${cases.length} walks in ${await seconds} s`);
});
