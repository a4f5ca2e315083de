// Every rule of a form against every answer that breaks it: typed in the browser and posted raw, both are refused, in the same words.
// And what is no mistake is said without being one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { begin, citizen } from '../api/citizen.mjs';
import { closeBrowser, person } from '../support/browser.mjs';
import { businessNow } from '../support/clock.mjs';
import { quote, sql } from '../support/db.mjs';
import { env, root } from '../support/env.mjs';
import { formProcedure } from '../support/form_procedure.mjs';
import { COMMUNES, dropLists, longLists } from '../support/long_list.mjs';
import { choose, field, go, look, press } from './people.mjs';

const words = JSON.parse(readFileSync(join(root, 'www/messages/vi/form.json'), 'utf8')).error;
const form = JSON.parse(readFileSync(join(root, 'tests/fixtures/forms/every-rule.json'), 'utf8'));
form.components.push({ type: 'select', id: 'f-noi-sinh', key: 'noi_sinh', label: 'Nơi sinh', properties: { list: COMMUNES } });
// What is chosen or ticked, and asked for under a condition of its own.
const values = ['a', 'b'].map((value) => ({ value, label: value }));
const asked = (type, key, label, when) => form.components.push({ type, id: `f-${key}`, key, label, ...(type === 'checkbox' ? {} : { values }),
	properties: { required_if: `=so_nha = "${when}"` } });

asked('radio', 'huong_nha', 'Hướng nhà', 'Lô 1');
asked('select', 'loai_nha', 'Loại nhà', 'Lô 2');
asked('checklist', 'tien_ich', 'Tiện ích', 'Lô 3');
asked('checkbox', 'da_doc', 'Đã đọc quy định', 'Lô 4');
const all = (parts) => parts.flatMap((part) => [part, ...all(part.components ?? [])]);
const labels = new Map(all(form.components).map(({ key, path, label }) => [key ?? path, label]));

let procedure;
before(() => {
	longLists();
	procedure = formProcedure('KT.000001', form);
});
after(() => { procedure.drop(); dropLists(); });
after(closeBrowser);

// A day so many days or years from today, as the clock of the instance has it.
const TODAY = new Date(businessNow() + 7 * 3600e3);
const written = (date) => [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear()].map((n) => String(n).padStart(2, '0')).join('/');
const day = (days, years = 0) => written(new Date(Date.UTC(TODAY.getUTCFullYear() + years, TODAY.getUTCMonth(), TODAY.getUTCDate() + days)));

// The first of a month to come, and days after it: months are of different lengths.
const month = (months, days = 0) => written(new Date(Date.UTC(TODAY.getUTCFullYear(), TODAY.getUTCMonth() + months, 1 + days)));

const GOOD = { ten: 'Nguyễn An' };

// Field, what is given, which rule refuses it, the limit in its words, what else must be given with it.
const BAD = [
	['ten', '', 'required'], ['ten', 'A', 'min_length', '2'], ['ten', 'Nguyễn Văn An Bình Minh', 'max_length', '20'], ['ten', 'An 1', 'name'], ['ten', 'An<b>', 'name'],
	['dinh_danh', '12345', 'person_number'], ['dinh_danh', '003188001234', 'person_number'], ['dinh_danh', '033488001234', 'person_number'],
	['doanh_nghiep', '0100109107', 'company_number'], ['doanh_nghiep', '0100109106-1', 'company_number'],
	['thue', '0100109107', 'tax_number'], ['chung_minh', '14512345', 'old_identity_card'], ['ho_chieu', 'PASSPORT', 'passport'],
	['tai_khoan', 'VN123456', 'bank_account'], ['bien_so', '29-12345', 'vehicle_plate'],
	['dien_thoai', '912345678', 'phone'], ['dien_thoai', '0912x45678', 'phone'], ['thu', 'an@x', 'email'], ['thu', 'a b@x.vn', 'email'],
	['tien', 'nhiều', 'number'], ['tien', '1500,5', 'money'], ['tien', '999', 'min', '1000'], ['tien', '1.000.001', 'max', '1000000'],
	['dien_tich', '12,55', 'decimal_digits', '1'], ['dien_tich', '0,5', 'min', '1'],
	['sinh', '31/2/2000', 'date'], ['sinh', day(1, -18), 'not_after', day(0, -18)], ['sinh', day(-1, -120), 'not_before', day(0, -120)],
	['tu_ngay', day(-2), 'not_past'], ['ngay_cap', day(2), 'not_future'],
	['den_ngay', month(1), 'not_before', month(1, 1), { tu_ngay: month(1) }], ['den_ngay', month(7, 1), 'not_after', month(7), { tu_ngay: month(1) }],
	['gio', '24:00', 'time'], ['gio', '8 giờ', 'time'],
	['chu_nha', '', 'required', '', { cho_o: 'thue' }],
	['nghe', ['a'], 'min_chosen', '2'], ['nghe', ['a', 'b', 'c', 'd'], 'max_chosen', '3'],
	['so_nguoi', '0', 'valid', '', { 'thanh_vien_ten.0': 'Bình' }],
	['huong_nha', [], 'required_choice', '', { so_nha: 'Lô 1' }], ['loai_nha', [], 'required_choice', '', { so_nha: 'Lô 2' }],
	['tien_ich', [], 'required_choice', '', { so_nha: 'Lô 3' }], ['da_doc', [], 'required_tick', '', { so_nha: 'Lô 4' }],
	['noi_sinh.search', 'khong co xa nay', 'choice'],
	['thanh_vien_ten.0', '', 'required', '', { 'thanh_vien_phan.0': '5' }],
	['thanh_vien_ra.0', day(-9), 'not_before', day(-5), { 'thanh_vien_ten.0': 'Bình', 'thanh_vien_vao.0': day(-5) }],
];
// What a page cannot be made to send, but a program can.
const RAW = [
	['cho_o', 'biet_thu', 'choice'], ['nghe', ['a', 'z'], 'choice'], ['tinh', '99', 'choice'], ['xa', 'H01.21', 'choice'],
	['noi_sinh', '99999', 'choice'], ['noi_sinh', 'xa', 'choice'], ['xa', 'H01.21', 'choice', '', { tinh: '01' }], ['ten', `An${String.fromCharCode(7)}`, null],
];

