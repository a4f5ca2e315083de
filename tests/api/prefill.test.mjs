// What is known of a person fills their form in, with where it came from, all the way to the officer; and what cannot be had (nobody
// vouches, the register is empty, slow, away, wrong) never keeps anybody from filing. On an instance of its own: a register that was
// away is left alone for half a minute.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { quote, sql as sqlOn } from '../support/db.mjs';
import { startInstance } from '../support/env.mjs';
import { formProcedure } from '../support/form_procedure.mjs';
import { Client } from '../support/http.mjs';
import { questionsAbout, somebody, tellRegister, vouch } from '../support/people.mjs';
import { begin, citizen } from './citizen.mjs';

const text = (id, label, prefill, more = {}) => ({ type: 'textfield', id: `f-${id}`, key: id.replaceAll('-', '_'), label,
	properties: { prefill, ...more } });
const FORM = { type: 'default', id: 'F', schemaVersion: 18, components: [
	text('ten', 'Họ và tên', 'population.full_name', { kind: 'name', prefill_locked: 'yes' }),
	{ type: 'datetime', subtype: 'date', id: 'f-sinh', key: 'sinh', dateLabel: 'Ngày sinh', label: 'Ngày sinh',
		properties: { prefill: 'population.birth_date', prefill_locked: 'yes' } },
	{ type: 'select', id: 'f-gioi', key: 'gioi', label: 'Giới tính', properties: { prefill: 'population.sex' },
		values: [{ value: 'nam', label: 'Nam' }, { value: 'nu', label: 'Nữ' }] },
	{ ...text('cu-tru', 'Nơi thường trú', 'population.address'), validate: { required: true } },
	text('thu', 'Thư điện tử', 'identity.email', { kind: 'email' }),
	text('nghe', 'Nghề nghiệp', 'earlier.answer'),
	text('ghi-chu', 'Ghi chú', 'identity.phone'),
] };
const HOME = 'Số 12, đường Hòa Bình, Tỉnh Mẫu';
const OUTCOME = {
	empty: /chưa có thông tin cần lấy/, other_person: /không khớp với danh tính/, down: /không kết nối được/, found: /Đã lấy được thông tin/,
};
let instance, procedure, client, person;

const sql = (query) => sqlOn(query, instance);
const askPath = (draft) => draft.replace('/nop-ho-so/', '/du-lieu-dan-cu/');
const value = (page, name) => new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(page)?.[1];
const lookups = (draft) => sql(`SELECT outcome, facts IS NOT NULL AS kept, took_ms FROM register_lookup WHERE draft_reference = ${quote(draft.split('/')[3])} ORDER BY id`);

// A draft of the person, and the register asked for it: { draft, page, ms }.
async function asked(who = client) {
	const draft = await begin(who, procedure.code);
	const began = Date.now();
	const answer = await who.post(askPath(draft), { trang: 1 });
	const ms = Date.now() - began;

	assert.equal(answer.status, 303, answer.text);
	assert.equal(answer.location, `${draft}/trang/1`);
	return { draft, ms, page: (await who.get(answer.location)).text };
}

async function vouched(name) {
	const who = await citizen(instance);
	const self = somebody(name);
	const back = await vouch(who, await begin(who, procedure.code), self);
	const home = await who.get(new URL(back).pathname + new URL(back).search);

	assert.equal(home.status, 303, home.text);
	return { client: who, person: self };
}

async function file(draft, answers, who = client) {
	const saved = await who.post(`${draft}/trang/1`, answers);

	assert.equal(saved.status, 303, saved.text);
	const sent = await who.post(`${draft}/nop`, { declaration: '1' });

	assert.match(sent.location ?? '', /da-nop$/, sent.text);
	const [dossier] = sql(`SELECT id, filing_number AS number FROM dossier WHERE filing_number =
		(SELECT filing_number FROM draft WHERE reference = ${quote(draft.split('/')[3])})`);

	dossier.kept = Object.fromEntries(sql(`SELECT field_id, value, provenance, origin, reference, taken_at FROM dossier_value WHERE dossier_id = ${dossier.id}`)
		.map(({ field_id: id, ...row }) => [id, row]));
	return dossier;
}

before(async () => {
	instance = await startInstance('prefill', { processes: 1 });
	procedure = formProcedure('KT.000003', FORM, instance);
	({ client, person } = await vouched());
});
after(() => instance?.reset());

