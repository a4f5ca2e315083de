// Signing together: what somebody else must sign too is filed when all have confirmed what they read, not before, and once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { address, codeOf, fill, fresh, invitation, marriage, SPOUSE } from '../support/couple.mjs';
import { quote, sql } from '../support/db.mjs';
import { env } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';
import { arrived, codeIn, nextMail } from '../support/mail.mjs';
import { begin, citizen, PDF } from './citizen.mjs';

let procedure;

before(() => {
	procedure = marriage('KT.000003');
});
after(() => procedure.drop());

const reference = (draft) => draft.split('/')[3];
const state = (draft) => sql(`SELECT id, state, dossier_id, filing_number FROM draft WHERE reference = ${quote(reference(draft))}`)[0];
const signers = (draft) => sql(`SELECT cosigner.* FROM cosigner JOIN draft ON draft.id = draft_id
	WHERE reference = ${quote(reference(draft))} ORDER BY position`);

// A declared filing of a couple, `others` swearing with them: { owner, draft, spouse, others }.
async function declared({ owner, others = [], spouse = address(), times = 1 } = {}) {
	fresh();
	const client = owner ?? await citizen();
	const draft = await begin(client, procedure.code);

	await fill(client, draft, { spouse, others, times });
	const { text } = await client.get(`${draft}/kiem-tra`);

	assert.equal(/trang\/3\?sua=1"[^>]*>Sửa<[^>]*> Người cùng cam đoan/.test(text), others.length === 0, 'where one more could be named');
	const sent = await client.post(`${draft}/nop`, { declaration: '1' });

	assert.equal(sent.location, `${draft}/cung-ky`, sent.text);
	return { owner: client, draft, spouse, others };
}

// What a form would send as it stands.
const filled = (form) => Object.fromEntries([...form.slice(0, form.indexOf('</form>')).matchAll(/<input[^>]*>/g)]
	.filter(([input]) => !/type="(radio|checkbox)"/.test(input) || /\bchecked\b/.test(input))
	.map(([input]) => [/name="([^"]*)"/.exec(input)?.[1], /value="([^"]*)"/.exec(input)?.[1] ?? ''])
	.filter(([name]) => name && name !== 'csrf'));

// Who was invited, on a telephone of their own, with the filing open before them: { phone, version }.
async function reader(mail, code, phone = new Client()) {
	const before = await arrived(mail);
	const asked = await phone.post('/cung-ky/ma', { ma: code, way: 'email' });

	assert.equal(asked.status, 200, asked.text);
	const oneTime = codeIn(await nextMail(mail, { pattern: /Mã xác thực/, seen: before }));
	const inside = await phone.post('/cung-ky/xem', { ma: code, way: 'email', code: oneTime });

	assert.equal(inside.location, '/cung-ky/noi-dung', inside.text);
	const page = await phone.get('/cung-ky/noi-dung');

	return { phone, page, version: /name="version" value="([0-9a-f]{64})"/.exec(page.text)?.[1] };
}

// What the button of the first signer sends.
const askedAt = async (owner, draft) => (await owner.get(`${draft}/cung-ky`, { json: true })).json.signers[0].resend.version;

const confirm = ({ phone, version }) => phone.post('/cung-ky/dong-y', { version, agree: '1' });

test('nothing reaches the agency before the second signer has confirmed; then the dossier is filed at once, by what was read', async () => {
	const { owner, draft, spouse } = await declared();

	assert.deepEqual([state(draft).state, state(draft).dossier_id], ['signing', null]);
	const waits = await owner.get(`${draft}/cung-ky`);

	for (const words of [SPOUSE, 'Chờ xác nhận', 'Hồ sơ chưa được nộp'])
		assert.ok(waits.text.includes(words), words);
	const mail = await nextMail(spouse, { pattern: /cung-ky/ });

	assert.doesNotMatch(mail.text, /Nguy|Bình|Hạnh/, 'a message to an address that somebody typed carries nothing that they typed');
	const code = codeOf(mail);
	const invited = await new Client().get(`/cung-ky?ma=${code}`);

	assert.equal(invited.status, 200, invited.text);
	assert.doesNotMatch(invited.text, /Nguyễn Văn Bình|Hạnh|001192054321/, 'a link alone tells nothing of the filing');
	const read = await reader(spouse, code);

	for (const words of ['Nguyễn Văn Bình', SPOUSE, '001192054321', read.version])
		assert.ok(read.page.text.includes(words), words);
	assert.match(read.page.headers['cache-control'], /no-store/);
	assert.equal((await read.phone.post('/cung-ky/dong-y', { version: read.version })).status, 422);
	assert.equal(state(draft).dossier_id, null);
	assert.equal((await confirm(read)).location, '/cung-ky/noi-dung');
	const { dossier_id: id, filing_number: number } = state(draft);
	const [event] = sql(`SELECT facts, at FROM dossier_event WHERE dossier_id = ${id} AND kind = 'submit'`);
	const facts = JSON.parse(event.facts);

	assert.equal(facts.co_signed_sha256, read.version);
	assert.deepEqual(facts.co_signed.map(({ group, row, method, address: to }) => [group, row, method, to]),
		[['kh_ban_doi', 0, 'code', `ky***${spouse.slice(spouse.indexOf('@'))}`]]);
	const done = (await read.phone.get('/cung-ky/noi-dung')).text;

	for (const words of [number, 'Mọi người đã xác nhận và hồ sơ đã được nộp với số', 'kiểm tra hồ sơ và trả lời người nộp hồ sơ'])
		assert.ok(done.includes(words), words);
	assert.equal((await owner.get(`${draft}/cung-ky`)).location, `${draft}/da-nop`);
	assert.equal((await confirm(read)).status, 303, 'a second click finds it done');
	assert.equal(sql(`SELECT COUNT(*) AS n FROM dossier WHERE procedure_code = ${quote(procedure.code)} AND id >= ${id}`)[0].n, '1');

	const officer = new Client();

	await officer.signIn(Object.values(env().accounts).find(({ login }) => login === 'tiepnhan.tinh'));
	for (const path of [`/can-bo/ho-so/${number}`, `/can-bo/ho-so/${number}/to-khai`]) {
		const { text } = await officer.get(path);

		for (const words of ['Người cùng ký đã xác nhận', SPOUSE, `mã gửi đến ky***`, read.version])
			assert.ok(text.includes(words), `${path}: ${words}`);
	}
	assert.ok((await owner.get(`/tai-khoan/ho-so/${number}/to-khai`)).text.includes('Người cùng ký đã xác nhận'));
});

test('what is corrected in a supplement is signed by nobody, and whoever reads the dossier is told so', async () => {
	const { owner, draft, spouse } = await declared();

	assert.equal((await confirm(await reader(spouse, await invitation(spouse)))).status, 303);
	const { filing_number: number } = state(draft);
	const officer = new Client();

	await officer.signIn(Object.values(env().accounts).find(({ login }) => login === 'tiepnhan.tinh'));
	const [{ version }] = sql(`SELECT version FROM dossier WHERE filing_number = ${quote(number)}`);
	const asked = await officer.post(`/can-bo/ho-so/${number}/yeu-cau-bo-sung`, { version, items: 'Giấy tờ khác', reason: 'Thiếu giấy tờ' });

	assert.equal(asked.status, 303, asked.text);
	const page = `/tai-khoan/ho-so/${number}/bo-sung`;

	assert.ok((await owner.get(page)).text.includes('không được mời ký lại khi ông/bà bổ sung'), 'before anything is begun');
	assert.equal((await owner.post(`${page}/bat-dau`)).status, 303);
	const first = /href="(\/nop-ho-so\/[^"]+)\/trang\/1"/.exec((await owner.get(page)).text)[1];
	const saved = await owner.post(`${first}/trang/2`, { bd_ho_ten: 'Kẻ Khác', bd_so_dinh_danh: '001192054322', bd_thu_dien_tu: address() });

	assert.equal(saved.status, 303, saved.text);
	assert.equal((await owner.post(page, { note: 'Đã sửa' })).status, 303);
	for (const [who, path] of [[officer, `/can-bo/ho-so/${number}`], [officer, `/can-bo/ho-so/${number}/to-khai`], [owner, `/tai-khoan/ho-so/${number}/to-khai`]]) {
		const { text } = await who.get(path);
		const signed = text.slice(text.indexOf('Người cùng ký đã xác nhận'));

		assert.ok(text.includes('Kẻ Khác'), path);
		assert.ok(signed.includes(SPOUSE) && !signed.includes('Kẻ Khác'), `${path}: who signed is who signed`);
		assert.ok(signed.includes('chưa xác nhận nội dung sửa'), path);
	}
});

