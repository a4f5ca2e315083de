// Ten forms of ten sectors, after the declarations that their procedures ask for, are drawn in the editor by keyboard alone, filled
// in as a citizen would in the preview, and found right; every page of the editor and its error states at both widths.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeBrowser, person, shot, signIn } from '../support/browser.mjs';
import { sql } from '../support/db.mjs';
import { startInstance } from '../support/env.mjs';

const ROOM = '/can-bo/danh-muc/dinh-nghia/bieu-mau';
let instance;
let page;
let strokes = 0;

before(async () => {
	instance = await startInstance('browser-form-design', { modules: ['catalogue'] });
	page = await person({ instance });
	await signIn(page, 'administrator', instance);
});
after(async () => {
	await closeBrowser();
	await instance?.reset();
});

// Three are drawn question by question: [label, what else is typed or chosen]; the others as lines, as people copy them.
const BY_QUESTION = [
	['1.000593', 'Đăng ký kết hôn', [
		['# Bên nữ'], ['Họ, chữ đệm, tên của bên nữ'], ['Ngày, tháng, năm sinh của bên nữ'], ['Dân tộc của bên nữ', { kind: 'chon-danh-sach', list: 'Dân tộc' }],
		['Số định danh cá nhân của bên nữ'], ['Nơi cư trú của bên nữ'],
		['# Bên nam'], ['Họ, chữ đệm, tên của bên nam'], ['Ngày, tháng, năm sinh của bên nam'],
		['Số định danh cá nhân của bên nam'], ['Nơi cư trú của bên nam'],
		['Kết hôn lần thứ mấy', { kind: 'so' }], ['Đề nghị cấp bản sao', { kind: 'chon-mot', options: 'Có\nKhông' }],
		['Số lượng bản sao', { show: ['Đề nghị cấp bản sao', 'là', 'Có'] }], ['Hai bên cam đoan khai đúng sự thật']]],
	['2.002307', 'Giải quyết chế độ mai táng phí', [
		['Họ và tên người đứng khai'], ['Số định danh cá nhân'], ['Nơi thường trú'], ['Số điện thoại'],
		['Quan hệ với người đã chết', { kind: 'chon-mot', options: 'Vợ hoặc chồng\nCon\nNgười tổ chức mai táng' }],
		['Tên cơ quan, tổ chức mai táng', { show: ['Quan hệ với người đã chết', 'là', 'Người tổ chức mai táng'] }],
		['Họ và tên người đã chết'], ['Ngày sinh của người đã chết'], ['Ngày mất'], ['Mức hỗ trợ đề nghị']]],
	['3.000346', 'Cấp giấy phép lái xe', [
		['Họ và tên'], ['Ngày, tháng, năm sinh'], ['Số định danh cá nhân'], ['Nơi cư trú'], ['Số điện thoại'],
		['Hạng giấy phép lái xe đề nghị', { kind: 'chon-danh-sach', options: 'A1\nA\nB\nC1\nC\nD1\nD2\nD' }],
		['Đã có giấy phép lái xe', { kind: 'danh-dau', need: 'no' }],
		['Số giấy phép lái xe đã có', { show: ['Đã có giấy phép lái xe', 'đã trả lời'] }]]],
];
const BY_LINES = [
	['2.000635', 'Cấp bản sao trích lục hộ tịch', `1. Họ, chữ đệm, tên người yêu cầu: ............ *
2. Ngày, tháng, năm sinh *\n3. Số định danh cá nhân *\n4. Nơi cư trú: ...... *\n5. Số điện thoại\n6. Thư điện tử
7. Quan hệ với người được cấp bản sao: Bản thân / Cha mẹ / Người được ủy quyền *
8. Loại việc hộ tịch: Khai sinh / Kết hôn / Khai tử *\n9. Số lượng bản sao *\n10. Tôi cam đoan lời khai trên là đúng sự thật *`],
	['1.013225', 'Cấp giấy phép xây dựng nhà ở riêng lẻ', `# Chủ đầu tư\nHọ và tên chủ đầu tư *\nSố định danh cá nhân *\nĐịa chỉ liên hệ *\nSố điện thoại *
# Công trình\nĐịa điểm xây dựng *\nThửa đất số *\nDiện tích lô đất *\nLoại công trình: Nhà ở riêng lẻ / Công trình khác *
Diện tích xây dựng tầng 1 *\nTổng diện tích sàn *\nChiều cao công trình *\nSố tầng *\nNgày dự kiến hoàn thành *\nTôi cam kết làm đúng giấy phép *`],
	['1.001612', 'Đăng ký thành lập hộ kinh doanh', `# Chủ hộ\nHọ và tên chủ hộ kinh doanh *\nNgày sinh *\nSố định danh cá nhân *\nNơi thường trú *\nSố điện thoại *
# Hộ kinh doanh\nTên hộ kinh doanh *\nTrụ sở hộ kinh doanh *\nNgành, nghề kinh doanh *\nVốn kinh doanh *
Chủ thể thành lập: Cá nhân / Các thành viên hộ gia đình *\nSố lượng lao động *\nMã số thuế\nThư điện tử\nTôi cam kết chịu trách nhiệm về nội dung đăng ký *`],
	['1.010121', 'Đăng ký biến động đất đai', `Họ và tên người sử dụng đất *\nSố định danh cá nhân *\nĐịa chỉ *\nSố điện thoại *
Nội dung biến động *\nLý do biến động *\nSố vào sổ cấp Giấy chứng nhận *\nNgày cấp Giấy chứng nhận *\nDiện tích *\nBản chụp Giấy chứng nhận đã cấp`],
	['3.000333', 'Cấp phiếu lý lịch tư pháp', `Họ và tên *\nTên gọi khác\nGiới tính: Nam / Nữ *\nNgày sinh *\nNơi sinh *\nQuốc tịch *\nNơi thường trú *\nNơi tạm trú
Số định danh cá nhân *\nSố điện thoại *\nYêu cầu cấp: Phiếu số một / Phiếu số hai *\nQuá trình cư trú của bản thân *\nSố lượng phiếu *`],
	['1.000298', 'Cấp giấy chứng nhận đủ điều kiện hoạt động', `Tên tổ chức *\nMã số doanh nghiệp *\nTrụ sở chính *\nSố điện thoại *\nThư điện tử *
Họ và tên người đại diện *\nNội dung hoạt động đề nghị *\nSố người làm việc *\nTôi cam kết đáp ứng đủ điều kiện *`],
	['1.014464', 'Giao dịch bảo đảm bằng phương tiện giao thông', `Họ và tên bên bảo đảm *\nSố định danh cá nhân *\nĐịa chỉ *\nSố điện thoại
Tên bên nhận bảo đảm *\nMã số thuế *\nBiển số xe *\nGiá trị tài sản *\nNgày hợp đồng *\nSố tài khoản nhận thông báo\nMô tả tài sản *`],
];

