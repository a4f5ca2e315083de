// What may stand in a process: the subset that libdomain reads (modules/domain/definition/README.md), as one table for
// palette, context pad, list and panel. Attributes of ours are carried by bpmn-js as they are: their names are below.

import { word } from "./words.js";

/** The order is that of the palette. `sign`: glyph of the icon font; `follows`: it may stand after another; `near`: in the pad too. */
export const kinds = [
	{ name: "start", type: "bpmn:StartEvent", sign: "bpmn-icon-start-event-none", group: "event" },
	{ name: "end", type: "bpmn:EndEvent", sign: "bpmn-icon-end-event-none", group: "event", follows: true, near: true },
	{ name: "terminate", type: "bpmn:EndEvent", sign: "bpmn-icon-end-event-terminate", group: "event", follows: true,
		options: { eventDefinitionType: "bpmn:TerminateEventDefinition" } },
	{ name: "task", type: "bpmn:UserTask", sign: "bpmn-icon-user-task", group: "activity", follows: true, near: true },
	{ name: "call", type: "bpmn:CallActivity", sign: "bpmn-icon-call-activity", group: "activity", follows: true },
	{ name: "exclusive", type: "bpmn:ExclusiveGateway", sign: "bpmn-icon-gateway-xor", group: "gateway", follows: true, near: true },
	{ name: "parallel", type: "bpmn:ParallelGateway", sign: "bpmn-icon-gateway-parallel", group: "gateway", follows: true, near: true },
	{ name: "timer", type: "bpmn:BoundaryEvent", sign: "bpmn-icon-intermediate-event-catch-timer", group: "timer",
		options: { eventDefinitionType: "bpmn:TimerEventDefinition" } },
];

export const kindNamed = name => kinds.find(kind => kind.name === name);

const isTerminate = business => (business.eventDefinitions ?? []).some(
	one => one.$type === "bpmn:TerminateEventDefinition");

/** "task", "flow" ... of an element of the canvas; null: nothing that is executed (a remark, a lane, the sheet itself). */
export function kindOf(shape) {
	const business = shape?.businessObject;

	if (!business || shape.type === "label")
		return null;
	if (business.$type === "bpmn:SequenceFlow")
		return "flow";
	if (business.$type === "bpmn:EndEvent")
		return isTerminate(business) ? "terminate" : "end";
	return kinds.find(kind => kind.type === business.$type)?.name ?? null;
}

export const isStep = shape => ["task", "call"].includes(kindOf(shape));

/** Does a way lead out of it, and may one more? */
export const leadsOn = shape => !["end", "terminate", "flow", null].includes(kindOf(shape));

export const mayFollow = shape => !["start", "timer", "flow", null].includes(kindOf(shape));

/** The element itself where its label was chosen. */
export const ownerOf = shape => shape?.labelTarget ?? shape;

export const flowsFrom = shape => (shape.outgoing ?? []).filter(flow => kindOf(flow) === "flow");
export const flowsTo = shape => (shape.incoming ?? []).filter(flow => kindOf(flow) === "flow");

/** An attribute of urn:motcua:bpmn, "" if it is not there. */
export const ours = (shape, name) => shape.businessObject.get(`motcua:${name}`) ?? "";

/** FEEL of a way without the "=" in front; "" if it has none. */
export const conditionOf = flow => (flow.businessObject.conditionExpression?.body ?? "").replace(/^\s*=\s*/, "");

export const documentationOf = shape => shape.businessObject.documentation?.[0]?.text ?? "";

/** Text of a timer's duration. */
export const durationOf = timer =>
	timer.businessObject.eventDefinitions?.[0]?.timeDuration?.body ?? "";

/** What people call it: kind and name. */
export function title(shape) {
	const kind = kindOf(shape);

	if (kind === "flow")
		return word("say.flow", { from: title(shape.source), to: title(shape.target) });
	const name = shape.businessObject.name?.replace(/\s+/g, " ");

	return name ? word("say.named", { kind: word(`kind.${kind}`), name }) : word(`kind.${kind}`);
}

/**
 * Elements as the process runs: from the start along its ways, timers after their step, then what nothing leads to.
 * Each with its ways out.
 */
export function inOrder(shapes) {
	const nodes = shapes.filter(shape => kindOf(shape) && kindOf(shape) !== "flow");
	const seen = new Set();
	const order = [];
	const visit = first => {
		const stack = [first];

		while (stack.length) {
			const shape = stack.pop();

			if (seen.has(shape))
				continue;
			seen.add(shape);
			order.push(shape);
			const timers = nodes.filter(node => node.host === shape);
			const next = flowsFrom(shape).map(flow => flow.target);

			stack.push(...[...timers, ...next].reverse());
		}
	};

	for (const shape of nodes.filter(node => kindOf(node) === "start"))
		visit(shape);
	for (const shape of [...nodes].sort((a, b) => a.x - b.x || a.y - b.y))
		visit(shape);
	return order;
}
