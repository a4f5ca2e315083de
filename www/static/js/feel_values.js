// Values of FEEL: null, true, "text", [list], { decimal }, { date: days }, { seconds }, { months }, { low, high, lowIncluded, highIncluded }.
// Comparing, adding and showing them, as modules/domain/definition/feel/feel_value.c does.
import * as decimal from "./decimal.js";

export const STEPS_MAX = 20000;
export const STRING_MAX = 64 * 1024; // bytes
export const DAY = 86400;
const DURATION_MAX = 999999;
const FIRST_DATE = -719162; // 0001-01-01
const LAST_DATE = 2932896; // 9999-12-31

export const number = value => (value === null ? null : { decimal: value });
export const integer = value => number(decimal.fromInt(value));

export function typeOf(value) {
	if (value === null || value === undefined)
		return "null";
	if (Array.isArray(value))
		return "list";
	if (typeof value !== "object")
		return typeof value;
	return ["decimal", "date", "seconds", "months"].find(kind => kind in value) ?? "range";
}

// Lists of one list over and over would take forever to compare: null past STEPS_MAX elements with all that is within.
const weights = new WeakMap();

export function list(items) {
	const weight = items.reduce((sum, item) => sum + (Array.isArray(item) ? Math.max(weights.get(item) ?? 0, item.length) : 0), items.length);

	if (weight > STEPS_MAX)
		return null;
	weights.set(items, weight);
	return items;
}

// Work other than visiting nodes counts too.
export function spend(run, steps) {
	run.steps += Math.min(steps, STEPS_MAX);
	return run.steps <= STEPS_MAX;
}

// --- days -----------------------------------------------------------------------------------------------------------------

const DAY_MS = DAY * 1000;

