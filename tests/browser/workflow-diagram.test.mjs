// Every dossier shows its own process with the step it is on: as it was drawn, or drawn by us where it was not; without
// script, at both widths, with the steps as a list beside it. A newer version of the process is there for running dossiers too:
// which of them may go on by it, why another may not, and the move itself.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { closeBrowser, person, shot } from '../support/browser.mjs';
import { quote, sql } from '../support/db.mjs';
import { root } from '../support/env.mjs';
import { fileDossier, officerClient, startOffice } from '../support/office.mjs';
import { accept, clients } from '../support/steps.mjs';
import { field, go, look, lookAtError } from './people.mjs';

let instance, office, page;

const drawn = readFileSync(join(root, 'db/seed/definitions/processes/1.014464.bpmn'), 'utf8');
const task = (id, name, role) => `<b:userTask id="${id}" name="${name}" m:role="${role}" m:actions="return_back"/>`;
const flow = (id, from, to, condition) => `<b:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"${condition
	? ` name="Trả lại"><b:conditionExpression>=action = "return_back"</b:conditionExpression></b:sequenceFlow>` : '/>'}`;
const undrawn = `<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:m="urn:motcua:bpmn">
	<b:process id="process" name="Cấp phép có lấy ý kiến"><b:startEvent id="s" name="Hồ sơ nộp đến"/><b:parallelGateway id="fork"/>
	${task('desk', 'Thẩm định hồ sơ và dự thảo kết quả giải quyết thủ tục', 'processing')}
	<b:callActivity id="ask" name="Lấy ý kiến UBND xã Bình Minh" m:role="processing" m:agency="H99.2" m:term="2 ngày"/>
	<b:boundaryEvent id="late" attachedToRef="ask" name="Quá hạn trả lời"><b:timerEventDefinition><b:timeDuration>2 ngày</b:timeDuration>
	</b:timerEventDefinition></b:boundaryEvent><b:exclusiveGateway id="merge"/><b:parallelGateway id="join"/>
	${task('head', 'Xem xét', 'section_head')}<b:exclusiveGateway id="ok" name="Đạt yêu cầu?" default="f11"/>
	${task('sign', 'Ký duyệt', 'leader')}<b:endEvent id="e" name="Đã ký"/><b:endEvent id="x" name="Chấm dứt"><b:terminateEventDefinition/></b:endEvent>
	${flow('f1', 's', 'fork')}${flow('f2', 'fork', 'desk')}${flow('f3', 'fork', 'ask')}${flow('f4', 'ask', 'merge')}
	${flow('f5', 'late', 'merge')}${flow('f6', 'merge', 'join')}${flow('f7', 'desk', 'join')}${flow('f8', 'join', 'head')}
	${flow('f9', 'head', 'ok')}${flow('f10', 'ok', 'x', true)}${flow('f11', 'ok', 'sign')}${flow('f12', 'sign', 'e')}</b:process></b:definitions>`;

async function atWork(role) {
	const desk = await person({ instance });
	const client = officerClient(instance, office.officers[role]);

	await desk.context().addCookies([...client.cookies].map(([name, value]) => ({ name, value, url: instance.base_url })));
	return desk;
}

before(async () => {
	({ instance, office } = await startOffice('workflow-diagram'));
	[drawn, undrawn].forEach((content, i) => sql(`INSERT INTO process_version (id, code, version_no, name, content, sha256, created_at)
		VALUES (${940 + i}, 'HINH-${i}', 1, 'Thử', ${quote(content)}, X'${'00'.repeat(32)}', NOW(6))`, instance));
	page = await atWork('processing');
});
after(async () => {
	await closeBrowser();
	await instance?.reset();
});

function filed(process, options) {
	const filing = fileDossier(instance, options);

	sql(`UPDATE dossier SET process_version_id = ${process} WHERE filing_number = ${quote(filing)}`, instance);
	return filing;
}
const accepted = (process) => accept(instance, clients(instance, office), filed(process));
const open = async (process) => page.goto(`${instance.base_url}/can-bo/ho-so/${await accepted(process)}`);
const marked = (kind) => page.locator(`.mc-diagram__figure--${kind}`).evaluateAll((all) => all.map(({ id }) => id));

