// A form from the first line to the dossier: an administrator draws it by keyboard (a repeating list, a condition, a computed number
// that the fee reads, a paper, what an answer must fulfil), others control and approve it, a citizen finds the procedure on a phone
// and files with it, wrong first, and the counter reads and prints what was declared. Told in the order of that day.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { closeBrowser, person } from '../support/browser.mjs';
import { businessNow, setClock } from '../support/clock.mjs';
import { sql } from '../support/db.mjs';
import { startInstance } from '../support/env.mjs';
import { CITIZEN, pay, PROCEDURE } from './filing.mjs';
import { choose, field, fillDate, follow, go, hurry, look, lookAtError, newAddress, officer, openFrom, paper, press, signInByCode,
	storyteller, tabTo, typeInto } from './people.mjs';
import { receive } from './work.mjs';

const CODE = 'BM-BAN-SAO-2026';
const PAGE = `/can-bo/danh-muc/dinh-nghia/bieu-mau/${CODE}`;
const LINES = `# Người yêu cầu\n1. Họ, chữ đệm, tên: ............ *\n2. Số định danh cá nhân *\n3. Nơi cư trú *\n4. Thư điện tử
5. Quan hệ: Bản thân / Người được ủy quyền *\n# Nội dung yêu cầu\n6. Ngày bắt đầu thời hạn cần bản sao *\n7. Ngày kết thúc thời hạn cần bản sao *`;
const EXEMPT = 'khong | Không thuộc đối tượng miễn phí\ntre_em | Trẻ em\nho_ngheo | Người thuộc hộ nghèo';
const chapter = storyteller();
const story = { address: newAddress('ban-sao') };
let instance;

before(async () => {
	instance = await startInstance('browser-form-design-journey');
	setClock('2026-11-23T08:30:00+07:00', instance);
});
after(async () => {
	await closeBrowser();
	await instance?.reset();
});

const named = (page, name) => page.locator(`[name="${name}"]`).first();
const done = (page, words) => page.getByRole('alert').filter({ hasText: words }).waitFor();
const today = () => new Date(businessNow(instance) + 7 * 3600000).toISOString().slice(0, 10).split('-').reverse();
const strike = async (page, role, name) => {
	await tabTo(page, page.getByRole(role, { name, exact: true }).first());
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
};
const put = async (page, name, text) => {
	await tabTo(page, named(page, name));
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText(text);
};
const pick = (page, name, label) => named(page, name).selectOption({ label });

// A question of that kind, filled in by what `more` does to its page, saved and back at the outline.
async function ask(page, label, kind, { into, more } = {}) {
	await page.goto(`${PAGE}/soan/them${into ? `?vao=${into}` : ''}`);
	await put(page, 'nhan', label);
	await page.locator(`[name=kieu][value="${kind}"]`).check();
	await press(page, 'Tiếp tục');
	await more?.();
	await strike(page, 'button', 'Lưu và về dàn ý');
}
async function when(page, rule, ...tests) {
	await tabTo(page, page.locator(`[data-rule=${rule}] summary`));
	await page.keyboard.press('Enter');
	await page.locator(`[name="${rule}.mode"][value=rows]`).check();
	for (const [part, label] of tests)
		await (named(page, `${rule}.0.${part}`).and(page.locator('select')).count().then((lists) => (lists > 0
			? pick(page, `${rule}.0.${part}`, label) : put(page, `${rule}.0.${part}`, label))));
}

chapter('the administrator copies the lines of the printed form, then is told what the fee rule misses', async () => {
	const page = story.admin = await officer('administrator', instance);

	await page.goto('/can-bo/danh-muc/dinh-nghia/moi');
	await field(page, 'Loại').selectOption('form');
	await typeInto(page, 'Mã', CODE);
	await typeInto(page, 'Tên', 'Tờ khai cấp bản sao trích lục hộ tịch');
	await strike(page, 'button', 'Lập bản dự thảo');
	await page.goto(`${PAGE}/thu-tuc`);
	await typeInto(page, 'Mã thủ tục', '2.000635');
	await strike(page, 'button', 'Cập nhật danh sách');
	await page.goto(`${PAGE}/soan/nhieu`);
	await put(page, 'dong', LINES);
	await strike(page, 'button', 'Thêm các câu hỏi này');
	const problems = await page.getByRole('region', { name: 'Cần sửa trước khi gửi kiểm soát' }).innerText();

	assert.match(problems, /Quy tắc 2\.000635 .*“Số bản sao”.* đang đọc câu trả lời “so_ban”/);
	assert.match(problems, /doi_tuong_mien_phi/);
	assert.match(await page.getByRole('region', { name: 'Nên xem lại' }).innerText(), /Không câu hỏi nào lấy họ tên/);
	await look(page, 'administrator', 'form-day-outline');
});

