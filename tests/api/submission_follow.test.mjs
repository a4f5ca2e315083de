// After filing: tracking in three views, the owner's page, supplement, withdrawal, rating, the account.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { quote, sql } from '../support/db.mjs';
import { Client } from '../support/http.mjs';
import { officerClient } from '../support/office.mjs';
import { env } from '../support/env.mjs';
import { EXEMPT, PDF, begin, citizen, file } from './citizen.mjs';

const dossierOf = (number) => sql(`SELECT * FROM dossier WHERE filing_number = ${quote(number)}`)[0];
const eventsOf = (number, kind) => sql(`SELECT seq, facts FROM dossier_event WHERE kind = ${quote(kind)} AND dossier_id =
	(SELECT id FROM dossier WHERE filing_number = ${quote(number)})`);

// The officer at the counter that has the dossier, signed in.
function counter(number) {
	const [{ id }] = sql(`SELECT officer.account_id AS id FROM dossier
		JOIN role_grant ON role_grant.agency_id = dossier.agency_receiving_id AND role_grant.role = 'intake'
		JOIN officer ON officer.id = role_grant.officer_id WHERE filing_number = ${quote(number)} LIMIT 1`);

	return officerClient(env(), id);
}

async function act(number, what, fields = {}) {
	const answer = await counter(number).post(`/can-bo/ho-so/${number}/${what}`, { version: dossierOf(number).version, ...fields });

	assert.equal(answer.status, 303, answer.text);
}

const made = [];

// What takes the office many steps is put where the door would put it. Such a dossier's journal does
// not verify, so that it goes when the tests are done.
function given(number, state, events = []) {
	const { id, last_seq: last } = dossierOf(number);

	made.push(id);
	events.forEach(([kind, facts], i) => sql(`INSERT INTO dossier_event SELECT dossier_id, ${Number(last) + i + 1}, ${quote(kind)},
		${quote(state)}, NOW(6), 'officer', 1, 1, ${quote(JSON.stringify(facts))}, salt, facts_hash, hash, hash FROM dossier_event
		WHERE dossier_id = ${id} AND seq = ${last}`));
	sql(`UPDATE dossier SET state = ${quote(state)}, version = version + 1, last_seq = last_seq + ${events.length} WHERE id = ${id}`);
}

after(() => made.forEach((id) => sql([...['event', 'clock', 'party', 'paper', 'value'].map((name) => `dossier_${name}`), 'rating',
	'draft', 'outbox'].map((table) => `DELETE FROM ${table} WHERE dossier_id = ${id};`).join('\n')
	+ `DELETE FROM dossier WHERE id = ${id};`)));

test('the number alone gives the degree of completion and nothing else', async () => {
	const client = await citizen();
	const { number } = await file(client);
	const stranger = new Client();
	const { status, json, text } = await stranger.get(`/tra-cuu/${number}`, { json: true });

	assert.equal(status, 200);
	assert.equal(json.code, number);
	assert.equal(json.percent, 20);
	for (const word of ['Nguyễn', 'Bình', 'Trích lục', 'Trung Tâm', '0912 345', '0912345', '001090012345', 'status_text', 'received', 'phí'])
		assert.ok(!text.includes(word), `discloses ${word}`);
	const page = await stranger.get(`/tra-cuu/${number}`);

	assert.ok(!/Nguyễn Văn Bình|Trích lục/.test(page.text));
});

test('an unknown number and a wrong secret are told in the same words', async () => {
	const { number } = await file(await citizen());
	const stranger = new Client();
	const answers = await Promise.all([
		stranger.post('/tra-cuu', { code: 'T-261121-99999999' }, { json: true }),
		stranger.post('/tra-cuu', { code: 'T-261121-99999999', secret: '2345-6789-ABCD' }, { json: true }),
		stranger.post('/tra-cuu', { code: number, secret: '2345-6789-ABCD' }, { json: true }),
		stranger.post('/tra-cuu', { code: number, secret: 'x' }, { json: true }),
	]);
	const shapes = answers.map(({ status, json }) => [status, { ...json, request_id: '' }]);

	for (const shape of shapes)
		assert.deepEqual(shape, shapes[0]);
	assert.equal(shapes[0][0], 404);
	assert.equal((await stranger.post('/tra-cuu', {})).status, 422);
	const page = await stranger.post('/tra-cuu', { code: 'H01-khong-co' });

	assert.equal(page.status, 404);
	assert.match(page.text, /value="H01-khong-co"/);
});

