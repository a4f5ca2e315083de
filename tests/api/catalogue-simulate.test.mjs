// A sample dossier is waited for over a weekend and a holiday: its steps stand still with the legal clock as those of dossiers do,
// and an example that was kept when they did not is told to come to something else.
import { after, test } from 'node:test';
import assert from 'node:assert/strict';
import { quote, sql } from '../support/db.mjs';
import { Client, hidden } from '../support/http.mjs';

const LIST = '/can-bo/danh-muc/chay-thu';
let walk, example;

after(() => {
	if (example)
		sql(`DELETE FROM definition_example WHERE id = ${example}`);
	if (walk)
		sql(`DELETE FROM definition_walk WHERE reference = ${quote(walk)}`);
});

// Thursday the 19th of November 2026; Tuesday the 24th is the day of Vietnamese culture.
const ACTS = [
	{ kind: 'step', element: 'intake', action: 'accept', at: '19/11/2026 10:00' },
	{ kind: 'step', element: 'processing', action: 'request_supplement', at: '20/11/2026 16:30' },
	{ kind: 'answer', element: '', action: '', at: '25/11/2026 08:00' },
];
const plain = (html) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('a supplement over a weekend and a holiday: the step and the dossier are due as those of a real one are', async () => {
	const client = await new Client().signIn('administrator');
	const newest = (kind) => `v${sql(`SELECT MAX(id) AS id FROM ${kind}_version WHERE code = '1.001612'`)[0].id}`;
	const begun = await client.post(`${LIST}/1.001612/moi`, { place: '1.online', agency: 'H01.21', filed: '2026-11-19', time: '09:30',
		form: newest('form'), rule: newest('rule'), process: newest('process') });

	assert.equal(begun.status, 303, begun.text);
	walk = begun.location.split('/')[4];
	const steps = `${LIST}/${walk}/cac-buoc`;
	const act = async (fields) => {
		const { text } = await client.get(steps);

		return client.post(steps, { version: hidden(text, 'version'), once: hidden(text, 'once'), ...fields });
	};

	for (const fields of ACTS.slice(0, 2))
		assert.equal((await act(fields)).status, 303, JSON.stringify(fields));
	assert.match(plain((await client.get(steps)).text), /Đang chờ người nộp bổ sung.*thời hạn của hồ sơ và của các bước đang mở không chạy/);
	assert.equal((await act(ACTS[2])).status, 303);
	const page = plain((await client.get(steps)).text);

	assert.match(page, /Hạn của bước: *14:00 Thứ Năm 26\/11\/2026/, 'a day and a half, counted anew');
	assert.match(page, /kể từ 08:00 Thứ Tư 25\/11\/2026.*Hạn được tính lại từ khi người nộp bổ sung/);
	assert.match(page, /Hạn trả kết quả *17:30 Thứ Hai 30\/11\/2026/);
});

test('an example that was kept while steps ran on is told to come to something else', async () => {
	const client = await new Client().signIn('administrator');
	const kept = await client.post(`${LIST}/${walk}/giu`, { name: 'Bổ sung qua kỳ nghỉ' });

	assert.equal(kept.status, 303, kept.text);
	example = Number(kept.location.split('/').at(-1));
	assert.match((await client.get(kept.location)).text, /Như đã giữ/);
	const outcome = JSON.parse(sql(`SELECT expected FROM definition_example WHERE id = ${example}`)[0].expected);
	const step = outcome.steps.find((visit) => visit.step === 'processing');

	step.due = 29 * 60 + 30; /* as if nobody had waited: Friday at 15:00 */
	sql(`UPDATE definition_example SET expected = ${quote(JSON.stringify(outcome))} WHERE id = ${example}`);
	const page = plain((await client.get(kept.location)).text);

	assert.match(page, /Bước “Thẩm tra hồ sơ[^”]*”: hạn *15:00 Thứ Sáu 20\/11\/2026 *14:00 Thứ Năm 26\/11\/2026/);
});
