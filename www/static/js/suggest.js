// The search box as a combobox (WAI-ARIA 1.2, list without inline completion): procedures that may be meant, while one is
// typing. Without script, and wherever an answer does not come, it stays a plain search box.

const WAIT_MS = 150;
const LEAST = 2;

function option(id, { label, code, url }) {
	const item = document.createElement("li");
	const link = document.createElement("span");
	const number = document.createElement("span");

	item.id = id;
	item.role = "option";
	item.className = "mc-suggest__option";
	item.dataset.url = url;
	link.textContent = label;
	number.className = "mc-code";
	number.textContent = code;
	item.append(link, " ", number);
	return item;
}

function combobox(input) {
	const list = document.createElement("ul");
	const status = document.createElement("p");
	let asked = null;
	let timer = 0;
	let active = -1;

	list.id = `${input.id}-suggestions`;
	list.role = "listbox";
	list.className = "mc-suggest";
	list.hidden = true;
	list.setAttribute("aria-label", input.dataset.suggest);
	status.className = "govuk-visually-hidden";
	status.role = "status";
	input.role = "combobox";
	input.setAttribute("aria-autocomplete", "list");
	input.setAttribute("aria-expanded", "false");
	input.setAttribute("aria-controls", list.id);
	input.parentElement.append(list, status);

	const choose = index => {
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
		choose(-1);
	};
	const show = suggestions => {
		list.replaceChildren(...suggestions.map((one, i) => option(`${list.id}-${i}`, one)));
		choose(-1);
		list.hidden = suggestions.length === 0;
		input.setAttribute("aria-expanded", String(!list.hidden));
		status.textContent = list.hidden ? "" : input.dataset.suggestCount;
	};
	const ask = async () => {
		asked?.abort();
		asked = new AbortController();
		try {
			const path = new URL(input.form.action).pathname;
			const answer = await fetch(`${path}/goi-y?q=${encodeURIComponent(input.value)}`,
				{ headers: { Accept: "application/json" }, signal: asked.signal });
			if (answer.ok && document.activeElement === input)
				show((await answer.json()).suggestions);
		} catch {
			// The line is away, or something newer was typed: the search button is still there.
		}
	};

	input.addEventListener("input", () => {
		clearTimeout(timer);
		if (input.value.trim().length < LEAST)
			close();
		else
			timer = setTimeout(ask, WAIT_MS);
	});
	input.addEventListener("keydown", event => {
		const count = list.hidden ? 0 : list.children.length;
		if (event.key === "Escape" && count > 0)
			close();
		else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0) {
			settle();
			choose(event.key === "ArrowDown" ? (active + 1) % count : (active <= 0 ? count : active) - 1);
		} else if (event.key === "Enter" && active >= 0)
			location.assign(list.children[active].dataset.url);
		else
			return;
		event.preventDefault();
	});
	input.addEventListener("blur", close);
	// Before the box loses the focus.
	list.addEventListener("mousedown", event => {
		const chosen = event.target.closest("[data-url]");
		event.preventDefault();
		if (chosen)
			location.assign(chosen.dataset.url);
	});
}

for (const input of document.querySelectorAll("input[data-suggest]"))
	combobox(input);
