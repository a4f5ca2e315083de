// What becomes of a form's answers: kept with where they came from, read by the officer as they were filed, printed from there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { quote, sql } from '../support/db.mjs';
import { env, root } from '../support/env.mjs';
import { formProcedure } from '../support/form_procedure.mjs';
import { Client } from '../support/http.mjs';
import { begin, citizen } from './citizen.mjs';

const NAME = 'Nguyễn Thị Prefill';
let procedure, number, dossier;

const answers = { cho_o: 'thue', chu_nha: 'Bà Hoa', tinh: 'H01', xa: 'H01.23', dien_tich: '1,234', nghe: ['a', 'c'] };

before(async () => {
	procedure = formProcedure('KT.000002', readFileSync(join(root, 'tests/fixtures/forms/every-rule.json'), 'utf8').replace('"decimalDigits": 1', '"decimalDigits": 3'));
	const client = await citizen();
	const named = await client.post('/tai-khoan/thong-tin', { name: NAME });

	assert.equal(named.status, 303, /error-message[^]*?<\/p>/.exec(named.text)?.[0]);
	const draft = await begin(client, procedure.code);
	const page = await client.get(`${draft}/trang/1`);

	assert.ok(page.text.includes(NAME), 'the name of the account stands in the form');
	const saved = await client.post(`${draft}/trang/1`, { ...answers, ten: NAME });

	assert.equal(saved.status, 303, saved.text);
	const sent = await client.post(`${draft}/nop`, { declaration: '1' });

	assert.match(sent.location, /da-nop$/, sent.text);
	({ number } = sql(`SELECT filing_number AS number FROM draft WHERE reference = ${quote(draft.split('/')[3])}`)[0]);
	[dossier] = sql(`SELECT id FROM dossier WHERE filing_number = ${quote(number)}`);
	dossier.client = client;
});
after(() => procedure.drop());

const kept = (field) => sql(`SELECT value, provenance FROM dossier_value WHERE dossier_id = ${dossier.id} AND field_id = ${quote(field)}`)[0];

test('each answer is kept with where it came from', () => {
	assert.deepEqual(kept('f-ten'), { value: NAME, provenance: 'prefilled' });
	assert.deepEqual(kept('f-chu-nha'), { value: 'Bà Hoa', provenance: 'typed' });
	assert.deepEqual(kept('f-xa'), { value: 'H01.23', provenance: 'typed' });
});

test('a number of three decimals is not a thousand and more after it was kept', () => {
	assert.equal(kept('f-dien-tich').value, '1.234');
});

test('the citizen reads the names of what was chosen, not its codes', async () => {
	const { text } = await dossier.client.get(`/tai-khoan/ho-so/${number}`);

	for (const words of ['Xã Núi Cao', 'Tỉnh Mẫu', 'Bán lẻ, Vận tải', '1,234'])
		assert.ok(text.includes(words), words);
});

test('the officer too, and is told what came from the account and what is lacking; the form prints', async () => {
	const officer = new Client();

	await officer.signIn(Object.values(env().accounts).find(({ login }) => login === 'tiepnhan.tinh'));
	for (const path of ['', '/to-khai']) {
		const { status, text } = await officer.get(`/can-bo/ho-so/${number}${path}`);

		assert.equal(status, 200, `${path}: ${status}`);
		for (const words of ['Xã Núi Cao', `${NAME} (lấy từ tài khoản của người nộp)`, 'Chưa có, được nộp sau'])
			assert.ok(text.includes(words), `${path}: ${words}`);
	}
	const { text } = await officer.get(`/can-bo/ho-so/${number}/to-khai`);

	assert.match(text, /SHA-256\): [0-9a-f]{64}/);
});