test('what waits for signatures cannot be changed behind their backs', async () => {
	const { owner, draft } = await declared();

	assert.equal((await owner.post(`${draft}/trang/1`, { ho_ten: 'Người Khác' })).location, `${draft}/cung-ky`);
	assert.equal((await owner.post(`${draft}/luu/1`, { ho_ten: 'Người Khác' })).status, 409);
	assert.equal((await owner.upload(`${draft}/tep`, { requirement: 'x' }, [{ name: 'file', filename: 'a.pdf', type: 'application/pdf', content: PDF }])).location, `${draft}/cung-ky`);
	assert.equal((await owner.post(`${draft}/nop`, { declaration: '1' })).location, `${draft}/cung-ky`);
	assert.doesNotMatch(JSON.stringify(sql(`SELECT value FROM draft_value WHERE draft_id = ${state(draft).id}`)), /Người Khác/);
});

test('a guessed, mistyped or foreign code finds nothing, and says the same whatever is wrong; guessing is slowed down', async () => {
	const { spouse } = await declared();
	const code = await invitation(spouse);
	const stranger = new Client();
	const answers = await Promise.all(['H7KM2QPX9RTA4CDE', code.slice(0, 15) + (code[15] === '2' ? '3' : '2'), 'abc'].map((ma) => stranger.get(`/cung-ky?ma=${ma}`)));

	for (const { status, text } of answers) {
		assert.equal(status, 404);
		assert.ok(text.includes('Không tìm thấy lời mời này'));
	}
	assert.equal((await stranger.get('/cung-ky/noi-dung')).location, '/cung-ky?het-han=1');
	assert.equal((await stranger.post('/cung-ky/dong-y', { version: '0'.repeat(64), agree: '1' })).location, '/cung-ky?het-han=1');
	assert.equal((await stranger.get(`/cung-ky/tep/${'0'.repeat(32)}`)).location, '/cung-ky?het-han=1');
	let last;

	for (let i = 0; i < 31; i++)
		last = await stranger.get('/cung-ky?ma=abc');
	assert.equal(last.status, 429);
	fresh();
	assert.equal((await stranger.get(`/cung-ky?ma=${code.toLowerCase().replace(/(.{4})/g, '$1-')}`)).status, 200, 'as it is typed from paper');
});

