// How the catalogue is governed: lists by decision, change requests under the office's clock, deadlines of publication, and
// views for managers whose every number equals a recount of the list behind it.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setClock } from '../support/clock.mjs';
import { quote, sql as sqlOn } from '../support/db.mjs';
import { startInstance } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';

const HERE = '/can-bo/danh-muc';
const PROCEDURE = '2.000635';
let instance, drafter, controller, approver, administrator, stranger;

const sql = (text) => sqlOn(text, instance);
const one = (text) => Object.values(sql(text)[0])[0];
const verb = (...args) => execFileSync(join(instance.binaries, 'motcua-catalogue'), ['--config', join(instance.config_dir,
	'common.conf'), '--config', join(instance.config_dir, 'catalogue.conf'), '--verb', ...args], { encoding: 'utf8' });
const view = async (client, path) => {
	const { status, json, text } = await client.get(path, { json: true });

	assert.equal(status, 200, `${path}: ${text}`);
	return json;
};
// A table of a page as rows of texts.
const cell = ({ text, state }) => state?.label ?? text ?? '';
const table = ({ rows }) => rows.map(({ head, cells }) => [head, ...cells].map(cell));
const sheet = (page, caption) => page.sheets.find((found) => found.caption === caption);
const csv = async (client, path) => {
	const { status, headers, text } = await client.get(path);

	assert.equal(status, 200, `${path}: ${text}`);
	assert.match(headers['content-type'], /^text\/csv/);
	return text.replace(/^\uFEFF/, '').trim().split('\r\n').map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)]
		.map(([, value]) => value.replaceAll('""', '"')));
};
const says = async (answer, status, words) => {
	assert.equal(answer.status, status, answer.text);
	assert.match(answer.text, words);
};
const goes = (answer) => {
	assert.equal(answer.status, 303, answer.text);
	return answer.location;
};
const number = (text) => Number(text.replaceAll('.', ''));

let filed = 0;
// Dossiers as the catalogue counts them; nothing else of them is read.
function dossiers(count, { code = PROCEDURE, agency = 'H01.10', channel = 'online', at = '2026-10-12 03:00:00' } = {}) {
	filed += 1;
	sql(`INSERT INTO dossier (filing_number, secret_hash, state, version, channel, procedure_version_id, procedure_code,
		procedure_name, agency_receiving_id, agency_solving_id, applicant_name, subject, result_channel, clock_policy, filed_at)
		SELECT CONCAT('GOV-${filed}-', seq), X'${'00'.repeat(32)}', 'submitted', 1, '${channel}', 1, '${code}', 'x', agency.id, agency.id,
		'x', 'x', 'online', '', '${at}' FROM seq_1_to_${count} JOIN agency ON agency.code = '${agency}'`);
}

before(async () => {
	instance = await startInstance('catalogue-govern', { modules: ['catalogue'] });
	setClock('2026-11-20T09:00:00+07:00', instance); // a Friday; Tuesday the 24th is a day off
	[drafter, controller, approver, administrator, stranger] = await Promise.all(['drafter', 'controller', 'approver', 'administrator',
		'clerk'].map((role) => new Client(instance).signIn(role)));
});
after(() => instance?.reset());

test('who works on the catalogue reads everything; each act is for one role', async () => {
	for (const path of ['lo-trinh', 'lo-trinh/truc-tuyen', 'lo-trinh/chi-tieu', `lo-trinh/ke-hoach/${PROCEDURE}`, 'chat-luong',
		'chat-luong/thu-tuc', 'danh-sach', 'de-nghi', 'han-cong-bo']) {
		for (const client of [drafter, controller, approver, administrator])
			assert.equal((await client.get(`${HERE}/${path}`)).status, 200, path);
		assert.equal((await stranger.get(`${HERE}/${path}`)).status, 403, path);
		assert.equal((await new Client(instance).get(`${HERE}/${path}`)).status, 303, path);
	}
	for (const [path, may] of [['lo-trinh/chi-tieu', controller], ['de-nghi', drafter], ['danh-sach', controller], ['han-cong-bo', controller]])
		for (const client of [drafter, controller, approver, administrator, stranger])
			assert.equal((await client.post(`${HERE}/${path}`, {})).status, client === may ? 422 : 403, path);
});

