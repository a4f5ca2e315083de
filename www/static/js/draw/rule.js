// The page of a rule's table: dmn-js for the cells, our panel for everything around them. See www/README.md, Designers.

import "./sheets.js";
import "/static/vendor/dmn-js/dmn-modeler.js";
import { Columns } from "./columns.js";
import { button, element } from "./dom.js";
import { gridModule, watchGrid } from "./grid.js";
import { Keeper, writeWithin } from "./keep.js";
import { settle, typingModule } from "./typing.js";
import { word, wordsModule } from "./words.js";

const page = document.querySelector("[data-draw=rule]");
const part = name => page.querySelector(`[data-draw-${name}]`);
const reading = "reading" in page.dataset;
const additional = modules => ({ additionalModules: [wordsModule, typingModule, ...modules] });

const modeler = new window.DmnJS({
	container: part("canvas"), decisionTable: additional([gridModule]), drd: additional([]), literalExpression: additional([]),
	boxedExpression: additional([]),
});
const viewer = () => modeler.getActiveViewer();
const tables = () => modeler.getViews().filter(view => view.type === "decisionTable");

const columns = new Columns(part("panel"), { viewer, tables: [], open: id => show(id), reading });

const keeper = new Keeper(page, {
	read: () => writeWithin(format => modeler.saveXML({ format })), show: mark, goTo, knows: problem => Boolean(rowOf(problem)),
	file: `${page.dataset.code}.dmn`, also: runExamples, settle,
});

/** The row that a problem names: by its id or that of a cell, or as the page of examples calls it ("#bang-fees-2"). */
function rowOf({ place, url = "" }) {
	const root = viewer()?.get("sheet").getRoot();
	const rows = root?.rows ?? [];
	const [, decision, number] = /#bang-(.+)-(\d+)$/.exec(url) ?? [];

	return rows.find(row => row.id === place || row.cells.some(cell => cell.id === place)) ??
		(decision === root?.businessObject?.$parent.id ? rows[number - 1] : undefined);
}

function mark(problems) {
	const wrong = new Map();

	for (const problem of problems)
		if (rowOf(problem))
			wrong.set(rowOf(problem).id, [wrong.get(rowOf(problem).id), problem.text].filter(Boolean).join(" "));
	for (const cell of part("canvas").querySelectorAll(".rule-index")) {
		const text = wrong.get(cell.dataset.rowId);

		cell.classList.toggle("mc-draw__wrong", text !== undefined);
		cell.title = text ?? "";
	}
}

function goTo(problem) {
	columns.goTo(rowOf(problem)?.id);
}

/** The worked examples against the table as it stands: what each gives now beside what it should. */
async function runExamples(fields, signal) {
	const { examples = [] } = await keeper.post(`${page.dataset.examples}/chay`, fields, signal)
		.then(reply => reply.ok ? reply.json() : {});
	const rows = examples.map(one => element("li", {},
		element("span", { class: `mc-tag mc-tag--${one.state.kind}` }, one.state.label), ` ${one.name}: ${one.given} → ${one.expected}`,
		one.good ? "" : ` (${word("table.example_got", { got: one.outcome })})`));

	part("examples").replaceChildren(rows.length ? element("ul", { class: "govuk-list" }, ...rows)
		: element("p", { class: "govuk-body" }, word("table.example_none")));
}

/** Everything that listens belongs to the viewer of tables, which stays the same when another table is shown. */
function listen() {
	const stack = viewer().get("commandStack");
	const undo = button(word("tool.undo"), () => stack.undo());
	const redo = button(word("tool.redo"), () => stack.redo());
	const update = () => {
		undo.setAttribute("aria-disabled", String(!stack.canUndo()));
		redo.setAttribute("aria-disabled", String(!stack.canRedo()));
	};

	viewer().on("commandStack.changed", () => {
		update();
		keeper.changed();
		columns.drawSoon();
	});
	viewer().on("selection.changed", ({ selection }) => {
		if (selection?.col)
			columns.choose(selection.col.id);
	});
	update();
	if (!reading)
		part("tools").append(undo, redo, ...columns.rowActs());
}

async function show(id) {
	await modeler.open(tables().find(view => view.element.id === id));
	columns.draw();
}

try {
	await modeler.importXML(part("content").value, { open: false });
	const [first] = tables();

	await modeler.open(first);
	columns.tables = tables().map(view => [view.element.id, view.name || view.element.id]);
	columns.draw();
	listen();
	// Wider than the page before it has a cell that the keyboard could reach.
	part("canvas").querySelector(".tjs-table-container").tabIndex = 0;
	watchGrid(part("canvas"), { columns: () => columns.columns(), chooseColumn: id => columns.choose(id), reading });
	part("canvas").before(element("p", { class: "govuk-hint mc-draw__hint" }, word("table.hint")));
	keeper.check();
	page.dataset.ready = "yes";
} catch (fault) {
	console.error(fault);
	keeper.refused(word("table.unreadable"));
}
