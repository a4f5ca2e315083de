// The process as a list beside the drawing: every element with its ways out, in the order in which the process runs. Arrow keys
// choose, Enter leads to its properties, Delete removes, Alt and an arrow move; the buttons below do what the canvas does.

import { button, choice, element, field } from "./dom.js";
import { conditionOf, durationOf, flowsFrom, inOrder, isStep, kindOf, kinds, leadsOn, ours, ownerOf, title } from "./model.js";
import { word } from "./words.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Outline {
	constructor(place, modeler, { editProperties, roleName, reading }) {
		Object.assign(this, { modeler, editProperties, roleName, reading });
		this.rows = [];
		this.list = element("ul", {
			class: "mc-draw__list", role: "listbox", tabindex: 0, "aria-label": word("outline.label"),
			"aria-describedby": "draw-outline-hint", onkeydown: event => this.keyed(event),
			onclick: event => this.clicked(event),
		});
		this.acts = element("div", { class: "mc-draw__acts" });
		place.append(element("p", { class: "govuk-hint", id: "draw-outline-hint" }, word("outline.hint")), this.list, this.acts);
		modeler.on(["import.done", "elements.changed", "commandStack.changed"], () => this.drawSoon());
		modeler.on("selection.changed", () => this.showChosen());
	}

	get = name => this.modeler.get(name);

	chosen() {
		const [first, ...more] = this.get("selection").get();

		return more.length || !kindOf(ownerOf(first)) ? null : ownerOf(first);
	}

	/** Many changes at once are drawn once. */
	drawSoon() {
		cancelAnimationFrame(this.waiting);
		this.waiting = requestAnimationFrame(() => this.draw());
	}

	draw() {
		const shapes = this.get("elementRegistry").getAll();

		this.rows = inOrder(shapes).flatMap(shape => [shape, ...flowsFrom(shape)]);
		this.list.replaceChildren(...this.rows.map((shape, index) => this.row(shape, index)));
		this.showChosen();
	}

	row(shape, index) {
		const flow = kindOf(shape) === "flow";
		const text = flow ? this.flowText(shape) : this.nodeText(shape);

		return element("li", {
			class: `mc-draw__row${flow ? " mc-draw__row--flow" : ""}`, role: "option", id: `draw-row-${index}`,
			"aria-selected": "false",
		}, text);
	}

	nodeText(shape) {
		const facts = isStep(shape) ? [this.roleName(ours(shape, "role")), ours(shape, "term")]
			: kindOf(shape) === "timer" ? [durationOf(shape)] : [];

		return [title(shape), ...facts].filter(Boolean).join(" · ");
	}

	flowText(flow) {
		const parts = [word("say.leads", { to: title(flow.target) })];
		const condition = conditionOf(flow);

		if (flow.source.businessObject.default === flow.businessObject)
			parts.push(word("say.otherwise"));
		else if (condition)
			parts.push(word("say.when", { condition }));
		return parts.join(" · ");
	}

	showChosen() {
		const shape = this.chosen();
		const index = this.rows.indexOf(shape);

		[...this.list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === index)));
		if (index < 0) {
			this.list.removeAttribute("aria-activedescendant");
		} else {
			const row = this.list.children[index];

			this.list.setAttribute("aria-activedescendant", row.id);
			this.list.scrollTop = Math.min(row.offsetTop, Math.max(this.list.scrollTop,
				row.offsetTop + row.offsetHeight - this.list.clientHeight));
		}
		if (!this.reading)
			this.showActs(shape);
	}

	choose(index) {
		const shape = this.rows[Math.max(0, Math.min(this.rows.length - 1, index))];

		if (!shape)
			return;
		this.get("selection").select(shape);
		this.get("canvas").scrollToElement(shape, 60);
	}

	clicked(event) {
		const row = event.target.closest("[role=option]");

		if (row)
			this.choose([...this.list.children].indexOf(row));
	}

	keyed(event) {
		const shape = this.chosen();
		const index = this.rows.indexOf(shape);
		const stack = this.get("commandStack");
		const steps = {
			ArrowDown: () => this.choose(index + 1), ArrowUp: () => this.choose(index < 0 ? 0 : index - 1),
			Home: () => this.choose(0), End: () => this.choose(this.rows.length - 1),
			Enter: () => this.editProperties(), Delete: () => this.remove(shape),
		};

		if (event.altKey && ARROWS[event.key] && shape && kindOf(shape) !== "flow" && !this.reading)
			this.get("acts").move(shape, ...ARROWS[event.key]);
		else if (event.ctrlKey && event.key === "z")
			stack.undo();
		else if (event.ctrlKey && event.key === "y")
			stack.redo();
		else if (steps[event.key] && !event.altKey && !event.ctrlKey && !event.metaKey)
			steps[event.key]();
		else
			return;
		event.preventDefault();
	}

	remove(shape) {
		if (!shape || this.reading)
			return;
		this.get("acts").remove(shape);
		this.list.focus();
	}

	/** The buttons below the list; a button that was just used keeps the focus. */
	showActs(shape) {
		const name = this.acts.contains(document.activeElement) ? document.activeElement.name : null;

		this.acts.replaceChildren(...[this.addActs(shape), this.connectActs(shape), this.otherActs(shape)].filter(Boolean));
		if (name)
			(this.acts.querySelector(`[name="${name}"]`) ?? this.list).focus();
	}

	addActs(shape) {
		const offered = kinds.filter(kind => kind.name !== "timer" && (kind.follows || kind.name === "start"));
		const kind = choice(this.adding ?? "task", offered.map(one => [one.name, word(`kind.${one.name}`)]),
			value => { this.adding = value; }, { name: "add-kind" });

		return element("div", { class: "mc-draw__act" },
			field(shape ? word("act.add_after", { element: title(shape) }) : word("act.add"), kind),
			button(word("act.add_button"), () => {
				this.get("acts").append(shape, kind.value);
				this.editProperties();
			}, { name: "add" }));
	}

	connectActs(shape) {
		if (!shape || !leadsOn(shape))
			return null;
		const targets = this.get("acts").targets(shape);

		if (targets.length === 0)
			return null;
		const target = choice(targets[0].id, targets.map(one => [one.id, title(one)]), () => {}, { name: "connect-to" });

		return element("div", { class: "mc-draw__act" }, field(word("act.connect_to"), target),
			button(word("act.connect_button"), () => {
				this.get("acts").connect(shape, this.get("elementRegistry").get(target.value));
			}, { name: "connect" }));
	}

	otherActs(shape) {
		if (!shape)
			return null;
		const moves = kindOf(shape) === "flow" ? [] : Object.entries(ARROWS).map(([key, way]) =>
			button(word(`act.${key.toLowerCase()}`), () => this.get("acts").move(shape, ...way), { name: key }));

		return element("div", { class: "mc-draw__buttons" },
			isStep(shape) ? button(word("act.timer"), () => {
				this.get("acts").addTimer(shape);
				this.editProperties();
			}, { name: "timer" }) : null,
			...moves,
			button(word("act.remove"), () => this.remove(shape), { name: "remove",
				class: "govuk-button govuk-button--warning mc-draw__button" }));
	}
}
