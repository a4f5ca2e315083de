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

test('one IPN a hundred times at once: one 00, ninety-nine 02, one entry for each line', async () => {
	const lan = citizen();
	const { attempt } = await begin(lan, dossier(lan).number, 'vnpay');
	const text = query(notice(attempt));
	const codes = (await Promise.all(Array.from({ length: 100 }, () => ipn(text)))).map(({ code }) => code);

	assert.equal(codes.filter((code) => code === '00').length, 1, codes.join());
	assert.equal(codes.filter((code) => code === '02').length, 99, codes.join());
	assert.equal(pay.transfers(attempt.merchant_ref, instance).length, 2);
	assert.equal(pay.receipts(attempt.demand_id, instance).length, 2);
	const [evidence] = sql(`SELECT deliveries FROM callback_evidence WHERE attempt_id = ${attempt.id}`, instance);

	assert.equal(evidence.deliveries, '100');
	assert.equal((await ipn(text)).code, '02', 'a year later too');
});

test('one CONFIRM a hundred times at once is acknowledged each time and settles once', async () => {
	const lan = citizen();
	const { attempt } = await begin(lan, dossier(lan).number, 'payplat');
	const body = JSON.stringify(confirmation(attempt));
	const codes = (await Promise.all(Array.from({ length: 100 }, () => confirm(body)))).map(({ code }) => code);

	assert.deepEqual([...new Set(codes)], ['00']);
	assert.equal(pay.transfers(attempt.merchant_ref, instance).length, 2);
});

test('the echo of a confirmation carries what the platform expects', async () => {
	const lan = citizen();
	const { attempt } = await begin(lan, dossier(lan).number, 'payplat');
	const message = confirmation(attempt);
	const answer = JSON.parse((await confirm(message)).text);

	assert.deepEqual(answer, { MaLoi: '00', MoTaLoi: 'Đã ghi nhận', MaDoiTac: message.MaDoiTac, MaThamChieu: message.MaThamChieu,
		ThoiGianGD: message.ThoiGianGD, MaXacThuc: message.MaXacThuc });
});

test('a forged message settles nothing, says 97 or 99 and is kept', async () => {
	const lan = citizen();
	const vnpay = await begin(lan, dossier(lan).number, 'vnpay');
	const good = query(notice(vnpay.attempt));

	for (const bad of [good.replace(/.$/, (c) => (c === '0' ? '1' : '0')), good.replace('vnp_BankCode=NCB', 'vnp_BankCode=VCB'),
		good.replace(/&vnp_SecureHash=.*/, ''), `${good}&vnp_Foo=1`, good.slice(0, -1), `${good}0`,
		`${canonical(notice(vnpay.attempt))}&vnp_SecureHash=${signQuery(notice(vnpay.attempt), 'another secret')}`])
		assert.equal((await ipn(bad)).code, '97', bad);
	for (const bad of [`${good}&vnp_Amount=1`, `vnp_Amount=1&${good}`, `${good}&vnp_X=%00`, `${good}&vnp_X=%zz`, `${good}&vnp_X=%`, ''])
		assert.ok(['97', '99', undefined].includes((await ipn(bad)).code), bad);
	assert.equal(pay.attempt(vnpay.attempt.merchant_ref, instance).state, 'initiated');
	const payplat = await begin(lan, dossier(lan).number, 'payplat');
	const message = confirmation(payplat.attempt);

	for (const bad of [{ ...message, MaXacThuc: '0'.repeat(64) }, { ...message, MaXacThuc: '' }, { ...message, SoTien: '1' },
		{ ...message, MaXacThuc: undefined }, { ...message, ThongTinGiaoDich: 'x|y' }, 'x', '[]', '{', `${JSON.stringify(message)}x`])
		assert.equal((await confirm(bad)).code, '99', JSON.stringify(bad));
	assert.equal(pay.attempt(payplat.attempt.merchant_ref, instance).state, 'initiated');
	assert.equal(pay.transfers(payplat.attempt.merchant_ref, instance).length, 0);
	const [{ kept }] = sql("SELECT COUNT(*) AS kept FROM callback_evidence WHERE NOT verified AND gateway = 'payplat'", instance);

	assert.ok(Number(kept) >= 8, kept);
});

