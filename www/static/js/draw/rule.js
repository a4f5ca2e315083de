// The page of a rule's table: dmn-js for the cells, our panel for everything around them. See www/README.md, Designers.

import "./sheets.js";
import "/static/vendor/dmn-js/dmn-modeler.js";
import { blankRule } from "./blank.js";
import { Columns } from "./columns.js";
import { button, element } from "./dom.js";
import { gridModule, watchGrid } from "./grid.js";
import { Keeper } from "./keep.js";
import { word, wordsModule } from "./words.js";

const page = document.querySelector("[data-draw=rule]");
const part = name => page.querySelector(`[data-draw-${name}]`);
const reading = "reading" in page.dataset;
const additional = modules => ({ additionalModules: [wordsModule, ...modules] });

const modeler = new window.DmnJS({
	container: part("canvas"), decisionTable: additional([gridModule]), drd: additional([]), literalExpression: additional([]),
	boxedExpression: additional([]),
});
const viewer = () => modeler.getActiveViewer();
const tables = () => modeler.getViews().filter(view => view.type === "decisionTable");

const columns = new Columns(part("panel"), { viewer, tables: [], open: id => show(id), reading });

const keeper = new Keeper(page, {
	read: async () => (await modeler.saveXML({ format: true })).xml, show: mark, goTo, knows: place => Boolean(rowOf(place)),
	file: `${page.dataset.code}.dmn`,
});

/** A place that a problem names: a row or one of its cells, by id. */
function rowOf(place) {
	return place && viewer()?.get("sheet").getRoot().rows.find(row => row.id === place ||
		row.cells.some(cell => cell.id === place));
}

function mark(problems) {
	const wrong = new Map(problems.filter(one => rowOf(one.place)).map(one => [rowOf(one.place).id, one.text]));

	for (const cell of part("canvas").querySelectorAll(".rule-index")) {
		const text = wrong.get(cell.dataset.rowId);

		cell.classList.toggle("mc-draw__wrong", text !== undefined);
		cell.title = text ?? "";
	}
}

function goTo(place) {
	const row = rowOf(place);

	if (row)
		columns.goTo(row.id);
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
	await modeler.importXML(part("content").value || blankRule(page.dataset), { open: false });
	const [first] = tables();

	await modeler.open(first);
	columns.tables = tables().map(view => [view.element.id, view.name || view.element.id]);
	columns.draw();
	listen();
	watchGrid(part("canvas"), { columns: () => columns.columns(), chooseColumn: id => columns.choose(id), reading });
	part("canvas").before(element("p", { class: "govuk-hint mc-draw__hint" }, word("table.hint")));
	keeper.check();
	page.dataset.ready = "yes";
} catch (fault) {
	console.error(fault);
	keeper.refused(word("table.unreadable"));
}
