/* The problems of a process. See process_check.h. */
#include "domain/definition/process/process_check.h"

#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_private.h"
#include "domain/directory/officer.h"

struct finding {
	struct arena *arena;
	const struct process_model *model;
	struct process_problem *items;
	size_t count;
};

static const char *
name_of(const struct process_model *model, const char *id)
{
	const struct model_node *node = process_model_node(model, id);
	const struct model_flow *flow = process_model_flow(model, id);

	return node != NULL ? node->name : flow != NULL ? flow->name : "";
}

static void
add(struct finding *f, bool blocks, const struct definition_error *error)
{
	if (f->count < PROCESS_PROBLEMS_MAX)
		f->items[f->count++] = (struct process_problem){ *error, name_of(f->model, error->element), blocks };
}

static void
add_message(struct finding *f, bool blocks, const char *message, const char *element)
{
	if (message != NULL)
		add(f, blocks, &(struct definition_error){ message, element, { .what = "" } });
}

static void
look_at_step(struct finding *f, const struct model_node *node)
{
	const char *message = process_step_problem(f->arena, node);
	enum role role;

	if (message == NULL && node->kind == MODEL_TASK &&
	    (!role_by_name(node->role, &role) || !role_handles_dossiers(role)))
		message = "process.unknown_role";
	add_message(f, true, message, node->id);
}

static void
look_at_flow(struct finding *f, const struct model_flow *flow)
{
	struct definition_error error = { .element = flow->id, .feel = { .what = "" } };
	struct feel *feel;

	if (flow->condition[0] == '\0' || feel_parse(f->arena, flow->condition, NULL, &feel, &error.feel) == OK)
		return;
	error.message = "process.condition";
	add(f, true, &error);
}

size_t
process_problems(struct arena *arena, const struct process_model *model, const struct process_problem **ret,
    struct process **ret_process)
{
	struct finding f = { .arena = arena, .model = model };
	struct definition_error error;
	struct feel_names names;
	size_t blocking;

	*ret_process = NULL;
	f.items = arena_array(arena, PROCESS_PROBLEMS_MAX, sizeof(*f.items));
	*ret = f.items;
	for (size_t i = 0; i < model->node_count; i++)
		if (model_node_is_step(&model->nodes[i]))
			look_at_step(&f, &model->nodes[i]);
	for (size_t i = 0; i < model->flow_count; i++)
		look_at_flow(&f, &model->flows[i]);
	blocking = f.count;
	if (model->left_out > 0)
		add_message(&f, false, "process.left_out", model->id);
	if (process_of_model(arena, model, ret_process, &error) != OK) {
		*ret_process = NULL;
		if (blocking == 0)
			add(&f, true, &error);
		return f.count;
	}
	if (process_check_sound(arena, *ret_process, &error) != OK)
		add(&f, true, &error);
	process_names(arena, NULL, &names);
	if (!process_reads_answers(*ret_process) && process_check_names(arena, *ret_process, &names, &error) != OK)
		add(&f, true, &error);
	return f.count;
}
