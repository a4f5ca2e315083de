// The properties of the chosen element, in the words of a quy trình nội bộ. Each field changes the drawing when it is left, so
// that one step back takes one field back.

import { choice, element, field, redraw, textArea, textBox, tick, ticks } from "./dom.js";
import { conditionOf, documentationOf, durationOf, flowsFrom, kindOf, ours, ownerOf, title } from "./model.js";
import { word, wordList } from "./words.js";

export class Panel {
	/** `lists`: {roles, agencies, forms}, each [[code, name], ...]; `reading`: nothing may be changed. */
	constructor(place, modeler, { lists, reading }) {
		Object.assign(this, { place, modeler, lists, reading });
		this.problems = [];
		this.fault = element("div", { class: "mc-draw__faults" });
		modeler.on(["import.done", "selection.changed"], () => this.draw());
		// A listener that gives a value back would keep the event from the others.
		modeler.on("commandStack.changed", () => {
			if (!this.busy)
				this.draw();
		});
	}

	get = name => this.modeler.get(name);

	roleName = role => this.lists.roles.find(([code]) => code === role)?.[1] ?? role;

	focus() {
		this.place.querySelector("input, textarea, select")?.focus();
	}

	/** The one element chosen; the process itself if none is. */
	shape() {
		const chosen = this.get("selection").get();

		return chosen.length === 1 && kindOf(ownerOf(chosen[0])) ? ownerOf(chosen[0]) : this.get("canvas").getRootElement();
	}

	draw() {
		const shape = this.shape();
		const kind = kindOf(shape) ?? "process";

		if (!shape.businessObject) // nothing is drawn yet
			return;
		const fields = this[kind]?.(shape) ?? this.node(shape);

		redraw(this.place, () => this.place.replaceChildren(
			element("h2", { class: "govuk-heading-s" }, kind === "process" ? word("panel.process") : title(shape)),
			this.fault, element("fieldset", { class: "mc-draw__fields", disabled: this.reading }, ...fields.filter(Boolean))));
		this.showFaults(shape);
	}

	showProblems(problems) {
		this.problems = problems;
		this.showFaults(this.shape());
	}

	showFaults(shape) {
		this.fault.replaceChildren(...this.problems.filter(one => one.place && one.place === shape.id)
			.map(one => element("p", { class: "govuk-error-message" }, one.text)));
	}

	/** A change made here does not draw the panel anew below the hands of the person; `anew` if its fields change with it. */
	change(act, anew = false) {
		this.busy = !anew;
		try {
			act(this.get("modeling"));
		} finally {
			this.busy = false;
		}
	}

	set = (shape, properties, anew) => this.change(modeling => modeling.updateProperties(shape, properties), anew);

	setOurs = (shape, name) => value => this.set(shape, { [`motcua:${name}`]: value || undefined });

	name(shape, rows = 2) {
		return field(word("panel.name"), textArea(shape.businessObject.name,
			value => this.set(shape, { name: value.replace(/\s+/g, " ") || undefined }), { name: "name", rows }));
	}

	documentation(shape, label, rows) {
		return field(word(label), textArea(documentationOf(shape), value => this.set(shape, {
			documentation: value === "" ? [] : [this.get("bpmnFactory").create("bpmn:Documentation", { text: value })],
		}), { name: "documentation", rows }));
	}

	text(shape, name, hint = null) {
		return field(word(`panel.${name}`), textBox(ours(shape, name), this.setOurs(shape, name), { name }), { hint });
	}

	pick(shape, name, list) {
		return field(word(`panel.${name}`), choice(ours(shape, name), [["", word(`panel.${name}_none`)], ...list],
			this.setOurs(shape, name), { name }));
	}

	calendar(shape) {
		return ticks(word("panel.count"), tick(word("panel.calendar"), ours(shape, "count") === "calendar",
			ticked => this.setOurs(shape, "count")(ticked ? "calendar" : ""), "count"));
	}

	actions(shape) {
		const chosen = ours(shape, "actions").split(" ").filter(Boolean);
		const known = wordList("action");
		const all = [...known, ...chosen.filter(one => !known.some(([name]) => name === one)).map(one => [one, one])];
		const boxes = all.map(([name, text]) => tick(text, chosen.includes(name), ticked => {
			const at = chosen.indexOf(name);

			if (ticked)
				chosen.push(name);
			else
				chosen.splice(at, 1);
			this.setOurs(shape, "actions")(chosen.join(" "));
		}, `action-${name}`));

		return ticks(word("panel.actions"), ...boxes);
	}

