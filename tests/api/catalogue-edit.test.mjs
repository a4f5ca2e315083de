// The procedure editor: a procedure written section by section as forms send it, every fault beside its field, nothing lost when
// two people write at once, nothing changed by who may not.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { sql } from '../support/db.mjs';
import { startInstance } from '../support/env.mjs';
import { Client } from '../support/http.mjs';

const CODE = '9.123456';
const EDIT = `/can-bo/danh-muc/thu-tuc/${CODE}/sua`;
let instance;
let admin;

const page = async (section, client = admin) => {
	const { status, json, text } = await client.get(`${EDIT}/${section}`, { json: true });

	assert.equal(status, 200, text);
	return json;
};
// What a browser would send of the page as it stands, with `changes` typed over it.
const shown = ({ version, once, parts }) => {
	const fields = { version, once };
	const take = (item) => {
		for (const control of Object.values(item).filter((value) => value?.name)) {
			if (control.options) {
				const chosen = control.options.filter(({ selected }) => selected).map(({ value }) => value);

				if (chosen.length > 0)
					fields[control.name] = chosen;
			} else if (control.selected === undefined) {
				fields[control.name] = control.value;
			} else if (control.selected) {
				fields[control.name] = control.value;
			}
		}
	};

	for (const { fields: plain, rows } of parts) {
		plain.forEach(take);
		for (const row of rows) {
			fields[row.was.name] = row.was.value;
			if (row.ordered)
				fields[row.place_name] = row.place;
			row.fields.forEach(take);
		}
	}
	return fields;
};
const save = async (section, changes, client = admin) => client.post(`${EDIT}/${section}`,
	{ ...shown(await page(section, client)), lam: 'luu', ...changes });
const saved = async (section, changes) => {
	const answer = await save(section, changes);

	assert.equal(answer.status, 303, answer.text);
	return page(section);
};
const value = ({ parts }, name) => parts.flatMap(({ fields, rows }) => [...fields, ...rows.flatMap((row) => row.fields)])
	.flatMap((item) => Object.values(item)).find((control) => control?.name === name);

before(async () => {
	instance = await startInstance('catalogue-edit', { modules: ['catalogue'] });
	admin = await new Client(instance).signIn('administrator');
});
after(() => instance?.reset());

test('a new procedure is its code, its name and its sector; the rest is the editor\'s', async () => {
	const create = (fields) => admin.post('/can-bo/danh-muc/thu-tuc-moi', fields, { json: false });
	const missing = await create({ code: 'có dấu' });

	assert.equal(missing.status, 422);
	assert.match(missing.text, /href="#code"[\s\S]*href="#name"[\s\S]*href="#sector"/);
	assert.equal((await create({ code: CODE, name: 'Tên', sector: 'khong-co' })).status, 422);
	const { status, location } = await create({ code: CODE, name: 'Đăng ký thử nghiệm', sector: 'ho-tich' });

	assert.equal(status, 303);
	assert.equal(location, `${EDIT}/chung`);
	assert.match((await create({ code: CODE, name: 'Tên khác', sector: 'ho-tich' })).text, /đã có trong danh mục/);
	assert.equal((await create({ code: '9.123457', name: 'Đăng ký thử nghiệm', sector: 'ho-tich' })).status, 303, 'the same name');
	assert.deepEqual(sql(`SELECT slug FROM procedure_item WHERE code LIKE '9.12345%' ORDER BY code`, instance).map(({ slug }) => slug),
		['dang-ky-thu-nghiem', 'dang-ky-thu-nghiem-9-123457']);
});

