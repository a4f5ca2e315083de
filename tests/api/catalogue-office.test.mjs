// The administrator's list of procedures: what is asked for is what is shown, an address is a saved view, and every page of a
// long list is reached once. A hundred procedures in drafts stand beside the sample province's.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { quote, sql } from '../support/db.mjs';
import { startInstance, until } from '../support/env.mjs';
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

test('each role finds what waits for it, procedures and definitions, with its number, one click away', async () => {
	for (const [i, state] of ['draft', 'submitted', 'submitted', 'controlled'].entries())
		sql(`SET @owner = (SELECT id FROM agency WHERE code = 'H01.10');
			INSERT INTO definition_item (kind, code, name, owner_agency_id) VALUES ('form', 'CHO-${i}', 'CHO-${i}', @owner);
			INSERT INTO definition_draft (kind, code, name, state, content, owner_agency_id, created_by, created_at, updated_at)
			VALUES ('form', 'CHO-${i}', 'CHO-${i}', '${state}', '', @owner, 1, NOW(6), NOW(6))`, instance);
	const queues = async (role) => {
		const { json } = await (await new Client(instance).signIn(role)).get(LIST, { json: true });

		return json.queues.map(({ label, url }) => [label, url]);
	};

	const definitions = (state) => `${LIST}/dinh-nghia?trang-thai=${state}`;

	assert.deepEqual(await queues('drafter'), [[`Dự thảo thủ tục của đơn vị (${MANY})`, `${LIST}?don-vi=H01.10&trang-thai=draft`],
		['Dự thảo biểu mẫu, quy trình, quy tắc của đơn vị (1)', definitions('draft')]]);
	assert.deepEqual(await queues('controller'), [['Thủ tục chờ kiểm soát (0)', `${LIST}?trang-thai=submitted`],
		['Biểu mẫu, quy trình, quy tắc chờ kiểm soát (2)', definitions('submitted')]]);
	assert.deepEqual(await queues('approver'), [['Thủ tục chờ quyết định công bố (0)', `${LIST}?trang-thai=controlled`],
		['Biểu mẫu, quy trình, quy tắc chờ phê duyệt (1)', definitions('controlled')]]);
	assert.deepEqual(await queues('administrator'), []);
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

const BULK = `${LIST}/sua-hang-loat`;
const NEW_LEVEL = { value: 'full', reason: '' };
const plan = (query, fields, client = admin) => client.post(`${BULK}?${query}`, fields);
const seen = async (path, client = admin) => (await client.get(path, { json: true })).json;
const number = ({ counts }, label) => counts.find((item) => item.label.startsWith(label))?.count;
const versionsOf = (code) => sql(`SELECT version_no, state, service_level FROM procedure_version WHERE procedure_id =
	(SELECT id FROM procedure_item WHERE code = '${code}') ORDER BY version_no`, instance);
async function carryOut(path) {
	assert.equal((await admin.post(`${path}/thuc-hien`)).location, path);
	return until(async () => {
		const page = await seen(path);

		return page.again_url === null && page.order_url === null && page;
	}, 'the job carries it out');
}

test('a bulk edit shows first what becomes of each procedure of the list, then does it once', async () => {
	const { status, location } = await plan('q=8.000+dat+thu+so&thay=level', NEW_LEVEL);

	assert.equal(status, 303);
	const planned = await seen(location);

	assert.equal(number(planned, 'Sửa bản dự thảo đang có'), String(MANY));
	assert.ok(planned.next_url, 'more than a page of them, not only what the list showed');
	assert.equal(versionsOf('8.000001')[0].service_level, 'partial', 'nothing is done yet');
	const done = await carryOut(location);

	assert.equal(number(done, 'Đã sửa'), String(MANY));
	assert.deepEqual(versionsOf('8.000001'), [{ version_no: '1', state: 'draft', service_level: 'full' }]);
	const again = await carryOut((await plan('q=8.000+dat+thu+so&thay=level', NEW_LEVEL)).location);

	assert.equal(number(again, 'Không cần sửa'), String(MANY));
});

test('a version in force is never touched: its procedure gets a draft; one that waits for the office is left out', async () => {
	sql(`UPDATE procedure_version SET state = 'submitted' WHERE procedure_id = (SELECT id FROM procedure_item WHERE code = '8.000002')`,
		instance);
	const [before_] = versionsOf('1.001612');
	const done = await carryOut((await plan('thay=audience', { values: ['citizen', 'organisation'] })).location);

	assert.equal(number(done, 'Bỏ qua: đang chờ kiểm soát'), '1');
	assert.deepEqual(versionsOf('1.001612')[0], before_);
	assert.deepEqual(sql(`SELECT COUNT(*) AS n FROM procedure_version JOIN procedure_item ON current_version_id = procedure_version.id
		WHERE state <> 'published'`, instance)[0].n, '0');
	assert.equal(number(done, 'Không sửa được'), undefined);
});

test('a run that was interrupted goes on with what is left, and repeats nothing', async () => {
	const { location } = await plan('q=8.000+dat+thu+so&thay=level', { value: 'information', reason: 'Chưa đủ dữ liệu' });
	const code = location.split('/').at(-1);

	await carryOut(location);
	const version = () => sql(`SELECT SUM(version) AS n FROM procedure_version WHERE procedure_id >= 9000`, instance)[0].n;
	const at = version();

	sql(`UPDATE bulk_edit SET state = 'ordered', finished_at = NULL WHERE code = '${code}';
		UPDATE bulk_edit_item SET outcome = 'planned' WHERE bulk_id = (SELECT id FROM bulk_edit WHERE code = '${code}')
		AND procedure_id = 9005`, instance);
	await until(async () => (await seen(location)).again_url === null, 'the rest');
	assert.equal(version(), at, 'what had been done says the same already');
	assert.deepEqual(sql(`SELECT outcome FROM bulk_edit_item JOIN bulk_edit ON bulk_edit.id = bulk_id WHERE code = '${code}'
		AND procedure_id = 9005`, instance), [{ outcome: 'same' }]);
});

test('"for all communes" adds each commune once, and what is chosen out of nothing is refused', async () => {
	await carryOut((await plan('q=8.000007&thay=offer', { value: 'commune' })).location);
	await carryOut((await plan('q=8.000007&thay=offer', { value: 'commune' })).location);
	assert.deepEqual(sql(`SELECT agency.code, agency_solving_id = agency.id AS own FROM procedure_offering JOIN agency
		ON agency.id = agency_receiving_id JOIN procedure_version ON procedure_version.id = procedure_version_id
		JOIN procedure_item ON procedure_item.id = procedure_id WHERE procedure_item.code = '8.000007' ORDER BY 1`, instance),
	['H01.21', 'H01.22', 'H01.23'].map((code) => ({ code, own: '1' })));
	for (const [kind, fields] of [['offer', {}], ['sector', { value: 'khong-co' }], ['level', { value: 'partial' }],
		['audience', { values: ['robot'] }], ['form', { value: 'khong-co' }]])
		assert.equal((await plan(`thay=${kind}`, fields)).status, 422, kind);
});

test('definitions, sectors and owners are given to many at once', async () => {
	const process = sql('SELECT code FROM process_version ORDER BY id LIMIT 1', instance)[0].code;

	await carryOut((await plan('q=8.000008&thay=process', { value: process })).location);
	await carryOut((await plan('q=8.000008&thay=sector', { value: 'ho-tich' })).location);
	await carryOut((await plan('q=8.000008&thay=owner', { value: 'H01.11' })).location);
	assert.deepEqual(sql(`SELECT process_version.code AS process, sector.code AS sector, agency.code AS owner FROM procedure_item
		JOIN procedure_version ON procedure_version.procedure_id = procedure_item.id JOIN process_version ON process_version.id =
		procedure_version.process_version_id JOIN sector ON sector.id = sector_id JOIN agency ON agency.id = owner_agency_id
		WHERE procedure_item.code = '8.000008'`, instance), [{ process, sector: 'ho-tich', owner: 'H01.11' }]);
});

test('a unit edits its own procedures alone, and nobody carries out what another planned', async () => {
	const drafter = await new Client(instance).signIn('drafter');
	const { location } = await plan('thay=level', NEW_LEVEL, drafter);
	const planned = await seen(location, drafter);

	assert.ok(Number(number(planned, 'Bỏ qua: do đơn vị khác')) > 0);
	assert.equal((await admin.post(`${location}/thuc-hien`)).status, 404);
	assert.equal((await plan('thay=owner', { value: 'H01.10' }, drafter)).status, 403);
	assert.equal((await drafter.post(`${location}/bo`)).location, location);
	assert.equal((await drafter.post(`${location}/thuc-hien`)).location, location, 'what was dropped stays dropped');
	assert.equal((await seen(location, drafter)).again_url, null);
});
