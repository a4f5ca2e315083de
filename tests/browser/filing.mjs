// A citizen files procedure 2.000635 online, page by page, as somebody authorised by another: so a paper must be attached.
import assert from 'node:assert/strict';
import { choose, field, fillDate, follow, go, hurry, newAddress, paper, press, program, signInByCode } from './people.mjs';
import { env } from '../support/env.mjs';

export const PROCEDURE = 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh';
export const CITIZEN = { name: 'Lê Thị Thanh', number: '001185012345', phone: '0912 345 678' };

// From the home page, without diacritics, to the first page of the filing.
export async function findProcedure(page, { look }) {
	await page.goto('/');
	await look(page, 'citizen', 'home');
	await field(page, 'Tìm thủ tục').fill('ban sao khai sinh');
	await press(page, 'Tìm kiếm');
	await look(page, 'citizen', 'search');
	assert.match(await page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) }).first().innerText(),
		/2\.000635/, 'the first found is what was meant');
	await follow(page, PROCEDURE);
	await look(page, 'citizen', 'procedure');
	await follow(page, 'Nộp hồ sơ trực tuyến');
}

// An account by a code sent to the address, then the draft begins at a commune.
export async function begin(page, address, walk, instance) {
	await walk.look(page, 'citizen', 'start-stranger');
	await follow(page, 'Đăng nhập để bắt đầu');
	await signInByCode(page, address, walk, instance);
	await walk.look(page, 'citizen', 'start');
	await press(page, 'Bắt đầu');
	await walk.lookAtError(page, 'citizen', 'start-error', /Hãy chọn cơ quan/);
	await choose(page, 'Ủy ban nhân dân phường Trung Tâm');
	await press(page, 'Bắt đầu');
}

async function fillApplicant(page, address, walk) {
	await walk.look(page, 'citizen', 'form-applicant');
	await field(page, 'Số định danh cá nhân').fill('12345');
	await press(page, 'Lưu và tiếp tục');
	await walk.lookAtError(page, 'citizen', 'form-applicant-error', /12 chữ số/);
	assert.equal(await field(page, 'Số định danh cá nhân').inputValue(), '12345', 'what was typed stays');
	await field(page, 'Họ, chữ đệm, tên').fill(CITIZEN.name);
	await fillDate(page, 'Ngày, tháng, năm sinh', ['12', '5', '1985']);
	await field(page, 'Số định danh cá nhân').fill(CITIZEN.number);
	await field(page, 'Nơi cư trú').fill('Số 5 đường Hòa Bình, phường Trung Tâm, tỉnh Mẫu');
	await field(page, 'Số điện thoại').fill(CITIZEN.phone);
	await field(page, 'Thư điện tử').fill(address);
	await choose(page, 'Người được ủy quyền');
	await press(page, 'Lưu và tiếp tục');
}

async function fillRegister(page, walk) {
	await walk.look(page, 'citizen', 'form-register');
	await press(page, 'Lưu và tiếp tục');
	await walk.lookAtError(page, 'citizen', 'form-register-error');
	await choose(page, 'Giấy khai sinh');
	await field(page, 'Họ, chữ đệm, tên người được đăng ký').fill('Lê Văn Khoa');
	await fillDate(page, 'Ngày, tháng, năm sinh người được đăng ký', ['3', '2', '2015']);
	await field(page, 'Nơi đăng ký hộ tịch trước đây').fill('Ủy ban nhân dân phường Trung Tâm, thành phố Mẫu');
	await press(page, 'Lưu và tiếp tục');
}

async function fillResult(page, walk) {
	await walk.look(page, 'citizen', 'form-result');
	await press(page, 'Lưu và tiếp tục');
	await walk.lookAtError(page, 'citizen', 'form-result-error');
	await field(page, 'Số lượng bản sao').fill('2');
	await page.getByLabel('Đối tượng được miễn phí').selectOption({ label: 'Không thuộc đối tượng miễn phí' });
	await choose(page, 'Bản điện tử trên cổng dịch vụ công');
	await page.getByLabel(/^Tôi cam đoan những nội dung khai/).check();
	await press(page, 'Lưu và tiếp tục');
}

