// Everything that the modules serve, from their own tables (--routes, --openapi), and one small world to walk through it:
// a citizen with a draft and two dossiers, another citizen, one officer per role, officers of other agencies.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after } from 'node:test';
import { begin, citizen, EXEMPT, file, fill, PDF } from '../api/citizen.mjs';
import { sql } from './db.mjs';
import { env, until } from './env.mjs';
import { officerClient, ROLES } from './office.mjs';
import { citizen as stranger } from './payments.mjs';

export const PROCEDURE = '2.000635';
const NOT_THROUGH_NGINX = /^\/-\//;

// Steps of the work: which role's form it is. Every officer of the agency may read; pages that only show are not here.
export const STEPS = {
	'nhan-xu-ly': ['processing'],
	'chuyen-buoc': ['processing'],
	'tra-lai-buoc': ['section_head', 'leader'],
	'yeu-cau-hoan-thien': ['processing', 'section_head', 'leader'],
	'nhan-bo-sung/tep': ['intake'],
	'lay-y-kien': ['processing'],
	'du-thao/tep': ['processing'],
	'tu-choi-giai-quyet/tep': ['processing'],
	duyet: ['leader'],
	'cap-so': ['clerk'],
	'phat-hanh': ['clerk'],
	'tra-ket-qua': ['returning'],
	'gia-han': ['leader'],
	'dung-giai-quyet': ['processing', 'leader'],
	'tiep-tuc': ['processing', 'leader'],
};
// Who works on the catalogue, and sees no dossier: by role, the sample province's accounts.
export const CATALOGUE = { drafter: 'soanthao.vhttdl', controller: 'kiemsoat', approver: 'chutich' };
// What jobs write beside every request: sessions seen, attempts counted, leases of jobs, messages on their way, publications.
export const BACKGROUND = ['core_session', 'core_throttle', 'core_job_lease', 'core_one_time_code', 'outbox', 'message_log', 'delivery', 'publication'];

const tell = (module, question, instance) => execFileSync(join(instance.binaries, `motcua-${module}`), [question],
	{ encoding: 'utf8', maxBuffer: 16 << 20 });

// One row per method and path, those of several modules once: { module, method, path, guard, summary }.
export function routes(instance = env()) {
	const rows = instance.modules.flatMap((module) => tell(module, '--routes', instance).trim().split('\n').map((line) => {
		const [method, path, guard, summary] = line.split('\t');

		return { module, method, path, guard, summary };
	}));

	return [...new Map(rows.map((row) => [`${row.method} ${row.path}`, row])).values()]
		.filter((row) => !NOT_THROUGH_NGINX.test(row.path));
}

// What each POST takes, by path: { properties, required, multipart, open }; open: any further field may come.
export function forms(instance = env()) {
	const all = {};

	for (const module of instance.modules)
		for (const [path, { post }] of Object.entries(JSON.parse(tell(module, '--openapi', instance)).paths)) {
			if (!post)
				continue;
			const { content } = post.requestBody ?? { content: {} };
			const multipart = content['multipart/form-data'] !== undefined;
			const { schema } = Object.values(content)[0] ?? {};

			all[path] = { properties: schema?.properties ?? {}, required: schema?.required ?? [], multipart,
				open: schema?.additionalProperties !== false };
		}
	return all;
}

// The media types in which each GET answers, by path; "*/*": files of whatever type.
export function answers(instance = env()) {
	return Object.fromEntries(instance.modules.flatMap((module) => Object.entries(JSON.parse(tell(module, '--openapi', instance)).paths)
		.filter(([, { get }]) => get).map(([path, { get }]) => [path, Object.keys(get.responses['200'].content)])));
}

const TYPICAL = {
	email: 'nguoi.dan@example.vn', phone: '0912345678', date: '2026-11-20', password: 'mat-khau-dai-4471',
};

// A value that the field's type and bounds accept.
export function typical({ type, format, enum: choices, minimum, maximum, maxLength }) {
	if (choices)
		return choices[0];
	if (type === 'integer')
		return Math.min(Math.max(minimum ?? 1, 1), maximum ?? 1);
	if (type === 'boolean')
		return '1';
	return TYPICAL[format] ?? 'a1b2c3d4'.slice(0, maxLength ?? 8);
}

// A body that passes the table of the route, and no version that a dossier ever had.
export function typicalBody({ properties, required }) {
	const fields = Object.fromEntries(required.map((name) => [name, typical(properties[name])]));

	if (properties.version)
		fields.version = properties.version.maximum;
	return fields;
}

