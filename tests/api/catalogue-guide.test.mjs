// The guides for officers: who stands before a page of the designers is one press from how it is worked with, the guides lead
// to one another, and every page, button and answer that a guide names is called so in the product.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from '../support/db.mjs';
import { root, startInstance } from '../support/env.mjs';
import { Client } from '../support/http.mjs';

const HERE = '/can-bo/danh-muc';
const GUIDES = '/can-bo/huong-dan';
const folder = join(root, 'www/guides/vi');
const names = readdirSync(folder).map((file) => file.replace(/\.md$/, ''));
const told = (name) => readFileSync(join(folder, `${name}.md`), 'utf8');
let instance, admin;

before(async () => {
	instance = await startInstance('catalogue-guide', { modules: ['catalogue'] });
	admin = await new Client(instance).signIn('administrator');
	for (const kind of ['form', 'process', 'rule'])
		sql(`INSERT INTO definition_draft (kind, code, name, state, content, created_by, created_at, updated_at) SELECT '${kind}', code,
			'Định nghĩa', 'draft', content, 1, NOW(6), NOW(6) FROM ${kind}_version WHERE code = '2.000635' ORDER BY version_no LIMIT 1`,
		instance);
});
after(() => instance?.reset());

test('every page of the designers leads to its guide', async () => {
	for (const [path, guide] of [
		['', 'danh-muc-thu-tuc'],
		['/dinh-nghia', 'chay-thu-va-phe-duyet'], ['/dinh-nghia/chua-duyet', 'chay-thu-va-phe-duyet'],
		['/dinh-nghia/bieu-mau/2.000635/soan', 'bieu-mau'], ['/danh-sach-chon', 'bieu-mau'],
		['/dinh-nghia/quy-trinh/2.000635/bang', 'quy-trinh'], ['/dinh-nghia/quy-trinh/2.000635/so-do', 'quy-trinh'],
		['/nhap-quy-trinh', 'quy-trinh'],
		['/dinh-nghia/quy-tac/2.000635/bang', 'quy-tac-phi'], ['/dinh-nghia/quy-tac/2.000635/vi-du', 'quy-tac-phi'],
		['/chay-thu', 'chay-thu-va-phe-duyet'], ['/vi-du', 'chay-thu-va-phe-duyet'],
		['/goi', 'chuyen-giao'], ['/goi/xuat', 'chuyen-giao'],
	]) {
		const { status, text } = await admin.get(`${HERE}${path}`);

		assert.equal(status, 200, path);
		assert.equal(text.match(/href="\/can-bo\/huong-dan\/([a-z-]+)"/)?.[1], guide, path);
	}
});

test('every guide is listed and read, and leads to guides that are there', async () => {
	const { text: list } = await admin.get(GUIDES);

	for (const name of names) {
		const { status, text } = await admin.get(`${GUIDES}/${name}`);

		assert.equal(status, 200, name);
		assert.ok(list.includes(`href="${GUIDES}/${name}"`), name);
		for (const [, other] of text.matchAll(/href="\/can-bo\/huong-dan\/([a-z-]+)"/g))
			assert.ok(names.includes(other), `${name} leads to ${other}`);
	}
});

test('what a guide names stands so on a page', () => {
	const texts = (node) => (typeof node === 'string' ? [node] : Object.values(node).flatMap(texts));
	const words = join(root, 'www/messages/vi');
	const said = readdirSync(words).filter((file) => file.endsWith('.json'))
		.flatMap((file) => texts(JSON.parse(readFileSync(join(words, file), 'utf8'))));

	for (const name of names)
		for (const [, label] of told(name).matchAll(/(?<!\*)\*([^*\n`]+)\*(?!\*)/g))
			assert.ok(said.some((text) => text === label || text.startsWith(`${label} (`)), `${name}: “${label}”`);
});
