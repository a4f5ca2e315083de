// The published site: every part of the record on the page, what takes no dossier says why, history and feeds, open data
// that keeps to its own schema, blocks for other portals; valid HTML and no broken link anywhere in the tree; and nothing,
// neither a kill nor a full disk, leaves citizens with half of it.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import Ajv from 'ajv/dist/2020.js';
import { FileSystemConfigLoader, HtmlValidate, StaticConfigLoader } from 'html-validate';
import { sql } from '../support/db.mjs';
import { root, startInstance } from '../support/env.mjs';
import { Client } from '../support/http.mjs';

const CODE = '2.000635';
const BIRTH = '/thu-tuc/cap-ban-sao-trich-luc-ho-tich-ban-sao-giay-khai-sinh';
const VERSION = `(SELECT current_version_id FROM procedure_item WHERE code = '${CODE}')`;
const ITEM = `(SELECT id FROM procedure_item WHERE code = '${CODE}')`;
let instance;

const published = (...parts) => join(instance.run_dir, 'published', ...parts);
const command = () => [join(instance.binaries, 'motcua-catalogue'), '--config', join(instance.config_dir, 'common.conf'),
	'--config', join(instance.config_dir, 'catalogue.conf'), '--verb', 'publish'];
const publish = (...args) => execFileSync(command()[0], [...command().slice(1), ...args], { encoding: 'utf8' });
const changed = (output) => Number(output.match(/(\d+) changed/)[1]);
const change = (statement) => sql(statement, instance);
const person = () => new Client(instance);
const page = async (path) => (await person().get(path, { json: true })).json;

function filesBelow(folder) {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => entry.isDirectory()
		? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]);
}

before(async () => {
	instance = await startInstance('catalogue-publish', { modules: ['catalogue', 'submission'] });
	change(`REPLACE INTO procedure_fee VALUES (${VERSION}, 1, 'online', 1, 'phi', 'P1', 'Phí cấp bản sao', 8000, 'bản', 'Nghị quyết của Hội đồng nhân dân');
		REPLACE INTO procedure_result VALUES (${VERSION}, 9, 'KQ.G07.000122', 'Bản sao trích lục hộ tịch', 'to-khai-ban-sao-trich-luc.pdf');
		REPLACE INTO procedure_basis VALUES (${VERSION}, 8, '60/2014/QH13', 'Luật Hộ tịch', '2014-11-20', '2016-01-01', NULL, 'Quốc hội', 'https://vanban.chinhphu.vn/luat-ho-tich'),
			(${VERSION}, 9, '01/1990/TT', 'Thông tư đã cũ', NULL, NULL, '2020-01-01', '', '');
		REPLACE INTO procedure_agency VALUES (${VERSION}, 'competent', 1, NULL, 'G01', 'Bộ Tư pháp');
		REPLACE INTO procedure_relation VALUES (${VERSION}, 'linked', 1, '1.001612');
		UPDATE procedure_version SET old_level = 4, level_reason = '', audience_note = 'Người có yêu cầu', copies = 2 WHERE id = ${VERSION};
		UPDATE procedure_case SET steps = 'Bước riêng của trường hợp' WHERE procedure_version_id = ${VERSION} AND case_no = 1;
		UPDATE procedure_channel SET note = 'Nộp trước 15 giờ' WHERE procedure_version_id = ${VERSION} AND case_no = 1 AND channel = 'online'`);
	publish();
});
after(() => instance?.stop());

test('a procedure\'s page shows every part of the national record (NĐ 63/2010 Điều 8 khoản 2)', async () => {
	const { text } = await person().get(BIRTH);

	for (const part of ['Phí cấp bản sao', 'đồng/bản', 'KQ.G07.000122', 'href="https://vanban.chinhphu.vn/luat-ho-tich"', 'ban hành ngày 20/11/2014',
		'Hết hiệu lực từ ngày 01/01/2020', 'Bộ Tư pháp', 'Cơ quan có thẩm quyền', 'thực hiện liên thông', 'mức độ 4', 'Người có yêu cầu',
		'Số lượng hồ sơ (bộ): 2', 'Bước riêng của trường hợp', 'Nộp trước 15 giờ', 'Cấp thực hiện'])
		assert.ok(text.includes(part), part);
});

