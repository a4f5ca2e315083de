// Evaluates the trees of FEEL expressions that the server wrote (feel_write_json): conditions of a form as one types. The same
// rules as modules/domain/definition/feel_eval.c, held equal by tests/browser/feel-parity. Nothing is ever parsed or run here.
// Values: null, true, "text", [list], { decimal }, { date: days }, { seconds }, { months }, { low, high, lowIncluded, highIncluded }.
import * as decimal from "./decimal.js";

const STEPS_MAX = 20000;
const STRING_MAX = 64 * 1024; // bytes
const DAY = 86400;
const DURATION_MAX = 999999;
const FIRST_DATE = -719162; // 0001-01-01
const LAST_DATE = 2932896; // 9999-12-31

export const number = value => (value === null ? null : { decimal: value });
const integer = value => number(decimal.fromInt(value));

export function typeOf(value) {
	if (value === null || value === undefined)
		return "null";
	if (Array.isArray(value))
		return "list";
	if (typeof value !== "object")
		return typeof value;
	return ["decimal", "date", "seconds", "months"].find(kind => kind in value) ?? "range";
}

// --- days -----------------------------------------------------------------------------------------------------------------

const DAY_MS = DAY * 1000;

export function datePart(days) {
	const date = new Date(days * DAY_MS);

	return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function daysOf(year, month, day) {
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

function yearsBetween(from, to) {
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
function parseDuration(text) {
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
function compare(a, b) {
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

function within(value, range) {
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

function match(value, test) {
	if (typeOf(test) === "range")
		return within(value, test);
	if (!Array.isArray(test) || Array.isArray(value))
		return equal(value, test);
	return test.some(item => !Array.isArray(item) && match(value, item) === true);
}

// --- arithmetic ---------------------------------------------------------------------------------------------------------------

const sizeOf = text => new TextEncoder().encode(text).length;

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

const ARITHMETIC = { "+": decimal.add, "-": decimal.subtract, "*": decimal.multiply, "/": decimal.divide, "**": decimal.power };

function arithmetic(op, a, b) {
	if (typeOf(a) === "decimal" && typeOf(b) === "decimal")
		return number(ARITHMETIC[op](a.decimal, b.decimal));
	if (op === "+")
		return add(a, b);
	return op === "-" ? subtract(a, b) : null;
}

function negate(value) {
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

// Arguments by type; "nullable": takes null and any type.
const FUNCTIONS = {
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
	date: { args: ["string"], call: ([text]) => parseDate(text) },
	duration: { args: ["string"], call: ([text]) => parseDuration(text) },
	today: { args: [], call: (args, run) => ({ date: run.today }) },
	age: { args: ["date"], call: ([born], run) => integer(yearsBetween(born.date, run.today)) },
	"years between": { args: ["date", "date"], call: ([a, b]) => integer(yearsBetween(a.date, b.date)) },
	"days between": { args: ["date", "date"], call: ([a, b]) => integer(b.date - a.date) },
	"is defined": { nullable: true, call: ([value]) => typeOf(value) !== "null" },
};

function call(run, { call: name, args }) {
	const wanted = FUNCTIONS[name];
	const values = [];

	for (const [i, arg] of args.entries()) {
		const value = visit(run, arg);
		const type = typeOf(value);

		if (!wanted.nullable && (type === "null" || (wanted.args[i] !== "any" && wanted.args[i] !== type)))
			return null;
		values.push(value);
	}
	return wanted.call(values, run);
}

// --- the tree -----------------------------------------------------------------------------------------------------------------

function literal(node) {
	if ("number" in node)
		return number(decimal.parse(node.number));
	if ("date" in node)
		return parseDate(node.date);
	if ("string" in node)
		return node.string;
	if ("boolean" in node)
		return node.boolean;
	return "null" in node ? null : node;
}

// Three-valued: one decisive value decides, else an unknown one makes the whole unknown.
function logic(run, { op, args }) {
	const decisive = op === "or";
	let unknown = false;

	for (const arg of args) {
		const value = visit(run, arg);

		if (value === decisive)
			return decisive;
		unknown ||= typeof value !== "boolean";
	}
	return unknown ? null : !decisive;
}

function comparison(op, a, b) {
	if (op === "=" || op === "!=") {
		if (typeOf(a) !== typeOf(b) && typeOf(a) !== "null" && typeOf(b) !== "null")
			return null;
		return equal(a, b) === (op === "=");
	}
	const order = compare(a, b);

	if (order === null)
		return null;
	return { "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0 }[op];
}

function range(node, low, high) {
	return compare(low, high) === null ? null : { low, high, lowIncluded: node.low, highIncluded: node.high };
}

function operation(run, node) {
	const { op, args } = node;
	const values = args.map(arg => visit(run, arg));

	switch (op) {
	case "negate":
		return negate(values[0]);
	case "not":
		return typeof values[0] === "boolean" ? !values[0] : null;
	case "between":
		return within(values[0], { low: values[1], high: values[2], lowIncluded: true, highIncluded: true });
	case "match":
		return match(values[0], values[1]);
	case "list":
		return values;
	case "range":
		return range(node, values[0], values[1]);
	default:
		return op in ARITHMETIC ? values.reduce((result, value) => arithmetic(op, result, value)) : comparison(op, values[0], values[1]);
	}
}

function visit(run, node) {
	run.steps += 1;
	if (run.steps > STEPS_MAX)
		return null;
	if ("name" in node)
		return run.values.get(node.name) ?? null;
	if ("call" in node)
		return call(run, node);
	switch (node.op) {
	case undefined:
		return literal(node);
	case "input":
		return run.input;
	case "and":
	case "or":
		return logic(run, node);
	case "if":
		return visit(run, node.args[visit(run, node.args[0]) === true ? 1 : 2]);
	default:
		return operation(run, node);
	}
}

// What the tree gives with these values (a Map by name) on the day `today` (days since 1970); `input` is what a test is about.
export function evaluate(tree, values, today, input = null) {
	const run = { values, today, input, steps: 0 };
	const value = visit(run, tree);

	return run.steps > STEPS_MAX ? null : value;
}

// A guard holds only if it is true for certain.
export const holds = (tree, values, today) => evaluate(tree, values, today) === true;
