// Runs the test suites, prints what failed, the slowest and one line of totals; the exit code tells.
// usage: node tests/run.mjs [unit] [fuzz] [api] [browser] [architecture] [headers] [check]     (none: all of them)
// The Makefile has built everything (VARIANT) before. Tests that need servers share one instance
// under build/test; files that start instances of their own run beside those.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { architecture } from './architecture/check.mjs';
import { headers } from './architecture/headers.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const variant = process.env.VARIANT ?? 'asan';
const out = join(root, 'build', variant);
const folder = join(root, 'build/test');
const workers = Math.max(2, availableParallelism?.() ?? cpus().length);
const UNIT_LIMIT_MS = 600000;
const NODE_LIMIT_MS = 600000;

const environment = {
	...process.env,
	MOTCUA_SHARED: process.env.MOTCUA_SHARED ?? resolve(root, '../shared'),
	VARIANT: variant,
	ASAN_OPTIONS: process.env.ASAN_OPTIONS ?? 'abort_on_error=0:detect_stack_use_after_return=1',
	UBSAN_OPTIONS: process.env.UBSAN_OPTIONS ?? 'print_stacktrace=1:halt_on_error=1',
};
const results = [];
const files = [];

// One test's result: state is 'passed', 'failed' or 'skipped'.
function record(suite, name, state, ms = 0, why = '') {
	results.push({ suite, name, state, ms });
	if (state === 'failed')
		console.log(`FAILED  ${suite}: ${name}\n${why.replace(/^/gm, '        ')}`);
}

// Runs a program to its end; never rejects. The output of a program that is killed for time says so.
function program(file, args, { limit = UNIT_LIMIT_MS, env = environment, cwd = root } = {}) {
	return new Promise((done) => {
		const start = Date.now();
		const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
		let text = '';
		let errors = '';
		let late = false;
		const timer = setTimeout(() => { late = true; child.kill('SIGKILL'); }, limit);

		child.stdout.on('data', (part) => { text += part; });
		child.stderr.on('data', (part) => { errors += part; });
		child.on('error', (error) => { errors += error.message; });
		child.on('close', (code, signal) => {
			clearTimeout(timer);
			if (late)
				errors += `\nkilled after ${limit / 1000} s`;
			done({ code, signal, text, errors, ms: Date.now() - start });
		});
	});
}

// Every file below a folder whose name passes.
function filesBelow(where, wanted) {
	if (!existsSync(where))
		return [];
	return readdirSync(where).sort().flatMap((name) => {
		const path = join(where, name);

		if (name === 'node_modules')
			return [];
		return statSync(path).isDirectory() ? filesBelow(path, wanted) : wanted(name) ? [path] : [];
	});
}

async function inParallel(items, work) {
	const queue = [...items];

	await Promise.all(Array.from({ length: workers }, async () => {
		while (queue.length > 0)
			await work(queue.shift());
	}));
}

const tail = (text, lines = 40) => text.trimEnd().split('\n').slice(-lines).join('\n');

// --- unit: one cmocka program per file, TAP on its output ----------------------------------------------------------

async function unit() {
	const database = await program(join(root, 'tests/support/mariadb.sh'), ['start', join(folder, 'unit-database')]);

	if (database.code !== 0) {
		record('unit', 'private MariaDB', 'failed', database.ms, tail(database.errors));
		return;
	}
	const env = { ...environment, CMOCKA_MESSAGE_OUTPUT: 'TAP', MOTCUA_TEST_DB_SOCKET: database.text.trim() };
	const sources = filesBelow(join(root, 'tests/unit'), (name) => name.endsWith('_test.c'));

	await inParallel(sources, async (source) => {
		const name = relative(root, source).replace(/\.c$/, '');
		const run = await program(join(out, name), [], { env });

		unitResults(name.replace('tests/unit/', ''), run);
	});
	await program(join(root, 'tests/support/mariadb.sh'), ['drop', join(folder, 'unit-database')]);
}

