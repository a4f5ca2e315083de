// Every header compiles alone, seeing no more than its room may see.
import { execFile } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export async function headers(root, inParallel) {
	const names = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'modules/*.h'], { cwd: root, encoding: 'utf8' })
		.split('\n').filter(Boolean);
	const flags = execFileSync('mariadb_config', ['--cflags'], { encoding: 'utf8' }).trim().split(' ')
		.concat(execFileSync('pkg-config', ['--cflags', 'libxml-2.0'], { encoding: 'utf8' }).trim().split(' ')).filter(Boolean);
	const results = [];

	await inParallel(names, async (name) => {
		const room = name.split('/')[1];
		const sees = [`-I${join(root, 'build/include/core')}`];
		const start = Date.now();

		if (room !== 'core')
			sees.push(`-I${join(root, 'build/include/domain')}`);
		if (!['core', 'domain'].includes(room))
			sees.push(`-I${join(root, 'modules', room)}`);
		const { failed, text } = await run('gcc', ['-std=c11', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror', '-fsyntax-only',
			...sees, ...flags, '-x', 'c', join(root, name)]).then(() => ({ failed: false, text: '' }),
			(error) => ({ failed: true, text: error.stderr ?? error.message }));

		results.push({ name, ok: !failed, ms: Date.now() - start, why: text });
	});
	return results;
}
