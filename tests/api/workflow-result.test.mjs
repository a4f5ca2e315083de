// The result's way where the process has a clerk: drafted, reviewed, approved, numbered from the register, published,
// returned against signature.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../support/env.mjs';
import { quote, sql } from '../support/db.mjs';
import { fileDossier, startOffice } from '../support/office.mjs';
import { accept, act, clients, dossierOf, draft, eventsOf } from '../support/steps.mjs';

let instance, office, who, process;

before(async () => {
	({ instance, office } = await startOffice('workflow-result'));
	who = clients(instance, office);
	// The sample province's own process: intake, desk, section head, leader, clerk, counter.
	const bpmn = readFileSync(join(root, 'db/seed/definitions/processes/2.000635.bpmn'), 'utf8');

	sql(`INSERT INTO process_version (id, code, version_no, name, content, sha256, created_at)
		VALUES (901, '2.000635', 1, 'Thử', ${quote(bpmn)}, X'${'00'.repeat(32)}', NOW(6))`, instance);
	process = 901;
});
after(async () => instance?.stop());

async function accepted() {
	const filing = fileDossier(instance);

	sql(`UPDATE dossier SET process_version_id = ${process} WHERE filing_number = ${quote(filing)}`, instance);
	return accept(instance, who, filing);
}
async function done(promise) {
	const answer = await promise;

	assert.equal(answer.status, 303, answer.text);
	return answer;
}
const open = (code) => sql(`SELECT t.step_id, t.role FROM task t JOIN dossier d ON d.id = t.dossier_id
	WHERE d.code = ${quote(code)} AND t.closed_no = 0 ORDER BY t.id`, instance).map(({ step_id }) => step_id);
const result = (code) => sql(`SELECT r.* FROM result r JOIN dossier d ON d.id = r.dossier_id WHERE d.code = ${quote(code)}`,
	instance)[0];
const today = () => {
	const [{ day }] = sql("SELECT DATE_FORMAT(CONVERT_TZ(NOW(), '+00:00', '+07:00'), '%d %m %Y') AS day", instance);
	const [d, m, y] = day.split(' ');

	return { 'issued_on.day': d, 'issued_on.month': m, 'issued_on.year': y };
};

async function approved() {
	const code = await accepted();

	await done(draft(who.processing, code));
	await done(act(who.processing, code, 'chuyen-buoc'));
	await done(act(who.section_head, code, 'chuyen-buoc', { note: 'Đạt' }));
	await done(act(who.leader, code, 'duyet'));
	return code;
}

