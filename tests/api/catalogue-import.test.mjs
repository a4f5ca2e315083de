// Imports: a file is looked at before anything is written; each line says what it would do or why it is refused; what was
// written comes out again the same in four formats; hostile files end in clean refusals.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { sql as sqlOn } from '../support/db.mjs';
import { shared, startInstance, until } from '../support/env.mjs';
import { Client } from '../support/http.mjs';

const HERE = '/can-bo/danh-muc/nhap';
const REAL = join(shared, 'data/procedures.csv');
const HEADINGS = 'code,name,sector,level,agency,term_text,fee_text,service_level,legal_basis,source';
let instance, administrator, drafter, folder;

const sql = (text) => sqlOn(text, instance);
const one = (text) => Object.values(sql(text)[0])[0];
const file = (name, content) => {
	writeFileSync(join(folder, name), content);
	return join(folder, name);
};
// The verb, as dvcctl hands it on; a refusal is no error of the test.
const command = (...args) => [join(instance.binaries, 'motcua-dvcctl'), ['--config', join(instance.config_dir, 'common.conf'),
	'--config', join(instance.config_dir, 'dvcctl.conf'), ...args]];
function verb(...args) {
	const { status, stdout, stderr } = spawnSync(...command(...args), { encoding: 'utf8' });

	return { status, text: stdout, errors: stderr };
}
const numbers = (text) => Object.fromEntries([...text.matchAll(/(\d+) (lines|new|changed|unchanged|switched off|refused|written|wait)/g)]
	.map(([, number, what]) => [what, Number(number)]));
const imported = (path, ...options) => numbers(verb('import', 'procedures', path, ...options).text);
const PUBLISH = ['--publish', '9/QĐ-UBND', '2026-11-20'];

// A file through the page, until the job has looked at it; its view as JSON.
async function uploaded(content, name = 'tep.csv', fields = {}) {
	const { body: once } = { body: Math.random().toString(36).slice(2).padEnd(22, 'x') };
	const answer = await administrator.upload(HERE, { once, ...fields }, [{ name: 'file', filename: name, type: 'text/csv', content }]);

	assert.equal(answer.status, 303, answer.text);
	return settled(answer.location);
}
const settled = (path) => until(async () => {
	const { json } = await administrator.get(path, { json: true });

	return json?.working === false && { ...json, path };
}, `${path} is looked at`);
const row = (code, name, rest = 'Lĩnh vực thử,xã,UBND cấp xã,3 ngày làm việc,Miễn phí,toàn trình,Luật thử,QĐ 1/QĐ-UBND 20/11/2025') =>
	`${code},${name},${rest}\n`;

before(async () => {
	instance = await startInstance('catalogue-import', { modules: ['catalogue'] });
	folder = mkdtempSync(join(tmpdir(), 'motcua-import-'));
	[administrator, drafter] = await Promise.all(['administrator', 'drafter'].map((role) => new Client(instance).signIn(role)));
});
after(async () => {
	await instance?.reset();
	if (folder)
		rmSync(folder, { recursive: true });
});

