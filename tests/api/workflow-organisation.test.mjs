// dvcctl import organisation: all or nothing, told line by line, the same file again changes nothing.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../support/env.mjs';
import { sql } from '../support/db.mjs';
import { startOffice } from '../support/office.mjs';

const HEAD = 'kind,code,name,short_name,parent,tier,valid_from,valid_to,address,working_hours,hotline,calendar,login,position,phone,email,role,'
	+ 'agency,procedure,decision\n';
const AGENCY = 'agency,H98,"UBND tỉnh ""Mới""",UBND tỉnh,,province,2015-01-01,,"Số 1, đường A",,,,,,,,,,,\n';
const CHILD = 'agency,H98.1,UBND xã Mới,UBND xã,H98,commune,01/07/2025,,,,,thu,,,,,,,,\n';
const OFFICER = 'officer,moi,Lê Văn Mới,,,,2025-07-01,,,,,,moi,Công chức,0900000099,,,H98.1,,\n';
const ROLE = 'role,moi,,,,,2025-07-01,,,,,,,,,,processing,H98.1,,\n';
let instance, folder;

before(async () => {
	({ instance } = await startOffice('workflow-organisation'));
	folder = mkdtempSync(join(tmpdir(), 'motcua-'));
});
after(async () => instance?.stop());

function run(...args) {
	return new Promise((done) => execFile(join(instance.binaries, 'motcua-dvcctl'),
		['--config', join(instance.config_dir, 'common.conf'), '--config', join(instance.config_dir, 'dvcctl.conf'), 'import',
			'organisation', ...args], (error, out, errors) => done({ code: error ? error.code : 0, out, errors })));
}
function file(name, content) {
	const path = join(folder, name);

	writeFileSync(path, content);
	return path;
}
const count = (table, where) => Number(sql(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`, instance)[0].n);

describe('import organisation', () => {
	test('a dry run says what it would do and does nothing', async () => {
		const { code, out } = await run(file('a.csv', HEAD + CHILD + AGENCY + OFFICER + ROLE), '--dry-run');

		assert.equal(code, 0);
		assert.match(out, /Sẽ nhập 2 cơ quan, 1 cán bộ, 1 quyền/);
		assert.equal(count('agency', "code LIKE 'H98%'"), 0);
	});

	test('agencies in any order, a byte order mark, quotes; first accounts only in a file for the owner', async () => {
		const accounts = join(folder, 'accounts.json');
		const { code, out } = await run(file('a.csv', `\uFEFF${HEAD}${CHILD}${AGENCY}${OFFICER}${ROLE}`), '--accounts', accounts);

		assert.equal(code, 0, out);
		assert.equal(sql("SELECT name FROM agency WHERE code = 'H98'", instance)[0].name, 'UBND tỉnh "Mới"');
		assert.equal(statSync(accounts).mode & 0o777, 0o600);
		const list = JSON.parse(readFileSync(accounts, 'utf8'));

		assert.equal(list.processing.login, 'moi');
		assert.ok(list.processing.password.length >= 12 && list.processing.totp_secret.length >= 32);
		const row = sql("SELECT password_hash, HEX(totp_seed) AS seed FROM account WHERE login = 'moi'", instance)[0];

		assert.match(row.password_hash, /^\$argon2id\$/);
		assert.ok(!row.seed.includes(Buffer.from(list.processing.totp_secret).toString('hex').toUpperCase()));
	});

	test('the same file again changes nothing', async () => {
		const before_it = sql("SELECT version FROM agency WHERE code = 'H98'", instance)[0].version;
		const { code, out } = await run(join(folder, 'a.csv'));

		assert.equal(code, 0);
		assert.match(out, /không có gì thay đổi/);
		assert.equal(sql("SELECT version FROM agency WHERE code = 'H98'", instance)[0].version, before_it);
	});

	test('what is wrong is told with line and column, and nothing is written', async () => {
		const bad = HEAD + AGENCY.replaceAll('H98', 'H97') + CHILD.replaceAll('H98', 'H97').replace('01/07/2025', '31/02/2025')
			+ ROLE.replace('processing', 'chief') + OFFICER.replace('officer,', 'person,');
		const { code, errors } = await run(file('bad.csv', bad));

		assert.equal(code, 1);
		assert.match(errors, /bad\.csv:3: valid_from:/);
		assert.match(errors, /bad\.csv:4: role:/);
		assert.match(errors, /bad\.csv:5: kind:/);
		assert.equal(count('agency', "code LIKE 'H97%'"), 0);
	});

	test('a reference to what is not there takes the whole file back', async () => {
		for (const [name, content, expected] of [
			['parent.csv', AGENCY.replaceAll('H98', 'H97').replace('UBND tỉnh,,', 'UBND tỉnh,H00,'), /parent\.csv:2: parent:/],
			['calendar.csv', AGENCY.replaceAll('H98', 'H97') + CHILD.replaceAll('H98', 'H97').replace('thu', 'khac'), /calendar\.csv:3: calendar:/],
			['officer.csv', AGENCY.replaceAll('H98', 'H97') + ROLE.replace('role,moi', 'role,ai'), /officer\.csv:3: code:/],
		]) {
			const { code, errors } = await run(file(name, HEAD + content));

			assert.equal(code, 1, name);
			assert.match(errors, expected);
			assert.equal(count('agency', "code LIKE 'H97%'"), 0, name);
		}
	});

	test('files that are no such spreadsheet', async () => {
		for (const content of ['', 'kind,code\n', `${HEAD}"agency`, `${HEAD}agency,\xff`, `${HEAD.replace('tier', 'level')}`,
			`${HEAD}agency,a"b\n`]) {
			const path = join(folder, 'none.csv');

			writeFileSync(path, Buffer.from(content, 'latin1'));
			assert.equal((await run(path)).code, 1, JSON.stringify(content));
		}
	});

	test('the sample province is such a file', async () => {
		sql(`INSERT IGNORE INTO calendar (code, name, valid_from, valid_to) VALUES ('chung', 'Chung', '2015-01-01', '2036-12-31')`, instance);
		const { code, out, errors } = await run(join(root, 'db/seed/organisation.csv'));

		assert.equal(code, 0, errors);
		assert.match(out, /Đã nhập/);
		assert.ok(count('agency_current', "agency_id <> current_id") >= 5, 'closed districts lead to their successors');
	});
});