function officers(instance) {
	const accounts = sql(`SELECT account.id, account.login FROM account WHERE kind = 'officer'`, instance);
	const of = (login) => officerClient(instance, accounts.find((account) => account.login === login).id);
	const roles = Object.fromEntries(ROLES.map((role) => [role, of(instance.accounts[role].login)]));

	const catalogue = Object.fromEntries(Object.entries(CATALOGUE).map(([role, login]) => [role, of(login)]));

	return { ...roles, ...catalogue, elsewhere: of('tiepnhan.songxanh'), department: of('thuly.vhttdl'), consulted: of('thuly.vpub') };
}

const oneFile = (address) => /\/(?:tep|giay-to)\/([0-9a-f]+)/.exec(address)?.[1];

// A draft ready to be filed, without a fee.
export async function draftWithPaper(client) {
	const draft = await begin(client);

	await fill(client, draft, EXEMPT);
	const kept = await client.upload(`${draft}/tep`, { requirement: 'giay-to-mien-phi' },
		[{ name: 'file', filename: 'giay-khai-sinh.pdf', type: 'application/pdf', content: PDF }]);

	assert.equal(kept.status, 303, kept.text);
	return draft;
}

// A draft of a list by decision and a change request that waits, where the catalogue is deployed.
async function governed({ controller, drafter, administrator }, instance) {
	if (!instance.modules.includes('catalogue'))
		return { list: 'khong-co', request: 'khong-co', run: 'khong-co' };
	const [open] = sql("SELECT code FROM catalogue_list WHERE state = 'draft' AND kind = 'online'", instance);
	const list = open?.code ?? codeIn(await controller.post('/can-bo/danh-muc/danh-sach', { kind: 'online', year: 2026 }));
	const request = codeIn(await drafter.post('/can-bo/danh-muc/de-nghi', { kind: 'add', name: 'Thủ tục mới', text: 'Theo luật mới' }));

	const upload = await administrator.upload('/can-bo/danh-muc/nhap', {}, [{ name: 'file', filename: 'thu-tuc.csv', type: 'text/csv',
		content: 'code,name\n9.999999,Thủ tục từ tệp\n' }]);

	assert.equal(upload.status, 303, upload.text);
	await until(async () => (await administrator.get(upload.location, { json: true })).json?.working === false, 'the file is looked at');
	return { list, request, run: upload.location.split('/').at(-1) };
}

// An article and an answer of the drafter's agency and a notice, all drafts, where the catalogue is deployed.
async function told({ drafter, administrator }, instance) {
	if (!instance.modules.includes('catalogue'))
		return { article: 'khong-co', question: 'khong-co', notice: 'khong-co' };
	const made = async (client, path, fields) => {
		const answer = await client.post(`/can-bo/danh-muc/${path}/moi`, fields);

		assert.equal(answer.status, 303, answer.text);
		return /\/([^/?]+)\?/.exec(answer.location)[1];
	};

	return {
		article: await made(drafter, 'bai-viet', { kind: 'news', title: 'Tin của đơn vị', summary: 'Tóm tắt', body: 'Nội dung' }),
		question: await made(drafter, 'hoi-dap', { title: 'Hỏi đơn vị điều gì?', answer: 'Trả lời' }),
		notice: await made(administrator, 'thong-bao', { kind: 'planned', title: 'Bảo trì', services: 'Tất cả', body: 'Bảo trì',
			from_day: '2030-01-01', from_time: '00:00', to_day: '2030-01-02', to_time: '00:00' }),
	};
}

// What was kept as an example goes when its test file is done: it would be walked again at every change of that procedure.
const kept = [];

after(() => {
	for (const { id, instance } of kept)
		sql(`DELETE FROM definition_example WHERE id = ${id}`, instance);
});

// A sample dossier of the administrator's, and one that was kept as an example, where the catalogue is deployed.
async function tried({ administrator }, instance) {
	if (!instance.modules.includes('catalogue'))
		return { walk: 'khong-co-lan-chay-thu', example: '1' };
	const begun = await administrator.post(`/can-bo/danh-muc/chay-thu/${PROCEDURE}/moi`, { place: '1.online', agency: 'H01.23',
		filed: '2026-11-23', time: '09:00' });

	assert.equal(begun.status, 303, begun.text);
	const walk = begun.location.split('/')[4];
	const answer = await administrator.post(`/can-bo/danh-muc/chay-thu/${walk}/giu`, { name: 'Ví dụ' });

	assert.equal(answer.status, 303, answer.text);
	kept.push({ id: answer.location.split('/').at(-1), instance });
	return { walk, example: kept.at(-1).id };
}

function codeIn(answer) {
	assert.equal(answer.status, 303, answer.text);
	return /\/(D[MN]-[0-9A-Z]+)/.exec(answer.location)[1];
}