export function datePart(days) {
	const date = new Date(days * DAY_MS);

	return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function daysOf(year, month, day) {
	const date = new Date(0);

	date.setUTCFullYear(year, month - 1, day);
	const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;

	return exists && year >= 1 && year <= 9999 ? Math.round(date.getTime() / DAY_MS) : null;
}

// YYYY-MM-DD of a day that exists.
export function parseDate(text) {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
	const days = year === undefined ? null : daysOf(Number(year), Number(month), Number(day));

	return days === null ? null : { date: days };
}

function dateText(days) {
	const { year, month, day } = datePart(days);

	return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

export function yearsBetween(from, to) {
	if (from > to)
		return -yearsBetween(to, from);
	const a = datePart(from);
	const b = datePart(to);

	return b.year - a.year - (b.month < a.month || (b.month === a.month && b.day < a.day) ? 1 : 0);
}

// The same day of another month, or that month's last day.
function addMonths(date, months) {
	const { year, month, day } = datePart(date);
	const index = year * 12 + (month - 1) + months;

	if (index < 12 || index >= 120000)
		return null;
	for (let last = day; ; last--) {
		const days = daysOf(Math.floor(index / 12), (index % 12) + 1, last);

		if (days !== null)
			return { date: days };
	}
}

const inRange = days => (days >= FIRST_DATE && days <= LAST_DATE ? { date: days } : null);

function duration(kind, amount) {
	const bound = DURATION_MAX * DAY * 4;

	return Math.abs(amount) > bound ? null : { [kind]: amount + 0 };
}

// -?P(nY)?(nM)? or -?P(nD)?(T(nH)?(nM)?(nS)?)?
export function parseDuration(text) {
	const months = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?$/.exec(text);
	const days = /^(-?)P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
	const [, sign, ...parts] = months?.slice(2).some(Boolean) ? months : days ?? [];

	if (!parts.some(Boolean) || parts.some(part => Number(part ?? 0) > DURATION_MAX))
		return null;
	const factors = parts.length === 2 ? [12, 1] : [DAY, 3600, 60, 1];
	const sum = parts.reduce((total, part, i) => total + Number(part ?? 0) * factors[i], 0);

	return duration(parts.length === 2 ? "months" : "seconds", sign && sum !== 0 ? -sum : sum);
}

// --- comparing --------------------------------------------------------------------------------------------------------------

// By code points, as bytes of UTF-8 compare.
function compareText(a, b) {
	const left = [...a];
	const right = [...b];

	for (let i = 0; i < Math.min(left.length, right.length); i++)
		if (left[i] !== right[i])
			return left[i].codePointAt(0) - right[i].codePointAt(0);
	return left.length - right.length;
}

// Negative, 0, positive; null where the two cannot be ordered.
export function compare(a, b) {
	const type = typeOf(a);

	if (type !== typeOf(b))
		return null;
	switch (type) {
	case "decimal":
		return decimal.compare(a.decimal, b.decimal);
	case "string":
		return compareText(a, b);
	case "date":
	case "seconds":
	case "months":
		return a[type] - b[type];
	default:
		return null;
	}
}

const endsEqual = (a, b) => (a === undefined || b === undefined ? a === b : equal(a, b));

export function equal(a, b) {
	const type = typeOf(a);

	if (type !== typeOf(b))
		return false;
	switch (type) {
	case "null":
		return true;
	case "boolean":
		return a === b;
	case "list":
		return a.length === b.length && a.every((item, i) => equal(item, b[i]));
	case "range":
		return a.lowIncluded === b.lowIncluded && a.highIncluded === b.highIncluded && endsEqual(a.low, b.low) && endsEqual(a.high, b.high);
	default:
		return compare(a, b) === 0;
	}
}

export function within(value, range) {
	if (range.low !== undefined) {
		const order = compare(value, range.low);

		if (order === null)
			return null;
		if (order < 0 || (order === 0 && !range.lowIncluded))
			return false;
	}
	if (range.high !== undefined) {
		const order = compare(value, range.high);

		if (order === null)
			return null;
		if (order > 0 || (order === 0 && !range.highIncluded))
			return false;
	}
	return true;
}

export function match(value, test) {
	if (typeOf(test) === "range")
		return within(value, test);
	if (!Array.isArray(test) || Array.isArray(value))
		return equal(value, test);
	return test.some(item => !Array.isArray(item) && match(value, item) === true);
}

// --- arithmetic ---------------------------------------------------------------------------------------------------------------

export const sizeOf = text => new TextEncoder().encode(text).length;

function add(a, b) {
	const left = typeOf(a);
	const right = typeOf(b);

	if (left === "string" && right === "string")
		return sizeOf(a) + sizeOf(b) > STRING_MAX ? null : a + b;
	if (left !== "date" && right === "date")
		return add(b, a);
	if (left === "date" && right === "seconds")
		return inRange(a.date + Math.floor(b.seconds / DAY));
	if (left === "date" && right === "months")
		return addMonths(a.date, b.months);
	return left === right && (left === "seconds" || left === "months") ? duration(left, a[left] + b[left]) : null;
}

function subtract(a, b) {
	const left = typeOf(a);
	const right = typeOf(b);

	if (left === "date" && right === "date")
		return duration("seconds", (a.date - b.date) * DAY);
	if ((right === "seconds" || right === "months") && (left === "date" || left === right))
		return add(a, { [right]: 0 - b[right] });
	return null;
}

export const ARITHMETIC = { "+": decimal.add, "-": decimal.subtract, "*": decimal.multiply, "/": decimal.divide, "**": decimal.power };

export function arithmetic(op, a, b) {
	if (typeOf(a) === "decimal" && typeOf(b) === "decimal")
		return number(ARITHMETIC[op](a.decimal, b.decimal));
	if (op === "+")
		return add(a, b);
	return op === "-" ? subtract(a, b) : null;
}

export function negate(value) {
	switch (typeOf(value)) {
	case "decimal":
		return number(decimal.negate(value.decimal));
	case "seconds":
		return { seconds: 0 - value.seconds };
	case "months":
		return { months: 0 - value.months };
	default:
		return null;
	}
}

// --- functions ----------------------------------------------------------------------------------------------------------------

function durationText(value, unit, size) {
	const amount = Math.abs(value);
	const rest = amount % size;

	return `${value < 0 ? "-" : ""}P${Math.floor(amount / size)}${unit}${rest ? `T${rest}S` : ""}`;
}

export function toText(value) {
	switch (typeOf(value)) {
	case "boolean":
		return String(value);
	case "decimal":
		return decimal.format(value.decimal);
	case "string":
		return value;
	case "date":
		return dateText(value.date);
	case "seconds":
		return durationText(value.seconds, "D", DAY);
	case "months":
		return durationText(value.months, "M", 1);
	case "list":
		return value.map(toText).join(", ");
	default:
		return "";
	}
}
