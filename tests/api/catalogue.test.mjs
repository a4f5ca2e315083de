// The catalogue as citizens and administrators meet it: finished pages that need nothing but nginx, search that needs no
// database, a list with an order to publish.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from '../support/db.mjs';
import { pids, root, startInstance, until } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';
import { runJobs } from '../support/jobs.mjs';

const BIRTH = '/thu-tuc/cap-ban-sao-trich-luc-ho-tich-ban-sao-giay-khai-sinh';
let instance;
const person = () => new Client(instance);
const published = (...parts) => join(instance.run_dir, 'published', ...parts);
const verb = (...args) => execFileSync(join(instance.binaries, 'motcua-catalogue'), ['--config',
	join(instance.config_dir, 'common.conf'), '--config', join(instance.config_dir, 'catalogue.conf'), '--verb', ...args],
{ encoding: 'utf8' });

before(async () => {
	instance = await startInstance('catalogue', { modules: ['catalogue', 'submission'] });
});
after(() => instance?.stop());

test('a procedure page says what the law asks and where to file', async () => {
	const { status, text, headers } = await person().get(BIRTH);

	assert.equal(status, 200);
	assert.match(headers['content-type'], /^text\/html; charset=utf-8/);
	assert.match(headers.vary, /Accept/);
	assert.match(text, /href="\/nop-ho-so\/2\.000635"/);
	assert.match(text, /href="\/static\/mau-don\/to-khai-ban-sao-trich-luc\.pdf"/);
	assert.match(text, new RegExp(`href="/en${BIRTH}"`), 'the same page in English');
	for (const part of ['2.000635', '8.000 đồng', '15 giờ', 'Bộ phận Một cửa', '163/QĐ-BTP', 'Luật Hộ tịch'])
		assert.ok(text.includes(part), part);
	assert.doesNotMatch(text, /csrf|request_id|name="token"/, 'the same for everybody');
});

test('the form to download is there', async () => {
	const { status, headers } = await person().get('/static/mau-don/to-khai-ban-sao-trich-luc.pdf');

	assert.equal(status, 200);
	assert.match(headers['content-type'], /pdf/);
});

test('the same page answers JSON to a program', async () => {
	const { json, headers } = await person().get(BIRTH, { json: true });

	assert.match(headers['content-type'], /^application\/json/);
	assert.equal(json.code, '2.000635');
	assert.equal(json.file_url, '/nop-ho-so/2.000635');
	assert.equal(json.shell, undefined, 'the page alone');
});

test('beside each page lies the same page compressed', async () => {
	const { headers } = await person().get(BIRTH, { headers: { 'Accept-Encoding': 'gzip' } });
	const file = published('current', `${BIRTH.slice(1)}.html`);

	assert.equal(headers['content-encoding'], 'gzip');
	assert.equal(gunzipSync(readFileSync(`${file}.gz`)).toString(), readFileSync(file, 'utf8'));
});

test('every page of the site is there in both languages', async () => {
	const pages = ['/', '/thu-tuc/', '/linh-vuc/', '/linh-vuc/ho-tich', '/co-quan/', '/muc-do/toan-trinh', '/su-kien/kinh-doanh',
		'/ho-tro-tiep-can/', '/so-do-trang/', BIRTH];

	for (const path of pages)
		for (const prefix of ['', '/en']) {
			const { status, text } = await person().get(prefix + path);

			assert.equal(status, 200, prefix + path);
			assert.match(text, new RegExp(`<html[^>]* lang="${prefix === '' ? 'vi' : 'en'}"`), prefix + path);
		}
});