function unitResults(name, run) {
	const lines = `${run.text}\n${run.errors}`.split('\n');
	const tests = lines.map((line) => /^(not ok|ok) \d+ - (.*)$|^ok \d+ # SKIP (.*)$/.exec(line)).filter(Boolean);
	const share = tests.length > 0 ? run.ms / tests.length : run.ms;
	let failed = 0;

	for (const [line, verdict, title, skippedTitle] of tests) {
		const skipped = skippedTitle !== undefined || /# SKIP/.test(line);
		const state = skipped ? 'skipped' : verdict === 'ok' ? 'passed' : 'failed';

		failed += state === 'failed';
		record('unit', `${name}: ${skippedTitle ?? title}`, state, share, state === 'failed' ? tail(lines.join('\n')) : '');
	}
	if ((run.code !== 0 && failed === 0) || tests.length === 0)
		record('unit', name, 'failed', run.ms, `exit ${run.code ?? run.signal}\n${tail(`${run.text}\n${run.errors}`)}`);
}

// --- fuzz: each target over its saved inputs and mutations of them ----------------------------------------------------

// The sample province's definitions are good inputs too.
const SAMPLES = {
	form: 'db/seed/definitions/forms', process: 'db/seed/definitions/processes', rule: 'db/seed/definitions/rules',
};

async function fuzz() {
	const targets = filesBelow(join(root, 'tests/fuzz'), (name) => name.endsWith('_fuzz.c'));

	await inParallel(targets, async (source) => {
		const name = basename(source, '_fuzz.c');
		const corpus = [join('tests/fuzz/corpus', name), SAMPLES[name]].filter(Boolean)
			.flatMap((where) => filesBelow(join(root, where), () => true));
		const run = await program(join(out, 'tests/fuzz', `${name}_fuzz`), corpus);

		record('fuzz', `${name}: ${corpus.length} saved inputs and their mutations`, run.code === 0 ? 'passed' : 'failed', run.ms,
			tail(run.text + run.errors));
	});
}

// --- api and browser: node:test files over the shared instance, beside those that start instances of their own -------

// By what it imports: who asks for `env` means the shared one, even beside one of its own.
const startsItsOwn = (file) => {
	const [, names] = /import \{([^}]*)\} from '\.\.\/support\/env\.mjs'/.exec(readFileSync(file, 'utf8')) ?? [, ''];

	return /\bstartInstance\b/.test(names) && !/\benv\b/.test(names);
};

// Two lanes, each in order: whoever talks to the shared instance has it alone, and the others wait for nobody's answers
// but their own. They are told of no shared instance, so that none is used unawares.
async function nodeFiles(suites) {
	const all = suites.flatMap(([suite, list]) => list.map((file) => ({ suite, file })));
	const lane = (list, instance) => inOrder(list, ({ suite, file }) => nodeFile(suite, file, instance));

	await Promise.all([
		lane(all.filter(({ file }) => !startsItsOwn(file)), join(folder, 'run/env.json')),
		lane(all.filter(({ file }) => startsItsOwn(file)), join(folder, 'none-shared')),
	]);
}

async function nodeFile(suite, file, instance) {
	const env = { ...environment, MOTCUA_ENV: instance };

	delete env.NODE_TEST_CONTEXT;
	const run = await program(process.execPath,
		['--test', `--test-reporter=${join(root, 'tests/support/reporter.mjs')}`, file], { limit: NODE_LIMIT_MS, env });

	files.push({ suite, name: basename(file, '.test.mjs'), ms: run.ms });
	nodeResults(suite, basename(file, '.test.mjs'), run);
}

async function inOrder(items, work) {
	for (const item of items)
		await work(item);
}

function nodeResults(suite, name, run) {
	const tests = [];

	for (const line of run.text.split('\n'))
		if (line.startsWith('{"name"'))
			tests.push(JSON.parse(line));
	for (const test of tests.filter((t) => !t.wrapper))
		record(suite, `${name}: ${test.name}`, test.skipped ? 'skipped' : test.ok ? 'passed' : 'failed', test.ms, test.why);
	if (run.code !== 0 && !tests.some((t) => !t.wrapper && !t.ok && !t.skipped))
		record(suite, name, 'failed', run.ms,
			`${tests.filter((t) => !t.ok).map((t) => t.why).join('\n')}\n${tail(`${run.text}\n${run.errors}`)}`);
}

const testFiles = (...where) => filesBelow(join(root, 'tests', ...where), (name) => name.endsWith('.test.mjs'));

// --- every module's own --check over the migrated schema -------------------------------------------------------------

async function check() {
	const env = JSON.parse(readFileSync(join(folder, 'run/env.json'), 'utf8'));

	await inParallel(env.modules, async (module) => {
		const run = await program(join(env.binaries, `motcua-${module}`),
			['--config', join(env.config_dir, 'common.conf'), '--config', join(env.config_dir, `${module}.conf`), '--check']);

		record('check', `motcua-${module} --check`, run.code === 0 ? 'passed' : 'failed', run.ms, tail(run.text + run.errors));
	});
}

