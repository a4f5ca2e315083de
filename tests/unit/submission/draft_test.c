/* Drafts keep what was typed, are their account's alone, are sent once and expire whole. On a real database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/system/config.h"
#include "core/system/jobs.h"
#include "domain/file/file_store.h"

#include "support/schema.h"

#include "draft_store.h"
#include "expiry.h"

#define SCHEMA "motcua_draft_test"
#define NOW    (INT64_C(1795305600) * 1000000)

static struct {
	struct arena *arena;
	struct db *db;
	char folder[64];
} fixture;

static int
setup(void **state)
{
	(void)state;
	fixture.arena = arena_new((size_t)16 << 20);
	(void)snprintf(fixture.folder, sizeof(fixture.folder), "/tmp/motcua-draft-XXXXXX");
	if (!schema_make(SCHEMA) || mkdtemp(fixture.folder) == NULL)
		return 1;
	fixture.db = schema_open(SCHEMA, fixture.arena);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	db_close(fixture.db);
	schema_drop(SCHEMA);
	arena_free(fixture.arena);
	return 0;
}

static struct draft
new_draft(const char *reference, int64_t account, int64_t at)
{
	struct draft draft = {
		.reference = reference,
		.account_id = account,
		.purpose = "filing",
		.procedure_version_id = 1,
		.procedure_code = "1.000001",
		.procedure_name = "A",
		.case_no = 1,
		.agency_receiving_id = 1,
		.dossier_id = DB_NULL_INT,
		.asked_seq = DB_NULL_INT,
		.saved_at = at,
	};

	assert_int_equal(draft_create(fixture.db, &draft, at, &draft.id), OK);
	return draft;
}

static const char *
value_of(int64_t draft_id, const char *key, size_t nth)
{
	const struct draft_value *values;
	size_t count;

	assert_int_equal(draft_values(fixture.db, draft_id, &values, &count), OK);
	for (size_t i = 0; i < count; i++)
		if (strcmp(values[i].field_key, key) == 0 && nth-- == 0)
			return values[i].value;
	return NULL;
}

static void
a_page_replaces_its_own_answers_and_leaves_the_others(void **state)
{
	static const char *const first[] = { "a", "b" }, *const second[] = { "c" };
	const struct draft_value one[] = { { "a", 0, "1" }, { "b", 0, "x" }, { "b", 0, "y" } },
				 two[] = { { "c", 0, "3" } }, less[] = { { "a", 0, "2" } };
	const struct draft draft = new_draft("aaaaaaaaaaaaaaaaaaaaaa", 1, NOW);
	struct draft_page page = { draft.id, first, 2, one, 3, NOW };

	(void)state;
	assert_int_equal(draft_save_page(fixture.db, &page), OK);
	assert_string_equal(value_of(draft.id, "b", 1), "y");
	assert_int_equal(draft_save_page(fixture.db, &(struct draft_page){ draft.id, second, 1, two, 1, NOW }), OK);
	page.values = less;
	page.value_count = 1;
	assert_int_equal(draft_save_page(fixture.db, &page), OK);
	assert_string_equal(value_of(draft.id, "a", 0), "2");
	assert_null(value_of(draft.id, "b", 0));
	assert_string_equal(value_of(draft.id, "c", 0), "3");
}

static void
another_account_does_not_find_it(void **state)
{
	struct draft found;

	(void)state;
	(void)new_draft("bbbbbbbbbbbbbbbbbbbbbb", 1, NOW);
	assert_int_equal(draft_by_reference(fixture.db, 1, "bbbbbbbbbbbbbbbbbbbbbb", &found), OK);
	assert_int_equal(draft_by_reference(fixture.db, 2, "bbbbbbbbbbbbbbbbbbbbbb", &found), ERR_NOT_FOUND);
}

static void
what_was_sent_is_never_written_again(void **state)
{
	static const char *const keys[] = { "a" };
	const struct draft_value value = { "a", 0, "1" };
	const struct draft draft = new_draft("cccccccccccccccccccccc", 1, NOW);
	const struct draft_page page = { draft.id, keys, 1, &value, 1, NOW };
	const struct draft_sent sent = { .draft_id = draft.id, .dossier_id = 7, .filing_number = "T1", .now = NOW };
	const struct file *files;
	struct draft found;
	size_t count;

	(void)state;
	assert_int_equal(draft_save_page(fixture.db, &page), OK);
	assert_int_equal(draft_mark_sent(fixture.db, &sent), OK);
	assert_null(value_of(draft.id, "a", 0));
	assert_int_equal(draft_save_page(fixture.db, &page), ERR_CONFLICT);
	assert_int_equal(draft_mark_sent(fixture.db, &sent), ERR_CONFLICT);
	assert_int_equal(draft_delete(fixture.db, &draft, &files, &count), ERR_CONFLICT);
	assert_int_equal(draft_by_reference(fixture.db, 1, draft.reference, &found), OK);
	assert_false(draft_is_open(&found));
	assert_string_equal(found.filing_number, "T1");
}

/* One request of the office, one answer in the making. */
static void
a_request_for_a_supplement_has_one_draft(void **state)
{
	struct draft draft = { .reference = "dddddddddddddddddddddd",
		.account_id = 1,
		.purpose = "supplement",
		.procedure_version_id = 1,
		.procedure_code = "1",
		.procedure_name = "A",
		.case_no = 1,
		.agency_receiving_id = 1,
		.dossier_id = 70,
		.asked_seq = 3,
		.filing_number = "T70" };
	struct draft found;
	int64_t id;

	(void)state;
	assert_int_equal(draft_create(fixture.db, &draft, NOW, &id), OK);
	draft.reference = "eeeeeeeeeeeeeeeeeeeeee";
	assert_int_equal(draft_create(fixture.db, &draft, NOW, &id), ERR_CONFLICT);
	assert_true(db_duplicate(fixture.db));
	draft.asked_seq = 9;
	assert_int_equal(draft_create(fixture.db, &draft, NOW, &id), OK);
	assert_int_equal(draft_of_supplement(fixture.db, 1, 70, 3, &found), OK);
	assert_string_equal(found.reference, "dddddddddddddddddddddd");
	assert_int_equal(draft_of_supplement(fixture.db, 2, 70, 3, &found), ERR_NOT_FOUND);
}

