// The quy trình nội bộ table by keyboard: rows added, moved and taken away, rows pasted from Word or Excel, problems and the sum of
// terms told while one is typing. Everything is also done by the form's own buttons; the server alone decides what is right.
import { checkTyped } from "./typed.js";

const form = document.querySelector("form[data-process-table]");
const table = form?.querySelector(".mc-prows");
const blank = form?.querySelector("template[data-blank]");
const COLUMNS = ["unit", "content", "term", "output", "next"];
let dirty = false, leaving = false, typed;

const rows = () => [...table.querySelectorAll("tbody[data-step]")];
const cell = (row, name) => row.querySelector(`[name$=".${name}"]`);
const rowOf = node => node.closest?.("tbody[data-step]");

// Boxes grow with what is in them.
function fit(area) {
	const text = area.value.split("\n");
	const width = Math.max(12, Math.floor(area.clientWidth / 8));
	const lines = text.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);

	area.rows = Math.max(area.name.startsWith("step.") && area.name.endsWith(".content") ? 3 : area.name.startsWith("step.") ? 2 : 1,
		Math.min(lines, 14));
}

// Numbers in "what comes next" follow the rows; of[n] is the new number of row n, or undefined for one that is gone.
function renumberText(text, of) {
	const turn = digits => Number(digits) in of ? String(of[Number(digits)]) : "?";

	return /^\d+$/.test(text.trim()) ? turn(text.trim()) : text.replace(/((?:bước|buoc|step)\s+)(\d+)/giu, (all, word, digits) => word + turn(digits));
}

// Names, ids and labels of every row say its place again. `before`: the rows as they stood.
function renumber(before) {
	const now = rows(), of = {};

	before.forEach((row, i) => {
		if (now.includes(row))
			of[i + 1] = now.indexOf(row) + 1;
	});
	now.forEach((row, i) => {
		const was = row.querySelector("th[data-number]"), label = was.dataset.number, number = String(i + 1);

		if (label !== number) {
			const old = was.firstChild.textContent, text = old.replace(label, number);
			const swap = value => value.replace(old, text);

			for (const node of row.querySelectorAll("[name^='step.']"))
				node.name = node.name.replace(/^step\.\d+\./, `step.${i}.`);
			for (const name of ["id", "for", "aria-describedby"])
				for (const node of row.querySelectorAll(`[${name}^='step.']`))
					node.setAttribute(name, node.getAttribute(name).replace(/^step\.\d+\./, `step.${i}.`));
			for (const node of row.querySelectorAll("[aria-label]"))
				node.setAttribute("aria-label", swap(node.getAttribute("aria-label")));
			for (const node of row.querySelectorAll(".govuk-visually-hidden"))
				node.textContent = swap(node.textContent);
			for (const node of row.querySelectorAll("button[name='lam']"))
				node.value = node.value.replace(/\d+$/, number);
			was.firstChild.textContent = text;
			was.dataset.number = number;
		}
		if (before.includes(row)) {
			const next = cell(row, "next");
			next.value = renumberText(next.value, of);
		}
	});
	const append = form.querySelector("[data-act='append']");
	if (append)
		append.value = `them.${now.length}`;
	changed();
}

function addRow(after) {
	const before = rows();

	if (!blank || before.length >= 90)
		return null;
	const row = blank.content.firstElementChild.cloneNode(true);
	if (after)
		after.after(row);
	else
		table.append(row);
	quiet(row);
	renumber(before);
	return row;
}

function moveRow(row, by) {
	const before = rows(), at = before.indexOf(row), to = at + by, focused = document.activeElement;

	if (to < 0 || to >= before.length)
		return;
	before[to][by < 0 ? "before" : "after"](row);
	renumber(before);
	focused.focus();
}

function removeRow(row) {
	const before = rows(), at = before.indexOf(row);

	row.remove();
	renumber(before);
	const left = rows();
	const to = left[Math.min(at, left.length - 1)] ?? addRow(null);
	cell(to, "unit").focus();
}

