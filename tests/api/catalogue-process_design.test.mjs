// The quy trình nội bộ table as forms send it: what is typed becomes the process, faults stand beside their boxes, rows are moved
// without script, nobody's work is lost when two people write, and hostile posts are refused.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from '../support/db.mjs';
import { givenDraft } from '../support/draft.mjs';
import { hasShared, root, shared, startInstance } from '../support/env.mjs';
import { Client } from '../support/http.mjs';

const path = (code) => `/can-bo/danh-muc/dinh-nghia/quy-trinh/${code}/bang`;
const STEPS = [
	['Công chức TN&TKQ', 'Tiếp nhận hồ sơ', '0,5 ngày', 'Giấy tiếp nhận', ''],
	['Lãnh đạo phòng Nghiệp vụ', 'Phân công thụ lý', '0,5 ngày', '', ''],
	['Chuyên viên phòng Nghiệp vụ', 'Thẩm định, dự thảo', '01 ngày làm việc', 'Dự thảo', ''],
	['Lãnh đạo Sở', 'Ký duyệt', '1 ngày', 'Quyết định', 'nếu trả lại thì bước 3'],
	['Công chức TN&TKQ', 'Trả kết quả', 'Giờ hành chính', '', ''],
];
const HEAD = { symbol: 'QT-01/TP', basis: 'Luật Hộ tịch\nNghị định 123/2015/NĐ-CP', 'paper.0.name': 'Tờ khai', 'paper.0.originals': '01',
	'record.0.name': 'Sổ đăng ký', 'record.0.keep': 'Vĩnh viễn' };
const NAMES = ['unit', 'content', 'term', 'output', 'next'];
let instance;
let admin;

const fields = (steps, more = {}) => Object.fromEntries([['name', 'Quy trình thử'], ['term', '03 ngày làm việc'],
	...steps.flatMap((step, i) => step.map((text, k) => [`step.${i}.${NAMES[k]}`, text])), ...Object.entries(more)]);
const page = async (code, client = admin) => (await client.get(path(code), { json: true })).json;
const post = (code, body, client = admin) => client.post(path(code), body, { json: true });
const content = (code) => sql(`SELECT code, content FROM definition_draft WHERE code = '${code}'`, instance)[0].content;
const save = async (code, steps, more = {}) => post(code, { version: (await page(code)).version, lam: 'luu', ...fields(steps, more) });

before(async () => {
	instance = await startInstance('catalogue-process-design', { modules: ['catalogue'] });
	admin = await new Client(instance).signIn('administrator');
	for (const code of ['QT-1', 'QT-2', 'QT-3', 'QT-4', 'QT-5', 'QT-6'])
		givenDraft(instance, 'process', code, 'Quy trình thử');
});
after(() => instance?.reset());

