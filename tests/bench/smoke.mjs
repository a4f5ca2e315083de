// make bench-smoke: what the product does, as a ratio to floors that are built and run here, in about two minutes on the
// sample province and some thousand dossiers. A figure alone says nothing on a shared machine; A B A B inside one run does.
// Prints one line per row and writes build/bench/smoke.json.
import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, startInstance } from '../support/env.mjs';
import { sql } from '../support/db.mjs';
import { citizen } from '../api/citizen.mjs';
import * as catalogue from './catalogue.mjs';
import { floorUrl, folder, startFloors, staticBytes } from './floors.mjs';
import { load, median, percentile } from './load.mjs';
import { resident, restart, startTime, upload } from './machine.mjs';
import * as province from './province.mjs';

const ROUNDS = 2;
const DOSSIERS = Number(process.env.BENCH_DOSSIERS ?? 20000);
const ONCE = Number(process.env.BENCH_ONCE ?? 3000); // requests that can be sent one time each, per round
const QUERIES = ['khai sinh', 'ban sao khai sinh', 'đăng ký kết hôn', 'ho kinh doanh', 'chứng thực', 'the can cuoc', 'hộ chiếu',
	'dat dai', 'cấp giấy phép', 'thanh lap doanh nghiep', 'trợ cấp xã hội', 'khai tu', 'nha o', 'ly lich tu phap', 'xây dựng'];
const rows = [];

function say(row) {
	const figure = typeof row.figure === 'number' ? `${row.figure.toFixed(row.figure < 100 ? 2 : 0)} ${row.unit}` : String(row.figure);
	const floor = row.floor ? `${row.floor.padEnd(8)} ${row.floor_figure.toFixed(row.floor_figure < 100 ? 2 : 0).padStart(7)} ${row.unit}` : '';
	const ratio = row.ratio === undefined ? '' : row.ratio.toFixed(2);

	rows.push(row);
	console.log(`${row.name.padEnd(44)} ${figure.padStart(14)}  ${floor.padEnd(22)} ${ratio.padStart(5)}  ${row.target.padEnd(24)} ${row.verdict}`);
}

const judge = (right) => (right ? 'ok' : 'MISSED');

// A B A B: the job and its floor in turn. `job(round)` gives what load() takes.
async function against(floor, job) {
	const ours = [];
	const floors = [];

	for (let round = 0; round < ROUNDS; round++) {
		ours.push(await load(await job(round)));
		floors.push(await load({ url: floorUrl(floor) }));
	}
	return {
		figure: median(ours.map((r) => r.rate)), p99_ms: median(ours.map((r) => r.p99)), unit: '/s', floor,
		floor_figure: median(floors.map((r) => r.rate)), bad: ours.reduce((sum, r) => sum + r.bad, 0),
		done: ours.reduce((sum, r) => sum + r.done, 0),
	};
}

// One row that is a ratio. effects(): how many of the requests really did what they ask for.
async function ratio(name, { floor, least, job, effects }) {
	const measured = await against(floor, job);
	const value = measured.figure / measured.floor_figure;
	const lost = measured.bad > 0 || (effects && effects() < measured.done);

	say({ name, ...measured, ratio: value, target: `>= ${least} F-${floor}`, verdict: lost ? 'ERRORS' : judge(value >= least) });
}

// Microseconds that the module itself needed, by its log, for requests of one route since `from` bytes of it.
function times(instance, module, route, from) {
	const text = readFileSync(join(instance.log_dir, `${module}.log`)).subarray(from).toString();

	return text.split('\n').filter((line) => line.includes(` event=request `) && line.includes(` route=${route} `))
		.map((line) => Number(/ us=(\d+)/.exec(line)[1]));
}

// One row that is a time inside the module, with few clients so that it is not the time spent in a queue.
async function inside(name, instance, { module, route, most, job }) {
	const from = statSync(join(instance.log_dir, `${module}.log`)).size;
	const { rate, bad } = await load({ ...job, connections: 2 });
	const all = times(instance, module, route, from);
	const p99 = percentile(all, 0.99) / 1000;

	say({ name, figure: p99, unit: 'ms p99', rate, median_ms: percentile(all, 0.5) / 1000, target: `< ${most} ms`,
		verdict: bad > 0 ? 'ERRORS' : judge(p99 < most) });
}

const cores = (text) => Number(/([\d.]+)/.exec(text)[1]);

