// Writes the pages that nginx shows for its own errors, as HTML and as problem+json: loi/<status>, and loi/loi for the
// rest. Page and words are those of www (loi.html, messages): here is only the list of what nginx itself can answer.
// usage: node errors.mjs FOLDER
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const www = new URL('../../www/', import.meta.url);
const page = readFileSync(new URL('loi.html', www), 'utf8');
const texts = JSON.parse(readFileSync(new URL('messages/vi/error.json', www), 'utf8'));
const target = join(process.argv[2], 'loi');

// file name → status whose words it shows
const files = { 400: 400, 403: 403, 404: 404, 405: 405, 413: 413, 414: 400, 429: 429, 431: 400, loi: 503 };

function html(status) {
	const lines = status === 503 ? page : page.replace(/^.*\{\{away\}\}.*\n/m, '');

	return lines.replace(/\{\{503\.(\w+)\}\}/g, (_, name) => texts[status][name])
		.replace(/\{\{(\w+)\}\}/g, (_, name) => texts[name]);
}

mkdirSync(target, { recursive: true });
for (const [name, words] of Object.entries(files)) {
	const status = name === 'loi' ? 503 : Number(name);
	const { heading: title, text: detail } = texts[words];

	writeFileSync(join(target, `${name}.html`), html(words));
	writeFileSync(join(target, `${name}.json`), `${JSON.stringify({ type: 'about:blank', title, status, detail, errors: [] })}\n`);
}