test('R20: a target of a plan is set, measured, changed and taken back; everything stays in its history', async () => {
	const path = `${HERE}/lo-trinh/chi-tieu`;
	const target = { kind: 'level_share', level: 'online', tier: 'commune', value: '55,7%', due_on: '31/12/2026', source: 'Kế hoạch 12/KH-UBND' };

	goes(await controller.post(path, target));
	const row = async () => table(sheet(await view(controller, `${HERE}/lo-trinh`), 'Mức độ dịch vụ so với chỉ tiêu'))[0];
	const [whole, online] = [one(`SELECT COUNT(*) FROM procedure_in_force f JOIN procedure_version v ON v.id = f.version_id
		WHERE FIND_IN_SET('commune', v.tiers)`), one(`SELECT COUNT(*) FROM procedure_in_force f JOIN procedure_version v ON v.id = f.version_id
		WHERE FIND_IN_SET('commune', v.tiers) AND v.service_level <> 'information'`)];

	assert.deepEqual((await row()).slice(1, 5), ['Cấp xã', '55,7%', online, whole]);
	assert.equal((await row())[7], 'Đạt');
	goes(await controller.post(path, { ...target, value: '100' }));
	goes(await controller.post(path, { ...target, kind: 'level_count', level: 'full', tier: '', value: '1.100', due_on: '01/11/2026' }));
	assert.deepEqual(table(sheet(await view(controller, `${HERE}/lo-trinh`), 'Mức độ dịch vụ so với chỉ tiêu'))
		.map((cells) => [cells[2], cells[7]]), [['1.100', 'Quá hạn, chưa đạt'], ['100%', 'Đạt']]);
	goes(await controller.post(path, { ...target, value: '' }));
	const { events } = await view(controller, path);

	assert.ok(events.some(({ text }) => text.includes('55,7%')) && events.some(({ text }) => text.includes('Đã bỏ')));
	assert.ok(events.every(({ who }) => who));
	for (const [fields, words] of [[{ value: '100,1' }, /từ 0 đến 100%/], [{ level: '' }, /Mức độ/], [{ agency: 'H99' }, /Không có cơ quan/]])
		await says(await controller.post(path, { ...target, ...fields }), 422, words);
});

test('R29, R83: a service behind its planned level or integration is listed; its plans keep their history', async () => {
	const path = `${HERE}/lo-trinh/ke-hoach/DV.000001`;
	const plan = { level: 'full', due_on: '01/10/2026', integration_due: '01/09/2026' };

	goes(await controller.post(path, { ...plan, version: 0 }));
	const late = async (issue) => (await view(controller, `${HERE}/chat-luong/thu-tuc?van-de=${issue}`)).sheets[0].rows.map(({ head }) => head.text);

	assert.deepEqual([await late('late_level'), await late('late_integration')], [['DV.000001'], ['DV.000001']]);
	assert.equal((await controller.post(path, { ...plan, due_on: '01/12/2026', version: 0 })).status, 409, 'somebody was first');
	goes(await controller.post(path, { ...plan, due_on: '01/12/2026', integrated_on: '15/09/2026', version: 1 }));
	assert.deepEqual([await late('late_level'), await late('late_integration')], [[], []]);
	assert.equal((await view(drafter, path)).events.length, 2);
	assert.equal((await view(drafter, path)).forms.length, 0, 'who drafts does not plan');
	await says(await controller.post(path, { level: 'full', version: 2 }), 422, /Nhập ngày phải đạt/);
	await says(await controller.post(path, { law_term: 'mai', law_count: 'working_days', law_source: 'x', version: 2 }), 422, /Không đọc được/);
	assert.equal((await controller.get(`${HERE}/lo-trinh/ke-hoach/9.999999`)).status, 404);
});

