// The steps of the work: each by its own role, in its own state, once.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { until } from '../support/env.mjs';
import { sql, quote } from '../support/db.mjs';
import { fileDossier, ROLES, startOffice } from '../support/office.mjs';
import { accept, act, clients, dossierOf, draft, eventsOf, PDF } from '../support/steps.mjs';

let instance, office, who;

before(async () => {
	({ instance, office } = await startOffice('workflow-steps'));
	who = clients(instance, office);
});
after(async () => instance?.stop());

const accepted = () => accept(instance, who, fileDossier(instance));
const state = (code) => dossierOf(code, instance).state;
const kinds = (code) => eventsOf(code, instance).map(({ kind }) => kind);
const tasks = (code) => sql(`SELECT t.* FROM task t JOIN dossier d ON d.id = t.dossier_id WHERE d.code = ${quote(code)}
	ORDER BY t.id`, instance);
const result = (code) => sql(`SELECT r.*, HEX(r.sha256) AS hash FROM result r JOIN dossier d ON d.id = r.dossier_id
	WHERE d.code = ${quote(code)}`, instance)[0];

async function done(promise) {
	const answer = await promise;

	assert.equal(answer.status, 303, answer.text);
	return answer;
}

describe('the plain process', () => {
	test('an accepted dossier waits at the desk, whoever comes first: the job or an officer who opens it', async () => {
		const code = await accepted();

		assert.equal((await who.processing.get(`/can-bo/ho-so/${code}`)).status, 200);
		assert.deepEqual(tasks(code).map((task) => [task.step_id, task.role, task.closed_no]), [['processing', 'processing', '0']]);
		const other = await accepted();

		await until(() => tasks(other).length === 1, 'the job to start the process');
	});

	test('from the desk to the leader, the counter and the applicant', async () => {
		const code = await accepted();

		await done(act(who.processing, code, 'nhan-xu-ly'));
		assert.equal(state(code), 'in_progress');
		assert.equal(tasks(code)[0].assignee_id, String(office.officers.processing));
		await done(draft(who.processing, code));
		await done(act(who.processing, code, 'chuyen-buoc', { note: 'Đủ điều kiện' }));
		await done(act(who.leader, code, 'duyet'));
		assert.equal(state(code), 'decided');
		assert.equal(dossierOf(code, instance).outcome, 'granted');
		assert.equal(result(code).state, 'published', 'nobody numbers in the plain process');
		await done(act(who.returning, code, 'tra-ket-qua', { to: 'Nguyễn Văn An', identity: '001099000001', sign: 'yes' }));
		assert.equal(state(code), 'returned');
		assert.deepEqual(kinds(code), ['submit', 'receive', 'start_processing', 'forward_step', 'approve', 'decide',
			'publish_result', 'return_result']);
		assert.ok(tasks(code).every((task) => task.closed_no !== '0'));
	});

	test('the leader approves exactly the file that was shown: its hash is in the journal', async () => {
		const code = await accepted();
		const hash = createHash('sha256').update(PDF).digest('hex');

		await done(draft(who.processing, code));
		await done(act(who.processing, code, 'chuyen-buoc'));
		const stale = await act(who.leader, code, 'duyet', { version: dossierOf(code, instance).version });

		assert.equal(stale.status, 303);
		const facts = JSON.parse(eventsOf(code, instance).find(({ kind }) => kind === 'approve').facts);

		assert.equal(facts.sha256, hash);
		assert.equal(result(code).hash.toLowerCase(), hash);
	});

	test('a file exchanged after the leader looked is not approved', async () => {
		const code = await accepted();

		await done(draft(who.processing, code));
		await done(act(who.processing, code, 'chuyen-buoc'));
		const page = await who.leader.get(`/can-bo/ho-so/${code}/duyet`);
		const seen = /name="seen"[^>]*value="([^"]*)"/.exec(page.text)[1];

		sql(`UPDATE result r JOIN dossier d ON d.id = r.dossier_id SET r.sha256 = X'${'ab'.repeat(32)}'
			WHERE d.code = ${quote(code)}`, instance);
		const answer = await who.leader.post(`/can-bo/ho-so/${code}/duyet`, { version: dossierOf(code, instance).version, seen });

		assert.equal(answer.status, 409);
		assert.equal(result(code).state, 'draft');
	});

	test('without a draft nothing goes to the leader', async () => {
		const code = await accepted();
		const answer = await act(who.processing, code, 'chuyen-buoc');

		assert.equal(answer.status, 409);
		assert.match(answer.text, /dự thảo/);
		assert.equal(state(code), 'received', 'nothing of a refused act stays');
	});

	test('the leader gives it back with a reason, and the desk does it again', async () => {
		const code = await accepted();

		await done(draft(who.processing, code));
		await done(act(who.processing, code, 'chuyen-buoc'));
		await done(act(who.leader, code, 'tra-lai-buoc', { reason: 'Thiếu căn cứ' }));
		const open = tasks(code).filter((task) => task.closed_no === '0');

		assert.deepEqual(open.map((task) => task.step_id), ['processing']);
		await done(act(who.processing, code, 'chuyen-buoc'));
		await done(act(who.leader, code, 'duyet'));
		assert.equal(state(code), 'decided');
	});

	test('a refusal in substance is a result with its reason (NĐ 61/2018, Đ19(8))', async () => {
		const code = await accepted();

		await done(act(who.processing, code, 'tu-choi-giai-quyet/tep', { title: 'Thông báo từ chối', reason: 'Không đủ điều kiện' }));
		await done(act(who.processing, code, 'chuyen-buoc'));
		await done(act(who.leader, code, 'duyet'));
		assert.equal(dossierOf(code, instance).outcome, 'refused');
		assert.equal(JSON.parse(eventsOf(code, instance).find(({ kind }) => kind === 'decide').facts).reason, 'Không đủ điều kiện');
	});

	test('a double click on an act does it once and gets the same answer', async () => {
		const code = await accepted();
		const fields = { version: dossierOf(code, instance).version, once: 'A'.repeat(22) };
		const path = `/can-bo/ho-so/${code}/nhan-xu-ly`;

		await who.processing.get(`/can-bo/ho-so/${code}`);
		const answers = [await who.processing.post(path, fields), await who.processing.post(path, fields)];

		assert.deepEqual(answers.map(({ status }) => status), [303, 303]);
		assert.equal(answers[0].location, answers[1].location);
		assert.equal(kinds(code).filter((kind) => kind === 'start_processing').length, 1);
	});

	test('two officers at once: the second hears that the dossier moved on', async () => {
		const code = await accepted();
		const version = dossierOf(code, instance).version;

		await done(act(who.processing, code, 'nhan-xu-ly'));
		const late = await who.processing.post(`/can-bo/ho-so/${code}/lay-y-kien`, { version, agency: 'H99.2', question: 'Hỏi',
			'deadline.day': '1', 'deadline.month': '12', 'deadline.year': '2030' });

		assert.equal(late.status, 409);
	});
});

