// The editor of forms: what one types is checked (typed.js) and previewed by the same form sent with "lam=xem", which saves nothing,
// and whose page is the answer. Without script the button does the same.
import { enliven } from "./form.js";
import { checkTyped } from "./typed.js";

const form = document.querySelector("form[data-design]");

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

// What stands at a box in the page that answers, without the word for those who only hear it.
function beside(page, anchor) {
	const message = page.getElementById(`${decodeURIComponent(anchor.slice(1))}-error`);

	message?.querySelector(".govuk-visually-hidden")?.remove();
	return message?.textContent.trim();
}

// The preview follows; what is wrong is told.
async function read(answer) {
	const page = new DOMParser().parseFromString(await answer.text(), "text/html");
	const preview = page.querySelector("[data-preview]"), verdict = page.querySelector("[data-verdict]");

	document.querySelector("[data-preview]").replaceWith(document.importNode(preview, true));
	frame();
	enliven(document.querySelector("[data-preview]"));
	show();
	return { good: verdict.textContent.trim(), faults: [...verdict.querySelectorAll("a")].map(link => {
		const anchor = link.getAttribute("href");

		return { message: link.textContent, anchor, beside: beside(page, anchor) ?? link.textContent };
	}) };
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
	checkTyped(form, { accept: "text/html", read });
}
