// Journey A: a citizen needs a copy of a birth certificate and never leaves home. Told in the order in which it happens.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { closeBrowser, person } from '../support/browser.mjs';
import { resetClock, setClock } from '../support/clock.mjs';
import { env } from '../support/env.mjs';
import { nextMail } from '../support/mail.mjs';
import { CITIZEN, PROCEDURE, fileOnline, pay } from './filing.mjs';
import { choose, field, follow, go, hurry, look, lookAtError, newAddress, officer, openFrom, paper, press, storyteller,
	watch } from './people.mjs';
import { approve, askSupplement, claim, draft, forward, issue, receive } from './work.mjs';

const chapter = storyteller();
const story = {};

before(() => setClock('2026-11-23T08:30:00+07:00'));
after(async () => {
	await closeBrowser();
	resetClock();
});

chapter('a citizen finds the procedure, fills in the form and files; one step is left', async () => {
	story.citizen = await person();
	Object.assign(story, await fileOnline(story.citizen, watch));
	assert.match(story.number, /^H01\.21/);
	assert.match(await story.citizen.locator('main').innerText(), /chỉ tiếp nhận hồ sơ sau khi/);
});

chapter('pays at the national platform, at the second try', async () => {
	await pay(story.citizen, watch);
	assert.match(await story.citizen.locator('main').innerText(), /24\.000 đồng/);
});

