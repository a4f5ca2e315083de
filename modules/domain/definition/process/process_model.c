/* A process as people edit it: its lists and ids. See process_model.h. */
#include "domain/definition/process/process_model.h"

#include <string.h>

#include "core/memory/arena.h"

static const struct model_node no_node = {
	.id = "",
	.name = "",
	.documentation = "",
	.role = "",
	.term = "",
	.actions = "",
	.form = "",
	.agency = "",
	.called = "",
	.symbol = "",
	.unit = "",
	.output = "",
	.timing = "",
	.default_flow = "",
	.attached = "",
	.interrupting = true,
};

#define SHEET_TEXT(name_, member, element_)                                                                            \
	{                                                                                                              \
		.name = name_, .offset = offsetof(struct model_sheet, member), .element = element_                     \
	}
const struct model_sheet_text model_sheet_texts[MODEL_SHEET_TEXTS] = {
	SHEET_TEXT("symbol", symbol, false),
	SHEET_TEXT("issue", issue, false),
	SHEET_TEXT("issuedOn", issued_on, false),
	SHEET_TEXT("purpose", purpose, true),
	SHEET_TEXT("scope", scope, true),
	SHEET_TEXT("conditions", conditions, true),
	SHEET_TEXT("quantity", quantity, false),
	SHEET_TEXT("term", term, false),
	SHEET_TEXT("place", place, false),
	SHEET_TEXT("result", result, false),
	SHEET_TEXT("fee", fee, false),
};

const char *
model_sheet_text(const struct model_sheet *sheet, size_t i)
{
	return *(const char *const *)((const char *)sheet + model_sheet_texts[i].offset);
}

void
model_sheet_set_text(struct model_sheet *sheet, size_t i, const char *text)
{
	*(const char **)((char *)sheet + model_sheet_texts[i].offset) = text;
}

struct process_model *
process_model_new(struct arena *arena, const char *id, const char *name)
{
	struct process_model *model = ARENA_NEW(arena, struct process_model);

	*model = (struct process_model){
		.arena = arena,
		.id = arena_strdup(arena, id),
		.name = arena_strdup(arena, name),
		.documentation = "",
		.nodes = arena_array(arena, MODEL_NODES_MAX, sizeof(*model->nodes)),
		.flows = arena_array(arena, MODEL_FLOWS_MAX, sizeof(*model->flows)),
		.notes = arena_array(arena, MODEL_NOTES_MAX, sizeof(*model->notes)),
		.lines = arena_array(arena, MODEL_NOTES_MAX, sizeof(*model->lines)),
	};
	model->sheet = (struct model_sheet){
		.basis = arena_array(arena, MODEL_ROWS_MAX, sizeof(*model->sheet.basis)),
		.papers = arena_array(arena, MODEL_ROWS_MAX, sizeof(*model->sheet.papers)),
		.records = arena_array(arena, MODEL_ROWS_MAX, sizeof(*model->sheet.records)),
	};
	for (size_t i = 0; i < MODEL_SHEET_TEXTS; i++)
		model_sheet_set_text(&model->sheet, i, "");
	return model;
}

struct model_node *
process_model_node(const struct process_model *model, const char *id)
{
	for (size_t i = 0; i < model->node_count; i++)
		if (strcmp(model->nodes[i].id, id) == 0)
			return &model->nodes[i];
	return NULL;
}

struct model_flow *
process_model_flow(const struct process_model *model, const char *id)
{
	for (size_t i = 0; i < model->flow_count; i++)
		if (strcmp(model->flows[i].id, id) == 0)
			return &model->flows[i];
	return NULL;
}

bool
process_model_has_id(const struct process_model *model, const char *id)
{
	if (strcmp(model->id, id) == 0 || process_model_node(model, id) != NULL ||
	    process_model_flow(model, id) != NULL)
		return true;
	for (size_t i = 0; i < model->note_count; i++)
		if (strcmp(model->notes[i].id, id) == 0)
			return true;
	for (size_t i = 0; i < model->line_count; i++)
		if (strcmp(model->lines[i].id, id) == 0)
			return true;
	return false;
}

const char *
process_model_fresh_id(const struct process_model *model, const char *prefix)
{
	const char *id;
	size_t number = 1;

	do
		id = arena_printf(model->arena, "%s_%zu", prefix, number++);
	while (process_model_has_id(model, id));
	return id;
}

