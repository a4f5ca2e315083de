// What the designer of processes begins with when a draft holds nothing yet. A first table of rules is made by the server.

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
