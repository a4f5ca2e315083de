// The database behind an instance, as its administrator: for what no page shows. Uses MariaDB's own client.
import { execFileSync } from 'node:child_process';
import { env } from './env.mjs';

// Runs SQL text; returns the last result's rows as objects of strings (NULL is null).
export function sql(text, instance = env()) {
	const output = execFileSync('mariadb', ['--no-defaults', `--socket=${instance.database_socket}`,
		`--user=${instance.database_user}`, '--default-character-set=utf8mb4', '--batch', instance.database_name],
	{ input: text, encoding: 'utf8', maxBuffer: 64 << 20 });
	const [head, ...lines] = output.split('\n');
	const names = head.split('\t');

	return lines.filter((line) => line !== '').map((line) => Object.fromEntries(
		line.split('\t').map((value, i) => [names[i], value === 'NULL' ? null : unescape(value)])));
}

const ESCAPES = { n: '\n', t: '\t', 0: '\0', '\\': '\\' };
const unescape = (value) => value.replace(/\\([nt0\\])/g, (_, c) => ESCAPES[c]);

// A text or number as an SQL literal.
export function quote(value) {
	if (value === null || value === undefined)
		return 'NULL';
	return typeof value === 'number' ? String(value)
		: `CONVERT(X'${Buffer.from(String(value), 'utf8').toString('hex')}' USING utf8mb4)`;
}