test('section by section until nothing is missing', async () => {
	const missing = async () => (await admin.get(EDIT, { json: true })).json;

	assert.ok((await missing()).any_blocking);
	await saved('chung', { tiers: ['commune'], service_level: 'partial', level_reason: 'Phải đối chiếu bản chính.',
		audience: ['citizen', 'organisation'], keywords: 'thử, nghiệm' });
	await saved('trinh-tu', { steps: 'Nộp hồ sơ\nTiếp nhận\nTrả kết quả', conditions: '' });
	await saved('truong-hop', { 'cases.0.name': 'Cấp mới', 'cases.1.name': 'Cấp lại', 'cases.1.place': '2' });
	await saved('cach-thuc?truong-hop=1&kenh=counter', { offered: '1', everywhere: '1', term_text: '03 ngày làm việc',
		term: '3 ngày làm việc', 'fees.0.name': 'Lệ phí cấp giấy', 'fees.0.kind': 'le_phi', 'fees.0.amount': '50.000' });
	await saved('thanh-phan?truong-hop=2', { copies: '2', 'requirements.0.name': 'Tờ khai', 'requirements.0.code': 'TK',
		'requirements.0.originals': '1', 'requirements.0.required': '1' });
	await saved('thanh-phan?truong-hop=1', { 'requirements.0.name': 'Tờ khai', 'requirements.0.code': 'TK',
		'requirements.0.originals': '1' });
	await saved('co-quan', { 'offerings.0.receiving': 'H01.21', 'offerings.0.solving': 'H01.21', 'offerings.0.online': '1',
		'agencies.0.role': 'performing', 'agencies.0.name': 'Ủy ban nhân dân cấp xã' });
	await saved('ket-qua', { result_name: 'Giấy xác nhận', 'results.0.name': 'Giấy xác nhận', 'results.0.code': 'KQ.1' });
	await saved('can-cu', { 'basis.0.number': '60/2014/QH13', 'basis.0.name': 'Luật Hộ tịch', 'basis.0.issued_on': '20/11/2014' });
	await saved('lien-quan', { 'relations.0.code': '2.000635', 'relations.0.kind': 'related' });
	const process = value(await page('dinh-nghia'), 'process').options[0].value;

	await saved('dinh-nghia', { process, fee_time: 'at_filing' });
	const { any_blocking: blocked, gaps } = await missing();

	assert.ok(!blocked, JSON.stringify(gaps));
	assert.deepEqual(sql(`SELECT case_no, channel, clock_policy LIKE '%3 ngày làm việc%' AS clock FROM procedure_channel
		JOIN procedure_version ON procedure_version.id = procedure_version_id JOIN procedure_item ON procedure_item.id = procedure_id
		WHERE code = '${CODE}' ORDER BY case_no`, instance), [{ case_no: '1', channel: 'counter', clock: '1' },
		{ case_no: '2', channel: 'counter', clock: '1' }], 'the same for every case');
});

test('what was saved is what the page shows, in every section', async () => {
	assert.equal(value(await page('cach-thuc?truong-hop=2&kenh=counter'), 'fees.0.amount').value, '50.000');
	assert.equal(value(await page('can-cu'), 'basis.0.issued_on').value, '20/11/2014');
	assert.equal(value(await page('thanh-phan?truong-hop=2'), 'requirements.0.originals').value, '1');
	assert.deepEqual(value(await page('chung'), 'audience').options.filter(({ selected }) => selected).length, 2);
	for (const section of ['chung', 'trinh-tu', 'truong-hop', 'cach-thuc', 'thanh-phan', 'co-quan', 'ket-qua', 'can-cu', 'lien-quan',
		'dinh-nghia']) {
		const before_ = shown(await page(section));
		const after_ = shown(await saved(section, {}));

		assert.deepEqual({ ...after_, version: 0, once: 0 }, { ...before_, version: 0, once: 0 }, section);
	}
});

