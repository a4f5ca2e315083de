// A text box as a combobox (WAI-ARIA 1.2, list without inline completion): what may be meant, while one is typing. Wherever an
// answer does not come it stays a plain box.

const WAIT_MS = 150;

// `find(text, signal)` gives a promise of what may be meant, `draw(one, item)` fills an item of the list, `pick(one)` is what
// choosing does, `say(all)` what those hear who do not see the list, `label` what the list is called, `least` how many letters
// it takes, `failed` (or none) is told when no answer came.
export function combobox(input, { find, draw, pick, say, label, least, failed }) {
	const list = document.createElement("ul");
	const status = document.createElement("p");
	let meant = [];
	let asked = null;
	let timer = 0;
	let active = -1;

	list.id = `${input.id}-suggestions`;
	list.role = "listbox";
	list.className = "mc-suggest";
	list.hidden = true;
	list.setAttribute("aria-label", label);
	status.className = "govuk-visually-hidden";
	status.role = "status";
	input.role = "combobox";
	input.setAttribute("aria-autocomplete", "list");
	input.setAttribute("aria-expanded", "false");
	input.setAttribute("aria-controls", list.id);
	input.parentElement.append(list, status);

	const mark = index => {
		active = index;
		[...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
		if (index < 0)
			input.removeAttribute("aria-activedescendant");
		else {
			input.setAttribute("aria-activedescendant", list.children[index].id);
			list.children[index].scrollIntoView({ block: "nearest" });
		}
	};
	// What somebody chooses from stays as it is: a later answer would put another list under the finger.
	const settle = () => {
		clearTimeout(timer);
		asked?.abort();
	};
	const close = () => {
		settle();
		list.hidden = true;
		status.textContent = "";
		input.setAttribute("aria-expanded", "false");
		mark(-1);
	};
	const item = (one, index) => {
		const element = document.createElement("li");

		element.id = `${list.id}-${index}`;
		element.role = "option";
		element.className = "mc-suggest__option";
		draw(one, element);
		return element;
	};
	const show = found => {
		meant = found;
		list.replaceChildren(...found.map(item));
		mark(-1);
		list.hidden = found.length === 0;
		input.setAttribute("aria-expanded", String(!list.hidden));
		status.textContent = say(found);
	};
	const choose = index => {
		const one = meant[index];

		close();
		status.textContent = pick(one) ?? "";
	};
	const ask = async () => {
		asked?.abort();
		asked = new AbortController();
		const { signal } = asked;

		try {
			const found = await find(input.value, signal);

			if (found && document.activeElement === input)
				show(found);
		} catch {
			// The line is away, unless something newer was typed.
			if (!signal.aborted)
				failed?.();
		}
	};

	const typed = () => {
		clearTimeout(timer);
		if (input.value.trim().length < least)
			close();
		else
			timer = setTimeout(ask, WAIT_MS);
	};

	input.addEventListener("input", typed);
	input.addEventListener("keydown", event => {
		const count = list.hidden ? 0 : list.children.length;

		if (event.key === "Escape" && count > 0)
			close();
		else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0) {
			settle();
			mark(event.key === "ArrowDown" ? (active + 1) % count : (active <= 0 ? count : active) - 1);
		} else if (event.key === "Enter" && active >= 0)
			choose(active);
		else
			return;
		event.preventDefault();
	});
	input.addEventListener("blur", close);
	// Before the box loses the focus.
	list.addEventListener("mousedown", event => {
		const chosen = event.target.closest("[role=option]");

		event.preventDefault();
		if (chosen)
			choose([...list.children].indexOf(chosen));
	});
	// On a slow line one types before this script has come.
	if (document.activeElement === input && input.value !== input.defaultValue)
		typed();
}
