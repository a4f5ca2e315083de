// Agencies through time (QĐ 20/2020/QĐ-TTg; sắp xếp đơn vị hành chính): the tree on any day, names that change, and operations
// that merge, split, rename and dissolve agencies: a dry run that changes nothing, one audited act, dossiers that keep their clock.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { quote, sql as sqlOn } from '../support/db.mjs';
import { startInstance, until } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';
import { holdJob } from '../support/jobs.mjs';
import { fileDossier, officerClient } from '../support/office.mjs';
import { counts } from '../support/world.mjs';

const ROOT = '/can-bo/danh-muc/co-quan';
const OPEN = ['submitted', 'intake_supplement', 'intake_fee_due', 'received', 'in_progress', 'supplement_due', 'fee_due', 'stopped',
	'decided'];
const ENDED = ['intake_refused', 'withdrawn', 'closed', 'returned'];
const BACKGROUND = ['core_session', 'core_throttle', 'core_job_lease', 'core_idempotency', 'outbox', 'catalogue_traffic', 'publication'];
let instance, admin;
const sql = (text) => sqlOn(text, instance);
const dayIn = (days) => sql(`SELECT DATE(NOW() + INTERVAL 7 HOUR) + INTERVAL ${days} DAY AS day`)[0].day;
const today = () => dayIn(0);
const date = (name, iso) => {
	const [year, month, day] = iso.split('-');

	return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year };
};
const row = (code) => sql(`SELECT * FROM agency WHERE code = ${quote(code)}`)[0];

before(async () => {
	instance = await startInstance('catalogue-agency', { modules: ['catalogue', 'submission', 'workflow'] });
	admin = await new Client(instance).signIn('administrator');
	// Dossiers written here have no process: their first steps would come to be while rows are counted.
	holdJob('workflow.missing_steps', instance);
});
after(() => instance?.reset());

async function addAgency(code, name, fields = {}) {
	const once = hidden(await admin.get(`${ROOT}/them`), 'once');
	const answer = await admin.post(`${ROOT}/them`, { once, code, name, short_name: name, tier: 'commune', parent: 'H01',
		...date('valid_from', '2020-01-01'), ...fields });

	assert.equal(answer.status, 303, answer.text);
	return row(code);
}

// Plans an operation; resolves to its number.
async function plan(kind, ends, succeeds, fields = {}) {
	const once = hidden(await admin.get(`${ROOT}/sap-xep/moi`), 'once');
	const answer = await admin.post(`${ROOT}/sap-xep/moi`, { once, kind, ends: ends.join('\n'), succeeds: succeeds.join('\n'),
		decision_no: '1234/QĐ-UBND', ...date('decision_date', today()), ...date('effective', today()), ...fields });

	assert.equal(answer.status, 303, answer.text);
	return answer.location.split('/').pop();
}

const dryRun = async (number) => (await admin.get(`${ROOT}/sap-xep/${number}`, { json: true })).json;
const problems = (page) => page.sheets.find(({ caption }) => caption === 'Việc cần giải quyết trước khi thực hiện')
	?.rows.map(({ head }) => head.text) ?? [];

async function act(number, part, fields = {}) {
	const page = await admin.get(`${ROOT}/sap-xep/${number}`);
	const at = page.text.indexOf(`action="${ROOT}/sap-xep/${number}/${part}"`);

	assert.ok(at > 0, `${part}: ${page.text}`);
	const form = page.text.slice(at);

	return admin.post(`${ROOT}/sap-xep/${number}/${part}`, { once: hidden(form, 'once'), version: hidden(form, 'version'), ...fields });
}

const stateOf = (number) => sql(`SELECT state FROM agency_operation WHERE number = ${quote(number)}`)[0].state;

async function carryOut(number) {
	const answer = await act(number, 'thuc-hien');

	assert.equal(answer.status, 303, answer.text);
	await until(() => stateOf(number) === 'applied', `${number} applied`, 30);
	await until(() => Number(sql(`SELECT COUNT(*) AS n FROM outbox WHERE consumer = 'workflow' AND topic = 'agency.changed'
		AND state <> 'done'`)[0].n) === 0, 'dossiers moved', 30);
}

