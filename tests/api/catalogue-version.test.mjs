// The way of a version: the unit drafts, the office controls, the Chairman decides, the day brings it into force (NĐ 63/2010,
// TT 01/2018/TT-VPCP). What was sent on is frozen, in the pages and in the database; nobody judges what he or she wrote; a
// suspended procedure takes no dossier anywhere while those that were taken go on.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { businessNow } from '../support/clock.mjs';
import { quote, sql as sqlOn } from '../support/db.mjs';
import { startInstance, until } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';
import { officerClient } from '../support/office.mjs';
import { CATALOGUE } from '../support/world.mjs';

const CODE = 'DV.000012';
const PAGE = `/can-bo/danh-muc/thu-tuc/${CODE}`;
const DAY = 86400000;
let instance, drafter, controller, approver, admin;

const sql = (text) => sqlOn(text, instance);
const day = (offset) => new Date(businessNow(instance) + 7 * 3600000 + offset * DAY).toISOString().slice(0, 10);
const versions = () => sql(`SELECT version.id, version.version_no, version.state, version.version, version.effective_from,
	version.effective_to, version.decision_no, item.current_version_id = version.id AS current FROM procedure_version version
	JOIN procedure_item item ON item.id = version.procedure_id WHERE item.code = ${quote(CODE)} ORDER BY version_no`);
const newest = () => versions().at(-1);

// The form for `path` on a page, with what it hides; pressed as a person does.
async function press(client, path, fields = {}, page = PAGE) {
	const { status, text } = await client.get(page);
	const at = text.indexOf(`action="${path}"`);
	const form = text.slice(at, text.indexOf('</form>', at));

	assert.equal(status, 200, text);
	assert.ok(at >= 0, `${page} has the form ${path}`);
	return client.post(path, { ...Object.fromEntries(['once', 'version'].map((name) => [name, hidden(form, name)])
		.filter(([, value]) => value)), ...fields });
}
const on = (no, path) => `${PAGE}/phien-ban/${no}/${path}`;
const step = (client, path, fields, page) => press(client, on(newest().version_no, path), fields, page);
const answered = ({ status, location, text }, done) => {
	assert.equal(status, 303, text);
	assert.equal(location, `${PAGE}?da-lam=${done}`);
};
// As another officer would send it without having been shown the form.
const force = (client, path, fields = {}) => client.post(on(newest().version_no, path), { version: newest().version, ...fields });
let decision;

async function draftOf(client = drafter) {
	const answer = await press(client, `${PAGE}/phien-ban`);

	assert.equal(answer.status, 303, answer.text);
	assert.equal(answer.location, `${PAGE}/sua`);
	return newest();
}

before(async () => {
	instance = await startInstance('catalogue-version', { modules: ['catalogue', 'submission', 'workflow'] });
	decision = { number: '77/QĐ-UBND', date: day(-6), effective: day(0) };
	[drafter, controller, approver, admin] = [...Object.values(CATALOGUE), 'quantri'].map((login) =>
		officerClient(instance, sql(`SELECT id FROM account WHERE login = ${quote(login)}`)[0].id));
});
after(() => instance?.reset());

test('the unit drafts from the version in force, and only one draft is at work', async () => {
	const before = versions().length;
	const draft = await draftOf();

	assert.equal(draft.state, 'draft');
	assert.equal(versions().length, before + 1);
	assert.equal(draft.effective_from, null);
	assert.equal((await force(controller, 'kiem-soat')).status, 409, 'nothing was sent yet');
	assert.equal((await new Client(instance).get(PAGE)).status, 303, 'nobody else sees it');
	const page = await drafter.get(PAGE);

	assert.match(page.text, /Sửa nội dung dự thảo/);
	assert.doesNotMatch((await controller.get(PAGE)).text, /Gửi kiểm soát/, 'who does not draft it does not send it');
});

test('a draft that lacks what the law asks for is not sent, and the page says what is missing', async () => {
	const { id } = newest();

	sql(`UPDATE procedure_version SET result_name = '' WHERE id = ${id}`);
	const page = await drafter.get(PAGE);

	assert.match(page.text, /Chưa có kết quả thực hiện thủ tục/);
	assert.match(page.text, new RegExp(`${PAGE}/sua/ket-qua`));
	assert.doesNotMatch(page.text, /action="[^"]*\/gui"/);
	assert.equal((await force(drafter, 'gui')).status, 409);
	assert.equal(newest().state, 'draft');
	sql(`UPDATE procedure_version SET result_name = 'Giấy phép' WHERE id = ${id}`);
});

