// A definition on its way, by keyboard: the unit begins a process, brings in its document, chooses its procedures and sends it;
// the office returns it with a reason and then passes it; the Chairman's decision brings it into force.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeBrowser } from '../support/browser.mjs';
import { businessNow } from '../support/clock.mjs';
import { sql } from '../support/db.mjs';
import { root } from '../support/env.mjs';
import { field, look, lookAtError, officer, storyteller, tabTo, typeInto } from './people.mjs';

const CODE = `QT-BAN-PHIM-${Date.now() % 1000000}`;
const HERE = '/can-bo/danh-muc/dinh-nghia';
const PAGE = `${HERE}/quy-trinh/${CODE}`;
const NAME = 'Quy trình giải quyết thủ tục của Sở';
const REASON = 'Đề nghị ghi ký hiệu của quy trình.';
const chapter = storyteller();
const story = {};

after(closeBrowser);

const days = (offset) => new Date(businessNow() + (7 + 24 * offset) * 3600000).toISOString().slice(0, 10).split('-').reverse();
const at = async (page, path = PAGE) => {
	await page.goto(path);
	return page;
};
const done = (page, words) => page.getByRole('alert').filter({ hasText: words }).waitFor();
// A button or link by its name, reached and pressed as who has no mouse.
async function strike(page, role, name) {
	const what = page.getByRole(role, { name, exact: true }).first();

	await tabTo(page, what);
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}
const press = (page, name) => strike(page, 'button', name);
const follow = (page, name) => strike(page, 'link', name);
async function typeDate(page, label, parts) {
	const group = page.getByRole('group', { name: label });

	for (const [i, part] of ['Ngày', 'Tháng', 'Năm'].entries()) {
		await tabTo(page, group.getByLabel(part, { exact: true }));
		await page.keyboard.type(parts[i]);
	}
}
function document(name) {
	const folder = join(root, 'build/test/papers');

	mkdirSync(folder, { recursive: true });
	return join(folder, name);
}

chapter('the unit sees what definitions there are, and begins one', async () => {
	const page = story.drafter = await at(await officer('soanthao.vhttdl'), HERE);

	await look(page, 'drafter', 'definitions');
	await follow(page, 'Lập định nghĩa mới');
	await press(page, 'Lập bản dự thảo');
	await lookAtError(page, 'drafter', 'definition-new-error', /Mã/);
	await tabTo(page, field(page, 'Loại'));
	await page.keyboard.type('Quy trình');
	await typeInto(page, 'Mã', CODE);
	await typeInto(page, 'Tên', NAME);
	await press(page, 'Lập bản dự thảo');
	await done(page, 'Đã mở bản dự thảo');
	await page.getByText('Chưa có nội dung').waitFor();
	assert.equal(await page.getByRole('button', { name: 'Gửi Văn phòng UBND tỉnh kiểm soát' }).count(), 0, 'nothing is drawn yet');
	await look(page, 'drafter', 'definition-empty');
});

chapter('a file that is no process is refused with what is wrong with it; the right one is taken', async () => {
	const page = await at(story.drafter, `${PAGE}/van-ban`);
	const [{ content }] = sql("SELECT content FROM process_version WHERE code = 'default' ORDER BY id DESC LIMIT 1");
	const [bad, good] = [document('sai.bpmn'), document('dung.bpmn')];

	writeFileSync(bad, content.replace(/userTask/g, 'scriptTask'));
	writeFileSync(good, content);
	await field(page, 'Tệp định nghĩa').setInputFiles(bad);
	await press(page, 'Thay nội dung bản dự thảo');
	await lookAtError(page, 'drafter', 'definition-upload-error', /không được dùng/);
	await field(page, 'Tệp định nghĩa').setInputFiles(good);
	await press(page, 'Thay nội dung bản dự thảo');
	await done(page, 'Đã thay nội dung');
});

chapter('the unit chooses the procedures that it is for', async () => {
	const page = await at(story.drafter, `${PAGE}/thu-tuc`);

	await typeInto(page, 'Mã thủ tục', 'KHONG.CO');
	await press(page, 'Cập nhật danh sách');
	await lookAtError(page, 'drafter', 'definition-targets-error', /Không có thủ tục/);
	await typeInto(page, 'Mã thủ tục', 'DV.000018');
	await press(page, 'Cập nhật danh sách');
	await done(page, 'Đã thêm thủ tục');
	await page.getByRole('row', { name: /DV\.000018/ }).waitFor();
	await look(page, 'drafter', 'definition-targets');
	await at(page);
	await look(page, 'drafter', 'definition-draft');
	await press(page, 'Gửi Văn phòng UBND tỉnh kiểm soát');
	await done(page, 'Đã gửi');
});

chapter('the office returns it and must say why; the unit mends it and sends it again', async () => {
	const page = story.controller = await at(await officer('kiemsoat'));

	await follow(page, 'Trả lại đơn vị');
	await press(page, 'Trả lại đơn vị');
	await lookAtError(page, 'controller', 'definition-return-error', /Lý do/);
	await typeInto(page, 'Lý do trả lại', REASON);
	await press(page, 'Trả lại đơn vị');
	await done(page, 'Đã trả lại');
	const unit = await at(story.drafter);

	await unit.getByText(REASON).waitFor();
	await typeInto(unit, 'Ký hiệu', 'QT-01/SVHTTDL');
	await press(unit, 'Lưu');
	await done(unit, 'Đã lưu');
	await press(unit, 'Gửi Văn phòng UBND tỉnh kiểm soát');
	await done(unit, 'Đã gửi');
});

chapter('the office passes it, the Chairman approves it with number, date and first day', async () => {
	const page = await at(story.controller);

	await look(page, 'controller', 'definition-sent');
	await press(page, 'Xác nhận đã kiểm soát');
	await done(page, 'Đã xác nhận kiểm soát');
	assert.equal(await page.getByRole('link', { name: 'Phê duyệt' }).count(), 0, 'the office does not approve');
	const chairman = await at(await officer('chutich'));

	await follow(chairman, 'Phê duyệt');
	await typeInto(chairman, 'Số quyết định', '91/QĐ-UBND');
	await typeDate(chairman, 'Ngày quyết định', days(-1));
	await typeDate(chairman, 'Áp dụng từ ngày', days(-2));
	await press(chairman, 'Phê duyệt');
	await lookAtError(chairman, 'approver', 'definition-approve-error', /Áp dụng từ ngày|ngày/);
	await typeDate(chairman, 'Áp dụng từ ngày', days(0));
	await press(chairman, 'Phê duyệt');
	await done(chairman, 'Đã phê duyệt');
	await chairman.getByRole('row', { name: /91\/QĐ-UBND/ }).waitFor();
	await look(chairman, 'approver', 'definition-approved');
	await at(chairman, '/can-bo/danh-muc/thu-tuc/DV.000018');
	await chairman.getByRole('row', { name: new RegExp(CODE) }).first().waitFor();
});

chapter('what is left to do stands in a list by unit and planned day, and versions stand side by side', async () => {
	const page = await at(story.controller, `${HERE}/chua-duyet`);

	await look(page, 'controller', 'definitions-unapproved');
	await at(story.drafter, `${HERE}/quy-trinh/1.014464/so-sanh`);
	await look(story.drafter, 'drafter', 'definition-compare');
});