// With a script the keys do what these buttons do: Tab then goes from box to box.
function quiet(row) {
	for (const button of row.querySelectorAll("button[data-act]"))
		button.tabIndex = -1;
}

// --- what the server says of it -----------------------------------------------------------------------------------------

function list(node, notes) {
	node.replaceChildren(...notes.map(({ text, bad }) => Object.assign(document.createElement("li"),
		{ className: bad ? "mc-note mc-note--bad" : "mc-note", textContent: text })));
}

function tellRow(row, said) {
	const own = cell(row, "role")?.options[0], role = said.role.options[0];
	if (own && role)
		own.textContent = role.label;
	const region = row.querySelector("[data-notes]");
	list(region.querySelector("ul"), said.notes);
	region.hidden = !said.notes.length;
}

// Notes beside rows and the sum; what is wrong in a box is the list's and the box's (typed.js).
async function read(answer) {
	const said = await answer.json();
	const whole = form.querySelector("[data-whole]"), sum = form.querySelector("[data-sum]");

	rows().forEach((row, i) => said.rows[i] && tellRow(row, said.rows[i]));
	list(whole, said.notes);
	whole.hidden = !said.notes.length;
	sum.hidden = !said.has_sum;
	sum.textContent = said.sum ?? "";
	sum.classList.toggle("mc-process__sum--bad", Boolean(said.exceeded));
	return { faults: [...said.errors, ...said.notes.map(({ text }) => ({ message: text })),
		...said.rows.flatMap(({ row, notes }, i) => notes.map(({ text }) => ({ message: `${row}: ${text}`, anchor: `#step.${i}.unit` })))] };
}

// The sum is not that of what stands there.
function failed() {
	const sum = form.querySelector("[data-sum]");

	sum.hidden = false;
	sum.textContent = form.dataset.offline;
}

function changed() {
	dirty = true;
	typed.changed();
}

// --- rows pasted --------------------------------------------------------------------------------------------------------

// A table copied from Word or Excel comes as HTML; its text alone would lose cells of several lines.
function pastedTable(data) {
	const html = data.getData("text/html");
	const found = html ? new DOMParser().parseFromString(html, "text/html").querySelectorAll("tr") : [];

	if (found.length)
		return [...found].map(row => [...row.querySelectorAll("td, th")].map(cellText));
	return separated(data.getData("text/plain"));
}

function cellText(node) {
	for (const line of node.querySelectorAll("br"))
		line.replaceWith("\n");
	const parts = [...node.querySelectorAll("p, li, div")].filter(part => !part.querySelector("p, li, div"));
	const lines = parts.length ? parts.map(part => part.textContent) : node.textContent.split("\n");

	return lines.map(line => line.replace(/\s+/gu, " ").trim()).filter(Boolean).join("\n");
}

// Cells between tabs, rows between line ends; a cell in quotes may hold both (Excel).
function separated(text) {
	const found = [[""]];
	let quoted = false;

	for (let i = 0; i < text.length; i++) {
		const line = found.at(-1), sign = text[i];
		if (sign === "\"" && (quoted || line.at(-1) === "")) {
			if (quoted && text[i + 1] === "\"")
				line[line.length - 1] += text[++i];
			else
				quoted = !quoted;
		} else if (!quoted && sign === "\t") {
			line.push("");
		} else if (!quoted && (sign === "\n" || sign === "\r")) {
			if (sign === "\n")
				found.push([""]);
		} else {
			line[line.length - 1] += sign;
		}
	}
	return found.map(line => line.map(value => value.trim())).filter(line => line.some(Boolean));
}

// A first column of "Bước 1", "B1", "1" only numbers the rows.
function withoutNumbers(lines) {
	const numbered = lines.every(line => line.length > 2 && /^(bước|b|step)?\s*\.?\d*\.?$/iu.test(line[0]));

	return numbered ? lines.map(line => line.slice(1)) : lines;
}

