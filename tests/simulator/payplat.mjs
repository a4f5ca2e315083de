// The national payment platform (PayPlat 1.0.6), seen from a portal: takes INIT, shows a page to pay on, sends the
// signed CONFIRM again until it is acknowledged, answers QUERY and GET_BILL. It can also misbehave when told to:
// POST /payplat/control {"mode": {...}} sets for all later payments (or one, with "ref"):
//   wrong_hash: true | wrong_amount: đồng to add | duplicate: how many deliveries | silent: true | tries | pause_ms |
//   down: true (answers nothing but 503; for all)
import { createHash, timingSafeEqual } from 'node:crypto';
import { answerJson, answerPage, bodyOf, call, callUntil, escape, jsonOrNull, redirect, stamp } from './http.mjs';

const VERSION = '1.0.6';
const SIGNED = {
	INIT: ['LoaiBanTin', 'PhienBan', 'MaDoiTac', 'MaThamChieu', 'SoTien', 'LoaiHinhThanhToan', 'MaKenhThanhToan',
		'MaThietBi', 'NgonNgu', 'MaTienTe', 'MaNganHang', 'ThongTinGiaoDich', 'ThoiGianGD', 'Ip'],
	CONFIRM: ['LoaiBanTin', 'MaLoi', 'MaDoiTac', 'MaThamChieu', 'SoTien', 'MaTienTe', 'MaGiaoDich', 'MaNganHang',
		'ThoiGianGD', 'ThongTinGiaoDich'],
	QUERY: ['LoaiBanTin', 'PhienBan', 'MaDoiTac', 'MaThamChieu', 'ThoiGianGD'],
	GET_BILL: ['LoaiBanTin', 'PhienBan', 'MaDoiTac', 'MaThamChieu', 'ThoiGianGD'],
};
// What a payer can do, and what the platform then says.
const OUTCOMES = {
	'thanh-cong': { code: '00', state: '1', label: 'Thanh toán thành công' },
	'that-bai': { code: '02', state: '4', label: 'Thanh toán thất bại' },
	huy: { code: '24', state: '4', label: 'Hủy thanh toán' },
	cho: { code: '99', state: '3', label: 'Chờ ngân hàng trả lời' },
};

export function sign(message, secret) {
	const fields = SIGNED[message.LoaiBanTin].map((name) => String(message[name] ?? ''));

	return createHash('sha256').update([...fields, secret].join('|'), 'utf8').digest('hex');
}

function signedRight(message, secret) {
	const given = Buffer.from(String(message.MaXacThuc ?? ''));
	const right = Buffer.from(sign(message, secret));

	return given.length === right.length && timingSafeEqual(given, right);
}

// A one-page PDF that says what was paid: enough to be opened and kept.
function bill(payment) {
	const line = `Bien lai ${payment.MaThamChieu}: ${payment.SoTien} VND, ${payment.paidAt}`;
	const stream = `BT /F1 14 Tf 50 780 Td (${line}) Tj ET`;
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
	];
	let text = '%PDF-1.4\n';
	const offsets = objects.map((object, i) => {
		const offset = text.length;

		text += `${i + 1} 0 obj\n${object}\nendobj\n`;
		return offset;
	});
	const table = text.length;

	text += `xref\n0 6\n0000000000 65535 f \n${offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('')}`;
	return Buffer.from(`${text}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`, 'latin1');
}

export class PayPlat {
	constructor({ partner, secret, callbackUrl, returnUrl, baseUrl }) {
		Object.assign(this, { partner, secret, callbackUrl, returnUrl, baseUrl });
		this.payments = new Map();
		this.mode = {};
		this.next = Date.now(); // never a number of an earlier start: databases outlive this process
	}

	async handle(request, response, path, query) {
		if (path === '/control')
			return this.control(request, response);
		if (path.startsWith('/tra/'))
			return this.page(request, response, decodeURIComponent(path.slice(5)), query);
		if (this.mode.down)
			return answerJson(response, {}, 503);
		if (request.method !== 'POST')
			return answerJson(response, { MaLoi: '99', MoTaLoi: 'POST' }, 405);

		const message = jsonOrNull(await bodyOf(request));

		if (!message || !SIGNED[message.LoaiBanTin] || message.LoaiBanTin === 'CONFIRM')
			return answerJson(response, { MaLoi: '03', MoTaLoi: 'Sai định dạng bản tin' });
		if (message.MaDoiTac !== this.partner || message.PhienBan !== VERSION)
			return answerJson(response, { MaLoi: '04', MoTaLoi: 'Sai mã đối tác hoặc phiên bản' });
		if (!signedRight(message, this.secret))
			return answerJson(response, { MaLoi: '97', MoTaLoi: 'Sai mã xác thực' });
		if (message.LoaiBanTin === 'INIT')
			return this.init(response, message);
		return message.LoaiBanTin === 'QUERY' ? this.query(response, message) : this.getBill(response, message);
	}