test('every fault is said beside its field, with the row, and nothing is saved', async () => {
	const faults = async (section, changes) => {
		const { status, text } = await save(section, changes);

		assert.equal(status, 422, text);
		return [...text.matchAll(/<a href="(#[^"]+)">/g)].map(([, anchor]) => anchor);
	};

	assert.deepEqual(await faults('chung', { name: '', old_level: 'bốn', external_url: 'javascript:1' }),
		['#name', '#external_url', '#old_level']);
	assert.deepEqual(await faults('thanh-phan', { 'requirements.1.code': 'có dấu' }), ['#requirements.1.name', '#requirements.1.code']);
	assert.deepEqual(await faults('can-cu', { 'basis.1.name': 'Luật', 'basis.1.issued_on': '31/02/2020' }), ['#basis.1.issued_on']);
	assert.deepEqual(await faults('co-quan', { 'offerings.1.receiving': 'H99', 'offerings.1.solving': 'H01.21' }),
		['#offerings.1.receiving']);
	assert.deepEqual(await faults('cach-thuc?truong-hop=1&kenh=counter', { term: 'tùy trường hợp' }), ['#term']);
	assert.deepEqual(await faults('cach-thuc?truong-hop=1&kenh=post', { offered: '1' }), ['#term_text']);
	assert.deepEqual(await faults('dinh-nghia', { form: '999999' }), ['#form']);
	assert.equal(value(await page('chung'), 'name').value, 'Đăng ký thử nghiệm');
});

test('a row is added without saving, and what was typed stays', async () => {
	const { status, json } = await admin.post(`${EDIT}/can-cu`, { ...shown(await page('can-cu')), 'basis.1.name': 'Luật mới',
		lam: 'them-basis' }, { json: true });

	assert.equal(status, 200);
	assert.equal(value(json, 'basis.1.name').value, 'Luật mới');
	assert.equal(value(json, 'basis.2.name').value, '');
	assert.equal(value(await page('can-cu'), 'basis.1.name').value, '', 'not saved');
});

test('all communes at once: each that is not there yet, once', async () => {
	const { json } = await admin.post(`${EDIT}/co-quan`, { ...shown(await page('co-quan')), lam: 'cap-xa' }, { json: true });
	const names = json.parts[0].rows.map(({ fields }) => fields[0].pick.value).filter((code) => code !== '');

	assert.deepEqual(names.sort(), ['H01.21', 'H01.22', 'H01.23']);
});

test('the clock is told by an example before anything is saved', async () => {
	const at = 'cach-thuc?truong-hop=1&kenh=counter';
	const { json } = await admin.post(`${EDIT}/${at}`, { ...shown(await page(at)), term: '5 ngày làm việc', lam: 'xem' }, { json: true });
	const lines = json.explained.map(({ text }) => text).join('\n');

	assert.match(lines, /Thứ Hai/);
	assert.match(lines, /5 ngày làm việc/);
	assert.match(lines, /Hẹn trả kết quả/);
	assert.equal(value(await page(at), 'term').value, '3 ngày làm việc');
});

test('two people at once: the second sees both texts, loses nothing and decides', async () => {
	const first = shown(await page('ket-qua'));
	const second = shown(await page('ket-qua'));

	assert.equal((await admin.post(`${EDIT}/ket-qua`, { ...first, result_name: 'Của người thứ nhất', lam: 'luu' })).status, 303);
	const { status, json } = await admin.post(`${EDIT}/ket-qua`, { ...second, result_name: 'Của người thứ hai', lam: 'luu' },
		{ json: true });

	assert.equal(status, 409);
	assert.deepEqual(json.differences.map(({ theirs, mine }) => [theirs, mine]), [['Của người thứ nhất', 'Của người thứ hai']]);
	assert.equal(value(await page('ket-qua'), 'result_name').value, 'Của người thứ nhất');
	assert.equal((await admin.post(`${EDIT}/ket-qua`, { ...shown(json), lam: 'luu' })).status, 303);
	assert.equal(value(await page('ket-qua'), 'result_name').value, 'Của người thứ hai');
});

test('a second click saves once and leads where the first did', async () => {
	const fields = { ...shown(await page('ket-qua')), result_name: 'Bấm hai lần', lam: 'tiep' };
	const answers = await Promise.all([1, 2].map(() => admin.post(`${EDIT}/ket-qua`, fields)));

	assert.deepEqual(answers.map(({ status, location }) => [status, location]), [[303, `${EDIT}/can-cu`], [303, `${EDIT}/can-cu`]]);
	assert.equal((await page('ket-qua')).version, Number(fields.version) + 1);
});

