// The designers of processes and of rule tables: what was opened and saved without a change is the same; a process and a table
// are made by keyboard alone; everything is said in Vietnamese; nothing is refused by the content policy; what was drawn is
// not lost when somebody else saved or the session has ended.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { closeBrowser, person, shot, signIn } from '../support/browser.mjs';
import { quote, sql } from '../support/db.mjs';
import { root, startInstance } from '../support/env.mjs';

// dmn-js brings Inferno's development build, which says so; the styles of the bpmn.io mark stand inline in its markup, which
// its licence leaves as it is: their rules are in our style sheet.
const KNOWN = [/development build of Inferno/, /'sha256-(r3vOsuepBDg6tz\/cOusiNJ9Y4Lp9hGQTT7pzDks1Xxc|CA\/eh4\+2R0J7cEQ14gBMtx834RIOjzMUqCM\+evtrkp4)=/];
const seeds = (folder, ending) => readdirSync(join(root, 'db/seed/definitions', folder)).filter((name) => name.endsWith(ending))
	.map((name) => [name, readFileSync(join(root, 'db/seed/definitions', folder, name), 'utf8')]);
const EVERY = readFileSync(join(root, 'tests/fixtures/catalogue-draw/every-element.bpmn'), 'utf8');

let instance;
let page;

before(async () => {
	instance = await startInstance('browser-catalogue-draw', { modules: ['catalogue'] });
	page = await person({ instance });
	await signIn(page, 'administrator', instance);
});
after(async () => {
	await closeBrowser();
	await instance?.reset();
});

const slug = { process: 'quy-trinh', rule: 'quy-tac' };
const tail = { process: 'so-do', rule: 'bang' };
const where = (kind, code) => `/can-bo/danh-muc/dinh-nghia/${slug[kind]}/${code}/${tail[kind]}`;
const stored = (kind, code) => sql(`SELECT content, version, state FROM definition_draft WHERE kind = '${kind}' AND code = ${quote(code)}`,
	instance)[0];

// A draft of that content, as the overview of definitions begins one.
function draft(kind, code, content, state = 'draft') {
	sql(`DELETE FROM definition_draft WHERE kind = '${kind}' AND code = ${quote(code)};
		INSERT INTO definition_item (kind, code, name) VALUES ('${kind}', ${quote(code)}, 'Định nghĩa để vẽ') ON DUPLICATE KEY UPDATE code = code;
		INSERT INTO definition_draft (kind, code, name, state, content, created_by, created_at, updated_at) SELECT '${kind}', ${quote(code)},
		'Định nghĩa để vẽ', '${state}', ${quote(content)}, MIN(id), NOW(6), NOW(6) FROM officer`, instance);
}

async function open(kind, code, who = page) {
	who.complaints.length = 0;
	const answer = await who.goto(where(kind, code));

	assert.equal(answer.status(), 200);
	await who.waitForSelector('[data-ready]');
	await who.waitForSelector('[data-draw-problems] [role=status]');
}

async function save(who = page) {
	const answer = who.waitForResponse((reply) => reply.request().method() === 'POST' && !reply.url().endsWith('/kiem-tra'));

	await who.keyboard.press('ControlOrMeta+s');
	return (await answer).status();
}

// Only what is known of the library may stand in the console.
function quiet(who = page) {
	const said = who.complaints.filter((text) => !KNOWN.some((one) => one.test(text)));

	who.complaints.length = 0;
	assert.deepEqual(said, []);
}

const focused = () => page.evaluate(() => document.activeElement.name || document.activeElement.getAttribute('aria-label'));
const rows = (who = page) => who.$$eval('.mc-draw__row', (all) => all.map((row) => row.textContent));
// After the check of the drawing that follows what is done.
const checked = (act) => Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/kiem-tra')), act()]);
// The list is drawn anew with the next picture of the page.
const redrawn = () => page.evaluate(() => new Promise((next) => { requestAnimationFrame(next); }));

// --- round trip

const canon = (xml) => {
	const { status, stdout } = spawnSync(join(root, 'build', process.env.VARIANT ?? 'asan', 'tests/support/process_canon'),
		{ input: xml, encoding: 'utf8' });

	assert.equal(status, 0, stdout);
	return stdout;
};

test('every process of the sample province and one with every element is the same after bpmn-js opened and saved it', async () => {
	const drawn = canon(EVERY); // with places on the canvas

	assert.match(drawn, /motcua:sheet[^]*keep="05 năm"[^]*terminateEventDefinition[^]*callActivity[^]*cancelActivity="false"[^]*textAnnotation[^]*BPMNEdge/);
	for (const [name, xml] of [...seeds('processes', '.bpmn'), ['every-element', drawn]]) {
		draft('process', 'QT-VONG', xml);
		await open('process', 'QT-VONG');
		assert.equal(await save(), 200, name);
		assert.ok(canon(stored('process', 'QT-VONG').content) === canon(xml), name);
		quiet();
	}
});

test('a process that was never drawn is opened with its places made', async () => {
	draft('process', 'QT-CHUA-VE', EVERY);
	await open('process', 'QT-CHUA-VE');
	assert.equal(await page.locator('[data-draw-canvas] [data-element-id="join"]').count() > 0, true);
	assert.equal((await rows()).length, 13 + 12, 'every element and every way stands in the list');
	assert.equal(await save(), 200);
	assert.ok(canon(stored('process', 'QT-CHUA-VE').content) === canon(EVERY));
	quiet();
});

test('every rule of the sample province is the same after dmn-js opened and saved it', async () => {
	const plain = (xml) => xml.replace(/\s+/g, ' ').replace(/> </g, '><').replace(/ ?\/>/g, '/>').replace(/\b(\w+)="([^"]*)" (?=\w+=)/g, '$1="$2" ');
	const attributes = (xml) => plain(xml).trim().replace(/<([\w:]+)((?: [\w:]+="[^"]*")*)(\/?)>/g,
		(_, name, all, closed) => `<${name} ${all.trim().split(/(?<=") /).sort().join(' ')}${closed}>`);

	for (const [name, xml] of seeds('rules', '.dmn')) {
		draft('rule', 'QTAC-VONG', xml);
		await open('rule', 'QTAC-VONG');
		assert.equal(await save(), 200, name);
		assert.ok(attributes(stored('rule', 'QTAC-VONG').content) === attributes(xml), name);
		quiet();
	}
});

// --- by keyboard

async function reach(name) {
	for (let i = 0; i < 120; i++) {
		if (await page.evaluate((one) => document.activeElement?.getAttribute('name') === one, name))
			return;
		await page.keyboard.press('Tab');
	}
	assert.fail(`Tab never reaches ${name}`);
}
async function type(name, text) {
	await reach(name);
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.type(text);
	await page.keyboard.press('Tab');
}
// A choice by its first letters, as people type them.
async function pick(name, value) {
	await reach(name);
	await page.locator(`[name="${name}"]`).selectOption(value);
}
async function add(kind) {
	await pick('add-kind', kind);
	await reach('add');
	await page.keyboard.press('Enter');
}
async function choose(text) {
	await redrawn();
	await page.locator('.mc-draw__list').focus();
	await page.keyboard.press('Home');
	for (let i = 0; i < 60; i++) {
		if ((await page.locator('.mc-draw__row[aria-selected=true]').textContent()).startsWith(text))
			return;
		await page.keyboard.press('ArrowDown');
	}
	assert.fail(`no element ${text}`);
}

test('a process with a choice, a way back, a timer and a terminating end is drawn by keyboard from nothing, and is sound', async () => {
	draft('process', 'QT-BAN-PHIM', '');
	await open('process', 'QT-BAN-PHIM');
	await choose('Bắt đầu');
	await add('task');
	assert.equal(await focused(), 'name', 'the new step wants its name');
	await type('name', 'Thẩm định');
	await pick('role', 'processing');
	await type('term', '2 ngày');
	await choose('Bước “Thẩm định”');
	await add('task');
	await type('name', 'Ký');
	await pick('role', 'leader');
	await type('term', '01 ngày');
	await choose('Bước “Ký”');
	await add('exclusive');
	await type('name', 'Được ký?');
	await choose('Rẽ nhánh: chọn một “Được ký?”');
	await add('end');
	await choose('Rẽ nhánh: chọn một “Được ký?”');
	await reach('connect-to');
	await page.locator('[name=connect-to]').selectOption({ label: 'Bước “Thẩm định”' });
	await reach('connect');
	await page.keyboard.press('Enter');
	await pick('preset', 'action = "return_back"');
	await choose('Rẽ nhánh: chọn một “Được ký?”');
	await page.keyboard.press('Enter');
	await reach('default');
	await page.locator('[name=default]').selectOption({ label: 'Kết thúc' });
	await choose('Bước “Thẩm định”');
	await reach('timer');
	await page.keyboard.press('Enter');
	await type('duration', '30 ngày');
	await choose('Mốc hẹn giờ');
	await checked(() => add('terminate'));
	await page.waitForFunction(() => document.querySelectorAll('.mc-draw__problem .mc-tag--bad').length === 0);
	assert.equal(await save(), 200);
	const { content } = stored('process', 'QT-BAN-PHIM');

	assert.match(content, /<bpmn:conditionExpression[^>]*>=action = (?:"|&#34;|&quot;)return_back/);
	assert.match(content, /motcua:role="leader"[^>]*motcua:term="01 ngày"/);
	assert.match(content, /terminateEventDefinition/);
	assert.match(canon(content), /30 ngày/);
	quiet();
	await shot(page, 'administrator', 'catalogue-draw-process');
});

test('a step is moved, put between two others and deleted by keyboard; each can be undone', async () => {
	draft('process', 'QT-SUA', seeds('processes', '.bpmn')[0][1]);
	await open('process', 'QT-SUA');
	const before = await rows();

	await choose('→ đến Bước');
	await add('task');
	await type('name', 'Bước ở giữa');
	await redrawn();
	assert.equal((await rows()).length, before.length + 2);
	await choose('Bước “Bước ở giữa”');
	const left = () => page.$eval('.djs-element.selected', (node) => node.getAttribute('transform'));
	const was = await left();

	await page.keyboard.press('Alt+ArrowDown');
	assert.notEqual(await left(), was);
	await choose('Bước “Bước ở giữa”');
	await page.keyboard.press('Delete');
	await page.waitForFunction((n) => document.querySelectorAll('.mc-draw__row').length === n, before.length);
	for (let i = 0; i < 8; i++)
		await page.getByRole('button', { name: 'Hoàn tác' }).click();
	await redrawn();
	assert.deepEqual(await rows(), before);
	quiet();
});

test('a problem is said in words while one draws, leads to its element and stands beside the field', async () => {
	draft('process', 'QT-LOI', seeds('processes', '.bpmn')[0][1]);
	await open('process', 'QT-LOI');
	await choose('Bước “');
	await page.keyboard.press('Enter');
	await type('term', 'hôm nào cũng được');
	await page.waitForSelector('.mc-draw__problem button');
	assert.equal(await page.locator('.mc-draw__mark').count() > 0, true, 'it is marked in the drawing');
	await page.locator('.mc-draw__list').focus();
	await page.keyboard.press('Home');
	await page.locator('.mc-draw__problem button').first().click();
	assert.equal(await page.locator('[data-draw-panel] .govuk-error-message').count() > 0, true);
	assert.equal(await page.locator('[name=term]').inputValue(), 'hôm nào cũng được');
	await shot(page, 'administrator', 'catalogue-draw-problem');
});

test('a table gets rows, a column with its values and another policy by keyboard', async () => {
	draft('rule', 'QTAC-PHIM', seeds('rules', '.dmn').find(([, xml]) => xml.includes('hitPolicy="COLLECT"'))[1]);
	await open('rule', 'QTAC-PHIM');
	const had = await page.locator('tbody tr').count();

	await page.getByRole('button', { name: 'Thêm dòng dưới' }).focus();
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => document.activeElement.getAttribute('aria-label')?.startsWith('Dòng '));
	for (const cell of ['"post"', '"le_phi"', '"phu_them"', '"Khoản phụ thêm"', '1000', '1', '"Căn cứ"', 'Dòng thêm bằng bàn phím']) {
		assert.match(await focused(), new RegExp(`^Dòng ${had + 1}, `), 'Tab goes on to the next cell');
		await page.keyboard.type(cell);
		await page.keyboard.press('Tab');
	}
	assert.equal(await page.locator('tbody tr').count(), had + 1);
	await reach('input-add');
	await page.keyboard.press('Enter');
	await type('label', 'Số bản');
	await type('expression', 'so_ban_moi');
	await pick('type', 'number');
	await type('values', '[1..100]');
	// Only one result can be added up: the reader refuses it, in words, and what was written is still here.
	await pick('policy', 'collect_sum');
	assert.equal(await save(), 422);
	await page.locator('[data-draw-alert] [role=alert]').waitFor();
	quiet();
	await shot(page, 'administrator', 'catalogue-draw-refused');
	await pick('policy', 'collect');
	assert.equal(await save(), 200);
	const { content } = stored('rule', 'QTAC-PHIM');

	for (const part of [/<inputData id="input_so_ban_moi" name="so_ban_moi">\s*<variable [^>]*typeRef="number"/, /<text>so_ban_moi</, /<text>\[1\.\.100\]</,
		/<text>"Khoản phụ thêm"</])
		assert.match(content, part);
	assert.match(content, /<description>Dòng thêm bằng bàn phím<\/description>/);
	await page.locator('[data-draw-alert] [role=alert]').waitFor({ state: 'detached' });
	quiet();
	await open('rule', 'QTAC-PHIM');
	quiet();
	await shot(page, 'administrator', 'catalogue-draw-rule');
});

test('a column that was just added has the focus before the next key', async () => {
	draft('rule', 'QTAC-COT', seeds('rules', '.dmn')[0][1]);
	await open('rule', 'QTAC-COT');
	for (const kind of ['input', 'output'])
		assert.deepEqual(await page.evaluate((name) => {
			document.querySelector(`[name="${name}"]`).click();
			return [document.activeElement.name, document.activeElement.value];
		}, `${kind}-add`), ['label', ''], kind);
	quiet();
});

test('a row with a mistake is marked in the table, said in words, and one is led to it', async () => {
	draft('rule', 'QTAC-SAI', seeds('rules', '.dmn')[0][1].replace(/"online"(?=<\/text>)/, '"online" or'));
	await open('rule', 'QTAC-SAI');
	await page.locator('.mc-draw__wrong').first().waitFor();
	await page.locator('.mc-draw__problem button').first().click();
	await page.waitForFunction(() => document.activeElement.getAttribute('aria-label')?.startsWith('Dòng '));
	quiet();
});

// --- words

const ENGLISH = /\b(?:Append|Create|Delete|Remove|Change|Connect|Activate|Toggle|Search|Add|Edit|Input|Output|Rule|Task|Gateway|Event|Unique|Collect|string|number|boolean|When|Then|And|Annotations?)\b/;
// Everything that is shown or told to a screen reader, but what people typed themselves.
const said = () => page.$$eval('[data-draw] *', (all) => all.flatMap((node) => [
	node.title, node.getAttribute('aria-label'),
	...node.matches('td, td *, textarea, option, .mc-code, .govuk-hint') ? [] : [...node.childNodes].filter((child) => child.nodeType === 3).map((child) => child.data),
]).filter((text) => text && text.trim()));

test('no English word is shown or told by either designer', async () => {
	draft('process', 'QT-CHU', seeds('processes', '.bpmn')[0][1]);
	await open('process', 'QT-CHU');
	await choose('Bước “');
	await page.locator('.djs-context-pad').waitFor();
	await page.locator('[data-draw-canvas] svg[tabindex]').focus();
	await page.keyboard.press('ControlOrMeta+f');
	assert.deepEqual((await said()).filter((text) => ENGLISH.test(text)), []);
	quiet();
	draft('rule', 'QTAC-CHU', seeds('rules', '.dmn')[0][1]);
	await open('rule', 'QTAC-CHU');
	await page.locator('td.input-cell').first().click();
	const hidden = await page.$$eval(':is(.input-variable, .output-variable)[data-type]', (all) => all.map((one) => one.textContent));

	assert.deepEqual((await said()).filter((text) => ENGLISH.test(text) && !hidden.includes(text)), []);
	quiet();
});

test('the mark of bpmn.io stays visible and can be followed', async () => {
	for (const kind of ['process', 'rule']) {
		draft(kind, 'DAU-HIEU', kind === 'process' ? '' : seeds('rules', '.dmn')[0][1]);
		await open(kind, 'DAU-HIEU');
		const mark = page.locator('.bjs-powered-by').first();

		assert.equal(await mark.isVisible(), true, kind);
		await mark.click({ trial: true });
	}
});

// --- nothing is lost

test('who saves after somebody else keeps the drawing, sees theirs, and can put the own over it', async () => {
	const other = await person({ instance });

	await signIn(other, 'administrator', instance);
	draft('process', 'QT-HAI-NGUOI', seeds('processes', '.bpmn')[0][1]);
	await open('process', 'QT-HAI-NGUOI');
	await open('process', 'QT-HAI-NGUOI', other);
	await choose('Bước “');
	await page.keyboard.press('Enter');
	await type('unit', 'Đơn vị của tôi');
	assert.equal(await save(other), 200);
	assert.equal(await save(), 409);
	await page.locator('[data-draw-alert] [role=alert]').waitFor();
	assert.equal(await page.locator('[data-draw-state]').textContent(), 'Chưa lưu được');
	await shot(page, 'administrator', 'catalogue-draw-conflict');
	await page.locator('[name=overwrite]').click();
	await page.waitForFunction(() => document.querySelector('[data-draw-state]').textContent.startsWith('Đã lưu'));
	assert.match(stored('process', 'QT-HAI-NGUOI').content, /Đơn vị của tôi/);
	await other.goto(where('process', 'QT-HAI-NGUOI').replace(/so-do$/, 'bang'));
	assert.match(await other.content(), /Đơn vị của tôi/, 'the table shows the same process');
	await other.context().close();
});

test('a save after the end of the session says so and the drawing is still there', async () => {
	draft('process', 'QT-HET-PHIEN', seeds('processes', '.bpmn')[0][1]);
	await open('process', 'QT-HET-PHIEN');
	await choose('Bước “');
	await page.keyboard.press('Enter');
	await type('unit', 'Chưa lưu');
	await page.context().clearCookies();
	await save();
	await page.locator('[data-draw-alert] [role=alert]').waitFor();
	assert.equal(await page.locator('[name=unit]').inputValue(), 'Chưa lưu');
	await signIn(page, 'administrator', instance);
});

test('a draft that was sent on is shown, and nothing in it can be changed', async () => {
	draft('process', 'QT-DA-GUI', seeds('processes', '.bpmn')[0][1], 'submitted');
	await open('process', 'QT-DA-GUI');
	assert.equal(await page.getByRole('button', { name: 'Lưu', exact: true }).count(), 0);
	await choose('Bước “');
	const before = await rows();

	await page.keyboard.press('Delete');
	await page.locator('[data-draw-canvas] svg[tabindex]').focus();
	await page.keyboard.press('Delete');
	assert.deepEqual(await rows(), before);
	assert.equal(await page.locator('[name=role]').isDisabled(), true);
	assert.equal(await page.locator('.djs-palette .entry').count(), 0);
	quiet();
});

test('without script both pages say where else the definition is written', async () => {
	const plain = await person({ instance, javaScriptEnabled: false });

	await signIn(plain, 'administrator', instance);
	draft('process', 'QT-KHONG-JS', '');
	await plain.goto(where('process', 'QT-KHONG-JS'));
	assert.match(await plain.locator('noscript').textContent(), /bảng quy trình nội bộ/);
	assert.equal(await plain.locator('[data-draw-canvas]').isVisible(), false);
	await plain.context().close();
});
