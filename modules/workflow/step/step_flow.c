/* Moves through the process of a dossier. See step_flow.h. */
#include "step/step_flow.h"

#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_model.h"

/* The names are keys of the message catalogue: the caller that shows them knows by flow_is_plain. */
static const char *const approval_actions[] = { "approve", "return_back" };
static const struct process_step plain_steps[] = {
	{ .id = "processing",
	    .name = "workflow_process.plain_processing",
	    .role = "processing",
	    .agency = "",
	    .called = "",
	    .term = { .text = "" },
	    .form = "" },
	{ .id = "approval",
	    .name = "workflow_process.plain_approval",
	    .role = "leader",
	    .agency = "",
	    .called = "",
	    .term = { .text = "" },
	    .actions = approval_actions,
	    .action_count = 2,
	    .form = "" },
	{ .id = "returning",
	    .name = "workflow_process.plain_returning",
	    .role = "returning",
	    .agency = "",
	    .called = "",
	    .term = { .text = "" },
	    .form = "" },
};
static const struct process_step *const plain[] = { &plain_steps[0], &plain_steps[1], &plain_steps[2] };
enum { PLAIN_COUNT = sizeof(plain) / sizeof(plain[0]) };

/* Steps that are passed by themselves, one after another, until an officer has something to do. */
enum { PASSED_MAX = 20 };

enum err
flow_open(struct arena *arena, const char *bpmn, struct failure *failure, struct flow *ret_flow)
{
	struct definition_error error = { .element = "" };
	struct process *process = NULL;
	enum err err;

	if (bpmn == NULL) {
		*ret_flow = (struct flow){ .steps = plain, .count = PLAIN_COUNT };
		return OK;
	}
	if ((err = process_model_read(arena, bpmn, strlen(bpmn), &ret_flow->model, &error)) ||
	    (err = process_of_model(arena, ret_flow->model, &process, &error)))
		return FAILURE(
		    failure, ERR_INTERNAL, NULL, NULL, "process definition: %s at %s", err_name(err), error.element);
	ret_flow->process = process;
	ret_flow->count = process_steps(process, &ret_flow->steps);
	return OK;
}

bool
flow_is_plain(const struct flow *flow)
{
	return flow->process == NULL;
}

const struct process_step *
flow_step(const struct flow *flow, const char *id)
{
	for (size_t i = 0; i < flow->count; i++)
		if (strcmp(flow->steps[i]->id, id) == 0)
			return flow->steps[i];
	return NULL;
}

const struct process_step *
flow_timer(const struct flow *flow, const char *id, const struct process_timer **ret_timer)
{
	for (size_t i = 0; i < flow->count; i++)
		for (size_t t = 0; t < flow->steps[i]->timer_count; t++)
			if (strcmp(flow->steps[i]->timers[t].id, id) == 0) {
				*ret_timer = &flow->steps[i]->timers[t];
				return flow->steps[i];
			}
	return NULL;
}

bool
flow_reads_answers(const struct flow *flow)
{
	return !flow_is_plain(flow) && process_reads_answers(flow->process);
}

const struct process_step *
flow_step_of(const struct flow *flow, enum role role)
{
	for (size_t i = 0; i < flow->count; i++)
		if (flow->steps[i]->kind == PROCESS_USER_TASK && strcmp(flow->steps[i]->role, role_name(role)) == 0)
			return flow->steps[i];
	return NULL;
}

bool
flow_step_has(const struct process_step *step, const char *action)
{
	for (size_t i = 0; i < step->action_count; i++)
		if (strcmp(step->actions[i], action) == 0)
			return true;
	return false;
}

/* --- the plain process: one step after the other, or back by one --------------------------------------------------- */

static enum err
plain_move(struct arena *arena, size_t at, struct flow_move *ret_move)
{
	ret_move->opened = arena_array(arena, 1, sizeof(*ret_move->opened));
	ret_move->finished = at == PLAIN_COUNT;
	ret_move->opened_count = ret_move->finished ? 0 : 1;
	ret_move->ended_count = 0;
	if (!ret_move->finished)
		ret_move->opened[0] = plain[at];
	ret_move->tokens = ret_move->finished ? "" : plain[at]->id;
	return OK;
}