chapter('the counter receives it: a code, a receipt with QR, the clock runs', async () => {
	const page = story.intake = await officer('intake');

	await look(page, 'intake', 'work-list');
	story.code = await receive(page, story.number, watch);
	assert.match(story.code, /^H01\.21-261123-\d{4}$/);
	await look(page, 'intake', 'dossier-received');
	await follow(page, 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả');
	await look(page, 'intake', 'print-receipt');
	const receipt = await page.locator('body').innerText();

	assert.ok(receipt.includes(story.code) && receipt.includes(CITIZEN.name));
	assert.match(receipt, /17 giờ 30 phút, ngày 23/, 'received before 15:00: the same day');
	assert.equal(await page.locator('svg').count(), 1, 'the QR code');
	await nextMail(story.address, { pattern: new RegExp(story.code) });
});

chapter('the desk asks for a supplement, once; the clock stands still', async () => {
	const page = story.processing = await officer('processing');

	await openFrom(page, 'Chờ thụ lý', story.code);
	await look(page, 'processing', 'dossier');
	await claim(page, watch);
	await askSupplement(page, 'Trang 2 của văn bản ủy quyền', watch);
	await look(page, 'processing', 'dossier-supplement');
	assert.match(await page.locator('main').innerText(), /Chờ bổ sung đến/);
	await page.goto('/can-bo/ho-so');
	await go(page, page.getByRole('link', { name: /^Chờ bổ sung, nộp phí/ }));
	assert.match(await page.getByRole('row').filter({ hasText: story.code }).innerText(), /tạm dừng tính thời hạn/);
});

chapter('the citizen is told, answers, and the clock goes on', async () => {
	const page = story.citizen;
	const mail = await nextMail(story.address, { pattern: /Trang 2 của văn bản ủy quyền/ });

	assert.ok(mail.text.includes(story.code));
	await page.goto('/tai-khoan');
	await look(page, 'citizen', 'account');
	await go(page, page.getByRole('link', { name: PROCEDURE }).first());
	await look(page, 'citizen', 'dossier-supplement');
	await follow(page, 'Bổ sung hồ sơ');
	await look(page, 'citizen', 'supplement-begin');
	await press(page, 'Bắt đầu bổ sung');
	await look(page, 'citizen', 'supplement');
	await press(page, 'Gửi nội dung bổ sung');
	await lookAtError(page, 'citizen', 'supplement-error', /Hãy tải lên giấy tờ/);
	const other = page.getByRole('region', { name: 'Giấy tờ khác theo yêu cầu bổ sung' });

	await other.getByLabel('Chọn tệp').setInputFiles(paper('Trang 2.pdf'));
	await go(page, other.getByRole('button', { name: /^Tải tệp lên/ }));
	await page.getByRole('link', { name: 'Trang 2.pdf', exact: true }).waitFor();
	await look(page, 'citizen', 'supplement-attached');
	await go(page, page.getByRole('button', { name: 'Gửi nội dung bổ sung' }));
	await page.getByText('Đang giải quyết').first().waitFor();
	await look(page, 'citizen', 'dossier-answered');
});

chapter('desk, head of section, leader and clerk each do their step', async () => {
	const { processing } = story;

	await openFrom(processing, 'Đang xử lý', story.code);
	assert.equal(await processing.getByRole('link', { name: 'Yêu cầu bổ sung, hoàn thiện hồ sơ', exact: true }).count(), 0,
		'asked once');
	await draft(processing, watch);
	await forward(processing, 'processing', watch);
	const head = await officer('section_head');

	await openFrom(head, 'Chờ duyệt', story.code);
	await look(head, 'section-head', 'dossier');
	await forward(head, 'section-head', watch, 'Đã soát xét.');
	const leader = await officer('leader');

	await openFrom(leader, 'Chờ duyệt', story.code);
	await look(leader, 'leader', 'dossier');
	await approve(leader, watch);
	const clerk = story.clerk = await officer('clerk');

	await openFrom(clerk, 'Chờ cấp số, phát hành', story.code);
	await look(clerk, 'clerk', 'dossier');
	await issue(clerk, watch);
	await look(clerk, 'clerk', 'dossier-published');
});

chapter('the citizen is told, downloads the result and rates', async () => {
	const page = story.citizen;

	await nextMail(story.address, { pattern: /kết quả/i });
	await page.goto('/tai-khoan');
	await go(page, page.getByRole('link', { name: PROCEDURE }).first());
	await look(page, 'citizen', 'dossier-result');
	const [download] = await Promise.all([page.waitForEvent('download'),
		page.getByRole('region', { name: 'Kết quả giải quyết' }).getByRole('link').first().click()]);

	assert.match(download.suggestedFilename(), /\.pdf$/);
	await follow(page, 'Đánh giá việc giải quyết hồ sơ');
	await look(page, 'citizen', 'rate');
	await press(page, 'Gửi đánh giá');
	await lookAtError(page, 'citizen', 'rate-error');
	for (const question of await page.getByRole('group').all())
		await question.getByLabel('Rất hài lòng', { exact: true }).check();
	await press(page, 'Gửi đánh giá');
	await page.getByText('Cảm ơn ông/bà đã gửi đánh giá.').waitFor();
	await look(page, 'citizen', 'rated');
});

chapter('tracking shows three views; the code alone tells nothing personal', async () => {
	const page = await person();

	await page.goto('/tra-cuu');
	await look(page, 'citizen', 'track');
	await field(page, 'Mã hồ sơ hoặc số hồ sơ nộp').fill('H01.21-261123-9999');
	await press(page, 'Tra cứu');
	await lookAtError(page, 'citizen', 'track-error', /Không tìm thấy/);
	await field(page, 'Mã hồ sơ hoặc số hồ sơ nộp').fill(story.code);
	await press(page, 'Tra cứu');
	await look(page, 'citizen', 'track-code');
	const html = await page.content();

	for (const personal of [CITIZEN.name, CITIZEN.number, CITIZEN.phone, CITIZEN.phone.replaceAll(' ', ''), story.address,
		'Lê Văn Khoa', 'Hẹn trả kết quả'])
		assert.ok(!html.includes(personal), `${personal} is shown to anybody with the code`);
	assert.match(await page.locator('main').innerText(), /Mức độ hoàn thành:\s*\d+%/);
	await page.goto('/tra-cuu');
	await field(page, 'Mã hồ sơ hoặc số hồ sơ nộp').fill(story.code);
	await field(page, 'Mã bảo mật tra cứu').fill(story.secret);
	await press(page, 'Tra cứu');
	await look(page, 'citizen', 'track-secret');
	await page.getByText('Cách tính ngày hẹn trả').click();
	const explained = await page.locator('main').innerText();

	assert.match(explained, /Hẹn trả kết quả/);
	assert.match(explained, /bổ sung/, 'the days of waiting are explained');
});

chapter('dvcctl verify confirms the chain', () => {
	const { binaries, config_dir: conf } = env();
	const said = execFileSync(join(binaries, 'motcua-dvcctl'), ['--config', join(conf, 'common.conf'), '--config',
		join(conf, 'dvcctl.conf'), 'verify', story.code], { encoding: 'utf8' });

	assert.match(said, new RegExp(story.code.replaceAll('.', '\\.')));
});

chapter('the citizen\'s part works the same without script', async () => {
	const page = await person({ javaScriptEnabled: false });
	const { number } = await fileOnline(page, hurry, env(), newAddress('khong-js'));

	await pay(page, hurry);
	await page.goto('/tai-khoan');
	await go(page, page.getByRole('link', { name: PROCEDURE }).first());
	assert.ok((await page.locator('main').innerText()).includes(number));
});
