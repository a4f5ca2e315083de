// A rule of fees in the back office: read as a table, tried with a case, examples kept beside it that hold every later change;
// its rows changed one by one without any script.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { quote, sql as sqlOn } from '../support/db.mjs';
import { startInstance } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';
import { officerClient } from '../support/office.mjs';
import { CATALOGUE } from '../support/world.mjs';

const CODE = 'QTAC-PHI-TRICH-LUC';
const RULE = `/can-bo/danh-muc/dinh-nghia/quy-tac/${CODE}`;
const EXAMPLES = `${RULE}/vi-du`;
const ROW = (number) => `${RULE}/dong?bang=fees&so=${number}`;
let instance, drafter, controller, stranger;

const sql = (text) => sqlOn(text, instance);
const examples = () => sql(`SELECT id, version, name, given, expected FROM definition_example WHERE kind = 'rule' AND code = ${quote(CODE)} ORDER BY id`);
const content = () => sql(`SELECT content, version FROM definition_draft WHERE code = ${quote(CODE)}`)[0];
const errorBeside = (text, id) => new RegExp(`id="${id}-error"[^>]*>([\\s\\S]*?)</p>`).exec(text)?.[1] ?? '';

before(async () => {
	instance = await startInstance('catalogue-rule', { modules: ['catalogue'] });
	const account = (login) => sql(`SELECT id FROM account WHERE login = ${quote(login)}`)[0].id;

	[drafter, controller, stranger] = [CATALOGUE.drafter, CATALOGUE.controller, 'quantri'].map((login) => officerClient(instance, account(login)));
	sql(`INSERT INTO definition_item (kind, code, name) VALUES ('rule', '${CODE}', 'Phí cấp bản sao');
		INSERT INTO definition_draft (kind, code, name, content, owner_agency_id, created_by, created_at, updated_at)
		SELECT 'rule', '${CODE}', 'Phí cấp bản sao', content, (SELECT id FROM agency WHERE code = 'H01.10'), ${account(CATALOGUE.drafter)}, NOW(6), NOW(6)
		FROM rule_version WHERE code = '2.000635' ORDER BY version_no DESC LIMIT 1`);
});
after(() => instance?.reset());

const tryOut = async (fields, act = 'thu', client = drafter) => {
	const page = await client.get(EXAMPLES);

	return client.post(EXAMPLES, { once: hidden(page.text, 'once'), lam: act, ...fields });
};
const save = async (number, act, fields = {}, client = drafter) => {
	const page = await client.get(ROW(number));

	return client.post(ROW(number), { once: hidden(page.text, 'once'), version: hidden(page.text, 'version'), lam: act, ...fields });
};

test('the rule is shown as its table, with what is worth a second look', async () => {
	const { status, text } = await drafter.get(EXAMPLES);

	assert.equal(status, 200, text);
	assert.match(text, /Gom tất cả các dòng khớp/);
	assert.match(text, /id="bang-fees-2"/);
	assert.match(text, /<code>&gt;= 1<\/code>/);
	assert.match(text, /Không dòng nào khớp khi [^<]*Số bản sao = 0/, 'the gap with an example');
	assert.match(text, /Chưa có ví dụ nào/);
});

test('a case shows the rows that match, the fee and its basis', async () => {
	const { status, text } = await tryOut({ i0: 'khong', i1: '2' });

	assert.equal(status, 200, text);
	assert.match(text, /Số bản sao: 2[^<]*→ 16\.000 đ/);
	assert.match(text, /Thông tư số 281\/2016\/TT-BTC/);
	assert.match(text, /id="bang-fees-1" class="mc-rule__matched"/);
	assert.doesNotMatch(text, /id="bang-fees-2" class/);
	assert.match((await tryOut({ i0: 'ho_ngheo', i1: '2' })).text, /→ 0 đ/, 'who is exempt sees a line of nothing');
	assert.match((await tryOut({ i1: '0' })).text, /→ 0 đ/, 'no row, no fee');
	assert.match((await tryOut({ i0: 'khong', i1: '1.000' })).text, /→ 8\.000\.000 đ/, 'a thousand as it is written here');
});

