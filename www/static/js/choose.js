// A choice among thousands (partials/choose): a combobox over the public list, in the place of the button that seeks without script.
// What is chosen stands above the box, as the server would write it; what is only typed is sent and sought by the server.
import { combobox } from "./combobox.js";

function draw({ label, above }, item) {
	const name = document.createElement("span");
	const within = document.createElement("span");

	name.textContent = label;
	item.append(name);
	if (!above)
		return;
	within.className = "mc-suggest__above";
	within.textContent = above;
	item.append(", ", within);
}

// One choice, chosen. `id` is the field's own where it is the first.
function chosenItem(id, name, kind, { value, label }) {
	const item = document.createElement("div");
	const input = document.createElement("input");
	const text = document.createElement("label");

	item.className = `govuk-${kind.block}__item`;
	input.className = `govuk-${kind.block}__input`;
	Object.assign(input, { id, name, type: kind.type, value, checked: true });
	text.className = `govuk-label govuk-${kind.block}__label`;
	text.htmlFor = id;
	text.textContent = label;
	item.append(input, text);
	return item;
}

const KINDS = { one: { block: "radios", type: "radio" }, several: { block: "checkboxes", type: "checkbox" } };

class Choice {
	constructor(form, group) {
		this.form = form;
		this.group = group;
		this.name = group.dataset.chooseName;
		this.kind = "chooseSeveral" in group.dataset ? KINDS.several : KINDS.one;
		this.box = group.querySelector(".mc-choose__box input");
		this.id = this.box.id.replace(/-search$/, "");
		this.button = form.querySelector(`button[data-seeks="${CSS.escape(this.id)}"]`);
		this.above = group.dataset.chooseAbove;
		this.more = false;
	}

	start() {
		const { chooseCount, chooseMore, chooseNone } = this.group.dataset;

		this.seekByButton(false);
		combobox(this.box, {
			draw,
			label: this.group.querySelector("legend").textContent.trim(),
			least: 1,
			find: (text, signal) => this.find(text, signal),
			pick: one => this.pick(one),
			say: found => (found.length === 0 ? chooseNone : this.more ? chooseMore : chooseCount).replace("{count}", found.length),
			failed: () => this.seekByButton(true)
		});
		if (this.above)
			this.form.addEventListener("change", ({ target }) => target.name === this.above && this.clear());
	}

	seekByButton(wanted) {
		if (this.button)
			this.button.hidden = this.button.disabled = !wanted;
	}

	async find(text, signal) {
		const query = new URLSearchParams({ q: text });

		if (this.above)
			query.set("tren", new FormData(this.form).get(this.above) ?? "");
		const answer = await fetch(`${this.form.dataset.choices}/${this.group.dataset.choose}?${query}`,
			{ headers: { Accept: "application/json" }, signal });

		if (!answer.ok)
			throw new Error(answer.statusText);
		const { items, more } = await answer.json();

		this.more = more;
		return items;
	}

	chosen() {
		return this.group.querySelector(".mc-choose");
	}

	pick(one) {
		let chosen = this.chosen();

		this.group.querySelector("[data-choose-found]")?.remove();
		if (!chosen) {
			chosen = document.createElement("div");
			chosen.className = `govuk-${this.kind.block} mc-choose`;
			this.box.parentElement.before(chosen);
			// The error summary leads to the first choice from now on, and labels follow their boxes.
			this.box.labels[0].htmlFor = this.box.id = `${this.id}-search`;
		}
		const known = [...chosen.querySelectorAll("input")].find(({ value }) => value === one.value);

		if (this.kind === KINDS.one)
			chosen.replaceChildren(chosenItem(this.id, this.name, this.kind, one));
		else if (known)
			known.checked = true;
		else
			chosen.append(chosenItem(chosen.children.length > 0 ? `${this.id}-${one.value}` : this.id, this.name, this.kind, one));
		this.box.value = "";
		this.changed();
		return one.label;
	}

	// What the choice hung on has changed.
	clear() {
		if (this.chosen()) {
			this.chosen().remove();
			this.box.labels[0].htmlFor = this.box.id = this.id;
		}
		this.group.querySelector("[data-choose-found]")?.remove();
		this.box.value = "";
		this.changed();
	}

	changed() {
		this.box.dispatchEvent(new Event("change", { bubbles: true }));
	}
}

export function choose(root) {
	for (const group of root.querySelectorAll("form[data-choices] [data-choose]"))
		new Choice(group.closest("form"), group).start();
}
