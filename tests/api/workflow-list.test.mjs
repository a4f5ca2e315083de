// The work list: what each role finds in it, deadline first, filters in the address, and that list, badge and export agree.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../support/env.mjs';
import { sql } from '../support/db.mjs';
import { Client } from '../support/http.mjs';
import { holdJob } from '../support/jobs.mjs';
import { fileDossier, officerClient, startOffice } from '../support/office.mjs';

let instance;
let office;
const filed = {};

before(async () => {
	({ instance, office } = await startOffice('workflow-list'));
	// These dossiers have no process: each would be put on the first desk.
	holdJob('workflow.missing_steps', instance);
	filed.new = fileDossier(instance, { applicant: 'Nguyễn Văn An', filedAt: "'2026-11-20 02:00:00'" });
	filed.elsewhere = fileDossier(instance, { agency: 903, applicant: 'Người Xã Khác' });
	filed.formula = fileDossier(instance, { applicant: '=1+1', number: '001099000002', phone: '0912345002' });
	filed.late = fileDossier(instance, { applicant: 'Trần Thị Muộn', state: 'in_progress', number: '001099000003',
		dueAt: 'NOW(6) - INTERVAL 3 DAY' });
	filed.soon = fileDossier(instance, { applicant: 'Lê Văn Sớm', state: 'in_progress', procedure: 902, phone: '0912345004',
		dueAt: 'NOW(6) + INTERVAL 2 DAY' });
	filed.waiting = fileDossier(instance, { applicant: 'Phạm Thị Chờ', state: 'supplement_due', dueAt: 'NOW(6) - INTERVAL 9 DAY' });
	filed.decided = fileDossier(instance, { applicant: 'Hoàng Văn Xong', state: 'decided', dueAt: 'NOW(6) + INTERVAL 1 DAY' });
	filed.toApprove = fileDossier(instance, { applicant: 'Vũ Thị Trình', state: 'in_progress', dueAt: 'NOW(6) + INTERVAL 5 DAY' });
	sql(`INSERT INTO task (dossier_id, step_id, name, role, agency_id, opened_at)
	SELECT id, 'duyet', 'Duyệt kết quả', 'leader', 902, NOW(6) FROM dossier WHERE filing_number = '${filed.toApprove}'`, instance);
});
after(() => instance?.reset());

const as = (role) => officerClient(instance, office.officers[role]);
const list = async (role, query = '') => (await as(role).get(`/can-bo/ho-so${query}`, { json: true })).json;
const codes = (page) => page.dossiers.map(({ code }) => code);
const queue = (page, name) => page.queues.find(({ url }) => url.includes(`queue=${name}`));

test('/can-bo leads to the work list, and a stranger to sign-in and back', async () => {
	assert.equal((await as('intake').get('/can-bo')).location, '/can-bo/ho-so');
	const stranger = await new Client(instance).get('/can-bo/ho-so?queue=tat-ca');

	assert.equal(stranger.status, 303);
	assert.match(stranger.location, /^\/can-bo\/dang-nhap\?next=%2Fcan-bo%2Fho-so%3Fqueue%3Dtat-ca$/);
});

test('each role begins with its own queue and sees no other role\'s', async () => {
	const first = { intake: 'tiep-nhan', processing: 'thu-ly', section_head: 'cho-duyet', leader: 'cho-duyet', clerk: 'cho-cap-so',
		returning: 'cho-tra', cashier: 'qua-han', administrator: 'qua-han' };
	const own = ['tiep-nhan', 'thu-ly', 'cho-duyet', 'cho-cap-so', 'cho-tra'];

	for (const [role, name] of Object.entries(first)) {
		const page = await list(role);

		assert.equal(page.queue, name, role);
		for (const other of own.filter((one) => one !== name))
			assert.equal(queue(page, other), undefined, `${role} sees ${other}`);
		assert.ok(queue(page, 'tat-ca'), role);
	}
	assert.deepEqual(codes(await list('intake', '?queue=cho-cap-so')), codes(await list('intake')), 'a queue that is not mine');
});

test('queues hold what waits for that role', async () => {
	assert.deepEqual(codes(await list('intake')).sort(), [filed.formula, filed.new].sort());
	assert.deepEqual(codes(await list('leader')), [filed.toApprove]);
	assert.deepEqual(codes(await list('section_head')), []);
	assert.deepEqual(codes(await list('returning')), [filed.decided]);
	assert.deepEqual(codes(await list('processing', '?queue=bo-sung')), [filed.waiting]);
	assert.deepEqual(codes(await list('processing', '?queue=dang-xu-ly')), [filed.late, filed.soon, filed.toApprove]);
});

test('another agency\'s dossiers are in no list', async () => {
	const all = codes(await list('intake', '?queue=tat-ca'));

	assert.equal(all.length, 7);
	assert.ok(!all.includes(filed.elsewhere));
	const other = await officerClient(instance, office.officers.other).get('/can-bo/ho-so?queue=tat-ca', { json: true });

	assert.deepEqual(codes(other.json), [filed.elsewhere]);
});

test('the nearest deadline comes first, dossiers without one last', async () => {
	assert.deepEqual(codes(await list('intake', '?queue=tat-ca')),
		[filed.waiting, filed.late, filed.decided, filed.soon, filed.toApprove, filed.new, filed.formula]);
});

