// What the designers send: checked without being saved, saved against the version that was opened, refused with its place when
// it is hostile, huge or unreadable; nobody else's draft is shown or changed.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quote, sql } from '../support/db.mjs';
import { root, startInstance } from '../support/env.mjs';
import { Client } from '../support/http.mjs';

const BASE = '/can-bo/danh-muc/dinh-nghia';
const PROCESS = `${BASE}/quy-trinh/QT-VE/so-do`;
const RULE = `${BASE}/quy-tac/QTAC-VE/bang`;
const seed = (name) => readFileSync(join(root, 'db/seed/definitions', name), 'utf8').trim();
const BPMN = seed('processes/2.000635.bpmn');
const DMN = seed('rules/2.000635.dmn');
let instance;
let admin;

const put = (kind, code, content, owner = null) => sql(`INSERT INTO definition_item (kind, code, name) VALUES ('${kind}', '${code}', 'Vẽ');
	INSERT INTO definition_draft (kind, code, name, content, owner_agency_id, created_by, created_at, updated_at)
	SELECT '${kind}', '${code}', 'Vẽ', ${quote(content)}, ${owner === null ? 'NULL' : `(SELECT id FROM agency WHERE code = '${owner}')`},
	MIN(id), NOW(6), NOW(6) FROM officer`, instance);
const draft = (code) => sql(`SELECT content, version FROM definition_draft WHERE code = '${code}'`, instance)[0];

before(async () => {
	instance = await startInstance('catalogue-draw', { modules: ['catalogue'] });
	admin = await new Client(instance).signIn('administrator');
	put('process', 'QT-VE', BPMN);
	put('rule', 'QTAC-VE', DMN);
});
after(() => instance?.reset());

const check = (where, content, client = admin) => client.post(`${where}/kiem-tra`, { content }, { json: true });
const save = (where, version, content, client = admin) => client.post(where, { version, content }, { json: true });

test('the page hands over the document, its version, the roles and the words', async () => {
	const { status, json } = await admin.get(PROCESS, { json: true });

	assert.equal(status, 200);
	assert.equal(json.content, BPMN, 'a drawing stays as drawn');
	assert.equal(json.version, 1);
	const { roles, agencies, forms } = JSON.parse(json.lists);

	assert.ok(roles.some(([code, name]) => code === 'leader' && name === 'Lãnh đạo cơ quan'));
	assert.ok(!roles.some(([code]) => code === 'administrator'), 'no role outside the work on dossiers');
	assert.ok(agencies.length > 0 && forms.length > 0);
	assert.equal(JSON.parse(json.words).kind.task, 'Bước');
	assert.equal((await admin.get(RULE, { json: true })).json.content, DMN);
	assert.equal((await admin.get(`${BASE}/quy-trinh/KHONG-CO/so-do`)).status, 404);
});

test('what is checked is not saved, and each problem has words and a place', async () => {
	const before = draft('QT-VE');
	const good = await check(PROCESS, BPMN);

	assert.equal(good.status, 200, good.text);
	assert.equal(good.json.blocks, false);
	const { json } = await check(PROCESS, BPMN.replace('motcua:term="30 phút"', 'motcua:term="lúc nào cũng được"'));

	assert.equal(json.blocks, true);
	assert.deepEqual(json.problems.map(({ place }) => place), ['intake']);
	assert.match(json.problems[0].text, /Thời hạn/);
	assert.equal(json.problems[0].tag.kind, 'bad');
	assert.deepEqual(draft('QT-VE'), before);
});

const bomb = `<!DOCTYPE d [${Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')}<!ENTITY e0 "ha">]>`;
const HOSTILE = {
	'entities that grow': BPMN.replace('?>', `?>${bomb}`).replace('Hồ sơ nộp đến', '&e9;'),
	'a file of the server': BPMN.replace('?>', '?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>').replace('Hồ sơ nộp đến', '&x;'),
	'no XML': 'Đây không phải XML',
	'cut off': BPMN.slice(0, 900),
	'deep': `${'<a>'.repeat(20000)}${'</a>'.repeat(20000)}`,
	'a script task': BPMN.replace('<bpmn:endEvent', '<bpmn:scriptTask id="s" /><bpmn:endEvent'),
	'two of one id': BPMN.replace('id="review"', 'id="intake"'),
	'a condition that calls': BPMN.replace('=action = "return_back"', '=system("id")'),
	'another language': DMN,
};

