// What is typed into a designer's form is checked a moment later by the form's own address with "lam=xem", which saves nothing and
// says what saving would say. Faults stand beside their boxes and in one list that leads to them, and go when they are mended. A
// check that fails says nothing: saving will. Without script the button "xem" does the same.

const PAUSE = 600; // milliseconds without a change
const BOXES = "input:not([type=hidden]), select, textarea";

// --- the boxes --------------------------------------------------------------------------------------------------------------------

const boxOf = (form, anchor) => {
	const node = anchor?.startsWith("#") ? document.getElementById(decodeURIComponent(anchor.slice(1))) : null;

	return node?.matches(BOXES) && form.contains(node) ? node : null;
};
const messageOf = box => document.getElementById(`${box.id}-error`);

// "a b" of an attribute without b, or with it.
function word(node, name, value, wanted) {
	const words = (node.getAttribute(name) ?? "").split(" ").filter(one => one && one !== value);

	if (wanted)
		words.push(value);
	if (words.length)
		node.setAttribute(name, words.join(" "));
	else
		node.removeAttribute(name);
}

const kindOf = box => box.classList[0] ?? "";

function mark(box, text) {
	let message = messageOf(box);

	if (!message) {
		const group = box.closest(".govuk-form-group");
		const choices = group && box.closest(".govuk-radios, .govuk-checkboxes, .govuk-date-input");

		message = Object.assign(document.createElement("p"), { className: "govuk-error-message", id: `${box.id}-error` });
		if (group)
			(choices ?? box).before(message);
		else
			box.after(message);
		group?.classList.add("govuk-form-group--error");
	}
	// The server's own begins with a word for those who only hear it.
	const prefix = message.querySelector(".govuk-visually-hidden");

	if (message.textContent.replace(prefix?.textContent ?? "", "").trim() !== text)
		message.replaceChildren(...prefix ? [prefix, " "] : [], text);
	box.setAttribute("aria-invalid", "true");
	box.classList.add(`${kindOf(box)}--error`);
	word(box, "aria-describedby", message.id, true);
}

function unmark(form, message) {
	const box = document.getElementById(message.id.replace(/-error$/, ""));

	message.closest(".govuk-form-group--error")?.classList.remove("govuk-form-group--error");
	for (const node of form.querySelectorAll(`[aria-describedby~="${CSS.escape(message.id)}"]`))
		word(node, "aria-describedby", message.id, false);
	box?.removeAttribute("aria-invalid");
	box?.classList.remove(`${kindOf(box)}--error`);
	message.remove();
}

// --- the list ---------------------------------------------------------------------------------------------------------------------

const made = (name, attributes, ...children) => {
	const node = Object.assign(document.createElement(name), attributes);

	node.append(...children);
	return node;
};

// What leads off the page opens beside it: what was typed here is not saved.
function link({ message, anchor }, away) {
	if (!anchor)
		return message;
	const node = made("a", { className: "govuk-link", href: anchor }, message);

	if (!anchor.startsWith("#")) {
		Object.assign(node, { target: "_blank", rel: "noopener" });
		node.append(` ${away}`);
	}
	return node;
}

function row(fault, away) {
	const { tag } = fault;

	return made("li", {}, ...tag ? [made("span", { className: `mc-tag mc-tag--${tag.kind}` }, tag.label), " "] : [], link(fault, away));
}

function list(region, faults, good) {
	region.replaceChildren(...faults.length
		? [made("p", { className: "govuk-body" }, region.dataset.bad), made("ul", { className: "govuk-list" }, ...faults.map(one => row(one, region.dataset.away)))]
		: good ? [made("p", { className: "govuk-body" }, good)] : []);
}

// What the last save said above the page goes as it is mended.
function trim(faults) {
	const summary = document.querySelector("[data-error-summary]");

	for (const old of summary?.querySelectorAll("li") ?? [])
		if (!faults.some(({ anchor }) => anchor === old.querySelector("a")?.getAttribute("href")))
			old.remove();
	if (summary && !summary.querySelector("li"))
		summary.remove();
}

