// Filing online: from the procedure's page to the filing number, and what can go wrong on the way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quote, sql } from '../support/db.mjs';
import { Client, hidden } from '../support/http.mjs';
import { CODE, PDF, begin, citizen, file, fill } from './citizen.mjs';

const errorsOf = (answer) => answer.json.errors.map(({ field }) => field);

test('the start page says what it takes, to anybody', async () => {
	const page = await new Client().get(`/nop-ho-so/${CODE}`, { json: true });

	assert.equal(page.status, 200);
	assert.match(page.json.title, /Trích lục hộ tịch/);
	assert.ok(page.json.papers.length >= 2);
	assert.ok(page.json.rows.some(({ value }) => /8\.000 đồng/.test(value)));
	assert.equal((await new Client().get('/nop-ho-so/9.999999')).status, 404);
});

test('beginning needs an account, and a second click begins nothing more', async () => {
	const stranger = await new Client().post(`/nop-ho-so/${CODE}`, {});

	assert.equal(stranger.status, 401);
	const client = await citizen();
	const fields = { once: 'abcdefghijklmnopqrstuv', agency: 'x' };

	assert.deepEqual(errorsOf(await client.post(`/nop-ho-so/${CODE}`, fields, { json: true })), ['agency']);
	const page = await client.get(`/nop-ho-so/${CODE}`, { json: true });

	fields.agency = (page.json.agency ?? page.json.agency_list).options[0].value;
	const one = await client.post(`/nop-ho-so/${CODE}`, fields);
	const two = await client.post(`/nop-ho-so/${CODE}`, fields);

	assert.equal(one.status, 303);
	assert.equal(two.location, one.location);
});

test('a citizen files: form, check, fee by the rule, number and secret at once', async () => {
	const client = await citizen();
	const draft = await begin(client);

	assert.equal((await client.get(`${draft}/tiep`)).location, `${draft}/trang/1`);
	await fill(client, draft);
	assert.equal((await client.get(`${draft}/tiep`)).location, `${draft}/kiem-tra`);
	const check = await client.get(`${draft}/kiem-tra`, { json: true });

	assert.equal(check.json.fee_total, '16.000 đồng');
	assert.ok(check.json.sections.length >= 3);
	assert.ok(check.json.sections[0].rows.every(({ change_url }) => change_url.startsWith(`${draft}/trang/1`)));
	const sent = await client.post(`${draft}/nop`, { declaration: '1' });

	assert.equal(sent.location, `${draft}/da-nop`);
	const done = await client.get(sent.location, { json: true });

	assert.match(done.json.tracking_secret, /^\w{4}-\w{4}-\w{4}$/);
	assert.ok(done.json.qr.size > 20);
	const again = await client.get(sent.location, { json: true });

	assert.deepEqual(again.json, done.json, 'safe to reload');
	const [row] = sql(`SELECT state, channel, applicant_name, result_channel,
		(SELECT COUNT(*) FROM dossier_value WHERE dossier_id = dossier.id) AS answers FROM dossier
		WHERE filing_number = ${quote(done.json.filing_number)}`);

	assert.equal(row.applicant_name, 'Nguyễn Văn Bình');
	assert.equal(row.channel, 'online');
	assert.equal(row.result_channel, 'online');
	assert.ok(['submitted', 'intake_fee_due'].includes(row.state));
	assert.ok(Number(row.answers) >= 12);
	const [{ drafts }] = sql(`SELECT COUNT(*) AS drafts FROM draft_value JOIN draft ON draft.id = draft_value.draft_id
		WHERE draft.filing_number = ${quote(done.json.filing_number)}`);

	assert.equal(drafts, '0', 'the answers live in the dossier alone');
});

test('however often "file" is clicked, there is one dossier', async () => {
	const client = await citizen();
	const draft = await begin(client);

	await fill(client, draft);
	const answers = await Promise.all([1, 2, 3, 4].map(() => client.post(`${draft}/nop`, { declaration: '1' })));

	assert.deepEqual(answers.map(({ status, location }) => [status, location]), answers.map(() => [303, `${draft}/da-nop`]));
	const [{ n }] = sql(`SELECT COUNT(*) AS n FROM dossier JOIN account ON account.id = dossier.account_id
		WHERE account.login = ${quote(client.address)}`);

	assert.equal(n, '1');
	assert.equal((await client.get(`${draft}/trang/1`)).location, `${draft}/da-nop`, 'Back shows the receipt');
	assert.equal((await client.post(`${draft}/luu/1`, { quan_he: 'con' }, { json: true })).status, 409);
});

test('what another window changed is not filed unread', async () => {
	const client = await citizen();
	const draft = await begin(client);

	await fill(client, draft);
	const shown = await client.get(`${draft}/kiem-tra`);
	const saved = hidden(shown, 'saved');

	assert.ok(saved, 'the page knows what it shows');
	await fill(client, draft, { so_ban: '9' });
	const unread = await client.post(`${draft}/nop`, { declaration: '1', saved });

	assert.equal(unread.status, 422, unread.location);
	assert.match(unread.text, /cửa sổ khác/);
	assert.notEqual(hidden(unread, 'saved'), saved);
	assert.equal((await client.post(`${draft}/nop`, { declaration: '1', saved: hidden(unread, 'saved') })).status, 303);
});

