// What the office tells citizens: news and guides, public questions and answers (R108-R110), interruptions announced in time
// (NĐ 224/2026 Điều 13). Written in the back office, read as files, private where it must be.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quote, sql } from '../support/db.mjs';
import { startInstance, until } from '../support/env.mjs';
import { Client, hidden } from '../support/http.mjs';
import { runJobs } from '../support/jobs.mjs';

const OFFICE = '/can-bo/danh-muc';
const BIRTH = '/thu-tuc/cap-ban-sao-trich-luc-ho-tich-ban-sao-giay-khai-sinh';
let instance, admin, controller, drafter, approver;
const person = () => new Client(instance);
const once = () => randomBytes(16).toString('base64url');
const rows = (what) => sql(`SELECT ${what}`, instance);
const number = (what) => Number(rows(`COUNT(*) AS n FROM ${what}`)[0].n);

before(async () => {
	instance = await startInstance('catalogue-content', { modules: ['catalogue', 'submission'] });
	[admin, controller, drafter, approver] = await Promise.all(['administrator', 'controller', 'drafter', 'approver']
		.map((role) => person().signIn(role)));
	// What an earlier run of this file wrote.
	sql('DELETE FROM content_article WHERE edited_by IS NOT NULL; DELETE FROM content_question WHERE origin = \'asked\'; DELETE FROM content_notice',
		instance);
});
after(() => instance?.stop());

const shown = (path, words) => until(async () => {
	const { status, text } = await person().get(path);

	return status === 200 && text.includes(words);
}, `${words} on ${path}`);
const gone = (path, words) => until(async () => !(await person().get(path)).text.includes(words), `${words} to leave ${path}`);

// An article as a form would send it; resolves to its address in the back office.
async function write(client, fields = {}) {
	const answer = await client.post(`${OFFICE}/bai-viet/moi`, { kind: 'news', title: 'Một tin mới', summary: 'Tóm tắt của tin',
		body: 'Nội dung **quan trọng**', once: once(), ...fields });

	assert.equal(answer.status, 303, answer.text.slice(answer.text.indexOf('<main'), 3000));
	return answer.location.replace(/\?.*/, '');
}

async function act(client, page, verb, fields = {}) {
	const version = hidden(await client.get(page), 'version');

	return client.post(`${page}/${verb}`, { version, once: once(), ...fields });
}

test('news are written, looked at before, published, found on the public pages and taken down', async () => {
	const preview = await admin.post(`${OFFICE}/bai-viet/moi`, { act: 'preview', kind: 'news', title: 'Tin thử', summary: 'Tóm tắt',
		body: '## Đề mục\n\n- một\n- <b>hai</b>', once: once() });

	assert.equal(preview.status, 200);
	assert.match(preview.text, /<h2 class="govuk-heading-m">Đề mục<\/h2>/);
	assert.ok(preview.text.includes('&lt;b&gt;hai&lt;/b&gt;'));
	assert.equal(number("content_article WHERE title = 'Tin thử'"), 0, 'looking writes nothing');
	const page = await write(admin, { title: 'Mở Bộ phận Một cửa sáng thứ Bảy' });

	assert.equal(page, `${OFFICE}/bai-viet/mo-bo-phan-mot-cua-sang-thu-bay`);
	assert.equal((await person().get('/tin-tuc/mo-bo-phan-mot-cua-sang-thu-bay')).status, 404, 'a draft is nobody else\'s');
	assert.equal((await act(admin, page, 'dang')).status, 303);
	await shown('/tin-tuc/mo-bo-phan-mot-cua-sang-thu-bay', '<strong>quan trọng</strong>');
	await shown('/', 'Mở Bộ phận Một cửa sáng thứ Bảy');
	const { json } = await person().get('/tin-tuc/', { json: true });

	assert.equal(json.items[0].url, '/tin-tuc/mo-bo-phan-mot-cua-sang-thu-bay');
	assert.match((await person().get('/en/tin-tuc/')).text, /in Vietnamese only/);
	const history = await admin.get(page, { json: true });

	assert.deepEqual(history.json.events.map(({ title }) => title), ['Đăng', 'Tạo']);
	assert.equal((await act(admin, page, 'go')).status, 303);
	await until(async () => (await person().get('/tin-tuc/mo-bo-phan-mot-cua-sang-thu-bay')).status === 404, 'it is gone');
});

