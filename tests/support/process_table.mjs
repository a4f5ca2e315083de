// A person who types a process into the quy trình nội bộ table by keyboard alone, and what it costs: every key is pressed in the real
// page and counted. Letters with marks count as their Telex keys ("ế" is e, e, s); Shift is not counted.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shared } from './env.mjs';

export const TABLE = (code) => `/can-bo/danh-muc/dinh-nghia/quy-trinh/${code}/bang`;
// A fair pace for somebody who copies a paper; the minutes that follow from it are an estimate.
export const KEYS_A_MINUTE = 200;

// Keys of a text in Telex: one for each letter, one for each mark on it.
export function telexKeys(text) {
	return [...text.normalize('NFD').replace(/đ/gu, 'dd').replace(/Đ/gu, 'DD')].length;
}

// Twenty of the real processes: each fifth, so that all decisions are among them.
export function realProcesses() {
	const all = JSON.parse(readFileSync(join(shared, 'data/internal_processes.json'), 'utf8'));
	const clean = (text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

	return all.filter((_, i) => i % 5 === 0).map((one, i) => ({
		code: `GO-${i + 1}`, name: clean(one.procedure_name), term: clean(one.total_term),
		// Numbers whose unit stands in the head of the printed column.
		steps: one.steps.map((step) => ({ unit: clean(step.unit_or_role), content: clean(step.content),
			term: clean(step.duration_text).replace(/^[\d,.]+$/u, '$& ngày') })),
	}));
}

const EMPTY = { output: '', next: '' };
const fieldsOf = ({ name, term, steps }) => Object.fromEntries([['name', name], ['term', term], ...steps.flatMap((step, i) =>
	Object.entries({ ...EMPTY, ...step }).map(([key, text]) => [`step.${i}.${key}`, text]))]);

// Rows whose role the table cannot tell from the unit: there a person chooses.
export async function doubtfulRows(client, process) {
	const { version } = (await client.get(TABLE(process.code), { json: true })).json;
	const { json } = await client.post(TABLE(process.code), { version, lam: 'xem', ...fieldsOf(process) }, { json: true });

	return new Set(json.rows.flatMap((row, i) => row.has_notes ? [i] : []));
}

export class Typist {
	constructor(page) {
		this.page = page;
		this.keys = 0;
	}

	async press(key, times = 1) {
		for (let i = 0; i < times; i++)
			await this.page.keyboard.press(key);
		this.keys += times * key.split('+').filter((part) => part !== 'Shift').length;
	}

	async type(text) {
		await this.page.keyboard.type(text);
		this.keys += telexKeys(text);
	}

	// Tab until the named box has the focus.
	async reach(name, key = 'Tab') {
		for (let i = 0; i < 60; i++) {
			if (await this.page.evaluate(() => document.activeElement?.name) === name)
				return;
			await this.press(key);
		}
		assert.fail(`${key} never reaches ${name}`);
	}

	// From the first box of an empty table to the legal term and back.
	async typeTerm(term) {
		for (let i = 0; i < 20 && !await this.page.evaluate(() => document.activeElement?.matches('summary') &&
			document.activeElement.parentElement.querySelector("[name='term']") !== null); i++)
			await this.press('Shift+Tab');
		await this.press('Enter');
		await this.reach('term');
		await this.type(term);
		await this.reach('step.0.unit');
	}

	async typeStep(number, step, doubtful) {
		await this.reach(`step.${number}.unit`);
		await this.type(step.unit);
		await this.press('Tab');
		if (doubtful)
			await this.press('ArrowDown', 2); // the second role: who works on the dossier
		await this.press('Tab');
		await this.type(step.content);
		await this.press('Tab');
		await this.type(step.term);
		await this.press('Tab', 2);
	}

	async save() {
		await this.press('Control+s');
		await this.page.waitForURL(/da-luu=1/);
	}
}

// Types the whole process; returns what it cost.
export async function typeProcess(page, process, doubtful) {
	const typist = new Typist(page);

	await page.goto(TABLE(process.code));
	const start = Date.now();
	if (process.term !== '')
		await typist.typeTerm(process.term);
	for (const [i, step] of process.steps.entries()) {
		await typist.typeStep(i, step, doubtful.has(i));
		if (i + 1 < process.steps.length)
			await typist.press('Enter');
	}
	await typist.save();
	return { keys: typist.keys, seconds: (Date.now() - start) / 1000 };
}

// The same rows copied from a spreadsheet: one paste, then the roles that are in doubt.
export async function pasteProcess(page, process, doubtful) {
	const typist = new Typist(page);

	await page.goto(TABLE(process.code));
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await page.evaluate((text) => navigator.clipboard.writeText(text),
		process.steps.map(({ unit, content, term }) => [unit, content, term].join('\t')).join('\n'));
	const start = Date.now();
	if (process.term !== '')
		await typist.typeTerm(process.term);
	await typist.press('Control+v');
	await page.waitForFunction((count) => document.querySelectorAll('tbody[data-step]').length === count, process.steps.length);
	if (doubtful.size > 0) {
		await typist.reach('step.0.unit', 'Shift+Tab');
		for (const row of [...doubtful].sort((a, b) => a - b)) {
			while (await page.evaluate(() => document.activeElement?.name) !== `step.${row}.role`)
				await typist.press('Tab');
			await typist.press('ArrowDown', 2);
		}
	}
	await typist.save();
	return { keys: typist.keys, seconds: (Date.now() - start) / 1000 };
}

// What was saved says what the paper said, and nothing is left to put right.
export async function assertTyped(client, process) {
	const { json } = await client.get(TABLE(process.code), { json: true });

	assert.deepEqual(json.rows.map(({ unit, content, term }) => [unit.value, content.value, term.value]),
		process.steps.map(({ unit, content, term }) => [unit, content, term]));
	assert.deepEqual(json.rows.flatMap(({ notes }) => notes.filter(({ bad }) => bad).map(({ text }) => text)), []);
	assert.equal(json.has_sum, true);
	return json;
}
