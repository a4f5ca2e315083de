// The page of a process's drawing: bpmn-js under our palette, panel and list. See www/README.md, Designers.

import "/static/vendor/bpmn-js/bpmn-modeler.js";
import { actsModule } from "./acts.js";
import { blankProcess } from "./blank.js";
import { button, element } from "./dom.js";
import { Keeper, writeWithin } from "./keep.js";
import { limitsModule, readingModule } from "./limits.js";
import { Outline } from "./outline.js";
import { Panel } from "./panel.js";
import { word, wordsModule } from "./words.js";

const READABLE = 0.7; // of the drawing's own size

const page = document.querySelector("[data-draw=process]");
const part = name => page.querySelector(`[data-draw-${name}]`);
const content = part("content");
const reading = "reading" in page.dataset;

const modeler = new window.BpmnJS({
	container: part("canvas"),
	additionalModules: [wordsModule, actsModule, limitsModule, ...reading ? [readingModule] : []],
	textRenderer: { defaultStyle: { fontFamily: '"Be Vietnam Pro", sans-serif', fontSize: "12px", lineHeight: 1.25 } },
});
const get = name => modeler.get(name);

const panel = new Panel(part("panel"), modeler, { lists: JSON.parse(page.dataset.lists), reading });
const outline = new Outline(part("outline"), modeler, {
	editProperties: () => panel.focus(), roleName: panel.roleName, reading,
});

function mark(problems) {
	const overlays = get("overlays");

	overlays.remove({ type: "problem" });
	for (const { place, text } of problems)
		if (place && get("elementRegistry").get(place))
			overlays.add(place, "problem", {
				position: { top: -14, left: -6 },
				html: element("span", { class: "mc-draw__mark", title: text }, "!"),
			});
	panel.showProblems(problems);
}

function goTo({ place }) {
	const shape = place && get("elementRegistry").get(place);

	if (!shape)
		return;
	get("selection").select(shape);
	get("canvas").scrollToElement(shape, 80);
	panel.focus();
}

const keeper = new Keeper(page, {
	read: () => writeWithin(format => modeler.saveXML({ format })), show: mark, goTo, file: `${page.dataset.code}.bpmn`,
	knows: ({ place }) => Boolean(place && get("elementRegistry").get(place)),
});

function tools() {
	const stack = get("commandStack");
	const undo = button(word("tool.undo"), () => stack.undo());
	const redo = button(word("tool.redo"), () => stack.redo());
	const update = () => {
		undo.setAttribute("aria-disabled", String(!stack.canUndo()));
		redo.setAttribute("aria-disabled", String(!stack.canRedo()));
	};

	modeler.on("commandStack.changed", update);
	update();
	part("tools").append(undo, redo,
		button(word("tool.zoom_in"), () => get("zoomScroll").stepZoom(1)),
		button(word("tool.zoom_out"), () => get("zoomScroll").stepZoom(-1)),
		button(word("tool.fit"), () => get("canvas").zoom("fit-viewport", "auto")));
}

/** The start of the process beside the palette, as large as can be read: a long process is scrolled, not shrunk. */
function lookAtStart() {
	const canvas = get("canvas");
	const { inner, outer } = canvas.viewbox();
	const beside = 120;
	const scale = Math.min(1, Math.max(READABLE, (outer.width - beside - 20) / inner.width));

	canvas.viewbox({
		x: inner.x - beside / scale, width: outer.width / scale, height: outer.height / scale,
		y: inner.y - Math.max(30, (outer.height / scale - inner.height) / 2),
	});
}

/** The drawing takes part in the order of Tab: it says what it is, and how to leave it. */
function nameCanvas() {
	const svg = part("canvas").querySelector("svg[tabindex]");

	svg?.setAttribute("role", "application");
	svg?.setAttribute("aria-label", word("canvas.label"));
	svg?.setAttribute("aria-describedby", "draw-outline-hint");
}

try {
	await modeler.importXML(content.value || blankProcess(page.dataset));
	lookAtStart();
	tools();
	nameCanvas();
	modeler.on("commandStack.changed", () => keeper.changed());
	outline.draw();
	goTo({ place: decodeURIComponent(location.hash.slice(1)) });
	keeper.check();
	page.dataset.ready = "yes";
} catch (fault) {
	console.error(fault);
	keeper.refused(word("canvas.unreadable"));
}