test('an exemption makes the fee nothing, and nothing is left to pay', async () => {
	const client = await citizen();
	const draft = await begin(client);

	await fill(client, draft, { doi_tuong_mien_phi: 'ho_ngheo' });
	await client.upload(`${draft}/tep`, { requirement: 'giay-to-mien-phi' },
		[{ name: 'file', filename: 'hộ nghèo.pdf', type: 'application/pdf', content: PDF }]);
	const check = await client.get(`${draft}/kiem-tra`, { json: true });

	assert.equal(check.status, 200, check.location);
	assert.equal(check.json.fee_total, '0 đồng');
	assert.equal(check.json.fees[0].amount, 'Được miễn');
	await client.post(`${draft}/nop`, { declaration: '1' });
	assert.equal((await client.get(`${draft}/da-nop`, { json: true })).json.left, null);
});

test('each wrong answer is named at its field, and what was typed stays', async () => {
	const client = await citizen();
	const draft = await begin(client);
	const bad = await client.post(`${draft}/trang/1`, { nguoi_yeu_cau_ho_ten: 'Trần Thị An', nguoi_yeu_cau_so_dinh_danh: '123',
		quan_he: 'khac' }, { json: true });

	assert.equal(bad.status, 422);
	assert.deepEqual(errorsOf(bad).sort(), ['nguoi_yeu_cau_dia_chi', 'nguoi_yeu_cau_dien_thoai', 'nguoi_yeu_cau_ngay_sinh',
		'nguoi_yeu_cau_so_dinh_danh', 'quan_he_khac'].sort());
	const page = await client.post(`${draft}/trang/1`, { nguoi_yeu_cau_ho_ten: 'Trần Thị An' });

	assert.equal(page.status, 422);
	assert.match(page.text, /value="Trần Thị An"/);
	assert.match(page.text, /<title>Lỗi:/);
	assert.match((await client.get(`${draft}/trang/1`)).text, /value="Trần Thị An"/, 'kept in the draft');
	const early = await client.post(`${draft}/nop`, { declaration: '1' }, { json: true });

	assert.equal(early.status, 422);
	await fill(client, draft);
	const silent = await client.post(`${draft}/nop`, {}, { json: true });

	assert.deepEqual(errorsOf(silent), ['declaration']);
});

test('a question that an answer calls forth is asked before it is missed', async () => {
	const client = await citizen();
	const draft = await begin(client);
	const page = { nguoi_yeu_cau_ho_ten: 'Trần Thị An', nguoi_yeu_cau_so_dinh_danh: '001190012345', quan_he: 'khac',
		nguoi_yeu_cau_dia_chi: 'Số 1', nguoi_yeu_cau_dien_thoai: '0912345678', nguoi_yeu_cau_ngay_sinh: '1990-01-02' };
	const asked = await client.post(`${draft}/trang/1`, page);

	assert.equal(asked.status, 303);
	assert.equal(asked.location, `${draft}/trang/1#f-quan_he_khac`);
	assert.match((await client.get(`${draft}/trang/1`)).text, /name="quan_he_khac"/);
	const left = await client.post(`${draft}/trang/1`, { ...page, quan_he_khac: '' });

	assert.equal(left.status, 422, 'left empty, it is missed');
	assert.equal((await client.post(`${draft}/trang/1`, { ...page, quan_he_khac: 'Cháu' })).location, `${draft}/trang/2`);
});

test('dates in three boxes, numbers with dots, and autosave without rules', async () => {
	const client = await citizen();
	const draft = await begin(client);
	const saved = await client.post(`${draft}/luu/1`, { 'nguoi_yeu_cau_ngay_sinh.day': '3', 'nguoi_yeu_cau_ngay_sinh.month': '2',
		'nguoi_yeu_cau_ngay_sinh.year': '1980', nguoi_yeu_cau_ho_ten: 'Lê Văn Tám' }, { headers: { Accept: 'application/json' } });

	assert.equal(saved.status, 200, saved.text);
	assert.equal(saved.json.saved, true);
	const page = await client.get(`${draft}/trang/1`, { json: true });
	const date = page.json.fields.find((field) => field.date)?.date;

	assert.deepEqual([date.day, date.month, date.year].map(Number), [3, 2, 1980]);
});

