// A province deploys only the modules it needs: each of the 31 subsets is started over one database and walked from its
// home page along every link, as a visitor and as an officer. No link may lead nowhere, whatever is installed.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { startInstance } from '../support/env.mjs';
import { Client } from '../support/http.mjs';

const MODULES = ['catalogue', 'submission', 'workflow', 'payment', 'exchange'];
const PAGES_MAX = 120;
// Links of one kind are alike: of each kind so many are followed.
const SAME_KIND_MAX = 3;
let instance;

before(async () => {
	instance = await startInstance('subsets');
});
after(() => instance?.stop());

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

// Walks breadth first from `start`; returns "path (from page): status" for whatever does not answer well.
async function walk(person, start) {
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
			queue.push([link, path]);
		}
	}
	return dead;
}

for (const modules of subsets())
	for (const front of modules.length === MODULES.length ? ['province', 'national'] : ['province'])
		test(`${modules.join(' + ')}, front = ${front}: no link leads nowhere`, async () => {
			const env = await instance.switchTo({ modules, front });

			assert.deepEqual(await walk(new Client(env), ['/']), []);
			if (modules.includes('workflow'))
				assert.deepEqual(await walk(await new Client(env).signIn('intake'), ['/can-bo']), []);
		});
