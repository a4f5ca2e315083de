// A version on its way, as four people see it: the unit drafts and sends it, the office returns it with a reason, the unit
// mends it, the office compares and passes it, the Chairman's decision brings it into force.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { closeBrowser } from '../support/browser.mjs';
import { businessNow } from '../support/clock.mjs';
import { field, fillDate, follow, look, lookAtError, officer, press, storyteller } from './people.mjs';

const CODE = 'DV.000015';
const PAGE = `/can-bo/danh-muc/thu-tuc/${CODE}`;
const REASON = 'Đề nghị nêu rõ điều kiện về cơ sở vật chất.';
const chapter = storyteller();
const story = {};

after(closeBrowser);

const days = (offset) => {
	const [year, month, day] = new Date(businessNow() + (7 + 24 * offset) * 3600000).toISOString().slice(0, 10).split('-');

	return [day, month, year];
};
const at = async (page) => {
	await page.goto(PAGE);
	return page;
};
const done = (page, words) => page.getByRole('alert').filter({ hasText: words }).waitFor();

chapter('the unit begins a version from the one in force and sends it', async () => {
	const page = story.drafter = await at(await officer('soanthao.vhttdl'));

	await look(page, 'drafter', 'procedure');
	await press(page, 'Soạn từ phiên bản hiện có');
	await page.goto(PAGE);
	await look(page, 'drafter', 'procedure-draft');
	await press(page, 'Gửi kiểm soát');
	await done(page, 'Đã gửi dự thảo');
});

chapter('the office returns it and must say why', async () => {
	const page = story.controller = await at(await officer('kiemsoat'));

	await look(page, 'controller', 'procedure-sent');
	await follow(page, 'Trả lại đơn vị');
	await press(page, 'Trả lại đơn vị');
	await lookAtError(page, 'controller', 'return-error', /Lý do/);
	await field(page, 'Lý do').fill(REASON);
	await press(page, 'Trả lại đơn vị');
	await done(page, 'Đã trả lại');
});

chapter('the unit reads the reason, mends its draft and sends it again', async () => {
	const page = await at(story.drafter);

	await page.getByText(REASON).waitFor();
	await page.goto(`${PAGE}/sua/trinh-tu`);
	await field(page, 'Yêu cầu, điều kiện').fill('Có cơ sở vật chất phù hợp với hoạt động đăng ký.');
	await press(page, 'Lưu');
	await page.goto(PAGE);
	await press(page, 'Gửi kiểm soát');
	await done(page, 'Đã gửi dự thảo');
});

chapter('the office reads both texts beside each other and passes it on', async () => {
	const page = await at(story.controller);

	await follow(page, 'So sánh với phiên bản trước');
	await page.getByRole('row', { name: /^Yêu cầu, điều kiện/ }).getByText('Có cơ sở vật chất phù hợp').waitFor();
	await look(page, 'controller', 'compare');
	await page.goto(PAGE);
	await press(page, 'Đạt yêu cầu, trình công bố');
	await done(page, 'Đã kiểm soát');
	assert.equal(await page.getByRole('link', { name: 'Ghi quyết định công bố' }).count(), 0, 'the office does not decide');
});

chapter('the Chairman\'s decision with number and date brings it into force', async () => {
	const page = await at(await officer('chutich'));

	await follow(page, 'Ghi quyết định công bố');
	await field(page, 'Số, ký hiệu quyết định').fill('101/QĐ-UBND');
	await fillDate(page, 'Ngày ký quyết định', days(-1));
	await fillDate(page, 'Ngày có hiệu lực', days(0));
	await press(page, 'Ghi quyết định công bố');
	await lookAtError(page, 'approver', 'decide-error', /ít nhất 5 ngày/);
	await page.getByLabel(/trình tự rút gọn/).check();
	await press(page, 'Ghi quyết định công bố');
	await done(page, 'Đã ghi quyết định');
	await page.getByRole('row', { name: /101\/QĐ-UBND/ }).getByText('Đang có hiệu lực').waitFor();
	await look(page, 'approver', 'procedure-in-force');
});

chapter('the office suspends the procedure and opens it again', async () => {
	const page = await at(story.controller);

	await follow(page, 'Tạm ngừng tiếp nhận hồ sơ');
	await press(page, 'Tạm ngừng tiếp nhận');
	await lookAtError(page, 'controller', 'suspend-error', /Tạm ngừng từ ngày/);
	await fillDate(page, 'Tạm ngừng từ ngày', days(0));
	await fillDate(page, 'Tiếp nhận lại từ ngày (không bắt buộc)', days(10));
	await field(page, 'Lý do').fill('Nâng cấp cơ sở dữ liệu chuyên ngành.');
	await field(page, 'Số, ký hiệu quyết định').fill('102/QĐ-UBND');
	await press(page, 'Tạm ngừng tiếp nhận');
	await done(page, 'Đã ghi việc tạm ngừng');
	await page.goto(`${PAGE}/tam-ngung`);
	await look(page, 'controller', 'suspended');
	await press(page, 'Tiếp nhận lại từ hôm nay');
	await done(page, 'tiếp nhận lại từ hôm nay');
	await page.goto(`${PAGE}/dinh-danh`);
	await look(page, 'controller', 'identity');
});
