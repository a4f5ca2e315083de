// People who mean harm, and people who only press at the wrong moment: what one unit's officer, a forged form or a text full of
// signs can do to another's work and to what citizens read (TCVN 14423:2026 5.4.2.4, 5.17.2).
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { businessNow } from '../support/clock.mjs';
import { quote, sql as sqlOn } from '../support/db.mjs';
import { startInstance, until } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';
import { officerClient } from '../support/office.mjs';
import { CATALOGUE } from '../support/world.mjs';

const OFFICE = '/can-bo/danh-muc';
let instance, drafter, stranger, controller, approver, admin;

const sql = (text) => sqlOn(text, instance);
const one = (what) => sql(`SELECT ${what}`)[0];
const number = (what) => Number(one(`COUNT(*) AS n FROM ${what}`).n);
const once = () => randomBytes(16).toString('base64url');
const account = (login) => one(`id FROM account WHERE login = ${quote(login)}`).id;
const person = () => new Client(instance);
const shown = (path, words) => until(async () => {
	const { status, text } = await person().get(path);

	return status === 200 && text.includes(words);
}, `${words} on ${path}`);

before(async () => {
	instance = await startInstance('catalogue-hostile', { modules: ['catalogue', 'submission'] });
	[drafter, controller, approver, admin] = [...Object.values(CATALOGUE), 'quantri'].map((login) =>
		officerClient(instance, account(login)));
	// Another unit drafts its own procedures too.
	sql(`INSERT INTO role_grant (officer_id, role, agency_id, procedure_code, valid_from) SELECT officer.id, 'drafter', officer.agency_id,
		'*', '2015-01-01' FROM officer JOIN account ON account.id = officer.account_id WHERE account.login = 'thuly.vpub'
		AND NOT EXISTS (SELECT 1 FROM role_grant held WHERE held.officer_id = officer.id AND held.role = 'drafter')`);
	stranger = officerClient(instance, account('thuly.vpub'));
});
after(() => instance?.reset());

async function write(client, fields = {}) {
	const answer = await client.post(`${OFFICE}/bai-viet/moi`, { kind: 'news', title: 'Một tin mới', summary: 'Tóm tắt của tin',
		body: 'Nội dung', once: once(), ...fields });

	assert.equal(answer.status, 303, answer.text.slice(answer.text.indexOf('<main'), 3000));
	return answer.location.replace(/\?.*/, '');
}

async function act(client, page, verb, fields = {}) {
	return client.post(`${page}/${verb}`, { version: hidden(await client.get(page), 'version'), once: once(), ...fields });
}

test('a title takes no address that the site itself needs: the list of news stays, and everything is published', async () => {
	for (const title of ['Index', 'Feed']) {
		const page = await write(drafter, { title, summary: `Tóm tắt của ${title}` });

		assert.equal((await act(drafter, page, 'dang')).status, 303);
	}
	await shown('/tin-tuc/', 'Tóm tắt của Feed');
	await shown('/tin-tuc/', 'Tóm tắt của Index');
	const feed = await person().get('/tin-tuc/feed.json', { json: true });

	assert.match(feed.json.version, /jsonfeed/);
});

test('where a second person has to read, the writer does not lift that from the own words', async () => {
	const page = await write(drafter, { title: 'Bài cần đọc lại', needs_reader: '1' });
	const lifted = await drafter.post(page, { version: hidden(await drafter.get(page), 'version'), once: once(),
		title: 'Bài cần đọc lại', summary: 'Không ai đọc', body: 'Nội dung' });

	assert.equal(lifted.status, 422);
	assert.match(lifted.text, /giữ nguyên yêu cầu đó/);
	assert.equal((await act(drafter, page, 'dang')).status, 409);
});

const CODE = 'DV.000012';
const PAGE = `${OFFICE}/thu-tuc/${CODE}`;
const newest = () => one(`version.version_no AS no, version.state, version.version FROM procedure_version version JOIN procedure_item item
	ON item.id = version.procedure_id WHERE item.code = ${quote(CODE)} ORDER BY version_no DESC LIMIT 1`);
const step = (client, path, fields = {}) => client.post(`${PAGE}/phien-ban/${newest().no}/${path}`, { version: newest().version,
	once: once(), ...fields });