test('a file is looked at, its report names column and reason, and nothing is written before it is ordered', async () => {
	const items = Number(one('SELECT COUNT(*) FROM procedure_item'));
	const page = await uploaded(`${HEADINGS}\n${row('9.100001', 'Cấp giấy thử')}${row('', 'Thủ tục không mã')}${row('9.100001', 'Lặp mã')}`
		+ row('9.100002', 'Thời hạn chưa rõ', 'Lĩnh vực thử,xã,UBND cấp xã,3 ngày hoặc 5 ngày,50.000 đồng/lần,toàn trình,,QĐ 1'));

	assert.deepEqual(page.lines.map(({ place, state }) => [place, state.label]), [['2', 'Mới'], ['3', 'Không nhận'], ['4', 'Không nhận'],
		['5', 'Mới']]);
	assert.deepEqual(page.lines[1].faults, [{ member: 'Mã thủ tục', text: 'chưa có' }]);
	assert.deepEqual(page.lines[2].faults, [{ member: 'Mã thủ tục', text: 'lặp lại trong tệp' }]);
	assert.deepEqual(page.lines[0].notes ?? [], [], 'a day in force comes with the order: nobody has to look at a line for that');
	assert.match(page.lines[3].notes[0].member, /Thời hạn giải quyết$/);
	assert.match(page.lines[3].notes[0].text, /nhiều thời hạn/);
	assert.equal(page.lines[3].notes[0].source, '3 ngày hoặc 5 ngày');
	assert.equal(Number(one('SELECT COUNT(*) FROM procedure_item')), items);

	const order = { version: page.order.version, mode: 'publish', fault: 'skip', decision_no: '7/QĐ-UBND', decision_date: '20/11/2026',
		effective_from: '21/11/2026' };

	assert.equal((await administrator.post(`${page.path}/ghi`, { ...order, decision_no: '' })).status, 422);
	assert.equal((await administrator.post(`${page.path}/ghi`, { ...order, fault: 'whole' })).status, 422, 'two lines are at fault');
	assert.equal((await drafter.post(`${page.path}/ghi`, order)).status, 403);
	assert.equal((await administrator.post(`${page.path}/ghi`, order)).status, 303);
	assert.equal((await administrator.post(`${page.path}/ghi`, order)).status, 409, 'the second order finds it ordered');
	assert.equal((await settled(page.path)).state.label, 'Đã ghi');
	assert.equal(Number(one('SELECT COUNT(*) FROM procedure_item')), items + 2);
	const [channel] = sql(`SELECT channel.term_text, clock_policy, version.state, version.decision_no FROM procedure_channel channel
		JOIN procedure_version version ON version.id = channel.procedure_version_id JOIN procedure_item item
		ON item.id = version.procedure_id WHERE item.code = '9.100001' AND channel.channel = 'online'`);

	assert.equal(channel.term_text, '3 ngày làm việc');
	assert.match(channel.clock_policy, /^count=working_days; term=3 ngày làm việc;/);
	assert.deepEqual([channel.state, channel.decision_no], ['published', 'QĐ 1/QĐ-UBND 20/11/2025']);
});

test('the unit that drafts is known by its name or code; one that nobody knows is told before anything is written', async () => {
	const headings = 'Mã TTHC,Tên TTHC,Lĩnh vực,Đơn vị soạn thảo,Thời hạn giải quyết,Phí lệ phí';
	const drafted = (code, unit) => `${code},Thủ tục ${code},Lĩnh vực thử,"${unit}",3 ngày làm việc,50.000 đồng/lần\n`;
	const page = await uploaded(`${headings}\n${drafted('9.110001', 'Sở Văn hóa, Thể thao và Du lịch')}${drafted('9.110002', 'H01.10')}`
		+ drafted('9.110003', 'Sở không có'));

	assert.deepEqual(page.lines.map(({ state }) => state.label), ['Mới', 'Mới', 'Không nhận']);
	assert.equal(page.lines[2].faults[0].member, 'Đơn vị soạn thảo');
	assert.deepEqual(page.lines.map(({ url }) => url), [null, null, null], 'nothing is in the catalogue yet');
	assert.deepEqual(page.lines[0].notes, [], 'what the decision will say is no gap of the file');
	assert.equal((await administrator.post(`${page.path}/ghi`, { version: page.order.version, mode: 'draft', fault: 'skip' })).status, 303);
	const { lines, done } = await settled(page.path);

	assert.match(done.text, /Đã ghi 2 thủ tục thành dự thảo.*1 dòng không nhận/);
	assert.deepEqual(lines.map(({ url }) => url), ['/can-bo/danh-muc/thu-tuc/9.110001', '/can-bo/danh-muc/thu-tuc/9.110002', null]);
	assert.deepEqual(sql(`SELECT agency.code FROM procedure_item item JOIN agency ON agency.id = owner_agency_id
		WHERE item.code LIKE '9.1100%'`), [{ code: 'H01.10' }, { code: 'H01.10' }]);
	assert.deepEqual(sql(`SELECT DISTINCT fee.name FROM procedure_fee fee JOIN procedure_version version
		ON version.id = procedure_version_id JOIN procedure_item item ON item.id = version.procedure_id
		WHERE item.code = '9.110001'`), [{ name: 'Phí, lệ phí' }]);
});

