// A couple that registers its marriage: the form that both must sign, how one of them fills it in, what the other receives.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from './db.mjs';
import { root } from './env.mjs';
import { formProcedure } from './form_procedure.mjs';
import { nextMail } from './mail.mjs';

export const SPOUSE = 'Trần Thị Ngọc Hạnh';

export const marriage = (code) => formProcedure(code, readFileSync(join(root, 'tests/fixtures/forms/marriage.json'), 'utf8'));
// All tests come from one address and one minute: what is limited by source is not what they are about.
export const fresh = () => sql("DELETE FROM core_throttle WHERE bucket LIKE 'code_%' OR bucket LIKE 'cosign_%'");
export const address = () => `ky${Date.now()}${randomInt(1e6)}@example.vn`;

// The pages of the form; `others` swear with them, each at an address.
export async function fill(client, draft, { spouse, others = [], times = 1 }) {
	const rows = Object.fromEntries(others.flatMap((mail, i) => [[`nguoi_cam_doan_ten.${i}`, `Lê Văn Cam Đoan ${'ABC'[i]}`],
		[`nguoi_cam_doan_so.${i}`, `00109001234${i + 5}`], [`nguoi_cam_doan_thu.${i}`, mail]]));
	const pages = [{ ho_ten: 'Nguyễn Văn Bình', so_dinh_danh: '001090012345', dien_thoai: '0912345678', lan_ket_hon: times },
		{ bd_ho_ten: SPOUSE, bd_so_dinh_danh: '001192054321', bd_thu_dien_tu: spouse }, rows];

	for (const [i, page] of pages.entries()) {
		const saved = await client.post(`${draft}/trang/${i + 1}`, page);

		assert.equal(saved.status, 303, saved.text);
	}
}

export const codeOf = (mail) => /\/cung-ky\?ma=([0-9A-Z]{16})/.exec(mail.text)?.[1];
// The code of the invitation that goes to an address.
export const invitation = async (mail, seen = []) => codeOf(await nextMail(mail, { pattern: /cung-ky/, seen }));
