// Every other page and error that a person may meet, at 390 and 1280 pixels.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { citizen as signedIn, file } from '../api/citizen.mjs';
import { closeBrowser, person, signIn } from '../support/browser.mjs';
import { quote, sql } from '../support/db.mjs';
import { env, startInstance, until } from '../support/env.mjs';
import { Client } from '../support/http.mjs';
import { field, follow, go, look, lookAtError, lookAtRefusal, newAddress, press, signInByCode } from './people.mjs';

after(closeBrowser);

// Published and open to everybody.
const PUBLIC = [
	['/thu-tuc/', 'sectors'], ['/co-quan/', 'agencies'], ['/ho-tro-tiep-can/', 'accessibility'], ['/so-do-trang/', 'sitemap'],
	['/thu-tuc/dang-ky-thanh-lap-ho-kinh-doanh', 'procedure-business'], ['/tim-kiem?q=zzqxzzqx', 'search-empty'],
	['/tim-kiem?q=khong-co-gi-nhu-the', 'search-partly'],
	['/tim-kiem?q=dat+dai', 'search-many'],
	['/thay-doi/', 'changes'], ['/du-lieu-mo/', 'open-data'], ['/nhung/', 'embed'],
];

test('the published pages, each with a way on', async () => {
	const page = await person();

	for (const [path, name] of PUBLIC) {
		await page.goto(path);
		await look(page, 'citizen', name);
	}
	for (const [list, name, one] of [['/thu-tuc/', 'sector', /\/linh-vuc\/./], ['/co-quan/', 'agency', /\/co-quan\/./]]) {
		await page.goto(list);
		await go(page, page.locator('main li a:not(.govuk-breadcrumbs__link)').first());
		assert.match(page.url(), one);
		await look(page, 'citizen', name);
	}
	await page.goto('/en/');
	assert.equal(await page.locator('html').getAttribute('lang'), 'en');
});

test('a page that is not there, a form that is not there', async () => {
	const page = await person();

	await page.goto('/thu-tuc/khong-co-thu-tuc-nay');
	await lookAtRefusal(page, 'citizen', 'error-404', /Không tìm thấy/);
	await page.goto('/nop-ho-so/9.999999');
	await lookAtRefusal(page, 'citizen', 'error-404-form', /Không tìm thấy/);
});

test('sign-in of an officer: what is missing, what is wrong', async () => {
	const page = await person();

	await page.goto('/can-bo');
	await look(page, 'officer', 'sign-in');
	await press(page, 'Đăng nhập');
	await lookAtError(page, 'officer', 'sign-in-empty');
	await field(page, 'Tên đăng nhập').fill('khong-co-ai');
	await field(page, 'Mật khẩu').fill('sai mật khẩu này');
	await field(page, 'Mã xác thực hai lớp').fill('123456');
	await press(page, 'Đăng nhập');
	await lookAtError(page, 'officer', 'sign-in-wrong', /không đúng/);
});

test('a citizen without dossiers, and the details of the account', async () => {
	const page = await person();

	await page.goto('/tai-khoan');
	await signInByCode(page, newAddress('moi'));
	await page.goto('/tai-khoan');
	await look(page, 'citizen', 'account-empty');
	await go(page, page.getByRole('link', { name: /^Sửa/ }).first());
	await look(page, 'citizen', 'account-change');
});

test('a form whose proof has expired keeps what was typed', async () => {
	const page = await person();

	await page.goto('/tra-cuu');
	await field(page, 'Mã hồ sơ hoặc số hồ sơ nộp').fill('H01.21-261123-0001');
	await page.evaluate(() => { document.querySelector('main input[name=csrf]').value = 'het-han'; });
	await press(page, 'Tra cứu');
	await look(page, 'citizen', 'send-again');
});

test('two officers at once: the second is told, and nothing of hers is lost in silence', async () => {
	const page = await person();
	const client = await signedIn();
	const { number } = await file(client);

	sql(`UPDATE dossier SET state = 'submitted' WHERE filing_number = ${quote(number)}`);
	await signIn(page, 'intake');
	await page.goto(`/can-bo/ho-so/${number}`);
	sql(`UPDATE dossier SET version = version + 1 WHERE filing_number = ${quote(number)}`);
	await press(page, 'Tiếp nhận hồ sơ');
	await lookAtRefusal(page, 'intake', 'error-409', /người khác thay đổi/);
	await follow(page, 'Mở lại trang trước');
	assert.match(page.url(), new RegExp(`/can-bo/ho-so/${number}$`));
});