function pure() {
	const due = cores(execFileSync(join(folder, 'due_bench'), { encoding: 'utf8' }));
	const page = execFileSync(join(folder, 'template_bench'), { encoding: 'utf8' });
	const [conditions, tables] = execFileSync(join(folder, 'feel_bench'), { encoding: 'utf8' }).split(' ').map(Number);
	const html = cores(/html ([\d.]+)/.exec(page)[0]);
	const [form, reading] = execFileSync(join(folder, 'form_bench'), { encoding: 'utf8' }).split(' ').map(Number);

	const [parse, start, complete] = execFileSync(join(folder, 'process_bench'), [join(root,
		'db/seed/definitions/processes/1.014464.bpmn')], { encoding: 'utf8' }).split(' ').map(Number);

	say({ name: 'process of eight steps: parsed', figure: parse, unit: '/s', target: 'no target', verdict: 'ok' });
	say({ name: 'process: started', figure: start / 1e3, unit: 'k/s', target: 'no target', verdict: 'ok' });
	say({ name: 'process: a step done, tokens read and written', figure: complete / 1e3, unit: 'k/s', target: 'no target', verdict: 'ok' });
	say({ name: 'due date, ten years, six events', figure: due, unit: 'us', target: '< 2 us', verdict: judge(due < 2) });
	say({ name: 'condition over four of sixty answers', figure: conditions / 1e6, unit: 'M/s', target: '>= 1 M/s a core', verdict: judge(conditions >= 1e6) });
	say({ name: 'fees by a table of two rows', figure: tables / 1e6, unit: 'M/s', target: 'no target', verdict: 'ok' });
	say({ name: 'page render, 50 rows, 12 KB', figure: html, unit: 'us', target: '<= 25 us', verdict: judge(html <= 25) });
	say({ name: 'form of 500 fields, 300 conditions: evaluated and validated', figure: form, unit: 'ms', target: '< 1 ms', verdict: judge(form < 1) });
	say({ name: 'form of 480 conditions over 20 names each: read', figure: reading, unit: 'ms', target: '< 50 ms', verdict: judge(reading < 50) });
}

async function published(instance) {
	const [{ code }] = sql('SELECT code FROM procedure_in_force ORDER BY code LIMIT 1', instance);

	for (const [name, path] of [['home page, published', '/'], ['procedure page, published', `/thu-tuc/${code}`]]) {
		const answer = await fetch(instance.base_url + path);

		staticBytes((await answer.arrayBuffer()).byteLength);
		await ratio(name, { floor: 'static', least: 0.7, job: () => ({ url: instance.base_url + path }) });
	}
	await inside('search, inside the module', instance, { module: 'catalogue', route: '/tim-kiem', most: 5, job: {
		url: instance.base_url, file: join(folder, 'search'), requests: QUERIES.map((q) => `GET\t/tim-kiem?q=${encodeURIComponent(q)}`) } });
}

// Reading: tracking, the list, the dossier's page, each over many dossiers.
async function reading(instance, set) {
	const headers = await province.headersOf(province.officer(instance, 'processing'));
	const url = instance.base_url;
	const some = set.numbers.filter((_, i) => i % 10 === 0);
	const list = { url: `${url}/can-bo/ho-so`, headers };
	const pages = { url, headers, file: join(folder, 'pages'), requests: some.map((number) => `GET\t/can-bo/ho-so/${number}`) };

	await ratio('tracking by number and secret', { floor: 'select', least: 0.6, job: () => ({ url, file: join(folder, 'tracking'),
		requests: some.map((number) => `GET\t/tra-cuu?so=${number}&ma=${set.secret}`) }) });
	await inside(`work list of ${DOSSIERS} dossiers`, instance, { module: 'workflow', route: '/can-bo/ho-so', most: 20, job: list });
	await inside('dossier page, inside the module', instance, { module: 'workflow', route: '/can-bo/ho-so/{number}', most: 20, job: pages });
}

const turns = (requests, file) => (round) => ({ requests: requests.slice(round * ONCE, (round + 1) * ONCE), once: true, file: join(folder, file) });

// Writing: each request through the module's own door, each once; what it did is counted afterwards.
async function writing(instance) {
	const url = instance.base_url;
	const drafts = await province.drafts(instance, ROUNDS * ONCE);
	const filed = await province.filed(instance, ROUNDS * ONCE);
	const paid = await province.payments(instance, ROUNDS * ONCE);
	const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
	const json = { 'Content-Type': 'application/json' };
	const citizenHeaders = { ...await province.headersOf(drafts.client), ...form };
	const officerHeaders = { ...await province.headersOf(province.officer(instance, 'intake')), ...form };
	const row = (headers, requests, file) => (round) => ({ url, headers, ...turns(requests, file)(round) });

	await ratio('file a dossier (form, number, fee demand)', { floor: 'commit', least: 0.5, job: row(citizenHeaders, drafts.requests, 'drafts'),
		effects: () => province.moved(instance, 'draft', drafts, `state = 'sent'`) });
	await ratio('officer accepts (code, clock, journal)', { floor: 'commit', least: 0.5, job: row(officerHeaders, filed.requests, 'filed'),
		effects: () => province.moved(instance, 'dossier', filed, `state = 'received'`) });
	await ratio('payment callback, each once', { floor: 'commit', least: 0.5, job: row(json, paid.requests, 'paid'),
		effects: () => province.moved(instance, 'attempt', paid, `state = 'paid'`) });
	await ratio('payment callback, duplicates', { floor: 'commit', least: 0.5,
		job: () => ({ url, headers: json, requests: paid.requests.slice(0, 500), file: join(folder, 'paid') }) });
}

