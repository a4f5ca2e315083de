// The counter's pages as an officer sees them, in both widths, with axe: list, dossier, decisions, registration, papers.
// A paper dossier is registered by keyboard alone.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { closeBrowser, person, shot } from '../support/browser.mjs';
import { quote, sql } from '../support/db.mjs';
import { setClock } from '../support/clock.mjs';
import { fileDossier, officerClient, startOffice } from '../support/office.mjs';
import { go } from './people.mjs';

let instance;
let client;
let page;

before(async () => {
	let office;

	({ instance, office } = await startOffice('workflow-browser'));
	setClock('2026-11-23T09:00:00+07:00', instance);
	client = officerClient(instance, office.officers.intake);
	page = await person({ instance });
	await page.context().addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: instance.base_url })));
});
after(async () => {
	await closeBrowser();
	await instance?.reset();
});

const look = async (path, name) => {
	await page.goto(instance.base_url + path);
	await shot(page, 'intake', name);
};

test('the work list, its filters and one dossier', async () => {
	for (let n = 0; n < 27; n++)
		fileDossier(instance, { applicant: ['Nguyễn Văn An', 'Trần Thị Bích Ngọc', 'Công ty TNHH Hoàng Gia'][n % 3] });
	const late = fileDossier(instance, { applicant: 'Trần Thị Muộn', state: 'in_progress', dueAt: "'2026-11-20 10:30:00'" });

	await look('/can-bo/ho-so', 'list');
	await look('/can-bo/ho-so?queue=tat-ca&q=tran&channel=online', 'list-filtered');
	await look('/can-bo/ho-so?queue=tat-ca&q=khong-co-ai', 'list-empty');
	await look(`/can-bo/ho-so/${late}?queue=qua-han`, 'dossier-overdue');
	await look('/can-bo/ho-so/H99.1-999999-0000', 'not-found');
});

test('j and Enter open the next dossier of the list', async () => {
	await page.goto(`${instance.base_url}/can-bo/ho-so`);
	await page.keyboard.press('j');
	await page.keyboard.press('j');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/can-bo\/ho-so\/H99\.1-T000000-00002\?queue=tiep-nhan/);
});

test('asking, refusing and accepting', async () => {
	const number = fileDossier(instance, { applicant: 'Lê Thị Hương Giang' });

	await look(`/can-bo/ho-so/${number}?queue=tiep-nhan`, 'dossier');
	await look(`/can-bo/ho-so/${number}/yeu-cau-bo-sung`, 'ask');
	await go(page, page.locator('main form button[type=submit]').first());
	await page.waitForSelector('[data-error-summary]');
	await shot(page, 'intake', 'ask-error');
	await look(`/can-bo/ho-so/${number}/tu-choi`, 'refuse');
	await page.goto(`${instance.base_url}/can-bo/ho-so/${number}`);
	await go(page, page.locator('main form button[type=submit]').first());
	assert.match(page.url(), /done=receive/);
	await shot(page, 'intake', 'dossier-received');
	await look(`${new URL(page.url()).pathname}/giay-tiep-nhan`, 'receipt-online');
	await look(`${new URL(page.url()).pathname.replace('giay-tiep-nhan', 'phieu-kiem-soat')}`, 'control-sheet');
});

test('forms 02 and 03', async () => {
	const number = fileDossier(instance);

	await client.post(`/can-bo/ho-so/${number}/yeu-cau-bo-sung`, { version: 1, items: 'Ảnh 3x4\nBản sao giấy khai sinh',
		reason: 'Thiếu thành phần hồ sơ' });
	await look(`/can-bo/ho-so/${number}/phieu-bo-sung`, 'supplement-request');
	await client.post(`/can-bo/ho-so/${number}/tu-choi`, { version: 2, reason: 'Không thuộc thẩm quyền giải quyết của xã.' });
	await look(`/can-bo/ho-so/${number}/phieu-tu-choi`, 'refusal');
});

test('a paper dossier is registered by keyboard alone, to the printed receipt', async () => {
	await look('/can-bo/tai-quay', 'counter');
	await page.focus('#person');
	await page.keyboard.type('001090000123');
	await page.keyboard.press('Tab');
	await page.keyboard.type('9.000001');
	await page.keyboard.press('Enter');
	await page.waitForURL(/tai-quay\/9\.000001/);
	await shot(page, 'intake', 'register');
	await page.focus('[id="applicant.name"]');
	await page.keyboard.press('Enter');
	await page.waitForSelector('[data-error-summary]');
	await shot(page, 'intake', 'register-error');
	await page.focus('[id="applicant.name"]');
	for (const text of ['Lê Văn Bình', '', '0912345679', 'Thôn Đoài, xã An Bình']) {
		await page.keyboard.type(text);
		await page.keyboard.press('Tab');
	}
	await page.keyboard.press('Enter');
	await page.waitForURL(/giay-tiep-nhan$/);
	await shot(page, 'intake', 'receipt');
	assert.match(await page.textContent('main'), /Tiếp nhận hồ sơ của: Lê Văn Bình/);
	assert.match(await page.textContent('main'), /001090000123/);
});

const ASKED = JSON.stringify({ type: 'default', id: 'quay', schemaVersion: 18, components: [
	{ type: 'radio', id: 'f-ai', key: 'ai', label: 'Ai nộp', values: [{ value: 'minh', label: 'Chính mình' }, { value: 'thay', label: 'Nộp thay' }] },
	{ type: 'filepicker', id: 'f-uy-quyen', key: 'uy_quyen', label: 'Văn bản ủy quyền', validate: { required: true },
		conditional: { hide: '=ai = null or ai != "thay"' } }] });

test('a question that decides a paper is answered by keyboard: the list that it changes is shown once, Enter goes on', async () => {
	sql(`INSERT INTO form_version (id, code, version_no, content, sha256, created_at) VALUES (945, 'QUAY', 1, ${quote(ASKED)}, X'${'00'.repeat(32)}', NOW(6));
		UPDATE procedure_version SET form_version_id = 945 WHERE id = 902`, instance);
	await page.goto(`${instance.base_url}/can-bo/tai-quay/9.000002`);
	await page.fill('[id="applicant.name"]', 'Lê Văn Bình');
	await page.fill('[id="applicant.address"]', 'Thôn Đoài');
	await page.focus('[name=ai][value=thay]');
	await page.keyboard.press('Space');
	await page.focus('[id="applicant.name"]');
	await page.keyboard.press('Enter');
	await page.waitForSelector('[data-error-summary]');
	await shot(page, 'intake', 'register-changed');
	assert.match(await page.textContent('[data-error-summary]'), /Câu trả lời làm thay đổi giấy tờ/);
	const row = page.locator('tr', { hasText: 'Văn bản ủy quyền' });

	assert.match(await row.textContent(), /bắt buộc/);
	await row.locator('input').first().fill('1');
	await page.keyboard.press('Enter');
	await page.waitForURL(/giay-tiep-nhan$/);
	assert.match(await page.textContent('main'), /Văn bản ủy quyền/);
});
