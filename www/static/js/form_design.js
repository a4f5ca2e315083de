// The editor of forms: what one types is checked and previewed by the same form sent with "lam=xem", which saves nothing, and
// whose page is the answer. Without script the button does the same.
import { enliven } from "./form.js";

const PAUSE = 500;
const form = document.querySelector("form[data-design]");
let running;
let waiting;

function replace(selector, from) {
	const here = document.querySelector(selector);
	const there = from.querySelector(selector);

	if (here && there)
		here.replaceWith(document.importNode(there, true));
}

// The question at hand is in sight within the preview.
function show() {
	const preview = document.querySelector("[data-preview]");
	const question = form?.dataset.design && preview.querySelector(`[id="f-${form.dataset.design}"]`);

	if (question && getComputedStyle(preview).position === "sticky")
		preview.scrollTop = question.getBoundingClientRect().top - preview.getBoundingClientRect().top + preview.scrollTop - 80;
}

// The width of the preview stays as it was chosen, on this page and the next.
function frame() {
	const chosen = document.querySelector(`[data-frames] [value="${sessionStorage.getItem("frame") ?? "phone"}"]`);

	if (chosen)
		chosen.checked = true;
}

async function look() {
	const fields = new URLSearchParams(new FormData(form));

	fields.set("lam", "xem");
	running?.abort();
	running = new AbortController();
	try {
		const answer = await fetch(form.action, { method: "POST", body: fields, signal: running.signal, headers: { Accept: "text/html" } });

		if (!answer.ok)
			return;
		const page = new DOMParser().parseFromString(await answer.text(), "text/html");

		replace("[data-verdict]", page);
		replace("[data-preview]", page);
		frame();
		enliven(document.querySelector("[data-preview]"));
		show();
	} catch {
		// What stands there is still true of what was saved.
	}
}

// Only what the chosen way needs; the server takes no notice of the rest.
function fold() {
	const need = form.querySelector("[name=need]:checked")?.value;

	for (const rule of form.querySelectorAll("[data-rule]")) {
		const mode = rule.querySelector(`[name="${rule.dataset.rule}.mode"]:checked`)?.value;

		if (rule.dataset.needs) {
			rule.hidden = need !== rule.dataset.needs;
			rule.open ||= !rule.hidden;
		}
		for (const part of rule.querySelectorAll("[data-mode]"))
			part.hidden = !part.dataset.mode.split(" ").includes(mode);
	}
	for (const limit of form.querySelectorAll("[data-limit]")) {
		const from = limit.querySelector("select").value;

		limit.querySelector("[data-limit-distance]").hidden = from === "" || from === "=";
		limit.querySelector("[data-limit-text]").hidden = from !== "=";
	}
}

// The box of a value offers the choices of its question.
function offer(select) {
	const box = select.closest("fieldset").querySelector("[data-value]");
	const offers = select.selectedOptions[0]?.dataset.offers;

	if (offers)
		box.setAttribute("list", offers);
	else
		box.removeAttribute("list");
}

frame();
document.addEventListener("change", event => {
	if (event.target.closest("[data-frames]"))
		sessionStorage.setItem("frame", event.target.value);
});
// Outside a box that one types in, whose own undo it would be.
document.addEventListener("keydown", event => {
	const undo = document.querySelector("[data-undo] button");

	if (undo && event.key === "z" && (event.ctrlKey || event.metaKey) && !event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select")) {
		event.preventDefault();
		undo.click();
	}
});

if (form) {
	fold();
	show();
	form.addEventListener("change", event => {
		if (event.target.matches("[data-key]"))
			offer(event.target);
		fold();
	});
	form.addEventListener("input", () => {
		clearTimeout(waiting);
		waiting = setTimeout(look, PAUSE);
	});
	form.addEventListener("submit", () => {
		clearTimeout(waiting);
		running?.abort();
	});
}
