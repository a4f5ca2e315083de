/* What managers count: a number is what its list shows, by agency, sector and tier; what ministries run is left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/none.h"
#include "domain/directory/directory_store.h"
#include "govern/fact.h"

enum { TODAY = 20778, MANY = 6000 };

static struct arena *arena;

static const struct agency agencies[] = {
	{ .id = 1, .code = "A", .short_name = "Alpha", .tier = "department", .current_id = 1 },
	{ .id = 2, .code = "B", .short_name = "Beta", .tier = "commune", .current_id = 2 },
	{ .id = 3, .code = "OLD", .short_name = "Old", .tier = "commune", .current_id = 2 },
};
static const struct traffic traffic[] = { { 1, 40, 10 }, { 2, 60, 30 } };

static struct fact
a_fact(const char *code)
{
	return (struct fact){ .code = code,
		.name = code,
		.sector = "s",
		.sector_name = "Sector",
		.tiers = "province",
		.service_level = "full",
		.agencies = "1",
		.planned_on = DATE_NONE,
		.integration_due = DATE_NONE,
		.integrated_on = DATE_NONE,
		.has_form = true,
		.has_process = true,
		.dossiers = 1 };
}

static struct facts
of(struct fact *items, size_t count)
{
	struct facts facts = { .today = TODAY,
		.busy = 100,
		.items = items,
		.count = count,
		.agencies = agencies,
		.agency_count = 3,
		.traffic = traffic,
		.traffic_count = 2 };

	facts_settle(arena, &facts);
	return facts;
}

static int
start(void **state)
{
	(void)state;
	arena = arena_new((size_t)128 << 20);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void
test_what_ministries_run_is_left_out(void **state)
{
	struct fact items[] = { a_fact("1"), a_fact("2"), a_fact("3") };
	struct facts facts;

	(void)state;
	items[1].by_ministry = true;
	facts = of(items, 3);
	assert_int_equal(facts.count, 2);
	assert_int_equal(facts.by_ministry, 1);
	assert_string_equal(facts.items[1].code, "3");
}

static void
test_merged_agencies_count_as_those_of_today_and_once(void **state)
{
	struct fact items[] = { a_fact("1") };
	struct facts facts;

	(void)state;
	items[0].agencies = "2,3,99";
	facts = of(items, 1);
	assert_int_equal(facts.items[0].solving_count, 1);
	assert_true(fact_solved_by(&facts.items[0], 2));
	assert_false(fact_solved_by(&facts.items[0], 3));
}

static void
test_tiers_are_words_not_parts_of_words(void **state)
{
	struct fact fact = a_fact("1");

	(void)state;
	fact.tiers = "province,commune";
	assert_true(fact_in_tier(&fact, "commune"));
	assert_true(fact_in_tier(&fact, "province"));
	assert_false(fact_in_tier(&fact, "district"));
	assert_false(fact_in_tier(&fact, "comm"));
}

static void
test_both_vocabularies_of_levels(void **state)
{
	struct fact fact = a_fact("1");

	(void)state;
	fact.service_level = "partial";
	fact.old_level = 3;
	assert_true(fact_at_level(&fact, "online"));
	assert_true(fact_at_level(&fact, "level_3"));
	assert_false(fact_at_level(&fact, "level_4"));
	assert_false(fact_at_level(&fact, "full"));
	fact.old_level = 4;
	assert_true(fact_at_level(&fact, "level_3"));
	fact.service_level = "information";
	assert_false(fact_at_level(&fact, "online"));
}

static bool
has(const struct fact *fact, enum issue issue)
{
	const struct facts facts = { .today = TODAY, .busy = 100 };

	return fact_has_issue(&facts, fact, issue);
}

static void
test_each_issue_has_its_condition(void **state)
{
	struct fact fact = a_fact("1");

	(void)state;
	for (enum issue issue = ISSUE_NONE; issue < ISSUE__MAX; issue++)
		assert_false(has(&fact, issue));
	fact.has_form = fact.has_process = false;
	fact.charges = true;
	fact.basis_expired = fact.exceeds_law = true;
	fact.dossiers = 0;
	assert_true(has(&fact, ISSUE_NO_FORM) && has(&fact, ISSUE_NO_PROCESS) && has(&fact, ISSUE_NO_FEE_BASIS));
	assert_true(has(&fact, ISSUE_BASIS_EXPIRED) && has(&fact, ISSUE_EXCEEDS_LAW) && has(&fact, ISSUE_NEVER_USED));
	fact.has_rule = true;
	assert_false(has(&fact, ISSUE_NO_FEE_BASIS));
	fact.service_level = "partial";
	assert_true(has(&fact, ISSUE_NO_REASON));
	fact.has_reason = true;
	assert_false(has(&fact, ISSUE_NO_REASON));
	fact.service_level = "information";
	assert_false(has(&fact, ISSUE_NO_FORM));
}

static void
test_a_planned_level_is_late_only_after_its_day_and_while_not_reached(void **state)
{
	struct fact fact = a_fact("1");

	(void)state;
	fact.service_level = "partial";
	fact.planned_level = "full";
	fact.planned_on = TODAY;
	assert_false(has(&fact, ISSUE_LATE_LEVEL));
	fact.planned_on = TODAY - 1;
	assert_true(has(&fact, ISSUE_LATE_LEVEL));
	fact.service_level = "full";
	assert_false(has(&fact, ISSUE_LATE_LEVEL));
	fact.integration_due = TODAY - 1;
	assert_true(has(&fact, ISSUE_LATE_INTEGRATION));
	fact.integrated_on = TODAY;
	assert_false(has(&fact, ISSUE_LATE_INTEGRATION));
}

static void
test_busy_is_what_the_plan_says(void **state)
{
	struct fact fact = a_fact("1");

	(void)state;
	fact.service_level = "partial";
	fact.year_dossiers = 99;
	assert_false(has(&fact, ISSUE_BUSY_OFFLINE));
	fact.year_dossiers = 100;
	assert_true(has(&fact, ISSUE_BUSY_OFFLINE));
	fact.service_level = "full";
	assert_false(has(&fact, ISSUE_BUSY_OFFLINE));
}

static void
test_a_procedure_of_several_agencies_stands_in_each_and_in_the_whole_once(void **state)
{
	struct fact items[] = { a_fact("1"), a_fact("2") };
	struct fact_group *groups, all;
	struct facts facts;
	size_t count;

	(void)state;
	items[0].agencies = "1,2";
	facts = of(items, 2);
	facts_group(arena, &facts, BY_AGENCY, &groups, &count, &all);
	assert_int_equal(count, 2);
	assert_string_equal(groups[0].key, "A");
	assert_int_equal(groups[0].total, 2);
	assert_int_equal(groups[1].total, 1);
	assert_int_equal(all.total, 2);
	assert_int_equal(groups[1].dossiers, 60);
	assert_int_equal(all.online, 40);
}

/* Every number of every group, counted again one by one through the filter of the list behind it. */
static void
recount(const struct facts *facts, enum dimension by)
{
	struct fact_group *groups, all;
	size_t count;

	facts_group(arena, facts, by, &groups, &count, &all);
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++) {
		struct fact_filter filter = { .agency_id = by == BY_AGENCY ? groups[i].agency_id : 0,
			.sector = by == BY_SECTOR ? groups[i].key : NULL,
			.tier = by == BY_TIER ? groups[i].key : NULL };

		assert_int_equal(facts_count(facts, &filter), groups[i].total);
		filter.level = "full";
		assert_int_equal(facts_count(facts, &filter), groups[i].full);
		filter.level = "level_3";
		assert_int_equal(facts_count(facts, &filter), groups[i].level_3);
		filter.level = NULL;
		filter.issue = ISSUE_LATE_LEVEL;
		assert_int_equal(facts_count(facts, &filter), groups[i].late);
		filter.issue = ISSUE_NO_FORM;
		assert_int_equal(facts_count(facts, &filter), groups[i].form_needed - groups[i].form);
	}
	assert_int_equal(all.total, facts->count);
}

