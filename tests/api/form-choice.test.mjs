// Lists of thousands in a form: sought without script, kept in the draft, checked like any other choice, light on an old phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { quote, sql } from '../support/db.mjs';
import { env } from '../support/env.mjs';
import { formProcedure } from '../support/form_procedure.mjs';
import { Client } from '../support/http.mjs';
import { COMMUNES, LONG_FORM, MANY, OCCUPATIONS, dropLists, longLists } from '../support/long_list.mjs';
import { begin, citizen } from './citizen.mjs';

const LIST = '/nop-ho-so/danh-sach';
const KB = 1024;

let procedure, client;
before(async () => {
	longLists();
	procedure = formProcedure('KT.000007', LONG_FORM);
	client = await citizen();
});
after(() => { procedure.drop(); dropLists(); });

const kept = (draft, key) => sql(`SELECT draft_value.value FROM draft_value JOIN draft ON draft.id = draft_value.draft_id
	WHERE draft.reference = ${quote(draft.split('/')[3])} AND field_key = ${quote(key)} ORDER BY row_no, draft_value.value`).map(({ value }) => value);
const shown = (text, name) => [...text.matchAll(new RegExp(`name="${name}" type="(?:radio|checkbox)" value="([^"]*)"( checked)?`, 'g'))]
	.map(([, value, checked]) => value + (checked ? '!' : ''));
const seek = async (query) => (await client.get(`${LIST}/${query}`, { headers: { Accept: 'application/json' } })).json;

test('what is typed without marks or capitals finds what it means; never more than twenty', async () => {
	for (const typed of ['ba dinh', 'BA ĐÌNH', 'Ba Đình (Hà Nội)', 'dinh ha noi', '00004', 'phuong ba dinh']) {
		const { items } = await seek(`${COMMUNES}?q=${encodeURIComponent(typed)}`);

		assert.deepEqual(items[0], { value: '00004', label: 'Phường Ba Đình (Hà Nội)', above: 'Thành phố Hà Nội' }, typed);
	}
	const { items, more } = await seek(`${COMMUNES}?q=an`);

	assert.equal(items.length, 20);
	assert.equal(more, true);
	assert.ok(items.every(({ label }) => / An( |$)/.test(label)), 'words begin so, letters within do not count');
	assert.deepEqual(await seek(`${COMMUNES}?q=${encodeURIComponent('ba đình')}&tren=04`), { items: [], more: false });
	for (const { label, value } of (await seek(`${COMMUNES}?q=duong&tren=${MANY}`)).items)
		assert.match(label, /Đường/, value);
});

test('signs that mean something to a database mean nothing here; what is too long is refused', async () => {
	for (const typed of ['%', '_', '\\', "'", '" OR 1=1', '%%%%', '...'])
		assert.deepEqual(await seek(`${COMMUNES}?q=${encodeURIComponent(typed)}`), { items: [], more: false }, typed);
	assert.equal((await client.get(`${LIST}/${COMMUNES}?q=${'a'.repeat(101)}`)).status, 422);
	assert.equal((await client.get(`${LIST}/khong-co?q=a`)).status, 404);
	assert.deepEqual(await seek(`${COMMUNES}?tren=${MANY}`), { items: [], more: true }, 'too many to be shown');
});

test('the list is public and may be kept by caches; nobody is looked up for it', async () => {
	const answer = await new Client().get(`${LIST}/tinh?q=ha+noi`, { headers: { Accept: 'application/json' } });

	assert.match(answer.headers['cache-control'], /public, max-age=\d+/);
	assert.equal(answer.headers['set-cookie'], undefined);
	const again = await new Client().get(`${LIST}/tinh?q=ha+noi`, { headers: { 'If-None-Match': answer.headers.etag } });

	assert.equal(again.status, 304);
});

