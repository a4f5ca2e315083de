/* What `dvcctl verify` finds: a changed journal, a row moved past the door, a lost or changed file. Mirrors modules/dvcctl/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "domain/dossier/door_store.h"
#include "domain/dossier/dossier_store.h"
#include "domain/dossier/number_store.h"
#include "domain/file/file_store.h"
#include "domain/time/local_time.h"
#include "support/schema.h"

#include "dvcctl.h"

#define SCHEMA "motcua_test_verify"

struct fixture {
	struct dvcctl d;
	char folder[64], said[8192];
};

/* Half past eight on Monday, 23 November 2026. */
static int64_t
monday(void)
{
	const int32_t november_23 = 20780;

	return office_instant((int64_t)november_23 * DAY_MINUTES + 8 * 60 + 30);
}

static int
start(void **state)
{
	static struct fixture f = { .folder = "/tmp/motcua-verify.XXXXXX" };
	static const char *const rows =
	    "INSERT INTO calendar (id, code, name, valid_from, valid_to) VALUES "
	    "(1, 'chung', 'Lịch chung', '2025-01-01', '2035-12-31'); "
	    "INSERT INTO calendar_shift SELECT 1, seq, 450, 690 FROM seq_1_to_5; "
	    "INSERT INTO calendar_shift SELECT 1, seq, 810, 1050 FROM seq_1_to_5; "
	    "INSERT INTO agency (id, code, name, short_name, slug, tier, calendar_id, valid_from) VALUES "
	    "(1, 'H01', 'UBND tỉnh', 'Tỉnh', 'tinh', 'province', 1, '2025-01-01')";

	if (!schema_make(SCHEMA) || !schema_run(SCHEMA, rows) || mkdtemp(f.folder) == NULL)
		return 1;
	f.d.arena = arena_new((size_t)64 << 20);
	f.d.db = schema_open(SCHEMA, f.d.arena);
	f.d.core.files = f.folder;
	db_set_failure(f.d.db, &f.d.failure);
	*state = &f;
	return 0;
}

static int
end(void **state)
{
	struct fixture *f = *state;

	db_close(f->d.db);
	arena_free(f->d.arena);
	schema_drop(SCHEMA);
	return 0;
}

/* A dossier that was filed and accepted through the door. */
static struct dossier
given_dossier(struct fixture *f)
{
	const struct dossier_party applicant = { "applicant", "person", "Nguyễn Thị Lan", "001190000001", DATE_NONE, "",
		"", "" };
	const struct dossier_filing filing = { .channel = "counter",
		.procedure_version_id = 1,
		.procedure_code = "2.000635",
		.procedure_name = "Cấp bản sao Trích lục hộ tịch",
		.case_no = 1,
		.form_version_id = DB_NULL_INT,
		.process_version_id = DB_NULL_INT,
		.rule_version_id = DB_NULL_INT,
		.agency_receiving_id = 1,
		.agency_solving_id = 1,
		.account_id = DB_NULL_INT,
		.subject = "",
		.copies = 1,
		.result_channel = "counter",
		.clock_policy = "count=working_days; term=3 ngày làm việc",
		.parties = &applicant,
		.party_count = 1,
		.who = { ACTOR_INTAKE, "officer", 3, 1 },
		.at = monday() };
	const struct dossier_act receive = { .kind = DOSSIER_RECEIVE,
		.who = { ACTOR_INTAKE, "officer", 3, 1 },
		.at = monday(),
		.facts = "{\"note\":\"du\"}" };
	struct dossier dossier;
	const char *secret;

	assert_int_equal(dossier_create(f->d.db, f->d.arena, &filing, &dossier, &secret), OK);
	assert_int_equal(dossier_apply(f->d.db, f->d.arena, &dossier, dossier.version, &receive), OK);
	return dossier;
}

/* The exit code of `verify WHAT`; what it said is in f->said. */
static int
verified(struct fixture *f, const char *what)
{
	char verb[] = "verify";
	char *argv[] = { verb, arena_strdup(f->d.arena, what), NULL };
	int code;

	memset(f->said, 0, sizeof(f->said));
	f->d.out = fmemopen(f->said, sizeof(f->said), "w");
	assert_non_null(f->d.out);
	code = verb_verify(&f->d, 2, argv);
	(void)fclose(f->d.out);
	failure_clear(&f->d.failure);
	return code;
}

/* Past the door: `statement` ends where the dossier's id belongs. */
static void
change(const char *statement, int64_t id)
{
	char text[300];

	(void)snprintf(text, sizeof(text), "%s%lld", statement, (long long)id);
	assert_true(schema_run(SCHEMA, text));
}

