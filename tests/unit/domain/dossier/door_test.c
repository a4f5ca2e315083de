/*
 * The dossier's door on a real database: what one passage writes, what it refuses, and that nothing is lost when many
 * pass at once. Mirrors modules/domain/dossier/.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <pthread.h>
#include <string.h>
#include <cmocka.h>

#include "domain/dossier/door_store.h"
#include "domain/dossier/dossier_store.h"
#include "domain/dossier/number_store.h"
#include "domain/time/local_time.h"
#include "support/schema.h"

#define SCHEMA "motcua_test_door"

struct fixture {
	struct db *db;
	struct arena *arena;
};

/* A moment in November 2026; the 23rd is a Monday. Office hours of the law's worked dates: 07:30-11:30, 13:30-17:30. */
static int64_t
at(int day, int hour, int minute)
{
	const int32_t november_1 = 20758;

	return office_instant(((int64_t)november_1 + day - 1) * DAY_MINUTES + hour * 60 + minute);
}

static int
start(void **state)
{
	static struct fixture fixture;
	static const char *const rows =
	    "INSERT INTO calendar (id, code, name, valid_from, valid_to) VALUES (1, 'chung', 'Lịch chung', "
	    "'2025-01-01', "
	    "'2035-12-31'); "
	    "INSERT INTO calendar_shift SELECT 1, seq, 450, 690 FROM seq_1_to_5; "
	    "INSERT INTO calendar_shift SELECT 1, seq, 810, 1050 FROM seq_1_to_5; "
	    "INSERT INTO calendar_exception VALUES (1, '2026-11-24', 'off', NULL, 'Ngày Văn hóa Việt Nam'); "
	    "INSERT INTO agency (id, code, name, short_name, slug, tier, calendar_id, valid_from) VALUES "
	    "(1, 'H01', 'UBND tỉnh', 'Tỉnh', 'tinh', 'province', 1, '2025-01-01'); "
	    "INSERT INTO agency (id, parent_id, code, name, short_name, slug, tier, valid_from) VALUES "
	    "(2, 1, 'H01.21', 'UBND phường', 'Phường', 'phuong', 'commune', '2025-01-01')";

	if (!schema_make(SCHEMA) || !schema_run(SCHEMA, rows))
		return 1;
	fixture.arena = arena_new((size_t)256 << 20);
	fixture.db = schema_open(SCHEMA, fixture.arena);
	*state = &fixture;
	return 0;
}

static int
end(void **state)
{
	struct fixture *f = *state;

	db_close(f->db);
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
	failure_clear(db_failure(f->db));
	return 0;
}

static const struct dossier_who citizen = { ACTOR_APPLICANT, "citizen", 7, 0 };
static const struct dossier_who intake = { ACTOR_INTAKE, "officer", 3, 2 };
static const struct dossier_who processing = { ACTOR_PROCESSING, "officer", 4, 2 };

static enum err
file_one(struct db *db, struct arena *arena, int64_t when, struct dossier *dossier, const char **secret)
{
	const struct dossier_party applicant = { .role = "applicant",
		.kind = "person",
		.name = "Nguyễn Thị Lan",
		.number = "001190000001",
		.birth_date = DATE_NONE,
		.address = "Phường Trung Tâm",
		.phone = "0912345678",
		.email = "lan@example.vn" };
	const struct dossier_paper paper = { .requirement_code = "to-khai",
		.name = "Tờ khai",
		.originals = 1,
		.file_id = DB_NULL_INT,
		.source = "paper" };
	const struct dossier_value value = { .field_id = "F1", .value = "2", .provenance = "typed" };
	const struct dossier_filing filing = { .channel = "online",
		.procedure_version_id = 1,
		.procedure_code = "2.000635",
		.procedure_name = "Cấp bản sao Trích lục hộ tịch",
		.case_no = 1,
		.form_version_id = DB_NULL_INT,
		.process_version_id = DB_NULL_INT,
		.rule_version_id = DB_NULL_INT,
		.agency_receiving_id = 2,
		.agency_solving_id = 2,
		.account_id = 7,
		.subject = "Bản sao Giấy khai sinh",
		.copies = 1,
		.result_channel = "online",
		.clock_policy =
		    "count=working_days; term=3 ngày làm việc; pause=supplement,fee; after=restart; wait=15; "
		    "extensions=1",
		.parties = &applicant,
		.party_count = 1,
		.papers = &paper,
		.paper_count = 1,
		.values = &value,
		.value_count = 1,
		.who = citizen,
		.at = when };

	return dossier_create(db, arena, &filing, dossier, secret);
}

