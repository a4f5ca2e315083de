// An administrator keeps a shared list in the browser: reads it on a day, pastes rows, is told which are wrong.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, person, shot, signIn } from '../support/browser.mjs';
import { quote, sql } from '../support/db.mjs';
import { press } from './people.mjs';

const CODE = `trinh-duyet-${Date.now()}`;

after(closeBrowser);
after(() => sql(`DELETE FROM choice_item WHERE list_code = ${quote(CODE)}; DELETE FROM choice_list WHERE code = ${quote(CODE)}`));

test('a list is added, filled from a spreadsheet and read on a day', async () => {
	const page = await person();
	page.on('dialog', (dialog) => dialog.accept());
	await signIn(page, 'administrator');
	await page.goto('/can-bo/danh-muc/danh-sach-chon');
	await shot(page, 'administrator', 'choice-lists');
	await page.getByLabel('Mã danh sách', { exact: true }).fill(CODE);
	await page.getByLabel('Tên danh sách', { exact: true }).fill('Danh sách trên trình duyệt');
	await press(page, 'Thêm danh sách');
	await page.waitForURL(`**/${CODE}`);
	const rows = page.getByLabel('Các dòng', { exact: true });

	await rows.fill('a\tMột\nb b\tHai');
	await press(page, 'Nạp');
	await page.getByRole('alert').waitFor();
	assert.match(await page.locator('main').innerText(), /Mã chỉ gồm chữ không dấu/);
	await shot(page, 'administrator', 'choice-list-error');
	await page.getByLabel('Các dòng', { exact: true }).fill('a\tMột\nb\tHai mục');
	await press(page, 'Nạp');
	await page.waitForURL('**xong=1');
	await shot(page, 'administrator', 'choice-list');
	await page.goto(`/can-bo/danh-muc/danh-sach-chon/${CODE}?ngay=2030-01-01`);
	assert.match(await page.locator('main').innerText(), /Hai mục/);
	assert.deepEqual(page.complaints, []);
});
