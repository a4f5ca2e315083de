// A procedure is tried out before it is published (S9 of the issue on definitions): a sample dossier of each of the three full
// sample procedures walks from the choice of definitions to its printed forms, is kept as an example, and is walked again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeBrowser, person, shot, signIn } from '../support/browser.mjs';
import { sql } from '../support/db.mjs';

const LIST = '/can-bo/danh-muc/chay-thu';
const DAY = { day: '23', month: '11', year: '2026' };
let page;

before(async () => {
	page = await person();
	await signIn(page, 'administrator');
});
after(async () => {
	await closeBrowser();
	sql("DELETE FROM definition_walk; DELETE FROM definition_example WHERE kind = 'procedure'");
});

const go = async (act) => {
	await Promise.all([page.waitForNavigation(), act()]);
};
const press = (name) => go(() => page.getByRole('button', { name }).first().click());

async function begin(code, { place, time = '09:10' }) {
	await page.goto(LIST);
	await page.getByLabel('Mã thủ tục').fill(code);
	await press('Bắt đầu chạy thử');
	await page.getByLabel('Trường hợp và kênh nộp').selectOption(place);
	for (const [part, value] of Object.entries(DAY))
		await page.locator(`[name="filed.${part}"]`).fill(value);
	await page.getByLabel('Giờ nộp').fill(time);
}

// The sample answers of the page, then what `answers` says; on to the next page until the fee is shown.
async function fillForm(answers = {}) {
	for (let i = 0; i < 10 && page.url().includes('/bieu-mau/'); i += 1) {
		await press('Điền dữ liệu mẫu vào trang này');
		for (const [name, value] of Object.entries(answers)) {
			const field = page.locator(`[name="${name}"]`);

			if (await field.count() > 0 && await field.first().isVisible())
				await field.evaluate((node) => node.tagName) === 'SELECT' ? await field.selectOption(value) : await field.fill(value);
		}
		await press('Lưu và tiếp tục');
	}
	assert.match(page.url(), /\/phi$/, 'the form is complete');
}

const act = (action) => go(() => page.locator(`button[name="action"][value="${action}"]`).first().click());
const fact = (key) => page.locator('.govuk-summary-list__row', { hasText: key }).locator('dd').first().innerText();

test('a copy of a birth certificate: the form, the fee and how it came, the steps, the papers', async () => {
	await page.goto(LIST);
	await shot(page, 'simulate', 'list');
	await begin('2.000635', { place: '1.online' });
	await shot(page, 'simulate', 'new');
	await page.getByLabel('Giờ nộp').fill('25:00');
	await press('Bắt đầu chạy thử');
	await shot(page, 'simulate', 'new-error');
	await page.getByLabel('Giờ nộp').fill('09:10');
	await press('Bắt đầu chạy thử');
	assert.match(page.url(), /\/bieu-mau\/1$/);
	await press('Lưu và tiếp tục');
	assert.ok(await page.locator('.govuk-error-summary').isVisible());
	await shot(page, 'simulate', 'form-error');
	await fillForm({ so_ban: '2', doi_tuong_mien_phi: 'khong' });
	assert.equal(await fact('Phí, lệ phí phải nộp'), '16.000 đồng');
	await shot(page, 'simulate', 'fee');
	await go(() => page.getByRole('link', { name: 'Đi tiếp các bước' }).click());
	assert.match(await page.locator('main').innerText(), /Đang chờ nộp phí, lệ phí[\s\S]*Chưa nộp 16\.000 đồng/);
	assert.equal(await page.locator('button[value="accept"]').count(), 0, 'the counter takes it up when it is paid');
	await shot(page, 'simulate', 'unpaid');
	await press('Nộp qua Nền tảng thanh toán quốc gia');
	assert.match(await fact('Nộp phí, lệ phí'), /Đã nộp 16\.000 đồng \(Nền tảng thanh toán quốc gia\), lúc 09:10/);
	await shot(page, 'simulate', 'steps');
	await page.locator('#at').fill('hôm nay');
	await press('Tiếp nhận');
	await shot(page, 'simulate', 'steps-error');
	await page.locator('#at').fill('23/11/2026 09:30');
	await press('Tiếp nhận');
	assert.match(await fact('Hạn trả kết quả'), /17:30.*23\/11\/2026/);
	for (let i = 0; i < 12 && await page.locator('button[name="action"]').count() > 0; i += 1)
		await go(() => page.locator('button[name="action"]').first().click());
	assert.equal(await fact('Tình trạng'), 'Đã xong');
	await shot(page, 'simulate', 'steps-done');
	await go(() => page.getByRole('link', { name: 'Xem kết thúc và giấy tờ in' }).click());
	await shot(page, 'simulate', 'end');
	await go(() => page.getByRole('link', { name: 'Giấy tiếp nhận' }).click());
	assert.match(await page.locator('.sheet-mark').innerText(), /MẪU CHẠY THỬ/);
	assert.match(await page.locator('main').innerText(), /GIẤY TIẾP NHẬN HỒ SƠ/);
	await shot(page, 'simulate', 'receipt');
	await page.goBack();
	await press('Giữ làm ví dụ');
	await shot(page, 'simulate', 'end-error');
	await page.getByLabel('Tên ví dụ').fill('2 bản sao, nộp trực tuyến');
	await press('Giữ làm ví dụ');
	assert.match(page.url(), /\/vi-du\/\d+$/);
	assert.match(await page.locator('main').innerText(), /Như đã giữ/);
	await shot(page, 'simulate', 'example');
});