test('a paper is attached, shown with its size, removed; each failure has its own words', async () => {
	const client = await citizen();
	const draft = await begin(client);

	await fill(client, draft, { quan_he: 'uy_quyen' });
	const missing = await client.post(`${draft}/giay-to`, {}, { json: true });

	assert.equal(missing.status, 422);
	assert.deepEqual(errorsOf(missing), ['file']);
	const send = (content, filename = 'a.pdf', requirement = 'uy-quyen') => client.upload(`${draft}/tep`, { requirement },
		[{ name: 'file', filename, type: 'application/pdf', content }], { json: true });

	assert.match((await send('MZ\x90\0 not a paper', 'a.exe')).json.errors[0].message, /loại/);
	assert.equal((await send(PDF, 'a.pdf', 'khong-co')).status, 422);
	assert.equal((await send(PDF)).status, 303);
	const page = await client.get(`${draft}/giay-to`, { json: true });
	const paper = page.json.papers.find(({ has_files }) => has_files);

	assert.equal(paper.files[0].size, '1 KB');
	const download = await client.get(paper.files[0].url);

	assert.deepEqual(download.bytes, PDF);
	assert.match(download.headers['content-disposition'], /^attachment/);
	assert.equal((await client.post(`${draft}/giay-to`, {})).location, `${draft}/kiem-tra`);
	assert.equal((await client.post(paper.files[0].remove_url)).status, 303);
	assert.equal((await client.post(paper.files[0].remove_url)).status, 303, 'a second click');
	assert.equal((await client.get(paper.files[0].url)).status, 404);
});

test('another citizen\'s draft, paper and confirmation do not exist', async () => {
	const one = await citizen();
	const other = await citizen();
	const { draft, confirmation } = await file(one);
	const open = await begin(one);

	for (const path of [confirmation, `${draft}/tiep`, `${open}/tiep`, `${open}/trang/1`, `${open}/giay-to`, `${open}/kiem-tra`])
		assert.equal((await other.get(path)).status, 404, path);
	for (const path of [`${open}/trang/1`, `${open}/luu/1`, `${open}/giay-to`, `${open}/nop`])
		assert.equal((await other.post(path, {})).status, 404, path);
	assert.equal((await new Client().get(`${open}/trang/1`)).status, 303, 'a stranger is led to sign in');
});

test('a form whose proof has expired comes back with what was typed', async () => {
	const client = await citizen();
	const draft = await begin(client);
	const answer = await client.post(`${draft}/trang/1`, { csrf: 'gone', nguoi_yeu_cau_ho_ten: 'Phạm Thị Hoa' },
		{ csrf: false, headers: { Origin: client.base } });

	assert.equal(answer.status, 403);
	assert.match(answer.text, /value="Phạm Thị Hoa"/);
});

test('a procedure without a form asks who files and for what, and is filed all the same', async () => {
	const client = await citizen();
	const draft = await begin(client, 'DV.000001');

	assert.equal((await client.get(`${draft}/tiep`)).location, `${draft}/nguoi-nop`);
	const bad = await client.post(`${draft}/nguoi-nop`, { name: 'Lê Thị Mai', number: '12', phone: '1', email: 'x' }, { json: true });

	assert.deepEqual(errorsOf(bad).sort(), ['address', 'email', 'number', 'phone', 'subject']);
	const saved = await client.post(`${draft}/nguoi-nop`, { name: 'Lê Thị Mai', number: '001190012345', phone: '0912345678',
		address: 'Số 1 phố Lớn', subject: 'Cấp giấy phép thăm dò' });

	assert.equal(saved.location, `${draft}/giay-to`);
	const { json } = await client.get(`${draft}/giay-to`, { json: true });

	for (const { file, needed } of json.papers.filter(({ file }) => file))
		if (needed === 'Bắt buộc.')
			await client.upload(`${draft}/tep`, { requirement: file.requirement },
				[{ name: 'file', filename: 'đơn.pdf', type: 'application/pdf', content: PDF }]);
	// What is filed today follows what is in force today: a draft of yesterday's version is refused, and kept.
	const version = (state) => sql(`UPDATE procedure_version JOIN procedure_item
		ON procedure_item.current_version_id = procedure_version.id SET procedure_version.state = ${quote(state)}
		WHERE procedure_item.code = 'DV.000001'`);

	try {
		version('suspended');
		const closed = await client.post(`${draft}/nop`, { declaration: '1' });

		assert.equal(closed.status, 409, closed.location);
		assert.match(closed.text, /hiện không tiếp nhận hồ sơ/);
		assert.equal((await client.get(`${draft}/kiem-tra`)).status, 409, 'and told before the declaration is signed');
	} finally {
		version('published');
	}
	assert.equal((await client.post(`${draft}/nop`, { declaration: '1' })).location, `${draft}/da-nop`);
	const done = await client.get(`${draft}/da-nop`, { json: true });
	const [row] = sql(`SELECT subject, applicant_name, (SELECT number FROM dossier_party WHERE dossier_id = dossier.id) AS number,
		(SELECT COUNT(*) FROM dossier_paper WHERE dossier_id = dossier.id AND file_id IS NOT NULL) AS papers FROM dossier
		WHERE filing_number = ${quote(done.json.filing_number)}`);

	assert.deepEqual({ ...row, papers: undefined }, { subject: 'Cấp giấy phép thăm dò', applicant_name: 'Lê Thị Mai',
		number: '001190012345', papers: undefined });
	assert.ok(Number(row.papers) >= 1);
});
