// The counter: a paper dossier from the search box to the printed receipt, in a house that has neither the citizens' pages
// nor the cashier's; what is wrong is named, what was typed stays, nothing is registered twice.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { quote, sql } from '../support/db.mjs';
import { setClock } from '../support/clock.mjs';
import { hidden } from '../support/http.mjs';
import { officerClient, startOffice } from '../support/office.mjs';

const PDF = '%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n';
const PERSON = { 'applicant.kind': 'person', 'applicant.name': 'Lê Văn Bình', 'applicant.number': '001090000123',
	'applicant.address': 'Thôn Đoài, xã An Bình', 'applicant.phone': '0912 345 679', 'applicant.email': 'binh@example.vn',
	'applicant.birth.day': '1', 'applicant.birth.month': '2', 'applicant.birth.year': '1990' };
const FORM = { act: 'register', ...PERSON, subject: 'Xin giấy xác nhận', copies: '2', result: 'counter', 'original.1': '1',
	'certified.2': '1', 'copy.2': '2' };
const PAGE = '/can-bo/tai-quay/9.000001';

let instance;
let office;

before(async () => {
	({ instance, office } = await startOffice('workflow-counter'));
	setClock('2026-11-23T09:00:00+07:00', instance);
});
after(() => instance?.reset());

const intake = () => officerClient(instance, office.officers.intake);
const count = () => Number(sql('SELECT COUNT(*) AS n FROM dossier', instance)[0].n);
const codeOf = (answer) => /\/can-bo\/ho-so\/([^/?]+)/.exec(answer.location)[1];
const rows = (code, table, columns) => sql(`SELECT ${columns} FROM ${table} JOIN dossier ON dossier.id = dossier_id
	WHERE dossier.code = '${code}'`, instance);

test('the procedure is found by code or by words without marks; one match leads on, with the person', async () => {
	const client = intake();
	const all = (await client.get('/can-bo/tai-quay', { json: true })).json;

	assert.deepEqual(all.procedures.map(({ code }) => code), ['9.000001', '9.000002']);
	assert.equal((await client.get('/can-bo/tai-quay?q=thu+tuc+THU+nghiem', { json: true })).json.procedures.length, 2);
	const one = await client.get('/can-bo/tai-quay?q=9.000001&person=001090000123');

	assert.equal(one.location, `${PAGE}?person=001090000123`);
	assert.deepEqual((await client.get('/can-bo/tai-quay?q=khong+co', { json: true })).json.procedures, []);
	assert.equal((await client.get('/can-bo/tai-quay/9.999999')).status, 404);
});

test('a paper dossier is accepted in one go: person, owner, papers, scan, code, clock, register book', async () => {
	const client = intake();
	const answer = await client.upload(`${PAGE}?case=1`, { ...FORM, 'owner.name': 'Trần Thị Chủ', 'owner.kind': 'person',
		'owner.number': '001190000321' }, [{ name: 'scan.1', filename: 'tờ khai.pdf', type: 'application/pdf', content: PDF }]);

	assert.equal(answer.status, 303, answer.text);
	assert.match(answer.location, /^\/can-bo\/ho-so\/H99\.1-261123-\d{4}\/giay-tiep-nhan$/);
	const code = codeOf(answer);

	assert.deepEqual(rows(code, 'dossier_party', 'role, dossier_party.name, phone, birth_date'), [
		{ role: 'applicant', name: 'Lê Văn Bình', phone: '0912345679', birth_date: '1990-02-01' },
		{ role: 'owner', name: 'Trần Thị Chủ', phone: '', birth_date: null }]);
	assert.deepEqual(rows(code, 'dossier_paper', 'requirement_code, originals, certified, photocopies, source'), [
		{ requirement_code: 'TO-KHAI', originals: '1', certified: '0', photocopies: '0', source: 'scanned' },
		{ requirement_code: 'BAN-SAO', originals: '0', certified: '1', photocopies: '2', source: 'paper' }]);
	const [dossier] = sql(`SELECT state, channel, copies, result_channel, subject FROM dossier WHERE code = '${code}'`, instance);

	assert.deepEqual(dossier, { state: 'received', channel: 'counter', copies: '2', result_channel: 'counter',
		subject: 'Xin giấy xác nhận' });
	assert.deepEqual(rows(code, 'dossier_event', 'kind').map(({ kind }) => kind).slice(0, 2), ['submit', 'receive']);
});

