// Who people are, seen from a portal: VNeID (OpenID Connect, authorisation code), where a person says who they are, and the
// population register behind LGSP (token, then JSON in, XML out), which knows them from then on. The register misbehaves when told to:
// POST /population/control {"number": "...", "mode": "ok | empty | slow | down | broken | fault | wrong | two | huge | doctype"},
// for one person, so that tests do not meet; {"number", "person": {...}} says more of one; GET gives the questions asked so far.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { answerJson, answerPage, bodyOf, escape, jsonOrNull, redirect } from './http.mjs';

const SLOW_MS = 4000; // longer than any portal should wait
const bare = (name) => name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'D').toUpperCase().replace(/[^A-Z]/g, '');
const element = (name, content) => `<${name}>${content}</${name}>`;
const formOf = async (request) => Object.fromEntries(new URLSearchParams(await bodyOf(request)));

function citizen({ number, name, birth, sex = 'Nữ', ethnicity = 'Kinh', town = 'Xã Bình Yên', address = 'Số 12, đường Hòa Bình' }) {
	const [family, ...rest] = name.split(' ');
	const given = rest.pop() ?? '';

	return element('CongDan', [
		element('SoDinhDanh', number),
		element('HoVaTen', element('Ho', escape(family)) + element('ChuDem', escape(rest.join(' '))) + element('Ten', escape(given))),
		element('GioiTinh', escape(sex)), element('DanToc', escape(ethnicity)), element('TonGiao', 'Không'), element('NhomMau', 'O'),
		element('NgayThangNamSinh', element('Nam', birth.slice(0, 4)) + element('NgayThangNam', birth.replaceAll('-', ''))),
		element('QuocTich', 'Việt Nam'), element('QueQuan', element('MaPhuongXa', '00001') + element('ChiTiet', escape(town))),
		element('ThuongTru', element('MaPhuongXa', '00001') + element('ChiTiet', escape(address)) + element('TenTinh', 'Tỉnh Mẫu')),
	].join(''));
}

const envelope = (people) => '<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">'
	+ `<soap:Body><CongdanCollection xmlns="http://dancuquocgia.bca">${people}</CongdanCollection></soap:Body></soap:Envelope>`;

export class People {
	constructor({ population, vneid }) {
		Object.assign(this, { client: population, vneidClient: vneid, tokens: new Set(), codes: new Map(), people: new Map(), modes: new Map(), asked: [] });
	}

	// --- VNeID ---------------------------------------------------------------------------------------------------------

	async vneid(request, response, path, query) {
		if (path === '/authorize')
			return this.authorize(request, response, query);
		if (path === '/token') {
			const form = await formOf(request);
			const given = this.codes.get(form.code);

			this.codes.delete(form.code); // once
			if (!given || form.client_id !== this.vneidClient.client || form.client_secret !== this.vneidClient.secret
				|| form.grant_type !== 'authorization_code' || form.redirect_uri !== given.redirectUri)
				return answerJson(response, { error: 'invalid_grant' }, 400);
			const token = randomBytes(16).toString('hex');

			this.codes.set(token, given);
			return answerJson(response, { access_token: token, token_type: 'Bearer', expires_in: 300 });
		}
		const given = this.codes.get(/^Bearer (\w+)$/.exec(request.headers.authorization ?? '')?.[1]);

		if (path !== '/userinfo' || !given)
			return answerJson(response, { error: 'invalid_token' }, 401);
		const { number, name, birth } = given.person;

		return answerJson(response, { sub: `vneid-${number}`, LoaiTaiKhoan: 1, SoDinhDanh: number, HoVaTen: name,
			NgayThangNamSinh: birth.replaceAll('-', ''), loAs: '2', IAL: 2, TechID: number });
	}

	async authorize(request, response, query) {
		if (query.get('client_id') !== this.vneidClient.client || !query.get('redirect_uri')?.endsWith(this.vneidClient.return_path))
			return answerPage(response, 'Yêu cầu không hợp lệ', '', 400);
		if (request.method !== 'POST')
			return answerPage(response, 'VNeID (mô phỏng)', `<form method="post">
<p><label>Họ và tên <input name="name" value="Nguyễn Thị An"></label></p>
<p><label>Số định danh <input name="number" value="001190012345"></label></p>
<p><label>Ngày sinh <input name="birth" value="1990-05-12"></label></p>
<button name="outcome" value="ok">Đồng ý</button><button name="outcome" value="no">Từ chối</button></form>`);
		const { outcome, ...person } = await formOf(request);
		const back = new URL(query.get('redirect_uri'));

		back.searchParams.set('state', query.get('state') ?? '');
		if (outcome === 'ok') {
			const code = randomBytes(16).toString('hex');

			this.codes.set(code, { person, redirectUri: query.get('redirect_uri') });
			this.people.set(person.number, { ...person, ...this.people.get(person.number) });
			back.searchParams.set('code', code);
		} else {
			back.searchParams.set('error', 'access_denied');
		}
		return redirect(response, back.href);
	}

	// --- the register --------------------------------------------------------------------------------------------------

	async population(request, response, path) {
		if (path === '/control')
			return this.control(request, response);
		if (path === '/token') {
			const form = await formOf(request);

			if (form.grant_type !== 'client_credentials' || form.client_id !== this.client.client || form.client_secret !== this.client.secret)
				return answerJson(response, { error: 'invalid_client' }, 401);
			const token = randomBytes(16).toString('hex');

			this.tokens.add(token);
			return answerJson(response, { access_token: token, token_type: 'Bearer', expires_in: 3600 });
		}
		if (!this.tokens.has(/^Bearer (\w+)$/.exec(request.headers.authorization ?? '')?.[1]))
			return answerJson(response, { error: 'unauthorized' }, 401);
		const question = jsonOrNull(await bodyOf(request));

		if (!question || !/^[0-9a-f]{32}$/.test(question.MaYeuCau) || !question.MaTichHop || !question.MaDVC)
			return answerJson(response, { error: 'bad request' }, 400);
		this.asked.push({ ...question, at: Date.now() });
		return this.answer(response, question);
	}

	async control(request, response) {
		if (request.method !== 'POST')
			return answerJson(response, this.asked);
		const { number, mode, person } = jsonOrNull(await bodyOf(request)) ?? {};

		if (mode)
			this.modes.set(number, mode);
		if (person)
			this.people.set(number, { number, ...this.people.get(number), ...person });
		return answerJson(response, { done: true });
	}

	async answer(response, question) {
		const person = this.people.get(question.SoDinhDanh);
		const known = person && bare(person.name) === question.HoVaTen ? citizen(person) : '';
		const other = person ? citizen({ ...person, number: '001090099999', name: 'Trần Văn Khác' }) : '';
		const send = (xml, status = 200) => {
			response.writeHead(status, { 'Content-Type': 'text/xml; charset=utf-8' });
			response.end(xml);
		};

		switch (this.modes.get(question.SoDinhDanh)) {
		case 'empty': return send(envelope(''));
		case 'slow': await pause(SLOW_MS); return send(envelope(known));
		case 'down': return send('', 503);
		case 'broken': return send(envelope(known).slice(0, -40));
		case 'fault': return send('<Envelope><Body><Fault><faultstring>lỗi</faultstring></Fault></Body></Envelope>');
		case 'wrong': return send(envelope(other));
		case 'two': return send(envelope(known + other));
		case 'huge': return send(envelope(known + 'x'.repeat(200 * 1024)));
		case 'doctype': return send(`<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${envelope(known)}`);
		default: return send(envelope(known));
		}
	}
}