test("nobody signs with another's one-time code or account, and the applicant not at all", async () => {
	const one = await declared();
	const two = await declared();
	const [first, second] = [await invitation(one.spouse), await invitation(two.spouse)];
	const phone = new Client();

	await phone.post('/cung-ky/ma', { ma: second, way: 'email' });
	const foreign = codeIn(await nextMail(two.spouse, { pattern: /Mã xác thực/ }));

	assert.equal((await phone.post('/cung-ky/xem', { ma: first, way: 'email', code: foreign })).status, 422);
	const other = await citizen();

	assert.equal((await other.post('/cung-ky/tai-khoan', { ma: first })).status, 409);
	assert.equal((await one.owner.post('/cung-ky/tai-khoan', { ma: first })).status, 409);
	const spouse = await citizen(env(), one.spouse);

	assert.equal((await spouse.post('/cung-ky/tai-khoan', { ma: first })).location, '/cung-ky/noi-dung');
	const { text } = await spouse.get('/cung-ky/noi-dung');

	assert.equal((await confirm({ phone: spouse, version: /name="version" value="([0-9a-f]{64})"/.exec(text)[1] })).status, 303);
	assert.equal(JSON.parse(sql(`SELECT facts FROM dossier_event WHERE dossier_id = ${state(one.draft).dossier_id} AND kind = 'submit'`)[0].facts).co_signed[0].method, 'account');
	const draft = await begin(one.owner, procedure.code);

	await fill(one.owner, draft, { spouse: one.owner.address });
	const refused = await one.owner.post(`${draft}/nop`, { declaration: '1' });

	assert.equal(refused.status, 422);
	assert.ok(refused.text.includes('của riêng mình'));
	const both = address();

	await fill(one.owner, draft, { spouse: both, others: [both] });
	const shared = await one.owner.post(`${draft}/nop`, { declaration: '1' });

	assert.equal(shared.status, 422, 'two names at one address: one would sign for both');
	assert.ok(shared.text.includes('khai chung một thư điện tử'));
	assert.equal(state(draft).state, 'open');
});

