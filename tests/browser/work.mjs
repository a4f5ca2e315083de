// What officers do with a dossier in the browser, from the page of the dossier and back to it.
import assert from 'node:assert/strict';
import { field, fillDate, follow, hurry, openFrom, paper, press } from './people.mjs';

const done = (page) => page.getByRole('heading', { name: 'Quá trình giải quyết' }).waitFor();

// The counter accepts what came in: the dossier gets its code.
export async function receive(page, number, { look } = hurry) {
	await openFrom(page, 'Chờ tiếp nhận', number);
	await look(page, 'intake', 'dossier-submitted');
	await press(page, 'Tiếp nhận hồ sơ');
	await page.getByText('Đã tiếp nhận hồ sơ. Có thể in giấy tiếp nhận.').waitFor();
	return (await page.locator('h1 .mc-code').innerText()).trim();
}

export async function claim(page, { look } = hurry) {
	await follow(page, 'Nhận xử lý');
	await look(page, 'processing', 'claim');
	await press(page, 'Nhận xử lý');
	await done(page);
}

export async function askSupplement(page, item, { look, lookAtError } = hurry) {
	await follow(page, 'Yêu cầu bổ sung, hoàn thiện hồ sơ');
	await look(page, 'processing', 'supplement');
	await press(page, 'Gửi yêu cầu bổ sung');
	await lookAtError(page, 'processing', 'supplement-error');
	await field(page, 'Nội dung cần bổ sung').fill(item);
	await field(page, 'Lý do').fill('Bản chụp thiếu trang có chữ ký của người ủy quyền.');
	await press(page, 'Gửi yêu cầu bổ sung');
	await done(page);
}

// The result as a file, then on to whoever is next.
export async function draft(page, { look, lookAtError } = hurry) {
	await follow(page, 'Dự thảo kết quả');
	await look(page, 'processing', 'draft');
	await press(page, 'Lưu dự thảo');
	await lookAtError(page, 'processing', 'draft-error', /tệp kết quả/);
	await page.locator('input[type=file]').setInputFiles(paper('Bản sao trích lục.pdf', 'Ban sao trich luc khai sinh'));
	await press(page, 'Lưu dự thảo');
	await done(page);
}

export async function forward(page, role, { look } = hurry, note = 'Nội dung đúng với sổ hộ tịch.') {
	await follow(page, 'Chuyển bước tiếp theo');
	await look(page, role, 'forward');
	await field(page, 'Ghi chú').fill(note);
	await press(page, 'Chuyển bước');
	await done(page);
}

export async function approve(page, { look } = hurry) {
	await follow(page, 'Duyệt kết quả');
	await look(page, 'leader', 'approve');
	assert.match(await page.locator('main').innerText(), /SHA-256:\s*[0-9a-f]{64}/, 'what is approved is this very file');
	await press(page, 'Duyệt');
	await done(page);
}

// Number and date, then out to the applicant.
export async function issue(page, { look, lookAtError } = hurry) {
	await follow(page, 'Cấp số và ngày văn bản');
	await look(page, 'clerk', 'number');
	const date = page.getByRole('group', { name: 'Ngày văn bản', exact: true });
	const today = await Promise.all(['Ngày', 'Tháng', 'Năm'].map((part) => date.getByLabel(part, { exact: true }).inputValue()));

	await fillDate(page, 'Ngày văn bản', ['1', '1', '2035']);
	await press(page, 'Cấp số');
	await lookAtError(page, 'clerk', 'number-error', /không được sau hôm nay/);
	await fillDate(page, 'Ngày văn bản', today);
	await field(page, 'Ký hiệu văn bản').fill('TLKS-BS');
	await press(page, 'Cấp số');
	await done(page);
	await look(page, 'clerk', 'dossier-numbered');
	await follow(page, 'Phát hành kết quả');
	await look(page, 'clerk', 'publish');
	await press(page, 'Phát hành');
	await done(page);
}

// Over the counter, against signature.
export async function handOut(page, { look, lookAtError } = hurry) {
	await follow(page, 'Trả kết quả');
	await look(page, 'returning', 'return');
	await press(page, 'Xác nhận đã trả kết quả');
	await lookAtError(page, 'returning', 'return-error', /ký nhận/);
	await page.getByLabel('Người nhận đã ký nhận', { exact: true }).check();
	await press(page, 'Xác nhận đã trả kết quả');
	await done(page);
}
