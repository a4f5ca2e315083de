// A citizen's journey through the failures that really happen: the database stopped half way, a module killed in the middle
// of a request, the job killed between sending and marking as sent. What was saved is there, nothing is half-written, and the
// next request is served.
import { after, afterEach, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { quote, sql } from '../support/db.mjs';
import { pids, startInstance, until } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';
import { mails } from '../support/mail.mjs';
import { officerClient } from '../support/office.mjs';
import { businessNow, resetClock, setClock } from '../support/clock.mjs';
import { CATALOGUE, dossier } from '../support/world.mjs';
import { begin, citizen, EXEMPT, file, fill, PDF } from './citizen.mjs';

const INSIDE = /MariaDB|\bmysql|\bSELECT\b|\berrno\b|\.c:\d|motcua_|\/tmp\/|upstream|Bad Gateway/i;
const PAGE_2 = { loai_giay_to: 'khai_sinh', nguoi_duoc_cap_ho_ten: 'Nguyễn Văn Bình', nguoi_duoc_cap_ngay_sinh: '1990-05-12',
	noi_dang_ky: 'Ủy ban nhân dân xã Sông Xanh' };
const holders = new Set();
let instance, intake, cashier, office;

before(async () => {
	instance = await startInstance('faults-journey');
	const account = (login) => sql(`SELECT id FROM account WHERE login = '${login}'`, instance)[0].id;

	intake = officerClient(instance, account('tiepnhan'));
	cashier = officerClient(instance, account('thungan'));
	office = Object.fromEntries(Object.entries(CATALOGUE).map(([role, login]) => [role, officerClient(instance, account(login))]));
});
afterEach(() => {
	holders.forEach((client) => client.kill());
	holders.clear();
});
after(() => instance?.stop());

const count = (what) => Number(sql(`SELECT COUNT(*) AS n FROM ${what}`, instance)[0].n);
const accountOf = (client) => sql(`SELECT id FROM account WHERE login = ${quote(client.address)}`, instance)[0].id;
const kinds = (number) => sql(`SELECT kind FROM dossier_event WHERE dossier_id = ${dossier(number, instance).id} ORDER BY seq`, instance)
	.map(({ kind }) => kind);

// Journal, state and clock of every dossier, and every file both ways.
function verified() {
	for (const what of ['--all', '--files'])
		execFileSync(join(instance.binaries, 'motcua-dvcctl'), ['--config', join(instance.config_dir, 'common.conf'), '--config',
			join(instance.config_dir, 'dvcctl.conf'), 'verify', what], { encoding: 'utf8', stdio: 'pipe' });
}

// Holds what the statement locks until released: a request that needs it stands still in the middle.
async function held(statement) {
	const client = spawn('mariadb', ['--no-defaults', `--socket=${instance.database_socket}`, `--user=${instance.database_user}`,
		'--batch', '--unbuffered', instance.database_name], { stdio: ['pipe', 'pipe', 'ignore'] });
	let said = '';

	holders.add(client);
	client.stdout.on('data', (part) => { said += part; });
	client.stdin.write(`${statement};\nSELECT 'held';\n`);
	await until(() => /held/.test(said), 'the lock');
	return () => new Promise((done) => {
		client.on('close', done);
		holders.delete(client);
		client.stdin.end('ROLLBACK; UNLOCK TABLES;\n');
	});
}

// A module whose process or database has just been replaced answers again, whichever of its threads is asked.
const answers = (path) => until(async () => (await Promise.all(Array.from({ length: 16 }, () => cashier.get(path))))
	.every(({ status }) => status < 500), `${path} to answer`);
const FIRST_PAGE = { submission: '/tra-cuu', workflow: '/can-bo/ho-so', payment: '/thanh-toan', catalogue: '/can-bo/danh-muc' };
// InnoDB renews what innodb_trx shows only when nobody has read it for a tenth of a second: asked more often, it never changes.
const waitsForLock = () => until(async () => {
	await new Promise((next) => setTimeout(next, 150));
	return count(`information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'`) > 0;
}, 'the request to wait');

// The module is killed while the request that `send` makes stands still at what `statement` locks; the request's answer.
async function killedInTheMiddle(module, statement, send) {
	const release = await held(statement);
	const answer = send();

	await waitsForLock();
	const [pid] = pids(module, instance);

	process.kill(pid, 'SIGKILL');
	const cut = await answer;

	await release();
	await until(() => pids(module, instance).length > 0 && pids(module, instance)[0] !== pid, 'the module\'s next process');
	await answers(FIRST_PAGE[module]);
	assert.equal(cut.status, 502);
	assert.match(cut.text, /<html[^>]* lang="vi"/);
	assert.doesNotMatch(cut.text, INSIDE);
	return cut;
}

test('the database stops in the middle of filing: pages and search go on, the form hears calmly, the draft is there afterwards', async () => {
	const client = await citizen(instance);
	const draft = await begin(client);

	await fill(client, draft);
	await client.post(`${draft}/trang/2`, PAGE_2);
	await instance.stopDatabase();
	try {
		const person = new Client(instance);

		for (const path of ['/', '/en/', '/tim-kiem?q=ban+sao+khai+sinh', '/static/citizen.css'])
			assert.equal((await person.get(path)).status, 200, path);
		const found = await person.get('/tim-kiem?q=ban+sao+khai+sinh', { json: true });

		assert.match(found.text, /2\.000635/, 'search finds');
		const procedure = /href="(\/thu-tuc\/[^"]+)"/.exec((await person.get('/tim-kiem?q=ban+sao+khai+sinh')).text)[1];

		assert.equal((await person.get(procedure)).status, 200, procedure);
		for (const [who, path, fields] of [[client, `${draft}/trang/3`, { so_ban: '1' }], [client, `${draft}/luu/2`, PAGE_2],
			[client, `${draft}/nop`, { declaration: '1' }], [client, '/tai-khoan/thong-tin', { name: 'Bình' }],
			[intake, '/can-bo/ho-so/H01.21-T1/tiep-nhan', { version: '1' }], [cashier, '/can-bo/thu-ngan/H01.21-T1', { version: '1' }]]) {
			const answer = await who.post(path, fields);

			assert.equal(answer.status, 503, path);
			assert.match(answer.text, /đã lưu trước đó vẫn/, `${path} says what is saved`);
			assert.match(answer.headers['retry-after'] ?? '', /^\d+$/);
			assert.doesNotMatch(answer.text, INSIDE);
			const problem = await who.post(path, fields, { json: true });

			assert.equal(problem.status, 503);
			assert.match(problem.headers['content-type'], /^application\/problem\+json/);
		}
		assert.equal((await client.get(`${draft}/trang/3`)).status, 503);
	} finally {
		await instance.startDatabase();
	}
	const again = await until(async () => {
		const answer = await client.get(`${draft}/trang/2`);

		return answer.status === 200 && answer;
	}, 'the draft');

	assert.match(again.text, /Ủy ban nhân dân xã Sông Xanh/, 'what was saved before the failure');
	await Promise.all(Object.values(FIRST_PAGE).map(answers));
	const sent = await client.post(`${draft}/nop`, { declaration: '1' });

	assert.equal(sent.status, 303, sent.text);
	assert.equal(count(`dossier WHERE account_id = ${accountOf(client)}`), 1);
	verified();
});