test('C15: each number of the quality report is its list, its file, and a recount by SQL', async () => {
	sql(`UPDATE procedure_version SET level_reason = 'Phải có mặt' WHERE id = (SELECT version_id FROM procedure_in_force WHERE code = 'DV.000002');
		INSERT INTO procedure_basis (procedure_version_id, seq, number, name, expires_on)
		SELECT version_id, 99, '1/TT', 'Thông tư cũ', '2026-01-01' FROM procedure_in_force WHERE code = 'DV.000003'`);
	goes(await controller.post(`${HERE}/lo-trinh/ke-hoach/${PROCEDURE}`, { law_term: '1 giờ', law_count: 'working_days', law_source: 'Luật Hộ tịch',
		version: 0 }));
	dossiers(3);
	verb('traffic');
	const page = await view(controller, `${HERE}/chat-luong`);
	const found = Object.fromEntries(sheet(page, 'Vấn đề của các thủ tục đang có hiệu lực').rows.map(({ head, cells }) => [head.text, cells[0]]));
	const recounts = {
		'Cung cấp trực tuyến nhưng chưa có biểu mẫu điện tử': `service_level <> 'information' AND form_version_id IS NULL`,
		'Trực tuyến một phần nhưng không nêu lý do': "service_level = 'partial' AND level_reason = ''",
		'Có căn cứ pháp lý hết hiệu lực': 'id IN (SELECT procedure_version_id FROM procedure_basis WHERE expires_on <= \'2026-11-20\')',
		'Chưa từng phát sinh hồ sơ': 'procedure_id NOT IN (SELECT id FROM procedure_item WHERE code IN (SELECT procedure_code FROM dossier))',
	};

	for (const [issue, condition] of Object.entries(recounts))
		assert.equal(number(found[issue].text), Number(one(`SELECT COUNT(*) FROM procedure_version WHERE run_by = 'province' AND ${condition}
			AND id IN (SELECT current_version_id FROM procedure_item)`)), issue);
	assert.equal(found['Thời hạn dài hơn quy định của pháp luật'].text, '1');
	for (const [issue, { text, url }] of Object.entries(found)) {
		const rows = url ? await csv(controller, url.replace('/thu-tuc?', '/thu-tuc/tai-ve?')) : [[]];

		assert.equal(rows.length - 1, number(text), issue);
		if (url)
			assert.match((await view(controller, url)).sheets[0].caption, new RegExp(`^${text} thủ tục$`));
	}
	assert.deepEqual((await csv(controller, `${HERE}/chat-luong/tai-ve`)).slice(1).map(([name, count]) => [name, count]),
		Object.entries(found).map(([name, { text }]) => [name, text]));
});

test('R21: what ministries run is left out of every count and said beside it', async () => {
	const total = async () => number(table(sheet(await view(controller, `${HERE}/lo-trinh`), 'Số thủ tục theo mức độ')).at(-1)[1]);
	const before = await total();

	sql("UPDATE procedure_version SET run_by = 'ministry' WHERE id = (SELECT version_id FROM procedure_in_force WHERE code = 'DV.000005')");
	assert.equal(await total(), before - 1);
	assert.ok((await view(controller, `${HERE}/lo-trinh`)).leads.some((lead) => /^Không tính 1 thủ tục/.test(lead)));
	sql("UPDATE procedure_version SET run_by = 'province'");
});

test('R39: the share of dossiers filed online is measured for every unit that has dossiers, against its target', async () => {
	sql("DELETE FROM dossier WHERE filing_number LIKE 'GOV-%'");
	dossiers(1, { agency: 'H01.10' });
	dossiers(9, { agency: 'H01.10', channel: 'counter' });
	dossiers(2, { agency: 'H01.01', channel: 'online' });
	dossiers(50, { agency: 'H01.01', channel: 'online', at: '2026-11-12 03:00:00' }); // this month is not whole yet
	verb('traffic');
	const online = `${HERE}/lo-trinh/truc-tuyen`;
	const rows = () => csv(controller, `${online}/tai-ve`);
	const of = async (name) => (await rows()).find(([unit]) => unit === name);

	assert.deepEqual((await of('Sở VHTTDL')).slice(1), ['10', '1', '10%', '15%', 'Dưới chỉ tiêu']);
	assert.deepEqual((await of('Văn phòng UBND tỉnh')).slice(1), ['2', '2', '100%', '15%', 'Đạt']);
	assert.ok((await view(controller, online)).leads.includes('1 đơn vị dưới chỉ tiêu.'));
	goes(await controller.post(`${HERE}/lo-trinh/chi-tieu`, { kind: 'online_share', agency: 'H01.10', value: '10', source: 'Kế hoạch của Sở' }));
	assert.equal((await of('Sở VHTTDL')).at(-1), 'Đạt', 'its own target goes before the province\'s');
});

test('R19: busy procedures that are not fully online are reported, the busiest first', async () => {
	goes(await controller.post(`${HERE}/lo-trinh/chi-tieu`, { kind: 'busy_count', value: '20', source: 'Kế hoạch' }));
	dossiers(25, { code: 'DV.000009' });
	dossiers(30, { code: 'DV.000010' });
	dossiers(19, { code: 'DV.000011' });
	dossiers(90, { code: PROCEDURE });
	verb('traffic');
	const { sheets } = await view(controller, `${HERE}/chat-luong/thu-tuc?van-de=busy_offline`);

	assert.deepEqual(table(sheets[0]).map((cells) => [cells[0], cells[8]]), [['DV.000010', '30'], ['DV.000009', '25']]);
});

