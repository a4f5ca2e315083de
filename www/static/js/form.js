// A form that follows its own conditions as one types: shows and hides questions, works out computed values. The twin of
// modules/domain/definition/form_state.c over what form_live.c wrote into data-live; evaluates trees, never text. Without it the
// same questions appear when the page is sent. What is hidden stays in its box and is sent: the server keeps it in the draft.
import * as decimal from "./decimal.js";
import { equal, evaluate, holds, number, parseDate, toText } from "./feel.js";

const LEVELS = 8;

// --- what was typed, as the server reads it (form_values_add) -----------------------------------------------------------------

const trimmed = text => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");

// "1.234,5" as people type it here is 1234.5.
function numberText(text) {
	const grouped = /^-?\d{1,3}(\.\d{3})+(,.*)?$/s.test(text) || text.includes(",");
	const plain = text.replaceAll(" ", "").replace(/\./g, grouped ? "" : ".").replaceAll(",", ".");

	return decimal.parse(plain) === null ? text : plain;
}

// 21/11/2026, also as 1-9-2026 or 21.11.2026; what is no day gives null.
function dateText(text) {
	const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];

	return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text;
}

// Numbers that people write in groups; plates and passports are in capitals.
function ofKind(text, strip, upper) {
	const bare = strip ? [...text].filter(sign => !strip.includes(sign)).join("") : text;

	return upper ? bare.replace(/[a-z]/g, letter => letter.toUpperCase()) : bare;
}

// --- the fields -----------------------------------------------------------------------------------------------------------------

class Form {
	constructor(element, { today, fields, values }) {
		this.element = element;
		this.today = today;
		this.fields = fields;
		this.byId = new Map(fields.map(field => [field.id, field]));
		this.elsewhere = values;
		this.wrappers = [...element.querySelectorAll("[data-live-field]")];
		this.logic = fields.filter(field => field.hide || field.expression);
	}

	// All texts given to a field, by row.
	read() {
		const sent = new FormData(this.element);

		this.texts = new Map(this.fields.map(field => [field.key, new Map()]));
		const put = (key, row, text) => {
			const rows = this.texts.get(key);

			if (text !== "" && rows)
				rows.set(row, [...(rows.get(row) ?? []), text]);
		};

		for (const [key, row, text] of this.elsewhere)
			put(key, row, text);
		for (const field of this.fields.filter(({ key, here }) => key && here))
			for (let row = 0; row < (field.list ? 100 : 1); row++) {
				const name = field.list ? `${field.key}.${row}` : field.key;

				for (const text of this.sentTexts(sent, field, name))
					put(field.key, row, trimmed(text));
			}
	}

	sentTexts(sent, { type, strip, upper }, name) {
		if (type === "date") {
			const [day, month, year] = ["day", "month", "year"].map(part => trimmed(sent.get(`${name}.${part}`) ?? ""));

			return day || month || year ? [dateText(`${day}/${month}/${year}`)] : [];
		}
		const texts = sent.getAll(name).filter(text => typeof text === "string");

		if (type === "number")
			return texts.map(text => numberText(trimmed(text)));
		return texts.map(text => ofKind(text, strip, upper));
	}

	rowsOf(list) {
		const used = this.fields.filter(field => field.list === list && field.key).flatMap(({ key }) => [...this.texts.get(key).keys()]);

		return used.length ? Math.max(...used) + 1 : 0;
	}

	rowUsed(list, row) {
		return this.fields.some(field => field.list === list && field.key && this.texts.get(field.key).has(row));
	}

	cell(field, row) {
		return `${field.id} ${field.list ? row : 0}`;
	}

	isHidden(field, row) {
		for (let one = field; one; one = this.byId.get(one.parent))
			if (this.hidden.has(this.cell(one, row)))
				return true;
		return false;
	}

	typed(field, row) {
		const texts = this.texts.get(field.key).get(row);

		switch (field.type) {
		case "plural":
			return texts ?? [];
		case "checkbox":
			return texts !== undefined;
		case "number":
			return texts ? number(decimal.parse(texts[0])) : null;
		case "date":
			return texts ? parseDate(texts[0]) : null;
		default:
			return texts?.[0] ?? null;
		}
	}

	value(field, row) {
		if (this.isHidden(field, row))
			return null;
		return field.type === "expression" ? this.computed.get(this.cell(field, row)) ?? null : this.typed(field, row);
	}

	// What conditions read that stand in this list and row.
	bindings(list, row) {
		return new Map(this.fields.filter(({ key, type }) => key && type !== "list").map(field => {
			if (!field.list || field.list === list)
				return [field.key, this.value(field, row)];
			const column = [];

			for (let one = 0; one < Math.max(this.rowsOf(field.list), 1); one++)
				if (this.rowUsed(field.list, one))
					column.push(this.value(field, one));
			return [field.key, column];
		}));
	}

	refresh(field, row) {
		const at = this.cell(field, row);
		const values = this.bindings(field.list, row);
		let changed = false;

		if (field.hide) {
			const hides = holds(field.hide, values, this.today);

			changed = hides !== this.hidden.has(at);
			if (hides)
				this.hidden.add(at);
			else
				this.hidden.delete(at);
		}
		if (field.expression) {
			const value = evaluate(field.expression, values, this.today);

			changed ||= !equal(value, this.computed.get(at) ?? null);
			this.computed.set(at, value);
		}
		return changed;
	}

	// Rows that are on the page although nothing is in them yet have their own conditions too.
	rowsShown(field) {
		if (!field.list)
			return 1;
		const shown = this.wrappers.filter(({ dataset }) => dataset.liveField === field.id).map(({ dataset }) => Number(dataset.liveRow) + 1);

		return Math.max(this.rowsOf(field.list), 1, ...shown);
	}

	// Conditions that depend on conditions settle in as many rounds.
	settle() {
		this.hidden = new Set();
		this.computed = new Map();
		for (let round = 0, changed = true; round <= LEVELS && changed; round++) {
			changed = false;
			for (const field of this.logic)
				for (let row = 0; row < this.rowsShown(field); row++)
					changed = this.refresh(field, row) || changed;
		}
	}

	show() {
		this.read();
		this.settle();
		for (const wrapper of this.wrappers) {
			const field = this.byId.get(wrapper.dataset.liveField);
			const row = Number(wrapper.dataset.liveRow);
			const output = wrapper.querySelector(".mc-computed");

			wrapper.hidden = this.isHidden(field, row);
			if (output && field.type === "expression")
				output.textContent = shownText(this.value(field, row));
		}
	}
}

// 1.234,5 for people; anything else as it is.
function shownText(value) {
	const text = toText(value);

	if (value === null || typeof value !== "object" || !("decimal" in value) || !/^-?\d+(\.\d+)?$/.test(text))
		return text;
	const [whole, fraction] = text.split(".");

	return whole.replace(/\B(?=(\d{3})+$)/g, ".") + (fraction ? `,${fraction}` : "");
}

for (const element of document.querySelectorAll("form[data-live]")) {
	const live = JSON.parse(element.dataset.live);

	if (!live.fields)
		continue;
	const form = new Form(element, live);

	// The server disabled what it hid, so that without this script it is not sent as an empty answer.
	for (const wrapper of form.wrappers)
		wrapper.disabled = false;
	form.show();
	element.addEventListener("input", () => form.show());
	element.addEventListener("change", () => form.show());
}
