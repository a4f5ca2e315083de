// A procedure that the catalogue does not have is written by keyboard alone, from its code to nothing missing; every page of the
// editor and its error state looked at by axe at both widths.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeBrowser, person, shot, signIn } from '../support/browser.mjs';
import { startInstance } from '../support/env.mjs';

const CODE = '9.777777';
const EDIT = `/can-bo/danh-muc/thu-tuc/${CODE}/sua`;
let instance;
let page;

before(async () => {
	instance = await startInstance('browser-catalogue-edit', { modules: ['catalogue'] });
	page = await person({ instance });
	await signIn(page, 'administrator', instance);
});
after(async () => {
	await closeBrowser();
	await instance?.reset();
});

// No mouse from here on: Tab until the control has the focus, as a person would.
async function reach(locator) {
	for (let i = 0; i < 400; i++) {
		if (await locator.evaluate((node) => node === document.activeElement))
			return;
		await page.keyboard.press('Tab');
	}
	assert.fail(`Tab never reaches ${locator}`);
}
const field = (name) => page.locator(`[name="${name}"]`).first();
async function type(name, text) {
	await reach(field(name));
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.type(text);
}
async function tick(name, value = '1') {
	await reach(page.locator(`[name="${name}"][value="${value}"]`));
	await page.keyboard.press('Space');
}
// The arrows go through a select until it shows the text.
async function choose(name, text) {
	await reach(field(name));
	for (let i = 0; i < 300; i++) {
		if (await field(name).evaluate((node) => node.selectedOptions[0].textContent.trim()) === text)
			return;
		await page.keyboard.press('ArrowDown');
	}
	assert.fail(`${name} never shows ${text}`);
}
async function press(name) {
	await reach(page.getByRole('button', { name, exact: true }));
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}
const on = (slug) => assert.match(page.url(), new RegExp(`/sua/${slug}`));
const next = async (slug) => {
	await press('Lưu và sang phần tiếp theo');
	on(slug);
};

test('a new procedure is written by keyboard alone', async () => {
	await page.goto('/can-bo/danh-muc');
	await shot(page, 'catalogue', 'list');
	await reach(page.getByRole('link', { name: 'Thêm thủ tục mới' }));
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	await shot(page, 'catalogue', 'new');
	await press('Tạo bản dự thảo');
	await shot(page, 'catalogue', 'new-error');
	await type('code', CODE);
	await type('name', 'Đăng ký bằng bàn phím');
	await choose('sector', 'Hộ tịch');
	await press('Tạo bản dự thảo');
	on('chung');
	await tick('tiers', 'commune');
	// A group of radios is one stop of Tab; Space takes the first.
	await reach(page.locator('[name="service_level"]').first());
	await page.keyboard.press('Space');
	await tick('audience', 'citizen');
	await next('trinh-tu');
	await type('steps', 'Nộp hồ sơ');
	await page.keyboard.press('Enter');
	await page.keyboard.type('Nhận kết quả');
	await next('truong-hop');
	await type('cases.0.name', 'Cấp mới');
	await press('Thêm dòng: Các trường hợp');
	await type('cases.1.name', 'Cấp lại');
	await next('cach-thuc');
	await tick('offered');
	await type('term_text', '03 ngày làm việc');
	await type('fees.0.name', 'Lệ phí');
	await type('fees.0.amount', '50000');
	await type('term', '3 ngày làm việc');
	await page.keyboard.press('Tab');
	await page.getByText(/Hẹn trả kết quả: 17:30/).waitFor();
	await tick('everywhere');
	await next('thanh-phan');
	await type('requirements.0.name', 'Tờ khai theo mẫu');
	await type('requirements.0.code', 'TO-KHAI');
	await type('requirements.0.originals', '1');
	await next('co-quan');
	await press('Thêm tất cả xã, phường, đặc khu');
	await type('agencies.0.name', 'Ủy ban nhân dân cấp xã');
	await next('ket-qua');
	await type('result_name', 'Giấy xác nhận');
	await type('results.0.name', 'Giấy xác nhận');
	await next('can-cu');
	await type('basis.0.number', '60/2014/QH13');
	await type('basis.0.name', 'Luật Hộ tịch');
	await type('basis.0.issued_on', '20/11/2014');
	await next('lien-quan');
	await type('relations.0.code', '2.000635');
	await next('dinh-nghia');
	await press('Lưu và sang phần tiếp theo');
	assert.match(page.url(), /\/sua$/);
	await page.getByText('Đủ nội dung để gửi kiểm soát.').waitFor();
});

test('every section and its error state, at both widths', async () => {
	const wrong = { chung: ['name', ''], 'truong-hop': ['cases.0.name', ''], 'cach-thuc': ['term', 'tùy'],
		'thanh-phan': ['requirements.0.originals', 'một'], 'co-quan': ['offerings.0.receiving', 'H99'], 'can-cu': ['basis.0.issued_on', 'hôm qua'],
		'lien-quan': ['relations.0.code', 'có dấu'], 'ket-qua': ['results.0.code', 'có dấu'] };

	await page.goto(EDIT);
	await shot(page, 'catalogue', 'edit');
	for (const slug of ['chung', 'trinh-tu', 'truong-hop', 'cach-thuc', 'thanh-phan', 'co-quan', 'ket-qua', 'can-cu', 'lien-quan', 'dinh-nghia']) {
		await page.goto(`${EDIT}/${slug}`);
		await shot(page, 'catalogue', `edit-${slug}`);
		if (!wrong[slug])
			continue;
		await field(wrong[slug][0]).fill(wrong[slug][1]);
		await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Lưu', exact: true }).click()]);
		await page.locator('[data-error-summary]').waitFor();
		await shot(page, 'catalogue', `edit-${slug}-error`);
	}
});

test('two people at once, the second person, and a bulk edit', async () => {
	await page.goto(`${EDIT}/ket-qua`);
	await page.locator('form[data-explain] input[name=version]').evaluate((node) => { node.value = '1'; });
	await field('result_name').fill('Kết quả của người thứ hai');
	await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Lưu', exact: true }).click()]);
	await page.getByRole('heading', { name: 'Đã có người khác sửa phần này' }).waitFor();
	await shot(page, 'catalogue', 'edit-conflict');
	await page.goto(`/can-bo/danh-muc/thu-tuc/${CODE}/tham-dinh`);
	await shot(page, 'catalogue', 'review');
	await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: /Gửi góp ý.*Căn cứ/ }).click()]);
	await shot(page, 'catalogue', 'review-error');
	await page.goto('/can-bo/danh-muc/sua-hang-loat?q=khai+sinh&thay=level');
	await shot(page, 'catalogue', 'bulk');
	await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Xem trước' }).click()]);
	await page.locator('[data-error-summary]').waitFor();
	await shot(page, 'catalogue', 'bulk-error');
	await page.goto('/can-bo/danh-muc/sua-hang-loat?q=khai+sinh&thay=audience');
	await page.getByLabel('Công dân').check();
	await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Xem trước' }).click()]);
	await shot(page, 'catalogue', 'bulk-planned');
});
