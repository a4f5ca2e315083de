/* Transactions run again, nested ones, and connections that die or cannot be had. Mirrors modules/core/data/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <pthread.h>
#include <time.h>
#include <cmocka.h>

#define FIXTURE_SCHEMA "motcua_test_transaction"
#include "core/data/db_fixture.h"
#include "core/data/script.h"

struct number {
	int64_t value;
};
static const struct db_column number_columns[] = { COL(number, value, DB_INT) };

enum { INSERT, INSERT_ID, ADD, AMOUNT, COUNT, CONNECTION, KILL, DEADLOCK, OTHERS, MEET, LEFT, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[INSERT] = { "INSERT INTO thing (name) VALUES (?)", NO_ROW },
	[INSERT_ID] = { "INSERT INTO thing (id, amount) VALUES (?, 0)", NO_ROW },
	[ADD] = { "UPDATE thing SET amount = amount + 1 WHERE id = ?", NO_ROW },
	[AMOUNT] = { "SELECT amount AS value FROM thing WHERE id = ?", ROW(number_columns, number) },
	[COUNT] = { "SELECT COUNT(*) AS value FROM thing", ROW(number_columns, number) },
	[CONNECTION] = { "SELECT CONNECTION_ID() AS value", ROW(number_columns, number) },
	[KILL] = { "KILL CONNECTION ?", NO_ROW },
	[OTHERS] = { "CREATE OR REPLACE TRIGGER others_in_the_way BEFORE INSERT ON thing FOR EACH ROW BEGIN "
		     "IF @others > 0 THEN SET @others = @others - 1; SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = @met; "
		     "END IF; END",
	    NO_ROW },
	[MEET] = { "SET @others = ?, @met = ?", NO_ROW },
	[LEFT] = { "SELECT @others AS value", ROW(number_columns, number) },
	[DEADLOCK] = { "SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213", NO_ROW },
};

static int64_t
number_of(struct db *db, int statement)
{
	struct number number;

	assert_int_equal(db_row(db, &statements[statement], NO_ARGS, &number), OK);
	return number.value;
}

static enum err
add_name(struct db *db, const void *name)
{
	return db_exec(db, &statements[INSERT], ARGS(TEXT(name)));
}

static void
kill_connection(struct fixture *f, struct db *db)
{
	struct number number;
	struct db *other = fixture_connection(f, f->arena);

	if (db_row(db, &statements[CONNECTION], NO_ARGS, &number) != OK ||
	    db_exec(other, &statements[KILL], ARGS(INT(number.value))) != OK)
		abort();
	db_close(other);
}

/* --- one moment --------------------------------------------------------------------------------------------------- */

/* Counts, lets somebody else add a row, counts again. */
static enum err
count_around_another(struct db *db, const void *arg)
{
	const struct fixture *f = arg;
	struct db *other = fixture_connection(f, f->arena);
	int64_t before = number_of(db, COUNT);

	assert_int_equal(add_name(other, "meanwhile"), OK);
	db_close(other);
	assert_int_equal(number_of(db, COUNT), before);
	return OK;
}

static void
a_snapshot_sees_one_moment(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(db_snapshot(f->db, count_around_another, f), OK);
	assert_int_equal(number_of(f->db, COUNT), 1);
}

static void
a_snapshot_writes_nothing_and_ends(void **state)
{
	struct fixture *f = *state;

	assert_int_not_equal(db_snapshot(f->db, add_name, "refused"), OK);
	failure_clear(db_failure(f->db));
	assert_int_equal(number_of(f->db, COUNT), 0);
	assert_int_equal(db_transaction(f->db, add_name, "taken"), OK);
}

/* --- commit, rollback, nesting ----------------------------------------------------------------------------------- */

static enum err
add_then_refuse(struct db *db, const void *name)
{
	enum err err = add_name(db, name);

	return err != OK ? err : ERR_FORBIDDEN;
}

static enum err
add_around_refused(struct db *db, const void *arg)
{
	enum err err;

	(void)arg;
	if ((err = add_name(db, "before")) != OK)
		return err;
	if (db_transaction(db, add_then_refuse, "inner") != ERR_FORBIDDEN)
		return ERR_INTERNAL;
	if ((err = db_transaction(db, add_name, "inner kept")) != OK)
		return err;
	return add_name(db, "after");
}

static void
what_answers_an_error_leaves_nothing(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(db_transaction(f->db, add_then_refuse, "x"), ERR_FORBIDDEN);
	assert_int_equal(number_of(f->db, COUNT), 0);
	assert_int_equal(db_transaction(f->db, add_name, "x"), OK);
	assert_int_equal(number_of(f->db, COUNT), 1);
}

static void
a_nested_transaction_takes_back_only_itself(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(db_transaction(f->db, add_around_refused, NULL), OK);
	assert_int_equal(number_of(f->db, COUNT), 3);
}

