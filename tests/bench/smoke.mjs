// make bench-smoke: what the product does, as a ratio to floors that are built and run here (tests/bench/floor), in about
// two minutes on the sample province. A figure alone says nothing on a shared machine; A B A B inside one run does.
// Prints one line per row and writes build/bench/smoke.json.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root, startInstance, until } from '../support/env.mjs';
import { Client } from '../support/http.mjs';
import { sql } from '../support/db.mjs';

const run = promisify(execFile);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const CONNECTIONS = 16;
const ROUNDS = 2;
const folder = join(root, 'build/bench');
const port = 21000 + Math.floor(Math.random() * 5000);

// --- the floors: three programs and one nginx of their own ------------------------------------------------------------

const location = (name) => `location /${name} { include ${root}/conf/nginx/fastcgi.conf; fastcgi_pass floor_${name}; }`;

function floorNginx(sockets, pageBytes) {
	const work = join(folder, 'floor');

	mkdirSync(join(work, 'files'), { recursive: true });
	writeFileSync(join(work, 'files/static.html'), 'x'.repeat(pageBytes));
	writeFileSync(join(work, 'nginx.conf'), `${process.getuid() === 0 ? 'user root;' : ''}
pid ${work}/nginx.pid; error_log ${work}/error.log warn; daemon off; worker_processes 2;
events { worker_connections 4096; }
http {
	access_log off; sendfile on; tcp_nopush on; fastcgi_keep_conn off; default_type text/html;
	${['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((t) => (t === 'body'
		? `client_body_temp_path ${work}/body;` : `${t}_temp_path ${work}/${t};`)).join(' ')}
	${['fcgi', 'select', 'commit'].map((n) =>
		`upstream floor_${n} { server unix:${sockets}/${n}.sock; }`).join('\n\t')}
	server { listen 127.0.0.1:${port}; root ${work}/files; ${['fcgi', 'select', 'commit'].map(location).join(' ')} }
}
`);
	return work;
}

async function startFloors(instance, pageBytes) {
	const sockets = execFileSync('mktemp', ['-d', '/tmp/motcua.XXXXXX'], { encoding: 'utf8' }).trim();
	const work = floorNginx(sockets, pageBytes);
	const database = `MOTCUA_BENCH_SOCKET=${instance.database_socket} USER=${instance.database_user}`;
	const line = (name, socket, command) => `${name}\t1\t${socket}\t${work}/${name}.log\t${command}\n`;

	sql(`CREATE OR REPLACE TABLE bench_floor (id INT PRIMARY KEY, number INT NOT NULL) ENGINE=InnoDB;
		INSERT INTO bench_floor SELECT seq, seq FROM seq_1_to_1000;
		CREATE OR REPLACE TABLE bench_floor_entry (id BIGINT AUTO_INCREMENT PRIMARY KEY, what VARCHAR(200) NOT NULL,
		at DATETIME(6) NOT NULL) ENGINE=InnoDB;`, instance);
	writeFileSync(join(work, 'services'), line('fcgi', `${sockets}/fcgi.sock`, `exec ${folder}/fcgi`)
		+ line('select', `${sockets}/select.sock`, `exec env ${database} ${folder}/select`)
		+ line('commit', `${sockets}/commit.sock`, `exec env ${database} ${folder}/commit`)
		+ line('nginx', '-', `exec nginx -e ${work}/error.log -c ${work}/nginx.conf`));
	const keeper = spawn(join(root, 'build/tools/keeper'), [join(work, 'services'), join(work, 'running')],
		{ stdio: 'ignore', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` } });

	await until(async () => (await fetch(`http://127.0.0.1:${port}/commit`, { redirect: 'manual' }).catch(() => null))
		?.status === 303, 'the floors');
	return async () => {
		keeper.kill('SIGTERM');
		await new Promise((done) => keeper.once('exit', done));
		execFileSync('rm', ['-rf', sockets]);
		sql('DROP TABLE bench_floor, bench_floor_entry', instance);
	};
}

// --- measuring ---------------------------------------------------------------------------------------------------------

const MS = { us: 0.001, ms: 1, s: 1000 };

// One run of wrk: requests per second, p99 in milliseconds, answers that were neither 2xx nor 3xx.
async function load(url, headers = {}) {
	const { stdout } = await run('wrk', ['-t2', `-c${CONNECTIONS}`, `-d${SECONDS}s`, '--latency',
		...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]), url]);
	const [, number, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout);

	return {
		rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]),
		p99: Number(number) * MS[unit],
		bad: Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0),
	};
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

// A B A B: the row's page and its floor in turn.
async function compare({ url, headers, floor }) {
	const ours = [];
	const floors = [];

	for (let round = 0; round < ROUNDS; round++) {
		ours.push(await load(url, headers));
		floors.push(await load(`http://127.0.0.1:${port}/${floor}`));
	}
	return {
		rate: median(ours.map((r) => r.rate)), p99: median(ours.map((r) => r.p99)),
		floor_rate: median(floors.map((r) => r.rate)), bad: ours.reduce((sum, r) => sum + r.bad, 0),
	};
}

// --- the rows of performance that the product has today ------------------------------------------------------------

