// What remains when something breaks: the database stopped, a module killed in the middle of a request. People see a calm
// page or the published one, programs a problem document, nobody the inside; and all is well again by itself.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { pids, startInstance, until } from '../support/env.mjs';
import { Client } from '../support/http.mjs';

const INSIDE = /MariaDB|\bmysql|\bSELECT\b|\berrno\b|\.c:\d|motcua_|\/tmp\//i;
let instance;

before(async () => {
	instance = await startInstance('faults', { processes: 2 });
});
after(() => instance?.stop());

test('without a database the published pages are served and the rest is a calm 503', async () => {
	const person = new Client(instance);
	const home = await person.get('/');

	assert.equal(home.status, 200);
	await instance.stopDatabase();
	try {
		assert.equal((await person.get('/')).status, 200, 'home is a file');
		assert.equal((await person.get('/tim-kiem?q=khai+sinh')).status, 200, 'search reads its own index');
		for (const path of ['/tra-cuu?ma=H01-261121-0001', '/can-bo/dang-nhap']) {
			const answer = await person.get(path);

			assert.ok([200, 503].includes(answer.status), `${path}: ${answer.status}`);
			assert.doesNotMatch(answer.text, INSIDE, path);
		}
		const submitted = await person.post('/can-bo/dang-nhap', { login: 'a', password: 'b', code: '123456' });

		assert.equal(submitted.status, 503);
		assert.doesNotMatch(submitted.text, INSIDE);
		const problem = await person.post('/can-bo/dang-nhap', { login: 'a', password: 'b', code: '123456' }, { json: true });

		assert.equal(problem.status, 503);
		assert.match(problem.headers['content-type'], /^application\/problem\+json/);
	} finally {
		await instance.startDatabase();
	}
	await until(async () => (await person.post('/can-bo/dang-nhap', { login: 'a', password: 'b', code: '123456' })).status === 422,
		'sign-in to look at passwords again');
});

test('killing processes again and again loses no page that was asked for between the kills', async () => {
	const person = new Client(instance);
	const statuses = [];

	for (let round = 0; round < 5; round++) {
		const [pid] = pids('workflow', instance);

		process.kill(pid, 'SIGKILL');
		statuses.push((await person.get('/can-bo/dang-nhap')).status);
		// The killed one may still be listed for a moment.
		await until(() => !pids('workflow', instance).includes(pid) && pids('workflow', instance).length === 2, 'both processes');
	}
	assert.ok(statuses.every((status) => status === 200 || status === 502), statuses.join());
	assert.equal((await person.get('/can-bo/dang-nhap')).status, 200);
});

test('processes restarted one after the other under load lose no request', async () => {
	let failed = 0;
	let done = 0;
	let going = true;
	const load = Array.from({ length: 8 }, async () => {
		const person = new Client(instance);

		while (going) {
			const { status } = await person.get('/can-bo/dang-nhap').catch(() => ({ status: 0 }));

			failed += status !== 200;
			done += 1;
		}
	});

	for (let round = 0; round < 6; round++) {
		const [pid] = pids('workflow', instance);

		process.kill(pid, 'SIGTERM');
		await until(() => !pids('workflow', instance).includes(pid) && pids('workflow', instance).length === 2, 'a restart');
	}
	going = false;
	await Promise.all(load);
	assert.equal(failed, 0, `${failed} of ${done}`);
	assert.ok(done > 100, String(done));
});
