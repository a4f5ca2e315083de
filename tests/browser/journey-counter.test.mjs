// Journey B: a person comes to the hall with papers. The officer never touches the mouse.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { closeBrowser } from '../support/browser.mjs';
import { resetClock, setClock } from '../support/clock.mjs';
import { quote, sql } from '../support/db.mjs';
import { env, startInstance, until } from '../support/env.mjs';
import { hurry, officer, paper, storyteller, tabTo, typeInto, watch } from './people.mjs';

const PERSON = { name: 'Phạm Văn Sơn', number: '001080054321', phone: '0987654321', address: 'Số 9 ngõ 2, phường Trung Tâm' };
const enter = (page) => Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);

// Follows a link, or presses a button, that has the focus after so many tabs.
async function walk(page, role, name) {
	await tabTo(page, page.getByRole(role, { name, exact: true }).first());
	await enter(page);
}

// From the box in which the card is scanned to the form of the procedure.
async function find(page, code) {
	await walk(page, 'link', 'Tiếp nhận tại quầy');
	await typeInto(page, 'Số định danh của người nộp', PERSON.number);
	await typeInto(page, 'Chọn thủ tục', code);
	await enter(page);
}

async function describe(page) {
	await typeInto(page, 'Họ, chữ đệm và tên', PERSON.name);
	await typeInto(page, 'Số điện thoại', PERSON.phone);
	await typeInto(page, 'Địa chỉ', PERSON.address);
}

async function pick(page, label, option) {
	const select = page.getByLabel(label, { exact: true });
	const values = await select.locator('option').allInnerTexts();

	await tabTo(page, select);
	await page.keyboard.press('Home');
	for (let i = 0; i < values.indexOf(option); i++)
		await page.keyboard.press('ArrowDown');
	assert.equal(await select.locator('option:checked').innerText(), option);
}

const codeOn = async (page) => /H01\.21-\d{6}-\d{4}/.exec(await page.locator('body').innerText())?.[0];

