/* The transition table, all states by all events: declared edges work, every other is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/dossier/state.h"

#define BIT(state) (1U << (state))

/* The model's edges, written a second time: from each state where it may go. */
static const unsigned may_go[DOSSIER_STATE__MAX] = {
	[DOSSIER_NEW] = BIT(DOSSIER_SUBMITTED),
	[DOSSIER_SUBMITTED] = BIT(DOSSIER_RECEIVED) | BIT(DOSSIER_INTAKE_SUPPLEMENT) | BIT(DOSSIER_INTAKE_FEE_DUE) |
			      BIT(DOSSIER_INTAKE_REFUSED) | BIT(DOSSIER_WITHDRAWN),
	[DOSSIER_INTAKE_SUPPLEMENT] =
	    BIT(DOSSIER_SUBMITTED) | BIT(DOSSIER_WITHDRAWN) | BIT(DOSSIER_INTAKE_REFUSED) | BIT(DOSSIER_CLOSED),
	[DOSSIER_INTAKE_FEE_DUE] =
	    BIT(DOSSIER_SUBMITTED) | BIT(DOSSIER_WITHDRAWN) | BIT(DOSSIER_INTAKE_REFUSED) | BIT(DOSSIER_CLOSED),
	[DOSSIER_RECEIVED] = BIT(DOSSIER_IN_PROGRESS) | BIT(DOSSIER_SUPPLEMENT_DUE) | BIT(DOSSIER_FEE_DUE) |
			     BIT(DOSSIER_STOPPED) | BIT(DOSSIER_DECIDED) | BIT(DOSSIER_WITHDRAWN),
	[DOSSIER_IN_PROGRESS] = BIT(DOSSIER_SUPPLEMENT_DUE) | BIT(DOSSIER_FEE_DUE) | BIT(DOSSIER_STOPPED) |
				BIT(DOSSIER_DECIDED) | BIT(DOSSIER_WITHDRAWN),
	[DOSSIER_SUPPLEMENT_DUE] = BIT(DOSSIER_IN_PROGRESS) | BIT(DOSSIER_STOPPED) | BIT(DOSSIER_DECIDED) |
				   BIT(DOSSIER_WITHDRAWN) | BIT(DOSSIER_CLOSED),
	[DOSSIER_FEE_DUE] =
	    BIT(DOSSIER_IN_PROGRESS) | BIT(DOSSIER_STOPPED) | BIT(DOSSIER_WITHDRAWN) | BIT(DOSSIER_CLOSED),
	[DOSSIER_STOPPED] = BIT(DOSSIER_IN_PROGRESS) | BIT(DOSSIER_DECIDED),
	[DOSSIER_DECIDED] = BIT(DOSSIER_RETURNED),
};

static void
every_declared_edge_works_and_every_other_is_refused(void **state)
{
	size_t count, works = 0;

	(void)state;
	(void)dossier_edges(&count);
	for (int from = 0; from < DOSSIER_STATE__MAX; from++)
		for (int event = 0; event < DOSSIER_EVENT__MAX; event++) {
			const struct dossier_edge *edge =
			    dossier_edge_of((enum dossier_state)from, (enum dossier_event_kind)event);
			enum dossier_state to = DOSSIER_STATE__MAX;
			enum err err = dossier_next((enum dossier_state)from, (enum dossier_event_kind)event, &to);

			assert_int_equal(err, edge == NULL ? ERR_CONFLICT : OK);
			assert_int_equal(to, edge == NULL ? DOSSIER_STATE__MAX : edge->to);
			works += edge != NULL;
		}
	/* as many edges work as are declared: none is declared twice */
	assert_int_equal(works, count);
}

static void
a_dossier_goes_where_the_model_says_and_nowhere_else(void **state)
{
	(void)state;
	for (int from = 0; from < DOSSIER_STATE__MAX; from++) {
		unsigned goes = 0;
		enum dossier_state to;

		for (int event = 0; event < DOSSIER_EVENT__MAX; event++)
			if (dossier_next((enum dossier_state)from, (enum dossier_event_kind)event, &to) == OK &&
			    to != (enum dossier_state)from)
				goes |= BIT(to);
		assert_int_equal(goes, may_go[from]);
	}
}