test('what takes no dossier today says why and until when, and cannot be filed', async () => {
	const today = '2026-11-21';
	const cases = [
		[`INSERT INTO procedure_suspension VALUES (${ITEM}, 1, '${today}', '2030-02-01', 'Nâng cấp hệ thống', '', NULL, NOW(6))`,
			`DELETE FROM procedure_suspension`, /Tiếp nhận trở lại từ ngày 01\/02\/2030\. Lý do: Nâng cấp hệ thống/],
		[`UPDATE procedure_item SET opens_on = '2031-03-01' WHERE code = '${CODE}'`,
			`UPDATE procedure_item SET opens_on = NULL`, /bắt đầu tiếp nhận hồ sơ từ ngày 01\/03\/2031/],
		[`UPDATE procedure_item SET closes_on = '2026-01-31' WHERE code = '${CODE}'`,
			`UPDATE procedure_item SET closes_on = NULL`, /ngừng tiếp nhận hồ sơ mới sau ngày 31\/01\/2026/],
		[`UPDATE procedure_item SET listed = FALSE WHERE code = '${CODE}'`,
			`UPDATE procedure_item SET listed = TRUE`, /không còn trong Cơ sở dữ liệu quốc gia/],
	];

	for (const [closing, opening, says] of cases) {
		change(closing);
		publish();
		const closed = await page(BIRTH);

		change(opening);
		assert.match(closed.notice.text, says);
		assert.equal(closed.file_url, null);
	}
	publish();
	assert.equal((await page(BIRTH)).notice, null);
});

test('what a ministry runs is marked and leads to its system', async () => {
	change(`UPDATE procedure_version SET run_by = 'ministry', external_url = 'https://dichvucong.bo.gov.vn/x' WHERE id = ${VERSION}`);
	publish();
	const ministry = await page(BIRTH);

	change(`UPDATE procedure_version SET run_by = 'province', external_url = '' WHERE id = ${VERSION}`);
	publish();
	assert.equal(ministry.of_ministry, true);
	assert.equal(ministry.ministry_url, 'https://dichvucong.bo.gov.vn/x');
	assert.equal(ministry.file_url, null);
});

test('the history of a procedure tells what each version changed', async () => {
	const [{ slug }] = sql(`SELECT item.slug FROM procedure_item item JOIN procedure_version version ON version.procedure_id = item.id
		WHERE version.state IN ('published', 'superseded') GROUP BY item.slug HAVING COUNT(*) > 1 LIMIT 1`, instance);
	const { history_url: url } = await page(`/thu-tuc/${slug}`);
	const { versions } = await page(url);

	assert.ok(versions.length > 1);
	assert.ok(versions[0].changes.length > 0);
	assert.equal(versions.at(-1).first, true);
});

test('changes of the catalogue are a page and feeds that say the same', async () => {
	const { days } = await page('/thay-doi/');
	const { text: atom, headers } = await person().get('/thay-doi.atom');
	const { json: feed } = await person().get('/thay-doi/feed.json', { json: true });
	const ids = [...atom.matchAll(/<entry><id>([^<]+)<\/id>/g)].map(([, id]) => id);
	const total = days.reduce((sum, { items }) => sum + items.length, 0);

	assert.match(headers['content-type'], /^application\/atom\+xml/);
	assert.ok(ids.length > 20 && ids.length === Math.min(100, total));
	assert.equal(new Set(ids).size, ids.length, 'each entry has an id of its own');
	assert.deepEqual(feed.items.map(({ id }) => id), ids);
	assert.match(feed.version, /jsonfeed\.org\/version\/1\.1$/);
	for (const [, moment] of atom.matchAll(/<updated>([^<]+)<\/updated>/g))
		assert.match(moment, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$/);
	for (const needed of ['<id>', '<title>', '<updated>', '<author><name>', 'rel="self"'])
		assert.ok(atom.slice(0, atom.indexOf('<entry>')).includes(needed), needed);
	assert.deepEqual(days.map(({ machine_day: day }) => day), days.map(({ machine_day: day }) => day).sort().reverse());
});