test('an upper-case hash, shuffled and foreign parameters, %20 for a space: still the same message', async () => {
	const lan = citizen();
	const { attempt } = await begin(lan, dossier(lan).number, 'vnpay');
	const parts = query(notice(attempt)).split('&').reverse().map((part) => (part.startsWith('vnp_SecureHash=')
		? `vnp_SecureHash=${part.slice(15).toUpperCase()}` : part.replaceAll('+', '%20')));

	assert.equal((await ipn(['utm_source=x', ...parts, 'vnp_SecureHashType=HmacSHA512'].join('&'))).code, '00');
	const other = await begin(lan, dossier(lan).number, 'payplat');
	const message = confirmation(other.attempt);

	assert.equal((await confirm({ ...message, MaXacThuc: message.MaXacThuc.toUpperCase() })).code, '00');
});

test('only GET reaches the IPN and only POST the confirmation; HEAD settles nothing', async () => {
	const lan = citizen();
	const { attempt } = await begin(lan, dossier(lan).number, 'vnpay');
	const text = query(notice(attempt));

	for (const method of ['POST', 'PUT', 'DELETE', 'HEAD'])
		assert.equal((await ipn(text, method)).status, 405, method);
	assert.equal(pay.attempt(attempt.merchant_ref, instance).state, 'initiated');
	assert.equal((await new Client(instance).get(instance.gateways.payplat.callback_path)).status, 405);
});

test('an oversized message is refused fast', async () => {
	const large = await new Client(instance).request('GET', `${instance.gateways.vnpay.callback_path}?${'a=b&'.repeat(1900)}`);

	assert.ok(large.status >= 400 || JSON.parse(large.text).RspCode !== '00', String(large.status));
	const body = await confirm(JSON.stringify({ x: 'y'.repeat(60000) }));

	assert.ok(body.status === 413 || body.code === '99', String(body.status));
});

test('another amount never settles: the same refusal each time, one break, the money in suspense', async () => {
	const lan = citizen();
	const filed = dossier(lan);
	const { attempt } = await begin(lan, filed.number, 'vnpay');

	for (let n = 0; n < 3; n++)
		assert.equal((await ipn(notice(attempt, { vnp_Amount: attempt.amount }))).code, '04', 'not times 100');
	assert.equal((await ipn(notice(attempt, { vnp_Amount: '9000000', vnp_TransactionNo: '77' + attempt.id }))).code, '04');
	for (const amount of ['0', '-5000000', '1e6', '+5000000', '5000000.0', '05000000', '5000000000000', '5000001'])
		assert.ok(['04', '99'].includes((await ipn(notice(attempt, { vnp_Amount: amount }))).code), amount);
	const breaks = sql(`SELECT * FROM ledger_break WHERE attempt_id = ${attempt.id}`, instance);

	assert.deepEqual(breaks.map((b) => [b.kind, b.expected, b.reported]), [['amount', '50000', '500'], ['amount', '50000', '90000']]);
	assert.deepEqual(pay.transfers(attempt.merchant_ref, instance).map((t) => [t.credit, t.amount]),
		[['SUSPENSE', '500'], ['SUSPENSE', '90000']]);
	assert.equal(pay.stateOf(filed.id, instance), 'intake_fee_due');
	assert.equal((await confirm(confirmation((await begin(lan, filed.number, 'payplat')).attempt, { SoTien: '49999' }))).code, '99');
});

test('another amount told of money that is in the books already is a break, not more money', async () => {
	const lan = citizen();
	const { attempt } = await begin(lan, dossier(lan).number, 'vnpay');

	assert.equal((await ipn(notice(attempt))).code, '00');
	const posted = pay.transfers(attempt.merchant_ref, instance);

	assert.equal((await ipn(notice(attempt, { vnp_Amount: '9000000' }))).code, '04');
	assert.deepEqual(pay.transfers(attempt.merchant_ref, instance), posted);
	assert.deepEqual(sql(`SELECT kind, reported FROM ledger_break WHERE attempt_id = ${attempt.id}`, instance),
		[{ kind: 'amount', reported: '90000' }]);
});