test('the one-time code of an invitation cannot be guessed at for a month: ten a day, from wherever they are asked for', async () => {
	const { draft, spouse } = await declared();
	const code = await invitation(spouse);
	const ask = (phone) => phone.post('/cung-ky/ma', { ma: code, way: 'email' });

	assert.equal((await ask(new Client())).status, 200);
	sql("UPDATE core_throttle SET hits = 10 WHERE bucket LIKE 'cosign_code:%'; DELETE FROM core_throttle WHERE bucket LIKE 'code_%'");
	const refused = await ask(new Client());

	assert.equal(refused.status, 429);
	assert.ok(refused.text.includes('quá nhiều mã xác thực cho lời mời này'));
	assert.equal(state(draft).state, 'signing');
});

test('who declines stops the filing; the applicant is told, reads why, and may change it or ask again', async () => {
	const { owner, draft, spouse } = await declared();
	const read = await reader(spouse, await invitation(spouse));
	const seen = await arrived(owner.address);

	assert.equal((await read.phone.post('/cung-ky/tu-choi', { version: read.version, reason: '' })).status, 422);
	for (let i = 0; i < 2; i++)
		assert.equal((await read.phone.post('/cung-ky/tu-choi', { version: read.version, reason: 'Sai ngày sinh' })).status, 303);
	assert.equal((await confirm(read)).status, 409, 'who has declined is asked again first');
	await nextMail(owner.address, { pattern: /từ chối/, seen });
	const page = await owner.get(`${draft}/cung-ky`);

	assert.ok(page.text.includes('Sai ngày sinh'));
	assert.ok(!page.text.includes('In phiếu mời'), 'no invitation on paper that opens nothing to sign');
	assert.equal((await owner.get(`${draft}/cung-ky/1/phieu`)).status, 404);
	const said = (await read.phone.get('/cung-ky/noi-dung')).text;

	assert.match(said, /<h1[^>]*>Ông\/bà đã từ chối ký</);
	assert.match(said, /hãy đề nghị người nộp mời lại/);
	assert.doesNotMatch(said, /Hãy đọc kỹ trước khi xác nhận/, 'nothing is left to confirm');
	const version = await askedAt(owner, draft);
	const mailed = await arrived(spouse);

	assert.equal((await owner.post(`${draft}/cung-ky/1/gui-lai`, { version })).location, `${draft}/cung-ky?da-gui=1`);
	assert.equal((await confirm(await reader(spouse, await invitation(spouse, mailed)))).status, 303);
	assert.equal(state(draft).state, 'sent');
});

async function takeBack(owner, draft) {
	const back = await owner.post(`${draft}/cung-ky/sua`, { version: (await owner.get(`${draft}/cung-ky`, { json: true })).json.version });

	assert.equal(back.location, `${draft}/kiem-tra`, back.text);
	assert.equal(state(draft).state, 'open');
}