static enum err
plain_complete(struct arena *arena, const char *tokens, const char *step_id, const struct flow_facts *facts,
    struct failure *failure, struct flow_move *ret_move)
{
	for (size_t i = 0; i < PLAIN_COUNT; i++)
		if (strcmp(plain[i]->id, step_id) == 0 && strcmp(tokens, step_id) == 0)
			return plain_move(
			    arena, strcmp(facts->action, "return_back") == 0 && i > 0 ? i - 1 : i + 1, ret_move);
	return FAILURE(failure, ERR_CONFLICT, "workflow_process.step_gone", NULL, "step %s at '%s'", step_id, tokens);
}

/* --- a defined process --------------------------------------------------------------------------------------------- */

/* The names of process_names: ours first, so that no answer stands for one of them. */
static struct feel_context
variables(struct arena *arena, const struct flow_facts *facts)
{
	enum { OURS = 6 };
	const size_t answers = facts->answers == NULL ? 0 : facts->answers->count;
	struct feel_binding *bindings = arena_array(arena, OURS + answers, sizeof(*bindings));

	bindings[0] = (struct feel_binding){ "action", feel_string(facts->action) };
	bindings[1] = (struct feel_binding){ "outcome", feel_string(facts->outcome) };
	bindings[2] = (struct feel_binding){ "opinion", feel_string(facts->opinion) };
	bindings[3] = (struct feel_binding){ "channel", feel_string(facts->channel) };
	bindings[4] = (struct feel_binding){ "case", feel_integer(facts->case_no) };
	bindings[5] = (struct feel_binding){ "supplements", feel_integer(facts->supplements) };
	if (answers > 0)
		memcpy(&bindings[OURS], facts->answers->bindings, answers * sizeof(*bindings));
	return (struct feel_context){ bindings, OURS + answers, facts->today };
}

static enum err
no_way(enum err err, const struct definition_error *error, const char *step_id, struct failure *failure)
{
	if (err == ERR_NOT_FOUND)
		return FAILURE(failure, ERR_CONFLICT, "workflow_process.step_gone", NULL, "step %s", step_id);
	return FAILURE(
	    failure, err, "workflow_process.no_way", NULL, "after step %s, at element %s", step_id, error->element);
}

/* Intake is proved by the dossier's acceptance, payment by its not waiting for a fee: nobody has to say so again. */
static bool
passes_by_itself(const struct process_step *step)
{
	return step->kind == PROCESS_USER_TASK &&
	       (strcmp(step->role, role_name(ROLE_INTAKE)) == 0 || strcmp(step->role, role_name(ROLE_CASHIER)) == 0);
}

/* Of what was opened and what was open before, only what the end of the move left so. `but`: the step that it is about. */
static void
sort_out(struct arena *arena, const struct flow *flow, const struct process_tokens *before,
    const struct process_tokens *after, const char *but, struct flow_move *move)
{
	const struct process_step *const *open;
	size_t count = process_open_steps(arena, flow->process, before, &open), kept = 0;

	for (size_t i = 0; i < move->opened_count; i++)
		if (process_is_open(flow->process, after, move->opened[i]->id))
			move->opened[kept++] = move->opened[i];
	move->opened_count = kept;
	move->ended = arena_array(arena, count + 1, sizeof(*move->ended));
	move->ended_count = 0;
	for (size_t i = 0; i < count; i++)
		if (strcmp(open[i]->id, but) != 0 && !process_is_open(flow->process, after, open[i]->id))
			move->ended[move->ended_count++] = open[i];
	move->tokens = process_tokens_write(arena, flow->process, after);
	move->finished = after->count == 0;
}

/* Adds what `move` opened to what stays open, passing the steps that need nobody. */
static enum err
settle(struct arena *arena, const struct flow *flow, struct process_move *move, const struct flow_facts *facts,
    struct failure *failure, struct flow_move *ret_move)
{
	const struct feel_context context = variables(arena, facts);
	struct definition_error error = { .element = "" };
	const struct process_step **waiting = arena_array(arena, PROCESS_TOKENS_MAX, sizeof(*waiting));
	size_t count = 0;
	enum err err;

