// The table of dmn-js, cut down to what rules are made of here: cells in FEEL and a note for each row. What stands in its own
// menus and pop-ups (columns, hit policies, other expression languages, typed editors) is done by our panel, which the
// keyboard reaches; those parts are left out.

import { word, wordList } from "./words.js";

const CELL = "tbody td:not(.rule-index)";
const FEW = 50;
const TEND_AFTER = 50; // milliseconds without a change of the table
const none = ["value", {}];
const left = [
	"viewDrd", "hitPolicyProvider", "inputEditingProvider", "outputEditingProvider", "addInputOutputProvider",
	"createInputsProvider", "expressionLanguage", "typeRefEditingProvider", "allowedValuesEditingProvider", "simpleMode",
	"simpleStringEdit", "simpleBooleanEdit", "simpleNumberEdit", "simpleDateEdit", "simpleDateTimeEdit", "simpleDurationEdit",
	"simpleTimeEdit", "decisionTableContextMenu", "contextMenuKeyboard", "description", "addRule",
];

export const gridModule = Object.fromEntries(left.map(name => [name, none]));

/** What a cell is called by those who do not see the table: its row and its column. */
function nameCell(cell, columns) {
	const column = columns.find(one => one.id === cell.dataset.colId);
	const key = column ? `table.cell_${column.kind}` : "table.cell_note";
	const row = cell.parentElement.sectionRowIndex + 1;

	for (const box of cell.querySelectorAll("[contenteditable]")) {
		const name = word(key, { row, column: column?.title });

		if (box.getAttribute("aria-label") !== name) {
			box.setAttribute("aria-label", name);
			box.setAttribute("role", "textbox");
		}
	}
}

/** The cell that was changed within, or those of rows that came. */
const cellsOf = ({ target, addedNodes }) => [target.closest?.(CELL), ...[...addedNodes].filter(node => node.matches?.("tbody tr"))
	.flatMap(row => [...row.querySelectorAll("td:not(.rule-index)")])];

/**
 * Names the cells whenever the table was drawn anew, and says which column a click on a heading means. `columns()`: [{id, kind
 * ("input" or "output"), title}]; `reading`: nothing may be typed.
 */
export function watchGrid(container, { columns, chooseColumn, reading }) {
	// Headings stand in the order of the columns. What the library shows as "string" is shown in our words by the style sheet,
	// from here; allowed values stay as they are.
	const tendHeadings = () => {
		const headings = container.querySelectorAll("thead th.input-cell, thead th.output-cell");

		columns().forEach(({ id, type }, index) => {
			const line = headings[index]?.querySelector(".input-variable, .output-variable");
			const own = line?.textContent;

			headings[index]?.setAttribute("data-column", id);
			line?.setAttribute("data-type", own !== type ? own : wordList("type").find(([name]) => name === type)?.[1] ?? type);
		});
	};
	const tend = () => {
		tendHeadings();
		const now = columns();

		for (const cell of container.querySelectorAll(CELL))
			nameCell(cell, now);
		for (const corner of container.querySelectorAll("th.index-column:empty"))
			corner.append(Object.assign(document.createElement("span"),
				{ className: "govuk-visually-hidden", textContent: word("table.row_number") }));
		if (reading)
			for (const box of container.querySelectorAll("[contenteditable=true], [contenteditable='']"))
				box.contentEditable = "false";
	};

	// A cell whose editor was just opened, or whose row came, is named at once; a large table is redrawn in many steps, and the rest follows once.
	let waiting;

	new MutationObserver(changes => {
		const cells = new Set(changes.length > FEW ? [] : changes.flatMap(cellsOf).filter(Boolean));

		for (const cell of cells)
			nameCell(cell, columns());
		clearTimeout(waiting);
		waiting = setTimeout(tend, TEND_AFTER);
	}).observe(container, { childList: true, subtree: true });
	tend();
	container.addEventListener("click", event => {
		const heading = event.target.closest("th[data-column]");

		if (heading)
			chooseColumn(heading.dataset.column);
	});
	if (reading)
		for (const type of ["click", "focusin", "keydown", "dragstart", "mousedown"])
			container.addEventListener(type, event => event.stopPropagation(), true);
}