// Each module at rest, and after 256 people at once.
async function memory(instance, idle, set) {
	const citizenHeaders = await province.headersOf(await citizen(instance));
	const officerHeaders = await province.headersOf(province.officer(instance, 'processing'));
	const jobs = {
		catalogue: { url: `${instance.base_url}/tim-kiem?q=khai+sinh` },
		submission: { url: `${instance.base_url}/tra-cuu?so=${set.number}&ma=${set.secret}` },
		workflow: { url: `${instance.base_url}/can-bo/ho-so`, headers: officerHeaders },
		payment: { url: `${instance.base_url}/thanh-toan`, headers: citizenHeaders },
	};

	for (const module of instance.modules) {
		const job = jobs[module];

		if (job)
			await load({ ...job, connections: 256 });
		const busy = resident(instance, module);
		const start = await startTime(instance, module);

		say({ name: `${module}: memory at rest`, figure: idle[module], unit: 'MB', target: '< 20 MB', verdict: judge(idle[module] < 20) });
		if (job)
			say({ name: `${module}: memory under 256 connections`, figure: busy, unit: 'MB', target: '< 64 MB', verdict: judge(busy < 64) });
		say({ name: `${module}: from exec to serving`, figure: start, unit: 'ms', target: '< 100 ms', verdict: judge(start < 100) });
	}
}

async function large(instance, number) {
	const { code, seconds, floor_seconds: floorSeconds, grown_mb: grown } = await upload(instance, number);
	const value = floorSeconds / seconds;
	const failed = code !== 303 && `ERRORS (${code})`;

	say({ name: 'upload of 200 MB: memory above rest', figure: grown, unit: 'MB', target: '< 4 MB', verdict: failed || judge(grown < 4) });
	say({ name: 'upload of 200 MB', figure: seconds, unit: 's', floor: 'proxy', floor_figure: floorSeconds, ratio: value,
		target: '>= 0.7 of nginx to null', verdict: failed || judge(value >= 0.7) });
}

async function restarts(instance, set) {
	const { done, bad } = await restart(instance, 'submission', { url: `${instance.base_url}/tra-cuu?so=${set.number}&ma=${set.secret}` });

	say({ name: `3 restarts during ${done} requests`, figure: bad, unit: 'failed', target: '0 failed', verdict: judge(bad === 0) });
}

// Last, for it changes the catalogue: 6,000 procedures from nothing, then after one change.
async function publication(instance) {
	const procedures = catalogue.fill(instance, 6000);
	const { cold, changed, unchanged } = await catalogue.publishing(instance);
	const row = (name, figure, most) => say({ name, figure, unit: 's', target: `< ${most} s`, verdict: judge(figure < most) });

	row(`publish ${procedures} procedures from nothing`, cold.whole, 30);
	row('publish after one change, until it is served', changed.served, 1);
	row('publish after one change, with open data', changed.whole, 3);
	row('publish after no change', unchanged.whole, 1);
}

// A list of 6,000 real lines, one of them bad.
function imports(instance) {
	const done = catalogue.importing(instance, 6000);
	const row = (name, { seconds }, right) => say({ name, figure: seconds, unit: 's', target: '< 60 s',
		verdict: right ? judge(seconds < 60) : 'ERRORS' });

	if (!done)
		return say({ name: 'import 6000 procedures', figure: '-', target: '< 60 s', verdict: 'no real list here' });
	row('import 6000, one line bad: all or nothing', done.whole, done.whole.written === 0);
	row('import 6000, one line bad: the others in force', done.rest, done.rest.written === 5999);
	row('import the 5999 again, nothing changed', done.again, done.again.unchanged === 5999);
}

// A run that was interrupted may have left its copies.
async function freshInstance() {
	const left = await startInstance('bench');

	if (sql('SELECT id FROM dossier LIMIT 1', left).length === 0)
		return left;
	await left.reset();
	return startInstance('bench');
}

mkdirSync(folder, { recursive: true });
const instance = await freshInstance();
const stopFloors = await startFloors(instance);

try {
	const idle = Object.fromEntries(instance.modules.map((module) => [module, resident(instance, module)]));

	pure();
	await published(instance);
	const set = await province.accepted(instance, DOSSIERS);

	await reading(instance, set);
	await writing(instance);
	await large(instance, set.number);
	await restarts(instance, set);
	await memory(instance, idle, set);
	await publication(instance);
	imports(instance);
	writeFileSync(join(folder, 'smoke.json'), `${JSON.stringify({ at: new Date().toISOString(), load: loadavg(), rows }, null, '\t')}\n`);
	console.log(`load average of the machine, ours included: ${loadavg().map((n) => n.toFixed(1)).join(' ')}`);
} finally {
	await stopFloors();
	await instance.reset();
}
process.exitCode = rows.some(({ verdict }) => verdict.startsWith('ERRORS')) ? 1 : 0;