test('the scan opens for officers of the agency only', async () => {
	const answer = await intake().upload(PAGE, FORM, [{ name: 'scan.1', filename: 'a.pdf', type: 'application/pdf', content: PDF }]);
	const code = codeOf(answer);
	const { json } = await intake().get(`/can-bo/ho-so/${code}`, { json: true });
	const file = json.papers[0].files[0].url;
	const open = await officerClient(instance, office.officers.processing).get(file);

	assert.equal(open.status, 200);
	assert.equal(open.text, PDF);
	assert.match(open.headers['content-disposition'], /^attachment/);
	assert.equal((await officerClient(instance, office.officers.other).get(file)).status, 404);
	const another = codeOf(await intake().upload(PAGE, FORM, []));

	assert.equal((await intake().get(file.replace(code, another))).status, 404, 'a file of another dossier');
});

test('the receipt is printed with code, due date, papers, QR and the tracking secret', async () => {
	const answer = await intake().upload(PAGE, FORM, []);
	const { text } = await intake().get(answer.location);
	const secret = /Mã bảo mật[^<]*<strong[^>]*>([^<]+)</.exec(text)[1].replaceAll(' ', '');

	assert.match(text, new RegExp(`Mã hồ sơ: <strong>${codeOf(answer)}<`));
	assert.match(text, /17 giờ 30 phút, ngày 27 tháng 11 năm 2026/);
	assert.match(text, /<svg [^>]*role="img" aria-label="[^"]+"><path/);
	assert.match(text, /Quyển số: 2026 · Số thứ tự: \d+/);
	assert.match(text, /Nguyễn Thị Tiếp/);
	const [{ hash }] = sql(`SELECT LOWER(HEX(secret_hash)) = SHA2('${secret}', 256) AS hash FROM dossier
		WHERE code = '${codeOf(answer)}'`, instance);

	assert.equal(hash, '1', 'the secret on the paper is the one that opens the dossier');
	assert.equal(sql('SELECT COUNT(*) AS n FROM receipt_secret WHERE LENGTH(sealed) < 30', instance)[0].n, '0', 'sealed at rest');
	sql('DELETE FROM receipt_secret', instance);
	assert.match((await intake().get(answer.location)).text, /Mã bảo mật tra cứu đã giao cho người nộp/);
});

test('a person who came before is known by number', async () => {
	await intake().upload(PAGE, FORM, []);
	const { json } = await intake().get(`${PAGE}?person=001090000123`, { json: true });
	const value = (name) => json.person.map((field) => field.input ?? {}).find((field) => field.name === name)?.value;

	assert.equal(value('applicant.name'), 'Lê Văn Bình');
	assert.equal(value('applicant.address'), 'Thôn Đoài, xã An Bình');
	assert.match(json.lead, /Đã có thông tin/);
	const unknown = (await intake().get(`${PAGE}?person=079099000999`, { json: true })).json;

	assert.match(unknown.lead, /Chưa có thông tin/);
	assert.equal(unknown.person[1].input.value, '079099000999');
});

test('what is wrong is named beside its field, what was typed stays, nothing is registered', async () => {
	const before_ = count();

	for (const [change, field, words] of [[{ 'applicant.name': '' }, 'applicant.name', /Họ, chữ đệm và tên: hãy nhập/],
		[{ 'applicant.phone': '12' }, 'applicant.phone', /Số điện thoại: hãy nhập số điện thoại/],
		[{ 'applicant.birth.day': '31', 'applicant.birth.month': '2' }, 'applicant.birth', /ngày, tháng, năm có thật/],
		[{ 'original.1': 'nhiều' }, 'original.1', /từ 0 đến 999/], [{ 'original.9': '1' }, 'original.9', /biểu mẫu không có/],
		[{ copies: '0' }, 'copies', /Số lượng hồ sơ/], [{ result: 'pigeon' }, 'result', /Nơi nhận kết quả/],
		[{ 'owner.address': 'Thôn Tây' }, 'owner.name', /Chủ hồ sơ: hãy nhập tên/],
		[{ act: 'same_time' }, 'act', /không có kết quả trong ngày/], [{ subject: '' }, 'subject', /Nội dung: hãy nhập/]]) {
		const answer = await intake().upload(PAGE, { ...FORM, ...change }, []);

		assert.equal(answer.status, 422, field);
		assert.match(answer.text, words, field);
		assert.equal(answer.text.split(`href="#${field}"`).length - 1, 1, `${field}: told once`);
		assert.match(answer.text, /value="Thôn Đoài, xã An Bình"/, field);
	}
	const scan = await intake().upload(PAGE, FORM, [{ name: 'scan.1', filename: 'a.pdf', type: 'application/pdf', content: 'MZ\0\0' }]);

	assert.equal(scan.status, 422);
	assert.match(scan.text, /chỉ nhận PDF, JPEG hoặc PNG/);
	assert.equal(count(), before_);
});