test('a process as it was drawn, with the step it is on', async () => {
	await open(940);
	assert.deepEqual(await marked('current'), ['diagram-assignment']);
	assert.deepEqual(await marked('done'), ['diagram-intake']);
	assert.match(await page.locator('.mc-steps__item--current').innerText(), /^Phân công chuyên viên thụ lý \(hạn bước: [0-9/]+ [0-9:]+\)$/);
	const box = await page.locator('.mc-diagram').boundingBox();

	assert.ok(box.width < 1000 && await page.locator('.mc-diagram').evaluate((frame) => frame.scrollWidth > frame.clientWidth),
		'it scrolls in its own frame');
	await page.locator('.mc-diagram').focus();
	assert.ok(await page.locator('.mc-diagram').evaluate((frame) => frame === document.activeElement), 'by keyboard too');
	await shot(page, 'processing', 'diagram');
	await page.setViewportSize({ width: 390, height: 800 });
	await page.locator('.mc-diagram').evaluate((frame) => frame.scrollTo(1500, 0));
	await page.getByRole('link', { name: 'Đến bước đang thực hiện trên sơ đồ' }).click();
	const frame = await page.locator('.mc-diagram').boundingBox(), step = await page.locator('#diagram-assignment').boundingBox();

	assert.ok(step.x + step.width > frame.x && step.x < frame.x + frame.width, 'the step is in sight');
});

test('a process that nobody drew, with both steps it is on', async () => {
	await open(941);
	assert.deepEqual(await marked('current'), ['diagram-desk', 'diagram-ask']);
	await shot(page, 'processing', 'diagram-made');
});

test('running dossiers and a newer version: who may go on is told from who may not, and the move is asked for, given a reason and done once', async () => {
	const code = await accepted(940);
	const waits = filed(940, { state: 'supplement_due' });
	const admin = await atWork('administrator');

	sql(`INSERT INTO process_version (id, code, version_no, name, content, sha256, created_at)
		VALUES (942, 'HINH-0', 2, 'Thử', ${quote(drawn.replace('name="Phân công chuyên viên thụ lý"', 'name="Giao việc"'))}, X'${'00'.repeat(32)}', NOW(6));
		UPDATE procedure_item SET process_version_id = 942 WHERE code = ${quote(office.procedure)}`, instance);
	await page.goto(`${instance.base_url}/can-bo/ho-so/${code}`); // its steps begin
	await admin.goto(`${instance.base_url}/can-bo/chuyen-phien-ban/quy-trinh/HINH-0`);
	const row = (number) => admin.getByRole('row').filter({ hasText: number });

	await row(code).getByText('Chuyển được', { exact: true }).waitFor();
	await row(waits).getByText('hãy đợi người nộp trả lời xong').waitFor();
	await look(admin, 'administrator', 'move');
	const send = admin.getByRole('button', { name: /^Chuyển \d+ hồ sơ chuyển được trên trang này$/ });

	admin.on('dialog', (dialog) => dialog.accept());
	await go(admin, send);
	await lookAtError(admin, 'administrator', 'move-error', /Lý do chuyển/);
	await field(admin, 'Lý do chuyển').fill('Thống nhất tên bước theo quy trình mới.');
	await go(admin, send);
	await admin.getByRole('alert').filter({ hasText: 'Đã chuyển' }).waitFor();
	await look(admin, 'administrator', 'move-done');
	assert.equal(await row(code).count(), 0, 'it goes on by the newer version');
	assert.equal(await row(waits).count(), 1);
	await page.goto(`${instance.base_url}/can-bo/ho-so/${code}`);
	assert.match(await page.locator('.mc-steps__item--current').innerText(), /^Giao việc/);
	await page.getByText('Thống nhất tên bước theo quy trình mới.').waitFor();
});