static void
every_state_is_reached_from_a_submission(void **state)
{
	unsigned reached = BIT(DOSSIER_NEW), before = 0;

	(void)state;
	while (reached != before) {
		before = reached;
		for (int from = 0; from < DOSSIER_STATE__MAX; from++)
			if (reached & BIT(from))
				reached |= may_go[from];
	}
	assert_int_equal(reached, BIT(DOSSIER_STATE__MAX) - 1);
}

static void
facts_are_never_refused_and_end_states_know_nothing_else(void **state)
{
	enum dossier_state to;

	(void)state;
	for (int from = DOSSIER_SUBMITTED; from < DOSSIER_STATE__MAX; from++)
		for (int event = 0; event < DOSSIER_EVENT__MAX; event++) {
			enum err err = dossier_next((enum dossier_state)from, (enum dossier_event_kind)event, &to);

			if (dossier_event_is_fact((enum dossier_event_kind)event))
				assert_int_equal(err, OK);
			if (dossier_state_is_end((enum dossier_state)from))
				assert_true(err == OK ? to == (enum dossier_state)from &&
							    dossier_event_is_fact((enum dossier_event_kind)event)
						      : err == ERR_CONFLICT);
		}
}

static void
money_moves_only_the_two_states_that_wait_for_it(void **state)
{
	enum dossier_state to;

	(void)state;
	for (int from = DOSSIER_SUBMITTED; from < DOSSIER_STATE__MAX; from++) {
		assert_int_equal(dossier_next((enum dossier_state)from, DOSSIER_FEE_SETTLED, &to), OK);
		assert_int_equal(to, from == DOSSIER_INTAKE_FEE_DUE ? DOSSIER_SUBMITTED
				     : from == DOSSIER_FEE_DUE      ? DOSSIER_IN_PROGRESS
								    : (enum dossier_state)from);
	}
}

/* Under way only: not while the applicant answers what was asked, not after the decision; by nobody who decides. */
static void
definitions_change_only_while_the_office_has_the_dossier(void **state)
{
	const unsigned may = BIT(DOSSIER_SUBMITTED) | BIT(DOSSIER_INTAKE_FEE_DUE) | BIT(DOSSIER_RECEIVED) |
			     BIT(DOSSIER_IN_PROGRESS) | BIT(DOSSIER_FEE_DUE) | BIT(DOSSIER_STOPPED);
	enum dossier_state to;

	(void)state;
	for (int from = 0; from < DOSSIER_STATE__MAX; from++)
		for (int actor = 0; actor < DOSSIER_ACTOR__MAX; actor++)
			assert_int_equal(dossier_next_by((enum dossier_state)from, DOSSIER_DEFINITION_CHANGED,
					     (enum dossier_actor)actor, &to),
			    (may & BIT(from)) == 0  ? ERR_CONFLICT
			    : actor == ACTOR_KEEPER ? OK
						    : ERR_FORBIDDEN);
}

static void
each_state_has_the_national_status_of_the_list(void **state)
{
	static const int national[DOSSIER_STATE__MAX] = { 0, 1, 5, 6, 3, 2, 4, 5, 6, 8, 7, 8, 9, 10 };
	unsigned seen = 0;

	(void)state;
	for (int s = 0; s < DOSSIER_STATE__MAX; s++) {
		assert_int_equal(dossier_state_national((enum dossier_state)s), national[s]);
		seen |= 1U << national[s];
	}
	assert_int_equal(seen, (1U << 11) - 1);
}

/* What the ledger of a dossier on its way looks like agrees with the clock that its state declares. */
static void
each_edge_leaves_the_clock_as_its_target_state_declares(void **state)
{
	size_t count;
	const struct dossier_edge *edges = dossier_edges(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		enum clock_state before = dossier_state_clock(edges[i].from), after = before;

		switch (edges[i].clock) {
		case LEDGER_START:
		case LEDGER_RESUME: after = CLOCK_RUNNING; break;
		case LEDGER_PAUSE: after = CLOCK_PAUSED; break;
		case LEDGER_STOP: after = CLOCK_STOPPED; break;
		case LEDGER_NONE:
		case LEDGER_INTAKE:
		case LEDGER_EXTEND:
		case DOSSIER_CLOCK__MAX: break;
		}
		assert_int_equal(after, dossier_state_clock(edges[i].to));
		assert_int_equal(edges[i].clock == LEDGER_PAUSE, edges[i].reason != REASON_NONE);
		assert_true(edges[i].actors != 0);
	}
}

