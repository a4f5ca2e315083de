/* The model of a process into the graph that runs. Each refusal names the element. See process.h, process_model.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_model.h"
#include "domain/definition/process/process_private.h"

enum { TIMERS_MAX = 8 };

struct maker {
	struct arena *arena;
	const struct process_model *model;
	struct process *process;
	struct definition_error *error;
};

static bool
failed(const struct maker *m)
{
	return m->error->message != NULL;
}

static void
refuse(struct maker *m, const char *message, const char *element)
{
	(void)definition_refuse(m->error, message, element);
}

/* Of roles and actions. */
static bool
is_word(const char *text)
{
	size_t size = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

	return size > 0 && size <= 64 && text[size] == '\0';
}

static void
make_actions(struct maker *m, const struct model_node *node, struct process_step *step)
{
	char *rest = arena_strdup(m->arena, node->actions), *word;
	const char **actions = arena_array(m->arena, PROCESS_ACTIONS_MAX, sizeof(*actions));

	while (step->action_count < PROCESS_ACTIONS_MAX && (word = strtok_r(rest, " ", &rest)) != NULL)
		actions[step->action_count++] = word;
	step->actions = actions;
}

static bool
actions_are_words(struct arena *arena, const char *actions)
{
	char *rest = arena_strdup(arena, actions), *word;
	size_t count = 0;

	while ((word = strtok_r(rest, " ", &rest)) != NULL)
		if (++count > PROCESS_ACTIONS_MAX || !is_word(word))
			return false;
	return true;
}

const char *
process_step_problem(struct arena *arena, const struct model_node *node)
{
	struct process_term term;

	if (node->role[0] == '\0')
		return "process.no_role";
	if (!is_word(node->role))
		return "process.unknown_role";
	if (node->name[0] == '\0')
		return "process.no_name";
	if ((node->kind == MODEL_CALL) != (node->agency[0] != '\0'))
		return "process.agency";
	if (node->term[0] != '\0' && process_term_parse(arena, node->term, node->calendar, &term) != OK)
		return "process.term";
	return actions_are_words(arena, node->actions) ? NULL : "process.actions";
}

static void
make_term(struct maker *m, const struct model_node *node, struct process_term *term)
{
	*term = (struct process_term){ .text = "" };
	if (node->term[0] != '\0' && process_term_parse(m->arena, node->term, node->calendar, term) != OK)
		refuse(m, "process.term", node->id);
}

static struct process_step *
make_step(struct maker *m, const struct model_node *node)
{
	struct process_step *step = ARENA_NEW(m->arena, struct process_step);
	const char *problem;

	*step = (struct process_step){ .id = node->id,
		.name = node->name,
		.kind = node->kind == MODEL_CALL ? PROCESS_CONSULT : PROCESS_USER_TASK,
		.role = node->role,
		.agency = node->agency,
		.called = node->called,
		.form = node->form,
		.timers = arena_array(m->arena, TIMERS_MAX, sizeof(*step->timers)) };
	problem = process_step_problem(m->arena, node);
	if (problem != NULL)
		refuse(m, problem, node->id);
	make_term(m, node, &step->term);
	make_actions(m, node, step);
	m->process->steps[m->process->step_count++] = step;
	return step;
}

static size_t
outgoing_count(const struct process_model *model, const char *id)
{
	size_t count = 0;

	for (size_t i = 0; i < model->flow_count; i++)
		count += strcmp(model->flows[i].from, id) == 0;
	return count;
}

static void
make_node(struct maker *m, const struct model_node *node)
{
	static const enum process_node_kind kinds[MODEL_KIND__MAX] = {
		[MODEL_START] = NODE_START,
		[MODEL_END] = NODE_END,
		[MODEL_TERMINATE] = NODE_END,
		[MODEL_TASK] = NODE_STEP,
		[MODEL_CALL] = NODE_STEP,
		[MODEL_EXCLUSIVE] = NODE_EXCLUSIVE,
		[MODEL_PARALLEL] = NODE_PARALLEL,
		[MODEL_TIMER] = NODE_TIMER,
	};
	struct process_node *into = &m->process->nodes[m->process->node_count++];

	*into = (struct process_node){ .id = node->id,
		.kind = kinds[node->kind],
		.terminates = node->kind == MODEL_TERMINATE,
		.outgoing = arena_array(m->arena, outgoing_count(m->model, node->id) + 1, sizeof(*into->outgoing)),
		.default_flow = PROCESS_NONE };
	if (model_node_is_step(node))
		into->step = make_step(m, node);
}

static const struct feel *
make_condition(struct maker *m, const struct model_flow *flow)
{
	struct feel_error error = { 0 };
	struct feel *feel = NULL;

	if (flow->condition[0] == '\0')
		return NULL;
	if (feel_parse(m->arena, flow->condition, NULL, &feel, &error) != OK && !failed(m)) {
		refuse(m, "process.condition", flow->id);
		m->error->feel = error;
	}
	return feel;
}

