// The simulators sign as the gateways do: the published vectors, and one payment each from link to notice.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/env.mjs';
import { bodyOf, call } from './http.mjs';
import { smtpServer } from './messages.mjs';
import { PayPlat, sign } from './payplat.mjs';
import { Vnpay, signApi, signApiAnswer, signQuery } from './vnpay.mjs';

const PAYPLAT = 'PAYPLATTEST';
const VNPAY = 'VNPAYTESTSECRET0123456789ABCDEFG';
const INIT = {
	LoaiBanTin: 'INIT', PhienBan: '1.0.6', MaDoiTac: 'DVCTINH1', MaThamChieu: 'TT20261015000005', SoTien: '50000',
	LoaiHinhThanhToan: 'PAY', MaKenhThanhToan: '1', MaThietBi: '1', NgonNgu: 'vi-VN', MaTienTe: 'VND',
	MaNganHang: 'PAYMENT', ThongTinGiaoDich: 'THANH TOAN HO SO 000.00.01.H01-261015-0001', ThoiGianGD: '20261015093000',
	Ip: '10.0.0.5',
};

// Serves `handler` on a free port for the time of `use(base address)`.
async function serving(handler, use) {
	const server = http.createServer(handler).listen(0, '127.0.0.1');

	await new Promise((resolve) => server.once('listening', resolve));
	try {
		return await use(`http://127.0.0.1:${server.address().port}`);
	} finally {
		server.close();
	}
}

test('PayPlat messages are signed as in the public vectors', () => {
	const reference = { PhienBan: '1.0.6', MaDoiTac: 'DVCTINH1', MaThamChieu: 'TT20261015000005' };

	assert.equal(sign(INIT, PAYPLAT), 'fbd928910e4c9236d3ba69b7668fcf3bc148abccd3cd385b1a8343a26616a6ae');
	assert.equal(sign({
		...INIT, LoaiBanTin: 'CONFIRM', MaLoi: '00', MaGiaoDich: 'PP0001', MaNganHang: 'VCB', ThoiGianGD: '20261015093112',
	}, PAYPLAT), '416b8026907f5fb65ed5fe0a2f56426928f326a4def8435fa1bd1323546ce1d5');
	assert.equal(sign({ ...reference, LoaiBanTin: 'QUERY', ThoiGianGD: '20261015093000' }, PAYPLAT),
		'c9db1eeb54e6e9ff1b60130fb2ef29ba54f2ca84867861378407a4f1f8eab0d1');
	assert.equal(sign({ ...reference, LoaiBanTin: 'GET_BILL', ThoiGianGD: '20261015093112' }, PAYPLAT),
		'1d59e58e2dabc49f93b09dda1cceead8c6167fd90b8af0b867a62950562ddd86');
});

test('VNPAY links and notices are signed as in the vectors V1 to V4', () => {
	const vectors = [
		['vnp_Amount=5000000&vnp_Command=pay&vnp_CreateDate=20261015093000&vnp_CurrCode=VND&vnp_ExpireDate=20261015094500&vnp_IpAddr=203.0.113.7&vnp_Locale=vn&vnp_OrderInfo=Nop+phi+ho+so+000.00.01.H01-261015-0001&vnp_OrderType=other&vnp_ReturnUrl=https%3A%2F%2Fdichvucong.example.gov.vn%2Fthanh-toan%2Fket-qua%3Fhs%3D1%26x%3Da+b&vnp_TmnCode=DVCTINH1&vnp_TxnRef=TT20261015000001&vnp_Version=2.1.0',
			'45b8fa1ab6fc128af4e319d2fae114821d7c07dee365a4f1b45d5d5eb0089fecd43294bc51389afb8da908d2ca3c0160cbd1b40c7cc269c5f8adb915118cfd8e'],
		['vnp_Amount=5000000&vnp_BankCode=NCB&vnp_BankTranNo=VNP14226112&vnp_CardType=ATM&vnp_OrderInfo=Nop+phi+ho+so+000.00.01.H01-261015-0001&vnp_PayDate=20261015093112&vnp_ResponseCode=00&vnp_TmnCode=DVCTINH1&vnp_TransactionNo=14226112&vnp_TransactionStatus=00&vnp_TxnRef=TT20261015000001',
			'bc9d48d6d12767b64b2b028ff20050d8f63d0e21889af38d5925af752a0030c7129fd34335a021738d45f56c1e703aceb5614f627d38556c9792019e29e655d9'],
		['vnp_Amount=5000000&vnp_BankCode=VNPAY&vnp_CardType=QRCODE&vnp_OrderInfo=Nop+phi+ho+so+000.00.01.H01-261015-0001&vnp_PayDate=20261015093500&vnp_ResponseCode=24&vnp_TmnCode=DVCTINH1&vnp_TransactionNo=0&vnp_TransactionStatus=02&vnp_TxnRef=TT20261015000002',
			'b1dbec59bcd31748b9980ba8cc3a4bb8308eda2ee66fedfdf475470d58179590104cac09a062eae919d6bdff7ffaec57595df6772dd75c23a2e976dcdd51c1eb'],
		['vnp_Amount=1806000&vnp_Command=pay&vnp_OrderInfo=Thanh+toan+don+hang+%3A5%2C+100%25%2Fa%26b%3Dc%2Bd&vnp_TmnCode=DVCTINH1&vnp_TxnRef=5&vnp_Version=2.1.0',
			'e51acc34856dbaa71e88df4acc900fb5a1d88deee841b2f3499d1db9ab54b5e3dbae4627a7a49d8f743f41fd2d548132126bccf6234341bf84501336b7c8d563'],
	];

	for (const [query, hash] of vectors)
		assert.equal(signQuery(Object.fromEntries(new URLSearchParams(query)), VNPAY), hash);
});