test('R55: definitions that a unit owes are due on a day, late after it, and the unit is reminded', async () => {
	goes(await controller.post(`${HERE}/lo-trinh/chi-tieu`, { kind: 'process_share', value: '100', due_on: '10/08/2026', source: 'CV 99' }));
	const unit = async (client) => table(sheet(await view(client, `${HERE}/chat-luong`), 'Biểu mẫu điện tử và quy trình còn thiếu theo đơn vị'))
		.find(([name]) => name === 'Sở VHTTDL');
	const [, forms, processes, due, state, reminded] = await unit(controller);
	const solved = `FROM procedure_version v JOIN procedure_item i ON i.current_version_id = v.id
		LEFT JOIN process_version p ON p.id = v.process_version_id WHERE v.id IN (SELECT procedure_version_id FROM procedure_offering
		WHERE agency_solving_id = (SELECT id FROM agency WHERE code = 'H01.10'))`;

	assert.equal(forms, one(`SELECT COUNT(*) ${solved} AND v.service_level <> 'information' AND v.form_version_id IS NULL`));
	assert.equal(processes, one(`SELECT COUNT(*) ${solved} AND COALESCE(p.code, 'default') = 'default'`));
	assert.deepEqual([due, state, reminded], ['10/08/2026', 'Quá hạn', '']);
	const said = (page) => page.leads.some((lead) => lead.includes('đã nhắc đơn vị'));

	assert.ok(!said(await view(drafter, `${HERE}/chat-luong`)));
	goes(await controller.post(`${HERE}/chat-luong/nhac`, { agency: 'H01.10' }));
	assert.match((await unit(controller))[5], /^20\/11\/2026/);
	assert.ok(said(await view(drafter, `${HERE}/chat-luong`)));
	assert.equal((await drafter.post(`${HERE}/chat-luong/nhac`, { agency: 'H01.10' })).status, 403);
});

// --- lists by decision -----------------------------------------------------------------------------------------------

const LISTS = `${HERE}/danh-sach`;
const draw = async (fields) => `${LISTS}/${/DM-\w+/.exec(goes(await controller.post(LISTS, { year: 2026, ...fields })))[0]}`;
const version = async (list, client = controller) => hidden(await client.get(list), 'version');
const change = async (list, act, code) => controller.post(`${list}/muc`, { act, code, version: await version(list) });
const issue = async (list, fields = {}) => approver.post(`${list}/ban-hanh`, { decision_no: '77/QĐ-UBND', decision_date: '20/11/2026',
	effective_from: '01/12/2026', version: await version(list, approver), ...fields });

test('R7, R11: the list of each place of reception is drawn from the catalogue as it is today', async () => {
	sql(`UPDATE agency SET tier = 'vertical' WHERE name LIKE 'Công an%'`);
	const places = { online: "o.online AND v.service_level <> 'information'", centre: "place.tier = 'centre'", counter: "place.tier IN ('commune', 'district')" };

	for (const [kind, condition] of Object.entries(places))
		assert.equal((await view(controller, await draw({ kind, year: 2025 }))).rows.find(({ key }) => key === 'Số thủ tục').value,
			one(`SELECT COUNT(DISTINCT v.id) FROM procedure_offering o JOIN procedure_version v ON v.id = o.procedure_version_id
				JOIN procedure_item i ON i.current_version_id = v.id JOIN agency place ON place.id = o.agency_receiving_id
				WHERE ${condition}`), kind);
	const vertical = await csv(controller, `${await draw({ kind: 'vertical', year: 2025 })}/tai-ve`);

	assert.equal(vertical.length - 1, Number(one(`SELECT COUNT(DISTINCT o.procedure_version_id) FROM procedure_offering o
		JOIN procedure_item i ON i.current_version_id = o.procedure_version_id JOIN agency place ON place.id = o.agency_solving_id
		WHERE place.tier = 'vertical'`)));
	assert.ok(vertical.length > 1);
	await says(await controller.post(LISTS, { kind: 'vertical', year: 2025 }), 422, /Đã có dự thảo/);
});