static enum err
nest_for_ever(struct db *db, const void *depth)
{
	int *deep = *(int *const *)depth;

	(*deep)++;
	return db_transaction(db, nest_for_ever, depth);
}

static void
nesting_has_an_end(void **state)
{
	struct fixture *f = *state;
	int deep = 0, *where = &deep;

	assert_int_equal(db_transaction(f->db, nest_for_ever, &where), ERR_INTERNAL);
	assert_int_equal(deep, 8);
	assert_int_equal(number_of(f->db, COUNT), 0);
}

static enum err
leave_by_jump(struct db *db, const void *boundary)
{
	enum err err = add_name(db, "left open");

	if (err == OK)
		longjmp(*(jmp_buf *)(uintptr_t)boundary, 1);
	return err;
}

static void
a_request_that_breaks_off_leaves_nothing_open(void **state)
{
	struct fixture *f = *state;
	jmp_buf boundary;

	if (setjmp(boundary) == 0)
		assert_int_equal(db_transaction(f->db, leave_by_jump, &boundary), OK);
	db_finish(f->db);
	assert_int_equal(number_of(f->db, COUNT), 0);
	assert_int_equal(db_transaction(f->db, add_name, "next"), OK);
	assert_int_equal(number_of(f->db, COUNT), 1);
}

static void
a_test_takes_everything_back_whatever_requests_did(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(db_test_begin(f->db), OK);
	assert_int_equal(db_transaction(f->db, add_name, "one"), OK);
	db_finish(f->db);
	assert_int_equal(number_of(f->db, COUNT), 1);
	assert_int_equal(db_transaction(f->db, add_then_refuse, "two"), ERR_FORBIDDEN);
	assert_int_equal(number_of(f->db, COUNT), 1);
	db_test_end(f->db);
	assert_int_equal(number_of(f->db, COUNT), 0);
}

/* --- deadlocks --------------------------------------------------------------------------------------------------- */

struct crossing {
	struct fixture *fixture;
	pthread_barrier_t *both_hold_one;
	int64_t first, second;
	int runs;
	enum err err;
};

static enum err
add_both(struct db *db, const void *arg)
{
	struct crossing *c = *(struct crossing *const *)arg;
	enum err err = db_change_one(db, &statements[ADD], ARGS(INT(c->first)));

	if (c->runs++ == 0)
		(void)pthread_barrier_wait(c->both_hold_one);
	return err != OK ? err : db_change_one(db, &statements[ADD], ARGS(INT(c->second)));
}

static void *
cross(void *arg)
{
	struct crossing *c = arg;
	struct arena *arena = arena_new(1 << 20);
	struct db *db = fixture_connection(c->fixture, arena);

	c->err = db_transaction(db, add_both, &c);
	if (c->err == OK && db_failure(db)->code != OK)
		c->err = ERR_INTERNAL; /* a run that was repeated leaves no trace */
	db_close(db);
	arena_free(arena);
	return NULL;
}

static void
two_that_lock_each_other_both_get_through(void **state)
{
	struct fixture *f = *state;
	pthread_barrier_t barrier;
	struct crossing crossings[2] = {
		{ .fixture = f, .both_hold_one = &barrier, .first = 1, .second = 2 },
		{ .fixture = f, .both_hold_one = &barrier, .first = 2, .second = 1 },
	};
	pthread_t threads[2];
	struct number number;

	for (int64_t id = 1; id <= 2; id++)
		assert_int_equal(db_exec(f->db, &statements[INSERT_ID], ARGS(INT(id))), OK);
	assert_int_equal(pthread_barrier_init(&barrier, NULL, 2), 0);
	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, cross, &crossings[i]), 0);
	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	(void)pthread_barrier_destroy(&barrier);
	assert_int_equal(crossings[0].err, OK);
	assert_int_equal(crossings[1].err, OK);
	assert_true(crossings[0].runs + crossings[1].runs >= 3);
	for (int64_t id = 1; id <= 2; id++) {
		assert_int_equal(db_row(f->db, &statements[AMOUNT], ARGS(INT(id)), &number), OK);
		assert_int_equal(number.value, 2);
	}
}

