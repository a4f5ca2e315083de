/* Where a procedure is filed follows what is deployed and who has the citizens' side: this house or the national portal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "publish/catalogue.h"
#include "core/memory/arena.h"
#include "core/system/config.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "publish/edition.h"
#include "publish/list_view.h"
#include "publish/procedure_view.h"
#include "publish/sample.h"

static struct arena *arena;
static const char *const with_submission[] = { "catalogue", "submission", NULL };
static const char *const alone[] = { "catalogue", NULL };

static int
start(void **state)
{
	(void)state;
	arena = arena_new((size_t)16 << 20);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* The sample procedure as this kind and level, on an installation with these modules. */
static const struct view *
page(const char *const *modules, int front, const char *kind, const char *level)
{
	struct core_config *config = ARENA_NEW(arena, struct core_config);
	struct catalogue *catalogue = ARENA_NEW(arena, struct catalogue);
	struct catalogue_procedure *procedures = arena_array(arena, 2, sizeof(*procedures));
	struct edition edition = { config, NULL, "vi", "https://national.example.vn/?ma={code}&x=1", catalogue };

	*catalogue = *catalogue_sample(arena);
	memcpy(procedures, catalogue->procedures, 2 * sizeof(*procedures));
	procedures[0].kind = kind;
	procedures[0].service_level = level;
	catalogue->procedures = procedures;
	catalogue_index(arena, catalogue);
	config->modules = (struct config_words){ modules, modules == alone ? 1 : 2 };
	config->front = front;
	return procedure_view(arena, &edition, &procedures[0]);
}

static const char *
address(const struct view *view, const char *name)
{
	return view_as_text(view_find(view, name));
}

static void
test_filed_here_where_the_province_has_the_front(void **state)
{
	const struct view *view = page(with_submission, FRONT_PROVINCE, "standard", "full");

	(void)state;
	assert_string_equal(address(view, "file_url"), "/nop-ho-so/1.000001");
	assert_null(address(view, "national_url"));
}

static void
test_without_submission_only_the_counter_is_named(void **state)
{
	const struct view *view = page(alone, FRONT_PROVINCE, "standard", "full");

	(void)state;
	assert_null(address(view, "file_url"));
	assert_null(address(view, "national_url"));
	assert_int_equal(view_count(view_find(view, "counters")), 1);
	assert_non_null(view_as_text(view_find(view, "counter")));
	assert_string_equal(view_as_text(view_path(view, "counters.0.address")), "1 Sample Street");
	assert_string_equal(view_as_text(view_path(view, "counters.0.phone")), "1900 0000");
}

static void
test_with_the_national_front_standard_procedures_lead_to_the_portal(void **state)
{
	const struct view *view = page(with_submission, FRONT_NATIONAL, "standard", "full");

	(void)state;
	assert_null(address(view, "file_url"));
	assert_string_equal(address(view, "national_url"), "https://national.example.vn/?ma=1.000001&x=1");
	assert_int_equal(view_count(view_find(view, "counters")), 1);
}

static void
test_internal_and_pilot_procedures_keep_the_form_of_this_house(void **state)
{
	(void)state;
	assert_string_equal(
	    address(page(with_submission, FRONT_NATIONAL, "internal", "partial"), "file_url"), "/nop-ho-so/1.000001");
	assert_string_equal(
	    address(page(with_submission, FRONT_NATIONAL, "pilot", "partial"), "file_url"), "/nop-ho-so/1.000001");
	assert_null(address(page(alone, FRONT_NATIONAL, "internal", "partial"), "file_url"));
}

static void
test_information_alone_has_no_button(void **state)
{
	const struct view *view = page(with_submission, FRONT_PROVINCE, "standard", "information");

	(void)state;
	assert_null(address(view, "file_url"));
	assert_null(address(page(with_submission, FRONT_NATIONAL, "standard", "information"), "national_url"));
}

static void
test_what_ended_names_its_successor_and_cannot_be_filed(void **state)
{
	struct core_config config = { .modules = { with_submission, 2 } };
	const struct catalogue *catalogue = catalogue_sample(arena);
	struct edition edition = { &config, NULL, "en", "", catalogue };
	const struct view *view = procedure_view(arena, &edition, &catalogue->procedures[1]);

	(void)state;
	assert_string_equal(view_as_text(view_path(view, "notice.link.url")), "/en/thu-tuc/sample");
	assert_string_equal(view_as_text(view_path(view, "notice.link.label")), "sample procedure");
	assert_null(address(view, "file_url"));
	assert_null(address(view, "counter"));
	assert_int_equal(view_count(view_find(view, "counters")), 0);
}

static void
test_a_closed_agency_names_who_answers_for_it(void **state)
{
	struct core_config config = { .modules = { alone, 1 } };
	const struct catalogue *catalogue = catalogue_sample(arena);
	struct edition edition = { &config, NULL, "vi", "", catalogue };
	const struct view *view = agency_view(arena, &edition, &catalogue->agencies[1]);

	(void)state;
	assert_string_equal(view_as_text(view_path(view, "notice.link.url")), "/co-quan/sample-agency");
	assert_int_equal(
	    view_kind(view_find(agency_view(arena, &edition, &catalogue->agencies[0]), "notice")), VIEW_NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_filed_here_where_the_province_has_the_front),
		cmocka_unit_test(test_without_submission_only_the_counter_is_named),
		cmocka_unit_test(test_with_the_national_front_standard_procedures_lead_to_the_portal),
		cmocka_unit_test(test_internal_and_pilot_procedures_keep_the_form_of_this_house),
		cmocka_unit_test(test_information_alone_has_no_button),
		cmocka_unit_test(test_what_ended_names_its_successor_and_cannot_be_filed),
		cmocka_unit_test(test_a_closed_agency_names_who_answers_for_it),
	};

	return cmocka_run_group_tests(tests, start, end);
}