test('the citizen prints the form too, with the digest that the office has; nobody else does', async () => {
	const mine = await dossier.client.get(`/tai-khoan/ho-so/${number}`);
	const sheet = await dossier.client.get(`/tai-khoan/ho-so/${number}/to-khai`);
	const [{ digest }] = sql(`SELECT JSON_VALUE(facts, '$.form_sha256') AS digest FROM dossier_event WHERE dossier_id = ${dossier.id} AND kind = 'submit'`);

	assert.match(mine.text, new RegExp(`href="/tai-khoan/ho-so/${number}/to-khai"`));
	assert.equal(sheet.status, 200, sheet.text);
	assert.match(sheet.text, /print\.css/);
	for (const words of ['Xã Núi Cao', 'Bán lẻ, Vận tải', '1,234', NAME, `SHA-256): ${digest}`, number])
		assert.ok(sheet.text.includes(words), words);
	const stranger = await citizen();

	assert.equal((await stranger.get(`/tai-khoan/ho-so/${number}/to-khai`)).status, 404);
});

const officer = async (login) => {
	const client = new Client();

	await client.signIn(Object.values(env().accounts).find((account) => account.login === login));
	return client;
};
const table = async (client, query = `queue=tat-ca&procedure=${procedure.code}&q=${number}`) => client.get(`/can-bo/ho-so/to-khai/tai-ve?${query}`);

test('what was answered is a table for spreadsheets: a column for each question, choices in words, formulas kept as text', async () => {
	sql(`INSERT INTO dossier_value (dossier_id, round, field_id, row_no, value, provenance) VALUES (${dossier.id}, 0, 'f-so-nha', 0, '=1+1', 'typed')`);
	const { status, text, headers } = await table(await officer('tiepnhan.tinh'));
	const [head, line] = text.trim().split('\r\n').map((row) => row.slice(1, -1).split('","'));
	const cell = (label) => line[head.indexOf(label)];

	assert.equal(status, 200, text);
	assert.match(headers['content-disposition'], /^attachment/);
	assert.equal(line[0], number);
	assert.equal(cell('Nơi ở: Xã, phường'), 'Xã Núi Cao');
	assert.equal(cell('Ngành nghề'), 'Bán lẻ, Vận tải');
	assert.equal(cell('Diện tích'), '1,234');
	assert.equal(cell('Số nhà đất'), "'=1+1");
	assert.equal(cell('Thành viên 1: Họ tên thành viên'), '');
	assert.equal(cell('Họ tên'), NAME, 'the counter reads who it is');
	assert.equal(cell('Nguồn của câu trả lời'), 'Họ tên: tài khoản của người nộp');
});

test('the list of one procedure offers the table, that of all does not; it is never made of several', async () => {
	const client = await officer('tiepnhan.tinh');

	assert.match((await client.get(`/can-bo/ho-so?queue=tat-ca&procedure=${procedure.code}`)).text, /href="\/can-bo\/ho-so\/to-khai\/tai-ve\?queue=tat-ca&amp;procedure=/);
	assert.doesNotMatch((await client.get('/can-bo/ho-so?queue=tat-ca')).text, /to-khai\/tai-ve/);
	const several = await table(client, 'queue=tat-ca');

	assert.equal(several.status, 422);
	assert.match(several.text, /Chọn một thủ tục/);
});

test('who only collects fees reads no names and numbers; another office reads nothing', async () => {
	const agency = sql(`SELECT agency_receiving_id AS id FROM dossier WHERE id = ${dossier.id}`)[0].id;
	sql(`INSERT INTO role_grant (officer_id, role, agency_id, procedure_code, valid_from) SELECT officer.id, 'cashier', ${agency}, '*', '2015-01-01'
		FROM officer JOIN account ON account.id = officer.account_id WHERE login = 'thungan'`);
	const paid = await table(await officer('thungan'));

	sql(`DELETE FROM role_grant WHERE role = 'cashier' AND agency_id = ${agency} AND valid_from = '2015-01-01'`);
	assert.match(paid.text, /Bán lẻ, Vận tải/);
	assert.doesNotMatch(paid.text, new RegExp(`${NAME}|"Họ tên"|Họ tên:|Xã Núi Cao`));
	const [other] = sql(`SELECT login FROM account JOIN officer ON officer.account_id = account.id WHERE officer.agency_id <> ${agency}
		AND login LIKE 'tiepnhan.%' AND NOT EXISTS (SELECT 1 FROM role_grant WHERE officer_id = officer.id AND agency_id = ${agency}) LIMIT 1`);

	assert.doesNotMatch((await table(await officer(other.login))).text, new RegExp(`${number}|Bán lẻ`));
});
