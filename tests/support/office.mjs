// A small office for tests of the officers' side, without the sample province: two communes, one calendar, one officer
// per role, one procedure with two papers. Officers are signed in by writing their session, so that no test waits for a
// password and a second factor.
import { createHash, randomBytes } from 'node:crypto';
import { Client } from './http.mjs';
import { quote, sql } from './db.mjs';
import { startInstance } from './env.mjs';

export const ROLES = ['intake', 'processing', 'section_head', 'leader', 'clerk', 'returning', 'cashier', 'administrator'];
const POLICY = 'count=working_days; term=3 ngày làm việc; first_day=no; start=acceptance; pause=supplement,fee; '
	+ 'after=restart; wait=15; extensions=1';

// The business time of the instance, which tests may have set.
const NOW = "(NOW(6) + INTERVAL COALESCE((SELECT value FROM core_setting WHERE name = 'test_clock_offset_us'), 0) MICROSECOND)";

const agency = (id, code, name, calendar) => `INSERT INTO agency (id, code, parent_id, name, short_name, slug, tier, address,
	calendar_id, valid_from) VALUES (${id}, '${code}', ${id === 901 ? 'NULL' : 901}, ${quote(name)}, ${quote(name)}, 'co-quan-${id}',
	'commune', ${quote('Số 1 đường Trung Tâm')}, ${calendar}, '2015-01-01');`;

// An officer of `roles` at an agency; ids from 9000 on. Returns its id.
function officer(id, name, agencyId, roles) {
	sql(`INSERT INTO account (id, kind, login, name, created_at) VALUES (${id}, 'officer', 'cb${id}', ${quote(name)}, NOW(6));
INSERT INTO officer (id, account_id, code, name, position, agency_id, phone, valid_from)
	VALUES (${id}, ${id}, 'CB${id}', ${quote(name)}, ${quote('Chuyên viên')}, ${agencyId}, '0200380000', '2015-01-01');
${roles.map((role) => `INSERT INTO role_grant (officer_id, role, agency_id, procedure_code, valid_from)
	VALUES (${id}, '${role}', ${agencyId}, '*', '2015-01-01');`).join('\n')}`, officer.instance);
	return id;
}

function procedure(feeTime, code, id) {
	return `INSERT INTO procedure_item (id, code, slug, current_version_id) VALUES (${id}, '${code}', 'thu-tuc-${id}', ${id});
INSERT INTO procedure_version (id, procedure_id, version_no, state, name, sector_id, tiers, service_level, audience, steps,
	conditions, legal_basis, result_name, decision_no, effective_from, fee_time)
	VALUES (${id}, ${id}, 1, 'published', ${quote(`Thủ tục thử nghiệm ${code}`)}, 901, 'commune', 'full', 'citizen', '', '', '',
	${quote('Giấy xác nhận')}, '1/QĐ-UBND', '2015-01-01', '${feeTime}');
INSERT INTO procedure_case (procedure_version_id, case_no, name) VALUES (${id}, 1, ${quote('Cấp mới')});
${['online', 'counter', 'post'].map((channel) => `INSERT INTO procedure_channel (procedure_version_id, case_no, channel,
	term_text, clock_policy, fee_text) VALUES (${id}, 1, '${channel}', ${quote('03 ngày làm việc')}, ${quote(POLICY)}, '');`).join('\n')}
INSERT INTO procedure_requirement (procedure_version_id, case_no, seq, code, name, originals)
	VALUES (${id}, 1, 1, 'TO-KHAI', ${quote('Tờ khai theo mẫu')}, 1), (${id}, 1, 2, 'BAN-SAO', ${quote('Bản sao giấy khai sinh')}, 0);
INSERT INTO procedure_offering (procedure_version_id, agency_receiving_id, agency_solving_id, online)
	VALUES (${id}, 902, 902, 1), (${id}, 903, 903, 1);`;
}

