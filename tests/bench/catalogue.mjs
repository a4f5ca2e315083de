// A province's whole catalogue: the sample's procedures with all their parts, copied to 6,000, and how long it takes to
// publish it from nothing, after one change, and after none; the lines of the real list, repeated to 6,000 under codes of
// their own, and how long it takes to import them.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from '../support/db.mjs';
import { shared } from '../support/env.mjs';
import { median } from './load.mjs';
import { copies } from './province.mjs';

const PARTS = ['case', 'channel', 'requirement', 'offering', 'fee', 'result', 'basis', 'agency', 'relation'];
const STEP = 100_000; // ids between two copies
const ROUNDS = 5;

// Copies of every procedure in force until there are `most`, each with the parts of its version.
export function fill(instance, most) {
	const original = `id IN (SELECT id FROM (SELECT item.id FROM procedure_item item WHERE item.id < ${STEP} AND item.current_version_id IS NOT NULL) own)`;
	const [{ n }] = sql(`SELECT COUNT(*) AS n FROM procedure_item WHERE ${original}`, instance);
	const count = Math.ceil(most / Number(n)) - 1;
	const versions = `(SELECT id FROM (SELECT current_version_id AS id FROM procedure_item WHERE id < ${STEP} AND current_version_id IS NOT NULL) own)`;
	const shifted = (column) => `${column} + copy * ${STEP}`;

	copies(instance, 'procedure_item', original, count, { id: shifted('id'), code: `CONCAT(code, '.', copy)`,
		slug: `CONCAT(slug, '-x', copy)`, current_version_id: shifted('current_version_id') });
	copies(instance, 'procedure_version', `id IN ${versions}`, count, { id: shifted('id'), procedure_id: shifted('procedure_id'),
		name: `CONCAT(name, ' ', copy)` });
	for (const part of PARTS)
		copies(instance, `procedure_${part}`, `procedure_version_id IN ${versions}`, count,
			{ procedure_version_id: shifted('procedure_version_id') });
	return Number(sql('SELECT COUNT(*) AS n FROM procedure_item', instance)[0].n);
}

// Seconds until the new tree is the one that is served, and until the command ends (open data follows the pages).
async function publish(command, folder) {
	const link = () => { try { return readlinkSync(join(folder, 'current')); } catch { return null; } };
	const before = link();
	const begin = process.hrtime.bigint();
	const seconds = () => Number(process.hrtime.bigint() - begin) / 1e9;
	const child = spawn(command[0], command.slice(1), { stdio: 'ignore' });
	const ended = once(child, 'exit');
	let served = null;
	const watch = setInterval(() => { if (served === null && link() !== before) served = seconds(); }, 2);
	const [code] = await ended;

	clearInterval(watch);
	if (code !== 0)
		throw new Error(`publish ended with ${code}`);
	return { served: served ?? seconds(), whole: seconds() };
}

// { cold, changed, unchanged }: the middle of some rounds, into a folder of the bench's own.
export async function publishing(instance) {
	const folder = mkdtempSync(join(instance.run_dir, 'published-'));
	const own = join(folder, 'common.conf');

	writeFileSync(own, readFileSync(join(instance.config_dir, 'common.conf'), 'utf8').replace(/^published = .*$/m, `published = ${folder}`));
	const command = [join(instance.binaries, 'motcua-catalogue'), '--config', own,
		'--config', join(instance.config_dir, 'catalogue.conf'), '--verb', 'publish'];
	const change = (i) => sql(`UPDATE procedure_version SET name = CONCAT('${i}. ', name) WHERE id =
		(SELECT current_version_id FROM procedure_item ORDER BY id DESC LIMIT 1)`, instance);
	const rounds = async (before) => {
		const all = [];

		for (let i = 0; i < ROUNDS; i++) {
			before(i);
			all.push(await publish(command, folder));
		}
		return { served: median(all.map(({ served }) => served)), whole: median(all.map(({ whole }) => whole)) };
	};

	try {
		const cold = await publish(command, folder);
		const pages = Number(execFileSync(command[0], command.slice(1), { encoding: 'utf8' }).match(/(\d+) files/)[1]);

		return { pages, cold, changed: await rounds(change), unchanged: await rounds(() => {}) };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const REAL = join(shared, 'data/procedures.csv');

// { whole, rest, again }: a list with one bad line where nothing is to go in then; the same where the rest goes in, in
// force; the good lines once more, all of them known by now. null without the real list.
export function importing(instance, most) {
	if (!existsSync(REAL))
		return null;
	const folder = mkdtempSync(join(instance.run_dir, 'imported-'));
	const [head, ...real] = readFileSync(REAL, 'utf8').trimEnd().split('\n');
	const lines = Array.from({ length: most }, (_, i) => real[i % real.length].replace(/^[^,]*/, `7.${100000 + i}`));
	const timed = (name, content, ...options) => {
		const path = join(folder, name);

		writeFileSync(path, [head, ...content, ''].join('\n'));
		const begin = process.hrtime.bigint();
		const { stdout } = spawnSync(join(instance.binaries, 'motcua-dvcctl'), ['--config', join(instance.config_dir, 'common.conf'),
			'--config', join(instance.config_dir, 'dvcctl.conf'), 'import', 'procedures', path, '--publish', '1/QĐ-UBND', '2026-11-20',
			...options], { encoding: 'utf8' });
		const [, lines_, unchanged, written] = stdout.match(/(\d+) lines:.* (\d+) unchanged.* (\d+) written/) ?? [];

		return { seconds: Number(process.hrtime.bigint() - begin) / 1e9, lines: Number(lines_), unchanged: Number(unchanged), written: Number(written) };
	};
	const broken = lines.map((line, i) => (i === most / 2 ? line.replace(/^[^,]*/, 'mã sai!') : line));

	try {
		return { whole: timed('bad.csv', broken, '--all-or-nothing'), rest: timed('bad.csv', broken),
			again: timed('good.csv', lines.filter((_, i) => i !== most / 2)) };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
