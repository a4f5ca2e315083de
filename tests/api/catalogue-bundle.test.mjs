// Procedures on their way from one installation to another: the same content gives the same bytes, what was done to a bundle on
// the way is refused by name, the other side sees what would change and what it lacks, and writes all of it or nothing.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { businessNow } from '../support/clock.mjs';
import { quote, sql as sqlOn } from '../support/db.mjs';
import { pids, root, startInstance, until } from '../support/env.mjs';
import { Client } from '../support/http.mjs';
import { officerClient } from '../support/office.mjs';

const HERE = '/can-bo/danh-muc/goi';
const CODES = ['2.000635', '1.014464', '1.001612'];
const WRITTEN = ['definition_draft', 'definition_draft_target', 'definition_use', 'definition_example', 'procedure_version', 'form_version',
	'process_version', 'rule_version', 'blank_form', 'blank_form_content', 'bundle_upload'];
let origin, target, administrator, folder, bundle, key;

const sql = (text) => sqlOn(text, target);
const sqlThere = (text) => sqlOn(text, origin);
const counts = () => WRITTEN.map((table) => `${table} ${sql(`SELECT COUNT(*) AS n FROM ${table}`)[0].n}`).join(', ');
const command = (instance, ...args) => [join(instance.binaries, 'motcua-dvcctl'), ['--config', join(instance.config_dir, 'common.conf'),
	'--config', join(instance.config_dir, 'dvcctl.conf'), ...args]];
function verb(instance, ...args) {
	const { status, stdout, stderr } = spawnSync(...command(instance, ...args), { encoding: 'utf8' });

	return { status, text: stdout, errors: stderr };
}
const file = (name, content) => {
	writeFileSync(join(folder, name), content);
	return join(folder, name);
};
const trust = (text) => writeFileSync(join(target.config_dir, 'bundle-trusted'), text);
const upload = (content, name = 'goi.tar') => administrator.upload(HERE, { once: Math.random().toString(36).slice(2).padEnd(22, 'x') },
	[{ name: 'file', filename: name, type: 'application/x-tar', content }]);
