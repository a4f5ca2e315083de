// What a procedure's rule says beyond fees: which papers an answer needs, to which case and agency it leads; the same for who files at
// home and for who stands at the counter. What the rule names and the procedure does not have costs nobody a dossier.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { quote, sql } from '../support/db.mjs';
import { env } from '../support/env.mjs';
import { formProcedure } from '../support/form_procedure.mjs';
import { officerClient } from '../support/office.mjs';
import { begin, citizen, PDF } from './citizen.mjs';

const CODE = 'KT.000031';
const FORM = { type: 'default', id: 'quy-tac', components: [
	{ type: 'textfield', id: 'f-ten', key: 'ten', label: 'Họ tên', properties: { kind: 'name', prefill: 'identity.full_name' }, validate: { required: true } },
	{ type: 'radio', id: 'f-loai', key: 'loai', label: 'Loại đề nghị', values: ['a', 'b', 'c', 'd'].map((value) => ({ value, label: `Loại ${value}` })),
		validate: { required: true } }] };

const cell = (kind, id, text) => `<${kind}Entry id="${id}"><text>${text}</text></${kind}Entry>`;
const decision = (id, policy, outputs, rows) => `<decision id="${id}" name="${id}"><informationRequirement id="r_${id}"><requiredInput href="#i_loai"/>
	</informationRequirement><decisionTable id="t_${id}" hitPolicy="${policy}"><input id="c_${id}" label="Loại"><inputExpression id="e_${id}"
	typeRef="string"><text>loai</text></inputExpression></input>${Object.entries(outputs).map(([name, type]) =>
	`<output id="o_${id}_${name}" name="${name}" typeRef="${type}"/>`).join('')}${rows.map(([value, results, note], n) =>
	`<rule id="${id}_${n}">${note ? `<description>${note}</description>` : ''}${cell('input', `${id}_${n}_in`, `"${value}"`)}${results.map((result, k) =>
	cell('output', `${id}_${n}_${k}`, result)).join('')}</rule>`).join('')}</decisionTable></decision>`;
const rule = (agency) => `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"
	namespace="urn:motcua:rule"><inputData id="i_loai" name="loai"><variable id="v_loai" name="loai" typeRef="string"/></inputData>
	${decision('papers', 'COLLECT', { code: 'string' }, [['a', ['"GIAY-A"']], ['b', ['"GIAY-B"'], 'Loại b cần giấy B'], ['c', ['"GIAY-X"']]])}
	${decision('routing', 'UNIQUE', { agency: 'string', case_no: 'number' }, [['b', [`"${agency}"`, 'null'], 'Loại b'], ['c', ['"KHONG.CO"', '99']],
	['d', ['null', '2']]])}</definitions>`;

let procedure, client, officer, other, own;

