/* The board's one table: newest first, found by reference, a reference taken once. Mirrors modules/example/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "notice_store.h"
#include "support/schema.h"

#define SCHEMA "motcua_test_example"

static struct db *db;
static struct arena *arena;

static void
the_newest_notice_comes_first_and_each_is_found_by_its_reference(void **state)
{
	const struct notice older = { "AAAA2222", "Lịch nghỉ", "Một\nHai", 1000000, 1 };
	const struct notice newer = { "BBBB3333", "Lịch tiếp dân", "Ba", 2000000, 1 };
	const struct notice *notices;
	struct notice found;
	size_t count;

	(void)state;
	assert_int_equal(notice_add(db, &older), OK);
	assert_int_equal(notice_add(db, &newer), OK);
	assert_int_equal(notice_add(db, &newer), ERR_CONFLICT);
	assert_int_equal(notices_newest(db, &notices, &count), OK);
	assert_int_equal(count, 2);
	assert_string_equal(notices[0].title, "Lịch tiếp dân");
	assert_int_equal(notice_by_reference(db, "AAAA2222", &found), OK);
	assert_string_equal(found.body, "Một\nHai");
	assert_int_equal(notice_by_reference(db, "aaaa2222", &found), ERR_NOT_FOUND);
}

static int
start(void **state)
{
	(void)state;
	arena = arena_new((size_t)1 << 20);
	if (!schema_make(SCHEMA))
		return 1;
	db = schema_open(SCHEMA, arena);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	db_close(db);
	arena_free(arena);
	schema_drop(SCHEMA);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_newest_notice_comes_first_and_each_is_found_by_its_reference),
	};

	if (schema_server_missing())
		return 0;
	return cmocka_run_group_tests(tests, start, end);
}
