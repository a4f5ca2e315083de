// What is another's is not there: a stranger, and an officer of another agency, get the very answer that an unknown number
// gets. And reading changes nothing: every page, asked for twice by whoever may, leaves every table as it was.
import { before, test } from 'node:test';
import assert from 'node:assert/strict';
import { sql } from '../support/db.mjs';
import { Client } from '../support/http.mjs';
import { address, BACKGROUND, counts, forms, paperOf, routes, sender, settled, typicalBody, world } from '../support/world.mjs';
import { begin, EXEMPT, file } from './citizen.mjs';

// What no dossier, draft, file or payment is called.
const NOBODYS = { number: 'H01.21-990101-9999', draft: 'AAAAAAAAAAAAAAAAAAAAAA', file: 'f'.repeat(32), reference: 'f'.repeat(32) };
const QUERY = { '/thanh-toan/{number}/roi-trang': '?ma=TT0000000000' };

let w, all, tables;

before(async () => {
	w = await world();
	all = routes();
	tables = forms();
});

const belongsToOne = ({ path }) => /\{(?:number|draft)\}/.test(path) && !path.startsWith('/tra-cuu');

async function ask(client, { method, path }, over, json) {
	const where = address(path, w, over) + (QUERY[path] ?? '');

	if (method === 'GET')
		return client.get(where, { json });
	return tables[path].multipart && !json ? client.upload(where, typicalBody(tables[path]), [])
		: client.post(where, typicalBody(tables[path]), { json });
}

// The answer without what differs from request to request, or repeats what was asked for.
function shape({ status, headers, text }, values) {
	let said = text.replace(/"request_id":\s*"[^"]*"/g, '').replace(/\b[0-9a-f]{16,32}\b/g, '').replace(/value="[\w-]{40,}"/g, '');

	for (const value of Object.values(values).filter((one) => one.length > 3))
		said = said.replaceAll(value, '');
	const { date, 'set-cookie': cookie, 'content-length': size, connection, etag, ...rest } = headers;

	return { status, headers: rest, said };
}

const theirs = () => ({ number: w.numbers.code, draft: w.draft.split('/')[3], file: w.paper, reference: w.paperOfCode });

async function sameAsUnknown(client, wanted) {
	const wrong = [];
	let compared = 0;

	for (const route of all.filter(belongsToOne).filter(wanted))
		for (const json of [false, true]) {
			const number = address(route.path, w).includes(w.numbers.due) ? w.numbers.due : w.numbers.code;
			const real = await ask(client, route, { number }, json);
			const unknown = await ask(client, route, NOBODYS, json);
			const [a, b] = [shape(real, { ...theirs(), number }), shape(unknown, NOBODYS)];

			compared += 1;
			if (JSON.stringify(a) !== JSON.stringify(b))
				wrong.push(`${route.method} ${route.path}: ${JSON.stringify(a)}, unknown ${JSON.stringify(b)}`);
		}
	assert.deepEqual(wrong, []);
	return compared;
}

test('another citizen\'s dossier, draft, file and payment page are as unknown ones', async () => {
	const compared = await sameAsUnknown(w.stranger, ({ guard }) => guard === 'citizen');

	assert.ok(compared > 40, `${compared} compared`);
});

test('another agency\'s dossier is as an unknown one, for every role', async () => {
	for (const who of ['elsewhere', 'department', 'consulted', 'administrator'])
		assert.ok(await sameAsUnknown(w.staff[who], ({ guard }) => /^officer/.test(guard)) > 40, who);
});

test('with one\'s own number or draft, another\'s paper is still not there', async () => {
	const { owner, staff } = w;
	const mine = await file(owner, EXEMPT);
	const other = await begin(owner);

	assert.equal((await owner.get(`${w.draft}/tep/${w.paper}`)).status, 200);
	assert.equal((await owner.get(`${other}/tep/${w.paper}`)).status, 404);
	assert.equal((await owner.get(`/tai-khoan/ho-so/${w.numbers.code}/tep/${w.paperOfCode}`)).status, 200);
	assert.equal((await owner.get(`/tai-khoan/ho-so/${mine.number}/tep/${w.paperOfCode}`)).status, 404);
	assert.equal((await staff.intake.get(`/can-bo/ho-so/${w.numbers.code}/tep/${w.paperOfCode}`)).status, 200);
	assert.equal((await staff.intake.get(`/can-bo/ho-so/${mine.number}/tep/${w.paperOfCode}`)).status, 404);
	assert.notEqual(paperOf(mine.number), w.paperOfCode);
	const removed = await owner.post(`${other}/giay-to/${w.paper}/xoa`);

	assert.ok([303, 404].includes(removed.status));
	assert.equal((await owner.get(`${w.draft}/tep/${w.paper}`)).status, 200, 'it is still there');
});

test('a session that ended, or was never given, opens nothing', async () => {
	for (const token of ['', 'A', 'A'.repeat(43), `${'A'.repeat(42)}=`, '../../x', 'A'.repeat(4000)]) {
		const client = new Client();

		client.cookies.set('motcua', token);
		const answer = await client.get('/tai-khoan', { json: true });

		assert.equal(answer.status, 401, token.slice(0, 50));
	}
	const client = new Client();

	client.cookies = new Map(w.stranger.cookies);
	assert.equal((await client.get('/tai-khoan')).status, 200);
	sql(`UPDATE core_session SET expires_at = NOW(6) - INTERVAL 1 DAY WHERE account_id = ${w.stranger.account} AND kind = 'citizen'`);
	assert.equal((await client.get('/tai-khoan', { json: true })).status, 401);
});

test('after sign-in one is led to pages of ours only', async () => {
	const elsewhere = ['https://khac.example/', '//khac.example', '/\\khac.example', 'javascript:alert(1)',
		'\thttps://khac.example', '/tai-khoan/dang-nhap'];

	for (const next of elsewhere) {
		const answer = await w.owner.get(`/tai-khoan/dang-nhap?next=${encodeURIComponent(next)}`);

		assert.doesNotMatch(answer.location ?? '', /khac\.example|javascript|dang-nhap/, next);
		assert.doesNotMatch(answer.text, /(?:href|action)="[^"]*(?:khac\.example|javascript)/, next);
	}
});

test('every page, read twice, changes nothing', async () => {
	const reader = (route) => (route.guard === 'anyone' ? w.owner : sender(route, w));
	// Sessions and attempts are counted when pages are read; messages on their way are sent beside it. Everything else,
	// and the state of every dossier, stays.
	const dossiers = () => sql('SELECT id, state, version, last_seq FROM dossier ORDER BY id');
	const pages = all.filter(({ method, path }) => method === 'GET' && path !== '/thanh-toan/goi-lai/vnpay');

	await settled();
	const before = [counts(undefined, BACKGROUND), dossiers()];

	for (const route of pages)
		for (let time = 0; time < 2; time++) {
			const { status } = await reader(route).get(address(route.path, w) + (QUERY[route.path] ?? ''));

			assert.ok(status < 500, `${route.path}: ${status}`);
		}
	assert.deepEqual([counts(undefined, BACKGROUND), dossiers()], before);
	assert.ok(pages.length > 60, `${pages.length} pages`);
});
