// The life of a definition: the unit drafts, the office controls, the Chairman approves by decision, and from the first day new
// dossiers of its procedures go by it, while those in progress keep what they were filed with. Nobody judges what he or she
// drew; nothing that is wrong is sent on; a later decision is never undone by a procedure that did not mean it.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { businessNow, resetClock, setClock } from '../support/clock.mjs';
import { quote, sql as sqlOn } from '../support/db.mjs';
import { startInstance, until } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';
import { officerClient } from '../support/office.mjs';
import { CATALOGUE } from '../support/world.mjs';
import { begin as beginFiling, citizen, CODE, EXEMPT, file, fill } from './citizen.mjs';

const HERE = '/can-bo/danh-muc/dinh-nghia';
const PROCESS = `${HERE}/quy-trinh/${CODE}`;
const OWN = '1.014464'; // a procedure that the drafter's unit drafts, with its own process
const OWN_PROCESS = `${HERE}/quy-trinh/${OWN}`;
const DAY = 86400000;
let instance, drafter, controller, approver, admin, elsewhere;

const sql = (text) => sqlOn(text, instance);
const one = (text) => Object.values(sql(text)[0] ?? {})[0];
const day = (offset) => new Date(businessNow(instance) + 7 * 3600000 + offset * DAY).toISOString().slice(0, 10);
const draftOf = (code, kind = 'process') => sql(`SELECT * FROM definition_draft WHERE kind = '${kind}' AND code = ${quote(code)} ORDER BY id DESC`)[0];
const versionOf = (code, no, kind = 'process') => one(`SELECT id FROM ${kind}_version WHERE code = ${quote(code)} AND version_no = ${no}`);
const today = (code, kind = 'process') => one(`SELECT ${kind}_version_id FROM procedure_in_force WHERE code = ${quote(code)}`);

// The form for `path` on a page, with what it hides; pressed as a person does.
async function press(client, page, path, fields = {}) {
	const { status, text } = await client.get(page);
	const at = text.indexOf(`action="${path}"`);
	const form = text.slice(at, text.indexOf('</form>', at));

	assert.equal(status, 200, text);
	assert.ok(at >= 0, `${page} has the form ${path}`);
	return client.post(path, { ...Object.fromEntries(['once', 'version', 'kem'].map((name) => [name, hidden(form, name)])
		.filter(([, value]) => value)), ...fields });
}
const answered = ({ status, location, text }, page, done) => {
	assert.equal(status, 303, text);
	assert.equal(location, `${page}?da-lam=${done}`);
};
// As another officer would send it without having been shown the form.
const force = (client, page, path, fields = {}) => {
	const [kind, code] = page.split('/').slice(-2);
	const names = { 'quy-trinh': 'process', 'bieu-mau': 'form', 'quy-tac': 'rule' };

	return client.post(`${page}/${path}`, { version: draftOf(code, names[kind]).version, ...fields });
};
async function upload(client, page, content, version) {
	const shown = await client.get(`${page}/van-ban`);

	return client.upload(`${page}/van-ban`, { once: hidden(shown, 'once'), version: version ?? hidden(shown, 'version') },
		[{ name: 'file', filename: 'tep.bpmn', type: 'text/xml', content }]);
}
// From a draft as it stands to the decision.
async function approve(page, from, number = '91/QĐ-UBND', who = drafter) {
	answered(await press(who, page, `${page}/gui`), page, 'submit');
	answered(await press(controller, page, `${page}/kiem-soat`), page, 'control');
	answered(await press(approver, `${page}/phe-duyet`, `${page}/phe-duyet`, { number, date: day(-1), from }), page, 'decide');
}
const begin = async (client, page) => answered(await press(client, page, `${page}/du-thao`), page, 'create');
const content = (code, kind = 'process') => one(`SELECT content FROM ${kind}_version WHERE code = ${quote(code)} ORDER BY version_no DESC LIMIT 1`);
const sheet = ({ json }, caption) => json.sheets.find((each) => each.caption === caption);

before(async () => {
	instance = await startInstance('catalogue-define');
	const of = (login) => officerClient(instance, one(`SELECT id FROM account WHERE login = ${quote(login)}`));

	[drafter, controller, approver, admin] = [...Object.values(CATALOGUE), 'quantri'].map(of);
	elsewhere = of('thuly.vpub');
	sql(`INSERT INTO role_grant (officer_id, role, agency_id, procedure_code, valid_from) SELECT officer.id, 'drafter', officer.agency_id,
		'*', '2020-01-01' FROM officer JOIN account ON account.id = officer.account_id WHERE account.login = 'thuly.vpub'`);
});
after(() => instance?.reset());

test('the list names every definition with its unit, its state and how many procedures go by it', async () => {
	const page = await controller.get(HERE, { json: true });
	const rows = sheet(page, 'Danh sách định nghĩa').rows;

	assert.equal(rows.length, Number(one('SELECT COUNT(*) FROM definition_item')));
	const own = rows.find(({ head, cells }) => head.text === OWN && cells[1].text === 'Quy trình');

	assert.equal(own.cells[2].text, 'Sở Văn hóa, Thể thao và Du lịch', 'its only procedure is that unit\'s');
	assert.equal(own.cells.at(-1).text, '1');
	const filtered = await controller.get(`${HERE}?loai=process&q=trich+luc`, { json: true });

	assert.deepEqual(sheet(filtered, 'Danh sách định nghĩa').rows.map(({ head }) => head.text), [CODE]);
	assert.equal(sheet(await controller.get(`${HERE}?trang-thai=draft`, { json: true }), 'Danh sách định nghĩa').any, false);
	assert.equal((await controller.get(`${HERE}?loai=khac`)).status, 422);
});

test('a unit begins a draft from what is in force, for the procedures that go by it', async () => {
	await begin(drafter, OWN_PROCESS);
	const draft = draftOf(OWN);

	assert.equal(draft.state, 'draft');
	assert.equal(draft.content, content(OWN));
	assert.deepEqual(sql(`SELECT code, case_no FROM definition_draft_target JOIN procedure_item ON id = procedure_id
		WHERE draft_id = ${draft.id}`), [{ code: OWN, case_no: '0' }]);
	await begin(drafter, OWN_PROCESS).catch(() => {});
	assert.equal(one(`SELECT COUNT(*) FROM definition_draft WHERE code = ${quote(OWN)}`), '1', 'only one draft is open');
	assert.equal((await drafter.post(`${PROCESS}/du-thao`)).status, 403, 'another owner\'s is not theirs to draft');
});

