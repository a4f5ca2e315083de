/* Whoever is turned away is told why and from which day on to come again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/none.h"
#include "domain/procedure/closure.h"
#include "domain/procedure/procedure_store.h"
#include "support/texts.h"

static const int32_t day = 20778; /* 21/11/2026 */

static const char *
words(const char *language, enum closure_kind kind, int32_t from, int32_t until, const char *replaced_by)
{
	return closure_text(arena, messages, language,
	    &(struct procedure_closure){ kind, from, until, "Nâng cấp hệ thống.", "5/QĐ-UBND", replaced_by });
}

static void
test_a_suspension_tells_its_days_its_decision_and_its_reason(void **state)
{
	const char *text = words("vi", CLOSURE_SUSPENDED, day, day + 10, NULL);

	(void)state;
	assert_non_null(strstr(text, "từ ngày 21/11/2026"));
	assert_non_null(strstr(text, "tiếp nhận lại từ ngày 01/12/2026"));
	assert_non_null(strstr(text, "5/QĐ-UBND"));
	assert_non_null(strstr(text, "Nâng cấp hệ thống."));
	text = words("vi", CLOSURE_SUSPENDED, day, DATE_NONE, NULL);
	assert_non_null(strstr(text, "cho đến khi có thông báo mới"));
}

static void
test_days_of_a_season_name_the_first_and_the_last(void **state)
{
	(void)state;
	assert_non_null(strstr(words("vi", CLOSURE_NOT_YET, DATE_NONE, day + 1, NULL), "22/11/2026"));
	assert_non_null(strstr(words("vi", CLOSURE_OVER, day, DATE_NONE, NULL), "20/11/2026"));
}

static void
test_the_procedure_that_took_its_place_is_named_where_there_is_one(void **state)
{
	(void)state;
	assert_non_null(strstr(words("vi", CLOSURE_OVER, day, DATE_NONE, "1.001612"), "1.001612"));
	assert_null(strstr(words("vi", CLOSURE_OVER, day, DATE_NONE, NULL), "thay thế"));
}

static void
test_an_open_procedure_has_nothing_to_say(void **state)
{
	(void)state;
	assert_null(words("vi", CLOSURE_NONE, DATE_NONE, DATE_NONE, "1.001612"));
}

static void
test_no_placeholder_is_left_in_any_language(void **state)
{
	(void)state;
	for (size_t i = 0; i < messages_language_count(messages); i++)
		for (enum closure_kind kind = CLOSURE_SUSPENDED; kind <= CLOSURE_OVER; kind++) {
			const char *text = words(messages_language(messages, i), kind, day, day + 1, "1.001612");

			assert_null(strchr(text, '{'));
			assert_null(strstr(text, "procedure."));
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_suspension_tells_its_days_its_decision_and_its_reason),
		cmocka_unit_test(test_days_of_a_season_name_the_first_and_the_last),
		cmocka_unit_test(test_the_procedure_that_took_its_place_is_named_where_there_is_one),
		cmocka_unit_test(test_an_open_procedure_has_nothing_to_say),
		cmocka_unit_test(test_no_placeholder_is_left_in_any_language),
	};

	return cmocka_run_group_tests(tests, texts_start, texts_end);
}
