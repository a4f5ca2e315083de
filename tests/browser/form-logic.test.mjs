// A form follows its conditions in the browser as the server does, whatever is changed in whatever order; and one change costs what
// hangs on it, not the whole form.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { closeBrowser, person } from '../support/browser.mjs';
import { root } from '../support/env.mjs';

after(closeBrowser);

// Numbers that look random and are the same in every run.
function dice(seed) {
	let state = seed;

	return (sides) => {
		state = (state * 1103515245 + 12345) % 2147483648;
		return Math.floor(state / 65536) % sides;
	};
}

// Questions under conditions that read questions further up or down, a list whose rows have conditions of their own, sums over
// its rows, groups that hide what is in them.
function formOf(roll) {
	const field = (id, more) => ({ type: 'number', id, key: id, label: id, ...more });
	const under = (text) => ({ conditional: { hide: `=${text}` } });
	const first = Array.from({ length: 6 }, (_, i) => field(`a${i}`));
	const second = Array.from({ length: 6 }, (_, i) => field(`b${i}`, under(`a${roll(6)} > ${roll(4)} or a${roll(6)} = null`)));
	const third = { type: 'group', id: 'g', label: 'g', ...under(`b${roll(6)} = ${roll(3)}`),
		components: [field('c0'), field('c1', under(`b${roll(6)} < ${roll(4)}`))] };
	const list = { type: 'dynamiclist', id: 'l', path: 'l', label: 'l', components: [field('d0'), field('d1', under(`d0 > ${roll(4)} or c0 = ${roll(3)}`)),
		{ type: 'expression', id: 'd2', key: 'd2', label: 'd2', expression: '=d0 + d1' }] };
	const computed = [['e0', 'sum(d2)'], ['e1', 'count(d0) + c1'], ['e2', `if e1 > ${roll(4)} then e0 else a${roll(6)}`]]
		.map(([id, text]) => ({ type: 'expression', id, key: id, label: id, expression: `=${text}`, ...(roll(2) ? under(`b${roll(6)} = null`) : {}) }));
	const parts = [...first, ...second, third, list, ...computed];

	return { type: 'default', id: 'f', components: roll(2) ? parts : parts.reverse() };
}

const NAMES = ['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'b0', 'b1', 'b2', 'b3', 'b4', 'b5', 'c0', 'c1', 'd0.0', 'd1.0', 'd0.1', 'd1.1', 'd0.3'];

// Forty changes, one after the other: a number typed, changed or taken away.
function changes(roll) {
	const now = new Map();

	return Array.from({ length: 40 }, () => {
		const name = NAMES[roll(NAMES.length)];

		if (roll(4) === 0)
			now.delete(name);
		else
			now.set(name, String(roll(5)));
		return [...now];
	});
}

function serverAnswers(form, steps) {
	const text = execFileSync(join(root, 'build', process.env.VARIANT ?? 'asan', 'tests/support/form_answers'),
		{ input: [form, ...steps].map((one) => `${JSON.stringify(one)}\n`).join(''), encoding: 'utf8', maxBuffer: 1 << 28 });

	return text.trim().split('\n').map((line) => JSON.parse(line));
}

// Runs in the page: one that is told every change, and for each step one that begins anew.
async function follow(answers) {
	const { FormLogic } = await import('/static/js/form_logic.js');
	const { toText } = await import('/static/js/feel.js');
	const textsOf = (values) => {
		const texts = new Map();

		for (const [key, row, text] of values)
			texts.set(key, (texts.get(key) ?? new Map()).set(row, [text]));
		return texts;
	};
	const seen = (logic) => {
		const hidden = [], computed = {};

		for (const field of logic.fields)
			for (let row = 0; row < logic.rowsShown(field); row++) {
				if (logic.isHidden(field, row))
					hidden.push(`${field.id} ${row}`);
				if (field.type === 'expression')
					computed[`${field.id} ${row}`] = toText(logic.value(field, row));
			}
		return { hidden, computed };
	};
	const kept = new FormLogic(answers[0].live);

	return answers.map(({ live, values }) => {
		const fresh = new FormLogic(live);

		kept.update(textsOf(values), new Map());
		fresh.update(textsOf(values), new Map());
		return { kept: seen(kept), fresh: seen(fresh) };
	});
}

test('what is hidden and computed is the same on both sides after every change, in a hundred forms', async () => {
	const page = await person();

	await page.goto('/');
	for (let seed = 1; seed <= 100; seed++) {
		const roll = dice(seed);
		const form = formOf(roll);
		const answers = serverAnswers(form, changes(roll));

		if (answers[0].refused) {
			assert.equal(answers[0].refused, 'form.cycle');
			continue;
		}
		const followed = await page.evaluate(follow, answers);

		followed.forEach(({ kept, fresh }, step) => {
			const { hidden, computed } = answers[step];

			assert.deepEqual(fresh, { hidden, computed }, `form ${seed}, step ${step}, anew`);
			assert.deepEqual(kept, { hidden, computed }, `form ${seed}, step ${step}, following`);
		});
	}
	assert.deepEqual(page.complaints, []);
});

test('one change in a form of three hundred conditions works out those that hang on it', async () => {
	const page = await person();
	const question = (i) => ({ type: 'number', id: `f${i}`, key: `f${i}`, label: 'L', ...(i < 200 ? {} : { conditional: { hide: `=f${i % 100} = 1` } }) });
	const [{ live }] = serverAnswers({ type: 'default', id: 'f', components: Array.from({ length: 500 }, (_, i) => question(i)) }, [[]]);

	await page.goto('/');
	const [whole, one, hidden] = await page.evaluate(async (given) => {
		const { FormLogic } = await import('/static/js/form_logic.js');
		const logic = new FormLogic(given);

		logic.update(new Map(), new Map());
		const before = logic.evaluations;

		logic.update(new Map([['f7', new Map([[0, ['1']]])]]), new Map());
		return [before, logic.evaluations - before, logic.hidden.size];
	}, live);

	assert.deepEqual([whole, one, hidden], [300, 3, 3]);
});