test('another unit sees what was approved, but no draft of it', async () => {
	const page = await elsewhere.get(OWN_PROCESS);

	assert.equal(page.status, 200);
	assert.doesNotMatch(page.text, /Đang soạn thảo|Gửi Văn phòng/);
	assert.equal((await elsewhere.get(`${OWN_PROCESS}/van-ban/tai-ve`)).status, 404);
	assert.equal((await force(elsewhere, OWN_PROCESS, 'gui')).status, 404);
	assert.equal((await elsewhere.post(`${OWN_PROCESS}/thong-tin`, { version: 1, name: 'Của người khác' })).status, 404);
	assert.equal((await elsewhere.get(`${OWN_PROCESS}/phe-duyet`)).status, 403);
	assert.equal((await elsewhere.get(`${HERE}/quy-trinh/khong-co`)).status, 404);
});

test('who sends the same file from another page, or once more, is not told that somebody else saved', async () => {
	const { content: drawn, version } = draftOf(OWN);
	const changed = drawn.replace('</', ' </');

	assert.equal((await upload(drafter, OWN_PROCESS, changed, version)).status, 303);
	assert.equal((await upload(drafter, OWN_PROCESS, changed, version)).status, 303);
	assert.equal(Number(draftOf(OWN).version), Number(version) + 1, 'it was saved once');
	assert.equal((await upload(drafter, OWN_PROCESS, drawn)).status, 303);
});

test('of two who save the same draft one does, and the other reads what to do', async () => {
	const { version } = draftOf(OWN);
	const save = (name) => drafter.post(`${OWN_PROCESS}/thong-tin`, { version, name, iso_code: 'QT-01/SVH', issue_no: '2', planned: day(30) });
	const answers = await Promise.all([save('Quy trình thứ nhất'), save('Quy trình thứ hai')]);

	assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
	assert.match(answers.find(({ status }) => status === 409).text, /Người khác vừa lưu bản dự thảo này/);
	assert.equal(Number(draftOf(OWN).version), Number(version) + 1);
	assert.equal((await upload(drafter, OWN_PROCESS, content(OWN).replace('</', ' </'), version)).status, 409, 'a file over somebody else\'s change');
});

test('a document that cannot be read is refused with the place, whatever it hides', async () => {
	const good = content(OWN);
	const evil = {
		'no XML': 'không phải XML',
		'an entity': good.replace('?>', '?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>').replace('name="', 'name="&b;'),
		'entities that grow': good.replace('?>', `?><!DOCTYPE a [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>`),
		'an unknown element': good.replace(/userTask/g, 'scriptTask'),
		'the same id twice': good.replace('id="end"', 'id="start"'),
		'an endless nest': '<a>'.repeat(20000),
	};

	for (const [what, text] of Object.entries(evil)) {
		const started = Date.now();
		const answer = await upload(drafter, OWN_PROCESS, text);

		assert.equal(answer.status, 422, what);
		assert.match(answer.text, /govuk-error-summary/, what);
		assert.ok(Date.now() - started < 3000, what);
	}
	assert.equal((await upload(drafter, OWN_PROCESS, Buffer.from([0xff, 0xfe, 0, 1]))).status, 422);
	assert.notEqual((await upload(drafter, OWN_PROCESS, 'x'.repeat(300 * 1024))).status, 303);
	assert.equal(draftOf(OWN).content, good, 'nothing of it was saved');
});

test('a form that works out more than a page can hold is refused at once, and its editor still opens', async () => {
	const page = `${HERE}/bieu-mau/BM-NANG`;
	const computed = (most) => JSON.stringify({ type: 'default', schemaVersion: 18, id: 'F', components: [
		{ type: 'number', id: 'k', key: 'k', label: 'Số bản' },
		...Array.from({ length: 200 }, (_, i) => ({ type: 'expression', id: `e${i}`, key: `e${i}`, label: `Giá trị ${i}`,
			expression: `=sum(for a in 1..${most}, b in 1..${most} return a * b * k)`, computeOn: 'change' })),
	] });

	assert.equal((await drafter.post(`${HERE}/moi`, { kind: 'form', code: 'BM-NANG', name: 'Biểu mẫu nặng' })).status, 303);
	assert.equal((await upload(drafter, page, computed(2))).status, 303);
	const refused = await upload(drafter, page, computed(100));

	assert.equal(refused.status, 422);
	assert.match(refused.text, /quá nhiều phép tính/);
	assert.equal((await drafter.get(`${page}/soan`)).status, 200);
	answered(await press(drafter, page, `${page}/bo`), page, 'discard');
});

test('a process that takes longer than the law allows, or names no role there is, is saved but not sent', async () => {
	const good = content(OWN);
	const long = good.replace(/motcua:role="processing" motcua:term="[^"]*"/, 'motcua:role="processing" motcua:term="900 ngày"');
	const strange = good.replace('motcua:role="processing"', 'motcua:role="chu_tich"');

	assert.notEqual(long, good);
	for (const [wrong, words] of [[long, /thời hạn/], [strange, /vai trò/i]]) {
		answered(await upload(drafter, OWN_PROCESS, wrong), OWN_PROCESS, 'upload');
		const page = await drafter.get(OWN_PROCESS);

		assert.match(page.text, words);
		assert.match(page.text, /Phải sửa/);
		assert.doesNotMatch(page.text, /action="[^"]*\/gui"/);
		const refused = await force(drafter, OWN_PROCESS, 'gui');

		assert.equal(refused.status, 409);
		assert.match(refused.text, words, 'the refusal says what is wrong');
	}
	answered(await upload(drafter, OWN_PROCESS, good), OWN_PROCESS, 'upload');
});

test('the whole chain: sent, returned with a reason, sent, taken back, sent, controlled, approved, in force', async () => {
	answered(await press(drafter, OWN_PROCESS, `${OWN_PROCESS}/gui`), OWN_PROCESS, 'submit');
	assert.equal((await force(drafter, OWN_PROCESS, 'thong-tin', { name: 'Sửa sau khi gửi' })).status, 409);
	const reason = 'Bước soát xét chưa ghi đơn vị thực hiện.';

	answered(await press(controller, `${OWN_PROCESS}/tra-lai`, `${OWN_PROCESS}/tra-lai`, { reason }), OWN_PROCESS, 'return');
	assert.match((await drafter.get(OWN_PROCESS)).text, new RegExp(reason), 'the unit reads why');
	answered(await press(drafter, OWN_PROCESS, `${OWN_PROCESS}/gui`), OWN_PROCESS, 'submit');
	answered(await press(drafter, OWN_PROCESS, `${OWN_PROCESS}/rut`), OWN_PROCESS, 'take_back');
	const decision = { number: '91/QĐ-UBND', date: day(-1), from: day(0) };

	for (const client of [drafter, controller, admin])
		assert.equal((await force(client, OWN_PROCESS, 'phe-duyet', decision)).status, 403);
	assert.equal((await force(approver, OWN_PROCESS, 'phe-duyet', decision)).status, 409, 'nobody controlled it');
	answered(await press(drafter, OWN_PROCESS, `${OWN_PROCESS}/gui`), OWN_PROCESS, 'submit');
	answered(await press(controller, OWN_PROCESS, `${OWN_PROCESS}/kiem-soat`), OWN_PROCESS, 'control');
	for (const wrong of [{ number: '' }, { date: day(1) }, { from: day(-2) }, { from: day(9000) }])
		assert.equal((await force(approver, OWN_PROCESS, 'phe-duyet', { ...decision, ...wrong })).status, 422, JSON.stringify(wrong));
	const once = { ...decision, once: 'a'.repeat(22), version: draftOf(OWN).version };
	const twice = await Promise.all([1, 2].map(() => approver.post(`${OWN_PROCESS}/phe-duyet`, once)));

	for (const answer of twice)
		answered(answer, OWN_PROCESS, 'decide');
	assert.equal(one(`SELECT COUNT(*) FROM process_version WHERE code = ${quote(OWN)}`), '2', 'a double click approves once');
	assert.equal(today(OWN), versionOf(OWN, 2));
	const page = await controller.get(OWN_PROCESS);

	assert.match(page.text, /91\/QĐ-UBND/);
	for (const word of ['Lập bản dự thảo', 'Trả lại đơn vị', 'Rút lại', 'Đã kiểm soát', 'Phê duyệt'])
		assert.match(page.text, new RegExp(word));
});

