// Cash at the counter: taken once, by the cashier of the agency that collects, with a receipt that can be printed.
import { after, afterEach, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { sql } from '../support/db.mjs';
import { startInstance, until } from '../support/env.mjs';
import { hidden } from '../support/http.mjs';
import * as pay from '../support/payments.mjs';

let instance;
let office;
let cashier;

before(async () => {
	instance = await startInstance('payment-cashier', { modules: ['payment'], demo: false, processes: 2 });
	office = pay.agency(instance);
	cashier = pay.officer(office, 'cashier', instance);
});
after(() => instance?.stop());
afterEach(() => {
	assert.match(pay.verb('invariants', instance), /^0 invariants broken/m);
});

const dossier = (owner, options) => pay.dossier(owner, office, options, instance);

// The form of a dossier at the counter, as the page gives it.
async function form(number, client = cashier) {
	const page = await client.get(`/can-bo/thu-ngan/${number}`);

	assert.equal(page.status, 200, page.text);
	return { page, fields: { demand: hidden(page, 'demand'), version: hidden(page, 'version'), once: hidden(page, 'once') } };
}

test('the cashier finds a dossier by its number, takes cash, gives change and prints both receipts', async () => {
	const filed = dossier(null);
	const found = await cashier.get(`/can-bo/thu-ngan?q=${filed.number}`);

	assert.equal(found.location, `/can-bo/thu-ngan/${filed.number}`);
	const { page, fields } = await form(filed.number);

	assert.match(page.text, /Năm mươi nghìn đồng/);
	const taken = await cashier.post(`/can-bo/thu-ngan/${filed.number}`, { ...fields, received: '100.000' });

	assert.equal(taken.status, 303, taken.text);
	const after = await cashier.get(taken.location);

	assert.match(after.text, /Đã thu 50\.000 đồng.*nhận 100\.000 đồng, trả lại 50\.000 đồng/);
	assert.equal(pay.stateOf(filed.id, instance), 'submitted');
	const [demand] = pay.demands(filed.id, instance);
	const receipts = pay.receipts(demand.id, instance);

	assert.deepEqual(receipts.map((r) => [r.kind, r.amount, r.method, r.collector]),
		[['phi', '16000', 'cash', 'Trần Thị Thu'], ['le_phi', '34000', 'cash', 'Trần Thị Thu']]);
	const papers = await cashier.get(`/can-bo/thu-ngan/${filed.number}/bien-lai`);

	for (const text of ['Ủy ban nhân dân phường Trung Tâm', '01BLP0-001', receipts[0].series, receipts[0].number.padStart(8, '0'),
		'Nguyễn Thị Lan', filed.number, '16.000 đồng', 'Mười sáu nghìn đồng', 'Tiền mặt', 'Trần Thị Thu'])
		assert.ok(papers.text.includes(text), text);
	const [event] = sql(`SELECT actor_kind, facts FROM dossier_event WHERE dossier_id = ${filed.id} AND kind = 'fee_settled'`, instance);

	assert.equal(event.actor_kind, 'officer');
	assert.equal(JSON.parse(event.facts).method, 'cash');
	assert.equal(sql(`SELECT SUM(amount) AS sum FROM ledger_transfer WHERE demand_id = ${demand.id} AND debit = 'CASH'`, instance)[0].sum,
		'50000');
});

test('two clicks take the money once and lead to the same page', async () => {
	const filed = dossier(null);
	const { fields } = await form(filed.number);

	await cashier.csrf();
	const clicks = await Promise.all(Array.from({ length: 6 }, () =>
		cashier.post(`/can-bo/thu-ngan/${filed.number}`, { ...fields, received: '50000' })));

	assert.deepEqual([...new Set(clicks.map(({ status, location }) => `${status} ${location}`))], [`303 /can-bo/thu-ngan/${filed.number}`]);
	const [demand] = pay.demands(filed.id, instance);

	assert.equal(sql(`SELECT COUNT(*) AS n FROM attempt WHERE demand_id = ${demand.id}`, instance)[0].n, '1');
});

test('two cashiers at once: one takes it, the other is told; cash never becomes a refund', async () => {
	const other = pay.officer(office, 'cashier', instance);
	const filed = dossier(null);
	const forms = [await form(filed.number), await form(filed.number, other)];

	await Promise.all([cashier.csrf(), other.csrf()]);
	const answers = await Promise.all([cashier, other].map((client, i) =>
		client.post(`/can-bo/thu-ngan/${filed.number}`, { ...forms[i].fields, received: '50000' })));

	assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
	assert.match(answers.find(({ status }) => status === 409).text, /đã được nộp/);
	assert.equal(pay.refunds(pay.demands(filed.id, instance)[0].id, instance).length, 0);
});

test('the form of one fee takes no cash for another: paid online meanwhile, a second fee asked for', async () => {
	const filed = dossier(null);
	const { fields } = await form(filed.number);
	const lines = JSON.stringify({ lines: [{ ...pay.LINES[0], quantity: 1, amount: 8000 }], total: 8000, payer: 'Nguyễn Thị Lan' });

	assert.equal((await cashier.post(`/can-bo/thu-ngan/${filed.number}`, { ...(await form(filed.number)).fields, received: '50000' })).status, 303);
	sql(`UPDATE dossier SET state = 'fee_due', last_seq = last_seq + 1 WHERE id = ${filed.id};
		INSERT INTO dossier_event (dossier_id, seq, kind, state_after, at, actor_kind, actor_id, actor_agency_id, facts, salt, facts_hash,
		previous_hash, hash) SELECT id, last_seq, 'demand_fee', 'fee_due', UTC_TIMESTAMP(6), 'system', 0, 0, '${lines}',
		X'${'00'.repeat(16)}', X'${'00'.repeat(32)}', last_hash, X'${'22'.repeat(32)}' FROM dossier WHERE id = ${filed.id};
		UPDATE dossier SET last_hash = X'${'22'.repeat(32)}' WHERE id = ${filed.id}`, instance);
	const late = await cashier.post(`/can-bo/thu-ngan/${filed.number}`, { ...fields, received: '50000' });

	assert.equal(late.status, 409, late.text);
	assert.deepEqual(pay.demands(filed.id, instance).map((d) => [d.total, d.state]), [['50000', 'settled'], ['8000', 'open']]);
});

test('less than what is due, or no amount, is named beside the field', async () => {
	const filed = dossier(null);
	const { fields } = await form(filed.number);

	for (const received of ['49.999', '', '-1', '5e4', '50.00']) {
		const answer = await cashier.post(`/can-bo/thu-ngan/${filed.number}`, { ...fields, received });

		assert.equal(answer.status, 422, received);
		assert.match(answer.text, /href="#received"/, received);
	}
	assert.equal(pay.demands(filed.id, instance)[0].state, 'open');
});

test('who is not the cashier of that agency finds nothing and takes nothing', async () => {
	const filed = dossier(null);
	const { fields } = await form(filed.number);
	const stranger = pay.officer(pay.agency(instance), 'cashier', instance);
	const intake = pay.officer(office, 'intake', instance);
	const citizen = pay.citizen(instance);

	for (const path of [`/can-bo/thu-ngan/${filed.number}`, `/can-bo/thu-ngan/${filed.number}/bien-lai`]) {
		assert.equal((await stranger.get(path)).status, 404, path);
		assert.equal((await intake.get(path)).status, 403, path);
		assert.match((await citizen.get(path)).location, /^\/can-bo\/dang-nhap/, path);
	}
	assert.equal((await stranger.post(`/can-bo/thu-ngan/${filed.number}`, { ...fields, received: '50000' })).status, 404);
	assert.equal((await intake.post(`/can-bo/thu-ngan/${filed.number}`, { ...fields, received: '50000' })).status, 403);
	assert.doesNotMatch((await stranger.get('/can-bo/thu-ngan')).text, new RegExp(filed.number));
	assert.doesNotMatch((await stranger.get(`/can-bo/thu-ngan?q=${filed.number}`)).text, new RegExp(`href="[^"]*${filed.number}`));
	const both = dossier(citizen);

	assert.match((await stranger.get('/can-bo/thu-ngan/trong-ngay')).text, /Chưa thu khoản nào/);
	assert.equal((await cashier.get(`/can-bo/thu-ngan/${both.number}`)).status, 200, 'an online dossier may be paid at the counter');
});

test('the list is searched by number or payer and paged; the day\'s takings add up', async () => {
	const at = pay.agency(instance);
	const own = pay.officer(at, 'cashier', instance);
	const filed = Array.from({ length: 30 }, () => pay.dossier(null, at, {}, instance));

	await until(() => filed.every(({ id }) => pay.demands(id, instance).length === 1), 'the demands');
	const first = await own.get('/can-bo/thu-ngan');
	const next = /rel="next" href="([^"]+)"/.exec(first.text)[1].replace(/&amp;/g, '&');
	const rows = (page) => new Set(page.text.match(/\/can-bo\/thu-ngan\/T\d+/g));

	assert.equal(rows(first).size + rows(await own.get(next)).size, 30);
	assert.equal(rows(await own.get(`/can-bo/thu-ngan?q=${filed[3].number.slice(2)}`)).size, 1);
	assert.equal(rows(await own.get('/can-bo/thu-ngan?q=%25')).size, 0, 'a wildcard means itself');
	for (const { number } of filed.slice(0, 3)) {
		const { fields } = await form(number, own);

		assert.equal((await own.post(`/can-bo/thu-ngan/${number}`, { ...fields, received: '50000' })).status, 303);
	}
	const day = await own.get('/can-bo/thu-ngan/trong-ngay');

	assert.match(day.text, /150\.000 đồng/);
	assert.match(day.text, /Một trăm năm mươi nghìn đồng/);
	assert.match((await own.get('/can-bo/thu-ngan/trong-ngay?ngay=2026-01-01')).text, /Chưa thu khoản nào/);
});