test('a value of another type is told beside its field', async () => {
	const { status, text } = await tryOut({ i1: 'hai' });

	assert.equal(status, 422);
	assert.match(errorBeside(text, 'i1'), /không đúng kiểu/);
	assert.match(text, /value="hai"/, 'what was typed is still there');
});

test('an example is kept once, however often the button is pressed', async () => {
	const page = await drafter.get(EXAMPLES);
	const fields = { once: hidden(page.text, 'once'), lam: 'giu', i0: 'khong', i1: '2', ten: '2 bản sao, không thuộc diện miễn' };
	const first = await drafter.post(EXAMPLES, fields);
	const second = await drafter.post(EXAMPLES, fields);

	assert.equal(first.status, 303, first.text);
	assert.equal(second.location, first.location);
	assert.equal(examples().length, 1);
	assert.deepEqual(JSON.parse(examples()[0].expected), { kind: 'values', lines: ['phi khai_thac_ho_tich: 2 x 8000 = 16000'], total: 16000 });
	assert.equal((await tryOut({ i0: 'ho_ngheo', i1: '1' }, 'giu')).status, 303, 'without a name');
	const { text } = await drafter.get(EXAMPLES);

	assert.match(text, /2 bản sao, không thuộc diện miễn/);
	assert.match(text, /Đối tượng miễn phí: ho_ngheo; Số bản sao: 1/);
	assert.match(text, /Tất cả đều đúng/);
});

test('a change that makes an example wrong is saved, shown with its difference, and keeps the draft from going on', async () => {
	const saved = await save(1, 'luu', { o1: 'null, "khong"', o2: '>= 1', o6: '9000', 'ghi-chu': 'Mức thu chung' });

	assert.equal(saved.status, 303, saved.text);
	assert.match(content().content, /<text>9000<\/text>/);
	const { text } = await drafter.get(EXAMPLES);

	assert.match(text, /Sai khác/);
	assert.match(text, /<del>phi khai_thac_ho_tich: 2 x 8000 = 16000<\/del>/);
	assert.match(text, /<ins>phi khai_thac_ho_tich: 2 x 9000 = 18000<\/ins>/);
	assert.match(text, /Ví dụ “2 bản sao, không thuộc diện miễn” không còn cho kết quả/);
	const answer = JSON.parse((await drafter.get(EXAMPLES, { headers: { accept: 'application/json' } })).text);

	assert.deepEqual([answer.failing, answer.blocks, answer.examples.map(({ good }) => good)], [1, true, [false, true]]);
	const [{ id, version }] = examples();
	const once = hidden(text, 'once');
	const ban = hidden(text, 'ban');
	const accepted = await drafter.post(`${EXAMPLES}/sua`, { once, lam: 'nhan', id, version, ban });

	assert.equal(accepted.status, 303, accepted.text);
	assert.match((await drafter.get(EXAMPLES)).text, /Tất cả đều đúng/);
	assert.equal((await drafter.post(`${EXAMPLES}/sua`, { lam: 'bo', id, version, ban })).status, 409, 'it changed since');
});

test('a cell that is no expression is told beside its field and nothing is saved', async () => {
	const before = content();
	const wrong = await save(1, 'luu', { o2: '>= một', o6: '"x"' });

	assert.equal(wrong.status, 422);
	assert.match(errorBeside(wrong.text, 'o2'), /Không có khóa dữ liệu hoặc tên này|sai cú pháp/);
	assert.match(errorBeside(wrong.text, 'o6'), /Kiểu dữ liệu/);
	assert.deepEqual(content(), before);
});

