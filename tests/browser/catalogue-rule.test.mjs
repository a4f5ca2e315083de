// A fee is tried, kept as an example and changed in its table, by keyboard; the pages looked at at both widths.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeBrowser, person, shot, signIn } from '../support/browser.mjs';
import { sql } from '../support/db.mjs';
import { startInstance } from '../support/env.mjs';

const CODE = 'QTAC-TREN-TRANG';
const EXAMPLES = `/can-bo/danh-muc/dinh-nghia/quy-tac/${CODE}/vi-du`;
let instance;
let page;

before(async () => {
	instance = await startInstance('browser-catalogue-rule', { modules: ['catalogue'] });
	sql(`INSERT INTO definition_item (kind, code, name) VALUES ('rule', '${CODE}', 'Phí cấp bản sao trích lục hộ tịch');
		INSERT INTO definition_draft (kind, code, name, content, created_by, created_at, updated_at) SELECT 'rule', '${CODE}',
		'Phí cấp bản sao trích lục hộ tịch', content, (SELECT id FROM account WHERE login = 'quantri'), NOW(6), NOW(6)
		FROM rule_version WHERE code = '2.000635' ORDER BY version_no DESC LIMIT 1`, instance);
	page = await person({ instance });
	await signIn(page, 'administrator', instance);
});
after(async () => {
	await closeBrowser();
	await instance?.reset();
});

// No mouse: Tab until the control has the focus.
async function reach(locator) {
	for (let i = 0; i < 200; i++) {
		if (await locator.evaluate((node) => node === document.activeElement))
			return;
		await page.keyboard.press('Tab');
	}
	assert.fail(`Tab never reaches ${locator}`);
}
async function type(name, text) {
	await reach(page.locator(`[name="${name}"]`));
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.type(text);
}
async function press(name) {
	await reach(page.getByRole('button', { name, exact: true }).first());
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}


test('two copies come to 16.000 đ, and that is kept as an example', async () => {
	await page.goto(EXAMPLES);
	await type('i0', 'khong');
	await type('i1', '2');
	await press('Tính thử');
	assert.match(await page.locator('#worked-heading').textContent(), /→ 16\.000 đ/);
	await shot(page, 'administrator', 'rule-tried');
	await type('ten', '2 bản sao, nộp trực tuyến');
	await press('Giữ làm ví dụ');
	assert.match(await page.textContent('body'), /Tất cả đều đúng/);
});

test('what is typed into a row and a column is checked at once, with the way to the box, and nothing is saved', async () => {
	const before_ = sql(`SELECT version, content FROM definition_draft WHERE code = '${CODE}'`, instance);
	const told = page.locator('[data-told]');

	await page.goto(`${EXAMPLES.replace('vi-du', 'dong')}?bang=fees&so=1`);
	await type('o6', 'chín nghìn');
	await told.getByRole('link').first().waitFor();
	assert.equal(await page.locator('[name=o6]').getAttribute('aria-invalid'), 'true');
	const words = await page.locator('#o6-error').textContent();
	await shot(page, 'administrator', 'rule-row-typed');
	await page.locator('[name="ghi-chu"]').focus();
	await reach(told.getByRole('link', { name: `Đơn giá (đồng): ${words}`, exact: true }));
	await page.keyboard.press('Enter');
	assert.equal(await page.evaluate(() => document.activeElement.name), 'o6', 'the link leads into the box');
	await type('o6', '9000');
	await page.locator('#o6-error').waitFor({ state: 'detached' });
	assert.equal(await page.locator('[name=o6]').getAttribute('aria-invalid'), null);
	assert.equal(await page.locator('.govuk-input--error, .govuk-form-group--error').count(), 0);

	await page.goto(`${EXAMPLES.replace('vi-du', 'cot')}?bang=fees&so=0&loai=dieu-kien`);
	await type('nhan', 'Tuổi');
	await page.waitForFunction(() => document.querySelector('form[data-typed]').dataset.checked === 'yes');
	assert.equal(await page.locator('#doc-error').count(), 0, 'a box that one has not come to is left alone');
	await type('doc', 'tuoi >');
	await page.locator('#doc-error').waitFor();
	await shot(page, 'administrator', 'rule-column-typed');
	await type('doc', 'tuoi');
	await page.locator('#doc-error').waitFor({ state: 'detached' });

	await page.goto(`${EXAMPLES.replace('vi-du', 'khung')}?bang=fees`);
	await page.locator('[name=cach][value="COLLECT SUM"]').check({ force: true });
	await page.locator('#cach-error').waitFor();
	assert.equal(await told.getByRole('link').first().getAttribute('href'), '#cach');
	await shot(page, 'administrator', 'rule-frame-typed');
	await page.locator('[name=cach][value="COLLECT"]').check({ force: true });
	await page.locator('#cach-error').waitFor({ state: 'detached' });
	await page.locator('[name=ten]').fill('');
	await page.locator('[name=cach][value="COLLECT"]').focus();
	await told.getByRole('link', { name: 'Tên bảng: hãy nhập nội dung này.', exact: true }).waitFor();
	assert.deepEqual(sql(`SELECT version, content FROM definition_draft WHERE code = '${CODE}'`, instance), before_);
});

test('a price is changed in its row; the example tells what came of it', async () => {
	await page.goto(`${EXAMPLES.replace('vi-du', 'dong')}?bang=fees&so=1`);
	await shot(page, 'administrator', 'rule-row');
	await type('o6', 'chín nghìn');
	await press('Lưu dòng');
	assert.match(await page.textContent('.govuk-error-summary__list'), /^\s*Đơn giá \(đồng\): .{5,}/, 'the list says which box is meant');
	await shot(page, 'administrator', 'rule-row-wrong');
	await type('o6', '9000');
	await press('Lưu dòng');
	assert.match(await page.textContent('body'), /Đã lưu/);
	await page.goto(EXAMPLES);
	assert.match(await page.textContent('body'), /Sai khác/);
	await shot(page, 'administrator', 'rule-failing');
	await press('Nhận kết quả mới 2 bản sao, nộp trực tuyến');
	assert.match(await page.textContent('body'), /Tất cả đều đúng/);
	await shot(page, 'administrator', 'rule-examples');
});
