/* Who is believed when several know the same of a person. Mirrors modules/submission/prefill/told.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "domain/definition/form/form.h"
#include "prefill/told.h"

static int
setup(void **state)
{
	*state = arena_new((size_t)4 << 20);
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static struct told
told(enum told_of of, const char *fact, const char *value, const char *origin)
{
	return (struct told){ of, fact, value, origin, "", 0 };
}

/* A question with that source. */
static struct form_field
asking(struct arena *arena, const char *source)
{
	struct form_property *property = ARENA_NEW(arena, struct form_property);

	*property = (struct form_property){ "prefill", source };
	return (struct form_field){ .key = "nghe", .properties = property, .property_count = 1 };
}

static const char *
value_of(struct arena *arena, const struct told_list *list, const char *source)
{
	const struct form_field field = asking(arena, source);
	const struct told *found = told_for(list, &field);

	return found != NULL ? found->value : "";
}

static void
the_register_speaks_where_it_was_asked_for_and_nowhere_else(void **state)
{
	struct told_list list = { 0 };

	told_add(*state, &list, told(TOLD_PERSON, "full_name", "register", TOLD_POPULATION));
	told_add(*state, &list, told(TOLD_PERSON, "full_name", "sign-on", TOLD_SIGN_ON));
	told_add(*state, &list, told(TOLD_PERSON, "full_name", "account", TOLD_ACCOUNT));
	told_add(*state, &list, told(TOLD_ORGANISATION, "name", "company", TOLD_EARLIER));
	assert_string_equal(value_of(*state, &list, "population.full_name"), "register");
	assert_string_equal(value_of(*state, &list, "identity.full_name"), "sign-on");
	assert_string_equal(value_of(*state, &list, "organisation.name"), "company");
	assert_string_equal(value_of(*state, &list, "population.address"), "");
	assert_string_equal(value_of(*state, &list, "organisation.address"), "");
}

static void
an_empty_source_leaves_the_question_to_the_next_one(void **state)
{
	struct told_list list = { 0 };

	told_add(*state, &list, told(TOLD_PERSON, "address", "", TOLD_POPULATION));
	told_add(*state, &list, told(TOLD_PERSON, "address", NULL, TOLD_SIGN_ON));
	told_add(*state, &list, told(TOLD_PERSON, "address", "earlier", TOLD_EARLIER));
	assert_string_equal(value_of(*state, &list, "population.address"), "earlier");
}

static void
an_earlier_answer_belongs_to_the_question_with_its_key(void **state)
{
	struct told_list list = { 0 };

	told_add(*state, &list, told(TOLD_ANSWER, "khac", "another", TOLD_EARLIER));
	assert_string_equal(value_of(*state, &list, "earlier.answer"), "");
	told_add(*state, &list, told(TOLD_ANSWER, "nghe", "tailor", TOLD_EARLIER));
	told_add(*state, &list, told(TOLD_ANSWER, "nghe", "older", TOLD_EARLIER));
	assert_string_equal(value_of(*state, &list, "earlier.answer"), "tailor");
}

static void
facts_of_the_register_that_are_no_object_of_texts_tell_nothing(void **state)
{
	static const char good[] = "{\"address\":\"A\",\"sex\":1,\"home_town\":null}";
	const char *const bad[] = { "", "[]", "\"a\"", "{\"a\":", "{\"a\":\"1\",\"a\":\"2\"}" };
	struct told_list list = { 0 };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(told_read_facts(*state, bad[i], strlen(bad[i]), "r", 1, &list));
	assert_int_equal(list.count, 0);
	assert_true(told_read_facts(*state, good, strlen(good), "r", 1, &list));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].reference, "r");
	assert_true(told_is_vouched(&list.items[0]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_register_speaks_where_it_was_asked_for_and_nowhere_else),
		cmocka_unit_test(an_empty_source_leaves_the_question_to_the_next_one),
		cmocka_unit_test(an_earlier_answer_belongs_to_the_question_with_its_key),
		cmocka_unit_test(facts_of_the_register_that_are_no_object_of_texts_tell_nothing),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