// No mouse from here on.
async function key(name) {
	strokes++;
	await page.keyboard.press(name);
}
async function write(text) {
	strokes += [...text].length;
	await page.keyboard.insertText(text);
}
// How often Tab leads on from here to there is asked of the page once, and checked where it arrives: to ask after each key takes longer
// than the key.
async function reach(locator) {
	const wanted = await locator.elementHandle();
	const here = () => wanted.evaluate((node) => node === document.activeElement);
	const far = await wanted.evaluate((node) => {
		const stops = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')].filter((stop) => stop.tabIndex >= 0
			&& !stop.disabled && stop.checkVisibility() && (stop.type !== 'radio' || stop.checked
				|| ![...document.getElementsByName(stop.name)].some(({ checked }) => checked)));
		const at = stops.indexOf(document.activeElement);

		return (stops.indexOf(node) - at + stops.length) % stops.length;
	});

	for (let i = 0; i < far - 1; i++)
		await key('Tab');
	for (let i = 0; i < 300; i++) {
		if (await here())
			return;
		await key('Tab');
	}
	assert.fail(`Tab never reaches ${locator}`);
}
const named = (name) => page.locator(`[name="${name}"]`).first();
async function enter(name, text) {
	await reach(named(name));
	await key('ControlOrMeta+A');
	await write(text);
}
const sendOff = () => Promise.all([page.waitForNavigation(), key('Enter')]);
async function press(name) {
	await reach(page.getByRole('button', { name, exact: true }).first());
	await sendOff();
}
// The arrows go through a select until it shows the text.
async function choose(name, text) {
	const select = named(name);

	await reach(select);
	for (let i = 0; i < 80; i++) {
		if (await select.evaluate((node) => node.selectedOptions[0].textContent.trim()) === text)
			return;
		await key('ArrowDown');
	}
	assert.fail(`${name} never shows ${text}`);
}
// The group of radios is one stop of Tab, at what is chosen; arrows go round.
async function pick(name, value) {
	const wanted = page.locator(`[name="${name}"][value="${value}"]`);

	await reach(page.locator(`[name="${name}"]:checked`));
	for (let i = 0; i < 40 && !await wanted.isChecked(); i++)
		await key('ArrowDown');
	assert.ok(await wanted.isChecked(), `${name}: ${value}`);
}