let officers = 20000;

// An officer with roles at an agency, by SQL: what the organisation's import does.
function officer(agencyId, roles, code = `cb${++officers}`) {
	const id = ++officers;

	sql(`INSERT INTO account (id, kind, login, name, created_at) VALUES (${id}, 'officer', '${code}', '${code}', NOW(6));
INSERT INTO officer (id, account_id, code, name, position, agency_id, valid_from)
	VALUES (${id}, ${id}, '${code}', '${code}', 'x', ${agencyId}, '2015-01-01');
${roles.map((role) => `INSERT INTO role_grant (officer_id, role, agency_id, procedure_code, valid_from)
	VALUES (${id}, '${role}', ${agencyId}, '*', '2015-01-01');`).join('\n')}`);
	return { id, code };
}

// A dossier at an agency in a state, with a term that runs.
function dossierAt(agencyId, state, procedure) {
	const version = sql(`SELECT current_version_id AS id FROM procedure_item WHERE code = ${quote(procedure)}`)[0].id;
	const filing = fileDossier(instance, { agency: agencyId, procedure: version, state, dueAt: "'2026-12-30 10:00:00'" });

	if (!['submitted', 'intake_supplement', 'intake_fee_due', 'intake_refused'].includes(state))
		sql(`UPDATE dossier SET code = CONCAT('H01.Z-', id), received_at = filed_at WHERE filing_number = '${filing}'`);
	return filing;
}

const dossier = (filing) => sql(`SELECT dossier.*, receiving.code AS receiving, solving.code AS solving FROM dossier
	JOIN agency receiving ON receiving.id = agency_receiving_id JOIN agency solving ON solving.id = agency_solving_id
	WHERE filing_number = ${quote(filing)}`)[0];
const offer = (procedure, receiving, solving = receiving) => sql(`INSERT INTO procedure_offering (procedure_version_id,
	agency_receiving_id, agency_solving_id, online) SELECT current_version_id, ${receiving}, ${solving}, 1 FROM procedure_item
	WHERE code = ${quote(procedure)}`);
const offeredAt = (procedure) => sql(`SELECT DISTINCT agency.code FROM offering_today JOIN procedure_item ON
	procedure_item.current_version_id = offering_today.procedure_version_id JOIN agency ON agency.id = agency_receiving_id
	WHERE procedure_item.code = ${quote(procedure)} ORDER BY agency.code`).map(({ code }) => code);

const PROCEDURE = '2.000635';

test('the tree shows the three tiers of an earlier day and the two of today', async () => {
	const on = async (day) => (await admin.get(`${ROOT}?ngay=${day}`, { json: true })).json.sheets[0].rows
		.map(({ head, cells }) => ({ name: head.text, code: cells[0].text, tier: cells[1].text, above: cells[2].text }));
	const then = await on('2025-06-30');
	const now = await on(today());

	assert.ok(then.some(({ code, tier }) => code === 'H01.32' && tier === 'Huyện'));
	assert.ok(!then.some(({ code }) => code === 'H01.22'), 'the commune is not there yet');
	assert.ok(now.some(({ code, tier, above }) => code === 'H01.22' && tier === 'Xã' && above === 'Ủy ban nhân dân tỉnh Mẫu'));
	assert.ok(!now.some(({ tier }) => tier === 'Huyện'));
});