before(async () => {
	procedure = formProcedure(CODE, FORM);
	const [{ id: version }] = sql(`SELECT current_version_id AS id FROM procedure_item WHERE code = ${quote(CODE)}`);

	procedure.version = version;
	[own] = sql(`SELECT agency_receiving_id AS receiving, agency_solving_id AS solving FROM procedure_offering WHERE procedure_version_id = ${version}`);
	[other] = sql(`SELECT agency.id, agency.code FROM procedure_offering JOIN agency ON agency.id = agency_solving_id
		WHERE agency.id NOT IN (${own.receiving}, ${own.solving}) AND agency_receiving_id <> ${own.receiving} LIMIT 1`);
	const content = rule(other.code);

	sql(`INSERT INTO procedure_offering (procedure_version_id, agency_receiving_id, agency_solving_id, online) VALUES (${version}, ${other.id}, ${other.id}, 0);
		INSERT INTO rule_version (code, version_no, content, sha256, created_at)
		VALUES (${quote(CODE)}, 1, ${quote(content)}, X'${createHash('sha256').update(content).digest('hex')}', NOW(6));
		UPDATE procedure_version SET rule_version_id = LAST_INSERT_ID() WHERE id = ${version};
		DELETE FROM procedure_requirement WHERE procedure_version_id = ${version};
		INSERT INTO procedure_case (procedure_version_id, case_no, name) VALUES (${version}, 2, ${quote('Trường hợp hai')});
		INSERT INTO procedure_channel (procedure_version_id, case_no, channel, term_text, clock_policy, fee_text)
		SELECT procedure_version_id, 2, channel, term_text, clock_policy, fee_text FROM procedure_channel
		WHERE procedure_version_id = ${version} AND case_no = 1;
		INSERT INTO procedure_requirement (procedure_version_id, case_no, seq, code, name, required)
		SELECT procedure_version_id, case_no, paper.seq, paper.code, paper.name, paper.required FROM procedure_case
		JOIN (SELECT 1 AS seq, 'GIAY-A' AS code, ${quote('Giấy loại A')} AS name, 1 AS required UNION ALL SELECT 2, 'GIAY-B', ${quote('Giấy loại B')}, 0
		UNION ALL SELECT 3, 'GIAY-KHAC', ${quote('Giấy khác')}, 0) paper WHERE procedure_version_id = ${version}`);
	client = await citizen();
	const [intake] = sql(`SELECT account_id AS id FROM officer JOIN role_grant ON officer_id = officer.id
		WHERE role = 'intake' AND role_grant.agency_id = ${own.receiving}`);

	officer = officerClient(env(), intake.id);
});
after(() => {
	sql(`DELETE FROM procedure_requirement WHERE procedure_version_id = ${procedure.version}`);
	procedure.drop();
	sql(`DELETE FROM rule_version WHERE code = ${quote(CODE)}`);
});

async function answered(loai) {
	const draft = await begin(client, CODE, { case_no: '1' });
	const saved = await client.post(`${draft}/trang/1`, { ten: 'Nguyễn Văn Quy', loai });

	assert.equal(saved.status, 303, saved.text);
	return draft;
}

async function sent(draft) {
	const answer = await client.post(`${draft}/nop`, { declaration: '1' });

	assert.match(answer.location ?? '', /da-nop$/, answer.text);
	return sql(`SELECT dossier.agency_receiving_id AS receiving, dossier.agency_solving_id AS solving, dossier.case_no FROM draft
		JOIN dossier ON dossier.filing_number = draft.filing_number WHERE reference = ${quote(draft.split('/')[3])}`)[0];
}

test('the answers say which papers are asked for: the one that is needed, not the other, and what the rule does not name as ever', async () => {
	const draft = await answered('b');
	const { text } = await client.get(`${draft}/giay-to`);

	assert.match(text, /Giấy loại B/);
	assert.doesNotMatch(text, /Giấy loại A/);
	assert.match(text, /Giấy khác/);
	const early = await client.post(`${draft}/giay-to`, {});

	assert.equal(early.status, 422);
	assert.match(early.text, /Giấy loại B/);
	await client.post(`${draft}/trang/1`, { ten: 'Nguyễn Văn Quy', loai: 'a' });
	const changed = await client.get(`${draft}/giay-to`);

	assert.match(changed.text, /Giấy loại A/);
	assert.doesNotMatch(changed.text, /Giấy loại B/);
});

test('the answers lead to the agency that solves; whoever receives stays', async () => {
	const draft = await answered('b');

	await client.upload(`${draft}/tep`, { requirement: 'GIAY-B' }, [{ name: 'file', filename: 'giay.pdf', type: 'application/pdf', content: PDF }]);
	assert.deepEqual(await sent(draft), { receiving: own.receiving, solving: other.id, case_no: '1' });
});

test('a paper and an agency that the procedure does not have cost nobody a dossier', async () => {
	const draft = await answered('c');

	assert.deepEqual(await sent(draft), { ...own, case_no: '1' });
});

