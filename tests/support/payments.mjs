// What tests of fees need: dossiers that wait for their fee, people signed in, the gateways' messages, the books.
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { quote, sql } from './db.mjs';
import { env } from './env.mjs';
import { Client } from './http.mjs';

const NOW = 'UTC_TIMESTAMP(6)';
const TOKEN_BYTES = 32;

export const LINES = [
	{ kind: 'phi', code: 'ban_sao', name: 'Phí cấp bản sao trích lục hộ tịch', quantity: 2, unit_price: 8000, amount: 16000,
		basis: 'Thông tư 281/2016/TT-BTC' },
	{ kind: 'le_phi', code: 'dang_ky', name: 'Lệ phí đăng ký', quantity: 1, unit_price: 34000, amount: 34000,
		basis: 'Nghị quyết của HĐND tỉnh' },
];

const insert = (statement, instance) => sql(`${statement}; SELECT LAST_INSERT_ID() AS id;`, instance)[0].id;

// An agency of the test's own, with a calendar: { id, code }.
export function agency(instance = env()) {
	const code = `H99.${randomInt(1e8)}`;
	const id = insert(`INSERT INTO agency (code, name, short_name, slug, tier, valid_from)
		VALUES ('${code}', 'Ủy ban nhân dân phường Trung Tâm', 'UBND phường', 'phuong-${code}', 'commune', '2025-07-01')`, instance);

	return { id, code };
}

function signedIn(instance, kind, account) {
	const client = new Client(instance);
	const token = randomBytes(TOKEN_BYTES).toString('base64url');
	const digest = createHash('sha256').update(token).digest('hex');

	sql(`INSERT INTO core_session (token_hash, kind, account_id, created_at, seen_at, expires_at, second_factor_at)
		VALUES (X'${digest}', '${kind}', ${account}, ${NOW}, ${NOW}, ${NOW} + INTERVAL 1 HOUR, ${NOW})`, instance);
	client.cookies.set('motcua', token);
	return Object.assign(client, { account });
}

export function citizen(instance = env()) {
	const login = `phi${Date.now()}${randomInt(1e6)}@example.vn`;
	const account = insert(`INSERT INTO account (kind, login, name, email, created_at)
		VALUES ('citizen', '${login}', 'Nguyễn Thị Lan', '${login}', ${NOW})`, instance);

	return signedIn(instance, 'citizen', account);
}

// An officer with one role at an agency.
export function officer(at, role = 'cashier', instance = env()) {
	const code = `cb${Date.now()}${randomInt(1e6)}`;
	const account = insert(`INSERT INTO account (kind, login, name, created_at)
		VALUES ('officer', '${code}', 'Trần Thị Thu', ${NOW})`, instance);
	const id = insert(`INSERT INTO officer (account_id, code, name, position, agency_id, valid_from)
		VALUES (${account}, '${code}', 'Trần Thị Thu', 'Thu ngân', ${at.id}, '2025-07-01')`, instance);

	sql(`INSERT INTO role_grant (officer_id, role, agency_id, procedure_code, valid_from)
		VALUES (${id}, '${role}', ${at.id}, '*', '2025-07-01')`, instance);
	return signedIn(instance, 'officer', account);
}

// A dossier that waits for its fee, as filing leaves it: { id, number, total }. The outbox row is there unless told otherwise.
export function dossier(owner, at, { lines = LINES, told = true, total } = {}, instance = env()) {
	const number = `T${Date.now()}${randomInt(1e6)}`;
	const sum = total ?? lines.reduce((all, line) => all + line.amount, 0);
	const facts = JSON.stringify({ lines, total: sum, payer: 'Nguyễn Thị Lan' });
	const id = insert(`INSERT INTO dossier (filing_number, secret_hash, state, version, channel, procedure_version_id, procedure_code,
		procedure_name, agency_receiving_id, agency_solving_id, account_id, applicant_name, subject, result_channel, clock_policy,
		filed_at, last_seq, last_hash) VALUES ('${number}', X'${'00'.repeat(32)}', 'intake_fee_due', 2, 'online', 1, '2.000635',
		'Cấp bản sao Trích lục hộ tịch', ${at.id}, ${at.id}, ${owner?.account ?? 'NULL'}, 'Nguyễn Thị Lan', 'Bản sao', 'online',
		'count=working_days; term=1 ngày làm việc', ${NOW}, 2, X'${'11'.repeat(32)}')`, instance);

	sql(`INSERT INTO dossier_event (dossier_id, seq, kind, state_after, at, actor_kind, actor_id, actor_agency_id, facts, salt,
		facts_hash, previous_hash, hash) VALUES (${id}, 2, 'demand_intake_fee', 'intake_fee_due', ${NOW}, 'system', 0, 0,
		${quote(facts)}, X'${'00'.repeat(16)}', X'${'00'.repeat(32)}', X'${'00'.repeat(32)}', X'${'11'.repeat(32)}');
		INSERT INTO dossier_party (dossier_id, role, kind, name, address) VALUES (${id}, 'applicant', 'person', 'Nguyễn Thị Lan',
		'Số 5 đường Hòa Bình')`, instance);
	if (told)
		tell(id, 2, 'fee.demanded', instance);
	return { id, number, total: sum };
}

export function tell(id, seq, topic, instance = env()) {
	sql(`INSERT INTO outbox (consumer, topic, okey, dossier_id, payload, created_at, not_before)
		VALUES ('payment', '${topic}', '${id}:${seq}', ${id}, '{"dossier":${id},"seq":${seq}}', ${NOW}, ${NOW})`, instance);
}

// Begins to pay at a gateway; the attempt as its row, and the page with the link.
export async function begin(client, number, method, instance = env()) {
	const begun = await client.post(`/thanh-toan/${number}`, { method, once: randomBytes(16).toString('base64url') });

	if (begun.status !== 303)
		throw new Error(`${begun.status} ${begun.text}`);
	const page = await client.get(begun.location);
	const reference = new URL(begun.location, client.base).searchParams.get('ma');

	return { attempt: attempt(reference, instance), page, leave: /href="([^"]+)" rel="noreferrer"/.exec(page.text)?.[1]
		.replace(/&amp;/g, '&') };
}

export const attempt = (reference, instance = env()) =>
	sql(`SELECT * FROM attempt WHERE merchant_ref = ${quote(reference)}`, instance)[0];
export const demands = (dossierId, instance = env()) =>
	sql(`SELECT * FROM demand WHERE dossier_id = ${dossierId} ORDER BY id`, instance);
export const transfers = (reference, instance = env()) => sql(`SELECT ledger_transfer.* FROM ledger_transfer
	JOIN attempt ON attempt.id = ledger_transfer.attempt_id WHERE attempt.merchant_ref = ${quote(reference)} ORDER BY id`, instance);
export const stateOf = (id, instance = env()) => sql(`SELECT state FROM dossier WHERE id = ${id}`, instance)[0].state;
export const refunds = (demandId, instance = env()) =>
	sql(`SELECT * FROM refund WHERE demand_id = ${demandId} ORDER BY id`, instance);
export const receipts = (demandId, instance = env()) =>
	sql(`SELECT * FROM receipt WHERE demand_id = ${demandId} ORDER BY id`, instance);

// One command of the module, as dvcctl would hand it over; its output.
export function verb(name, instance = env()) {
	return execFileSync(join(instance.binaries, 'motcua-payment'), ['--config', join(instance.config_dir, 'common.conf'),
		'--config', join(instance.config_dir, 'payment.conf'), '--verb', name], { encoding: 'utf8', stdio: 'pipe' });
}
