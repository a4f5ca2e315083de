/* The editor's tables against the record's: every member can be edited, and what a form shows is what it gives back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/input/field.h"
#include "core/memory/arena.h"
#include "edit/edit_clock.h"
#include "edit/edit_table.h"
#include "edit/edit_values.h"
#include "record/procedure_record.h"

/* What a decision sets (version/), what follows from other members, and what a page of its own edits. */
static const char *const not_here[] = { "version.state", "version.sector_name", "version.decision_no",
	"version.decision_date", "version.effective_from", "version.effective_to", "version.form", "version.process",
	"version.rule", "case.channels", "channel.channel", "channel.clock_policy", "agency.agency_id" };

static bool
is_listed(const char *table, const char *member)
{
	for (size_t i = 0; i < sizeof(not_here) / sizeof(not_here[0]); i++) {
		size_t size = strlen(table);

		if (strncmp(not_here[i], table, size) == 0 && not_here[i][size] == '.' &&
		    strcmp(not_here[i] + size + 1, member) == 0)
			return true;
	}
	return false;
}

static bool
is_edited(const struct record_table *table, const char *member)
{
	for (size_t i = 0; i < edit_section_count; i++)
		for (size_t k = 0; k < edit_sections[i].part_count; k++) {
			const struct edit_part *part = &edit_sections[i].parts[k];

			if (part->list != NULL && strcmp(part->list, member) == 0)
				return true;
			for (size_t n = 0; part->table == table && n < part->field_count; n++)
				if (strcmp(part->fields[n].member, member) == 0)
					return true;
		}
	return false;
}

static void
test_every_member_of_the_record_can_be_edited(void **state)
{
	static const struct record_table *const tables[] = { &version_record_table, &case_record_table,
		&channel_record_table, &fee_record_table, &requirement_record_table, &offering_record_table,
		&result_record_table, &basis_record_table, &agency_record_table, &relation_record_table };

	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		for (size_t k = 0; k < tables[i]->count; k++) {
			const char *member = tables[i]->fields[k].name;

			if (is_edited(tables[i], member) == is_listed(tables[i]->name, member))
				fail_msg("%s.%s", tables[i]->name, member);
		}
}

static void
test_every_field_of_the_editor_is_a_member_of_its_record(void **state)
{
	(void)state;
	for (size_t i = 0; i < edit_section_count; i++)
		for (size_t k = 0; k < edit_sections[i].part_count; k++)
			for (size_t n = 0; n < edit_sections[i].parts[k].field_count; n++)
				assert_non_null(
				    edit_member(&edit_sections[i].parts[k], &edit_sections[i].parts[k].fields[n]));
}

struct fixture {
	struct arena *arena;
	struct version_record version;
	struct edit_bases bases;
};

static int
make(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	struct fixture *f = ARENA_NEW(arena, struct fixture);
	static struct result_record results[2];

	f->arena = arena;
	record_init(&version_record_table, &f->version);
	for (size_t i = 0; i < 2; i++)
		record_init(&result_record_table, &results[i]);
	results[0].name = "Giấy xác nhận";
	results[0].code = "KQ.1";
	results[1].name = "Thông báo";
	f->version.results = (struct record_list){ results, 2 };
	f->version.result_name = "Giấy xác nhận";
	f->bases.of[BASE_VERSION] = &f->version;
	*state = f;
	return 0;
}

static int
drop(void **state)
{
	arena_free(((struct fixture *)*state)->arena);
	return 0;
}

static struct edit_values
typed(struct fixture *f, const char *section, const struct input_pair *pairs, size_t count)
{
	return edit_values_typed(f->arena, edit_section_named(section), &(struct input_rest){ pairs, count });
}
#define TYPED(f, section, ...)                                                                                         \
	typed((f), (section), (const struct input_pair[]){ __VA_ARGS__ },                                              \
	    sizeof((const struct input_pair[]){ __VA_ARGS__ }) / sizeof(struct input_pair))