describe('the clock', () => {
	test('a supplement is asked for once; the second is the head\'s (NĐ 61/2018, Đ11(2)(c))', async () => {
		const code = await accepted();
		const asked = { items: 'Bản sao giấy khai sinh\nẢnh', reason: 'Thiếu giấy tờ', contact: 'Trần Văn Lý, 0200 380 000' };

		await done(act(who.processing, code, 'yeu-cau-hoan-thien', asked));
		assert.equal(state(code), 'supplement_due');
		assert.deepEqual(JSON.parse(eventsOf(code, instance).at(-1).facts).items, ['Bản sao giấy khai sinh', 'Ảnh']);
		await done(act(who.intake, code, 'nhan-bo-sung/tep', { papers: 'Bản sao giấy khai sinh' },
			[{ name: 'scans', filename: 'khai-sinh.pdf', type: 'application/pdf', content: PDF }]));
		assert.equal(state(code), 'in_progress');
		assert.equal((await act(who.processing, code, 'yeu-cau-hoan-thien', asked)).status, 409);
		await done(act(who.leader, code, 'yeu-cau-hoan-thien', asked));
		assert.equal(dossierOf(code, instance).supplement_count, '2');
	});

	test('an apology with a new date, once (NĐ 61/2018, Đ19(9)), and its form', async () => {
		const code = await accepted();
		const due = dossierOf(code, instance).due_at;

		await done(act(who.leader, code, 'gia-han', { reason: 'Chờ xác minh', days: '2' }));
		assert.ok(dossierOf(code, instance).due_at > due);
		assert.equal((await act(who.leader, code, 'gia-han', { reason: 'Nữa', days: '2' })).status, 409);
		const paper = await who.leader.get(`/can-bo/ho-so/${code}/phieu-xin-loi`);

		assert.equal(paper.status, 200);
		assert.match(paper.text, /PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ/);
		assert.match(paper.text, /Chờ xác minh/);
	});

	test('stopped and taken up again, with the notice', async () => {
		const code = await accepted();

		await done(act(who.processing, code, 'dung-giai-quyet', { reason: 'Người nộp đề nghị', requested_by: 'Nguyễn Văn An' }));
		assert.equal(state(code), 'stopped');
		assert.match((await who.processing.get(`/can-bo/ho-so/${code}/thong-bao-dung`)).text, /THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ/);
		await done(act(who.processing, code, 'tiep-tuc', { reason: 'Người nộp đề nghị tiếp tục' }));
		assert.equal(state(code), 'in_progress');
	});
});

