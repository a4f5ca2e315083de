// News, questions and notices as people meet them: a citizen asks, an officer answers by keyboard, everybody reads; an
// interruption is told on every page while it lasts. Each page at both widths, with axe, also where something is wrong.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeBrowser, person, shot, signIn } from '../support/browser.mjs';
import { sql } from '../support/db.mjs';
import { startInstance, until } from '../support/env.mjs';
import { Client } from '../support/http.mjs';
import { field, go, lookAtError, press } from './people.mjs';

const BIRTH = '/thu-tuc/cap-ban-sao-trich-luc-ho-tich-ban-sao-giay-khai-sinh';
let instance;

before(async () => {
	instance = await startInstance('catalogue-content-browser', { modules: ['catalogue', 'submission'] });
	sql("DELETE FROM content_question WHERE origin = 'asked'; DELETE FROM content_notice; DELETE FROM content_article WHERE edited_by IS NOT NULL", instance);
});
after(async () => {
	await closeBrowser();
	await instance?.stop();
});

const published = (path, words) => until(async () => (await new Client(instance).get(path)).text.includes(words), `${words} on ${path}`);
const look = (page, name) => shot(page, 'content', name);

test('the published pages: news, guides, answers, and their parts of home and of a procedure', async () => {
	const page = await person({ instance });

	for (const [path, name] of [['/', 'home'], ['/tin-tuc/', 'news'], ['/tin-tuc/nop-ho-so-theo-chinh-quyen-dia-phuong-hai-cap', 'news-one'],
		['/huong-dan/', 'guides'], ['/huong-dan/nop-ho-so-truc-tuyen-trong-5-buoc', 'guide'], ['/hoi-dap/', 'questions'],
		['/hoi-dap/thanh-lap-ho-kinh-doanh-can-giay-to-gi', 'question'], ['/thong-bao/', 'notices-none'], [BIRTH, 'procedure'],
		['/en/huong-dan/nop-ho-so-truc-tuyen-trong-5-buoc', 'guide-english']]) {
		await page.goto(path);
		await look(page, name);
	}
	await page.goto(BIRTH);
	await page.getByText('Bao lâu thì nhận được bản sao Giấy khai sinh?', { exact: true }).click();
	assert.ok(await page.getByText('Ngay trong ngày. Hồ sơ nhận sau').first().isVisible());
});

test('a citizen asks from the page of a procedure; the office answers by keyboard; everybody reads the answer', async () => {
	const citizen = await person({ instance });

	await citizen.goto(BIRTH);
	await go(citizen, citizen.getByRole('link', { name: 'Đặt câu hỏi về thủ tục này' }));
	await look(citizen, 'ask');
	await press(citizen, 'Gửi câu hỏi');
	await lookAtError(citizen, 'content', 'ask-empty');
	await field(citizen, 'Câu hỏi').fill('Con tôi sinh ở nước ngoài thì xin bản sao khai sinh ở đâu?');
	await field(citizen, 'Họ và tên').fill('Phạm Thị Hỏi');
	await citizen.getByLabel('Tôi đồng ý').check();
	await press(citizen, 'Gửi câu hỏi');
	await citizen.getByText('Đã nhận câu hỏi').first().waitFor();
	await look(citizen, 'asked');
	const receipt = citizen.url();
	const officer = await person({ instance });

	await signIn(officer, 'controller', instance);
	await officer.goto('/can-bo/danh-muc/hoi-dap');
	await look(officer, 'office-questions');
	await officer.keyboard.press('j');
	await Promise.all([officer.waitForNavigation(), officer.keyboard.press('Enter')]);
	await officer.getByText('Phạm Thị Hỏi').waitFor();
	await press(officer, 'Lưu');
	await lookAtError(officer, 'content', 'office-question-empty');
	await field(officer, 'Câu hỏi khi đăng').focus();
	await officer.keyboard.type('Trẻ em sinh ở nước ngoài xin bản sao khai sinh ở đâu?');
	await officer.keyboard.press('Tab');
	await officer.keyboard.type('Tại cơ quan đã **đăng ký khai sinh** hoặc ghi vào sổ hộ tịch.');
	await press(officer, 'Xem trước');
	assert.equal(await officer.locator('.mc-preview strong').textContent(), 'đăng ký khai sinh');
	await look(officer, 'office-question');
	await press(officer, 'Lưu');
	await officer.getByText('Đã lưu').waitFor();
	await press(officer, 'Đăng');
	await officer.getByText('Đang đăng').first().waitFor();
	await look(officer, 'office-question-published');
	await published(BIRTH, 'Trẻ em sinh ở nước ngoài xin bản sao khai sinh ở đâu?');
	await citizen.goto(receipt);
	await go(citizen, citizen.getByRole('link', { name: 'Xem câu trả lời' }));
	assert.ok(await citizen.locator('article strong', { hasText: 'đăng ký khai sinh' }).isVisible());
	assert.equal(await citizen.getByText('Phạm Thị Hỏi').count(), 0);
});

