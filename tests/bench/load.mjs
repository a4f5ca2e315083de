// Load by wrk, as figures: requests per second, p99 in milliseconds, what failed.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../support/env.mjs';

const run = promisify(execFile);
const MS = { us: 0.001, ms: 1, s: 1000, m: 60000 };
const THREADS = 2;

export const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
export const CONNECTIONS = 16;

const number = (pattern, text) => Number(pattern.exec(text)?.[1] ?? 0);

// One run: { url, headers, connections, seconds, requests: lines of requests.lua, once }.
export async function load({ url, headers = {}, connections = CONNECTIONS, seconds = SECONDS, requests, once = false, file }) {
	const options = [`-t${THREADS}`, `-c${connections}`, `-d${seconds}s`, '--timeout', '20s', '--latency',
		...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])];

	if (requests) {
		writeFileSync(file, `${requests.join('\n')}\n`);
		options.push('-s', join(root, 'tests/bench/requests.lua'), url, '--', file, String(THREADS), once ? 'once' : 'again');
	} else
		options.push(url);
	const { stdout } = await run('wrk', options);
	const [, p99, unit] = /99%\s+([\d.]+)(us|ms|s|m)/.exec(stdout);
	const [, ...socketErrors] = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout) ?? [];

	return {
		rate: number(/Requests\/sec:\s+([\d.]+)/, stdout), p99: Number(p99) * MS[unit],
		done: number(/(\d+) requests in/, stdout),
		bad: number(/Non-2xx or 3xx responses: (\d+)/, stdout) + socketErrors.reduce((sum, n) => sum + Number(n), 0),
	};
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

export const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1];
