// The functions that FEEL expressions may call, as modules/domain/definition/feel/feel_{functions,list,text,days}.c.
import * as decimal from "./decimal.js";
import { compare, DAY, datePart, daysOf, equal, integer, list, number, parseDate, parseDuration, sizeOf, spend, STEPS_MAX, STRING_MAX, toText, typeOf, yearsBetween } from "./feel_values.js";

const gathered = args => (args.length === 1 && Array.isArray(args[0]) ? args[0] : args);

function sum(args) {
	const items = gathered(args);
	let total = items.length > 0 ? decimal.fromInt(0) : null;

	for (const item of items)
		total = total !== null && typeOf(item) === "decimal" ? decimal.add(total, item.decimal) : null;
	return number(total);
}

function extreme(args, sign) {
	const items = gathered(args);
	let best = items[0] ?? null;

	for (const item of items) {
		const order = compare(item, best);

		if (order === null)
			return null;
		if (order * sign > 0)
			best = item;
	}
	return best;
}

function allOrAny(args, decisive) {
	const items = gathered(args);

	if (items.includes(decisive))
		return decisive;
	return items.every(item => typeof item === "boolean") ? !decisive : null;
}

function substring([text, start, length]) {
	const points = [...text];
	const from = decimal.toInt(start.decimal);
	const take = length === undefined ? BigInt(points.length) : decimal.toInt(length.decimal);
	const size = BigInt(points.length);

	if (from === null || from === 0n || from > size || from < -size || take === null || (length !== undefined && take < 1n))
		return null;
	const begin = Number(from > 0n ? from - 1n : size + from);

	return points.slice(begin, begin + Number(take > size ? size : take)).join("");
}

function rounded([value, scale], how) {
	const digits = scale === undefined ? 0n : decimal.toInt(scale.decimal);

	if (digits === null || digits < -6000n || digits > 6000n)
		return null;
	return number(decimal.round(value.decimal, Number(digits), how));
}

// --- functions about lists ------------------------------------------------------------------------------------------------------

function mean(args, run) {
	const items = gathered(args);
	const total = spend(run, items.length) ? sum([items]) : null;

	return total === null ? null : number(decimal.divide(total.decimal, decimal.fromInt(items.length)));
}

function product(args, run) {
	const items = gathered(args);

	if (items.length === 0 || !spend(run, items.length))
		return null;
	return number(items.reduce((result, item) => (result === null || typeOf(item) !== "decimal" ? null : decimal.multiply(result, item.decimal)), decimal.fromInt(1)));
}

function median(args, run) {
	const items = gathered(args);

	if (items.length === 0 || !spend(run, items.length) || sum([items]) === null)
		return null;
	const sorted = [...items].sort((a, b) => decimal.compare(a.decimal, b.decimal));
	const middle = Math.floor(sorted.length / 2);

	return sorted.length % 2 === 1 ? sorted[middle] : mean([sorted[middle - 1], sorted[middle]], run);
}

function append([items, ...more], run) {
	if (!Array.isArray(items) || !spend(run, items.length + more.length + 1))
		return null;
	return list([...items, ...more]);
}

function concatenate(args, run) {
	return spend(run, args.reduce((total, items) => total + items.length, 0)) ? list(args.flat()) : null;
}

// Of equal ones the first stays.
function union(args, run) {
	const all = concatenate(args, run);
	const kept = [];

	for (const item of all ?? []) {
		if (!spend(run, kept.length))
			return null;
		if (!kept.some(known => equal(known, item)))
			kept.push(item);
	}
	return all && list(kept);
}

const countLeaves = items => items.reduce((count, item) => count + (Array.isArray(item) ? countLeaves(item) + 1 : 1), 0);
const flatten = ([items], run) => (spend(run, countLeaves(items)) ? list(items.flat(Infinity)) : null);
const reverse = ([items], run) => (spend(run, items.length) ? list([...items].reverse()) : null);

function indexOf([items, wanted], run) {
	if (!Array.isArray(items) || !spend(run, items.length))
		return null;
	return list(items.flatMap((item, i) => (equal(item, wanted) ? [integer(i + 1)] : [])));
}