test('nobody judges what he or she drew, and who controlled does not approve', async () => {
	const id = (login) => one(`SELECT officer.id FROM officer JOIN account ON account.id = officer.account_id WHERE login = ${quote(login)}`);
	const also = (login, role) => sql(`INSERT INTO role_grant (officer_id, role, agency_id, procedure_code, valid_from)
		SELECT id, '${role}', agency_id, '*', '2020-01-01' FROM officer WHERE id = ${id(login)}`);

	also(CATALOGUE.drafter, 'controller');
	also(CATALOGUE.controller, 'approver');
	await begin(drafter, OWN_PROCESS);
	answered(await press(drafter, OWN_PROCESS, `${OWN_PROCESS}/gui`), OWN_PROCESS, 'submit');
	assert.equal((await force(drafter, OWN_PROCESS, 'kiem-soat')).status, 403);
	assert.match((await drafter.get(OWN_PROCESS)).text, /phải do người khác thực hiện/);
	answered(await press(controller, OWN_PROCESS, `${OWN_PROCESS}/kiem-soat`), OWN_PROCESS, 'control');
	assert.equal((await force(controller, OWN_PROCESS, 'phe-duyet', { number: '1', date: day(-1), from: day(0) })).status, 403);
	answered(await press(approver, `${OWN_PROCESS}/tra-lai`, `${OWN_PROCESS}/tra-lai`, { reason: 'Chưa cần thiết.' }), OWN_PROCESS, 'return');
	sql(`DELETE FROM role_grant WHERE (officer_id = ${id(CATALOGUE.drafter)} AND role = 'controller')
		OR (officer_id = ${id(CATALOGUE.controller)} AND role = 'approver')`);
	answered(await press(drafter, OWN_PROCESS, `${OWN_PROCESS}/bo`), OWN_PROCESS, 'discard');
});

test('dossiers in progress keep the definitions with which they were filed', async () => {
	const owner = await citizen(instance);
	const pinned = (number) => sql(`SELECT form_version_id, process_version_id, rule_version_id FROM dossier
		WHERE filing_number = ${quote(number)}`)[0];
	const { number } = await file(owner, EXEMPT);
	const early = pinned(number);

	for (const [kind, slug] of [['process', 'quy-trinh'], ['form', 'bieu-mau'], ['rule', 'quy-tac']]) {
		await begin(admin, `${HERE}/${slug}/${CODE}`);
		await approve(`${HERE}/${slug}/${CODE}`, day(0), '92/QĐ-UBND', admin);
		assert.equal(early[`${kind}_version_id`], versionOf(CODE, 1, kind));
		assert.equal(today(CODE, kind), versionOf(CODE, 2, kind));
	}
	const late = pinned((await file(owner, EXEMPT)).number);

	assert.deepEqual(late, { form_version_id: versionOf(CODE, 2, 'form'), process_version_id: versionOf(CODE, 2), rule_version_id: versionOf(CODE, 2, 'rule') });
	assert.deepEqual(pinned(number), early);
});

