/*
 * Soundness of processes: what each unsound drawing is refused for, and 100,000 random graphs against a search through all
 * states written in the plainest way. Mirrors modules/domain/definition/process_sound.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_private.h"

enum { GRAPHS = 100000 };

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)16 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* --- graphs by hand: "s>a a>p p>b p>c b>q c>q q>e", kinds by letter ----------------------------------------------------- */

static enum process_node_kind
kind_of(char letter)
{
	return letter == 's'                    ? NODE_START
	       : letter == 'e' || letter == 't' ? NODE_END
	       : letter >= 'p' && letter <= 'r' ? NODE_PARALLEL
	       : letter >= 'x' && letter <= 'z' ? NODE_EXCLUSIVE
						: NODE_STEP;
}

static struct process *
graph_new(void)
{
	struct process *process = ARENA_NEW(arena, struct process);

	*process = (struct process){ .id = "process", .name = "" };
	process->nodes = arena_array(arena, PROCESS_NODES_MAX, sizeof(*process->nodes));
	process->flows = arena_array(arena, PROCESS_FLOWS_MAX, sizeof(*process->flows));
	return process;
}

static size_t
add_node(struct process *process, const char *id, enum process_node_kind kind)
{
	struct process_node *node = &process->nodes[process->node_count];

	*node = (struct process_node){ .id = id, .kind = kind, .default_flow = PROCESS_NONE };
	node->outgoing = arena_array(arena, PROCESS_FLOWS_MAX, sizeof(*node->outgoing));
	if (kind == NODE_STEP) {
		node->step = ARENA_NEW(arena, struct process_step);
		node->step->id = id;
	}
	return process->node_count++;
}

static size_t
node_named(struct process *process, char letter)
{
	const char *id = arena_printf(arena, "%c", letter);
	size_t at = process_node_by_id(process, id);

	if (at == process->node_count) {
		at = add_node(process, id, kind_of(letter));
		process->nodes[at].terminates = letter == 't';
	}
	return at;
}

static void
add_flow(struct process *process, size_t from, size_t to)
{
	process->flows[process->flow_count] =
	    (struct process_flow){ arena_printf(arena, "f%zu", process->flow_count), from, to, NULL };
	process->nodes[from].outgoing[process->nodes[from].outgoing_count++] = process->flow_count++;
	process->nodes[to].incoming_count++;
}

/* "T:a!" after the flows: a timer T on the step a, that ends it; without "!" the step goes on. */
static void
add_timer(struct process *process, const char *text)
{
	struct process_timer *timer = ARENA_NEW(arena, struct process_timer);
	size_t at = process_node_by_id(process, arena_strndup(arena, text, 1)), step = node_named(process, text[2]);

	*timer = (struct process_timer){ .id = process->nodes[at].id, .interrupting = text[3] == '!' };
	process->nodes[at].kind = NODE_TIMER;
	process->nodes[at].attached = step;
	process->nodes[at].step = process->nodes[step].step;
	process->nodes[step].step->timers = timer;
	process->nodes[step].step->timer_count = 1;
}

static struct process *
graph(const char *text)
{
	struct process *process = graph_new();

	for (; *text != '\0'; text += strcspn(text, " "), text += strspn(text, " ")) {
		if (text[1] == '>') {
			size_t from = node_named(process, text[0]);

			add_flow(process, from, node_named(process, text[2]));
		} else {
			add_timer(process, text);
		}
	}
	return process;
}

static void
each_unsound_drawing_is_refused_at_its_place(void **state)
{
	static const struct {
		const char *graph, *message, *element;
	} cases[] = {
		{ "s>a a>e", NULL, "" }, { "s>p p>a p>b a>q b>q q>e", NULL, "" },
		{ "s>x x>a x>b a>y b>y y>e", NULL, "" },
		{ "s>x x>a a>y y>x y>e", NULL, "" }, /* a loop with a way out */
		{ "s>p p>a p>b a>e b>e", NULL, "" }, /* branches that end apart */
		{ "s>x x>p x>y p>a p>b a>q b>q q>y y>e", NULL, "" },
		{ "s>a a>e T>e T:a!", NULL, "" },                /* a deadline that ends the step */
		{ "s>a a>e T>b b>e T:a", NULL, "" },             /* one that reminds somebody */
		{ "s>p p>a p>b a>x x>t x>q b>q q>e", NULL, "" }, /* one branch may end all */
		{ "s>p p>a p>b a>t b>e", NULL, "" }, { "s>a a>t T>t T:a!", NULL, "" },
		{ "s>p p>t p>q p>b b>q q>x x>q x>e", "process.unreachable", "q" }, /* ended before it can join */
		{ "s>p p>a p>b a>x b>x x>c c>e", "process.twice", "c" },           /* no join: the step comes twice */
		{ "s>x x>a x>b a>q b>q q>e", "process.never_joins", "q" },         /* only one of the two ever comes */
		{ "s>p p>a p>b a>x x>q x>e b>q q>c c>e", "process.never_joins", "q" },
		{ "s>x x>e x>b b>y y>z z>y", "process.never_ends", "b" }, /* round and round */
		{ "s>a a>q q>b b>q q>e", "process.never_joins", "q" },    /* waits for what comes after it */
		{ "s>a a>x T>x x>b b>e T:a", "process.twice", "b" },      /* the reminder goes the main way too */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct definition_error error;
		enum err err = process_check_sound(arena, graph(cases[i].graph), &error);

		if (err != (cases[i].message == NULL ? OK : ERR_INVALID) ||
		    (err &&
			(strcmp(error.message, cases[i].message) != 0 || strcmp(error.element, cases[i].element) != 0)))
			fail_msg(
			    "%s: %s at %s", cases[i].graph, err ? error.message : "sound", err ? error.element : "");
		arena_reset(arena);
	}
}

