// A form that follows its own conditions as one types: shows and hides questions, works out computed values (form_logic.js over
// what the server wrote into data-live), fetches the choices below what was chosen. Without it the same questions appear when the
// page is sent. What is hidden stays in its box and is sent: the server keeps it in the draft.
import { choose } from "./choose.js";
import * as decimal from "./decimal.js";
import { toText } from "./feel.js";
import { FormLogic } from "./form_logic.js";

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
	constructor(element, live) {
		this.element = element;
		this.fields = live.fields;
		this.elsewhere = live.values;
		this.wrappers = [...element.querySelectorAll("[data-live-field]")];
		this.logic = new FormLogic(live);
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

	// How many rows of each list are on the page.
	shownRows() {
		const shown = new Map();

		for (const { dataset: { liveField, liveRow } } of this.wrappers) {
			const list = this.logic.byId.get(liveField)?.list;

			if (list)
				shown.set(list, Math.max(shown.get(list) ?? 0, Number(liveRow) + 1));
		}
		return shown;
	}

	show() {
		this.read();
		this.logic.update(this.texts, this.shownRows());
		for (const wrapper of this.wrappers) {
			const field = this.logic.byId.get(wrapper.dataset.liveField);
			const row = Number(wrapper.dataset.liveRow);
			const output = wrapper.querySelector(".mc-computed");

			wrapper.hidden = this.logic.isHidden(field, row);
			if (output && field.type === "expression")
				output.textContent = shownText(this.logic.value(field, row));
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

// The choices of a linked list below what was chosen. The button that brings them without script comes back when this fails.
function followChoices(form, button) {
	const { choicesOf, choicesList, choicesAbove } = button.dataset;
	const select = document.getElementById(choicesOf);
	let asked = null;

	const ask = async () => {
		const above = new FormData(form).get(choicesAbove);

		asked?.abort();
		asked = new AbortController();
		const { signal } = asked;

		select.replaceChildren(...[...select.options].filter(({ value }) => value === ""));
		try {
			const answer = above ? await fetch(`${form.dataset.choices}/${choicesList}?tren=${encodeURIComponent(above)}`,
				{ headers: { Accept: "application/json" }, signal }) : null;

			if (answer && !answer.ok)
				throw new Error(answer.statusText);
			const { items = [], more } = await answer?.json() ?? {};

			for (const { value, label } of items)
				select.add(new Option(label, value));
			button.hidden = button.disabled = !more; // too many to be shown: the page that the button brings seeks among them
		} catch {
			// Another one has been chosen meanwhile: its choices are on their way.
			if (signal.aborted)
				return;
			button.hidden = button.disabled = false;
		}
		select.dispatchEvent(new Event("change", { bubbles: true }));
	};

	button.hidden = button.disabled = true;
	form.addEventListener("change", ({ target }) => target.name === choicesAbove && ask());
	// On a slow line one chooses before this script has come.
	if ([...form.elements].some(field => field.name === choicesAbove && isChosenSince(field)))
		ask();
}

// Chosen by a person, not by the page as it came.
function isChosenSince({ options, checked, defaultChecked }) {
	return options ? [...options].some(({ value, selected, defaultSelected }) => value !== "" && selected && !defaultSelected)
		: checked && !defaultChecked;
}

// Follows the conditions of every form below `root`: of a page, or of a part of one that came later.
export function enliven(root) {
	choose(root);
	for (const button of root.querySelectorAll("form[data-choices] button[data-choices-of]"))
		followChoices(button.form, button);
	for (const element of root.querySelectorAll("form[data-live]")) {
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
}

enliven(document);