test('taking it back voids every invitation; unchanged, a confirmation still stands, changed it does not', async () => {
	const other = address();
	const { owner, draft, spouse } = await declared({ others: [other] });
	const code = await invitation(spouse);
	const read = await reader(spouse, code);

	assert.equal((await confirm(read)).status, 303);
	await takeBack(owner, draft);
	assert.equal((await new Client().get(`/cung-ky?ma=${code}`)).status, 404);
	assert.equal((await read.phone.get('/cung-ky/noi-dung')).location, '/cung-ky?het-han=1', 'confirming after the taking back leads nowhere');
	assert.equal((await owner.post(`${draft}/nop`, { declaration: '1' })).location, `${draft}/cung-ky`);
	assert.deepEqual(signers(draft).map((signer) => signer.state), ['confirmed', 'waiting']);
	await takeBack(owner, draft);
	await fill(owner, draft, { spouse, others: [other], times: 2 });
	assert.equal((await owner.post(`${draft}/nop`, { declaration: '1' })).location, `${draft}/cung-ky`);
	assert.deepEqual(signers(draft).map((signer) => signer.state), ['waiting', 'waiting']);
	assert.equal(state(draft).dossier_id, null);
});

test('the last two confirmations at the same moment make one dossier with both signatures', async () => {
	const other = address();
	const { draft, spouse } = await declared({ others: [other] });
	const readers = [await reader(spouse, await invitation(spouse)), await reader(other, await invitation(other))];
	const answers = await Promise.all(readers.flatMap((one) => [confirm(one), confirm(one)]));

	assert.deepEqual(answers.map(({ status }) => status), [303, 303, 303, 303]);
	const { state: now, dossier_id: id } = state(draft);

	assert.equal(now, 'sent');
	const { co_signed: signed } = JSON.parse(sql(`SELECT facts FROM dossier_event WHERE dossier_id = ${id} AND kind = 'submit'`)[0].facts);

	assert.deepEqual(signed.map(({ group, row }) => [group, row]), [['kh_ban_doi', 0], ['kh_them', 0]]);
	assert.equal(sql(`SELECT COUNT(*) AS n FROM dossier WHERE account_id = (SELECT account_id FROM draft WHERE id = ${state(draft).id})`)[0].n, '1');
});

