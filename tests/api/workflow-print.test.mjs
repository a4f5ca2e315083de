// The printed forms: which exists when, what stands on it, and which set of forms by the date of the paper.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { sql } from '../support/db.mjs';
import { setClock } from '../support/clock.mjs';
import { fileDossier, officerClient, startOffice } from '../support/office.mjs';

const FORMS = ['giay-tiep-nhan', 'phieu-kiem-soat', 'phieu-bo-sung', 'phieu-tu-choi'];

let instance;
let office;

before(async () => {
	({ instance, office } = await startOffice('workflow-print'));
	setClock('2026-11-23T09:00:00+07:00', instance);
});
after(() => instance?.reset());

const intake = () => officerClient(instance, office.officers.intake);
const post = (number, path, fields) => intake().post(`/can-bo/ho-so/${number}/${path}`, {
	version: sql(`SELECT version FROM dossier WHERE '${number}' IN (code, filing_number)`, instance)[0].version, ...fields });
const codeOf = (number) => sql(`SELECT code FROM dossier WHERE filing_number = '${number}'`, instance)[0].code;
const form = (number, name) => intake().get(`/can-bo/ho-so/${number}/${name}`);

async function received() {
	const number = fileDossier(instance, { applicant: 'Nguyễn Văn An' });

	await post(number, 'tiep-nhan', {});
	return codeOf(number);
}

test('a form exists once its event has happened', async () => {
	const number = fileDossier(instance);
	const open = async () => {
		const found = [];

		for (const name of FORMS)
			if ((await form(number, name)).status === 200)
				found.push(name);
		return found;
	};

	assert.deepEqual(await open(), []);
	await post(number, 'yeu-cau-bo-sung', { items: 'Ảnh 3x4', reason: 'Thiếu ảnh chân dung' });
	assert.deepEqual(await open(), ['phieu-bo-sung']);
	await post(number, 'tu-choi', { reason: 'Không thuộc thẩm quyền giải quyết.' });
	assert.deepEqual(await open(), ['phieu-bo-sung', 'phieu-tu-choi']);
	const page = (await intake().get(`/can-bo/ho-so/${number}`, { json: true })).json;

	assert.deepEqual(page.prints.map(({ label }) => label),
		['Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ', 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ']);
});

test('form 02 lists what is asked, why, and whom to ask', async () => {
	const number = fileDossier(instance, { applicant: 'Nguyễn Văn An' });

	await post(number, 'yeu-cau-bo-sung', { items: 'Ảnh 3x4\nBản sao sổ đỏ', reason: 'Thiếu thành phần hồ sơ' });
	const { text } = await form(number, 'phieu-bo-sung');

	assert.match(text, /<ol><li>Ảnh 3x4<\/li><li>Bản sao sổ đỏ<\/li><\/ol>/);
	assert.match(text, /Lý do: Thiếu thành phần hồ sơ/);
	assert.match(text, /liên hệ với Nguyễn Thị Tiếp/);
	assert.match(text, /Số: \d+\/HDHS/, 'a number of the register of this form');
	assert.match(text, /Mẫu số 02 \(Thông tư số 03\/2025\/TT-VPCP\)/);
	assert.match(text, /ngày 23 tháng 11 năm 2026/);
});

test('form 03 gives the reason in words', async () => {
	const number = fileDossier(instance);

	await post(number, 'tu-choi', { reason: 'Thủ tục thuộc thẩm quyền của Sở Tư pháp.' });
	const { text } = await form(number, 'phieu-tu-choi');

	assert.match(text, /không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau/);
	assert.match(text, /Số: \d+</);
	assert.match(text, /Thủ tục thuộc thẩm quyền của Sở Tư pháp\./);
	assert.match(text, /Thời gian nộp: \d\d giờ \d\d phút, ngày 23 tháng 11 năm 2026/);
});

test('the control sheet shows each hand-over with giver, taker and time', async () => {
	const code = await received();
	const page = await intake().get(`/can-bo/ho-so/${code}/ban-giao`);

	assert.equal(page.status, 200);
	await post(code, 'ban-giao', { to: 'Trần Văn Lý, phòng Tư pháp', note: '01 bộ hồ sơ giấy' });
	const { text } = await form(code, 'phieu-kiem-soat');

	assert.match(text, /1\. Giao: Nguyễn Thị Tiếp<br>Nhận: Trần Văn Lý, phòng Tư pháp/);
	assert.match(text, /01 bộ hồ sơ giấy/);
	assert.match(text, /Mẫu số 06 \(Thông tư số 03\/2025\/TT-VPCP\)/);
	assert.match(text, /sheet--a4/);
});

test('papers of before 15/09/2025 bear the numbers of the set of 2018', async () => {
	for (const [moment, receipt, control] of [["'2025-09-14 16:59:00'", /Mẫu số 01 \(Thông tư số 01\/2018/, /Mẫu số 05 \(Thông tư số 01\/2018/],
		["'2025-09-14 17:00:00'", /Mẫu số 01 \(Thông tư số 03\/2025/, /Mẫu số 06 \(Thông tư số 03\/2025/]]) {
		const code = await received();

		sql(`UPDATE dossier_event JOIN dossier ON dossier.id = dossier_id SET dossier_event.at = ${moment}
			WHERE dossier.code = '${code}' AND kind = 'receive'`, instance);
		assert.match((await form(code, 'giay-tiep-nhan')).text, receipt, moment);
		assert.match((await form(code, 'phieu-kiem-soat')).text, control, moment);
	}
});

test('a dossier filed online has no secret on its receipt, and the paper says where it is', async () => {
	assert.match((await form(await received(), 'giay-tiep-nhan')).text, /Mã bảo mật tra cứu đã giao cho người nộp khi nộp hồ sơ/);
});

test('anybody of the agency may print, nobody of another', async () => {
	const code = await received();

	assert.equal((await officerClient(instance, office.officers.clerk).get(`/can-bo/ho-so/${code}/giay-tiep-nhan`)).status, 200);
	for (const name of FORMS)
		assert.equal((await officerClient(instance, office.officers.other).get(`/can-bo/ho-so/${code}/${name}`)).status, 404, name);
});
