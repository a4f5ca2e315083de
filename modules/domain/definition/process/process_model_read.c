/* BPMN 2.0 XML into the model. Each element outside the subset is refused by its id. See process_model.h. */
#include "domain/definition/process/process_model.h"

#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_drawing_read.h"
#include "domain/definition/process/process_private.h"
#include "domain/definition/xml.h"

struct reader {
	struct arena *arena;
	struct process_model *model;
	struct definition_error *error;
};

static bool
failed(const struct reader *r)
{
	return r->error->message != NULL;
}

static void
refuse(struct reader *r, const char *message, const xmlNode *node)
{
	(void)definition_refuse(r->error, message, xml_where(r->arena, node));
}

static bool
is_bpmn(const xmlNode *node, const char *name)
{
	return xml_in(node, BPMN_MODEL) && xml_is(node, name);
}

/* Bounded like all text of a definition; what is longer is refused. */
static const char *
bounded(struct reader *r, const xmlNode *node, const char *text)
{
	if (text == NULL)
		return "";
	if (strnlen(text, XML_TEXT_MAX + 1) <= XML_TEXT_MAX)
		return text;
	refuse(r, "process.too_long", node);
	return "";
}

static const char *
attribute(struct reader *r, const xmlNode *node, const char *name)
{
	return bounded(r, node, xml_attribute(r->arena, node, name, NULL));
}

static const char *
ours(struct reader *r, const xmlNode *node, const char *name)
{
	return bounded(r, node, xml_attribute(r->arena, node, name, PROCESS_OURS));
}

static const char *
text_of(struct reader *r, const xmlNode *node)
{
	const char *text = xml_text(r->arena, node);

	if (text == NULL)
		refuse(r, "process.too_long", node);
	return text == NULL ? "" : text;
}

/* The text of the first child of that name, "" without one. */
static const char *
child_text(struct reader *r, const xmlNode *node, const char *name)
{
	const xmlNode *child = xml_child(node, name);

	return child == NULL ? "" : text_of(r, child);
}

static const char *
read_id(struct reader *r, const xmlNode *node)
{
	const char *id = attribute(r, node, "id");

	if (!process_model_id_valid(id))
		refuse(r, "process.bad_id", node);
	else if (process_model_has_id(r->model, id))
		refuse(r, "process.duplicate", node);
	return id;
}

/* What other tools add is read past and counted; a second documentation likewise. */
static void
count_foreign(struct reader *r, const xmlNode *node)
{
	bool documented = false;

	for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
		if (a->ns != NULL && strcmp((const char *)a->ns->href, PROCESS_OURS) != 0)
			r->model->left_out++;
	for (xmlNode *child = xml_next_element(node->children); child != NULL; child = xml_next_element(child->next)) {
		const bool documentation = is_bpmn(child, "documentation");

		if (!xml_in(child, BPMN_MODEL) || (documentation && documented))
			r->model->left_out++;
		documented = documented || documentation;
		if (!is_bpmn(child, "extensionElements"))
			continue;
		for (xmlNode *e = xml_next_element(child->children); e != NULL; e = xml_next_element(e->next))
			if (!xml_in(e, PROCESS_OURS))
				r->model->left_out++;
	}
}

/* Children beside those that every element may have. */
static void
allow_children(struct reader *r, const xmlNode *node, const char *name)
{
	static const char *const always[] = { "documentation", "extensionElements", "incoming", "outgoing", NULL };

	for (xmlNode *child = xml_next_element(node->children); child != NULL; child = xml_next_element(child->next)) {
		bool known = !xml_in(child, BPMN_MODEL) || (name != NULL && xml_is(child, name));

		for (size_t i = 0; always[i] != NULL && !known; i++)
			known = xml_is(child, always[i]);
		if (!known)
			refuse(r, "process.unknown_element", node);
	}
	count_foreign(r, node);
}