test('with the secret: status down to the department, what is asked, no names', async () => {
	const { number, secret } = await file(await citizen(), EXEMPT);
	const stranger = new Client();
	const seen = await stranger.post('/tra-cuu', { code: number.toLowerCase(), secret: secret.toLowerCase() }, { json: true });

	assert.equal(seen.status, 200, seen.text);
	assert.equal(seen.json.detailed, true);
	assert.match(seen.json.status_text, /Ủy ban nhân dân/);
	assert.ok(!/Nguyễn Văn Bình|001090012345/.test(seen.text));
	const byQr = await stranger.get(`/tra-cuu?so=${number}&ma=${secret}`, { json: true });

	assert.deepEqual(byQr.json, seen.json);
	await act(number, 'yeu-cau-bo-sung', { items: 'Bản chụp căn cước', reason: 'Thiếu' });
	const asked = await stranger.post('/tra-cuu', { code: number, secret }, { json: true });

	assert.deepEqual(asked.json.asked.items, ['Bản chụp căn cước']);
});

test('once received, the due date is told and explained line by line, and the owner sees the steps of the work', async () => {
	const client = await citizen();
	const { number, secret } = await file(client, EXEMPT);

	await act(number, 'tiep-nhan');
	const { code } = dossierOf(number);

	assert.ok(code);
	const seen = await new Client().post('/tra-cuu', { code, secret }, { json: true });

	assert.equal(seen.json.percent, 40);
	assert.match(seen.json.due, /^\d\d\/\d\d\/\d{4} \d\d:\d\d$/);
	assert.ok(seen.json.reasons.length >= 2);
	assert.ok(seen.json.reasons.every((line) => !/^clock\./.test(line)));
	const mine = await client.get(`/tai-khoan/ho-so/${number}`, { json: true });

	assert.equal(mine.json.code, code);
	assert.deepEqual(mine.json.reasons, seen.json.reasons);
	if (mine.json.process)
		assert.equal(mine.json.process.steps.filter(({ current }) => current).length, 1);
});

test('looking up is throttled by source', async () => {
	const stranger = new Client();
	let status;

	// A minute that others began would end in the midst of these.
	sql("DELETE FROM core_throttle WHERE bucket LIKE 'tracking:%'");
	for (let i = 0; i < 40 && status !== 429; i++)
		({ status } = await stranger.get(`/tra-cuu/KHONG-CO-${i}`));
	assert.equal(status, 429);
	sql("DELETE FROM core_throttle WHERE bucket LIKE 'tracking:%'");
});

test('the owner sees everything, another citizen nothing', async () => {
	const client = await citizen();
	const other = await citizen();
	const { number } = await file(client);
	const mine = await client.get(`/tai-khoan/ho-so/${number}`, { json: true });

	assert.equal(mine.status, 200, mine.text);
	assert.ok(mine.json.events.length >= 1);
	assert.ok(mine.json.sections.some(({ rows }) => rows.some(({ value }) => value === 'Nguyễn Văn Bình')));
	assert.equal((await client.get(`/tra-cuu/${number}`)).location, `/tai-khoan/ho-so/${number}`);
	for (const path of ['', '/bo-sung', '/rut', '/danh-gia', '/tep/00ff00ff00ff00ff00ff00ff00ff00ff'])
		assert.equal((await other.get(`/tai-khoan/ho-so/${number}${path}`)).status, 404, path);
	for (const path of ['/bo-sung', '/bo-sung/bat-dau'])
		assert.equal((await other.post(`/tai-khoan/ho-so/${number}${path}`, {})).status, 404, path);
	assert.equal((await other.post(`/tai-khoan/ho-so/${number}/rut`, { version: 1 })).status, 404);
	const list = await client.get('/tai-khoan', { json: true });

	assert.deepEqual(list.json.dossiers.map(({ code }) => code), [number]);
});

test('a supplement is answered once, with papers and corrected answers as a round of their own', async () => {
	const client = await citizen();
	const { number } = await file(client, EXEMPT);
	const page = `/tai-khoan/ho-so/${number}/bo-sung`;

	assert.equal((await client.get(page)).status, 303, 'nothing is asked yet');
	await act(number, 'yeu-cau-bo-sung', { items: 'Giấy tờ khác', reason: 'Chưa đủ' });
	assert.match((await client.get(page)).text, /Giấy tờ khác/);
	await Promise.all([client.post(`${page}/bat-dau`), client.post(`${page}/bat-dau`)]);
	const { json } = await client.get(page, { json: true });
	const draft = json.correct_url.replace(/\/trang\/1$/, '');

	const empty = await client.post(page, {}, { json: true });

	assert.deepEqual(empty.json.errors.map(({ field }) => field), ['note']);
	assert.equal((await client.upload(`${draft}/tep`, { requirement: '' },
		[{ name: 'file', filename: 'bổ sung.pdf', type: 'application/pdf', content: PDF }])).location, page);
	const form = await client.get(`${draft}/trang/2`, { json: true });
	const answers = Object.fromEntries(form.json.fields.flatMap((field) => Object.values(field))
		.filter((field) => field?.name && field.value).map((field) => [field.name, field.value]));

	await client.post(`${draft}/trang/2`, { ...answers, loai_giay_to: 'khai_sinh', 'nguoi_duoc_cap_ngay_sinh.day': '12',
		'nguoi_duoc_cap_ngay_sinh.month': '5', 'nguoi_duoc_cap_ngay_sinh.year': '1990', noi_dang_ky: 'Ủy ban nhân dân xã Bình Minh' });
	const sent = await Promise.all([1, 2].map(() => client.post(page, { note: 'Đã bổ sung đủ.' })));

	for (const { status, location } of sent) {
		assert.equal(status, 303);
		assert.equal(location, `/tai-khoan/ho-so/${number}?done=1`);
	}
	assert.equal(eventsOf(number, 'supplement_answered').length, 1);
	assert.equal(dossierOf(number).state, 'submitted');
	const { id } = dossierOf(number);
	const rows = sql(`SELECT value FROM dossier_value WHERE dossier_id = ${id} AND round = 1`);

	assert.deepEqual(rows.map(({ value }) => value), ['Ủy ban nhân dân xã Bình Minh']);
	const mine = await client.get(`/tai-khoan/ho-so/${number}`, { json: true });

	assert.equal((await client.get(mine.json.files.at(-1).url)).status, 200);
	assert.ok(mine.text.includes('xã Bình Minh'), 'the page shows the corrected answer');
});