test('other portals read the news as a feed', async () => {
	const { json, headers } = await person().get('/tin-tuc/feed.json');

	assert.match(headers['content-type'], /json/);
	assert.equal(json.version, 'https://jsonfeed.org/version/1.1');
	assert.ok(json.items.length >= 2);
	for (const { id, url, title, content_text: text, date_published: date } of json.items) {
		assert.ok(id && title && text && !Number.isNaN(Date.parse(date)), id);
		assert.equal((await person().get(new URL(url).pathname)).status, 200, url);
	}
});

test('two of the same title have addresses of their own; a title of signs alone has none', async () => {
	const [first, second] = [await write(admin, { title: 'Trùng tên' }), await write(admin, { title: 'Trùng tên' })];

	assert.equal(first, `${OFFICE}/bai-viet/trung-ten`);
	assert.equal(second, `${OFFICE}/bai-viet/trung-ten-2`);
	assert.notEqual(await write(admin, { title: 'Mới' }), `${OFFICE}/bai-viet/moi`, 'the form for new ones stays');
	const refused = await admin.post(`${OFFICE}/bai-viet/moi`, { kind: 'news', title: '???', summary: 'a', body: 'b', once: once() });

	assert.equal(refused.status, 422);
	assert.match(refused.text, /href="#title"[^>]*>Tiêu đề phải có chữ hoặc số/);
});

test('nothing that is written can run in a reader\'s page', async () => {
	const page = await write(controller, { title: '<script>alert(1)</script> tiêu đề', summary: '"><img src=x onerror=alert(1)>',
		body: '[a](javascript:alert(1)) <iframe src=x> ![](https://evil.example/p.gif) [b](data:text/html,x)\n\n<script>alert(2)</script>' });
	const slug = page.split('/').pop();

	assert.match(slug, /^[a-z0-9-]+$/);
	assert.equal((await act(controller, page, 'dang')).status, 303);
	await shown(`/tin-tuc/${slug}`, 'tiêu đề');
	for (const path of [`/tin-tuc/${slug}`, '/tin-tuc/', '/']) {
		const { text } = await person().get(path);

		assert.doesNotMatch(text, /<script>|<img src=x|<iframe|href="(?:javascript|data):|evil\.example\/p\.gif"/, path);
	}
	await act(controller, page, 'go');
});

test('films stand on known sites, procedures and agencies are those that there are', async () => {
	const fields = { kind: 'guide', title: 'Hướng dẫn', summary: 'a', body: 'b' };
	const refused = async (more) => (await admin.post(`${OFFICE}/bai-viet/moi`, { ...fields, ...more, once: once() }, { json: true })).json;

	for (const [more, field] of [[{ video: 'https://evil.example/v' }, 'video'], [{ video: 'javascript:alert(1)' }, 'video'],
		[{ procedures: '2.000635, 9.999999' }, 'procedures'], [{ agency: 'H99.99' }, 'agency']])
		assert.ok((await refused(more)).errors?.some((error) => error.field === field) ?? (await refused(more)).field === field,
			JSON.stringify(await refused(more)));
});