/* Twelve branches of twelve steps have more states than there are atoms; folded they are one flow. */
static void
many_parallel_branches_are_proved_without_counting_their_states(void **state)
{
	struct process *process = graph_new();
	struct definition_error error;
	size_t start = add_node(process, "s", NODE_START), split = add_node(process, "p", NODE_PARALLEL);
	size_t join = add_node(process, "q", NODE_PARALLEL), end = add_node(process, "e", NODE_END);

	(void)state;
	add_flow(process, start, split);
	for (int branch = 0; branch < 12; branch++) {
		size_t last = split;

		for (int step = 0; step < 12; step++) {
			size_t next = add_node(process, arena_printf(arena, "t%d_%d", branch, step), NODE_STEP);

			add_flow(process, last, next);
			last = next;
		}
		add_flow(process, last, join);
	}
	add_flow(process, join, end);
	assert_int_equal(process_check_sound(arena, process, &error), OK);
	/* One branch that does not come to the join: what cannot be folded is too much to walk through, and is not passed. */
	process->nodes[end].kind = NODE_EXCLUSIVE;
	add_flow(process, end, join);
	assert_int_equal(process_check_sound(arena, process, &error), ERR_INVALID);
}

/* --- random graphs --------------------------------------------------------------------------------------------------------- */

static uint32_t seed = 20261121;

static uint32_t
below(uint32_t bound)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % bound;
}

/* A block takes the place of a flow: a step, a choice, parallel branches, a loop. */
static void
grow(struct process *process)
{
	size_t flow = below((uint32_t)process->flow_count), to = process->flows[flow].to;
	const char *name = arena_printf(arena, "n%zu", process->node_count),
		   *other = arena_printf(arena, "m%zu", process->node_count);
	enum process_node_kind kind = below(2) ? NODE_EXCLUSIVE : NODE_PARALLEL;
	uint32_t shape = below(4);
	size_t first = add_node(process, name, shape == 0 ? NODE_STEP : shape == 3 ? NODE_EXCLUSIVE : kind), last;

	process->flows[flow].to = first;
	process->nodes[first].incoming_count++;
	process->nodes[to].incoming_count--;
	if (shape == 0) {
		add_flow(process, first, to);
		return;
	}
	last = add_node(process, other, shape == 3 ? NODE_EXCLUSIVE : kind);
	add_flow(process, first, last);
	if (shape == 3)
		add_flow(process, last, first);
	else
		add_flow(process, first, last);
	add_flow(process, last, to);
}

/* On the way of a flow, a choice to end everything. */
static void
add_terminate(struct process *process)
{
	size_t flow = below((uint32_t)process->flow_count), to = process->flows[flow].to;
	size_t choice = add_node(process, arena_printf(arena, "x%zu", process->node_count), NODE_EXCLUSIVE);
	size_t all = add_node(process, arena_printf(arena, "t%zu", process->node_count), NODE_END);

	process->nodes[all].terminates = true;
	process->flows[flow].to = choice;
	process->nodes[choice].incoming_count++;
	process->nodes[to].incoming_count--;
	add_flow(process, choice, to);
	add_flow(process, choice, all);
}

/* One thing drawn otherwise than meant: another kind of gateway, a flow that leads elsewhere, one flow more. */
static void
spoil(struct process *process)
{
	size_t at = below((uint32_t)process->node_count), flow = below((uint32_t)process->flow_count);

	switch (below(3)) {
	case 0:
		if (process->nodes[at].kind == NODE_EXCLUSIVE || process->nodes[at].kind == NODE_PARALLEL)
			process->nodes[at].kind =
			    process->nodes[at].kind == NODE_PARALLEL ? NODE_EXCLUSIVE : NODE_PARALLEL;
		return;
	case 1:
		if (process->nodes[at].kind != NODE_START)
			process->flows[flow].to = at;
		return;
	default:
		if (process->nodes[at].kind != NODE_START &&
		    (process->nodes[process->flows[flow].from].kind == NODE_EXCLUSIVE ||
			process->nodes[process->flows[flow].from].kind == NODE_PARALLEL))
			add_flow(process, process->flows[flow].from, at);
	}
}

static struct process *
random_graph(void)
{
	struct process *process = graph_new();
	size_t start = add_node(process, "s", NODE_START);

	add_flow(process, start, add_node(process, "e", NODE_END));
	for (uint32_t n = 1 + below(4); n > 0; n--)
		grow(process);
	if (below(4) == 0)
		add_terminate(process);
	for (uint32_t n = below(3); n > 0; n--)
		spoil(process);
	return process;
}