test('a list is issued once, by another person, with a decision; then nobody changes it', async () => {
	const list = await draw({ kind: 'online' });

	assert.equal((await controller.post(`${list}/ban-hanh`, { version: 1 })).status, 403);
	assert.equal((await approver.post(`${list}/muc`, { version: 1, act: 'add', code: PROCEDURE })).status, 403);
	await says(await issue(list, { effective_from: '19/11/2026' }), 422, /trước ngày ký/);
	await says(await issue(list, { decision_date: '21/11/2026' }), 422, /sau hôm nay/);
	await says(await change(list, 'add', '9.999999'), 422, /Không có thủ tục/);
	await says(await change(list, 'add', PROCEDURE), 422, /đã có trong danh sách/);
	goes(await issue(list));
	const { rows, forms } = await view(controller, list);

	assert.deepEqual(forms, []);
	assert.ok(rows.some(({ value }) => value === '77/QĐ-UBND') && rows.some(({ value }) => value === 'Đã ban hành'));
	assert.equal((await controller.post(`${list}/muc`, { act: 'remove', code: PROCEDURE, version: 2 })).status, 409);
	assert.equal((await approver.post(`${list}/ban-hanh`, { decision_no: '78', decision_date: '20/11/2026', effective_from: '20/11/2026',
		version: 2 })).status, 409);
});

test('R13: next year\'s list says in words what it changes, and where it and the catalogue differ', async () => {
	const old = one("SELECT name FROM procedure_in_force WHERE code = 'DV.000001'");

	sql(`UPDATE procedure_version SET name = 'Tên mới' WHERE id = (SELECT version_id FROM procedure_in_force WHERE code = 'DV.000001')`);
	const list = await draw({ kind: 'online', year: 2027 });

	goes(await change(list, 'remove', PROCEDURE));
	const page = await view(controller, list);
	const changes = table(page.sheets.find(({ caption }) => caption.startsWith('Thay đổi so với')));

	assert.deepEqual(changes.map(([code, , , , words]) => [code, words]), [[PROCEDURE, 'Đưa ra khỏi danh sách'],
		['DV.000001', `Đổi tên từ "${old}"`]].sort());
	assert.deepEqual(table(sheet(page, 'So với danh mục hiện hành')).map(([code, , , , words]) => [code, words]),
		[[PROCEDURE, 'Danh mục có nơi tiếp nhận này nhưng danh sách không nêu']]);
	sql(`UPDATE procedure_version SET name = ${quote(old)} WHERE name = 'Tên mới'`);
});

test('R8, R9: approval on the spot by agency has its share against the target, and candidates by transactions', async () => {
	const agency = 'H01.10';

	await says(await controller.post(LISTS, { kind: 'on_spot', year: 2026 }), 422, /Nhập mã cơ quan/);
	const list = await draw({ kind: 'on_spot', agency });
	const solved = sql(`SELECT i.code FROM procedure_item i JOIN procedure_offering o ON o.procedure_version_id = i.current_version_id
		WHERE o.agency_solving_id = (SELECT id FROM agency WHERE code = '${agency}') GROUP BY i.code ORDER BY i.code`).map(({ code }) => code);
	const share = async () => (await view(controller, list)).rows.find(({ key }) => key === 'Tỷ lệ phê duyệt tại chỗ').value;

	assert.match(await share(), new RegExp(`^0% \\(0 trên ${solved.length} thủ tục\\), chỉ tiêu 20%: Dưới chỉ tiêu`));
	await says(await change(list, 'add', PROCEDURE), 422, /không giải quyết/);
	sql("DELETE FROM dossier WHERE filing_number LIKE 'GOV-%'");
	dossiers(7, { code: solved[1], agency });
	dossiers(12, { code: solved[2], agency });
	verb('traffic');
	const candidates = async () => table(sheet(await view(controller, list), 'Thủ tục nên đưa vào, theo số hồ sơ 12 tháng'))
		.map(([code, , n]) => [code, n]);

	assert.deepEqual(await candidates(), [[solved[2], '12'], [solved[1], '7']]);
	goes(await change(list, 'add', solved[2]));
	goes(await change(list, 'add', solved[0]));
	assert.deepEqual(await candidates(), [[solved[1], '7']]);
	assert.match(await share(), new RegExp(`\\(2 trên ${solved.length} thủ tục\\), chỉ tiêu 20%: Đạt`));
	const row = async () => (await csv(controller, `${LISTS}/tai-cho/tai-ve`)).find(([name]) => name === 'Sở VHTTDL');

	assert.equal((await row())[2], '0', 'a draft does not count yet');
	goes(await issue(list));
	assert.deepEqual([(await row())[2], (await row())[5]], ['2', 'Đạt']);
	assert.equal((await csv(controller, `${await draw({ kind: 'on_spot', agency, year: 2027 })}/tai-ve`)).length - 1, 2, 'it begins with the last one');
});