// A place counted from 1, or from the end if negative, as one counted from 0; null if there is none.
function placeIn(value, size) {
	const place = decimal.toInt(value);

	if (place === null || place === 0n || place > size || place < -size)
		return null;
	return Number(place > 0n ? place - 1n : BigInt(size) + place);
}

function sublist([items, start, length]) {
	const from = placeIn(start.decimal, items.length);
	const rest = BigInt(items.length - (from ?? 0));
	const take = length === undefined ? rest : decimal.toInt(length.decimal);

	if (from === null || take === null || (length !== undefined && take < 1n) || take > rest)
		return null;
	return list(items.slice(from, from + Number(take)));
}

function remove([items, place], run) {
	const at = placeIn(place.decimal, items.length);

	return at === null || !spend(run, items.length) ? null : list(items.filter((_, i) => i !== at));
}

export function element(items, place) {
	const at = placeIn(place, items.length);

	return at === null ? null : items[at];
}

// --- functions about texts and days -------------------------------------------------------------------------------------------

// Character by character: one that would become several stays as it is.
function inCase(run, text, change) {
	if (!spend(run, Math.floor(sizeOf(text) / 16)))
		return null;
	return [...text].map(one => ([...change(one)].length === 1 ? change(one) : one)).join("");
}

function textBefore([text, part]) {
	const at = text.indexOf(part);

	return at < 0 ? "" : text.slice(0, at);
}

function textAfter([text, part]) {
	const at = text.indexOf(part);

	return at < 0 ? "" : text.slice(at + part.length);
}

// What is null is left out; anything else that is no text makes the whole null.
function join([items, between = ""], run) {
	const texts = [];

	for (const item of items) {
		if (item === null)
			continue;
		if (typeof item !== "string" || !spend(run, 1))
			return null;
		texts.push(item);
	}
	const text = texts.join(between);

	return sizeOf(text) > STRING_MAX ? null : text;
}

function dateOf(parts) {
	const [year, month, day] = parts.map(part => decimal.toInt(part.decimal));

	if ([year, month, day].includes(null) || year > 9999n || month > 12n || day > 31n || year < 1n || month < 1n || day < 1n)
		return null;
	const days = daysOf(Number(year), Number(month), Number(day));

	return days === null ? null : { date: days };
}

function lastDayOfMonth([{ date }]) {
	const { year, month } = datePart(date);
	const last = [31, 30, 29, 28].map(day => daysOf(year, month, day)).find(days => days !== null);

	return { date: last };
}

function monthsBetween([from, to]) {
	const back = from.date > to.date;
	const a = datePart(back ? to.date : from.date);
	const b = datePart(back ? from.date : to.date);
	const months = (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0);

	return { months: back ? 0 - months : months };
}

const whole = value => integer(Math.trunc(value) + 0);

function parity(value, wanted) {
	const rest = decimal.toInt(decimal.modulo(value, decimal.fromInt(2)) ?? decimal.fromInt(9));
	const isWhole = decimal.isZero(decimal.modulo(value, decimal.fromInt(1)) ?? decimal.fromInt(1));

	return isWhole ? rest === wanted : null;
}