// The world. `numbers`: due (its fee is to be paid), filed (at the counter), code (accepted), all of the owner at one commune.
export async function world(instance = env()) {
	const owner = await citizen(instance);
	const draft = await draftWithPaper(owner);
	const due = await file(owner);
	const filed = await file(owner, EXEMPT);
	const accepted = await file(owner, EXEMPT);
	const staff = officers(instance);
	const { version } = dossier(accepted.number, instance);
	const answer = await staff.intake.post(`/can-bo/ho-so/${accepted.number}/tiep-nhan`, { version });

	assert.equal(answer.status, 303, answer.text);
	const { code } = dossier(accepted.number, instance);
	const paper = oneFile((await owner.get(`${draft}/giay-to`)).text);

	assert.ok(paper, 'the draft shows its paper');
	return { owner, stranger: stranger(instance), staff, ...await governed(staff, instance), ...await told(staff, instance), ...await tried(staff, instance), draft, paper, due, filed, accepted: { ...accepted, code },
		paperOfCode: paperOf(code, instance),
		numbers: { due: due.number, filed: filed.number, code } };
}

// The dossier's row by any of its numbers.
export function dossier(number, instance = env()) {
	return sql(`SELECT * FROM dossier WHERE '${number}' IN (code, filing_number)`, instance)[0];
}

// The reference of a dossier's first paper.
export function paperOf(number, instance = env()) {
	return sql(`SELECT file.reference FROM dossier_paper JOIN file ON file.id = dossier_paper.file_id
		WHERE dossier_paper.dossier_id = ${dossier(number, instance).id} ORDER BY dossier_paper.seq LIMIT 1`, instance)[0].reference;
}

// The roles of which an officer's guard wants one; none named: undefined.
export function rolesOf(guard) {
	const [, role] = guard.split(':');

	if (role === 'drafting')
		return ['administrator', 'drafter', 'controller'];
	if (role === 'content')
		return ['drafter', 'administrator', 'controller'];
	if (role === 'notices' || role === 'keeper')
		return ['administrator', 'controller'];
	return role === 'catalogue' ? ['administrator', ...Object.keys(CATALOGUE)] : role && [role];
}

// Who may send the form of this route.
export function sender({ guard, path }, { owner, staff }) {
	const kind = guard.split(':')[0];
	const step = /^\/can-bo\/ho-so\/\{number\}\/(.+)$/.exec(path)?.[1];

	return kind === 'officer' ? staff[rolesOf(guard)?.[0] ?? STEPS[step]?.[0] ?? 'processing'] : owner;
}

// A route's path with the world's things in it; `over` names others.
export function address(path, { draft, paper, paperOfCode, numbers, list, request, run, article, question, notice, walk, example }, over = {}) {
	const code = { '/can-bo/danh-muc/hoi-dap': question, '/hoi-dap/da-gui': question, '/can-bo/danh-muc/thong-bao': notice };
	const values = {
		list, request, run, walk, example, bundle: 'khong-co-goi', slug: article,
		code: code[path.replace(/\/\{code\}.*/, '')] ?? PROCEDURE, procedure: PROCEDURE, draft: draft.split('/')[3], page: '1', issue: '1', seq: '1', gateway: 'payplat', language: 'en', section: 'chung',
		choices: 'dan-toc', no: '1', question: 'khong-co', kind: 'quy-trinh', agency: 'H01.23', guide: 'danh-muc-thu-tuc', operation: 'SX-CHUACO23', import: 'NQT-CHUACO23', format: 'csv',
		file: path.includes('{draft}') ? paper : paperOfCode, reference: paperOfCode,
		number: /^\/(?:thanh-toan|can-bo\/thu-ngan)/.test(path) ? numbers.due : numbers.code,
		paper: 'giay-tiep-nhan', 'rest...': 'khong-co-trang-nay', ...over,
	};

	return path.replace(/\{([^}]+)\}/g, (_, name) => {
		assert.ok(values[name] !== undefined, `a value for {${name}} of ${path}`);
		return values[name];
	});
}

// Waits until nothing that was done is still to be worked off beside it: from then on only who acts writes rows.
export const settled = (instance = env()) => until(() => sql("SELECT 1 FROM outbox WHERE state = 'waiting' AND consumer IN ('payment', 'workflow')",
	instance).length === 0, 'the jobs to finish');

// How many rows each table has: { dossier: 3, ... }. Exact, unlike what the server estimates.
export function counts(instance = env(), except = []) {
	const tables = sql(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = '${instance.database_name}'
		AND table_type = 'BASE TABLE'`, instance).map(({ name }) => name).filter((name) => !except.includes(name));

	return Object.fromEntries(sql(tables.map((name) => `SELECT '${name}' AS name, COUNT(*) AS n FROM ${name}`)
		.join(' UNION ALL '), instance).map(({ name, n }) => [name, Number(n)]));
}