test('without a vouched identity nobody is asked about: the page says so, and the form is typed', async () => {
	const stranger = await citizen(instance);
	const draft = await begin(stranger, procedure.code);
	const page = await stranger.get(`${draft}/trang/1`);

	assert.match(page.text, /href="\/du-lieu-dan-cu\/[^"]+"[^>]*>Lấy thông tin của tôi/);
	const notice = await stranger.get(askPath(draft));

	for (const words of ['chỉ được lấy cho chính chủ', '91/2025/QH15', 'tự khai, hồ sơ vẫn được giải quyết như nhau', 'Xác thực danh tính bằng VNeID'])
		assert.ok(notice.text.includes(words), words);
	assert.equal((await stranger.post(askPath(draft), {})).status, 403);
	assert.deepEqual(lookups(draft), []);
	const dossier = await file(draft, { ten: 'Trần Văn Tự', sinh: '12/05/1990', cu_tru: 'Phường Một' }, stranger);

	assert.equal(dossier.kept['f-ten'].provenance, 'typed');
	assert.equal(dossier.kept['f-ten'].origin, '');
});

test('an identity is vouched for in the session that asked, once, and for one account', async () => {
	const victim = await citizen(instance), thief = await citizen(instance);
	const draft = await begin(victim, procedure.code);
	const stolen = new URL(await vouch(thief, await begin(thief, procedure.code), somebody()));

	assert.equal((await victim.get(stolen.pathname + stolen.search)).status, 409, 'a state of another session');
	const changed = new URL(stolen);

	changed.searchParams.set('state', `9${stolen.searchParams.get('state')}`);
	assert.equal((await thief.get(changed.pathname + changed.search)).status, 409, 'a state that was changed');
	const refusal = new URL(await vouch(victim, draft, somebody(), 'no'));

	const { location } = await victim.get(refusal.pathname + refusal.search);

	assert.equal(location, `${askPath(draft)}?tu-choi=1`, 'who refuses is asked nothing');
	assert.match((await victim.get(location)).text, /VNeID chưa xác thực danh tính của ông\/bà/, 'and is told what that means');
	const twice = new URL(await vouch(victim, draft, person));

	assert.equal((await victim.get(twice.pathname + twice.search)).status, 409, 'a person who has an account already');
	assert.equal((await victim.get(stolen.pathname + '?state=x&code=y')).status, 409);
	const shared = await citizen(instance), at = await begin(shared, procedure.code);
	const [first, second] = [new URL(await vouch(shared, at, somebody())), new URL(await vouch(shared, at, somebody('Trần Thị Bình')))];

	assert.equal((await shared.get(first.pathname + first.search)).status, 303);
	assert.equal((await shared.get(second.pathname + second.search)).status, 409, 'an account that is another person\'s already');
	assert.equal(sql('SELECT full_name FROM account_identity ORDER BY account_id DESC')[0].full_name, 'Nguyễn Thị An');
	sql('DELETE FROM account_identity ORDER BY account_id DESC LIMIT 1');
	assert.equal(Number(sql('SELECT COUNT(*) AS n FROM account_identity')[0].n), 1);
});

test('what sign-on vouches for is not typed over; nothing is asked of the register without consent', async () => {
	const draft = await begin(client, procedure.code);
	const { text: page } = await client.get(`${draft}/trang/1`);

	assert.match(page, /Theo danh tính đã xác thực của ông\/bà/);
	assert.equal(value(page, 'ten'), person.name);
	assert.equal(value(page, 'cu_tru'), '');
	assert.equal(value(page, 'thu'), client.address);
	assert.deepEqual(await questionsAbout(instance, person.number), []);
});