test('the same file again changes nothing; another term is a change told in words', async () => {
	const again = await uploaded(`${HEADINGS}\n${row('9.100001', 'Cấp giấy thử')}`);

	assert.equal(again.lines[0].state.label, 'Không đổi');
	const changed = await uploaded(`${HEADINGS}\n${row('9.100001', 'Cấp giấy thử').replace('3 ngày làm việc', '2 ngày làm việc')}`);

	assert.equal(changed.lines[0].state.label, 'Thay đổi');
	assert.ok(changed.lines[0].changes.some(({ text }) => /3 ngày làm việc → 2 ngày làm việc/.test(text)), JSON.stringify(changed.lines[0]));
	assert.equal((await administrator.post(`${changed.path}/bo`, { version: changed.order.version })).status, 303);
	assert.equal((await settled(changed.path)).state.label, 'Đã bỏ');
});

test('as drafts: nothing is in force before it is decided, and a second import of the draft replaces it', async () => {
	const path = file('draft.csv', `${HEADINGS}\n${row('9.100003', 'Thủ tục dự thảo')}`);

	assert.equal(imported(path).written, 1);
	writeFileSync(path, `${HEADINGS}\n${row('9.100003', 'Thủ tục dự thảo lần hai')}`);
	assert.equal(imported(path).written, 1);
	assert.deepEqual(sql(`SELECT state, name, current_version_id IS NULL AS none FROM procedure_version version JOIN procedure_item item
		ON item.id = version.procedure_id WHERE item.code = '9.100003'`), [{ state: 'draft', name: 'Thủ tục dự thảo lần hai', none: '1' }]);
});

test('who is at work on a procedure is not written over unawares: the report tells it before anything is ordered', async () => {
	const again = `${HEADINGS}\n${row('9.100003', 'Thủ tục dự thảo lần ba')}`;
	const note = async () => (await uploaded(again)).lines[0].notes.map(({ member, text }) => [member, text]).at(-1);

	assert.match((await note())[1], /^Thủ tục đang có bản dự thảo; .*thay cho nội dung của bản đó/);
	sql(`UPDATE procedure_version version JOIN procedure_item item ON item.id = version.procedure_id SET state = 'submitted'
		WHERE item.code = '9.100003'`);
	assert.match((await note())[1], /^Thủ tục đang có bản chờ kiểm soát hoặc quyết định; .*không được ghi/);
	sql(`UPDATE procedure_version version JOIN procedure_item item ON item.id = version.procedure_id SET state = 'draft'
		WHERE item.code = '9.100003'`);
});

test('one bad line of many: the others come in, or nothing does, as the person chooses', () => {
	const lines = Array.from({ length: 300 }, (_, i) => row(`9.2${String(i).padStart(5, '0')}`, `Thủ tục số ${i}`));

	lines[150] = row('mã sai!', 'Dòng lỗi');
	const path = file('one-bad.csv', `${HEADINGS}\n${lines.join('')}`);
	const whole = verb('import', 'procedures', path, '--all-or-nothing', ...PUBLISH);

	assert.notEqual(whole.status, 0);
	assert.match(whole.text, /line 152 : code is no code/);
	assert.equal(numbers(whole.text).written, 0);
	assert.equal(imported(path, ...PUBLISH).written, 299);
});

