// A list of procedures as an agency keeps it becomes procedures that citizens find: the administrator brings the list in, a line
// of it at fault; the unit completes what it lacks; the office returns it once, then passes it; the Chairman decides; the
// publication goes out by itself; a citizen finds the procedure by everyday words and begins to file. Told in its order.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { closeBrowser, person } from '../support/browser.mjs';
import { businessNow } from '../support/clock.mjs';
import { root, startInstance, until } from '../support/env.mjs';
import { choose, field, fillDate, follow, go, hurry, look, lookAtError, newAddress, officer, press, signInByCode,
	storyteller } from './people.mjs';

const PATIN = { code: '1.000485', name: 'Cấp giấy chứng nhận đủ điều kiện kinh doanh hoạt động thể thao đối với môn Patin' };
const PAGE = `/can-bo/danh-muc/thu-tuc/${PATIN.code}`;
// Headings and wordings as provinces' lists have them: the third line has no code, the fourth a term that nobody can read.
const HEADINGS = 'STT,Mã TTHC,Tên thủ tục hành chính,Lĩnh vực,Cấp thực hiện,Cơ quan thực hiện,Đơn vị soạn thảo,Thời hạn giải quyết,'
	+ '"Phí, lệ phí",Mức độ dịch vụ công,Căn cứ pháp lý';
const OFFICE_NAME = 'Sở Văn hóa, Thể thao và Du lịch';
const OFFICE = `"${OFFICE_NAME}","${OFFICE_NAME}"`;
const LINES = [
	`1,${PATIN.code},${PATIN.name},Thể dục thể thao,tỉnh,${OFFICE},07 giờ làm việc,100.000 đồng/lần,Toàn trình,Luật Thể dục thể thao`,
	`2,1.000847,Cấp giấy chứng nhận đủ điều kiện kinh doanh môn Bóng bàn,Thể dục thể thao,tỉnh,${OFFICE},1/2 ngày,Miễn phí,Một phần,`,
	`3,,Cấp giấy chứng nhận đủ điều kiện kinh doanh môn Judo,Thể dục thể thao,tỉnh,${OFFICE},5 ngày làm việc,Miễn phí,Một phần,`,
	`4,1.000814,Cấp giấy chứng nhận đủ điều kiện kinh doanh môn Khiêu vũ,Thể dục thể thao,tỉnh,${OFFICE},`
		+ '7 ngày làm việc hoặc 1 giờ hoặc 2 ngày làm việc,Theo quy định,Một phần,',
	`5,1.000830,Cấp giấy chứng nhận đủ điều kiện kinh doanh môn Dù lượn,Thể dục thể thao,tỉnh,${OFFICE},`
		+ '"Ngay trong ngày; trường hợp nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo",Miễn phí,Một phần,',
];
const REASON = 'Đề nghị bổ sung điều kiện về nhân viên cứu hộ.';
const chapter = storyteller();
const story = {};
let instance;

before(async () => {
	instance = await startInstance('journey-catalogue', { modules: ['catalogue', 'submission', 'exchange'] });
});
after(async () => {
	await closeBrowser();
	await instance?.reset();
});

const at = async (page, path = PAGE) => {
	await page.goto(path);
	return page;
};
const named = (page, name) => page.locator(`[name="${name}"]`).first();
// Back to what is still lacking.
const save = async (page) => {
	await press(page, 'Lưu');
	await at(page, `${PAGE}/sua`);
};
const days = (offset) => {
	const [year, month, day] = new Date(businessNow(instance) + (7 + 24 * offset) * 3600000).toISOString().slice(0, 10).split('-');

	return [day, month, year];
};
const done = (page, words) => page.getByRole('alert').filter({ hasText: words }).waitFor();
const line = (page, number) => page.getByRole('row', { name: new RegExp(`^${number} `) });

function list(name, lines) {
	const folder = join(root, 'build/test/papers');

	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, name), `\ufeff${[HEADINGS, ...lines].join('\r\n')}\r\n`);
	return join(folder, name);
}

// The page says by itself when the job is done.
const settled = (page) => page.locator('[data-poll]').waitFor({ state: 'detached' });

chapter('the administrator uploads the list; nothing is written before the report is read', async () => {
	const page = story.administrator = await officer('administrator', instance);

	await follow(page, 'Danh mục thủ tục');
	await follow(page, 'Cơ quan và dữ liệu');
	await follow(page, 'Nhập dữ liệu');
	await look(page, 'administrator', 'imports-none');
	await press(page, 'Tải lên và kiểm tra');
	await lookAtError(page, 'administrator', 'import-error');
	await page.getByLabel('Tệp thủ tục').setInputFiles(list('danh-muc-the-thao.csv', LINES));
	await press(page, 'Tải lên và kiểm tra');
	await settled(page);
	await look(page, 'administrator', 'import-report');
});

chapter('the report names line, column and reason; the whole file cannot be written, the good lines become drafts', async () => {
	const page = story.administrator;

	assert.match(await line(page, 4).innerText(), /Mã thủ tục/);
	assert.match(await line(page, 5).innerText(), /Thời hạn giải quyết.*7 ngày làm việc hoặc 1 giờ/s);
	await choose(page, 'Chỉ ghi khi mọi dòng đều hợp lệ');
	await press(page, 'Ghi vào danh mục');
	await lookAtError(page, 'administrator', 'import-not-whole', /dòng lỗi/);
	await choose(page, 'Bỏ qua dòng lỗi');
	await press(page, 'Ghi vào danh mục');
	await settled(page);
	await look(page, 'administrator', 'import-written');
});