test('an agency is added, moved below another, and never below itself', async () => {
	await addAgency('H01.51', 'Ủy ban nhân dân xã Một');
	await addAgency('H01.51.1', 'Phòng Kinh tế xã Một', { parent: 'H01.51', tier: 'section' });
	await addAgency('H01.51.1.1', 'Tổ Một', { parent: 'H01.51.1', tier: 'section' });
	const page = await admin.get(`${ROOT}/H01.51`);
	const fields = { once: hidden(page, 'once'), version: hidden(page, 'version'), code: 'H01.51', name: 'Ủy ban nhân dân xã Một',
		short_name: 'x', tier: 'commune', ...date('valid_from', '2020-01-01') };
	const loop = await admin.post(`${ROOT}/H01.51`, { ...fields, parent: 'H01.51.1.1' });

	assert.equal(loop.status, 422);
	assert.match(loop.text, /đang trực thuộc chính cơ quan này/);
	assert.equal((await admin.post(`${ROOT}/H01.51`, { ...fields, parent: 'H01.51' })).status, 422);
	assert.equal((await admin.post(`${ROOT}/H01.51`, { ...fields, parent: 'H01.77' })).status, 422);
	assert.equal(row('H01.51').version, '1', 'nothing was written');
});

test('two people change one agency: the second is told, and keeps what was typed', async () => {
	const page = await admin.get(`${ROOT}/H01.51`);
	const save = (name, once) => admin.post(`${ROOT}/H01.51`, { once, version: hidden(page, 'version'), code: 'H01.51', name,
		short_name: 'UBND xã Một', parent: 'H01', tier: 'commune', ...date('valid_from', '2020-01-01') });

	assert.equal((await save('Ủy ban nhân dân xã Một Mới', hidden(page, 'once'))).status, 303);
	assert.equal((await save('Ủy ban nhân dân xã Khác', hidden(await admin.get(`${ROOT}/H01.51`), 'once'))).status, 409);
	assert.equal(row('H01.51').name, 'Ủy ban nhân dân xã Một Mới');
	assert.deepEqual(sql(`SELECT name FROM agency_history WHERE agency_id = ${row('H01.51').id}`), [{ name: 'Ủy ban nhân dân xã Một' }]);
});

test('three agencies become one: what was theirs is the successor\'s, and no term changes', async () => {
	const ends = [];
	const people = [];
	const filings = {};

	for (const n of [1, 2, 3]) {
		const agency = await addAgency(`H01.6${n}`, `Ủy ban nhân dân huyện Sáu ${n}`, { tier: 'district' });

		await addAgency(`H01.6${n}.1`, `Phòng Tư pháp huyện Sáu ${n}`, { tier: 'section', parent: `H01.6${n}` });
		offer(PROCEDURE, agency.id);
		people.push(officer(agency.id, ['intake', 'processing']));
		ends.push(agency);
	}
	const successor = await addAgency('H01.65', 'Ủy ban nhân dân huyện Sáu');
	const leader = officer(successor.id, ['intake']);

	for (const state of [...OPEN, ...ENDED])
		filings[state] = dossierAt(ends[0].id, state, PROCEDURE);
	const clocks = () => sql(`SELECT filing_number, state, due_at, first_due_at, wait_until, (SELECT COUNT(*) FROM dossier_clock
		WHERE dossier_id = dossier.id) AS rows_of_clock FROM dossier WHERE agency_receiving_id IN (${ends.map(({ id }) => id)},
		${successor.id}) ORDER BY id`);
	const before_ = clocks();
	const everything = counts(instance, BACKGROUND);
	const number = await plan('merge', ['H01.61', 'H01.62', 'H01.63'], ['H01.65']);
	const page = await dryRun(number);
	const dry = page.sheets.find(({ caption }) => caption === 'Xem trước: những nội dung sẽ chuyển');

	assert.deepEqual(problems(page), []);
	assert.deepEqual(dry.rows.map(({ head, cells }) => [head.text, cells[0].text]), [['Thủ tục', '3'], ['Cán bộ', '3'],
		['Cán bộ nơi khác được giao quyền', '0'], ['Cơ quan trực thuộc', '3'], ['Hồ sơ đang giải quyết', String(OPEN.length)],
		['Thủ tục do cơ quan soạn thảo', '0']]);
	const planned = { ...everything, agency_operation: everything.agency_operation + 1,
		agency_operation_part: everything.agency_operation_part + 4 };

	assert.deepEqual(counts(instance, BACKGROUND), planned, 'the dry run changes nothing');
	assert.equal(row('H01.61').valid_to, null);

	await carryOut(number);
	assert.deepEqual(clocks(), before_, 'every clock stands as it stood');
	for (const state of OPEN) {
		const d = dossier(filings[state]);
		const events = sql(`SELECT kind, state_after, facts FROM dossier_event WHERE dossier_id = ${d.id} AND kind = 'agency_changed'`);

		assert.equal(d.solving, 'H01.65', state);
		assert.equal(d.receiving, d.received_at === null ? 'H01.65' : 'H01.61', `${state}: who accepted it stays who accepted it`);
		assert.equal(events.length, 1, state);
		assert.equal(events[0].state_after, state);
		assert.equal(JSON.parse(events[0].facts).from, 'H01.61');
	}
	for (const state of ENDED)
		assert.equal(dossier(filings[state]).solving, 'H01.61', `${state}: an ended dossier keeps its agency`);
	assert.equal(row('H01.61').valid_to, sql(`SELECT DATE('${today()}' - INTERVAL 1 DAY) AS d`)[0].d);
	assert.deepEqual(offeredAt(PROCEDURE).filter((code) => code.startsWith('H01.6')), ['H01.65'], 'offered once, by the successor');
	assert.equal(sql(`SELECT parent.code FROM agency JOIN agency parent ON parent.id = agency.parent_id WHERE agency.code = 'H01.62.1'`)[0]
		.code, 'H01.65');

	for (const who of [...people, leader]) {
		const page_ = await officerClient(instance, who.id).get('/can-bo/ho-so?queue=intake', { json: true });

		assert.equal(page_.status, 200);
		assert.ok(JSON.stringify(page_.json).includes(filings.submitted), `${who.code} sees what waits for acceptance`);
	}
	assert.equal((await officerClient(instance, leader.id).get(`/can-bo/ho-so/${filings.returned}`)).status, 200, 'old dossiers too');
	const audit = sql(`SELECT * FROM agency_operation WHERE number = '${number}'`)[0];

	assert.equal(audit.decision_no, '1234/QĐ-UBND');
	assert.ok(audit.ordered_by && audit.ordered_at && audit.applied_at);
	assert.equal(JSON.parse(audit.outcome).dossiers, OPEN.length);
});

