// The administrator's list of procedures: what is asked for is what is shown, an address is a saved view, and every page of a
// long list is reached once. A hundred procedures in drafts stand beside the sample province's.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { quote, sql } from '../support/db.mjs';
import { startInstance } from '../support/env.mjs';
import { Client } from '../support/http.mjs';

const LIST = '/can-bo/danh-muc';
const MANY = 120;
let instance;
let admin;

const list = async (query = '') => {
	const { status, json, text } = await admin.get(`${LIST}${query}`, { json: true });

	assert.equal(status, 200, text);
	return json;
};
const codes = async (query) => (await list(query)).procedures.map(({ code }) => code);

before(async () => {
	instance = await startInstance('catalogue-office', { modules: ['catalogue'] });
	sql(Array.from({ length: MANY }, (_, i) => `INSERT INTO procedure_item (id, code, slug, owner_agency_id) SELECT ${9000 + i},
		'8.${String(i).padStart(6, '0')}', 'tam-${i}', id FROM agency WHERE code = 'H01.10';
	INSERT INTO procedure_version (procedure_id, version_no, state, name, sector_id, tiers, service_level, audience, steps,
		conditions, legal_basis, result_name, decision_no, effective_from) SELECT ${9000 + i}, 1, 'draft',
		${quote(`Thủ tục đặt thử số ${MANY - i}`)}, MIN(id), 'province', 'partial', 'citizen', '', '', '', 'x', '', '2026-12-01'
		FROM sector;`).join('\n'), instance);
	admin = await new Client(instance).signIn('administrator');
});
after(() => instance?.reset());

test('words find a procedure with and without diacritics, in any order, and its code too', async () => {
	for (const q of ['Đặt thử số 7', 'dat thu so 7', '7 so thu dat', 'DAT 7'])
		assert.ok((await codes(`?q=${encodeURIComponent(q)}`)).includes(`8.${String(MANY - 7).padStart(6, '0')}`), q);
	assert.deepEqual(await codes('?q=8.000003'), ['8.000003']);
	assert.deepEqual(await codes('?q=%25'), [], 'a sign of LIKE stands for itself');
	assert.deepEqual(await codes('?q=khong+co+tu+nao+nhu+the'), []);
});

test('each filter leaves what it says, several leave what all of them say', async () => {
	const drafts = await list('?trang-thai=draft&don-vi=H01.10&muc-do=partial&loai=standard&thieu=form');

	assert.match(drafts.found, new RegExp(`\\b${MANY}\\b`));
	assert.ok(drafts.procedures.every(({ code, state }) => code.startsWith('8.') && state.kind === 'waiting'));
	assert.ok((await codes('?trang-thai=published')).every((code) => !code.startsWith('8.')));
	assert.ok((await codes('?don-vi=-')).every((code) => !code.startsWith('8.')), 'what no unit drafts is the office\'s');
	assert.ok((await codes('?linh-vuc=ho-tich')).includes('2.000635'));
	assert.ok(!(await codes('?thieu=fee')).includes('2.000635'), 'it has its fee rule');
});

test('every condition is a chip that takes itself away and leaves the others', async () => {
	const { chips } = await list('?q=thu&trang-thai=draft&don-vi=H01.10');

	assert.deepEqual(chips.map(({ url }) => url), [`${LIST}?don-vi=H01.10&trang-thai=draft`, `${LIST}?q=thu&trang-thai=draft`,
		`${LIST}?q=thu&don-vi=H01.10`]);
});

test('in every order, up and down, each procedure is on exactly one page', async () => {
	for (const order of ['code', 'name', 'sector', 'since', 'changed'])
		for (const way of ['', '&giam=1']) {
			const seen = [];

			for (let query = `?don-vi=H01.10&trang-thai=draft&sap-xep=${order}${way}`; query;) {
				const { procedures, pages } = await list(query);

				seen.push(...procedures.map(({ code }) => code));
				query = pages.next_url && new URL(pages.next_url, instance.base_url).search;
			}
			assert.equal(seen.length, MANY, order + way);
			assert.equal(new Set(seen).size, MANY, order + way);
			if (order === 'code')
				assert.deepEqual(seen, way ? [...seen].sort().reverse() : [...seen].sort());
		}
});

test('the newest version stands for its procedure, and the one that counts is named beside it', async () => {
	sql(`INSERT INTO procedure_version (procedure_id, version_no, state, name, sector_id, tiers, service_level, audience, steps,
		conditions, legal_basis, result_name, decision_no, effective_from) SELECT item.id, 2, 'draft', version.name, sector_id, tiers,
		service_level, audience, '', '', '', result_name, '', '2027-01-01' FROM procedure_item item JOIN procedure_version version
		ON version.id = item.current_version_id WHERE item.code = '2.000635'`, instance);
	const [row] = (await list('?q=2.000635')).procedures;

	assert.equal(row.version, 2);
	assert.equal(row.state.kind, 'waiting');
	assert.ok(row.also);
});

test('who does not work on the catalogue does not see the list; only an administrator orders a publication', async () => {
	assert.equal((await new Client(instance).get(LIST)).status, 303);
	assert.equal((await (await new Client(instance).signIn('intake')).get(LIST)).status, 403);
	assert.doesNotMatch((await (await new Client(instance).signIn('controller')).get(LIST)).text, /danh-muc\/cong-bo/);
});
