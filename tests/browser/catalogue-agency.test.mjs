// An administrator merges two communes in the browser: plans it, reads the dry run, orders it, and citizens who come to the old
// address find the successor. On an instance of its own: what is merged stays merged.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeBrowser, person, shot, signIn } from '../support/browser.mjs';
import { sql } from '../support/db.mjs';
import { startInstance, until } from '../support/env.mjs';
import { go } from './people.mjs';

const ROOT = '/can-bo/danh-muc/co-quan';
let instance, page;

before(async () => {
	instance = await startInstance('browser-agency', { modules: ['catalogue', 'submission', 'workflow'] });
	page = await person({ instance });
	await signIn(page, 'administrator', instance);
});
after(async () => {
	await closeBrowser();
	await instance?.reset();
});

const field = (label) => page.getByLabel(label, { exact: true });
const press = (name) => go(page, page.getByRole('button', { name, exact: true }));

async function fillDate(name, iso) {
	const [year, month, day] = iso.split('-');

	await page.locator(`#${name}`).fill(day);
	await page.locator(`#${name}-month`).fill(month);
	await page.locator(`#${name}-year`).fill(year);
}

test('the tree, one agency and its public page can be read and changed by keyboard and on a telephone', async () => {
	await page.goto(ROOT);
	await shot(page, 'administrator', 'agencies');
	await go(page, page.getByRole('link', { name: 'Ủy ban nhân dân xã Núi Cao' }).first());
	await shot(page, 'administrator', 'agency');
	await field('Mã cơ quan cấp trên (không bắt buộc)').fill('H01.23');
	await press('Lưu');
	await page.getByRole('alert').waitFor();
	await shot(page, 'administrator', 'agency-error');
	await page.goto(`${ROOT}/H01.23/trang`);
	await shot(page, 'administrator', 'agency-page');
	await page.goto(`${ROOT}/noi-nhan/2.000635`);
	await shot(page, 'administrator', 'offerings');
	await page.goto(`${ROOT}/them`);
	await shot(page, 'administrator', 'agency-new');
});

test('two communes are merged: dry run, order, and the old address leads on', async () => {
	const today = sql('SELECT DATE(NOW() + INTERVAL 7 HOUR) AS day', instance)[0].day;

	await page.goto(`${ROOT}/sap-xep`);
	await go(page, page.getByRole('link', { name: 'Sáp nhập, chia tách, đổi tên, giải thể' }));
	await shot(page, 'administrator', 'operation-new');
	await press('Lập kế hoạch và xem trước');
	await page.getByRole('alert').waitFor();
	await page.locator('#kind').selectOption('merge');
	await page.locator('#ends').fill('H01.23');
	await page.locator('#succeeds').fill('H01.22');
	await page.locator('#decision_no').fill('99/NQ-HĐND');
	await fillDate('decision_date', today);
	await fillDate('effective', today);
	await press('Lập kế hoạch và xem trước');
	await page.getByRole('heading', { name: 'Xem trước: những nội dung sẽ chuyển' }).waitFor();
	await shot(page, 'administrator', 'operation-dry-run');
	assert.equal(sql("SELECT valid_to FROM agency WHERE code = 'H01.23'", instance)[0].valid_to, null, 'a dry run changes nothing');
	page.once('dialog', (dialog) => dialog.accept());
	await press('Cho thực hiện vào ngày có hiệu lực');
	await page.getByText('Chờ đến ngày').or(page.getByText('Đã thực hiện')).first().waitFor();
	await until(() => sql("SELECT valid_to FROM agency WHERE code = 'H01.23'", instance)[0].valid_to !== null, 'the merger', 30);
	await page.reload();
	await shot(page, 'administrator', 'operation-applied');
	await page.goto(`${ROOT}/H01.23`);
	await shot(page, 'administrator', 'agency-ended');

	const { slug } = sql("SELECT slug FROM agency WHERE code = 'H01.23'", instance)[0];
	const next = sql("SELECT slug FROM agency WHERE code = 'H01.22'", instance)[0].slug;
	const citizen = await person({ instance });

	await until(async () => {
		await citizen.goto(`/co-quan/${slug}`);
		return citizen.waitForURL(`**/co-quan/${next}`, { timeout: 1000 }).then(() => true, () => false);
	}, 'the old address to lead on', 30);
	await shot(citizen, 'citizen', 'agency-successor');
});
