// What the bench works on: dossiers, drafts and payments made once through the doors, then copied by the thousand in SQL.
import { begin as beginDraft, citizen, EXEMPT, file, fill } from '../api/citizen.mjs';
import { sql, quote } from '../support/db.mjs';
import { officerClient } from '../support/office.mjs';
import { begin as beginPayment } from '../support/payments.mjs';
import { dossierOf } from '../support/steps.mjs';
import { sign } from '../simulator/payplat.mjs';

const PARTS = ['dossier_event', 'dossier_clock', 'dossier_party', 'dossier_value', 'dossier_paper'];
const EACH = 10_000_000; // ids between two sets of copies

// `count` copies of the row that `where` chooses; `values`: SQL of columns that differ, where copy is the copy's number.
export function copies(instance, table, where, count, values) {
	const names = sql(`SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE()
		AND table_name = '${table}' AND is_generated = 'NEVER'`, instance).map(({ name }) => name);

	sql(`INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.map((name) => values[name] ?? `${table}.${name}`).join(', ')}
		FROM ${table} JOIN (SELECT seq AS copy FROM seq_1_to_${count}) numbers WHERE ${where}`, instance);
}

let sets = 0;

// Copies of a dossier with its journal, clock, people and papers: their numbers, and the first one's id less one.
function dossierCopies(instance, number, count, differing = {}) {
	const { id, code } = dossierOf(number, instance);
	const base = ++sets * EACH;
	const named = (letter) => `CONCAT('${letter}${sets}-', LPAD(copy, 6, '0'))`;

	copies(instance, 'dossier', `id = ${id}`, count, { id: `${base} + copy`, filing_number: named('T'),
		code: code === null ? 'NULL' : named('H'), due_at: 'due_at + INTERVAL copy MINUTE', ...differing });
	for (const part of PARTS)
		copies(instance, part, `dossier_id = ${id}`, count, { dossier_id: `${base} + copy` });
	return { id, base, numbers: Array.from({ length: count }, (_, i) =>
		`${code === null ? 'T' : 'H'}${sets}-${String(i + 1).padStart(6, '0')}`) };
}

export function officer(instance, role) {
	const [{ id }] = sql(`SELECT id FROM account WHERE kind = 'officer' AND login = ${quote(instance.accounts[role].login)}`, instance);

	return officerClient(instance, id);
}

// The headers with which a signed-in client sends forms.
export async function headersOf(client) {
	const cookie = () => [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	const token = await client.csrf();

	return { Cookie: cookie(), 'X-CSRF-Token': token, Origin: client.base, Accept: 'text/html' };
}

// Accepted dossiers of one agency, one in forty still open, for tracking, lists and pages: { numbers, secret, number }.
export async function accepted(instance, count) {
	const { number, secret } = await file(await citizen(instance), EXEMPT);
	const intake = officer(instance, 'intake');
	const answer = await intake.post(`/can-bo/ho-so/${number}/tiep-nhan`, { version: dossierOf(number, instance).version });

	if (answer.status !== 303)
		throw new Error(`not accepted: ${answer.status} ${answer.text}`);
	const { code } = dossierOf(number, instance);

	return { ...dossierCopies(instance, code, count, { state: `IF(copy % 40 = 0, state, 'returned')` }), secret, number: code };
}

// Filed and not yet accepted: what an officer's next act moves on.
export async function filed(instance, count) {
	const { number } = await file(await citizen(instance), EXEMPT);
	const set = dossierCopies(instance, number, count);
	const version = dossierOf(number, instance).version;

	return { ...set, requests: set.numbers.map((one) => `POST\t/can-bo/ho-so/${one}/tiep-nhan\tversion=${version}`) };
}

// Drafts filled in, one press of the button before they are filed; a fee is due.
export async function drafts(instance, count) {
	const client = await citizen(instance);
	const draft = await beginDraft(client);

	await fill(client, draft);
	const reference = draft.split('/').at(-1);
	const [{ id }] = sql(`SELECT id FROM draft WHERE reference = ${quote(reference)}`, instance);
	const base = ++sets * EACH;

	copies(instance, 'draft', `id = ${id}`, count, { id: `${base} + copy`, reference: `LPAD(copy, 22, 'B')` });
	copies(instance, 'draft_value', `draft_id = ${id}`, count, { draft_id: `${base} + copy` });
	const address = (seq) => draft.replace(reference, String(seq).padStart(22, 'B'));

	return { client, base, requests: Array.from({ length: count }, (_, i) => `POST\t${address(i + 1)}/nop\tdeclaration=1`) };
}

// Payments begun at the national platform, and what it will say of each.
export async function payments(instance, count) {
	const client = await citizen(instance);
	const { number } = await file(client);
	const { attempt } = await beginPayment(client, number, 'payplat', instance);
	const { id, base } = dossierCopies(instance, number, count);
	const { partner, secret, callback_path: path } = instance.gateways.payplat;

	copies(instance, 'demand', `dossier_id = ${id}`, count, { id: `${base} + copy`, dossier_id: `${base} + copy` });
	copies(instance, 'demand_line', `demand_id = ${attempt.demand_id}`, count, { demand_id: `${base} + copy` });
	copies(instance, 'attempt', `id = ${attempt.id}`, count, { id: `${base} + copy`, demand_id: `${base} + copy`,
		merchant_ref: `LPAD(copy, 20, 'B')`, ask_at: 'NULL' });
	const message = (seq) => {
		const reference = String(seq).padStart(20, 'B');
		const plain = { LoaiBanTin: 'CONFIRM', MaLoi: '00', MaDoiTac: partner, MaThamChieu: reference, SoTien: attempt.amount,
			MaTienTe: 'VND', MaGiaoDich: `PP${reference}`, MaNganHang: 'VCB', ThoiGianGD: '20261121103000', ThongTinGiaoDich: 'Nop phi' };

		return JSON.stringify({ ...plain, MaXacThuc: sign(plain, secret) });
	};

	return { base, requests: Array.from({ length: count }, (_, i) => `POST\t${path}\t${message(i + 1)}`) };
}

// How many rows of a set are beyond where they stood: what the requests have really done.
export function moved(instance, table, { base }, where) {
	return Number(sql(`SELECT COUNT(*) AS n FROM ${table} WHERE id > ${base} AND id < ${base + EACH} AND ${where}`, instance)[0].n);
}
