/* BPMN XML into a graph. Each element outside the subset is refused by its id. See process.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process_private.h"
#include "domain/definition/xml.h"

enum { TIMERS_MAX = 8 };

static const char bpmn[] = "http://www.omg.org/spec/BPMN/20100524/MODEL";
static const char ours[] = "urn:motcua:bpmn";

struct reader {
	struct arena *arena;
	struct process *process;
	struct definition_error *error;
};

static const struct {
	const char *element;
	enum process_node_kind kind;
} node_kinds[] = {
	{ "startEvent", NODE_START },
	{ "endEvent", NODE_END },
	{ "userTask", NODE_STEP },
	{ "callActivity", NODE_STEP },
	{ "exclusiveGateway", NODE_EXCLUSIVE },
	{ "parallelGateway", NODE_PARALLEL },
	{ "boundaryEvent", NODE_TIMER },
};

/* What a drawing may hold beside what is executed. */
static const char *const silent[] = { "documentation", "extensionElements", "textAnnotation", "association", "laneSet",
	"incoming", "outgoing", NULL };

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

static const char *
attribute(struct reader *r, const xmlNode *node, const char *name)
{
	const char *value = xml_attribute(r->arena, node, name, NULL);

	return value == NULL ? "" : value;
}

static const char *
our_attribute(struct reader *r, const xmlNode *node, const char *name)
{
	const char *value = xml_attribute(r->arena, node, name, ours);

	return value == NULL ? "" : value;
}

static bool
is_silent(const xmlNode *node)
{
	if (!xml_in(node, bpmn))
		return true;
	for (size_t i = 0; silent[i] != NULL; i++)
		if (xml_is(node, silent[i]))
			return true;
	return false;
}

static void
allow_child(struct reader *r, const xmlNode *node, const char *name)
{
	for (xmlNode *child = xml_next_element(node->children); child != NULL; child = xml_next_element(child->next))
		if (!is_silent(child) && !xml_is(child, name))
			refuse(r, "process.unknown_element", node);
}

static bool
is_identifier(const char *id)
{
	size_t size = strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

	return size > 0 && size <= 64 && id[size] == '\0';
}

/* Ids stand in the stored tokens, so they are short, plain and unique. */
static const char *
read_id(struct reader *r, const xmlNode *node)
{
	const char *id = attribute(r, node, "id");

	if (!is_identifier(id))
		refuse(r, "process.bad_id", node);
	else if (process_node_by_id(r->process, id) < r->process->node_count ||
		 process_flow_by_id(r->process, id) < r->process->flow_count)
		refuse(r, "process.duplicate", node);
	return id;
}

static void
read_actions(struct reader *r, const xmlNode *node, struct process_step *step)
{
	char *rest = arena_strdup(r->arena, our_attribute(r, node, "actions")), *word;
	const char **actions = arena_array(r->arena, PROCESS_ACTIONS_MAX, sizeof(*actions));

	while ((word = strtok_r(rest, " ", &rest)) != NULL) {
		if (step->action_count == PROCESS_ACTIONS_MAX || !is_identifier(word))
			refuse(r, "process.actions", node);
		else
			actions[step->action_count++] = word;
	}
	step->actions = actions;
}

static void
read_term(struct reader *r, const xmlNode *node, const char *text, struct process_term *term)
{
	bool calendar = strcmp(our_attribute(r, node, "count"), "calendar") == 0;

	*term = (struct process_term){ .text = "" };
	if (*text != '\0' && process_term_parse(r->arena, text, calendar, term) != OK)
		refuse(r, "process.term", node);
}

