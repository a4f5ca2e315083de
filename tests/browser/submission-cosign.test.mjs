// A couple registers its marriage on two telephones: one files, the other reads and confirms, also without script.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { begin, citizen } from '../api/citizen.mjs';
import { closeBrowser, person } from '../support/browser.mjs';
import { address, fill, fresh, invitation, marriage, SPOUSE } from '../support/couple.mjs';
import { env } from '../support/env.mjs';
import { arrived, codeIn, nextMail } from '../support/mail.mjs';
import { field, follow, look, lookAtError, press, storyteller } from './people.mjs';

const chapter = storyteller();
const story = {};
let procedure;

before(() => {
	procedure = marriage('KT.000004');
	fresh();
});
after(async () => {
	await closeBrowser();
	procedure.drop();
});

const text = (page) => page.locator('main').innerText();

chapter('he fills in the form; at the end he is told that she must confirm, and she is invited', async () => {
	const client = await citizen();
	const page = story.his = await person();

	story.her = address();
	story.draft = await begin(client, procedure.code);
	await fill(client, story.draft, { spouse: story.her });
	await page.context().addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: env().base_url })));
	await page.goto(`${story.draft}/kiem-tra`);
	assert.match(await text(page), /hồ sơ chỉ được nộp khi mọi người cùng ký đã xác nhận/);
	await page.getByLabel(/Tôi cam đoan/).check();
	await press(page, 'Gửi lời mời cùng ký');
	assert.match(await text(page), /Hồ sơ chưa được nộp/);
	await look(page, 'citizen', 'cosign-wait');
	story.code = await invitation(story.her);
});

chapter('he can print the invitation with its QR code', async () => {
	await follow(story.his, `In phiếu mời ${SPOUSE}`);
	assert.equal(await story.his.locator('svg').count(), 1);
	await look(story.his, 'citizen', 'cosign-sheet');
	await story.his.goto(`${story.draft}/cung-ky`);
});

chapter('she types the code from the paper, first wrongly, on a telephone without script', async () => {
	const page = story.hers = await person({ javaScriptEnabled: false });

	await page.goto('/cung-ky');
	await field(page, 'Mã lời mời').fill('H7KM-2QPX');
	await press(page, 'Tiếp tục');
	assert.match(await page.locator('.govuk-error-summary').innerText(), /Không tìm thấy lời mời này/);
	await field(page, 'Mã lời mời').fill(story.code.replace(/(.{4})(?=.)/g, '$1-').toLowerCase());
	await press(page, 'Tiếp tục');
	assert.doesNotMatch(await text(page), /Nguyễn Văn Bình/);
});

chapter('a code sent to her opens it: a wrong one does not', async () => {
	const page = story.hers = await person();

	await page.goto(`/cung-ky?ma=${story.code}`);
	await look(page, 'citizen', 'cosign-invite');
	const seen = await arrived(story.her);

	await press(page, 'Gửi mã xác thực');
	const code = codeIn(await nextMail(story.her, { pattern: /Mã xác thực/, seen }));

	await page.getByRole('textbox').fill(code === '123456' ? '654321' : '123456');
	await press(page, 'Tiếp tục');
	await lookAtError(page, 'citizen', 'cosign-code-error', /không đúng/);
	const old = await arrived(story.her);

	await press(page, 'Gửi lại mã khác');
	await page.getByRole('textbox').fill(codeIn(await nextMail(story.her, { pattern: /Mã xác thực/, seen: old })));
	await press(page, 'Tiếp tục');
	assert.match(await text(page), /Nguyễn Văn Bình/);
	await look(page, 'citizen', 'cosign-read');
});

chapter('she must say that she has read it; then it is filed, and both see the number', async () => {
	await press(story.hers, 'Xác nhận cùng ký');
	await lookAtError(story.hers, 'citizen', 'cosign-read-error', /Hãy đánh dấu/);
	await story.hers.getByLabel(/Tôi đã đọc toàn bộ/).check();
	await press(story.hers, 'Xác nhận cùng ký');
	await look(story.hers, 'citizen', 'cosign-filed');
	const number = await story.hers.locator('.mc-code').first().innerText();

	await story.his.reload();
	assert.match(story.his.url(), /\/da-nop$/);
	assert.ok((await text(story.his)).includes(number), number);
});
