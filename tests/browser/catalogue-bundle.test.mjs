// Procedures go out of one installation as a signed file and into another whose catalogue has changed: both pages, their error
// states and the differences looked at.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { closeBrowser, person, shot, signIn } from '../support/browser.mjs';
import { sql } from '../support/db.mjs';
import { env, startInstance } from '../support/env.mjs';

const PATH = '/can-bo/danh-muc/goi';
let source, target, instance, folder;

before(async () => {
	folder = mkdtempSync(join(tmpdir(), 'motcua-bundle-'));
	instance = await startInstance('browser-catalogue-bundle', { modules: ['catalogue'] });
	source = await person();
	target = await person({ instance });
	await signIn(source, 'administrator');
	await signIn(target, 'administrator', instance);
});
after(async () => {
	rmSync(folder, { recursive: true, force: true });
	await closeBrowser();
	await instance?.reset();
});

const press = (page, name) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name }).first().click()]);

test('three procedures go from one catalogue into another that has a higher fee', async () => {
	const file = join(folder, 'goi-thu-tuc.tar');

	await source.goto(`${PATH}/xuat`);
	await press(source, 'Xuất gói');
	await shot(source, 'bundle', 'make-error');
	await source.getByLabel('Mã thủ tục, mỗi dòng một mã').fill('2.000635\n1.014464\n1.001612');
	await shot(source, 'bundle', 'make');
	const [download] = await Promise.all([source.waitForEvent('download'), source.getByRole('button', { name: 'Xuất gói' }).click()]);

	await download.saveAs(file);
	sql(`INSERT INTO rule_version (code, version_no, content, sha256, created_at) SELECT code, version_no + 1,
		REPLACE(content, '<text>8000</text>', '<text>9000</text>'), sha256, NOW(6) FROM rule_version WHERE code = '2.000635'
		ORDER BY version_no DESC LIMIT 1`, instance);
	await target.goto(PATH);
	await shot(target, 'bundle', 'list');
	// Sent with its progress shown: the page changes without the browser going elsewhere.
	await target.setInputFiles('#file', file);
	await target.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
	await target.locator('.govuk-error-summary', { hasText: 'không nằm trong danh sách tin cậy' }).waitFor();
	await shot(target, 'bundle', 'untrusted');
	writeFileSync(join(instance.config_dir, 'bundle-trusted'), execFileSync(join(env().binaries, 'motcua-dvcctl'),
		['--config', join(env().config_dir, 'common.conf'), '--config', join(env().config_dir, 'dvcctl.conf'), 'bundle', 'key']));
	await target.setInputFiles('#file', file);
	await target.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
	await target.waitForURL(/\/goi\/den\//);
	await target.getByText('Gói ghi được').waitFor();
	await shot(target, 'bundle', 'differences');
	await target.getByLabel('Ghi thành').selectOption('approved');
	target.on('dialog', (dialog) => dialog.accept());
	await press(target, 'Ghi gói');
	await shot(target, 'bundle', 'decision-error');
	await target.getByLabel('Số quyết định').fill('2031/QĐ-UBND');
	for (const [name, day] of [['decision_date', ['28', '11', '2025']], ['from_day', ['21', '11', '2026']]])
		for (const [i, part] of ['day', 'month', 'year'].entries())
			await target.locator(`[name="${name}.${part}"]`).fill(day[i]);
	await press(target, 'Ghi gói');
	// The job writes it; the page moves by itself.
	await target.getByText('Đã ghi mọi mục của gói').waitFor();
	await shot(target, 'bundle', 'applied');
	const [rule] = sql(`SELECT rule.content LIKE '%<text>8000</text>%' AS fee FROM procedure_item item
		JOIN rule_version rule ON rule.id = item.rule_version_id WHERE item.code = '2.000635'`, instance);

	assert.equal(rule.fee, '1');
});