test('a double click registers one dossier', async () => {
	const client = intake();
	const once = hidden(await client.get(PAGE), 'once');
	const before_ = count();
	const answers = await Promise.all([1, 2].map(() => client.upload(PAGE, { ...FORM, once }, [])));

	assert.deepEqual(answers.map(({ status }) => status), [303, 303]);
	assert.equal(answers[0].location, answers[1].location);
	assert.equal(count(), before_ + 1);
});

test('a result given at once is recorded to the end without a receipt being due', async () => {
	sql(`UPDATE procedure_channel SET clock_policy = 'count=working_days; term=trong ngày; cutoff=at 15:00'
		WHERE procedure_version_id = 901 AND channel = 'counter'`, instance);
	assert.match((await intake().get(PAGE)).text, /Trả kết quả ngay/);
	const answer = await intake().upload(PAGE, { ...FORM, act: 'same_time' }, []);

	assert.match(answer.location, /^\/can-bo\/ho-so\/H99\.1-261123-\d{4}\?done=same_time$/);
	const code = codeOf(answer);
	const [dossier] = sql(`SELECT state, outcome FROM dossier WHERE code = '${code}'`, instance);

	assert.deepEqual(dossier, { state: 'returned', outcome: 'granted' });
	assert.deepEqual(rows(code, 'dossier_event', 'kind').map(({ kind }) => kind), ['submit', 'receive', 'decide', 'return_result']);
	assert.match((await intake().get(answer.location)).text, /Đã ghi nhận hồ sơ trả kết quả ngay/);
});

test('where no cashier is deployed a procedure with a fee at filing is accepted at once', async () => {
	const answer = await intake().upload('/can-bo/tai-quay/9.000002', FORM, []);

	assert.match(answer.location, /giay-tiep-nhan$/);
});

// The fee hangs on a commune of a shared list and on what is worked out from a box that is ticked.
const ASKED = JSON.stringify({ type: 'default', id: 'phi', schemaVersion: 18, components: [
	{ type: 'textfield', id: 'f-ten', key: 'ten', label: 'Họ tên', validate: { required: true } },
	{ type: 'select', id: 'f-tinh', key: 'tinh', label: 'Tỉnh', properties: { list: 'PHI_TINH' } },
	{ type: 'select', id: 'f-xa', key: 'xa', label: 'Xã', validate: { required: true }, properties: { list: 'PHI_XA', list_parent: 'tinh' } },
	{ type: 'checkbox', id: 'f-ngheo', key: 'ngheo', label: 'Hộ nghèo' },
	{ type: 'expression', id: 'f-mien', key: 'mien', label: 'Miễn', expression: '=if ngheo = true then "co" else "khong"' }] });
const entry = (kind, id, text) => `<${kind}Entry id="${id}"><text>${text}</text></${kind}Entry>`;
const feeRow = (id, commune, free, price) => `<rule id="${id}">${entry('input', `${id}1`, commune)}${entry('input', `${id}2`, free)}${
	['"phi"', '"thu"', '"Phí thử"', price, '1', '"Quyết định thử"'].map((text, i) => entry('output', `${id}o${i}`, text)).join('')}</rule>`;