	ret_move->opened = arena_array(arena, PROCESS_TOKENS_MAX, sizeof(*ret_move->opened));
	ret_move->opened_count = 0;
	for (size_t i = 0; i < move->opened_count; i++)
		waiting[count++] = move->opened[i];
	for (int passed = 0; count > 0;) {
		const struct process_step *step = waiting[--count];
		struct process_move next;

		if (!process_is_open(flow->process, &move->tokens, step->id))
			continue; /* ended by a step that was passed */
		if (!passes_by_itself(step) || ++passed > PASSED_MAX) {
			if (ret_move->opened_count == PROCESS_TOKENS_MAX)
				return no_way(ERR_CONFLICT, &error, step->id, failure);
			ret_move->opened[ret_move->opened_count++] = step;
			continue;
		}
		if ((err = process_complete(arena, flow->process, &move->tokens, step->id, &context, &next, &error)))
			return no_way(err, &error, step->id, failure);
		for (size_t i = 0; i < next.opened_count && count < PROCESS_TOKENS_MAX; i++)
			waiting[count++] = next.opened[i];
		move->tokens = next.tokens;
	}
	return OK;
}

enum err
flow_start(struct arena *arena, const struct flow *flow, const struct flow_facts *facts, struct failure *failure,
    struct flow_move *ret_move)
{
	const struct feel_context context = variables(arena, facts);
	struct definition_error error = { .element = "" };
	struct process_move move;
	enum err err;

	if (flow_is_plain(flow))
		return plain_move(arena, 0, ret_move);
	if ((err = process_start(arena, flow->process, &context, &move, &error)))
		return no_way(err, &error, "", failure);
	if ((err = settle(arena, flow, &move, facts, failure, ret_move)))
		return err;
	sort_out(arena, flow, &(struct process_tokens){ NULL, 0 }, &move.tokens, "", ret_move);
	return OK;
}

enum err
flow_complete(struct arena *arena, const struct flow *flow, const char *tokens, const char *step_id,
    const struct flow_facts *facts, struct failure *failure, struct flow_move *ret_move)
{
	const struct feel_context context = variables(arena, facts);
	struct definition_error error = { .element = "" };
	struct process_tokens now;
	struct process_move move;
	enum err err;

	if (flow_is_plain(flow))
		return plain_complete(arena, tokens, step_id, facts, failure, ret_move);
	if ((err = process_tokens_read(arena, flow->process, tokens, &now)))
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "tokens '%s'", tokens);
	if ((err = process_complete(arena, flow->process, &now, step_id, &context, &move, &error)))
		return no_way(err, &error, step_id, failure);
	if ((err = settle(arena, flow, &move, facts, failure, ret_move)))
		return err;
	sort_out(arena, flow, &now, &move.tokens, step_id, ret_move);
	return OK;
}

enum err
flow_timer_fire(struct arena *arena, const struct flow *flow, const char *tokens, const char *timer_id,
    const struct flow_facts *facts, struct failure *failure, struct flow_move *ret_move)
{
	const struct feel_context context = variables(arena, facts);
	const struct process_timer *timer;
	const struct process_step *step = flow_timer(flow, timer_id, &timer);
	struct definition_error error = { .element = "" };
	struct process_tokens now;
	struct process_move move;
	enum err err;

	if (step == NULL || process_tokens_read(arena, flow->process, tokens, &now))
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "timer %s at '%s'", timer_id, tokens);
	if ((err = process_timer_fire(arena, flow->process, &now, timer_id, &context, &move, &error)))
		return no_way(err, &error, step->id, failure);
	if ((err = settle(arena, flow, &move, facts, failure, ret_move)))
		return err;
	sort_out(arena, flow, &now, &move.tokens, step->id, ret_move);
	return OK;
}

enum err
flow_begin_again_at(struct arena *arena, const struct flow *flow, const struct process_step *step,
    struct failure *failure, struct flow_move *ret_move)
{
	struct process_tokens tokens;
	const char *text = arena_printf(arena, "1 %s", step->id);

	if (flow_is_plain(flow))
		return plain_move(arena, (size_t)(step - plain_steps), ret_move);
	if (process_tokens_read(arena, flow->process, text, &tokens))
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "tokens '%s'", text);
	ret_move->opened = arena_array(arena, 1, sizeof(*ret_move->opened));
	ret_move->opened[0] = step;
	ret_move->opened_count = 1;
	ret_move->ended_count = 0;
	ret_move->finished = false;
	ret_move->tokens = process_tokens_write(arena, flow->process, &tokens);
	return OK;
}