function begin(code, name) {
	sql(`INSERT INTO definition_item (kind, code, name) VALUES ('form', 'BM-${code}', '${name}');
		INSERT INTO definition_draft (kind, code, name, content, created_by, created_at, updated_at)
		SELECT 'form', 'BM-${code}', '${name}', '', MIN(id), NOW(6), NOW(6) FROM officer`, instance);
	return `${ROOM}/BM-${code}/soan`;
}

async function shownWhen([question, op, value]) {
	await reach(page.locator('[data-rule=show] summary'));
	await key('Enter');
	await pick('show.mode', 'rows');
	await choose('show.0.key', question);
	await choose('show.0.op', op);
	if (value)
		await enter('show.0.value', value);
}

// From the page that asks what is asked to the next such page: two times Enter where the words say enough.
async function draw(label, { kind, options, list, need, show } = {}) {
	await enter('nhan', label.replace('# ', ''));
	if (kind)
		await pick('kieu', kind);
	await sendOff();
	if (options)
		await enter('options', options);
	if (list)
		await choose('list', list);
	if (need)
		await pick('need', need);
	if (show)
		await shownWhen(show);
	await reach(named('label'));
	await sendOff();
}

async function drawPage(where, label) {
	await page.goto(`${where}/cau-hoi?kieu=trang`);
	await enter('label', label);
	await sendOff();
}

// A citizen with an answer to everything; what is hidden needs none.
const ANSWERS = { person_number: '001090123456', phone: '0912345678', email: 'nguoi.dan@example.vn', name: 'Nguyễn Thị Mẫu', money: '2.000.000',
	company_number: '0100109106', tax_number: '0100109106', vehicle_plate: '29A12345', bank_account: '0011001234567' };

async function answer(component) {
	const { type, key: name, properties = {} } = component;
	const field = page.locator(`[name="${name}"]`).first();

	if (type === 'datetime') {
		for (const [part, value] of [['day', '01'], ['month', '02'], ['year', '1990']])
			await page.locator(`[name="${name}.${part}"]`).fill(value);
	} else if (type === 'radio' || type === 'checkbox') {
		await field.check({ force: true });
	} else if (type === 'select') {
		await field.selectOption({ index: 1 });
	} else if (type === 'textfield' || type === 'textarea' || type === 'number') {
		if (await field.isVisible())
			await field.fill(ANSWERS[properties.kind] ?? (type === 'number' ? '2' : 'Nội dung khai'));
	}
}
const leaves = (components) => components.flatMap((component) => (component.components ? leaves(component.components) : [component]));

async function fillIn(where) {
	const form = JSON.parse(sql(`SELECT content FROM definition_draft WHERE code = '${where.split('/').at(-2)}'`, instance)[0].content);
	const fields = leaves(form.components).filter(({ key: name }) => name);

	await page.goto(`${where}/xem-thu`);
	await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Kiểm tra thử' }).click()]);
	await page.locator('[data-error-summary]').waitFor();
	for (const component of fields)
		await answer(component);
	await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Kiểm tra thử' }).click()]);
	await page.getByText('Không có lỗi.').waitFor();
	return fields.length;
}