// --- change requests ---------------------------------------------------------------------------------------------------

const REQUESTS = `${HERE}/de-nghi`;
const file = async (fields = {}) => `${REQUESTS}/${/DN-\w+/.exec(goes(await drafter.post(REQUESTS, { kind: 'amend', code: 'DV.000001',
	text: 'Thông tư mới bỏ một giấy tờ', ...fields })))[0]}`;
const fact = (page, key) => page.rows.find((row) => row.key === key)?.value;

test('R16: a request is due in three working days of the office, days off left out; overdue ones are counted', async () => {
	const list = await file({ known_on: '18/11/2026' });

	assert.match(fact(await view(controller, list), 'Hạn trả lời'), /^26\/11\/2026 17:30 \(Trong hạn\)/, 'Friday, then Mon 23, Wed 25, Thu 26');
	assert.equal(fact(await view(controller, list), 'Thời hạn gửi đề nghị'), 'Gửi trong hạn');
	assert.equal(fact(await view(controller, await file({ known_on: '16/11/2026' })), 'Thời hạn gửi đề nghị'), 'Gửi quá hạn 03 ngày làm việc');
	setClock('2026-11-27T09:00:00+07:00', instance);
	[drafter, controller, approver] = await Promise.all(['drafter', 'controller', 'approver'].map((role) => new Client(instance).signIn(role)));
	assert.match(fact(await view(controller, list), 'Hạn trả lời'), /Quá hạn trả lời/);
	assert.ok((await view(controller, REQUESTS)).leads.includes('2 đề nghị đã quá hạn trả lời.'));
	goes(await controller.post(`${list}/chap-nhan`, { version: 1 }));
	assert.match(fact(await view(controller, list), 'Hạn trả lời'), /Trả lời quá hạn/);
});

test('an accepted request gives the unit its draft; a refused one says why; each is answered once', async () => {
	const accepted = await file({ code: 'DV.000004' });
	const drafts = () => Number(one(`SELECT COUNT(*) FROM procedure_version WHERE state = 'draft'
		AND procedure_id = (SELECT id FROM procedure_item WHERE code = 'DV.000004')`));

	assert.equal(drafts(), 0);
	goes(await controller.post(`${accepted}/chap-nhan`, { version: 1, note: 'Đồng ý' }));
	assert.equal(drafts(), 1);
	assert.equal((await controller.post(`${accepted}/tu-choi`, { version: 1, reason: 'Không' })).status, 409);
	const refused = await file();

	await says(await controller.post(`${refused}/tu-choi`, { version: 1 }), 422, /Lý do từ chối/);
	goes(await controller.post(`${refused}/tu-choi`, { version: 1, reason: 'Văn bản chưa có hiệu lực' }));
	const { events } = await view(drafter, refused);

	assert.deepEqual(events.map(({ title }) => title), ['Từ chối', 'Gửi đề nghị']);
	assert.equal(events[0].text, 'Văn bản chưa có hiệu lực');
	const withdrawn = await file();

	goes(await drafter.post(`${withdrawn}/rut`, { version: 1 }));
	assert.equal((await controller.post(`${withdrawn}/chap-nhan`, { version: 2 })).status, 409);
});

test('a unit asks for its own procedures, and sees its own requests alone', async () => {
	const elsewhere = "(SELECT id FROM agency WHERE code = 'H01.01')";

	sql(`UPDATE procedure_item SET owner_agency_id = ${elsewhere} WHERE code = 'DV.000006'`);
	await says(await drafter.post(REQUESTS, { kind: 'amend', code: 'DV.000006', text: 'x' }), 422, /đơn vị khác/);
	await says(await drafter.post(REQUESTS, { kind: 'amend', text: 'x' }), 422, /Nhập mã thủ tục/);
	await says(await drafter.post(REQUESTS, { kind: 'add', text: 'x' }), 422, /Nhập tên thủ tục/);
	const request = await file({ kind: 'add', code: '', name: 'Thủ tục chưa có' });

	sql(`UPDATE catalogue_request SET agency_id = ${elsewhere} WHERE code = '${request.split('/').at(-1)}'`);
	assert.equal((await drafter.get(request)).status, 404);
	assert.equal((await drafter.post(`${request}/rut`, { version: 1 })).status, 404);
	assert.equal((await controller.get(request)).status, 200);
	const shown = async (client) => table((await view(client, REQUESTS)).sheets[0]).map(([code]) => code);

	assert.ok(!(await shown(drafter)).includes(request.split('/').at(-1)));
	assert.ok((await shown(approver)).includes(request.split('/').at(-1)));
	assert.equal((await approver.post(`${request}/chap-nhan`, { version: 1 })).status, 403);
});