/* Others are in the way of the session's writes as often as MEET says: a trigger answers for them, with their error. */
static void
a_single_write_that_others_are_in_the_way_of_is_run_again(void **state)
{
	static const int64_t met[] = { 1213, 1020 }; /* a deadlock; a record that has changed since it was read */
	struct fixture *f = *state;

	assert_int_equal(db_exec(f->db, &statements[OTHERS], NO_ARGS), OK);
	for (int64_t i = 0; i < 2; i++) {
		assert_int_equal(db_exec(f->db, &statements[MEET], ARGS(INT(3), INT(met[i]))), OK);
		assert_int_equal(db_exec(f->db, &statements[INSERT], ARGS(TEXT(i == 0 ? "one" : "other"))), OK);
		assert_int_equal(db_failure(f->db)->code, OK); /* that others were in the way is nobody's concern */
		assert_int_equal(number_of(f->db, LEFT), 0);
		assert_int_equal(number_of(f->db, COUNT), i + 1);
	}
	assert_int_equal(db_exec(f->db, &statements[MEET], ARGS(INT(100), INT(1020))), OK);
	assert_int_equal(db_exec(f->db, &statements[INSERT], ARGS(TEXT("never"))), ERR_UNAVAILABLE);
	assert_int_equal(db_failure(f->db)->db_errno, 1020);
	failure_clear(db_failure(f->db));
	assert_int_equal(number_of(f->db, LEFT), 100 - 1 - 5); /* by itself, then as often as any transaction */
	assert_int_equal(db_exec(f->db, &statements[MEET], ARGS(INT(0), INT(0))), OK);
	assert_int_equal(number_of(f->db, COUNT), 2);
}

static enum err
always_deadlocked(struct db *db, const void *runs)
{
	++**(int *const *)runs;
	return db_exec(db, &statements[DEADLOCK], NO_ARGS);
}

/* A real deadlock ends the transaction on the server as well. */
static enum err
rolled_back_inside(struct db *db, const void *runs)
{
	enum err err = script_run(db, "ROLLBACK", "test");

	return err != OK ? err : always_deadlocked(db, runs);
}

static enum err
deadlocked_last(struct db *db, const void *runs)
{
	enum err err = add_name(db, "lost");

	if (err == OK && ++**(int *const *)runs == 1)
		(void)(db_transaction(db, rolled_back_inside, runs) != OK); /* answers OK all the same */
	return err;
}

static enum err
deadlocked_inside(struct db *db, const void *runs)
{
	enum err err = add_name(db, "lost");

	if (err == OK && ++**(int *const *)runs == 1)
		(void)(db_transaction(db, rolled_back_inside, runs) != OK); /* goes on as if nothing had happened */
	return err != OK ? err : add_name(db, "also lost in the first run");
}

static void
running_again_ends(void **state)
{
	struct fixture *f = *state;
	int runs = 0, *where = &runs;

	assert_int_equal(db_transaction(f->db, always_deadlocked, &where), ERR_UNAVAILABLE);
	assert_int_equal(runs, 5);
	assert_int_equal(db_failure(f->db)->db_errno, 1213);
}

static void
nothing_is_committed_over_a_deadlock_that_was_overlooked(void **state)
{
	struct fixture *f = *state;
	int runs = 0, *where = &runs;

	assert_int_equal(db_transaction(f->db, deadlocked_inside, &where), OK);
	assert_int_equal(runs, 3); /* twice the outer, once the inner */
	assert_int_equal(number_of(f->db, COUNT), 2);
	runs = 0;
	assert_int_equal(fixture_empty(state), 0);
	assert_int_equal(db_transaction(f->db, deadlocked_last, &where), OK);
	assert_int_equal(runs, 3);
	assert_int_equal(number_of(f->db, COUNT), 1);
}

/* --- connections ------------------------------------------------------------------------------------------------- */

static void
a_read_survives_the_loss_of_its_connection(void **state)
{
	struct fixture *f = *state;
	const int64_t before = number_of(f->db, CONNECTION);

	kill_connection(f, f->db);
	assert_int_equal(number_of(f->db, COUNT), 0);
	assert_int_not_equal(number_of(f->db, CONNECTION), before);
	assert_int_equal(db_failure(f->db)->code, OK);
}

static void
a_single_write_on_a_dead_connection_is_never_done_twice(void **state)
{
	struct fixture *f = *state;

	kill_connection(f, f->db);
	assert_int_equal(db_exec(f->db, &statements[INSERT], ARGS(TEXT("x"))), ERR_UNAVAILABLE);
	failure_clear(db_failure(f->db));
	assert_int_equal(db_exec(f->db, &statements[INSERT], ARGS(TEXT("x"))), OK);
	assert_int_equal(number_of(f->db, COUNT), 1);
}

struct interruption {
	struct fixture *fixture;
	int *runs;
};

static enum err
add_around_a_kill(struct db *db, const void *arg)
{
	const struct interruption *i = arg;
	enum err err = add_name(db, "first");

	if (++*i->runs == 1)
		kill_connection(i->fixture, db);
	return err != OK ? err : add_name(db, "second");
}

static enum err
add_and_kill(struct db *db, const void *arg)
{
	const struct interruption *i = arg;
	enum err err = add_name(db, "first");

	++*i->runs;
	kill_connection(i->fixture, db);
	return err;
}