chapter('a condition, a paper chosen from the procedure, a list, a computed number and what an answer must fulfil', async () => {
	const page = story.admin;

	await follow(page, 'Họ, chữ đệm, tên');
	await page.getByText('Nâng cao: khóa, điền sẵn, bảo vệ').click();
	await pick(page, 'prefill', 'Định danh: họ và tên');
	await strike(page, 'button', 'Lưu và về dàn ý');
	await ask(page, 'Văn bản ủy quyền', 'giay-to', { into: 'nguoi_yeu_cau', more: async () => {
		await named(page, 'requirement').selectOption('uy-quyen');
		await page.locator('[name=need][value=yes]').check();
		await when(page, 'show', ['key', 'Quan hệ'], ['op', 'là'], ['value', 'Người được ủy quyền']);
	} });
	await ask(page, 'Người được cấp bản sao', 'bang-nhieu-dong', { more: () => put(page, 'min_rows', '1') });
	await ask(page, 'Họ tên người được cấp', 'ho-ten', { into: 'nguoi_duoc_cap_ban_sao' });
	await ask(page, 'Số bản', 'so', { into: 'nguoi_duoc_cap_ban_sao', more: async () => {
		await put(page, 'min', '1');
		await put(page, 'decimal_digits', '0');
	} });
	await ask(page, 'Tổng số bản sao', 'tu-tinh', { into: 'noi_dung_yeu_cau', more: async () => {
		await put(page, 'expression', 'sum(so_ban)');
		await page.getByText('Nâng cao: khóa, điền sẵn, bảo vệ').click();
	} });
	await page.goto(`${PAGE}/soan`);
	await follow(page, 'Số bản');
	await page.getByText('Nâng cao: khóa, điền sẵn, bảo vệ').click();
	await put(page, 'key', 'so_ban_moi_nguoi');
	await strike(page, 'button', 'Lưu và về dàn ý');
	await follow(page, 'Tổng số bản sao');
	assert.equal(await named(page, 'expression').inputValue(), 'sum(so_ban_moi_nguoi)', 'what reads a key follows it');
	await page.getByText('Nâng cao: khóa, điền sẵn, bảo vệ').click();
	await put(page, 'key', 'so_ban');
	await strike(page, 'button', 'Lưu và về dàn ý');
	await ask(page, 'Đối tượng miễn phí', 'chon-danh-sach', { into: 'noi_dung_yeu_cau', more: async () => {
		await put(page, 'options', EXEMPT);
		await page.getByText('Nâng cao: khóa, điền sẵn, bảo vệ').click();
		await put(page, 'key', 'doi_tuong_mien_phi');
	} });
	await follow(page, 'Ngày kết thúc thời hạn cần bản sao');
	await when(page, 'valid', ['op', 'từ … trở lên'], ['other', 'Ngày bắt đầu thời hạn cần bản sao']);
	await page.locator('[data-verdict]').getByText('Biểu mẫu đọc được, chưa lưu.').waitFor();
	await look(page, 'administrator', 'form-day-question');
	await strike(page, 'button', 'Lưu và về dàn ý');
	assert.equal(await page.getByRole('region', { name: 'Cần sửa trước khi gửi kiểm soát' }).count(), 0, 'the fee has all it reads');
	assert.equal(await page.getByRole('region', { name: 'Nên xem lại' }).count(), 0);
	await look(page, 'administrator', 'form-day-drawn');
});

chapter('others control and approve it', async () => {
	await story.admin.goto(PAGE);
	await strike(story.admin, 'button', 'Gửi Văn phòng UBND tỉnh kiểm soát');
	await done(story.admin, 'Đã gửi');
	const office = await officer('controller', instance);

	await office.goto(PAGE);
	await strike(office, 'button', 'Xác nhận đã kiểm soát');
	await done(office, 'Đã xác nhận kiểm soát');
	const chairman = await officer('approver', instance);

	await chairman.goto(`${PAGE}/phe-duyet`);
	await typeInto(chairman, 'Số quyết định', '3012/QĐ-UBND');
	await fillDate(chairman, 'Ngày quyết định', today());
	await fillDate(chairman, 'Áp dụng từ ngày', today());
	await strike(chairman, 'button', 'Phê duyệt');
	await done(chairman, 'Đã phê duyệt');
});

