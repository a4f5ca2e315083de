// A process as it runs by the clock and by what the form was answered: timers on steps, terms that stand still while the
// applicant is waited for, gateways that read answers, an end that closes everything.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { resetClock, setClock } from '../support/clock.mjs';
import { quote, sql } from '../support/db.mjs';
import { runJobs as runJobsOf } from '../support/jobs.mjs';
import { fileDossier, startOffice } from '../support/office.mjs';
import { accept, act, clients, dossierOf, eventsOf } from '../support/steps.mjs';

let instance, office, who;

const file = (body) => `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:m="urn:motcua:bpmn">
	<bpmn:process id="process" name="Thử">${body}</bpmn:process></bpmn:definitions>`;
const task = (id, role, term = '', more = '') => `<bpmn:userTask id="${id}" name="Bước ${id}" m:role="${role}" m:term="${term}" ${more}/>`;
const flow = (id, from, to, condition = '') => `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${condition
	&& `<bpmn:conditionExpression>${condition}</bpmn:conditionExpression>`}</bpmn:sequenceFlow>`;
const timer = (id, step, term, ends) => `<bpmn:boundaryEvent id="${id}" attachedToRef="${step}" cancelActivity="${ends}">
	<bpmn:timerEventDefinition><bpmn:timeDuration>${term}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>`;
const start = '<bpmn:startEvent id="s"/>';
const end = '<bpmn:endEvent id="e"/>';

// After a working day the head of the section is told, after two the leader takes the work over.
const REMINDED = file(start + task('desk', 'processing', '1 ngày') + timer('remind', 'desk', '1 ngày', false)
	+ timer('late', 'desk', '2 ngày', true) + task('urge', 'section_head') + task('take', 'leader') + end
	+ flow('f1', 's', 'desk') + flow('f2', 'desk', 'e') + flow('f3', 'remind', 'urge') + flow('f4', 'urge', 'e')
	+ flow('f5', 'late', 'take') + flow('f6', 'take', 'e'));
const BY_ANSWER = file(start + '<bpmn:exclusiveGateway id="g" default="f3"/>' + task('few', 'processing') + task('many', 'section_head')
	+ end + flow('f1', 's', 'g') + flow('f2', 'g', 'many', '=so_ban &gt; 10') + flow('f3', 'g', 'few') + flow('f4', 'few', 'e')
	+ flow('f5', 'many', 'e'));
const STOPPED = file(start + '<bpmn:parallelGateway id="fork"/>' + task('desk', 'processing', '1 ngày')
	+ timer('remind', 'desk', '1 ngày', false) + task('urge', 'leader') + task('head', 'section_head', '', 'm:actions="return_back"')
	+ '<bpmn:exclusiveGateway id="g" default="f4"/><bpmn:parallelGateway id="join"/>'
	+ '<bpmn:endEvent id="stop"><bpmn:terminateEventDefinition/></bpmn:endEvent>' + end + flow('f1', 's', 'fork')
	+ flow('f2', 'fork', 'desk') + flow('f3', 'fork', 'head') + flow('f3b', 'head', 'g') + flow('f4', 'g', 'join')
	+ flow('f5', 'g', 'stop', '=action = "return_back"') + flow('f6', 'desk', 'join') + flow('f7', 'join', 'e')
	+ flow('f8', 'remind', 'urge') + flow('f9', 'urge', 'e'));
const FORM = JSON.stringify({ type: 'default', id: 'thu', schemaVersion: 18, components: [
	{ type: 'number', id: 'Field_copies', key: 'so_ban', label: 'Số bản' }] });

before(async () => {
	({ instance, office } = await startOffice('workflow-timer'));
	[REMINDED, BY_ANSWER, STOPPED].forEach((content, i) => sql(`INSERT INTO process_version (id, code, version_no, name, content, sha256,
		created_at) VALUES (${930 + i}, 'THU-${i}', 1, 'Thử', ${quote(content)}, X'${'00'.repeat(32)}', NOW(6))`, instance));
	sql(`INSERT INTO form_version (id, code, version_no, content, sha256, created_at)
		VALUES (930, 'THU', 1, ${quote(FORM)}, X'${'00'.repeat(32)}', NOW(6))`, instance);
});
after(async () => {
	resetClock(instance);
	await instance?.stop();
});

// The clock stands there, and everybody has just signed in.
function at(moment) {
	setClock(moment, instance);
	who = clients(instance, office);
}

const runJobs = () => runJobsOf('workflow', instance);

const tasks = (code) => sql(`SELECT t.* FROM task t JOIN dossier d ON d.id = t.dossier_id WHERE d.code = ${quote(code)}
	ORDER BY t.id`, instance);
const open = (code) => tasks(code).filter(({ closed_no }) => closed_no === '0').map(({ step_id }) => step_id);
const fired = (code) => eventsOf(code, instance).filter(({ facts }) => JSON.parse(facts).timer).map(({ kind, actor_kind, facts }) =>
	[kind, actor_kind, JSON.parse(facts).timer]);
const local = (moment) => new Date(`${moment.replace(' ', 'T')}Z`).toLocaleString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).slice(0, 16);

async function accepted(process, form = '') {
	const filing = fileDossier(instance);

	sql(`UPDATE dossier SET process_version_id = ${process} ${form} WHERE filing_number = ${quote(filing)}`, instance);
	const code = await accept(instance, who, filing);

	await runJobs();
	return code;
}