async function attach(page, walk) {
	const authority = page.getByRole('region', { name: /Văn bản ủy quyền/ });
	const send = async (file) => {
		await authority.locator('input[type=file]').setInputFiles(file);
		await authority.getByRole('button').filter({ hasText: 'Tải tệp lên' }).click();
	};

	await walk.look(page, 'citizen', 'papers');
	await press(page, 'Tiếp tục');
	await walk.lookAtError(page, 'citizen', 'papers-error', /Hãy tải lên/);
	await send(program('khong-phai-giay-to.pdf'));
	await page.locator('.govuk-error-summary').getByText(/loại tệp/).waitFor();
	await walk.lookAtError(page, 'citizen', 'papers-wrong-file');
	await send(paper('Văn bản ủy quyền.pdf'));
	await authority.getByRole('link', { name: 'Văn bản ủy quyền.pdf', exact: true }).waitFor();
	await walk.look(page, 'citizen', 'papers-attached');
	await press(page, 'Tiếp tục');
}

async function check(page, walk) {
	await walk.look(page, 'citizen', 'check');
	assert.match(await page.locator('main').innerText(), /16\.000 đồng/);
	await go(page, page.getByRole('link', { name: /^Sửa\s+Số lượng bản sao/ }));
	await field(page, 'Số lượng bản sao').fill('3');
	await press(page, 'Lưu và tiếp tục');
	assert.match(page.url(), /kiem-tra$/, 'a change returns straight to the summary');
	assert.match(await page.locator('main').innerText(), /24\.000 đồng/, 'the fee follows the answers');
	await press(page, 'Nộp hồ sơ và thanh toán');
	await walk.lookAtError(page, 'citizen', 'check-error', /cam đoan/);
	await page.getByLabel(/^Tôi cam đoan các nội dung khai/).check();
	await press(page, 'Nộp hồ sơ và thanh toán');
}

// Everything up to the filing number, nothing paid yet: { number, secret, address }.
export async function fileOnline(page, walk = hurry, instance = env(), address = newAddress('thanh')) {
	await findProcedure(page, walk);
	await begin(page, address, walk, instance);
	await fillApplicant(page, address, walk);
	await fillRegister(page, walk);
	await fillResult(page, walk);
	await attach(page, walk);
	await check(page, walk);
	await page.getByRole('heading', { name: 'Còn một bước' }).waitFor();
	await walk.look(page, 'citizen', 'confirmation-unpaid');
	const fact = (name) => page.locator('.mc-facts div').filter({ hasText: name }).locator('dd').innerText();

	return { number: await fact('Số hồ sơ nộp'), secret: await fact('Mã bảo mật tra cứu'), address };
}

// At the national payment platform: the first try fails, the second is paid.
export async function pay(page, { look }) {
	await follow(page, 'Thanh toán');
	await look(page, 'citizen', 'pay');
	for (const outcome of ['Thanh toán thất bại', 'Thanh toán thành công']) {
		const platform = page.getByLabel(/[Nn]ền tảng thanh toán/);

		if (await platform.count() > 0)
			await platform.check();
		await press(page, 'Thanh toán');
		await look(page, 'citizen', 'pay-leave');
		await follow(page, 'Đến trang thanh toán');
		await press(page, outcome);
		if (outcome === 'Thanh toán thất bại') {
			await page.getByRole('heading', { name: 'Chưa thanh toán được' }).waitFor();
			await look(page, 'citizen', 'pay-failed');
			await follow(page, 'Thanh toán lại');
		}
	}
	await page.getByRole('heading', { name: 'Đã thanh toán' }).waitFor();
	await look(page, 'citizen', 'pay-done');
}