test('a running dossier moves to a newer version where it can go on by it, and nothing that was declared changes', async () => {
	const MOVE = `/can-bo/chuyen-phien-ban/quy-trinh/${CODE}`;
	const FORM = `/can-bo/chuyen-phien-ban/bieu-mau/${CODE}`;
	const owner = await citizen(instance);
	const intake = officerClient(instance, one(`SELECT id FROM account WHERE login = ${quote(instance.accounts.intake.login)}`));
	const row = (number) => sql(`SELECT * FROM dossier WHERE filing_number = ${quote(number)}`)[0];
	const events = (number) => sql(`SELECT kind, facts FROM dossier_event WHERE dossier_id = ${row(number).id} ORDER BY seq`);
	const submitted = (await file(owner, EXEMPT)).number;
	const accepted = (await file(owner, EXEMPT)).number;
	const asked = (await file(owner, EXEMPT)).number;

	assert.equal((await intake.post(`/can-bo/ho-so/${accepted}/tiep-nhan`, { version: row(accepted).version })).status, 303);
	assert.equal((await intake.post(`/can-bo/ho-so/${asked}/yeu-cau-bo-sung`, { version: row(asked).version, items: 'Giấy ủy quyền', reason: 'Thiếu giấy ủy quyền' })).status, 303);
	assert.equal((await intake.get(`/can-bo/ho-so/${accepted}`)).status, 200, 'opened, its process begins');
	const older = row(submitted);
	const of = async (client, path, number) => (await client.get(`${path}?so=${number}`, { json: true })).json.dossiers[0];
	const move = (client, path, numbers, fields = {}) => client.post(path, { den: one(`SELECT MAX(version_no) FROM ${path === FORM ? 'form' : 'process'}_version WHERE code = ${quote(CODE)}`),
		numbers, reason: 'Thống nhất quy trình mới', once: 'm'.repeat(21) + numbers.length, ...fields });

	await begin(admin, `${HERE}/quy-trinh/${CODE}`);
	await upload(admin, `${HERE}/quy-trinh/${CODE}`, content(CODE).replace(/name="([^"]+)"(?=[^>]*motcua:role="leader")/, 'name="$1 (mới)"'));
	await approve(`${HERE}/quy-trinh/${CODE}`, day(0), '93/QĐ-UBND', admin);

	// How many, without a dossier, for who draws; the way to them for who answers for definitions.
	const shown = sheet(await controller.get(`${HERE}/quy-trinh/${CODE}`, { json: true }), 'Hồ sơ đang giải quyết theo từng phiên bản');

	assert.ok(shown.rows.some(({ cells }) => cells[0].url?.startsWith(MOVE)), JSON.stringify(shown.rows));
	assert.match((await controller.get(`${HERE}/quy-trinh/${CODE}/so-sanh`)).text, new RegExp(`href="${MOVE}\\?den=`));
	const page = await controller.get(MOVE);

	assert.equal(page.status, 200, page.text);
	assert.ok(!page.text.includes('Nguyễn Văn Bình'), 'no person is named');
	for (const [number, words] of [[submitted, []], [accepted, []], [asked, ['Hồ sơ đang chờ người nộp bổ sung: hãy đợi người nộp trả lời xong.']]])
		assert.deepEqual((await of(controller, MOVE, number)).reasons, words, number);
	assert.equal((await of(controller, MOVE, accepted)).url, null, 'who controls sees no dossier');
	assert.ok((await of(intake, MOVE, accepted)).url, 'whose work it is may open it');
	for (const client of [drafter, elsewhere])
		assert.equal(await of(client, MOVE, accepted), undefined, 'another agency\'s is not there');
	assert.match((await controller.get(`${MOVE}/tai-ve`)).text, new RegExp(`"${row(accepted).code}".*"Chuyển được"`));

	// Those alone who answer for definitions move; twice the same is done once; what may not stays.
	assert.equal((await move(intake, MOVE, [submitted])).status, 403);
	assert.equal((await move(controller, MOVE, [submitted], { reason: '' })).status, 422);
	const [first, second] = await Promise.all([1, 2].map(() => move(controller, MOVE, [submitted, accepted, asked])));

	assert.match(first.location, /xong=2&con=1$/, first.text);
	assert.equal(second.location, first.location);
	for (const number of [submitted, accepted]) {
		const [last] = events(number).slice(-1);

		assert.equal(row(number).process_version_id, today(CODE));
		assert.deepEqual([last.kind, JSON.parse(last.facts).reason], ['definition_changed', 'Thống nhất quy trình mới']);
		assert.equal(events(number).filter(({ kind }) => kind === 'definition_changed').length, 1);
		assert.equal(row(number).due_at, number === submitted ? null : row(accepted).first_due_at, 'the due date stays');
	}
	assert.equal(row(asked).process_version_id, older.process_version_id);
	assert.match((await owner.get(`/tai-khoan/ho-so/${submitted}`)).text, /chuyển sang phiên bản mới của tờ khai hoặc quy trình[^]*Thống nhất quy trình mới/);
	assert.match((await intake.get(`/can-bo/ho-so/${row(accepted).code}`)).text, /Chuyển sang phiên bản mới của biểu mẫu hoặc quy trình/);
	assert.match((await controller.get(first.location)).text, /Đã chuyển 2 hồ sơ; 1 hồ sơ vừa thay đổi/);

	// A form that asks more than was answered is named question by question; one that words a question otherwise takes the dossier over.
	const form = JSON.parse(content(CODE, 'form'));
	const fields = JSON.stringify(form);
	const renamed = fields.replace('"label":"Số lượng bản sao"', '"label":"Số bản cần cấp"');
	const asks = structuredClone(form);

	asks.components.at(-1).components.push({ type: 'textfield', id: 'f_moi', key: 'dieu_moi', label: 'Điều mới phải khai', validate: { required: true } });
	await begin(admin, `${HERE}/bieu-mau/${CODE}`);
	await upload(admin, `${HERE}/bieu-mau/${CODE}`, JSON.stringify(asks));
	await approve(`${HERE}/bieu-mau/${CODE}`, day(0), '94/QĐ-UBND', admin);
	const { verdict, reasons } = await of(controller, FORM, accepted);

	assert.equal(verdict.state.label, 'Không chuyển được');
	assert.match(reasons[0], /Điều mới phải khai/);
	assert.match((await move(controller, FORM, [accepted])).location, /xong=0&con=1$/);
	assert.equal(row(accepted).form_version_id, older.form_version_id);
	await begin(admin, `${HERE}/bieu-mau/${CODE}`);
	await upload(admin, `${HERE}/bieu-mau/${CODE}`, renamed);
	await approve(`${HERE}/bieu-mau/${CODE}`, day(0), '95/QĐ-UBND', admin);
	const sheetBefore = (await owner.get(`/tai-khoan/ho-so/${submitted}/to-khai`)).text;

	assert.deepEqual((await of(controller, FORM, submitted)).reasons, []);
	assert.match((await move(controller, FORM, [submitted, accepted])).location, /xong=2&con=0$/);
	assert.equal(row(submitted).form_version_id, today(CODE, 'form'));
	assert.equal(row(submitted).declared_form_version_id, older.form_version_id);
	assert.equal((await owner.get(`/tai-khoan/ho-so/${submitted}/to-khai`)).text, sheetBefore, 'the sheet says what was declared, in the words of then');
	assert.doesNotMatch((await intake.get(`/can-bo/ho-so/${submitted}`)).text, /Số bản cần cấp/);
});

test('a form or a fee that came into force while a citizen was reading is not declared unread; the answers are kept', async () => {
	const client = await citizen(instance);
	const draft = await beginFiling(client);

	await fill(client, draft);
	const read = await client.get(`${draft}/kiem-tra`);
	const send = (page) => client.post(`${draft}/nop`, { declaration: '1', saved: hidden(page, 'saved'), definitions: hidden(page, 'definitions') });
	const before = today(CODE, 'rule');

	await begin(admin, `${HERE}/quy-tac/${CODE}`);
	await upload(admin, `${HERE}/quy-tac/${CODE}`, content(CODE, 'rule').replaceAll('8000', '9000'));
	await approve(`${HERE}/quy-tac/${CODE}`, day(0), '97/QĐ-UBND', admin);
	assert.notEqual(today(CODE, 'rule'), before);
	const unread = await send(read);

	assert.equal(unread.status, 422, unread.location);
	assert.match(unread.text, /mức phí, lệ phí của thủ tục vừa thay đổi/);
	assert.match(unread.text, /18\.000/, 'the fee as it is now');
	assert.match(unread.text, /Nguyễn Văn Bình/, 'what was answered is still there');
	assert.equal((await send(unread)).status, 303);
});