test('overdue is said in words; a paused dossier is not overdue', async () => {
	assert.deepEqual(codes(await list('cashier', '?queue=qua-han')), [filed.late]);
	const page = await as('processing').get('/can-bo/ho-so?queue=tat-ca');

	assert.match(page.text, /class="mc-overdue">quá hạn 3 ngày</);
	assert.match(page.text, /<span>tạm dừng tính thời hạn</);
});

test('filters stand in the address, show as chips that can be taken away, and find by number, name and telephone', async () => {
	for (const [query, found] of [['q=tran+thi', [filed.late]], ['q=Trần', [filed.late]], ['q=001099000003', [filed.late]],
		['q=0912345004', [filed.soon]], [`q=${filed.new}`, [filed.new]], ['procedure=9.000002', [filed.soon]],
		['due=overdue', [filed.waiting, filed.late]], ['channel=post', []], ['q=%25', []]])
		assert.deepEqual(codes(await list('intake', `?queue=tat-ca&${query}`)), found, query);
	const page = await list('intake', '?queue=tat-ca&q=An&channel=online');

	assert.deepEqual(page.chips.map(({ label, url }) => [label, url]), [
		['An', '/can-bo/ho-so?queue=tat-ca&channel=online'], ['Trực tuyến', '/can-bo/ho-so?queue=tat-ca&q=An']]);
	assert.equal(page.clear_url, '/can-bo/ho-so?queue=tat-ca');
});

test('a filter that does not exist is named; a broken place in the list begins at its top', async () => {
	const wrong = await as('intake').get('/can-bo/ho-so?due=someday', { json: true });

	assert.equal(wrong.status, 422);
	assert.equal(wrong.json.errors[0].field, 'due');
	assert.deepEqual(codes(await list('intake', '?queue=tat-ca&after=nonsense')), codes(await list('intake', '?queue=tat-ca')));
});

test('list, badge and export agree', async () => {
	for (const name of ['tiep-nhan', 'qua-han', 'tat-ca']) {
		const page = await list('intake', `?queue=${name}`);
		const csv = (await as('intake').get(`/can-bo/ho-so/tai-ve?queue=${name}`)).text.trim().split('\r\n').slice(1);

		assert.equal(Number(queue(page, name).count), page.dossiers.length, name);
		assert.deepEqual(csv.map((line) => line.split(',')[0].replaceAll('"', '')), codes(page), name);
	}
});

test('a name that a spreadsheet would run as a formula stays a name', async () => {
	const csv = await as('intake').get('/can-bo/ho-so/tai-ve?queue=tat-ca');

	assert.match(csv.headers['content-disposition'], /^attachment/);
	assert.match(csv.text, /,"'=1\+1",/);
	assert.match((await as('intake').get('/can-bo/ho-so?queue=tiep-nhan')).text, />=1\+1</);
});

test('the next dossier of a queue follows the list; after the last comes the first', async () => {
	const client = as('intake');
	const order = codes(await list('intake', '?queue=tat-ca'));
	const page = await client.get(`/can-bo/ho-so/${order[1]}?queue=tat-ca`, { json: true });
	const next = await client.get(page.json.next_url);

	assert.equal(next.location, `/can-bo/ho-so/${order[2]}?queue=tat-ca`);
	const last = await client.get(`/can-bo/ho-so/${order.at(-1)}?queue=tat-ca`, { json: true });

	assert.equal((await client.get(last.json.next_url)).location, `/can-bo/ho-so/${order[0]}?queue=tat-ca`);
	assert.equal((await as('clerk').get('/can-bo/ho-so/tiep-theo')).location, '/can-bo/ho-so?queue=cho-cap-so');
});

test('a long list is paged with its total, each dossier once', async () => {
	for (let n = 0; n < 60; n++)
		fileDossier(instance, { agency: 903, applicant: `Người số ${n}`, filedAt: `'2026-11-18 01:00:00' + INTERVAL ${n % 7} MINUTE` });
	const client = officerClient(instance, office.officers.other);
	const seen = [];
	let url = '/can-bo/ho-so?queue=tiep-nhan';
	const shown = [];

	while (url) {
		const { json } = await client.get(url, { json: true });

		seen.push(...codes(json));
		shown.push(json.pages.shown);
		url = json.pages.next_url;
	}
	assert.equal(seen.length, 61);
	assert.equal(new Set(seen).size, 61);
	assert.deepEqual(shown, ['1–25 trên 61 hồ sơ', '26–50 trên 61 hồ sơ', '51–61 trên 61 hồ sơ']);
});

test('the list costs three statements beyond session and officer', async () => {
	const { headers } = await as('intake').get('/can-bo/ho-so?queue=tat-ca&q=An');

	assert.ok(headers);
	const line = await until(() => readFileSync(join(instance.log_dir, 'workflow.log'), 'utf8').split('\n')
		.filter((one) => / route=\/can-bo\/ho-so account=/.test(one)).at(-1), 'the log line');

	assert.ok(Number(/db_calls=(\d+)/.exec(line)[1]) <= 6, line);
});
