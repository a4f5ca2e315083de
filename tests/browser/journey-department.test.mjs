// A company needs a certificate of free sale from a provincial department, which has its draft seen by the office of the
// People's Committee: head, desk, head, leader and clerk of the department, then the other agency's own officer.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { closeBrowser, person } from '../support/browser.mjs';
import { resetClock, setClock } from '../support/clock.mjs';
import { nextMail } from '../support/mail.mjs';
import { choose, field, follow, go, look, lookAtError, newAddress, officer, openFrom, paper, press, signInByCode,
	storyteller } from './people.mjs';
import { approve, draft, forward, handOut, receive } from './work.mjs';

const chapter = storyteller();
const story = { address: newAddress('congty') };

before(() => setClock('2026-11-25T08:00:00+07:00'));
after(async () => {
	await closeBrowser();
	resetClock();
});

chapter('the company lists its goods, row by row, and files without a fee', async () => {
	const page = await person();

	await page.goto('/nop-ho-so/1.014464');
	await follow(page, 'Đăng nhập để bắt đầu');
	await signInByCode(page, story.address);
	await press(page, 'Bắt đầu');
	await look(page, 'citizen', 'company');
	await field(page, 'Tên thương nhân').fill('Công ty TNHH Sách Mới');
	await field(page, 'Mã số doanh nghiệp').fill('0102030405');
	await field(page, 'Địa chỉ trụ sở chính').fill('Số 10 đường Văn Hóa, phường Trung Tâm, tỉnh Mẫu');
	await field(page, 'Người đại diện theo pháp luật').fill('Đinh Thị Hạnh');
	await field(page, 'Số điện thoại').fill('0912 000 111');
	await field(page, 'Thư điện tử').fill(story.address);
	await press(page, 'Lưu và tiếp tục');
	await look(page, 'citizen', 'goods');
	await field(page, 'Tên hàng hóa').first().fill('Sách thiếu nhi song ngữ');
	await field(page, 'Mã HS').first().fill('49019910');
	await press(page, 'Thêm một mục');
	assert.equal(await field(page, 'Tên hàng hóa').count(), 2, 'one more row, the first one kept');
	assert.equal(await field(page, 'Tên hàng hóa').first().inputValue(), 'Sách thiếu nhi song ngữ');
	await field(page, 'Tên hàng hóa').nth(1).fill('Truyện tranh lịch sử');
	await field(page, 'Mã HS').nth(1).fill('49030000');
	await press(page, 'Lưu và tiếp tục');
	await lookAtError(page, 'citizen', 'goods-error', /Nước nhập khẩu/);
	await field(page, 'Nước nhập khẩu').fill('Nhật Bản');
	await choose(page, 'Tiếng Anh');
	await press(page, 'Lưu và tiếp tục');
	await page.getByLabel(/^Thương nhân cam đoan/).check();
	await press(page, 'Lưu và tiếp tục');
	const standard = page.getByRole('region', { name: /Bản tiêu chuẩn công bố áp dụng/ });

	await standard.getByLabel('Chọn tệp').setInputFiles(paper('Bản tiêu chuẩn.pdf'));
	await go(page, standard.getByRole('button', { name: /^Tải tệp lên/ }));
	await press(page, 'Tiếp tục');
	await look(page, 'citizen', 'company-check');
	await page.getByLabel(/^Tôi cam đoan các nội dung khai/).check();
	await press(page, 'Nộp hồ sơ');
	await page.getByRole('heading', { name: 'Đã nộp hồ sơ' }).waitFor();
	await look(page, 'citizen', 'confirmation');
	story.number = await page.locator('.mc-facts div').filter({ hasText: 'Số hồ sơ nộp' }).locator('dd').innerText();
});

chapter('the province\'s centre receives it, the department\'s head assigns it', async () => {
	story.code = await receive(await officer('tiepnhan.tinh'), story.number);
	assert.match(story.code, /^H01\.\d+-261125-\d{4}$/);
	const head = story.head = await officer('phong.vhttdl');

	await openFrom(head, 'Chờ duyệt', story.code);
	await follow(head, 'Chuyển bước tiếp theo');
	await look(head, 'section-head', 'assign');
	const assignee = head.getByLabel('Giao cho');
	const names = await assignee.locator('option').allInnerTexts();

	await assignee.selectOption({ label: names.find((name) => name.startsWith('Dương Văn Khoa')) });
	await press(head, 'Chuyển bước');
});

chapter('desk, head, leader and clerk of the department do their steps', async () => {
	const desk = await officer('thuly.vhttdl');

	await openFrom(desk, 'Đang xử lý', story.code);
	await draft(desk);
	await forward(desk, 'processing');
	await openFrom(story.head, 'Chờ duyệt', story.code);
	await forward(story.head, 'section-head');
	const leader = await officer('lanhdao.vhttdl');

	await openFrom(leader, 'Chờ duyệt', story.code);
	await approve(leader);
	const clerk = await officer('vanthu.vhttdl');

	await openFrom(clerk, 'Chờ cấp số, phát hành', story.code);
	await follow(clerk, 'Cấp số và ngày văn bản');
	await press(clerk, 'Cấp số');
	assert.equal(await clerk.getByRole('link', { name: 'Phát hành kết quả', exact: true }).count(), 0,
		'nothing goes out before the other agency has answered');
});

chapter('the office of the People\'s Committee answers, by its own officer', async () => {
	const page = await officer('thuly.vpub');

	await follow(page, 'Ý kiến phối hợp');
	await look(page, 'consulted', 'questions');
	await follow(page, story.code);
	await look(page, 'consulted', 'answer');
	const seen = await page.locator('main').innerText();

	assert.ok(!seen.includes('0912000111') && !seen.includes(story.address), 'nothing personal but the question');
	await press(page, 'Gửi trả lời');
	await lookAtError(page, 'consulted', 'answer-error');
	await choose(page, 'Đồng ý');
	await field(page, 'Nội dung trả lời').fill('Đồng ý với kết quả thẩm định của Sở.');
	await press(page, 'Gửi trả lời');
	await page.goto('/can-bo/y-kien');
	await look(page, 'consulted', 'no-questions');
});

chapter('with that the result is out: the company is told, the centre returns the certificate', async () => {
	await nextMail(story.address, { pattern: /kết quả/i });
	const page = await officer('traketqua.tinh');

	await openFrom(page, 'Chờ trả kết quả', story.code);
	await look(page, 'returning', 'dossier-consulted');
	await handOut(page);
	assert.match(await page.locator('main').innerText(), /Đã trả kết quả/);
});
