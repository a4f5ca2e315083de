// The pages of fees as people see them: what is owed, leaving, coming back, receipts, the cashier's desk.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { closeBrowser, person, shot } from '../support/browser.mjs';
import { startInstance } from '../support/env.mjs';
import * as pay from '../support/payments.mjs';
import { go } from './people.mjs';

let instance;
let office;

before(async () => {
	instance = await startInstance('payment-browser', { modules: ['payment'], demo: false });
	office = pay.agency(instance);
});
after(async () => {
	await closeBrowser();
	await instance?.stop();
});

async function pageOf(client, options) {
	const page = await person({ instance, ...options });

	await page.context().addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: instance.base_url })));
	return page;
}

test('a citizen pays without script: bill, way out, the platform, way back, receipt', async () => {
	const lan = pay.citizen(instance);
	const free = { ...pay.LINES[1], code: 'mien', name: 'Lệ phí cấp đổi', unit_price: 0, amount: 0 };
	const filed = pay.dossier(lan, office, { lines: [...pay.LINES, free] }, instance);
	const page = await pageOf(lan, { javaScriptEnabled: false });
	const seen = await pageOf(lan);

	await page.goto('/thanh-toan');
	await page.goto(`/thanh-toan/${filed.number}`);
	await seen.goto('/thanh-toan');
	await shot(seen, 'citizen', 'payment-mine');
	await seen.goto(`/thanh-toan/${filed.number}`);
	await shot(seen, 'citizen', 'payment-pay');
	await go(page, page.getByRole('button', { name: 'Thanh toán' }));
	assert.match(page.url(), /roi-trang/);
	await seen.goto(page.url());
	await shot(seen, 'citizen', 'payment-leave');
	const back = `/thanh-toan/tro-ve/payplat?MaThamChieu=${new URL(page.url()).searchParams.get('ma')}`;

	await seen.goto(back);
	await shot(seen, 'citizen', 'payment-waiting');
	await go(page, page.getByRole('link', { name: 'Đến trang thanh toán' }));
	await go(page, page.getByRole('button', { name: 'Thanh toán thành công' }));
	await page.getByRole('heading', { name: 'Đã thanh toán' }).waitFor();
	await seen.goto(back);
	await shot(seen, 'citizen', 'payment-paid');
	await go(page, page.getByRole('link', { name: 'Xem biên lai' }));
	await seen.goto(page.url());
	await shot(seen, 'citizen', 'payment-receipts');
	await seen.goto(`/thanh-toan/${filed.number}`);
	await shot(seen, 'citizen', 'payment-bill-paid');
	await seen.goto('/');
	await shot(seen, 'citizen', 'payment-home');
});

test('a payment that failed can be tried again; a gateway that was not chosen is named', async () => {
	const lan = pay.citizen(instance);
	const filed = pay.dossier(lan, office, {}, instance);
	const page = await pageOf(lan);

	await page.goto(`/thanh-toan/${filed.number}`);
	await page.getByLabel('VNPAY').check();
	await go(page, page.getByRole('button', { name: 'Thanh toán' }));
	await go(page, page.getByRole('link', { name: 'Đến trang thanh toán' }));
	await go(page, page.getByRole('button', { name: 'Hủy thanh toán' }));
	await shot(page, 'citizen', 'payment-failed');
	await go(page, page.getByRole('link', { name: 'Thanh toán lại' }));
	await page.evaluate(() => document.querySelectorAll('input[type=radio]').forEach((radio) => radio.remove()));
	await go(page, page.getByRole('button', { name: 'Thanh toán' }));
	await shot(page, 'citizen', 'payment-error');
});

test('the cashier takes cash, is told of too little, and sees the day', async () => {
	const cashier = pay.officer(office, 'cashier', instance);
	const filed = pay.dossier(null, office, {}, instance);
	const page = await pageOf(cashier);

	for (let i = 0; i < 3; i++)
		pay.dossier(null, office, {}, instance);
	await page.goto(`/can-bo/thu-ngan/${filed.number}`);
	await shot(page, 'cashier', 'payment-demand');
	await page.getByLabel('Số tiền nhận').fill('20.000');
	await go(page, page.getByRole('button', { name: 'Thu tiền và lập biên lai' }));
	await shot(page, 'cashier', 'payment-too-little');
	await page.getByLabel('Số tiền nhận').fill('100.000');
	await go(page, page.getByRole('button', { name: 'Thu tiền và lập biên lai' }));
	await page.getByText('trả lại 50.000 đồng').waitFor();
	await shot(page, 'cashier', 'payment-taken');
	await page.goto('/can-bo/thu-ngan/trong-ngay');
	await shot(page, 'cashier', 'payment-takings');
});
