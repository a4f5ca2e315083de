// Decimal numbers of 34 digits, rounded half to even: the same numbers, step by step, as modules/domain/number/decimal.c.
// A number is { coefficient: BigInt >= 0, exponent, negative }; null stands for "no such number". Knows nothing of forms.
const DIGITS = 34;
const EXPONENT_MAX = 6111;
const EXPONENT_MIN = -6176;
const EXPONENT_TEXT_MAX = 99999;
const ZEROS_SHOWN_MAX = 40;
const POWER_MAX = 999;
const INT64_MAX = 2n ** 63n - 1n;

const tenTo = count => 10n ** BigInt(count);
const digitsOf = value => (value === 0n ? 0 : value.toString().length);

// Drops `count` digits; `sticky`: something not zero was already lost below them. Tells how what was cut compares to a half.
function dropDigits(value, count, sticky) {
	if (count === 0)
		return { value, cut: sticky ? "below" : "nothing" };
	const unit = tenTo(count);
	const rest = value % unit;
	const twice = rest * 2n;
	let cut = "nothing";

	if (twice > unit || (twice === unit && sticky))
		cut = "above";
	else if (twice === unit)
		cut = "half";
	else if (rest !== 0n || sticky)
		cut = "below";
	return { value: value / unit, cut };
}

function roundsUp(kept, cut, how, negative) {
	switch (how) {
	case "half up":
		return cut === "half" || cut === "above";
	case "floor":
		return cut !== "nothing" && negative;
	case "ceiling":
		return cut !== "nothing" && !negative;
	default:
		return cut === "above" || (cut === "half" && kept % 2n === 1n);
	}
}

// The one place where a result becomes a number: at most 34 digits, exponent in range.
function settle(value, exponent, sticky, negative) {
	const drop = Math.max(digitsOf(value) - DIGITS, EXPONENT_MIN - exponent, 0);

	if (drop > 0 || sticky) {
		const dropped = dropDigits(value, drop, sticky);

		value = dropped.value + (roundsUp(dropped.value, dropped.cut, "half even", negative) ? 1n : 0n);
		exponent += drop;
		if (digitsOf(value) > DIGITS) {
			value /= 10n;
			exponent += 1;
		}
	}
	if (value === 0n)
		exponent = Math.min(exponent, EXPONENT_MAX);
	while (exponent > EXPONENT_MAX && digitsOf(value) < DIGITS) {
		value *= 10n;
		exponent -= 1;
	}
	return exponent > EXPONENT_MAX ? null : { coefficient: value, exponent, negative: negative && value !== 0n };
}

export function fromInt(number) {
	const value = BigInt(number);

	return { coefficient: value < 0n ? -value : value, exponent: 0, negative: value < 0n };
}

export function parse(text) {
	const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];

	if (whole === undefined || whole + fraction === "" || Math.abs(Number(exponent)) > EXPONENT_TEXT_MAX)
		return null;
	return settle(BigInt(whole + fraction), Number(exponent) - fraction.length, false, sign === "-");
}

// Plain digits while few zeros must be added, otherwise d.dddE+n.
export function format({ coefficient, exponent, negative }) {
	const sign = negative ? "-" : "";
	const digits = coefficient.toString();
	const point = digits.length + exponent;

	if (coefficient === 0n && exponent > 0)
		return "0";
	if (exponent > ZEROS_SHOWN_MAX || point < -ZEROS_SHOWN_MAX) {
		const power = point - 1;

		return `${sign}${digits[0]}${digits.length > 1 ? "." : ""}${digits.slice(1)}E${power < 0 ? "-" : "+"}${Math.abs(power)}`;
	}
	if (exponent >= 0)
		return sign + digits + "0".repeat(exponent);
	return point > 0 ? `${sign}${digits.slice(0, point)}.${digits.slice(point)}` : `${sign}0.${"0".repeat(-point)}${digits}`;
}

export const isZero = a => a.coefficient === 0n;
export const negate = a => ({ ...a, negative: !a.negative && !isZero(a) });

const signed = a => (a.negative ? -a.coefficient : a.coefficient);

// Both over one exponent, exactly.
function aligned(a, b) {
	const exponent = Math.min(a.exponent, b.exponent);

	return { a: signed(a) * tenTo(a.exponent - exponent), b: signed(b) * tenTo(b.exponent - exponent), exponent };
}

export function compare(a, b) {
	const both = aligned(a, b);

	return both.a < both.b ? -1 : both.a > both.b ? 1 : 0;
}

export function add(a, b) {
	const both = aligned(a, b);
	const sum = both.a + both.b;

	return settle(sum < 0n ? -sum : sum, both.exponent, false, sum < 0n);
}

export const subtract = (a, b) => add(a, negate(b));

export function multiply(a, b) {
	return settle(a.coefficient * b.coefficient, a.exponent + b.exponent, false, a.negative !== b.negative);
}

export function divide(a, b) {
	if (isZero(b))
		return null;
	const ideal = a.exponent - b.exponent;
	const up = isZero(a) ? 0 : Math.max(DIGITS + 1 + digitsOf(b.coefficient) - digitsOf(a.coefficient), 0);
	const dividend = a.coefficient * tenTo(up);
	const rest = dividend % b.coefficient;
	let quotient = dividend / b.coefficient;
	let exponent = ideal - up;

	// An exact result in its plain form.
	while (rest === 0n && exponent < ideal && quotient % 10n === 0n) {
		quotient /= 10n;
		exponent += 1;
	}
	return settle(quotient, exponent, rest !== 0n, a.negative !== b.negative);
}

// a - b * floor(a / b): the sign of b.
export function modulo(a, b) {
	if (isZero(b))
		return null;
	const exponent = Math.min(a.exponent, b.exponent);
	const value = (a.coefficient * tenTo(a.exponent - exponent)) % (b.coefficient * tenTo(b.exponent - exponent));
	const rest = settle(value, exponent, false, a.negative);

	return rest === null || isZero(rest) || a.negative === b.negative ? rest : add(rest, b);
}

// Whole numbers that fit 64 bits, as BigInt.
export function toInt(a) {
	if (a.exponent > 19 && !isZero(a))
		return null;
	const unit = tenTo(Math.abs(a.exponent));

	if (a.exponent < 0 && a.coefficient % unit !== 0n)
		return null;
	const value = a.exponent < 0 ? a.coefficient / unit : isZero(a) ? 0n : a.coefficient * unit;

	return value > INT64_MAX + (a.negative ? 1n : 0n) ? null : a.negative ? -value : value;
}

export function power(base, exponent) {
	const times = toInt(exponent);

	if (times === null || times > POWER_MAX || times < -POWER_MAX)
		return null;
	let result = fromInt(1);

	for (let i = times < 0n ? -times : times; result !== null && i > 0n; i--)
		result = multiply(result, base);
	return result !== null && times < 0n ? divide(fromInt(1), result) : result;
}

// To `scale` digits after the point (negative: before it): "half even", "half up", "floor", "ceiling".
export function round(number, scale, how) {
	const drop = -scale - number.exponent;

	if (scale > -EXPONENT_MIN || scale < -EXPONENT_MAX)
		return null;
	if (drop <= 0) {
		if (!isZero(number) && digitsOf(number.coefficient) - drop > DIGITS)
			return null;
		return settle(number.coefficient * tenTo(-drop), -scale, false, number.negative);
	}
	const { value, cut } = dropDigits(number.coefficient, drop, false);

	return settle(value + (roundsUp(value, cut, how, number.negative) ? 1n : 0n), -scale, false, number.negative);
}
