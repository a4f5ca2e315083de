/* Which sources a form may name, and what they ask. Mirrors modules/domain/definition/form/form_prefill.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "domain/definition/form/form.h"
#include "domain/definition/form/form_prefill.h"

static void
every_name_on_offer_is_a_source_and_no_other_is(void **state)
{
	(void)state;
	for (const char *const *name = form_prefill_sources; *name != NULL; name++) {
		const struct form_prefill *source = form_prefill_by_name(*name);

		assert_non_null(source);
		assert_string_equal(source->name, *name);
	}
	assert_null(form_prefill_by_name("population.religion"));
	assert_null(form_prefill_by_name("population"));
	assert_null(form_prefill_by_name(""));
}

static void
who_files_is_known_by_whatever_source_the_question_names(void **state)
{
	const struct form_property name = { "prefill", "population.full_name" },
				   company = { "prefill", "organisation.name" };
	const struct form_field list = { .id = "l" };
	struct form_field field = { .properties = &name, .property_count = 1 };

	(void)state;
	assert_true(form_prefill_asks(&field, "full_name", false));
	assert_false(form_prefill_asks(&field, "address", false));
	assert_false(form_prefill_asks(&field, "full_name", true));
	field.properties = &company;
	assert_true(form_prefill_asks(&field, "name", true));
	field.list = &list; /* rows are of many people */
	assert_false(form_prefill_asks(&field, "name", true));
}

static void
only_a_question_with_a_source_can_be_locked(void **state)
{
	const struct form_property both[] = { { "prefill_locked", "yes" }, { "prefill", "identity.full_name" } };
	struct form_field field = { .properties = both, .property_count = 1 };

	(void)state;
	assert_false(form_prefill_is_locked(&field));
	field.property_count = 2;
	assert_true(form_prefill_is_locked(&field));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_name_on_offer_is_a_source_and_no_other_is),
		cmocka_unit_test(who_files_is_known_by_whatever_source_the_question_names),
		cmocka_unit_test(only_a_question_with_a_source_can_be_locked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