test('a guide stands on the pages of its procedures, with its film', async () => {
	const page = await write(admin, { kind: 'guide', title: 'Xin bản sao khai sinh qua điện thoại', procedures: '2.000635; 2.000635 1.001612',
		video: 'https://www.youtube.com/watch?v=abc' });

	await act(admin, page, 'dang');
	await shown(BIRTH, 'Xin bản sao khai sinh qua điện thoại');
	const { json } = await person().get(BIRTH, { json: true });
	const guide = json.help.guides.find(({ label }) => label.startsWith('Xin bản sao'));

	assert.equal(guide.video_url, 'https://www.youtube.com/watch?v=abc');
	assert.equal(json.help.ask_url, '/hoi-dap/gui?thu-tuc=2.000635');
	await shown(guide.url, 'Thủ tục liên quan');
	await act(admin, page, 'go');
	await gone(BIRTH, 'Xin bản sao khai sinh qua điện thoại');
});

test('drafters write for their own agency alone, approvers read', async () => {
	const own = await write(drafter, { title: 'Tin của Sở Văn hóa' });
	const [{ code }] = rows("agency.code FROM content_article JOIN agency ON agency.id = content_article.agency_id WHERE content_article.slug = 'tin-cua-so-van-hoa'");
	const provinces = await write(admin, { title: 'Tin của tỉnh' });

	assert.equal(code, 'H01.10');
	assert.equal((await act(drafter, own, 'dang')).status, 303);
	assert.equal((await drafter.get(provinces)).status, 200, 'everybody may read');
	assert.equal((await drafter.post(`${provinces}/dang`, { version: 1, once: once() })).status, 403);
	assert.equal((await drafter.post(provinces, { version: 1, title: 'Sửa', summary: 'a', body: 'b', once: once() })).status, 403);
	const foreign = await drafter.post(`${OFFICE}/bai-viet/moi`, { kind: 'news', title: 'a', summary: 'a', body: 'b', agency: 'H01.11', once: once() });

	assert.equal(foreign.status, 422);
	assert.equal((await approver.get(`${OFFICE}/bai-viet`)).status, 200);
	assert.equal((await approver.get(`${OFFICE}/bai-viet/moi`)).status, 403);
	assert.equal((await approver.post(`${own}/go`, { version: 2, once: once() })).status, 403);
	await act(drafter, own, 'go');
});

test('where a second person has to read, whoever wrote last does not publish', async () => {
	const page = await write(controller, { title: 'Cần đọc lại', needs_reader: '1' });
	const refused = await act(controller, page, 'dang');

	assert.equal(refused.status, 409);
	assert.match(refused.text, /người khác đọc lại/);
	assert.equal((await act(admin, page, 'dang')).status, 303);
	const { text } = await controller.get(page);
	const changed = await controller.post(page, { version: hidden(text, 'version'), title: 'Sửa lén', summary: 'a', body: 'b', once: once() });

	assert.equal(changed.status, 409, 'no change reaches citizens unread');
	await act(admin, page, 'go');
});

test('two people who change the same article do not overwrite each other', async () => {
	const page = await write(admin, { title: 'Hai người sửa' });
	const fields = { version: 1, title: 'Hai người sửa', summary: 'a', body: 'b' };
	const [one, other] = [await admin.post(page, { ...fields, once: once() }), await controller.post(page, { ...fields, once: once() })];

	assert.equal(one.status, 303);
	assert.equal(other.status, 409);
});

test('an article is shown from its first day to its last', async () => {
	const day = (offset) => rows(`DATE_FORMAT(CONVERT_TZ(NOW(), '+00:00', '+07:00') + INTERVAL ${offset} DAY, '%Y-%m-%d') AS d`)[0].d;
	const later = await write(admin, { title: 'Ngày mai mới hiện', show_from: day(1) });
	const over = await write(admin, { title: 'Hôm qua đã hết', show_to: day(-1) });
	const now = await write(admin, { title: 'Hiện hôm nay', show_from: day(0), show_to: day(0) });

	for (const page of [later, over, now])
		assert.equal((await act(admin, page, 'dang')).status, 303);
	await shown('/tin-tuc/', 'Hiện hôm nay');
	const { text } = await person().get('/tin-tuc/');

	assert.doesNotMatch(text, /Ngày mai mới hiện|Hôm qua đã hết/);
	const orders = rows("DATE_FORMAT(CONVERT_TZ(not_before, '+00:00', '+07:00'), '%Y-%m-%d %H:%i') AS at FROM outbox WHERE consumer = 'catalogue' AND state = 'waiting'");

	assert.ok(orders.some(({ at }) => at === `${day(1)} 00:00`), 'an order waits for the day');
	await act(admin, now, 'go');
});