test('the whole chain: sent, returned with a reason, mended, sent, controlled, decided, in force', async () => {
	answered(await step(drafter, 'gui'), 'submit');
	assert.equal(newest().state, 'submitted');
	const { version_no: no } = newest();
	const reason = 'Chưa nêu rõ thành phần hồ sơ của trường hợp cấp lại.';

	answered(await step(controller, 'tra-lai', { reason }, on(no, 'tra-lai')), 'return');
	assert.equal(newest().state, 'draft');
	assert.match((await drafter.get(PAGE)).text, new RegExp(reason), 'the unit reads why');
	sql(`UPDATE procedure_version SET conditions = 'Điều kiện đã nêu rõ.' WHERE id = ${newest().id}`);
	answered(await step(drafter, 'gui'), 'submit');
	answered(await step(controller, 'kiem-soat'), 'control');
	assert.equal(newest().state, 'controlled');

	answered(await step(approver, 'cong-bo', decision, on(no, 'cong-bo')), 'decide');
	assert.equal(newest().state, 'published');
	assert.equal(newest().decision_no, decision.number);
	assert.ok(Number(newest().current), 'in force from its day on, which is today');
	const [{ slug }] = sql(`SELECT slug FROM procedure_item WHERE code = ${quote(CODE)}`);

	await until(async () => (await new Client(instance).get(`/thu-tuc/${slug}`)).text.includes(decision.number),
		'what citizens read to be published anew', 60);
	const older = versions().at(-2);

	assert.equal(older.state, 'superseded');
	assert.equal(String(older.effective_to).slice(0, 10), day(-1));
	const { json } = await drafter.get(PAGE, { json: true });

	assert.deepEqual(json.events.map(({ title }) => title.replace(/^Phiên bản \d+: /, '')).filter((title) => title !== 'tạo phiên bản').sort(),
		['được thay bằng phiên bản mới hơn', 'gửi kiểm soát', 'gửi kiểm soát', 'kiểm soát đạt', 'quyết định công bố', 'trả lại đơn vị'].sort());
	assert.ok(json.events.some(({ text }) => text === reason));
});

test('the comparison tells every change with both texts beside each other', async () => {
	const { version_no: to } = newest();
	const { json, status } = await controller.get(`${PAGE}/so-sanh?tu=${to - 1}&den=${to}`, { json: true });

	assert.equal(status, 200);
	const changed = Object.fromEntries(json.changes.map(({ what, from, to }) => [what, [from, to]]));

	assert.equal(changed['Yêu cầu, điều kiện'][1], 'Điều kiện đã nêu rõ.');
	assert.equal(changed['Số quyết định công bố'][1], decision.number);
	assert.equal((await controller.get(`${PAGE}/so-sanh?tu=1&den=1`, { json: true })).json.any_changes, false);
	assert.equal((await controller.get(`${PAGE}/so-sanh?tu=1&den=99`)).status, 404);
});

test('nobody judges what he or she wrote, and who controlled does not decide', async () => {
	const id = (login) => sql(`SELECT officer.id, officer.agency_id FROM officer JOIN account ON account.id = officer.account_id
		WHERE account.login = ${quote(login)}`)[0];
	const also = (login, role) => sql(`INSERT INTO role_grant (officer_id, role, agency_id, procedure_code, valid_from)
		VALUES (${id(login).id}, '${role}', ${id(login).agency_id}, '*', '2020-01-01')`);

	also(CATALOGUE.drafter, 'controller');
	also(CATALOGUE.controller, 'approver');
	await draftOf();
	answered(await step(drafter, 'gui'), 'submit');
	assert.equal((await force(drafter, 'kiem-soat')).status, 403);
	assert.match((await drafter.get(PAGE)).text, /phải do người khác thực hiện/);
	answered(await step(controller, 'kiem-soat'), 'control');
	assert.equal((await force(controller, 'cong-bo', decision)).status, 403);
	assert.equal((await force(admin, 'cong-bo', decision)).status, 403, 'an administrator decides nothing');
	assert.equal(newest().state, 'controlled');
	sql(`DELETE FROM role_grant WHERE (officer_id = ${id(CATALOGUE.drafter).id} AND role = 'controller')
		OR (officer_id = ${id(CATALOGUE.controller).id} AND role = 'approver')`);
});

