// What a procedure's rule says beyond fees: which papers an answer needs and which agency it leads to. What the rule names and the
// procedure does not have costs nobody a dossier.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { quote, sql } from '../support/db.mjs';
import { formProcedure } from '../support/form_procedure.mjs';
import { begin, citizen, PDF } from './citizen.mjs';

const CODE = 'KT.000031';
const FORM = { type: 'default', id: 'quy-tac', components: [
	{ type: 'textfield', id: 'f-ten', key: 'ten', label: 'Họ tên', properties: { kind: 'name', prefill: 'identity.full_name' }, validate: { required: true } },
	{ type: 'radio', id: 'f-loai', key: 'loai', label: 'Loại đề nghị', values: ['a', 'b', 'c'].map((value) => ({ value, label: `Loại ${value}` })),
		validate: { required: true } }] };

const decision = (id, policy, output, rows) => `<decision id="${id}" name="${id}"><informationRequirement id="r_${id}"><requiredInput href="#i_loai"/>
	</informationRequirement><decisionTable id="t_${id}" hitPolicy="${policy}"><input id="c_${id}"><inputExpression id="e_${id}" typeRef="string">
	<text>loai</text></inputExpression></input><output id="o_${id}" name="${output}" typeRef="string"/>${Object.entries(rows).map(([value, result]) =>
	`<rule id="${id}_${value}"><inputEntry id="${id}_${value}_in"><text>"${value}"</text></inputEntry><outputEntry id="${id}_${value}_out">
	<text>"${result}"</text></outputEntry></rule>`).join('')}</decisionTable></decision>`;
const rule = (agency) => `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"
	namespace="urn:motcua:rule"><inputData id="i_loai" name="loai"><variable id="v_loai" name="loai" typeRef="string"/></inputData>
	${decision('papers', 'COLLECT', 'code', { a: 'GIAY-A', b: 'GIAY-B', c: 'GIAY-X' })}
	${decision('routing', 'UNIQUE', 'agency', { b: agency, c: 'KHONG.CO' })}</definitions>`;

let procedure, client, other, own;

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
		INSERT INTO procedure_requirement (procedure_version_id, case_no, seq, code, name, required)
		SELECT procedure_version_id, case_no, paper.seq, paper.code, paper.name, paper.required FROM procedure_case
		JOIN (SELECT 1 AS seq, 'GIAY-A' AS code, ${quote('Giấy loại A')} AS name, 1 AS required UNION ALL SELECT 2, 'GIAY-B', ${quote('Giấy loại B')}, 0
		UNION ALL SELECT 3, 'GIAY-KHAC', ${quote('Giấy khác')}, 0) paper WHERE procedure_version_id = ${version}`);
	client = await citizen();
});
after(() => {
	sql(`DELETE FROM procedure_requirement WHERE procedure_version_id = ${procedure.version}`);
	procedure.drop();
	sql(`DELETE FROM rule_version WHERE code = ${quote(CODE)}`);
});

async function answered(loai) {
	const draft = await begin(client, CODE);
	const saved = await client.post(`${draft}/trang/1`, { ten: 'Nguyễn Văn Quy', loai });

	assert.equal(saved.status, 303, saved.text);
	return draft;
}

async function sent(draft) {
	const answer = await client.post(`${draft}/nop`, { declaration: '1' });

	assert.match(answer.location ?? '', /da-nop$/, answer.text);
	return sql(`SELECT dossier.agency_receiving_id AS receiving, dossier.agency_solving_id AS solving FROM draft
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
	assert.deepEqual(await sent(draft), { receiving: own.receiving, solving: other.id });
});

test('a paper and an agency that the procedure does not have cost nobody a dossier', async () => {
	const draft = await answered('c');

	assert.deepEqual(await sent(draft), own);
});
