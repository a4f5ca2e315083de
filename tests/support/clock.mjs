// The clock that an instance believes in. Modules honour it because conf/dev writes `test_clock = yes`.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { sql } from './db.mjs';
import { env } from './env.mjs';

function shift(microseconds, instance) {
	execFileSync(join(instance.binaries, 'motcua-dvcctl'), ['--config', join(instance.config_dir, 'common.conf'),
		'--config', join(instance.config_dir, 'dvcctl.conf'), 'setting', 'set', 'test_clock_offset_us', String(microseconds)]);
	/* Where the clock went back, sessions of the future would be taken for the latest ones. */
	sql(`DELETE FROM core_session WHERE seen_at > NOW(6) + INTERVAL ${Math.round(microseconds)} MICROSECOND`, instance);
}

// setClock('2026-11-23T14:30:00+07:00'): the business time becomes that, and goes on from there.
export function setClock(moment, instance = env()) {
	shift((new Date(moment).getTime() - Date.now()) * 1000, instance);
}

export function resetClock(instance = env()) {
	shift(0, instance);
}

// The business time in milliseconds, as the modules see it.
export function businessNow(instance = env()) {
	const [row] = sql(`SELECT CAST(COALESCE((SELECT value FROM core_setting WHERE name = 'test_clock_offset_us'), 0)
		AS SIGNED) + CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED) AS now`, instance);

	return Number(row.now) / 1000;
}