// Nobody does another's step: every role tries every act in every state of the journey; only the row's own may.
describe('role × act × state', () => {
	const ACTS = ['nhan-xu-ly', 'chuyen-buoc', 'tra-lai-buoc', 'yeu-cau-hoan-thien', 'nhan-bo-sung/tep', 'lay-y-kien', 'du-thao/tep',
		'tu-choi-giai-quyet/tep', 'duyet', 'cap-so', 'phat-hanh', 'tra-ket-qua', 'gia-han', 'dung-giai-quyet', 'tiep-tuc'];
	const DESK = ['chuyen-buoc', 'yeu-cau-hoan-thien', 'lay-y-kien', 'du-thao/tep', 'tu-choi-giai-quyet/tep', 'dung-giai-quyet'];
	const stations = {
		received: { make: accepted, may: { processing: ['nhan-xu-ly', ...DESK], leader: ['gia-han', 'dung-giai-quyet'] } },
		claimed: {
			async make() {
				const code = await accepted();

				await done(act(who.processing, code, 'nhan-xu-ly'));
				return code;
			},
			may: { processing: DESK, leader: ['gia-han', 'dung-giai-quyet'] },
		},
		with_leader: {
			async make() {
				const code = await accepted();

				await done(draft(who.processing, code));
				await done(act(who.processing, code, 'chuyen-buoc'));
				return code;
			},
			may: { processing: ['dung-giai-quyet'], leader: ['duyet', 'tra-lai-buoc', 'gia-han', 'dung-giai-quyet'] },
		},
		supplement_due: {
			async make() {
				const code = await accepted();

				await done(act(who.processing, code, 'yeu-cau-hoan-thien', { items: 'Ảnh', reason: 'Thiếu', contact: 'Lý' }));
				return code;
			},
			may: { intake: ['nhan-bo-sung/tep'], processing: ['dung-giai-quyet'], leader: ['dung-giai-quyet'] },
		},
		stopped: {
			async make() {
				const code = await accepted();

				await done(act(who.leader, code, 'dung-giai-quyet', { reason: 'Theo đề nghị' }));
				return code;
			},
			may: { processing: ['tiep-tuc'], leader: ['tiep-tuc'] },
		},
		published: {
			async make() {
				const code = await stations.with_leader.make();

				await done(act(who.leader, code, 'duyet'));
				return code;
			},
			may: { returning: ['tra-ket-qua'] },
		},
		submitted: { make: async () => fileDossier(instance), may: {} },
	};

	// What each act needs to be taken seriously, so that only the permission can refuse it.
	const reason = 'Theo quy định';
	const FIELDS = {
		'tra-lai-buoc': { reason }, 'yeu-cau-hoan-thien': { items: 'Ảnh', reason, contact: 'Lý' }, 'nhan-bo-sung/tep': { papers: 'Ảnh' },
		'lay-y-kien': { agency: 'H99.2', question: 'Hỏi', deadline: '01/12/2030' }, 'du-thao/tep': { title: 'Giấy xác nhận' },
		'tu-choi-giai-quyet/tep': { title: 'Từ chối', reason }, duyet: { seen: 'none' }, 'cap-so': { issued_on: '21/11/2026' },
		'tra-ket-qua': { to: 'An', identity: '001099000001', sign: 'yes' }, 'gia-han': { reason, days: '1' },
		'dung-giai-quyet': { reason }, 'tiep-tuc': { reason },
	};
	const send = (client, code, path, version) => {
		const address = `/can-bo/ho-so/${code}/${path}`;
		const fields = { version, ...FIELDS[path] };

		return path.endsWith('/tep') ? client.upload(address, fields, []) : client.post(address, fields);
	};

	for (const [name, { make, may }] of Object.entries(stations))
		test(name, async () => {
			const code = await make();
			const { version } = dossierOf(code, instance);

			for (const role of ROLES)
				for (const path of ACTS) {
					const allowed = (may[role] ?? []).includes(path);
					const form = await who[role].get(`/can-bo/ho-so/${code}/${path}`);

					/* The administrator works at no dossier: it sees none, or may do nothing. */
					if (allowed)
						assert.equal(form.status, 200, `${role} ${path}`);
					else
						assert.ok([403, 404, 409].includes(form.status), `${role} ${path}: ${form.status}`);
					if (!allowed) {
						const answer = await send(who[role], code, path, version);

						assert.ok([403, 404, 409].includes(answer.status), `POST ${role} ${path}: ${answer.status} ${answer.text}`);
					}
				}
			assert.equal(dossierOf(code, instance).version, version, 'nothing of what was refused stays');
		});

	test('another agency\'s officer does not even see that it exists', async () => {
		const code = await accepted();

		for (const path of ACTS)
			assert.equal((await who.other.get(`/can-bo/ho-so/${code}/${path}`)).status, 404, path);
	});
});