const DATES = new Set(all(form.components).filter(({ subtype }) => subtype === 'date').map(({ key }) => key));
const OWN = { so_nguoi: 'Số người không được ít hơn số thành viên đã kê.' };

function wordsOf([name, , rule, limit]) {
	const key = name.split('.')[0];
	const found = key in OWN ? OWN[key] : words[rule];

	return found.replace('{label}', labels.get(key)).replace('{limit}', limit ?? '');
}

// What the form posts for these answers.
function posted(answers) {
	return Object.entries(answers).flatMap(([name, value]) => {
		if (DATES.has(name.split('.')[0]))
			return ['day', 'month', 'year'].map((part, i) => [`${name}.${part}`, value.split('/')[i] ?? '']);
		return (Array.isArray(value) ? value : [value]).map((one) => [name, one]);
	});
}

const answersOf = ([name, value, , , beside]) => ({ ...GOOD, ...beside, [name]: value });

async function raw(client, draft, bad) {
	const fields = {};

	for (const [name, value] of posted(answersOf(bad)))
		(fields[name] ??= []).push(value);
	const answer = await client.post(`${draft}/trang/1`, fields, { headers: { Accept: 'application/json' } });

	return answer.json?.errors?.map(({ field: of, message }) => [of, message]) ?? answer.status;
}

// Bad answers that do not touch each other's fields stand on one page.
function rounds() {
	const all = [];

	for (const bad of BAD) {
		const names = [bad[0], ...Object.keys(bad[4] ?? {})];
		const round = all.find(({ taken }) => !names.some((name) => taken.has(name))) ?? (all.push({ taken: new Set(), cases: [] }), all.at(-1));

		names.forEach((name) => round.taken.add(name));
		round.cases.push(bad);
	}
	return all.map(({ cases }) => cases);
}

// What the error summary says of a page on which these answers were typed.
async function typed(page, draft, cases) {
	sql(`DELETE draft_value FROM draft_value JOIN draft ON draft.id = draft_id WHERE draft.reference = ${quote(draft.split('/')[3])}`);
	await page.goto(`${draft}/trang/1`);
	for (const [name, value] of posted(Object.assign({}, ...cases.map(answersOf), ...cases.map(([field, value]) => ({ [field]: value }))))) {
		const box = page.locator(`[name="${name}"]`);

		if (['radio', 'checkbox'].includes(await box.first().getAttribute('type')))
			await page.locator(`[name="${name}"][value="${value}"]`).check();
		else
			await box.fill(value);
	}
	await press(page, 'Lưu và tiếp tục');
	return page.locator('.govuk-error-summary__list a').allInnerTexts();
}

test('each answer that breaks a rule is refused in the browser and raw in the same words', async () => {
	const client = await citizen();
	const page = await person();

	await page.context().addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: env().base_url })));
	const [inBrowser, byProgram] = [await begin(client, procedure.code), await begin(client, procedure.code)];

	for (const bad of BAD) {
		const expected = wordsOf(bad);

		assert.deepEqual(await raw(client, byProgram, bad), [[bad[0].replace('.search', ''), expected]], `raw: ${bad[0]} = ${bad[1]}`);
	}
	for (const cases of rounds())
		assert.deepEqual((await typed(page, inBrowser, cases)).sort(), cases.map(wordsOf).sort());
	await look(page, 'citizen', 'form-parity');
	assert.deepEqual(page.complaints, []);
});

test('what no page would send is refused all the same', async () => {
	const client = await citizen();
	const draft = await begin(client, procedure.code);

	for (const bad of RAW) {
		const found = await raw(client, draft, bad);

		if (bad[2] === null)
			assert.notEqual(found, 303);
		else
			assert.deepEqual(found, [[bad[0], wordsOf(bad)]], `${bad[0]} = ${bad[1]}`);
	}
});