/* OK, or says why not. */
static void
assert_ok(struct fixture *f, enum err err)
{
	if (err != OK)
		print_error("%s: %s\n", err_name(err), db_failure(f->db)->log);
	assert_int_equal(err, OK);
}

static enum err
act(struct fixture *f, struct dossier *dossier, enum dossier_event_kind kind, struct dossier_who who, int64_t when)
{
	const struct dossier_act a = { .kind = kind, .who = who, .at = when, .outcome = "granted" };

	return dossier_apply(f->db, f->arena, dossier, dossier->version, &a);
}

static void
a_filed_dossier_has_a_filing_number_and_no_code_until_it_is_accepted(void **state)
{
	struct fixture *f = *state;
	struct dossier dossier, found;
	const char *secret;

	assert_ok(f, file_one(f->db, f->arena, at(23, 9, 10), &dossier, &secret));
	assert_null(dossier.code);
	assert_int_equal(strncmp(dossier.filing_number, "H01.21-T261123-", 15), 0);
	assert_int_equal(dossier.state, DOSSIER_SUBMITTED);
	assert_ok(f, act(f, &dossier, DOSSIER_RECEIVE, intake, at(23, 9, 10)));
	assert_int_equal(strncmp(dossier.code, "H01.21-261123-", 14), 0);
	assert_ok(f, dossier_by_number(f->db, dossier.code, &found));
	assert_int_equal(found.state, DOSSIER_RECEIVED);
	assert_int_equal(found.received_at, at(23, 9, 10));
	/* law.md 1.5, first row: received on Monday 23/11, 3 working days, 24/11 is a holiday -> Friday 27/11. */
	assert_int_equal(found.due_at, at(27, 17, 30));
}

static void
the_secret_opens_the_dossier_and_nothing_else_does(void **state)
{
	struct fixture *f = *state;
	struct dossier dossier, found;
	const char *secret;

	assert_ok(f, file_one(f->db, f->arena, at(23, 9, 10), &dossier, &secret));
	assert_ok(f, dossier_for_secret(f->db, dossier.filing_number, secret, &found));
	assert_int_equal(dossier_for_secret(f->db, dossier.filing_number, "", &found), ERR_NOT_FOUND);
	assert_int_equal(dossier_for_secret(f->db, dossier.filing_number, "222222222222", &found), ERR_NOT_FOUND);
	assert_int_equal(dossier_for_secret(f->db, "H01.21-T261123-99999", secret, &found), ERR_NOT_FOUND);
	assert_ok(f, dossier_for_account(f->db, 7, dossier.filing_number, &found));
	assert_int_equal(dossier_for_account(f->db, 8, dossier.filing_number, &found), ERR_NOT_FOUND);
	assert_null(found.applicant_name); /* nothing of it is left where a careless page could show it */
}

/* Two at once: the one that read its time first may get the row second. Only a real disorder is refused. */
static void
who_waited_for_the_row_comes_after_who_held_it(void **state)
{
	struct fixture *f = *state;
	struct dossier dossier;
	const char *secret;

	assert_ok(f, file_one(f->db, f->arena, at(23, 9, 10), &dossier, &secret));
	assert_ok(f, act(f, &dossier, DOSSIER_RECEIVE, intake, at(23, 9, 10) - 2000000));
	assert_ok(f, act(f, &dossier, DOSSIER_START_PROCESSING, processing, at(23, 9, 10)));
	assert_int_equal(act(f, &dossier, DOSSIER_ASK_SUPPLEMENT, processing, at(23, 9, 5)), ERR_CONFLICT);
}