test('killed while a dossier is being filed: the draft is whole, no dossier; the next press files it once', async () => {
	const client = await citizen(instance);
	const draft = await begin(client);
	const reference = draft.split('/')[3];

	await fill(client, draft);
	const before = count('dossier');

	await killedInTheMiddle('submission', `START TRANSACTION; SELECT id FROM draft WHERE reference = ${quote(reference)} FOR UPDATE`,
		() => client.post(`${draft}/nop`, { declaration: '1' }));
	assert.equal(count('dossier'), before);
	assert.equal(count(`draft WHERE reference = ${quote(reference)} AND state = 'open'`), 1);
	const sent = await client.post(`${draft}/nop`, { declaration: '1' });

	assert.equal(sent.status, 303, sent.text);
	assert.equal(count('dossier'), before + 1);
	verified();
});

test('killed while a file comes in: neither a row nor bytes alone', async () => {
	const client = await citizen(instance);
	const draft = await begin(client);
	const one = [{ name: 'file', filename: 'a.pdf', type: 'application/pdf', content: PDF }];

	await fill(client, draft, EXEMPT);
	await killedInTheMiddle('submission',
		`START TRANSACTION; SELECT id FROM draft WHERE reference = ${quote(draft.split('/')[3])} FOR UPDATE`,
		() => client.upload(`${draft}/tep`, { requirement: 'giay-to-mien-phi' }, one));
	assert.equal((await client.upload(`${draft}/tep`, { requirement: 'giay-to-mien-phi' }, one)).status, 303);
	assert.equal((await client.post(`${draft}/nop`, { declaration: '1' })).status, 303);
	verified();
});

