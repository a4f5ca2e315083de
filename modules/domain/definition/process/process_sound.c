/*
 * Is a process sound: no place where two tokens meet that should be one, none that waits for ever, from everywhere a way to the
 * end, every step can come about. What is built of nested blocks, as nearly all are, is proved by folding them (process_fold.c);
 * anything else by walking here through every state that tokens can reach, up to a bound. See process.h. Knows nothing of a run.
 */
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_private.h"

enum {
	STATES_MAX = 10000,
	MOVES_MAX = 100000,
	SLOTS = 32768, /* of the table of states, a power of two */
	/* One bit for a token on each flow, in each open step, and for each timer that has not yet fired. */
	OPEN_BIT = PROCESS_FLOWS_MAX,
	ARMED_BIT = OPEN_BIT + PROCESS_NODES_MAX,
	STATE_BITS = ARMED_BIT + PROCESS_NODES_MAX,
	STATE_WORDS = (STATE_BITS + 63) / 64,
};

struct walk_state {
	uint64_t words[STATE_WORDS];
};

struct walk {
	const struct process *process;
	struct definition_error *error;
	struct arena *arena;
	struct walk_state *states;
	size_t state_count, state_room;
	uint16_t *slots; /* index + 1 of a state, 0: free */
	struct walk_move {
		uint16_t from, to;
	} * moves;
	size_t move_count, move_room;
	bool fired[PROCESS_NODES_MAX];
};

static bool
has(const struct walk_state *s, size_t bit)
{
	return (s->words[bit / 64] >> (bit % 64) & 1) != 0;
}

static void
take(struct walk_state *s, size_t bit)
{
	s->words[bit / 64] &= ~(UINT64_C(1) << (bit % 64));
}

/* A token where there is one already: `element` is reached twice at once. */
static enum err
put(struct walk *w, struct walk_state *s, size_t bit, const char *element)
{
	if (has(s, bit))
		return definition_refuse(w->error, "process.twice", element);
	s->words[bit / 64] |= UINT64_C(1) << (bit % 64);
	return OK;
}

static enum err
put_flow(struct walk *w, struct walk_state *s, size_t flow)
{
	return put(w, s, flow, w->process->nodes[w->process->flows[flow].to].id);
}

static size_t
slot_of(const struct walk *w, const struct walk_state *s)
{
	uint64_t hash = UINT64_C(0x9e3779b97f4a7c15);

	for (size_t i = 0; i < STATE_WORDS; i++)
		hash = (hash ^ s->words[i]) * UINT64_C(0xff51afd7ed558ccd), hash ^= hash >> 29;
	for (size_t slot = hash % SLOTS;; slot = (slot + 1) % SLOTS)
		if (w->slots[slot] == 0 || memcmp(&w->states[w->slots[slot] - 1], s, sizeof(*s)) == 0)
			return slot;
}

/* Room for one item more: few processes need much. */
static void *
grown(struct arena *arena, void *items, size_t count, size_t *room, size_t size)
{
	void *more;

	if (count < *room)
		return items;
	*room = *room == 0 ? 64 : *room * 2;
	more = arena_array(arena, *room, size);
	if (count > 0)
		memcpy(more, items, count * size);
	return more;
}

/* From the state `from` the state `s` is reached. */
static enum err
arrive(struct walk *w, size_t from, const struct walk_state *s)
{
	size_t slot = slot_of(w, s);

	if (w->slots[slot] == 0) {
		if (w->state_count == STATES_MAX)
			return definition_refuse(w->error, "process.too_tangled", w->process->id);
		w->states = grown(w->arena, w->states, w->state_count, &w->state_room, sizeof(*w->states));
		w->states[w->state_count++] = *s;
		w->slots[slot] = (uint16_t)w->state_count;
	}
	if (w->move_count == MOVES_MAX)
		return definition_refuse(w->error, "process.too_tangled", w->process->id);
	w->moves = grown(w->arena, w->moves, w->move_count, &w->move_room, sizeof(*w->moves));
	w->moves[w->move_count++] = (struct walk_move){ (uint16_t)from, (uint16_t)(w->slots[slot] - 1) };
	return OK;
}

/* A choice goes each of its ways. */
static enum err
walk_choice(struct walk *w, size_t from, size_t flow)
{
	const struct process_node *node = &w->process->nodes[w->process->flows[flow].to];
	enum err err = OK;

	for (size_t i = 0; err == OK && i < node->outgoing_count; i++) {
		struct walk_state next = w->states[from];

		take(&next, flow);
		if ((err = put_flow(w, &next, node->outgoing[i])) == OK)
			err = arrive(w, from, &next);
	}
	return err;
}