const QUESTION = { question: 'Tôi ở xa, xin bản sao khai sinh thế nào?', name: 'Nguyễn Thị Xa', contact: '0912345678', consent: '1', procedure: '2.000635' };

test('a citizen asks without an account, the office answers in public, and who asked stays unknown', async () => {
	const citizen = person();
	const form = await citizen.get('/hoi-dap/gui?thu-tuc=2.000635');

	assert.match(form.text, /name="procedure"[^>]*value="2.000635"/);
	const key = hidden(form, 'once');
	const answers = await Promise.all([1, 2].map(() => citizen.post('/hoi-dap/gui', { ...QUESTION, once: key })));

	assert.deepEqual(answers.map(({ status }) => status), [303, 303]);
	assert.equal(answers[0].location, answers[1].location);
	assert.equal(number("content_question WHERE asker_name = 'Nguyễn Thị Xa'"), 1);
	const receipt = await citizen.get(answers[0].location);
	const code = answers[0].location.split('/').pop();

	assert.match(receipt.text, /sẽ được đăng chậm nhất vào ngày \d\d\/\d\d\/\d{4}/);
	assert.doesNotMatch(receipt.text, /Nguyễn Thị Xa|0912345678/);
	const waiting = await controller.get(`${OFFICE}/hoi-dap`, { json: true });

	assert.ok(waiting.json.rows.some(({ url }) => url.endsWith(code)));
	const page = `${OFFICE}/hoi-dap/${code}`;
	const seen = await controller.get(page);

	for (const words of ['Nguyễn Thị Xa', '0912345678', 'Tôi ở xa', 'Hạn trả lời'])
		assert.ok(seen.text.includes(words), words);
	assert.equal((await act(controller, page, 'dang')).status, 409, 'nothing is published without an answer');
	const saved = await controller.post(page, { version: 1, title: 'Ở xa thì xin bản sao khai sinh thế nào?', answer: 'Nộp **trực tuyến**.',
		procedure: '2.000635', once: once() });

	assert.equal(saved.status, 303, saved.text);
	assert.equal((await act(controller, page, 'dang')).status, 303);
	await shown('/hoi-dap/o-xa-thi-xin-ban-sao-khai-sinh-the-nao', 'Nộp <strong>trực tuyến</strong>.');
	await shown(BIRTH, 'Ở xa thì xin bản sao khai sinh thế nào?');
	for (const path of ['/hoi-dap/', '/hoi-dap/o-xa-thi-xin-ban-sao-khai-sinh-the-nao', BIRTH])
		for (const json of [false, true])
			assert.doesNotMatch((await person().get(path, { json })).text, /Nguyễn Thị Xa|0912345678|Tôi ở xa/, path);
	assert.match((await citizen.get(answers[0].location)).text, /href="\/hoi-dap\/o-xa-thi-xin-ban-sao-khai-sinh-the-nao"/);
});

