// What a module costs its machine: memory, time to start, a large upload, a restart under load.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pids } from '../support/env.mjs';
import { hidden } from '../support/http.mjs';
import { floorUrl, folder } from './floors.mjs';
import { load, median } from './load.mjs';
import { headersOf, officer } from './province.mjs';

const run = promisify(execFile);
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
const FILES = 10;
const FILE_BYTES = (20 << 20) - 1024; // a scan may have 20 MB: ten of them are the 200 MB
const BOUNDARY = '----motcua-bench';

function status(pid, field) {
	return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

// MB that the module's processes hold.
export function resident(instance, module) {
	return pids(module, instance).reduce((sum, pid) => sum + status(pid, 'VmRSS'), 0);
}

// From exec until it says that it serves, in milliseconds, on a socket of its own; the middle of three.
export async function startTime(instance, module) {
	const times = [];

	for (let i = 0; i < 3; i++) {
		const place = execFileSync('mktemp', ['-d', '/tmp/motcua.XXXXXX'], { encoding: 'utf8' }).trim();
		const begin = process.hrtime.bigint();
		const child = spawn(join(instance.binaries, `motcua-${module}`), ['--config', join(instance.config_dir, 'common.conf'),
			'--config', join(instance.config_dir, `${module}.conf`), '--listen', join(place, 's')], { stdio: ['ignore', 'pipe', 'pipe'] });
		const ended = once(child, 'exit');

		await new Promise((served) => {
			for (const stream of [child.stdout, child.stderr])
				stream.on('data', (text) => text.includes('event=serving') && served());
			ended.then(served);
		});
		times.push(Number(process.hrtime.bigint() - begin) / 1e6);
		child.kill('SIGTERM');
		await ended;
		execFileSync('rm', ['-rf', place]);
	}
	return median(times);
}

// A multipart body of 200 MB on disk, fields first.
async function writeBody(path, fields) {
	const out = createWriteStream(path);
	const filling = Buffer.alloc(1 << 20, 'x');

	for (const [name, value] of Object.entries(fields))
		out.write(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
	for (let i = 0; i < FILES; i++) {
		out.write(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="scans"; filename="${i}.pdf"\r\n`
			+ `Content-Type: application/pdf\r\n\r\n${PDF}`);
		for (let left = FILE_BYTES - PDF.length; left > 0; left -= filling.length)
			if (!out.write(filling.subarray(0, Math.min(left, filling.length))))
				await once(out, 'drain');
		out.write('\r\n');
	}
	out.end(`--${BOUNDARY}--\r\n`);
	await once(out, 'close');
}

const send = async (url, headers, file) => {
	const { stdout } = await run('curl', ['-s', '-o', '/dev/null', '-w', '%{http_code} %{time_total}', '-H', 'Expect:', '--data-binary',
		`@${file}`, ...Object.entries({ ...headers, 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` })
			.flatMap(([name, value]) => ['-H', `${name}: ${value}`]), url]);
	const [code, seconds] = stdout.split(' ').map(Number);

	return { code, seconds };
};

// Ten scans brought to the counter in one form, beside nginx handing the same body to a server that throws it away.
export async function upload(instance, number) {
	const file = join(folder, 'upload.body');
	const processing = officer(instance, 'processing');
	const intake = officer(instance, 'intake');
	const asking = `/can-bo/ho-so/${number}/yeu-cau-hoan-thien`;
	const address = `/can-bo/ho-so/${number}/nhan-bo-sung/tep`;
	const form = await processing.get(asking);
	const asked = await processing.post(asking, { version: hidden(form, 'version'), once: hidden(form, 'once'), items: 'Ảnh',
		reason: 'Thiếu', contact: 'Bộ phận một cửa' });
	const page = await intake.get(address);

	if (asked.status !== 303 || page.status !== 200)
		throw new Error(`no supplement to bring: ${asked.status} ${page.status}`);
	// Each worker keeps libmagic's tables (some MB) from its first file on: that is not what a large body costs.
	await Promise.all(Array.from({ length: 64 }, () => intake.upload(address, { version: '1', papers: 'Ảnh' },
		[{ name: 'scans', filename: 'a.pdf', type: 'application/pdf', content: PDF }])));
	await writeBody(file, { version: hidden(page, 'version'), once: hidden(page, 'once'), papers: 'Ảnh' });
	const [pid] = pids('workflow', instance);
	const idle = status(pid, 'VmRSS');
	const floors = [await send(floorUrl('upload'), {}, file)];
	let most = idle;
	const watch = setInterval(() => { most = Math.max(most, status(pid, 'VmRSS')); }, 5);
	const ours = await send(instance.base_url + address, await headersOf(intake), file);

	clearInterval(watch);
	floors.push(await send(floorUrl('upload'), {}, file));
	execFileSync('rm', ['-f', file]);
	return { code: ours.code, seconds: ours.seconds, floor_seconds: median(floors.map(({ seconds }) => seconds)), grown_mb: most - idle };
}

// The module is told to leave, again and again, while people use it.
export async function restart(instance, module, job) {
	const times = 3;
	const loading = load({ ...job, seconds: times * 3 });

	for (let i = 0; i < times; i++) {
		await new Promise((next) => setTimeout(next, 2500));
		pids(module, instance).forEach((pid) => process.kill(pid, 'SIGTERM'));
	}
	return loading;
}