/* A parallel gateway goes on when all have come; asked once, for the first of its flows. */
static enum err
walk_parallel(struct walk *w, size_t from, size_t flow)
{
	size_t at = w->process->flows[flow].to;
	const struct process_node *node = &w->process->nodes[at];
	struct walk_state next = w->states[from];
	enum err err = OK;

	for (size_t i = 0; i < w->process->flow_count; i++) {
		if (w->process->flows[i].to != at)
			continue;
		if (i < flow || !has(&w->states[from], i))
			return OK;
		take(&next, i);
	}
	w->fired[at] = true;
	for (size_t i = 0; err == OK && i < node->outgoing_count; i++)
		err = put_flow(w, &next, node->outgoing[i]);
	return err ? err : arrive(w, from, &next);
}

static size_t
timer_node(const struct walk *w, const struct process_timer *timer)
{
	return process_node_by_id(w->process, timer->id);
}

static enum err
walk_open(struct walk *w, size_t from, size_t flow)
{
	size_t at = w->process->flows[flow].to;
	const struct process_step *step = w->process->nodes[at].step;
	struct walk_state next = w->states[from];
	enum err err;

	take(&next, flow);
	err = put(w, &next, OPEN_BIT + at, step->id);
	for (size_t i = 0; err == OK && i < step->timer_count; i++)
		if (!step->timers[i].interrupting)
			err = put(w, &next, ARMED_BIT + timer_node(w, &step->timers[i]), step->id);
	return err ? err : arrive(w, from, &next);
}

static enum err
walk_flow(struct walk *w, size_t from, size_t flow)
{
	size_t at = w->process->flows[flow].to;
	struct walk_state next = w->states[from];

	switch (w->process->nodes[at].kind) {
	case NODE_PARALLEL: return walk_parallel(w, from, flow);
	case NODE_EXCLUSIVE: w->fired[at] = true; return walk_choice(w, from, flow);
	case NODE_STEP: w->fired[at] = true; return walk_open(w, from, flow);
	default: break;
	}
	w->fired[at] = true;
	take(&next, flow);
	if (w->process->nodes[at].terminates)
		next = (struct walk_state){ { 0 } };
	return arrive(w, from, &next);
}

/* The step ends, and its timers with it; its token goes on over the only flow of `leaving`. */
static enum err
walk_leave(struct walk *w, size_t from, size_t at, size_t leaving)
{
	const struct process_step *step = w->process->nodes[at].step;
	struct walk_state next = w->states[from];
	enum err err;

	take(&next, OPEN_BIT + at);
	for (size_t i = 0; i < step->timer_count; i++)
		take(&next, ARMED_BIT + timer_node(w, &step->timers[i]));
	w->fired[leaving] = true;
	err = put_flow(w, &next, w->process->nodes[leaving].outgoing[0]);
	return err ? err : arrive(w, from, &next);
}

static enum err
walk_timer(struct walk *w, size_t from, size_t at, const struct process_timer *timer)
{
	size_t node = timer_node(w, timer);
	struct walk_state next = w->states[from];
	enum err err;

	if (timer->interrupting)
		return walk_leave(w, from, at, node);
	if (!has(&next, ARMED_BIT + node))
		return OK;
	take(&next, ARMED_BIT + node);
	w->fired[node] = true;
	err = put_flow(w, &next, w->process->nodes[node].outgoing[0]);
	return err ? err : arrive(w, from, &next);
}

static enum err
walk_step(struct walk *w, size_t from, size_t at)
{
	const struct process_step *step = w->process->nodes[at].step;
	enum err err = walk_leave(w, from, at, at);

	for (size_t i = 0; err == OK && i < step->timer_count; i++)
		err = walk_timer(w, from, at, &step->timers[i]);
	return err;
}

/* Every move from one state. */
static enum err
walk_from(struct walk *w, size_t from)
{
	enum err err = OK;

	for (size_t i = 0; err == OK && i < w->process->flow_count; i++)
		if (has(&w->states[from], i))
			err = walk_flow(w, from, i);
	for (size_t i = 0; err == OK && i < w->process->node_count; i++)
		if (has(&w->states[from], OPEN_BIT + i))
			err = walk_step(w, from, i);
	return err;
}

static struct walk *
walk_new(struct arena *arena, const struct process *process, struct definition_error *error)
{
	struct walk *w = ARENA_NEW(arena, struct walk);

	*w = (struct walk){ .process = process, .error = error, .arena = arena };
	w->states = grown(arena, NULL, 0, &w->state_room, sizeof(*w->states));
	w->slots = arena_array(arena, SLOTS, sizeof(*w->slots));
	return w;
}