async function signedIn(options) {
	const client = await citizen();
	const page = await person(options);

	await page.context().addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: env().base_url })));
	return { client, page, draft: await begin(client, procedure.code) };
}

const options = (page, name) => page.locator(`select[name="${name}"] option`).allInnerTexts();

test('a commune can be chosen once its province is: at once where scripts run', async () => {
	const { page, draft } = await signedIn();

	await page.goto(`${draft}/trang/1`);
	assert.deepEqual((await options(page, 'xa')).length, 1, 'nothing before a province is chosen');
	const answered = page.waitForResponse(/danh-sach\/xa/);

	await page.locator('select[name=tinh]').selectOption({ label: 'Tỉnh Mẫu' });
	await answered;
	await page.locator('select[name=xa]').selectOption({ label: 'Xã Núi Cao' });
	await page.locator('select[name=tinh]').selectOption({ label: 'Thành phố Hà Nội' });
	await page.waitForFunction(() => document.querySelectorAll('select[name=xa] option').length === 1);
	await page.locator('select[name=tinh]').selectOption({ label: 'Tỉnh Mẫu' });
	await page.waitForFunction(() => document.querySelectorAll('select[name=xa] option').length === 4);
	await page.locator('select[name=xa]').selectOption({ label: 'Xã Núi Cao' });
	await page.locator('[name=ten]').fill('Nguyễn An');
	await press(page, 'Lưu và tiếp tục');
	assert.doesNotMatch(page.url(), /trang/);
	await page.goto(`${draft}/kiem-tra`);
	assert.match(await page.locator('main').innerText(), /Xã Núi Cao/);
	assert.match(await page.locator('main').innerText(), /Số nhà đất: chưa có. Hồ sơ vẫn nộp được/, 'what is softly required is said, no more');
	await look(page, 'citizen', 'form-soft');
	assert.deepEqual(page.complaints, []);
});

test('on a slow line the script comes after one has chosen, and the choices after another one: those of the last are there', async () => {
	const { page, draft } = await signedIn();
	const [script, first] = [{}, {}];

	for (const one of [script, first])
		one.comes = new Promise((resolve) => { one.come = resolve; });
	await page.route('**/js/form.js', (route) => script.comes.then(() => route.continue()));
	await page.goto(`${draft}/trang/1`);
	const asked = page.waitForRequest(/danh-sach\/xa/);

	await page.locator('select[name=tinh]').selectOption({ label: 'Tỉnh Mẫu' });
	await page.route('**/danh-sach/xa?*', (route) => first.comes.then(() => route.continue()).catch(() => {}), { times: 1 });
	script.come();
	await asked;
	await page.locator('select[name=tinh]').selectOption({ label: 'Thành phố Hà Nội' });
	await page.locator('select[name=tinh]').selectOption({ label: 'Tỉnh Mẫu' });
	await page.waitForFunction(() => document.querySelectorAll('select[name=xa] option').length === 4);
	first.come();
	await page.evaluate(() => fetch('/api/csrf')); // what was let go has been answered, or given up
	assert.equal((await options(page, 'xa')).length, 4);
});

test('and by a button where they do not', async () => {
	const { page, draft } = await signedIn({ javaScriptEnabled: false });

	await page.goto(`${draft}/trang/1`);
	await page.locator('select[name=tinh]').selectOption({ label: 'Tỉnh Mẫu' });
	await press(page, 'Hiện các lựa chọn theo “Tỉnh, thành phố”');
	assert.match(page.url(), /trang\/1#f-f-xa$/);
	assert.deepEqual((await options(page, 'xa')).slice(1), ['Phường Trung Tâm', 'Xã Sông Xanh', 'Xã Núi Cao']);
	await page.locator('select[name=xa]').selectOption({ label: 'Xã Sông Xanh' });
	await page.locator('select[name=tinh]').selectOption({ label: 'Tỉnh Hưng Yên' });
	await page.locator('[name=ten]').fill('Nguyễn An');
	await press(page, 'Lưu và tiếp tục');
	assert.match(page.url(), /trang\/1#f-f-xa$/, 'another province: its communes are to be chosen from');
});

test('who is not meant is told where to turn, and cannot file; it is no error', async () => {
	const { client, page, draft } = await signedIn();

	await page.goto(`${draft}/trang/1`);
	await field(page, 'Họ tên').fill('Nguyễn An');
	await choose(page, 'Ở nước ngoài');
	await press(page, 'Lưu và tiếp tục');
	assert.match(page.url(), /trang\/1$/);
	assert.match(await page.locator('.govuk-warning-text').innerText(), /cơ quan đại diện Việt Nam/);
	assert.equal(await page.locator('.govuk-error-summary').count(), 0);
	await look(page, 'citizen', 'form-ineligible');
	const sent = await client.post(`${draft}/nop`, { declaration: '1' });

	assert.match(sent.location, /tiep$/, 'not sent: back to the question');
	await choose(page, 'Thuê, mượn, ở nhờ');
	await field(page, 'Chủ nhà').fill('Bà Hoa');
	await go(page, page.getByRole('button', { name: 'Lưu và tiếp tục' }));
	assert.doesNotMatch(page.url(), /trang/);
});
