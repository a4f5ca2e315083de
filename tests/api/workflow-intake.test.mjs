// What the counter decides about a dossier that was filed: who may do what in which state, once and not twice, and that
// nobody's work is lost to somebody else's.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from '../support/db.mjs';
import { setClock } from '../support/clock.mjs';
import { hidden } from '../support/http.mjs';
import { ROLES, fileDossier, officerClient, startOffice } from '../support/office.mjs';

const STATES = ['submitted', 'intake_supplement', 'intake_fee_due', 'intake_refused', 'received', 'in_progress',
	'supplement_due', 'fee_due', 'stopped', 'withdrawn', 'closed', 'decided', 'returned'];
const REASON = 'Thủ tục này thuộc thẩm quyền của xã khác.';
// Act: address, what it needs, the states in which the counter may do it.
const ACTS = {
	receive: { path: 'tiep-nhan', fields: {}, states: ['submitted'] },
	ask: { path: 'yeu-cau-bo-sung', fields: { items: 'Bản sao sổ hộ khẩu\n- Ảnh 3x4\n', reason: 'Thiếu thành phần hồ sơ' },
		states: ['submitted'] },
	take: { path: 'nhan-bo-sung', fields: { note: 'Đã nhận ảnh' }, states: ['intake_supplement', 'supplement_due'] },
	refuse: { path: 'tu-choi', fields: { reason: REASON }, states: ['submitted', 'intake_supplement', 'intake_fee_due'] },
	hand_over: { path: 'ban-giao', fields: { to: 'Trần Văn Lý, phòng Tư pháp' }, states: ['received', 'in_progress', 'decided'] },
};
const NEEDS = /cần vai trò cán bộ tiếp nhận/;

let instance;
let office;

before(async () => {
	({ instance, office } = await startOffice('workflow-intake'));
	setClock('2026-11-23T09:00:00+07:00', instance);
});
after(() => instance?.reset());

const as = (role) => officerClient(instance, office.officers[role]);
const row = (number) => sql(`SELECT id, code, state, version, DATE_FORMAT(due_at, '%Y-%m-%d %H:%i') AS due FROM dossier
	WHERE filing_number = '${number}'`, instance)[0];
const events = (number, kind) => sql(`SELECT dossier_event.facts FROM dossier_event JOIN dossier ON dossier.id = dossier_id
	WHERE filing_number = '${number}' AND kind = '${kind}'`, instance).map(({ facts }) => JSON.parse(facts));
const act = (client, number, name, more = {}, options) => client.post(`/can-bo/ho-so/${number}/${ACTS[name].path}`,
	{ version: row(number)?.version ?? 1, ...ACTS[name].fields, ...more }, options);

test('the counter may do each act exactly in the states that the law gives it', async () => {
	const client = as('intake');

	for (const [name, { states }] of Object.entries(ACTS)) {
		for (const state of STATES) {
			const number = fileDossier(instance, { state });
			const answer = await act(client, number, name, {}, { json: true });

			assert.equal(answer.status, states.includes(state) ? 303 : 409, `${name} in ${state}`);
			if (!states.includes(state))
				assert.equal(row(number).version, '1', `${name} in ${state} changed nothing`);
		}
	}
});

test('no other role does the counter\'s acts, and is told which role is needed', async () => {
	const number = fileDossier(instance);

	for (const role of ROLES.filter((one) => one !== 'intake')) {
		const client = as(role);

		assert.equal((await client.get(`/can-bo/ho-so/${number}`)).status, 200, `${role} may read`);
		for (const name of Object.keys(ACTS)) {
			const answer = await act(client, number, name, {}, { json: true });

			assert.equal(answer.status, 403, `${name} by ${role}`);
			assert.match(answer.json.detail, NEEDS, `${name} by ${role}`);
		}
		assert.equal((await client.get('/can-bo/tai-quay')).status, 403, role);
	}
	assert.equal(row(number).version, '1');
});

test('another agency\'s dossier does not exist, whatever one asks of it', async () => {
	const number = fileDossier(instance);
	const client = as('other');
	const unknown = await client.get('/can-bo/ho-so/H99.1-000000-0000');

	for (const part of ['', '/tu-choi', '/yeu-cau-bo-sung', '/giay-tiep-nhan', '/phieu-kiem-soat', `/tep/${'a'.repeat(32)}`]) {
		const answer = await client.get(`/can-bo/ho-so/${number}${part}`);

		assert.equal(answer.status, 404, part);
		assert.equal(/<h1[^>]*>([^<]*)/.exec(answer.text)[1], /<h1[^>]*>([^<]*)/.exec(unknown.text)[1]);
	}
	for (const name of Object.keys(ACTS))
		assert.equal((await act(client, number, name)).status, 404, name);
	assert.equal(row(number).version, '1');
});

