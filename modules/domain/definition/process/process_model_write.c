/* The model as BPMN 2.0 XML. See process_model.h. */
#include "domain/definition/process/process_model.h"

#include <math.h>
#include <string.h>

#include <libxml/xmlwriter.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_drawing_read.h"
#include "domain/definition/process/process_private.h"

struct writer {
	struct arena *arena;
	const struct process_model *model;
	xmlTextWriter *xml;
	bool broken; /* out of memory */
};

/* --- elements, attributes, text ------------------------------------------------------------------------------------- */

static void
did(struct writer *w, int result)
{
	w->broken = w->broken || result < 0;
}

static void
begin(struct writer *w, const char *element)
{
	did(w, xmlTextWriterStartElement(w->xml, (const xmlChar *)element));
}

static void
end(struct writer *w)
{
	did(w, xmlTextWriterEndElement(w->xml));
}

/* Without the control characters that XML cannot hold, and U+FFFE and U+FFFF. */
static const char *
holdable(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text), *into = copy;

	for (const char *at = text; *at != '\0'; at++) {
		const unsigned char byte = (unsigned char)*at;

		if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r')
			continue;
		if (strncmp(at, "\xef\xbf\xbe", 3) == 0 || strncmp(at, "\xef\xbf\xbf", 3) == 0) {
			at += 2;
			continue;
		}
		*into++ = *at;
	}
	*into = '\0';
	return copy;
}

static void
must_attribute(struct writer *w, const char *name, const char *value)
{
	did(w, xmlTextWriterWriteAttribute(w->xml, (const xmlChar *)name, (const xmlChar *)holdable(w->arena, value)));
}

/* What is not there is not written. */
static void
attribute(struct writer *w, const char *name, const char *value)
{
	if (value[0] != '\0')
		must_attribute(w, name, value);
}

/* As it is read: without white space around it. */
static void
text(struct writer *w, const char *value)
{
	char *copy = arena_strdup(w->arena, holdable(w->arena, value + strspn(value, " \t\r\n")));
	size_t size = strlen(copy);

	while (size > 0 && strchr(" \t\r\n", copy[size - 1]) != NULL)
		copy[--size] = '\0';
	did(w, xmlTextWriterWriteString(w->xml, (const xmlChar *)copy));
}

static void
text_element(struct writer *w, const char *element, const char *value)
{
	if (value[strspn(value, " \t\r\n")] == '\0')
		return;
	begin(w, element);
	text(w, value);
	end(w);
}

/* 12, 12.5, 12.25 */
static void
number(struct writer *w, const char *name, double value)
{
	const long long hundredths = llround(fabs(value) * 100);
	const char *sign = value < 0 && hundredths > 0 ? "-" : "";
	char *written = arena_printf(w->arena, "%s%lld.%02lld", sign, hundredths / 100, hundredths % 100);
	size_t size = strlen(written);

	while (written[size - 1] == '0')
		written[--size] = '\0';
	if (written[size - 1] == '.')
		written[size - 1] = '\0';
	must_attribute(w, name, written);
}

static void
formal(struct writer *w, const char *element, const char *value)
{
	begin(w, element);
	attribute(w, "xsi:type", "bpmn:tFormalExpression");
	text(w, value);
	end(w);
}

/* --- the sheet -------------------------------------------------------------------------------------------------------- */

static bool
sheet_is_empty(const struct model_sheet *s)
{
	for (size_t i = 0; i < MODEL_SHEET_TEXTS; i++)
		if (*model_sheet_text(s, i) != '\0')
			return false;
	return s->basis_count + s->paper_count + s->record_count == 0;
}

static void
write_sheet_rows(struct writer *w, const struct model_sheet *s)
{
	for (size_t i = 0; i < s->basis_count; i++) {
		begin(w, "motcua:basis");
		text(w, s->basis[i]);
		end(w);
	}
	for (size_t i = 0; i < s->paper_count; i++) {
		begin(w, "motcua:paper");
		attribute(w, "form", s->papers[i].form);
		attribute(w, "originals", s->papers[i].originals);
		attribute(w, "photocopies", s->papers[i].photocopies);
		text(w, s->papers[i].name);
		end(w);
	}
	for (size_t i = 0; i < s->record_count; i++) {
		begin(w, "motcua:record");
		attribute(w, "place", s->records[i].place);
		attribute(w, "keep", s->records[i].keep);
		text(w, s->records[i].name);
		end(w);
	}
}