static void
nobody_does_anothers_step(void **state)
{
	enum dossier_state to = DOSSIER_NEW;

	(void)state;
	assert_int_equal(dossier_next_by(DOSSIER_SUBMITTED, DOSSIER_RECEIVE, ACTOR_INTAKE, &to), OK);
	assert_int_equal(to, DOSSIER_RECEIVED);
	assert_int_equal(dossier_next_by(DOSSIER_SUBMITTED, DOSSIER_RECEIVE, ACTOR_APPLICANT, &to), ERR_FORBIDDEN);
	assert_int_equal(dossier_next_by(DOSSIER_IN_PROGRESS, DOSSIER_APPROVE, ACTOR_PROCESSING, &to), ERR_FORBIDDEN);
	assert_int_equal(dossier_next_by(DOSSIER_IN_PROGRESS, DOSSIER_NUMBER_RESULT, ACTOR_LEADER, &to), ERR_FORBIDDEN);
	assert_int_equal(dossier_next_by(DOSSIER_FEE_DUE, DOSSIER_FEE_SETTLED, ACTOR_PROCESSING, &to), ERR_FORBIDDEN);
	assert_int_equal(dossier_next_by(DOSSIER_FEE_DUE, DOSSIER_FEE_SETTLED, DOSSIER_ACTOR__MAX, &to), ERR_FORBIDDEN);
	assert_int_equal(dossier_next_by(DOSSIER_RETURNED, DOSSIER_RECEIVE, ACTOR_INTAKE, &to), ERR_CONFLICT);
}

static void
names_in_the_database_lead_back_to_their_values(void **state)
{
	enum dossier_state s;
	enum dossier_event_kind e;
	enum dossier_actor a;

	(void)state;
	for (int i = DOSSIER_SUBMITTED; i < DOSSIER_STATE__MAX; i++) {
		assert_int_equal(dossier_state_by_name(dossier_state_name((enum dossier_state)i), &s), OK);
		assert_int_equal(s, i);
	}
	for (int i = 0; i < DOSSIER_EVENT__MAX; i++) {
		assert_int_equal(dossier_event_by_name(dossier_event_name((enum dossier_event_kind)i), &e), OK);
		assert_int_equal(e, i);
	}
	for (int i = 0; i < DOSSIER_ACTOR__MAX; i++) {
		assert_int_equal(dossier_actor_by_name(dossier_actor_name((enum dossier_actor)i), &a), OK);
		assert_int_equal(a, i);
	}
	assert_int_equal(dossier_state_by_name("new", &s), ERR_INVALID);
	assert_int_equal(dossier_state_by_name("", &s), ERR_INVALID);
	assert_int_equal(dossier_event_by_name("recieve", &e), ERR_INVALID);
	assert_string_equal(dossier_state_name(DOSSIER_STATE__MAX), "unknown");
}

static void
the_graph_draws_every_state_and_every_move(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	struct buffer buffer;

	(void)state;
	buffer_init(&buffer, arena, 65536);
	dossier_states_dot(&buffer);
	assert_false(buffer.full);
	assert_non_null(strstr(buffer.data, "submitted -> received [label=\"receive\"];"));
	assert_non_null(strstr(buffer.data, "fee_due -> in_progress [label=\"fee_settled\"];"));
	assert_null(strstr(buffer.data, "label=\"note\""));
	for (int i = 0; i < DOSSIER_STATE__MAX; i++)
		assert_non_null(strstr(buffer.data, dossier_state_name((enum dossier_state)i)));
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_declared_edge_works_and_every_other_is_refused),
		cmocka_unit_test(a_dossier_goes_where_the_model_says_and_nowhere_else),
		cmocka_unit_test(every_state_is_reached_from_a_submission),
		cmocka_unit_test(facts_are_never_refused_and_end_states_know_nothing_else),
		cmocka_unit_test(money_moves_only_the_two_states_that_wait_for_it),
		cmocka_unit_test(definitions_change_only_while_the_office_has_the_dossier),
		cmocka_unit_test(each_state_has_the_national_status_of_the_list),
		cmocka_unit_test(each_edge_leaves_the_clock_as_its_target_state_declares),
		cmocka_unit_test(nobody_does_anothers_step),
		cmocka_unit_test(names_in_the_database_lead_back_to_their_values),
		cmocka_unit_test(the_graph_draws_every_state_and_every_move),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