test('killed while an officer accepts: no code, no half journal; pressed again with the same form it is accepted once', async () => {
	const { number } = await file(await citizen(instance), EXEMPT);
	const page = await intake.get(`/can-bo/ho-so/${number}`);
	const fields = { version: hidden(page, 'version'), once: hidden(page, 'once') };
	const press = () => intake.post(`/can-bo/ho-so/${number}/tiep-nhan`, fields);

	await killedInTheMiddle('workflow', `START TRANSACTION; SELECT id FROM dossier WHERE filing_number = ${quote(number)} FOR UPDATE`, press);
	assert.deepEqual(kinds(number), ['submit']);
	assert.equal(dossier(number, instance).code, null);
	const answer = await press();

	assert.equal(answer.status, 303, answer.text);
	assert.deepEqual(kinds(number), ['submit', 'receive']);
	verified();
});

test('killed while dossiers move to a newer version of their process: none has moved; pressed again, each has moved once', async () => {
	const client = await citizen(instance), numbers = [];

	for (let i = 0; i < 3; i++)
		numbers.push((await file(client, EXEMPT)).number);
	numbers.sort();
	const accepted = await intake.post(`/can-bo/ho-so/${numbers[0]}/tiep-nhan`, { version: dossier(numbers[0], instance).version });

	assert.equal(accepted.status, 303, accepted.text);
	assert.equal((await intake.get(`/can-bo/ho-so/${numbers[0]}`)).status, 200, 'opened, its process begins');
	sql(`INSERT INTO process_version (code, name, version_no, content, sha256, created_at) SELECT code, name, version_no + 1,
		REPLACE(content, 'name="Tiếp nhận hồ sơ"', 'name="Tiếp nhận hồ sơ (mới)"'), sha256, NOW(6) FROM process_version WHERE code = '2.000635'
		ORDER BY version_no DESC LIMIT 1;
		UPDATE procedure_item SET process_version_id = (SELECT MAX(id) FROM process_version WHERE code = '2.000635') WHERE code = '2.000635'`, instance);
	const [newest] = sql("SELECT id, version_no FROM process_version WHERE code = '2.000635' ORDER BY id DESC LIMIT 1", instance);
	// All that a move writes: the dossier, its journal, where its process stands, its terms, what the applicant is told.
	const written = () => numbers.map((number) => {
		const { id, version, process_version_id: process } = dossier(number, instance);

		return [version, process, kinds(number), sql(`SELECT tokens, version FROM process_instance WHERE dossier_id = ${id}`, instance),
			sql(`SELECT step_id, due_at, closed_no FROM task WHERE dossier_id = ${id} ORDER BY id`, instance)];
	});
	const was = written();
	const move = () => office.controller.post('/can-bo/chuyen-phien-ban/quy-trinh/2.000635', { den: newest.version_no, numbers,
		reason: 'Thống nhất quy trình mới', once: 'chuyen-phien-ban-mot-lan' });

	// The first two have moved within the transaction when the third stands still.
	await killedInTheMiddle('workflow', `START TRANSACTION; SELECT id FROM dossier WHERE filing_number = ${quote(numbers[2])} FOR UPDATE`, move);
	assert.deepEqual(written(), was);
	for (let i = 0; i < 2; i++) {
		const answer = await move();

		assert.match(answer.location, /xong=3&con=0$/, answer.text);
	}
	for (const number of numbers) {
		assert.equal(dossier(number, instance).process_version_id, newest.id);
		assert.equal(kinds(number).filter((kind) => kind === 'definition_changed').length, 1);
	}
	verified();
});

