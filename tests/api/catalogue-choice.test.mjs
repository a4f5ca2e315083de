// Shared lists of choices: what they say from which day on, taken in whole or not at all, read by forms.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { quote, sql } from '../support/db.mjs';
import { env, root } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';

const PATH = '/can-bo/danh-muc/danh-sach-chon';
const CODE = `thu-${Date.now()}`;

let admin;
before(async () => {
	admin = new Client();
	await admin.signIn('administrator');
});
after(() => sql(`DELETE FROM choice_item WHERE list_code LIKE ${quote(`${CODE}%`)}; DELETE FROM choice_list WHERE code LIKE ${quote(`${CODE}%`)}`));

const rows = (code) => sql(`SELECT value, label, parent, from_day, to_day FROM choice_item WHERE list_code = ${quote(code)} ORDER BY value, from_day`)
	.map(({ value, label, parent, from_day: from, to_day: to }) => [value, label, parent, from, to].join('|'));

async function add(code, name, parent = '') {
	const page = await admin.get(PATH);

	return admin.post(PATH, { once: hidden(page, 'once'), code, name, parent });
}

async function load(code, text, more = {}) {
	const page = await admin.get(`${PATH}/${code}`);

	return admin.post(`${PATH}/${code}/nap`, { version: hidden(page, 'version'), rows: text, 'from_day.day': '1', 'from_day.month': '1', 'from_day.year': '2027', ...more });
}

test('the sample province comes with its peoples, countries, provinces and both ages of communes', async () => {
	const { text } = await admin.get(PATH);

	for (const name of ['Dân tộc', 'Quốc gia', 'Tỉnh, thành phố từ 01/7/2025', 'Xã, phường, thị trấn trước 01/7/2025'])
		assert.ok(text.includes(name), name);
	assert.equal(sql("SELECT COUNT(*) AS n FROM choice_item WHERE list_code = 'dan-toc'")[0].n, '54');
	assert.equal(sql("SELECT COUNT(*) AS n FROM choice_item WHERE list_code = 'tinh' AND value <> 'H01'")[0].n, '34');
});

test('a change counts from its day; what was chosen before still reads as it did', async () => {
	assert.equal((await add(CODE, 'Danh sách thử')).status, 303);
	assert.equal((await load(CODE, 'value,label,parent,from,to\na,Một,,2020-01-01,\nb,Mục nhì,,2020-01-01,')).status, 303);
	assert.equal((await load(CODE, 'a\tMột mới\nc\tBa', { whole: '1' })).status, 303);
	assert.deepEqual(rows(CODE), ['a|Một||2020-01-01|2026-12-31', 'a|Một mới||2027-01-01|', 'b|Mục nhì||2020-01-01|2026-12-31', 'c|Ba||2027-01-01|']);
	assert.match((await admin.get(`${PATH}/${CODE}?ngay=2026-12-31`)).text, /Mục nhì/);
	assert.doesNotMatch((await admin.get(`${PATH}/${CODE}?ngay=2027-01-01`)).text, /Mục nhì/);
	const again = await load(CODE, 'a\tMột mới\nc\tBa', { whole: '1' });

	assert.equal(again.status, 303);
	assert.equal(rows(CODE).length, 4, 'the same once more changes nothing');
});

test('rows that are wrong are named, and none is taken in', async () => {
	const before = rows(CODE);
	const answer = await load(CODE, 'd,Bốn\nđ,Năm\ne,\nf,Sáu,x\ng,Bảy,,2026-02-30\nd,Bốn nữa');

	assert.equal(answer.status, 422);
	for (const words of ['Mã chỉ gồm', 'Thiếu nội dung', 'không có cấp trên', 'Ngày không đúng'])
		assert.ok(answer.text.includes(words), words);
	assert.ok(answer.text.includes('Bốn nữa'), 'what was pasted is still there');
	assert.deepEqual(rows(CODE), before);
});

test('a linked list takes only what hangs on the list above', async () => {
	const code = `${CODE}-duoi`;

	assert.equal((await add(code, 'Danh sách dưới', CODE)).status, 303);
	assert.equal((await load(code, 'x,X,a\ny,Y,khong-co')).status, 422);
	assert.equal((await load(code, 'x,X,a\ny,Y,c')).status, 303);
	assert.equal((await add(`${CODE}-sai`, 'Sai', 'khong-co')).status, 422);
	assert.equal((await add(CODE, 'Trùng')).status, 422);
});

test('a list goes out as it came in', async () => {
	const { text, headers } = await admin.get(`${PATH}/${CODE}/tai-ve`);

	assert.match(headers['content-disposition'], /\.csv/);
	assert.match(text, /"a","Một","","2020-01-01","2026-12-31"/);
	assert.equal((await load(CODE, text.replace(/^\uFEFF/, ''))).status, 303);
	assert.equal(rows(CODE).length, 4);
});

test('two people at once: the second one is told', async () => {
	const page = await admin.get(`${PATH}/${CODE}`);
	const version = hidden(page, 'version');
	const fields = { version, rows: 'z,Z', 'from_day.day': '1', 'from_day.month': '1', 'from_day.year': '2028' };

	assert.equal((await admin.post(`${PATH}/${CODE}/nap`, fields)).status, 303);
	assert.equal((await admin.post(`${PATH}/${CODE}/nap`, fields)).status, 409);
});

test('the national lists come to an installation of before as well, as often as one likes; what a province wrote stays', () => {
	const load = () => execFileSync(join(env().binaries, 'motcua-catalogue'), ['--config', join(env().config_dir, 'common.conf'), '--config',
		join(env().config_dir, 'catalogue.conf'), '--verb', 'load', join(root, 'db/national')], { encoding: 'utf8' });
	const all = () => sql("SELECT list_code, value, from_day, to_day, parent, label FROM choice_item WHERE list_code IN ('dan-toc', 'quoc-gia', 'tinh') ORDER BY 1, 2, 3");
	const loaded = all();

	// As an administrator may have typed them before: one missing, one since a later day, one of the province's own.
	sql(`DELETE FROM choice_item WHERE list_code = 'dan-toc' AND value = '02';
		UPDATE choice_item SET from_day = '2026-01-01' WHERE list_code = 'tinh' AND value = '04';
		INSERT INTO choice_item (list_code, value, from_day, label, position) VALUES ('tinh', 'khac', '2026-01-01', 'Nơi khác', 99)`);
	try {
		assert.match(load(), /3 files, 0 refused/);
		assert.deepEqual(all().filter(({ value }) => value !== 'khac'), loaded);
		assert.equal(all().length, loaded.length + 1);
		const before = all();

		load();
		assert.deepEqual(all(), before);
	} finally {
		sql("DELETE FROM choice_item WHERE list_code = 'tinh' AND value = 'khac'");
	}
});