/* Two windows: what one of them sends or deletes is what it has shown, not what the other wrote meanwhile. */
static void
what_another_window_wrote_is_neither_sent_nor_deleted_unseen(void **state)
{
	static const char *const keys[] = { "a" };
	const struct draft_value value = { "a", 0, "1" };
	const struct draft made = new_draft("iiiiiiiiiiiiiiiiiiiiii", 1, NOW);
	const struct draft_page page = { made.id, keys, 1, &value, 1, NOW + 1 };
	const struct file *files;
	struct draft read, found;
	size_t count;

	(void)state;
	assert_int_equal(draft_by_reference(fixture.db, 1, made.reference, &read), OK);
	assert_int_equal(draft_lock_as_saved(fixture.db, made.id, read.saved_at, &found), OK);
	assert_int_equal(draft_save_page(fixture.db, &page), OK);
	assert_int_equal(draft_lock_as_saved(fixture.db, made.id, read.saved_at, &found), ERR_CONFLICT);
	assert_int_equal(draft_delete(fixture.db, &read, &files, &count), ERR_CONFLICT);
	assert_string_equal(value_of(made.id, "a", 0), "1");
	assert_int_equal(draft_by_reference(fixture.db, 1, made.reference, &read), OK);
	assert_int_equal(draft_delete(fixture.db, &read, &files, &count), OK);
}

/* The upload's row was written, then the process died: no paper of the draft names the file. */
static void
a_file_whose_upload_broke_off_goes_with_its_draft(void **state)
{
	const struct draft made = new_draft("jjjjjjjjjjjjjjjjjjjjjj", 1, NOW);
	const struct file_owner owner = { "draft", made.id, "citizen", 1 };
	const struct bytes content = { (const unsigned char *)"x", 1 };
	const struct file *files;
	struct draft read;
	struct file file;
	size_t count;
	int64_t id;

	(void)state;
	assert_int_equal(file_write(fixture.db, fixture.arena, fixture.folder, content, "a.pdf", "application/pdf",
			     &owner, NOW, &id),
	    OK);
	assert_int_equal(draft_by_reference(fixture.db, 1, made.reference, &read), OK);
	assert_int_equal(draft_delete(fixture.db, &read, &files, &count), OK);
	assert_int_equal(count, 1);
	assert_int_equal(files[0].id, id);
	assert_int_equal(file_by_id(fixture.db, id, &file), ERR_NOT_FOUND);
}

