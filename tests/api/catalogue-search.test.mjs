// Search as citizens use it, and the words that administrators keep for it: raw keystrokes, slips, everyday words; filters
// with the units below an agency; suggestions; what found nothing.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { sql } from '../support/db.mjs';
import { startInstance, until } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';

const WORDS = '/can-bo/danh-muc/tu-khoa';
// Words of this run alone; letters, for digits are masked.
const own = [...String(Date.now())].map((digit) => 'bcdghklmnp'[digit]).join('');
let instance, admin;

before(async () => {
	instance = await startInstance('catalogue-search', { modules: ['catalogue'] });
	admin = await new Client(instance).signIn('administrator');
});
after(() => instance?.stop());

const find = async (q, more = '') => (await new Client(instance).get(`/tim-kiem?q=${encodeURIComponent(q)}${more}`, { json: true })).json;
const page = async (q) => (await new Client(instance).get(`/tim-kiem?q=${encodeURIComponent(q)}`)).text;
const publishedAfter = async (act) => {
	const before = Number(sql('SELECT COUNT(*) AS n FROM publication', instance)[0].n);

	await act();
	await until(() => Number(sql('SELECT COUNT(*) AS n FROM publication', instance)[0].n) > before && sql("SELECT 1 FROM outbox WHERE consumer = 'catalogue' AND topic = 'publish' AND state = 'waiting'", instance).length === 0);
};

test('raw Telex and VNI keystrokes are read, and the page says so', async () => {
	for (const q of ['dawng kys thanhf laapj hooj kinh doanh', 'd9a8ng ky1 tha2nh la65p ho65 kinh doanh']) {
		const { results, notes } = await find(q);

		assert.match(results[0].label, /Đăng ký thành lập hộ kinh doanh/, q);
		assert.equal(notes[0].typed, q);
	}
});

test('a slip of the finger is forgiven, and the page says what it was taken for', async () => {
	const { results, notes } = await find('ban sao trich luc ho tihc');

	assert.equal(results[0].code, '2.000635');
	assert.ok(notes.some(({ typed }) => typed === 'tihc'));
});

test('sought words are marked in the name, and shown where else they stand', async () => {
	const { results } = await find('ho tich khai sinh');

	assert.ok(results[0].parts.some(({ text, marked }) => marked && text.toLowerCase() === 'khai'));
	assert.match(await page('khai sinh'), /<mark>khai<\/mark>/i);
	assert.ok((await find('ho tich')).results.some(({ reasons }) => reasons.length > 0));
});

test('what is typed is never markup, not even where it is said how it was understood', async () => {
	const text = await page('dawng <b>kys</b> "><script>alert(1)</script>');

	assert.doesNotMatch(text, /<script>alert|<b>kys/);
});

test('filters: audience, life event, and an agency with the units below it', async () => {
	const all = (await find('')).results.length;
	const province = sql("SELECT slug FROM agency WHERE parent_id IS NULL AND valid_to IS NULL ORDER BY id LIMIT 1", instance)[0].slug;
	const under = await find('', `&co-quan=${province}`);

	assert.ok(all > 0 && under.results.length > 0, 'procedures of departments are the province\'s');
	assert.equal((await find('', '&doi-tuong=organisation')).chips.length, 1);
	assert.ok((await find('', '&su-kien=birth')).results.length > 0);
	assert.equal((await new Client(instance).get('/tim-kiem?su-kien=bogus')).status, 422);
});

