// Twenty real processes (MOTCUA_SHARED) typed into the quy trình nội bộ table by keyboard, every key pressed in a browser and counted; then
// the same twenty pasted from a spreadsheet. What is saved is held against the source. Minutes at a typist's pace are an estimate.
import { closeBrowser, person, signIn } from '../support/browser.mjs';
import { givenDraft } from '../support/draft.mjs';
import { hasShared, startInstance } from '../support/env.mjs';
import { Client } from '../support/http.mjs';
import { assertTyped, doubtfulRows, KEYS_A_MINUTE, pasteProcess, realProcesses, typeProcess } from '../support/process_table.mjs';

if (!hasShared) {
	console.log('skipped: no MOTCUA_SHARED');
	process.exit(0);
}
const instance = await startInstance('bench-process-table', { modules: ['catalogue'] });
const client = await new Client(instance).signIn('administrator');
const page = await person({ instance });
const ways = { typed: typeProcess, pasted: pasteProcess };
const sums = Object.fromEntries(Object.keys(ways).map((way) => [way, { keys: 0, seconds: 0 }]));

try {
	await signIn(page, 'administrator', instance);
	let steps = 0, doubts = 0;
	for (const one of realProcesses()) {
		const cost = {};
		let doubtful;

		for (const [way, run] of Object.entries(ways)) {
			const process = { ...one, code: `${one.code}-${way}` };

			givenDraft(instance, 'process', process.code, process.name);
			doubtful = await doubtfulRows(client, process);
			cost[way] = await run(page, process, doubtful);
			await assertTyped(client, process);
			sums[way].keys += cost[way].keys;
			sums[way].seconds += cost[way].seconds;
		}
		steps += one.steps.length;
		doubts += doubtful.size;
		console.log(`${one.code}\t${one.steps.length} steps\t${doubtful.size} roles chosen\ttyped ${cost.typed.keys} keys, ${cost.typed.seconds.toFixed(1)} s\t`
			+ `pasted ${cost.pasted.keys} keys, ${cost.pasted.seconds.toFixed(1)} s\t${one.name.slice(0, 60)}`);
	}
	for (const [way, { keys, seconds }] of Object.entries(sums))
		console.log(`${way}: 20 processes, ${steps} steps, ${doubts} roles chosen: ${keys} keys; ${(seconds / 60).toFixed(1)} min in the browser; at ${KEYS_A_MINUTE} keys a minute `
			+ `${(keys / KEYS_A_MINUTE).toFixed(0)} min (estimate), ${(keys / KEYS_A_MINUTE / 20).toFixed(1)} min a process`);
} finally {
	await closeBrowser();
	await instance.reset();
}
