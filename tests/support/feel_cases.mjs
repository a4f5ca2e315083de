// Expressions with values, for holding the browser's evaluator against the server's: every operator and function over every
// type, what people write in forms and tables, the cells of the DMN TCK, and random trees. Knows no evaluator.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const number = (text) => ({ number: String(text) });
const TODAY = 20778; // 21 November 2026

// One of each type, with the edges that hurt: 34 digits, one more than a leap day, letters outside the first plane.
export const VALUES = {
	nothing: null, yes: true, no: false, zero: number(0), one: number(1), minus: number('-2.50'), third: number('0.3333333333333333333333333333333333'),
	large: number('9999999999999999999999999999999999'), tiny: number('1E-6176'), huge: number('9E+6111'), half: number('2.5'), money: number('1234567'),
	empty: '', word: 'Hà Nội', letters: 'ABC', emoji: 'a😀b', digits: '12.50', iso: '2026-11-21', birth: { date: 3986 }, leap: { date: 19782 }, last: { date: 2932896 },
	day: { seconds: 86400 }, back: { seconds: -90061 }, year: { months: 12 }, months: { months: -5 }, none: [], numbers: [number(1), number('2.0'), number(3)],
	words: ['Hà Nội', 'ABC'], mixed: [true, null, number(2)], dates: [{ date: 1 }, { date: 2 }],
};
const NAMES = Object.keys(VALUES);

