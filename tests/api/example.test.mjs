// The notice board as citizens and administrators use it, and as a province adds and removes a module: in a copy of the
// repository, whatever bears its name is taken away and put back, and no other file is touched.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root, startInstance } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';

const run = promisify(execFile);
const VARIANT = process.env.VARIANT ?? 'release';
const ITS_OWN = /(^|[-/])example([-./]|$)/;
let instance;

before(async () => {
	instance = await startInstance('example', { modules: ['workflow', 'example'] });
});
after(() => instance?.reset());

test('the module is under 200 lines of code', () => {
	const folder = join(root, 'modules/example');
	const lines = readdirSync(folder).filter((name) => /\.[ch]$/.test(name))
		.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
		.filter((line) => line.trim() !== '' && !/^\s*\/\*.*\*\/$/.test(line));

	assert.ok(lines.length < 200, String(lines.length));
});

test('an administrator puts up a notice once; anybody reads it, in HTML and in JSON', async () => {
	const administrator = await new Client(instance).signIn('administrator');
	const form = await administrator.get('/can-bo/bang-tin');
	const fields = { once: hidden(form, 'once'), title: 'Lịch tiếp dân <tháng 12>', body: 'Thứ Hai\nThứ Năm' };
	const one = await administrator.post('/can-bo/bang-tin', fields);
	const two = await administrator.post('/can-bo/bang-tin', fields);

	assert.equal(one.status, 303);
	assert.equal(two.location, one.location, 'a second click puts up no second notice');
	const reader = new Client(instance);
	const board = await reader.get('/bang-tin', { json: true });

	assert.deepEqual(board.json.notices.map(({ title }) => title), [fields.title]);
	assert.equal(board.json.notices[0].url, one.location);
	const page = await reader.get(one.location);

	assert.match(page.text, /Lịch tiếp dân &lt;tháng 12&gt;/);
	assert.deepEqual((await reader.get(one.location, { json: true })).json.paragraphs, ['Thứ Hai', 'Thứ Năm']);
	assert.equal((await reader.get('/bang-tin/AAAA2222')).status, 404);
});

test('what is missing is said beside its field, and what was typed stays; others may not write', async () => {
	const administrator = await new Client(instance).signIn('administrator');
	const wrong = await administrator.post('/can-bo/bang-tin', { title: '', body: 'Đã gõ' });

	assert.equal(wrong.status, 422);
	assert.match(wrong.text, /id="title-error"/);
	assert.match(wrong.text, />Đã gõ</);
	assert.equal((await new Client(instance).get('/can-bo/bang-tin')).status, 303, 'a stranger signs in first');
	assert.equal((await (await new Client(instance).signIn('intake')).post('/can-bo/bang-tin', { title: 'a', body: 'b' }))
		.status, 403);
});

// The repository's files under version control, and what has been built of them, in a new folder.
function copyOfRepository() {
	const copy = mkdtempSync(join(tmpdir(), 'motcua-copy.'));
	const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0')
		.filter((file) => file !== '' && existsSync(join(root, file)));

	for (const file of files) {
		mkdirSync(join(copy, dirname(file)), { recursive: true });
		cpSync(join(root, file), join(copy, file), { preserveTimestamps: true });
	}
	for (const built of [VARIANT, 'tools', 'www'])
		execFileSync('cp', ['-a', '--parents', `build/${built}`, copy], { cwd: root });
	return { copy, own: files.filter((file) => ITS_OWN.test(file)) };
}

test('a province adds the module and removes it: no file that bears another name changes', async () => {
	const { copy, own } = copyOfRepository();
	const inCopy = (file, args, extra = {}) => run(file, args, {
		cwd: copy,
		env: { ...process.env, VARIANT, RUN_DIR: join(copy, 'build/run'), PORT: '0', MODULES: '', DEMO: 'no', ...extra },
	});
	const make = () => inCopy('make', ['-s', 'binaries'], { MAKEFLAGS: '' });
	const env = () => JSON.parse(readFileSync(join(copy, 'build/run/env.json'), 'utf8'));
	const withoutModule = () => {
		for (const file of own)
			rmSync(join(copy, file));
		rmSync(join(copy, 'modules/example'), { recursive: true, force: true });
	};

	try {
		assert.ok(own.length >= 14, own.join());
		withoutModule();
		rmSync(join(copy, 'build', VARIANT, 'bin/motcua-example'), { force: true });
		await make();
		assert.ok(!existsSync(join(copy, 'build', VARIANT, 'bin/motcua-example')), 'nothing of it is built');
		await inCopy('conf/dev/run.sh', ['start'], { MODULES: 'workflow' });
		assert.equal((await new Client(env()).get('/bang-tin')).status, 404);
		for (const file of own)
			cpSync(join(root, file), join(copy, file), { preserveTimestamps: true });
		await make();
		await inCopy('conf/dev/run.sh', ['switch'], { MODULES: 'workflow example' });
		assert.equal((await new Client(env()).get('/bang-tin')).status, 200);
		await inCopy('mariadb', ['--no-defaults', `--socket=${env().database_socket}`, 'motcua', '-e',
			"DROP TABLE example_notice; DELETE FROM core_migration WHERE name LIKE '%-example-%'"]);
		withoutModule();
		await make();
		await inCopy('conf/dev/run.sh', ['switch'], { MODULES: 'workflow' });
		assert.equal((await new Client(env()).get('/bang-tin')).status, 404);
		assert.equal((await new Client(env()).get('/can-bo/dang-nhap')).status, 200);
	} finally {
		await inCopy('conf/dev/run.sh', ['stop']);
		rmSync(copy, { recursive: true, force: true });
	}
});