static void
a_transaction_survives_the_loss_of_its_connection(void **state)
{
	struct fixture *f = *state;
	int runs = 0;
	const struct interruption interruption = { f, &runs };

	assert_int_equal(db_transaction(f->db, add_around_a_kill, &interruption), OK);
	assert_int_equal(runs, 2);
	assert_int_equal(number_of(f->db, COUNT), 2);
}

static void
a_commit_whose_answer_is_lost_is_not_run_again(void **state)
{
	struct fixture *f = *state;
	int runs = 0;
	const struct interruption interruption = { f, &runs };

	assert_int_equal(db_transaction(f->db, add_and_kill, &interruption), ERR_UNAVAILABLE);
	assert_int_equal(runs, 1);
	assert_non_null(strstr(db_failure(f->db)->log, "commit outcome unknown"));
}

static int64_t
milliseconds(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
a_database_that_is_away_costs_no_time_and_comes_back(void **state)
{
	struct fixture *f = *state;
	const struct timespec longer_than_the_pause = { .tv_nsec = 600 * 1000 * 1000 };
	struct number number;
	int64_t start;

	kill_connection(f, f->db);
	assert_int_equal(unlink(f->socket), 0);
	start = milliseconds();
	for (int i = 0; i < 200; i++) {
		assert_int_equal(db_row(f->db, &statements[COUNT], NO_ARGS, &number), ERR_UNAVAILABLE);
		assert_int_equal(db_transaction(f->db, add_name, "x"), ERR_UNAVAILABLE);
		failure_clear(db_failure(f->db));
	}
	/* Wide, as the machine is shared: if one in a hundred waited to be connected it would take longer. */
	assert_true(milliseconds() - start < 2000);
	(void)nanosleep(&longer_than_the_pause, NULL);
	assert_int_equal(db_row(f->db, &statements[COUNT], NO_ARGS, &number), ERR_UNAVAILABLE); /* a pause begins */
	failure_clear(db_failure(f->db));
	fixture_link(f);
	assert_int_equal(db_row(f->db, &statements[COUNT], NO_ARGS, &number), ERR_UNAVAILABLE); /* not tried so soon */
	failure_clear(db_failure(f->db));
	(void)nanosleep(&longer_than_the_pause, NULL);
	assert_int_equal(db_transaction(f->db, add_name, "x"), OK);
	assert_int_equal(number_of(f->db, COUNT), 1);
}

static void
a_distant_host_without_a_certificate_authority_is_never_spoken_to(void **state)
{
	struct fixture *f = *state;
	const struct db_config config = { .hosts = "db1.example,db2.example:3307", .user = "x" };
	struct db *db = db_open(&config);
	struct number number;

	db_set_arena(db, f->arena);
	assert_int_equal(db_row(db, &statements[CONNECTION], NO_ARGS, &number), ERR_UNAVAILABLE);
	assert_non_null(strstr(db_failure(db)->log, "db2.example needs a CA"));
	db_close(db);
}

#define ON_EMPTY_TABLE(test) cmocka_unit_test_setup(test, fixture_empty)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		ON_EMPTY_TABLE(a_snapshot_sees_one_moment),
		ON_EMPTY_TABLE(a_snapshot_writes_nothing_and_ends),
		ON_EMPTY_TABLE(what_answers_an_error_leaves_nothing),
		ON_EMPTY_TABLE(a_nested_transaction_takes_back_only_itself),
		ON_EMPTY_TABLE(nesting_has_an_end),
		ON_EMPTY_TABLE(a_request_that_breaks_off_leaves_nothing_open),
		ON_EMPTY_TABLE(a_test_takes_everything_back_whatever_requests_did),
		ON_EMPTY_TABLE(two_that_lock_each_other_both_get_through),
		ON_EMPTY_TABLE(a_single_write_that_others_are_in_the_way_of_is_run_again),
		ON_EMPTY_TABLE(running_again_ends),
		ON_EMPTY_TABLE(nothing_is_committed_over_a_deadlock_that_was_overlooked),
		ON_EMPTY_TABLE(a_read_survives_the_loss_of_its_connection),
		ON_EMPTY_TABLE(a_single_write_on_a_dead_connection_is_never_done_twice),
		ON_EMPTY_TABLE(a_transaction_survives_the_loss_of_its_connection),
		ON_EMPTY_TABLE(a_commit_whose_answer_is_lost_is_not_run_again),
		ON_EMPTY_TABLE(a_database_that_is_away_costs_no_time_and_comes_back),
		ON_EMPTY_TABLE(a_distant_host_without_a_certificate_authority_is_never_spoken_to),
	};

	return fixture_missing() ? 0 : cmocka_run_group_tests(tests, fixture_start, fixture_end);
}
