/* What the office asked, as its applicant reads it: whatever the journal holds, the page has words for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/view/view.h"
#include "domain/dossier/state.h"

#include "applicant.h"
#include "follow.h"
#include "form_page.h"
#include "show.h"

static void
a_request_is_read_item_by_item(void **state)
{
	struct asked asked;

	(void)state;
	struct arena *arena = arena_new(1 << 20);
	asked_read(arena, "{\"items\":[\"Bản sao\",\"Ảnh\"],\"reason\":\"Thiếu\",\"contact\":\"1900\"}", &asked);
	assert_int_equal(asked.count, 2);
	assert_string_equal(asked.items[1], "Ảnh");
	assert_string_equal(asked.reason, "Thiếu");
	assert_string_equal(asked.contact, "1900");
	arena_free(arena);
}

static void
facts_of_another_shape_ask_nothing(void **state)
{
	static const char *const facts[] = { NULL, "", "{", "[]", "{}", "{\"items\":\"x\"}", "{\"items\":[1,null,{}]}",
		"{\"reason\":\"\"}" };

	(void)state;
	struct arena *arena = arena_new(1 << 20);
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		struct asked asked = { .count = 99 };

		asked_read(arena, facts[i], &asked);
		assert_int_equal(asked.count, 0);
		assert_null(asked.reason);
	}
	arena_free(arena);
}

/* The further a dossier is on the way of the law, the more is done; an end is an end. */
static void
the_degree_of_completion_never_goes_back(void **state)
{
	size_t count;
	const struct dossier_edge *edges = dossier_edges(&count);

	(void)state;
	for (size_t i = 0; i < count; i++)
		assert_true(state_percent(edges[i].to) >= state_percent(edges[i].from));
	for (int s = DOSSIER_NEW + 1; s < DOSSIER_STATE__MAX; s++)
		assert_int_equal(
		    state_percent((enum dossier_state)s) == 100, dossier_state_is_end((enum dossier_state)s));
}

static void
only_a_wait_for_the_applicant_asks_for_a_supplement(void **state)
{
	(void)state;
	for (int s = DOSSIER_NEW; s < DOSSIER_STATE__MAX; s++) {
		const struct dossier dossier = { .state = (enum dossier_state)s };
		bool answered = dossier_edge_of(dossier.state, DOSSIER_SUPPLEMENT_ANSWERED) != NULL;

		assert_int_equal(follow_waits_for_supplement(&dossier), answered);
	}
}

static void
a_person_number_has_twelve_digits_and_a_province(void **state)
{
	static const char *const wrong[] = { "", "12", "00109001234", "0010900123456", "000090012345", "101090012345",
		"0010 9001234", "00109001234x" };

	(void)state;
	assert_true(person_number_is_valid("001090012345"));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(person_number_is_valid(wrong[i]));
}

/* The sample behind --check is a whole page: its form reads, and its faults are shown. */
static void
the_sample_of_a_form_page_has_fields_and_errors(void **state)
{
	(void)state;
	struct arena *arena = arena_new((size_t)1 << 22);
	const struct view *page = form_page_sample(arena);

	assert_int_equal(view_count(view_find(page, "fields")), 2);
	assert_true(view_as_bool(view_find(page, "has_errors")));
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_is_read_item_by_item),
		cmocka_unit_test(facts_of_another_shape_ask_nothing),
		cmocka_unit_test(the_degree_of_completion_never_goes_back),
		cmocka_unit_test(only_a_wait_for_the_applicant_asks_for_a_supplement),
		cmocka_unit_test(the_sample_of_a_form_page_has_fields_and_errors),
		cmocka_unit_test(a_person_number_has_twelve_digits_and_a_province),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