test('what is typed becomes a process that runs, and reads back as it was typed', async () => {
	const answer = await save('QT-1', STEPS, HEAD);

	assert.equal(answer.status, 303, answer.text);
	const { rows, sum, exceeded, has_notes: whole, papers, records } = await page('QT-1');

	assert.deepEqual(rows.map((row) => NAMES.map((name) => row[name].value)), STEPS);
	assert.deepEqual(rows.map(({ role }) => role.options.find(({ selected }) => selected).value),
		['intake', 'section_head', 'processing', 'leader', 'returning']);
	assert.deepEqual(rows.map(({ has_notes: notes }) => notes), [false, false, false, false, false]);
	assert.equal(whole, false);
	assert.equal(exceeded, false);
	assert.match(sum, /3 ngày làm việc \(24 giờ\).*bước 1, 2, 3, 4/);
	assert.equal(papers[0].name.value, 'Tờ khai');
	assert.equal(records[0].keep.value, 'Vĩnh viễn');
	assert.match(content('QT-1'), /action = (?:"|&quot;)return_back/);
	assert.match(content('QT-1'), /bpmndi:BPMNDiagram/);
});

test('ids of steps stay when rows are moved and added without script', async () => {
	const ids = (await page('QT-1')).rows.map(({ id }) => id.value);
	const shown = await page('QT-1');
	const typed = fields(STEPS, Object.fromEntries(ids.map((id, i) => [`step.${i}.id`, id])));
	const added = await post('QT-1', { version: shown.version, lam: 'them.1', ...typed });

	assert.equal(added.status, 200);
	assert.deepEqual(added.json.rows.map(({ id }) => id.value), [ids[0], '', ...ids.slice(1)]);
	assert.equal(added.json.rows[4].next.value, 'nếu trả lại thì bước 4', 'numbers follow the rows');
	const up = await post('QT-1', { version: shown.version, lam: 'len.3', ...typed });
	assert.deepEqual(up.json.rows.map(({ id }) => id.value), [ids[0], ids[2], ids[1], ids[3], ids[4]]);
	assert.equal(up.json.rows[3].next.value, 'nếu trả lại thì bước 2');
	const gone = await post('QT-1', { version: shown.version, lam: 'xoa.3', ...typed });
	assert.equal(gone.json.rows[2].next.value, 'nếu trả lại thì bước ?', 'a row that is gone is asked for');
	assert.equal((await page('QT-1')).version, shown.version, 'nothing is saved by it');
	const moved = Object.fromEntries(up.json.rows.flatMap((row, i) => [...NAMES, 'role', 'id'].map((name) => [`step.${i}.${name}`,
		name === 'role' ? '' : row[name].value])));
	assert.equal((await post('QT-1', { version: shown.version, lam: 'luu', name: 'Quy trình thử', ...moved })).status, 303);
	assert.deepEqual((await page('QT-1')).rows.map(({ id }) => id.value), [ids[0], ids[2], ids[1], ids[3], ids[4]]);
});

test('branches side by side and endings are said in words', async () => {
	const steps = STEPS.map((step) => [...step]);

	steps.splice(3, 0, ['Văn thư Sở', 'Lấy ý kiến', '1 ngày', '', 'song song với bước 3']);
	steps[4][4] = 'nếu trả lại thì bước 2; nếu từ chối thì kết thúc';
	const answer = await save('QT-2', steps);

	assert.equal(answer.status, 303, answer.text);
	const { rows, has_notes: whole } = await page('QT-2');
	assert.deepEqual(rows.map(({ next }) => next.value), ['', '', '', 'song song với bước 3', 'nếu trả lại thì bước 2; nếu từ chối thì kết thúc', '']);
	assert.equal(whole || rows.some(({ has_notes: notes }) => notes), false);
	assert.equal(content('QT-2').match(/<bpmn:parallelGateway /g).length, 2);
});

test('what is wrong stands beside its box, in words, and nothing is saved', async () => {
	const cases = [
		['term', '1', /đơn vị/], ['term', 'sớm nhất', /Không đọc được thời hạn/], ['next', 'bước 99', /không có trong bảng/],
		['next', 'về đâu đó', /Không hiểu/], ['next', 'nếu trời mưa thì bước 1', /điều kiện/], ['next', 'song song với bước 5', /song song/],
		['next', 'cùng nhánh với bước 1', /nhánh/], ['role', 'king', /vai trò/], ['unit', 'a'.repeat(1001), /quá dài/], ['agency', '<script>', /cơ quan/],
	];

	for (const [name, text, words] of cases) {
		const answer = await save('QT-3', STEPS, { [`step.3.${name}`]: text });
		assert.equal(answer.status, 422, `${name} ${text}`);
		assert.match(answer.json.rows[3][name].error, words);
		assert.deepEqual(answer.json.errors.map(({ anchor }) => anchor), [`#step.3.${name}`]);
		assert.equal(answer.json.rows[3][name].value, text, 'nothing typed is lost');
	}
	const empty = await save('QT-3', [STEPS[0], ['', '', '', '', ''], STEPS[1]]);
	assert.match(empty.json.rows[1].content.error, /Dòng trống/);
	assert.equal((await save('QT-3', STEPS, { name: '' })).status, 422);
	assert.equal(content('QT-3'), '');
});

test('a check says what would be wrong, and saves nothing', async () => {
	const { version } = await page('QT-3');
	const said = await post('QT-3', { version, lam: 'xem', ...fields([...STEPS.slice(0, 2), ['Hội đồng', 'Họp', '10 ngày', '', ''], STEPS[4]]) });

	assert.equal(said.status, 200);
	assert.equal(said.json.exceeded, true);
	assert.match(said.json.rows[2].notes.map(({ text }) => text).join(' '), /vai trò/);
	assert.equal(said.json.rows[0].role.options[0].label, 'Tự nhận: Cán bộ tiếp nhận');
	assert.equal(content('QT-3'), '');
});

test('of two people who save, the second sees both and loses nothing', async () => {
	const { version } = await page('QT-4');
	const mine = { version, lam: 'luu', ...fields(STEPS) };

	assert.equal((await post('QT-4', mine)).status, 303);
	assert.equal((await post('QT-4', mine)).status, 303, 'the same twice is one');
	const late = await post('QT-4', { ...mine, 'step.1.unit': 'Trưởng phòng' });
	assert.equal(late.status, 409);
	assert.deepEqual(late.json.differences.map(({ theirs, mine: own }) => [theirs, own]).filter(([, own]) => own === 'Trưởng phòng'),
		[['Lãnh đạo phòng Nghiệp vụ', 'Trưởng phòng']]);
	assert.equal(late.json.rows[1].unit.value, 'Trưởng phòng');
	assert.equal((await post('QT-4', { ...mine, version: late.json.version, 'step.1.unit': 'Trưởng phòng' })).status, 303);
});

test('a drawing with a timer is listed; its texts can be changed and its ways stay', async () => {
	const drawn = readFileSync(join(root, 'tests/fixtures/catalogue-draw/every-element.bpmn'), 'utf8');

	givenDraft(instance, 'process', 'QT-VE-TAY', 'Vẽ tay', drawn);
	const shown = await page('QT-VE-TAY');
	assert.equal(shown.movable, false);
	assert.match(shown.fixed, /sơ đồ/);
	const ids = shown.rows.map(({ id }) => id.value);
	assert.ok(ids.length > 2);
	const typed = Object.fromEntries(shown.rows.flatMap((row, i) => ['unit', 'content', 'term', 'output', 'name', 'agency', 'id']
		.map((name) => [`step.${i}.${name}`, row[name].value]).concat([[`step.${i}.role`, row.role.options.find(({ selected }) => selected).value],
			[`step.${i}.calendar`, row.calendar.value]])));
	const answer = await post('QT-VE-TAY', { version: shown.version, lam: 'luu', name: 'Vẽ tay', ...typed, 'step.0.output': 'Phiếu kiểm soát' });
	assert.equal(answer.status, 303, answer.text);
	const again = await page('QT-VE-TAY');
	assert.deepEqual(again.rows.map(({ id }) => id.value), ids);
	assert.equal(again.rows[0].output.value, 'Phiếu kiểm soát');
	assert.deepEqual(again.rows.map(({ next }) => next.value), shown.rows.map(({ next }) => next.value));
	assert.match(content('QT-VE-TAY'), /boundaryEvent/);
});

test('hostile posts are refused or taken as the texts they are', async () => {
	const { version } = await page('QT-5');
	const send = (more) => post('QT-5', { version, lam: 'luu', ...fields(STEPS), ...more });

	assert.equal((await send({ lam: 'them.99999' })).status, 200, 'no such row: nothing happens');
	assert.equal((await send({ 'step.999.unit': 'x', 'step.-1.unit': 'x', 'step.0': 'x', 'step..unit': 'x', 'paper.100.name': 'x' })).status, 303);
	assert.equal((await page('QT-5')).rows.length, STEPS.length);
	assert.equal((await post('QT-5', { version: 'x', lam: 'luu', ...fields(STEPS) })).status, 422);
	assert.equal((await admin.get(path('KHONG-CO'))).status, 404);
	const deep = `nếu ${'('.repeat(300)}1 thì bước 1`;
	assert.equal((await save('QT-5', STEPS, { 'step.1.next': deep.slice(0, 600) })).status, 422);
	const text = ']]><script>alert(1)</script>&e; "';
	assert.equal((await save('QT-5', STEPS, { 'step.0.content': text, 'step.0.name': text })).status, 303);
	assert.equal((await page('QT-5')).rows[0].content.value, text);
	const html = (await admin.get(path('QT-5'))).text;
	assert.doesNotMatch(html, /<script>alert/);
	const twins = (await page('QT-5')).rows[0].id.value;
	assert.equal((await save('QT-5', STEPS, { 'step.0.id': twins, 'step.1.id': twins, 'step.2.id': '../x', 'step.3.id': 'start' })).status, 303);
	const ids = (await page('QT-5')).rows.map(({ id }) => id.value);
	assert.equal(new Set(ids).size, STEPS.length);
	const many = Object.fromEntries(Array.from({ length: 2500 }, (_, i) => [`x.${i}`, 'x']));
	assert.ok([413, 422].includes((await send(many)).status));
	const rows = Array.from({ length: 90 }, (_, i) => ['Văn thư Sở', 'ký '.repeat(1200), '1 ngày', '', i === 50 ? 'bước 90' : '']);
	assert.equal((await save('QT-5', rows)).status, 422, 'more than a document may hold');
});

test('who may not draft sees the table and cannot change it; others do not see it at all', async () => {
	const controller = await new Client(instance).signIn('controller');
	const drafter = await new Client(instance).signIn('drafter');
	const citizen = new Client(instance);

	assert.equal((await page('QT-1', controller)).version > 0, true);
	assert.equal((await drafter.get(path('QT-1'))).status, 404, 'another unit');
	assert.equal((await citizen.get(path('QT-1'))).status, 303);
	const answer = await drafter.post(path('QT-1'), { version: 1, lam: 'luu', ...fields(STEPS) }, { json: true });
	assert.ok([403, 404].includes(answer.status), String(answer.status));
});

test('the annex prints in the order of a published quy trình nội bộ', async () => {
	assert.equal((await save('QT-6', STEPS, HEAD)).status, 303);
	const { status, json, text } = await admin.get(`${path('QT-6')}/in`, { json: true });

	assert.equal(status, 200, text);
	assert.equal(json.symbol, 'QT-01/TP');
	assert.deepEqual(json.basis.map(({ text: line }) => line), ['Luật Hộ tịch', 'Nghị định 123/2015/NĐ-CP']);
	assert.equal(json.steps.length, STEPS.length);
	assert.equal(json.steps[0].symbol, 'Bước 1');
	assert.ok(json.basis_number < json.papers_number && json.papers_number < json.steps_number && json.steps_number < json.records_number);
	const html = (await admin.get(`${path('QT-6')}/in`)).text;
	assert.ok(html.indexOf('QUY TRÌNH NỘI BỘ') < html.indexOf('Cơ sở pháp lý') && html.indexOf('Các bước thực hiện') < html.indexOf('Hồ sơ lưu'));
});

const IMPORT = '/can-bo/danh-muc/nhap-quy-trinh';
const send = async (filename, type, text, client = admin) => {
	const { json } = await client.get(IMPORT, { json: true });

	return client.upload(IMPORT, { once: json.once }, [{ name: 'file', filename, type, content: text }]);
};
const SHEET = ['Mã thủ tục,Tên thủ tục,Trường hợp,Thời hạn giải quyết,Bước,Đơn vị,Nội dung,Thời gian',
	'2.000635,Cấp bản sao,,01 ngày,B1,Công chức TN&TKQ,Tiếp nhận hồ sơ,"0,5 ngày"', ',,,,B2,Lãnh đạo Sở,Ký bản sao,"0,5 ngày"',
	'2.000635,Cấp bản sao,cấp lại,,B1,Hội đồng,Họp,sớm'].join('\n');

test('a list of steps becomes drafts, with a report line by line; nothing there is overwritten', async () => {
	const { location, status, text } = await send('buoc.csv', 'text/csv', SHEET.replaceAll('2.000635', '9.888888'));

	assert.equal(status, 303, text);
	const { json } = await admin.get(location, { json: true });
	assert.deepEqual(json.processes.map(({ code, steps, whole, taken }) => [code, steps, whole, taken]),
		[['9.888888', 2, true, false], ['9.888888-2', 1, false, false]]);
	assert.match(json.counts, /2 quy trình, 3 bước/);
	assert.deepEqual(json.processes[1].remarks.map(({ text: line }) => line.split(':')[0]), ['Bước 1', 'Bước 1', 'quyết định không in tổng thời gian']);
	assert.deepEqual((await page('9.888888')).rows.map(({ unit }) => unit.value), ['Công chức TN&TKQ', 'Lãnh đạo Sở']);
	const again = (await admin.get((await send('buoc.csv', 'text/csv', SHEET.replaceAll('2.000635', '9.888888'))).location, { json: true })).json;
	assert.deepEqual(again.processes.map(({ taken }) => taken), [true, true]);
	const known = (await admin.get((await send('buoc.csv', 'text/csv', SHEET.replace('2.000635', '2.000635|x'))).location, { json: true })).json;
	assert.equal(known.processes[0].taken, true, 'the approved one of the sample province stays');
});

test('files that are no lists of steps are refused in words', async () => {
	for (const [name, type, text, words] of [['a.csv', 'text/csv', 'a,b\n1,2\n', /tên cột/], ['a.json', 'application/json', '[{"steps":1}]', /JSON/],
		['a.json', 'application/json', `${'['.repeat(5000)}`, /JSON/], ['a.csv', 'text/csv', SHEET.split('\n')[0], /không có bước/],
		['a.csv', 'text/csv', `${SHEET}\n,,,,B9,x,${'ă'.repeat(9000)},1 ngày`, /quá dài/]]) {
		const answer = await send(name, type, text);

		assert.equal(answer.status, 422, name);
		assert.match(answer.text, words);
	}
});

test('what somebody brought in is theirs and the office\'s to read', async () => {
	const drafter = await new Client(instance).signIn('drafter');
	const mine = await send('cua-toi.csv', 'text/csv', SHEET.replaceAll('2.000635', '9.777771'), drafter);

	assert.equal(mine.status, 303, mine.text);
	assert.equal((await admin.get(mine.location)).status, 200);
	const office = (await admin.get(IMPORT, { json: true })).json.imports;
	assert.equal((await drafter.get(office.at(-1).url)).status, 404);
	assert.equal((await drafter.get('/can-bo/danh-muc/dinh-nghia/quy-trinh/9.777771/bang')).status, 200, 'the draft is the unit\'s');
});

test('all real step lists are taken in one file', { skip: hasShared ? false : 'no MOTCUA_SHARED' }, async () => {
	const before = Number(sql("SELECT COUNT(*) AS n FROM definition_draft WHERE kind = 'process'", instance)[0].n);
	const { location, status, text } = await send('buoc.json', 'application/json', readFileSync(join(shared, 'data/internal_processes.json')));

	assert.equal(status, 303, text);
	const { json } = await admin.get(location, { json: true });
	assert.equal(json.processes.length, 99);
	assert.match(json.counts, /99 quy trình, 784 bước.*75 trên 79/);
	const taken = json.processes.filter((one) => one.taken).length;
	assert.equal(Number(sql("SELECT COUNT(*) AS n FROM definition_draft WHERE kind = 'process'", instance)[0].n), before + 99 - taken);
	for (const { code, steps, taken: there } of json.processes.filter((_, i) => i % 12 === 0))
		if (!there)
			assert.equal((await page(code)).rows.length, steps);
});