// --- open data

const rows = (text) => {
	const cells = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g;
	const lines = [[]];

	assert.equal(text[0], '\uFEFF');
	for (const [, cell, end] of text.slice(1).matchAll(cells)) {
		lines.at(-1).push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
		if (end === '\r\n')
			lines.push([]);
	}
	return lines.slice(0, -1);
};

test('open data keeps to its published schema', async () => {
	const { json: schema } = await person().get('/du-lieu-mo/thu-tuc.schema.json', { json: true });
	const { json: data } = await person().get('/du-lieu-mo/thu-tuc.json', { json: true });
	const ajv = new Ajv({ allErrors: true, formats: { date: /^\d{4}-\d\d-\d\d$/ } });
	const validate = ajv.compile(schema);

	assert.ok(validate(data), JSON.stringify(validate.errors?.slice(0, 3)));
	assert.ok(!validate({ procedures: [{ ...data.procedures[0], code: 5 }] }), 'the schema refuses something');
	const birth = data.procedures.find(({ code }) => code === CODE);

	assert.equal(birth.url, `${instance.base_url}${BIRTH}`);
	assert.equal(birth.fees[0].amount, 8000);
	assert.deepEqual(birth.legal_texts.map(({ number }) => number).slice(-2), ['60/2014/QH13', '01/1990/TT']);
	assert.equal(data.procedures.length, Number(sql(`SELECT COUNT(DISTINCT procedure_id) AS n FROM procedure_version
		WHERE state IN ('published', 'superseded')`, instance)[0].n));
});

test('each CSV says what the JSON says, and its fields are documented', async () => {
	const { json: data } = await person().get('/du-lieu-mo/thu-tuc.json', { json: true });
	const { parts } = await page('/du-lieu-mo/');

	for (const part of parts) {
		const { text, headers } = await person().get(part.csv_url);
		const [head, ...lines] = rows(text);
		const fields = part.fields.map(({ name }) => name);

		assert.match(headers['content-type'], /^text\/csv; charset=utf-8/, part.name);
		if (part.name === 'procedures') {
			assert.deepEqual(head, fields);
			assert.deepEqual(lines.map(([code]) => code), data.procedures.map(({ code }) => code));
		} else {
			assert.deepEqual(head, ['procedure', ...fields]);
			assert.deepEqual(lines.map(([code]) => code), data.procedures.flatMap((one) => one[part.name].map(() => one.code)));
		}
		assert.ok(part.fields.every(({ about }) => !about.startsWith('catalogue_data')), part.name);
	}
});

test('open data is compressed, cacheable and the same as long as the catalogue is', async () => {
	const url = '/du-lieu-mo/thu-tuc.json';
	const { headers } = await person().get(url, { headers: { 'Accept-Encoding': 'gzip' } });

	assert.equal(headers['content-encoding'], 'gzip');
	assert.match(headers['cache-control'], /public/);
	assert.equal(headers['access-control-allow-origin'], '*');
	publish();
	const again = await person().get(url, { headers: { 'If-None-Match': headers.etag, 'Accept-Encoding': 'gzip' } });

	assert.equal(again.status, 304);
	const file = published('du-lieu/current', url.slice(1));

	assert.equal(gunzipSync(readFileSync(`${file}.gz`)).toString(), readFileSync(file, 'utf8'));
});

// --- blocks for other portals