test('withdrawing says what it does, is done once, and an old page is refused', async () => {
	const client = await citizen();
	const { number } = await file(client);
	const path = `/tai-khoan/ho-so/${number}/rut`;
	const { json } = await client.get(path, { json: true });

	assert.ok(json.effects.length >= 3);
	assert.equal((await client.post(path, { version: json.version - 1 || 99 })).status, 409);
	const clicks = await Promise.all([1, 2].map(() => client.post(path, { version: json.version, reason: 'Đã có bản sao' })));

	assert.ok(clicks.some(({ status }) => status === 303));
	assert.equal((await client.post(path, { version: json.version })).status, 303, 'a later click finds it done');
	assert.equal(dossierOf(number).state, 'withdrawn');
	assert.equal(eventsOf(number, 'withdraw').length, 1);
});

test('a finished dossier is rated once, on three levels', async () => {
	const client = await citizen();
	const { number } = await file(client);
	const path = `/tai-khoan/ho-so/${number}/danh-gia`;

	assert.equal((await client.post(path, { overall: '3' })).status, 409, 'too early');
	given(number, 'returned');
	assert.deepEqual((await client.post(path, { attitude: '2' }, { json: true })).json.errors.map(({ field }) => field), ['overall']);
	assert.equal((await client.post(path, { overall: '4' }, { json: true })).status, 422);
	await Promise.all([client.post(path, { overall: '3', comment: 'Nhanh' }), client.post(path, { overall: '1' })]);
	assert.equal(sql(`SELECT COUNT(*) AS n FROM rating WHERE dossier_id = ${dossierOf(number).id}`)[0].n, '1');
	assert.equal(eventsOf(number, 'rated').length, 1);
	assert.equal((await client.get(`/tai-khoan/ho-so/${number}`, { json: true })).json.rated, true);
});

test('the account keeps drafts until they are removed, and names are changed there', async () => {
	const client = await citizen();
	const draft = await begin(client);
	const { json } = await client.get('/tai-khoan', { json: true });

	assert.deepEqual(json.drafts.map(({ url }) => url), [`${draft}/tiep`]);
	assert.equal((await client.post(json.drafts[0].remove_url)).location, '/tai-khoan');
	assert.equal((await client.get(`${draft}/trang/1`)).status, 404);
	assert.equal((await client.post('/tai-khoan/thong-tin', { name: '' })).status, 422);
	assert.equal((await client.post('/tai-khoan/thong-tin', { name: 'Trần Văn Đông' })).status, 303);
	assert.match((await client.get('/tai-khoan/thong-tin')).text, /value="Trần Văn Đông"/);
	assert.equal((await client.post('/tai-khoan/mat-khau', { password: '123' }, { json: true })).json.errors[0].field, 'password');
	assert.equal((await client.post('/tai-khoan/mat-khau', { password: 'con ong chăm chỉ 41' })).status, 303);
	assert.equal((await client.get('/tai-khoan')).status, 200, 'this session stays');
});

test('codes to further addresses count with those of sign-in: nobody floods strangers with them', async () => {
	const client = await citizen();
	const counted = () => sql("SELECT SUM(hits) AS hits FROM core_throttle WHERE bucket LIKE 'code_source:%'")[0].hits;
	let before, after;

	// Another test's sign-in may start the count afresh in between.
	for (let i = 0; i < 5 && !(Number(after) > Number(before)); i++) {
		before = counted() ?? 0;
		const asked = await client.post('/tai-khoan/dia-chi', { address: `nguoi.khac${Date.now()}@example.vn` });

		assert.equal(asked.status, 200, asked.text);
		after = counted();
	}
	assert.ok(Number(after) > Number(before));
});