static void
test_six_thousand_procedures_every_number_equals_a_recount(void **state)
{
	static const char *const levels[] = { "full", "partial", "information" }, *const solving[] = { "1", "2", "1,3",
		"3" };
	static const char *const sectors[] = { "a", "b", "c", "d", "e", "f", "g" }, *const tiers[] = { "province",
		"commune", "province,commune", "district" };
	struct fact *items = arena_array(arena, MANY, sizeof(*items));
	struct facts facts;

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		items[i] = a_fact(arena_printf(arena, "%zu", i));
		items[i].service_level = levels[i % 3];
		items[i].old_level = (int64_t)(i % 5);
		items[i].agencies = solving[i % 4];
		items[i].sector = items[i].sector_name = sectors[i % 7];
		items[i].tiers = tiers[(i / 3) % 4];
		items[i].by_ministry = i % 11 == 0;
		items[i].has_form = i % 13 != 0;
		items[i].planned_level = i % 6 == 0 ? "full" : NULL;
		items[i].planned_on = TODAY - 3 + (int32_t)(i % 7);
	}
	facts = of(items, MANY);
	assert_int_equal(facts.count + facts.by_ministry, MANY);
	for (enum dimension by = 0; by < DIMENSION__MAX; by++)
		recount(&facts, by);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_ministries_run_is_left_out),
		cmocka_unit_test(test_merged_agencies_count_as_those_of_today_and_once),
		cmocka_unit_test(test_tiers_are_words_not_parts_of_words),
		cmocka_unit_test(test_both_vocabularies_of_levels),
		cmocka_unit_test(test_each_issue_has_its_condition),
		cmocka_unit_test(test_a_planned_level_is_late_only_after_its_day_and_while_not_reached),
		cmocka_unit_test(test_busy_is_what_the_plan_says),
		cmocka_unit_test(test_a_procedure_of_several_agencies_stands_in_each_and_in_the_whole_once),
		cmocka_unit_test(test_six_thousand_procedures_every_number_equals_a_recount),
	};

	return cmocka_run_group_tests(tests, start, end);
}
