// What bpmn-js offers on the canvas, cut down to the subset: a palette and a pad beside each element that hold nothing else,
// and no menus that would turn an element into something that no module runs.

import { kinds, kindOf, isStep, leadsOn } from "./model.js";
import { word } from "./words.js";

function Palette(palette, create, elementFactory, lassoTool, handTool, globalConnect) {
	const tool = (name, sign, start) => [`tool.${name}`, {
		group: "tools", className: sign, title: word(`tool.${name}`), action: { click: start },
	}];
	const place = kind => {
		const start = event => create.start(event, elementFactory.createShape({ type: kind.type, ...kind.options }));

		return [`create.${kind.name}`, {
			group: kind.group, className: kind.sign, title: word(`kind.${kind.name}`), action: { click: start, dragstart: start },
		}];
	};

	this.getPaletteEntries = () => Object.fromEntries([
		tool("hand", "bpmn-icon-hand-tool", event => handTool.activateHand(event)),
		tool("lasso", "bpmn-icon-lasso-tool", event => lassoTool.activateSelection(event)),
		tool("connect", "bpmn-icon-connection-multi", event => globalConnect.start(event)),
		["tool-separator", { group: "tools", separator: true }],
		...kinds.map(place),
	]);
	palette.registerProvider(this);
}
Palette.$inject = ["palette", "create", "elementFactory", "lassoTool", "handTool", "globalConnect"];

function ContextPad(contextPad, connect, modeling, acts) {
	const remove = {
		group: "edit", className: "bpmn-icon-trash", title: word("act.remove"),
		action: { click: (event, shapes) => modeling.removeElements([].concat(shapes)) },
	};
	const append = kind => [`append.${kind.name}`, {
		group: "model", className: kind.sign, title: word("act.append", { kind: word(`kind.${kind.name}`) }),
		action: { click: (event, shape) => acts.append(shape, kind.name) },
	}];

	this.getContextPadEntries = shape => {
		const entries = [];

		if (leadsOn(shape)) {
			const start = (event, from) => connect.start(event, from);

			entries.push(...kinds.filter(kind => kind.near).map(append), ["connect", {
				group: "connect", className: "bpmn-icon-connection-multi", title: word("tool.connect"),
				action: { click: start, dragstart: start },
			}]);
		}
		if (isStep(shape))
			entries.push(["timer", {
				group: "model", className: "bpmn-icon-intermediate-event-catch-timer", title: word("act.timer"),
				action: { click: (event, step) => acts.addTimer(step) },
			}]);
		return { ...Object.fromEntries(entries), remove };
	};
	this.getMultiElementContextPadEntries = () => ({ remove });
	contextPad.registerProvider(this);
}
ContextPad.$inject = ["contextPad", "connect", "modeling", "acts"];

/** Nothing outside the subset comes in by pasting either: only what may be drawn is copied. */
function CopyLimit(eventBus) {
	eventBus.on("copyPaste.canCopyElements", 2000, ({ elements }) =>
		elements.filter(shape => shape.type === "label" || kindOf(shape)));
}
CopyLimit.$inject = ["eventBus"];

const none = ["value", {}];

export const limitsModule = {
	__init__: ["paletteProvider", "contextPadProvider", "copyLimit"],
	paletteProvider: ["type", Palette],
	contextPadProvider: ["type", ContextPad],
	copyLimit: ["type", CopyLimit],
	replaceMenuProvider: none,
	alignElementsContextPadProvider: none,
	alignElementsMenuProvider: none,
	distributeElementsMenuProvider: none,
};

/** For people who may look, but not change: no rule allows anything, and nothing is offered. */
function Reading(eventBus, directEditing) {
	for (const event of ["commandStack.canExecute", "editorActions.allowed"])
		eventBus.on(event, 5000, () => false);
	directEditing.activate = () => false;
}
Reading.$inject = ["eventBus", "directEditing"];

function NoPad(contextPad) {
	this.getContextPadEntries = this.getMultiElementContextPadEntries = () => ({});
	contextPad.registerProvider(this);
}
NoPad.$inject = ["contextPad"];

export const readingModule = {
	__init__: ["reading"], reading: ["type", Reading], contextPadProvider: ["type", NoPad], paletteProvider: none,
};
