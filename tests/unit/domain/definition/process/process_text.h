/* Small BPMN documents for tests. */
#ifndef MOTCUA_TESTS_PROCESS_TEXT_H
#define MOTCUA_TESTS_PROCESS_TEXT_H

#define PROCESS_FILE(body)                                                                                             \
	"<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:m=\"urn:motcua:bpmn\">"    \
	"<bpmn:process id=\"process\" name=\"P\">" body "</bpmn:process></bpmn:definitions>"
#define START "<bpmn:startEvent id=\"s\"/>"
#define END   "<bpmn:endEvent id=\"e\"/>"
#define TASK(id, role, term)                                                                                           \
	"<bpmn:userTask id=\"" id "\" name=\"Bước " id "\" m:role=\"" role "\" m:term=\"" term "\"/>"
#define CALENDAR_TASK(id, role, term)                                                                                  \
	"<bpmn:userTask id=\"" id "\" name=\"Bước " id "\" m:role=\"" role "\" m:term=\"" term                         \
	"\" m:count=\"calendar\"/>"
#define CALL(id, agency, term)                                                                                         \
	"<bpmn:callActivity id=\"" id "\" name=\"Bước " id "\" m:role=\"processing\" m:agency=\"" agency               \
	"\" m:term=\"" term "\"/>"
#define CHOICE(id, attributes) "<bpmn:exclusiveGateway id=\"" id "\" " attributes "/>"
#define FORK(id)               "<bpmn:parallelGateway id=\"" id "\"/>"
#define TIMER(id, step, term)                                                                                          \
	"<bpmn:boundaryEvent id=\"" id "\" attachedToRef=\"" step                                                      \
	"\"><bpmn:timerEventDefinition><bpmn:timeDuration>" term                                                       \
	"</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
#define FLOW(id, from, to) "<bpmn:sequenceFlow id=\"" id "\" sourceRef=\"" from "\" targetRef=\"" to "\"/>"
#define WHEN(id, from, to, feel)                                                                                       \
	"<bpmn:sequenceFlow id=\"" id "\" sourceRef=\"" from "\" targetRef=\"" to "\"><bpmn:conditionExpression>" feel \
	"</bpmn:conditionExpression></bpmn:sequenceFlow>"

#endif