test('every link of the site map leads somewhere', async () => {
	const { text } = await person().get('/so-do-trang/');
	const links = [...text.matchAll(/<a\b[^>]*href="(\/[^"#]*)"/g)].map(([, href]) => href);

	assert.ok(links.length > 30);
	for (const link of new Set(links)) {
		const { status } = await person().get(link);

		assert.ok(status < 400, `${link}: ${status}`);
	}
});

test('sitemap.xml names every page for search engines', async () => {
	const { status, text, headers } = await person().get('/sitemap.xml');

	assert.equal(status, 200);
	assert.match(headers['content-type'], /xml/);
	assert.ok(text.includes(`<loc>${instance.base_url}${BIRTH}</loc>`));
	assert.ok(text.includes(`<loc>${instance.base_url}/en${BIRTH}</loc>`));
});

test('search finds with and without diacritics', async () => {
	for (const q of ['ban sao khai sinh', 'bản sao khai sinh', 'Bản Sao KHAI SINH', 'trich luc ho tich', '2.000635']) {
		const { json } = await person().get(`/tim-kiem?q=${encodeURIComponent(q)}`, { json: true });

		assert.equal(json.results[0].code, '2.000635', q);
	}
	const { text } = await person().get('/en/tim-kiem?q=ban+sao+khai+sinh');

	assert.match(text, new RegExp(`href="/en${BIRTH}"`));
});

test('a filter narrows the search and can be taken away', async () => {
	const { json } = await person().get('/tim-kiem?q=cap&linh-vuc=ho-tich', { json: true });

	assert.ok(json.results.every(({ sector }) => sector === 'Hộ tịch'));
	assert.equal(json.chips.length, 1);
	assert.equal(json.chips[0].url, '/tim-kiem?q=cap');
	assert.equal((await person().get('/tim-kiem?q=cap&muc-do=bogus')).status, 422);
});

test('what is typed is shown as text, never as markup or an operator', async () => {
	for (const q of ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '" OR "', 'name:khai', 'NEAR(', '\'; DROP TABLE item; --']) {
		const { status, text } = await person().get(`/tim-kiem?q=${encodeURIComponent(q)}`);

		assert.equal(status, 200, q);
		assert.doesNotMatch(text, /<script>alert|<img src=x/, q);
	}
});

test('a very long search is answered, a broken one refused calmly', async () => {
	assert.equal((await person().get(`/tim-kiem?q=${'khai+'.repeat(800)}`)).status, 200);
	assert.equal((await person().get(`/tim-kiem?q=${'a'.repeat(4000)}`)).status, 200);
	assert.ok([400, 422].includes((await person().get('/tim-kiem?q=%ff%fe')).status));
	assert.ok([400, 422].includes((await person().get('/tim-kiem?q=a%00b')).status));
	assert.equal((await person().get('/tim-kiem?q=a&q=b')).status, 422);
});

test('what is not there offers the search', async () => {
	const { status, text } = await person().get('/thu-tuc/khong-co-thu-tuc-nay');

	assert.equal(status, 404);
	assert.match(text, /action="\/tim-kiem"/);
	assert.equal((await person().get('/thu-tuc/khong-co', { json: true })).json.status, 404);
});

test('a procedure is also found by its code', async () => {
	const { status, location } = await person().get('/thu-tuc/2.000635');

	assert.equal(status, 303);
	assert.equal(location, BIRTH);
});

test('what ended says so and leads to what replaced it', async () => {
	const { json } = await person().get('/thu-tuc/cap-ban-sao-giay-khai-sinh-29', { json: true });

	assert.match(json.notice.text, /01\/07\/2025/);
	assert.equal(json.notice.link.url, BIRTH);
	assert.equal(json.file_url, null);
});

test('a closed district names the commune that answers for it', async () => {
	const [{ slug }] = sql(`SELECT slug FROM agency WHERE code = 'H01.32'`, instance);
	const { json } = await person().get(`/co-quan/${slug}`, { json: true });

	assert.match(json.notice.text, /30\/06\/2025/);
	assert.equal(json.notice.link.label, 'Ủy ban nhân dân xã Sông Xanh');
	assert.equal((await person().get(json.notice.link.url)).status, 200);
});

test('loading and publishing again change nothing', async () => {
	const file = published('current', 'index.html');
	const before = statSync(file).ino;

	assert.match(verb('load', join(root, 'db/seed')), / 0 refused, 0 new versions/);
	assert.match(verb('publish'), / 0 changed/);
	assert.equal(statSync(file).ino, before, 'the same file in the new tree');
	assert.ok(lstatSync(published('current')).isSymbolicLink());
	assert.equal(readdirSync(published()).filter((name) => /^\d+$/.test(name)).length, 2, 'the last two trees stay');
});

test('only an administrator sees the list', async () => {
	assert.equal((await person().get('/can-bo/danh-muc')).status, 303);
	assert.equal((await (await person().signIn('intake')).get('/can-bo/danh-muc')).status, 403);
	const { json } = await (await person().signIn('administrator')).get('/can-bo/danh-muc', { json: true });

	assert.ok(json.procedures.some(({ code }) => code === '2.000635'));
});

test('the order to publish is met by the job, and given once however often one clicks', async () => {
	const admin = await person().signIn('administrator');
	const once = hidden(await admin.get('/can-bo/danh-muc'), 'once');
	const tree = readlinkSync(published('current'));
	const orders = () => Number(sql(`SELECT COUNT(*) AS n FROM outbox WHERE consumer = 'catalogue'`, instance)[0].n);
	const ordered = orders();
	const answers = await Promise.all([1, 2].map(() => admin.post('/can-bo/danh-muc/cong-bo', { once })));

	assert.deepEqual(answers.map(({ status }) => status), [303, 303]);
	assert.match((await admin.follow(answers[0])).text, /govuk-notification-banner--success/);
	await until(() => readlinkSync(published('current')) !== tree, 'a new tree');
	assert.equal(orders(), ordered + 1);
});

test('a procedure that ends by its date is published as ended without anybody\'s order', async () => {
	const page = async () => (await person().get('/thu-tuc/cung-cap-ban-sao-tai-lieu-luu-tru-noi-bo', { json: true })).json;
	const end = (date) => sql(`UPDATE procedure_version SET effective_to = ${date} WHERE procedure_id =
		(SELECT id FROM procedure_item WHERE code = 'NB.000001')`, instance);

	assert.equal((await page()).notice, null);
	end(`'2026-06-30'`);
	try {
		await runJobs('catalogue', instance);
		await until(async () => (await page()).notice, 'the page says that it ended');
		assert.match((await page()).notice.text, /01\/07\/2026/);
	} finally {
		end('NULL');
		await runJobs('catalogue', instance);
		await until(async () => (await page()).notice === null, 'it is in force again');
	}
});

test('with MariaDB stopped citizens read and search everything', async () => {
	const admin = await person().signIn('administrator');

	await instance.stopDatabase();
	try {
		assert.equal((await person().get(BIRTH)).status, 200);
		assert.equal((await person().get('/en/')).status, 200);
		const { json } = await person().get('/tim-kiem?q=ban+sao+khai+sinh', { json: true });

		assert.equal(json.results[0].code, '2.000635');
		assert.equal((await person().get('/thu-tuc/2.000635')).status, 303);
		assert.equal((await person().get('/thu-tuc/khong-co')).status, 404);
		assert.equal((await admin.get('/can-bo/danh-muc')).status, 503, 'what needs the database says so');
	} finally {
		await instance.startDatabase();
	}
});

// Standing still is worse than gone: a module that is asked never answers.
test('with MariaDB stopped and every module at a standstill nginx serves everything that is published', async () => {
	const modules = [...instance.modules, ...instance.modules.map((name) => `${name}-jobs`)].flatMap((name) => pids(name, instance));
	const addresses = [...(await person().get('/sitemap.xml')).text.matchAll(/<loc>[^<]*?:\/\/[^/<]+([^<]*)<\/loc>/g)].map(([, path]) => path);
	const beside = ['/sitemap.xml', '/thay-doi.atom', '/du-lieu-mo/thu-tuc.json', '/du-lieu-mo/thu-tuc.csv', '/nhung/tin-tuc'];

	assert.ok(addresses.length > 100 && addresses.includes(BIRTH) && modules.length >= instance.modules.length);
	await instance.stopDatabase();
	modules.forEach((pid) => process.kill(pid, 'SIGSTOP'));
	try {
		for (const path of [...addresses, ...beside])
			assert.equal((await person().get(path)).status, 200, path);
		for (const path of [BIRTH, `/en${BIRTH}`, '/'])
			assert.equal((await person().get(path, { json: true })).status, 200, `${path} as JSON`);
	} finally {
		modules.forEach((pid) => process.kill(pid, 'SIGCONT'));
		await instance.startDatabase();
	}
});