test('killed while the cashier takes the money: not taken; taken once when pressed again', async () => {
	const { number } = await file(await citizen(instance));
	const where = `/can-bo/thu-ngan/${number}`;
	const page = await cashier.get(where);
	const fields = { demand: hidden(page, 'demand'), version: hidden(page, 'version'), once: hidden(page, 'once'), received: '50000' };
	const { id } = dossier(number, instance);
	const receipts = () => count(`receipt WHERE demand_id IN (SELECT id FROM demand WHERE dossier_id = ${id})`);

	await killedInTheMiddle('payment', `START TRANSACTION; SELECT id FROM dossier WHERE id = ${id} FOR UPDATE`, () => cashier.post(where, fields));
	assert.equal(receipts(), 0);
	assert.ok(!kinds(number).includes('fee_settled'));
	assert.equal((await cashier.post(where, fields)).status, 303);
	assert.equal(receipts(), 1);
	assert.equal(kinds(number).filter((kind) => kind === 'fee_settled').length, 1);
	verified();
});

test('killed between sending and marking: the message is sent once more at most, as the same message, and then is done', async () => {
	const client = new Client(instance);
	const address = `giua-chung${Date.now()}@example.vn`;
	sql('DELETE FROM core_job_lease; UPDATE outbox SET leased_until = NULL', instance);
	// Rows are taken one by one: what came before has to be away.
	await until(() => count("outbox WHERE state = 'waiting' AND consumer = 'exchange' AND not_before < NOW(6)") === 0, 'the queue to be empty');
	// What is sent is written down here: with the table held, the job stands between sending and marking.
	const release = await held('LOCK TABLES message_log READ');
	const asked = await client.post('/tai-khoan/dang-nhap', { login: address, by_code: '1' });

	assert.equal(asked.status, 200, asked.text);
	await until(() => mails(address, undefined, instance).length === 1, 'the mail');
	const [pid] = pids('exchange-jobs', instance);

	process.kill(pid, 'SIGKILL');
	await release();
	const row = () => sql(`SELECT id, state, payload FROM outbox WHERE topic = 'code.email' ORDER BY id DESC LIMIT 1`, instance)[0];

	assert.equal(row().state, 'waiting', 'sent, and nobody knows');
	// The dead process's leases run out by themselves; nobody needs to wait for that here.
	sql(`UPDATE outbox SET leased_until = NOW(6) - INTERVAL 1 SECOND WHERE id = ${row().id}; DELETE FROM core_job_lease`, instance);
	await until(() => row().state !== 'waiting', 'the job to end it');
	assert.equal(row().state, 'done');
	assert.doesNotMatch(row().payload ?? '', /\d{6}/, 'the code is wiped');
	const sent = mails(address, undefined, instance);

	assert.equal(sent.length, 2);
	assert.equal(sent[0].text, sent[1].text, 'the same code: either mail opens the door');
	assert.deepEqual(sql(`SELECT outcome FROM message_log JOIN delivery ON delivery.id = delivery_id WHERE outbox_id = ${row().id}
		ORDER BY attempt`, instance).map(({ outcome }) => outcome), ['unclear', 'sent']);
});

// --- definitions ----------------------------------------------------------------------------------------------------------------

const OWN = '1.014464';
const DRAWN = `/can-bo/danh-muc/dinh-nghia/quy-trinh/${OWN}`;
const DECISION = { number: '91/QĐ-UBND' };
const day = (offset) => new Date(businessNow(instance) + 7 * 3600000 + offset * 86400000).toISOString().slice(0, 10);
const drawn = () => sql(`SELECT content FROM process_version WHERE code = '${OWN}' ORDER BY version_no DESC LIMIT 1`, instance)[0].content;
// All that a definition is made of: equal before and after, or something was half-written.
const definitions = () => JSON.stringify([sql(`CHECKSUM TABLE definition_item, definition_draft, definition_draft_target, definition_act,
	definition_use, process_version`, instance), sql('SELECT id, form_version_id, process_version_id, rule_version_id FROM procedure_item ORDER BY id', instance)]);
// Nothing is added to the table, and no row of it changed, until it is released.
const closed = (table) => `SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ; START TRANSACTION; SELECT COUNT(*) FROM ${table} FOR UPDATE`;

// The form of an act as its page shows it: [path, fields].
async function formOf(client, page, path) {
	const { text } = await client.get(page);
	const form = text.slice(text.indexOf(`action="${path}"`));

	return Object.fromEntries(['once', 'version'].map((name) => [name, hidden(form, name)]).filter(([, value]) => value));
}

