/* Every state × every act × every officer: what is allowed is this list, and nobody judges what he or she wrote. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "record/procedure_record.h"
#include "version/act.h"

enum { DRAFTS = 1, CONTROLS = 2, APPROVES = 4, WROTE = 8, CONTROLLED = 16, ACTORS = 32 };

static struct version_actor
actor_of(unsigned bits)
{
	return (struct version_actor){
		.drafts = bits & DRAFTS,
		.controls = bits & CONTROLS,
		.approves = bits & APPROVES,
		.wrote = bits & WROTE,
		.controlled = bits & CONTROLLED,
	};
}

/* What the law and the province's charter say, written a second time: the state afterwards, or NULL. */
static const char *
expected(const char *state, enum version_act act, unsigned actor)
{
	const bool draft = strcmp(state, "draft") == 0, submitted = strcmp(state, "submitted") == 0,
		   controlled = strcmp(state, "controlled") == 0;

	if (draft && (actor & DRAFTS) && act == ACT_SUBMIT)
		return "submitted";
	if (draft && (actor & DRAFTS) && act == ACT_DISCARD)
		return "discarded";
	if (submitted && (actor & DRAFTS) && act == ACT_TAKE_BACK)
		return "draft";
	if (submitted && (actor & CONTROLS) && !(actor & WROTE) && act == ACT_CONTROL)
		return "controlled";
	if (submitted && (actor & CONTROLS) && !(actor & WROTE) && act == ACT_RETURN)
		return "draft";
	if (controlled && (actor & APPROVES) && !(actor & (WROTE | CONTROLLED)) && act == ACT_DECIDE)
		return "published";
	if (controlled && (actor & APPROVES) && !(actor & (WROTE | CONTROLLED)) && act == ACT_RETURN)
		return "draft";
	return NULL;
}

static void
test_each_act_in_each_state_by_each_officer(void **state)
{
	size_t asked = 0, allowed = 0;

	(void)state;
	for (size_t s = 0; version_states[s] != NULL; s++)
		for (enum version_act act = 0; act < ACT__MAX; act++)
			for (unsigned bits = 0; bits < ACTORS; bits++) {
				const struct version_actor actor = actor_of(bits);
				const char *want = expected(version_states[s], act, bits), *next = NULL;
				bool may = version_act_allowed(version_states[s], act, &actor, &next) == ACT_ALLOWED;

				asked++;
				allowed += may;
				assert_int_equal(may, want != NULL);
				if (want != NULL)
					assert_string_equal(next, want);
			}
	assert_int_equal(asked, 7 * ACT__MAX * ACTORS);
	assert_int_equal(allowed, 3 * 16 + 2 * 8 + 2 * 4);
}

static void
test_a_refusal_says_whether_it_is_the_time_the_role_or_the_person(void **state)
{
	const struct version_actor approver = actor_of(APPROVES), author = actor_of(APPROVES | WROTE),
				   controller = actor_of(APPROVES | CONTROLS | CONTROLLED), drafter = actor_of(DRAFTS);

	(void)state;
	assert_int_equal(version_act_allowed("submitted", ACT_DECIDE, &approver, NULL), ACT_WRONG_STATE);
	assert_int_equal(version_act_allowed("controlled", ACT_DECIDE, &drafter, NULL), ACT_NOT_THEIRS);
	assert_int_equal(version_act_allowed("controlled", ACT_DECIDE, &author, NULL), ACT_SECOND_PERSON);
	assert_int_equal(version_act_allowed("controlled", ACT_DECIDE, &controller, NULL), ACT_SECOND_PERSON);
	assert_int_equal(version_act_allowed("controlled", ACT_DECIDE, &approver, NULL), ACT_ALLOWED);
}

static void
test_what_was_published_is_changed_by_no_act_of_anybody(void **state)
{
	static const char *const over[] = { "published", "superseded", "suspended", "discarded" };

	(void)state;
	for (size_t s = 0; s < sizeof(over) / sizeof(over[0]); s++)
		for (enum version_act act = 0; act < ACT__MAX; act++)
			for (unsigned bits = 0; bits < ACTORS; bits++) {
				const struct version_actor actor = actor_of(bits);

				assert_int_equal(version_act_allowed(over[s], act, &actor, NULL), ACT_WRONG_STATE);
			}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_act_in_each_state_by_each_officer),
		cmocka_unit_test(test_a_refusal_says_whether_it_is_the_time_the_role_or_the_person),
		cmocka_unit_test(test_what_was_published_is_changed_by_no_act_of_anybody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
