// The jobs of a module run by a test, not by the clock.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from './db.mjs';
import { env, until } from './env.mjs';

const run = promisify(execFile);

// Every job of the module once, now, whatever its period. Jobs take turns: while the module's own process is at one of them
// the command says that it did not run all, and they are run anew. Leases of a clock that stood later would hold for days.
export function runJobs(module, instance = env()) {
	return until(() => {
		sql(`DELETE FROM core_job_lease WHERE job LIKE '${module}.%' OR job = 'core.sweep'`, instance);
		return run(join(instance.binaries, `motcua-${module}`), ['--config', join(instance.config_dir, 'common.conf'),
			'--config', join(instance.config_dir, `${module}.conf`), '--jobs', '--once']).then(() => true, () => false);
	}, `the jobs of ${module} to run all`);
}

// Keeps a job from running for an hour, from before a test writes rows that it would work on: it takes its turn when it likes.
export function holdJob(job, instance = env()) {
	sql(`INSERT INTO core_job_lease (job, holder, until_at) VALUES ('${job}', 'test', NOW(6) + INTERVAL 1 HOUR)
		ON DUPLICATE KEY UPDATE holder = 'test', until_at = VALUES(until_at)`, instance);
}
