// What leaves the house: codes and notices by mail and SMS, what happens when they cannot be delivered, and what an
// administrator sees and does about it. On an instance of its own: its dossiers are written by SQL, past the door.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { quote, sql as sqlOn } from '../support/db.mjs';
import { startInstance, until } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';
import { codeIn, mails as mailsOf, nextMail, nextText, texts as textsOf } from '../support/mail.mjs';

// Whatever the door tells exchange about (modules/domain/dossier/door_journal_store.c), with the facts of each.
const NOTICES = {
	submit: {}, receive: { note: '' }, refuse_intake: { reason: 'Không thuộc thẩm quyền' },
	ask_intake_supplement: { items: ['Bản sao căn cước', 'Tờ khai có chữ ký'], reason: 'Thiếu giấy tờ', contact: '0200 000 000' },
	ask_supplement: { items: ['Sơ đồ vị trí'], reason: 'Chưa rõ địa điểm', contact: '' },
	demand_intake_fee: { lines: [], total: 16000 }, demand_fee: { lines: [], total: 100000 },
	fee_settled: { demand: 1, amount: 16000, method: 'cash', reference: 'x', receipt: 'AA-0000001' },
	stop: { reason: 'Chờ ý kiến cơ quan cấp trên' }, resume: {}, extend: { reason: 'Cần kiểm tra thực địa', new_due: '' },
	withdraw: { reason: 'Theo đề nghị' }, close: { reason: 'Hết hạn' }, publish_result: {}, return_result: { to: 'Người nhận' },
};
const WAKES = ['receive', 'refuse_intake', 'ask_intake_supplement', 'ask_supplement', 'demand_fee', 'stop', 'extend', 'close',
	'publish_result'];
const told = {};
let instance;
let agency;

const sql = (text) => sqlOn(text, instance);
const inserted = (text) => Number(sql(`${text}; SELECT LAST_INSERT_ID() AS id`)[0].id);

before(async () => {
	instance = await startInstance('exchange');
	agency = inserted(`INSERT INTO agency (code, name, short_name, slug, tier, valid_from) VALUES ('H99.1', 'Sở Công Thương',
		'Sở Công Thương', 'so-cong-thuong-thu', 'department', '2025-01-01')`);
	for (const [event, facts] of Object.entries(NOTICES))
		told[event] = {
			mailed: notify({ event, facts, email: `${event}@example.vn`, phone: '0912000002' }),
			phoned: notify({ event, facts, phone: '0912000003' }),
		};
});
after(() => instance?.reset());

let number = 0;

// A dossier of one applicant, with an account if `account`, and one event in its journal.
function dossier({ email = '', phone = '', event, facts, account = true, outcome = null, kind = 'person' }) {
	const code = `H99.1-261121-${String(++number).padStart(4, '0')}`;
	const owner = account ? inserted(`INSERT INTO account (kind, login, name, created_at)
		VALUES ('citizen', 'notice-${number}@example.vn', 'A', NOW(6))`) : null;
	const id = inserted(`INSERT INTO dossier (code, filing_number, secret_hash, state, version, channel, procedure_version_id,
		procedure_code, procedure_name, agency_receiving_id, agency_solving_id, account_id, applicant_name, subject,
		result_channel, clock_policy, filed_at, due_at, wait_until, outcome) VALUES ('${code}', 'TN-${code}',
		REPEAT('x', 32), 'received', 1, 'online', 1, '2.000635', 'Cấp bản sao Trích lục hộ tịch', ${agency}, ${agency},
		${quote(owner)}, 'Nguyễn Thị Bình', '', 'online', '', NOW(6), '2026-11-23 02:00:00', '2026-12-21 10:00:00',
		${quote(outcome)})`);

	sql(`INSERT INTO dossier_party (dossier_id, role, kind, name, number, phone, email) VALUES (${id}, 'applicant', '${kind}',
		'Nguyễn Thị Bình', '001190000001', ${quote(phone)}, ${quote(email)});
		INSERT INTO dossier_event (dossier_id, seq, kind, state_after, at, actor_kind, actor_id, actor_agency_id, facts,
		facts_hash, previous_hash, hash) VALUES (${id}, 1, '${event}', 'received', NOW(6), 'system', 0, 0,
		${quote(JSON.stringify(facts))}, REPEAT('x', 32), REPEAT('x', 32), REPEAT('x', 32))`);
	return { id, code };
}

// An outbox row of exchange, due at once or in an hour.
function post(topic, payload, { dossierId = null, delayed = false, expires = 'NULL' } = {}) {
	return inserted(`INSERT INTO outbox (consumer, topic, okey, dossier_id, payload, created_at, not_before, not_after) VALUES
		('exchange', '${topic}', UUID(), ${quote(dossierId)}, ${quote(JSON.stringify(payload))}, NOW(6),
		NOW(6) + INTERVAL ${delayed ? 3600 : 0} SECOND, ${expires})`);
}

