// The JSON Schema that partners get of a form holds for what is frozen, by another implementation of JSON Schema 2020-12; and does
// not hold for what the form would refuse.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { root } from '../support/env.mjs';

// Dates and addresses are judged by pattern alone: the formats of JSON Schema are notes unless somebody checks them.
const day = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const compile = (schema) => new Ajv({ strict: true, allowUnionTypes: true, allErrors: true, formats: { date: day, email: /^[^@\s]+@[^@\s]+$/ } })
	.addKeyword('x-sensitivity').compile(schema);

function answersOf(form, ...sets) {
	const text = execFileSync(join(root, 'build', process.env.VARIANT ?? 'asan', 'tests/support/form_answers'),
		{ input: [form, ...sets].map((one) => `${JSON.stringify(one)}\n`).join(''), encoding: 'utf8', maxBuffer: 1 << 28 });

	return text.trim().split('\n').map((line) => JSON.parse(line));
}

const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const every = read('tests/fixtures/forms/every-rule.json');

const FULL = [['ten', 'Nguyễn An'], ['dinh_danh', '033 188 001 234'], ['doanh_nghiep', '0100109106-001'], ['thue', '0100109106'], ['chung_minh', '145123456'],
	['ho_chieu', 'c1234567'], ['tai_khoan', '1234 5678 9012'], ['bien_so', '29mđ1-12345'.toUpperCase()], ['dien_thoai', '0912 345 678'], ['thu', 'an@x.vn'], ['tien', '150.000'],
	['dien_tich', '12,5'], ['sinh', '5/3/1988'], ['tu_ngay', '1/12/2026'], ['den_ngay', '2/12/2026'], ['ngay_cap', '1/1/2020'], ['gio', '08:30'], ['cho_o', 'rieng'],
	['so_nha', '12'], ['nghe', 'a'], ['nghe', 'b'], ['so_nguoi', '2'], ['tinh', '33'], ['xa', '12103'], ['duong', 'Thôn Đông'], ['vc_ten', 'Trần Bình'],
	['vc_so', '033088001234'], ['vc_thu', 'b@x.vn'], ['thanh_vien_ten.0', 'A'], ['thanh_vien_phan.0', '50'], ['thanh_vien_vao.0', '1/1/2020'], ['thanh_vien_ten.2', 'B']];

test('what is frozen satisfies the schema of its form, full and bare', () => {
	const [full, bare] = answersOf(every, FULL, [['ten', 'An']]);
	const holds = compile(full.schema);

	assert.equal(full.schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
	for (const { frozen } of [full, bare])
		assert.ok(holds(frozen), JSON.stringify(holds.errors));
	assert.equal(full.frozen.answers.thanh_vien.length, 2);
	assert.equal(full.frozen.answers.bien_so, '29MĐ112345');
});

test('what the form would refuse does not', () => {
	const [{ schema, frozen }] = answersOf(every, FULL);
	const holds = compile(schema);
	const wrong = [
		['ten', undefined], ['ten', 'A'], ['ten', 'A'.repeat(21)], ['ten', 5], ['dinh_danh', '033188'], ['doanh_nghiep', '0100109106-01'], ['thue', '01001'], ['chung_minh', '1'],
		['ho_chieu', 'c1'], ['tai_khoan', 'VN1'], ['bien_so', '29-123'], ['dien_thoai', '12'], ['thu', 'an'], ['tien', '1.500,5'], ['tien', 1500], ['sinh', '5/3/1988'], ['gio', '24:00'],
		['cho_o', 'biet_thu'], ['nghe', ['a']], ['nghe', ['a', 'b', 'c', 'd']], ['nghe', ['a', 'a', 'b']], ['nghe', ['z', 'a']], ['tinh', ''], ['tinh', 'x y'],
		['thanh_vien', [{ thanh_vien_phan: '5' }]], ['thanh_vien', Array(4).fill({ thanh_vien_ten: 'A' })], ['khong_co', 'x'],
	];

	for (const [key, value] of wrong)
		assert.equal(holds({ ...frozen, answers: { ...frozen.answers, [key]: value } }), false, `${key} = ${JSON.stringify(value)}`);
	assert.equal(holds({ ...frozen, form: 'other' }), false);
	assert.equal(holds({ ...frozen, more: 1 }), false);
});

test('every form of the sample province has a schema that another implementation reads', () => {
	const folder = 'db/seed/definitions/forms';

	for (const name of readdirSync(join(root, folder)))
		assert.equal(typeof compile(answersOf(read(join(folder, name)), [])[0].schema), 'function', name);
});
