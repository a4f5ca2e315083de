// The clock that an instance believes in. Modules honour it because conf/dev writes `test_clock = yes`.
import { quote, sql } from './db.mjs';
import { env } from './env.mjs';

const NAME = 'test_clock_offset_us';

// setClock('2026-11-23T14:30:00+07:00'): the business time becomes that, and goes on from there.
export function setClock(moment, instance = env()) {
	const offset = (new Date(moment).getTime() - Date.now()) * 1000;

	sql(`REPLACE INTO core_setting (name, value) VALUES (${quote(NAME)}, ${quote(String(offset))})`, instance);
}

export function resetClock(instance = env()) {
	sql(`DELETE FROM core_setting WHERE name = ${quote(NAME)}`, instance);
}
