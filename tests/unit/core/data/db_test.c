/* Statements and rows: every type both ways, bounds, refusals, and what they cost. Mirrors modules/core/data/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <cmocka.h>

#define FIXTURE_SCHEMA "motcua_test_db"
#include "core/data/db_fixture.h"

struct thing {
	int64_t id, at, amount;
	const char *name, *body;
	struct bytes raw;
	int32_t day;
	bool yes;
};
struct number {
	int64_t value;
};
struct text {
	const char *value;
};
struct pair {
	int64_t id;
	const char *name;
};

static const struct db_column thing_columns[] = {
	COL(thing, id, DB_INT),
	COL(thing, name, DB_TEXT),
	COL(thing, body, DB_TEXT),
	COL(thing, raw, DB_BYTES),
	COL(thing, at, DB_TIME),
	COL(thing, day, DB_DATE),
	COL(thing, yes, DB_BOOL),
	COL(thing, amount, DB_INT),
};
static const struct db_column number_columns[] = { COL(number, value, DB_INT) };
static const struct db_column text_columns[] = { COL(text, value, DB_TEXT) };
static const struct db_column pair_columns[] = { COL(pair, id, DB_INT), COL(pair, name, DB_TEXT) };

enum {
	INSERT_THING,
	INSERT_NAMED,
	RENAME,
	SELECT_THING,
	SELECT_AS_TEXT,
	SELECT_IDS,
	SELECT_NUL,
	SELECT_HUGE,
	SELECT_SLOWLY,
	SELECT_SWAPPED,
	SELECT_TOO_FEW,
	SELECT_WRONG,
	SELECT_SESSION,
	CREATE_SETTING,
	SET_OFFSET,
	INSERT_PERSONAL,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[INSERT_THING] = { "INSERT INTO thing (name, body, raw, at, day, yes, amount) VALUES (?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[INSERT_NAMED] = { "INSERT INTO thing (name) VALUES (?)", NO_ROW },
	[RENAME] = { "UPDATE thing SET name = ? WHERE id = ? AND version = ?", NO_ROW },
	[SELECT_THING] = { "SELECT id, name, body, raw, at, day, yes, amount FROM thing WHERE id = ?",
	    ROW(thing_columns, thing) },
	[SELECT_AS_TEXT] = { "SELECT CONCAT_WS('|', at, day) AS value FROM thing WHERE id = ?",
	    ROW(text_columns, text) },
	[SELECT_IDS] = { "SELECT id AS value FROM thing ORDER BY id", ROW(number_columns, number) },
	[SELECT_NUL] = { "SELECT CONVERT(X'610062' USING utf8mb4) AS value", ROW(text_columns, text) },
	[SELECT_HUGE] = { "SELECT CAST(18446744073709551615 AS UNSIGNED) AS value", ROW(number_columns, number) },
	[SELECT_SLOWLY] = { "SELECT SLEEP(20) AS value", ROW(number_columns, number) },
	[SELECT_SWAPPED] = { "SELECT name, id FROM thing", ROW(pair_columns, pair) },
	[SELECT_TOO_FEW] = { "SELECT id FROM thing", ROW(pair_columns, pair) },
	[SELECT_WRONG] = { "SELECT nothing FROM nowhere", ROW(number_columns, number) },
	[SELECT_SESSION] = { "SELECT CONCAT_WS(' ', @@tx_isolation, @@time_zone, @@character_set_connection, "
			     "@@innodb_lock_wait_timeout, @@max_statement_time, "
			     "FIND_IN_SET('STRICT_ALL_TABLES', @@sql_mode) > 0) AS value",
	    ROW(text_columns, text) },
	[CREATE_SETTING] = { "CREATE OR REPLACE TABLE core_setting (name VARCHAR(96) PRIMARY KEY, value TEXT)",
	    NO_ROW },
	[SET_OFFSET] = { "REPLACE INTO core_setting VALUES ('test_clock_offset_us', ?)", NO_ROW },
	[INSERT_PERSONAL] = { "INSERT INTO thing (name, day) VALUES ('x', ?)", NO_ROW },
};

static int64_t
insert(struct db *db, const struct thing *t)
{
	assert_int_equal(db_exec(db, &statements[INSERT_THING],
			     ARGS(TEXT(t->name), TEXT(t->body), BYTES(t->raw), TIME(t->at), DATE(t->day), BOOL(t->yes),
				 INT(t->amount))),
	    OK);
	return (int64_t)db_insert_id(db);
}

static void
assert_same_bytes(struct bytes one, struct bytes other)
{
	assert_int_equal(one.data == NULL, other.data == NULL);
	assert_int_equal(one.size, other.size);
	for (size_t i = 0; i < one.size; i++)
		assert_int_equal(one.data[i], other.data[i]);
}

static void
assert_same(const struct thing *one, const struct thing *other)
{
	assert_string_equal(one->name, other->name);
	assert_int_equal(one->body == NULL, other->body == NULL);
	if (one->body != NULL)
		assert_string_equal(one->body, other->body);
	assert_same_bytes(one->raw, other->raw);
	assert_true(one->at == other->at);
	assert_int_equal(one->day, other->day);
	assert_int_equal(one->yes, other->yes);
	assert_true(one->amount == other->amount);
}

static void
every_type_comes_back_as_it_went(void **state)
{
	struct fixture *f = *state;
	const struct bytes with_nul = { (const unsigned char *)"a\0b", 3 }, empty = { (const unsigned char *)"", 0 };
	const int64_t leap_day = 1709251199999999, year_1 = -62135596800000000, year_9999 = 253402300799999999;
	const struct thing things[] = {
		{ 0, leap_day, INT64_MAX, "Nguyễn Thị Hồng", "", with_nul, 19782, true },
		{ 0, -1, INT64_MIN + 1, "\xF0\x9F\x8F\x9B", "two\nlines", empty, -1, false },
		{ 0, year_1, 0, "năm 1", NULL, { NULL, 0 }, -719162, true },
		{ 0, year_9999, -5, "năm 9999", NULL, { NULL, 0 }, 2932896, false },
	};

	for (size_t i = 0; i < sizeof(things) / sizeof(things[0]); i++) {
		const int64_t id = insert(f->db, &things[i]);
		struct thing back;

		for (int again = 0; again < 2; again++) {
			assert_int_equal(db_row(f->db, &statements[SELECT_THING], ARGS(INT(id)), &back), OK);
			assert_int_equal(back.id, id);
			assert_same(&back, &things[i]);
		}
	}
}

static void
null_comes_back_as_the_null_of_its_type(void **state)
{
	struct fixture *f = *state;
	const struct thing nothing = { .at = TIME_NONE, .day = DATE_NONE, .amount = DB_NULL_INT };
	struct thing back;
	const int64_t id = insert(f->db, &nothing);

	memset(&back, 'x', sizeof(back));
	assert_int_equal(db_row(f->db, &statements[SELECT_THING], ARGS(INT(id)), &back), OK);
	assert_null(back.name);
	assert_null(back.body);
	assert_null(back.raw.data);
	assert_int_equal(back.raw.size, 0);
	assert_true(back.at == TIME_NONE && back.day == DATE_NONE && back.amount == DB_NULL_INT);
	assert_false(back.yes);
}

static void
times_are_stored_as_utc_and_days_as_their_date(void **state)
{
	struct fixture *f = *state;
	const struct thing t = { .at = 1795252530123456, .day = 20778, .amount = 1 };
	struct text text;
	const int64_t id = insert(f->db, &t);

	assert_int_equal(db_row(f->db, &statements[SELECT_AS_TEXT], ARGS(INT(id)), &text), OK);
	assert_string_equal(text.value, "2026-11-21 09:15:30.123456|2026-11-21");
}

static void
a_long_text_comes_back_whole(void **state)
{
	struct fixture *f = *state;
	enum { SIZE = 1 << 20 };
	char *body = arena_alloc(f->arena, SIZE + 1);
	struct thing back;

	for (size_t i = 0; i < SIZE; i++)
		body[i] = (char)('a' + i % 23);
	const struct thing t = { .body = body, .at = TIME_NONE, .day = DATE_NONE };
	const int64_t id = insert(f->db, &t);
	assert_int_equal(db_row(f->db, &statements[SELECT_THING], ARGS(INT(id)), &back), OK);
	assert_int_equal(strlen(back.body), SIZE);
	assert_memory_equal(back.body, body, SIZE);
}

static void
what_a_column_cannot_hold_is_refused(void **state)
{
	struct fixture *f = *state;
	struct text text;
	struct number number;

	assert_int_equal(db_row(f->db, &statements[SELECT_NUL], NO_ARGS, &text), ERR_INTERNAL);
	failure_clear(db_failure(f->db));
	assert_int_equal(db_row(f->db, &statements[SELECT_HUGE], NO_ARGS, &number), ERR_INTERNAL);
}

static void
a_statement_that_drifted_from_its_struct_returns_nothing(void **state)
{
	struct fixture *f = *state;
	struct pair pair;
	struct number number;

	assert_int_equal(db_row(f->db, &statements[SELECT_SWAPPED], NO_ARGS, &pair), ERR_INTERNAL);
	failure_clear(db_failure(f->db));
	assert_int_equal(db_row(f->db, &statements[SELECT_TOO_FEW], NO_ARGS, &pair), ERR_INTERNAL);
	failure_clear(db_failure(f->db));
	assert_int_equal(db_row(f->db, &statements[SELECT_THING], NO_ARGS, &number), ERR_INTERNAL);
	failure_clear(db_failure(f->db));
	assert_int_equal(db_exec(f->db, &statements[SELECT_IDS], NO_ARGS), ERR_INTERNAL);
	failure_clear(db_failure(f->db));
	assert_int_equal(db_row(f->db, &statements[RENAME], NO_ARGS, &number), ERR_INTERNAL);
}

static void
the_check_reports_each_statement_that_does_not_fit(void **state)
{
	struct fixture *f = *state;
	char report[4096] = "";
	FILE *out = fmemopen(report, sizeof(report), "w");

	assert_non_null(out);
	assert_int_equal(db_check(f->db, statements, STATEMENT__MAX, out), 3);
	(void)fclose(out);
	assert_non_null(strstr(report, "statement 9:"));
	assert_non_null(strstr(report, "statement 10:"));
	assert_non_null(strstr(report, "nowhere"));
	assert_int_equal(db_failure(f->db)->code, OK);
}

static void
rows_stop_at_the_limit_and_say_so(void **state)
{
	struct fixture *f = *state;
	const struct thing t = { .at = TIME_NONE, .day = DATE_NONE };
	struct db_rows rows;

	assert_int_equal(db_rows(f->db, &statements[SELECT_IDS], NO_ARGS, 10, &rows), OK);
	assert_int_equal(rows.count, 0);
	assert_non_null(rows.rows);
	for (int i = 0; i < 40; i++)
		(void)insert(f->db, &t);
	assert_int_equal(db_rows(f->db, &statements[SELECT_IDS], NO_ARGS, 40, &rows), OK);
	assert_int_equal(rows.count, 40);
	assert_false(rows.more);
	assert_int_equal(db_rows(f->db, &statements[SELECT_IDS], NO_ARGS, 39, &rows), OK);
	assert_int_equal(rows.count, 39);
	assert_true(rows.more);
	const struct number *numbers = rows.rows;
	for (size_t i = 1; i < rows.count; i++)
		assert_true(numbers[i].value == numbers[i - 1].value + 1);
}

static void
one_row_means_one_row(void **state)
{
	struct fixture *f = *state;
	const struct thing t = { .at = TIME_NONE, .day = DATE_NONE };
	struct number number = { 7 };

	assert_int_equal(db_row(f->db, &statements[SELECT_IDS], NO_ARGS, &number), ERR_NOT_FOUND);
	assert_int_equal(number.value, 7);
	assert_int_equal(db_failure(f->db)->code, OK);
	(void)insert(f->db, &t);
	(void)insert(f->db, &t);
	assert_int_equal(db_row(f->db, &statements[SELECT_IDS], NO_ARGS, &number), ERR_INTERNAL);
}

static void
a_version_that_moved_on_conflicts_and_an_equal_value_does_not(void **state)
{
	struct fixture *f = *state;
	const struct thing t = { .name = "cũ", .at = TIME_NONE, .day = DATE_NONE };
	const int64_t id = insert(f->db, &t);

	assert_int_equal(db_change_one(f->db, &statements[RENAME], ARGS(TEXT("cũ"), INT(id), INT(1))), OK);
	assert_int_equal(db_change_one(f->db, &statements[RENAME], ARGS(TEXT("mới"), INT(id), INT(2))), ERR_CONFLICT);
	assert_false(db_duplicate(f->db));
}

static void
a_value_that_is_there_already_is_a_conflict_and_never_logged(void **state)
{
	struct fixture *f = *state;
	const char *secret = "001099012345' for key";

	assert_int_equal(db_exec(f->db, &statements[INSERT_NAMED], ARGS(TEXT(secret))), OK);
	assert_int_equal(db_exec(f->db, &statements[INSERT_NAMED], ARGS(TEXT(secret))), ERR_CONFLICT);
	assert_true(db_duplicate(f->db));
	assert_int_equal(db_failure(f->db)->db_errno, 1062);
	assert_null(strstr(db_failure(f->db)->log, "0010"));
	assert_non_null(strstr(db_failure(f->db)->log, "name"));
	failure_clear(db_failure(f->db));
	assert_int_equal(db_exec(f->db, &statements[INSERT_PERSONAL], ARGS(TEXT("001099012345"))), ERR_INTERNAL);
	assert_false(db_duplicate(f->db));
	assert_null(strstr(db_failure(f->db)->log, "0010"));
}

static void
a_statement_that_runs_too_long_is_ended_by_the_server(void **state)
{
	struct fixture *f = *state;
	struct number number;
	struct timespec from, to;

	db_set_statement_time(f->db, 300);
	(void)clock_gettime(CLOCK_MONOTONIC, &from);
	assert_int_equal(db_row(f->db, &statements[SELECT_SLOWLY], NO_ARGS, &number), ERR_UNAVAILABLE);
	(void)clock_gettime(CLOCK_MONOTONIC, &to);
	assert_int_equal(db_failure(f->db)->db_errno, 1969);
	assert_true(to.tv_sec - from.tv_sec <= 2);
	db_set_statement_time(f->db, 5000);
	failure_clear(db_failure(f->db));
	assert_int_equal(db_row(f->db, &statements[SELECT_IDS], NO_ARGS, &number), ERR_NOT_FOUND);
}

static void
every_session_means_the_same(void **state)
{
	struct fixture *f = *state;
	struct text text;

	assert_int_equal(db_row(f->db, &statements[SELECT_SESSION], NO_ARGS, &text), OK);
	assert_string_equal(text.value, "READ-COMMITTED +00:00 utf8mb4 5 5.000000 1");
}

static void
the_test_clock_moves_only_where_it_is_allowed(void **state)
{
	struct fixture *f = *state;
	const int64_t year = INT64_C(365) * 86400 * 1000000;
	int64_t real = 0, denied = 0, shifted = 0, unset = 0;
	time_t before;

	assert_int_equal(db_exec(f->db, &statements[CREATE_SETTING], NO_ARGS), OK);
	before = time(NULL);
	assert_int_equal(db_now(f->db, &real), OK);
	assert_in_range(real / 1000000, before - 1, time(NULL) + 1);
	db_allow_test_clock(f->db, true);
	assert_int_equal(db_now(f->db, &unset), OK);
	assert_true(unset - real < year / 2);
	assert_int_equal(db_exec(f->db, &statements[SET_OFFSET], ARGS(INT(year))), OK);
	assert_int_equal(db_now(f->db, &shifted), OK);
	assert_true(shifted - real >= year && shifted - real < year + 60000000);
	db_allow_test_clock(f->db, false);
	assert_int_equal(db_now(f->db, &denied), OK);
	assert_true(denied - real < year / 2);
}

static void
an_arena_that_gives_out_in_the_middle_of_a_row_leaves_the_connection_usable(void **state)
{
	struct fixture *f = *state;
	struct arena *small = arena_new(4096);
	char body[3000];
	struct db_rows rows;
	struct number number;
	jmp_buf boundary;

	memset(body, 'b', sizeof(body) - 1);
	body[sizeof(body) - 1] = '\0';
	const struct thing t = { .body = body, .at = TIME_NONE, .day = DATE_NONE };
	const int64_t id = insert(f->db, &t);
	db_set_arena(f->db, small);
	const int reason = setjmp(boundary);
	if (reason == 0) {
		arena_guard(small, &boundary);
		(void)arena_alloc(small, 2000);
		assert_int_equal(db_rows(f->db, &statements[SELECT_THING], ARGS(INT(id)), 5, &rows), OK);
	}
	assert_int_equal(reason, ARENA_OVER_LIMIT);
	db_finish(f->db);
	db_set_arena(f->db, f->arena);
	assert_int_equal(db_row(f->db, &statements[SELECT_IDS], NO_ARGS, &number), OK);
	arena_free(small);
}

static void
statements_are_counted_and_a_point_select_is_measured(void **state)
{
	struct fixture *f = *state;
	enum { ROUNDS = 5000 };
	const struct thing t = { .name = "đo", .at = 1, .day = 1 };
	struct thing back;
	const int64_t id = insert(f->db, &t);

	db_set_arena(f->db, f->arena);
	for (int i = 0; i < ROUNDS; i++)
		assert_int_equal(db_row(f->db, &statements[SELECT_THING], ARGS(INT(id)), &back), OK);
	assert_int_equal(db_statistics(f->db).calls, ROUNDS);
	assert_true(db_statistics(f->db).microseconds > 0);
	print_message("point select, 8 columns: %.1f us\n", (double)db_statistics(f->db).microseconds / ROUNDS);
}

#define ON_EMPTY_TABLE(test) cmocka_unit_test_setup(test, fixture_empty)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_EMPTY_TABLE(every_type_comes_back_as_it_went),
		ON_EMPTY_TABLE(null_comes_back_as_the_null_of_its_type),
		ON_EMPTY_TABLE(times_are_stored_as_utc_and_days_as_their_date),
		ON_EMPTY_TABLE(a_long_text_comes_back_whole),
		ON_EMPTY_TABLE(what_a_column_cannot_hold_is_refused),
		ON_EMPTY_TABLE(a_statement_that_drifted_from_its_struct_returns_nothing),
		ON_EMPTY_TABLE(rows_stop_at_the_limit_and_say_so),
		ON_EMPTY_TABLE(one_row_means_one_row),
		ON_EMPTY_TABLE(a_version_that_moved_on_conflicts_and_an_equal_value_does_not),
		ON_EMPTY_TABLE(a_value_that_is_there_already_is_a_conflict_and_never_logged),
		ON_EMPTY_TABLE(a_statement_that_runs_too_long_is_ended_by_the_server),
		ON_EMPTY_TABLE(every_session_means_the_same),
		ON_EMPTY_TABLE(the_test_clock_moves_only_where_it_is_allowed),
		ON_EMPTY_TABLE(the_check_reports_each_statement_that_does_not_fit),
		ON_EMPTY_TABLE(an_arena_that_gives_out_in_the_middle_of_a_row_leaves_the_connection_usable),
		ON_EMPTY_TABLE(statements_are_counted_and_a_point_select_is_measured),
	};

	return fixture_missing() ? 0 : cmocka_run_group_tests(tests, fixture_start, fixture_end);
}
