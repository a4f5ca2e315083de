// Fees from demand to receipt on real servers: what a gateway tells, however often and in whatever order, ends in the same
// books, and money and dossier never disagree.
import { after, afterEach, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { sql } from '../support/db.mjs';
import { startInstance, until } from '../support/env.mjs';
import * as pay from '../support/payments.mjs';
import { sign as signPayplat } from '../simulator/payplat.mjs';
import { canonical, signQuery } from '../simulator/vnpay.mjs';
import { Client } from '../support/http.mjs';

let instance;
let office;

before(async () => {
	instance = await startInstance('payment', { modules: ['payment'], demo: false, processes: 2 });
	office = pay.agency(instance);
});
after(() => instance?.stop());
afterEach(() => {
	assert.match(pay.verb('invariants', instance), /^0 invariants broken/m);
});

const citizen = () => pay.citizen(instance);
const dossier = (owner, options) => pay.dossier(owner, office, options, instance);
const begin = (client, number, method) => pay.begin(client, number, method, instance);

// What PayPlat would send for an attempt.
function confirmation(attempt, over = {}) {
	const message = {
		LoaiBanTin: 'CONFIRM', MaLoi: '00', MaDoiTac: instance.gateways.payplat.partner, MaThamChieu: attempt.merchant_ref,
		SoTien: attempt.amount, MaTienTe: 'VND', MaGiaoDich: `PP${attempt.merchant_ref}`, MaNganHang: 'VCB',
		ThoiGianGD: '20261121103000', ThongTinGiaoDich: 'Nop phi', ...over,
	};

	return { ...message, MaXacThuc: signPayplat(message, instance.gateways.payplat.secret) };
}

async function confirm(message) {
	const body = typeof message === 'string' ? message : JSON.stringify(message);
	const answer = await new Client(instance).request('POST', instance.gateways.payplat.callback_path, {
		body, headers: { 'Content-Type': 'application/json' } });

	return { ...answer, code: answer.status === 200 ? JSON.parse(answer.text).MaLoi : undefined };
}

// What VNPAY would send: fields, and their signed query.
function notice(attempt, over = {}) {
	return {
		vnp_TmnCode: instance.gateways.vnpay.terminal, vnp_Amount: String(Number(attempt.amount) * 100), vnp_BankCode: 'NCB',
		vnp_BankTranNo: 'VNP1', vnp_CardType: 'ATM', vnp_PayDate: '20261121103000', vnp_OrderInfo: 'Nop phi ho so',
		vnp_TransactionNo: `1${attempt.id.padStart(8, '0')}`, vnp_ResponseCode: '00', vnp_TransactionStatus: '00',
		vnp_TxnRef: attempt.merchant_ref, ...over,
	};
}
const query = (fields) => `${canonical(fields)}&vnp_SecureHash=${signQuery(fields, instance.gateways.vnpay.secret)}`;

async function ipn(fieldsOrQuery, method = 'GET') {
	const text = typeof fieldsOrQuery === 'string' ? fieldsOrQuery : query(fieldsOrQuery);
	const answer = await new Client(instance).request(method, `${instance.gateways.vnpay.callback_path}?${text}`);

	return { ...answer, code: answer.status === 200 && answer.text ? JSON.parse(answer.text).RspCode : undefined };
}

test('a citizen pays at the national platform: the dossier goes on, both receipts are numbered', async () => {
	const lan = citizen();
	const filed = dossier(lan);
	const bill = await lan.get(`/thanh-toan/${filed.number}`);

	assert.equal(bill.status, 200, bill.text);
	assert.match(bill.text, /50\.000 đồng/);
	assert.match(bill.text, /Năm mươi nghìn đồng/);
	const { attempt, page, leave } = await begin(lan, filed.number, 'payplat');

	assert.match(page.text, /50\.000 đồng/);
	assert.ok(leave.startsWith(`${instance.simulator_url}/payplat/tra/`), leave);
	assert.match(attempt.merchant_ref, /^[2-9A-HJKMNP-Z]{20}$/);
	const back = await lan.request('POST', leave, { body: 'ket_qua=thanh-cong' });

	assert.equal(back.status, 303);
	const returned = await lan.get(new URL(back.location).pathname + new URL(back.location).search);

	assert.match(returned.text, /Đã thanh toán/);
	assert.equal(pay.stateOf(filed.id, instance), 'submitted');
	const [demand] = pay.demands(filed.id, instance);

	assert.equal(demand.state, 'settled');
	assert.deepEqual(pay.transfers(attempt.merchant_ref, instance).map((t) => [t.debit, t.credit, t.amount]),
		[['GW_PAYPLAT', 'FEE_PHI', '16000'], ['GW_PAYPLAT', 'FEE_LE_PHI', '34000']]);
	assert.deepEqual(pay.receipts(demand.id, instance).map((r) => [r.kind, r.amount, r.series]),
		[['phi', '16000', 'AA-26E'], ['le_phi', '34000', 'AB-26E']]);
	const papers = await lan.get(`/thanh-toan/${filed.number}/bien-lai`);

	assert.match(papers.text, /AA-26E[\s\S]*Mười sáu nghìn đồng[\s\S]*AB-26E[\s\S]*Ba mươi tư nghìn đồng/);
	assert.match((await lan.get(`/thanh-toan/${filed.number}`)).text, /Đã nộp đủ phí, lệ phí/);
	const [event] = sql(`SELECT facts FROM dossier_event WHERE dossier_id = ${filed.id} AND kind = 'fee_settled'`, instance);

	assert.equal(JSON.parse(event.facts).amount, 50000);
	assert.equal(JSON.parse(event.facts).reference, attempt.merchant_ref);
});

test('a citizen pays at VNPAY: the signed link is taken, the IPN settles, the return page shows it', async () => {
	const lan = citizen();
	const filed = dossier(lan);
	const { attempt, leave } = await begin(lan, filed.number, 'vnpay');
	const back = await lan.request('POST', leave, { body: 'ket_qua=thanh-cong' });

	assert.equal(back.status, 303, back.text);
	const returned = await lan.get(new URL(back.location).pathname + new URL(back.location).search);

	assert.match(returned.text, /Đã thanh toán/);
	assert.equal(pay.attempt(attempt.merchant_ref, instance).state, 'paid');
	assert.equal(pay.stateOf(filed.id, instance), 'submitted');
});