test('three forms are drawn question by question, by keyboard, and can be filled in', async (t) => {
	for (const [code, name, questions] of BY_QUESTION) {
		const where = begin(code, name);
		const started = Date.now();

		strokes = 0;
		await page.goto(`${where}/them`);
		for (const [label, more] of questions)
			if (label.startsWith('# '))
				await drawPage(where, label.slice(2));
			else
				await draw(label, more);
		const seconds = Math.round((Date.now() - started) / 1000);
		const fields = await fillIn(where);

		assert.ok(fields >= 8, `${code}: ${fields}`);
		t.diagnostic(`${code} ${name}: ${fields} questions, ${strokes} keystrokes, ${seconds} s`);
	}
});

test('seven more come out of the lines of a printed form', async (t) => {
	for (const [code, name, lines] of BY_LINES) {
		const where = begin(code, name);
		const started = Date.now();

		strokes = 0;
		await page.goto(`${where}/nhieu`);
		await enter('dong', lines);
		await press('Thêm các câu hỏi này');
		await page.getByText(/Đã thêm \d+ câu hỏi/).waitFor();
		const seconds = Math.round((Date.now() - started) / 1000);
		const fields = await fillIn(where);

		assert.ok(fields >= 8, `${code}: ${fields}`);
		t.diagnostic(`${code} ${name}: ${fields} questions, ${strokes} keystrokes, ${seconds} s`);
	}
});

test('what is typed is checked and previewed at once; conditions show and hide in the preview', async () => {
	const where = `${ROOM}/BM-1.000593/soan`;

	await page.goto(`${where}/cau-hoi/so_luong_ban_sao`);
	await enter('label', 'Số bản sao trích lục');
	await page.locator('#preview').getByLabel('Số bản sao trích lục').waitFor({ state: 'attached' });
	await page.getByText('Biểu mẫu đọc được, chưa lưu.').waitFor();
	assert.ok(!await page.locator('#preview').getByLabel('Số bản sao trích lục').isVisible());
	await page.locator('#preview').getByLabel('Có', { exact: true }).check();
	assert.ok(await page.locator('#preview').getByLabel('Số bản sao trích lục').isVisible());
	await enter('show.0.value', 'Chưa biết');
	await page.locator('[data-verdict]').getByRole('link', { name: /Hãy viết đúng một mục/ }).waitFor();
	assert.equal(await named('show.0.value').getAttribute('aria-invalid'), 'true');
	assert.match(await page.locator('[id="show.0.value-error"]').textContent(), /Hãy viết đúng một mục/);
	await shot(page, 'catalogue', 'form-question-typed');
	await page.locator('[data-verdict]').getByRole('link', { name: /Hãy viết đúng một mục/ }).click();
	assert.equal(await page.evaluate(() => document.activeElement.name), 'show.0.value', 'the link leads into the box');
	await named('show.0.value').fill('Có');
	await page.locator('[id="show.0.value-error"]').waitFor({ state: 'detached' });
	await page.getByText('Biểu mẫu đọc được, chưa lưu.').waitFor();
	assert.equal(await page.locator('form[data-design] [aria-invalid]').count(), 0, 'what is mended is gone');
});

// The outline and a question are looked at in form-design-journey.
test('every page of the editor and its error states, at both widths', async () => {
	const where = `${ROOM}/BM-1.000593/soan`;
	const look = async (path, name) => {
		await page.goto(where + path);
		await shot(page, 'catalogue', `form-${name}`);
	};
	const refused = async (path, name, change, button) => {
		await page.goto(where + path);
		await change();
		await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: button, exact: true }).click()]);
		await page.locator('[data-error-summary]').waitFor();
		await shot(page, 'catalogue', `form-${name}-error`);
	};

	await look('/them', 'add');
	await look('/cau-hoi?kieu=dia-chi-don-vi&nhan=Nơi+ở', 'address');
	await look('/nhieu', 'many');
	await look('/json', 'json');
	await look('/nhap', 'import');
	await look('/xem-thu', 'try');
	await refused('/cau-hoi/so_luong_ban_sao', 'question', async () => {
		await named('label').fill('');
		await named('min').fill('nhiều');
		await named('show.0.value').fill('Chưa biết');
	}, 'Lưu');
	await refused('/nhieu', 'many', async () => {}, 'Thêm các câu hỏi này');
	await refused('/json', 'json', () => page.locator('[name=content]').fill('{"type":"default","id":"f","components":[{"type":"iframe"}]}'), 'Lưu văn bản');
	await refused('/nhap', 'import', () => page.locator('[name=file]').setInputFiles({ name: 'e-form.json', mimeType: 'application/json',
		buffer: Buffer.from(JSON.stringify({ display: 'form', components: [{ type: 'textfield', key: 'a', label: 'A', customConditional: 'show = 1' }] })) }),
	'Đọc tệp');
	await page.getByText('components[0].customConditional', { exact: true }).waitFor();
});

