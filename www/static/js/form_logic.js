// Which questions are hidden and what is computed, for one set of answers: the twin of modules/domain/definition/form/form_state.c over
// what form_live.c wrote. Conditions stand in the order in which one follows from the other; after a change only those that read
// what changed are worked out again. Knows no page: form.js reads the answers and shows the result.
import * as decimal from "./decimal.js";
import { equal, evaluate, holds, number, parseDate } from "./feel.js";

// The names that a tree reads, each once.
export function reads(tree, found = new Set()) {
	if (tree && typeof tree === "object") {
		if (typeof tree.name === "string")
			found.add(tree.name);
		for (const part of tree.args ?? [])
			reads(part, found);
	}
	return found;
}

export class FormLogic {
	constructor({ today, fields, order }) {
		this.today = today;
		this.fields = fields;
		this.byId = new Map(fields.map(field => [field.id, field]));
		this.byKey = new Map(fields.filter(({ key }) => key).map(field => [field.key, field]));
		this.logic = order.map(id => this.byId.get(id)).map(field => ({ field, reads: [...reads(field.hide), ...reads(field.expression)] }));
		this.texts = new Map();
		this.hidden = new Set();
		this.computed = new Map();
		this.evaluations = 0;
	}

	// Texts by key and row. Only what differs from before is worked out again.
	update(texts, shownRows) {
		const dirty = new Set(this.shownRows === undefined || this.changedRows(texts, shownRows) ? this.byKey.keys() : this.changedKeys(texts));

		this.texts = texts;
		this.shownRows = shownRows;
		this.used = this.usedRows();
		for (const { field, reads: names } of this.logic)
			if (dirty.size === this.byKey.size || names.some(name => dirty.has(name)))
				this.refresh(field, dirty);
	}

	changedKeys(texts) {
		return [...this.byKey.keys()].filter(key => !sameRows(this.texts.get(key), texts.get(key)));
	}

	// Rows that come or go give conditions in all their fields, and lists of values another length.
	changedRows(texts, shownRows) {
		const before = [...this.shownRows].join() + this.usedText(this.texts), now = [...shownRows].join() + this.usedText(texts);

		return before !== now;
	}

	usedText(texts) {
		return this.fields.filter(({ list, key }) => list && key).map(({ list, key }) => [list, ...(texts.get(key)?.keys() ?? [])].join()).join(";");
	}

	usedRows() {
		const used = new Map();

		for (const { list, key } of this.fields)
			if (list && key)
				for (const row of this.texts.get(key)?.keys() ?? [])
					used.set(list, (used.get(list) ?? new Set()).add(row));
		return used;
	}

	rowsOf(list) {
		return Math.max(-1, ...(this.used.get(list) ?? [])) + 1;
	}

	// Rows that are on the page although nothing is in them yet have their own conditions too.
	rowsShown({ list }) {
		return list ? Math.max(this.rowsOf(list), 1, this.shownRows.get(list) ?? 0) : 1;
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
		const texts = this.texts.get(field.key)?.get(row);

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

	// What a condition reads that stands in this list and row.
	bindings(names, list, row) {
		return new Map([...names].map(name => [name, this.byKey.get(name)]).filter(([, field]) => field && field.type !== "list").map(([name, field]) => {
			if (!field.list || field.list === list)
				return [name, this.value(field, row)];
			const used = [...(this.used.get(field.list) ?? [])].sort((a, b) => a - b);

			return [name, used.map(one => this.value(field, one))];
		}));
	}

	refresh(field, dirty) {
		for (let row = 0; row < this.rowsShown(field); row++) {
			const at = this.cell(field, row);

			if (field.hide) {
				const hides = holds(field.hide, this.bindings(reads(field.hide), field.list, row), this.today);

				if (hides !== this.hidden.has(at))
					this.inside(field).forEach(key => dirty.add(key));
				if (hides)
					this.hidden.add(at);
				else
					this.hidden.delete(at);
			}
			if (field.expression) {
				const value = evaluate(field.expression, this.bindings(reads(field.expression), field.list, row), this.today);

				if (!equal(value, this.computed.get(at) ?? null))
					dirty.add(field.key);
				this.computed.set(at, value);
			}
			this.evaluations++;
		}
	}

	// The keys whose values come and go with the field.
	inside(field) {
		return this.fields.filter(one => {
			for (let holder = one; holder; holder = this.byId.get(holder.parent))
				if (holder === field)
					return one.key;
			return false;
		}).map(({ key }) => key);
	}
}

function sameRows(a = new Map(), b = new Map()) {
	return a.size === b.size && [...a].every(([row, texts]) => texts.join("\n") === b.get(row)?.join("\n"));
}