static void
write_sheet(struct writer *w)
{
	const struct model_sheet *s = &w->model->sheet;

	if (sheet_is_empty(s))
		return;
	begin(w, "bpmn:extensionElements");
	begin(w, "motcua:sheet");
	for (size_t i = 0; i < MODEL_SHEET_TEXTS; i++)
		if (!model_sheet_texts[i].element)
			attribute(w, model_sheet_texts[i].name, model_sheet_text(s, i));
	for (size_t i = 0; i < MODEL_SHEET_TEXTS; i++)
		if (model_sheet_texts[i].element)
			text_element(
			    w, arena_printf(w->arena, "motcua:%s", model_sheet_texts[i].name), model_sheet_text(s, i));
	write_sheet_rows(w, s);
	end(w);
	end(w);
}

/* --- what runs -------------------------------------------------------------------------------------------------------- */

static void
write_step_attributes(struct writer *w, const struct model_node *node)
{
	attribute(w, "calledElement", node->called);
	attribute(w, "motcua:role", node->role);
	attribute(w, "motcua:term", node->term);
	attribute(w, "motcua:count", node->calendar ? "calendar" : "");
	attribute(w, "motcua:actions", node->actions);
	attribute(w, "motcua:form", node->form);
	attribute(w, "motcua:agency", node->agency);
	attribute(w, "motcua:symbol", node->symbol);
	attribute(w, "motcua:unit", node->unit);
	attribute(w, "motcua:output", node->output);
	attribute(w, "motcua:timing", node->timing);
}

static void
write_node(struct writer *w, const struct model_node *node)
{
	begin(w, arena_printf(w->arena, "bpmn:%s", model_kind_element(node->kind)));
	attribute(w, "id", node->id);
	attribute(w, "name", node->name);
	attribute(w, "default", node->default_flow);
	if (model_node_is_step(node))
		write_step_attributes(w, node);
	if (node->kind == MODEL_TIMER) {
		attribute(w, "cancelActivity", node->interrupting ? "" : "false");
		attribute(w, "attachedToRef", node->attached);
		attribute(w, "motcua:count", node->calendar ? "calendar" : "");
	}
	text_element(w, "bpmn:documentation", node->documentation);
	if (node->kind == MODEL_TERMINATE) {
		begin(w, "bpmn:terminateEventDefinition");
		end(w);
	}
	if (node->kind == MODEL_TIMER) {
		begin(w, "bpmn:timerEventDefinition");
		formal(w, "bpmn:timeDuration", node->term);
		end(w);
	}
	end(w);
}

static void
write_flow(struct writer *w, const struct model_flow *flow)
{
	begin(w, "bpmn:sequenceFlow");
	attribute(w, "id", flow->id);
	attribute(w, "name", flow->name);
	attribute(w, "sourceRef", flow->from);
	attribute(w, "targetRef", flow->to);
	text_element(w, "bpmn:documentation", flow->documentation);
	if (flow->condition[0] != '\0')
		formal(w, "bpmn:conditionExpression", arena_printf(w->arena, "=%s", flow->condition));
	end(w);
}

static void
write_notes(struct writer *w)
{
	for (size_t i = 0; i < w->model->note_count; i++) {
		begin(w, "bpmn:textAnnotation");
		attribute(w, "id", w->model->notes[i].id);
		text_element(w, "bpmn:text", w->model->notes[i].text);
		end(w);
	}
	for (size_t i = 0; i < w->model->line_count; i++) {
		begin(w, "bpmn:association");
		attribute(w, "id", w->model->lines[i].id);
		attribute(w, "sourceRef", w->model->lines[i].from);
		attribute(w, "targetRef", w->model->lines[i].to);
		end(w);
	}
}

static void
write_process(struct writer *w)
{
	begin(w, "bpmn:process");
	attribute(w, "id", w->model->id);
	attribute(w, "name", w->model->name);
	attribute(w, "isExecutable", "true");
	text_element(w, "bpmn:documentation", w->model->documentation);
	write_sheet(w);
	for (size_t i = 0; i < w->model->node_count; i++)
		write_node(w, &w->model->nodes[i]);
	for (size_t i = 0; i < w->model->flow_count; i++)
		write_flow(w, &w->model->flows[i]);
	write_notes(w);
	end(w);
}

/* --- the drawing ------------------------------------------------------------------------------------------------------ */

/* An id that no element has: made of an element's, so no two are the same. */
static const char *
drawing_id(struct writer *w, const char *before, const char *id, const char *after)
{
	const char *made = arena_printf(w->arena, "%s%s%s", before, id, after);

	while (process_model_has_id(w->model, made))
		made = arena_printf(w->arena, "%s_", made);
	return made;
}