/* Words with one space between them. */
static const char *
words(struct reader *r, const char *text)
{
	char *copy = arena_strdup(r->arena, text), *rest = copy, *word, *into = copy;

	while ((word = strtok_r(rest, " \t\r\n", &rest)) != NULL) {
		const size_t size = strlen(word);

		if (into > copy)
			*into++ = ' ';
		memmove(into, word, size);
		into += size;
	}
	*into = '\0';
	return copy;
}

static void
read_step(struct reader *r, const xmlNode *xml, struct model_node *node)
{
	allow_children(r, xml, NULL);
	node->role = ours(r, xml, "role");
	node->term = ours(r, xml, "term");
	node->actions = words(r, ours(r, xml, "actions"));
	node->form = ours(r, xml, "form");
	node->agency = ours(r, xml, "agency");
	node->called = node->kind == MODEL_CALL ? attribute(r, xml, "calledElement") : "";
	node->symbol = ours(r, xml, "symbol");
	node->unit = ours(r, xml, "unit");
	node->output = ours(r, xml, "output");
	node->timing = ours(r, xml, "timing");
	node->default_flow = attribute(r, xml, "default");
}

static void
read_timer(struct reader *r, const xmlNode *xml, struct model_node *node)
{
	const xmlNode *definition = xml_child(xml, "timerEventDefinition");
	const xmlNode *only = definition == NULL ? NULL : xml_next_element(definition->children);

	allow_children(r, xml, "timerEventDefinition");
	if (definition == NULL || xml_next_element(definition->next) != NULL || only == NULL ||
	    !is_bpmn(only, "timeDuration") || xml_next_element(only->next) != NULL)
		refuse(r, "process.timer", xml);
	else
		node->term = text_of(r, only);
	node->attached = attribute(r, xml, "attachedToRef");
	node->interrupting = strcmp(attribute(r, xml, "cancelActivity"), "false") != 0;
}

static void
read_node(struct reader *r, const xmlNode *xml, enum model_kind kind)
{
	const char *id = read_id(r, xml);
	struct model_node *node;

	if (failed(r))
		return;
	if (kind == MODEL_END && xml_child(xml, "terminateEventDefinition") != NULL)
		kind = MODEL_TERMINATE;
	node = process_model_add_node(r->model, kind, id, attribute(r, xml, "name"));
	if (node == NULL) {
		refuse(r, "process.too_many", xml);
		return;
	}
	node->documentation = child_text(r, xml, "documentation");
	node->calendar = strcmp(ours(r, xml, "count"), "calendar") == 0;
	if (model_node_is_step(node)) {
		read_step(r, xml, node);
	} else if (kind == MODEL_TIMER) {
		read_timer(r, xml, node);
	} else {
		allow_children(r, xml, kind == MODEL_TERMINATE ? "terminateEventDefinition" : NULL);
		if (kind == MODEL_EXCLUSIVE)
			node->default_flow = attribute(r, xml, "default");
	}
}

static void
read_flow(struct reader *r, const xmlNode *xml)
{
	const char *id = read_id(r, xml), *from = attribute(r, xml, "sourceRef"), *to = attribute(r, xml, "targetRef");
	const char *condition = child_text(r, xml, "conditionExpression");
	struct model_flow *flow;

	allow_children(r, xml, "conditionExpression");
	if (process_model_node(r->model, from) == NULL || process_model_node(r->model, to) == NULL)
		refuse(r, "process.flow", xml);
	if (failed(r))
		return;
	flow = process_model_add_flow(r->model, id, from, to);
	if (flow == NULL) {
		refuse(r, "process.too_many", xml);
		return;
	}
	flow->name = attribute(r, xml, "name");
	flow->documentation = child_text(r, xml, "documentation");
	condition += *condition == '=';
	flow->condition = condition + strspn(condition, " \t\r\n");
}

