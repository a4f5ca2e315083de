// A person at the keyboard of a program: keeps cookies, does not follow redirects by itself, sends the proof that each
// form needs. `json: true` speaks as another program would.
import http from 'node:http';
import { businessNow } from './clock.mjs';
import { quote, sql } from './db.mjs';
import { env } from './env.mjs';
import { totp } from './totp.mjs';

// A connection for each request: one that is kept may be closed by nginx while a test waits for a program.
const agent = new http.Agent({ keepAlive: false });

export class Client {
	constructor(instance = env()) {
		this.base = instance.base_url;
		this.instance = instance;
		this.cookies = new Map();
		this.token = null;
	}

	// One request exactly as told; resolves to { status, headers, text, json, location }.
	request(method, path, { headers = {}, body } = {}) {
		const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const all = { ...(cookie ? { Cookie: cookie } : {}), ...headers };

		if (body !== undefined)
			all['Content-Length'] ??= Buffer.byteLength(body);
		return new Promise((resolve, reject) => {
			const request = http.request(new URL(path, this.base), { agent, method, headers: all }, (response) => {
				const parts = [];

				response.on('data', (part) => parts.push(part));
				response.on('error', reject);
				response.on('end', () => resolve(this.answer(response, Buffer.concat(parts))));
			});

			request.on('error', reject);
			request.end(body);
		});
	}

	answer(response, bytes) {
		for (const line of response.headers['set-cookie'] ?? []) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);

			if (/max-age=0|expires=thu, 01 jan 1970/i.test(line) || value === '')
				this.cookies.delete(name);
			else
				this.cookies.set(name, value);
		}
		const text = bytes.toString('utf8');
		const isJson = /json/.test(response.headers['content-type'] ?? '');

		return {
			status: response.statusCode, headers: response.headers, location: response.headers.location, text, bytes,
			get json() { return isJson ? JSON.parse(text) : undefined; },
		};
	}

	get(path, { json = false, headers = {} } = {}) {
		return this.request('GET', path, { headers: { Accept: json ? 'application/json' : 'text/html', ...headers } });
	}

	// The token of /api/csrf, fetched once per client; sent as a header, so that a form page need not be read first.
	async csrf() {
		if (!this.token) {
			const { json } = await this.get('/api/csrf', { json: true });

			this.token = json.csrf ?? json.token;
		}
		return this.token;
	}

	// Fields as a form would send them; { name: [a, b] } repeats the name. json: true sends and asks for JSON.
	async post(path, fields = {}, { json = false, csrf = true, headers = {} } = {}) {
		const body = json ? JSON.stringify(fields) : new URLSearchParams(Object.entries(fields)
			.flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((v) => [name, String(v)]))).toString();
		const proof = csrf ? { 'X-CSRF-Token': await this.csrf(), Origin: this.base } : {};

		return this.request('POST', path, {
			body,
			headers: {
				Accept: json ? 'application/json' : 'text/html',
				'Content-Type': json ? 'application/json' : 'application/x-www-form-urlencoded', ...proof, ...headers,
			},
		});
	}

	// multipart/form-data: fields, then files [{ name, filename, type, content }].
	async upload(path, fields, files, { json = false } = {}) {
		const boundary = `----motcua${Math.random().toString(36).slice(2)}`;
		const parts = [];

		for (const [name, value] of Object.entries(fields))
			parts.push(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
		for (const { name, filename, type, content } of files)
			parts.push(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${filename}"\r\n`
				+ `Content-Type: ${type}\r\n\r\n`, content, '\r\n');
		parts.push(`--${boundary}--\r\n`);
		return this.request('POST', path, {
			body: Buffer.concat(parts.map((part) => Buffer.from(part))),
			headers: {
				Accept: json ? 'application/json' : 'text/html', 'Content-Type': `multipart/form-data; boundary=${boundary}`,
				'X-CSRF-Token': await this.csrf(), Origin: this.base,
			},
		});
	}

	// Signs in as a sample role: signIn('intake'), or with an account { login, password, totp_secret }. The last code
	// used is forgotten first, so that tests may sign in as often as they like within 30 seconds.
	async signIn(role) {
		const account = typeof role === 'string' ? this.instance.accounts[role] : role;

		if (!account)
			throw new Error(`no sample account for ${role}: there are ${Object.keys(this.instance.accounts).join(', ')}`);
		const { login, password, totp_secret: secret } = account;
		const fields = { login, password };

		if (secret) {
			sql(`UPDATE account SET totp_last_step = 0 WHERE login = ${quote(login)}`, this.instance);
			fields.code = totp(secret, businessNow(this.instance));
		}
		const answer = await this.post(secret ? '/can-bo/dang-nhap' : '/tai-khoan/dang-nhap', fields);

		if (answer.status !== 303)
			throw new Error(`sign-in as ${login} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
		return this;
	}

	// Follows redirects on our own site until a page comes.
	async follow(answer, limit = 5) {
		let now = answer;

		for (let n = 0; n < limit && now.status >= 300 && now.status < 400; n++)
			now = await this.get(now.location);
		return now;
	}
}

// The value of a hidden field in a page.
export function hidden(page, name) {
	const text = typeof page === 'string' ? page : page.text;

	return new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(text)?.[1]
		?? new RegExp(`value="([^"]*)"[^>]*name="${name}"`).exec(text)?.[1];
}