// A published procedure, and a dossier to track, of this instance; null where there is none.
function samples(instance) {
	const one = (text) => {
		try {
			return Object.values(sql(text, instance)[0] ?? {})[0] ?? null;
		} catch {
			return null;
		}
	};

	return {
		procedure: one('SELECT code FROM procedure_in_force ORDER BY code LIMIT 1'),
		dossier: one('SELECT code FROM dossier WHERE code IS NOT NULL ORDER BY id LIMIT 1'),
	};
}

const ROWS = [
	{ name: 'home page (published)', module: 'catalogue', path: () => '/', floor: 'static.html', target: 0.7 },
	{
		name: 'procedure page (published)', module: 'catalogue', floor: 'static.html', target: 0.7,
		path: ({ procedure }) => procedure && `/thu-tuc/${procedure}`,
	},
	{ name: 'search', module: 'catalogue', path: () => '/tim-kiem?q=khai%20sinh', floor: 'fcgi', p99: 25 },
	{
		name: 'tracking by code', module: 'submission', floor: 'select', target: 0.6,
		path: ({ dossier }) => dossier && `/tra-cuu?ma=${encodeURIComponent(dossier)}`,
	},
	{ name: 'sign-in page', module: 'workflow', path: () => '/can-bo/dang-nhap', floor: 'fcgi', target: 0.4 },
	{ name: 'work list', module: 'workflow', path: () => '/can-bo', role: 'intake', floor: 'select', p99: 40 },
];

function verdict({ target, p99 }, measured) {
	if (measured.bad > 0)
		return 'ERRORS';
	if (target !== undefined && measured.rate / measured.floor_rate < target)
		return 'below';
	return p99 !== undefined && measured.p99 > p99 ? 'slow' : 'ok';
}

// Memory of each module after load, in MB.
function memory(instance) {
	return readFileSync(instance.running, 'utf8').trim().split('\n').map((line) => line.split('\t'))
		.map(([name, pid]) => [name, Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024]);
}

// From exec to the first answer, in milliseconds, for one module on a socket of its own.
async function startTime(instance, module) {
	const socket = join(execFileSync('mktemp', ['-d', '/tmp/motcua.XXXXXX'], { encoding: 'utf8' }).trim(), 's');
	const start = process.hrtime.bigint();
	const child = spawn(join(instance.binaries, `motcua-${module}`), ['--config', join(instance.config_dir, 'common.conf'),
		'--config', join(instance.config_dir, `${module}.conf`), '--listen', socket], { stdio: 'ignore' });

	for (;;) {
		try {
			statSync(socket);
			break;
		} catch {
			await new Promise((next) => setTimeout(next, 1));
		}
	}
	const ms = Number(process.hrtime.bigint() - start) / 1e6;

	child.kill('SIGTERM');
	execFileSync('rm', ['-rf', join(socket, '..')]);
	return ms;
}

async function measureRow(row, instance, found) {
	const path = instance.modules.includes(row.module) ? row.path(found) : null;

	if (!path || (row.role && !instance.accounts[row.role]))
		return null;
	const headers = {};

	if (row.role) {
		const client = await new Client(instance).signIn(row.role);

		headers.Cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	}
	const first = await fetch(instance.base_url + path, { headers });
	const body = await first.text();

	if (first.status !== 200)
		return { name: row.name, verdict: `answers ${first.status}` };
	writeFileSync(join(folder, 'floor/files/static.html'), 'x'.repeat(Buffer.byteLength(body)));
	const measured = await compare({ url: instance.base_url + path, headers, floor: row.floor });

	return {
		name: row.name, floor: row.floor.replace('.html', ''), ...measured, ratio: measured.rate / measured.floor_rate,
		target: row.target ?? null, p99_limit: row.p99 ?? null, bytes: Buffer.byteLength(body), verdict: verdict(row, measured),
	};
}

function print(row) {
	if (row.rate === undefined)
		return console.log(`${row.name.padEnd(30)} ${row.verdict}`);
	const aim = row.target === null ? `p99 <= ${row.p99_limit} ms` : `>= ${row.target} ${row.floor}`;

	return console.log(`${row.name.padEnd(30)} ${row.rate.toFixed(0).padStart(7)}/s  p99 ${row.p99.toFixed(1).padStart(6)} ms  `
		+ `${row.floor.padEnd(7)} ${row.floor_rate.toFixed(0).padStart(7)}/s  ratio ${row.ratio.toFixed(2)}  ${aim.padEnd(16)} ${
			row.verdict}`);
}

mkdirSync(folder, { recursive: true });
const instance = await startInstance('bench');
const stopFloors = await startFloors(instance, 4096);
const results = { at: new Date().toISOString(), rows: [], memory_mb: {}, start_ms: {} };

try {
	const found = samples(instance);

	for (const row of ROWS) {
		const measured = await measureRow(row, instance, found);

		if (measured) {
			results.rows.push(measured);
			print(measured);
		}
	}
	for (const module of instance.modules)
		results.start_ms[module] = await startTime(instance, module);
	results.memory_mb = Object.fromEntries(memory(instance));
	for (const module of instance.modules)
		console.log(`${module.padEnd(30)} ${results.memory_mb[module].toFixed(1)} MB after load (< 64), ready after ${
			results.start_ms[module].toFixed(0)} ms (< 100)`);
	writeFileSync(join(folder, 'smoke.json'), `${JSON.stringify(results, null, '\t')}\n`);
} finally {
	await stopFloors();
	await instance.stop();
}
process.exitCode = results.rows.some((row) => row.verdict === 'ERRORS') ? 1 : 0;
