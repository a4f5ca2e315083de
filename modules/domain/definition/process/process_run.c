/* The run of a process: tokens moved by a pure function, and their text form. See process.h. */
#include <stdint.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/process/process_private.h"

enum { MOVES_MAX = 1000 };

struct run {
	struct arena *arena;
	const struct process *process;
	const struct feel_context *variables;
	struct definition_error *error;
	struct process_move *move;
	const struct process_step **opened, **closed;
	int moves;
	bool terminated;
};

static enum err follow(struct run *run, size_t flow);

static enum err
add_token(struct run *run, size_t node, size_t flow)
{
	struct process_tokens *tokens = &run->move->tokens;

	if (tokens->count == PROCESS_TOKENS_MAX) {
		(void)definition_refuse(run->error, "process.endless", run->process->nodes[node].id);
		return ERR_CONFLICT;
	}
	tokens->items[tokens->count++] = (struct process_token){ node, flow };
	return OK;
}

static void
remove_token(struct process_tokens *tokens, size_t at)
{
	memmove(&tokens->items[at], &tokens->items[at + 1], (tokens->count - at - 1) * sizeof(*tokens->items));
	tokens->count--;
}

/* Position of a token, count if there is none. */
static size_t
find_token(const struct process_tokens *tokens, size_t node, size_t flow)
{
	size_t i = 0;

	while (i < tokens->count && (tokens->items[i].node != node || tokens->items[i].flow != flow))
		i++;
	return i;
}

/* The first flow whose condition holds for certain, else the default; never a guess. */
static enum err
decide(struct run *run, const struct process_node *node)
{
	if (node->outgoing_count == 1)
		return follow(run, node->outgoing[0]);
	for (size_t i = 0; i < node->outgoing_count; i++) {
		const struct process_flow *flow = &run->process->flows[node->outgoing[i]];
		if (flow->condition != NULL && feel_holds(run->arena, flow->condition, run->variables))
			return follow(run, node->outgoing[i]);
	}
	if (node->default_flow != PROCESS_NONE)
		return follow(run, node->default_flow);
	(void)definition_refuse(run->error, "process.no_way", node->id);
	return ERR_CONFLICT;
}

/* A token waits until one has come over each incoming flow; then all go on as one over every outgoing flow. */
static enum err
join(struct run *run, size_t at, size_t arriving)
{
	const struct process_node *node = &run->process->nodes[at];
	struct process_tokens *tokens = &run->move->tokens;
	enum err err = add_token(run, at, arriving);

	for (size_t i = 0; err == OK && i < run->process->flow_count; i++)
		if (run->process->flows[i].to == at && find_token(tokens, at, i) == tokens->count)
			return OK;
	for (size_t i = 0; err == OK && i < run->process->flow_count; i++)
		if (run->process->flows[i].to == at)
			remove_token(tokens, find_token(tokens, at, i));
	for (size_t i = 0; err == OK && i < node->outgoing_count; i++)
		err = follow(run, node->outgoing[i]);
	return err;
}

/* Everything ends: steps that were open are closed, those that this very move opened never were. */
static void
terminate(struct run *run)
{
	struct process_tokens *tokens = &run->move->tokens;

	for (size_t i = 0; i < tokens->count; i++) {
		const struct process_step *step = run->process->nodes[tokens->items[i].node].step;
		bool is_new = false;

		for (size_t o = 0; o < run->move->opened_count; o++)
			is_new = is_new || run->opened[o] == step;
		if (tokens->items[i].flow == SIZE_MAX && !is_new)
			run->closed[run->move->closed_count++] = step;
	}
	tokens->count = run->move->opened_count = 0;
	run->terminated = true;
}

static enum err
follow(struct run *run, size_t flow)
{
	size_t at = run->process->flows[flow].to;
	const struct process_node *node = &run->process->nodes[at];

	if (run->terminated)
		return OK;
	if (++run->moves > MOVES_MAX) {
		(void)definition_refuse(run->error, "process.endless", node->id);
		return ERR_CONFLICT;
	}
	switch (node->kind) {
	case NODE_END:
		if (node->terminates)
			terminate(run);
		return OK;
	case NODE_EXCLUSIVE: return decide(run, node);
	case NODE_PARALLEL: return join(run, at, flow);
	default: break;
	}
	if (run->move->opened_count < PROCESS_TOKENS_MAX)
		run->opened[run->move->opened_count++] = node->step;
	return add_token(run, at, SIZE_MAX);
}

static struct run
run_new(struct arena *arena, const struct process *process, const struct process_tokens *tokens,
    const struct feel_context *variables, struct process_move *move, struct definition_error *error)
{
	struct run run = { .arena = arena, .process = process, .variables = variables, .error = error, .move = move };
	struct process_tokens before = tokens != NULL ? *tokens : (struct process_tokens){ 0 }; /* may lie in *move */

	*error = (struct definition_error){ .element = "", .feel = { .what = "" } };
	run.opened = arena_array(arena, PROCESS_TOKENS_MAX, sizeof(*run.opened));
	run.closed = arena_array(arena, PROCESS_TOKENS_MAX + 1, sizeof(*run.closed));
	*move = (struct process_move){ .opened = run.opened, .closed = run.closed };
	move->tokens.items = arena_array(arena, PROCESS_TOKENS_MAX, sizeof(*move->tokens.items));
	if (before.count > 0)
		memcpy(move->tokens.items, before.items, before.count * sizeof(*before.items));
	move->tokens.count = before.count;
	return run;
}