// The pages are the same with either portal in front: they are looked at once.
function journey(front, instanceOf, { look: see, lookAtError }) {
	const chapter = storyteller();
	const story = {};

	chapter(`${front}: the officer finds the person by number and registers the papers`, async () => {
		const page = story.intake = await officer('intake', instanceOf());

		await find(page, '2.000635');
		await see(page, 'intake', 'counter-new-person');
		await tabTo(page, page.getByRole('button', { name: 'Tiếp nhận và in giấy hẹn', exact: true }));
		await enter(page);
		await lookAtError(page, 'intake', 'counter-error');
		await describe(page);
		await typeInto(page, /^Bản chính: Tờ khai/, '1');
		await typeInto(page, /^Bản chứng thực: Văn bản ủy quyền/, '1');
		await typeInto(page, /^Bản photo: Giấy tờ chứng minh/, '2');
		await page.getByLabel(/^Tệp quét: Tờ khai/).setInputFiles(paper('Tờ khai.pdf'));
		await typeInto(page, 'Số lượng bản sao', '2');
		await pick(page, 'Đối tượng được miễn phí', 'Không thuộc đối tượng miễn phí');
		await tabTo(page, page.getByRole('button', { name: 'Tiếp nhận và in giấy hẹn', exact: true }));
		await enter(page);
		await page.getByText('Người nộp cần nộp phí, lệ phí').waitFor();
		await see(page, 'intake', 'counter-fee');
		story.number = (await page.locator('h1 .mc-code').innerText()).trim();
	});

	chapter(`${front}: the cashier takes the cash`, async () => {
		const page = await officer('cashier', instanceOf());

		await walk(page, 'link', 'Thu phí, lệ phí');
		// What is owed reaches the cashier by the outbox, a moment after the counter's page.
		await until(async () => await page.getByRole('link', { name: story.number, exact: true }).count() > 0
			|| (await page.reload(), false), 'the demand at the cashier');
		await see(page, 'cashier', 'open-demands');
		await walk(page, 'link', story.number);
		await see(page, 'cashier', 'demand');
		await typeInto(page, /^Số tiền nhận/, '10000');
		await walk(page, 'button', 'Thu tiền và lập biên lai');
		await lookAtError(page, 'cashier', 'demand-error');
		await typeInto(page, /^Số tiền nhận/, '20000');
		await walk(page, 'button', 'Thu tiền và lập biên lai');
		await page.getByText(/Đã thu 16\.000 đồng/).waitFor();
		await see(page, 'cashier', 'taken');
	});

	chapter(`${front}: accepted; receipt and control sheet are printed, the papers handed over`, async () => {
		const page = story.intake;

		await page.goto(`/can-bo/ho-so/${story.number}`);
		await walk(page, 'button', 'Tiếp nhận hồ sơ');
		story.code = await codeOn(page);
		await walk(page, 'link', 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả');
		await see(page, 'intake', 'counter-receipt');
		assert.match(await page.locator('body').innerText(), /Phạm Văn Sơn/);
		await walk(page, 'link', 'Quay lại');
		await walk(page, 'link', 'Phiếu kiểm soát quá trình giải quyết hồ sơ');
		await see(page, 'intake', 'control-sheet');
		await walk(page, 'link', 'Quay lại');
		await walk(page, 'link', 'Bàn giao hồ sơ giấy');
		await see(page, 'intake', 'hand-over');
		await walk(page, 'button', 'Bàn giao hồ sơ giấy');
		await lookAtError(page, 'intake', 'hand-over-error');
		await typeInto(page, 'Người nhận, bộ phận nhận', 'Trần Văn Hùng, công chức tư pháp - hộ tịch');
		await walk(page, 'button', 'Bàn giao hồ sơ giấy');
		await page.getByText('Đã ghi nhận việc bàn giao.').waitFor();
	});

	chapter(`${front}: the result comes back and is returned against signature`, async () => {
		const instance = instanceOf();
		const desk = await officer('processing', instance);

		await desk.goto(`/can-bo/ho-so/${story.code}`);
		await walk(desk, 'link', 'Dự thảo kết quả');
		await desk.locator('input[type=file]').setInputFiles(paper('Bản sao trích lục.pdf'));
		await walk(desk, 'button', 'Lưu dự thảo');
		await walk(desk, 'link', 'Chuyển bước tiếp theo');
		await walk(desk, 'button', 'Chuyển bước');
		for (const [role, steps] of [['section_head', [['Chuyển bước tiếp theo', 'Chuyển bước']]],
			['leader', [['Duyệt kết quả', 'Duyệt']]],
			['clerk', [['Cấp số và ngày văn bản', 'Cấp số'], ['Phát hành kết quả', 'Phát hành']]]]) {
			const page = await officer(role, instance);

			await page.goto(`/can-bo/ho-so/${story.code}`);
			for (const [link, button] of steps) {
				await walk(page, 'link', link);
				await walk(page, 'button', button);
			}
		}
		const page = await officer('returning', instance);

		await see(page, 'returning', 'work-list');
		await walk(page, 'link', story.code);
		await see(page, 'returning', 'dossier');
		await walk(page, 'link', 'Trả kết quả');
		await see(page, 'returning', 'return');
		await walk(page, 'button', 'Xác nhận đã trả kết quả');
		await lookAtError(page, 'returning', 'return-error', /ký nhận/);
		await tabTo(page, page.getByLabel('Người nhận đã ký nhận', { exact: true }));
		await page.keyboard.press('Space');
		await walk(page, 'button', 'Xác nhận đã trả kết quả');
		await walk(page, 'link', 'Giấy biên nhận trả kết quả');
		await see(page, 'returning', 'print-return');
		assert.match(await page.locator('body').innerText(), /Phạm Văn Sơn/);
	});

	chapter(`${front}: a result given at once needs no receipt, but is recorded`, async () => {
		const page = story.intake;

		await page.goto('/can-bo');
		await find(page, '2.000635');
		assert.equal(await page.getByLabel('Họ, chữ đệm và tên', { exact: true }).inputValue(), PERSON.name, 'found by number');
		await see(page, 'intake', 'counter-known-person');
		await typeInto(page, 'Số lượng bản sao', '1');
		await pick(page, 'Đối tượng được miễn phí', 'Người thuộc hộ nghèo');
		await walk(page, 'button', 'Trả kết quả ngay');
		await lookAtError(page, 'intake', 'counter-papers-changed', /Câu trả lời làm thay đổi giấy tờ/);
		await page.getByText('Theo câu trả lời của người nộp').waitFor();
		await walk(page, 'button', 'Trả kết quả ngay');
		await page.getByText('Đã ghi nhận hồ sơ trả kết quả ngay.').waitFor();
		await see(page, 'intake', 'counter-same-time');
		const code = await codeOn(page);
		const [row] = sql(`SELECT state, (SELECT GROUP_CONCAT(kind ORDER BY seq) FROM dossier_event WHERE dossier_id = dossier.id)
			AS events FROM dossier WHERE code = ${quote(code)}`, instanceOf());

		assert.equal(row.state, 'returned');
		assert.match(row.events, /^submit,.*receive,.*return_result/);
	});
}

let national;

before(async () => {
	setClock('2026-11-23T09:00:00+07:00');
	national = await startInstance('journey-national', { front: 'national' });
	setClock('2026-11-23T09:00:00+07:00', national);
});
after(async () => {
	await closeBrowser();
	resetClock();
	await national?.reset();
});

journey('front = province', env, watch);
journey('front = national', () => national, hurry);