test('one number of a gateway under two references: the second settles nothing and waits for a person', async () => {
	const lan = citizen();
	const one = await begin(lan, dossier(lan).number, 'vnpay');
	const other = await begin(lan, dossier(lan).number, 'vnpay');
	const number = `7${one.attempt.id}`;

	assert.equal((await ipn(notice(one.attempt, { vnp_TransactionNo: number }))).code, '00');
	for (let n = 0; n < 2; n++)
		assert.equal((await ipn(notice(other.attempt, { vnp_TransactionNo: number }))).code, '99');
	assert.equal(pay.attempt(other.attempt.merchant_ref, instance).state, 'initiated');
	assert.equal(pay.transfers(other.attempt.merchant_ref, instance).length, 0);
	assert.deepEqual(sql(`SELECT kind, reported FROM ledger_break WHERE attempt_id = ${other.attempt.id}`, instance),
		[{ kind: 'number_taken', reported: '50000' }]);
});

test('a payment that is held after it had failed is asked about', async () => {
	const lan = citizen();
	const { attempt } = await begin(lan, dossier(lan).number, 'vnpay');

	assert.equal((await ipn(notice(attempt, { vnp_ResponseCode: '24', vnp_TransactionStatus: '02', vnp_TransactionNo: '0' }))).code, '00');
	assert.equal(pay.attempt(attempt.merchant_ref, instance).ask_at, null);
	assert.equal((await ipn(notice(attempt, { vnp_ResponseCode: '07' }))).code, '00');
	const held = pay.attempt(attempt.merchant_ref, instance);

	assert.equal(held.state, 'held');
	assert.ok(held.ask_at !== null || Number(held.asked) > 0, 'the gateway is asked');
});

test('a fee that is asked for after the dossier was withdrawn is not owed', async () => {
	const lan = citizen();
	const filed = dossier(lan, { told: false });

	sql(`UPDATE dossier SET state = 'withdrawn' WHERE id = ${filed.id}`, instance);
	pay.tell(filed.id, 3, 'fee.withdrawn', instance);
	pay.tell(filed.id, 2, 'fee.demanded', instance);
	const [demand] = await until(() => pay.demands(filed.id, instance).length === 1 && pay.demands(filed.id, instance), 'the demand');

	assert.equal(demand.state, 'cancelled');
	assert.ok(!(await lan.get('/thanh-toan')).text.includes(filed.number));
});

test('a reference that is not ours is told so and its evidence kept', async () => {
	const lan = citizen();
	const { attempt } = await begin(lan, dossier(lan).number, 'vnpay');

	for (const reference of ['KHONGCO', attempt.merchant_ref.toLowerCase(), `${attempt.merchant_ref} `])
		assert.equal((await ipn(notice(attempt, { vnp_TxnRef: reference }))).code, '01', reference);
	assert.equal((await confirm(confirmation(attempt))).code, '99', 'another gateway\'s reference');
	assert.equal((await ipn(notice(attempt, { vnp_TmnCode: 'KHAC0001' }))).code, '99');
	assert.equal((await confirm(confirmation(attempt, { MaTienTe: 'USD' }))).code, '99');
	assert.equal(pay.transfers(attempt.merchant_ref, instance).length, 0);
});

test('a failure leaves the fee open; money that comes after it is taken as late', async () => {
	const lan = citizen();
	const filed = dossier(lan);
	const { attempt } = await begin(lan, filed.number, 'vnpay');
	const failed = notice(attempt, { vnp_ResponseCode: '24', vnp_TransactionStatus: '02', vnp_TransactionNo: '0' });

	assert.equal((await ipn(failed)).code, '00');
	assert.equal((await ipn(failed)).code, '02');
	assert.equal(pay.attempt(attempt.merchant_ref, instance).state, 'failed');
	assert.equal(pay.demands(filed.id, instance)[0].state, 'open');
	const again = await begin(lan, filed.number, 'vnpay');

	assert.notEqual(again.attempt.merchant_ref, attempt.merchant_ref);
	assert.equal((await ipn(notice(again.attempt, { vnp_ResponseCode: '24', vnp_TransactionStatus: '02', vnp_TransactionNo: '0' }))).code,
		'00', 'two without a transaction number');
	assert.equal((await ipn(notice(attempt))).code, '00');
	assert.equal(pay.attempt(attempt.merchant_ref, instance).state, 'paid_late');
	assert.equal(pay.demands(filed.id, instance)[0].state, 'settled');
	assert.equal((await ipn(failed)).code, '02', 'failure after success');
	assert.equal(pay.attempt(attempt.merchant_ref, instance).state, 'paid_late');
});