static void
two_officers_at_once_one_succeeds_and_the_other_is_told(void **state)
{
	struct fixture *f = *state;
	struct dossier dossier, second;
	const char *secret;

	assert_ok(f, file_one(f->db, f->arena, at(23, 9, 10), &dossier, &secret));
	second = dossier;
	assert_ok(f, act(f, &dossier, DOSSIER_RECEIVE, intake, at(23, 9, 10)));
	assert_int_equal(act(f, &second, DOSSIER_RECEIVE, intake, at(23, 9, 11)), ERR_CONFLICT);
	assert_string_equal(db_failure(f->db)->message, "dossier.moved_on");
}

static void
nobody_does_anothers_step_and_no_undeclared_edge_is_taken(void **state)
{
	struct fixture *f = *state;
	struct dossier dossier;
	const char *secret;

	assert_ok(f, file_one(f->db, f->arena, at(23, 9, 10), &dossier, &secret));
	assert_int_equal(act(f, &dossier, DOSSIER_RECEIVE, citizen, at(23, 9, 10)), ERR_FORBIDDEN);
	failure_clear(db_failure(f->db));
	assert_int_equal(act(f, &dossier, DOSSIER_RETURN_RESULT, intake, at(23, 9, 10)), ERR_CONFLICT);
	assert_string_equal(db_failure(f->db)->message, "dossier.not_now");
}

/* NĐ 61/2018/NĐ-CP, Đ19(4): after a supplement the term is counted again from the start; Đ11(2)(c): asked once. */
static void
a_supplement_pauses_the_clock_is_asked_once_and_restarts_the_term(void **state)
{
	struct fixture *f = *state;
	struct dossier dossier;
	const char *secret;
	const struct dossier_act second = {
		.kind = DOSSIER_ASK_SUPPLEMENT, .who = processing, .at = at(26, 9, 0), .leader_approved = true
	};

	assert_ok(f, file_one(f->db, f->arena, at(23, 9, 10), &dossier, &secret));
	assert_ok(f, act(f, &dossier, DOSSIER_RECEIVE, intake, at(23, 9, 10)));
	assert_ok(f, act(f, &dossier, DOSSIER_START_PROCESSING, processing, at(23, 10, 0)));
	assert_ok(f, act(f, &dossier, DOSSIER_ASK_SUPPLEMENT, processing, at(23, 14, 0)));
	assert_true(dossier.wait_until > at(30, 0, 0));
	assert_ok(f, act(f, &dossier, DOSSIER_SUPPLEMENT_ANSWERED, citizen, at(25, 8, 0)));
	assert_int_equal(dossier.state, DOSSIER_IN_PROGRESS);
	assert_int_equal(dossier.due_at, at(30, 17, 30)); /* 26, 27, 30 November */
	assert_int_equal(act(f, &dossier, DOSSIER_ASK_SUPPLEMENT, processing, at(26, 9, 0)), ERR_CONFLICT);
	assert_string_equal(db_failure(f->db)->message, "dossier.supplement_once");
	failure_clear(db_failure(f->db));
	assert_ok(f, dossier_apply(f->db, f->arena, &dossier, dossier.version, &second));
}

