// VNPAY 2.1.0, seen from a portal: the pay page of a signed link, the IPN by GET with its rule of retries, the return
// of the browser, querydr and refund. POST /vnpay/control {"mode": {...}} makes it misbehave, as with payplat.mjs.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { answerJson, answerPage, bodyOf, call, callUntil, escape, jsonOrNull, redirect, stamp } from './http.mjs';

const OUTCOMES = {
	'thanh-cong': { code: '00', status: '00', label: 'Thanh toán thành công' },
	'that-bai': { code: '51', status: '02', label: 'Thanh toán thất bại' },
	huy: { code: '24', status: '02', label: 'Hủy thanh toán' },
	'nghi-ngo': { code: '07', status: '07', label: 'Trừ tiền nhưng nghi ngờ gian lận' },
};
const QUERY_FIELDS = ['vnp_RequestId', 'vnp_Version', 'vnp_Command', 'vnp_TmnCode', 'vnp_TxnRef', 'vnp_TransactionDate',
	'vnp_CreateDate', 'vnp_IpAddr', 'vnp_OrderInfo'];
const REFUND_FIELDS = ['vnp_RequestId', 'vnp_Version', 'vnp_Command', 'vnp_TmnCode', 'vnp_TransactionType', 'vnp_TxnRef',
	'vnp_Amount', 'vnp_TransactionNo', 'vnp_TransactionDate', 'vnp_CreateBy', 'vnp_CreateDate', 'vnp_IpAddr',
	'vnp_OrderInfo'];
const ANSWER_FIELDS = ['vnp_ResponseId', 'vnp_Command', 'vnp_ResponseCode', 'vnp_Message', 'vnp_TmnCode', 'vnp_TxnRef',
	'vnp_Amount', 'vnp_BankCode', 'vnp_PayDate', 'vnp_TransactionNo', 'vnp_TransactionType', 'vnp_TransactionStatus',
	'vnp_OrderInfo'];

const hmac = (secret, text) => createHmac('sha512', secret).update(text, 'utf8').digest('hex');

// As PHP's urlencode: letters, digits and -_. stay, a space becomes +, every other byte %XX.
function encode(value) {
	return [...Buffer.from(value, 'utf8')].map((byte) => {
		const char = String.fromCharCode(byte);

		if (/[A-Za-z0-9_.-]/.test(char))
			return char;
		return byte === 32 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
	}).join('');
}

export function canonical(fields) {
	return Object.keys(fields)
		.filter((name) => name.startsWith('vnp_') && !['vnp_SecureHash', 'vnp_SecureHashType'].includes(name))
		.sort()
		.map((name) => `${name}=${encode(fields[name])}`)
		.join('&');
}

export const signQuery = (fields, secret) => hmac(secret, canonical(fields));
export const signLine = (names, fields, secret) => hmac(secret, names.map((name) => fields[name] ?? '').join('|'));

export function signApi(fields, secret) {
	return signLine(fields.vnp_Command === 'querydr' ? QUERY_FIELDS : REFUND_FIELDS, fields, secret);
}

export function signApiAnswer(fields, secret) {
	const promotion = fields.vnp_Command === 'querydr' ? ['vnp_PromotionCode', 'vnp_PromotionAmount'] : [];

	return signLine([...ANSWER_FIELDS, ...promotion], fields, secret);
}

function same(given, right) {
	const a = Buffer.from(String(given ?? '').toLowerCase());
	const b = Buffer.from(right);

	return a.length === b.length && timingSafeEqual(a, b);
}

export class Vnpay {
	constructor({ terminal, secret, callbackUrl }) {
		Object.assign(this, { terminal, secret, callbackUrl });
		this.payments = new Map();
		this.mode = {};
		this.next = Date.now(); // never a number of an earlier start: databases outlive this process
	}

	async handle(request, response, path, query) {
		if (path === '/control')
			return this.control(request, response);
		if (path === '/pay')
			return this.page(request, response, query);
		if (path === '/api' && request.method === 'POST')
			return this.api(response, jsonOrNull(await bodyOf(request)) ?? {});
		return answerJson(response, { error: 'not found' }, 404);
	}

	async page(request, response, query) {
		const fields = Object.fromEntries(query);

		if (fields.vnp_TmnCode !== this.terminal || !same(fields.vnp_SecureHash, signQuery(fields, this.secret)))
			return answerPage(response, 'Sai chữ ký', '<p>Mã 70</p>', 400);
		if (!/^[1-9][0-9]{2,11}$/.test(fields.vnp_Amount) || !fields.vnp_TxnRef)
			return answerPage(response, 'Sai số tiền hoặc mã giao dịch', '', 400);

		const payment = this.payments.get(fields.vnp_TxnRef) ?? { fields, mode: {}, deliveries: [] };

		this.payments.set(fields.vnp_TxnRef, payment);
		if (request.method !== 'POST')
			return answerPage(response, 'VNPAY (mô phỏng)', `<p>${escape(fields.vnp_OrderInfo)}</p>
<p><strong>${(Number(fields.vnp_Amount) / 100).toLocaleString('vi-VN')} đồng</strong></p><form method="post">
${Object.entries(OUTCOMES).map(([name, o]) => `<button name="ket_qua" value="${name}">${o.label}</button>`).join('')}
</form>`);

		const outcome = OUTCOMES[new URLSearchParams(await bodyOf(request)).get('ket_qua')];

		if (!outcome)
			return answerPage(response, 'Thiếu lựa chọn', '', 400);
		await this.decide(payment, outcome);
		return redirect(response, `${fields.vnp_ReturnUrl}${fields.vnp_ReturnUrl.includes('?') ? '&' : '?'}${
			this.resultQuery(payment, {})}`);
	}