const row = (id) => sql(`SELECT state, payload, attempts, last_error FROM outbox WHERE id = ${id}`)[0];
const closed = (id) => until(() => row(id).state !== 'waiting' && row(id), `outbox row ${id}`);

// The dossier with the id of its outbox row; told: once that row is closed, with the row itself.
function notify(options) {
	const { id, code } = dossier(options);

	return { id, code, row: post(`notice.${options.event}`, { dossier: id, seq: 1 }, { dossierId: id }) };
}
const tell = async (options) => {
	const notified = notify(options);

	return { ...notified, row: await closed(notified.row) };
};

test('a one-time code arrives by mail and by SMS, and its payload is gone afterwards', async () => {
	const expires = 'NOW(6) + INTERVAL 5 MINUTE';
	const byMail = post('code.email', { to: 'ma@example.vn', code: '314159', purpose: 'sign_in', language: 'vi' }, { expires });
	const bySms = post('code.sms', { to: '0912000001', code: '271828', purpose: 'sign_in', language: 'en' }, { expires });
	const mail = await nextMail('ma@example.vn', { instance });
	const text = await nextText('0912000001', { instance });

	assert.equal(codeIn(mail), '314159');
	assert.match(mail.text, /5 phút/);
	assert.equal(codeIn(text), '271828');
	assert.match(text.text, /5 minutes/);
	for (const id of [byMail, bySms])
		assert.deepEqual({ ...await closed(id), attempts: 0 }, { state: 'done', payload: '{}', attempts: 0, last_error: '' });
	const [{ reply }] = sql(`SELECT message_log.reply FROM message_log JOIN delivery ON delivery.id = message_log.delivery_id
		WHERE delivery.outbox_id = ${bySms}`);

	assert.equal(reply, 'http 200', 'a gateway that repeats the code puts it into no log');
});

test('a code that has expired is not sent any more, and nothing keeps it', async () => {
	const id = post('code.email', { to: 'muon@example.vn', code: '111111', purpose: 'sign_in', language: 'vi' },
		{ expires: 'NOW(6) - INTERVAL 1 SECOND' });
	const { state, payload } = await closed(id);

	assert.deepEqual({ state, payload }, { state: 'dead', payload: '{}' });
	assert.deepEqual(mailsOf('muon@example.vn', null, instance), []);
});

for (const [event, facts] of Object.entries(NOTICES))
	test(`notice.${event}: a whole mail, a short SMS without a name`, async () => {
		const { mailed, phoned } = told[event];

		assert.equal((await closed(mailed.row)).state, 'done');
		assert.equal((await closed(phoned.row)).state, 'done');
		const [mail] = mailsOf(`${event}@example.vn`, null, instance);

		assert.match(mail.subject, new RegExp(mailed.code));
		for (const needed of [/Nguyễn Thị Bình/, /Cấp bản sao Trích lục/, /Sở Công Thương/, /1900 0000/, /tra-cuu/])
			assert.match(mail.text, needed);
		for (const said of [facts.reason, ...facts.items ?? []])
			assert.ok(!said || mail.text.includes(said), `${said} is missing in: ${mail.text}`);
		assert.doesNotMatch(`${mail.subject}\n${mail.text}`, /\{\w+\}|notice\.|001190000001/);
		const text = textsOf('0912000003', new RegExp(phoned.code), instance)[0].text.trim();

		assert.ok(text.length <= 134, `${text.length}: ${text}`);
		assert.doesNotMatch(text, /\{\w+\}|notice\.|Nguyễn|\s{2}/);
		assert.equal(textsOf('0912000002', new RegExp(mailed.code), instance).length, WAKES.includes(event) ? 1 : 0,
			'who has to act or to come is told by SMS besides the mail');
	});

test('who is exempt is asked for no fee and thanked for none', async () => {
	const demanded = await tell({ event: 'demand_intake_fee', facts: { lines: [], total: 0 }, email: 'mien@example.vn' });
	const settled = await tell({ event: 'fee_settled', facts: { demand: 1, amount: 0, method: 'exempt' }, email: 'mien@example.vn' });
	const [mail, ...more] = mailsOf('mien@example.vn', null, instance);

	assert.deepEqual([demanded.row.state, settled.row.state, more.length], ['done', 'done', 0]);
	assert.match(mail.subject, /được miễn phí, lệ phí/);
	assert.doesNotMatch(mail.text, /0 đồng|Số biên lai|đã được ghi nhận/);
});

test('a notice says where to act: the payment page, the supplement, or the counter for who has no account', async () => {
	const at = async (event, email, account) => {
		const { code } = await tell({ event, facts: NOTICES[event], email, account });

		return mailsOf(email, new RegExp(code), instance)[0].text;
	};

	assert.match(await at('demand_fee', 'a1@example.vn', true), /\/thanh-toan\/TN-H99/);
	assert.match(await at('demand_fee', 'a2@example.vn', false), /quầy thu/);
	assert.match(await at('ask_supplement', 'a3@example.vn', true), /\/tai-khoan\/ho-so\/TN-H99[^ ]*\/bo-sung/);
	assert.match(await at('ask_supplement', 'a4@example.vn', false), /Bộ phận Một cửa/);
});

