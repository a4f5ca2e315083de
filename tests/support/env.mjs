// The instance that tests talk to: the one of MOTCUA_ENV (set by tests/run.mjs) or of `make start`, or one of their own.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const shared = process.env.MOTCUA_SHARED ?? resolve(root, '../shared');
export const hasShared = existsSync(join(shared, 'README.md'));

let shared_instance;

// env.json of the shared instance: base_url, accounts, mail_dir, sms_dir, gateways, database_socket, module_sockets ...
export function env() {
	const file = process.env.MOTCUA_ENV ?? join(root, 'build/run/env.json');

	if (!existsSync(file))
		throw new Error(`no instance at ${file}: a test that starts its own passes it on to every helper`);
	shared_instance ??= JSON.parse(readFileSync(file, 'utf8'));
	return shared_instance;
}

// An instance of the test's own: { modules: ['catalogue'], front: 'national', demo: false, processes: 2 }. Stop it in
// `after`. Name it after the test file: two tests with one name would share it. `switchTo` starts other modules over the
// same database and gives the new environment.
export async function startInstance(name, options = {}) {
	const folder = join(root, 'build/test', name);
	const command = async (verb, { modules, front, demo = true, processes = 1 } = {}) => {
		const settings = {
			...process.env, RUN_DIR: folder, PORT: '0', VARIANT: process.env.VARIANT ?? 'release', DEMO: demo ? 'yes' : 'no',
			MODULES: modules?.join(' ') ?? '', FRONT: front ?? 'province', PROCESSES: String(processes),
		};

		await run(join(root, 'conf/dev/run.sh'), [verb], { env: settings });
		return ['start', 'switch'].includes(verb) ? JSON.parse(readFileSync(join(folder, 'env.json'), 'utf8')) : null;
	};

	await command('stop');
	return {
		...await command('start', options),
		switchTo: (others) => command('switch', { ...options, ...others }),
		stopDatabase: () => command('database-stop'),
		startDatabase: () => command('database-start'),
		stop: () => command('stop'),
		reset: () => command('reset'),
	};
}

// The processes of a service now: pids('workflow') → [1234].
export function pids(service, instance = env()) {
	return readFileSync(instance.running, 'utf8').split('\n').map((line) => line.split('\t'))
		.filter(([name]) => name === service).map(([, pid]) => Number(pid));
}

// Waits until `found()` gives something, and returns it; fails with `what` after some seconds.
export async function until(found, what, seconds = 30) {
	const deadline = Date.now() + seconds * 1000;

	for (;;) {
		const value = await found();

		if (value)
			return value;
		if (Date.now() > deadline)
			throw new Error(`waited ${seconds} s for ${what}`);
		await new Promise((next) => setTimeout(next, 50));
	}
}