chapter('a citizen finds the procedure on a phone and files with the form; what is wrong is named', async () => {
	const page = story.citizen = await person({ instance });
	const phone = () => page.setViewportSize({ width: 390, height: 800 });

	await phone();
	await page.goto('/');
	await field(page, 'Tìm thủ tục').fill('ban sao khai sinh');
	await press(page, 'Tìm kiếm');
	await follow(page, PROCEDURE);
	await follow(page, 'Nộp hồ sơ trực tuyến');
	await follow(page, 'Đăng nhập để bắt đầu');
	await signInByCode(page, story.address, undefined, instance);
	await choose(page, 'Ủy ban nhân dân phường Trung Tâm');
	await press(page, 'Bắt đầu');
	await field(page, 'Họ, chữ đệm, tên').fill(CITIZEN.name);
	await field(page, 'Số định danh cá nhân').fill('12345');
	await field(page, 'Nơi cư trú').fill('Số 5 đường Hòa Bình, phường Trung Tâm, tỉnh Mẫu');
	await field(page, 'Thư điện tử').fill(story.address);
	await choose(page, 'Người được ủy quyền');
	await press(page, 'Lưu và tiếp tục');
	await lookAtError(page, 'citizen', 'form-day-error', /12 chữ số|định danh/);
	await phone();
	await field(page, 'Số định danh cá nhân').fill(CITIZEN.number);
	await press(page, 'Lưu và tiếp tục');
	await fillDate(page, 'Ngày bắt đầu thời hạn cần bản sao', ['10', '12', '2026']);
	await fillDate(page, 'Ngày kết thúc thời hạn cần bản sao', ['1', '12', '2026']);
	await field(page, 'Họ tên người được cấp').first().fill('Lê Văn Khoa');
	await field(page, 'Số bản').first().fill('3');
	await field(page, 'Đối tượng miễn phí').selectOption({ label: 'Không thuộc đối tượng miễn phí' });
	await press(page, 'Lưu và tiếp tục');
	await lookAtError(page, 'citizen', 'form-day-rule', /Cần bảo đảm: “Ngày kết thúc thời hạn cần bản sao” từ “Ngày bắt đầu thời hạn cần bản sao” trở đi/);
	await phone();
	await fillDate(page, 'Ngày kết thúc thời hạn cần bản sao', ['31', '12', '2026']);
	await press(page, 'Lưu và tiếp tục');
	const authority = page.getByRole('region', { name: /Văn bản ủy quyền/ });

	await authority.locator('input[type=file]').setInputFiles(paper('Văn bản ủy quyền.pdf'));
	await go(page, authority.getByRole('button').filter({ hasText: 'Tải tệp lên' }));
	await press(page, 'Tiếp tục');
	assert.match(await page.locator('main').innerText(), /24\.000 đồng/, 'three copies, counted by the form, at the price of the rule');
	await look(page, 'citizen', 'form-day-check');
	await page.getByLabel(/^Tôi cam đoan các nội dung khai/).check();
	await press(page, 'Nộp hồ sơ và thanh toán');
	await page.getByRole('heading', { name: 'Còn một bước' }).waitFor();
	story.number = await page.locator('.mc-facts div').filter({ hasText: 'Số hồ sơ nộp' }).locator('dd').innerText();
});

chapter('the dossier is held by the form that was drawn: the counter reads the answers and prints them', async () => {
	const filed = sql(`SELECT form_version.code, dossier.state FROM dossier JOIN form_version ON form_version.id = dossier.form_version_id
		WHERE dossier.filing_number = '${story.number}'`, instance)[0];

	assert.equal(filed.code, CODE);
	await pay(story.citizen, hurry);
	const counter = await officer('intake', instance);

	await openFrom(counter, 'Chờ tiếp nhận', story.number);
	const text = await counter.locator('main').innerText();

	for (const words of ['Lê Văn Khoa', 'Tổng số bản sao', 'Người được ủy quyền', '31/12/2026'])
		assert.ok(text.includes(words), words);
	await look(counter, 'intake', 'form-day-dossier');
	await receive(counter, story.number);
	await go(counter, counter.getByRole('link', { name: /tờ khai điện tử/i }).first());
	assert.match(await counter.locator('body').innerText(), /Lê Văn Khoa[^]*Tổng số bản sao\s*:?\s*3/);
	await look(counter, 'intake', 'form-day-copy');
});
