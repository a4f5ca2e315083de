/* Every member that a shared partial names is set, so that no name is looked up in the page around it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/view/part.h"
#include "core/view/view.h"

static void
test_an_item_holds_every_kind_of_field_as_absent(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct view *list = view_list(view_object(arena), "fields"), *item = part_item(list);

	(void)state;
	assert_int_equal(view_count(item), 13);
	for (const struct view *kind = view_first(item); kind != NULL; kind = view_next(kind))
		assert_int_equal(view_kind(kind), VIEW_NULL);
	(void)view_child(item, "date");
	assert_int_equal(view_kind(view_find(item, "date")), VIEW_OBJECT);
	assert_int_equal(view_count(item), 13);
	arena_free(arena);
}

static void
test_a_field_sets_what_it_does_not_have_to_null(void **state)
{
	static const char *const names[] = { "id", "name", "label", "hint", "error", "optional", "heading" };
	struct arena *arena = arena_new(1 << 20);
	struct view *field = view_object(arena);

	(void)state;
	part_field(field, "phone", "Phone", NULL, NULL, true);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_non_null(view_find(field, names[i]));
	assert_string_equal(view_as_text(view_find(field, "id")), "phone");
	assert_int_equal(view_kind(view_find(field, "hint")), VIEW_NULL);
	assert_true(view_as_bool(view_find(field, "optional")));
	assert_false(view_as_bool(view_find(field, "heading")));
	arena_free(arena);
}

static void
test_only_the_chosen_option_is_selected(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct view *page = view_object(arena), *options = view_list(page, "options");

	(void)state;
	part_option(options, "a", "A", "b");
	part_option(options, "b", "B", "b");
	part_option(options, "c", "C", NULL);
	assert_false(view_as_bool(view_path(page, "options.0.selected")));
	assert_true(view_as_bool(view_path(page, "options.1.selected")));
	assert_false(view_as_bool(view_path(page, "options.2.selected")));
	arena_free(arena);
}

static void
test_a_row_that_nobody_changes_says_so(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct view *page = view_object(arena);

	(void)state;
	part_row(view_list(page, "rows"), "Name", "An", NULL);
	assert_string_equal(view_as_text(view_path(page, "rows.0.value")), "An");
	assert_int_equal(view_kind(view_path(page, "rows.0.change_url")), VIEW_NULL);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_item_holds_every_kind_of_field_as_absent),
		cmocka_unit_test(test_a_field_sets_what_it_does_not_have_to_null),
		cmocka_unit_test(test_only_the_chosen_option_is_selected),
		cmocka_unit_test(test_a_row_that_nobody_changes_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
