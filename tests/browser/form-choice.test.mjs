// A list of thousands in the browser: found by keyboard as Vietnamese type, below the choice above, several at once; by a button
// where no script runs or the line is away. Fit for a phone, axe clean.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin, citizen } from '../api/citizen.mjs';
import { closeBrowser, person } from '../support/browser.mjs';
import { quote, sql } from '../support/db.mjs';
import { env } from '../support/env.mjs';
import { formProcedure } from '../support/form_procedure.mjs';
import { LONG_FORM, MANY, dropLists, longLists } from '../support/long_list.mjs';
import { field, go, look, lookAtError, press } from './people.mjs';

let procedure;
before(() => {
	longLists();
	procedure = formProcedure('KT.000008', LONG_FORM);
});
after(() => { procedure.drop(); dropLists(); });
after(closeBrowser);

async function atForm(options, before = () => {}) {
	const client = await citizen();
	const draft = await begin(client, procedure.code);
	const page = await person(options);

	await page.context().addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: env().base_url })));
	await before(page);
	await page.goto(`${draft}/trang/1`);
	await field(page, 'Họ và tên').fill('Nguyễn An');
	await page.locator('select[name=tinh]').selectOption(MANY);
	return { page, draft };
}

const box = (page, name) => page.locator(`input[type=text][name="${name}.search"]`);
const kept = (draft, key) => sql(`SELECT draft_value.value FROM draft_value JOIN draft ON draft.id = draft_value.draft_id
	WHERE draft.reference = ${quote(draft.split('/')[3])} AND field_key = ${quote(key)} ORDER BY draft_value.value`).map(({ value }) => value);
// Not the choices of short lists, which are options too.
const offers = (page) => page.locator('.mc-suggest:visible').getByRole('option');
const chosen = (page, name) => page.locator(`[name="${name}"]:checked`).evaluateAll((all) => all.map(({ value }) => value));

// At one stroke: who types slowly is offered what begins so on the way.
async function type(page, name, text) {
	await box(page, name).fill(text);
	await offers(page).first().waitFor();
}

test('by keyboard: typed without marks, chosen from at most twenty, said to those who only hear', async () => {
	const { page, draft } = await atForm();

	await page.getByRole('button', { name: /^Tìm / }).first().waitFor({ state: 'hidden' }); // none where the script seeks
	await type(page, 'que', 'ba dinh');
	assert.equal(await box(page, 'que').getAttribute('aria-expanded'), 'true');
	assert.match(await offers(page).first().innerText(), /Phường Ba Đình \(Hà Nội\), Thành phố Hà Nội/);
	assert.match(await page.locator('[role=status]', { hasText: 'lựa chọn. Dùng phím mũi tên' }).innerText(), /^1 /);
	await look(page, 'citizen', 'form-choice-open');
	await page.keyboard.press('ArrowDown');
	assert.equal(await page.locator(`[id="${await box(page, 'que').getAttribute('aria-activedescendant')}"]`).getAttribute('aria-selected'), 'true');
	await page.keyboard.press('Enter');
	assert.deepEqual(await chosen(page, 'que'), ['00004']);
	assert.equal(await box(page, 'que').inputValue(), '');
	assert.equal(await page.evaluate(() => document.activeElement.name), 'que.search', 'the keyboard stays where it was');
	assert.equal(await field(page, 'Nói rõ về nơi sinh').isVisible(), true, 'what hangs on the choice is asked at once');
	await type(page, 'que', 'xa an');
	assert.equal(await offers(page).count(), 20);
	await page.keyboard.press('Escape');
	assert.equal(await page.locator('.mc-suggest:visible').count(), 0);
	await box(page, 'que').fill('');
	await type(page, 'nghe', 'tho');
	await offers(page).first().click();
	await type(page, 'nghe', 'bac 7');
	await offers(page).nth(2).click();
	assert.equal((await chosen(page, 'nghe')).length, 2);
	await type(page, 'xa', 'ba dinh');
	await offers(page).first().click();
	await field(page, 'Nói rõ về nơi sinh').fill('Bệnh viện');
	await look(page, 'citizen', 'form-choice');
	await press(page, 'Lưu và tiếp tục');
	assert.doesNotMatch(page.url(), /trang/);
	assert.deepEqual([kept(draft, 'que'), kept(draft, 'xa'), kept(draft, 'nghe').length], [['00004'], ['00004'], 2]);
	assert.deepEqual(page.complaints, []);
});