static void
test_what_is_shown_and_saved_unchanged_changes_nothing(void **state)
{
	struct fixture *f = *state;
	struct edit_values values = edit_values_of(f->arena, edit_section_named("ket-qua"), &f->bases);
	const struct result_record *results;

	assert_int_equal(edit_values_apply(f->arena, &values, &f->bases), OK);
	results = f->version.results.items;
	assert_int_equal(f->version.results.count, 2);
	assert_string_equal(results[0].code, "KQ.1");
	assert_string_equal(results[1].name, "Thông báo");
	assert_string_equal(f->version.result_name, "Giấy xác nhận");
}

static void
test_rows_are_added_moved_and_taken_away(void **state)
{
	struct fixture *f = *state;
	struct edit_values values = TYPED(f, "ket-qua", { "result_name", "Bản sao", NULL },
	    { "results.0.was", "0", NULL }, { "results.0.place", "2", NULL }, { "results.0.name", "Giấy mới", NULL },
	    { "results.0.code", "KQ.1", NULL }, { "results.1.was", "1", NULL }, { "results.1.name", "Thông báo", NULL },
	    { "results.1.remove", "1", NULL }, { "results.2.name", "Đứng đầu", NULL }, { "results.2.place", "1", NULL },
	    { "results.3.name", "", NULL }, { "results.3.place", "9", NULL });
	const struct result_record *results;

	assert_int_equal(edit_values_apply(f->arena, &values, &f->bases), OK);
	results = f->version.results.items;
	assert_int_equal(f->version.results.count, 2);
	assert_string_equal(results[0].name, "Đứng đầu");
	assert_string_equal(results[1].name, "Giấy mới");
	assert_string_equal(results[1].code, "KQ.1");
}

static void
test_an_emptied_row_is_a_fault_until_it_is_taken_away(void **state)
{
	struct fixture *f = *state;
	struct edit_values values = TYPED(f, "ket-qua", { "results.0.was", "0", NULL }, { "results.0.name", "", NULL });

	assert_int_equal(edit_values_apply(f->arena, &values, &f->bases), ERR_INVALID);
	assert_string_equal(values.parts[1].rows[0].values[0].error, "field_error.required");
}

static void
test_what_is_offered_is_to_be_chosen_and_the_rest_to_be_typed(void **state)
{
	struct fixture *f = *state;
	struct edit_values values =
	    TYPED(f, "chung", { "name", "", NULL }, { "sector", "", NULL }, { "kind", "", NULL });
	const struct edit_value *value = values.parts[0].rows[0].values;

	assert_int_equal(edit_values_apply(f->arena, &values, &f->bases), ERR_INVALID);
	assert_string_equal(value[0].error, "field_error.required");
	assert_string_equal(value[1].error, "field_error.required_choice");
	assert_string_equal(value[3].error, "field_error.required_choice");
}

static void
test_what_is_wrong_is_said_beside_its_field(void **state)
{
	struct fixture *f = *state;
	struct edit_values values = TYPED(f, "ket-qua", { "results.1.code", "mã lạ", NULL });

	assert_int_equal(edit_values_apply(f->arena, &values, &f->bases), ERR_INVALID);
	assert_string_equal(values.parts[1].rows[1].values[0].error, "field_error.required");
	assert_string_equal(values.parts[1].rows[1].values[1].error, "field_error.code");
	assert_null(values.parts[0].rows[0].values[0].error);
}

static void
test_a_renamed_case_keeps_its_channels_and_papers(void **state)
{
	struct fixture *f = *state;
	struct case_record one = { .name = "Cấp mới", .steps = "" };
	struct channel_record channel;
	struct edit_values values;

	record_init(&channel_record_table, &channel);
	one.channels = (struct record_list){ &channel, 1 };
	f->version.cases = (struct record_list){ &one, 1 };
	values = TYPED(f, "truong-hop", { "cases.0.name", "Cấp đổi", NULL }, { "cases.0.place", "1", NULL },
	    { "cases.1.was", "0", NULL }, { "cases.1.name", "Cấp lần đầu", NULL }, { "cases.1.place", "2", NULL });
	assert_int_equal(edit_values_apply(f->arena, &values, &f->bases), OK);
	const struct case_record *cases = f->version.cases.items;

	assert_int_equal(cases[0].channels.count, 0);
	assert_string_equal(cases[1].name, "Cấp lần đầu");
	assert_int_equal(cases[1].channels.count, 1);
}