// --- deadlines -----------------------------------------------------------------------------------------------------------

test('R17, NĐ 63/2010 Điều 15, 24: late publications and late signatures are listed, counted, with who', async () => {
	const decide = (code, decision, signed, force, at) => sql(`UPDATE procedure_version SET decision_no = '${decision}',
		decision_date = '${signed}', effective_from = '${force}' WHERE id = (SELECT version_id FROM procedure_in_force WHERE code = '${code}');
		INSERT INTO procedure_review (procedure_version_id, seq, kind, at, officer_id) SELECT version_id, 90, 'decide', '${at}',
		(SELECT id FROM officer WHERE code = 'chutich') FROM procedure_in_force WHERE code = '${code}'`);

	sql(`UPDATE publication SET published_at = '2025-01-01';
		INSERT INTO publication (tree, published_at, pages, changed_pages) VALUES ('x', '2026-11-12 03:00:00', 1, 1)`);
	decide('DV.000020', '501/QĐ-UBND', '2026-11-06', '2026-11-16', '2026-11-06 03:00:00'); // due Fri 13: in time
	decide('DV.000021', '502/QĐ-UBND', '2026-11-04', '2026-11-07', '2026-11-11 03:00:00'); // due Wed 11: a day late, and signed late
	decide('DV.000022', '503/QĐ-UBND', '2026-11-25', '2026-12-05', '2026-11-26 03:00:00'); // due Wed 2 December: waits
	sql("UPDATE procedure_item SET owner_agency_id = (SELECT id FROM agency WHERE code = 'H01.10') WHERE code = 'DV.000021'");
	const path = `${HERE}/han-cong-bo`;
	const of = async (decision) => (await csv(controller, `${path}/tai-ve?nam=2026`)).find(([name]) => name === decision);

	assert.deepEqual((await of('501/QĐ-UBND')).slice(4), ['13/11/2026', '12/11/2026 10:00', 'Đúng hạn', '16/11/2026', 'Đúng hạn', '', 'Nguyễn Văn An']
		.map((text, i) => (i === 6 ? one("SELECT name FROM officer WHERE code = 'chutich'") : text)));
	assert.deepEqual((await of('502/QĐ-UBND')).slice(4, 10), ['11/11/2026', '12/11/2026 10:00', 'Quá hạn', '07/11/2026', 'Ký muộn', 'Sở VHTTDL']);
	assert.deepEqual((await of('503/QĐ-UBND')).slice(4, 7), ['02/12/2026', '', 'Chờ công khai']);
	const late = (await csv(controller, `${path}/tai-ve?nam=2026&muon=1`)).slice(1).map(([name]) => name);

	assert.ok(late.includes('502/QĐ-UBND') && !late.includes('501/QĐ-UBND'));
	assert.ok((await view(controller, `${path}?nam=2026`)).leads.includes(`${late.length} quyết định được ký muộn hoặc công khai quá hạn.`));
	await says(await controller.post(path, { decision_no: '999/QĐ', decision_date: '01/11/2026', track: 'fast' }), 422, /Không có phiên bản nào/);
	goes(await controller.post(path, { decision_no: '501/QĐ-UBND', decision_date: '06/11/2026', track: 'fast' }));
	assert.deepEqual((await of('501/QĐ-UBND')).slice(2, 7), ['Trình tự, thủ tục rút gọn', '1', '10/11/2026', '12/11/2026 10:00', 'Quá hạn']);
});

// --- as many as a province has -----------------------------------------------------------------------------------------

const MANY = 6000;