test('a case may have a process of its own, and gives it up again', async () => {
	const page = `${HERE}/quy-trinh/QT-RIENG`;
	const owner = await citizen(instance);
	const own = today(CODE); // whatever was approved for it before
	const filedBy = async () => one(`SELECT process_version_id FROM dossier WHERE filing_number = ${quote((await file(owner, EXEMPT)).number)}`);
	const made = await press(admin, `${HERE}/moi`, `${HERE}/moi`, { kind: 'process', code: 'QT-RIENG', name: 'Quy trình riêng', unit: '-' });

	answered(made, page, 'create');
	assert.equal((await press(admin, `${HERE}/moi`, `${HERE}/moi`, { kind: 'process', code: 'QT-RIENG', name: 'Trùng mã', unit: '-' })).status, 422);
	assert.equal((await force(admin, page, 'gui')).status, 409, 'nothing is drawn yet');
	answered(await upload(admin, page, content(CODE)), page, 'upload');
	const add = (fields) => press(admin, `${page}/thu-tuc`, `${page}/thu-tuc`, { act: 'add', procedure: CODE, ...fields });

	assert.equal((await add({ case_no: '99' })).status, 422);
	assert.equal((await add({ procedure: 'khong-co' })).status, 422);
	answered(await add({ case_no: '1' }), `${page}/thu-tuc`, 'add');

	await approve(page, day(0), '93/QĐ-UBND', admin);
	assert.equal(today(CODE), own, 'the procedure as a whole stays with its own');
	assert.equal(await filedBy(), versionOf('QT-RIENG', 1));
	await begin(admin, page);
	answered(await press(admin, `${page}/thu-tuc`, `${page}/thu-tuc`, { act: 'remove', procedure: CODE, case_no: '1' }), `${page}/thu-tuc`, 'remove');
	await approve(page, day(0), '94/QĐ-UBND', admin);
	assert.equal(await filedBy(), own, 'the case goes by what its procedure has');
});

test('what is approved for a later day comes into force on that day, by itself', async () => {
	await begin(drafter, OWN_PROCESS);
	await approve(OWN_PROCESS, day(5), '95/QĐ-UBND');
	assert.equal(today(OWN), versionOf(OWN, 2));
	try {
		setClock(new Date(businessNow(instance) + 5 * DAY).toISOString(), instance);
		execFileSync(join(instance.binaries, 'motcua-catalogue'), ['--config', join(instance.config_dir, 'common.conf'),
			'--config', join(instance.config_dir, 'catalogue.conf'), '--verb', 'publish']);
		assert.equal(today(OWN), versionOf(OWN, 3));
	} finally {
		resetClock(instance);
	}
});


test('a version of a procedure that names what it named before undoes no approval; one that names another wins from its day', async () => {
	const code = 'DV.000013';
	const page = `${HERE}/quy-trinh/QT-DV13`;
	const item = () => one(`SELECT process_version_id FROM procedure_item WHERE code = ${quote(code)}`);
	const decide = async (pin) => {
		const source = one(`SELECT current_version_id FROM procedure_item WHERE code = ${quote(code)}`);
		const answer = await press(drafter, `/can-bo/danh-muc/thu-tuc/${code}`, `/can-bo/danh-muc/thu-tuc/${code}/phien-ban`);

		assert.equal(answer.status, 303, answer.text);
		const { id, no } = sql(`SELECT id, version_no AS no FROM procedure_version WHERE based_on_version_id = ${source} ORDER BY id DESC LIMIT 1`)[0];

		if (pin)
			sql(`UPDATE procedure_version SET process_version_id = ${pin} WHERE id = ${id}`);
		sql(`UPDATE procedure_version SET state = 'controlled' WHERE id = ${id}`);
		const path = `/can-bo/danh-muc/thu-tuc/${code}/phien-ban/${no}/cong-bo`;
		const decided = await press(approver, path, path, { number: '96/QĐ-UBND', date: day(-1), effective: day(0), fast: '1' });

		assert.equal(decided.status, 303, decided.text);
	};

	answered(await press(drafter, `${HERE}/moi`, `${HERE}/moi`, { kind: 'process', code: 'QT-DV13', name: 'Quy trình của đơn vị' }), page, 'create');
	answered(await upload(drafter, page, content('default')), page, 'upload');
	answered(await press(drafter, `${page}/thu-tuc`, `${page}/thu-tuc`, { act: 'add', procedure: code }), `${page}/thu-tuc`, 'add');
	assert.equal((await press(drafter, `${page}/thu-tuc`, `${page}/thu-tuc`, { act: 'add', procedure: CODE })).status, 422, 'another owner\'s procedure');
	await approve(page, day(0), '97/QĐ-UBND', admin);
	assert.equal(item(), versionOf('QT-DV13', 1));
	await decide();
	assert.equal(item(), versionOf('QT-DV13', 1), 'the pin did not change');
	await decide(versionOf(OWN, 1));
	assert.equal(item(), versionOf(OWN, 1), 'the pin was changed on purpose');
});

test('the examples of all procedures of a draft are walked before it is sent on, however many share it', async () => {
	await begin(drafter, OWN_PROCESS);
	const { id } = draftOf(OWN);

	// Hundreds of procedures before it; the only example, that of the last, cannot be walked.
	sql(`INSERT INTO procedure_item (code, slug) SELECT CONCAT('0.', seq), CONCAT('nhieu-', seq) FROM seq_100001_to_100230;
		INSERT INTO definition_draft_target (draft_id, procedure_id) SELECT ${id}, id FROM procedure_item WHERE slug LIKE 'nhieu-%';
		INSERT INTO definition_example (kind, code, name, given, expected, created_by, created_at)
			VALUES ('procedure', '${OWN}', 'Ví dụ của thủ tục cuối cùng', '{}', '{}', 1, NOW(6))`);
	try {
		assert.match((await drafter.get(OWN_PROCESS)).text, /Ví dụ của thủ tục cuối cùng/);
		assert.equal((await force(drafter, OWN_PROCESS, 'gui')).status, 409);
		assert.equal(draftOf(OWN).state, 'draft');
	} finally {
		sql(`DELETE FROM definition_example WHERE kind = 'procedure' AND code = '${OWN}';
			DELETE target FROM definition_draft_target target JOIN procedure_item item ON item.id = target.procedure_id WHERE item.slug LIKE 'nhieu-%';
			DELETE FROM procedure_item WHERE slug LIKE 'nhieu-%'`);
	}
	answered(await press(drafter, OWN_PROCESS, `${OWN_PROCESS}/bo`), OWN_PROCESS, 'discard');
});