static void
write_box(struct writer *w, const struct model_box *box)
{
	begin(w, "dc:Bounds");
	number(w, "x", box->x);
	number(w, "y", box->y);
	number(w, "width", box->width);
	number(w, "height", box->height);
	end(w);
}

static void
write_label(struct writer *w, const struct model_box *label)
{
	if (label->width <= 0)
		return;
	begin(w, "bpmndi:BPMNLabel");
	write_box(w, label);
	end(w);
}

static void
write_shape(struct writer *w, const char *id, bool marked, const struct model_box *box, const struct model_box *label)
{
	begin(w, "bpmndi:BPMNShape");
	attribute(w, "id", drawing_id(w, "", id, "_di"));
	attribute(w, "bpmnElement", id);
	attribute(w, "isMarkerVisible", marked ? "true" : "");
	write_box(w, box);
	write_label(w, label);
	end(w);
}

static void
write_edge(
    struct writer *w, const char *id, const struct model_point *points, size_t count, const struct model_box *label)
{
	begin(w, "bpmndi:BPMNEdge");
	attribute(w, "id", drawing_id(w, "", id, "_di"));
	attribute(w, "bpmnElement", id);
	for (size_t i = 0; i < count; i++) {
		begin(w, "di:waypoint");
		number(w, "x", points[i].x);
		number(w, "y", points[i].y);
		end(w);
	}
	write_label(w, label);
	end(w);
}

static void
write_drawing(struct writer *w)
{
	static const struct model_box none;
	const struct process_model *model = w->model;

	begin(w, "bpmndi:BPMNDiagram");
	attribute(w, "id", drawing_id(w, "diagram_", model->id, ""));
	begin(w, "bpmndi:BPMNPlane");
	attribute(w, "id", drawing_id(w, "plane_", model->id, ""));
	attribute(w, "bpmnElement", model->id);
	for (size_t i = 0; i < model->node_count; i++)
		write_shape(w, model->nodes[i].id, model->nodes[i].kind == MODEL_EXCLUSIVE, &model->nodes[i].box,
		    &model->nodes[i].label);
	for (size_t i = 0; i < model->note_count; i++)
		write_shape(w, model->notes[i].id, false, &model->notes[i].box, &none);
	for (size_t i = 0; i < model->flow_count; i++)
		write_edge(
		    w, model->flows[i].id, model->flows[i].points, model->flows[i].point_count, &model->flows[i].label);
	for (size_t i = 0; i < model->line_count; i++)
		write_edge(w, model->lines[i].id, model->lines[i].points, model->lines[i].point_count, &none);
	end(w);
	end(w);
}

/* --- the document ----------------------------------------------------------------------------------------------------- */

static void
write_document(struct writer *w)
{
	did(w, xmlTextWriterSetIndent(w->xml, 1));
	did(w, xmlTextWriterStartDocument(w->xml, NULL, "UTF-8", NULL));
	begin(w, "bpmn:definitions");
	attribute(w, "xmlns:bpmn", BPMN_MODEL);
	attribute(w, "xmlns:bpmndi", BPMN_DI);
	attribute(w, "xmlns:dc", BPMN_DC);
	attribute(w, "xmlns:di", BPMN_DD);
	attribute(w, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
	attribute(w, "xmlns:motcua", PROCESS_OURS);
	attribute(w, "id", drawing_id(w, "definitions_", w->model->id, ""));
	attribute(w, "targetNamespace", "urn:motcua:process");
	write_process(w);
	write_drawing(w);
	did(w, xmlTextWriterEndDocument(w->xml));
}

static void
free_buffer(void *buffer)
{
	xmlBufferFree(buffer);
}

static void
free_writer(void *writer)
{
	xmlFreeTextWriter(writer);
}

enum err
process_model_write(struct arena *arena, struct process_model *model, const char **ret_xml, size_t *ret_size)
{
	struct writer w = { .arena = arena, .model = model };
	xmlBuffer *buffer = xmlBufferCreate();

	if (buffer == NULL)
		return ERR_UNAVAILABLE;
	arena_defer(arena, free_buffer, buffer);
	process_model_lay_out_missing(arena, model);
	w.xml = xmlNewTextWriterMemory(buffer, 0);
	if (w.xml == NULL)
		return ERR_UNAVAILABLE;
	arena_defer(arena, free_writer, w.xml);
	write_document(&w);
	did(&w, xmlTextWriterFlush(w.xml));
	if (w.broken)
		return ERR_UNAVAILABLE;
	*ret_xml = (const char *)xmlBufferContent(buffer);
	*ret_size = (size_t)xmlBufferLength(buffer);
	return *ret_size > PROCESS_BYTES_MAX ? ERR_TOO_LARGE : OK;
}
