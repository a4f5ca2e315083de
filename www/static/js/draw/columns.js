// The panel beside a rule's table: the table itself, the column that is being edited, and what is done to rows and columns.

import { button, choice, element, field, isTyping, redraw, textArea, textBox } from "./dom.js";
import { word, wordList } from "./words.js";

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** "collect_sum" <-> hit policy and aggregator of DMN. */
const policyKey = table => [table.hitPolicy ?? "UNIQUE", table.aggregation].filter(Boolean).join("_").replace(" ", "_")
	.toLowerCase();
const policyOf = key => {
	const [, policy, aggregation] = /^(collect|[a-z_]+?)(?:_(sum|min|max|count))?$/.exec(key);

	return [policy.replace("_", " ").toUpperCase(), aggregation?.toUpperCase()];
};

/** Allowed values, one a line: texts without their quotes. */
const linesOf = (text, type) => (text.match(/"(?:[^"\\]|\\.)*"|[^,\s][^,]*/g) ?? []).map(one =>
	type === "string" && /^".*"$/s.test(one.trim()) ? JSON.parse(one.trim()) : one.trim()).join("\n");
const valuesOf = (lines, type) => lines.split("\n").map(line => line.trim()).filter(Boolean).map(line =>
	type === "string" && !/^(".*"|not\(.*|[[(\]<>=].*)$/.test(line) ? JSON.stringify(line) : line);

export class Columns {
	/** `viewer()`: the table shown; `tables`: [[id, name]] of the file's tables, `open(id)` shows another. */
	constructor(place, { viewer, tables, open, reading }) {
		Object.assign(this, { place, viewer, tables, open, reading });
		place.addEventListener("focusout", () => this.stale && this.drawSoon());
	}

	get = name => this.viewer().get(name);

	root = () => this.get("sheet").getRoot();

	table = () => this.root().businessObject;

	/** [{id, kind, title, business, type}] from left to right. */
	columns() {
		return this.root().cols.flatMap(col => {
			const business = col.businessObject;
			const kind = { "dmn:InputClause": "input", "dmn:OutputClause": "output" }[business.$type];
			const title = business.label || (kind === "input" ? business.inputExpression?.text : business.name) ||
				word("table.unnamed");
			const type = (kind === "input" ? business.inputExpression?.typeRef : business.typeRef) ?? "";

			return kind ? [{ id: col.id, kind, title, business, type, col }] : [];
		});
	}

	chosen() {
		const columns = this.columns();

		return columns.find(column => column.id === this.column) ?? columns[0];
	}

	choose(id) {
		this.column = id;
		this.draw();
	}

	/** The row of the cell that is being edited; the last one if none is. */
	row() {
		return this.get("selection").get()?.row ?? null;
	}

	draw() {
		const column = this.chosen();

		this.stale = false;
		redraw(this.place, () => this.place.replaceChildren(
			element("fieldset", { class: "mc-draw__fields", disabled: this.reading }, ...this.tableFields(),
				...column ? this.columnFields(column) : [], this.columnActs(column))));
	}

	tableFields() {
		const table = this.table();
		const modeling = this.get("modeling");

		return [
			element("h2", { class: "govuk-heading-s" }, word("table.rule")),
			this.tables.length < 2 ? null : field(word("table.decision"), choice(table.$parent.id, this.tables, this.open,
				{ name: "decision" })),
			field(word("table.name"), textBox(table.$parent.name, name => modeling.editDecisionTableName(name),
				{ name: "table-name" })),
			field(word("table.policy"), choice(policyKey(table), wordList("policy"),
				key => modeling.editHitPolicy(...policyOf(key)), { name: "policy" })),
		].filter(Boolean);
	}

	columnFields(column) {
		const { business, kind } = column;
		const modeling = this.get("modeling");
		const input = kind === "input";
		const set = properties => modeling.updateProperties(business, properties);
		const types = wordList("type");
		const values = (input ? business.inputValues : business.outputValues)?.text ?? "";

		return [
			field(word("table.column"), choice(column.id,
				this.columns().map(one => [one.id, word(`table.${one.kind}`, { name: one.title })]),
				id => this.choose(id), { name: "column" })),
			field(word("table.label"), textBox(business.label, label => this.change(() => set({ label })), { name: "label" })),
			input
				? field(word("table.expression"), textBox(business.inputExpression?.text, text => this.change(() => {
					modeling.editInputExpression(business.inputExpression, { text });
					this.declare(business.inputExpression);
				}), { name: "expression", spellcheck: "false" }))
				: field(word("table.code"), textBox(business.name, name => this.change(() => set({ name })),
					{ name: "code", spellcheck: "false" })),
			field(word("table.type"), choice(column.type, types, type => this.change(() => {
				if (input) {
					modeling.editInputExpressionTypeRef(business.inputExpression, type);
					this.declare(business.inputExpression);
				} else {
					modeling.editOutputTypeRef(business, type);
				}
			}), { name: "type" })),
			field(word("table.values"), textArea(linesOf(values, column.type), lines => {
				const allowed = valuesOf(lines, column.type);

				modeling.editAllowedValues(business, allowed.length ? allowed : null);
			}, { name: "values", rows: 3 }), { hint: word("table.values_hint") }),
		];
	}

	/**
	 * Once the focus is where the person put it: a field that is left changes the table before the next one has the focus. Who
	 * is typing in the next one by then is not disturbed: it is drawn when that is left.
	 */
	drawSoon() {
		cancelAnimationFrame(this.waiting);
		this.waiting = requestAnimationFrame(() => {
			this.stale = isTyping(this.place);
			if (!this.stale)
				this.draw();
		});
	}

	/** What changes other fields too. */
	change(act) {
		act();
		this.drawSoon();
	}

	/** A name that a column reads is declared as input data of the file, with its type: the reader looks for it there. */
	declare(expression) {
		const name = expression.text?.trim() ?? "";
		const decision = this.table().$parent;
		const definitions = decision.$parent;
		const factory = this.get("dmnFactory");
		const known = (definitions.drgElement ?? []).find(one => one.$type === "dmn:InputData" && one.name === name);

		if (!NAME.test(name))
			return;
		if (known) {
			if (known.variable && expression.typeRef)
				known.variable.typeRef = expression.typeRef;
			return;
		}
		const data = factory.create("dmn:InputData", { id: `input_${name}`, name });
		const variable = factory.create("dmn:InformationItem", { id: `variable_${name}`, name, typeRef: expression.typeRef });
		const requirement = factory.create("dmn:InformationRequirement", { id: `requires_${decision.id}_${name}` });

		variable.$parent = data;
		data.$parent = definitions;
		data.variable = variable;
		requirement.$parent = decision;
		requirement.requiredInput = factory.create("dmn:DMNElementReference", { href: `#${data.id}` });
		requirement.requiredInput.$parent = requirement;
		definitions.get("drgElement").push(data);
		decision.get("informationRequirement").push(requirement);
	}

	/** What a button does shows at once: who types on already types into the column that was just added. */
	press(act, next) {
		act();
		cancelAnimationFrame(this.waiting);
		this.draw();
		if (next)
			this.place.querySelector(`[name="${next}"]`)?.focus();
	}

	columnActs(column) {
		const modeling = this.get("modeling");
		const columns = this.columns();
		const of = kind => columns.filter(one => one.kind === kind);
		const add = (kind, type) => () => this.press(() => {
			const at = kind === "input" ? of("input").length : columns.length;

			this.column = modeling.addCol({ type }, at).id;
		}, "label");
		const move = way => () => this.press(() => {
			const at = columns.indexOf(column) + way;

			if (columns[at]?.kind === column.kind)
				modeling.moveCol(column.col, at);
		});
		const alone = !column || (column.kind === "output" && of("output").length < 2);

		return element("div", { class: "mc-draw__buttons" },
			button(word("table.input_add"), add("input", "dmn:InputClause"), { name: "input-add" }),
			button(word("table.output_add"), add("output", "dmn:OutputClause"), { name: "output-add" }),
			button(word("table.column_left"), move(-1), { name: "column-left" }),
			button(word("table.column_right"), move(1), { name: "column-right" }),
			alone ? null : button(word("table.column_remove"), () => this.press(() => modeling.removeCol(column.col)),
				{ name: "column-remove", class: "govuk-button govuk-button--warning mc-draw__button" }));
	}

	/** Buttons about rows, for the bar above the table. */
	rowActs() {
		const modeling = () => this.get("modeling");
		const add = below => () => {
			const rows = this.root().rows;
			const at = rows.indexOf(this.row());
			const row = modeling().addRow({ type: "dmn:DecisionRule" }, at < 0 ? rows.length : at + below);

			this.goTo(row.id);
		};
		const move = way => () => {
			const row = this.row();
			const at = this.root().rows.indexOf(row) + way;

			if (row && at >= 0 && at < this.root().rows.length)
				modeling().moveRow(row, at);
		};

		return [
			button(word("table.row_above"), add(0)), button(word("table.row_below"), add(1)),
			button(word("table.row_up"), move(-1)), button(word("table.row_down"), move(1)),
			button(word("table.row_remove"), () => this.row() && modeling().removeRow(this.row())),
		];
	}

	/** The first cell of the row with that id. */
	goTo(id) {
		const cell = this.root().rows.find(row => row.id === id)?.cells[0];

		if (cell)
			requestAnimationFrame(() => this.get("selection").select(cell));
	}
}