test('the national base: list and detail, codes healed, what is listed no more is switched off and comes back', () => {
	const detail = (code, extra = {}) => ({
		MATTHC: code, TENTTHC: 'Đăng ký thử', TRANGTHAI: '1', LINHVUCTHUCHIEN: [{ MALINHVUC: 'G15-TP02', TENLINHVUC: 'Hộ tịch thử' }],
		TRINHTUTHUCHIEN: [{ TRUONGHOP: '', TRINHTU: [{ TENTRINHTU: 'Nộp hồ sơ' }, { TENTRINHTU: 'Nhận kết quả' }] }],
		CACHTHUCTHUCHIEN: [{ KENH: '2', THOIGIAN: [{ THOIGIANGIAIQUYET: '5', DONVITINH: 'Ngày làm việc', MOTA: '',
			PHILEPHI: [{ MAPHILEPHI: 'LP01', SOTIEN: '8000', DONVI: 'Đồng', MOTA: 'Lệ phí bản sao' }] }] }],
		THANHPHANHOSO: [{ TRUONGHOP: 'Cấp mới', GIAYTO: [{ MAGIAYTO: 'TK', TENGIAYTO: 'Tờ khai', SOBANCHINH: '1', SOBANSAO: 0 }] }],
		DOITUONGTHUCHIEN: [{ TENDOITUONG: 'Công dân Việt Nam' }], KETQUATHUCHIEN: [{ MAKETQUA: 'KQ.1', TENKETQUA: 'Giấy chứng nhận' }],
		CANCUPHAPLY: [{ SOVANBAN: '60/2014/QH13', TENVANBAN: 'Luật Hộ tịch', NGAYBANHANH: '20/11/2014' }],
		COQUANTHUCHIEN: [{ TENDONVI: 'UBND cấp xã', MADONVI: 'H01.23' }], ...extra,
	});
	const list = (...codes) => JSON.stringify({ error_code: '00', result: codes.map((code) => (typeof code === 'string' ? detail(code) : code)) });
	const path = file('national.json', list('9.300001.00 0.00.00.H61', '9.300002'));

	assert.equal(imported(path, ...PUBLISH).written, 2);
	assert.equal(one(`SELECT alias FROM procedure_alias JOIN procedure_item item ON item.id = procedure_id WHERE item.code = '9.300001'`),
		'9.300001.000.00.00.H61');
	assert.deepEqual(sql(`SELECT fee.amount, fee.kind, channel.clock_policy LIKE 'count=working_days; term=5 Ngày làm việc;%' AS clock
		FROM procedure_fee fee JOIN procedure_channel channel USING (procedure_version_id, case_no, channel) JOIN procedure_item item
		ON item.current_version_id = fee.procedure_version_id WHERE item.code = '9.300001'`), [{ amount: '8000', kind: 'le_phi', clock: '1' }]);
	// A line of the mere list takes nothing away; one that nobody knows wants its detail.
	writeFileSync(path, list({ MATTHC: '9.300001', TENTTHC: 'Đăng ký thử' }, { MATTHC: '9.399999', TENTTHC: 'Chưa biết' }));
	const listed = verb('import', 'procedures', path, '--complete', ...PUBLISH);

	assert.match(listed.text, /line 1 9\.399999: {2}?has no detail|has no detail/);
	assert.ok(numbers(listed.text)['switched off'] > 0);
	assert.deepEqual(sql(`SELECT code, listed, current_version_id IS NULL AS gone FROM procedure_item WHERE code LIKE '9.3%' ORDER BY code`),
		[{ code: '9.300001', listed: '1', gone: '0' }, { code: '9.300002', listed: '0', gone: '1' }]);
	assert.equal(one(`SELECT COUNT(*) FROM procedure_version version JOIN procedure_item item ON item.id = version.procedure_id
		WHERE item.code = '9.300002'`), '1', 'switched off, not deleted');
	writeFileSync(path, list('9.300002'));
	assert.equal(imported(path, ...PUBLISH).changed, 1);
	assert.equal(one("SELECT listed FROM procedure_item WHERE code = '9.300002'"), '1');
	// What is at fault is still listed: under its code or another of its codes; and who cannot be told is nobody who left.
	const faulty = (code) => ({ ...detail(code), THANHPHANHOSO: Array(201).fill({ TRUONGHOP: '' }) });

	writeFileSync(path, list('9.300002', faulty('9.300001.00 0.00.00.H61')));
	assert.match(verb('import', 'procedures', path, '--complete', ...PUBLISH).text, /line 1 9\.300001: cases has too many entries/);
	assert.equal(one("SELECT listed FROM procedure_item WHERE code = '9.300001'"), '1', 'its line is at fault, but it is there');
	writeFileSync(path, list('9.300002', detail('chín ba')));
	const nameless = verb('import', 'procedures', path, '--complete', ...PUBLISH);

	assert.equal(numbers(nameless.text)['switched off'], 0, nameless.text);
	assert.match(nameless.text, /nothing is switched off: 1 lines/);
	assert.equal(one("SELECT listed FROM procedure_item WHERE code = '9.300001'"), '1');
	writeFileSync(path, list('9.300002'));
	assert.equal(imported(path, '--complete', ...PUBLISH)['switched off'], 1);
});

