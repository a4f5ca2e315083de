// A procedure of a test's own, filed online with a form of its choice: the rows of one of the sample's, copied under another code.
// Listed, for each minute a job takes out of force what is not. `drop` takes it away again.
import { createHash } from 'node:crypto';
import { quote, sql } from './db.mjs';
import { env } from './env.mjs';

const FROM = '1.014464';
const PARTS = ['procedure_case', 'procedure_channel', 'procedure_offering'];

// INSERT of the rows that match, all columns as they are but those given.
function copy(instance, table, where, over, skip = []) {
	const columns = sql(`SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = '${table}'
		AND extra NOT LIKE '%GENERATED%'`, instance).map(({ name }) => name).filter((name) => !skip.includes(name));

	return `INSERT INTO ${table} (${columns.map((name) => `\`${name}\``).join()}) SELECT ${columns.map((name) => over[name] ?? `\`${name}\``).join()}
		FROM ${table} WHERE ${where};`;
}

function drop(instance, code) {
	sql(`SET @item = (SELECT id FROM procedure_item WHERE code = ${quote(code)});
		SET @version = (SELECT current_version_id FROM procedure_item WHERE id = @item);
		${PARTS.map((table) => `DELETE FROM ${table} WHERE procedure_version_id = @version;`).join('\n')}
		DELETE draft, draft_value FROM draft LEFT JOIN draft_value ON draft_id = draft.id WHERE procedure_code = ${quote(code)};
		UPDATE procedure_item SET current_version_id = NULL WHERE id = @item;
		DELETE FROM procedure_version WHERE id = @version; DELETE FROM procedure_item WHERE id = @item;
		DELETE FROM form_version WHERE code = ${quote(code)}; DELETE FROM definition_item WHERE code = ${quote(code)};`, instance);
}

export function formProcedure(code, form, instance = env()) {
	const content = typeof form === 'string' ? form : JSON.stringify(form);
	const digest = createHash('sha256').update(content).digest('hex');
	const [{ id: from }] = sql(`SELECT current_version_id AS id FROM procedure_item WHERE code = ${quote(FROM)}`, instance);

	drop(instance, code); // what a test left behind that was ended
	sql(`INSERT INTO form_version (code, version_no, content, sha256, created_at) VALUES (${quote(code)}, 1, ${quote(content)}, X'${digest}', NOW(6));
		SET @form = LAST_INSERT_ID();
		${copy(instance, 'procedure_item', `code = ${quote(FROM)}`, { code: quote(code), slug: quote(code.toLowerCase().replace('.', '-')), listed: '1',
		form_version_id: 'NULL', rule_version_id: 'NULL', current_version_id: 'NULL' }, ['id'])}
		SET @item = LAST_INSERT_ID();
		${copy(instance, 'procedure_version', `id = ${from}`, { procedure_id: '@item', form_version_id: '@form', rule_version_id: 'NULL' }, ['id'])}
		SET @version = LAST_INSERT_ID();
		UPDATE procedure_item SET current_version_id = @version WHERE id = @item;
		${PARTS.map((table) => copy(instance, table, `procedure_version_id = ${from}`,
		{ procedure_version_id: '@version' }, ['id'])).join('\n')}`, instance);
	return { code, drop: () => drop(instance, code) };
}