test('once applied it is never applied again, however often the job is asked', async () => {
	const number = sql("SELECT number FROM agency_operation WHERE state = 'applied' LIMIT 1")[0].number;
	const events = () => sql("SELECT COUNT(*) AS n FROM dossier_event WHERE kind = 'agency_changed'")[0].n;
	const before_ = events();

	sql(`UPDATE outbox SET state = 'waiting', leased_until = NULL, attempts = 0 WHERE consumer = 'workflow' AND topic = 'agency.changed'`);
	await until(() => Number(sql(`SELECT COUNT(*) AS n FROM outbox WHERE topic = 'agency.changed' AND state <> 'done'`)[0].n) === 0,
		'the order met again', 30);
	assert.equal(events(), before_);
	assert.equal((await admin.post(`${ROOT}/sap-xep/${number}/thuc-hien`, { once: 'khong-dung-lai-0001', version: 2 })).status, 409);
});

test('a split asks who gets what, and each piece goes where it was sent', async () => {
	const old = await addAgency('H01.70', 'Sở Hai Việc', { tier: 'department' });
	const centre = sql(`SELECT id FROM agency WHERE code = 'H01.02'`)[0].id;
	const [first, second] = [await addAgency('H01.71', 'Sở Việc Một', { tier: 'department' }),
		await addAgency('H01.72', 'Sở Việc Hai', { tier: 'department' })];
	const [mine, theirs] = sql(`SELECT code FROM procedure_item WHERE current_version_id IS NOT NULL AND code <> '${PROCEDURE}'
		AND current_version_id NOT IN (SELECT procedure_version_id FROM procedure_offering WHERE agency_receiving_id = ${centre})
		ORDER BY code LIMIT 2`).map(({ code }) => code);
	const [one, two] = [officer(old.id, ['processing', 'intake']), officer(old.id, ['processing', 'intake'])];

	offer(mine, old.id);
	offer(theirs, centre, old.id);
	const [a, b] = [dossierAt(old.id, 'in_progress', mine), dossierAt(old.id, 'in_progress', theirs)];
	const number = await plan('split', ['H01.70'], ['H01.71', 'H01.72']);
	let page = await dryRun(number);

	assert.deepEqual(problems(page).sort(), ['Chưa chọn cơ quan giải quyết cho 1 thủ tục do nơi khác tiếp nhận.',
		'Chưa chọn cơ quan giải quyết cho 2 hồ sơ.', 'Chưa chọn nơi làm việc cho 2 cán bộ.']);
	assert.equal((await admin.post(`${ROOT}/sap-xep/${number}/thuc-hien`, { once: 'chua-xong-000000001', version: 1 })).status, 409);
	for (const choice of [{ kind: 'procedure', item: mine, successor: 'H01.71' }, { kind: 'procedure', item: theirs, successor: 'H01.72' },
		{ kind: 'officer', item: one.code, successor: 'H01.71' }, { kind: 'officer', item: '', successor: 'H01.72' },
		{ kind: 'dossier', item: '', successor: 'H01.72' }])
		assert.equal((await act(number, 'phan-cong', { agency: 'H01.70', ...choice })).status, 303);
	assert.equal((await act(number, 'phan-cong', { agency: 'H01.70', kind: 'officer', successor: 'H01.22' })).status, 422);
	page = await dryRun(number);
	assert.deepEqual(problems(page), []);
	await carryOut(number);
	assert.equal(dossier(a).solving, 'H01.71');
	assert.equal(dossier(b).solving, 'H01.72');
	assert.deepEqual(offeredAt(mine).filter((code) => code.startsWith('H01.7')), ['H01.71']);
	assert.equal(sql(`SELECT DISTINCT solving.code FROM offering_today JOIN procedure_item ON current_version_id = procedure_version_id
		JOIN agency solving ON solving.id = agency_solving_id WHERE procedure_item.code = '${theirs}' AND agency_receiving_id = ${centre}`)[0]
		.code, 'H01.72');
	const at = (who) => sql(`SELECT agency.code FROM officer JOIN agency ON agency.id = officer.agency_id WHERE officer.id = ${who.id}`)[0].code;

	assert.deepEqual([at(one), at(two)], ['H01.71', 'H01.72']);
	assert.equal((await officerClient(instance, one.id).get(`/can-bo/ho-so/${a}`)).status, 200);
	assert.ok(first && second);
});