test('a decision is of a day that has come, and goes before the first day in force by five days', async () => {
	const { version_no: no, version } = newest();
	const wrong = [{ number: '' }, { date: day(1) }, { effective: day(-7) }, { effective: day(-2) }, { effective: day(9000) }];

	for (const fields of wrong) {
		const answer = await approver.post(on(no, 'cong-bo'), { ...decision, version, ...fields });

		assert.equal(answer.status, 422, JSON.stringify(fields));
		assert.match(answer.text, /Có lỗi|govuk-error-summary/);
	}
	assert.equal(newest().state, 'controlled');
	answered(await step(approver, 'cong-bo', { ...decision, date: day(-1), effective: day(3), fast: '1' }, on(no, 'cong-bo')), 'decide');
	assert.equal(newest().state, 'published');
	assert.ok(!Number(newest().current), 'its day has not come');
	assert.ok(Number(versions().at(-2).current), 'until then the one before it is in force');
});

test('no button acts on what was published, whoever presses it', async () => {
	for (const client of [drafter, controller, approver, admin])
		for (const path of ['gui', 'rut', 'bo', 'tra-lai']) {
			const answer = await force(client, path, path === 'tra-lai' ? { reason: 'Không còn ở bước này.' } : {});

			assert.equal(answer.status, 409, path);
		}
});

test('the database itself refuses to change what is no draft, under the module\'s own account', () => {
	const password = readFileSync(join(instance.run_dir, 'secrets/database-catalogue'), 'utf8').trim();
	const attempt = (statement) => spawnSync('mariadb', ['--no-defaults', `--socket=${instance.database_socket}`,
		'--user=motcua_catalogue', `--password=${password}`, instance.database_name, '-e', statement], { encoding: 'utf8' }).stderr;
	const { id } = newest();
	const first = versions().at(-2).id;
	const refused = [
		`UPDATE procedure_version SET name = 'Khác' WHERE id = ${id}`,
		`UPDATE procedure_version SET decision_no = 'Khác' WHERE id = ${id}`,
		`UPDATE procedure_version SET effective_from = '2020-01-01' WHERE id = ${id}`,
		`UPDATE procedure_version SET state = 'draft' WHERE id = ${id}`,
		`UPDATE procedure_version SET state = 'draft' WHERE id = ${first}`,
		...['case', 'channel', 'requirement', 'offering'].map((part) => `DELETE FROM procedure_${part} WHERE procedure_version_id = ${id}`),
		`UPDATE procedure_case SET name = 'Khác' WHERE procedure_version_id = ${id}`,
		`INSERT INTO procedure_result (procedure_version_id, seq, name) VALUES (${id}, 99, 'Khác')`,
		`INSERT INTO procedure_basis (procedure_version_id, seq, name) VALUES (${id}, 99, 'Khác')`,
		`INSERT INTO procedure_relation (procedure_version_id, kind, seq, code) VALUES (${id}, 'related', 99, '1.000001')`,
	];

	for (const statement of refused)
		assert.match(attempt(statement), /a_version_changes_only_as_a_draft/, statement);
	assert.match(attempt(`DELETE FROM procedure_version WHERE id = ${id}`), /1142/);
	assert.match(attempt(`DELETE FROM procedure_review WHERE procedure_version_id = ${id}`), /1142/);
	assert.equal(attempt(`START TRANSACTION; UPDATE procedure_version SET state = 'superseded' WHERE id = ${first}; ROLLBACK`), '',
		'history goes on');
});

test('what is taken back is a draft again, what is given up is gone from the work but not from the history', async () => {
	await draftOf();
	answered(await step(drafter, 'gui'), 'submit');
	answered(await step(drafter, 'rut'), 'take_back');
	assert.equal(newest().state, 'draft');
	answered(await step(drafter, 'bo'), 'discard');
	assert.equal(newest().state, 'discarded');
	assert.match((await drafter.get(PAGE)).text, /Đã bỏ/);
	assert.match((await drafter.get(PAGE)).text, /Soạn từ phiên bản hiện có/);
});

