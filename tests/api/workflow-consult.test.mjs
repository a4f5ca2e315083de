// Another agency's opinion (NĐ 61/2018, Đ19(5)): asked by an officer, or a step of the process; answered by its own officers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../support/env.mjs';
import { quote, sql } from '../support/db.mjs';
import { fileDossier, startOffice } from '../support/office.mjs';
import { accept, act, clients, dossierOf, draft, eventsOf } from '../support/steps.mjs';

let instance, office, who;
const DEADLINE = { 'deadline.day': '15', 'deadline.month': '12', 'deadline.year': '2030' };

before(async () => {
	({ instance, office } = await startOffice('workflow-consult'));
	who = clients(instance, office);
	// The certificate's process asks the province's office after the clerk; here the other commune stands for it.
	const bpmn = readFileSync(join(root, 'db/seed/definitions/processes/1.014464.bpmn'), 'utf8')
		.replace(/motcua:agency="[^"]*"/, 'motcua:agency="H99.2"');

	sql(`INSERT INTO process_version (id, code, version_no, name, content, sha256, created_at)
		VALUES (902, '1.014464', 1, 'Thử', ${quote(bpmn)}, X'${'00'.repeat(32)}', NOW(6))`, instance);
});
after(async () => instance?.stop());

async function done(promise) {
	const answer = await promise;

	assert.equal(answer.status, 303, answer.text);
	return answer;
}
async function accepted(process) {
	const filing = fileDossier(instance);

	if (process)
		sql(`UPDATE dossier SET process_version_id = ${process} WHERE filing_number = ${quote(filing)}`, instance);
	return accept(instance, who, filing);
}
const today = () => {
	const [{ day }] = sql("SELECT DATE_FORMAT(CONVERT_TZ(NOW(), '+00:00', '+07:00'), '%d %m %Y') AS day", instance);
	const [d, m, y] = day.split(' ');

	return { 'issued_on.day': d, 'issued_on.month': m, 'issued_on.year': y };
};
const open = (code) => sql(`SELECT t.step_id FROM task t JOIN dossier d ON d.id = t.dossier_id
	WHERE d.code = ${quote(code)} AND t.closed_no = 0 ORDER BY t.id`, instance).map(({ step_id }) => step_id);

describe('asked by the officer in charge', () => {
	test('the agency finds the question in its list, answers once, and sees nothing else', async () => {
		const code = await accepted();

		await done(act(who.processing, code, 'lay-y-kien', { agency: 'H99.2', question: 'Xác nhận nơi cư trú?', ...DEADLINE }));
		assert.equal(dossierOf(code, instance).consulting, '1');
		const list = await who.other.get('/can-bo/y-kien');

		assert.match(list.text, new RegExp(code));
		assert.match(list.text, /Xác nhận nơi cư trú/);
		const page = await who.other.get(`/can-bo/y-kien/${code}/1`);

		assert.equal(page.status, 200);
		assert.doesNotMatch(page.text, /001099000001|Thôn Đông|0912345678/, 'no personal data beyond the question');
		assert.equal((await who.other.get(`/can-bo/ho-so/${code}`)).status, 404);
		assert.equal((await who.processing.get(`/can-bo/y-kien/${code}/1`)).status, 404, 'those who ask do not answer');
		await done(who.other.post(`/can-bo/y-kien/${code}/1`, { opinion: 'agree', answer: 'Có cư trú' }));
		assert.equal(dossierOf(code, instance).consulting, '0');
		assert.deepEqual(JSON.parse(eventsOf(code, instance).at(-1).facts), { opinion: 'agree', answer: 'Có cư trú' });
		assert.equal((await who.other.post(`/can-bo/y-kien/${code}/1`, { opinion: 'agree', answer: 'Nữa' })).status, 409);
		assert.doesNotMatch((await who.other.get('/can-bo/y-kien')).text, new RegExp(code));
	});

	test('not oneself, no unknown agency, no deadline gone by', async () => {
		const code = await accepted();
		const ask = (fields) => act(who.processing, code, 'lay-y-kien', { question: 'Hỏi', ...DEADLINE, ...fields });

		assert.equal((await ask({ agency: 'H99.1' })).status, 422);
		assert.equal((await ask({ agency: 'H00' })).status, 422);
		assert.equal((await ask({ agency: 'H99.2', 'deadline.year': '2020' })).status, 422);
	});
});

describe('a step of the process', () => {
	async function numbered() {
		const code = await accepted(902);

		await done(act(who.section_head, code, 'chuyen-buoc'));
		await done(draft(who.processing, code));
		await done(act(who.processing, code, 'chuyen-buoc'));
		await done(act(who.section_head, code, 'chuyen-buoc'));
		await done(act(who.leader, code, 'duyet'));
		assert.equal(dossierOf(code, instance).state, 'in_progress', 'somebody is still to be asked');
		await done(act(who.clerk, code, 'cap-so', today()));
		assert.deepEqual(open(code), ['province_office']);
		return code;
	}

	test('the decision waits for it, then falls', async () => {
		const code = await numbered();

		await done(who.other.post(`/can-bo/y-kien/${code}/1`, { opinion: 'agree', answer: 'Đồng ý' }));
		assert.equal(dossierOf(code, instance).state, 'decided');
		assert.deepEqual(open(code), ['returning']);
		assert.equal(sql(`SELECT r.state FROM result r JOIN dossier d ON d.id = r.dossier_id WHERE d.code = ${quote(code)}`,
			instance)[0].state, 'published', 'the clerk has done everything already');
		await done(act(who.returning, code, 'tra-ket-qua', { to: 'Nguyễn Văn An', identity: '001099000001', sign: 'yes' }));
		assert.equal(dossierOf(code, instance).state, 'returned');
	});

	test('an agency that nobody knows stops the step, not the dossier: its page still opens', async () => {
		const [{ content }] = sql('SELECT content FROM process_version WHERE id = 902', instance);

		sql(`INSERT INTO process_version (id, code, version_no, name, content, sha256, created_at) VALUES (903, 'x', 1, 'Thử',
			${quote(content.replace('motcua:agency="H99.2"', 'motcua:agency="H00"').replace('sourceRef="intake" targetRef="assignment"',
				'sourceRef="intake" targetRef="province_office"').replace('sourceRef="issuing" targetRef="province_office"',
				'sourceRef="issuing" targetRef="returning"').replace('sourceRef="province_office" targetRef="returning"',
				'sourceRef="province_office" targetRef="assignment"'))}, X'${'00'.repeat(32)}', NOW(6))`, instance);
		const code = await accepted(903);
		const page = await who.processing.get(`/can-bo/ho-so/${code}`);

		assert.equal(page.status, 200);
		assert.deepEqual(open(code), []);
		assert.equal((await who.processing.get(`/can-bo/ho-so/${code}/chuyen-buoc`)).status, 409);
	});

	test('a refusal sends the work back to the desk: the draft is a draft again', async () => {
		const code = await numbered();

		await done(who.other.post(`/can-bo/y-kien/${code}/1`, { opinion: 'disagree', answer: 'Chưa đủ căn cứ' }));
		assert.equal(dossierOf(code, instance).state, 'in_progress');
		assert.deepEqual(open(code), ['processing']);
		assert.equal(sql(`SELECT r.state FROM result r JOIN dossier d ON d.id = r.dossier_id WHERE d.code = ${quote(code)}`,
			instance)[0].state, 'draft');
	});
});