static void
test_several_ticks_are_one_text_and_an_unknown_one_is_refused(void **state)
{
	struct fixture *f = *state;
	struct edit_values values = TYPED(f, "chung", { "name", "Tên\nhai dòng", NULL }, { "sector", "ho-tich", NULL },
	    { "kind", "standard", NULL }, { "run_by", "province", NULL }, { "service_level", "full", NULL },
	    { "audience", "citizen", NULL }, { "audience", "organisation", NULL });

	assert_int_equal(edit_values_apply(f->arena, &values, &f->bases), OK);
	assert_string_equal(f->version.audience, "citizen,organisation");
	assert_string_equal(f->version.name, "Tên hai dòng");
	values = TYPED(f, "chung", { "name", "Tên", NULL }, { "sector", "ho-tich", NULL }, { "kind", "standard", NULL },
	    { "run_by", "province", NULL }, { "service_level", "full", NULL }, { "audience", "robot", NULL });
	assert_int_equal(edit_values_apply(f->arena, &values, &f->bases), ERR_INVALID);
}

static void
test_a_clock_in_fields_is_the_policy_that_it_came_from(void **state)
{
	static const char *const policies[] = {
		"count=working_days; term=3 ngày làm việc; first_day=no; cutoff=at 15:00; "
		"start=acceptance; pause=supplement,fee; after=restart; wait=15; extensions=1",
		"count=working_time; term=4 giờ làm việc; first_day=no; cutoff=before_closing 60; start=arrival; "
		"pause=none; "
		"after=continue; wait=0; extensions=0"
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < 2; i++) {
		struct edit_clock clock = { .offered = true }, again = { .offered = true };
		const char *first, *second, *member, *message;

		edit_clock_read(f->arena, policies[i], &clock);
		assert_int_equal(edit_clock_policy(f->arena, &clock, &first, &member, &message), OK);
		edit_clock_read(f->arena, first, &again);
		assert_int_equal(edit_clock_policy(f->arena, &again, &second, &member, &message), OK);
		assert_string_equal(first, second);
		assert_string_equal(clock.term, i == 0 ? "3 ngày làm việc" : "4 giờ làm việc");
		assert_string_equal(clock.cutoff, i == 0 ? "15:00" : "");
		assert_int_equal(clock.before_closing, i == 0 ? 0 : 60);
		assert_string_equal(clock.pause, i == 0 ? "supplement,fee" : "");
	}
}

static void
test_a_term_that_the_clock_cannot_read_is_refused_at_its_field(void **state)
{
	static const char *const terms[] = { "tùy trường hợp", "3 ngày; wait=1", "0 ngày", "=", "3 ngày hoặc 5 ngày" };
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		struct edit_clock clock = { .offered = true };
		const char *policy, *member, *message;

		edit_clock_read(f->arena, "", &clock);
		clock.term = terms[i];
		assert_int_equal(edit_clock_policy(f->arena, &clock, &policy, &member, &message), ERR_INVALID);
		assert_string_equal(member, "term");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_member_of_the_record_can_be_edited),
		cmocka_unit_test(test_every_field_of_the_editor_is_a_member_of_its_record),
		cmocka_unit_test_setup_teardown(test_what_is_shown_and_saved_unchanged_changes_nothing, make, drop),
		cmocka_unit_test_setup_teardown(test_rows_are_added_moved_and_taken_away, make, drop),
		cmocka_unit_test_setup_teardown(test_an_emptied_row_is_a_fault_until_it_is_taken_away, make, drop),
		cmocka_unit_test_setup_teardown(
		    test_what_is_offered_is_to_be_chosen_and_the_rest_to_be_typed, make, drop),
		cmocka_unit_test_setup_teardown(test_what_is_wrong_is_said_beside_its_field, make, drop),
		cmocka_unit_test_setup_teardown(test_a_renamed_case_keeps_its_channels_and_papers, make, drop),
		cmocka_unit_test_setup_teardown(
		    test_several_ticks_are_one_text_and_an_unknown_one_is_refused, make, drop),
		cmocka_unit_test_setup_teardown(test_a_clock_in_fields_is_the_policy_that_it_came_from, make, drop),
		cmocka_unit_test_setup_teardown(
		    test_a_term_that_the_clock_cannot_read_is_refused_at_its_field, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
