/*
 * The outbox on a real database: consumers do not stand in each other's way, what is too late is not sent, and a row
 * that brings its consumer down does not do so for ever. Mirrors modules/domain/dossier/.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/locale/date.h"
#include "domain/dossier/outbox_store.h"
#include "support/schema.h"

#define SCHEMA "motcua_test_outbox"

enum { LEASE_SECONDS = 60 };

struct fixture {
	struct db *db, *other;
	struct arena *arena;
	int64_t now;
	size_t count;
};

static int
start(void **state)
{
	static struct fixture fixture;

	if (!schema_make(SCHEMA))
		return 1;
	fixture.arena = arena_new((size_t)64 << 20);
	fixture.db = schema_open(SCHEMA, fixture.arena);
	fixture.other = schema_open(SCHEMA, fixture.arena);
	*state = &fixture;
	return 0;
}

static int
end(void **state)
{
	struct fixture *f = *state;

	db_close(f->db);
	db_close(f->other);
	arena_free(f->arena);
	schema_drop(SCHEMA);
	return 0;
}

static int
renew(void **state)
{
	struct fixture *f = *state;

	arena_reset(f->arena);
	db_set_arena(f->db, f->arena);
	db_set_arena(f->other, f->arena);
	if (db_now(f->db, &f->now) != OK)
		return 1;
	return schema_run(SCHEMA, "DELETE FROM outbox") ? 0 : 1;
}

static void
given_message(struct fixture *f, const char *key, int64_t not_after)
{
	const struct outbox_message message = {
		.consumer = "exchange",
		.topic = "code.email",
		.key = key,
		.dossier_id = DB_NULL_INT,
		.payload = "{\"code\":\"123456\"}",
		.not_before = TIME_NONE,
		.not_after = not_after,
	};

	assert_int_equal(outbox_add(f->db, &message, f->now), OK);
}

static size_t
leased(struct fixture *f, struct db *db, size_t most, const struct outbox_row **ret_rows)
{
	size_t count = 0;

	assert_int_equal(outbox_lease(db, "exchange", f->now, LEASE_SECONDS, most, ret_rows, &count), OK);
	return count;
}

/* How many rows the condition holds for. */
static void
assert_rows(int count, const char *condition)
{
	char sql[300];

	(void)snprintf(sql, sizeof(sql),
	    "CREATE TEMPORARY TABLE expected (n INT, CHECK (n = %d)); INSERT INTO expected SELECT COUNT(*) FROM outbox "
	    "WHERE %s",
	    count, condition);
	assert_true(schema_run(SCHEMA, sql));
}

static enum err
lease_one_then_let_the_other_try(struct db *db, const void *arg)
{
	struct fixture *f = *(struct fixture *const *)arg;
	const struct outbox_row *rows;

	assert_int_equal(leased(f, db, 1, &rows), 1);
	f->count = leased(f, f->other, 10, &rows);
	return OK;
}

static void
a_consumer_locks_no_row_that_it_does_not_take(void **state)
{
	struct fixture *f = *state;

	given_message(f, "a", TIME_NONE);
	given_message(f, "b", TIME_NONE);
	given_message(f, "c", TIME_NONE);
	assert_int_equal(db_transaction(f->db, lease_one_then_let_the_other_try, &f), OK);
	assert_int_equal(f->count, 2);
}

static void
a_code_past_its_time_is_not_sent_and_not_kept(void **state)
{
	struct fixture *f = *state;
	const struct outbox_row *rows;

	given_message(f, "late", f->now + DATE_MINUTE);
	given_message(f, "in time", TIME_NONE);
	f->now += DATE_MINUTE;
	assert_int_equal(leased(f, f->db, 1, &rows), 1);
	assert_string_equal(rows->key, "in time");
	assert_rows(1, "state = 'dead' AND payload = '{}'");
}

static void
a_row_that_is_never_ended_is_dead_after_twelve_leases(void **state)
{
	struct fixture *f = *state;
	const struct outbox_row *rows;

	given_message(f, "poison", TIME_NONE);
	for (int i = 0; i < 12; i++) {
		assert_int_equal(leased(f, f->db, 10, &rows), 1);
		f->now += LEASE_SECONDS * DATE_SECOND;
	}
	assert_int_equal(leased(f, f->db, 10, &rows), 0);
	assert_rows(1, "state = 'dead'");
}

static void
a_long_error_ends_its_row_all_the_same(void **state)
{
	struct fixture *f = *state;
	const struct outbox_row *rows;
	char error[2000];

	memset(error, 'x', sizeof(error));
	error[sizeof(error) - 1] = '\0';
	given_message(f, "long", TIME_NONE);
	assert_int_equal(leased(f, f->db, 10, &rows), 1);
	assert_int_equal(outbox_failed(f->db, rows, f->now, error), OK);
	assert_rows(1, "state = 'waiting' AND leased_until IS NULL AND LENGTH(last_error) = 500");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_consumer_locks_no_row_that_it_does_not_take, renew),
		cmocka_unit_test_setup(a_code_past_its_time_is_not_sent_and_not_kept, renew),
		cmocka_unit_test_setup(a_row_that_is_never_ended_is_dead_after_twelve_leases, renew),
		cmocka_unit_test_setup(a_long_error_ends_its_row_all_the_same, renew),
	};

	if (schema_server_missing())
		return 0;
	return cmocka_run_group_tests(tests, start, end);
}