test('procedures without an approved process are listed late ones first, and every count is the count of its list', async () => {
	const page = `${HERE}/quy-trinh/QT-CHUNG`;
	const before = await controller.get(`${HERE}/chua-duyet`, { json: true });
	const units = sheet(before, 'Theo đơn vị').rows;

	answered(await press(drafter, `${HERE}/moi`, `${HERE}/moi`, { kind: 'process', code: 'QT-CHUNG', name: 'Quy trình chung' }), page, 'create');
	answered(await press(drafter, page, `${page}/thong-tin`, { name: 'Quy trình chung', planned: day(-3) }), page, 'head');
	answered(await press(drafter, `${page}/thu-tuc`, `${page}/thu-tuc/loc`, { unit: 'H01.10' }), `${page}/thu-tuc`, 'listed');
	const list = await controller.get(`${HERE}/chua-duyet`, { json: true });
	const rows = sheet(list, 'Danh sách thủ tục').rows;
	const late = rows.filter(({ cells }) => cells[3].state?.label === 'Quá hạn');

	assert.ok(late.length > 0);
	assert.ok(rows.slice(0, late.length).every(({ cells }) => cells[3].state?.label === 'Quá hạn'));
	assert.ok(!rows.some(({ head }) => [OWN, CODE, 'DV.000013'].includes(head.text)), 'those have one');
	const own = sheet(list, 'Theo đơn vị').rows.find(({ head }) => head.text === 'Sở Văn hóa, Thể thao và Du lịch');

	assert.equal(own.cells[1].text, String(late.length));
	for (const unit of units) {
		const { url, text } = unit.cells[0];

		assert.equal(sheet(await controller.get(url, { json: true }), 'Danh sách thủ tục').rows.length, Number(text), url);
	}
	const { text } = await controller.get(`${HERE}/chua-duyet/tai-ve`);

	assert.equal(text.trim().split('\n').length - 1, units.reduce((sum, { cells }) => sum + Number(cells[0].text), 0));
	answered(await press(drafter, page, `${page}/bo`), page, 'discard');
});

test('a form that drops what the fee rule reads is not sent without a draft of the rule; one decision approves both', async () => {
	const [form, rule] = ['bieu-mau', 'quy-tac'].map((slug) => `${HERE}/${slug}/${CODE}`);
	const draw = async (page, kind, from, to) => {
		await begin(admin, page);
		answered(await upload(admin, page, content(CODE, kind).replaceAll(from, to)), page, 'upload');
	};
	const send = async (page) => {
		answered(await press(admin, page, `${page}/gui`), page, 'submit');
		answered(await press(controller, page, `${page}/kiem-soat`), page, 'control');
	};
	const decide = (number) => press(approver, `${form}/phe-duyet`, `${form}/phe-duyet`, { number, date: day(-1), from: day(0) });

	await draw(form, 'form', 'so_ban', 'so_to');
	assert.match((await admin.get(form)).text, new RegExp(`Quy tắc ${CODE} của thủ tục ${CODE} \\(cột “[^”]+”\\) đang đọc câu trả lời “so_ban”`));
	assert.equal((await force(admin, form, 'gui')).status, 409, 'the rule would read what nobody is asked');
	await draw(rule, 'rule', 'so_ban', 'so_to');
	assert.match((await admin.get(form)).text, /Hai bản được phê duyệt cùng nhau/);
	await send(form);
	const { text: shown } = await approver.get(`${form}/phe-duyet`);

	assert.match(shown, new RegExp(`phê duyệt cả bản dự thảo ${CODE}`));
	assert.equal((await decide('98/QĐ-UBND')).status, 409, 'nobody controlled the rule');
	assert.equal(draftOf(CODE, 'form').state, 'controlled');
	await send(rule);
	for (const kem of [hidden(shown, 'kem'), undefined]) {
		const refused = await force(approver, form, 'phe-duyet', { number: '98/QĐ-UBND', date: day(-1), from: day(0), ...kem && { kem } });

		assert.equal(refused.status, 409, 'nothing is approved as it stands by now, unseen');
		assert.match(refused.text, /đã thay đổi từ khi anh\/chị mở trang/);
	}
	assert.deepEqual(['form', 'rule'].map((kind) => draftOf(CODE, kind).state), ['controlled', 'controlled']);
	answered(await decide('98/QĐ-UBND'), form, 'decide');
	for (const kind of ['form', 'rule']) {
		const { state, decision_no: number } = draftOf(CODE, kind);

		assert.deepEqual({ state, number }, { state: 'published', number: '98/QĐ-UBND' }, kind);
		assert.match(content(CODE, kind), /so_to/);
		assert.equal(one(`SELECT content FROM ${kind}_version WHERE id = ${today(CODE, kind)}`), content(CODE, kind), 'from the same day on');
	}
	await draw(form, 'form', 'so_to', 'so_ban');
	await draw(rule, 'rule', 'so_to', 'so_ban');
	await send(form);
	await send(rule);
	answered(await decide('99/QĐ-UBND'), form, 'decide');
});

test('a form that chooses from a list that nobody keeps, or that hangs on another, is saved but not sent', async () => {
	const page = `${HERE}/bieu-mau/THU-LIST`;
	const form = (list) => JSON.stringify({ type: 'default', id: 'thu', schemaVersion: 18, components: [
		{ type: 'select', id: 'f1', key: 'tinh', label: 'Tỉnh', properties: { list: 'THU_TINH' } },
		{ type: 'select', id: 'f2', key: 'xa', label: 'Xã', properties: { list, list_parent: 'tinh' } }] });
	const told = async (list) => {
		answered(await upload(admin, page, form(list)), page, 'upload');
		return (await admin.get(page)).text;
	};

	sql(`INSERT INTO choice_list (code, name, parent_code, changed_at) VALUES ('THU_TINH', 'Tỉnh', NULL, NOW(6)),
		('THU_XA', 'Xã', 'THU_TINH', NOW(6)), ('THU_KHAC', 'Khác', NULL, NOW(6));
		INSERT INTO choice_item (list_code, value, from_day, label, position) VALUES ('THU_TINH', 'T', '2020-01-01', 'Tỉnh Mẫu', 1)`);
	answered(await press(admin, `${HERE}/moi`, `${HERE}/moi`, { kind: 'form', code: 'THU-LIST', name: 'Thử danh sách' }), page, 'create');
	assert.match(await told('THU_NAO'), /không có danh sách chọn nào mang mã này/);
	assert.equal((await force(admin, page, 'gui')).status, 409);
	assert.match(await told('THU_KHAC'), /không thuộc danh sách của câu hỏi cấp trên/);
	const empty = await told('THU_XA');

	assert.match(empty, /chưa có mục nào để chọn/);
	assert.ok(!empty.includes('không có danh sách chọn nào'), 'a list that is there is no fault');
});