static struct process_step *
read_step(struct reader *r, const xmlNode *node, const char *id)
{
	struct process_step *step = ARENA_NEW(r->arena, struct process_step);
	bool consult = xml_is(node, "callActivity");

	allow_child(r, node, "documentation");
	*step = (struct process_step){ .id = id,
		.name = attribute(r, node, "name"),
		.kind = consult ? PROCESS_CONSULT : PROCESS_USER_TASK,
		.role = our_attribute(r, node, "role"),
		.agency = our_attribute(r, node, "agency"),
		.form = our_attribute(r, node, "form"),
		.timers = arena_array(r->arena, TIMERS_MAX, sizeof(*step->timers)) };
	if (!is_identifier(step->role))
		refuse(r, "process.no_role", node);
	if (*step->name == '\0')
		refuse(r, "process.no_name", node);
	if (consult != (*step->agency != '\0'))
		refuse(r, "process.agency", node);
	read_term(r, node, our_attribute(r, node, "term"), &step->term);
	read_actions(r, node, step);
	r->process->steps[r->process->step_count++] = step;
	return step;
}

static void
read_node(struct reader *r, const xmlNode *node, enum process_node_kind kind)
{
	const char *id = read_id(r, node);

	if (r->process->node_count == PROCESS_NODES_MAX)
		refuse(r, "process.too_many", node);
	if (failed(r))
		return;
	struct process_node *into = &r->process->nodes[r->process->node_count];
	*into = (struct process_node){ .id = id, .kind = kind, .default_flow = PROCESS_NONE };
	into->outgoing = arena_array(r->arena, PROCESS_FLOWS_MAX, sizeof(*into->outgoing));
	if (kind == NODE_STEP)
		into->step = read_step(r, node, id);
	else
		allow_child(r, node, kind == NODE_TIMER ? "timerEventDefinition" : "documentation");
	r->process->node_count++;
}

static const struct feel *
read_condition(struct reader *r, const xmlNode *flow)
{
	const xmlNode *node = xml_child(flow, "conditionExpression");
	const char *text = node == NULL ? NULL : xml_text(r->arena, node);
	struct feel_error error = { 0 };
	struct feel *feel = NULL;

	if (node == NULL)
		return NULL;
	if (text == NULL || feel_parse(r->arena, text + (*text == '='), NULL, &feel, &error) != OK) {
		refuse(r, "process.condition", flow);
		r->error->feel = error;
	}
	return feel;
}

static void
read_flow(struct reader *r, const xmlNode *node)
{
	size_t from = process_node_by_id(r->process, attribute(r, node, "sourceRef"));
	size_t to = process_node_by_id(r->process, attribute(r, node, "targetRef"));
	const char *id = read_id(r, node);

	allow_child(r, node, "conditionExpression");
	if (from == r->process->node_count || to == r->process->node_count)
		refuse(r, "process.flow", node);
	if (r->process->flow_count == PROCESS_FLOWS_MAX)
		refuse(r, "process.too_many", node);
	if (failed(r))
		return;
	struct process_node *source = &r->process->nodes[from];
	source->outgoing[source->outgoing_count++] = r->process->flow_count;
	r->process->nodes[to].incoming_count++;
	r->process->flows[r->process->flow_count++] = (struct process_flow){ id, from, to, read_condition(r, node) };
}

static void
read_default(struct reader *r, const xmlNode *node)
{
	const char *id = attribute(r, node, "default");
	size_t flow = process_flow_by_id(r->process, id);
	size_t own = process_node_by_id(r->process, attribute(r, node, "id"));

	if (*id == '\0')
		return;
	if (flow == r->process->flow_count || r->process->flows[flow].from != own)
		refuse(r, "process.default", node);
	else
		r->process->nodes[own].default_flow = flow;
}

