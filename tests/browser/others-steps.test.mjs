// Nobody does another's step: at each stage of a real dossier every other sample account tries the page and the act that
// are somebody else's, and is refused; then the right one does it. A refusal is a page that a person can read.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin, citizen, fill, PDF } from '../api/citizen.mjs';
import { closeBrowser, person, signIn } from '../support/browser.mjs';
import { businessNow, resetClock, setClock } from '../support/clock.mjs';
import { env } from '../support/env.mjs';
import { Client } from '../support/http.mjs';
import { act, dossierOf } from '../support/steps.mjs';
import { lookAtRefusal } from './people.mjs';

const officers = {};
const result = [{ name: 'file', filename: 'ket-qua.pdf', type: 'application/pdf', content: PDF }];
let number;

function today() {
	const [year, month, day] = new Date(businessNow() + 7 * 3600e3).toISOString().slice(0, 10).split('-');

	return { 'issued_on.day': day, 'issued_on.month': month, 'issued_on.year': year };
}

// Whose step, where, and what is sent; the last act of a role passes the dossier on.
const STAGES = [
	['intake', 'tiep-nhan', () => ({})],
	['intake', 'ban-giao', () => ({ to: 'Trần Văn Hùng' })],
	['processing', 'nhan-xu-ly', () => ({})],
	['processing', 'du-thao/tep', () => ({ title: 'Bản sao trích lục' })],
	['processing', 'chuyen-buoc', () => ({ note: 'Đủ căn cứ' })],
	['section_head', 'chuyen-buoc', () => ({ note: 'Đã soát' })],
	['leader', 'duyet', () => ({ note: 'Đồng ý' })],
	['clerk', 'cap-so', today],
	['clerk', 'phat-hanh', () => ({})],
	['returning', 'tra-ket-qua', () => ({ to: 'Nguyễn Văn Bình', identity: '001090012345', sign: 'yes' })],
];

// The page of acceptance is the dossier's own.
function doIt(client, path, fields) {
	return path === 'tiep-nhan' ? client.post(`/can-bo/ho-so/${number}/tiep-nhan`, { version: dossierOf(number, env()).version })
		: act(client, number, path, fields, result);
}

async function tryIt(client, path, fields) {
	const address = `/can-bo/ho-so/${number}/${path}`;
	const own = { version: dossierOf(number, env()).version, ...(path === 'duyet' ? { seen: 'none' } : {}), ...fields };

	return [await client.get(address), path.endsWith('/tep') ? await client.upload(address, own, result)
		: await client.post(address, own)];
}

before(async () => {
	setClock('2026-11-25T09:00:00+07:00');
	for (const name of Object.keys(env().accounts).filter((key) => key !== 'citizen'))
		officers[name] = await new Client().signIn(name);
	const client = await citizen();
	const draft = await begin(client);

	await fill(client, draft, { doi_tuong_mien_phi: 'ho_ngheo' });
	await client.upload(`${draft}/tep`, { requirement: 'giay-to-mien-phi' },
		[{ name: 'file', filename: 'hộ nghèo.pdf', type: 'application/pdf', content: PDF }]);
	await client.post(`${draft}/nop`, { declaration: '1' });
	number = (await client.get(`${draft}/da-nop`, { json: true })).json.filing_number;
});
after(async () => {
	await closeBrowser();
	resetClock();
});

test('at each stage only the one whose step it is may take it', async () => {
	const wrong = [];

	for (const [may, path, fields] of STAGES) {
		const { version, state } = dossierOf(number, env());

		for (const [name, client] of Object.entries(officers).filter(([other]) => other !== may))
			for (const answer of await tryIt(client, path, fields()))
				if (![403, 404, 405].includes(answer.status))
					wrong.push(`${name} at ${path} of ${may}: ${answer.status} ${answer.location ?? ''}`);
		assert.deepEqual([dossierOf(number, env()).version, dossierOf(number, env()).state], [version, state], `after ${path}`);
		const done = await doIt(officers[may], path, fields());

		assert.equal(done.status, 303, `${may} at ${path}: ${done.status} ${done.text.slice(0, 2000)}`);
		number = dossierOf(number, env()).code ?? number;
	}
	assert.deepEqual(wrong, []);
	assert.equal(dossierOf(number, env()).state, 'returned');
});

test('pages of one desk are closed to the others', async () => {
	const wrong = [];

	for (const [path, roles] of [['/can-bo/tai-quay', ['intake']], ['/can-bo/thu-ngan', ['cashier']],
		['/can-bo/danh-muc', ['administrator', 'drafter', 'controller', 'approver']], ['/can-bo/lien-thong', ['administrator']]])
		for (const [name, client] of Object.entries(officers)) {
			const { status } = await client.get(path);

			if (status !== (roles.includes(name.split(':')[0]) ? 200 : 403))
				wrong.push(`${name} at ${path}: ${status}`);
		}
	assert.deepEqual(wrong, []);
});

test('the refusal is a page that says what to do', async () => {
	const page = await person();

	await signIn(page, 'clerk');
	await page.goto('/can-bo/tai-quay');
	await lookAtRefusal(page, 'clerk', 'error-403', /Không có quyền thực hiện/);
	await page.goto('/can-bo/ho-so/H01.21-260101-9999');
	await lookAtRefusal(page, 'clerk', 'error-404', /Không tìm thấy/);
});