test('a unit that drafts has no hand in the procedures, news and requests of another', async () => {
	assert.equal((await stranger.post(`${PAGE}/phien-ban`, { once: once() })).status, 403);
	assert.equal((await drafter.post(`${PAGE}/phien-ban`, { once: once() })).status, 303);
	assert.equal((await stranger.get(`${PAGE}/sua/chung`)).status, 403);
	assert.equal((await stranger.post(`${PAGE}/sua/chung`, { version: newest().version, once: once(), name: 'Của người khác' })).status, 403);
	for (const path of ['gui', 'bo'])
		assert.equal((await step(stranger, path)).status, 403, path);
	assert.equal((await stranger.post(`${PAGE}/tham-dinh`, { section: 'chung', note: 'Không liên quan', once: once() })).status, 403);
	assert.doesNotMatch((await stranger.get(`${PAGE}/tham-dinh`)).text, /name="note"/, 'nor does the page ask for a remark');
	assert.equal(newest().state, 'draft');

	const news = await write(drafter, { title: 'Tin của đơn vị khác' });

	assert.equal((await act(stranger, news, 'dang', { version: 1 })).status, 403);
	assert.equal((await stranger.post(news, { version: 1, once: once(), title: 'a', summary: 'b', body: 'c' })).status, 403);

	const filed = await drafter.post(`${OFFICE}/de-nghi`, { kind: 'amend', code: CODE, text: 'Sửa thành phần hồ sơ', once: once() });
	const request = filed.location.replace(/\?.*/, '');

	assert.equal(filed.status, 303, filed.text);
	assert.equal((await stranger.get(request)).status, 404);
	for (const [path, status] of [['rut', 404], ['chap-nhan', 403], ['tu-choi', 403]])
		assert.equal((await stranger.post(`${request}/${path}`, { version: 1, reason: 'không', once: once() })).status, status, path);
	assert.equal((await stranger.post(`${OFFICE}/de-nghi`, { kind: 'amend', code: CODE, text: 'Sửa của người khác', once: once() })).status, 422);
	assert.equal((await drafter.post(`${request}/rut`, { version: 1, once: once() })).status, 303);
	assert.equal((await step(drafter, 'bo')).status, 303);
});

test('a bulk edit that was planned for own procedures leaves out what has passed to another unit meanwhile', async () => {
	const item = `procedure_item WHERE code = ${quote(CODE)}`;
	const { id: unit } = one(`owner_agency_id AS id FROM ${item}`);
	const versions = newest().no;
	const planned = await drafter.post(`${OFFICE}/sua-hang-loat?q=${CODE}&thay=life_events`, { values: 'death', once: once() });
	const bulk = `bulk_edit WHERE code = ${quote(planned.location?.split('/').at(-1))}`;

	assert.equal(planned.status, 303, planned.text.slice(planned.text.indexOf('<main'), 3000));
	sql(`UPDATE procedure_item SET owner_agency_id = (SELECT officer.agency_id FROM officer JOIN account ON account.id = officer.account_id
		WHERE account.login = 'thuly.vpub') WHERE code = ${quote(CODE)}`);
	assert.equal((await drafter.post(`${planned.location}/thuc-hien`, { once: once() })).status, 303);
	await until(() => one(`state FROM ${bulk}`).state === 'done', 'the job');
	sql(`UPDATE procedure_item SET owner_agency_id = ${unit} WHERE code = ${quote(CODE)}`);
	assert.equal(one(`outcome FROM bulk_edit_item WHERE bulk_id = (SELECT id FROM ${bulk}) AND procedure_id = (SELECT id FROM ${item})`).outcome,
		'not_theirs');
	assert.equal(newest().no, versions, 'no draft came of it');
});

const EVIL = `=1+1 <img src=x onerror=alert(1)> "><svg/onload=alert(2)> '-alert(3)-' </script><script>alert(4)</script> {{{7*7}}} ]]> &#0;`;
const LINKS = `\n\n[a](javascript:alert(5)) ![b](javascript:alert(6)) <a href="javascript:alert(7)">c</a> [d](data:text/html,x) [e](//evil.example)`
	+ ' <https://a.b/"onclick=alert(9)>';
const RUNS = /<img src=x|<svg\/onload|<script>alert|(?:href|src)="(?:javascript:|data:text|\/\/evil)|="[^"]*"onclick/i;

function filesBelow(folder) {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name))
		: [join(folder, entry.name)]));
}

