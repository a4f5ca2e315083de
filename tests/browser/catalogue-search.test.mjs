// Search in a browser: suggestions by keyboard and mouse, nothing lost without script, marked words, the words that
// administrators keep; axe clean and fit for a phone.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { closeBrowser, person, shot, signIn } from '../support/browser.mjs';
import { go } from './people.mjs';

const WORDS = '/can-bo/danh-muc/tu-khoa';
let page;

before(async () => {
	page = await person();
});
after(closeBrowser);

test('what may be meant is offered while one types, and chosen by keyboard', async () => {
	await page.goto('/');
	const box = page.getByRole('combobox', { name: 'Tìm thủ tục' });

	await box.pressSequentially('ban sao trich');
	await page.getByRole('listbox').waitFor();
	assert.equal(await box.getAttribute('aria-expanded'), 'true');
	await shot(page, 'citizen', 'search-suggestions');
	await box.press('ArrowDown');
	assert.equal(await page.locator(`#${await box.getAttribute('aria-activedescendant')}`).getAttribute('aria-selected'), 'true');
	await box.press('Escape');
	assert.equal(await box.getAttribute('aria-expanded'), 'false');
	await box.press('End');
	await box.pressSequentially(' luc');
	await page.getByRole('option').first().waitFor();
	await box.press('ArrowDown');
	await box.press('Enter');
	await page.waitForURL(/\/thu-tuc\//);
	assert.match(await page.title(), /Trích lục hộ tịch/);
});

test('the list that one chooses from does not change under the finger', async () => {
	let answer;
	const late = new Promise((resolve) => { answer = resolve; });

	await page.goto('/');
	await page.getByRole('combobox').pressSequentially('khai sinh');
	await page.getByRole('option').first().waitFor();
	await page.route('**/goi-y?*', (route) => late.then(() => route.continue()).catch(() => {}));
	// A slow typist is asked for on the way too: what counts is the whole of it.
	const whole = (request) => /goi-y\?q=.*lai$/.test(request.url());
	const [asked, given_up] = [page.waitForRequest(whole), page.waitForEvent('requestfailed', whole)];

	await page.getByRole('combobox').pressSequentially(' lai');
	await asked;
	await page.getByRole('combobox').press('ArrowDown');
	await given_up;
	answer();
	assert.equal(await page.getByRole('option', { selected: true }).count(), 1);
	await page.unroute('**/goi-y?*');
});

test('Enter without a choice searches; the mouse chooses as well', async () => {
	await page.goto('/');
	await page.getByRole('combobox').fill('khai sinh');
	await page.getByRole('combobox').press('Enter');
	await page.waitForURL(/\/tim-kiem\?q=/);
	await page.goto('/');
	await page.getByRole('combobox').pressSequentially('ho kinh doanh');
	await page.getByRole('option').first().click();
	await page.waitForURL(/\/thu-tuc\//);
});

test('without script it is a plain search box', async () => {
	const plain = await person({ javaScriptEnabled: false });

	await plain.goto('/');
	await plain.getByRole('searchbox', { name: 'Tìm thủ tục' }).fill('so do');
	await plain.getByRole('button', { name: 'Tìm kiếm' }).click();
	await plain.waitForURL(/\/tim-kiem\?q=so\+do/);
	assert.ok(await plain.locator('.mc-results__item').count() > 0);
	await plain.context().close();
});

test('results say how words were understood and mark them', async () => {
	await page.goto('/tim-kiem?q=dawng+kys+thanhf+laapj+hooj+kinh+doanh');
	assert.ok(await page.locator('mark').count() >= 3);
	assert.match(await page.locator('.mc-understood').innerText(), /được hiểu là/);
	await shot(page, 'citizen', 'search-understood');
	assert.deepEqual(page.complaints, []);
});

test('an administrator keeps the words', async () => {
	const admin = await person();

	await signIn(admin, 'administrator');
	await admin.goto(WORDS);
	await shot(admin, 'administrator', 'search-keywords');
	await go(admin, admin.getByRole('link', { name: /^Sửa/ }).first());
	await shot(admin, 'administrator', 'search-keyword');
	assert.deepEqual(admin.complaints, []);
	await admin.context().close();
});