test('a chain of successors: who took over last answers for the first', async () => {
	const last = await addAgency('H01.80', 'Ủy ban nhân dân xã Cuối');
	const number = await plan('merge', ['H01.65'], ['H01.80']);

	assert.deepEqual(problems(await dryRun(number)), []);
	await carryOut(number);
	assert.deepEqual(offeredAt(PROCEDURE).filter((code) => /^H01\.(?:6|80)/.test(code)), ['H01.80']);
	assert.equal(sql(`SELECT current_id FROM agency_current WHERE agency_id = ${row('H01.61').id}`)[0].current_id, last.id);
	const open = sql(`SELECT COUNT(*) AS n FROM dossier WHERE agency_solving_id = ${row('H01.65').id}
		AND state IN (${OPEN.map((s) => `'${s}'`)})`)[0].n;

	assert.equal(Number(open), 0);
});

test('a new name holds from its day; papers and the tree of earlier days keep the old one', async () => {
	const agency = await addAgency('H01.90X', 'Ủy ban nhân dân xã Tên Cũ');
	const worker = officerClient(instance, officer(agency.id, ['intake', 'processing']).id);
	const filing = dossierAt(agency.id, 'submitted', PROCEDURE);
	const received = await worker.post(`/can-bo/ho-so/${filing}/tiep-nhan`, { version: 1 });
	const { id, code } = dossier(filing);

	assert.equal(received.status, 303, received.text);
	sql(`UPDATE dossier_event SET at = at - INTERVAL 3 DAY WHERE dossier_id = ${id}`);
	const number = await plan('rename', ['H01.90X'], [], { new_name: 'Ủy ban nhân dân xã Tên Mới', new_short_name: 'UBND xã Tên Mới' });

	assert.deepEqual(problems(await dryRun(number)), []);
	assert.equal((await act(number, 'thuc-hien')).status, 303);
	await until(() => row('H01.90X').name === 'Ủy ban nhân dân xã Tên Mới', 'the new name', 30);
	const names = async (day) => JSON.stringify((await admin.get(`${ROOT}?ngay=${day}`, { json: true })).json.sheets[0]);

	assert.match(await names('2024-01-01'), /xã Tên Cũ/);
	assert.doesNotMatch(await names(today()), /xã Tên Cũ/);
	assert.match((await worker.get(`/can-bo/ho-so/${code}/giay-tiep-nhan`)).text, /xã Tên Cũ/i, 'a copy of an older paper');
	assert.match(JSON.stringify((await worker.get(`/can-bo/ho-so/${code}`, { json: true })).json.events), /xã Tên Cũ/, 'its timeline');
	assert.equal(sql(`SELECT name FROM agency WHERE id = ${dossier(filing).agency_receiving_id}`)[0].name, 'Ủy ban nhân dân xã Tên Mới');
});