test('hostile documents are refused with words, in bounded time, and nothing is saved', async () => {
	const before = draft('QT-VE');

	for (const [name, content] of Object.entries(HOSTILE)) {
		const began = Date.now();
		const { status, json, text } = await check(PROCESS, content);

		assert.equal(status, 200, `${name}: ${text}`);
		assert.equal(json.blocks, true, name);
		assert.ok(json.problems[0].text.length > 5 && !/root:|process\./.test(text), `${name}: ${text}`);
		assert.ok(Date.now() - began < 3000, `${name} took ${Date.now() - began} ms`);
	}
	for (const name of ['entities that grow', 'a file of the server', 'no XML', 'cut off', 'deep', 'a script task', 'two of one id', 'another language']) {
		const { status, json } = await save(PROCESS, before.version, HOSTILE[name]);

		assert.equal(status, 422, name);
		assert.ok(json.detail.length > 5, name);
	}
	assert.deepEqual(draft('QT-VE'), before);
});

test('a document past its bound is refused, before and after it is unpacked', async () => {
	const long = BPMN.replace('Hồ sơ nộp đến', 'á'.repeat(200 * 1024));
	const { status } = await save(PROCESS, 1, long);

	assert.ok([413, 422].includes(status), String(status));
	assert.equal((await check(PROCESS, long)).json.blocks, true);
	assert.ok([413, 422].includes((await check(PROCESS, 'x'.repeat(3 << 20))).status));
	assert.equal(draft('QT-VE').version, '1');
});

test('a save says the next version; the same again is answered the same; another against the old one is a conflict', async () => {
	const changed = BPMN.replace('name="Tiếp nhận hồ sơ"', 'name="Tiếp nhận và kiểm tra hồ sơ"');
	const first = await save(PROCESS, 1, changed);
	const again = await save(PROCESS, 1, changed);
	const late = await save(PROCESS, 1, BPMN);

	assert.equal(first.status, 200, first.text);
	assert.equal(first.json.version, 2);
	assert.deepEqual([again.status, again.json.version], [200, 2]);
	assert.equal(late.status, 409);
	assert.match(late.json.detail, /[àáạảãâăêôơư]/);
	assert.equal(draft('QT-VE').content, changed);
	const page = await admin.post(RULE, { version: 1, content: DMN });

	assert.deepEqual([page.status, page.location], [303, RULE], 'a plain form is led back to its page');
});

test('another unit and another role see and change nothing', async () => {
	put('process', 'QT-DON-VI', BPMN, 'H01.01');
	const where = `${BASE}/quy-trinh/QT-DON-VI/so-do`;
	const drafter = await new Client(instance).signIn('drafter');
	const controller = await new Client(instance).signIn('controller');
	const approver = await new Client(instance).signIn('approver');

	assert.equal((await drafter.get(where)).status, 404);
	assert.equal((await check(where, BPMN, drafter)).status, 404);
	assert.equal((await save(where, 1, BPMN, drafter)).status, 404);
	assert.equal((await controller.get(where)).status, 200, 'the office reads it');
	assert.equal((await save(where, 1, BPMN, controller)).status, 403);
	assert.equal((await save(where, 1, BPMN, approver)).status, 403);
	assert.equal((await (await new Client(instance).signIn('processing')).get(where)).status, 403);
	sql("UPDATE definition_draft SET state = 'submitted' WHERE code = 'QT-DON-VI'", instance);
	assert.equal((await save(where, 1, BPMN)).status, 409, 'what was sent on is changed no more');
	assert.equal(draft('QT-DON-VI').content, BPMN);
});