test('rows are added, copied, moved and deleted, each from the row that one looks at', async () => {
	const rows = async () => [...(await drafter.get(EXAMPLES)).text.matchAll(/id="bang-fees-\d+"[\s\S]*?<\/tr>/g)].map(([row]) => /Mức thu|Đối tượng được|mới/.exec(row)?.[0] ?? '-');
	const added = await save(2, 'them', { 'ghi-chu': 'Đối tượng được miễn' });

	assert.equal(added.location, `${ROW(3)}&da-luu=1`);
	assert.deepEqual(await rows(), ['Mức thu', 'Đối tượng được', '-']);
	assert.match((await drafter.get(EXAMPLES)).text, /Dòng 3, cột “Loại”: không phải/, 'an empty line is no fee yet');
	assert.equal((await save(3, 'len', { 'ghi-chu': 'dòng mới' })).location, `${ROW(2)}&da-luu=1`);
	assert.deepEqual(await rows(), ['Mức thu', 'mới', 'Đối tượng được']);
	await save(2, 'chep', { 'ghi-chu': 'dòng mới' });
	assert.deepEqual(await rows(), ['Mức thu', 'mới', 'mới', 'Đối tượng được']);
	assert.equal((await save(3, 'bo')).location, `${EXAMPLES}#bang-fees`);
	await save(2, 'bo');
	assert.deepEqual(await rows(), ['Mức thu', 'Đối tượng được']);
	assert.equal((await save(1, 'len')).status, 409);
	assert.equal((await drafter.get(ROW(9))).status, 404);
});

test('two people at one rule: the second is told, nothing is lost', async () => {
	const page = await drafter.get(ROW(1));
	const version = hidden(page.text, 'version');

	assert.equal((await save(2, 'luu', { 'ghi-chu': 'Miễn theo đối tượng' })).status, 303);
	assert.equal((await drafter.post(ROW(1), { version, lam: 'luu', o6: '7000' })).status, 409);
	assert.doesNotMatch(content().content, /7000/);
});

test('what is not saved yet is judged for the drawn editor', async () => {
	const dmn = content().content.replace('<text>9000</text>', '<text>5000</text>');
	const answer = JSON.parse((await drafter.post(`${EXAMPLES}/chay`, { content: dmn })).text);

	assert.deepEqual([answer.unreadable, answer.failing, answer.example_count], [false, 1, 2]);
	assert.equal(JSON.parse((await drafter.post(`${EXAMPLES}/chay`, { content: '<a/>' })).text).unreadable, true);
	assert.match(content().content, /9000/);
});

test('a new outcome is accepted of the draft that was looked at, not of one that somebody saved since', async () => {
	const page = await drafter.get(EXAMPLES);
	const [{ id, version, expected }] = examples();
	const ban = hidden(page.text, 'ban');

	await save(1, 'luu', { o6: '1' });
	const late = await drafter.post(`${EXAMPLES}/sua`, { lam: 'nhan', id, version, ban });

	assert.equal(late.status, 409, late.text);
	assert.match(late.text, /đã được người khác|vừa/);
	assert.equal(examples()[0].expected, expected, 'one đồng is expected by nobody');
	await save(1, 'luu', { o6: '9000' });
});

// --- columns, hit policy and a first table, without dmn-js ---------------------------------------------------------

const COLUMN = (number, side = '') => `${RULE}/cot?bang=fees&so=${number}${side && `&loai=${side}`}`;
const send = async (path, fields) => {
	const page = await drafter.get(path);

	return drafter.post(path, { once: hidden(page.text, 'once'), version: hidden(page.text, 'version'), ...fields });
};
const headings = async () => [...(await drafter.get(EXAMPLES)).text.matchAll(/<th class="govuk-table__header( mc-rule__output)?" scope="col"><a [^>]*>([^<]*)</g)]
	.map(([, output, label]) => (output ? `=${label}` : label));