// In this order of the tables MariaDB found one group twice and ended the statement: publishing stopped wherever it chose it.
test('who took over from several offers a procedure once, in whatever order the server reads the tables', () => {
	const taken = `SELECT procedure_version_id, agency_receiving_id FROM agency_succession JOIN procedure_offering ON agency_id`;
	const rows = sql(`SELECT STRAIGHT_JOIN today.procedure_version_id AS version, today.agency_receiving_id AS agency,
		MIN(today.agency_solving_id) AS solving, MIN(today.agency_consulted_id) AS consulted, MAX(today.online) AS online
		FROM procedure_item item JOIN procedure_version version ON version.id = item.current_version_id
		JOIN offering_today today ON today.procedure_version_id = version.id
		JOIN (${taken} = agency_receiving_id UNION ${taken} = agency_solving_id) touched ON
			touched.procedure_version_id = version.id AND today.was_receiving_id = touched.agency_receiving_id
		WHERE today.was_receiving_id = today.agency_receiving_id OR NOT EXISTS (SELECT 1 FROM procedure_offering itself
			WHERE itself.procedure_version_id = today.procedure_version_id
			AND itself.agency_receiving_id = today.agency_receiving_id)
		GROUP BY today.procedure_version_id, today.agency_receiving_id`);

	assert.ok(rows.length > 0);
	assert.equal(new Set(rows.map(({ version, agency }) => `${version} ${agency}`)).size, rows.length);
});

test('the public page says what the regulation asks: who receives, who leads, who helps, how to get there', async () => {
	const page = await admin.get(`${ROOT}/H01.22/trang`);
	const fields = { once: hidden(page, 'once'), version: hidden(page, 'version'), regulation: 'Điều 1. Tiếp nhận tại Bộ phận Một cửa.',
		regulation_url: 'https://tinhmau.example.vn/quy-che.pdf', directions: 'Cạnh bến đò, tầng 1.', leader_name: 'Lê Thị Hạnh',
		leader_position: 'Phó Chủ tịch', leader_phone: '0200 3800 122', counter: 'Lò Thị Xuân; Công chức; 0900000018\n',
		helpers: 'Vàng A Páo; Đoàn viên; 0900000099' };
	const wrong = await admin.post(`${ROOT}/H01.22/trang`, { ...fields, regulation_url: 'javascript:alert(1)', counter: 'a;b;c;d' });

	assert.equal(wrong.status, 422);
	assert.match(wrong.text, /phải bắt đầu bằng https/);
	const saved = await admin.post(`${ROOT}/H01.22/trang`, fields);

	assert.equal(saved.status, 303, saved.text);
	const slug = row('H01.22').slug;
	const shown = await until(async () => {
		const { text } = await new Client(instance).get(`/co-quan/${slug}`);

		return text.includes('Vàng A Páo') && text;
	}, 'the page published', 60);

	for (const words of ['Điều 1. Tiếp nhận', 'href="https://tinhmau.example.vn/quy-che.pdf"', 'Cạnh bến đò', 'Lê Thị Hạnh, Phó Chủ tịch',
		'Lò Thị Xuân', '0200 3800 022'])
		assert.ok(shown.includes(words), words);
	const stale = await admin.post(`${ROOT}/H01.22/trang`, { ...fields, once: hidden(await admin.get(`${ROOT}/H01.22/trang`), 'once') });

	assert.equal(stale.status, 409, 'somebody else was first');
});