describe('from draft to publication', () => {
	test('each step opens the next; the decision falls with the approval', async () => {
		const code = await accepted();

		await who.processing.get(`/can-bo/ho-so/${code}`);
		assert.deepEqual(open(code), ['processing'], 'intake is proved by the acceptance');
		await done(draft(who.processing, code));
		await done(act(who.processing, code, 'chuyen-buoc'));
		assert.deepEqual(open(code), ['review']);
		await done(act(who.section_head, code, 'chuyen-buoc'));
		assert.deepEqual(open(code), ['approval']);
		await done(act(who.leader, code, 'duyet'));
		assert.deepEqual(open(code), ['issuing']);
		assert.equal(dossierOf(code, instance).state, 'decided');
		assert.equal(result(code).state, 'approved');
		await done(act(who.clerk, code, 'cap-so', { symbol: 'TL-UBND', ...today() }));
		assert.equal(result(code).state, 'numbered');
		assert.deepEqual(open(code), ['issuing'], 'it stays in the clerk\'s queue until it is out');
		assert.match((await who.clerk.get('/can-bo/ho-so?queue=cho-cap-so')).text, new RegExp(code));
		assert.deepEqual(sql('SELECT COUNT(*) AS n FROM published_result', instance)[0].n, '0', 'nothing is out before it is published');
		await done(act(who.clerk, code, 'phat-hanh'));
		assert.deepEqual(open(code), ['returning']);
		const out = sql('SELECT * FROM published_result', instance)[0];

		assert.match(out.number, /^\d+\/TL-UBND$/);
		await done(act(who.returning, code, 'tra-ket-qua', { to: 'Trần Thị Thay', identity: '001099000009', authorised: 'yes',
			without_receipt: 'yes', originals: 'yes', sign: 'yes' }));
		assert.equal(dossierOf(code, instance).state, 'returned');
		const facts = JSON.parse(eventsOf(code, instance).at(-1).facts);

		assert.deepEqual([facts.to, facts.authorised, facts.shown, facts.originals], ['Trần Thị Thay', 'true', 'identity', 'true']);
		const paper = await who.returning.get(`/can-bo/ho-so/${code}/bien-nhan`);

		assert.match(paper.text, /GIẤY BIÊN NHẬN TRẢ KẾT QUẢ/);
		assert.match(paper.text, /Trần Thị Thay/);
	});

	test('the section head gives a draft back to the desk', async () => {
		const code = await accepted();

		await done(draft(who.processing, code));
		await done(act(who.processing, code, 'chuyen-buoc'));
		await done(act(who.section_head, code, 'tra-lai-buoc', { reason: 'Sai họ tên' }));
		assert.deepEqual(open(code), ['processing']);
	});

	test('the register numbers without a gap, one row per agency and year', async () => {
		const [a, b] = [await approved(), await approved()];

		await done(act(who.clerk, a, 'cap-so', today()));
		await done(act(who.clerk, b, 'cap-so', today()));
		const [first, second] = [result(a), result(b)].map(({ number }) => Number(number.split('/')[0]));

		assert.equal(second, first + 1);
	});

	test('a number that two clicks asked for is given once', async () => {
		const code = await approved();
		const fields = { version: dossierOf(code, instance).version, once: 'B'.repeat(22), ...today() };
		const answers = await Promise.all([1, 2].map(() => who.clerk.post(`/can-bo/ho-so/${code}/cap-so`, fields)));

		assert.deepEqual(answers.map(({ status }) => status), [303, 303]);
		assert.equal(eventsOf(code, instance).filter(({ kind }) => kind === 'number_result').length, 1);
	});

	test('no date ahead of today, none before the approval', async () => {
		const code = await approved();
		const ahead = await act(who.clerk, code, 'cap-so', { 'issued_on.day': '1', 'issued_on.month': '1', 'issued_on.year': '2099' });
		const before_it = await act(who.clerk, code, 'cap-so', { 'issued_on.day': '1', 'issued_on.month': '1', 'issued_on.year': '2020' });

		assert.equal(ahead.status, 422);
		assert.equal(before_it.status, 422);
		assert.match(ahead.text, /không được sau hôm nay/);
		assert.equal(result(code).number, null);
	});

	test('without a signature the result is not returned, and nothing typed is lost', async () => {
		const code = await approved();

		await done(act(who.clerk, code, 'cap-so', today()));
		await done(act(who.clerk, code, 'phat-hanh'));
		const answer = await act(who.returning, code, 'tra-ket-qua', { to: 'Lê Thị Nhận', identity: '001099000001' });

		assert.equal(answer.status, 422);
		assert.match(answer.text, /Lê Thị Nhận/);
		assert.equal(dossierOf(code, instance).state, 'decided');
	});

	test('only a PDF is a result', async () => {
		const code = await accepted();
		const answer = await draft(who.processing, code, Buffer.from('<html><script>alert(1)</script></html>'));

		assert.equal(answer.status, 422);
		assert.equal(result(code), undefined);
	});

	test('the file is for those who may see the dossier', async () => {
		const code = await accepted();

		await done(draft(who.processing, code));
		const mine = await who.leader.get(`/can-bo/ho-so/${code}/ket-qua`);

		assert.equal(mine.status, 200);
		assert.match(mine.headers['content-disposition'], /attachment/);
		assert.equal((await who.other.get(`/can-bo/ho-so/${code}/ket-qua`)).status, 404);
	});
});