// --- the counter ----------------------------------------------------------------------------------------------------------------

const COUNTER = `/can-bo/tai-quay/${CODE}`;
const PERSON = { 'applicant.kind': 'person', 'applicant.name': 'Lê Văn Quầy', 'applicant.address': 'Thôn Đoài', subject: 'Đề nghị', copies: '1', result: 'counter' };
const reckon = async (loai) => (await officer.upload(COUNTER, { ...PERSON, act: 'reckon', loai }, [], { json: true })).json;
const register = (fields) => officer.upload(COUNTER, { ...PERSON, act: 'register', ...fields }, []);
const filed = (answer) => sql(`SELECT agency_receiving_id AS receiving, agency_solving_id AS solving, case_no FROM dossier
	WHERE code = ${quote(/ho-so\/([^/?]+)/.exec(answer.location ?? '')?.[1] ?? answer.text)}`)[0];
const PAPER = { a: 'GIAY-A', b: 'GIAY-B' };

test('every row of the rule says the same at the counter as online: papers, case, agency', async () => {
	for (const loai of ['a', 'b', 'c', 'd']) {
		const draft = await answered(loai);
		const online = (await client.get(`${draft}/giay-to`, { json: true })).json.papers.map(({ label, needed }) => [label, needed === 'Bắt buộc.']);
		const counter = (await reckon(loai)).papers;

		assert.deepEqual(counter.map(({ name, required }) => [name, required !== null]), online, loai);
		if (PAPER[loai])
			await client.upload(`${draft}/tep`, { requirement: PAPER[loai] }, [{ name: 'file', filename: 'giay.pdf', type: 'application/pdf', content: PDF }]);
		const number = counter.find(({ required }) => required)?.seq;

		assert.deepEqual(filed(await register({ loai, ...(number ? { [`original.${number}`]: '1' } : {}) })), await sent(draft), loai);
	}
});

test('the officer reads which row of the rule asks for a paper, leaves one out or chooses the agency', async () => {
	const page = await reckon('b');
	const paper = page.papers.find(({ name }) => name === 'Giấy loại B');

	assert.equal(paper.reason, 'Quy tắc, dòng 2: Loại b cần giấy B');
	assert.deepEqual(page.not_asked, [{ name: 'Giấy loại A', reason: 'Quy tắc, dòng 1: Loại: "a"' }]);
	assert.deepEqual(page.led.map(({ reason }) => reason), ['Quy tắc, dòng 1: Loại b']);
	assert.match(page.led[0].text, /^Nơi giải quyết: ./);
	assert.equal((await reckon('d')).led[0].text, 'Trường hợp: Trường hợp hai');
});

test('what the officer did not have in view is not registered: the check-list that the answer makes is shown first, once', async () => {
	const { shown } = (await officer.get(COUNTER, { json: true })).json;
	const fields = { ...PERSON, act: 'register', loai: 'b', shown };
	const changed = await officer.upload(COUNTER, fields, []);

	assert.equal(changed.status, 422);
	assert.match(changed.text, /href="#papers"/);
	assert.match(changed.text, /Giấy loại B/);
	const again = /name="shown" value="([^"]+)"/.exec(changed.text)[1];

	assert.notEqual(again, shown);
	assert.deepEqual(filed(await officer.upload(COUNTER, { ...fields, shown: again, 'original.2': '1' }, [])), { ...own, solving: other.id, case_no: '1' });
});

test('a dossier without a paper that is needed is not accepted without a word', async () => {
	const lacking = await register({ loai: 'b' });

	assert.equal(lacking.status, 422);
	assert.match(lacking.text, /href="#original\.2"/);
	assert.match(lacking.text, /Giấy loại B: là giấy tờ bắt buộc/);
	assert.equal(filed(await register({ loai: 'b', note: 'Đã có trong cơ sở dữ liệu của sở.' })).solving, other.id);
});