// What the job makes of it: the row once it is in one of these states.
const settled = (location, states = ['waiting', 'applied', 'refused']) => until(() => {
	const [row] = sql(`SELECT id, state, version, fault, fault_about AS about, written FROM bundle_upload WHERE code = '${location.split('/').at(-1).split('?')[0]}'`);

	return states.includes(row.state) && row;
}, 'the job');
// Ordered as drafts or by a decision, and what became of it.
const DECISION = (number) => ({ mode: 'approved', decision_no: number, decision_date: '20/11/2026', from_day: '21/11/2026' });
async function order(location, how = { mode: 'draft' }) {
	const { version } = await settled(location, ['waiting']);
	const sent = await administrator.post(`${location}/ghi`, { version, ...how });

	assert.equal(sent.status, 303, sent.text);
	return settled(location);
}
const numbers = (text) => Object.fromEntries([...text.matchAll(/(\w+)=(\d+)/g)].map(([, name, n]) => [name, Number(n)]));
const check = (path) => {
	const answer = verb(target, 'bundle', 'check', path);

	return { ...answer, ...numbers(answer.text) };
};
// Where members stand in the archive: [{ name, header, content, size }].
function members(archive) {
	const found = [];

	for (let at = 0; archive[at] !== 0;) {
		const name = archive.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
		const size = parseInt(archive.toString('latin1', at + 124, at + 135), 8);

		found.push({ name, header: at, content: at + 512, size });
		at += 512 + Math.ceil(size / 512) * 512;
	}
	return found;
}
// The header's checksum after it was tampered with.
function heal(archive, at) {
	archive.fill(' ', at + 148, at + 156);
	const sum = archive.subarray(at, at + 512).reduce((all, byte) => all + byte, 0);

	archive.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148, 'latin1');
	return archive;
}
// Another manifest and other members under the source's own signature: what somebody who is trusted could send.
function resealed(archive, change) {
	const all = Object.fromEntries(members(archive).map(({ name, content, size }) => [name, archive.subarray(content, content + size)]));
	const { 'manifest.json': told, 'manifest.sig': signed, ...files } = all, manifest = JSON.parse(told);

	change(manifest, files);
	manifest.members = Object.keys(files).sort().map((path) => ({ path, size: files[path].length,
		sha256: createHash('sha256').update(files[path]).digest('hex') }));
	const text = Buffer.from(JSON.stringify(manifest)), secret = readFileSync(join(origin.run_dir, 'secrets/bundle-key'));
	const signature = `${signed.toString().split(' ')[0]} ${sign(null, text, secret).toString('base64url')}\n`;
	const blocks = [['manifest.json', text], ['manifest.sig', Buffer.from(signature)], ...manifest.members.map(({ path }) => [path, files[path]])]
		.flatMap(([name, content]) => {
			const header = Buffer.from(archive.subarray(0, 512));

			header.fill(0, 0, 100).write(name, 'latin1');
			header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
			return [heal(header, 0), content, Buffer.alloc((512 - content.length % 512) % 512)];
		});

	return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
const changed = (change) => {
	const copy = Buffer.from(bundle);

	return change(copy) ?? copy;
};

before(async () => {
	folder = mkdtempSync(join(tmpdir(), 'motcua-bundle-'));
	// Whose bundles are sent, and who gets them: both as they were loaded.
	origin = await startInstance('catalogue-bundle-origin', { modules: ['catalogue'] });
	target = await startInstance('catalogue-bundle', { modules: ['catalogue'] });
	administrator = await new Client(target).signIn('administrator');
	key = verb(origin, 'bundle', 'key').text;
	const made = verb(origin, 'bundle', 'export', join(folder, 'goi.tar'), ...CODES);

	assert.equal(made.status, 0, made.errors);
	bundle = readFileSync(join(folder, 'goi.tar'));
});
after(async () => {
	rmSync(folder, { recursive: true, force: true });
	await origin?.reset();
	await target?.reset();
});

test('the same procedures give the same bytes, in one plain archive', () => {
	verb(origin, 'bundle', 'export', join(folder, 'lan-nua.tar'), ...CODES);
	assert.deepEqual(readFileSync(join(folder, 'lan-nua.tar')), bundle);
	const listed = spawnSync('tar', ['tf', join(folder, 'goi.tar')], { encoding: 'utf8' });

	assert.equal(listed.status, 0, 'everybody\'s tar reads it');
	assert.match(listed.stdout, /^manifest\.json\nmanifest\.sig\nblank-forms\/don-de-nghi\.pdf\n[^]*forms\/1\.001612\.json/);
	assert.equal(verb(origin, 'bundle', 'export', join(folder, 'x.tar'), 'KHONG.CO').status, 1);
});

test('a bundle whose key nobody trusts is refused, by the command and by the page', async () => {
	const had = counts();

	assert.match(verb(target, 'bundle', 'import', join(folder, 'goi.tar')).text, /^refused\tuntrusted/);
	const answer = await upload(bundle);

	assert.equal(answer.status, 422);
	assert.match(answer.text, /khóa không nằm trong danh sách tin cậy/);
	assert.equal(counts(), had);
});

test('whatever was done to a bundle on the way is refused by name and leaves nothing', async () => {
	trust(`# nơi được tin cậy\nTỉnh Mẫu ${key.trim().split(' ').at(-1)}\n`);
	const had = counts();
	const [manifest, signature, first, second] = members(bundle);
	const hostile = {
		'Chữ ký của gói không đúng': changed((b) => { b[manifest.content + 40] ^= 1; }),
		'Gói không có chữ ký': changed((b) => { b.write('manifest.sih', signature.header, 'latin1'); return heal(b, signature.header); }),
		'Gói bị hỏng': changed((b) => { b[second.header + 1] ^= 1; }),
		'tên tệp không được phép': changed((b) => { b.fill(0, first.header, first.header + 100);
			b.write('../../etc/cron.d/x', first.header, 'latin1'); return heal(b, first.header); }),
		'mục không phải tệp thường': changed((b) => { b.write('2', first.header + 156, 'latin1'); return heal(b, first.header); }),
		'mục quá lớn': changed((b) => { b.write('77777777777', first.header + 124, 'latin1'); return heal(b, first.header); }),
		'dữ liệu thừa': Buffer.concat([bundle, Buffer.alloc(512, 65)]),
		'không phải là gói chuyển giao': gzipSync(bundle),
	};

	for (const { content, name, size } of members(bundle).slice(2))
		if (size > 0) {
			const answer = await upload(changed((b) => { b[content] ^= 1; }));

			assert.equal(answer.status, 422);
			assert.ok(answer.text.includes('đã bị sửa sau khi ký') && answer.text.includes(name), name);
		}
	for (const [words, content] of Object.entries(hostile)) {
		const answer = await upload(content);

		assert.equal(answer.status, 422, words);
		assert.ok(answer.text.includes(words), `${words}: ${/error-message[^>]*>([\s\S]{0,300})/.exec(answer.text)?.[1]}`);
	}
	for (let size = 0; size < bundle.length; size += 10240)
		assert.equal((await upload(bundle.subarray(0, size + 100))).status, 422, `cut at ${size}`);
	assert.equal(counts(), had);
});

test('a catalogue that has it all already is told so, and nothing is written', async () => {
	const had = counts();
	const here = check(join(folder, 'goi.tar'));

	assert.equal(here.status, 0, here.text);
	assert.deepEqual([here.new, here.changed, here.blocked], [0, 0, 0]);
	assert.match(verb(target, 'bundle', 'import', join(folder, 'goi.tar')).text, /written=0/);
	assert.equal(counts(), had);
});

test('what this catalogue lacks stands in the way of all of it', async () => {
	sql("UPDATE agency SET code = 'H01.99' WHERE code = 'H01.21'");
	const had = counts();
	const here = check(join(folder, 'goi.tar'));

	assert.equal(here.status, 1);
	assert.match(here.text, /blocked\tagency\tH01\.21/);
	assert.equal(verb(target, 'bundle', 'import', join(folder, 'goi.tar')).status, 1);
	assert.equal(counts(), had);
	sql("UPDATE agency SET code = 'H01.21' WHERE code = 'H01.99'");
});

// The other side has another fee and lacks a procedure's form.
function change() {
	sql(`INSERT INTO rule_version (code, version_no, content, sha256, created_at) SELECT code, version_no + 1,
		REPLACE(content, '<text>8000</text>', '<text>9000</text>'), sha256, NOW(6) FROM rule_version WHERE code = '2.000635'
		ORDER BY version_no DESC LIMIT 1`);
}

test('a definition that an example kept here contradicts does not come in, neither as a draft nor by a decision', () => {
	change();
	sql(`INSERT INTO definition_example (kind, code, name, given, expected, created_by, created_at) VALUES ('rule', '2.000635', '2 bản',
		'{"decision": "fees", "on": "2026-11-21", "inputs": {"so_ban": "2"}}',
		'{"kind": "values", "lines": ["phi khai_thac_ho_tich: 2 x 9000 = 18000"], "total": 18000}', 1, NOW(6))`);
	const had = counts();
	const here = check(join(folder, 'goi.tar'));

	assert.equal(here.status, 1, here.text);
	assert.match(here.text, /blocked\trule\t2\.000635\tcatalogue_bundle\.why\.not_right/);
	assert.equal(verb(target, 'bundle', 'import', join(folder, 'goi.tar'), '--decision', '76/QĐ-UBND', '2026-11-20', '2026-11-21').status, 1);
	assert.equal(counts(), had);
	sql(`DELETE FROM definition_example WHERE kind = 'rule' AND code = '2.000635';
		DELETE FROM rule_version WHERE code = '2.000635' ORDER BY version_no DESC LIMIT 1`);
});

test('killed in the midst, it has written all of it or nothing', async () => {
	change();
	const before = counts();
	const outcomes = new Set();

	for (const wait of [5, 40, 80, 120, 160, 200, 260, 400]) {
		const child = spawn(...command(target, 'bundle', 'import', join(folder, 'goi.tar')), { stdio: 'ignore', detached: true });

		await new Promise((next) => { setTimeout(next, wait); });
		try {
			process.kill(-child.pid, 'SIGKILL');
		} catch {
			// It was done already.
		}
		await new Promise((next) => { child.exitCode !== null || child.signalCode !== null ? next() : child.on('exit', next); });
		await new Promise((next) => { setTimeout(next, 50); });
		if (counts() === before)
			outcomes.add('nothing');
		else {
			outcomes.add('all');
			assert.deepEqual(sql("SELECT content LIKE '%<text>8000</text>%' AS whole, (SELECT COUNT(*) FROM definition_draft_target t WHERE t.draft_id = d.id) AS targets FROM definition_draft d WHERE code = '2.000635' AND kind = 'rule'"),
				[{ whole: '1', targets: '1' }]);
		}
	}
	assert.ok([...outcomes].every((one) => ['nothing', 'all'].includes(one)));
});

test('the differences become drafts; the same bundle again changes nothing', async () => {
	const answer = await upload(bundle);

	assert.equal(answer.status, 303, answer.text);
	const { version } = await settled(answer.location);
	const page = (await administrator.get(answer.location)).text;

	assert.match(page, /Quy tắc/);
	assert.match(page, /Khác/);
	assert.match(page, /Gói ghi được/);
	const once = 'bundle-once-0123456789';
	const sent = await administrator.post(`${answer.location}/ghi`, { version, once, mode: 'draft' });

	assert.equal(sent.status, 303, sent.text);
	await settled(answer.location, ['applied']);
	assert.match((await administrator.get(answer.location)).text, /Đã ghi mọi mục của gói/);
	const [draft] = sql("SELECT state, content FROM definition_draft WHERE kind = 'rule' AND code = '2.000635'");

	assert.equal(draft.state, 'draft');
	assert.match(draft.content, /<text>8000<\/text>/);
	const had = counts();

	assert.match(verb(target, 'bundle', 'import', join(folder, 'goi.tar')).text, /written=0/);
	assert.equal(counts(), had);
	assert.equal((await administrator.post(`${answer.location}/ghi`, { version, once: 'another-once-0123456789', mode: 'draft' })).status, 409);
});

test('by the decision of the source it is in force at once, with its examples', async () => {
	const source = await new Client(origin).signIn('administrator');
	const begun = await source.post('/can-bo/danh-muc/chay-thu/2.000635/moi', { place: '1.online', agency: 'H01.23', filed: '2026-11-23',
		time: '09:00', form: `v${sqlThere("SELECT MAX(id) AS id FROM form_version WHERE code = '2.000635'")[0].id}`,
		rule: `v${sqlThere("SELECT MAX(id) AS id FROM rule_version WHERE code = '2.000635'")[0].id}`,
		process: `v${sqlThere("SELECT MAX(id) AS id FROM process_version WHERE code = '2.000635'")[0].id}` });
	const kept = await source.post(`${begun.location.replace(/\/bieu-mau\/1$/, '')}/giu`, { name: 'Ví dụ đi theo gói' });

	assert.equal(kept.status, 303, kept.text);
	verb(origin, 'bundle', 'export', join(folder, 'voi-vi-du.tar'), '2.000635');
	sqlThere(`DELETE FROM definition_example WHERE id = ${kept.location.split('/').at(-1)}`);
	const missing = await upload(readFileSync(join(folder, 'voi-vi-du.tar')));
	const { version } = await settled(missing.location);

	assert.equal((await administrator.post(`${missing.location}/ghi`, { version, mode: 'approved' })).status, 422, 'which decision?');
	const done = verb(target, 'bundle', 'import', join(folder, 'voi-vi-du.tar'), '--decision', '77/QĐ-UBND', '2026-11-20', '2026-11-21');

	assert.equal(done.status, 0, done.errors);
	assert.equal(numbers(done.text).written, 2, 'the rule and the example');
	const [rule] = sql(`SELECT rule.content FROM procedure_item item JOIN rule_version rule ON rule.id = item.rule_version_id
		WHERE item.code = '2.000635'`);

	assert.match(rule.content, /<text>8000<\/text>/);
	assert.deepEqual(sql("SELECT decision_no FROM definition_use WHERE decision_no = '77/QĐ-UBND'").length, 1);
	assert.match(verb(target, 'simulate').text, /walked=1 failed=0/);
	assert.equal(numbers(verb(target, 'bundle', 'import', join(folder, 'voi-vi-du.tar'), '--decision', '77/QĐ-UBND', '2026-11-20', '2026-11-21').text).written, 0);
});

// Two copies by the rule of procedure 2.000635: as its page of examples keeps them.
const rule = "code = '2.000635' AND kind = 'rule'";
function keep(instance, name, expected, input = '2') {
	const given = JSON.stringify({ decision: 'fees', on: '2026-11-21', inputs: { so_ban: input } });

	sqlOn(`INSERT INTO definition_example (kind, code, name, given, expected, created_by, created_at) VALUES ('rule', '2.000635', '${name}',
		'${given}', '${expected}', 0, NOW(6))`, instance);
}
// What the rule in force at the source says of it, kept there and on its way.
function keptAtSource(name, expected) {
	keep(origin, name, expected);
	const path = join(folder, `${name.replaceAll(' ', '-')}.tar`), made = verb(origin, 'bundle', 'export', path, '2.000635');

	sqlThere(`DELETE FROM definition_example WHERE ${rule}`);
	assert.equal(made.status, 0, made.errors);
	return path;
}
const FEES = '{"kind":"values","lines":["phi khai_thac_ho_tich: 2 x 8000 = 16000"],"total":16000}';

test('worked examples of rules travel, are run here and put beside those that are kept here', () => {
	keep(target, 'Hai bản', FEES, '2.0');
	const path = keptAtSource('Hai bản', FEES), here = check(path);

	assert.equal(here.status, 0, here.text);
	assert.match(here.text, /new\trule_example\t2\.000635\t\tHai bản/);
	assert.equal(numbers(verb(target, 'bundle', 'import', path).text).written, 1);
	assert.deepEqual(sql(`SELECT name FROM definition_example WHERE ${rule} ORDER BY id`).map(({ name }) => name),
		['Hai bản', 'Hai bản (Tỉnh Mẫu)']);
	assert.equal(numbers(verb(target, 'bundle', 'import', path).text).written, 0, 'the same bundle again');
	sql(`DELETE FROM definition_example WHERE ${rule}`);
});

test('a worked example that comes to something else stops what is to be in force, and is told of drafts', async () => {
	const path = keptAtSource('Ba đồng', '{"kind":"values","lines":["le_phi x: 1 x 3 = 3"],"total":3}'), had = counts();
	const force = verb(target, 'bundle', 'import', path, '--decision', '79/QĐ-UBND', '2026-11-20', '2026-11-21');

	assert.match(check(path).text, /failing\trule_example\t2\.000635\tcatalogue_bundle\.why\.example\tBa đồng/);
	assert.equal(force.status, 1);
	assert.match(force.errors, /Ba đồng/);
	assert.equal(counts(), had);
	const answer = await upload(readFileSync(path)), { version } = await settled(answer.location);
	const page = (await administrator.get(answer.location)).text;

	assert.ok(page.includes('Ba đồng') && page.includes('Không khớp'));
	const refused = await administrator.post(`${answer.location}/ghi`, { version, ...DECISION('79/QĐ-UBND') });

	assert.equal(refused.status, 422);
	assert.ok(refused.text.includes('Ba đồng'));
	assert.equal(verb(target, 'bundle', 'import', path).status, 0, 'as drafts');
	sql(`DELETE FROM definition_example WHERE ${rule}`);
});

test('an example that is kept here must come to the same by the rule of the bundle', () => {
	change();
	keep(target, 'Của nơi này', FEES.replace('8000 = ', '9000 = ').replaceAll('16000', '18000'));
	const had = counts(), path = join(folder, 'goi.tar');
	const force = verb(target, 'bundle', 'import', path, '--decision', '80/QĐ-UBND', '2026-11-20', '2026-11-21');

	assert.match(check(path).text, /failing\trule_example\t2\.000635\tcatalogue_bundle\.why\.own_example\tCủa nơi này/);
	assert.equal(force.status, 1);
	assert.match(force.errors, /Của nơi này/);
	assert.equal(counts(), had);
	sql(`DELETE FROM definition_example WHERE ${rule}`);
	assert.equal(verb(target, 'bundle', 'import', path, '--decision', '80/QĐ-UBND', '2026-11-20', '2026-11-21').status, 0);
});

test('what a bundle changes of a process is said in words', async () => {
	sql(`INSERT INTO process_version (code, name, version_no, content, sha256, created_at) SELECT code, name, version_no + 1,
		REPLACE(content, 'name="Tiếp nhận hồ sơ"', 'name="Bước của nơi này"'), sha256, NOW(6) FROM process_version WHERE code = '2.000635'
		ORDER BY version_no DESC LIMIT 1`);
	const answer = await upload(bundle);

	await settled(answer.location);
	const page = (await administrator.get(answer.location)).text;

	assert.match(page, /Thay đổi của/);
	assert.ok(page.includes('Bước của nơi này'), 'what stands here');
	assert.match(check(join(folder, 'goi.tar')).text, /changed\tprocess\t2\.000635/);
});

test('a procedure that this catalogue does not have comes in whole', async () => {
	sql(`UPDATE procedure_item SET code = 'DA.DOI', slug = 'da-doi' WHERE code = '1.014464'`);
	const here = check(join(folder, 'goi.tar'));

	assert.equal(here.status, 0, here.text);
	assert.match(here.text, /new\tprocedure\t1\.014464/);
	const done = verb(target, 'bundle', 'import', join(folder, 'goi.tar'), '--decision', '78/QĐ-UBND', '2026-11-20', '2026-11-21');

	assert.equal(done.status, 0, done.errors);
	const [item] = sql(`SELECT version.name, version.decision_no, version.process_version_id IS NOT NULL AS process
		FROM procedure_item item JOIN procedure_version version ON version.id = item.current_version_id WHERE item.code = '1.014464'`);

	assert.equal(item.decision_no, '78/QĐ-UBND');
	assert.equal(item.process, '1');
	assert.match(item.name, /lưu hành tự do/);
});

test('only what the officer may goes out of the page, by its code', async () => {
	const drafter = await new Client(origin).signIn('administrator');
	const sent = await drafter.post(`${HERE}/xuat`, { codes: '2.000635\n1.014464' });

	assert.equal(sent.status, 200);
	assert.match(sent.headers['content-disposition'], /goi-thu-tuc-.*\.tar/);
	assert.equal((await drafter.post(`${HERE}/xuat`, { codes: 'KHONG.CO' })).status, 422);
});

/* --- blank forms, processes of single cases ---------------------------------------------------------------------------------- */

const BLANK = 'to-khai-ban-sao-trich-luc.pdf';
const PDF = (text) => Buffer.from(`%PDF-1.4\n% ${text}\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n`);
// The source has another form to fill in under that name.
function blankAtSource(content, name = BLANK) {
	const hex = content.toString('hex');

	sqlThere(`INSERT IGNORE INTO blank_form_content (sha256, size, content) VALUES (UNHEX(SHA2(UNHEX('${hex}'), 256)), ${content.length}, UNHEX('${hex}'));
		INSERT INTO blank_form (name, media_type, sha256, procedure_version_id, from_day, at)
		VALUES ('${name}', 'application/pdf', UNHEX(SHA2(UNHEX('${hex}'), 256)), 1, '2026-01-01', NOW(6))`);
}
function exported(name, ...codes) {
	const path = join(folder, `${name}.tar`), made = verb(origin, 'bundle', 'export', path, ...codes);

	assert.equal(made.status, 0, made.errors);
	return path;
}
const imported = (path, ...decision) => verb(target, 'bundle', 'import', path, ...decision.length ? ['--decision', ...decision] : []);

test('blank forms travel: those installed with the program too, byte for byte', () => {
	const [form] = members(bundle).filter(({ name }) => name === `blank-forms/${BLANK}`);

	assert.ok(form, 'named by 2.000635');
	assert.deepEqual(bundle.subarray(form.content, form.content + form.size), readFileSync(join(root, 'www/static/mau-don', BLANK)));
	assert.match(check(join(folder, 'goi.tar')).text, new RegExp(`same\tfile\t${BLANK}`));
});

test('another blank form comes with a new version of its procedure and is served from its day on', async () => {
	blankAtSource(PDF('mẫu mới'));
	const path = exported('mau-moi', '2.000635'), citizen = new Client(target);

	assert.match(check(path).text, new RegExp(`changed\tfile\t${BLANK}`));
	assert.match(check(path).text, /changed\tprocedure\t2\.000635/);
	assert.equal(imported(path, '81/QĐ-UBND', '2026-11-20', '2026-11-21').status, 0);
	const then = check(path).text;

	assert.equal(numbers(imported(path, '81/QĐ-UBND', '2026-11-20', '2026-11-21').text).written, 0, `the same bundle again: ${then}`);
	await until(async () => (await citizen.get(`/static/mau-don/${BLANK}`)).text.includes('mẫu mới'), 'the published form');
	const installed = await citizen.get('/static/mau-don/don-de-nghi.pdf');

	assert.equal(installed.status, 200, 'what was installed is there as before');
	assert.equal((await citizen.get('/static/mau-don/khong-co.pdf')).status, 404);
});

test('as a draft it holds once the version with which it came is published, not before', async () => {
	blankAtSource(PDF('mẫu của bản dự thảo'));
	const path = exported('mau-du-thao', '2.000635'), done = imported(path);

	assert.equal(done.status, 0, done.errors);
	const [form] = sql(`SELECT form.from_day, version.id, version.version_no AS no, version.state FROM blank_form form
		JOIN procedure_version version ON version.id = form.procedure_version_id WHERE form.name = '${BLANK}' ORDER BY form.id DESC LIMIT 1`);

	assert.deepEqual([form.from_day, form.state], [null, 'draft']);
	assert.equal(numbers(imported(path).text).written, 0, 'the same bundle again');
	assert.equal(imported(path, '82/QĐ-UBND', '2026-11-20', '2026-11-21').status, 1, 'the draft goes the way of drafts');
	sql(`UPDATE procedure_version SET state = 'controlled' WHERE id = ${form.id}`);
	const [{ version }] = sql(`SELECT version FROM procedure_version WHERE id = ${form.id}`);
	const approver = officerClient(target, sql("SELECT id FROM account WHERE login = 'chutich'")[0].id);
	const published = await approver.post(`/can-bo/danh-muc/thu-tuc/2.000635/phien-ban/${form.no}/cong-bo`,
		{ version, number: '84/QĐ-UBND', date: '2026-11-10', effective: '2026-11-21' });

	assert.equal(published.status, 303, published.text);
	assert.deepEqual(sql(`SELECT from_day FROM blank_form WHERE procedure_version_id = ${form.id}`), [{ from_day: '2026-11-21' }]);
});

test('a file that is none to fill in, or another than it says, keeps everything out', () => {
	blankAtSource(Buffer.from('#!/bin/sh\necho xin chào\n'));
	const had = counts(), path = exported('mau-gia', '2.000635');

	assert.match(check(path).text, new RegExp(`blocked\tfile\t${BLANK}\tcatalogue_bundle\.why\.file_type`));
	assert.equal(imported(path, '82/QĐ-UBND', '2026-11-20', '2026-11-21').status, 1);
	assert.equal(counts(), had);
	sqlThere('DELETE FROM blank_form');
	sql('DELETE FROM blank_form');
});

test('a blank form that nobody has is told of, and hinders nothing', () => {
	const named = "procedure_version_id = (SELECT current_version_id FROM procedure_item WHERE code = '2.000635') AND template_file <> ''";

	for (const instance of [origin, target])
		sqlOn(`UPDATE procedure_requirement SET template_file = 'khong-ai-co.pdf' WHERE ${named}`, instance);
	const here = check(exported('thieu-mau', '2.000635'));

	assert.equal(here.status, 0, here.text);
	assert.match(here.text, /lacking\tfile\tkhong-ai-co\.pdf/);
	for (const instance of [origin, target])
		sqlOn(`UPDATE procedure_requirement SET template_file = '${BLANK}' WHERE template_file = 'khong-ai-co.pdf'`, instance);
});

test('the process of a single case goes along and holds for that case alone', () => {
	const item = "(SELECT id FROM procedure_item WHERE code = '2.000635')";

	sqlThere(`INSERT INTO definition_use (procedure_id, case_no, kind, version_id, from_day) SELECT ${item}, 1, 'process', MAX(id), '2026-01-01'
		FROM process_version WHERE code = '1.001612'`);
	const path = exported('mot-truong-hop', '2.000635'), [manifest] = members(readFileSync(path));
	const said = JSON.parse(readFileSync(path).toString('utf8', manifest.content, manifest.content + manifest.size));

	assert.deepEqual(said.cases, [{ case_no: 1, code: '2.000635', process: '1.001612' }]);
	assert.match(check(path).text, /new\tcase\t2\.000635\t\t1\.001612/);
	assert.equal(imported(path).status, 0, 'as a draft of that process, for that case');
	assert.deepEqual(sql(`SELECT target.case_no FROM definition_draft_target target JOIN definition_draft draft ON draft.id = target.draft_id
		WHERE draft.code = '1.001612' AND draft.open_code IS NOT NULL AND target.procedure_id = ${item}`), [{ case_no: '1' }]);
	const again = imported(path);

	assert.equal(numbers(again.text).written, 0, `the same bundle again: ${again.errors}`);
	sql("UPDATE definition_draft SET state = 'discarded' WHERE code = '1.001612'");
	assert.equal(numbers(imported(path, '83/QĐ-UBND', '2026-11-20', '2026-11-21').text).written, 1);
	assert.deepEqual(sql(`SELECT used.case_no, process.code FROM definition_use used JOIN process_version process ON process.id = used.version_id
		WHERE used.procedure_id = ${item} AND used.case_no > 0`), [{ case_no: '1', code: '1.001612' }]);
	assert.equal(numbers(imported(path, '83/QĐ-UBND', '2026-11-20', '2026-11-21').text).written, 0);
	sqlThere('DELETE FROM definition_use WHERE case_no > 0');
});

/* --- shared lists of choices -------------------------------------------------------------------------------------------------- */

const LISTED = 'danh-sach';
const listRows = (list) => sql(`SELECT value, parent, label, from_day, to_day FROM choice_item WHERE list_code = '${list}' ORDER BY value, from_day`)
	.map((row) => [row.value, row.parent, row.label, row.from_day, row.to_day ?? ''].join('|'));
const listed = () => readFileSync(join(folder, `${LISTED}.tar`));
const FORCE = (number) => [`${number}/QĐ-UBND`, '2026-11-20', '2026-11-21'];
// The page's choice and what became of it.
async function decide(path, how) {
	const answer = await upload(readFileSync(path)), { version } = await settled(answer.location, ['waiting']);

	return { page: await administrator.get(answer.location), sent: await administrator.post(`${answer.location}/ghi`, { version, ...how }), location: answer.location };
}

// The source's form chooses from two lists that only it has, one below the other, and from one of the nation; an example does too.
async function listsAtSource() {
	const [{ id, content }] = sqlThere("SELECT id, content FROM form_version WHERE code = '2.000635' ORDER BY version_no DESC LIMIT 1");
	const form = JSON.parse(content), choose = (key, label, properties) => ({ type: 'select', id: key, key, label, properties });

	form.components[0].components.push(choose('bt_noi', 'Nơi thử', { list: 'bt-noi' }), choose('bt_cho', 'Chỗ thử', { list: 'bt-cho', list_parent: 'bt_noi' }),
		choose('bt_dan_toc', 'Dân tộc', { list: 'dan-toc' }),
		{ type: 'textfield', id: 'bt_ro', key: 'bt_ro', label: 'Nói rõ', conditional: { hide: '=bt_noi != "N1"' } });
	sqlThere(`INSERT INTO choice_list (code, name, parent_code, changed_at) VALUES ('bt-noi', 'Nơi của gói', NULL, NOW(6)), ('bt-cho', 'Chỗ của gói', 'bt-noi', NOW(6));
		INSERT INTO choice_item (list_code, value, parent, label, from_day, to_day, position) VALUES
		('bt-noi', 'N1', '', 'Nơi một', '2020-01-01', NULL, 1), ('bt-noi', 'N2', '', 'Nơi hai', '2020-01-01', NULL, 2),
		('bt-noi', 'N0', '', 'Nơi đã hết', '2020-01-01', '2020-12-31', 3),
		('bt-cho', 'C1', 'N1', 'Chỗ một', '2020-01-01', NULL, 1), ('bt-cho', 'C2', 'N2', 'Chỗ hai', '2020-01-01', NULL, 2);
		INSERT INTO form_version (code, version_no, content, sha256, created_at) SELECT code, version_no + 1, ${quote(JSON.stringify(form))}, sha256, NOW(6)
		FROM form_version WHERE id = ${id};
		UPDATE procedure_item SET form_version_id = (SELECT MAX(id) FROM form_version WHERE code = '2.000635') WHERE code = '2.000635'`);
	const source = await new Client(origin).signIn('administrator'), newest = (kind) => `v${sqlThere(`SELECT MAX(id) AS id FROM ${kind}_version WHERE code = '2.000635'`)[0].id}`;
	const begun = await source.post('/can-bo/danh-muc/chay-thu/2.000635/moi', { place: '1.online', agency: 'H01.23', filed: '2026-11-23',
		time: '09:00', form: newest('form'), rule: newest('rule'), process: newest('process') });

	sqlThere(`UPDATE definition_walk SET given = JSON_SET(given, '$.values', JSON_ARRAY(JSON_OBJECT('key', 'bt_noi', 'row', 0, 'text', 'N1'),
		JSON_OBJECT('key', 'bt_cho', 'row', 0, 'text', 'C1'))) ORDER BY id DESC LIMIT 1`);
	const kept = await source.post(`${begun.location.replace(/\/bieu-mau\/1$/, '')}/giu`, { name: 'Chọn trong danh sách' });

	assert.equal(kept.status, 303, kept.text);
	assert.match(sqlThere(`SELECT given FROM definition_example WHERE id = ${kept.location.split('/').at(-1)}`)[0].given, /"N1"/);
	return exported(LISTED, '2.000635');
}

test('the lists that a form chooses from travel with it, those above them too, and come in with all the rest or not at all', async () => {
	sql("UPDATE definition_draft SET state = 'discarded'; DELETE FROM definition_example");
	const path = await listsAtSource(), names = members(listed()).map(({ name }) => name), had = counts();

	assert.deepEqual(names.filter((name) => name.startsWith('choices/')), ['choices/bt-cho.json', 'choices/bt-noi.json', 'choices/dan-toc.json']);
	assert.doesNotMatch(listed().toString(), /Nơi đã hết/, 'what can be chosen no more stays at home');
	const here = check(path);

	assert.equal(here.status, 0, here.text);
	assert.match(here.text, /new\tlist\tbt-cho\t[^]*new\tlist\tbt-noi\t/);
	assert.match(here.text, /same\tlist\tdan-toc/, 'what every installation has of the nation');
	assert.match(here.text, /new\texample\t2\.000635\t\tChọn trong danh sách/, 'the example comes to the same: looked at with the lists');
	assert.deepEqual([listRows('bt-noi'), counts()], [[], had], 'looking writes nothing');
	sql("UPDATE agency SET code = 'H01.99' WHERE code = 'H01.23'");
	assert.equal(imported(path, ...FORCE(101)).status, 1);
	assert.deepEqual([listRows('bt-noi'), counts()], [[], had], 'what is blocked blocks the lists');
	sql("UPDATE agency SET code = 'H01.23' WHERE code = 'H01.99'");
	const done = imported(path, ...FORCE(101));

	assert.equal(done.status, 0, done.errors);
	assert.deepEqual(listRows('bt-noi'), ['N1||Nơi một|2020-01-01|', 'N2||Nơi hai|2020-01-01|']);
	assert.deepEqual(listRows('bt-cho'), ['C1|N1|Chỗ một|2020-01-01|', 'C2|N2|Chỗ hai|2020-01-01|']);
	assert.match(check(path).text, /same\tlist\tbt-cho[^]*same\tlist\tbt-noi/);
	assert.equal(numbers(imported(path, ...FORCE(101)).text).written, 0, 'the same bundle again');
});

test('a list that differs is shown and kept; taken only by whoever says so, and what was chosen before still reads as it did', async () => {
	const path = join(folder, `${LISTED}.tar`);

	sql(`UPDATE choice_item SET label = 'Tên ở đây' WHERE list_code = 'bt-noi' AND value = 'N2';
		INSERT INTO choice_item (list_code, value, parent, label, from_day, position) VALUES ('bt-noi', 'N9', '', 'Chỉ có ở đây', '2021-01-01', 3);
		DELETE FROM choice_item WHERE list_code = 'bt-cho' AND value = 'C2'`);
	const ours = [listRows('bt-noi'), listRows('bt-cho')];

	assert.match(check(path).text, /changed\tlist\tbt-cho\t\t[^]*changed\tlist\tbt-noi\t\t/);
	const kept = await decide(path, { mode: 'draft' });

	for (const words of ['Giữ danh sách đang có ở đây', 'Đổi tên lựa chọn', 'Tên ở đây', 'Bỏ lựa chọn', 'Chỉ có ở đây', 'Thêm lựa chọn', 'Chỗ hai'])
		assert.ok(kept.page.text.includes(words), words);
	assert.equal(kept.sent.status, 303, kept.sent.text);
	assert.equal((await settled(kept.location, ['applied'])).written, '0');
	assert.deepEqual([listRows('bt-noi'), listRows('bt-cho')], ours, 'ours are kept');
	const dayIn = (days) => new Date(businessNow(target) + days * 86400e3 + 7 * 3600e3).toISOString().slice(0, 10);
	const first = dayIn(9), last = dayIn(8);
	const taken = await decide(path, { ...DECISION('102/QĐ-UBND'), from_day: first.split('-').reverse().join('/'), lists: 'take' });

	assert.equal(taken.sent.status, 303, taken.sent.text);
	assert.equal((await settled(taken.location, ['applied'])).written, '2');
	assert.deepEqual(listRows('bt-noi'), ['N1||Nơi một|2020-01-01|', `N2||Tên ở đây|2020-01-01|${last}`, `N2||Nơi hai|${first}|`,
		`N9||Chỉ có ở đây|2021-01-01|${last}`]);
	assert.equal(listRows('bt-cho')[1], 'C2|N2|Chỗ hai|2020-01-01|');
	assert.equal(numbers(verb(target, 'bundle', 'import', path, '--decision', ...FORCE(102), '--take-lists').text).written, 0, 'the same bundle again');
});

test('a list that lacks a choice which the form names is not kept: the choice and the form are named', async () => {
	const path = join(folder, `${LISTED}.tar`);

	sql("DELETE FROM choice_item WHERE list_code = 'bt-noi' AND value = 'N1'; DELETE FROM definition_example");
	const had = counts(), refused = imported(path, ...FORCE(103));

	assert.match(check(path).text, /changed\tlist\tbt-noi\tcatalogue_bundle\.why\.list_lacks/);
	assert.equal(refused.status, 1);
	assert.match(refused.errors, /bt-noi N1: /);
	assert.equal(counts(), had);
	const kept = await decide(path, { mode: 'draft', lists: 'keep' });

	assert.match(kept.page.text, /thiếu lựa chọn mà gói dùng đến \(N1: /);
	assert.equal(kept.sent.status, 422);
	assert.match(kept.sent.text, /Chọn “Lấy theo gói”/);
	const done = verb(target, 'bundle', 'import', path, '--decision', ...FORCE(103), '--take-lists');

	assert.equal(done.status, 0, done.errors);
	assert.equal(listRows('bt-noi')[0], 'N1||Nơi một|2020-01-01|');
});

test('a choice that the bundle changes on a later day can be chosen as it was until then', () => {
	const dayIn = (days) => new Date(businessNow(target) + days * 86400e3 + 7 * 3600e3).toISOString().slice(0, 10);
	const later = file('ten-sau.tar', resealed(listed(), (manifest, files) => {
		const said = JSON.parse(files['choices/bt-noi.json']);

		Object.assign(said.items.find(({ value }) => value === 'N1'), { label: 'Nơi một đổi tên', from: dayIn(40) });
		files['choices/bt-noi.json'] = Buffer.from(JSON.stringify(said));
	}));
	const done = verb(target, 'bundle', 'import', later, '--take-lists');

	assert.equal(done.status, 0, done.errors);
	assert.deepEqual(listRows('bt-noi').slice(0, 2), [`N1||Nơi một|2020-01-01|${dayIn(39)}`, `N1||Nơi một đổi tên|${dayIn(40)}|`]);
	assert.equal(numbers(verb(target, 'bundle', 'import', later, '--take-lists').text).written, 0, 'the same bundle again');
	assert.equal(verb(target, 'bundle', 'import', join(folder, `${LISTED}.tar`), '--take-lists').status, 0);
});

test('a bundle of before, which brings no lists, comes in where they are and says which one is missing where they are not', () => {
	const before = file('truoc.tar', resealed(listed(), (manifest, files) => {
		manifest.format = 'motcua-bundle-2';
		manifest.needs.push(...manifest.lists.map(({ code }) => ({ kind: 'list', code })));
		delete manifest.lists;
		for (const name of Object.keys(files).filter((path) => path.startsWith('choices/')))
			delete files[name];
	}));

	assert.equal(check(before).status, 0, check(before).text);
	sql('SET foreign_key_checks = 0; UPDATE choice_list SET code = \'bt-xa\' WHERE code = \'bt-cho\'');
	assert.match(check(before).text, /blocked\tlist\tbt-cho\tcatalogue_bundle\.why\.list/);
	sql('SET foreign_key_checks = 0; UPDATE choice_list SET code = \'bt-cho\' WHERE code = \'bt-xa\'');
});

test('lists that nobody could write are refused by name, and nothing of the bundle is written', async () => {
	const had = counts(), rows = [listRows('bt-noi'), listRows('bt-cho')];
	const list = (code, change) => (manifest, files) => {
		const said = JSON.parse(files[`choices/${code}.json`]);

		change(said);
		files[`choices/${code}.json`] = Buffer.from(JSON.stringify(said));
	};
	const record = (manifest, code) => manifest.lists.find((one) => one.code === code);
	const hostile = {
		'twice in the manifest': ['refused\tlists', (manifest) => manifest.lists.push({ ...manifest.lists[0] })],
		'below itself': ['refused\tlists', (manifest) => { record(manifest, 'bt-noi').above = 'bt-noi'; }],
		'in a circle': ['refused\tlists', (manifest) => { record(manifest, 'bt-noi').above = 'bt-cho'; }],
		'below nothing': ['refused\tlists', (manifest) => { record(manifest, 'bt-noi').above = 'bt-khong'; }],
		'another above it than the manifest says': ['blocked\tlist\tbt-cho\tcatalogue_bundle.why.list_rows', list('bt-cho', (said) => { said.above = 'dan-toc'; })],
		'a choice twice': ['blocked\tlist\tbt-noi\tcatalogue_bundle.why.list_rows', list('bt-noi', (said) => said.items.push(said.items[0]))],
		'a choice that hangs on nothing': ['blocked\tlist\tbt-cho\tcatalogue_bundle.why.list_rows', list('bt-cho', (said) => { delete said.items[0].parent; })],
		'a choice that ends before it begins': ['blocked\tlist\tbt-noi\tcatalogue_bundle.why.list_rows', list('bt-noi', (said) => { said.items[0].to = '2019-01-01'; })],
		'a code that is none': ['blocked\tlist\tbt-noi\tcatalogue_bundle.why.list_rows', list('bt-noi', (said) => { said.items[0].value = 'a b'; })],
		'more choices than a list has': ['blocked\tlist\tbt-noi\tcatalogue_bundle.why.list_rows', list('bt-noi', (said) => {
			said.items = Array.from({ length: 4001 }, (_, i) => ({ value: `v${i}`, label: 'x' })); })],
		'no list at all': ['blocked\tlist\tbt-noi\tcatalogue_bundle.why.list_rows', (manifest, files) => { files['choices/bt-noi.json'] = Buffer.from('[]'); }],
		'below another than here': ['blocked\tlist\tbt-cho\tcatalogue_bundle.why.list_above', (manifest, files) => {
			delete record(manifest, 'bt-cho').above;
			list('bt-cho', (said) => { delete said.above; said.items.forEach((item) => { delete item.parent; }); })(manifest, files); }],
	};

	for (const [what, [answer, change]] of Object.entries(hostile)) {
		const here = check(file('thu-dich.tar', resealed(listed(), change)));

		assert.ok(here.text.includes(answer), `${what}: ${here.text}`);
		assert.equal(here.status, 1, what);
	}
	assert.equal(imported(join(folder, 'thu-dich.tar'), ...FORCE(104)).status, 1);
	assert.deepEqual([counts(), listRows('bt-noi'), listRows('bt-cho')], [had, ...rows]);
	assert.equal(check(file('nguyen.tar', resealed(listed(), () => {}))).status, 0, 'sealed again as it was');
	sql("DELETE FROM definition_example; UPDATE definition_draft SET state = 'discarded'");
	sqlThere('DELETE FROM definition_example');
});

/* --- the job --------------------------------------------------------------------------------------------------------------------- */

test('an order can be taken back before the writing begins, not afterwards', async () => {
	const answer = await upload(bundle), { version, id } = await settled(answer.location);

	// As if the job were busy: ordered, and nobody has begun.
	sql(`UPDATE bundle_upload SET state = 'writing' WHERE id = ${id}; SELECT 1`);
	assert.equal((await administrator.post(`${answer.location}/bo`, { version })).status, 409);
	const after = await settled(answer.location);
	const other = await upload(bundle), waits = await settled(other.location);

	assert.ok(['applied', 'waiting'].includes(after.state));
	assert.equal((await administrator.post(`${other.location}/bo`, { version: waits.version })).status, 303);
	assert.deepEqual(sql(`SELECT (SELECT COUNT(*) FROM bundle_piece WHERE upload_id = ${waits.id}) AS pieces,
		(SELECT COUNT(*) FROM bundle_line WHERE upload_id = ${waits.id}) AS found`), [{ pieces: '0', found: '0' }]);
});

test('what the catalogue has now is compared anew when somebody asks for it', async () => {
	const path = exported('lai', '1.014464'), answer = await upload(readFileSync(path));

	sql("UPDATE agency SET code = 'H01.99' WHERE code = 'H01.21'");
	const blocked = await settled(answer.location);

	await administrator.post(`${answer.location}/kiem-tra`, { version: blocked.version });
	await settled(answer.location);
	sql("UPDATE agency SET code = 'H01.21' WHERE code = 'H01.99'");
	const seen = await settled(answer.location);

	assert.equal((await administrator.post(`${answer.location}/kiem-tra`, { version: seen.version })).status, 303);
	await settled(answer.location);
	assert.match((await administrator.get(answer.location)).text, /Gói ghi được|đã có đúng như trong gói/);
});

test('the job that is killed while it writes leaves nothing, and its successor writes all of it', async () => {
	for (const wait of [0, 30, 120]) {
		change();
		const answer = await upload(bundle), { version, id } = await settled(answer.location);
		const had = sql('SELECT COUNT(*) AS n FROM definition_act')[0].n;
		const sent = await administrator.post(`${answer.location}/ghi`, { version, ...DECISION(`9${wait}/QĐ-UBND`) });

		assert.equal(sent.status, 303, sent.text);
		await until(() => sql(`SELECT state FROM bundle_upload WHERE id = ${id}`)[0].state !== 'ordered', 'the job to begin');
		await new Promise((next) => { setTimeout(next, wait); });
		const [killed] = pids('catalogue-jobs', target);

		process.kill(killed, 'SIGKILL');
		// In one look: what it had sent before it died may still be written.
		const [now] = sql(`SELECT state, (SELECT COUNT(*) FROM definition_act) AS acts FROM bundle_upload WHERE id = ${id}`);

		if (now.state === 'writing')
			assert.equal(now.acts, had, 'nothing half-written');
		// The lease of the dead ends first.
		sql("UPDATE core_job_lease SET until_at = '2000-01-01' WHERE job = 'catalogue.bundle'");
		const done = await settled(answer.location, ['applied', 'waiting']);

		assert.equal(done.state, 'applied', `${done.fault} ${done.about}`);
		assert.match(sql(`SELECT rule.content FROM procedure_item item JOIN rule_version rule ON rule.id = item.rule_version_id
			WHERE item.code = '2.000635'`)[0].content, /<text>8000<\/text>/);
	}
});

test('a database that goes away while a bundle is written leaves nothing, and it is written once it is back', async () => {
	change();
	const answer = await upload(bundle);
	const { id } = await settled(answer.location), { version } = await settled(answer.location);

	await administrator.post(`${answer.location}/ghi`, { version, ...DECISION('95/QĐ-UBND') });
	await until(() => sql(`SELECT state FROM bundle_upload WHERE id = ${id}`)[0].state !== 'ordered', 'the job to begin');
	await target.stopDatabase();
	await target.startDatabase();
	const done = await settled(answer.location, ['applied', 'waiting']);

	assert.equal(done.state, 'applied', `${done.fault} ${done.about}`);
	assert.equal(sql("SELECT COUNT(*) AS n FROM definition_use WHERE decision_no = '95/QĐ-UBND'")[0].n > 0, true);
});