test('ten working days run from the question, by the calendar of the province', async () => {
	const { location } = await person().post('/hoi-dap/gui', { ...QUESTION, name: 'Trần Văn Hạn', once: once() });
	const code = location.split('/').pop();
	const [{ due, days }] = rows(`due_on AS due, (SELECT COUNT(*) FROM seq_1_to_40 WHERE DATE(CONVERT_TZ(asked_at, '+00:00', '+07:00'))
		+ INTERVAL seq DAY <= due_on AND WEEKDAY(DATE(CONVERT_TZ(asked_at, '+00:00', '+07:00')) + INTERVAL seq DAY) < 5
		AND NOT EXISTS (SELECT 1 FROM calendar_exception WHERE day = DATE(CONVERT_TZ(asked_at, '+00:00', '+07:00')) + INTERVAL seq DAY
		AND kind = 'off')) AS days FROM content_question WHERE code = ${quote(code)}`);

	assert.equal(Number(days), 10, due);
	sql(`UPDATE content_question SET due_on = '2020-01-01' WHERE code = ${quote(code)}`, instance);
	const { json } = await admin.get(`${OFFICE}/hoi-dap`, { json: true });

	assert.equal(json.rows[0].late, true, 'the most urgent stands first and says that it is late');
});

test('a question that is not published says why, to whoever asked', async () => {
	const citizen = person();
	const { location } = await citizen.post('/hoi-dap/gui', { ...QUESTION, name: 'Lê Riêng', procedure: '', once: once() });
	const page = `${OFFICE}/hoi-dap/${location.split('/').pop()}`;

	assert.equal((await act(admin, page, 'tu-choi', { reason: '' })).status, 422);
	assert.equal((await act(admin, page, 'tu-choi', { reason: 'Câu hỏi về hồ sơ riêng, đã trả lời qua điện thoại' })).status, 303);
	assert.match((await citizen.get(location)).text, /đã trả lời qua điện thoại/);
});

test('thirty days after a question was closed nobody knows who asked it', async () => {
	sql("UPDATE content_question SET closed_at = NOW(6) - INTERVAL 31 DAY WHERE asker_name = 'Lê Riêng'", instance);
	await runJobs('catalogue', instance);
	assert.equal(number("content_question WHERE asker_name = 'Lê Riêng'"), 0);
	assert.equal(number("content_question WHERE asker_name = 'Nguyễn Thị Xa'"), 1, 'what was closed lately is kept');
});

test('without consent, or without a question, nothing is sent; and what was typed stays', async () => {
	for (const field of ['consent', 'question', 'name']) {
		const answer = await person().post('/hoi-dap/gui', { ...QUESTION, [field]: '', once: once() });

		assert.equal(answer.status, 422, field);
		assert.match(answer.text, new RegExp(`href="#${field}"`));
		assert.ok(field === 'question' || answer.text.includes(QUESTION.question));
	}
	assert.equal((await person().post('/hoi-dap/gui', { ...QUESTION, question: 'a'.repeat(2001), once: once() })).status, 422);
	assert.equal((await person().post('/hoi-dap/gui', { ...QUESTION, procedure: '9.9', once: once() })).status, 422);
});

test('asking is limited by source', async () => {
	const before = number('content_question');
	const answers = [];

	for (let n = 0; n < 12; n++)
		answers.push((await person().post('/hoi-dap/gui', { ...QUESTION, name: 'Người Hỏi Nhiều', once: once() })).status);
	assert.ok(answers.includes(429), answers.join());
	assert.ok(number('content_question') - before <= 10);
	sql('DELETE FROM core_throttle', instance);
});

const when = (offset) => {
	const [{ d, t }] = rows(`DATE_FORMAT(CONVERT_TZ(NOW(), '+00:00', '+07:00') + INTERVAL ${offset}, '%Y-%m-%d') AS d,
		DATE_FORMAT(CONVERT_TZ(NOW(), '+00:00', '+07:00') + INTERVAL ${offset}, '%H:%i') AS t`);

	return { day: d, time: t };
};

async function announce(kind, from, to, title = 'Nâng cấp hệ thống') {
	const [begins, ends] = [when(from), when(to)];
	const answer = await admin.post(`${OFFICE}/thong-bao/moi`, { kind, title, services: 'Nộp hồ sơ trực tuyến', body: 'Xin thứ lỗi.',
		from_day: begins.day, from_time: begins.time, to_day: ends.day, to_time: ends.time, once: once() });

	assert.equal(answer.status, 303, answer.text.slice(answer.text.indexOf('<main'), 3000));
	return answer.location.replace(/\?.*/, '');
}

