// What one does to a process, by mouse and by keyboard alike: the pad on the canvas and the list beside it call these.

import { kindNamed, kindOf, flowsFrom, leadsOn, mayFollow } from "./model.js";

const GAP = 180; // what an element takes in a row with its distance to the next
const NUDGE = 10;
const WAY_BELOW = 40;

function Acts(modeling, elementFactory, elementRegistry, autoPlace, selection, canvas) {
	const shapeOf = name => {
		const kind = kindNamed(name);

		return elementFactory.createShape({ type: kind.type, ...kind.options });
	};
	const middle = shape => ({ x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 });
	const show = shape => {
		selection.select(shape);
		canvas.scrollToElement(shape, 60);
		return shape;
	};

	/** Everything that stands further right makes room. */
	const makeRoom = (from, besides) => {
		const right = elementRegistry.filter(shape => kindOf(shape) && kindOf(shape) !== "flow" && !shape.host &&
			shape !== besides && shape.x >= from);

		if (right.length)
			modeling.moveElements(right, { x: GAP, y: 0 });
	};

	/** Where nothing stands yet: right of everything. */
	const freePlace = () => {
		const shapes = elementRegistry.filter(shape => kindOf(shape) && kindOf(shape) !== "flow");
		const last = shapes.reduce((most, shape) => !most || shape.x + shape.width > most.x + most.width ? shape : most, null);

		return last ? { x: last.x + last.width + GAP / 2 + 60, y: last.y + last.height / 2 } : { x: 200, y: 200 };
	};

	/** A way that would cross what stands between its ends is led below all of it. */
	const goAround = flow => {
		const { source, target } = flow;
		const [low, high] = [source, target].map(middle).map(({ x }) => x).sort((a, b) => a - b);
		const between = elementRegistry.filter(shape => kindOf(shape) && kindOf(shape) !== "flow" && shape !== source &&
			shape !== target && shape.host !== source && shape.host !== target && middle(shape).x > low && middle(shape).x < high);
		const crossed = between.some(shape => flow.waypoints.some(({ y }) => y > shape.y && y < shape.y + shape.height));

		if (crossed) {
			const y = Math.max(...[source, target, ...between].map(shape => shape.y + shape.height)) + WAY_BELOW;
			const ways = elementRegistry.filter(other => kindOf(other) === "flow" && other !== flow &&
				other.waypoints.some(point => point.y >= y - 1)).length;
			const [from, to] = [middle(source), middle(target)];
			const deep = y + ways * WAY_BELOW / 2;

			modeling.updateWaypoints(flow, [{ x: from.x, y: source.y + source.height }, { x: from.x, y: deep }, { x: to.x, y: deep },
				{ x: to.x, y: target.y + target.height }]);
		}
		return flow;
	};

	/** A new element after `shape`, joined to it; beside everything else where nothing can follow. */
	this.append = (shape, name) => {
		if (kindOf(shape) === "flow")
			return this.insert(shape, name);
		if (name === "start" || !shape || !leadsOn(shape))
			return show(modeling.createShape(shapeOf(name), freePlace(), canvas.getRootElement()));
		return show(autoPlace.append(shape, shapeOf(name)));
	};

	/** A new element in the middle of a way. */
	this.insert = (flow, name) => {
		const { source, target } = flow;
		const ends = ["end", "terminate"].includes(name);
		const place = { x: Math.max(source.x + source.width, target.x - GAP / 3) + GAP / 2, y: middle(source).y };

		if (target.x > source.x)
			makeRoom(target.x, source);
		else
			Object.assign(place, middle(flow.waypoints ? { ...flow.waypoints[0], width: 0, height: 120 } : source));
		const shape = modeling.createShape(shapeOf(name), place, canvas.getRootElement());

		modeling.reconnectEnd(flow, shape, middle(shape));
		modeling.layoutConnection(flow);
		if (!ends)
			modeling.connect(shape, target, { type: "bpmn:SequenceFlow" });
		return show(shape);
	};

	/** A timer on the lower edge of a step; a second one beside it. */
	this.addTimer = step => {
		const place = { x: step.x + step.width - 20 - 40 * (step.attachers?.length ?? 0), y: step.y + step.height };

		return show(modeling.createShape(shapeOf("timer"), place, step, { attach: true }));
	};

	/** What may be the next of `shape`: a way leads to anything but a start and a timer, and not twice to the same. */
	this.targets = shape => {
		const taken = new Set(flowsFrom(shape).map(flow => flow.target));

		return elementRegistry.filter(other => other !== shape && mayFollow(other) && !taken.has(other));
	};
	this.connect = (from, to) => show(goAround(modeling.connect(from, to, { type: "bpmn:SequenceFlow" })));

	/** A way ends elsewhere. */
	this.redirect = (flow, target) => {
		modeling.reconnectEnd(flow, target, middle(target));
		modeling.layoutConnection(flow);
		goAround(flow);
	};

	this.remove = shape => {
		const next = shape.source ?? shape.incoming?.[0]?.source ?? null;

		modeling.removeElements([shape]);
		if (next)
			show(next);
	};
	this.move = (shape, x, y) => modeling.moveElements([shape], { x: x * NUDGE, y: y * NUDGE });
}
Acts.$inject = ["modeling", "elementFactory", "elementRegistry", "autoPlace", "selection", "canvas"];

export const actsModule = { acts: ["type", Acts] };