const FEES = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="Phí" namespace="urn:motcua:rule">
	${['xa', 'mien'].map((name) => `<inputData id="in_${name}" name="${name}"><variable id="v_${name}" name="${name}" typeRef="string"/></inputData>`).join('')}
	<decision id="fees" name="Phí">${['xa', 'mien'].map((name) => `<informationRequirement id="r_${name}"><requiredInput href="#in_${name}"/></informationRequirement>`).join('')}
	<decisionTable id="t" hitPolicy="COLLECT">
	${['xa', 'mien'].map((name) => `<input id="c_${name}"><inputExpression id="e_${name}" typeRef="string"><text>${name}</text></inputExpression></input>`).join('')}
	${['kind', 'code', 'name', 'price', 'quantity', 'basis'].map((name) => `<output id="o_${name}" name="${name}" typeRef="${
	name === 'price' || name === 'quantity' ? 'number' : 'string'}"/>`).join('')}
	${feeRow('a', '"X1"', '"khong"', 10000)}${feeRow('b', '"X2"', '"khong"', 20000)}</decisionTable></decision></definitions>`;

test('the counter asks all that the fee hangs on, with the choices of shared lists, and reckons as for those who file online', async () => {
	const page = '/can-bo/tai-quay/9.000002';
	const posted = { ...FORM, act: 'reckon' };

	sql(`INSERT INTO choice_list (code, name, parent_code, changed_at) VALUES ('PHI_TINH', 'Tỉnh', NULL, NOW(6)), ('PHI_XA', 'Xã', 'PHI_TINH', NOW(6));
		INSERT INTO choice_item (list_code, value, from_day, parent, label, position) VALUES ('PHI_TINH', 'T', '2025-01-01', '', 'Tỉnh Mẫu', 1),
		('PHI_XA', 'X1', '2025-01-01', 'T', 'Xã Một', 1), ('PHI_XA', 'X2', '2025-01-01', 'T', 'Xã Hai', 2);
		INSERT INTO form_version (id, code, version_no, content, sha256, created_at) VALUES (940, 'PHI', 1, ${quote(ASKED)}, X'${'00'.repeat(32)}', NOW(6));
		INSERT INTO rule_version (id, code, version_no, content, sha256, created_at) VALUES (940, 'PHI', 1, ${quote(FEES)}, X'${'00'.repeat(32)}', NOW(6));
		UPDATE procedure_version SET form_version_id = 940, rule_version_id = 940 WHERE id = 902`, instance);
	const first = await intake().get(page);

	assert.equal(first.status, 200, first.text);
	for (const words of ['Tỉnh Mẫu', 'name="xa"', 'name="ngheo"'])
		assert.ok(first.text.includes(words), words);
	assert.ok(!first.text.includes('name="ten"'), 'what the fee does not read stays on paper');
	const lacking = await intake().upload(page, { ...posted, tinh: 'T' }, []);

	assert.equal(lacking.status, 422);
	for (const words of ['href="#f-f-xa"', 'id="f-f-xa"', 'Xã Hai'])
		assert.ok(lacking.text.includes(words), words);
	const wrong = { 'applicant.name': '', 'applicant.phone': '12', 'owner.address': 'Thôn Tây', result: '', 'original.9': '1', tinh: 'T', xa: '' };
	const refused = await intake().upload(page, { ...FORM, ...wrong }, []);
	const named = [...refused.text.matchAll(/<a href="#([^"]+)"/g)].map(([, id]) => id);

	assert.equal(refused.status, 422);
	assert.deepEqual(named.sort(), ['applicant.name', 'applicant.phone', 'f-f-xa', 'original.9', 'owner.name', 'result'], 'person, questions and papers in one round');
	assert.ok(refused.text.includes('Xã: hãy chọn.') && refused.text.includes('Nơi nhận kết quả: hãy chọn.'));
	const { json } = await intake().upload(page, { ...FORM, ...wrong }, [], { json: true });

	assert.deepEqual(json.errors.map(({ field }) => field).sort(), named.sort(), 'a program is told the same');
	const reckoned = await intake().upload(page, { ...posted, tinh: 'T', xa: 'X2' }, []);

	assert.equal(reckoned.status, 200, reckoned.text);
	assert.match(reckoned.text, /20\.000/);
	assert.match(reckoned.text, /value="X2"[^>]* selected/);
	assert.doesNotMatch((await intake().upload(page, { ...posted, tinh: 'T', xa: 'X2', ngheo: 'true' }, [])).text, /20\.000/);
	const code = codeOf(await intake().upload(page, { ...FORM, tinh: 'T', xa: 'X1' }, []));

	assert.deepEqual(rows(code, 'dossier_value', 'field_id, value').filter(({ field_id: id }) => id === 'f-xa'), [{ field_id: 'f-xa', value: 'X1' }]);
});

test('only the counter of an agency that receives the procedure registers it', async () => {
	for (const role of ['processing', 'clerk', 'leader', 'cashier'])
		assert.equal((await officerClient(instance, office.officers[role]).get(PAGE)).status, 403, role);
	sql('DELETE FROM procedure_offering WHERE procedure_version_id = 902 AND agency_receiving_id = 903', instance);
	const other = officerClient(instance, office.officers.other);

	assert.equal((await other.get('/can-bo/tai-quay/9.000002')).status, 404);
	assert.match((await other.upload(PAGE, FORM, [])).location, /H99\.2-261123-/);
});