test('VNPAY queries and refunds are signed as in the vectors V5 to V8', () => {
	const query = {
		vnp_RequestId: 'RQ20261016000001', vnp_Version: '2.1.0', vnp_Command: 'querydr', vnp_TmnCode: 'DVCTINH1',
		vnp_TxnRef: 'TT20261015000001', vnp_TransactionDate: '20261015093000', vnp_CreateDate: '20261016010000',
		vnp_IpAddr: '10.0.0.5', vnp_OrderInfo: 'Truy van GD TT20261015000001',
	};

	assert.equal(signApi(query, VNPAY), '9bf1792dccb0162dada39909bc63025e8473d12c99945951b876fd0c4558504c2b6c90cb780b4a30e2eee8343451569c102e8ed825736591790229351ce490cf');
	assert.equal(signApi({
		...query, vnp_RequestId: 'RF20261016000001', vnp_Command: 'refund', vnp_TransactionType: '02', vnp_Amount: '5000000',
		vnp_TransactionNo: '14226112', vnp_CreateBy: 'ketoan01', vnp_CreateDate: '20261016083000',
		vnp_OrderInfo: 'Hoan phi ho so 000.00.01.H01-261015-0001',
	}, VNPAY), '8e73fb0a4e85ec345c55c6236c34b2e2e33204282d3dcd6df4e9b67ba3dbc877bd6f0805a2c99d0124414342d69a11b3e0bd7b2484685c9c45fa6c67f9efa72b');
	assert.equal(signApiAnswer({
		vnp_ResponseId: 'a1b2c3d4', vnp_Command: 'querydr', vnp_ResponseCode: '00', vnp_Message: 'QueryDR Success',
		vnp_TmnCode: 'DVCTINH1', vnp_TxnRef: 'TT20261015000001', vnp_Amount: '5000000', vnp_BankCode: 'NCB',
		vnp_PayDate: '20261015093112', vnp_TransactionNo: '14226112', vnp_TransactionType: '01', vnp_TransactionStatus: '00',
		vnp_OrderInfo: 'Nop phi ho so 000.00.01.H01-261015-0001',
	}, VNPAY), 'f9b73bad2218733be6fb677a215e6e5ccd805f8dffd39d63734356c4a9ace5956bde8c57d7822743d764bbfcd3b7595a61f1cccc48666f59e08215b6962da012');
});

