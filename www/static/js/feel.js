// Evaluates the trees of FEEL expressions that the server wrote (feel_write_json): conditions of a form as one types. The same
// rules as modules/domain/definition/feel/feel_eval.c, held equal by tests/browser/feel-parity. Nothing is ever parsed or run here.
import * as decimal from "./decimal.js";
import { DATE_OF, element, FUNCTIONS } from "./feel_functions.js";
import { ARITHMETIC, arithmetic, compare, equal, integer, list, match, negate, number, parseDate, spend, STEPS_MAX, typeOf, within } from "./feel_values.js";

export { datePart, equal, number, parseDate, toText, typeOf } from "./feel_values.js";


function call(run, { call: name, args }) {
	const wanted = name === "date" && args.length === 3 ? DATE_OF : FUNCTIONS[name];
	const values = [];

	for (const [i, arg] of args.entries()) {
		const value = visit(run, arg);
		const type = typeOf(value);

		const expected = wanted.nullable ? "any" : wanted.args[wanted.each ? 0 : i];

		if (!wanted.nullable && (type === "null" || (expected !== "any" && expected !== type)))
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

// --- iterations -----------------------------------------------------------------------------------------------------------------

const INT32 = 2n ** 31n;

// The whole numbers from one to the other, upwards or downwards.
function series(run, ends) {
	const [from, to] = ends.map(end => (typeOf(end) === "decimal" ? decimal.toInt(end.decimal) : null));

	if (from === null || to === null || from >= INT32 || from < -INT32 || to >= INT32 || to < -INT32)
		return null;
	const count = Math.abs(Number(to - from)) + 1;
	const step = from <= to ? 1 : -1;

	return spend(run, count) ? list(Array.from({ length: count }, (_, i) => integer(Number(from) + step * i))) : null;
}

// Variable number `which` takes each element in turn; behind the last one the result is visited and `seen`, which answers whether
// to go on. What is no list breaks the whole.
function iterate(run, args, which, work) {
	const value = visit(run, args[which]);
	const outer = run.scope;
	let more = true;

	if (which + 1 === args.length)
		return work.seen(value);
	if (!Array.isArray(value)) {
		work.broken = true;
		return false;
	}
	for (let i = 0; more && i < value.length; i++) {
		run.scope = { value: value[i], outer };
		more = spend(run, 1) && iterate(run, args, which + 1, work);
	}
	run.scope = outer;
	return more;
}

function loop(run, args) {
	const items = [];
	const work = { seen: value => items.push(value) > 0, broken: false };

	iterate(run, args, 0, work);
	return work.broken ? null : list(items);
}

// Three-valued, like "and" and "or".
function quantified(run, args, decisive) {
	let decided = false;
	let unknown = false;
	const work = { broken: false, seen: value => {
		unknown ||= typeof value !== "boolean";
		decided = value === decisive;
		return !decided;
	} };

	iterate(run, args, 0, work);
	if (work.broken)
		return null;
	if (decided)
		return decisive;
	return unknown ? null : !decisive;
}

// A number between the brackets picks an element, a condition keeps those for which it is true for certain.
function filter(run, args) {
	const items = visit(run, args[0]);
	const outer = run.scope;
	const kept = [];

	if (!Array.isArray(items))
		return null;
	for (let i = 0; i < items.length || i === 0; i++) {
		run.scope = { value: items[i] ?? null, outer };
		const test = visit(run, args[1]);

		if (i === 0 && typeOf(test) === "decimal") {
			run.scope = outer;
			return element(items, test.decimal);
		}
		if (!spend(run, 1))
			break;
		if (items.length > 0 && test === true)
			kept.push(items[i]);
	}
	run.scope = outer;
	return list(kept);
}

function local(run, level) {
	let scope = run.scope;

	for (let i = level; i > 0; i--)
		scope = scope?.outer;
	return scope?.value ?? null;
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
		return list(values);
	case "series":
		return series(run, values);
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
	if ("local" in node)
		return local(run, node.local);
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
	case "for":
		return loop(run, node.args);
	case "some":
	case "every":
		return quantified(run, node.args, node.op === "some");
	case "filter":
		return filter(run, node.args);
	case "if":
		return visit(run, node.args[visit(run, node.args[0]) === true ? 1 : 2]);
	default:
		return operation(run, node);
	}
}

// What the tree gives with these values (a Map by name) on the day `today` (days since 1970); `input` is what a test is about.
export function evaluate(tree, values, today, input = null) {
	const run = { values, today, input, scope: null, steps: 0 };
	const value = visit(run, tree);

	return run.steps > STEPS_MAX ? null : value;
}

// A guard holds only if it is true for certain.
export const holds = (tree, values, today) => evaluate(tree, values, today) === true;
