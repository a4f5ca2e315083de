// An administrator brings procedures in: the file is looked at, the report is read, the order is given, citizens' procedures
// are there; each page is looked at in both widths.
import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { closeBrowser, person, shot, signIn } from '../support/browser.mjs';
import { sql } from '../support/db.mjs';

const LIST = `code,name,sector,level,agency,term_text,fee_text,service_level,legal_basis,source
9.700001,Cấp giấy xác nhận thử nghiệm,Lĩnh vực thử,xã,UBND cấp xã,3 ngày làm việc,8.000 đồng/bản,toàn trình,Luật thử,QĐ 1/QĐ-UBND 20/11/2025
9.700002,Thủ tục có thời hạn chưa rõ,Lĩnh vực thử,xã,UBND cấp xã,3 ngày hoặc 5 ngày,Miễn phí,một phần,,QĐ 1/QĐ-UBND
,Cấp bản sao trích lục hộ tịch,Hộ tịch,xã,,Ngay trong ngày,,,,
`;

after(closeBrowser);

test('dry run, report, order: an administrator brings a list in', async () => {
	const page = await person();

	await signIn(page, 'administrator');
	await page.goto('/can-bo/danh-muc/nhap');
	await shot(page, 'administrator', 'import');
	await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
	await page.locator('.govuk-error-summary').waitFor();
	await page.setInputFiles('#file', { name: 'thu-tuc.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
	await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click();
	await page.waitForURL(/\/nhap\/\d{8}-/);
	await page.getByText('Chờ quyết định').waitFor({ timeout: 60000 });
	await shot(page, 'administrator', 'import-report');
	await page.getByText('có nhiều thời hạn mà không nêu rõ').first().waitFor();
	await page.getByText('Thủ tục có tên gần giống').waitFor();
	await page.getByLabel('Công bố theo quyết định', { exact: true }).check();
	await page.getByRole('button', { name: 'Ghi vào danh mục' }).click();
	await page.getByRole('link', { name: 'Nhập số quyết định công bố' }).waitFor();
	await shot(page, 'administrator', 'import-refused');
	await page.getByLabel('Số quyết định công bố').fill('7/QĐ-UBND');
	await page.getByRole('button', { name: 'Ghi vào danh mục' }).click();
	await page.getByText('Đã ghi', { exact: true }).waitFor({ timeout: 60000 });
	await shot(page, 'administrator', 'import-written');
	assert.equal(sql("SELECT COUNT(*) AS n FROM procedure_in_force WHERE code LIKE '9.70000%'")[0].n, '2');
	await page.goto('/can-bo/danh-muc/xuat');
	await shot(page, 'administrator', 'export');
	assert.deepEqual(page.complaints, []);
});