test('inviting again replaces the invitation before, goes out once per click and only so often', async () => {
	const { owner, draft, spouse } = await declared();
	const old = await invitation(spouse);
	const version = await askedAt(owner, draft);

	for (let i = 0; i < 2; i++)
		assert.equal((await owner.post(`${draft}/cung-ky/1/gui-lai`, { version })).status, 303);
	assert.equal((await new Client().get(`/cung-ky?ma=${old}`)).status, 404);
	let last;

	for (let i = 0; i < 5; i++)
		last = await owner.post(`${draft}/cung-ky/1/gui-lai`, { version: await askedAt(owner, draft) });
	assert.equal(last.status, 429);
	const sheet = await owner.get(`${draft}/cung-ky/1/phieu`);

	assert.match(sheet.text, /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
	assert.equal((await (await citizen()).get(`${draft}/cung-ky/1/phieu`)).status, 404);
});

test('an invitation ends with its draft; a draft that is removed takes its signers with it', async () => {
	const { owner, draft, spouse } = await declared();
	const code = await invitation(spouse);
	const read = await reader(spouse, code);

	sql(`UPDATE draft SET saved_at = saved_at - INTERVAL 30 DAY WHERE id = ${state(draft).id}`);
	assert.equal((await new Client().get(`/cung-ky?ma=${code}`)).status, 404);
	assert.equal((await confirm(read)).location, '/cung-ky?het-han=1');
	const { id } = state(draft);

	assert.equal((await owner.post(`${draft}/xoa`, { once: 'xoa-ho-so-cho-ky-1' })).location, '/tai-khoan');
	assert.equal(sql(`SELECT (SELECT COUNT(*) FROM cosigner WHERE draft_id = ${id}) + (SELECT COUNT(*) FROM cosign WHERE draft_id = ${id}) AS n`)[0].n, '0');
});

// A fee for whoever marries for the second time, due at filing.
const cell = (kind, id, text) => `<${kind}Entry id="${id}"><text>${text}</text></${kind}Entry>`;
const FEES = `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:motcua:rule">
	<inputData id="i" name="lan_ket_hon"><variable id="v" name="lan_ket_hon" typeRef="number"/></inputData><decision id="fees" name="fees">
	<informationRequirement id="r"><requiredInput href="#i"/></informationRequirement><decisionTable id="t" hitPolicy="COLLECT"><input id="c" label="Lần">
	<inputExpression id="e" typeRef="number"><text>lan_ket_hon</text></inputExpression></input>${['kind', 'code', 'name', 'price', 'quantity', 'basis'].map((name) =>
	`<output id="o_${name}" name="${name}" typeRef="${/price|quantity/.test(name) ? 'number' : 'string'}"/>`).join('')}<rule id="row">${cell('input', 'row_in', '2')}${
	['"le_phi"', '"ket-hon"', '"Lệ phí đăng ký kết hôn"', '30000', '1', '"Nghị quyết của Hội đồng nhân dân"'].map((text, n) => cell('output', `row_${n}`, text)).join('')}
	</rule></decisionTable></decision></definitions>`;

test('a rule that comes into force while others read is signed by nobody; its fee is owed from the last confirmation on', async () => {
	const version = `(SELECT current_version_id FROM procedure_item WHERE code = ${quote(procedure.code)})`;
	const { owner, draft, spouse } = await declared({ times: 2 });
	const read = await reader(spouse, await invitation(spouse));

	sql(`INSERT INTO rule_version (code, version_no, content, sha256, created_at) VALUES (${quote(procedure.code)}, 1, ${quote(FEES)},
		UNHEX(SHA2(${quote(FEES)}, 256)), NOW(6));
		UPDATE procedure_version SET rule_version_id = LAST_INSERT_ID(), fee_time = 'at_filing' WHERE id = ${version}`);
	try {
		assert.equal((await confirm(read)).status, 409);
		assert.ok((await read.phone.get('/cung-ky/noi-dung')).text.includes('đã thay đổi'));
		assert.ok((await owner.get(`${draft}/cung-ky`)).text.includes('đã thay đổi sau khi mời ký'));
		assert.equal(state(draft).dossier_id, null);
		const seen = await arrived(spouse);

		await takeBack(owner, draft);
		await owner.post(`${draft}/nop`, { declaration: '1' });
		const again = await reader(spouse, await invitation(spouse, seen));

		assert.ok(again.page.text.includes('30.000'), 'whoever signs sees what it costs');
		assert.equal((await confirm(again)).status, 303);
		assert.equal(sql(`SELECT state FROM dossier WHERE id = ${state(draft).dossier_id}`)[0].state, 'intake_fee_due');
		const said = (await again.phone.get('/cung-ky/noi-dung')).text;

		assert.match(said, /<h1[^>]*>Hồ sơ đã được ghi nhận, chưa thanh toán</, 'not that it is filed and done');
		assert.ok(said.includes('sau khi người nộp hồ sơ nộp phí, lệ phí. Ông/bà không phải làm gì thêm'));
		assert.doesNotMatch(said, /đã được nộp/);
	} finally {
		sql(`UPDATE procedure_version SET rule_version_id = NULL WHERE id = ${version};
			DELETE FROM rule_version WHERE code = ${quote(procedure.code)}`);
	}
});

test('who tries such a procedure out is told who would have to sign before anything is filed', async () => {
	const administrator = await new Client().signIn('administrator');
	const begun = await administrator.post(`/can-bo/danh-muc/chay-thu/${procedure.code}/moi`, { place: '1.online', agency: 'H01.02',
		form: `v${sql(`SELECT id FROM form_version WHERE code = ${quote(procedure.code)}`)[0].id}`, filed: '2026-11-23', time: '09:00' });

	assert.equal(begun.status, 303, begun.text);
	try {
		let page = begun;

		while (/\/bieu-mau\/\d+$/.test(page.location ?? '')) {
			const path = page.location;

			await administrator.post(path, { version: hidden((await administrator.get(path)).text, 'version'), fill: 'page' });
			const form = (await administrator.get(path)).text;

			page = await administrator.post(path, filled(form.slice(form.indexOf(`action="${path}"`))));
		}
		assert.match(page.location ?? '', /\/phi$/, page.text);
		assert.match((await administrator.get(page.location)).text, /Người cùng ký[\s\S]*chỉ được nộp khi mọi người cùng ký đã xác nhận/);
	} finally {
		sql(`DELETE FROM definition_walk WHERE reference = ${quote(begun.location.split('/')[4])}`);
	}
});