test('an officer writes news, sees what is wrong, looks at it before, publishes', async () => {
	const page = await person({ instance });

	await signIn(page, 'administrator', instance);
	await page.goto('/can-bo/danh-muc/bai-viet');
	await look(page, 'office-news');
	await go(page, page.getByRole('link', { name: 'Viết tin' }));
	await press(page, 'Lưu');
	await lookAtError(page, 'content', 'office-news-empty');
	await page.getByLabel('Tin tức', { exact: true }).check();
	await field(page, 'Tiêu đề').fill('Thêm 12 thủ tục nộp trực tuyến');
	await field(page, 'Tóm tắt').fill('Từ tháng 12, thêm 12 thủ tục đất đai nộp được trực tuyến.');
	await field(page, 'Nội dung').fill('## Thủ tục nào\n\n- Đăng ký biến động\n- Tách thửa');
	await press(page, 'Xem trước');
	await look(page, 'office-news-preview');
	await press(page, 'Lưu');
	await page.getByText('Đã lưu').waitFor();
	await press(page, 'Đăng');
	await published('/', 'Thêm 12 thủ tục nộp trực tuyến');
	await look(page, 'office-news-published');
});

test('an interruption is announced, told on every page while it lasts, and over when it ends', async () => {
	const office = await person({ instance });
	const [{ d, m, y }] = sql("SELECT DAY(CONVERT_TZ(NOW(), '+00:00', '+07:00')) AS d, MONTH(CONVERT_TZ(NOW(), '+00:00', '+07:00')) AS m, YEAR(CONVERT_TZ(NOW(), '+00:00', '+07:00')) AS y", instance);
	const date = async (id, year) => {
		for (const [part, value] of [['', d], ['-month', m], ['-year', year]])
			await office.locator(`#${id}${part}`).fill(String(value));
	};

	await signIn(office, 'administrator', instance);
	await office.goto('/can-bo/danh-muc/thong-bao/moi');
	await office.getByLabel('Khẩn cấp').check();
	await field(office, 'Tiêu đề').fill('Mất kết nối thanh toán trực tuyến');
	await field(office, 'Dịch vụ bị ảnh hưởng').fill('Thanh toán trực tuyến');
	await date('from_day', y);
	await field(office, 'Giờ bắt đầu').fill('00:00');
	await date('to_day', Number(y) + 1);
	await field(office, 'Giờ dự kiến khôi phục').fill('25:00');
	await field(office, 'Nội dung').fill('Ngân hàng đang khắc phục. Lệ phí vẫn nộp được bằng tiền mặt tại Bộ phận Một cửa.');
	await press(office, 'Lưu');
	await lookAtError(office, 'content', 'office-notice-wrong');
	await field(office, 'Giờ dự kiến khôi phục').fill('12:00');
	await press(office, 'Lưu');
	await office.getByText('Đã lưu').waitFor();
	await look(office, 'office-notice');
	await press(office, 'Đăng');
	await published(BIRTH, 'Mất kết nối thanh toán trực tuyến');
	await office.goto('/can-bo/danh-muc/thong-bao');
	await look(office, 'office-notices');
	const citizen = await person({ instance });

	for (const [path, name] of [['/', 'home-interrupted'], ['/tra-cuu', 'tracking-interrupted'], ['/thong-bao/', 'notices']]) {
		await citizen.goto(path);
		assert.ok(await citizen.getByText('Mất kết nối thanh toán trực tuyến').first().isVisible(), path);
		await look(citizen, name);
	}
	await go(office, office.getByRole('link', { name: 'Mất kết nối thanh toán trực tuyến' }).last());
	await press(office, 'Kết thúc hoặc thu hồi');
	await until(async () => !(await new Client(instance).get('/')).text.includes('Mất kết nối'), 'home without it');
});
