// What a page may ask of the database: few statements, whatever the office holds. Counted by the modules themselves, in the
// log line of each request; and a scan of ordinary size reaches them through the front door.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../support/env.mjs';
import { Client } from '../support/http.mjs';
import { fileDossier, startOffice } from '../support/office.mjs';
import { quote, sql } from '../support/db.mjs';
import { accept, act, clients, dossierOf, PDF } from '../support/steps.mjs';

const SECRET = '222222222222';
const CLOCK = 1; // the clock that tests may turn is asked for beside each session and each time
const SESSION = 1 + CLOCK;
const OFFICER = 1;

let instance;
let who;
let waiting;
let accepted;

before(async () => {
	let office;

	({ instance, office } = await startOffice('statements', { modules: ['submission', 'workflow'] }));
	who = clients(instance, office);
	for (let i = 0; i < 30; i++)
		waiting = fileDossier(instance);
	accepted = await accept(instance, who, fileDossier(instance));
	sql(`UPDATE dossier SET secret_hash = UNHEX(SHA2(${quote(SECRET)}, 256))`, instance);
});
after(() => instance?.reset());

const logged = (module) => readFileSync(join(instance.log_dir, `${module}.log`), 'utf8').split('\n')
	.filter((line) => line.includes(' event=request '));

// How many statements the module counted for the second request of a kind: by then its connection knows them.
async function statements(client, module, path) {
	await client.get(path);
	const earlier = logged(module).length;
	const { status, text } = await client.get(path);

	assert.equal(status, 200, text);
	const line = await until(() => logged(module)[earlier], `the log line of ${path}`);

	return Number(/ db_calls=(\d+)/.exec(line)[1]);
}

test('the work list takes three statements, however many dossiers wait', async () => {
	assert.ok(await statements(who.intake, 'workflow', '/can-bo/ho-so') <= SESSION + OFFICER + 3);
});

// Once the clock runs, a page needs its ledger and the agency's calendar as well: two statements, one above the aim of six.
test('the page of a dossier takes six statements, with a running clock one more', async () => {
	const before_ = await statements(who.intake, 'workflow', `/can-bo/ho-so/${waiting}`);

	assert.ok(before_ <= SESSION + OFFICER + 6, `${before_} statements`);
	await until(() => sql(`SELECT id FROM task WHERE dossier_id = ${dossierOf(accepted, instance).id}`, instance).length, 'its task');
	const running = await statements(who.processing, 'workflow', `/can-bo/ho-so/${accepted}`);

	assert.ok(running <= SESSION + OFFICER + 7, `${running} statements`);
});

test('tracking takes three statements and no session, with a running clock one more; nothing is written', async () => {
	const stranger = new Client(instance);

	for (const [number, most] of [[waiting, 3], [accepted, 4]]) {
		const all = await statements(stranger, 'submission', `/tra-cuu?so=${number}&ma=${SECRET}`);

		assert.ok(all <= most, `${all} statements`);
	}
	assert.deepEqual(sql("SELECT hits FROM core_throttle WHERE bucket LIKE 'tracking:%'", instance), []);
	const wrong = await stranger.get(`/tra-cuu?so=${waiting}&ma=333333333333`);

	assert.equal(wrong.status, 404);
	assert.equal(sql("SELECT hits FROM core_throttle WHERE bucket LIKE 'tracking:%'", instance)[0].hits, '1', 'a guess counts');
});

test('an officer may bring a scan of several megabytes', async () => {
	const code = await accept(instance, who, fileDossier(instance));
	const content = Buffer.concat([PDF, Buffer.alloc(5 << 20, ' ')]);
	const answer = await act(who.processing, code, 'du-thao/tep', { title: 'Giấy xác nhận' },
		[{ name: 'file', filename: 'ket-qua.pdf', type: 'application/pdf', content }]);

	assert.equal(answer.status, 303, answer.text);
});
