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