test('blocks can be shown by the province\'s portals, need no script, and nothing else may be framed', async () => {
	const { blocks } = await page('/nhung/');

	assert.ok(blocks.length > 5);
	for (const { url } of blocks) {
		const { status, text, headers } = await person().get(url);

		assert.equal(status, 200, url);
		assert.doesNotMatch(text, /<script/, url);
		assert.match(headers['content-security-policy'], /frame-ancestors 'self' https:\/\/mau\.gov\.vn /, url);
		assert.match(headers['content-security-policy'], /script-src 'self'/, url);
	}
	for (const url of ['/', '/nhung/', BIRTH, '/tim-kiem?q=khai+sinh'])
		assert.match((await person().get(url)).headers['content-security-policy'], /frame-ancestors 'none'/, url);
	assert.match((await person().get('/nhung/')).text, /&lt;iframe src=&quot;|&lt;iframe src="/);
});

// --- the whole tree

test('every published page is valid HTML', async () => {
	const settings = JSON.parse(readFileSync(join(root, 'tests/html-validate.json'), 'utf8'));
	const validator = new HtmlValidate(new StaticConfigLoader(settings));
	const pages = filesBelow(published('current')).filter((file) => file.endsWith('.html'));
	const problems = [];

	assert.ok(FileSystemConfigLoader && pages.length > 150);
	for (const file of pages) {
		const { results } = await validator.validateString(readFileSync(file, 'utf8'));

		for (const { messages } of results)
			for (const { line, ruleId, message } of messages)
				problems.push(`${relative(published('current'), file)}:${line} ${ruleId}: ${message}`);
	}
	assert.deepEqual(problems.slice(0, 10), []);
});

test('no link, anchor or file that a published page names is missing', async () => {
	const tree = published('current');
	const decoded = (text) => text.replaceAll('&amp;', '&').replaceAll('&#39;', '\'').replaceAll('&quot;', '"');
	const pages = new Map(filesBelow(tree).filter((file) => file.endsWith('.html')).map((file) => {
		const path = `/${relative(tree, file)}`.replace(/index\.html$/, '').replace(/\.html$/, '');
		const text = readFileSync(file, 'utf8');

		return [path, { ids: new Set([...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)),
			links: [...text.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, link]) => decoded(link)) }];
	}));
	const others = new Map();
	const broken = [];

	for (const [path, { links }] of pages)
		for (const link of links) {
			if (/^(?:https:|mailto:|tel:)/.test(link) && !link.startsWith(instance.base_url))
				continue;
			const url = new URL(link, `${instance.base_url}${path}`);
			const there = pages.get(decodeURI(url.pathname));

			if (there === undefined)
				others.set(url.pathname, path);
			else if (url.hash !== '' && !there.ids.has(decodeURIComponent(url.hash.slice(1))))
				broken.push(`${path} -> ${link}: no such place`);
		}
	for (const [path, from] of others) {
		const { status } = await person().get(path);

		if (status >= 400)
			broken.push(`${from} -> ${path}: ${status}`);
	}
	assert.ok(pages.size > 150 && others.size > 5);
	assert.deepEqual(broken.slice(0, 10), []);
});

// --- only what changed

test('whatever changes, what is published by pieces is what would be published from nothing', () => {
	const changes = [
		`UPDATE agency SET address = CONCAT(address, ' (mới)') WHERE tier = 'commune' LIMIT 1`,
		`UPDATE sector SET name = CONCAT(name, ' và khác') ORDER BY id LIMIT 1`,
		`UPDATE procedure_version SET name = CONCAT(name, ' (sửa)') WHERE id = ${VERSION}`,
		`UPDATE procedure_channel SET fee_text = CONCAT(fee_text, ' *') WHERE procedure_version_id = ${VERSION}`,
		`UPDATE procedure_version SET service_level = IF(service_level = 'full', 'partial', 'full') WHERE id = ${VERSION}`,
		`UPDATE procedure_item SET replaced_by = IF(replaced_by IS NULL, '${CODE}', NULL) WHERE current_version_id IS NULL LIMIT 1`,
		`DELETE FROM procedure_relation WHERE procedure_version_id = ${VERSION}`,
		`INSERT INTO procedure_suspension VALUES (${ITEM}, 2, '2026-01-01', NULL, 'Thử', '', NULL, NOW(6))`,
		`DELETE FROM procedure_suspension`,
	];

	for (const statement of changes) {
		change(statement);
		assert.ok(changed(publish()) > 0, statement);
		const before = readlinkSync(published('current'));

		// The index of search is written anew each time; every page must be the same byte for byte.
		assert.ok(changed(publish('afresh')) <= 1, `${statement}: some page was not written anew`);
		assert.notEqual(readlinkSync(published('current')), before);
	}
});