test('without script: what was typed is sought, kept in the draft, chosen from what was found', async () => {
	const draft = await begin(client, procedure.code), page = `${draft}/trang/1`;
	const before = await client.get(page);

	assert.doesNotMatch(before.text, /value="10000"/, 'thousands of choices are not in the page');
	const answers = { ten: 'Nguyễn An', tinh: MANY };

	assert.match((await client.post(page, { ...answers, 'xa.search': 'ba dinh', 'que.search': 'khong co dau', 'nghe.search': 'tho an', add: 'f-xa' })).location, /trang\/1#f-f-xa$/);
	assert.deepEqual(kept(draft, 'xa'), ['ba dinh']);
	const found = await client.get(page);

	assert.deepEqual(shown(found.text, 'xa'), ['00004']);
	assert.match(found.text, /Tìm thấy 1 lựa chọn cho “ba dinh”/);
	assert.match(found.text, /Không tìm thấy lựa chọn nào cho “khong co dau”/);
	assert.equal(shown(found.text, 'nghe').length, 20);
	assert.match(found.text, /Có nhiều hơn 20 lựa chọn cho “tho an”/);
	const refused = await client.post(page, { ...answers, 'que.search': 'xa an' });

	assert.equal(refused.status, 422, 'nothing was chosen');
	assert.match(refused.text, /Nơi sinh: hãy chọn một trong các giá trị có sẵn/);
	assert.match(refused.text, /Thành phố Hà Nội/, 'which of the places of one name is meant');
	const picked = shown(refused.text, 'que')[0];
	const done = await client.post(page, { ...answers, xa: '00004', que: picked, nghe: ['1000', '1001'], 'xa.search': '', 'que.search': '', 'nghe.search': '' });

	assert.match(done.location, /kiem-tra|giay-to/);
	assert.deepEqual([kept(draft, 'xa'), kept(draft, 'que'), kept(draft, 'nghe')], [['00004'], [picked], ['1000', '1001']]);
	assert.match((await client.get(`${draft}/kiem-tra`)).text, /Phường Ba Đình \(Hà Nội\)/);
	assert.deepEqual(shown((await client.get(page)).text, 'nghe'), ['1000!', '1001!']);
});

test('who types the whole name or the code has chosen; in rows too', async () => {
	const draft = await begin(client, procedure.code), page = `${draft}/trang/1`;
	const answer = await client.post(page, { ten: 'Nguyễn An', tinh: MANY, 'xa.search': 'phường ba đình hà nội', 'que.search': '10007',
		'nguoi_ten.0': 'Bình', 'nguoi_nghe.0.search': '1003' });

	assert.match(answer.location, /kiem-tra|giay-to/, answer.text);
	assert.deepEqual([kept(draft, 'xa'), kept(draft, 'que'), kept(draft, 'nguoi_nghe')], [['00004'], ['10007'], ['1003']]);
});

test('a choice that is not in the list, or hangs on another answer, is refused as in a short list', async () => {
	const draft = await begin(client, procedure.code), page = `${draft}/trang/1`;
	const errors = async (more) => (await client.post(page, { ten: 'Nguyễn An', tinh: MANY, xa: '00004', ...more },
		{ headers: { Accept: 'application/json' } })).json?.errors?.map(({ field }) => field) ?? [];

	assert.deepEqual(await errors({ xa: '99999' }), ['xa']);
	assert.deepEqual(await errors({ tinh: '04' }), ['xa'], 'of another province');
	assert.deepEqual(await errors({ que: `0${'0'.repeat(200)}` }), ['que']);
	assert.deepEqual(await errors({ nghe: ['1000', '1001', '1002', '1003'] }), ['nghe']);
	assert.deepEqual(await errors({ 'ten.search': 'An' }), [], 'only lists are sought in');
	assert.deepEqual(await errors({}), []);
});

// What comes over the line: pages as they are (they hold tokens), sheets and scripts as nginx sends the .gz beside them.
const weigh = async (path) => gzipSync(Buffer.from(await (await fetch(env().base_url + path)).arrayBuffer())).length;

test('the page with the longest lists is light enough for an old phone; rows do not bring their lists along', async () => {
	const draft = await begin(client, procedure.code), page = `${draft}/trang/1`;
	const rows = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [[`nguoi_ten.${i}`, `Người ${i}`], [`nguoi_dan_toc.${i}`, '01'], [`nguoi_nuoc.${i}`, 'VN'], [`nguoi_nghe.${i}`, '1003']]).flat());
	const size = async (count) => {
		await client.post(page, { ten: 'Nguyễn An', tinh: MANY, 'xa.search': 'phuong', 'que.search': 'an', 'nghe.search': 'tho', add: 'f-xa', ...rows(count) });
		return Buffer.byteLength((await client.get(page)).text);
	};
	const shell = await Promise.all(['/static/citizen.css', ...['page', 'form', 'form_logic', 'feel', 'feel_values', 'feel_functions', 'decimal', 'choose', 'combobox']
		.map((name) => `/static/js/${name}.js`)].map(weigh));
	const shared = shell.reduce((sum, one) => sum + one, 0);
	const [one, ten, hundred] = [await size(1), await size(10), await size(100)];

	assert.deepEqual(shown((await client.get(page)).text, 'nguoi_dan_toc.99'), ['01!'], 'the last row still shows what was chosen');
	assert.ok(one + shared < 100 * KB, `page ${one} bytes, sheet and scripts ${shared}`);
	assert.ok(ten + shared < 150 * KB && (hundred - ten) / 90 < 7 * KB, `ten rows ${ten} bytes, a hundred ${hundred}`);
	console.log(`# page ${one} bytes, of ten rows ${ten}, of a hundred ${hundred}; sheet and scripts ${shared}`);
});