static bool
never(void)
{
	return false;
}

static void
a_draft_untouched_for_thirty_days_goes_with_its_files(void **state)
{
	const struct core_config config = { .files = fixture.folder };
	struct job_ctx job = {
		.arena = fixture.arena, .db = fixture.db, .now = NOW, .config = &config, .stopping = never
	};
	const struct draft old = new_draft("ffffffffffffffffffffff", 9, NOW - 31 * DATE_DAY);
	const struct draft fresh = new_draft("gggggggggggggggggggggg", 9, NOW - 29 * DATE_DAY);
	const struct file_owner owner = { "draft", old.id, "citizen", 9 };
	const char *path;
	struct draft found;
	struct file file;
	struct stat status;
	int64_t file_id;
	bool more = false, added = false;

	(void)state;
	assert_int_equal(
	    file_write(fixture.db, fixture.arena, fixture.folder, (struct bytes){ (const unsigned char *)"x", 1 },
		"a.pdf", "application/pdf", &owner, NOW, &file_id),
	    OK);
	assert_int_equal(draft_add_paper(fixture.db, old.id, file_id, "a", NOW - 31 * DATE_DAY, &added), OK);
	assert_true(added);
	assert_int_equal(file_by_id(fixture.db, file_id, &file), OK);
	path = arena_printf(fixture.arena, "%s/%s", fixture.folder, file_path(fixture.arena, file.reference));
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(expiry_job.run(&job, &more), OK);
	assert_int_equal(draft_by_reference(fixture.db, 9, old.reference, &found), ERR_NOT_FOUND);
	assert_int_equal(file_by_id(fixture.db, file_id, &file), ERR_NOT_FOUND);
	assert_int_not_equal(stat(path, &status), 0);
	assert_int_equal(draft_by_reference(fixture.db, 9, fresh.reference, &found), OK);
}

static void
a_tracking_secret_is_forgotten_after_half_an_hour(void **state)
{
	const struct core_config config = { .files = fixture.folder };
	struct job_ctx job = { .arena = fixture.arena, .db = fixture.db, .config = &config, .stopping = never };
	const struct draft draft = new_draft("hhhhhhhhhhhhhhhhhhhhhh", 9, NOW);
	const struct draft_sent sent = { draft.id, 8, "T8", { (const unsigned char *)"sealed", 6 }, NOW };
	struct draft found;
	bool more;

	(void)state;
	assert_int_equal(draft_mark_sent(fixture.db, &sent), OK);
	job.now = NOW + 29 * DATE_MINUTE;
	assert_int_equal(expiry_job.run(&job, &more), OK);
	assert_int_equal(draft_by_reference(fixture.db, 9, draft.reference, &found), OK);
	assert_int_equal(found.sealed_secret.size, 6);
	job.now = NOW + 31 * DATE_MINUTE;
	assert_int_equal(expiry_job.run(&job, &more), OK);
	assert_int_equal(draft_by_reference(fixture.db, 9, draft.reference, &found), OK);
	assert_int_equal(found.sealed_secret.size, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_replaces_its_own_answers_and_leaves_the_others),
		cmocka_unit_test(another_account_does_not_find_it),
		cmocka_unit_test(what_was_sent_is_never_written_again),
		cmocka_unit_test(a_request_for_a_supplement_has_one_draft),
		cmocka_unit_test(what_another_window_wrote_is_neither_sent_nor_deleted_unseen),
		cmocka_unit_test(a_file_whose_upload_broke_off_goes_with_its_draft),
		cmocka_unit_test(a_draft_untouched_for_thirty_days_goes_with_its_files),
		cmocka_unit_test(a_tracking_secret_is_forgotten_after_half_an_hour),
	};

	if (schema_server_missing())
		return 0;
	return cmocka_run_group_tests(tests, setup, teardown);
}