// Folded parts open where one is led into them.
function follow(event, form) {
	const box = boxOf(form, event.target.closest("a")?.getAttribute("href"));

	if (!box)
		return;
	event.preventDefault();
	for (let part = box.closest("details"); part; part = part.parentElement.closest("details"))
		part.open = true;
	box.focus();
}

// --- a form -----------------------------------------------------------------------------------------------------------------------

/**
 * Checks `form` while one types. `read` makes of an answer (200 or 422) what was found: {faults, good}, where faults are
 * [{message, anchor, beside, tag}] and `beside` is what stands at the box (none: it is only listed); `failed` may say that no check
 * was made. The form's data-checked says "yes" while what is told is told of what stands there. Returns {changed}: to be called for
 * changes that no event tells.
 */
export function checkTyped(form, { accept = "application/json", read, failed = () => {} }) {
	const region = form.querySelector("[data-told]");
	let timer, running, found, furthest, said;

	// An empty box is left alone while one is in it or has not come to it; what lies behind is told, and what was told before.
	const isAhead = box => !furthest || (form.contains(furthest) && Boolean(furthest.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING));
	const isEarly = box => box?.value === "" && !messageOf(box) && (box === document.activeElement || isAhead(box));

	function tell() {
		const faults = found.faults.filter(({ anchor, beside }) => !beside || !isEarly(boxOf(form, anchor)));
		const marked = new Map();

		for (const { anchor, beside } of faults) {
			const box = beside ? boxOf(form, anchor) : null;
			if (box && !marked.has(box.id))
				marked.set(box.id, [box, beside]);
		}
		for (const message of form.querySelectorAll(".govuk-error-message[id$='-error']"))
			if (!marked.has(message.id.replace(/-error$/, "")))
				unmark(form, message);
		for (const [box, beside] of marked.values())
			mark(box, beside);
		trim(faults);
		const good = found.faults.length ? "" : found.good, now = JSON.stringify([faults, good]);
		// The same said again is not read out again.
		if (now !== said)
			list(region, faults, good);
		said = now;
		form.dataset.checked = "yes";
	}

	async function check() {
		const fields = new URLSearchParams(new FormData(form)), mine = new AbortController();

		fields.set("lam", "xem");
		running = mine;
		try {
			const answer = await fetch(form.action, { method: "POST", body: fields, signal: mine.signal, headers: { Accept: accept } });

			if (!answer.ok && answer.status !== 422)
				throw new Error(String(answer.status));
			const what = await read(answer);
			if (running !== mine)
				return;
			found = what;
			tell();
		} catch {
			if (running === mine)
				failed();
		}
	}

	function stop() {
		clearTimeout(timer);
		running?.abort();
		running = undefined;
	}

	function changed() {
		stop();
		found = undefined;
		form.dataset.checked = "no";
		timer = setTimeout(check, PAUSE);
	}

	function came(box) {
		if (box.matches(BOXES) && !(furthest && furthest.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_PRECEDING))
			furthest = box;
	}

	form.addEventListener("input", event => {
		came(event.target);
		changed();
	});
	form.addEventListener("focusout", event => {
		came(event.target);
		// What the box is told stands when it is left.
		if (found)
			setTimeout(() => found && tell());
	});
	form.addEventListener("submit", stop);
	region.addEventListener("click", event => follow(event, form));
	return { changed };
}

// What a page of ours says as JSON; refused by the input table, the same under `errors`.
async function readPage(form, answer) {
	const { errors = [], problems = [] } = await answer.json();

	return { good: form.querySelector("[data-told]").dataset.good, faults: [
		...errors.map(({ message, anchor, beside }) => ({ message, anchor, beside })),
		...problems.map(({ text, url, tag }) => ({ message: text, anchor: url, tag })),
	] };
}

for (const form of document.querySelectorAll("form[data-typed]"))
	checkTyped(form, { read: answer => readPage(form, answer) });
