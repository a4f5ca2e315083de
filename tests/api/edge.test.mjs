// What stands before every module: nginx as conf/nginx configures it. One line of the hardening list per test.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import net from 'node:net';
import { env, pids, until } from '../support/env.mjs';
import { Client } from '../support/http.mjs';

const person = () => new Client();
const SECURITY = ['content-security-policy', 'x-content-type-options', 'referrer-policy'];

// Bytes as they are, for what no HTTP library would send; resolves to everything that came back.
function raw(text) {
	const { hostname, port } = new URL(env().base_url);

	return new Promise((resolve) => {
		const socket = net.connect(Number(port), hostname, () => socket.write(text));
		let answer = '';

		socket.setTimeout(10000, () => socket.destroy());
		socket.on('data', (part) => { answer += part; });
		socket.on('error', () => resolve(answer));
		socket.on('close', () => resolve(answer));
	});
}

test('a request under a foreign host name gets no answer', async () => {
	assert.equal(await raw('GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'), '');
	assert.equal(await raw('GET /\r\n'), '', 'HTTP/0.9');
});

test('nothing of the file system shows: dot files, internal folders, operators\' addresses', async () => {
	for (const path of ['/.git/config', '/static/../conf/common.conf', '/static/.htaccess', '/noi-bo-tep/', '/noi-bo-tep/a',
		'/loi/loi.html', '/-/health', '/-/metrics', '/en/noi-bo-tep/a', '/en/en/noi-bo-tep/a', '/en//noi-bo-tep/a', '/en/-/health',
		'/en/loi/loi.html', '/static%2f..%2f..%2fMakefile', '/static../Makefile']) {
		const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);

		assert.match(answer, /^HTTP\/1\.1 40[04]\b/, path);
		assert.doesNotMatch(answer, /Index of|\bPATH\b|MariaDB|motcua_/, path);
	}
});

test('every answer carries the security headers, files and errors included', async () => {
	for (const path of ['/', '/static/citizen.css', '/static/khong-co.css', '/khong-co-trang-nay']) {
		const { headers, status } = await person().get(path);

		for (const name of SECURITY)
			assert.ok(headers[name], `${name} on ${path} (${status})`);
		assert.equal(headers.server, 'nginx', 'no version');
	}
});

test('styles and scripts come compressed by name and kept for long only with a version', async () => {
	const plain = await person().get('/static/citizen.css');
	const versioned = await person().get('/static/citizen.css?v=1');

	assert.equal(plain.status, 200);
	assert.match(plain.headers['content-type'], /^text\/css/);
	assert.match(plain.headers['cache-control'], /max-age=300/);
	assert.match(versioned.headers['cache-control'], /immutable/);
});

test('an error of nginx is a page for people and a problem document for programs', async () => {
	const page = await person().get('/static/khong-co.css');
	const problem = await person().get('/static/khong-co.css', { json: true });

	assert.equal(page.status, 404);
	assert.match(page.headers['content-type'], /^text\/html/);
	assert.match(page.text, /<h1[^>]*>[^<]+<\/h1>/);
	assert.match(problem.headers['content-type'], /^application\/problem\+json/);
	assert.equal(problem.json.status, 404);
});

test('too large a body or header is refused before any module sees it', async () => {
	const large = await person().request('POST', '/tim-kiem', {
		body: 'a'.repeat(3 << 20), headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
	});
	const header = await person().request('GET', '/', { headers: { 'X-Long': 'a'.repeat(9000) } });

	assert.equal(large.status, 413);
	assert.match(large.text, /<h1/);
	assert.equal(header.status, 400);
});

test('a client cannot speak through headers that libraries trust', async () => {
	const answer = await raw('GET /api/csrf HTTP/1.1\r\nHost: 127.0.0.1\r\nProxy: http://evil.example\r\n'
		+ 'X_Forwarded_For: 1.2.3.4\r\nConnection: close\r\n\r\n');

	assert.match(answer, /^HTTP\/1\.1 200\b/);
});

test('a client that sends its header byte by byte is let go after some seconds', { timeout: 20000 }, async () => {
	const start = Date.now();

	await raw('GET / HTTP/1.1\r\nHost: 127.0');
	assert.ok(Date.now() - start < 9000);
});

test('a module that dies is back, and who asked meanwhile only waited', async () => {
	const { modules } = env();
	const module = modules[0];
	const [before] = pids(module);

	process.kill(before, 'SIGKILL');
	const answers = await Promise.all(Array.from({ length: 10 }, () => person().get('/api/csrf', { json: true })));

	assert.ok(answers.every(({ status }) => status === 200 || status === 502), answers.map((a) => a.status).join());
	await until(() => pids(module).length > 0 && pids(module)[0] !== before, 'the module\'s next process');
	assert.equal((await until(async () => {
		const answer = await person().get('/api/csrf', { json: true });

		return answer.status === 200 && answer;
	}, 'an answer')).status, 200);
});
