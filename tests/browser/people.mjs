// What people do in the browser, in their own words: a field by its label, a button by its name, a choice by what it says.
// `look` sees each page and each of its errors as people do.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { person, shot } from '../support/browser.mjs';
import { businessNow } from '../support/clock.mjs';
import { quote, sql } from '../support/db.mjs';
import { env, root } from '../support/env.mjs';
import { arrived, codeIn, nextMail } from '../support/mail.mjs';
import { totp } from '../support/totp.mjs';

// A test for each chapter of a story: when one fails, those after it have nothing to go on.
export function storyteller() {
	let broken = false;

	return (name, tell) => test(name, async (t) => {
		if (broken)
			return t.skip('the story ended before');
		broken = true;
		await tell();
		broken = false;
		return undefined;
	});
}

// A page at rest: in Vietnamese, with one first heading.
export async function look(page, role, name) {
	await page.waitForLoadState();
	assert.equal(await page.locator('html').getAttribute('lang'), 'vi', `language of ${name}`);
	assert.equal(await page.locator('h1').count(), 1, `first headings of ${name}`);
	await shot(page, role, name);
}

// A page that says what is wrong: in its title, at its top, beside the field that the summary leads to.
export async function lookAtError(page, role, name, words) {
	await page.waitForLoadState();
	assert.match(await page.title(), /^Lỗi: /, `title of ${role}-${name}`);
	const link = page.locator('.govuk-error-summary__list a').first();
	const target = await link.getAttribute('href');

	assert.equal(await page.locator(`[id="${target.slice(1)}"]`).count(), 1, `${role}-${name}: ${target} leads nowhere`);
	if (words)
		assert.match((await page.locator('.govuk-error-summary__list').innerText()), words);
	await look(page, role, name);
}

// A way of walking through pages without looking at each of them.
export const hurry = { look: () => {}, lookAtError: () => {} };
export const watch = { look, lookAtError };

// A page of the inside that refuses: no summary of fields, but a heading that says so.
export async function lookAtRefusal(page, role, name, heading) {
	await page.waitForLoadState();
	assert.match(await page.title(), /^Lỗi: /, `title of ${role}-${name}`);
	assert.match(await page.locator('h1').innerText(), heading);
	await look(page, role, name);
}

// Every button and link here leads to a page: it is waited for, whatever it is.
export const go = (page, what) => Promise.all([page.waitForNavigation(), what.click()]);
export const press = (page, name) => go(page, page.getByRole('button', { name, exact: true }));
export const follow = (page, name) => go(page, page.getByRole('link', { name, exact: true }).first());
export const choose = (page, label) => page.getByLabel(label, { exact: true }).check();

// A field whose label may go on with "(không bắt buộc)".
export function field(page, label) {
	const words = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

	return page.getByLabel(new RegExp(`^${words}( \\(không bắt buộc\\))?$`));
}

export async function fillDate(page, label, [day, month, year]) {
	const group = page.getByRole('group', { name: label, exact: true });

	await group.getByLabel('Ngày', { exact: true }).fill(day);
	await group.getByLabel('Tháng', { exact: true }).fill(month);
	await group.getByLabel('Năm', { exact: true }).fill(year);
}

// By keyboard alone: Tab until that has the focus, as anybody can who sees where it is.
export async function tabTo(page, what) {
	const wanted = await what.elementHandle();

	for (let n = 0; n < 250; n++) {
		if (await wanted.evaluate((element) => element === document.activeElement))
			return;
		await page.keyboard.press('Tab');
	}
	assert.fail(`no number of tabs leads to ${what}`);
}

export async function typeInto(page, label, text) {
	await tabTo(page, typeof label === 'string' ? field(page, label).first() : page.getByLabel(label).first());
	await page.keyboard.press('Control+A');
	await page.keyboard.type(text);
}

// A file of one page, made once per name.
export function paper(name, text = 'Van ban') {
	const folder = join(root, 'build/test/papers');
	const stream = `BT /F1 14 Tf 50 780 Td (${text}) Tj ET`;
	const body = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>']
		.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('');

	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, name), `%PDF-1.4\n${body}trailer << /Size 6 /Root 1 0 R >>\n%%EOF\n`);
	return join(folder, name);
}

// Something that no office takes as a paper, whatever its name says.
export function program(name) {
	const file = paper(name);

	writeFileSync(file, Buffer.from('MZ\x90\0\x03\0\0\0not a paper at all', 'latin1'));
	return file;
}

let people = 0;

// An address nobody has used yet.
export const newAddress = (who) => `${who}.${Date.now()}.${++people}@example.vn`;

// At the page of sign-in: a code to the address, read from the mail, typed in.
export async function signInByCode(page, address, { look: seen, lookAtError: seenError } = hurry, instance = env()) {
	await seen(page, 'citizen', 'sign-in');
	await press(page, 'Nhận mã xác thực');
	await seenError(page, 'citizen', 'sign-in-error', /Số điện thoại/);
	const old = await arrived(address, instance);

	await field(page, 'Số điện thoại hoặc thư điện tử').fill(address);
	await press(page, 'Nhận mã xác thực');
	await seen(page, 'citizen', 'sign-in-code');
	const code = codeIn(await nextMail(address, { seen: old, instance }));

	await field(page, 'Mã xác thực').fill(code === '000000' ? '111111' : '000000');
	await press(page, 'Đăng nhập');
	await seenError(page, 'citizen', 'sign-in-code-error', /không đúng/);
	await field(page, 'Mã xác thực').fill(code);
	await press(page, 'Đăng nhập');
}

// The account of a sample officer by role, or by login.
export function account(role, instance = env()) {
	const found = instance.accounts[role] ?? Object.values(instance.accounts).find(({ login }) => login === role);

	assert.ok(found, `no sample account ${role}: ${Object.keys(instance.accounts).join(', ')}`);
	return found;
}

// An officer comes to work: name, password and the code of the second factor. Resolves to their page: the work list.
export async function officer(role, instance = env()) {
	const { login, password, totp_secret: secret } = account(role, instance);
	const page = await person({ instance });

	await page.goto('/can-bo');
	sql(`UPDATE account SET totp_last_step = 0 WHERE login = ${quote(login)}`, instance);
	await field(page, 'Tên đăng nhập').fill(login);
	await field(page, 'Mật khẩu').fill(password);
	await field(page, 'Mã xác thực hai lớp').fill(totp(secret, businessNow(instance)));
	await press(page, 'Đăng nhập');
	assert.match(page.url(), /\/can-bo\/(ho-so|thu-ngan|danh-muc)/, await page.locator('main').innerText());
	return page;
}

// From the work list to a dossier, by the queue it waits in.
export async function openFrom(page, queue, number) {
	await page.goto('/can-bo/ho-so');
	await go(page, page.getByRole('navigation', { name: 'Nhóm hồ sơ' }).getByRole('link', { name: new RegExp(`^${queue}`) }));
	await follow(page, number);
}