const BINARY = ['+', '-', '*', '/', '**', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in'];
const UNARY = ['-NAME', 'not(NAME)', 'if NAME then 1 else "không"', 'NAME between 1 and 3', 'NAME between birth and leap', 'NAME in [1..3)', 'NAME in (birth..leap]',
	'NAME in [1, "ABC", true]', '[NAME, 1]', 'NAME = null', 'NAME + NAME - NAME'];
const CALLS = ['count(X)', 'sum(X)', 'sum(X, 1)', 'min(X)', 'max(X, one)', 'all(X)', 'any(X)', 'all(X, yes)', 'any(X, no)', 'list contains(X, 2)',
	'list contains(words, X)', 'contains(X, "i")', 'starts with(X, "H")', 'ends with(X, "b")', 'string length(X)', 'substring(X, 2)', 'substring(X, -2, 1)',
	'substring(word, X)', 'string(X)', 'number(X)', 'floor(X)', 'floor(X, 1)', 'ceiling(X)', 'ceiling(X, -2)', 'decimal(X, 1)', 'decimal(third, X)',
	'round half up(X, 0)', 'abs(X)', 'modulo(X, 3)', 'modulo(7, X)', 'date(X)', 'duration(X)', 'age(X)', 'years between(X, leap)', 'days between(birth, X)',
	'is defined(X)', 'round up(X, 1)', 'round down(X, 0)', 'round up(third, X)', 'odd(X)', 'even(X)', 'date(X, 2, 29)', 'date(2024, X, 1)', 'date(2024, 2, X)',
	'last day of month(X)', 'years and months duration(X, leap)', 'years and months duration(birth, X)', 'X.year', 'X.month', 'X.day', 'X.weekday', 'X.years', 'X.months',
	'X.days', 'X.hours', 'X.minutes', 'X.seconds', 'upper case(X)', 'lower case(X)', 'substring before(X, "i")', 'substring after(X, "B")', 'substring after(word, X)',
	'string join(X)', 'string join(X, ", ")', 'string join(words, X)', 'mean(X)', 'mean(X, 2)', 'median(X)', 'median(X, 2, 5, one)', 'product(X)', 'product(X, third)',
	'append(X, 1)', 'append(numbers, X)', 'concatenate(X, words)', 'concatenate(mixed, X, X)', 'union(numbers, X)', 'union(X, X)', 'distinct values(X)', 'flatten(X)',
	'flatten([X, [X, 1]])', 'reverse(X)', 'index of(X, 2)', 'index of(mixed, X)', 'sublist(X, 2)', 'sublist(numbers, X)', 'sublist(numbers, 1, X)', 'remove(X, 1)',
	'remove(numbers, X)', 'for x in X return x', 'for x in X return [x, X]', 'for x in numbers, y in X return y', 'for i in 1..X return i', 'for i in X..2 return i * 2',
	'some x in X satisfies x > 1', 'every x in X satisfies x != null', 'some x in mixed satisfies x', 'every x in mixed satisfies x = X', 'X[1]', 'X[-1]', 'numbers[X]',
	'X[item > 1]', 'X[item = "ABC"]', 'mixed[item = X]', 'words[X]', '[][X]', 'count(X[item != null])'];
const TEXTS = ['1.5E3', '-0', '1e', '1e+', '.5', '5.', '.', '-', '+1', '1 ', '0x1', '1E-99999', '1E-100000', '99999999999999999999999999999999995', '0.000', '1E40', '1E41'];
const DURATIONS = ['P1Y', 'P1Y6M', '-P3D', 'P1DT2H3M4S', 'PT0S', 'P', 'PT', 'P1M2Y', 'P1DT', 'P1YT1M', 'P9999999D', 'P1Y1D', '-P0M', 'PT90M', 'P1W', 'T1H'];
const DATES = ['2024-02-29', '2023-02-29', '0001-01-01', '0000-01-01', '9999-12-31', '2026-1-1', '2026-13-01', '1900-02-29', '2000-02-29'];
const SUMS = ['date("2024-01-31") + duration("P1M")', 'date("2024-03-31") - duration("P1M")', 'date("2024-02-29") + duration("P1Y")', 'date("9999-12-31") + duration("P1D")',
	'date("0001-01-31") - duration("P1M")', 'date("2026-11-21") - duration("PT1S")', 'date("2026-11-21") - date("2025-11-21")', 'today() - birth', 'age(birth) >= 18',
	'1 / 3 * 3', '2 / 3', '10 / 4', '1E0', '7 ** 40', '2 ** -3', '2 ** 0.5', '0 ** 0', '10 ** 999', '(1 / 3) ** 3', '0.1 + 0.2 = 0.3', '1.0 = 1.00', '-5 / 2',
	'modulo(-5, 3)', 'modulo(5, -3)', 'modulo(0.1, 0.03)', 'round half up(2.5, 0)', 'decimal(2.5, 0)', 'decimal(3.5, 0)', 'floor(-1.5)', 'ceiling(-1.5)', 'if null then 1 else 2',
	'not(null)', 'null and false', 'null or true', '[1, 2] = [1.0, 2.00]', '[1..3] = [1..3]', '2 in ([1..2), (2..3])', '"a" < "b"', '"z" < "Đ"', '"a😀" < "a\uffee"',
	'for i in 1..count(numbers) return numbers[i] * i', 'some i in 1..3 satisfies numbers[i] > 2 and words[1] = "Hà Nội"', 'sum(for x in numbers return if x > 1 then x * 8000 else 0)',
	'every x in numbers satisfies some y in numbers satisfies y >= x', 'for x in numbers, y in [x, x + 1] return x * y', 'count(numbers[item > 1]) * 5000', 'numbers[item > 1][1]',
	'for x in dates return x.year', 'for item in numbers return numbers[item = 2]', 'for i in 1..20001 return i', 'count(for i in 1..9000 return i)', 'for i in 3..1 return i',
	'for x in 1..200 return for y in 1..200 return x', 'count(for x in 1..90 return for y in 1..90 return x + y)', 'some x in 1..20000 satisfies x = 19000', '[1, 2, 3][2]', '[1, 2, 3][-1]',
	'[][1]', '[][item = 1]', 'today().year', 'date("2024-02-10").month', '(date("2026-11-21") - date("2026-01-01")).days', 'duration("-PT90M").minutes', 'duration("-PT90M").hours',
	'@"2026-11-21".weekday', 'for x in [1, 2] return for y in [x, 10] return x + y', 'concatenate([1], [2, [3]])', 'flatten([1, [2, [3, []]]])', 'distinct values([1, 1.0, "1", null, null])',
	'median([3, 1, 2])', 'median(1, 2)', 'mean([1, 2, 2])', 'string join(["a", null, "b"], "-")', 'upper case("nguyễn văn ạ ß ǆ ﬁ i ı")', 'lower case("NGUYỄN VĂN ĐỖ İ Σ")',
	'upper case("абв αβγ ÿ ỳỵỷỹ ươ")', 'lower case("ẠẶẬẸỆỊỌỘỢỤỰỲỴỶỸƠƯĂÂÊÔĐ")', 'count(for a in [[1, 1]], b in [[a, a]], c in [[b, b]], d in [[c, c]] return d)',
	'for a in [[1, 1, 1, 1, 1, 1, 1, 1]], b in [[a, a, a, a, a, a, a, a]], c in [[b, b, b, b, b, b, b, b]], d in [[c, c, c, c, c, c, c, c]] return [d, d, d, d, d, d, d, d]',
	'string([1, null, "x", [2]])', 'string(duration("P1DT1H"))', 'string(-duration("P14M"))', 'so_ban * 8000', 'if so_ban > 2 then so_ban * 5000 else 16000'];
const CELLS = ['-', '> 1', '<= 2.5', '"ABC", "Hà Nội"', '[1..3]', '(0..2]', 'not(1)', 'not("ABC", null)', '? > 1 and ? < 5', 'null', '1, 2, > 10', 'date("2024-02-29")', '> duration("PT1H")', 'one', 'numbers', 'words', 'true'];

function plain(text) {
	return { text, names: { ...VALUES, so_ban: number(3) }, today: TODAY };
}

function every() {
	const binary = BINARY.flatMap((op) => NAMES.flatMap((a) => NAMES.map((b) => `${a} ${op} ${b}`)));
	const unary = UNARY.flatMap((form) => NAMES.map((name) => form.replaceAll('NAME', name)));
	const calls = CALLS.flatMap((form) => NAMES.map((name) => form.replace('X', name)));
	const texts = [...TEXTS.map((text) => `number("${text}")`), ...DURATIONS.map((text) => `duration("${text}")`), ...DATES.map((text) => `date("${text}")`)];
	const cells = CELLS.flatMap((text) => NAMES.map((name) => ({ ...plain(text), test: true, input: VALUES[name] })));

	return [...[...binary, ...unary, ...calls, ...texts, ...SUMS].map(plain), ...cells];
}

// A generator that gives the same cases in each run (mulberry32).
function random(seed) {
	return (below) => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);

		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % below;
	};
}