test('old addresses lead on: to the one successor, to the choice between several, from a former name', async () => {
	const page = async (slug) => (await new Client(instance).get(`/co-quan/${slug}`)).text;
	const old = sql(`SELECT slug FROM agency_history WHERE agency_id = ${row('H01.90X').id}`)[0].slug;
	const leadsTo = (text, slug) => text.includes(`<meta http-equiv="refresh" content="0; url=/co-quan/${slug}">`);

	await until(async () => leadsTo(await page(old), row('H01.90X').slug), 'the page of the former name', 60);
	assert.ok(leadsTo(await page(row('H01.61').slug), row('H01.80').slug), 'by the whole chain');
	const split = await page(row('H01.70').slug);

	assert.ok(!split.includes('http-equiv="refresh"'));
	for (const code of ['H01.71', 'H01.72'])
		assert.ok(split.includes(`href="/co-quan/${row(code).slug}"`), code);
	assert.equal((await new Client(instance).get(`/co-quan/${row('H01.80').slug}`, { json: true })).json.moved_to, null);
});

test('an offering has the settings of its tier unless it says otherwise, and what differs is shown', async () => {
	const where = `${ROOT}/noi-nhan/${PROCEDURE}`;
	const places = async () => (await admin.get(where, { json: true })).json.sheets[0].rows
		.map(({ head, cells }) => ({ name: head.text, tier: cells[0].text, online: cells[2].text, hotline: cells[3].text, differs: cells[5].text }));
	const set = async (fields) => {
		const page = await admin.get(where);

		return admin.post(where, { once: hidden(page, 'once'), version: hidden(page, 'version'), ...fields });
	};
	const online = (code) => sql(`SELECT DISTINCT online FROM offering_today JOIN agency ON agency.id = agency_receiving_id
		JOIN procedure_item ON current_version_id = procedure_version_id WHERE agency.code = '${code}'
		AND procedure_item.code = '${PROCEDURE}'`)[0].online;

	assert.equal((await set({ scope: 'cap-commune', hotline: '1900 1111', online: 'no' })).status, 303);
	assert.ok((await places()).filter(({ tier }) => tier === 'Xã').every((p) => p.hotline === '1900 1111' && p.online === 'Không'
		&& !p.differs));
	assert.equal((await set({ scope: 'H01.21', hotline: '1900 2222', online: 'yes' })).status, 303);
	const own = (await places()).find(({ hotline }) => hotline === '1900 2222');

	assert.equal(own.differs, 'Nhận trực tuyến, Đường dây nóng');
	assert.equal(online('H01.21'), '1');
	assert.equal(online('H01.22'), '0', 'citizens are offered what holds');
	assert.equal((await set({ scope: 'H01.99' })).status, 422);
	const page = await admin.get(where);

	assert.equal((await set({ scope: 'H01.21' })).status, 303);
	assert.equal((await admin.post(where, { once: hidden(page, 'once'), version: hidden(page, 'version'), scope: 'H01.22' })).status, 409);
	assert.equal((await set({ scope: 'cap-commune' })).status, 303);
	assert.equal(Number(sql('SELECT COUNT(*) AS n FROM offering_setting')[0].n), 0, 'nothing is left of what was taken back');
	assert.equal(online('H01.22'), '1');
});

