// The steps of the work as officers press them, for tests of the officers' side: over the small office of office.mjs.
import { officerClient } from './office.mjs';
import { sql, quote } from './db.mjs';
import { hidden } from './http.mjs';

export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n'
	+ 'trailer<</Root 1 0 R>>\n%%EOF\n');

// A signed-in browser per role of the office.
export function clients(instance, office) {
	return Object.fromEntries(Object.entries(office.officers).map(([role, id]) => [role, officerClient(instance, id)]));
}

export function dossierOf(number, instance) {
	return sql(`SELECT * FROM dossier WHERE code = ${quote(number)} OR filing_number = ${quote(number)}`, instance)[0];
}

export function eventsOf(number, instance) {
	return sql(`SELECT e.kind, e.facts, e.actor_kind, e.actor_id FROM dossier_event e JOIN dossier d ON d.id = e.dossier_id
		WHERE d.code = ${quote(number)} OR d.filing_number = ${quote(number)} ORDER BY e.seq`, instance);
}

// The dossier is accepted at the counter; returns its code.
export async function accept(instance, who, filing) {
	const answer = await who.intake.post(`/can-bo/ho-so/${filing}/tiep-nhan`, { version: dossierOf(filing, instance).version });

	if (answer.status !== 303)
		throw new Error(`not accepted: ${answer.status} ${answer.text}`);
	return dossierOf(filing, instance).code;
}

// One act as a person does it: opens the form, fills it in, sends it.
export async function act(client, code, path, fields = {}, files = []) {
	const address = `/can-bo/ho-so/${code}/${path}`;
	const form = await client.get(address);

	if (form.status !== 200)
		return form;
	const own = { version: hidden(form, 'version'), once: hidden(form, 'once'), ...fields };
	const seen = hidden(form, 'seen');

	if (seen)
		own.seen = seen;
	return /multipart/.test(form.text) ? client.upload(address, own, files) : client.post(address, own);
}

// The draft of a result, with its file.
export const draft = (client, code, content = PDF) => act(client, code, 'du-thao/tep', { title: 'Giấy xác nhận' },
	[{ name: 'file', filename: 'ket-qua.pdf', type: 'application/pdf', content }]);