test('the register answers: read-only where vouched for, typed values there are not believed, each answer keeps its source', async () => {
	const { draft, page, ms } = await asked();
	const [question] = await questionsAbout(instance, person.number);

	assert.ok(ms < 2500, `${ms} ms`);
	assert.deepEqual({ ...question, MaYeuCau: '', at: 0 }, { HoVaTen: 'NGUYENTHIAN', SoDinhDanh: person.number, Nam: '19900512', MaTichHop: 'MAU',
		MaDVC: 'TRA_CUU_CONG_DAN', MaCanBo: 'mot-cua', MaYeuCau: '', at: 0 });
	assert.match(page, OUTCOME.found);
	assert.match(page, /Theo Cơ sở dữ liệu quốc gia về dân cư, lấy lúc \d\d\/\d\d\/\d{4} \d\d:\d\d/);
	assert.equal(value(page, 'cu_tru'), HOME);
	assert.match(page, /<option value="nu" selected>/);
	assert.doesNotMatch(page, /<input[^>]*type="text"[^>]*name="ten"/);

	const forged = { ten: 'Kẻ Mạo Danh', 'sinh.day': '1', 'sinh.month': '1', 'sinh.year': '2000', gioi: 'nu', cu_tru: 'Nơi khác', thu: client.address, nghe: 'Thợ may' };

	assert.equal((await client.post(`${draft}/luu/1`, forged)).status, 200);
	assert.equal(sql(`SELECT value FROM draft_value JOIN draft ON draft.id = draft_id WHERE draft.reference = ${quote(draft.split('/')[3])} AND field_key = 'ten'`)[0].value, person.name);
	assert.match(page, /Thông tin in đậm không sửa được tại đây: nếu chưa đúng/);
	const { text: checked } = await client.get(`${draft}/kiem-tra`);

	assert.match(checked, /Sửa<[^>]*> Nơi thường trú/);
	assert.doesNotMatch(checked, /Sửa<[^>]*> Họ và tên/, 'no way to where nothing can be changed');
	const { kept, number } = await file(draft, forged);

	for (const [id, wanted] of Object.entries({ 'f-ten': [person.name, 'prefilled', 'population'], 'f-sinh': ['1990-05-12', 'prefilled', 'population'],
		'f-gioi': ['nu', 'prefilled', 'population'], 'f-cu-tru': ['Nơi khác', 'changed', 'population'], 'f-thu': [client.address, 'prefilled', 'account'],
		'f-nghe': ['Thợ may', 'typed', ''] }))
		assert.deepEqual([kept[id].value, kept[id].provenance, kept[id].origin], wanted, id);
	assert.equal(kept['f-ten'].reference, question.MaYeuCau);
	assert.ok(kept['f-ten'].taken_at);

	const officer = new Client(instance);

	await officer.signIn(Object.values(instance.accounts).find(({ login }) => login === 'tiepnhan.tinh'));
	for (const path of ['', '/to-khai']) {
		const { status, text: seen } = await officer.get(`/can-bo/ho-so/${number}${path}`);

		assert.equal(status, 200);
		assert.match(seen, new RegExp(`${person.name} \\(từ Cơ sở dữ liệu quốc gia về dân cư, \\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d, mã yêu cầu ${question.MaYeuCau}\\)`));
		assert.match(seen, /Nơi khác \(người nộp sửa so với Cơ sở dữ liệu quốc gia về dân cư/);
	}
});

test('what the person answered before need not be given again', async () => {
	const draft = await begin(client, procedure.code);
	const { text: page } = await client.get(`${draft}/trang/1`);

	assert.equal(value(page, 'nghe'), 'Thợ may');
	assert.match(page, /Lấy từ hồ sơ [^ ]+ mà ông\/bà đã nộp/);
	const { kept } = await file(draft, { cu_tru: 'Nơi khác', nghe: 'Thợ may' });

	assert.equal(kept['f-nghe'].origin, 'earlier');
	const other = await vouched('Trần Thị Bình');
	const blank = await other.client.get(`${await begin(other.client, procedure.code)}/trang/1`);

	assert.equal(value(blank.text, 'nghe'), '', 'nobody else gets it');
});

test('the register\'s answer is for one draft of one account, sealed, and forgotten after a day; the record stays', async () => {
	const { draft } = await asked();
	const again = await client.post(askPath(draft), { trang: 1 });

	assert.equal(again.status, 303);
	assert.deepEqual(lookups(draft).map(({ outcome }) => outcome), ['found'], 'a second click asks nothing');
	assert.equal(value((await client.get(`${await begin(client, procedure.code)}/trang/1`)).text, 'cu_tru'), 'Nơi khác');
	const [row] = sql(`SELECT CAST(facts AS CHAR CHARACTER SET latin1) AS facts, HEX(number_hash) AS hash FROM register_lookup WHERE draft_reference = ${quote(draft.split('/')[3])}`);

	assert.ok(!row.facts.includes('Hòa Bình') && !row.facts.includes(person.number) && row.hash.length === 64);
	const saved = await client.post(`${draft}/trang/1`, { gioi: 'nu', cu_tru: HOME });

	assert.equal(saved.status, 303, saved.text);
	sql(`UPDATE register_lookup SET facts = NULL WHERE draft_reference = ${quote(draft.split('/')[3])}`);
	const { kept } = await file(draft, { ten: person.name, 'sinh.day': '12', 'sinh.month': '5', 'sinh.year': '1990', gioi: 'nu', cu_tru: HOME });

	assert.deepEqual([kept['f-cu-tru'].provenance, kept['f-cu-tru'].origin], ['prefilled', 'population'], 'where it came from outlives the answer');
	const forgotten = await asked();

	sql(`UPDATE register_lookup SET facts = NULL, asked_at = asked_at - INTERVAL 1 DAY WHERE draft_reference = ${quote(forgotten.draft.split('/')[3])}`);
	const later = (await client.get(`${forgotten.draft}/trang/1`)).text;

	assert.doesNotMatch(later, OUTCOME.found, 'nothing is said to be there that is forgotten');
	assert.match(later, /href="\/du-lieu-dan-cu\/[^"]+"[^>]*>Lấy thông tin của tôi/);
	await client.post(askPath(forgotten.draft), { trang: 1 });
	assert.match((await client.get(`${forgotten.draft}/trang/1`)).text, OUTCOME.found);
	sql("DELETE FROM core_throttle WHERE bucket LIKE 'register:%'");
});

for (const [mode, outcome] of [['empty', 'empty'], ['wrong', 'other_person'], ['two', 'other_person']])
	test(`a register that is ${mode}: said in words, every question is open, the dossier is filed`, async () => {
		await tellRegister(instance, person.number, { mode });
		const { draft, page } = await asked();

		assert.deepEqual(lookups(draft).map((row) => [row.outcome, Number(row.kept)]), [[outcome, 0]]);
		assert.match(page, OUTCOME[outcome]);
		assert.doesNotMatch(page, /Trần Văn Khác|001090099999/);
		const { kept } = await file(draft, { cu_tru: 'Tự khai' });

		assert.equal(kept['f-cu-tru'].value, 'Tự khai');
		assert.notEqual(kept['f-cu-tru'].origin, 'population');
	});

test('a person whom only the register could vouch for types their details while it is slow, away or broken, and never waits long', async () => {
	const times = {};

	for (const mode of ['slow', 'down', 'broken', 'fault', 'huge', 'doctype']) {
		// Each time one that answers in between: what is measured here is not the pause after several failures.
		await tellRegister(instance, person.number, { mode: 'empty' });
		await asked();
		await tellRegister(instance, person.number, { mode });
		const { draft, page, ms } = await asked();

		times[mode] = ms;
		assert.ok(ms < 2500, `${mode}: ${ms} ms`);
		assert.deepEqual(lookups(draft).map((row) => row.outcome), ['down'], mode);
		assert.match(page, OUTCOME.down, mode);
		assert.match(page, /Chưa lấy được từ Cơ sở dữ liệu quốc gia về dân cư: mời ông\/bà tự khai/);
		assert.match(page, />Thử lấy lại</);
		assert.match(page, /<input class="govuk-input"[^>]*name="cu_tru"/);
	}
	assert.ok(times.slow >= 1400, `it waited for a slow one: ${times.slow} ms`);
	const { kept } = await file((await asked()).draft, { cu_tru: 'Tự khai' });

	assert.equal(kept['f-cu-tru'].value, 'Tự khai');
});

test('a register that stays away is left alone: after three failures nobody waits for it', async () => {
	await tellRegister(instance, person.number, { mode: 'slow' });
	sql("DELETE FROM core_throttle WHERE bucket LIKE 'register:%'");
	for (let n = 0; n < 3; n++)
		await asked();
	const before_ = (await questionsAbout(instance, person.number)).length;
	const { draft, ms } = await asked();

	assert.ok(ms < 1400, `as long as a slow one: ${ms} ms`);
	assert.equal((await questionsAbout(instance, person.number)).length, before_, 'it was not asked');
	assert.deepEqual(lookups(draft).map((row) => row.outcome), ['down']);
});

test('nobody asks all day: twenty questions, then no more', async () => {
	sql("UPDATE core_throttle SET hits = 20 WHERE bucket LIKE 'register:%'");
	const draft = await begin(client, procedure.code);

	assert.equal((await client.post(askPath(draft), {})).status, 429);
});