/* --- the plain search: tokens counted on each flow, nothing folded, no timers ---------------------------------------------- */

enum { PLAIN_STATES = 4000, PLAIN_FLOWS = 32 };

static struct plain {
	unsigned char states[PLAIN_STATES][PLAIN_FLOWS];
	int next[PLAIN_STATES * 12][2];
	int count, moves;
	bool twice, fired[PROCESS_NODES_MAX];
} plain;

static void
plain_arrive(int from, const unsigned char *state)
{
	int i = 0;

	for (int f = 0; f < PLAIN_FLOWS; f++)
		plain.twice = plain.twice || state[f] > 1;
	while (i < plain.count && memcmp(plain.states[i], state, PLAIN_FLOWS) != 0)
		i++;
	if (i == plain.count)
		memcpy(plain.states[plain.count++], state, PLAIN_FLOWS);
	plain.next[plain.moves][0] = from;
	plain.next[plain.moves++][1] = i;
}

static void
plain_fire(const struct process *process, int from, size_t at)
{
	const struct process_node *node = &process->nodes[at];
	bool all = true, any = false;

	for (size_t f = 0; f < process->flow_count; f++)
		if (process->flows[f].to == at) {
			all = all && plain.states[from][f] > 0;
			any = any || plain.states[from][f] > 0;
		}
	if (!any || (node->kind == NODE_PARALLEL && !all))
		return;
	plain.fired[at] = true;
	for (size_t f = 0; f < process->flow_count; f++) {
		unsigned char state[PLAIN_FLOWS];

		if (process->flows[f].to != at || plain.states[from][f] == 0)
			continue;
		for (size_t o = 0; o < (node->kind == NODE_EXCLUSIVE ? node->outgoing_count : 1); o++) {
			memcpy(state, plain.states[from], PLAIN_FLOWS);
			for (size_t g = 0; g < process->flow_count; g++)
				state[g] = (unsigned char)(state[g] - (g == f || (node->kind == NODE_PARALLEL &&
										     process->flows[g].to == at)));
			if (node->terminates)
				memset(state, 0, sizeof(state));
			for (size_t g = 0; g < node->outgoing_count; g++)
				if (node->kind != NODE_EXCLUSIVE || g == o)
					state[node->outgoing[g]]++;
			plain_arrive(from, state);
		}
		if (node->kind == NODE_PARALLEL)
			return;
	}
}

static bool
plainly_sound(const struct process *process)
{
	static bool completes[PLAIN_STATES];
	const unsigned char nothing[PLAIN_FLOWS] = { 0 };
	bool sound = true;

	memset(&plain, 0, sizeof(plain));
	memset(completes, 0, sizeof(completes));
	plain.states[0][process->nodes[0].outgoing[0]] = 1;
	plain.fired[0] = true;
	plain.count = 1;
	for (int i = 0; i < plain.count && !plain.twice; i++)
		for (size_t at = 0; at < process->node_count; at++)
			plain_fire(process, i, at);
	if (plain.twice)
		return false;
	for (int i = 0; i < plain.count; i++)
		completes[i] = memcmp(plain.states[i], nothing, PLAIN_FLOWS) == 0;
	for (int round = 0; round < plain.count; round++)
		for (int m = 0; m < plain.moves; m++)
			completes[plain.next[m][0]] = completes[plain.next[m][0]] || completes[plain.next[m][1]];
	for (int i = 0; i < plain.count; i++)
		sound = sound && completes[i];
	for (size_t at = 0; at < process->node_count; at++)
		sound = sound && plain.fired[at];
	return sound;
}

static const char *
drawn(const struct process *process)
{
	const char *text = "";

	for (size_t i = 0; i < process->flow_count; i++)
		text = arena_printf(arena, "%s %s(%d)>%s(%d)", text, process->nodes[process->flows[i].from].id,
		    process->nodes[process->flows[i].from].kind, process->nodes[process->flows[i].to].id,
		    process->nodes[process->flows[i].to].kind);
	return text;
}

static void
a_hundred_thousand_random_graphs_are_judged_as_by_a_search_of_all_states(void **state)
{
	int sound = 0, searched = 0;

	(void)state;
	for (int i = 0; i < GRAPHS; i++) {
		struct process *process = random_graph();
		struct definition_error error;
		bool expected = plainly_sound(process);

		if ((process_check_sound(arena, process, &error) == OK) != expected)
			fail_msg("graph %d is %ssound:%s", i, expected ? "" : "un", drawn(process));
		sound += expected;
		searched += plain.count > 3;
		arena_reset(arena);
	}
	/* Neither side is rare. */
	assert_in_range(sound, GRAPHS / 4, GRAPHS * 3 / 4);
	assert_in_range(searched, GRAPHS / 4, GRAPHS);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_unsound_drawing_is_refused_at_its_place, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    many_parallel_branches_are_proved_without_counting_their_states, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_hundred_thousand_random_graphs_are_judged_as_by_a_search_of_all_states, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