test('one changed procedure rewrites its own pages and the lists that name it, nothing else', () => {
	const inode = (path) => statSync(published('current', path)).ino;
	const other = 'thu-tuc/cung-cap-ban-sao-tai-lieu-luu-tru-noi-bo.html';
	const [untouched, touched] = [inode(other), inode(`${BIRTH.slice(1)}.html`)];

	change(`UPDATE procedure_version SET conditions = CONCAT(conditions, 'Thêm một điều kiện.') WHERE id = ${VERSION}`);
	assert.ok(changed(publish()) <= 5);
	assert.equal(inode(other), untouched);
	assert.notEqual(inode(`${BIRTH.slice(1)}.html`), touched);
});

// --- all or nothing

// The tree that is served has every file of its ledger, and its home page is whole.
function assertWhole(why) {
	const tree = published('current');
	const lines = readFileSync(join(tree, '.ledger'), 'utf8').trimEnd().split('\n');

	assert.equal(lines.at(-1), `whole ${lines.length - 1}`, why);
	for (const line of lines.slice(0, -1)) {
		const path = join(tree, line.slice(67));

		assert.ok(existsSync(path) && (line[65] !== 'z' || existsSync(`${path}.gz`)), `${why}: ${path}`);
	}
	assert.match(readFileSync(join(tree, 'index.html'), 'utf8'), /<\/html>\s*$/, why);
}

test('killed at twenty moments, publishing leaves a whole site each time', async () => {
	let begin = Date.now();

	publish();
	let whole = Date.now() - begin;
	let killed = 0;

	for (let i = 0; i < 20; i++) {
		change(`UPDATE sector SET name = CONCAT('Lần ${i} ', code)`);
		begin = Date.now();
		const child = spawn(command()[0], command().slice(1), { stdio: 'ignore' });
		const ended = new Promise((done) => { child.on('exit', (code, signal) => done(signal)); });
		const timer = setTimeout(() => child.kill('SIGKILL'), (whole * (i + 1)) / 20);

		if (await ended === 'SIGKILL')
			killed++;
		else
			whole = Math.min(whole, Date.now() - begin); // the machine had more to do before
		clearTimeout(timer);
		assertWhole(`killed for the ${i + 1}. time`);
	}
	assert.ok(killed > 5, `only ${killed} were killed`);
	publish();
	assert.ok(changed(publish('afresh')) <= 1, 'what the killed ones left misleads somebody');
	assert.equal(readdirSync(published()).filter((name) => /^\d+$/.test(name)).length, 2);
});

test('on a full disk the old site stays and the command says why', () => {
	const before = readlinkSync(published('current'));

	change(`UPDATE sector SET name = CONCAT(name, ' đổi')`);
	const { status, stderr } = spawnSync('bash', ['-c', 'trap "" XFSZ; ulimit -f 4; exec "$@"', 'bash', ...command()], { encoding: 'utf8' });

	assert.notEqual(status, 0);
	assert.match(stderr, /write .*(?:File too large|No space)/);
	assert.equal(readlinkSync(published('current')), before);
	assertWhole('after a full disk');
	publish();
	assertWhole('published again');
});