	node(shape) {
		return [this.name(shape)];
	}

	process(root) {
		return [this.name(root), this.documentation(root, "panel.note", 3),
			element("p", { class: "govuk-hint" }, word("panel.process_hint"))];
	}

	task(shape) {
		return [
			this.name(shape), this.text(shape, "symbol"), this.pick(shape, "role", this.lists.roles), this.text(shape, "unit"),
			this.documentation(shape, "panel.content", 3), this.text(shape, "term", word("panel.term_hint")),
			this.calendar(shape), this.actions(shape), this.pick(shape, "form", this.lists.forms), this.text(shape, "output"),
		];
	}

	call(shape) {
		const [name, symbol, role, ...others] = this.task(shape);

		return [name, this.pick(shape, "agency", this.lists.agencies), symbol, role, ...others];
	}

	exclusive(shape) {
		const ways = flowsFrom(shape);
		const now = ways.find(flow => flow.businessObject === shape.businessObject.default);

		return [this.name(shape), ways.length < 2 ? null : field(word("panel.default"),
			choice(now?.id ?? "", [["", word("panel.default_none")], ...ways.map(flow => [flow.id, title(flow.target)])],
				id => this.makeDefault(shape, ways.find(flow => flow.id === id)), { name: "default" }),
			{ hint: word("panel.default_hint") })];
	}

	/** The way taken when no condition holds has none itself. */
	makeDefault(gateway, flow) {
		this.change(modeling => {
			if (flow?.businessObject.conditionExpression)
				modeling.updateProperties(flow, { conditionExpression: undefined });
			modeling.updateProperties(gateway, { default: flow?.businessObject });
		}, true);
	}

	flow(flow) {
		const acts = this.get("acts");
		const nodes = this.get("elementRegistry").filter(shape => shape === flow.target ||
			acts.targets(flow.source).includes(shape));

		return [
			field(word("panel.flow_name"), textBox(flow.businessObject.name,
				value => this.set(flow, { name: value || undefined }), { name: "name" })),
			field(word("panel.flow_target"), choice(flow.target.id, nodes.map(node => [node.id, title(node)]),
				id => this.change(() => acts.redirect(flow, this.get("elementRegistry").get(id)), true), { name: "target" })),
			...(kindOf(flow.source) === "exclusive" ? this.condition(flow) : []),
		];
	}

	condition(flow) {
		const isDefault = flow.source.businessObject.default === flow.businessObject;
		const set = text => this.set(flow, { conditionExpression: text === "" ? undefined :
			this.get("bpmnFactory").create("bpmn:FormalExpression", { body: `=${text.replace(/^\s*=\s*/, "")}` }) });
		const area = textArea(conditionOf(flow), set, { name: "condition", spellcheck: "false", class: "govuk-textarea mc-code" });
		const presets = [["", word("panel.preset_none")],
			...wordList("action").map(([name, text]) => [`action = "${name}"`, word("panel.preset_action", { action: text })]),
			...wordList("channel").map(([name, text]) => [`channel = "${name}"`, word("panel.preset_channel", { channel: text })])];
		const preset = choice("", presets, text => {
			area.value = text || area.value;
			set(area.value);
		}, { name: "preset" });

		return [
			ticks(word("panel.way"), tick(word("panel.is_default"), isDefault,
				ticked => this.makeDefault(flow.source, ticked ? flow : undefined), "is-default")),
			isDefault ? null : field(word("panel.preset"), preset),
			isDefault ? null : field(word("panel.condition"), area, { hint: word("panel.condition_hint") }),
		];
	}

	timer(timer) {
		const definition = timer.businessObject.eventDefinitions[0];
		const set = text => this.change(modeling => modeling.updateModdleProperties(timer, definition, {
			timeDuration: text === "" ? undefined : this.get("bpmnFactory").create("bpmn:FormalExpression", { body: text }),
		}));

		return [
			this.name(timer, 1),
			field(word("panel.duration"), textBox(durationOf(timer), set, { name: "duration" }), { hint: word("panel.term_hint") }),
			this.calendar(timer),
			ticks(word("panel.timer_way"), tick(word("panel.interrupting"), timer.businessObject.cancelActivity !== false,
				ticked => this.set(timer, { cancelActivity: ticked }), "interrupting")),
		];
	}
}