test('accepting gives the code, starts the clock and takes the next number of the register book', async () => {
	const client = as('intake');
	const first = fileDossier(instance);
	const second = fileDossier(instance);
	const answer = await act(client, first, 'receive');

	await act(client, second, 'receive');
	const { code, state, due } = row(first);

	assert.match(code, /^H99\.1-261123-\d{4}$/);
	assert.equal(answer.location, `/can-bo/ho-so/${code}?done=receive`);
	assert.equal(state, 'received');
	assert.equal(due, '2026-11-27 10:30', 'three working days, 24/11 is a holiday; 17:30 in Vietnam');
	assert.equal(events(second, 'receive')[0].book_number, events(first, 'receive')[0].book_number + 1);
	assert.equal(events(first, 'receive')[0].book, 2026);
	const page = await client.get(answer.location);

	assert.match(page.text, /Đã tiếp nhận hồ sơ/);
	assert.match(page.text, /Thứ Sáu 27\/11\/2026|27\/11\/2026 17:30/);
	assert.match(page.text, /Ngày Văn hóa Việt Nam/, 'the due date is explained');
});

test('a double click accepts once', async () => {
	const client = as('intake');
	const number = fileDossier(instance);
	const page = await client.get(`/can-bo/ho-so/${number}`);
	const fields = { version: hidden(page, 'version'), once: hidden(page, 'once') };
	const answers = await Promise.all([1, 2, 3].map(() => client.post(`/can-bo/ho-so/${number}/tiep-nhan`, fields)));

	assert.deepEqual(answers.map(({ status }) => status), [303, 303, 303]);
	assert.equal(new Set(answers.map(({ location }) => location)).size, 1);
	assert.equal(events(number, 'receive').length, 1);
});

test('of two officers at once one decides, the other is told calmly', async () => {
	const number = fileDossier(instance);
	const clients = [as('intake'), as('second')];
	const pages = await Promise.all(clients.map((client) => client.get(`/can-bo/ho-so/${number}`)));
	const fields = pages.map((page) => ({ version: hidden(page, 'version'), once: hidden(page, 'once') }));
	const answers = await Promise.all([
		clients[0].post(`/can-bo/ho-so/${number}/tiep-nhan`, fields[0]),
		clients[1].post(`/can-bo/ho-so/${number}/tu-choi`, { ...fields[1], reason: REASON }),
	]);

	assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
	const late = answers.find(({ status }) => status === 409);

	assert.match(late.text, /người khác/i);
	assert.equal(events(number, 'receive').length + events(number, 'refuse_intake').length, 1);
});

test('refusing needs a reason in words; what was typed stays', async () => {
	const client = as('intake');
	const number = fileDossier(instance);

	assert.equal((await client.get(`/can-bo/ho-so/${number}/tu-choi`)).status, 200);
	const answer = await client.post(`/can-bo/ho-so/${number}/tu-choi`, { version: 1, reason: 'Không' });

	assert.equal(answer.status, 422);
	assert.match(answer.text, /Lý do: nội dung quá ngắn/);
	assert.match(answer.text, /href="#reason"/);
	assert.match(answer.text, />Không<\/textarea>/);
	assert.equal(row(number).state, 'submitted');
	await act(client, number, 'refuse');
	assert.equal(row(number).state, 'intake_refused');
	assert.equal(events(number, 'refuse_intake')[0].reason, REASON);
});

test('a supplement is asked line by line, with the officer to ask, and can be taken at the counter', async () => {
	const client = as('intake');
	const number = fileDossier(instance);

	await act(client, number, 'ask');
	const [{ number: paper, ...asked }] = events(number, 'ask_intake_supplement');

	assert.match(paper, /^\d+\/HDHS$/);
	assert.deepEqual(asked, { items: ['Bản sao sổ hộ khẩu', 'Ảnh 3x4'],
		reason: 'Thiếu thành phần hồ sơ', contact: 'Nguyễn Thị Tiếp' });
	assert.equal((await client.get(`/can-bo/ho-so/${number}/yeu-cau-bo-sung`)).status, 409, 'not twice');
	await act(client, number, 'take');
	assert.equal(row(number).state, 'submitted');
});