test(`views over ${MANY} procedures: every number equals a recount; p99 measured`, async (t) => {
	sql(`INSERT INTO sector (id, code, name, slug) SELECT 100000 + seq, CONCAT('S', seq), CONCAT('Lĩnh vực ', seq), CONCAT('linh-vuc-', seq)
		FROM seq_0_to_19;
	INSERT INTO procedure_item (id, code, slug) SELECT 100000 + seq, CONCAT('9.', LPAD(seq, 6, '0')), CONCAT('sinh-', seq) FROM seq_1_to_${MANY};
	INSERT INTO procedure_version (id, procedure_id, version_no, state, name, sector_id, tiers, service_level, old_level, audience, steps,
		conditions, legal_basis, result_name, decision_no, effective_from)
	SELECT 100000 + seq, 100000 + seq, 1, 'published', CONCAT('Thủ tục sinh ra số ', seq), 100000 + seq % 20,
		ELT(1 + seq % 3, 'province', 'commune', 'province,commune'), ELT(1 + seq % 4, 'full', 'partial', 'information', 'partial'), 1 + seq % 4,
		'citizen', '', '', 'Luật 1; Luật 2', 'x', '1/QĐ', '2026-01-01' FROM seq_1_to_${MANY};
	INSERT INTO procedure_offering (procedure_version_id, agency_receiving_id, agency_solving_id, online)
	SELECT 100000 + seq, agency.id, agency.id, seq % 4 <> 2 FROM seq_1_to_${MANY} JOIN agency ON agency.valid_to IS NULL
		AND (agency.id + seq) % 5 = 0;
	INSERT INTO procedure_channel (procedure_version_id, case_no, channel, term_text, clock_policy, fee_text)
	SELECT 100000 + seq, 1, 'counter', '5 ngày', 'count=working_days; term=5 ngay lam viec', IF(seq % 2, '10.000 đồng', '') FROM seq_1_to_${MANY};
	UPDATE procedure_item SET current_version_id = id WHERE id > 100000;
	INSERT INTO catalogue_traffic SELECT CONCAT('9.', LPAD(seq, 6, '0')), (SELECT MIN(id) FROM agency), '2026-05-01', seq % 50, 0, NOW(6)
		FROM seq_1_to_${MANY}`);
	const rows = table(sheet(await view(controller, `${HERE}/lo-trinh?theo=cap`), 'Số thủ tục theo mức độ'));
	const count = (condition) => Number(one(`SELECT COUNT(*) FROM procedure_version v JOIN procedure_item i ON i.current_version_id = v.id
		WHERE v.run_by = 'province' AND ${condition}`));

	for (const [label, condition] of [['Cấp tỉnh', "FIND_IN_SET('province', v.tiers)"], ['Cấp xã', "FIND_IN_SET('commune', v.tiers)"], ['Toàn tỉnh', '1']]) {
		const found = rows.find(([name]) => name === label);

		assert.deepEqual([1, 2, 3, 4, 6, 7].map((k) => number(found[k])), ['1', "v.service_level = 'full'", "v.service_level = 'partial'",
			"v.service_level = 'information'", 'v.old_level >= 3', 'v.old_level = 4'].map((level) => count(`${condition} AND ${level}`)), label);
	}
	const sector = (await csv(controller, `${HERE}/lo-trinh/tai-ve?theo=linh-vuc`)).find(([name]) => name === 'Lĩnh vực 7');

	assert.equal(number(sector[1]), count('v.sector_id = 100007'));
	let pages = 0;
	let seen = 0;

	for (let next = `${HERE}/chat-luong/thu-tuc?cap=commune&muc-do=full`; next; pages++) {
		const page = await view(controller, next);

		seen += page.sheets[0].rows.length;
		next = page.next_url;
	}
	assert.equal(seen, count("FIND_IN_SET('commune', v.tiers) AND v.service_level = 'full'"), `${pages} pages`);
	for (const path of ['lo-trinh', 'chat-luong', 'chat-luong/thu-tuc?van-de=no_form', 'danh-sach', 'lo-trinh/tai-ve']) {
		const times = [];

		for (let n = 0; n < 30; n++) {
			const start = performance.now();

			assert.equal((await controller.get(`${HERE}/${path}`)).status, 200);
			times.push(performance.now() - start);
		}
		times.sort((a, b) => a - b);
		t.diagnostic(`${path}: median ${times[15].toFixed(0)} ms, p99 ${times[29].toFixed(0)} ms`);
		assert.ok(times[15] < 2000, `${path}: ${times[15]} ms`);
	}
});