	async decide(payment, outcome) {
		if (payment.outcome)
			return;
		payment.outcome = outcome;
		payment.paidAt = stamp();
		payment.transaction = outcome.status === '02' ? '0' : String(this.next++);
		const mode = { ...this.mode, ...payment.mode };

		if (mode.silent)
			return;
		for (let n = 1; n < (mode.duplicate ?? 1); n++)
			this.deliver(payment, mode, 1);
		await Promise.race([
			this.deliver(payment, mode, mode.tries ?? 10),
			new Promise((resolve) => setTimeout(resolve, 1500).unref()),
		]);
	}

	resultQuery(payment, mode) {
		const { fields, outcome } = payment;
		const result = {
			vnp_TmnCode: fields.vnp_TmnCode, vnp_Amount: String(Number(fields.vnp_Amount) + 100 * (mode.wrong_amount ?? 0)),
			vnp_BankCode: 'NCB', vnp_BankTranNo: `VNP${payment.transaction}`, vnp_CardType: 'ATM',
			vnp_PayDate: payment.paidAt, vnp_OrderInfo: fields.vnp_OrderInfo, vnp_TransactionNo: payment.transaction,
			vnp_ResponseCode: outcome.code, vnp_TransactionStatus: outcome.status, vnp_TxnRef: fields.vnp_TxnRef,
		};

		return `${canonical(result)}&vnp_SecureHash=${
			mode.wrong_hash ? '0'.repeat(128) : signQuery(result, this.secret)}`;
	}

	// 00 and 02 end it; anything else, or silence, is tried again: ten times at most.
	deliver(payment, mode, tries) {
		const url = `${this.callbackUrl}?${this.resultQuery(payment, mode)}`;

		return callUntil((answer) => answer.status === 200 && ['00', '02'].includes(jsonOrNull(answer.body)?.RspCode),
			tries, mode.pause_ms ?? 2000, payment.deliveries, () => call(url));
	}

	api(response, request) {
		const refund = request.vnp_Command === 'refund';
		const answer = {
			vnp_ResponseId: `${stamp()}${Math.random().toString(36).slice(2, 8)}`, vnp_Command: request.vnp_Command,
			vnp_ResponseCode: '00', vnp_Message: refund ? 'Refund success' : 'QueryDR Success',
			vnp_TmnCode: request.vnp_TmnCode, vnp_TxnRef: request.vnp_TxnRef,
		};
		const payment = this.payments.get(request.vnp_TxnRef);

		if (!['querydr', 'refund'].includes(request.vnp_Command))
			Object.assign(answer, { vnp_ResponseCode: '03', vnp_Message: 'Invalid command' });
		else if (request.vnp_TmnCode !== this.terminal)
			Object.assign(answer, { vnp_ResponseCode: '02', vnp_Message: 'Invalid TmnCode' });
		else if (!same(request.vnp_SecureHash, signApi(request, this.secret)))
			Object.assign(answer, { vnp_ResponseCode: '97', vnp_Message: 'Invalid signature' });
		else if (!payment)
			Object.assign(answer, { vnp_ResponseCode: '91', vnp_Message: 'Transaction not found' });
		else
			Object.assign(answer, {
				vnp_Amount: refund ? request.vnp_Amount : payment.fields.vnp_Amount, vnp_BankCode: 'NCB',
				vnp_PayDate: payment.paidAt ?? '', vnp_TransactionNo: payment.transaction ?? '0',
				vnp_TransactionType: refund ? request.vnp_TransactionType : '01',
				vnp_TransactionStatus: refund ? '05' : (payment.outcome?.status ?? '01'),
				vnp_OrderInfo: payment.fields.vnp_OrderInfo,
			});
		answer.vnp_SecureHash = signApiAnswer(answer, this.secret);
		return answerJson(response, answer);
	}

	async control(request, response) {
		if (request.method === 'POST') {
			const wish = jsonOrNull(await bodyOf(request)) ?? {};
			const payment = wish.ref && this.payments.get(wish.ref);

			if (wish.ref && !payment)
				return answerJson(response, { error: 'no such payment' }, 404);
			if (wish.mode)
				Object.assign(payment || this, { mode: wish.mode });
			if (wish.outcome && payment)
				await this.decide(payment, OUTCOMES[wish.outcome]);
			if (wish.resend && payment)
				await this.deliver(payment, { ...this.mode, ...payment.mode }, 1);
		}
		return answerJson(response, { mode: this.mode, payments: [...this.payments.values()] });
	}
}