test('a day with more payments than a page lists: its totals count them all', async () => {
	const at = pay.agency(instance);
	const own = pay.officer(at, 'cashier', instance);
	const filed = pay.dossier(null, at, {}, instance);
	const { fields } = await form(filed.number, own);

	assert.equal((await own.post(`/can-bo/thu-ngan/${filed.number}`, { ...fields, received: '50000' })).status, 303);
	const [demand] = pay.demands(filed.id, instance);
	const [{ id: last }] = sql('SELECT MAX(id) AS id FROM attempt', instance);

	try {
		sql(`INSERT INTO attempt (demand_id, gateway, merchant_ref, amount, state, sent_at_text, payer_address, created_at, expires_at,
			captured_at) SELECT ${demand.id}, 'cash', CONCAT('NHIEU', seq), 1000, 'paid', '', '', captured_at, captured_at, captured_at
			FROM attempt JOIN seq_1_to_2100 WHERE attempt.demand_id = ${demand.id}`, instance);
		const day = await own.get('/can-bo/thu-ngan/trong-ngay');

		assert.match(day.text, /2\.150\.000 đồng/);
		assert.match(day.text, /1\.000 trong 2\.101 khoản/);
	} finally {
		sql(`DELETE FROM attempt WHERE id > ${last} AND merchant_ref LIKE 'NHIEU%'`, instance);
	}
});
