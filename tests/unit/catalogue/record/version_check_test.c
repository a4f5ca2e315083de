/* A version is published only with everything that the law asks for; each gap is told with the place that mends it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "catalogue/record/full.h"
#include "record/procedure_record.h"
#include "record/version_check.h"
#include "support/texts.h"

static const int32_t today = 20778; /* 21/11/2026 */

/* Complete but for what is only recommended: a form, a process, a rule. */
static struct version_record *
complete(void)
{
	struct procedure_record *record = ARENA_NEW(arena, struct procedure_record);
	struct record_fault fault = { 0 };
	struct version_record *version;

	assert_int_equal(procedure_record_read(arena, full_procedure, strlen(full_procedure), record, &fault), OK);
	version = record->versions.items;
	version->form = version->process = version->rule = "2.000635";
	return version;
}

static struct version_gaps
gaps_of(const struct version_record *version)
{
	struct version_gaps gaps;

	version_check(arena, version, today, &gaps);
	for (size_t i = 0; i < gaps.count; i++)
		assert_null(strstr(gap_text(arena, messages, "vi", &gaps.items[i]), "catalogue_version."));
	return gaps;
}

/* Exactly one gap, of this severity, mended in this section; its words. */
static const char *
only_gap(const struct version_record *version, enum gap_severity severity, const char *section)
{
	struct version_gaps gaps = gaps_of(version);

	assert_int_equal(gaps.count, 1);
	assert_int_equal(gaps.items[0].severity, severity);
	assert_string_equal(gaps.items[0].section, section);
	assert_int_equal(gaps.blocking, severity == GAP_BLOCKS);
	return gap_text(arena, messages, "vi", &gaps.items[0]);
}

static struct case_record *
first_case(struct version_record *version)
{
	return version->cases.items;
}

static struct channel_record *
first_channel(struct version_record *version)
{
	return first_case(version)->channels.items;
}

static void
test_a_complete_version_lacks_nothing(void **state)
{
	(void)state;
	assert_int_equal(gaps_of(complete()).count, 0);
}

#define BLOCKS_WITHOUT(change, section)                                                                                \
	do {                                                                                                           \
		struct version_record *version = complete();                                                           \
		change;                                                                                                \
		(void)only_gap(version, GAP_BLOCKS, (section));                                                        \
	} while (0)

static void
test_what_the_law_asks_for_holds_a_version_back(void **state)
{
	(void)state;
	BLOCKS_WITHOUT(version->name = "", "chung");
	BLOCKS_WITHOUT(version->sector = "", "chung");
	BLOCKS_WITHOUT(version->tiers = "", "chung");
	BLOCKS_WITHOUT(version->kind = "", "chung");
	BLOCKS_WITHOUT(version->audience = "", "chung");
	BLOCKS_WITHOUT(version->service_level = "", "chung");
	BLOCKS_WITHOUT((version->run_by = "ministry", version->external_url = ""), "chung");
	BLOCKS_WITHOUT((version->steps = "", first_case(version)->steps = ""), "trinh-tu");
	BLOCKS_WITHOUT(version->cases.count = 0, "truong-hop");
	BLOCKS_WITHOUT(first_case(version)->name = "", "truong-hop");
	BLOCKS_WITHOUT(first_case(version)->channels.count = 0, "cach-thuc");
	BLOCKS_WITHOUT(first_channel(version)->term_text = "", "cach-thuc");
	BLOCKS_WITHOUT(version->offerings.count = 0, "co-quan");
	BLOCKS_WITHOUT((version->result_name = "", version->results.count = 0), "ket-qua");
	BLOCKS_WITHOUT((version->legal_basis = "", version->basis.count = 0), "can-cu");
}

static void
test_a_service_in_part_must_say_why_it_is_not_full(void **state)
{
	struct version_record *version = complete();

	(void)state;
	version->level_reason = "";
	(void)only_gap(version, GAP_BLOCKS, "chung");
	version->service_level = "full";
	assert_int_equal(gaps_of(version).count, 0);
}

static void
test_a_term_that_no_clock_can_read_takes_no_dossier(void **state)
{
	struct version_record *version = complete();

	(void)state;
	first_channel(version)->clock_policy = "";
	assert_string_equal(only_gap(version, GAP_BLOCKS, "cach-thuc"),
	    "Chưa xác định được cách tính thời hạn nên chưa nhận được hồ sơ (Trực tuyến)");
	first_channel(version)->clock_policy = "count=moons";
	(void)only_gap(version, GAP_BLOCKS, "cach-thuc");
	/* Where a ministry takes the dossiers, our clock has nothing to count. */
	version->run_by = "ministry";
	assert_int_equal(gaps_of(version).blocking, 0);
}

static void
test_the_decision_is_missing_until_it_is_made_and_holds_nothing_back_before(void **state)
{
	struct version_record *version = complete();
	struct version_gaps gaps;

	(void)state;
	version->decision_no = "";
	version->effective_from = INT32_MIN;
	gaps = gaps_of(version);
	assert_int_equal(gaps.count, 2);
	assert_int_equal(gaps.blocking, 0);
	assert_true(gaps.decision_missing);
}

static void
test_a_document_that_is_no_longer_in_force_is_pointed_at(void **state)
{
	struct version_record *version = complete();

	(void)state;
	((struct basis_record *)version->basis.items)->expires_on = today;
	assert_string_equal(only_gap(version, GAP_WARNS, "can-cu"), "Căn cứ pháp lý đã hết hiệu lực (12/2026/ND-CP)");
}

static void
test_what_is_only_recommended_warns(void **state)
{
	struct version_record *version = complete();

	(void)state;
	version->form = NULL;
	(void)only_gap(version, GAP_WARNS, "dinh-nghia");
	version = complete();
	version->rule = NULL;
	(void)only_gap(version, GAP_WARNS, "dinh-nghia");
	version->fee_time = "none";
	assert_int_equal(gaps_of(version).count, 0);
	version = complete();
	((struct requirement_record *)first_case(version)->requirements.items)->template_file = "";
	(void)only_gap(version, GAP_WARNS, "thanh-phan");
}

static void
test_an_empty_draft_is_told_everything_within_bounds(void **state)
{
	struct version_record empty;
	struct case_record cases[100];
	struct version_gaps gaps;

	(void)state;
	record_init(&version_record_table, &empty);
	gaps = gaps_of(&empty);
	assert_true(gaps.blocking >= 8);
	for (size_t i = 0; i < 100; i++)
		record_init(&case_record_table, &cases[i]);
	empty.cases = (struct record_list){ cases, 100 };
	assert_int_equal(gaps_of(&empty).count, GAPS_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_complete_version_lacks_nothing),
		cmocka_unit_test(test_what_the_law_asks_for_holds_a_version_back),
		cmocka_unit_test(test_a_service_in_part_must_say_why_it_is_not_full),
		cmocka_unit_test(test_a_term_that_no_clock_can_read_takes_no_dossier),
		cmocka_unit_test(test_the_decision_is_missing_until_it_is_made_and_holds_nothing_back_before),
		cmocka_unit_test(test_a_document_that_is_no_longer_in_force_is_pointed_at),
		cmocka_unit_test(test_what_is_only_recommended_warns),
		cmocka_unit_test(test_an_empty_draft_is_told_everything_within_bounds),
	};

	return cmocka_run_group_tests(tests, texts_start, texts_end);
}