test('before acceptance there is one notice with all that is missing: no empty one, and no second', async () => {
	const client = as('intake');
	const number = fileDossier(instance);
	const ask = async (items) => client.post(`/can-bo/ho-so/${number}/yeu-cau-bo-sung`, { version: row(number).version, items,
		reason: 'Thiếu thành phần hồ sơ' });

	const empty = await ask('- \n -- -');

	assert.equal(empty.status, 422, empty.location);
	assert.match(empty.text, /hãy nêu ít nhất một nội dung/);
	assert.equal((await ask('Ảnh 3x4')).status, 303);
	await act(client, number, 'take');
	const page = await client.get(`/can-bo/ho-so/${number}`);

	assert.doesNotMatch(page.text, /\/yeu-cau-bo-sung"/, 'no link that leads to a refusal');
	assert.equal((await client.get(`/can-bo/ho-so/${number}/yeu-cau-bo-sung`)).status, 409);
	const second = await ask('Bản sao căn cước');

	assert.equal(second.status, 409, second.location);
	assert.match(second.text, /Điều 17/);
	assert.equal(row(number).state, 'submitted');
});

test('bad input is named and changes nothing', async () => {
	const client = as('intake');
	const number = fileDossier(instance);

	for (const [fields, field] of [[{}, 'version'], [{ version: 'x' }, 'version'], [{ version: '1', note: 'x'.repeat(2001) }, 'note'],
		[{ version: '1', unknown: 'x' }, 'unknown']]) {
		const answer = await client.post(`/can-bo/ho-so/${number}/tiep-nhan`, fields, { json: true });

		assert.equal(answer.status, 422, JSON.stringify(fields).slice(0, 60));
		assert.deepEqual(answer.json.errors.map((error) => error.field), [field]);
	}
	assert.equal((await client.post(`/can-bo/ho-so/${number}/tiep-nhan`, { version: 1 }, { csrf: false })).status, 403);
	assert.equal(row(number).version, '1');
});

test('who reads a dossier is noted in the log by reference, without a name', async () => {
	const number = fileDossier(instance, { applicant: 'Người Được Bảo Vệ' });

	await as('processing').get(`/can-bo/ho-so/${number}`);
	const log = readFileSync(join(instance.log_dir, 'workflow.log'), 'utf8');

	assert.match(log, new RegExp(`event=personal_data_read dossier=${number} what=page officer=9002`));
	assert.ok(!log.includes('Bảo Vệ'));
});

test('the page shows people, papers and the journal, newest first, and only this officer\'s acts', async () => {
	const number = fileDossier(instance, { applicant: 'Nguyễn Văn An' });

	await act(as('intake'), number, 'receive');
	const { code } = row(number);
	const { json } = await as('intake').get(`/can-bo/ho-so/${code}`, { json: true });

	assert.equal(json.state.label, 'Đã tiếp nhận');
	assert.deepEqual(json.events.map(({ title }) => title).slice(-2), ['Tiếp nhận hồ sơ', 'Nộp hồ sơ']);
	assert.match(json.events.at(-2).who, /^Nguyễn Thị Tiếp, UBND xã An Bình$/);
	assert.ok(json.sections[0].rows.some(({ value }) => value === '0912345678'));
	assert.equal(json.papers[0].name, 'Tờ khai theo mẫu');
	assert.equal(json.receive, null, 'accepted already');
	assert.deepEqual(json.counter_links.map(({ label }) => label), ['Bàn giao hồ sơ giấy']);
	const clerk = (await as('clerk').get(`/can-bo/ho-so/${code}`, { json: true })).json;

	assert.deepEqual(clerk.counter_links, []);
	assert.equal((await as('intake').get(`/can-bo/ho-so/${number}`)).status, 200, 'the filing number still finds it');
});

test('the page costs six statements beyond session, officer and the four of the process', async () => {
	const number = fileDossier(instance);

	await act(as('intake'), number, 'receive');
	await as('intake').get(`/can-bo/ho-so/${row(number).code}`);
	await as('intake').get(`/can-bo/ho-so/${row(number).code}`);
	const line = readFileSync(join(instance.log_dir, 'workflow.log'), 'utf8').split('\n')
		.filter((one) => one.includes(' route=/can-bo/ho-so/{number} ')).at(-1);

	assert.ok(Number(/db_calls=(\d+)/.exec(line)[1]) <= 13, line);
});