test('suggestions while one types, in the language of the page', async () => {
	const { json } = await new Client(instance).get('/tim-kiem/goi-y?q=ban+sao+trich', { json: true });

	assert.equal(json.suggestions[0].code, '2.000635');
	assert.ok(json.suggestions.length <= 8);
	assert.match((await new Client(instance).get('/en/tim-kiem/goi-y?q=ban+sao+trich')).text, /"\/en\/thu-tuc\//);
	assert.equal((await new Client(instance).get('/tim-kiem/goi-y')).status, 422);
});

test('an administrator adds, changes and removes a word; citizens find by it within minutes', async () => {
	const once = hidden(await admin.get(WORDS), 'once');

	await publishedAfter(async () => {
		const { status, location } = await admin.post(WORDS, { once, word: 'giấy đẻ', meaning: 'trích lục hộ tịch' });

		assert.equal(status, 303);
		assert.equal(location, `${WORDS}?xong=them`);
	});
	const { results, notes } = await find('giay de');

	assert.equal(results[0].code, '2.000635');
	assert.equal(notes[0].understood, 'trích lục hộ tịch');

	const again = await admin.post(WORDS, { once: hidden(await admin.get(WORDS), 'once'), word: 'giấy đẻ', meaning: 'trích lục hộ tịch' });

	assert.equal(again.status, 422, 'it is there already');
	const form = `${WORDS}/sua?word=${encodeURIComponent('giấy đẻ')}&meaning=${encodeURIComponent('trích lục hộ tịch')}`;
	const change = { once: hidden(await admin.get(form), 'once'), old_word: 'giấy đẻ', old_meaning: 'trích lục hộ tịch', word: 'giấy đẻ', meaning: 'khai sinh' };

	assert.equal((await admin.post(`${WORDS}/sua`, change)).status, 303);
	assert.equal((await admin.post(`${WORDS}/sua`, { ...change, once: hidden(await admin.get(form), 'once') })).status, 409, 'somebody changed it before');
	await publishedAfter(async () => {
		const gone = await admin.post(`${WORDS}/xoa`, { once: hidden(await admin.get(WORDS), 'once'), word: 'giấy đẻ', meaning: 'khai sinh' });

		assert.equal(gone.status, 303);
	});
	assert.equal(sql("SELECT 1 FROM search_synonym WHERE word = 'giấy đẻ'", instance).length, 0);
});

test('a list is loaded whole, or not at all with a report by line', async () => {
	const upload = async (content) => admin.upload(`${WORDS}/nap`, { once: hidden(await admin.get(WORDS), 'once_load') ?? hidden(await admin.get(WORDS), 'once') },
		[{ name: 'file', filename: 'tu-khoa.csv', type: 'text/csv', content: Buffer.from(content) }]);
	const bad = await upload(`từ,nghĩa\nbìa ${own},quyền sử dụng đất\n,thiếu từ\na,b,c\n`);

	assert.equal(bad.status, 422);
	assert.match(bad.text, /Thiếu từ người dân dùng/);
	assert.match(bad.text, /đúng hai cột/);
	assert.equal(sql(`SELECT 1 FROM search_synonym WHERE word LIKE '%${own}'`, instance).length, 0);
	assert.equal((await upload(`từ,nghĩa\nbìa ${own},"quyền sử dụng đất"\nalô ${own};\n`)).status, 303);
	assert.equal(sql(`SELECT 1 FROM search_synonym WHERE word LIKE '%${own}'`, instance).length, 2);
});

test('what found nothing is counted by day without the person: numbers masked, what few asked not shown', async () => {
	for (let i = 0; i < 3; i++)
		await find(`${own} phieu 0123456789`);
	await find(`${own} mot lan`);
	await find(`nguyen van a ${own}@example.vn`);

	const kept = sql(`SELECT words, times FROM search_miss WHERE words LIKE '%${own}%' ORDER BY words`, instance);

	assert.deepEqual(kept.map(({ words }) => words), [`${own} mot lan`, `${own} phieu ##########`]);
	const { text } = await admin.get(WORDS);

	assert.match(text, new RegExp(`${own} phieu ##########`));
	assert.doesNotMatch(text, new RegExp(`${own} mot lan`));
});

test('only administrators keep the words', async () => {
	const officer = await new Client(instance).signIn('intake');

	assert.equal((await officer.get(WORDS)).status, 403);
	assert.equal((await officer.post(WORDS, { word: 'a', meaning: 'b' })).status, 403);
});