test('a suspended procedure takes no dossier online or at the counter, and both say why and until when', async () => {
	const form = `${PAGE}/tam-ngung`;
	const fields = { from: day(0), to: day(10), reason: 'Nâng cấp cơ sở dữ liệu chuyên ngành.', decision: '12/QĐ-UBND' };
	const citizen = new Client(instance);
	const desk = officerClient(instance, sql(`SELECT officer.account_id FROM role_grant JOIN officer ON officer.id = role_grant.officer_id
		JOIN procedure_offering ON agency_receiving_id = role_grant.agency_id JOIN procedure_item ON current_version_id = procedure_version_id
		WHERE role = 'intake' AND procedure_item.code = ${quote(CODE)} LIMIT 1`)[0].account_id);
	const counter = `/can-bo/tai-quay/${CODE}`;

	assert.equal((await drafter.get(form)).status, 403, 'the office decides it');
	assert.equal((await desk.get(counter)).status, 200);
	for (const wrong of [{ from: day(-1) }, { to: day(0) }, { reason: '' }])
		assert.equal((await press(controller, form, { ...fields, ...wrong }, form)).status, 422, JSON.stringify(wrong));
	assert.doesNotMatch((await citizen.get(`/nop-ho-so/${CODE}`)).text, /tạm ngừng/);
	answered(await press(controller, form, fields, form), 'suspend');
	const start = await citizen.get(`/nop-ho-so/${CODE}`);

	assert.match(start.text, /tạm ngừng tiếp nhận hồ sơ/);
	assert.match(start.text, /Nâng cấp cơ sở dữ liệu chuyên ngành\./);
	assert.match(start.text, new RegExp(day(10).split('-').reverse().join('/')));
	assert.doesNotMatch(start.text, /name="once"/, 'no way to begin');
	const refused = await desk.get(counter);

	assert.equal(refused.status, 409);
	assert.match(refused.text, /tạm ngừng tiếp nhận hồ sơ.*Nâng cấp cơ sở dữ liệu chuyên ngành/);
	assert.match((await drafter.get(PAGE)).text, /Tạm ngừng tiếp nhận \(/);
	answered(await press(controller, `${form}/ket-thuc`, {}, form), 'lift');
	assert.equal((await desk.get(counter)).status, 200);
	assert.doesNotMatch((await citizen.get(`/nop-ho-so/${CODE}`)).text, /tạm ngừng/);
});

test('outside its days a procedure takes no dossier, and names the one that took its place', async () => {
	const form = `${PAGE}/dinh-danh`;
	const citizen = new Client(instance);
	const save = (fields) => press(controller, form, { owner: 'H01.10', ...fields }, form);

	assert.equal((await save({ opens: day(5), closes: day(1) })).status, 422);
	assert.equal((await save({ replaced_by: '9.999999' })).status, 422);
	assert.equal((await save({ owner: 'H99' })).status, 422);
	answered(await save({ opens: day(5) }), 'identity');
	assert.match((await citizen.get(`/nop-ho-so/${CODE}`)).text, /bắt đầu tiếp nhận hồ sơ từ ngày/);
	answered(await save({ closes: day(-1), replaced_by: '1.001612' }), 'identity');
	const over = await citizen.get(`/nop-ho-so/${CODE}`);

	assert.match(over.text, /đã kết thúc ngày/);
	assert.match(over.text, /1\.001612/);
	answered(await save({}), 'identity');
	assert.doesNotMatch((await citizen.get(`/nop-ho-so/${CODE}`)).text, /đã kết thúc/);
});

test('a procedure that is listed no more is switched off, not deleted, and comes back', async () => {
	const form = `${PAGE}/dinh-danh`;

	answered(await press(controller, form, { owner: 'H01.10', unlisted: '1' }, form), 'identity');
	assert.ok(!versions().some(({ current }) => Number(current)));
	answered(await press(controller, form, { owner: 'H01.10' }, form), 'identity');
	assert.ok(versions().some(({ current }) => Number(current)));
});

test('another code leads to the same procedure, and belongs to one alone', async () => {
	const form = `${PAGE}/dinh-danh`;

	answered(await press(controller, `${PAGE}/ma-khac`, { alias: 'DV.000012.000.00.00.H01' }, form), 'alias');
	assert.equal((await controller.get('/can-bo/danh-muc/thu-tuc/DV.000012.000.00.00.H01')).status, 200);
	assert.equal((await press(controller, `${PAGE}/ma-khac`, { alias: '2.000635' }, form)).status, 422);
	answered(await press(controller, `${PAGE}/ma-khac/bo`, { alias: 'DV.000012.000.00.00.H01' }, form), 'alias');
	assert.equal((await controller.get('/can-bo/danh-muc/thu-tuc/DV.000012.000.00.00.H01')).status, 404);
});