static void
read_note(struct reader *r, const xmlNode *xml)
{
	const char *id = read_id(r, xml);

	allow_children(r, xml, "text");
	if (r->model->note_count == MODEL_NOTES_MAX)
		refuse(r, "process.too_many", xml);
	if (!failed(r))
		r->model->notes[r->model->note_count++] =
		    (struct model_note){ .id = id, .text = child_text(r, xml, "text") };
}

static bool
is_note(const struct process_model *model, const char *id)
{
	for (size_t i = 0; i < model->note_count; i++)
		if (strcmp(model->notes[i].id, id) == 0)
			return true;
	return false;
}

static void
read_line(struct reader *r, const xmlNode *xml)
{
	const char *from = attribute(r, xml, "sourceRef"), *to = attribute(r, xml, "targetRef");
	const char *id = read_id(r, xml);

	allow_children(r, xml, NULL);
	if (!process_model_has_id(r->model, from) || !process_model_has_id(r->model, to) ||
	    (!is_note(r->model, from) && !is_note(r->model, to)))
		refuse(r, "process.flow", xml);
	if (r->model->line_count == MODEL_NOTES_MAX)
		refuse(r, "process.too_many", xml);
	if (!failed(r))
		r->model->lines[r->model->line_count++] = (struct model_line){ .id = id, .from = from, .to = to };
}

/* --- the sheet of the quy trình nội bộ -------------------------------------------------------------------------------- */

static void
read_sheet_row(struct reader *r, const xmlNode *xml)
{
	struct model_sheet *sheet = &r->model->sheet;
	size_t *count = xml_is(xml, "basis")    ? &sheet->basis_count
			: xml_is(xml, "paper")  ? &sheet->paper_count
			: xml_is(xml, "record") ? &sheet->record_count
						: NULL;

	if (count == NULL)
		return;
	if (*count == MODEL_ROWS_MAX) {
		refuse(r, "process.too_many", xml);
		return;
	}
	if (xml_is(xml, "basis"))
		sheet->basis[*count] = text_of(r, xml);
	else if (xml_is(xml, "paper"))
		sheet->papers[*count] = (struct model_paper){ text_of(r, xml), attribute(r, xml, "form"),
			attribute(r, xml, "originals"), attribute(r, xml, "photocopies") };
	else
		sheet->records[*count] =
		    (struct model_record){ text_of(r, xml), attribute(r, xml, "place"), attribute(r, xml, "keep") };
	++*count;
}

static void
read_sheet(struct reader *r, const xmlNode *xml)
{
	struct model_sheet *sheet = &r->model->sheet;

	for (size_t i = 0; i < MODEL_SHEET_TEXTS; i++) {
		const char *name = model_sheet_texts[i].name;

		model_sheet_set_text(
		    sheet, i, model_sheet_texts[i].element ? child_text(r, xml, name) : attribute(r, xml, name));
	}
	for (xmlNode *row = xml_next_element(xml->children); row != NULL; row = xml_next_element(row->next))
		if (xml_in(row, PROCESS_OURS))
			read_sheet_row(r, row);
}

static void
read_head(struct reader *r, const xmlNode *process)
{
	const xmlNode *extension = xml_child(process, "extensionElements");
	bool found = false;

	r->model->documentation = child_text(r, process, "documentation");
	count_foreign(r, process);
	for (xmlNode *e = extension == NULL ? NULL : xml_next_element(extension->children); e != NULL;
	     e = xml_next_element(e->next))
		if (!found && xml_in(e, PROCESS_OURS) && xml_is(e, "sheet")) {
			found = true;
			read_sheet(r, e);
		}
}

/* --- the process ------------------------------------------------------------------------------------------------------ */

