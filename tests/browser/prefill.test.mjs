// A citizen lets the population register fill a form in: VNeID vouches for her, she reads what is asked and agrees, checks what came and
// files. On a phone of another day the register is away: she reads so, in plain words, and types.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin, citizen } from '../api/citizen.mjs';
import { closeBrowser, person, shot } from '../support/browser.mjs';
import { env } from '../support/env.mjs';
import { formProcedure } from '../support/form_procedure.mjs';
import { somebody, tellRegister } from '../support/people.mjs';
import { go } from './people.mjs';

const text = (id, label, prefill, more = {}) => ({ type: 'textfield', id: `f-${id}`, key: id.replaceAll('-', '_'), label,
	properties: { prefill, ...more } });
const FORM = { type: 'default', id: 'F', schemaVersion: 18, components: [
	text('ten', 'Họ và tên', 'population.full_name', { kind: 'name', prefill_locked: 'yes' }),
	{ type: 'datetime', subtype: 'date', id: 'f-sinh', key: 'sinh', dateLabel: 'Ngày sinh', label: 'Ngày sinh',
		properties: { prefill: 'population.birth_date', prefill_locked: 'yes' } },
	{ ...text('cu-tru', 'Nơi thường trú', 'population.address', { kind: 'address' }), validate: { required: true } },
	// A question that a locked answer calls forth: the browser sees it as the server does.
	{ ...text('nghe', 'Nghề nghiệp của người trên 18 tuổi', 'earlier.answer'), conditional: { hide: '=sinh = null or sinh > date("2008-01-01")' } },
] };
let procedure;

before(() => { procedure = formProcedure('KT.000004', FORM); });
after(() => procedure.drop());
after(closeBrowser);

async function applicant(self, options) {
	const client = await citizen();
	const draft = await begin(client, procedure.code);
	const page = await person(options);

	await page.context().addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: env().base_url })));
	await page.goto(`${draft}/tiep`);
	await go(page, page.getByRole('link', { name: 'Lấy thông tin của tôi' }));
	await go(page, page.getByRole('link', { name: 'Xác thực danh tính bằng VNeID' }));
	for (const [label, value] of [['Họ và tên', self.name], ['Số định danh', self.number], ['Ngày sinh', self.birth]])
		await page.getByLabel(label).fill(value);
	await go(page, page.getByRole('button', { name: 'Đồng ý' }));
	await page.getByText('001******').waitFor();
	return { page, draft };
}

test('she agrees, and need not state what the register knows', async () => {
	const self = somebody('Phạm Thị Hạnh');
	const { page } = await applicant(self);

	await shot(page, 'citizen', 'register');
	await go(page, page.getByRole('button', { name: 'Tôi đồng ý, lấy thông tin' }));
	await page.getByText('Đã lấy được thông tin từ Cơ sở dữ liệu quốc gia về dân cư').waitFor();
	assert.equal(await page.getByText(self.name, { exact: true }).count(), 1);
	assert.equal(await page.getByText('12/05/1990').count(), 1);
	assert.equal(await page.getByRole('textbox', { name: 'Họ và tên' }).count(), 0, 'not asked');
	assert.equal(await page.getByLabel('Nơi thường trú').inputValue(), 'Số 12, đường Hòa Bình, Tỉnh Mẫu');
	assert.ok(await page.getByLabel('Nghề nghiệp của người trên 18 tuổi').isVisible());
	await shot(page, 'citizen', 'prefilled');
	await page.getByLabel('Nghề nghiệp của người trên 18 tuổi').fill('Giáo viên');
	await go(page, page.getByRole('button', { name: 'Lưu và tiếp tục' }));
	await page.waitForURL(/giay-to|kiem-tra/);
	assert.deepEqual(page.complaints, []);
});

test('the register is away: said in words, she types, also without script', async () => {
	const self = somebody('Phạm Thị Yên');

	await tellRegister(env(), self.number, { mode: 'down' });
	const { page, draft } = await applicant(self, { javaScriptEnabled: false });

	await go(page, page.getByRole('button', { name: 'Tôi đồng ý, lấy thông tin' }));
	await page.getByText('Hiện không kết nối được Cơ sở dữ liệu quốc gia về dân cư').waitFor();
	assert.ok(await page.getByRole('link', { name: 'Thử lấy lại' }).isVisible());
	await page.getByText('Chưa lấy được từ Cơ sở dữ liệu quốc gia về dân cư').waitFor();
	await page.getByLabel('Nơi thường trú').fill('Thôn Đông, xã Bình Yên');
	await page.getByLabel('Nghề nghiệp của người trên 18 tuổi').fill('Giáo viên');
	await go(page, page.getByRole('button', { name: 'Lưu và tiếp tục' }));
	await page.waitForURL((url) => !url.pathname.endsWith('/trang/1'));
	await page.goto(`${draft}/trang/1`);
	assert.equal(await page.getByLabel('Nơi thường trú').inputValue(), 'Thôn Đông, xã Bình Yên');
	assert.deepEqual(page.complaints, []);
});