test('what cannot be done is told in words before anything is ordered', async () => {
	const cases = [['merge', ['H01.61'], ['H01.80'], /đã kết thúc hoặc đã có cơ quan kế thừa/],
		['merge', ['H01.71'], ['H01.71'], /vừa kết thúc vừa kế thừa/], ['split', ['H01.71'], ['H01.72'], /Chia tách cần/],
		['dissolve', ['H01.71'], [], /cán bộ thuộc cơ quan giải thể/], ['rename', ['H01.71'], [], /Chưa có tên mới/]];

	for (const [kind, ends, succeeds, words] of cases) {
		const page = await dryRun(await plan(kind, ends, succeeds));

		assert.match(problems(page).join(' '), words, kind);
	}
	const once = hidden(await admin.get(`${ROOT}/sap-xep/moi`), 'once');
	const unknown = await admin.post(`${ROOT}/sap-xep/moi`, { once, kind: 'merge', ends: 'H01.KHONG', succeeds: 'H01.71', decision_no: '1',
		...date('decision_date', today()), ...date('effective', today()) });

	assert.equal(unknown.status, 422);
	assert.match(unknown.text, /Không có cơ quan nào mang mã này/);
});

test('an operation for a later day waits for it, and may be called off until then', async () => {
	const number = await plan('merge', ['H01.71'], ['H01.72'], date('effective', dayIn(30)));

	assert.equal((await act(number, 'thuc-hien')).status, 303);
	const other = await plan('merge', ['H01.72'], ['H01.80']);

	assert.match(problems(await dryRun(other)).join(' '), /đang thuộc một việc sắp xếp khác/);
	assert.equal(stateOf(number), 'ordered');
	assert.equal(row('H01.71').valid_to, null);
	assert.equal((await act(number, 'huy')).status, 303);
	assert.equal(stateOf(number), 'cancelled');
});

test('a long list of a dry run is read to its end, although one person is named once for each agency', async () => {
	const codes = ['H01.91', 'H01.92', 'H01.93'];
	const home = await addAgency('H01.94', 'Ủy ban nhân dân xã Chín Bốn');
	const agencies = [];

	for (const code of codes)
		agencies.push(await addAgency(code, `Ủy ban nhân dân xã ${code}`));
	const people = Array.from({ length: 70 }, () => ++officers);

	sql(`INSERT INTO account (id, kind, login, name, created_at) VALUES ${people.map((id) =>
		`(${id}, 'officer', 'khach${id}', 'Khách ${id}', NOW(6))`)};
INSERT INTO officer (id, account_id, code, name, position, agency_id, valid_from) VALUES ${people.map((id) =>
		`(${id}, ${id}, 'khach${id}', 'Khách ${id}', 'x', ${home.id}, '2015-01-01')`)};
INSERT INTO role_grant (officer_id, role, agency_id, procedure_code, valid_from) VALUES ${people.flatMap((id) =>
		agencies.map((agency) => `(${id}, 'intake', ${agency.id}, '*', '2015-01-01')`))};`);
	const number = await plan('merge', codes, ['H01.94']);
	const seen = [];

	for (let next = `${ROOT}/sap-xep/${number}?danh-sach=guest`; next;) {
		const { json, text } = await admin.get(next, { json: true });

		assert.ok(json?.sheets, `${next}: ${text}`);
		seen.push(...json.sheets.flatMap(({ rows }) => rows).filter(({ head }) => head.text?.startsWith('khach'))
			.map(({ head, cells }) => `${head.text} ${cells[1].text}`));
		next = json.links.find(({ url }) => url.includes('sau='))?.url;
	}
	assert.equal(new Set(seen).size, people.length * agencies.length);
	assert.equal(seen.length, people.length * agencies.length, 'and nothing is there twice');
});

test('only an administrator comes here', async () => {
	const drafter = await new Client(instance).signIn('drafter');

	assert.equal((await drafter.get(ROOT)).status, 403);
	assert.equal((await new Client(instance).get(ROOT)).status, 303);
});
