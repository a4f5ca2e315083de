/*
 * The calendar of an agency on a real database: its own or its nearest ancestor's, kept by the process for as long as nobody
 * changes it. Mirrors modules/domain/directory/calendar_store.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "domain/directory/calendar_store.h"
#include "domain/time/local_time.h"
#include "support/schema.h"

#define SCHEMA "motcua_test_calendar"

enum { TUESDAY_24_11_2026 = 20781 };

static struct fixture {
	struct arena *arena;
	struct db *db;
} fixture;

static int
start(void **state)
{
	static const char rows[] =
	    "INSERT INTO calendar (id, code, name, valid_from, valid_to) VALUES (1, 'chung', 'Chung', '2026-01-01', "
	    "'2027-12-31'), (2, 'rieng', 'Riêng', '2026-01-01', '2027-12-31'); "
	    "INSERT INTO calendar_shift SELECT calendar.id, seq, 450, 690 FROM seq_1_to_5, calendar; "
	    "INSERT INTO agency (id, parent_id, code, name, short_name, slug, tier, calendar_id, valid_from) VALUES "
	    "(1, NULL, 'H01', 'UBND tỉnh', 'Tỉnh', 'tinh', 'province', 1, '2025-01-01'), "
	    "(2, 1, 'H01.21', 'UBND phường', 'Phường', 'phuong', 'commune', NULL, '2025-01-01'), "
	    "(3, 1, 'H01.22', 'UBND xã', 'Xã', 'xa', 'commune', 2, '2025-01-01'), "
	    "(4, NULL, 'G01', 'Cơ quan ngành dọc', 'Ngành dọc', 'nganh-doc', 'vertical', NULL, '2025-01-01')";

	(void)state;
	if (!schema_make(SCHEMA) || !schema_run(SCHEMA, rows))
		return 1;
	fixture.arena = arena_new((size_t)64 << 20);
	fixture.db = schema_open(SCHEMA, fixture.arena);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	db_close(fixture.db);
	arena_free(fixture.arena);
	schema_drop(SCHEMA);
	return 0;
}

static const struct calendar *
calendar_of(int64_t agency_id)
{
	const struct calendar *calendar = NULL;

	assert_int_equal(calendar_of_agency(fixture.db, fixture.arena, agency_id, &calendar), OK);
	return calendar;
}

static void
test_an_agency_without_a_calendar_works_by_its_parents(void **state)
{
	(void)state;
	assert_ptr_equal(calendar_of(2), calendar_of(1));
	assert_ptr_not_equal(calendar_of(3), calendar_of(1));
}

static void
test_an_agency_that_nobody_gave_one_is_told(void **state)
{
	const struct calendar *calendar;

	(void)state;
	assert_int_equal(calendar_of_agency(fixture.db, fixture.arena, 4, &calendar), ERR_UNAVAILABLE);
	failure_clear(db_failure(fixture.db));
}

static void
test_what_did_not_change_is_compiled_once(void **state)
{
	const struct calendar *first;

	(void)state;
	(void)calendar_of(1);
	first = calendar_of(1);
	arena_reset(fixture.arena);
	db_set_arena(fixture.db, fixture.arena);
	assert_ptr_equal(calendar_of(2), first);
	assert_int_equal(calendar_day_minutes(first, TUESDAY_24_11_2026), 240);
}

static void
test_a_holiday_added_is_seen_by_the_next_request(void **state)
{
	(void)state;
	assert_int_equal(calendar_day_minutes(calendar_of(2), TUESDAY_24_11_2026), 240);
	assert_true(
	    schema_run(SCHEMA, "INSERT INTO calendar_exception VALUES (1, '2026-11-24', 'off', NULL, 'Nghỉ lễ')"));
	assert_int_equal(calendar_day_minutes(calendar_of(2), TUESDAY_24_11_2026), 0);
	assert_true(schema_run(SCHEMA, "UPDATE calendar_exception SET kind = 'worked', pattern_weekday = 1"));
	assert_int_equal(calendar_day_minutes(calendar_of(2), TUESDAY_24_11_2026), 240);
	assert_true(schema_run(SCHEMA, "DELETE FROM calendar_exception; "
				       "UPDATE calendar_shift SET to_minute = 510 WHERE calendar_id = 1"));
	assert_int_equal(calendar_day_minutes(calendar_of(2), TUESDAY_24_11_2026), 60);
	assert_true(schema_run(SCHEMA, "UPDATE calendar SET valid_to = '2026-11-23' WHERE id = 1"));
	assert_false(calendar_covers(calendar_of(2), TUESDAY_24_11_2026));
}

static void
test_a_calendar_changed_and_changed_back_by_a_rollback_is_read_as_it_stands(void **state)
{
	const struct calendar *before = calendar_of(3);

	(void)state;
	assert_int_equal(calendar_day_minutes(before, TUESDAY_24_11_2026), 240);
	assert_true(
	    schema_run(SCHEMA, "BEGIN; UPDATE calendar_shift SET to_minute = 510 WHERE calendar_id = 2; ROLLBACK"));
	assert_ptr_equal(calendar_of(3), before);
}

static void
test_beyond_what_is_kept_each_request_reads_the_calendar_itself(void **state)
{
	(void)state;
	for (int minute = 500; minute < 600; minute++) {
		char change[120];

		(void)snprintf(
		    change, sizeof(change), "UPDATE calendar_shift SET to_minute = %d WHERE calendar_id = 2", minute);
		assert_true(schema_run(SCHEMA, change));
		assert_int_equal(calendar_day_minutes(calendar_of(3), TUESDAY_24_11_2026), minute - 450);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_agency_without_a_calendar_works_by_its_parents),
		cmocka_unit_test(test_an_agency_that_nobody_gave_one_is_told),
		cmocka_unit_test(test_what_did_not_change_is_compiled_once),
		cmocka_unit_test(test_a_calendar_changed_and_changed_back_by_a_rollback_is_read_as_it_stands),
		cmocka_unit_test(test_a_holiday_added_is_seen_by_the_next_request),
		cmocka_unit_test(test_beyond_what_is_kept_each_request_reads_the_calendar_itself),
	};

	if (schema_server_missing())
		return 0;
	return cmocka_run_group_tests(tests, start, end);
}
