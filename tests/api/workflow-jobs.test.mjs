// What happens without an officer: steps come to be, dossiers that nobody completed are closed, withdrawn ones leave the desk.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { resetClock, setClock } from '../support/clock.mjs';
import { until } from '../support/env.mjs';
import { quote, sql } from '../support/db.mjs';
import { runJobs as runJobsOf } from '../support/jobs.mjs';
import { fileDossier, startOffice } from '../support/office.mjs';
import { accept, act, clients, dossierOf, eventsOf } from '../support/steps.mjs';

let instance, office, who;

before(async () => {
	({ instance, office } = await startOffice('workflow-jobs'));
	who = clients(instance, office);
});
after(async () => {
	resetClock(instance);
	await instance?.stop();
});

const runJobs = () => runJobsOf('workflow', instance);

const tasks = (code) => sql(`SELECT t.* FROM task t JOIN dossier d ON d.id = t.dossier_id WHERE d.code = ${quote(code)}
	ORDER BY t.id`, instance);

test('a scan whose dossier never came to be is gone after a day, and one of this morning is not', async () => {
	const scan = (letter, age) => sql(`INSERT INTO file (reference, sha256, size, media_type, name, owner_kind, owner_id, created_at,
		created_by_kind, created_by) VALUES (REPEAT('${letter}', 32), REPEAT('x', 32), 1, 'image/png', 'quét.png', 'counter', 1,
		NOW(6) - INTERVAL ${age} HOUR, 'officer', 1)`, instance);

	scan('a', 25);
	scan('b', 3);
	await runJobs();
	assert.deepEqual(sql("SELECT LEFT(reference, 1) AS letter FROM file WHERE owner_kind = 'counter'", instance), [{ letter: 'b' }]);
});

describe('one dossier, one queue at least', () => {
	test('every accepted dossier gets its step without anybody opening it', async () => {
		const codes = [];

		for (let i = 0; i < 5; i++)
			codes.push(await accept(instance, who, fileDossier(instance)));
		for (const code of codes)
			await until(() => tasks(code).some(({ closed_no }) => closed_no === '0'), `a step of ${code}`);
	});

	test('a message that comes twice, and an officer in between, make one step', async () => {
		const code = await accept(instance, who, fileDossier(instance));

		await who.processing.get(`/can-bo/ho-so/${code}`);
		await until(() => tasks(code).length > 0, 'the step');
		sql(`UPDATE outbox SET state = 'waiting', not_before = NOW(6), leased_until = NULL WHERE consumer = 'workflow'
			AND dossier_id = (SELECT id FROM dossier WHERE code = ${quote(code)})`, instance);
		await until(() => sql(`SELECT COUNT(*) AS n FROM outbox WHERE consumer = 'workflow' AND state = 'waiting'`, instance)[0].n === '0',
			'the message to be done');
		assert.equal(tasks(code).length, 1);
	});

	test('what the applicant withdraws leaves the desk', async () => {
		const code = await accept(instance, who, fileDossier(instance));
		const { id } = dossierOf(code, instance);

		await until(() => tasks(code).length === 1, 'the step');
		sql(`UPDATE dossier SET state = 'withdrawn' WHERE id = ${id};
			INSERT INTO outbox (consumer, topic, okey, dossier_id, payload, created_at, not_before)
			VALUES ('workflow', 'task.withdraw', '${id}', ${id}, '{}', NOW(6), NOW(6))`, instance);
		await until(() => tasks(code).every(({ closed_no }) => closed_no !== '0'), 'the step to be closed');
	});
});

describe('the wait limit', () => {
	test('a supplement that never came closes the dossier after the limit, not before', async () => {
		const broken = await accept(instance, who, fileDossier(instance));
		const code = await accept(instance, who, fileDossier(instance));

		for (const one of [broken, code]) {
			const answer = await act(who.processing, one, 'yeu-cau-hoan-thien', { items: 'Ảnh', reason: 'Thiếu', contact: 'Lý' });

			assert.equal(answer.status, 303);
		}
		/* What cannot be closed holds up no other. */
		sql(`UPDATE dossier SET clock_policy = 'broken' WHERE code = ${quote(broken)}`, instance);
		const limit = new Date(`${dossierOf(code, instance).wait_until.replace(' ', 'T')}Z`);

		setClock(new Date(limit.getTime() - 3600e3).toISOString(), instance);
		await runJobs();
		assert.equal(dossierOf(code, instance).state, 'supplement_due');
		setClock(new Date(limit.getTime() + 3600e3).toISOString(), instance);
		await runJobs();
		await until(() => dossierOf(code, instance).state === 'closed', 'the dossier to be closed');
		const last = eventsOf(code, instance).at(-1);

		assert.deepEqual([last.kind, last.actor_kind, JSON.parse(last.facts).reason], ['close', 'system', 'wait_limit']);
		assert.ok(tasks(code).every(({ closed_no }) => closed_no !== '0'));
	});
});
