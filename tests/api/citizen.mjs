// What a citizen does, for tests: sign in by code, fill in the sample forms, attach a paper, file.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { quote, sql } from '../support/db.mjs';
import { env, until } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';
import { codeIn, mails } from '../support/mail.mjs';

export const CODE = '2.000635';

// The code on its way to an address: in the mail that exchange delivered, or still in the outbox.
function codeFor(address, instance, seen) {
	return until(() => {
		const [row] = sql(`SELECT payload FROM outbox WHERE topic LIKE 'code.%' AND payload LIKE ${quote(`%${address}%`)}
			ORDER BY id DESC LIMIT 1`, instance);
		const waiting = row && JSON.parse(row.payload || '{}').code;
		const mail = mails(address, undefined, instance).filter((m) => !seen.includes(m.name)).at(-1);

		return waiting || (mail && codeIn(mail));
	}, `a code for ${address}`);
}

// A citizen signed in with an address of their own: { client, address }.
export async function citizen(instance = env(), address = `dan${Date.now()}${randomInt(1e6)}@example.vn`) {
	const client = new Client(instance);
	const seen = mails(address, undefined, instance).map((m) => m.name);
	// All tests come from one address: what is limited by source is not what they are about.
	sql("DELETE FROM core_throttle WHERE bucket LIKE 'code_source:%'", instance);
	const asked = await client.post('/tai-khoan/dang-nhap', { login: address, by_code: '1' });

	assert.equal(asked.status, 200, asked.text);
	const code = await codeFor(address, instance, seen);
	const inside = await client.post('/tai-khoan/ma-xac-thuc', { login: address, code });

	assert.equal(inside.status, 303, inside.text);
	client.address = address;
	return client;
}

export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n'
	+ 'trailer<</Root 1 0 R>>\n%%EOF\n');

const pages = (over = {}) => [
	{
		nguoi_yeu_cau_ho_ten: 'Nguyễn Văn Bình', nguoi_yeu_cau_ngay_sinh: '1990-05-12', nguoi_yeu_cau_so_dinh_danh: '001090012345',
		nguoi_yeu_cau_dia_chi: 'Số 5 đường Hòa Bình, phường Trung Tâm', nguoi_yeu_cau_dien_thoai: '0912 345 678', quan_he: 'ban_than',
	},
	{
		loai_giay_to: 'khai_sinh', nguoi_duoc_cap_ho_ten: 'Nguyễn Văn Bình', nguoi_duoc_cap_ngay_sinh: '1990-05-12',
		noi_dang_ky: 'Ủy ban nhân dân phường Trung Tâm',
	},
	{ so_ban: '2', doi_tuong_mien_phi: 'khong', hinh_thuc_nhan: 'truc_tuyen', cam_doan: 'true' },
].map((page) => ({ ...page, ...Object.fromEntries(Object.entries(over).filter(([key]) => key in page)) }));

// Begins a draft, `over` what the first page asks besides: its address without the last part.
export async function begin(client, code = CODE, over = {}) {
	const start = await client.get(`/nop-ho-so/${code}`);
	const agency = /name="agency" type="radio" value="([^"]+)"/.exec(start.text)?.[1]
		?? /<option value="([^"]+)"/.exec(start.text)?.[1];
	const begun = await client.post(`/nop-ho-so/${code}`, { once: hidden(start, 'once'), ...(agency ? { agency } : {}), ...over });

	assert.equal(begun.status, 303, begun.text);
	assert.match(begun.location, new RegExp(`^/nop-ho-so/${code}/[\\w-]{22}/tiep$`));
	return begun.location.replace(/\/tiep$/, '');
}

export async function fill(client, draft, over) {
	for (const [i, page] of pages(over).entries()) {
		const saved = await client.post(`${draft}/trang/${i + 1}`, page);

		assert.equal(saved.status, 303, saved.text);
	}
}

// No fee: the dossier waits for the counter at once.
export const EXEMPT = { doi_tuong_mien_phi: 'ho_ngheo' };

// A whole filing; resolves to its number and the tracking secret.
export async function file(client, over) {
	const draft = await begin(client);

	await fill(client, draft, over);
	if (over?.doi_tuong_mien_phi)
		await client.upload(`${draft}/tep`, { requirement: 'giay-to-mien-phi' },
			[{ name: 'file', filename: 'giấy chứng nhận.pdf', type: 'application/pdf', content: PDF }]);
	const sent = await client.post(`${draft}/nop`, { declaration: '1' });

	assert.equal(sent.status, 303, sent.text);
	const { json } = await client.get(sent.location, { json: true });

	return { draft, number: json.filing_number, secret: json.tracking_secret, confirmation: sent.location };
}