// Arguments by type; "nullable": takes null and any type; "each": any number of the first type.
export const FUNCTIONS = {
	count: { args: ["list"], call: ([list]) => integer(list.length) },
	sum: { nullable: true, call: sum },
	min: { nullable: true, call: args => extreme(args, -1) },
	max: { nullable: true, call: args => extreme(args, 1) },
	all: { nullable: true, call: args => allOrAny(args, false) },
	any: { nullable: true, call: args => allOrAny(args, true) },
	"list contains": { nullable: true, call: ([list, item]) => (Array.isArray(list) ? list.some(one => equal(one, item)) : null) },
	contains: { args: ["string", "string"], call: ([text, part]) => text.includes(part) },
	"starts with": { args: ["string", "string"], call: ([text, part]) => text.startsWith(part) },
	"ends with": { args: ["string", "string"], call: ([text, part]) => text.endsWith(part) },
	"string length": { args: ["string"], call: ([text]) => integer([...text].length) },
	substring: { args: ["string", "decimal", "decimal"], call: substring },
	string: { args: ["any"], call: ([value]) => toText(value) },
	number: { args: ["string"], call: ([text]) => number(decimal.parse(text)) },
	floor: { args: ["decimal", "decimal"], call: args => rounded(args, "floor") },
	ceiling: { args: ["decimal", "decimal"], call: args => rounded(args, "ceiling") },
	decimal: { args: ["decimal", "decimal"], call: args => rounded(args, "half even") },
	"round half up": { args: ["decimal", "decimal"], call: args => rounded(args, "half up") },
	abs: { args: ["decimal"], call: ([value]) => number({ ...value.decimal, negative: false }) },
	modulo: { args: ["decimal", "decimal"], call: ([a, b]) => number(decimal.modulo(a.decimal, b.decimal)) },
	"round up": { args: ["decimal", "decimal"], call: args => rounded(args, args[0].decimal.negative ? "floor" : "ceiling") },
	"round down": { args: ["decimal", "decimal"], call: args => rounded(args, args[0].decimal.negative ? "ceiling" : "floor") },
	odd: { args: ["decimal"], call: ([value]) => parity(value.decimal, 1n) },
	even: { args: ["decimal"], call: ([value]) => parity(value.decimal, 0n) },
	"last day of month": { args: ["date"], call: lastDayOfMonth },
	"years and months duration": { args: ["date", "date"], call: monthsBetween },
	".year": { args: ["date"], call: ([value]) => integer(datePart(value.date).year) },
	".month": { args: ["date"], call: ([value]) => integer(datePart(value.date).month) },
	".day": { args: ["date"], call: ([value]) => integer(datePart(value.date).day) },
	".weekday": { args: ["date"], call: ([value]) => integer(((((value.date + 3) % 7) + 7) % 7) + 1) },
	".years": { args: ["months"], call: ([value]) => whole(value.months / 12) },
	".months": { args: ["months"], call: ([value]) => whole(value.months % 12) },
	".days": { args: ["seconds"], call: ([value]) => whole(value.seconds / DAY) },
	".hours": { args: ["seconds"], call: ([value]) => whole((value.seconds % DAY) / 3600) },
	".minutes": { args: ["seconds"], call: ([value]) => whole((value.seconds % 3600) / 60) },
	".seconds": { args: ["seconds"], call: ([value]) => whole(value.seconds % 60) },
	"upper case": { args: ["string"], call: ([text], run) => inCase(run, text, one => one.toUpperCase()) },
	"lower case": { args: ["string"], call: ([text], run) => inCase(run, text, one => one.toLowerCase()) },
	"substring before": { args: ["string", "string"], call: textBefore },
	"substring after": { args: ["string", "string"], call: textAfter },
	"string join": { args: ["list", "string"], call: join },
	mean: { nullable: true, call: mean },
	median: { nullable: true, call: median },
	product: { nullable: true, call: product },
	append: { nullable: true, call: append },
	concatenate: { each: true, args: ["list"], call: concatenate },
	union: { each: true, args: ["list"], call: union },
	"distinct values": { args: ["list"], call: union },
	flatten: { args: ["list"], call: flatten },
	reverse: { args: ["list"], call: reverse },
	"index of": { nullable: true, call: indexOf },
	sublist: { args: ["list", "decimal", "decimal"], call: sublist },
	remove: { args: ["list", "decimal"], call: remove },
	date: { args: ["string"], call: ([text]) => parseDate(text) },
	duration: { args: ["string"], call: ([text]) => parseDuration(text) },
	today: { args: [], call: (args, run) => ({ date: run.today }) },
	age: { args: ["date"], call: ([born], run) => integer(yearsBetween(born.date, run.today)) },
	"years between": { args: ["date", "date"], call: ([a, b]) => integer(yearsBetween(a.date, b.date)) },
	"days between": { args: ["date", "date"], call: ([a, b]) => integer(b.date - a.date) },
	"is defined": { nullable: true, call: ([value]) => typeOf(value) !== "null" },
};

// date(2026, 11, 21)
export const DATE_OF = { args: ["decimal", "decimal", "decimal"], call: dateOf };