// What ASan and UBSan say about a server ends in its log, not in a test's answer.
function sanitizers() {
	const logs = filesBelow(folder, (name) => name.endsWith('.log'));
	const bad = logs.map((file) => [file, readFileSync(file, 'utf8')])
		.filter(([, text]) => /AddressSanitizer|LeakSanitizer|runtime error:/.test(text));

	record('check', 'no module was caught by a sanitizer', bad.length ? 'failed' : 'passed', 0, bad.map(([file, text]) =>
		`${file}\n${text.slice(Math.max(0, text.search(/AddressSanitizer|LeakSanitizer|runtime error:/) - 200)).slice(0, 3000)}`)
		.join('\n'));
}

// --- all of it -------------------------------------------------------------------------------------------------------

const instanceEnvironment = { ...environment, RUN_DIR: join(folder, 'run'), PORT: '0', MODULES: '' };

// The sample province is loaded once; every instance that the tests start begins as a copy of it.
async function makeTemplate() {
	const template = join(folder, 'template');
	const env = { ...environment, RUN_DIR: template, PORT: '0', MODULES: '' };
	const run = await program(join(root, 'conf/dev/run.sh'), ['template'], { env });

	if (run.code !== 0)
		record('check', 'the sample province is loaded', 'failed', run.ms, tail(run.text + run.errors));
	environment.TEMPLATE = instanceEnvironment.TEMPLATE = template;
}

// What an earlier run left behind, running or not, is forgotten: instances and the database of the unit tests.
async function forgetAll() {
	const script = join(root, 'conf/dev/run.sh');

	await program(join(root, 'tests/support/mariadb.sh'), ['drop', join(folder, 'unit-database')]);
	for (const name of readdirSync(folder).filter((entry) => existsSync(join(folder, entry, 'ports'))))
		await program(script, ['reset'], { env: { ...environment, RUN_DIR: join(folder, name) } });
}

async function startShared() {
	await makeTemplate();

	const run = await program(join(root, 'conf/dev/run.sh'), ['start'], { env: instanceEnvironment });

	if (run.code !== 0)
		record('check', 'an instance of everything starts', 'failed', run.ms, tail(run.text + run.errors));
	return run.code === 0;
}

function recordAll(suite, list) {
	for (const { name, ok, ms, why } of list)
		record(suite, name, ok ? 'passed' : 'failed', ms, why);
}

const suites = {
	architecture: async () => {
		recordAll('architecture', await architecture(root));
		await nodeFiles([['architecture', testFiles('architecture')]]);
	},
	headers: async () => recordAll('headers', await headers(root, inParallel)),
	unit,
	fuzz,
	check,
};
const servedSuites = {
	api: [...testFiles('simulator'), ...testFiles('api')],
	browser: testFiles('browser'),
};

async function timed(name, work) {
	const [start, before] = [Date.now(), results.length];

	await work();
	console.log(`${name.padEnd(14)} ${results.length - before} in ${((Date.now() - start) / 1000).toFixed(0)} s`);
}

async function main() {
	const wanted = process.argv.slice(2).length > 0 ? process.argv.slice(2) : Object.keys({ ...suites, ...servedSuites });
	const served = Object.entries(servedSuites).filter(([suite]) => wanted.includes(suite));

	mkdirSync(folder, { recursive: true });
	await forgetAll();
	const up = served.length > 0 || wanted.includes('check') ? await startShared() : false;

	for (const suite of Object.keys(suites).filter((name) => wanted.includes(name) && (name !== 'check' || up)))
		await timed(suite, suites[suite]);
	if (up && served.length > 0)
		await timed(served.map(([suite]) => suite).join(' '), () => nodeFiles(served));
	if (up) {
		await program(join(root, 'conf/dev/run.sh'), ['stop'], { env: instanceEnvironment });
		if (variant === 'asan')
			sanitizers();
	}
	summary();
}

function slowest(what, list) {
	console.log(`\nslowest ${what}:`);
	for (const { suite, name, ms } of [...list].sort((a, b) => b.ms - a.ms).slice(0, 10))
		console.log(`  ${(ms / 1000).toFixed(2).padStart(7)} s  ${suite}: ${name}`);
}

function summary() {
	const count = (state) => results.filter((r) => r.state === state).length;

	slowest('tests', results);
	slowest('files of tests', files);
	console.log(`\n${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
	process.exitCode = count('failed') > 0 || count('passed') === 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM'])
	process.on(signal, async () => {
		await forgetAll();
		process.exit(130);
	});
await main();