static void
an_untouched_dossier_is_whole(void **state)
{
	struct fixture *f = *state;
	struct dossier dossier = given_dossier(f);

	assert_int_equal(verified(f, dossier.code), EXIT_DONE);
	assert_non_null(strstr(f->said, "whole"));
	assert_non_null(strstr(f->said, dossier.code));
	assert_int_equal(verified(f, dossier.filing_number), EXIT_DONE);
	assert_int_equal(verified(f, "--all"), EXIT_DONE);
	assert_non_null(strstr(f->said, " 0 not whole"));
	assert_int_equal(verified(f, "H01-000000-0000"), EXIT_FAILED);
}

static void
a_changed_event_is_named_by_its_number(void **state)
{
	struct fixture *f = *state;
	struct dossier dossier = given_dossier(f);

	change("UPDATE dossier_event SET actor_id = 9 WHERE seq = 2 AND dossier_id = ", dossier.id);
	assert_int_equal(verified(f, dossier.code), EXIT_FAILED);
	assert_non_null(strstr(f->said, "at event 2"));
	assert_int_equal(verified(f, "--all"), EXIT_FAILED);
	assert_non_null(strstr(f->said, dossier.code));
	change("UPDATE dossier_event SET actor_id = 3 WHERE seq = 2 AND dossier_id = ", dossier.id);
	assert_int_equal(verified(f, dossier.code), EXIT_DONE);
}

static void
a_row_that_was_moved_past_the_door_is_found(void **state)
{
	struct fixture *f = *state;
	struct dossier dossier = given_dossier(f);

	change("UPDATE dossier SET state = 'returned' WHERE id = ", dossier.id);
	assert_int_equal(verified(f, dossier.code), EXIT_FAILED);
	assert_non_null(strstr(f->said, "do not lead to returned"));
	change("UPDATE dossier SET state = 'received', due_at = due_at + INTERVAL 1 DAY WHERE id = ", dossier.id);
	assert_int_equal(verified(f, dossier.code), EXIT_FAILED);
	assert_non_null(strstr(f->said, "clock"));
	change("UPDATE dossier SET due_at = due_at - INTERVAL 1 DAY WHERE id = ", dossier.id);
	assert_int_equal(verified(f, dossier.code), EXIT_DONE);
}

/* --- files --------------------------------------------------------------------------------------------------------- */

static const char *
given_file(struct fixture *f)
{
	const struct file_owner owner = { "dossier", 1, "officer", 1 };
	struct file file;
	int64_t id;

	assert_int_equal(file_write(f->d.db, f->d.arena, f->folder, (struct bytes){ (const unsigned char *)"abc", 3 },
			     "a.txt", "text/plain", &owner, monday(), &id),
	    OK);
	assert_int_equal(file_by_id(f->d.db, id, &file), OK);
	return arena_printf(f->d.arena, "%s/%s", f->folder, file_path(f->d.arena, file.reference));
}

static void
write_over(const char *path, const char *content)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	(void)fputs(content, file);
	assert_int_equal(fclose(file), 0);
}

static void
files_are_compared_with_their_rows_both_ways(void **state)
{
	struct fixture *f = *state;
	const char *path = given_file(f);
	const char *stranger = arena_printf(f->d.arena, "%s/00000000000000000000000000000000", f->folder);
	const struct timespec long_ago[2] = { { .tv_sec = 1 }, { .tv_sec = 1 } };

	assert_int_equal(verified(f, "--files"), EXIT_DONE);
	assert_non_null(strstr(f->said, "1 files, 0 faults"));
	write_over(path, "abd");
	assert_int_equal(verified(f, "--files"), EXIT_FAILED);
	assert_non_null(strstr(f->said, "not the content"));
	write_over(path, "abcd");
	assert_int_equal(verified(f, "--files"), EXIT_FAILED);
	assert_non_null(strstr(f->said, "not as long"));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(verified(f, "--files"), EXIT_FAILED);
	assert_non_null(strstr(f->said, "the file is not"));
	write_over(path, "abc");
	write_over(stranger, "x");
	assert_int_equal(verified(f, "--files"), EXIT_DONE); /* it may be waiting for its row */
	assert_int_equal(utimensat(AT_FDCWD, stranger, long_ago, 0), 0);
	assert_int_equal(verified(f, "--files"), EXIT_FAILED);
	assert_non_null(strstr(f->said, "no row knows it"));
	assert_int_equal(unlink(stranger), 0);
	assert_int_equal(verified(f, "--files"), EXIT_DONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_untouched_dossier_is_whole),
		cmocka_unit_test(a_changed_event_is_named_by_its_number),
		cmocka_unit_test(a_row_that_was_moved_past_the_door_is_found),
		cmocka_unit_test(files_are_compared_with_their_rows_both_ways),
	};

	if (schema_server_missing())
		return 0;
	return cmocka_run_group_tests(tests, start, end);
}
