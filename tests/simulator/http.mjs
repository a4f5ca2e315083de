// What the HTTP simulators share: reading a body, answering, Vietnamese time stamps, and calling our portal back with
// retries, as gateways do.
import http from 'node:http';

const BODY_MAX = 1 << 20;

export async function bodyOf(request) {
	const parts = [];
	let size = 0;

	for await (const part of request) {
		size += part.length;
		if (size > BODY_MAX)
			throw new Error('body too large');
		parts.push(part);
	}
	return Buffer.concat(parts).toString('utf8');
}

export function answerJson(response, value, status = 200) {
	response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
	response.end(JSON.stringify(value));
}

export function answerPage(response, title, content, status = 200) {
	response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
	response.end(`<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${escape(title)}</title>
<meta name="viewport" content="width=device-width"><style>body{font:1.1rem/1.5 sans-serif;max-width:36rem;margin:2rem auto;
padding:0 1rem}button{font:inherit;padding:.6rem 1rem;margin:.3rem 0;display:block;width:100%}</style></head>
<body><main><h1>${escape(title)}</h1>${content}</main></body></html>`);
}

export function redirect(response, location) {
	response.writeHead(303, { Location: location });
	response.end();
}

export function escape(text) {
	return String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

// yyyyMMddHHmmss in Vietnam (UTC+7, no summer time).
export function stamp(date = new Date()) {
	return new Date(date.getTime() + 7 * 3600 * 1000).toISOString().replace(/\D/g, '').slice(0, 14);
}

// One call of the portal; resolves to { status, body }, status 0 when it does not answer.
export function call(url, { method = 'GET', headers = {}, body } = {}) {
	return new Promise((resolve) => {
		const request = http.request(url, { method, headers, timeout: 10000 }, async (response) => {
			const text = await bodyOf(response).catch(() => '');

			resolve({ status: response.statusCode, body: text });
		});

		request.on('timeout', () => request.destroy());
		request.on('error', () => resolve({ status: 0, body: '' }));
		request.end(body);
	});
}

// Calls until `settled(answer)` or `tries` are used up; keeps every answer in `log`.
export async function callUntil(settled, tries, pauseMs, log, attempt) {
	for (let n = 1; n <= tries; n++) {
		const answer = await attempt();

		log.push({ at: new Date().toISOString(), status: answer.status, body: answer.body.slice(0, 2000) });
		if (settled(answer))
			return true;
		await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
	}
	return false;
}

export function jsonOrNull(text) {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
