// A condition of a form means the same in the browser as on the server: every case is evaluated on both sides. What the server
// refuses never reaches the browser.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { closeBrowser, person } from '../support/browser.mjs';
import { root, shared } from '../support/env.mjs';
import { feelCases } from '../support/feel_cases.mjs';

after(closeBrowser);

function serverAnswers(cases) {
	return new Promise((done, failed) => {
		const program = spawn(join(root, 'build', process.env.VARIANT ?? 'asan', 'tests/support/feel_answers'));
		let text = '';

		program.stdout.setEncoding('utf8'); // a letter may arrive in two parts
		program.stdout.on('data', (part) => { text += part; });
		program.stderr.on('data', (part) => failed(new Error(String(part))));
		program.on('close', (code) => (code === 0 ? done(text.trim().split('\n').map((line) => JSON.parse(line))) : failed(new Error(`exit ${code}`))));
		program.stdin.end(cases.map((one) => `${JSON.stringify(one)}\n`).join(''));
	});
}

// Runs in the page: what its evaluator gives, in the words of feel_answers.c.
async function browserAnswers({ asked, tables }) {
	const { evaluate, typeOf, number } = await import('/static/js/feel.js');
	const decimal = await import('/static/js/decimal.js');
	const read = (json) => {
		if (Array.isArray(json))
			return json.map(read);
		return json !== null && typeof json === 'object' && 'number' in json ? number(decimal.parse(json.number)) : json;
	};
	const write = (value) => {
		switch (typeOf(value)) {
		case 'null': return null;
		case 'list': return value.map(write);
		case 'decimal': return { number: decimal.format(value.decimal) };
		case 'range': return { range: [write(value.low), write(value.high)], low: value.lowIncluded, high: value.highIncluded };
		default: return value;
		}
	};

	const valuesOf = tables.map((names) => new Map(Object.entries(names).map(([name, value]) => [name, read(value)])));

	return asked.map(({ tree, table, today, test: isTest, input }) => {
		const value = evaluate(tree, valuesOf[table], today, read(input ?? null));

		return isTest ? value === true : write(value);
	});
}

test('a condition means the same in the browser as on the server', async () => {
	const cases = feelCases(shared);
	const answers = await serverAnswers(cases);
	const tables = [...new Map(cases.map(({ names }) => [JSON.stringify(names), names])).values()];
	const tableOf = new Map(tables.map((names, i) => [JSON.stringify(names), i]));
	const asked = cases.map(({ names, ...one }, i) => ({ ...one, ...answers[i], table: tableOf.get(JSON.stringify(names)) })).filter(({ tree }) => tree);
	const page = await person();
	const wrong = [];

	assert.equal(answers.length, cases.length);
	await page.goto('/');
	for (let from = 0; from < asked.length; from += 2000) {
		const part = asked.slice(from, from + 2000);
		const got = await page.evaluate(browserAnswers, { asked: part, tables });

		part.forEach(({ text, input, value }, i) => {
			if (JSON.stringify(got[i]) !== JSON.stringify(value))
				wrong.push(`${text}${input === undefined ? '' : ` of ${JSON.stringify(input)}`}: ${JSON.stringify(got[i])}, on the server ${JSON.stringify(value)}`);
		});
	}
	assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} of ${asked.length}`);
	assert.ok(asked.length > 25000, `${asked.length} of ${cases.length} are expressions of the subset`);
	assert.deepEqual(page.complaints, []);
});