test('a condition is added, moved, changed and deleted; what it reads is declared, so that a form can give it', async () => {
	const had = await headings();
	const page = await drafter.get(COLUMN(0, 'dieu-kien'));

	assert.match(page.text, /thêm cột điều kiện/);
	const added = await send(COLUMN(0, 'dieu-kien'), { lam: 'luu', nhan: 'Nơi ở', doc: 'noi_o', kieu: 'string', 'cho-phep': 'trong tỉnh\nngoài "tỉnh"' });

	assert.equal(added.status, 303, added.text);
	assert.deepEqual(await headings(), [had[0], had[1], 'Nơi ở', ...had.slice(2)]);
	assert.match(content().content, /<text>"trong tỉnh","ngoài \\"tỉnh\\""<\/text>/);
	assert.match(content().content, /<inputData id="input_noi_o" name="noi_o">\s*<variable [^>]*typeRef="string"/);
	assert.match(content().content, /<requiredInput href="#input_noi_o" \/>/);
	assert.match((await drafter.get(EXAMPLES)).text, /<option value="trong tỉnh"/, 'it can be tried at once');
	assert.match((await drafter.get(COLUMN(3))).text, /trong tỉnh\nngoài (&quot;|")tỉnh/);
	assert.equal((await send(COLUMN(3), { lam: 'trai', nhan: 'Nơi cư trú', doc: 'noi_o', kieu: 'string', 'cho-phep': 'a\nb' })).location, `${COLUMN(2)}&da-luu=1`);
	assert.deepEqual(await headings(), [had[0], 'Nơi cư trú', had[1], ...had.slice(2)]);
	assert.equal((await send(COLUMN(2), { lam: 'bo', nhan: 'x', doc: 'x' })).status, 303);
	assert.deepEqual(await headings(), had);
});

test('what a column cannot be is told beside the field, and nothing is saved', async () => {
	const before = content();
	const outputs = (await headings()).filter((label) => label.startsWith('=')).length;
	const last = 2 + outputs;
	const bad = [
		[COLUMN(0, 'dieu-kien'), { nhan: 'A', doc: 'tuoi >', kieu: 'number' }, 'doc'],
		[COLUMN(0, 'dieu-kien'), { nhan: 'A', doc: 'tuoi', kieu: 'number', 'cho-phep': 'mười' }, 'cho-phep'],
		[COLUMN(0, 'dieu-kien'), { doc: 'tuoi', kieu: 'number' }, 'nhan'],
		[COLUMN(0, 'ket-qua'), { nhan: 'A', doc: 'mã cột', kieu: 'string' }, 'doc'],
		[COLUMN(0, 'ket-qua'), { nhan: 'A', doc: 'price', kieu: 'number' }, 'doc'],
		[COLUMN(last), { nhan: 'A', doc: 'basis', kieu: 'number' }, 'kieu'],
	];

	for (const [path, fields, field] of bad) {
		const { status, text } = await send(path, { lam: 'luu', ...fields });

		assert.equal(status, 422, `${path} ${JSON.stringify(fields)} ${text.slice(0, 300)}`);
		assert.ok(errorBeside(text, field).length > 10, `${field}: ${JSON.stringify(fields)}`);
	}
	assert.deepEqual(content(), before);
	assert.equal((await drafter.get(COLUMN(40))).status, 404);
});

test('a row, a column and a table that are only checked say what saving would say, and nothing is saved', async () => {
	const before = content();
	const frame = `${RULE}/khung?bang=fees`;
	const sent = (path, fields, client = drafter) => client.post(path, { version: before.version, ...fields }, { json: true });
	const check = async (path, fields) => {
		const { status, json } = await sent(path, { ...fields, lam: 'xem' });

		assert.equal(status, 200, JSON.stringify(json));
		return json;
	};
	// As saving: the same words at the same places, and once mended nothing to say.
	for (const [path, wrong, right] of [
		[ROW(1), { o2: '>= một', o6: '"x"' }, { o2: '>= 1', o6: '9000' }],
		[COLUMN(0, 'dieu-kien'), { nhan: 'A', doc: 'tuoi >', kieu: 'number' }, { nhan: 'A', doc: 'tuoi', kieu: 'number' }],
		[COLUMN(0, 'ket-qua'), { nhan: 'A', doc: 'price', kieu: 'number' }, { nhan: 'A', doc: 'gia_khac', kieu: 'number' }],
		[frame, { ten: 'Phí cấp bản sao', cach: 'COLLECT SUM' }, { ten: 'Phí cấp bản sao', cach: 'COLLECT' }],
	]) {
		const checked = await check(path, wrong);
		const saved = await send(path, { lam: 'luu', ...wrong });

		assert.ok(checked.errors.length > 0, path);
		for (const { anchor, message, beside } of checked.errors) {
			assert.ok(errorBeside(saved.text, anchor.slice(1)).includes(beside), `${path} ${beside}`);
			assert.ok(message.endsWith(`: ${beside}`), `away from its box it says which box is meant: ${message}`);
		}
		assert.deepEqual((await check(path, right)).errors, [], path);
	}
	// What the rule as a whole would have against it leads to this row's own boxes, or to the other row's place.
	const twice = await send(ROW(1), { lam: 'chep' });
	assert.equal(twice.status, 303, twice.text);
	const { problems } = await check(ROW(2), { o2: '>= 1' });
	assert.ok(problems.some(({ text, url, tag }) => /Dòng 1 và dòng 2/.test(text) && url === '#o1' && tag.kind === 'bad'), JSON.stringify(problems));
	assert.ok((await check(ROW(3), {})).problems.some(({ url }) => url === `${EXAMPLES}#bang-fees-1`));
	await save(2, 'bo');
	assert.equal(content().content, before.content);
	// What the form itself requires is refused as it is when saved.
	const empty = await sent(COLUMN(0, 'dieu-kien'), { lam: 'xem', doc: 'tuoi' });
	assert.deepEqual([empty.status, empty.json.errors.map(({ anchor }) => anchor)], [422, ['#nhan']]);
	for (const [path, fields] of [[ROW(1), {}], [COLUMN(1), { nhan: 'A', doc: 'a' }], [frame, { ten: 'A', cach: 'COLLECT' }]]) {
		assert.equal((await sent(path, { lam: 'xem', ...fields }, controller)).status, 403, path);
		assert.equal((await sent(path, { lam: 'xem', ...fields }, new Client(instance))).status, 401, path);
	}
	assert.match((await drafter.post(ROW(1), { version: before.version, lam: 'xem', o6: '"x"' })).text, /data-told[\s\S]*href="#o6"/, 'without script too');
});

test('the hit policy and the name of a table are chosen; a policy that its results do not allow is refused at the field', async () => {
	const frame = `${RULE}/khung?bang=fees`;
	const { text } = await drafter.get(frame);

	assert.match(text, /value="COLLECT"\s*checked/);
	assert.match(text, /Thêm cột điều kiện/);
	const summed = await send(frame, { ten: 'Phí cấp bản sao', cach: 'COLLECT SUM' });

	assert.equal(summed.status, 422);
	assert.ok(errorBeside(summed.text, 'cach').length > 10);
	assert.equal((await send(frame, { ten: 'Phí sao lục', cach: 'UNIQUE' })).location, `${EXAMPLES}#bang-fees`);
	assert.match((await drafter.get(EXAMPLES)).text, /Bảng phí phải gom các dòng khớp/, 'told at the table');
	assert.match(content().content, /<decision id="fees" name="Phí sao lục">/);
	await send(frame, { ten: 'Phí cấp bản sao', cach: 'COLLECT' });
	assert.match((await drafter.get(EXAMPLES)).text, /Gom tất cả các dòng khớp/);
});

test('rows that contradict each other are told at both rows', async () => {
	await send(ROW(1), { lam: 'chep' });
	const rows = [...(await drafter.get(EXAMPLES)).text.matchAll(/<tr id="bang-fees-(\d)"[\s\S]*?<\/tr>/g)].map(([row, number]) => [number, /mc-rule__fault"[^>]*>Dòng 1 và dòng 2/.test(row)]);

	assert.deepEqual(rows, [['1', true], ['2', true], ['3', false]]);
	await save(2, 'bo');
});

test('a first table is begun for what it is chosen for, a second one beside it, neither twice', async () => {
	const where = '/can-bo/danh-muc/dinh-nghia/quy-tac/QTAC-MOI';
	const of = () => sql("SELECT content FROM definition_draft WHERE code = 'QTAC-MOI'")[0].content;
	const begin = async (de) => {
		const page = await drafter.get(`${where}/vi-du`);

		return drafter.post(`${where}/bang-moi`, { once: hidden(page.text, 'once'), version: hidden(page.text, 'version'), de });
	};

	sql(`INSERT INTO definition_item (kind, code, name) VALUES ('rule', 'QTAC-MOI', 'Quy tắc mới');
		INSERT INTO definition_draft (kind, code, name, content, owner_agency_id, created_by, created_at, updated_at)
		SELECT 'rule', 'QTAC-MOI', 'Quy tắc "mới"', '', owner_agency_id, created_by, NOW(6), NOW(6) FROM definition_draft WHERE code = '${CODE}'`);
	assert.equal((await drafter.get(`${where}/bang`)).location, `${where}/vi-du#bat-dau`, 'the drawn editor leads to the choice');
	assert.match((await drafter.get(`${where}/vi-du`)).text, /Tính phí, lệ phí[\s\S]*Xác định giấy tờ[\s\S]*Chọn cơ quan giải quyết/);
	assert.equal((await drafter.post(`${where}/bang-moi`, { version: 1, de: 'khac' })).status, 422);
	assert.equal((await begin('routing')).location, `${where}/vi-du#bang-routing`);
	assert.match(of(), /name="agency"[\s\S]*name="case_no"/);
	const begun = (await drafter.get(`${where}/vi-du`)).text;
	assert.match(begun, /Chưa dòng nào của bảng có thể khớp/, 'a table without rows leaves no example to tell');
	assert.match(begun, /<option value="online"[^>]*>trực tuyến<\/option>/, 'a channel is chosen by its name');
	const renamed = await send(`${where}/cot?bang=routing&so=1`, { lam: 'luu', nhan: 'Nơi ở', doc: 'noi_o', kieu: 'string', 'cho-phep': 'phường\nxã' });

	assert.equal(renamed.status, 303, renamed.text);
	const tried = (await drafter.get(`${where}/vi-du`)).text;

	assert.match(tried, /<option value="phường"/, 'what the column reads now is asked');
	assert.doesNotMatch(tried, /<option value="online"/, 'and what no column reads any more is not');
	assert.equal((await begin('papers')).status, 303);
	assert.equal((await drafter.post(`${where}/bang-moi`, { version: 3, de: 'papers' })).status, 409);
	assert.equal((await drafter.get(`${where}/bang`)).status, 200);
	const row = `${where}/dong?bang=papers&so=0`;
	const page = await drafter.get(row);

	assert.equal((await drafter.post(row, { version: hidden(page.text, 'version'), lam: 'them' })).status, 303);
	assert.match(of(), /<decision id="papers"[\s\S]*<rule /);
});

test('who only reads sees no button, and who has no part in it sees nothing', async () => {
	const { status, text } = await controller.get(EXAMPLES);

	assert.equal(status, 200);
	assert.doesNotMatch(text, /value="giu"|\/dong\?|\/cot\?|\/khung\?|bang-moi/);
	assert.equal((await controller.post(EXAMPLES, { lam: 'giu', i1: '2' })).status, 403);
	assert.ok([403, 404].includes((await controller.post(ROW(1), { version: 1, lam: 'luu' })).status));
	assert.equal((await new Client(instance).get(EXAMPLES)).status, 303);
	assert.equal((await stranger.get(EXAMPLES)).status, 200, 'administrators see all drafts');
	assert.equal(examples().length, 2);
});