/* The state with which the walk begins stands in states[0]. */
static void
begin(struct walk *w)
{
	w->slots[slot_of(w, &w->states[0])] = 1;
	w->state_count = 1;
}

static void
begin_at_start(struct walk *w)
{
	for (size_t i = 0; i < w->process->node_count; i++)
		if (w->process->nodes[i].kind == NODE_START && w->process->nodes[i].outgoing_count > 0) {
			const size_t flow = w->process->nodes[i].outgoing[0];

			w->fired[i] = true;
			w->states[0].words[flow / 64] |= UINT64_C(1) << (flow % 64);
			begin(w);
		}
}

/* Steps are open with all their timers; what waits at a join stands on the flow it came by. */
static enum err
begin_at(struct walk *w, const struct process_tokens *tokens)
{
	enum err err = OK;

	for (size_t i = 0; i < tokens->count && err == OK; i++) {
		const size_t at = tokens->items[i].node;
		const struct process_step *step = w->process->nodes[at].step;

		if (tokens->items[i].flow != SIZE_MAX) {
			err = put_flow(w, &w->states[0], tokens->items[i].flow);
			continue;
		}
		err = put(w, &w->states[0], OPEN_BIT + at, step->id);
		for (size_t t = 0; err == OK && t < step->timer_count; t++)
			if (!step->timers[t].interrupting)
				err = put(w, &w->states[0], ARMED_BIT + timer_node(w, &step->timers[t]), step->id);
	}
	begin(w);
	return err;
}

static bool
is_empty(const struct walk_state *s)
{
	static const struct walk_state nothing;

	return memcmp(s, &nothing, sizeof(nothing)) == 0;
}

/* The parallel gateway of a dead state that some have reached and not all; else where the first token stands. */
static const char *
where_stuck(const struct process *process, const struct walk_state *s)
{
	for (size_t i = 0; i < process->flow_count; i++)
		if (has(s, i))
			return process->nodes[process->flows[i].to].id;
	for (size_t i = 0; i < process->node_count; i++)
		if (has(s, OPEN_BIT + i))
			return process->nodes[i].id;
	return process->id;
}

/* From every state the end must be reached: moves are walked backwards from the state without tokens. */
static enum err
check_completion(struct arena *arena, const struct walk *w)
{
	bool *completes = arena_array(arena, w->state_count, sizeof(*completes));
	bool *moves = arena_array(arena, w->state_count, sizeof(*moves));
	const struct walk_state *stuck = NULL, *endless = NULL;

	for (size_t i = 0; i < w->state_count; i++)
		completes[i] = is_empty(&w->states[i]);
	for (bool changed = true; changed;) {
		changed = false;
		for (size_t i = w->move_count; i > 0; i--) {
			const struct walk_move *move = &w->moves[i - 1];

			moves[move->from] = true;
			if (completes[move->to] && !completes[move->from])
				completes[move->from] = changed = true;
		}
	}
	for (size_t i = 0; i < w->state_count; i++) {
		if (!completes[i] && !moves[i] && stuck == NULL)
			stuck = &w->states[i];
		if (!completes[i] && endless == NULL)
			endless = &w->states[i];
	}
	if (stuck != NULL)
		return definition_refuse(w->error, "process.never_joins", where_stuck(w->process, stuck));
	if (endless != NULL)
		return definition_refuse(w->error, "process.never_ends", where_stuck(w->process, endless));
	return OK;
}

static enum err
walk_all(struct walk *w)
{
	enum err err = OK;

	for (size_t i = 0; err == OK && i < w->state_count; i++)
		err = walk_from(w, i);
	return err ? err : check_completion(w->arena, w);
}

enum err
process_check_sound(struct arena *arena, const struct process *process, struct definition_error *error)
{
	struct walk *w;
	enum err err;

	*error = (struct definition_error){ .element = "", .feel = { .what = "" } };
	if (process_folds(arena, process))
		return OK;
	w = walk_new(arena, process, error);
	begin_at_start(w);
	err = walk_all(w);
	for (size_t i = 0; err == OK && i < process->node_count; i++)
		if (!w->fired[i])
			err = definition_refuse(error, "process.unreachable", process->nodes[i].id);
	return err;
}

enum err
process_check_sound_from(struct arena *arena, const struct process *process, const struct process_tokens *tokens,
    struct definition_error *error)
{
	struct walk *w;
	enum err err;

	*error = (struct definition_error){ .element = "", .feel = { .what = "" } };
	w = walk_new(arena, process, error);
	err = begin_at(w, tokens);
	return err ? err : walk_all(w);
}