test('a published refusal is not announced as a result', async () => {
	await tell({ event: 'publish_result', facts: {}, email: 'khong@example.vn', outcome: 'refused' });
	const [{ subject, text }] = mailsOf('khong@example.vn', null, instance);

	assert.match(subject, /văn bản trả lời/);
	assert.match(text, /khiếu nại/);
});

test('nobody to tell is no error; an address that would break a header is refused', async () => {
	assert.equal((await tell({ event: 'submit', facts: {} })).row.state, 'done');
	const { row: bad } = await tell({ event: 'submit', facts: {}, email: 'x@example.vn>\r\nBcc: y@example.vn' });

	assert.equal(bad.state, 'dead');
	assert.deepEqual(mailsOf('y@example.vn', null, instance), []);
	assert.equal((await closed(post('notice.none', { dossier: 1, seq: 1 }))).state, 'dead');
});

test('an attempt cut off by a dying process is repeated once, says so, and is not repeated twice', async () => {
	const id = post('code.sms', { to: '0912000009', code: '161803', purpose: 'sign_in', language: 'vi' }, { delayed: true });
	const died = () => sql(`INSERT INTO delivery (outbox_id, channel, topic, target_hash, target_masked, state, attempts, tried_at)
		VALUES (${id}, 'sms', 'code.sms', REPEAT('x', 32), '091', 'sending', 1, NOW(6))
		ON DUPLICATE KEY UPDATE state = 'sending', sent_at = NULL;
		UPDATE outbox SET not_before = NOW(6), state = 'waiting' WHERE id = ${id}`);

	died();
	assert.equal((await closed(id)).state, 'done');
	const log = () => sql(`SELECT outcome FROM message_log JOIN delivery ON delivery.id = delivery_id WHERE outbox_id = ${id}
		ORDER BY attempt`).map(({ outcome }) => outcome);

	assert.deepEqual(log(), ['unclear', 'sent']);
	assert.equal(textsOf('0912000009', null, instance).length, 1);
	sql(`DELETE FROM message_log WHERE attempt = 2 AND delivery_id = (SELECT id FROM delivery WHERE outbox_id = ${id});
		UPDATE outbox SET payload = ${quote(JSON.stringify({ to: '0912000009', code: '161803' }))} WHERE id = ${id}`);
	died();
	assert.equal((await closed(id)).state, 'dead');
	assert.deepEqual(log(), ['unclear', 'unclear']);
	assert.equal(textsOf('0912000009', null, instance).length, 1, 'not a third time');
});

test('what was refused is shown to the administrator alone, who sends it again once', async () => {
	const { code } = await tell({ event: 'receive', facts: {}, email: 'tu-choi.1@example.vn' });

	assert.equal((await new Client(instance).get('/can-bo/lien-thong')).status, 303, 'a stranger signs in first');
	assert.equal((await (await new Client(instance).signIn('intake')).get('/can-bo/lien-thong')).status, 403);
	const administrator = await new Client(instance).signIn('administrator');
	const shown = await administrator.get('/can-bo/lien-thong', { json: true });
	const trouble = shown.json.troubles.find((t) => t.number === code);

	assert.match(trouble.error, /550/);
	assert.equal(trouble.targets, 'tu***@example.vn');
	const page = await administrator.get('/can-bo/lien-thong');

	assert.doesNotMatch(page.text, /tu-choi\.1@/, 'no address in full');
	assert.ok(hidden(page, 'once'));
	sql(`UPDATE dossier_party SET email = 'dung@example.vn' WHERE email = 'tu-choi.1@example.vn'`);
	const fields = { once: trouble.once, message: trouble.id };
	const one = await administrator.post('/can-bo/lien-thong/gui-lai', fields);
	const two = await administrator.post('/can-bo/lien-thong/gui-lai', fields);

	assert.deepEqual([one.status, one.location, two.status, two.location],
		[303, '/can-bo/lien-thong', 303, '/can-bo/lien-thong']);
	assert.match((await nextMail('dung@example.vn', { instance })).subject, new RegExp(code));
	assert.equal((await administrator.post('/can-bo/lien-thong/gui-lai', { once: 'another-key-of-22-chars', message: trouble.id }))
		.status, 409, 'it is not given up any more');
});

test('partners read what there is and whether it works', async () => {
	const partner = new Client(instance);
	const described = await partner.get('/ket-noi', { json: true });

	assert.deepEqual(described.json.interfaces.map(({ name, configured }) => [name, configured]), [['email', true], ['sms', true], ['population', true],
		['vneid', true]]);
	assert.equal((await partner.get(described.json.state_url, { json: true })).json.status, 'ok');
});
