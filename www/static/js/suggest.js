// The search box as a combobox: procedures that may be meant, while one is typing. Without script, and wherever an answer does not
// come, it stays a plain search box.
import { combobox } from "./combobox.js";

function draw({ label, code }, item) {
	const link = document.createElement("span");
	const number = document.createElement("span");

	link.textContent = label;
	number.className = "mc-code";
	number.textContent = code;
	item.append(link, " ", number);
}

for (const input of document.querySelectorAll("input[data-suggest]"))
	combobox(input, {
		draw,
		label: input.dataset.suggest,
		least: 2,
		find: async (text, signal) => {
			const path = new URL(input.form.action).pathname;
			const answer = await fetch(`${path}/goi-y?q=${encodeURIComponent(text)}`,
				{ headers: { Accept: "application/json" }, signal });

			return answer.ok ? (await answer.json()).suggestions : null;
		},
		pick: ({ url }) => location.assign(url),
		say: found => found.length > 0 ? input.dataset.suggestCount : ""
	});