static void
make_flow(struct maker *m, const struct model_flow *flow)
{
	struct process *process = m->process;
	const size_t from = process_node_by_id(process, flow->from), to = process_node_by_id(process, flow->to);
	struct process_node *source = &process->nodes[from];

	if (from == process->node_count || to == process->node_count) {
		refuse(m, "process.flow", flow->id);
		return;
	}
	source->outgoing[source->outgoing_count++] = process->flow_count;
	process->nodes[to].incoming_count++;
	process->flows[process->flow_count++] = (struct process_flow){ flow->id, from, to, make_condition(m, flow) };
}

static void
make_default(struct maker *m, const struct model_node *node)
{
	const size_t flow = process_flow_by_id(m->process, node->default_flow);
	const size_t own = process_node_by_id(m->process, node->id);

	if (node->default_flow[0] == '\0')
		return;
	if (flow == m->process->flow_count || m->process->flows[flow].from != own)
		refuse(m, "process.default", node->id);
	else
		m->process->nodes[own].default_flow = flow;
}

/* A timer's target is the node after it; known once the flows are. */
static void
make_timer(struct maker *m, const struct model_node *node)
{
	struct process *process = m->process;
	struct process_node *timer = &process->nodes[process_node_by_id(process, node->id)];
	const size_t attached = process_node_by_id(process, node->attached);
	struct process_timer *timers;
	struct process_step *step;

	if (attached == process->node_count || process->nodes[attached].kind != NODE_STEP || node->term[0] == '\0' ||
	    timer->outgoing_count != 1 || timer->incoming_count != 0) {
		refuse(m, "process.timer", node->id);
		return;
	}
	step = process->nodes[attached].step;
	if (step->timer_count == TIMERS_MAX) {
		refuse(m, "process.too_many", node->id);
		return;
	}
	timer->attached = attached;
	timers = (struct process_timer *)(uintptr_t)step->timers;
	timers[step->timer_count] = (struct process_timer){
		.id = timer->id, .interrupting = node->interrupting, .target = process->flows[timer->outgoing[0]].to
	};
	make_term(m, node, &timers[step->timer_count++].after);
}

/* Ids stand in the stored tokens: they are short, plain and unique however the model was made. */
static void
check_ids(struct maker *m)
{
	const struct process_model *model = m->model;

	for (size_t i = 0; i < model->node_count; i++)
		if (!process_model_id_valid(model->nodes[i].id))
			refuse(m, "process.bad_id", model->nodes[i].id);
		else if (process_model_node(model, model->nodes[i].id) != &model->nodes[i] ||
			 process_model_flow(model, model->nodes[i].id) != NULL)
			refuse(m, "process.duplicate", model->nodes[i].id);
	for (size_t i = 0; i < model->flow_count; i++)
		if (!process_model_id_valid(model->flows[i].id))
			refuse(m, "process.bad_id", model->flows[i].id);
		else if (process_model_flow(model, model->flows[i].id) != &model->flows[i])
			refuse(m, "process.duplicate", model->flows[i].id);
}

enum err
process_of_model(
    struct arena *arena, const struct process_model *model, struct process **ret, struct definition_error *error)
{
	struct process *process = ARENA_NEW(arena, struct process);
	struct maker m = { .arena = arena, .model = model, .process = process, .error = error };
	enum err err;

	*error = (struct definition_error){ .element = "", .feel = { .what = "" } };
	*process = (struct process){ .id = model->id,
		.name = model->name,
		.nodes = arena_array(arena, model->node_count + 1, sizeof(*process->nodes)),
		.flows = arena_array(arena, model->flow_count + 1, sizeof(*process->flows)),
		.steps = arena_array(arena, model->node_count + 1, sizeof(*process->steps)) };
	check_ids(&m);
	for (size_t i = 0; i < model->node_count && !failed(&m); i++)
		make_node(&m, &model->nodes[i]);
	for (size_t i = 0; i < model->flow_count && !failed(&m); i++)
		make_flow(&m, &model->flows[i]);
	for (size_t i = 0; i < model->node_count && !failed(&m); i++) {
		make_default(&m, &model->nodes[i]);
		if (model->nodes[i].kind == MODEL_TIMER && !failed(&m))
			make_timer(&m, &model->nodes[i]);
	}
	if (failed(&m))
		return ERR_INVALID;
	if ((err = process_check_structure(arena, process, error)) == OK)
		*ret = process;
	return err;
}

enum err
process_parse(struct arena *arena, const char *xml, size_t size, struct process **ret, struct definition_error *error)
{
	struct process_model *model;
	enum err err = process_model_read(arena, xml, size, &model, error);

	return err ? err : process_of_model(arena, model, ret, error);
}