test('what officers and citizens write is text wherever it is published: pages, data, feeds, blocks', async () => {
	assert.equal((await drafter.post(`${PAGE}/phien-ban`, { once: once() })).status, 303);
	sql(`UPDATE procedure_version SET name = ${quote(EVIL)}, steps = ${quote(EVIL)}, conditions = ${quote(EVIL)}, result_name = ${quote(EVIL)},
		external_url = 'https://x/"onclick=alert(9)', keywords = ${quote(EVIL)} WHERE state = 'draft' AND procedure_id = (SELECT id FROM procedure_item
		WHERE code = ${quote(CODE)})`);
	assert.equal((await step(drafter, 'gui')).status, 303);
	assert.equal((await step(controller, 'kiem-soat')).status, 303);
	const { no, version } = newest();
	const today = new Date(businessNow(instance) + 7 * 3600000).toISOString().slice(0, 10);
	const answers = await Promise.all(['=1/QĐ', '=2/QĐ', '=3/QĐ'].map((decision) => approver.post(`${PAGE}/phien-ban/${no}/cong-bo`, { version,
		once: once(), number: decision, date: today, effective: today, fast: '1' })));

	assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409, 409], 'three presses at one moment are one decision');
	const news = await write(admin, { title: EVIL, summary: EVIL, body: EVIL + LINKS });

	assert.equal((await act(admin, news, 'dang')).status, 303);
	assert.equal((await person().post('/hoi-dap/gui', { question: EVIL, name: 'Người Hỏi Kín', contact: 'kin@example.vn', consent: '1',
		once: once() })).status, 303);
	const question = `${OFFICE}/hoi-dap/${one("code FROM content_question WHERE asker_name = 'Người Hỏi Kín'").code}`;
	const { text } = await admin.get(question);

	assert.doesNotMatch(text, RUNS);
	assert.equal((await admin.post(question, { version: hidden(text, 'version'), title: EVIL, answer: EVIL + LINKS, once: once() })).status, 303);
	assert.equal((await act(admin, question, 'dang')).status, 303);
	await shown('/hoi-dap/', 'alert(1)');
	await shown(`/tin-tuc/${news.split('/').at(-1)}`, 'alert(1)');

	const folders = ['current', 'du-lieu/current'].map((name) => join(instance.run_dir, 'published', name));
	const files = folders.flatMap(filesBelow).filter((file) => !/\.(?:gz|sqlite|ledger)$/.test(file));
	let met = 0;

	for (const file of files) {
		const content = readFileSync(file, 'utf8');

		met += content.includes('alert(1)') ? 1 : 0;
		assert.ok(!content.includes('Người Hỏi Kín') && !content.includes('kin@example.vn'), `${file} tells who asked`);
		if (file.endsWith('.json'))
			JSON.parse(content);
		else if (file.endsWith('.csv'))
			assert.doesNotMatch(content, /(?:^|,)"?[=+@]/m, file);
		else
			assert.doesNotMatch(content, RUNS, file);
	}
	assert.ok(met > 10, `only ${met} files hold the text`);
	for (const path of ['/tim-kiem?q=alert', `/tim-kiem?q=${encodeURIComponent(EVIL)}`, `/thu-tuc/${encodeURIComponent(EVIL)}`])
		assert.doesNotMatch((await person().get(path)).text, RUNS, path);
	for (const path of [PAGE, `${PAGE}/tham-dinh`, `${PAGE}/so-sanh`, OFFICE, `${OFFICE}/hoi-dap`, `${OFFICE}/chat-luong`])
		assert.doesNotMatch((await admin.get(path)).text, RUNS, path);
});

test('by any of its codes a procedure is itself: it does not take its own place', async () => {
	const version = () => one(`version FROM procedure_item WHERE code = ${quote(CODE)}`).version;
	const alias = 'H99.000012';

	assert.equal((await controller.post(`${PAGE}/ma-khac`, { alias, once: once() })).status, 303);
	for (const [path, by] of [[CODE, CODE], [alias, CODE], [CODE, alias], [alias, alias]]) {
		const answer = await controller.post(`${OFFICE}/thu-tuc/${path}/dinh-danh`, { version: version(), replaced_by: by, once: once() });

		assert.equal(answer.status, 422, `${path} by ${by}`);
		assert.ok(answer.text.includes('Không có thủ tục nào mang mã này'), `${path} by ${by}`);
	}
});

test('only blocks may stand in a frame of another site', async () => {
	for (const path of ['/', '/thu-tuc/', '/nhung/', '/nhung/khong-co', '/nhung/..%2f', '/tim-kiem?q=a', '/tin-tuc/', '/du-lieu-mo/',
		'/nhung/%2e%2e/thu-tuc/', '/nhung/%2e%2e/can-bo/danh-muc', '/hoi-dap/gui'])
		assert.match((await person().get(path)).headers['content-security-policy'] ?? '', /frame-ancestors 'none'/, path);
});

test('publications that run at once end with the newest state, whole', async () => {
	const command = [join(instance.binaries, 'motcua-catalogue'), '--config', join(instance.config_dir, 'common.conf'), '--config',
		join(instance.config_dir, 'catalogue.conf'), '--verb', 'publish'];
	const publish = () => new Promise((done) => { spawn(command[0], command.slice(1), { stdio: 'ignore' }).on('exit', done); });
	const ended = [];

	for (let i = 1; i <= 4; i++) {
		sql(`UPDATE sector SET name = CONCAT('Lần ${i} ', code)`);
		ended.push(publish());
	}
	assert.deepEqual(await Promise.all(ended), [0, 0, 0, 0]);
	assert.match((await person().get('/linh-vuc/')).text, /Lần 4 /);
	assert.doesNotMatch((await person().get('/linh-vuc/')).text, /Lần [123] /);
});
