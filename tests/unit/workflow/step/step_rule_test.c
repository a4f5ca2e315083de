/*
 * The permission matrix over every combination of role, state, step and result: whatever it allows, the door's declared
 * edges allow to that capacity; nobody acts without the role or on another's step; the law's "once" holds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "step/step_rule.h"

/* The event by which the door knows the act; DOSSIER_EVENT__MAX: no event of its own. */
static const enum dossier_event_kind events[STEP_ACTION__MAX] = {
	[STEP_CLAIM] = DOSSIER_EVENT__MAX,
	[STEP_APPROVE] = DOSSIER_APPROVE,
	[STEP_NUMBER] = DOSSIER_NUMBER_RESULT,
	[STEP_PUBLISH] = DOSSIER_PUBLISH_RESULT,
	[STEP_RETURN_RESULT] = DOSSIER_RETURN_RESULT,
	[STEP_SUPPLEMENT_BROUGHT] = DOSSIER_SUPPLEMENT_ANSWERED,
	[STEP_RESUME] = DOSSIER_RESUME,
	[STEP_FORWARD] = DOSSIER_FORWARD_STEP,
	[STEP_DRAFT] = DOSSIER_EVENT__MAX,
	[STEP_RETURN_BACK] = DOSSIER_FORWARD_STEP,
	[STEP_ASK_SUPPLEMENT] = DOSSIER_ASK_SUPPLEMENT,
	[STEP_CONSULT] = DOSSIER_CONSULT,
	[STEP_REFUSE] = DOSSIER_EVENT__MAX,
	[STEP_EXTEND] = DOSSIER_EXTEND,
	[STEP_STOP] = DOSSIER_STOP,
};

/* Acts that belong to whoever has the open step. */
static bool
is_of_a_step(enum step_action action)
{
	return action == STEP_CLAIM || action == STEP_APPROVE || action == STEP_FORWARD || action == STEP_DRAFT ||
	       action == STEP_RETURN_BACK || action == STEP_CONSULT || action == STEP_REFUSE;
}

static void
check_allowed(enum step_action action, const struct step_facts *f)
{
	const enum role role = step_role(action, f);
	enum dossier_state to;
	struct failure failure = { .code = OK };

	assert_true(role < ROLE__MAX);
	assert_true((f->roles & STEP_ROLE(role)) != 0);
	assert_int_equal(step_check(action, f, &failure), OK);
	if (is_of_a_step(action))
		assert_true((f->open & STEP_ROLE(role)) != 0);
	if (is_of_a_step(action) && action != STEP_CLAIM)
		assert_true((f->taken & STEP_ROLE(role)) == 0);
	if (events[action] != DOSSIER_EVENT__MAX)
		assert_int_equal(dossier_next_by(f->state, events[action], step_actor(role), &to), OK);
	if (action == STEP_ASK_SUPPLEMENT && f->supplements > 0)
		assert_int_equal(role, ROLE_LEADER);
	if (action == STEP_EXTEND)
		assert_false(f->extended);
	if (action == STEP_APPROVE)
		assert_int_equal(f->result, RESULT_DRAFT);
	assert_false(dossier_state_is_end(f->state));
}

static void
check_refused(enum step_action action, const struct step_facts *f)
{
	struct failure failure = { .code = OK };
	const enum err err = step_check(action, f, &failure);

	assert_true(err == ERR_FORBIDDEN || err == ERR_CONFLICT);
	assert_non_null(failure.message);
}

static size_t
check_all_actions(const struct step_facts *f)
{
	enum step_action allowed[STEP_ACTION__MAX];
	const size_t count = step_allowed(f, allowed);
	size_t found = 0;

	for (enum step_action action = 0; action < STEP_ACTION__MAX; action++) {
		if (!step_allows(action, f)) {
			check_refused(action, f);
			continue;
		}
		check_allowed(action, f);
		found++;
	}
	assert_int_equal(found, count);
	return count;
}

/* One officer of one role; the step open is its own role's, another's or none; taken by itself, by another, by nobody. */
static void
whatever_is_allowed_is_the_roles_own_and_the_doors_too(void **state)
{
	size_t allowed = 0, seen = 0;

	(void)state;
	for (unsigned bits = 0; bits < 2 * 2 * 2 * 2; bits++)
		for (enum role role = 0; role < ROLE__MAX; role++)
			for (enum role step = 0; step <= ROLE__MAX; step++)
				for (enum dossier_state s = DOSSIER_SUBMITTED; s < DOSSIER_STATE__MAX; s++)
					for (int holder = 0; holder < 3; holder++)
						for (enum result_state r = 0; r < RESULT_STATE__MAX; r++) {
							const unsigned open = step < ROLE__MAX ? STEP_ROLE(step) : 0;
							const struct step_facts f = {
								.state = s,
								.roles = STEP_ROLE(role),
								.open = open,
								.mine = holder == 1 ? open : 0,
								.taken = holder == 2 ? open : 0,
								.can_return = (bits & 1) != 0,
								.result = r,
								.supplements = (bits & 2) != 0,
								.extended = (bits & 4) != 0,
								.consulting = (bits & 8) != 0,
							};

							allowed += check_all_actions(&f);
							seen += STEP_ACTION__MAX;
						}
	assert_true(allowed > 0);
	assert_true(seen > 1000000);
}

static void
nobody_without_a_role_does_anything(void **state)
{
	(void)state;
	for (enum dossier_state s = DOSSIER_SUBMITTED; s < DOSSIER_STATE__MAX; s++)
		for (enum result_state r = 0; r < RESULT_STATE__MAX; r++) {
			const struct step_facts f = {
				.state = s, .open = (1U << ROLE__MAX) - 1, .can_return = true, .result = r
			};

			assert_int_equal(check_all_actions(&f), 0);
		}
}

static void
the_next_thing_to_do_comes_first(void **state)
{
	enum step_action allowed[STEP_ACTION__MAX];
	struct step_facts f = {
		.state = DOSSIER_RECEIVED, .roles = STEP_ROLE(ROLE_PROCESSING), .open = STEP_ROLE(ROLE_PROCESSING)
	};

	(void)state;
	assert_true(step_allowed(&f, allowed) > 1);
	assert_int_equal(allowed[0], STEP_CLAIM);
	f.state = DOSSIER_IN_PROGRESS;
	f.mine = f.open;
	assert_true(step_allowed(&f, allowed) > 1);
	assert_int_equal(allowed[0], STEP_DRAFT);
	f.result = RESULT_DRAFT;
	assert_true(step_allowed(&f, allowed) > 1);
	assert_int_equal(allowed[0], STEP_FORWARD);
}

static void
every_act_has_an_address_of_its_own(void **state)
{
	enum step_action found = STEP_ACTION__MAX;

	(void)state;
	for (enum step_action action = 0; action < STEP_ACTION__MAX; action++) {
		assert_true(step_by_path(step_path(action), &found));
		assert_int_equal(found, action);
	}
	assert_false(step_by_path("xoa-ho-so", &found));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_is_allowed_is_the_roles_own_and_the_doors_too),
		cmocka_unit_test(nobody_without_a_role_does_anything),
		cmocka_unit_test(the_next_thing_to_do_comes_first),
		cmocka_unit_test(every_act_has_an_address_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