	init(response, message) {
		const amount = String(message.SoTien);

		if (!/^[1-9][0-9]{0,11}$/.test(amount) || message.MaTienTe !== 'VND' || !message.MaThamChieu)
			return answerJson(response, { MaLoi: '03', MoTaLoi: 'Sai số tiền hoặc mã tham chiếu' });
		if (this.payments.has(message.MaThamChieu))
			return answerJson(response, { MaLoi: '05', MoTaLoi: 'Mã tham chiếu đã dùng' });
		this.payments.set(message.MaThamChieu, { ...message, SoTien: amount, state: '', mode: {}, deliveries: [] });
		return answerJson(response, {
			MaLoi: '00', MoTaLoi: 'Thành công', MaDoiTac: message.MaDoiTac, MaThamChieu: message.MaThamChieu,
			UrlThanhToan: `${this.baseUrl}/payplat/tra/${encodeURIComponent(message.MaThamChieu)}`,
		});
	}

	// GET shows the choices; POST is the payer's choice.
	async page(request, response, reference, query) {
		const payment = this.payments.get(reference);

		if (!payment)
			return answerPage(response, 'Không có giao dịch này', '', 404);
		if (request.method !== 'POST')
			return answerPage(response, 'Nền tảng thanh toán quốc gia (mô phỏng)', `<p>${escape(payment.ThongTinGiaoDich)}</p>
<p><strong>${Number(payment.SoTien).toLocaleString('vi-VN')} đồng</strong></p><form method="post">
${Object.entries(OUTCOMES).map(([name, o]) => `<button name="ket_qua" value="${name}">${o.label}</button>`).join('')}
</form>`);

		const form = new URLSearchParams(await bodyOf(request));
		const outcome = OUTCOMES[form.get('ket_qua') ?? query.get('ket_qua')];

		if (!outcome)
			return answerPage(response, 'Thiếu lựa chọn', '', 400);
		await this.decide(payment, outcome);
		return redirect(response, `${this.returnUrl}?${new URLSearchParams({
			MaThamChieu: reference, MaLoi: outcome.code })}`);
	}

	// The first delivery is awaited, so that a payer who returns finds the result; the rest goes on behind.
	async decide(payment, outcome) {
		if (payment.state !== '' && payment.state !== '3')
			return;
		payment.state = outcome.state;
		payment.code = outcome.code;
		payment.paidAt = stamp();
		payment.transaction = `PP${this.next++}`;
		const mode = { ...this.mode, ...payment.mode };

		if (outcome.state === '3' || mode.silent)
			return;
		for (let n = 1; n < (mode.duplicate ?? 1); n++)
			this.deliver(payment, mode, 1);
		await Promise.race([
			this.deliver(payment, mode, mode.tries ?? 10),
			new Promise((resolve) => setTimeout(resolve, 1500).unref()),
		]);
	}

	confirmation(payment, mode) {
		const message = {
			LoaiBanTin: 'CONFIRM', MaLoi: payment.code, MaDoiTac: payment.MaDoiTac, MaThamChieu: payment.MaThamChieu,
			SoTien: String(Number(payment.SoTien) + (mode.wrong_amount ?? 0)), MaTienTe: 'VND',
			MaGiaoDich: payment.transaction, MaNganHang: 'VCB', ThoiGianGD: payment.paidAt,
			ThongTinGiaoDich: payment.ThongTinGiaoDich,
		};

		message.MaXacThuc = mode.wrong_hash ? '0'.repeat(64) : sign(message, this.secret);
		return message;
	}

	deliver(payment, mode, tries) {
		const body = JSON.stringify(this.confirmation(payment, mode));
		const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };

		return callUntil((answer) => answer.status === 200 && jsonOrNull(answer.body)?.MaLoi === '00', tries,
			mode.pause_ms ?? 2000, payment.deliveries, () => call(this.callbackUrl, { method: 'POST', headers, body }));
	}

	query(response, message) {
		const payment = this.payments.get(message.MaThamChieu);

		if (!payment)
			return answerJson(response, { MaLoi: '01', MoTaLoi: 'Không có giao dịch' });
		return answerJson(response, {
			MaLoi: '00', MoTaLoi: 'Thành công', MaDoiTac: payment.MaDoiTac, MaThamChieu: payment.MaThamChieu,
			SoTien: payment.SoTien, MaTienTe: 'VND', MaGiaoDich: payment.transaction ?? '', MaNganHang: 'VCB',
			ThoiGianGD: payment.paidAt ?? payment.ThoiGianGD, TrangThaiGD: payment.state || '3',
		});
	}

	getBill(response, message) {
		const payment = this.payments.get(message.MaThamChieu);

		if (payment?.state !== '1')
			return answerJson(response, { MaLoi: '01', MoTaLoi: 'Chưa có biên lai' });
		response.writeHead(200, { 'Content-Type': 'application/pdf' });
		return response.end(bill(payment));
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