test('who approves while another decision is being written is checked against what that one has just become', async () => {
	const page = `${HERE}/quy-tac/${CODE}`;

	await begin(admin, page);
	answered(await upload(admin, page, content(CODE, 'rule').replaceAll('8000', '7000')), page, 'upload');
	answered(await press(admin, page, `${page}/gui`), page, 'submit');
	answered(await press(controller, page, `${page}/kiem-soat`), page, 'control');
	const shown = await approver.get(`${page}/phe-duyet`);
	/* The other one has its turn, and what it decides makes an example that this draft does not keep; it is not done yet. */
	const other = spawn('mariadb', ['--no-defaults', `--socket=${instance.database_socket}`, `--user=${instance.database_user}`, '--unbuffered',
		'--batch', instance.database_name], { stdio: ['pipe', 'pipe', 'inherit'] });

	other.stdin.write(`START TRANSACTION; UPDATE definition_turn SET taken = taken + 1 WHERE id = 1;
		INSERT INTO definition_example (kind, code, name, given, expected, created_by, created_at) SELECT 'rule', ${quote(CODE)}, 'Hai bản',
		'{"decision":"fees","on":"2026-11-21","inputs":{"so_ban":"2"}}', '{"kind":"values","lines":["phi khai_thac_ho_tich: 2 x 8000 = 16000"],"total":16000}',
		MIN(id), NOW(6) FROM officer; SELECT 'held';\n`);
	await once(other.stdout, 'data');
	const answer = approver.post(`${page}/phe-duyet`, { once: hidden(shown, 'once'), version: hidden(shown, 'version'), number: '98/QĐ-UBND', date: day(-1), from: day(0) });

	await until(() => one("SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'UPDATE definition_turn%'") === '1', 'the approval waits for its turn');
	other.stdin.end('COMMIT;\n');
	const { status, text } = await answer;

	assert.equal(status, 409, text);
	assert.equal(draftOf(CODE, 'rule').state, 'controlled');
	sql(`DELETE FROM definition_example WHERE kind = 'rule' AND code = ${quote(CODE)}`);
	answered(await press(approver, `${page}/phe-duyet`, `${page}/phe-duyet`, { number: '98/QĐ-UBND', date: day(-1), from: day(0) }), page, 'decide');
});

test('a rule that asks for a paper, an agency or a case that its procedure does not have is not sent on; each is named', async () => {
	const page = `${HERE}/quy-tac/${CODE}`;
	const table = (id, policy, output, result) => `<decision id="${id}" name="${id}"><decisionTable id="${id}_table" hitPolicy="${policy}">
		<input id="${id}_in"><inputExpression id="${id}_expression" typeRef="string"><text>channel</text></inputExpression></input>
		<output id="${id}_out" name="${output}" typeRef="${result.startsWith('"') ? 'string' : 'number'}"/>
		<rule id="${id}_row"><inputEntry id="${id}_row_in"><text>"online"</text></inputEntry><outputEntry id="${id}_row_out"><text>${result}</text></outputEntry></rule>
		</decisionTable></decision>`;
	const input = '<inputData id="input_xin" name="noi_xin"><variable id="variable_xin" name="noi_xin" typeRef="string"/></inputData><inputData id="input_kenh" name="channel"><variable id="variable_kenh" name="channel" typeRef="string"/></inputData>';
	const definitions = (...parts) => `<?xml version="1.0"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:motcua:rule">
		${input}${parts.join('').replaceAll('<decisionTable', '<informationRequirement><requiredInput href="#input_kenh"/></informationRequirement><decisionTable')}</definitions>`;
	const [paper, agency] = [one(`SELECT paper.code FROM procedure_requirement paper JOIN procedure_item item ON item.current_version_id = paper.procedure_version_id WHERE item.code = ${quote(CODE)} LIMIT 1`),
		one(`SELECT agency.code FROM procedure_offering offering JOIN procedure_item item ON item.current_version_id = offering.procedure_version_id
		JOIN agency ON agency.id = offering.agency_solving_id WHERE item.code = ${quote(CODE)} LIMIT 1`)];

	await begin(admin, page);
	answered(await upload(admin, page, definitions(table('papers', 'COLLECT', 'code', '"KHONG-CO"'), table('routing', 'UNIQUE', 'agency', '"H99.99"'))), page, 'upload');
	const { text } = await admin.get(page);

	assert.match(text, /không có thành phần hồ sơ mã “KHONG-CO”/);
	assert.match(text, /không do cơ quan mã “H99.99” giải quyết/);
	assert.match(text, /Quy tắc đọc “noi_xin” mà biểu mẫu của thủ tục/);
	assert.equal((await force(admin, page, 'gui')).status, 409);
	answered(await upload(admin, page, definitions(table('papers', 'UNIQUE', 'code', `"${paper}"`), table('routing', 'UNIQUE', 'case_no', '77'))), page, 'upload');
	const shaped = (await admin.get(page)).text;

	assert.match(shaped, /không có trường hợp số 77/);
	assert.match(shaped, /“papers” không có đúng dạng/);
	answered(await upload(admin, page, definitions(table('papers', 'COLLECT', 'code', `"${paper}"`), table('routing', 'UNIQUE', 'agency', `"${agency}"`))), page, 'upload');
	assert.doesNotMatch((await admin.get(page)).text, /không có thành phần|không do cơ quan|trường hợp số|đúng dạng/);
	answered(await press(admin, page, `${page}/bo`), page, 'discard');
});

test('partners find the schema of an approved form at its own address, may keep it, and never that of a draft', async () => {
	const partner = new Client(instance);
	const { json: { forms } } = await partner.get('/bieu-mau/danh-sach.json');
	const row = forms.find(({ procedure }) => procedure === CODE);
	const path = row.schema.slice(instance.base_url.length);
	const { status, headers, json: schema } = await partner.get(path);
	const holds = new Ajv({ allowUnionTypes: true, formats: { date: true, email: true } }).addKeyword('x-sensitivity').compile(schema);

	assert.equal(status, 200);
	assert.equal(headers['content-type'], 'application/schema+json');
	assert.equal(headers['access-control-allow-origin'], '*');
	assert.match(headers['cache-control'], /^public/);
	assert.equal(headers['set-cookie'], undefined);
	assert.equal(schema.$id, row.schema);
	assert.equal(holds({ form: schema.properties.form.const, answers: {} }), false, 'what must be answered is asked for');
	assert.equal(schema.properties.answers.properties.nguoi_yeu_cau_so_dinh_danh['x-sensitivity'], 'personal');
	assert.equal(schema.properties.answers.properties.so_ban['x-sensitivity'], undefined);
	assert.equal((await partner.get(path, { headers: { 'if-none-match': headers.etag } })).status, 304);
	assert.deepEqual((await partner.get(`/bieu-mau/${row.form}/schema.json`)).json, schema, 'the one approved last');

	answered(await press(admin, `${HERE}/moi`, `${HERE}/moi`, { kind: 'form', code: 'THU-SCHEMA', name: 'Chưa phê duyệt' }), `${HERE}/bieu-mau/THU-SCHEMA`, 'create');
	for (const hidden of ['/bieu-mau/THU-SCHEMA/schema.json', '/bieu-mau/THU-SCHEMA/1/schema.json', `/bieu-mau/${row.form}/99/schema.json`, `/bieu-mau/${row.form}/0/schema.json`])
		assert.equal((await partner.get(hidden)).status, 404, hidden);
	assert.match((await controller.get(`${HERE}/bieu-mau/${row.form}`)).text, new RegExp(`href="${path}"`));
});

