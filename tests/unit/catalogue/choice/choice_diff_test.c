/* Two shared lists: what a person is told that differs, and what does not count; a list as a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "choice/choice_diff.h"
#include "choice/choice_record.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "record/record.h"

enum { TODAY = 20000 };

static struct arena *arena;

static int
set_up(void **state)
{
	(void)state;
	arena = arena_new((size_t)64 << 20);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct choice_item
choice(const char *value, const char *label, const char *parent, int32_t to)
{
	return (struct choice_item){ .value = value, .label = label, .parent = parent, .from_day = 1, .to_day = to };
}

/* "kind" of the one change from the one to the other, "" for none. */
static const char *
told(struct choice_item ours, struct choice_item theirs)
{
	const struct choice_change *changes;
	const size_t count = choice_diff(arena, &ours, 1, &theirs, 1, TODAY, &changes);

	assert_true(count <= 1);
	return count == 0 ? "" : choice_change_names[changes[0].kind];
}

static void
each_way_to_differ_has_its_name(void **state)
{
	const struct choice_item one = choice("a", "Một", "", DATE_NONE);

	(void)state;
	assert_string_equal(told(one, one), "");
	assert_string_equal(told(one, choice("a", "Mốt", "", DATE_NONE)), "renamed");
	assert_string_equal(told(one, choice("a", "Một", "p", DATE_NONE)), "moved");
	assert_string_equal(told(one, choice("a", "Một", "", TODAY)), "ended");
	assert_string_equal(told(one, choice("a", "Một", "", TODAY - 1)), "removed");
	assert_string_equal(told(choice("a", "Một", "", TODAY - 1), one), "added");
}

static void
what_ended_is_not_there_and_what_ends_need_not_be_removed(void **state)
{
	const struct choice_item gone = choice("a", "Một", "", TODAY - 1), ends = choice("a", "Một", "", TODAY + 9);
	const struct choice_change *changes;

	(void)state;
	assert_string_equal(told(gone, choice("a", "Khác", "", TODAY - 5)), "");
	assert_int_equal(choice_diff(arena, &gone, 1, NULL, 0, TODAY, &changes), 0);
	assert_int_equal(choice_diff(arena, NULL, 0, &gone, 1, TODAY, &changes), 0);
	assert_int_equal(choice_diff(arena, &ends, 1, NULL, 0, TODAY, &changes), 0);
}

static void
since_when_and_in_which_order_says_nothing(void **state)
{
	struct choice_item ours[] = { choice("a", "Một", "", DATE_NONE), choice("b", "Hai", "", DATE_NONE) };
	const struct choice_item theirs[] = { choice("b", "Hai", "", DATE_NONE), choice("a", "Một", "", DATE_NONE) };
	const struct choice_change *changes;

	(void)state;
	ours[0].from_day = TODAY;
	assert_int_equal(choice_diff(arena, ours, 2, theirs, 2, TODAY, &changes), 0);
}

static void
changes_stand_by_code_with_both_sides(void **state)
{
	const struct choice_item ours[] = { choice("c", "Ba", "", DATE_NONE), choice("a", "Một", "", DATE_NONE) };
	const struct choice_item theirs[] = { choice("b", "Hai", "", DATE_NONE), choice("a", "Mốt", "", DATE_NONE) };
	const struct choice_change *changes;

	(void)state;
	assert_int_equal(choice_diff(arena, ours, 2, theirs, 2, TODAY, &changes), 3);
	assert_int_equal(changes[0].kind, CHOICE_RENAMED);
	assert_string_equal(changes[0].ours->label, "Một");
	assert_string_equal(changes[0].theirs->label, "Mốt");
	assert_int_equal(changes[1].kind, CHOICE_ADDED);
	assert_null(changes[1].ours);
	assert_int_equal(changes[2].kind, CHOICE_REMOVED);
	assert_null(changes[2].theirs);
}

static enum err
read(const char *json, struct choice_said *said)
{
	struct record_fault fault = { NULL, NULL };

	return choice_said_read(arena, json, strlen(json), said, &fault);
}

static void
a_list_comes_back_from_its_file_as_it_was_told(void **state)
{
	const struct choice_item items[] = { choice("01", "Thành phố Hà Nội", "", DATE_NONE),
		choice("04", "Tỉnh \"Cao Bằng\"", "01", TODAY) };
	const struct choice_said said = { "Tỉnh", "vung", items, 2 };
	const char *text = choice_said_tell(arena, &said);
	struct choice_said again;

	(void)state;
	assert_int_equal(read(text, &again), OK);
	assert_string_equal(choice_said_tell(arena, &again), text);
	assert_string_equal(again.above, "vung");
	assert_int_equal(again.count, 2);
	assert_string_equal(again.items[1].label, "Tỉnh \"Cao Bằng\"");
	assert_int_equal(again.items[1].to_day, TODAY);
	assert_int_equal(again.items[0].to_day, DATE_NONE);
	assert_string_equal(again.items[0].parent, "");
}

static void
a_file_that_is_no_list_is_refused(void **state)
{
	static const char *const files[] = { "", "[]", "{\"name\": \"x\"}", "{\"name\": \"\", \"items\": []}",
		"{\"name\": \"x\", \"items\": [{\"value\": \"a\"}]}",
		"{\"name\": \"x\", \"items\": [{\"value\": \"a b\", \"label\": \"x\"}]}",
		"{\"name\": \"x\", \"items\": [{\"value\": \"a\", \"label\": \"x\", \"from\": \"2026-02-30\"}]}",
		"{\"name\": \"x\", \"name\": \"y\", \"items\": []}",
		"{\"name\": \"x\", \"items\": [], \"script\": 1}" };
	struct choice_said said;

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		assert_int_equal(read(files[i], &said), ERR_INVALID);
	assert_int_equal(read("{\"name\": \"x\", \"items\": []}", &said), OK);
	assert_null(said.above);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_way_to_differ_has_its_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_ended_is_not_there_and_what_ends_need_not_be_removed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(since_when_and_in_which_order_says_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(changes_stand_by_code_with_both_sides, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_list_comes_back_from_its_file_as_it_was_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_file_that_is_no_list_is_refused, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