test('both codes must say paid; a suspected or reversed payment is held for a person', async () => {
	const lan = citizen();

	for (const [code, status, state] of [['00', '02', 'failed'], ['24', '00', 'failed'], ['07', '00', 'held'], ['00', '07', 'held'],
		['00', '04', 'held'], ['00', '01', 'held'], ['99', '99', 'failed']]) {
		const filed = dossier(lan);
		const { attempt } = await begin(lan, filed.number, 'vnpay');

		assert.equal((await ipn(notice(attempt, { vnp_ResponseCode: code, vnp_TransactionStatus: status }))).code, '00');
		assert.equal(pay.attempt(attempt.merchant_ref, instance).state, state, `${code}/${status}`);
		assert.equal(pay.stateOf(filed.id, instance), 'intake_fee_due');
	}
	const filed = dossier(lan);
	const { attempt } = await begin(lan, filed.number, 'payplat');

	assert.equal((await confirm(confirmation(attempt, { MaLoi: '02' }))).code, '00');
	assert.equal(pay.attempt(attempt.merchant_ref, instance).state, 'failed');
	assert.equal(pay.stateOf(filed.id, instance), 'intake_fee_due');
});

test('two attempts that both succeed at once: one settles, the other is the payer\'s', async () => {
	const lan = citizen();
	const filed = dossier(lan);
	const first = await begin(lan, filed.number, 'vnpay');
	const second = await begin(lan, filed.number, 'payplat');
	const [one, other] = await Promise.all([ipn(notice(first.attempt)), confirm(confirmation(second.attempt))]);

	assert.deepEqual([one.code, other.code], ['00', '00']);
	const [demand] = pay.demands(filed.id, instance);
	const [refund, ...more] = pay.refunds(demand.id, instance);

	assert.equal(demand.state, 'settled');
	assert.deepEqual([refund.reason, refund.state, refund.amount, more.length], ['double', 'requested', '50000', 0]);
	const [balance] = sql(`SELECT * FROM payment_balance WHERE dossier_id = ${filed.id}`, instance);

	assert.deepEqual(balance, { dossier_id: filed.id, demanded: '50000', paid: '50000', refundable: '50000', open_demands: '0' });
	assert.equal(sql(`SELECT COUNT(*) AS n FROM dossier_event WHERE dossier_id = ${filed.id} AND kind = 'fee_settled'`, instance)[0].n, '1');
	const double = [first, second].find(({ attempt }) => attempt.id === refund.attempt_id);
	const page = await lan.get(double === second ? `/thanh-toan/tro-ve/payplat?MaThamChieu=${second.attempt.merchant_ref}`
		: `/thanh-toan/tro-ve/vnpay?${query(notice(first.attempt))}`);

	assert.match(page.text, /nộp thừa|hoàn trả/i);
});

test('a second transaction under one reference is the payer\'s, with a break', async () => {
	const lan = citizen();
	const { attempt } = await begin(lan, dossier(lan).number, 'vnpay');

	assert.equal((await ipn(notice(attempt))).code, '00');
	const second = notice(attempt, { vnp_TransactionNo: `9${attempt.id}` });

	assert.equal((await ipn(second)).code, '00');
	assert.equal((await ipn(second)).code, '02');
	assert.deepEqual(pay.refunds(attempt.demand_id, instance).map((r) => r.reason), ['second_transaction']);
	assert.deepEqual(sql(`SELECT kind FROM ledger_break WHERE attempt_id = ${attempt.id}`, instance), [{ kind: 'second_transaction' }]);
});

test('a dossier withdrawn: its demand is cancelled, money that still comes is the payer\'s', async () => {
	const lan = citizen();
	const filed = dossier(lan);
	const { attempt } = await begin(lan, filed.number, 'payplat');

	pay.tell(filed.id, 3, 'fee.withdrawn', instance);
	await until(() => pay.demands(filed.id, instance)[0].state === 'cancelled', 'the demand to be cancelled');
	assert.equal((await confirm(confirmation(attempt))).code, '00');
	assert.deepEqual(pay.refunds(attempt.demand_id, instance).map((r) => r.reason), ['cancelled']);
	assert.equal(pay.attempt(attempt.merchant_ref, instance).state, 'paid');
	const paid = dossier(lan);
	const begun = await begin(lan, paid.number, 'payplat');

	assert.equal((await confirm(confirmation(begun.attempt))).code, '00');
	pay.tell(paid.id, 4, 'fee.withdrawn', instance);
	await until(() => pay.refunds(begun.attempt.demand_id, instance).length === 1, 'a review of what was paid');
	assert.equal(pay.refunds(begun.attempt.demand_id, instance)[0].reason, 'withdrawn');
});