bool
process_model_id_valid(const char *id)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
	static const char more[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789.-";
	size_t size = strspn(id, more);

	return size > 0 && size <= MODEL_ID_MAX && id[size] == '\0' && strchr(letters, id[0]) != NULL;
}

static const char *const prefixes[MODEL_KIND__MAX] = { "start", "end", "end", "step", "call", "choice", "fork",
	"timer" };

struct model_node *
process_model_add_node(struct process_model *model, enum model_kind kind, const char *id, const char *name)
{
	struct model_node *node;

	if (model->node_count == MODEL_NODES_MAX)
		return NULL;
	id = id != NULL ? arena_strdup(model->arena, id) : process_model_fresh_id(model, prefixes[kind]);
	node = &model->nodes[model->node_count++];
	*node = no_node;
	node->kind = kind;
	node->id = id;
	node->name = arena_strdup(model->arena, name);
	return node;
}

struct model_flow *
process_model_add_flow(struct process_model *model, const char *id, const char *from, const char *to)
{
	struct model_flow *flow;

	if (model->flow_count == MODEL_FLOWS_MAX)
		return NULL;
	id = id != NULL ? arena_strdup(model->arena, id) : process_model_fresh_id(model, "flow");
	flow = &model->flows[model->flow_count++];
	*flow = (struct model_flow){ .id = id,
		.name = "",
		.documentation = "",
		.from = arena_strdup(model->arena, from),
		.to = arena_strdup(model->arena, to),
		.condition = "" };
	return flow;
}

static void
remove_lines(struct process_model *model, const char *id)
{
	size_t kept = 0;

	for (size_t i = 0; i < model->line_count; i++)
		if (strcmp(model->lines[i].from, id) != 0 && strcmp(model->lines[i].to, id) != 0)
			model->lines[kept++] = model->lines[i];
	model->line_count = kept;
}

void
process_model_remove_flow(struct process_model *model, const char *id)
{
	struct model_flow *flow = process_model_flow(model, id);

	if (flow == NULL)
		return;
	id = flow->id; /* the caller's may lie in what is moved */
	for (size_t i = 0; i < model->node_count; i++)
		if (strcmp(model->nodes[i].default_flow, id) == 0)
			model->nodes[i].default_flow = "";
	remove_lines(model, id);
	model->flow_count--;
	memmove(flow, flow + 1, (size_t)(&model->flows[model->flow_count] - flow) * sizeof(*flow));
}

static void
drop_node(struct process_model *model, size_t at)
{
	const char *id = model->nodes[at].id;

	for (size_t i = model->flow_count; i > 0; i--)
		if (strcmp(model->flows[i - 1].from, id) == 0 || strcmp(model->flows[i - 1].to, id) == 0)
			process_model_remove_flow(model, model->flows[i - 1].id);
	remove_lines(model, id);
	model->node_count--;
	memmove(&model->nodes[at], &model->nodes[at + 1], (model->node_count - at) * sizeof(*model->nodes));
}

void
process_model_remove_node(struct process_model *model, const char *id)
{
	const struct model_node *node = process_model_node(model, id);

	if (node == NULL)
		return;
	id = node->id; /* the caller's may lie in what is moved */
	for (size_t i = model->node_count; i > 0; i--)
		if (strcmp(model->nodes[i - 1].attached, id) == 0 || strcmp(model->nodes[i - 1].id, id) == 0)
			drop_node(model, i - 1);
}

bool
model_node_is_step(const struct model_node *node)
{
	return node->kind == MODEL_TASK || node->kind == MODEL_CALL;
}

const char *
model_kind_element(enum model_kind kind)
{
	static const char *const elements[MODEL_KIND__MAX] = {
		[MODEL_START] = "startEvent",
		[MODEL_END] = "endEvent",
		[MODEL_TERMINATE] = "endEvent",
		[MODEL_TASK] = "userTask",
		[MODEL_CALL] = "callActivity",
		[MODEL_EXCLUSIVE] = "exclusiveGateway",
		[MODEL_PARALLEL] = "parallelGateway",
		[MODEL_TIMER] = "boundaryEvent",
	};

	return elements[kind];
}