// Fills an empty instance; what it holds is in the head of this file. Officers by role: office.officers.intake ...
function makeOffice(instance) {
	officer.instance = instance;
	sql(`INSERT INTO calendar (id, code, name, valid_from, valid_to) VALUES (901, 'thu', ${quote('Lịch thử')}, '2015-01-01',
	'2036-12-31');
INSERT INTO calendar_shift (calendar_id, weekday, from_minute, to_minute)
	SELECT 901, seq, 450, 690 FROM seq_1_to_5 UNION ALL SELECT 901, seq, 810, 1050 FROM seq_1_to_5;
INSERT INTO calendar_exception (calendar_id, day, kind, reason) VALUES (901, '2026-11-24', 'off', ${quote('Ngày Văn hóa Việt Nam')});
${agency(901, 'H99', 'UBND tỉnh Thử', 901)}
${agency(902, 'H99.1', 'UBND xã An Bình', 'NULL')}
${agency(903, 'H99.2', 'UBND xã Bình Minh', 'NULL')}
INSERT INTO sector (id, code, name, slug) VALUES (901, 'HT', ${quote('Hộ tịch')}, 'ho-tich');
${procedure('none', '9.000001', 901)}
${procedure('at_filing', '9.000002', 902)}`, instance);
	const names = ['Nguyễn Thị Tiếp', 'Trần Văn Lý', 'Lê Thị Phòng', 'Phạm Văn Lãnh', 'Hoàng Thị Thư', 'Vũ Văn Trả',
		'Đặng Thị Thu', 'Bùi Văn Quản'];
	const officers = Object.fromEntries(ROLES.map((role, i) => [role, officer(9001 + i, names[i], 902, [role])]));

	officers.second = officer(9051, 'Ngô Thị Hai', 902, ['intake']);
	officers.other = officer(9052, 'Đỗ Văn Khác', 903, ROLES.filter((role) => role !== 'administrator'));
	return { officers, agency: 902, other: 903, procedure: '9.000001', procedureWithFee: '9.000002' };
}

// An instance of the test's own with the office in it, always a fresh one: { instance, office }.
export async function startOffice(name, options = {}) {
	const settings = { modules: ['workflow'], demo: false, ...options };
	let instance = await startInstance(name, settings);

	if (sql('SELECT id FROM officer WHERE id = 9001', instance).length > 0) {
		await instance.reset();
		instance = await startInstance(name, settings);
	}
	return { instance, office: makeOffice(instance) };
}

// A browser in which that officer is signed in, password and second factor given.
export function officerClient(instance, id) {
	const token = randomBytes(32).toString('base64url');
	const hash = createHash('sha256').update(token).digest('hex');
	const client = new Client(instance);

	sql(`INSERT INTO core_session (token_hash, kind, account_id, created_at, seen_at, expires_at, second_factor_at)
	VALUES (X'${hash}', 'officer', ${id}, ${NOW}, ${NOW}, ${NOW} + INTERVAL 8 HOUR, ${NOW})`, instance);
	client.cookies.set('motcua', token);
	return client;
}

let filed = 0;

// A dossier as a citizen files it online, put down by SQL: its journal has one entry (whose hash nothing here verifies).
export function fileDossier(instance, { agency = 902, procedure = 901, applicant = 'Nguyễn Văn An', number = '001099000001',
	phone = '0912345678', state = 'submitted', filedAt = NOW, dueAt = 'NULL' } = {}) {
	const filing = `H99.${agency - 901}-T000000-${String(++filed).padStart(5, '0')}`;

	sql(`INSERT INTO dossier (filing_number, secret_hash, state, version, channel, procedure_version_id, procedure_code,
	procedure_name, agency_receiving_id, agency_solving_id, applicant_name, subject, result_channel, clock_policy, filed_at,
	due_at, last_seq, last_hash)
	SELECT '${filing}', X'${'00'.repeat(32)}', '${state}', 1, 'online', ${procedure}, procedure_item.code, procedure_version.name,
		${agency}, ${agency}, ${quote(applicant)}, ${quote('Xin cấp giấy xác nhận')}, 'counter', ${quote(POLICY)}, ${filedAt}, ${dueAt},
		1, X'${'11'.repeat(32)}'
	FROM procedure_version JOIN procedure_item ON procedure_item.id = procedure_version.procedure_id
	WHERE procedure_version.id = ${procedure};
SET @id = LAST_INSERT_ID();
INSERT INTO dossier_event (dossier_id, seq, kind, state_after, at, actor_kind, actor_id, actor_agency_id, facts, facts_hash,
	previous_hash, hash) VALUES (@id, 1, 'submit', 'submitted', ${filedAt}, 'citizen', 1, 0, '{}', X'${'22'.repeat(32)}',
	X'${'00'.repeat(32)}', X'${'11'.repeat(32)}');
INSERT INTO dossier_clock (dossier_id, seq, event_seq, kind, at, reason) VALUES (@id, 1, 1, 'intake', ${filedAt}, 'none');
INSERT INTO dossier_party (dossier_id, role, kind, name, number, address, phone)
	VALUES (@id, 'applicant', 'person', ${quote(applicant)}, '${number}', ${quote('Thôn Đông, xã An Bình')}, '${phone}');
INSERT INTO dossier_paper (dossier_id, seq, requirement_code, name, originals, source)
	VALUES (@id, 1, 'TO-KHAI', ${quote('Tờ khai theo mẫu')}, 1, 'paper');`, instance);
	return filing;
}