// A desk's lists: path and name.
const DESKS = {
	intake: [['/can-bo/tai-quay', 'counter'], ['/can-bo/ho-so?queue=qua-han', 'work-list-empty'],
		['/can-bo/ho-so?queue=tat-ca&q=Nguyen', 'work-list-filtered']],
	section_head: [['/can-bo/y-kien', 'opinions']],
	cashier: [['/can-bo/thu-ngan', 'cashier'], ['/can-bo/thu-ngan?q=khong-co', 'cashier-nothing']],
	administrator: [['/can-bo/danh-muc', 'catalogue'], ['/can-bo/huong-dan', 'guides'],
		['/can-bo/huong-dan/danh-muc-thu-tuc', 'guide'], ['/can-bo/lien-thong', 'exchange']],
};

for (const [role, pages] of Object.entries(DESKS))
	test(`the desk of ${role}`, async () => {
		const page = await person();

		await signIn(page, role);
		for (const [path, name] of pages) {
			await page.goto(path);
			await look(page, role, name);
		}
	});

test('the counter\'s decisions before acceptance: each form and what is missing in it', async () => {
	const page = await person();
	const { number } = await file(await signedIn());

	sql(`UPDATE dossier SET state = 'submitted' WHERE filing_number = ${quote(number)}`);
	await signIn(page, 'intake');
	for (const [path, name, button] of [['yeu-cau-bo-sung', 'ask', 'Yêu cầu bổ sung'], ['tu-choi', 'refuse', 'Từ chối tiếp nhận']]) {
		await page.goto(`/can-bo/ho-so/${number}/${path}`);
		await look(page, 'intake', name);
		await page.locator('main form').last().evaluate((form) => form.removeAttribute('data-confirm'));
		await press(page, button);
		await lookAtError(page, 'intake', `${name}-error`);
	}
});

test('the database is away: published pages and search stay, the rest says calmly what was saved', async () => {
	const instance = await startInstance('pages-away', {});

	try {
		const page = await person({ instance });

		await page.goto('/tra-cuu');
		await field(page, 'Mã hồ sơ hoặc số hồ sơ nộp').fill('H01.21-261123-0001');
		await instance.stopDatabase();
		await press(page, 'Tra cứu');
		await lookAtRefusal(page, 'citizen', 'error-503', /gián đoạn/);
		await page.goto('/');
		await field(page, 'Tìm thủ tục').fill('ban sao khai sinh');
		await press(page, 'Tìm kiếm');
		assert.match(await page.locator('main').innerText(), /2\.000635/);
		await page.goto('/can-bo/dang-nhap');
		await instance.startDatabase();
		await until(async () => (await new Client(instance).get('/tra-cuu')).status === 200, 'the pages to come back');
	} finally {
		await instance.reset();
	}
});

test('with the national portal in front, the published pages lead there', async () => {
	const instance = await startInstance('pages-national', { front: 'national' });

	try {
		const page = await person({ instance });

		await page.goto('/');
		await look(page, 'citizen', 'national-home');
		await page.goto('/thu-tuc/cap-ban-sao-trich-luc-ho-tich-ban-sao-giay-khai-sinh');
		await look(page, 'citizen', 'national-procedure');
		assert.equal(await page.getByRole('link', { name: 'Nộp hồ sơ trực tuyến', exact: true }).count(), 0);
		assert.match(await page.getByRole('link', { name: 'Nộp tại Cổng Dịch vụ công quốc gia' }).getAttribute('href'),
			/^https:.*2\.000635/);
		await page.goto('/nop-ho-so/2.000635');
		await look(page, 'citizen', 'national-start');
		assert.match(await page.locator('main').innerText(), /Cổng Dịch vụ công quốc gia/);
	} finally {
		await instance.reset();
	}
});
