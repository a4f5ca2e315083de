// A manager's journey through the views over the catalogue: from a number to the list behind it, a target set, a list by decision
// drawn up and issued by another person, a unit's request answered in time. Both widths, axe on every page and on its errors.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { closeBrowser, person, shot, signIn } from '../support/browser.mjs';
import { sql } from '../support/db.mjs';
import { startInstance } from '../support/env.mjs';
import { go } from './people.mjs';

const HERE = '/can-bo/danh-muc';
let instance, controller, approver, drafter;

before(async () => {
	instance = await startInstance('catalogue-govern-browser', { modules: ['catalogue'] });
	sql(`INSERT INTO dossier (filing_number, secret_hash, state, version, channel, procedure_version_id, procedure_code, procedure_name,
		agency_receiving_id, agency_solving_id, applicant_name, subject, result_channel, clock_policy, filed_at)
		SELECT CONCAT('GOV-', agency.id, '-', seq), X'${'00'.repeat(32)}', 'submitted', 1, IF(seq % 3, 'counter', 'online'), 1,
		ELT(1 + seq % 4, 'DV.000009', 'DV.000010', 'DV.000011', '2.000635'), 'x', agency.id, agency.id, 'x', 'x', 'online', '',
		NOW(6) - INTERVAL 60 DAY FROM seq_1_to_500 JOIN agency ON agency.code IN ('H01.10', 'H01.11')`, instance);
	execFileSync(join(instance.binaries, 'motcua-catalogue'), ['--config', join(instance.config_dir, 'common.conf'), '--config',
		join(instance.config_dir, 'catalogue.conf'), '--verb', 'traffic']);
	controller = await person({ instance });
	approver = await person({ instance });
	drafter = await person({ instance });
	await signIn(controller, 'controller', instance);
	await signIn(approver, 'approver', instance);
	await signIn(drafter, 'drafter', instance);
});
after(async () => {
	await closeBrowser();
	await instance?.reset();
});

const press = (page, action) => go(page, page.locator(`form[action$="${action}"] button[type=submit]`).first());
const follow = (page, link) => go(page, page.locator(link).first());
const day = async (page, name, text) => {
	const [d, m, y] = text.split('/');

	for (const [part, value] of [['day', d], ['month', m], ['year', y]])
		await page.fill(`[name="${name}.${part}"]`, value);
};

test('from the roadmap to a target, and from a number to the list behind it', async () => {
	await controller.goto(HERE);
	await follow(controller, 'nav a[href$="/lo-trinh"]');
	await shot(controller, 'manager', 'roadmap');
	await follow(controller, 'a[href$="/chi-tieu"]');
	await press(controller, '/chi-tieu');
	await controller.waitForSelector('[data-error-summary]');
	await shot(controller, 'manager', 'target-error');
	await controller.selectOption('[name=kind]', 'level_share');
	await controller.selectOption('[name=level]', 'full');
	await controller.fill('[name=value]', '55,7%');
	await day(controller, 'due_on', '31/12/2026');
	await controller.fill('[name=source]', 'Kế hoạch số 12/KH-UBND');
	await press(controller, '/chi-tieu');
	await controller.waitForURL(/da-luu=1/);
	await shot(controller, 'manager', 'targets');
	await controller.goto(`${HERE}/lo-trinh?theo=cap`);
	const cell = controller.locator('table').last().locator('tbody tr').first().locator('td a').first();
	const count = await cell.textContent();

	await go(controller, cell);
	assert.match(await controller.textContent('main h2'), new RegExp(`^${count} thủ tục`));
	await shot(controller, 'manager', 'behind');
	await follow(controller, 'tbody th a');
	await shot(controller, 'manager', 'service-plan');
	await controller.goto(`${HERE}/lo-trinh/truc-tuyen`);
	await shot(controller, 'manager', 'online-share');
});

test('the quality report, with a reminder to a unit', async () => {
	await controller.goto(`${HERE}/chat-luong`);
	await shot(controller, 'manager', 'quality');
	await press(controller, '/nhac');
	await controller.waitForURL(/da-nhac=1/);
});

test('a list by decision: drawn up by one person, issued by another', async () => {
	await controller.goto(`${HERE}/danh-sach`);
	await shot(controller, 'manager', 'lists');
	await controller.selectOption('[name=kind]', 'online');
	await press(controller, '/danh-sach');
	await controller.waitForURL(/da-lap=1/);
	await shot(controller, 'manager', 'list-draft');
	await approver.goto(controller.url().split('?')[0]);
	await approver.fill('[name=decision_no]', '77/QĐ-UBND');
	await day(approver, 'decision_date', '20/11/2026');
	await day(approver, 'effective_from', '01/12/2026');
	approver.on('dialog', (dialog) => dialog.accept());
	await press(approver, '/ban-hanh');
	await approver.waitForURL(/da-ban-hanh=1/);
	await shot(approver, 'manager', 'list-issued');
});

test('a unit\'s request is filed and refused with a reason', async () => {
	await drafter.goto(`${HERE}/de-nghi/moi`);
	await shot(drafter, 'drafter', 'request-form');
	await drafter.selectOption('[name=kind]', 'amend');
	await drafter.fill('[name=code]', 'DV.000001');
	await drafter.fill('[name=text]', 'Thông tư mới bỏ bản sao căn cước khỏi thành phần hồ sơ.');
	await press(drafter, '/de-nghi');
	await drafter.waitForURL(/da-gui=1/);
	await shot(drafter, 'drafter', 'request');
	await controller.goto(`${HERE}/de-nghi`);
	await shot(controller, 'manager', 'requests');
	await follow(controller, 'tbody th a');
	await controller.fill('[name=reason]', 'Thông tư chưa có hiệu lực.');
	await press(controller, '/tu-choi');
	await controller.waitForURL(/da-ghi=1/);
	await shot(controller, 'manager', 'request-refused');
	await controller.goto(`${HERE}/han-cong-bo?nam=2025`);
	await shot(controller, 'manager', 'deadlines');
});

test('on a phone every column of a table is read without moving it sideways', async () => {
	await controller.setViewportSize({ width: 390, height: 900 });
	for (const path of ['', '/lo-trinh', '/lo-trinh/chi-tieu', '/chat-luong', '/danh-sach', '/de-nghi', '/han-cong-bo?nam=2025', '/bai-viet',
		'/thu-tuc/DV.000015']) {
		await controller.goto(HERE + path);
		assert.deepEqual(await controller.$$eval('.mc-table-scroll', (all) => all.filter((one) => one.scrollWidth > one.clientWidth)
			.map((one) => one.getAttribute('aria-label'))), [], path);
	}
});

test('the Chairman finds the decision that waits for him as the button of the page', async () => {
	sql(`UPDATE procedure_version SET state = 'controlled' WHERE id = (SELECT MAX(v.id) FROM procedure_version v
		JOIN procedure_item i ON i.id = v.procedure_id WHERE i.code = 'DV.000016')`, instance);
	await approver.goto(`${HERE}/thu-tuc/DV.000016`);
	assert.equal(await approver.locator('.govuk-button-group a.govuk-button').first().textContent(), 'Ghi quyết định công bố');
});