describe('hostile files end in clean refusals', () => {
	const xml = (body, head = '') => `<?xml version="1.0"?>${head}<procedures xmlns="urn:motcua:procedures:1">${body}</procedures>`;
	const zip = (entries) => { // stored or deflated, sizes as told
		const local = [];
		const central = [];
		let at = 0;

		for (const { name, content, size = content.length } of entries) {
			const data = deflateRawSync(content);
			const head = (signature, more) => Buffer.concat([Buffer.from(signature), more]);
			const common = Buffer.alloc(26);

			common.writeUInt16LE(20, 0);
			common.writeUInt16LE(8, 4);
			common.writeUInt32LE(crc(content), 10);
			common.writeUInt32LE(data.length, 14);
			common.writeUInt32LE(size, 18);
			common.writeUInt16LE(name.length, 22);
			const one_ = head([0x50, 0x4b, 3, 4], Buffer.concat([common, Buffer.from(name), data]));
			const tail = Buffer.alloc(42);

			tail.writeUInt16LE(20, 0);
			common.copy(tail, 2, 0, 24);
			tail.writeUInt32LE(at, 38);
			central.push(head([0x50, 0x4b, 1, 2], Buffer.concat([tail, Buffer.from(name)])));
			local.push(one_);
			at += one_.length;
		}
		const body = Buffer.concat(central);
		const end = Buffer.alloc(18);

		end.writeUInt16LE(entries.length, 4);
		end.writeUInt16LE(entries.length, 6);
		end.writeUInt32LE(body.length, 8);
		end.writeUInt32LE(at, 12);
		return Buffer.concat([...local, body, Buffer.from([0x50, 0x4b, 5, 6]), end]);
	};
	const crc = (bytes) => {
		let value = ~0;

		for (const byte of bytes) {
			value ^= byte;
			for (let k = 0; k < 8; k++)
				value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
		}
		return ~value >>> 0;
	};
	const laughs = `<!DOCTYPE p [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, i) =>
		`<!ENTITY ${'bcdefghij'[i]} "${`&${'abcdefghi'[i]};`.repeat(10)}">`).join('')}]>`;
	const cases = {
		'billion laughs': [xml('<procedure><code>9.1</code><name>&j;</name></procedure>', laughs), 'declaration'],
		'an external entity': [xml('<procedure><name>&x;</name></procedure>', '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
			'declaration'],
		'ten thousand attributes': [xml(`<procedure ${Array.from({ length: 10000 }, (_, i) => `a${i}="1"`).join(' ')}/>`), 'declaration'],
		'broken XML': [xml('<procedure><code>9.1</code>'), 'xml'],
		'JSON a thousand levels deep': [`[${'['.repeat(1000)}${']'.repeat(1000)}]`, 'json'],
		'JSON that ends early': ['{"procedures":[{"code":"9.1"', 'json'],
		'UTF-16': [Buffer.from(`﻿${HEADINGS}\n`, 'utf16le'), 'encoding'],
		'Windows-1258': [Buffer.from([...Buffer.from(`${HEADINGS}\n9.1,`), 0xd2, 0x20, 0xec, 0x0a]), 'encoding'],
		'a quote that is never closed': [`${HEADINGS}\n9.1,"chưa đóng`, 'quote'],
		'no headings': ['a,b\n1,2\n', 'headings'],
		'nothing at all': [`${HEADINGS}\n`, 'empty'],
		'a zip bomb': [zip([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(50 << 20, 0x20) }]), 'bomb'],
		'a zip that lies about its size': [zip([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(1 << 20, 0x20), size: 900 }]), 'bomb|xml'],
		'a zip of a thousand entries': [zip(Array.from({ length: 1000 }, (_, i) => ({ name: `e${i}`, content: Buffer.from('x') }))), 'entries'],
		'half a spreadsheet': [zip([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.from('<worksheet/>') }]).subarray(0, 60), 'archive'],
	};

	for (const [name, [content, reason]] of Object.entries(cases))
		test(name, () => {
			const { status, text, errors } = verb('import', 'procedures', file('hostile', content), '--dry-run');

			assert.notEqual(status, 0);
			assert.match(text, new RegExp(`refused: (${reason}), line`), errors);
		});

	test('a name given twice refuses its own entry alone', () => {
		const path = file('twice.json', '[{"code":"9.400001","code":"9.400002","name":"x"},{"code":"9.400003","name":"Một thủ tục"}]');
		const { text } = verb('import', 'procedures', path, '--dry-run');

		assert.match(text, /line 1 : holds a name twice/);
		assert.equal(numbers(text).new, 1);
	});

	test('the module is still there, and says why on the page', async () => {
		const page = await uploaded(xml('', laughs), 'cuoi.xml');

		assert.equal(page.state.label, 'Không nhận');
		assert.match(page.refused, /khai báo không được phép/);
	});
});