test('a planned interruption is announced seven working days before, or it is not published', async () => {
	const late = await announce('planned', '5 DAY', '6 DAY', 'Báo quá muộn');
	const refused = await act(admin, late, 'dang');

	assert.equal(refused.status, 409);
	assert.match(refused.text, /07 ngày làm việc/);
	const good = await announce('planned', '15 DAY', '16 DAY', 'Nâng cấp có kế hoạch');

	assert.equal((await act(admin, good, 'dang')).status, 303);
	await shown('/thong-bao/', 'Nâng cấp có kế hoạch');
	await shown('/', 'Sắp tạm dừng dịch vụ');
	assert.doesNotMatch((await person().get('/hoi-dap/gui')).text, /mc-interruption/, 'it does not last yet');
	assert.equal((await act(admin, good, 'go')).status, 303);
	await gone('/thong-bao/', 'Nâng cấp có kế hoạch');
});

test('while an interruption lasts every page says so, published or served; when it ends none does', async () => {
	const page = await announce('urgent', '-1 HOUR', '3 HOUR', 'Mất điện trung tâm dữ liệu');
	const everywhere = ['/', '/en/', BIRTH, '/tin-tuc/', '/hoi-dap/gui', '/tim-kiem?q=khai+sinh', '/tra-cuu'];

	assert.equal((await act(admin, page, 'dang')).status, 303);
	await shown('/thong-bao/', 'Mất điện trung tâm dữ liệu');
	for (const path of everywhere)
		assert.match((await person().get(path)).text, /mc-interruption[\s\S]*Mất điện trung tâm dữ liệu/, path);
	assert.match((await admin.get(OFFICE)).text, /Mất điện trung tâm dữ liệu/, 'officers too');
	const { notices } = JSON.parse(readFileSync(join(instance.run_dir, 'published/current/thong-bao/hien-hanh.json'), 'utf8'));

	assert.equal(notices.items.length, 1);
	assert.equal((await act(admin, page, 'go')).status, 303);
	await gone(BIRTH, 'Mất điện trung tâm dữ liệu');
	for (const path of everywhere)
		assert.doesNotMatch((await person().get(path)).text, /mc-interruption/, path);
	await shown('/thong-bao/', 'Đã kết thúc');
});

test('an interruption ends by itself at the time that was expected', async () => {
	const page = await announce('urgent', '-1 HOUR', '3 HOUR', 'Sự cố đường truyền');

	await act(admin, page, 'dang');
	await shown('/', 'Sự cố đường truyền');
	// Its end comes: the notice and the order that waits for it.
	sql(`UPDATE content_notice SET ends_at = NOW(6) - INTERVAL 1 SECOND WHERE title = 'Sự cố đường truyền';
		UPDATE outbox SET not_before = NOW(6) WHERE consumer = 'catalogue' AND state = 'waiting' AND not_before > NOW(6)`, instance);
	await gone('/', 'Sự cố đường truyền');
});

test('with the database stopped the news are read, and the form says that it cannot be sent now', async () => {
	const citizen = person();

	await citizen.csrf();
	await instance.stopDatabase();
	try {
		for (const path of ['/tin-tuc/', '/huong-dan/nop-ho-so-truc-tuyen-trong-5-buoc', '/hoi-dap/', '/thong-bao/'])
			assert.equal((await person().get(path)).status, 200, path);
		assert.equal((await person().get('/tin-tuc/khong-co-tin-nay')).status, 404);
		assert.equal((await citizen.post('/hoi-dap/gui', { ...QUESTION, once: once() })).status, 503);
	} finally {
		await instance.startDatabase();
	}
});
