// Dossiers of the agencies that were closed on 30/06/2025: brought over with their own journal, read by the officers of
// the successor alone, printed on the forms of their time (TT 01/2018/TT-VPCP), true to the calendar of their time.
import { before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quote, sql } from '../support/db.mjs';
import { env, root } from '../support/env.mjs';
import { officerClient } from '../support/office.mjs';
import { BACKGROUND, counts, settled } from '../support/world.mjs';

const SEED = join(root, 'db/seed/old-dossiers.json');
const CODE = 'H01.31-240311-0001';
const REFUSED = 'H01.31-T241007-00001';

before(() => settled());

const as = (login) => officerClient(env(), sql(`SELECT id FROM account WHERE kind = 'officer' AND login = ${quote(login)}`)[0].id);

function dvcctl(...words) {
	const { binaries, config_dir: conf } = env();

	return execFileSync(join(binaries, 'motcua-dvcctl'), ['--config', join(conf, 'common.conf'), '--config', join(conf, 'dvcctl.conf'),
		...words], { encoding: 'utf8', stdio: 'pipe' });
}

// Imports what is written there; the output, or what is complained of.
function importDossiers(dossiers) {
	const file = join(mkdtempSync(join(tmpdir(), 'motcua-old-')), 'dossiers.json');

	writeFileSync(file, typeof dossiers === 'string' ? dossiers : JSON.stringify(dossiers));
	try {
		return dvcctl('import', 'dossiers', file);
	} catch (error) {
		return error.stderr;
	}
}

const OLD = {
	agency: 'H01.31', procedure: 'DV.000025', subject: 'Đăng ký thành lập hợp tác xã', filed_at: '2024-05-06 08:00',
	applicant: { name: 'Nguyễn Văn Thử' }, papers: [], events: [],
};

test('the officers of the successor read it by its old code; nobody else does', async () => {
	for (const login of ['tiepnhan', 'thuly', 'lanhdao', 'vanthu'])
		for (const number of [CODE, REFUSED])
			assert.equal((await as(login).get(`/can-bo/ho-so/${number}`)).status, 200, `${login} ${number}`);
	for (const login of ['tiepnhan.songxanh', 'thuly.vhttdl', 'quantri'])
		assert.equal((await as(login).get(`/can-bo/ho-so/${CODE}`)).status, 404, login);
	const page = await as('thuly').get(`/can-bo/ho-so/${CODE}`);

	assert.match(page.text, /Ủy ban nhân dân thành phố Mẫu/, 'the agency that received it keeps its name');
	assert.match(page.text, /11\/03\/2024 08:40/);
	assert.match(page.text, /Sắp xếp chính quyền địa phương hai cấp/);
	const found = await as('tiepnhan').get(`/can-bo/ho-so?queue=tat-ca&q=${CODE}`, { json: true });

	assert.match(JSON.stringify(found.json), /Phạm Văn Đồng/);
	assert.doesNotMatch(JSON.stringify((await as('tiepnhan.songxanh').get(`/can-bo/ho-so?queue=tat-ca&q=${CODE}`, { json: true })).json), /Phạm Văn Đồng/);
});

test('it is printed on the forms of 2018, with the due date of the calendar of 2024', async () => {
	const receipt = await as('tiepnhan').get(`/can-bo/ho-so/${CODE}/giay-tiep-nhan`);

	assert.match(receipt.text, /Mẫu số 01 \(Thông tư số 01\/2018\/TT-VPCP\)/);
	assert.match(receipt.text, /17 giờ 30 phút, ngày 01 tháng 4 năm 2024/, '15 working days after 11/03/2024');
	assert.match((await as('tiepnhan').get(`/can-bo/ho-so/${CODE}/phieu-kiem-soat`)).text, /Mẫu số 05 \(Thông tư số 01\/2018/);
	assert.match((await as('tiepnhan').get(`/can-bo/ho-so/${CODE}/phieu-bo-sung`)).text, /Mẫu số 02 \(Thông tư số 01\/2018/);
	assert.match((await as('tiepnhan').get(`/can-bo/ho-so/${REFUSED}/phieu-tu-choi`)).text, /Mẫu số 03 \(Thông tư số 01\/2018/);
});

test('its journal is whole, its clock agrees, and nobody is told of it again', () => {
	assert.match(dvcctl('verify', CODE), /^whole/);
	assert.match(dvcctl('verify', REFUSED), /^whole/);
	const [{ first, paused, n }] = sql(`SELECT DATE(first_due_at) AS first, due_at > first_due_at AS paused,
		(SELECT COUNT(*) FROM outbox WHERE dossier_id = dossier.id) AS n FROM dossier WHERE code = ${quote(CODE)}`);

	assert.deepEqual([first, paused, n], ['2024-04-01', '1', '0']);
});

test('importing again changes nothing', () => {
	const before = counts(undefined, BACKGROUND);

	assert.match(dvcctl('import', 'dossiers', SEED), /0 hồ sơ cũ; 2 hồ sơ đã có/);
	assert.deepEqual(counts(undefined, BACKGROUND), before);
});

test('a file with a fault is refused whole, and says where', () => {
	const before = counts(undefined, BACKGROUND);
	const faults = {
		'an event that there is not': { events: [{ event: 'forgotten', at: '2024-05-06 09:00' }] },
		'an event that the state does not allow': { events: [{ event: 'return_result', at: '2024-05-06 09:00' }] },
		'time that goes back': { events: [{ event: 'receive', at: '2024-05-05 09:00' }] },
		'time to come': { filed_at: '2034-05-06 08:00' },
		'no time': { filed_at: '2024-05-06 25:00' },
		'an unknown agency': { agency: 'H77.1' },
		'a procedure that it did not receive': { procedure: '2.000635' },
		'a day before the procedure was there': { filed_at: '2014-05-06 08:00' },
		'nobody who files': { applicant: {} },
		'a decision without outcome': { events: [{ event: 'receive', at: '2024-05-06 09:00' }, { event: 'decide', at: '2024-05-06 09:00' }] },
	};

	for (const [what, fault] of Object.entries(faults)) {
		const said = importDossiers([OLD, { ...OLD, applicant: { name: 'Trần Thị Thử' }, ...fault }]);

		assert.match(said, /Hồ sơ thứ 2 trong tệp không đúng/, `${what}: ${said}`);
		assert.match(said, /Không có gì được ghi/, what);
	}
	for (const text of ['', '{}', '[1', '[{"agency":"H01.31","agency":"H01.32"}]'])
		assert.match(importDossiers(text), /Không có gì được ghi/, text);
	assert.deepEqual(counts(undefined, BACKGROUND), before);
	assert.ok(JSON.parse(readFileSync(SEED, 'utf8')).length >= 2);
});