test('a fee that would never be asked for is remarked upon: by the time, by the form and the channels, by the row', async () => {
	const page = `${HERE}/quy-tac/${CODE}`;
	const told = async (rule) => {
		answered(await upload(admin, page, rule), page, 'upload');
		return (await admin.get(page)).text;
	};
	const rule = content(CODE, 'rule');
	const exempt = '"tre_em", "ho_ngheo", "nguoi_cao_tuoi", "nguoi_khuyet_tat", "nguoi_co_cong", "dan_toc_thieu_so"';

	await begin(admin, page);
	assert.ok(rule.includes(exempt));
	assert.doesNotMatch((await admin.get(page)).text, /không bao giờ|là không thu phí/, 'as it stands all of it is reached');
	assert.match(await told(rule.replace(exempt, '"cuu_chien_binh"')), /Bảng phí, dòng 2: không thủ tục nào/);
	const never = await told(rule.replace(exempt, '"cuu_chien_binh"').replace('null, "khong"', '"moi_nguoi"'));

	assert.match(never, new RegExp(`Thủ tục ${CODE} \\(tổng cộng 1 thủ tục\\): không dòng nào`));
	assert.match(never, /href="[^"]*\/vi-du#[^"]+"/);
	sql(`INSERT INTO definition_draft_target (draft_id, procedure_id) SELECT ${draftOf(CODE, 'rule').id}, id FROM procedure_item WHERE code = '${OWN}'`);
	const free = await told(content('1.001612', 'rule')); // it reads the channel alone

	assert.match(free, new RegExp(`Thủ tục ${OWN} [^<]*thời điểm thu là không thu phí`));
	assert.doesNotMatch(free, /Phải sửa/, 'none of it keeps the draft from being sent');
	answered(await press(admin, page, `${page}/bo`), page, 'discard');
});

// Of a page of comparison: what changed, where, what stood and what stands there.
const changes = ({ json }) => json.sheets[0].rows.map(({ head, cells }) => [head.text, ...cells.map((cell) => cell.text)]);

test('two versions stand side by side, and the draft beside what is in force', async () => {
	await begin(drafter, OWN_PROCESS);
	const draft = draftOf(OWN);
	const name = /<bpmn:userTask id="intake" name="([^"]*)"/.exec(draft.content)[1];

	answered(await upload(drafter, OWN_PROCESS, draft.content.replace(`name="${name}"`, 'name="Tiếp nhận và kiểm tra hồ sơ"')
		.replace('motcua:role="intake"', 'motcua:role="processing"')
		.replace('motcua:actions="accept request_supplement refuse"', 'motcua:actions="accept refuse"')), OWN_PROCESS, 'upload');
	assert.deepEqual(changes(await drafter.get(`${OWN_PROCESS}/so-sanh`, { json: true })), [
		['Đổi tên', 'Tiếp nhận và kiểm tra hồ sơ', name, 'Tiếp nhận và kiểm tra hồ sơ'],
		['Đổi vai trò thực hiện', 'Tiếp nhận và kiểm tra hồ sơ', 'Cán bộ tiếp nhận', 'Chuyên viên thụ lý'],
		['Đổi các thao tác', 'Tiếp nhận và kiểm tra hồ sơ', 'Tiếp nhận, Yêu cầu bổ sung, Từ chối', 'Tiếp nhận, Từ chối'],
	]);
	assert.equal((await controller.get(`${OWN_PROCESS}/so-sanh?tu=1&den=2`, { json: true })).json.sheets[0].any, false);
	assert.equal((await elsewhere.get(`${OWN_PROCESS}/so-sanh?tu=1&den=0`)).status, 404);
	assert.equal((await controller.get(`${OWN_PROCESS}/so-sanh?tu=1&den=99`)).status, 404);
	answered(await press(drafter, OWN_PROCESS, `${OWN_PROCESS}/bo`), OWN_PROCESS, 'discard');
});

test('what changed in a rule is told by its row and column', async () => {
	const page = `${HERE}/quy-tac/${CODE}`;

	await begin(admin, page);
	const rule = content(CODE, 'rule');
	const table = /<decision id="fees" name="([^"]+)"/.exec(rule)[1];
	const price = /<text>(\d{4})<\/text>/.exec(rule)[1];

	answered(await upload(admin, page, rule.replace(`<text>${price}<`, '<text>7500<')), page, 'upload');
	assert.deepEqual(changes(await admin.get(`${page}/so-sanh`, { json: true })),
		[['Sửa dòng 1, cột “Đơn giá (đồng)”', table, price, '7500']]);
	answered(await press(admin, page, `${page}/bo`), page, 'discard');
});

test('the lists answer quickly with the procedures of a province', async () => {
	sql(`INSERT INTO procedure_item (code, slug) SELECT CONCAT('7.', LPAD(seq, 6, '0')), CONCAT('nhieu-', seq) FROM seq_1_to_6000;
		INSERT INTO process_version (code, version_no, name, content, sha256, created_at)
			SELECT CONCAT('QT-', LPAD(seq, 5, '0')), 1, CONCAT('Quy trình ', seq), 'x', '', NOW(6) FROM seq_1_to_3000;`);
	const columns = sql(`SELECT GROUP_CONCAT(column_name) AS names FROM information_schema.columns WHERE table_schema = DATABASE()
		AND table_name = 'procedure_version' AND column_name NOT IN ('id', 'procedure_id', 'process_version_id') AND is_generated = 'NEVER'`)[0].names;

	sql(`INSERT INTO procedure_version (procedure_id, process_version_id, ${columns}) SELECT item.id, (SELECT id FROM process_version
		WHERE code = CONCAT('QT-', LPAD(RIGHT(item.code, 5), 5, '0'))), ${columns.split(',').map((name) => `model.${name}`).join(',')}
		FROM procedure_item item JOIN procedure_version model ON model.id = (SELECT current_version_id FROM procedure_item WHERE code = 'DV.000001')
		WHERE item.code LIKE '7.%'`);
	await until(() => {
		try {
			sql(`UPDATE procedure_item JOIN procedure_version ON procedure_version.procedure_id = procedure_item.id
				SET current_version_id = procedure_version.id WHERE code LIKE '7.%'`);
			return true;
		} catch {
			return false; // a job was at the same rows
		}
	}, 'all of them in force');
	for (const path of ['', '?q=quy+trinh+29', '?don-vi=H01.10', '/chua-duyet', '/quy-trinh/QT-00001', '/quy-trinh/default/thu-tuc']) {
		await controller.get(`${HERE}${path}`);
		const started = Date.now();

		assert.equal((await controller.get(`${HERE}${path}`)).status, 200, path);
		assert.ok(Date.now() - started < 2000, `${path}: ${Date.now() - started} ms`);
	}
	const first = await controller.get(`${HERE}?loai=process`, { json: true });
	const next = await controller.get(first.json.next_url, { json: true });
	const codes = (page) => sheet(page, 'Danh sách định nghĩa').rows.map(({ head }) => head.text);

	assert.equal(codes(first).length, 50);
	assert.ok(codes(first).at(-1) < codes(next)[0]);
});
