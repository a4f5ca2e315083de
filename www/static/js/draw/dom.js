// Making elements without markup: the content policy and the reader are both glad of it.

/** element("button", { type: "button", class: "x", onclick: f }, "text", child ...) */
export function element(name, attributes = {}, ...children) {
	const node = document.createElement(name);

	for (const [key, value] of Object.entries(attributes)) {
		if (key.startsWith("on"))
			node.addEventListener(key.slice(2), value);
		else if (value === true)
			node.setAttribute(key, "");
		else if (value !== false && value !== null && value !== undefined)
			node.setAttribute(key, value);
	}
	node.append(...children.filter(child => child !== null && child !== undefined));
	return node;
}

export const button = (text, act, attributes = {}) => element("button", {
	type: "button", class: "govuk-button govuk-button--secondary mc-draw__button", onclick: act, ...attributes,
}, text);

let fields = 0;

/**
 * A labelled field of a form. `control` is what takes the value; `hint` and `error` are texts or null. The whole as one
 * group in the manner of the other pages.
 */
export function field(label, control, { hint = null, error = null } = {}) {
	const id = control.id || `draw-field-${++fields}`;
	const described = [];
	const group = element("div", { class: `govuk-form-group${error ? " govuk-form-group--error" : ""}` },
		element("label", { class: "govuk-label", for: id }, label));

	control.id = id;
	for (const [kind, text] of [["hint", hint], ["error-message", error]]) {
		if (!text)
			continue;
		group.append(element("p", { class: `govuk-${kind}`, id: `${id}-${kind}` }, text));
		described.push(`${id}-${kind}`);
	}
	if (described.length)
		control.setAttribute("aria-describedby", described.join(" "));
	group.append(control);
	return group;
}

/** What is typed differs from `defaultValue` until it is taken over. */
function textControl(node, value, set) {
	node.defaultValue = value ?? "";
	node.addEventListener("change", () => {
		node.defaultValue = node.value;
		set(node.value.trim());
	});
	return node;
}

/** Is something being typed here that was not taken over yet? */
export const isTyping = place => place.contains(document.activeElement) &&
	(document.activeElement.defaultValue ?? document.activeElement.value) !== document.activeElement.value;

/** Draws anew what stands in `place`; the field that has the focus keeps it, and what is chosen in it. */
export function redraw(place, draw) {
	const focused = place.contains(document.activeElement) ? document.activeElement : null;
	const { name, selectionStart = null, selectionEnd = null } = focused ?? {};

	draw();
	const again = name ? place.querySelector(`[name="${name}"]`) : null;

	again?.focus();
	if (selectionStart !== null)
		again?.setSelectionRange?.(selectionStart, selectionEnd);
}

export const textBox = (value, set, attributes = {}) =>
	textControl(element("input", { class: "govuk-input", type: "text", ...attributes }), value, set);

export const textArea = (value, set, attributes = {}) =>
	textControl(element("textarea", { class: "govuk-textarea", rows: 2, ...attributes }), value, set);

/** `options`: [[value, text], ...]; a value that is none of them is shown as itself. */
export const choice = (value, options, set, attributes = {}) => {
	const node = element("select", { class: "govuk-select", ...attributes });
	const known = options.some(([one]) => one === value);

	for (const [one, text] of known ? options : [...options, [value, value]])
		node.append(element("option", { value: one }, text));
	node.value = value;
	node.addEventListener("change", () => set(node.value));
	return node;
};

export const tick = (text, ticked, set, name) => {
	const id = `draw-field-${++fields}`;
	const box = element("input", { class: "govuk-checkboxes__input", type: "checkbox", id, name });

	box.checked = ticked;
	box.addEventListener("change", () => set(box.checked));
	return element("div", { class: "govuk-checkboxes__item" }, box,
		element("label", { class: "govuk-label govuk-checkboxes__label", for: id }, text));
};

/** Several statements to tick under one heading. */
export const ticks = (legend, ...items) => element("fieldset", { class: "govuk-fieldset govuk-form-group" },
	element("legend", { class: "govuk-fieldset__legend" }, legend),
	element("div", { class: "govuk-checkboxes govuk-checkboxes--small" }, ...items));
