// Where what the portal sends to people ends: a mail server and an SMS gateway that keep every message as one readable
// file: "From:", "To:", "Subject:" lines decoded, an empty line, the text.
import net from 'node:net';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerJson, bodyOf, jsonOrNull } from './http.mjs';

const MESSAGE_MAX = 20 << 20;
let sequence = 0;

// A file appears whole or not at all; names sort by time of arrival.
function keep(folder, to, text) {
	const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${String(++sequence).padStart(6, '0')}-${
		to.replace(/[^A-Za-z0-9@.+-]/g, '_').slice(0, 80)}.txt`;

	writeFileSync(join(folder, `.${name}`), text);
	renameSync(join(folder, `.${name}`), join(folder, name));
}

function decodeQuoted(text, underscores) {
	const joined = text.replace(/=\r?\n/g, '');

	return Buffer.from((underscores ? joined.replace(/_/g, ' ') : joined).replace(/=([0-9A-Fa-f]{2})/g,
		(_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8');
}

// =?utf-8?B?...?= and its like.
export function decodeWords(text) {
	return text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind, coded) =>
		(kind.toLowerCase() === 'b' ? Buffer.from(coded, 'base64').toString('utf8') : decodeQuoted(coded, true)));
}

function splitPart(raw) {
	const end = raw.search(/\r?\n\r?\n/);
	const head = end < 0 ? raw : raw.slice(0, end);
	const headers = {};

	for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
		const colon = line.indexOf(':');

		if (colon > 0)
			headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
	}
	return { headers, body: end < 0 ? '' : raw.slice(end).replace(/^\r?\n\r?\n/, '') };
}

// The text parts of a message, decoded, one after another; others are named only.
export function textOf(raw) {
	const { headers, body } = splitPart(raw);
	const type = headers['content-type'] ?? 'text/plain';
	const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];

	if (/^multipart\//i.test(type) && boundary)
		return body.split(`--${boundary}`).slice(1, -1)
			.map((part) => textOf(part.replace(/^\r?\n/, ''))).join('\n');
	if (!/^text\//i.test(type))
		return `[${type}]`;
	const coding = (headers['content-transfer-encoding'] ?? '').toLowerCase();
	const decoded = coding === 'base64' ? Buffer.from(body, 'base64').toString('utf8')
		: coding === 'quoted-printable' ? decodeQuoted(body, false)
			: Buffer.from(body, 'latin1').toString('utf8');

	return decoded.replace(/\r\n/g, '\n');
}

function keepMail(folder, envelope, raw) {
	const { headers } = splitPart(raw);
	const plain = (name) => decodeWords(Buffer.from(headers[name] ?? '', 'latin1').toString('utf8'));

	keep(folder, envelope.to[0] ?? 'nobody',
		`From: ${plain('from')}\nTo: ${envelope.to.join(', ')}\nSubject: ${plain('subject')}\nMessage-ID: ${
			headers['message-id'] ?? ''}\n\n${textOf(raw)}`);
}

// What one SMTP session has said so far; `reply` sends a line.
class Session {
	constructor(folder, reply) {
		Object.assign(this, { folder, reply, inData: false, data: '' });
		this.reset();
	}

	reset() {
		this.envelope = { from: '', to: [] };
	}

	line(line) {
		if (this.inData)
			return this.dataLine(line);
		const verb = line.slice(0, 4).toUpperCase();
		const address = /<([^>]*)>/.exec(line)?.[1] ?? '';

		switch (verb) {
		case 'EHLO': return this.reply('250-simulator\r\n250-8BITMIME\r\n250 SIZE ' + MESSAGE_MAX);
		case 'HELO': case 'NOOP': return this.reply('250 OK');
		case 'MAIL': this.envelope.from = address; return this.reply('250 OK');
		case 'RCPT':
			// An address that says so is refused, for tests of what cannot be delivered.
			if (address.startsWith('tu-choi'))
				return this.reply('550 no such mailbox');
			this.envelope.to.push(address);
			return this.reply('250 OK');
		case 'DATA':
			if (this.envelope.to.length === 0)
				return this.reply('503 RCPT first');
			this.inData = true;
			return this.reply('354 go on');
		case 'RSET': this.reset(); return this.reply('250 OK');
		case 'QUIT': return this.reply('221 bye', true);
		default: return this.reply('502 not known');
		}
	}

	dataLine(line) {
		if (line !== '.') {
			this.data += `${line.startsWith('.') ? line.slice(1) : line}\r\n`;
			if (this.data.length > MESSAGE_MAX)
				this.reply('552 too large', true);
			return undefined;
		}
		keepMail(this.folder, this.envelope, this.data);
		Object.assign(this, { inData: false, data: '' });
		this.reset();
		return this.reply('250 kept');
	}
}

export function smtpServer(folder) {
	return net.createServer((socket) => {
		let rest = '';
		const session = new Session(folder, (text, end) => {
			socket.write(`${text}\r\n`);
			if (end)
				socket.end();
		});

		socket.setEncoding('latin1');
		socket.on('error', () => socket.destroy());
		socket.setTimeout(60000, () => socket.destroy());
		socket.write('220 simulator\r\n');
		socket.on('data', (text) => {
			const lines = (rest + text).split('\n');

			rest = lines.pop();
			for (const line of lines)
				session.line(line.replace(/\r$/, ''));
		});
	});
}

// POST {"to": "0912…", "text": "…"} as JSON or as a form.
export async function smsRequest(folder, request, response) {
	const body = await bodyOf(request);
	const message = jsonOrNull(body) ?? Object.fromEntries(new URLSearchParams(body));

	if (request.method !== 'POST' || !message.to || !message.text)
		return answerJson(response, { error: 'to and text are needed' }, 400);
	keep(folder, String(message.to), `From: ${message.from ?? ''}\nTo: ${message.to}\nSubject: \n\n${message.text}\n`);
	// As real gateways do, it repeats what it was sent.
	return answerJson(response, { text: message.text, status: 'accepted', id: `sms-${sequence}` });
}
