// Procedures go out of one installation as a signed file and into another whose catalogue has changed: both pages, their error
// states and the differences looked at.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { closeBrowser, person, shot, signIn } from '../support/browser.mjs';
import { quote, sql } from '../support/db.mjs';
import { env, startInstance } from '../support/env.mjs';

const PATH = '/can-bo/danh-muc/goi';
let source, target, instance, folder;

before(async () => {
	folder = mkdtempSync(join(tmpdir(), 'motcua-bundle-'));
	instance = await startInstance('browser-catalogue-bundle', { modules: ['catalogue'] });
	source = await person();
	target = await person({ instance });
	target.on('dialog', (dialog) => dialog.accept());
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

test('a shared list that differs is shown row by row and taken only by whoever says so', async () => {
	const file = join(folder, 'goi-danh-sach.tar');
	const [{ id, content }] = sql("SELECT id, content FROM form_version WHERE code = '2.000635' ORDER BY version_no DESC LIMIT 1", instance);
	const form = JSON.parse(content);

	form.components[0].components.push({ type: 'select', id: 'noi_thu', key: 'noi_thu', label: 'Nơi thử', properties: { list: 'noi-thu' } },
		{ type: 'textfield', id: 'noi_ro', key: 'noi_ro', label: 'Nói rõ', conditional: { hide: '=noi_thu != "N1"' } });
	sql(`INSERT INTO choice_list (code, name, changed_at) VALUES ('noi-thu', 'Nơi thử của gói', NOW(6));
		INSERT INTO choice_item (list_code, value, label, from_day, position) VALUES ('noi-thu', 'N1', 'Nơi một', '2020-01-01', 1),
		('noi-thu', 'N2', 'Nơi hai', '2020-01-01', 2);
		INSERT INTO form_version (code, version_no, content, sha256, created_at) SELECT code, version_no + 1, ${quote(JSON.stringify(form))}, sha256, NOW(6)
		FROM form_version WHERE id = ${id};
		UPDATE procedure_item SET form_version_id = (SELECT MAX(id) FROM form_version WHERE code = '2.000635') WHERE code = '2.000635'`, instance);
	execFileSync(join(instance.binaries, 'motcua-dvcctl'), ['--config', join(instance.config_dir, 'common.conf'), '--config',
		join(instance.config_dir, 'dvcctl.conf'), 'bundle', 'export', file, '2.000635']);
	sql(`UPDATE choice_item SET label = 'Tên ở đây' WHERE list_code = 'noi-thu' AND value = 'N2';
		DELETE FROM choice_item WHERE list_code = 'noi-thu' AND value = 'N1';
		INSERT INTO choice_item (list_code, value, label, from_day, position) VALUES ('noi-thu', 'N9', 'Chỉ có ở đây', '2020-01-01', 3)`, instance);
	await target.goto(PATH);
	await target.setInputFiles('#file', file);
	await target.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
	await target.waitForURL(/\/goi\/den\//);
	await target.getByText('thiếu lựa chọn mà gói dùng đến (N1').waitFor();
	for (const [change, choice] of [['Đổi tên lựa chọn', 'Tên ở đây'], ['Bỏ lựa chọn', 'Chỉ có ở đây'], ['Thêm lựa chọn', 'Nơi một']])
		await target.getByRole('row', { name: change }).filter({ hasText: choice }).waitFor();
	await shot(target, 'bundle', 'lists');
	// Ours is kept unless somebody says otherwise; it would not do here, and that is said at the question.
	await press(target, 'Ghi gói');
	await target.locator('.govuk-error-summary', { hasText: 'Lấy theo gói' }).waitFor();
	await shot(target, 'bundle', 'lists-lack');
	await target.getByLabel('Danh sách chọn khác với ở đây').selectOption('take');
	await press(target, 'Ghi gói');
	await target.getByText('Đã ghi mọi mục của gói').waitFor();
	assert.deepEqual(sql("SELECT value, label FROM choice_item WHERE list_code = 'noi-thu' AND to_day IS NULL ORDER BY position, value", instance),
		[{ value: 'N1', label: 'Nơi một' }, { value: 'N2', label: 'Nơi hai' }]);
});
