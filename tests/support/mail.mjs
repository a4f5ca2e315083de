// What the instance has sent to people: one file per message, written by tests/simulator.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quote, sql } from './db.mjs';
import { env, until } from './env.mjs';

function messages(folder) {
	return readdirSync(folder).filter((name) => !name.startsWith('.')).sort().map((name) => {
		const text = readFileSync(join(folder, name), 'utf8');
		const end = text.indexOf('\n\n');
		const heads = Object.fromEntries(text.slice(0, end).split('\n').map((line) => line.split(/: (.*)/s)));

		return { name, to: heads.To ?? '', subject: heads.Subject ?? '', text: text.slice(end + 2) };
	});
}

const matching = (folder, to, pattern) => messages(folder)
	.filter((m) => m.to.includes(to) && (!pattern || pattern.test(`${m.subject}\n${m.text}`)));

// All mails to an address so far, oldest first: [{ name, to, subject, text }].
export const mails = (to, pattern, instance = env()) => matching(instance.mail_dir, to, pattern);
export const texts = (to, pattern, instance = env()) => matching(instance.sms_dir, to, pattern);

// The names of the mails to an address, none still on its way: what comes after these answers what is done next.
export async function arrived(to, instance = env()) {
	const underWay = `SELECT COUNT(*) AS n FROM outbox WHERE consumer = 'exchange' AND state = 'waiting' AND payload LIKE ${quote(`%${to}%`)}`;

	await until(() => sql(underWay, instance)[0].n === '0', `what is under way to ${to}`);
	return mails(to, undefined, instance).map(({ name }) => name);
}

// Waits for a mail (or SMS) beyond those named in `seen`, and returns it.
export function nextMail(to, { pattern, seen = [], instance = env(), seconds = 30 } = {}) {
	return until(() => mails(to, pattern, instance).find((m) => !seen.includes(m.name)), `a mail to ${to}`, seconds);
}

export function nextText(to, { pattern, seen = [], instance = env(), seconds = 30 } = {}) {
	return until(() => texts(to, pattern, instance).find((m) => !seen.includes(m.name)), `an SMS to ${to}`, seconds);
}

// The one-time code in a message.
export const codeIn = (message) => /(?<!\d)(\d{6})(?!\d)/.exec(message.text)?.[1];