chapter('the unit finds its draft and completes what it lacks, part by part', async () => {
	const page = story.drafter = await officer('drafter', instance);

	await follow(page, 'Dự thảo thủ tục của đơn vị (4)');
	await look(page, 'drafter', 'imported-list');
	await follow(page, PATIN.code);
	await page.getByText('Chưa có nơi tiếp nhận hồ sơ').waitFor();
	await look(page, 'drafter', 'imported-draft');
	await follow(page, 'Sửa nội dung dự thảo');
	await look(page, 'drafter', 'imported-gaps');
	await follow(page, 'Thông tin chung');
	await named(page, 'keywords').fill('sân trượt patin, trượt băng');
	await save(page);
	await follow(page, 'Chưa có trình tự thực hiện');
	await named(page, 'steps').fill('Doanh nghiệp nộp hồ sơ\nSở kiểm tra và cấp giấy chứng nhận');
	await save(page);
	await follow(page, 'Chưa có thành phần hồ sơ');
	await named(page, 'requirements.0.name').fill('Đơn đề nghị cấp giấy chứng nhận');
	await named(page, 'requirements.0.code').fill('DON');
	await named(page, 'requirements.0.originals').fill('1');
	await save(page);
	await follow(page, 'Chưa có nơi tiếp nhận hồ sơ');
	await named(page, 'offerings.0.receiving').fill('H01.10');
	await named(page, 'offerings.0.solving').fill('H01.10');
	await named(page, 'offerings.0.online').check();
	await look(page, 'drafter', 'imported-place');
	await save(page);
	await page.getByText('Đủ nội dung để gửi kiểm soát').waitFor();
	await look(page, 'drafter', 'imported-complete');
});

chapter('the unit sends it, the office returns it once with its reason', async () => {
	await at(story.drafter);
	await press(story.drafter, 'Gửi kiểm soát');
	await done(story.drafter, 'Đã gửi dự thảo');
	const page = story.controller = await officer('controller', instance);

	await follow(page, 'Thủ tục chờ kiểm soát (1)');
	await follow(page, PATIN.code);
	await look(page, 'controller', 'imported-sent');
	await follow(page, 'Trả lại đơn vị');
	await field(page, 'Lý do').fill(REASON);
	await press(page, 'Trả lại đơn vị');
	await done(page, 'Đã trả lại');
	await look(page, 'controller', 'imported-returned');
});

chapter('the unit mends it by the reason and sends it again; the office passes it', async () => {
	const page = await at(story.drafter);

	await page.getByText(REASON).waitFor();
	await look(page, 'drafter', 'imported-returned');
	await follow(page, 'Sửa nội dung dự thảo');
	await follow(page, 'Trình tự, điều kiện');
	await field(page, 'Yêu cầu, điều kiện').fill('Có nhân viên cứu hộ.');
	await save(page);
	await at(page);
	await press(page, 'Gửi kiểm soát');
	await at(story.controller);
	await press(story.controller, 'Đạt yêu cầu, trình công bố');
	await done(story.controller, 'Đã kiểm soát');
	await look(story.controller, 'controller', 'imported-passed');
});

chapter('the Chairman decides with number and date; it is published without anybody\'s further work', async () => {
	const page = await officer('approver', instance);

	await look(page, 'approver', 'desk');
	await follow(page, 'Thủ tục chờ quyết định công bố (1)');
	await follow(page, PATIN.code);
	await look(page, 'approver', 'imported-passed');
	await follow(page, 'Ghi quyết định công bố');
	await look(page, 'approver', 'imported-decide');
	await field(page, 'Số, ký hiệu quyết định').fill('2843/QĐ-UBND');
	await fillDate(page, 'Ngày ký quyết định', days(-1));
	await fillDate(page, 'Ngày có hiệu lực', days(0));
	await page.getByLabel(/trình tự rút gọn/).check();
	await press(page, 'Ghi quyết định công bố');
	await done(page, 'Đã ghi quyết định');
	await look(page, 'approver', 'imported-in-force');
	await until(async () => (await page.request.get(`/thu-tuc/${PATIN.code}`)).ok(), 'its public page', 60);
});

chapter('a citizen finds it by everyday words without diacritics, reads it and begins to file', async () => {
	const page = await person({ instance });

	await page.goto('/');
	await field(page, 'Tìm thủ tục').fill('mo san truot patin');
	await press(page, 'Tìm kiếm');
	await look(page, 'citizen', 'imported-found');
	assert.match(await page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) }).first().innerText(),
		/1\.000485/, 'the first found is what was meant');
	await follow(page, PATIN.name);
	const text = await page.locator('main').innerText();

	for (const said of ['07 giờ làm việc', '100.000', 'Đơn đề nghị cấp giấy chứng nhận', 'Có nhân viên cứu hộ', '2843/QĐ-UBND', OFFICE_NAME])
		assert.ok(text.includes(said), said);
	await look(page, 'citizen', 'imported-page');
	await follow(page, 'Nộp hồ sơ trực tuyến');
	await follow(page, 'Đăng nhập để bắt đầu');
	await signInByCode(page, newAddress('patin'), hurry, instance);
	await look(page, 'citizen', 'imported-start');
	await press(page, 'Bắt đầu');
	await look(page, 'citizen', 'imported-begun');
});

chapter('what is not decided is not public; the administrator sees where each of them stands', async () => {
	const page = story.administrator;

	assert.equal((await page.request.get('/thu-tuc/1.000847')).status(), 404);
	await at(page, '/can-bo/danh-muc/nhap');
	await look(page, 'administrator', 'imports');
	await go(page, page.getByRole('row').filter({ hasText: 'danh-muc-the-thao.csv' }).first().getByRole('link'));
	await go(page, line(page, 2).getByRole('link'));
	await page.getByRole('row', { name: /2843\/QĐ-UBND/ }).getByText('Đang có hiệu lực').waitFor();
});