test('two clicks and two windows open one attempt; the gateway is asked once', async () => {
	const lan = citizen();
	const filed = dossier(lan);

	await lan.csrf();
	const answers = await Promise.all(['a', 'a', 'b', 'c'].map((once) =>
		lan.post(`/thanh-toan/${filed.number}`, { method: 'payplat', once: once.repeat(22) })));

	assert.deepEqual(answers.map(({ status }) => status), [303, 303, 303, 303]);
	assert.equal(new Set(answers.map(({ location }) => location)).size, 1);
	assert.equal(sql(`SELECT COUNT(*) AS n FROM attempt JOIN demand ON demand.id = attempt.demand_id
		WHERE demand.dossier_id = ${filed.id}`, instance)[0].n, '1');
	const page = await lan.get(answers[0].location);

	assert.match(page.text, /Đến trang thanh toán/);
	assert.match(page.text, /Địa chỉ trang/);
});

test('a demand is made when the page opens, if no job was first, and only once', async () => {
	const lan = citizen();
	const filed = dossier(lan, { told: false });
	const pages = await Promise.all(Array.from({ length: 8 }, () => lan.get(`/thanh-toan/${filed.number}`)));

	assert.deepEqual([...new Set(pages.map(({ status }) => status))], [200]);
	pay.tell(filed.id, 2, 'fee.demanded', instance);
	await until(() => sql(`SELECT state FROM outbox WHERE dossier_id = ${filed.id}`, instance)[0]?.state !== 'waiting', 'the job');
	assert.equal(pay.demands(filed.id, instance).length, 1);
});

test('a demand whose amounts do not add up is never shown; the row waits for an administrator', async () => {
	const lan = citizen();
	const filed = dossier(lan, { total: 1 });

	await until(() => Number(sql(`SELECT attempts FROM outbox WHERE dossier_id = ${filed.id}`, instance)[0].attempts) > 0, 'the job');
	assert.equal(pay.demands(filed.id, instance).length, 0);
	assert.ok((await lan.get(`/thanh-toan/${filed.number}`)).status >= 400);
});

test('who is exempt pays nothing, gets no receipt number and goes on at once', async () => {
	const lan = citizen();
	const free = { ...pay.LINES[0], unit_price: 0, amount: 0 };
	const filed = dossier(lan, { lines: [free] });

	await until(() => pay.stateOf(filed.id, instance) === 'submitted', 'the dossier to go on');
	const [demand] = pay.demands(filed.id, instance);

	assert.equal(demand.state, 'settled');
	assert.equal(pay.receipts(demand.id, instance).length, 0);
	const page = await lan.get(`/thanh-toan/${filed.number}`);

	assert.match(page.text, /Miễn/);
	assert.doesNotMatch(page.text, /bien-lai/);
	const part = dossier(lan, { lines: [free, pay.LINES[1]] });
	const { attempt } = await begin(lan, part.number, 'payplat');

	assert.equal((await confirm(confirmation(attempt))).code, '00');
	assert.deepEqual(pay.receipts(attempt.demand_id, instance).map((r) => r.kind), ['le_phi']);
});

test('another citizen sees nothing of it: not the bill, the way out, the way back or the receipt', async () => {
	const lan = citizen();
	const binh = citizen();
	const filed = dossier(lan);
	const { attempt } = await begin(lan, filed.number, 'vnpay');
	const back = `/thanh-toan/tro-ve/vnpay?${query(notice(attempt))}`;
	const paths = [`/thanh-toan/${filed.number}`, `/thanh-toan/${filed.number}/roi-trang?ma=${attempt.merchant_ref}`, back];

	for (const path of paths)
		assert.equal((await binh.get(path)).status, 404, path);
	assert.equal((await binh.post(`/thanh-toan/${filed.number}`, { method: 'vnpay' })).status, 404);
	assert.equal((await ipn(notice(attempt))).code, '00');
	assert.equal((await binh.get(`/thanh-toan/${filed.number}/bien-lai`)).status, 404);
	assert.equal((await lan.get(`/thanh-toan/${filed.number}/bien-lai`)).status, 200);
	for (const path of paths)
		assert.match((await new Client(instance).get(path)).location, /^\/tai-khoan\/dang-nhap\?next=/, path);
	assert.doesNotMatch((await binh.get('/thanh-toan')).text, new RegExp(filed.number));
});