test('a free sale certificate: two ways at once, an opinion asked, a supplement between', async () => {
	await begin('1.014464', { place: '1.online' });
	await press('Bắt đầu chạy thử');
	await fillForm();
	assert.match(await fact('Phí, lệ phí phải nộp'), /Không/);
	await go(() => page.getByRole('link', { name: 'Đi tiếp các bước' }).click());
	await act('accept');
	await act('assign');
	await act('request_supplement');
	assert.ok(await page.getByRole('heading', { name: 'Đang chờ người nộp bổ sung' }).isVisible());
	await shot(page, 'simulate', 'waiting');
	await press('Người nộp đã bổ sung');
	await act('forward');
	await act('return_back');
	assert.ok(await page.getByRole('heading', { name: 'Thẩm định, thụ lý hồ sơ' }).isVisible(), 'back with the officer who drafted it');
	for (let i = 0; i < 12 && await page.locator('button[name="action"]').count() > 0; i += 1) {
		if (await page.getByText('Các bước sau chạy song song').isVisible())
			await shot(page, 'simulate', 'parallel');
		await go(() => page.locator('button[name="action"]').first().click());
	}
	assert.equal(await fact('Tình trạng'), 'Đã xong');
	await press('Lùi lại một việc');
	assert.equal(await fact('Tình trạng'), 'Đang giải quyết');
	await go(() => page.locator('button[name="action"]').first().click());
	await go(() => page.getByRole('link', { name: 'Xem kết thúc và giấy tờ in' }).click());
	await go(() => page.getByRole('link', { name: 'Phiếu yêu cầu bổ sung' }).click());
	await shot(page, 'simulate', 'supplement');
	await page.goBack();
	await go(() => page.getByRole('link', { name: 'Phiếu kiểm soát' }).click());
	await shot(page, 'simulate', 'control');
	await page.goBack();
	await page.getByLabel('Tên ví dụ').fill('Bổ sung một lần, trả lại một lần');
	await press('Giữ làm ví dụ');
	assert.match(await page.locator('main').innerText(), /Như đã giữ/);
});

test('a household business at the counter: it costs 50.000 đồng there, and may be refused', async () => {
	await begin('1.001612', { place: '1.counter' });
	await press('Bắt đầu chạy thử');
	await fillForm();
	assert.equal(await fact('Phí, lệ phí phải nộp'), '50.000 đồng');
	await go(() => page.getByRole('link', { name: 'Đi tiếp các bước' }).click());
	await act('refuse');
	assert.equal(await fact('Tình trạng'), 'Từ chối tiếp nhận');
	await press('Lùi lại một việc');
	await press('Nộp tiền mặt tại bộ phận một cửa');
	assert.match(await fact('Nộp phí, lệ phí'), /Đã nộp 50\.000 đồng \(tiền mặt\)/);
	await act('accept');
	await act('collect');
	for (let i = 0; i < 12 && await page.locator('button[name="action"]').count() > 0; i += 1)
		await go(() => page.locator('button[name="action"]').first().click());
	assert.match(await fact('So với hạn'), /hạn/);
	await go(() => page.getByRole('link', { name: 'Xem kết thúc và giấy tờ in' }).click());
	await page.getByLabel('Tên ví dụ').fill('Hộ kinh doanh, nộp tại quầy');
	await press('Giữ làm ví dụ');
	await page.goto('/can-bo/danh-muc/vi-du');
	assert.match(await page.locator('main').innerText(), /Mọi ví dụ đều cho kết quả như đã giữ/);
	await shot(page, 'simulate', 'examples');
});