describe('timers on the boundary of a step', () => {
	test('a reminder fires when its term has passed on the calendar of the agency, once, and leaves its step running', async () => {
		at('2026-11-23T08:00:00+07:00');
		const code = await accepted(930);

		/* 24 November is the day of Vietnamese culture. */
		at('2026-11-25T07:50:00+07:00');
		await runJobs();
		assert.deepEqual(open(code), ['desk']);
		at('2026-11-25T08:10:00+07:00');
		await Promise.all([runJobs(), runJobs(), runJobs()]);
		assert.deepEqual(open(code), ['desk', 'urge']);
		await runJobs();
		assert.deepEqual(fired(code), [['forward_step', 'system', 'remind']]);
		const page = await who.section_head.get(`/can-bo/ho-so/${code}`);

		assert.equal(page.status, 200);
		assert.match(page.text, /Đã hết thời hạn: 1 ngày/);

		at('2026-11-26T08:10:00+07:00');
		await runJobs();
		assert.deepEqual(open(code), ['urge', 'take']);
		assert.equal(tasks(code)[0].outcome, 'timer');
		assert.deepEqual(fired(code).map(([, , id]) => id), ['remind', 'late']);
		assert.equal((await act(who.processing, code, 'chuyen-buoc')).status, 403, 'the step is not there any more');
		assert.equal(sql('SELECT COUNT(*) AS n FROM step_timer WHERE done_at IS NULL', instance)[0].n, '0');
	});

	test('what was done in time is not fired at', async () => {
		at('2026-11-23T08:00:00+07:00');
		const code = await accepted(930);

		assert.equal((await act(who.processing, code, 'chuyen-buoc')).status, 303);
		at('2026-11-30T08:00:00+07:00');
		await runJobs();
		assert.deepEqual(fired(code), []);
		assert.equal(sql('SELECT COUNT(*) AS n FROM step_timer WHERE done_at IS NULL', instance)[0].n, '0');
	});
});

test('while the applicant is waited for no term of a step passes, and where the law counts anew the step does too', async () => {
	at('2026-11-23T08:00:00+07:00');
	const code = await accepted(930);

	assert.equal(local(tasks(code)[0].due_at), '2026-11-25 08:00');
	at('2026-11-23T10:00:00+07:00');
	assert.equal((await act(who.processing, code, 'yeu-cau-hoan-thien', { items: 'Ảnh', reason: 'Thiếu', contact: 'Lý' })).status, 303);
	at('2026-11-26T14:00:00+07:00');
	await runJobs();
	assert.deepEqual([open(code), fired(code)], [['desk'], []]);
	assert.equal((await act(who.intake, code, 'nhan-bo-sung/tep', { papers: 'Ảnh' })).status, 303);
	await runJobs();
	assert.equal(local(tasks(code)[0].due_at), '2026-11-27 14:00', 'counted anew');
	at('2026-11-27T13:50:00+07:00');
	await runJobs();
	assert.deepEqual(fired(code), []);
	at('2026-11-27T14:10:00+07:00');
	await runJobs();
	assert.deepEqual(fired(code).map(([, , id]) => id), ['remind']);
});

describe('gateways that read the form', () => {
	const filed = async (copies) => {
		at('2026-11-23T08:00:00+07:00');
		const filing = fileDossier(instance);

		sql(`UPDATE dossier SET process_version_id = 931, form_version_id = 930 WHERE filing_number = ${quote(filing)};
			INSERT INTO dossier_value (dossier_id, round, field_id, row_no, value, provenance)
			SELECT id, 0, 'Field_copies', 0, '${copies}', 'typed' FROM dossier WHERE filing_number = ${quote(filing)}`, instance);
		const code = await accept(instance, who, filing);

		await runJobs();
		return code;
	};

	test('the answer that the dossier was filed with decides the way', async () => {
		assert.deepEqual(open(await filed(12)), ['many']);
		assert.deepEqual(open(await filed(3)), ['few']);
		assert.deepEqual(open(await filed('9.875')), ['few'], 'as it is kept, a point is the decimal sign');
	});

	test('without the answer no condition on it holds: the default way is taken', async () => {
		assert.deepEqual(open(await accepted(931, ', form_version_id = 930')), ['few']);
		assert.deepEqual(open(await accepted(931)), ['few']);
	});
});

test('an end that terminates takes the other branch off the desk, with its timers', async () => {
	at('2026-11-23T08:00:00+07:00');
	const code = await accepted(932);

	assert.deepEqual(open(code).sort(), ['desk', 'head']);
	assert.equal((await act(who.processing, code, 'nhan-xu-ly')).status, 303);
	assert.equal((await act(who.section_head, code, 'tra-lai-buoc', { reason: 'Không đủ điều kiện' })).status, 303);
	assert.deepEqual(open(code), []);
	assert.deepEqual(tasks(code).map(({ step_id, outcome }) => [step_id, outcome]).sort(),
		[['desk', 'terminated'], ['head', 'return_back']]);
	at('2026-11-30T08:00:00+07:00');
	await runJobs();
	assert.deepEqual(fired(code), []);
	assert.equal(dossierOf(code, instance).state, 'in_progress');
});