// A first line of headings ("Đơn vị", "Nội dung") is none of the steps.
function withoutHeadings(lines) {
	return lines.length > 1 && lines[0].some(text => /^(nội dung|đơn vị|người thực hiện|trách nhiệm)/iu.test(text)) &&
		lines[0].every(text => text.length < 60) ? lines.slice(1) : lines;
}

function paste(event) {
	const row = rowOf(event.target), name = event.target.name?.split(".").at(-1);
	const lines = row && COLUMNS.includes(name) && blank ? withoutNumbers(withoutHeadings(pastedTable(event.clipboardData))) : [];

	if (!lines.length || (lines.length === 1 && lines[0].length === 1))
		return;
	event.preventDefault();
	let at = row, last;
	lines.forEach((line, i) => {
		if (i > 0)
			at = at.nextElementSibling?.matches("tbody[data-step]") && isEmpty(at.nextElementSibling) ? at.nextElementSibling : addRow(at);
		if (!at)
			return;
		line.slice(0, COLUMNS.length - COLUMNS.indexOf(name)).forEach((text, k) => {
			const input = cell(at, COLUMNS[COLUMNS.indexOf(name) + k]);
			input.value = input.tagName === "INPUT" ? text.replace(/\s+/gu, " ") : text;
			if (input.tagName === "TEXTAREA")
				fit(input);
			last = input;
		});
	});
	last?.focus();
	changed();
}

function isEmpty(row) {
	return COLUMNS.every(name => !cell(row, name).value);
}

// --- keys ---------------------------------------------------------------------------------------------------------------

const acts = { up: row => moveRow(row, -1), down: row => moveRow(row, 1), remove: removeRow,
	add: row => cell(addRow(row), "unit")?.focus(), append: () => cell(addRow(null), "unit")?.focus() };
const altKeys = { ArrowUp: "up", ArrowDown: "down", Enter: "add", Delete: "remove" };

const isNext = node => Boolean(node.name?.endsWith(".next"));

function onKey(event) {
	const row = rowOf(event.target);

	if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
		event.preventDefault();
		form.requestSubmit(form.querySelector("[data-save]"));
	} else if (row && blank && event.altKey && altKeys[event.key]) {
		event.preventDefault();
		acts[altKeys[event.key]](row);
	} else if (event.key === "Enter" && !event.shiftKey && (event.target.matches("input:not([type=checkbox])") || isNext(event.target))) {
		event.preventDefault();
		if (row && isNext(event.target)) {
			const below = row.nextElementSibling?.matches("tbody[data-step]") ? row.nextElementSibling : addRow(row);
			if (below)
				cell(below, "unit").focus();
		}
	}
}

// A problem elsewhere leads here by the id of its step.
function goTo(id) {
	const row = id && rows().find(one => cell(one, "id").value === id);

	if (row)
		cell(row, "unit").focus();
}

if (form)
	goTo(decodeURIComponent(location.hash.slice(1)));
if (form && !form.querySelector("fieldset").disabled) {
	typed = checkTyped(form, { read, failed });
	rows().forEach(quiet);
	form.querySelectorAll("textarea").forEach(fit);
	if (!rows().length) {
		cell(addRow(null), "unit").focus();
		dirty = false;
	}
	document.addEventListener("keydown", onKey);
	form.addEventListener("click", event => {
		const button = event.target.closest("button[data-act]");
		if (!button || !blank)
			return;
		event.preventDefault();
		acts[button.dataset.act](rowOf(button));
	});
	form.addEventListener("input", event => {
		if (event.target.tagName === "TEXTAREA")
			fit(event.target);
		dirty = true;
	});
	form.addEventListener("paste", paste);
	form.addEventListener("toggle", event => event.target.querySelectorAll?.("textarea").forEach(fit), true);
	form.addEventListener("submit", () => {
		leaving = true;
	});
	window.addEventListener("beforeunload", event => {
		if (dirty && !leaving)
			event.preventDefault();
	});
}