static void
the_journal_is_whole_after_a_life_and_a_changed_byte_is_found(void **state)
{
	struct fixture *f = *state;
	struct dossier_verdict verdict;
	struct dossier dossier;
	const char *secret;

	assert_ok(f, file_one(f->db, f->arena, at(23, 9, 10), &dossier, &secret));
	assert_ok(f, act(f, &dossier, DOSSIER_RECEIVE, intake, at(23, 9, 10)));
	assert_ok(f, act(f, &dossier, DOSSIER_START_PROCESSING, processing, at(23, 10, 0)));
	assert_ok(f, dossier_verify(f->db, f->arena, &dossier, &verdict));
	assert_false(verdict.chain_broken || verdict.state_differs || verdict.clock_differs);
	assert_int_equal(verdict.events, 3);
	assert_true(schema_run(
	    SCHEMA, "UPDATE dossier_event SET actor_id = 99 WHERE seq = 2 ORDER BY dossier_id DESC LIMIT 1"));
	assert_ok(f, dossier_verify(f->db, f->arena, &dossier, &verdict));
	assert_true(verdict.chain_broken);
	assert_int_equal(verdict.broken_seq, 2);
}

static void
money_that_arrives_for_a_withdrawn_dossier_is_still_recorded(void **state)
{
	struct fixture *f = *state;
	const struct dossier_act settled = {
		.kind = DOSSIER_FEE_SETTLED, .who = { ACTOR_SYSTEM, "system", 0, 0 }, .at = at(23, 10, 0)
	};
	struct dossier dossier;
	const char *secret;

	assert_ok(f, file_one(f->db, f->arena, at(23, 9, 10), &dossier, &secret));
	assert_ok(f, act(f, &dossier, DOSSIER_WITHDRAW, citizen, at(23, 9, 30)));
	assert_ok(f, dossier_apply(f->db, f->arena, &dossier, DOSSIER_ANY_VERSION, &settled));
	assert_int_equal(dossier.state, DOSSIER_WITHDRAWN);
	assert_int_equal(dossier.last_seq, 3);
}

enum { THREADS = 8, EACH = 125 };

static void *
file_many(void *argument)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	struct db *db = schema_open(SCHEMA, arena);
	intptr_t wrong = 0;

	(void)argument;
	for (int i = 0; i < EACH; i++) {
		struct dossier dossier;
		const char *secret;

		wrong += file_one(db, arena, at(20, 9, 10), &dossier, &secret) != OK;
		arena_reset(arena);
		db_set_arena(db, arena);
	}
	db_close(db);
	arena_free(arena);
	return (void *)wrong;
}

static void
a_thousand_filings_in_parallel_get_a_thousand_numbers_without_a_gap(void **state)
{
	struct fixture *f = *state;
	struct dossier dossier;
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, file_many, NULL), 0);
	for (int i = 0; i < THREADS; i++) {
		void *wrong;

		assert_int_equal(pthread_join(threads[i], &wrong), 0);
		assert_null(wrong);
	}
	assert_ok(f, dossier_by_number(f->db, "H01.21-T261120-00001", &dossier));
	assert_ok(f, dossier_by_number(f->db, "H01.21-T261120-01000", &dossier));
	assert_int_equal(dossier_by_number(f->db, "H01.21-T261120-01001", &dossier), ERR_NOT_FOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_filed_dossier_has_a_filing_number_and_no_code_until_it_is_accepted, renew),
		cmocka_unit_test_setup(the_secret_opens_the_dossier_and_nothing_else_does, renew),
		cmocka_unit_test_setup(who_waited_for_the_row_comes_after_who_held_it, renew),
		cmocka_unit_test_setup(two_officers_at_once_one_succeeds_and_the_other_is_told, renew),
		cmocka_unit_test_setup(nobody_does_anothers_step_and_no_undeclared_edge_is_taken, renew),
		cmocka_unit_test_setup(a_supplement_pauses_the_clock_is_asked_once_and_restarts_the_term, renew),
		cmocka_unit_test_setup(the_journal_is_whole_after_a_life_and_a_changed_byte_is_found, renew),
		cmocka_unit_test_setup(money_that_arrives_for_a_withdrawn_dossier_is_still_recorded, renew),
		cmocka_unit_test_setup(a_thousand_filings_in_parallel_get_a_thousand_numbers_without_a_gap, renew),
	};

	if (schema_server_missing())
		return 0;
	return cmocka_run_group_tests(tests, start, end);
}