test('another province takes the commune away; what is only typed is sought by the server and asked again', async () => {
	const { page } = await atForm();

	await type(page, 'xa', 'ba dinh');
	await offers(page).first().click();
	await page.locator('select[name=tinh]').selectOption('04');
	assert.deepEqual(await chosen(page, 'xa'), []);
	await page.locator('select[name=tinh]').selectOption(MANY);
	await type(page, 'xa', 'an');
	await page.keyboard.press('Escape');
	await press(page, 'Lưu và tiếp tục');
	assert.match(page.url(), /#f-f-xa$/, 'with the province the choices are new: no fault yet');
	assert.match(await page.locator('main').innerText(), /Tìm thấy 12 lựa chọn cho “an”/);
	await box(page, 'xa').fill('xa');
	await press(page, 'Lưu và tiếp tục');
	await lookAtError(page, 'citizen', 'form-choice', /Xã, phường: hãy chọn một trong các giá trị có sẵn/);
	await page.locator('.mc-choose').getByRole('radio').first().check();
	await press(page, 'Lưu và tiếp tục');
	assert.doesNotMatch(page.url(), /trang/);
	assert.deepEqual(page.complaints.filter((words) => !/422/.test(words)), []);
});

test('where the line is away the button of those without script comes back', async () => {
	const { page, draft } = await atForm();

	await page.route('**/danh-sach/**', (route) => route.abort());
	await box(page, 'que').pressSequentially('ba dinh');
	const button = page.getByRole('button', { name: /^Tìm “Nơi sinh”/ });

	await button.waitFor();
	await go(page, button);
	assert.deepEqual(kept(draft, 'que'), ['ba dinh']);
	assert.match(await page.locator('main').innerText(), /Tìm thấy 1 lựa chọn cho “ba dinh”/);
});

test('on a slow line the script comes after one has typed: it seeks all the same', async () => {
	const late = {};

	late.script = new Promise((resolve) => { late.comes = resolve; });
	const { page } = await atForm({}, (opened) => opened.route('**/js/form.js', (route) => late.script.then(() => route.continue())));

	await box(page, 'que').pressSequentially('ba dinh');
	assert.equal(await box(page, 'que').getAttribute('role'), null, 'it is a plain box');
	late.comes();
	assert.match(await offers(page).first().innerText(), /Phường Ba Đình/);
});

test('without script: typed, sought by the button, chosen, filed', async () => {
	const { page, draft } = await atForm({ javaScriptEnabled: false });
	const buttons = await page.locator('button[data-seeks]').allInnerTexts();

	assert.equal(new Set(buttons).size, buttons.length, `each button says what it seeks: ${buttons}`);
	const seek = async (name, text) => {
		await box(page, name).fill(text);
		await Promise.all([page.waitForNavigation(), page.locator(`button[data-seeks="f-f-${name}"]`).click()]);
	};

	await seek('xa', 'ba dinh');
	await press(page, 'Lưu và tiếp tục');
	assert.match(await page.locator('.govuk-error-summary__list').innerText(), /Xã, phường: hãy chọn/);
	await page.getByLabel('Phường Ba Đình (Hà Nội)').check(); // what was found is still there
	await seek('nghe', 'bac 7');
	await page.locator('[name=nghe]').first().check();
	await press(page, 'Lưu và tiếp tục');
	assert.doesNotMatch(page.url(), /trang/);
	assert.deepEqual([kept(draft, 'xa'), kept(draft, 'nghe').length], [['00004'], 1]);
});
