// What a designer begins with when a draft holds nothing yet.

import { word } from "./words.js";

const escape = text => text.replace(/[&<>"]/g, one => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[one]));

/** A code as the id of an element: letters, digits and underscores. */
const idOf = code => code.replace(/[^A-Za-z0-9]+/g, "_");

export const blankProcess = ({ code, name }) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
	xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
	xmlns:motcua="urn:motcua:bpmn" id="definitions_${idOf(code)}" targetNamespace="urn:motcua:process">
	<bpmn:process id="p_${idOf(code)}" name="${escape(name)}" isExecutable="true">
		<bpmn:startEvent id="start" />
	</bpmn:process>
	<bpmndi:BPMNDiagram id="diagram">
		<bpmndi:BPMNPlane id="plane" bpmnElement="p_${idOf(code)}">
			<bpmndi:BPMNShape id="start_di" bpmnElement="start"><dc:Bounds x="160" y="142" width="36" height="36" /></bpmndi:BPMNShape>
		</bpmndi:BPMNPlane>
	</bpmndi:BPMNDiagram>
</bpmn:definitions>`;

// What the machine reads of each charge (modules/domain/definition/rule/rule.h): people cannot guess these names.
const CHARGE = [["kind", "string"], ["code", "string"], ["name", "string"], ["price", "number"], ["quantity", "number"], ["basis", "string"]];

const output = ([name, type]) => `
			<output id="output_${name}" label="${escape(word(`blank.${name}`))}" name="${name}" typeRef="${type}">${
	name === "kind" ? '<outputValues id="values_kind"><text>"phi","le_phi"</text></outputValues>' : ""}</output>`;

/** A fee rule without a row: one condition, and all columns that a charge needs. */
export const blankRule = ({ code, name }) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="definitions_${idOf(code)}" name="${escape(name)}"
	namespace="urn:motcua:rule">
	<decision id="fees" name="${escape(name)}">
		<decisionTable id="fees_table" hitPolicy="COLLECT">
			<input id="input_1" label="${escape(word("blank.channel"))}"><inputExpression id="input_1_expression" typeRef="string"><text>channel</text></inputExpression></input>${
	CHARGE.map(output).join("")}
		</decisionTable>
	</decision>
</definitions>`;