test('the return page only reads: waiting until the gateway has told us, forged ones change nothing', async () => {
	const lan = citizen();
	const filed = dossier(lan);
	const { attempt } = await begin(lan, filed.number, 'vnpay');
	const back = `/thanh-toan/tro-ve/vnpay?${query(notice(attempt))}`;
	const waiting = await lan.get(back);

	assert.match(waiting.text, /Đang chờ xác nhận/);
	assert.match(waiting.text, /không thanh toán lần nữa/);
	assert.equal(pay.stateOf(filed.id, instance), 'intake_fee_due');
	assert.equal((await lan.get(back.replace(/.$/, (c) => (c === '0' ? '1' : '0')))).status, 404);
	assert.match((await lan.get(`/thanh-toan/${filed.number}`)).text, /không thanh toán lần nữa/);
	const payplat = await begin(lan, filed.number, 'payplat');
	const forged = await lan.get(`/thanh-toan/tro-ve/payplat?MaThamChieu=${payplat.attempt.merchant_ref}&MaLoi=00`);

	assert.match(forged.text, /Đang chờ xác nhận/);
	assert.equal(pay.stateOf(filed.id, instance), 'intake_fee_due');
	const [paid, shown] = await Promise.all([ipn(notice(attempt)), lan.get(back)]);

	assert.equal(paid.code, '00');
	assert.match(shown.text, /Đang chờ xác nhận|Đã thanh toán/);
	assert.match((await lan.get(back)).text, /Đã thanh toán/);
});

test('a gateway that does not answer: a clear word, nothing lost, the same reference the next time', async () => {
	const lan = citizen();
	const filed = dossier(lan);
	const control = new URL(instance.gateways.payplat.control_url);
	const tell = (mode) => lan.request('POST', control.href, { body: JSON.stringify({ mode }), headers: { 'Content-Type': 'application/json' } });

	await tell({ down: true });
	try {
		const refused = await lan.post(`/thanh-toan/${filed.number}`, { method: 'payplat' });

		assert.equal(refused.status, 422);
		assert.match(refused.text, /đang không trả lời/);
	} finally {
		await tell({});
	}
	const [before] = sql(`SELECT merchant_ref FROM attempt JOIN demand ON demand.id = attempt.demand_id WHERE dossier_id = ${filed.id}`, instance);
	const { attempt } = await begin(lan, filed.number, 'payplat');

	assert.equal(attempt.merchant_ref, before.merchant_ref);
});

test('what was chosen wrongly is named; texts from a gateway are shown as text', async () => {
	const lan = citizen();
	const filed = dossier(lan);

	for (const fields of [{}, { method: 'cash' }, { method: 'payplat', extra: '1' }]) {
		const answer = await lan.post(`/thanh-toan/${filed.number}`, fields);

		assert.equal(answer.status, 422, JSON.stringify(fields));
		assert.match(answer.text, /Có nội dung cần sửa/);
	}
	const { attempt } = await begin(lan, filed.number, 'vnpay');
	const hostile = `'; DROP TABLE demand; -- <script>`;

	assert.equal((await ipn(notice(attempt, { vnp_BankCode: hostile, vnp_OrderInfo: hostile }))).code, '00');
	assert.doesNotMatch((await lan.get(`/thanh-toan/tro-ve/vnpay?${query(notice(attempt, { vnp_BankCode: hostile }))}`)).text, /<script>/);
});

test('a message refused under the old key counts once the new key is known, on its own evidence', async () => {
	const lan = citizen();
	const { attempt } = await begin(lan, dossier(lan).number, 'vnpay');
	const text = query(notice(attempt));

	sql(`INSERT INTO callback_evidence (gateway, channel, payload_sha256, payload, verified, first_at, last_at)
		VALUES ('vnpay', 'callback', UNHEX(SHA2('${text}', 256)), '${text}', 0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))`, instance);
	assert.equal((await ipn(text)).code, '00');
	assert.deepEqual(sql(`SELECT verified, deliveries FROM callback_evidence WHERE attempt_id = ${attempt.id}`, instance),
		[{ verified: '1', deliveries: '2' }]);
});