/* MODEL_KIND__MAX: no element that stands for itself, like a flow, a note, or what is read past. */
static enum model_kind
kind_of(struct reader *r, const xmlNode *xml)
{
	static const char *const others[] = { "sequenceFlow", "textAnnotation", "association", "documentation",
		"extensionElements", NULL };

	for (enum model_kind kind = 0; kind < MODEL_KIND__MAX; kind++)
		if (xml_is(xml, model_kind_element(kind)))
			return kind;
	for (size_t i = 0; others[i] != NULL; i++)
		if (xml_is(xml, others[i]))
			return MODEL_KIND__MAX;
	if (xml_is(xml, "laneSet"))
		r->model->left_out++;
	else
		refuse(r, "process.unknown_element", xml);
	return MODEL_KIND__MAX;
}

/* Each element of that name; nothing more once one was refused. */
static void
read_each(
    struct reader *r, const xmlNode *process, const char *name, void (*read)(struct reader *r, const xmlNode *xml))
{
	for (xmlNode *xml = xml_next_element(process->children); xml != NULL; xml = xml_next_element(xml->next))
		if (!failed(r) && is_bpmn(xml, name))
			read(r, xml);
}

/* What can be asked only when all is there: a timer stands on a step, a default way leaves its node. */
static void
check_references(struct reader *r)
{
	for (size_t i = 0; i < r->model->node_count && !failed(r); i++) {
		const struct model_node *node = &r->model->nodes[i], *on = process_model_node(r->model, node->attached);
		const struct model_flow *flow = process_model_flow(r->model, node->default_flow);

		if (node->kind == MODEL_TIMER && (on == NULL || !model_node_is_step(on)))
			(void)definition_refuse(r->error, "process.timer", node->id);
		if (node->default_flow[0] != '\0' && (flow == NULL || strcmp(flow->from, node->id) != 0))
			(void)definition_refuse(r->error, "process.default", node->id);
	}
}

static void
read_process(struct reader *r, const xmlNode *process)
{
	read_head(r, process);
	for (xmlNode *xml = xml_next_element(process->children); xml != NULL; xml = xml_next_element(xml->next)) {
		enum model_kind kind = xml_in(xml, BPMN_MODEL) ? kind_of(r, xml) : MODEL_KIND__MAX;

		if (kind != MODEL_KIND__MAX && !failed(r))
			read_node(r, xml, kind);
	}
	read_each(r, process, "sequenceFlow", read_flow);
	read_each(r, process, "textAnnotation", read_note);
	read_each(r, process, "association", read_line);
	check_references(r);
}

/* The one process of the file; pools and messages between processes are outside the subset. */
static const xmlNode *
only_process(struct reader *r, const xmlNode *root)
{
	const xmlNode *found = NULL;

	for (xmlNode *node = xml_next_element(root->children); node != NULL; node = xml_next_element(node->next)) {
		if (!xml_in(node, BPMN_MODEL) || xml_is(node, "documentation") || xml_is(node, "extensionElements"))
			continue;
		if (!xml_is(node, "process") || found != NULL)
			refuse(r, "process.unknown_element", node);
		found = node;
	}
	if (found == NULL)
		(void)definition_refuse(r->error, "process.none", "");
	return found;
}

enum err
process_model_read(
    struct arena *arena, const char *xml, size_t size, struct process_model **ret, struct definition_error *error)
{
	struct reader r = { .arena = arena, .error = error };
	const xmlNode *process;
	const char *id;
	xmlNode *root;
	enum err err = xml_load(arena, xml, size, PROCESS_BYTES_MAX, &root, error);

	if (err != OK)
		return err;
	if (!is_bpmn(root, "definitions"))
		return definition_refuse(error, "process.not_bpmn", "");
	process = only_process(&r, root);
	if (failed(&r))
		return ERR_INVALID;
	id = attribute(&r, process, "id");
	if (!process_model_id_valid(id))
		refuse(&r, "process.bad_id", process);
	r.model = process_model_new(arena, id, attribute(&r, process, "name"));
	read_process(&r, process);
	if (failed(&r))
		return ERR_INVALID;
	process_drawing_read(arena, root, r.model);
	*ret = r.model;
	return OK;
}