// One act of the chain: killed where each of the tables is written, then pressed again, and once more.
async function throughKills(act, client, page, path, tables, fields = {}, files = undefined) {
	const form = { ...await formOf(client, page, path), ...fields };
	const press = () => (files ? client.upload(path, form, files) : client.post(path, form));

	for (const table of tables) {
		const before = definitions();

		await killedInTheMiddle('catalogue', closed(table), press);
		assert.equal(definitions(), before, `${act}, killed at ${table}: nothing is half-written`);
	}
	const done = await press();
	const after = definitions();

	assert.equal(done.status, 303, `${act}: ${done.text}`);
	assert.equal((await press()).location, done.location, `${act}: the same answer once more`);
	assert.equal(definitions(), after, `${act}: done once`);
}

test('a definition from draft to decision, killed in the middle of each act: nothing is half-written, pressed again it is done once', async () => {
	const changed = drawn().replace(/motcua:term="[^"]*"/, 'motcua:term="0,25 ngày"');
	const file = [{ name: 'file', filename: 'tep.bpmn', type: 'text/xml', content: changed }];

	assert.notEqual(changed, drawn());
	await throughKills('begin', office.drafter, DRAWN, `${DRAWN}/du-thao`, ['definition_act']);
	await throughKills('save', office.drafter, `${DRAWN}/van-ban`, `${DRAWN}/van-ban`, ['definition_act'], {}, file);
	await throughKills('submit', office.drafter, DRAWN, `${DRAWN}/gui`, ['definition_act']);
	await throughKills('control', office.controller, DRAWN, `${DRAWN}/kiem-soat`, []);
	await throughKills('approve', office.approver, `${DRAWN}/phe-duyet`, `${DRAWN}/phe-duyet`, ['process_version', 'procedure_item'],
		{ ...DECISION, date: day(-1), from: day(3) });
	assert.equal(drawn(), changed);
});

test('the database is away while definitions are worked on: a calm answer to each act, and the draft as it was', async () => {
	const form = await formOf(office.drafter, DRAWN, `${DRAWN}/du-thao`);

	assert.equal((await office.drafter.post(`${DRAWN}/du-thao`, form)).status, 303);
	const before = definitions();
	const version = '1';

	await instance.stopDatabase();
	try {
		for (const [client, act, fields] of [[office.drafter, 'van-ban', { version }], [office.drafter, 'gui', { version }],
			[office.controller, 'kiem-soat', { version }], [office.approver, 'phe-duyet', { version, ...DECISION, date: '2026-11-20', from: '2026-11-21' }]]) {
			const answer = act === 'van-ban' ? await client.upload(`${DRAWN}/${act}`, fields, [{ name: 'file', filename: 'a.bpmn', type: 'text/xml', content: '<a/>' }])
				: await client.post(`${DRAWN}/${act}`, fields);

			assert.equal(answer.status, 503, act);
			assert.match(answer.text, /đã lưu trước đó vẫn/, act);
			assert.doesNotMatch(answer.text, INSIDE, act);
		}
	} finally {
		await instance.startDatabase();
	}
	await answers(FIRST_PAGE.catalogue);
	assert.equal(definitions(), before);
	assert.equal((await office.drafter.post(`${DRAWN}/gui`, await formOf(office.drafter, DRAWN, `${DRAWN}/gui`))).status, 303);
});

// The last one: it moves the clock, and sessions end.
test('the job is killed while the day comes on which a decision enters into force: all as before, then all of it', async () => {
	const today = () => sql(`SELECT process_version_id AS id FROM procedure_item WHERE code = '${OWN}'`, instance)[0].id;
	const next = sql(`SELECT MAX(id) AS id FROM process_version WHERE code = '${OWN}'`, instance)[0].id;
	const before = definitions();
	const release = await held(closed('procedure_item'));
	// What a job process does first is what is due, if nobody has the lease: the old one stands still, or it might take it once more.
	const jobsBeginAnew = () => {
		const old = pids('catalogue-jobs', instance);

		old.forEach((pid) => process.kill(pid, 'SIGSTOP'));
		sql('DELETE FROM core_job_lease', instance);
		old.forEach((pid) => process.kill(pid, 'SIGKILL'));
	};

	assert.notEqual(today(), next);
	try {
		setClock(new Date(businessNow(instance) + 3 * 86400000).toISOString(), instance);
		jobsBeginAnew();
		await waitsForLock();
		jobsBeginAnew();
		assert.equal(definitions(), before, 'all as it was');
		await release();
		await until(() => today() === next, 'the decision to be in force');
	} finally {
		resetClock(instance);
	}
});