test('a limit of a date is chosen in parts, a condition against another question says itself what is wrong', async () => {
	const where = `${ROOM}/BM-1.000593/soan/cau-hoi`;
	const verdict = page.locator('[data-verdict]');

	await page.goto(`${where}/ngay_thang_nam_sinh_cua_ben_nam`);
	await named('not_after.from').selectOption({ label: 'Hôm nay (ngày nộp)' });
	await named('not_after.count').fill('hai mươi');
	await verdict.getByRole('link', { name: /^Không sau: / }).waitFor();
	assert.equal(await verdict.getByRole('link').getAttribute('href'), '#not_after.from');
	await named('not_after.count').fill('20');
	await named('not_after.unit').selectOption({ label: 'năm' });
	await named('not_after.way').selectOption({ label: 'trước ngày ấy' });
	await page.locator('[data-rule=valid] summary').click();
	await page.locator('[name="valid.mode"][value=rows]').check();
	await named('valid.0.op').selectOption({ label: 'lớn hơn, sau' });
	await named('valid.0.other').selectOption({ label: 'Họ, chữ đệm, tên của bên nữ' });
	await verdict.getByText(/Chỉ so sánh được hai câu hỏi cùng kiểu/).waitFor();
	await named('valid.0.other').selectOption({ label: 'Ngày, tháng, năm sinh của bên nữ' });
	await verdict.getByText('Biểu mẫu đọc được, chưa lưu.').waitFor();
	await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Lưu', exact: true }).click()]);
	assert.match(await named('message.valid.vi').inputValue(), /^Cần bảo đảm: “.*bên nam” sau “.*bên nữ”\.$/);
	const { properties } = leaves(JSON.parse(sql("SELECT content FROM definition_draft WHERE code = 'BM-1.000593'", instance)[0].content).components)
		.find(({ id }) => id === 'ngay_thang_nam_sinh_cua_ben_nam');

	assert.equal(properties.not_after, 'today - P20Y');
	assert.equal(properties.valid_if, '=ngay_thang_nam_sinh_cua_ben_nam > ngay_thang_nam_sinh_cua_ben_nu');
});

test('an outline is put in another order, a question removed and brought back, without script too', async () => {
	const where = `${ROOM}/BM-2.002307/soan`;
	const labels = () => page.locator('.mc-design__what > a:first-child').allInnerTexts();
	const act = (what, label) => Promise.all([page.waitForNavigation(),
		page.locator('.mc-design__row', { has: page.getByRole('link', { name: label, exact: true }) }).getByRole('button', { name: new RegExp(`^${what}`) }).click()]);

	await page.goto(where);
	const before_ = await labels();

	await act('Xuống', 'Họ và tên người đứng khai');
	assert.deepEqual((await labels()).slice(0, 2), [before_[1], before_[0]]);
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	assert.equal((await labels())[2], before_[0], 'the same button is at hand: Enter moves it on');
	await page.locator('main h1').click();
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Control+z')]);
	assert.deepEqual((await labels()).slice(0, 2), [before_[1], before_[0]], 'Ctrl+Z takes back the last of both');
	await act('Xóa', 'Ngày mất');
	assert.ok(!(await labels()).includes('Ngày mất'));
	await Promise.all([page.waitForNavigation(), page.locator('.mc-design__undo').click()]);
	assert.ok((await labels()).includes('Ngày mất'));
	await act('Xóa', 'Quan hệ với người đã chết');
	assert.match(await page.locator('main').innerText(), /điều kiện hoặc công thức của câu khác đang dùng/);
});