enum err
process_start(struct arena *arena, const struct process *process, const struct feel_context *variables,
    struct process_move *ret, struct definition_error *error)
{
	struct run run = run_new(arena, process, NULL, variables, ret, error);
	enum err err = OK;

	for (size_t i = 0; i < process->node_count; i++)
		if (process->nodes[i].kind == NODE_START)
			err = follow(&run, process->nodes[i].outgoing[0]);
	ret->finished = err == OK && ret->tokens.count == 0;
	return err;
}

/* Closes the step at `node` if it is open. */
static bool
close_step(struct run *run, size_t node)
{
	struct process_tokens *tokens = &run->move->tokens;
	size_t at = node < run->process->node_count ? find_token(tokens, node, SIZE_MAX) : tokens->count;

	if (at == tokens->count)
		return false;
	run->closed[run->move->closed_count++] = run->process->nodes[node].step;
	remove_token(tokens, at);
	return true;
}

enum err
process_complete(struct arena *arena, const struct process *process, const struct process_tokens *tokens,
    const char *step_id, const struct feel_context *variables, struct process_move *ret, struct definition_error *error)
{
	struct run run = run_new(arena, process, tokens, variables, ret, error);
	size_t node = process_node_by_id(process, step_id);
	enum err err;

	if (!close_step(&run, node))
		return ERR_NOT_FOUND;
	err = follow(&run, process->nodes[node].outgoing[0]);
	ret->finished = err == OK && ret->tokens.count == 0;
	return err;
}

enum err
process_timer_fire(struct arena *arena, const struct process *process, const struct process_tokens *tokens,
    const char *timer_id, const struct feel_context *variables, struct process_move *ret,
    struct definition_error *error)
{
	struct run run = run_new(arena, process, tokens, variables, ret, error);
	size_t at = process_node_by_id(process, timer_id);
	const struct process_step *step;
	bool interrupting = false;
	enum err err;

	if (at == process->node_count || process->nodes[at].kind != NODE_TIMER)
		return ERR_NOT_FOUND;
	step = process->nodes[process->nodes[at].attached].step;
	for (size_t i = 0; i < step->timer_count; i++)
		if (strcmp(step->timers[i].id, timer_id) == 0)
			interrupting = step->timers[i].interrupting;
	if (!process_is_open(process, &ret->tokens, step->id) ||
	    (interrupting && !close_step(&run, process->nodes[at].attached)))
		return ERR_NOT_FOUND;
	err = follow(&run, process->nodes[at].outgoing[0]);
	ret->finished = err == OK && ret->tokens.count == 0;
	return err;
}

bool
process_is_open(const struct process *process, const struct process_tokens *tokens, const char *step_id)
{
	size_t node = process_node_by_id(process, step_id);

	return node < process->node_count && find_token(tokens, node, SIZE_MAX) < tokens->count;
}

size_t
process_open_steps(struct arena *arena, const struct process *process, const struct process_tokens *tokens,
    const struct process_step *const **ret)
{
	const struct process_step **steps = arena_array(arena, process->step_count + 1, sizeof(*steps));
	size_t count = 0;

	for (size_t i = 0; i < process->step_count; i++)
		if (process_is_open(process, tokens, process->steps[i]->id))
			steps[count++] = process->steps[i];
	*ret = steps;
	return count;
}

const char *
process_tokens_write(struct arena *arena, const struct process *process, const struct process_tokens *tokens)
{
	struct buffer out;

	buffer_init(&out, arena, (size_t)PROCESS_TOKENS_TEXT_MAX * 2);
	buffer_char(&out, '1'); /* version of the text */
	for (size_t i = 0; i < tokens->count; i++) {
		const struct process_token *token = &tokens->items[i];
		buffer_printf(&out, " %s", process->nodes[token->node].id);
		if (token->flow != SIZE_MAX)
			buffer_printf(&out, "<%s", process->flows[token->flow].id);
	}
	return out.data;
}

/* "task_a", or "join<flow_3": a token that came over flow_3 and waits. */
static bool
read_token(const struct process *process, char *word, struct process_token *ret)
{
	char *mark = strchr(word, '<');

	if (mark != NULL)
		*mark++ = '\0';
	*ret = (struct process_token){ process_node_by_id(process, word), SIZE_MAX };
	if (ret->node == process->node_count)
		return false;
	if (mark == NULL)
		return process->nodes[ret->node].kind == NODE_STEP;
	ret->flow = process_flow_by_id(process, mark);
	return process->nodes[ret->node].kind == NODE_PARALLEL && ret->flow < process->flow_count &&
	       process->flows[ret->flow].to == ret->node;
}

enum err
process_tokens_read(struct arena *arena, const struct process *process, const char *text, struct process_tokens *ret)
{
	char *rest, *word;

	*ret = (struct process_tokens){ .items = arena_array(arena, PROCESS_TOKENS_MAX, sizeof(*ret->items)) };
	if (strnlen(text, (size_t)PROCESS_TOKENS_TEXT_MAX * 2 + 1) > (size_t)PROCESS_TOKENS_TEXT_MAX * 2 ||
	    strncmp(text, "1", 1) != 0 || (text[1] != '\0' && text[1] != ' '))
		return ERR_INVALID;
	rest = arena_strdup(arena, text + 1);
	while ((word = strtok_r(rest, " ", &rest)) != NULL)
		if (ret->count == PROCESS_TOKENS_MAX || !read_token(process, word, &ret->items[ret->count++]))
			return ERR_INVALID;
	return OK;
}