function randomCases(count) {
	const next = random(20261121);
	const one = (list) => list[next(list.length)];
	const literal = () => one([() => `${next(2000) - 1000}.${next(100)}`, () => String(next(10) ** next(12)), () => `"${one(['a', 'Đ', '😀', ''])}"`, () => one(NAMES)])();
	const expression = (depth) => {
		if (depth === 0)
			return literal();
		const inner = () => expression(next(depth));

		return one([() => `(${inner()} ${one(BINARY.slice(0, 13))} ${inner()})`, () => one(CALLS).replace('X', inner()), () => one(UNARY).replaceAll('NAME', `(${inner()})`),
			() => `[${inner()}, ${inner()}]`])();
	};

	return Array.from({ length: count }, () => plain(expression(4)));
}

// Every expression and cell that stands in the models of the DMN TCK, over the same values by the models' own names.
function conformance(shared) {
	const folder = join(shared, 'spec/dmn-tck');
	const unescape = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');

	if (!existsSync(folder))
		return [];
	return readdirSync(folder).filter((name) => /^\d/.test(name)).flatMap((name) => {
		const model = readFileSync(join(folder, name, `${name}.dmn`), 'utf8');
		const inputs = [...model.matchAll(/<(?:\w+:)?inputData[^>]* name="([^"]+)"/g)].map(([, input]) => unescape(input));
		const texts = [...model.matchAll(/<(?:\w+:)?text>([^<]*)<\/(?:\w+:)?text>/g)].map(([, text]) => unescape(text).trim());

		return texts.flatMap((text) => Object.values(VALUES).slice(0, 12).flatMap((value) => {
			const names = Object.fromEntries(inputs.map((input) => [input, value]));

			return [{ text, names, today: TODAY }, { text, names, today: TODAY, test: true, input: value }];
		}));
	});
}

export const feelCases = (shared) => [...every(), ...conformance(shared), ...randomCases(20000)];
