/* The tree of agencies: any depth, every agency once, whatever the parents say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "agency/tree.h"
#include "core/arena_fixture.h"
#include "core/data/db.h"

static void
expect(const struct agency_place *places, const char *const *codes, const size_t *depths, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(places[i].node->code, codes[i]);
		assert_int_equal(places[i].depth, depths[i]);
	}
}

static void
three_tiers_and_two_stand_beside_each_other(void **state)
{
	static const struct agency_node nodes[] = {
		{ .id = 1, .parent_id = DB_NULL_INT, .code = "province" },
		{ .id = 2, .parent_id = 1, .code = "district" },
		{ .id = 3, .parent_id = 1, .code = "commune-new" },
		{ .id = 4, .parent_id = 2, .code = "commune-old" },
		{ .id = 5, .parent_id = 4, .code = "section" },
	};
	static const char *const codes[] = { "province", "district", "commune-old", "section", "commune-new" };
	static const size_t depths[] = { 0, 1, 2, 3, 1 };

	expect(tree_order(*state, nodes, 5), codes, depths, 5);
}

static void
one_whose_parent_is_not_shown_stands_at_the_top(void **state)
{
	static const struct agency_node nodes[] = {
		{ .id = 7, .parent_id = 99, .code = "found" },
		{ .id = 8, .parent_id = 7, .code = "below" },
		{ .id = 9, .parent_id = DB_NULL_INT, .code = "top" },
	};
	static const char *const codes[] = { "found", "below", "top" };
	static const size_t depths[] = { 0, 1, 0 };

	expect(tree_order(*state, nodes, 3), codes, depths, 3);
}

static void
a_circle_is_shown_once_and_ends(void **state)
{
	static const struct agency_node nodes[] = {
		{ .id = 1, .parent_id = 2, .code = "a" },
		{ .id = 2, .parent_id = 3, .code = "b" },
		{ .id = 3, .parent_id = 1, .code = "c" },
		{ .id = 4, .parent_id = 4, .code = "itself" },
	};
	const struct agency_place *places = tree_order(*state, nodes, 4);
	size_t seen[5] = { 0 };

	for (size_t i = 0; i < 4; i++)
		seen[places[i].node->id]++;
	for (size_t id = 1; id <= 4; id++)
		assert_int_equal(seen[id], 1);
}

static void
a_line_of_thousands_is_walked_without_recursion(void **state)
{
	enum { DEPTH = 5000 };
	struct agency_node *nodes = arena_array(*state, DEPTH, sizeof(*nodes));
	const struct agency_place *places;

	for (size_t i = 0; i < DEPTH; i++)
		nodes[i] = (struct agency_node){
			.id = (int64_t)i + 1, .parent_id = i == 0 ? DB_NULL_INT : (int64_t)i, .code = "x"
		};
	places = tree_order(*state, nodes, DEPTH);
	assert_int_equal(places[DEPTH - 1].depth, DEPTH - 1);
}

static void
no_agency_is_no_tree(void **state)
{
	assert_non_null(tree_order(*state, NULL, 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ARENA_TEST(three_tiers_and_two_stand_beside_each_other),
		ARENA_TEST(one_whose_parent_is_not_shown_stands_at_the_top),
		ARENA_TEST(a_circle_is_shown_once_and_ends),
		ARENA_TEST(a_line_of_thousands_is_walked_without_recursion),
		ARENA_TEST(no_agency_is_no_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