for (const format of ['json', 'xml', 'csv', 'xlsx'])
	test(`what ${format} exports imports to the same content`, async () => {
		const path = join(folder, `out.${format}`);

		const { status, headers, bytes } = await administrator.get(`/can-bo/danh-muc/xuat/${format}`);

		assert.equal(status, 200);
		assert.match(headers['content-disposition'], new RegExp(`attachment.*thu-tuc-.*\\.${format}`));
		writeFileSync(path, bytes);
		const result = imported(path, '--dry-run');

		assert.equal(result.lines, Number(one('SELECT COUNT(*) FROM procedure_item')));
		assert.deepEqual([result.new, result.changed, result.refused, result.unchanged], [0, 0, 0, result.lines]);
	});

test('the published schema accepts what is exported', { skip: !existsSync('/usr/bin/xmllint') && 'no xmllint here' }, async () => {
	const schema = await administrator.get('/static/luoc-do/procedures-1.xsd');

	assert.equal(schema.status, 200);
	execFileSync('xmllint', ['--noout', '--nonet', '--schema', file('s.xsd', schema.text), join(folder, 'out.xml')], { stdio: 'pipe' });
	assert.ok(readFileSync(join(folder, 'out.xml'), 'utf8').includes('<procedure>'));
});

test('a run that is killed goes on where it stopped, on the command line and in the job', { skip: !existsSync(REAL) && 'no real list here' }, async () => {
	const child = spawn(...command('import', 'procedures', REAL, ...PUBLISH), { stdio: ['ignore', 'ignore', 'pipe'] });

	await new Promise((seen) => child.stderr.on('data', (text) => /writing/.test(text) && seen()));
	child.kill('SIGKILL');
	await new Promise((gone) => child.on('close', gone));
	const written = one('SELECT SUM(applied) FROM import_line WHERE run_id = (SELECT MAX(id) FROM import_run)');

	assert.ok(Number(written) > 0 && Number(written) < 3884, `${written} were written when it was killed`);
	const { text } = verb('import', 'procedures', REAL, '--resume', ...PUBLISH);

	assert.deepEqual([numbers(text).lines, numbers(text).refused, numbers(text).written], [3956, 72, 3884]);
	assert.equal(Number(one(`SELECT COUNT(*) FROM (SELECT procedure_id FROM procedure_version WHERE state = 'published' GROUP BY 1 HAVING COUNT(*) > 1)
		twice`)), 0, 'nothing was written twice');
});

test('the real list: every term is a clock or listed with its words; the same list again changes nothing', { skip: !existsSync(REAL) && 'no real list here' }, () => {
	assert.equal(imported(REAL, ...PUBLISH).unchanged, 3884);
	const worded = `procedure_channel channel JOIN procedure_item item ON item.current_version_id = channel.procedure_version_id
		WHERE item.code REGEXP '^[1-3][.]' AND channel.term_text <> 'Không quy định' AND channel.term_text <> 'không quy định'`;
	const [all, read] = [one(`SELECT COUNT(*) FROM ${worded}`), one(`SELECT COUNT(*) FROM ${worded} AND clock_policy <> ''`)];

	console.log(`terms of the real list read as clocks: ${read} of ${all} channels (${(100 * read / all).toFixed(1)} %)`);
	assert.ok(read / all > 0.93);
});
