// What templates, messages and style sheets promise each other: a word that is missing, a class without a rule and a page
// that grows past its budget are found here, not by a reader on a slow line.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const templatesFolder = join(root, 'www/templates');
const built = join(root, 'build/www/static');

const PAGE_BUDGET = 100 * 1024;
const MARKUP_ALLOWANCE = 8 * 1024; // a long page's own HTML, compressed

const templates = readdirSync(templatesFolder, { recursive: true })
	.filter((name) => name.endsWith('.html'))
	.map((name) => ({ name, text: readFileSync(join(templatesFolder, name), 'utf8').replace(/\{\{![\s\S]*?\}\}/g, '') }));

const messages = Object.fromEntries(readdirSync(join(root, 'www/messages/vi'))
	.map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(root, 'www/messages/vi', file), 'utf8'))]));

const sheet = (name) => readFileSync(join(built, `${name}.css`), 'utf8');
const compressed = (name) => gzipSync(readFileSync(join(built, name))).length;

test('every text that a template names stands in the catalogue', () => {
	const missing = [];

	for (const { name, text } of templates) {
		for (const [, key] of text.matchAll(/\{\{[#^&]?\s*t\.([\w.]+)\s*\}\}/g)) {
			if (typeof key.split('.').reduce((node, part) => node?.[part], messages) !== 'string')
				missing.push(`${name}: ${key}`);
		}
	}
	assert.deepEqual(missing, []);
});

test('every class that a template writes has a rule in a style sheet', () => {
	const rules = ['citizen', 'officer', 'print', 'draw'].map(sheet).join('\n');
	// A block may have rules for its parts only: with x__y and x--y, x is known too.
	const known = new Set([...rules.matchAll(/\.(-?[a-zA-Z_][\w-]*)/g)].flatMap(([, name]) => [name, name.split(/__|--/)[0]]));
	const unknown = new Set();

	for (const { name, text } of templates) {
		for (const [, value] of text.matchAll(/\bclass="([^"]*)"/g)) {
			const words = value.replace(/\{\{[#^/][^}]*\}\}/g, ' ').split(/\s+/);

			for (const word of words.filter((word) => word !== '' && !word.includes('{{') && !known.has(word)))
				unknown.add(`${name}: ${word}`);
		}
	}
	assert.deepEqual([...unknown], []);
});

test('a first visit stays under 100 KB: sheet, script, mark and the two subsets of both weights', () => {
	const fonts = ['latin', 'vietnamese'].flatMap((subset) => [400, 600].map((weight) =>
		statSync(join(built, `fonts/be-vietnam-pro-${subset}-${weight}-normal.woff2`)).size));
	const citizen = ['citizen.css', 'js/page.js', 'images/mark.svg', 'favicon.svg'].map(compressed);
	const total = [...fonts, ...citizen].reduce((sum, size) => sum + size, MARKUP_ALLOWANCE);

	assert.ok(total < PAGE_BUDGET, `${total} bytes`);
});

test('style sheets name nothing outside this host and only files that are there', () => {
	for (const name of ['citizen', 'officer', 'print', 'draw']) {
		for (const [, address] of sheet(name).matchAll(/url\("?([^")]+)"?\)/g)) {
			assert.doesNotMatch(address, /^(\w+:)?\/\//, name);
			if (!address.startsWith('data:'))
				assert.ok(statSync(join(built, address)).isFile(), relative(root, address));
		}
	}
});
