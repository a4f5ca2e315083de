// A form asks what the answers so far call for: at once where scripts run, when the page is sent where they do not. What a
// condition hides again stays in the draft and never reaches the dossier.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { begin, citizen } from '../api/citizen.mjs';
import { closeBrowser, person } from '../support/browser.mjs';
import { quote, sql } from '../support/db.mjs';
import { env, root } from '../support/env.mjs';
import { choose, field, fillDate, look, press } from './people.mjs';

after(closeBrowser);

const OTHER = 'Ghi rõ quan hệ';

// A citizen with a draft, at its first page.
async function atForm({ javaScriptEnabled = true } = {}) {
	const client = await citizen();
	const draft = await begin(client);
	const page = await person({ javaScriptEnabled });

	await page.context().addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: env().base_url })));
	await page.goto(`${draft}/trang/1`);
	return { page, draft };
}

async function fillApplicant(page) {
	await field(page, 'Họ, chữ đệm, tên').fill('Nguyễn Văn Bình');
	await fillDate(page, 'Ngày, tháng, năm sinh', ['12', '5', '1990']);
	await field(page, 'Số định danh cá nhân').fill('001090012345');
	await field(page, 'Nơi cư trú').fill('Số 5 đường Hòa Bình, phường Trung Tâm');
	await field(page, 'Số điện thoại').fill('0912 345 678');
}

const kept = (draft, key) => sql(`SELECT value FROM draft_value JOIN draft ON draft.id = draft_value.draft_id
	WHERE draft.reference = ${quote(draft.split('/')[3])} AND field_key = ${quote(key)}`).map(({ value }) => value);

test('a question comes and goes with the answer that calls for it; what was typed in it is kept', async () => {
	const { page, draft } = await atForm();
	const other = field(page, OTHER);

	await fillApplicant(page);
	assert.equal(await other.isVisible(), false);
	await choose(page, 'Quan hệ khác');
	await other.waitFor(); // without sending the page
	await look(page, 'citizen', 'form-live');
	await other.fill('Cháu ruột');
	await choose(page, 'Bản thân');
	await other.waitFor({ state: 'hidden' });
	await press(page, 'Lưu và tiếp tục');
	assert.match(page.url(), /\/trang\/2$/, 'a hidden question is not missed');
	assert.deepEqual(kept(draft, 'quan_he_khac'), ['Cháu ruột']);
	await page.goto(`${draft}/trang/1`);
	assert.equal(await other.isVisible(), false);
	await choose(page, 'Quan hệ khác');
	assert.equal(await other.inputValue(), 'Cháu ruột');
	await other.fill('');
	await press(page, 'Lưu và tiếp tục');
	assert.match(await page.getByRole('alert').innerText(), /Ghi rõ quan hệ|quan hệ/i, 'shown and empty: it is asked for');
	assert.deepEqual(page.complaints, []);
});

test('without script the question comes when the page is sent, and what it held before stays in the draft', async () => {
	const { page, draft } = await atForm({ javaScriptEnabled: false });
	const other = field(page, OTHER);

	await fillApplicant(page);
	await choose(page, 'Quan hệ khác');
	assert.equal(await other.isVisible(), false);
	await press(page, 'Lưu và tiếp tục');
	assert.match(page.url(), /\/trang\/1#/);
	assert.equal(await other.isVisible(), true);
	await other.fill('Cháu ruột');
	await choose(page, 'Bản thân');
	await press(page, 'Lưu và tiếp tục');
	assert.match(page.url(), /\/trang\/2$/);
	await page.goto(`${draft}/trang/1`);
	await press(page, 'Lưu và tiếp tục');
	assert.deepEqual(kept(draft, 'quan_he_khac'), ['Cháu ruột'], 'a page sent without the question does not empty it');
});

// A page of a form that the sample province does not have: rows, numbers as people type them, a date, a computed value, an
// answer that stands on another page.
const FIELDS = [
	{ id: 'l', key: 'thanh_vien', type: 'list', here: true },
	{ id: 'ten', key: 'ten', type: 'text', list: 'l', parent: 'l', here: true },
	{ id: 'sinh', key: 'sinh', type: 'date', list: 'l', parent: 'l', here: true },
	{ id: 'giam_ho', key: 'giam_ho', type: 'text', list: 'l', parent: 'l', here: true, hide: 'sinh = null or age(sinh) >= 18' },
	{ id: 'dien_tich', key: 'dien_tich', type: 'number', here: true },
	{ id: 'loai', key: 'loai', type: 'text', here: false },
	{ id: 'tien', key: 'tien', type: 'expression', here: true, expression: 'dien_tich * 8000 + count(ten)', hide: 'loai != "dat"' },
];

function treeOf(text) {
	const names = Object.fromEntries(FIELDS.filter(({ key }) => key).map(({ key }) => [key, null]));
	const answer = execFileSync(join(root, 'build', process.env.VARIANT ?? 'asan', 'tests/support/feel_answers'),
		{ input: `${JSON.stringify({ text, names, today: 20778 })}\n`, encoding: 'utf8' });

	return JSON.parse(answer).tree;
}

test('each row follows its own answers; what is computed follows what is typed, and what stands on another page', async () => {
	const page = await person();
	const fields = FIELDS.map((one) => ({ ...one, hide: one.hide && treeOf(one.hide), expression: one.expression && treeOf(one.expression) }));

	await page.goto('/');
	await page.evaluate(async (live) => {
		const box = (name) => `<input name="${name}">`;
		const row = (n) => `${box(`ten.${n}`)}${['day', 'month', 'year'].map((part) => box(`sinh.${n}.${part}`)).join('')}`
			+ `<fieldset data-live-field="giam_ho" data-live-row="${n}" disabled>${box(`giam_ho.${n}`)}</fieldset>`;
		const form = document.createElement('form');

		form.innerHTML = `${row(0)}${row(1)}${box('dien_tich')}<fieldset data-live-field="tien" data-live-row="0"><output class="mc-computed"></output></fieldset>`;
		form.dataset.live = JSON.stringify(live);
		document.body.replaceChildren(form);
		await import('/static/js/form.js');
	}, { today: 20778, fields, order: ['giam_ho', 'tien'], values: [['loai', 0, 'dat']] });
	const type = (name, text) => page.locator(`[name="${name}"]`).fill(text);
	const guardian = (row) => page.locator(`[name="giam_ho.${row}"]`).isVisible();
	const born = async (row, [day, month, year]) => {
		await type(`sinh.${row}.day`, day);
		await type(`sinh.${row}.month`, month);
		await type(`sinh.${row}.year`, year);
	};

	assert.deepEqual([await guardian(0), await guardian(1)], [false, false]);
	await type('ten.0', 'Bình');
	await born(1, ['22', '11', '2008']);
	assert.deepEqual([await guardian(0), await guardian(1)], [false, true], 'a day before the eighteenth birthday');
	await born(1, ['21', '11', '2008']);
	assert.equal(await guardian(1), false);
	await born(1, ['31', '2', '2015']);
	assert.equal(await guardian(1), false, 'no day: nothing is known');
	await type('dien_tich', '1.234,5');
	assert.equal(await page.locator('output').innerText(), '9.876.002,0', 'two rows: one has a name, one a day');
	await type('dien_tich', 'một mẫu');
	assert.equal(await page.locator('output').innerText(), '');
	assert.deepEqual(page.complaints, []);
});