/* A timer's target is the node after it; known once the flows are. */
static void
read_timer(struct reader *r, const xmlNode *node)
{
	struct process_node *timer = &r->process->nodes[process_node_by_id(r->process, attribute(r, node, "id"))];
	size_t attached = process_node_by_id(r->process, attribute(r, node, "attachedToRef"));
	const xmlNode *definition = xml_child(node, "timerEventDefinition");
	const xmlNode *duration = definition == NULL ? NULL : xml_child(definition, "timeDuration");
	const char *text = duration == NULL ? NULL : xml_text(r->arena, duration);

	if (attached == r->process->node_count || r->process->nodes[attached].kind != NODE_STEP || text == NULL ||
	    *text == '\0' || timer->outgoing_count != 1 || timer->incoming_count != 0) {
		refuse(r, "process.timer", node);
		return;
	}
	struct process_step *step = r->process->nodes[attached].step;
	struct process_timer *timers = (struct process_timer *)(uintptr_t)step->timers;
	if (step->timer_count == TIMERS_MAX) {
		refuse(r, "process.too_many", node);
		return;
	}
	timer->attached = attached;
	struct process_timer *into = &timers[step->timer_count++];
	*into = (struct process_timer){ .id = timer->id,
		.interrupting = strcmp(attribute(r, node, "cancelActivity"), "false") != 0,
		.target = r->process->flows[timer->outgoing[0]].to };
	read_term(r, node, text, &into->after);
}

static void
read_process(struct reader *r, const xmlNode *process)
{
	for (xmlNode *node = xml_next_element(process->children); node != NULL; node = xml_next_element(node->next)) {
		size_t i;
		for (i = 0; i < sizeof(node_kinds) / sizeof(*node_kinds) && !xml_is(node, node_kinds[i].element); i++)
			;
		if (is_silent(node) || xml_is(node, "sequenceFlow"))
			continue;
		if (i == sizeof(node_kinds) / sizeof(*node_kinds))
			refuse(r, "process.unknown_element", node);
		else if (!failed(r))
			read_node(r, node, node_kinds[i].kind);
	}
	for (xmlNode *node = xml_next_element(process->children); !failed(r) && node != NULL;
	     node = xml_next_element(node->next))
		if (xml_in(node, bpmn) && xml_is(node, "sequenceFlow"))
			read_flow(r, node);
	for (xmlNode *node = xml_next_element(process->children); !failed(r) && node != NULL;
	     node = xml_next_element(node->next))
		if (xml_in(node, bpmn) && xml_is(node, "boundaryEvent"))
			read_timer(r, node);
		else if (xml_in(node, bpmn) && (xml_is(node, "exclusiveGateway") || xml_is(node, "userTask")))
			read_default(r, node);
}

/* The one process of the file; pools and messages between processes are outside the subset. */
static const xmlNode *
only_process(struct reader *r, const xmlNode *root)
{
	const xmlNode *found = NULL;

	for (xmlNode *node = xml_next_element(root->children); node != NULL; node = xml_next_element(node->next)) {
		if (is_silent(node))
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
process_parse(struct arena *arena, const char *xml, size_t size, struct process **ret, struct definition_error *error)
{
	struct reader r = { .arena = arena, .error = error };
	xmlNode *root;
	enum err err = xml_load(arena, xml, size, PROCESS_BYTES_MAX, &root, error);

	if (err != OK)
		return err;
	if (!xml_in(root, bpmn) || !xml_is(root, "definitions"))
		return definition_refuse(error, "process.not_bpmn", "");
	r.process = ARENA_NEW(arena, struct process);
	r.process->nodes = arena_array(arena, PROCESS_NODES_MAX, sizeof(*r.process->nodes));
	r.process->flows = arena_array(arena, PROCESS_FLOWS_MAX, sizeof(*r.process->flows));
	r.process->steps = arena_array(arena, PROCESS_NODES_MAX, sizeof(*r.process->steps));
	const xmlNode *process = only_process(&r, root);
	if (failed(&r) || process == NULL)
		return ERR_INVALID;
	r.process->id = attribute(&r, process, "id");
	r.process->name = attribute(&r, process, "name");
	read_process(&r, process);
	if (failed(&r))
		return ERR_INVALID;
	if ((err = process_check_structure(arena, r.process, error)) == OK)
		*ret = r.process;
	return err;
}