test('PayPlat refuses a wrong signature and repeats its notice until it is acknowledged', async () => {
	const notices = [];

	await serving(async (request, response) => {
		notices.push(JSON.parse(await bodyOf(request)));
		response.end(JSON.stringify({ MaLoi: notices.length < 3 ? '99' : '00' }));
	}, async (portal) => {
		const platform = new PayPlat({
			partner: 'DVCTINH1', secret: PAYPLAT, callbackUrl: `${portal}/goi`, returnUrl: `${portal}/ve`, baseUrl: '',
		});

		platform.mode = { pause_ms: 5 };
		await serving((request, response) => platform.handle(request, response, new URL(request.url, 'http://x').pathname,
			new URLSearchParams()), async (base) => {
			const post = async (message) => JSON.parse((await call(`${base}/init`,
				{ method: 'POST', body: JSON.stringify(message) })).body);

			assert.equal((await post({ ...INIT, MaXacThuc: sign(INIT, 'WRONG') })).MaLoi, '97');
			const accepted = await post({ ...INIT, MaXacThuc: sign(INIT, PAYPLAT) });

			assert.equal(accepted.MaLoi, '00');
			assert.match(accepted.UrlThanhToan, /\/payplat\/tra\/TT20261015000005$/);
			const paid = await call(`${base}/tra/TT20261015000005`, { method: 'POST', body: 'ket_qua=thanh-cong' });

			assert.equal(paid.status, 303);
			// The payer is sent back after a while, however long the notices take.
			await until(() => notices.length === 3, 'the notice that is acknowledged');
			assert.equal(notices[2].MaXacThuc, sign(notices[2], PAYPLAT));
			assert.equal(notices[2].MaLoi, '00');
			assert.equal(notices[2].SoTien, '50000');
		});
	});
});

test('VNPAY stops calling at 00 or 02 and signs what the browser brings back', async () => {
	const notices = [];

	await serving((request, response) => {
		notices.push(new URL(request.url, 'http://x').searchParams);
		response.end(JSON.stringify({ RspCode: notices.length === 1 ? '99' : '02' }));
	}, async (portal) => {
		const gateway = new Vnpay({ terminal: 'DVCTINH1', secret: VNPAY, callbackUrl: `${portal}/ipn` });
		const fields = {
			vnp_Amount: '5000000', vnp_Command: 'pay', vnp_OrderInfo: 'Nop phi', vnp_ReturnUrl: `${portal}/ve`,
			vnp_TmnCode: 'DVCTINH1', vnp_TxnRef: 'TT1', vnp_Version: '2.1.0',
		};

		gateway.mode = { pause_ms: 5 };
		await serving((request, response) => {
			const url = new URL(request.url, 'http://x');

			return gateway.handle(request, response, url.pathname, url.searchParams);
		}, async (base) => {
			const link = `${base}/pay?${new URLSearchParams({ ...fields, vnp_SecureHash: signQuery(fields, VNPAY) })}`;

			assert.equal((await call(link.replace('5000000', '5000100'))).status, 400);
			assert.equal((await call(link)).status, 200);
			assert.equal((await call(link, { method: 'POST', body: 'ket_qua=thanh-cong' })).status, 303);
			await until(() => notices.length === 2, 'the second notice');
		});
	});
	assert.equal(notices.length, 2);
	const notice = Object.fromEntries(notices[1]);

	assert.equal(notice.vnp_SecureHash, signQuery(notice, VNPAY));
	assert.equal(notice.vnp_TransactionStatus, '00');
});

test('a mail arrives as one readable file', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'mail-'));
	const server = smtpServer(folder).listen(0, '127.0.0.1');

	await new Promise((resolve) => server.once('listening', resolve));
	await new Promise((resolve, reject) => {
		const socket = net.connect(server.address().port, '127.0.0.1');

		socket.on('error', reject);
		socket.on('close', resolve);
		socket.resume();
		socket.write(['EHLO x', 'MAIL FROM:<a@b.vn>', 'RCPT TO:<nguoi.nop@example.vn>', 'DATA', 'From: a@b.vn',
			`Subject: =?UTF-8?B?${Buffer.from('Hồ sơ đã nhận').toString('base64')}?=`,
			'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '',
			Buffer.from('Mã của bạn là 123456.\n..').toString('base64'), '.', 'QUIT', ''].join('\r\n'));
	});
	server.close();
	const [file] = readdirSync(folder);
	const text = readFileSync(join(folder, file), 'utf8');

	assert.match(text, /^To: nguoi\.nop@example\.vn$/m);
	assert.match(text, /^Subject: Hồ sơ đã nhận$/m);
	assert.match(text, /Mã của bạn là 123456\./);
});