test('only who drafts for the procedure\'s unit changes it, and only a draft', async () => {
	const drafter = await new Client(instance).signIn({ ...instance.accounts.drafter });
	const fields = { ...shown(await page('ket-qua')), lam: 'luu' };

	assert.equal((await drafter.post(`${EDIT}/ket-qua`, fields)).status, 403, 'the office\'s own procedure');
	assert.equal((await drafter.get(EDIT)).status, 200, 'reading is free');
	sql(`UPDATE procedure_item SET owner_agency_id = (SELECT id FROM agency WHERE code = 'H01.10') WHERE code = '${CODE}'`, instance);
	assert.equal((await drafter.post(`${EDIT}/ket-qua`, fields)).status, 303);
	assert.equal((await (await new Client(instance).signIn('controller')).get(`${EDIT}/chung`)).status, 403);
	assert.equal((await admin.get('/can-bo/danh-muc/thu-tuc/2.000635/sua/chung')).status, 409, 'in force');
	assert.equal((await admin.get(`${EDIT}/khong-co`)).status, 404);
	assert.equal((await admin.get(`${EDIT}/thanh-phan?truong-hop=9`)).status, 404);
});

test('the second person sees what is new, section by section, and says so beside it', async () => {
	const controller = await new Client(instance).signIn('controller');
	const at = `/can-bo/danh-muc/thu-tuc/${CODE}/tham-dinh`;
	const review = async () => (await controller.get(at, { json: true })).json;
	const section = async (slug) => (await review()).sections.find((one) => one.slug === slug);

	assert.ok((await section('thanh-phan')).changes.some(({ what, to }) => /thành phần hồ sơ/i.test(what) && /Tờ khai/.test(to)
		|| /Tờ khai/.test(to ?? '')), JSON.stringify(await section('thanh-phan')));
	const empty = await controller.post(at, { section: 'can-cu', note: '' });

	assert.equal(empty.status, 422);
	assert.match(empty.text, /href="#note"/);
	assert.equal((await controller.post(at, { section: 'khong-co', note: 'x' })).status, 422);
	const { once } = await review();
	const answers = await Promise.all([1, 2].map(() => controller.post(at, { section: 'can-cu', note: 'Thiếu nghị định\nhướng dẫn',
		once: `${once}-can-cu` })));

	assert.deepEqual(answers.map(({ status, location }) => [status, location]), [[303, `${at}#can-cu`], [303, `${at}#can-cu`]]);
	assert.deepEqual((await section('can-cu')).remarks.map(({ note }) => note), ['Thiếu nghị định\nhướng dẫn']);
	assert.deepEqual((await section('chung')).remarks, []);
});

test('what a change to a version in force is, is shown against it, each member in the section that edits it', async () => {
	const begin = `/can-bo/danh-muc/thu-tuc/2.000635`;
	const { json: before_ } = await admin.get(`${begin}/tham-dinh`, { json: true });

	assert.equal((await admin.post(`${begin}/tham-dinh`, { section: 'chung', note: 'x' })).status, 409, 'it is in force');
	assert.equal(before_.action, null);
	sql(`INSERT INTO procedure_version (procedure_id, version_no, state, name, sector_id, tiers, service_level, audience, steps,
		conditions, legal_basis, result_name, decision_no, fee_time, kind) SELECT procedure_id, version_no + 1, 'draft', 'Tên mới',
		sector_id, tiers, service_level, audience, 'Một bước', conditions, legal_basis, 'Kết quả khác', '', fee_time, kind
		FROM procedure_version WHERE id = (SELECT current_version_id FROM procedure_item WHERE code = '2.000635')`, instance);
	const { json } = await admin.get(`${begin}/tham-dinh`, { json: true });
	const what = Object.fromEntries(json.sections.map(({ slug, changes }) => [slug, changes.map((one) => one.what)]));

	assert.ok(what.chung.includes('Tên thủ tục'));
	assert.ok(what['trinh-tu'].includes('Trình tự thực hiện'));
	assert.ok(what['ket-qua'].includes('Kết quả thực hiện'));
	assert.ok(what['truong-hop'].length > 0 && what['co-quan'].length > 0 && what['dinh-nghia'].length > 0, JSON.stringify(what));
	assert.deepEqual(what['lien-quan'], []);
});
