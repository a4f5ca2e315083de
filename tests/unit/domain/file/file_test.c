/* Keeping files: bytes on disk and row agree, and a refused row leaves nothing behind. Mirrors modules/domain/file/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/system/file.h"
#include "domain/file/file_store.h"
#include "support/schema.h"

#define SCHEMA "motcua_test_file"

struct fixture {
	struct db *db;
	struct arena *arena;
	char folder[40];
};

static const struct file_owner draft = { "draft", 1, "citizen", 7 };
static const struct bytes content = { (const unsigned char *)"%PDF-1.7 giay khai sinh", 23 };

static int
start(void **state)
{
	static struct fixture fixture = { .folder = "/tmp/motcua-file-XXXXXX" };

	if (!schema_make(SCHEMA) || mkdtemp(fixture.folder) == NULL)
		return 1;
	fixture.arena = arena_new((size_t)16 << 20);
	fixture.db = schema_open(SCHEMA, fixture.arena);
	*state = &fixture;
	return 0;
}

static void
remove_all(const char *pattern)
{
	glob_t found = { 0 };

	if (glob(pattern, 0, NULL, &found) == 0)
		for (size_t i = 0; i < found.gl_pathc; i++)
			(void)remove(found.gl_pathv[i]);
	globfree(&found);
}

static int
end(void **state)
{
	struct fixture *f = *state;

	for (const char *const *below = (const char *const[]){ "/*/*/*", "/*/*", "/*", "", NULL }; *below; below++)
		remove_all(arena_printf(f->arena, "%s%s", f->folder, *below));
	db_close(f->db);
	arena_free(f->arena);
	schema_drop(SCHEMA);
	return 0;
}

static size_t
files_on_disk(struct fixture *f)
{
	glob_t found = { 0 };
	size_t count = 0;

	if (glob(arena_printf(f->arena, "%s/*/*/*", f->folder), 0, NULL, &found) == 0)
		count = found.gl_pathc;
	globfree(&found);
	return count;
}

static void
what_was_written_is_on_disk_under_the_reference_of_its_row(void **state)
{
	struct fixture *f = *state;
	struct failure failure = { 0 };
	struct bytes found;
	struct file file;
	const char *path;
	int64_t id;

	assert_int_equal(
	    file_write(f->db, f->arena, f->folder, content, "giấy.pdf", "application/pdf", &draft, 1, &id), OK);
	assert_int_equal(file_by_id(f->db, id, &file), OK);
	assert_int_equal(file.size, content.size);
	path = arena_printf(f->arena, "%s/%s", f->folder, file_path(f->arena, file.reference));
	assert_int_equal(file_read(f->arena, path, 1000, false, &found, &failure), OK);
	assert_memory_equal(found.data, content.data, content.size);
}

static void
a_refused_row_leaves_no_file(void **state)
{
	struct fixture *f = *state;
	size_t before = files_on_disk(f);
	char *name = arena_alloc(f->arena, 2001);
	int64_t id;

	memset(name, 'a', 2000);
	name[2000] = '\0';
	assert_int_not_equal(
	    file_write(f->db, f->arena, f->folder, content, name, "application/pdf", &draft, 1, &id), OK);
	assert_int_equal(files_on_disk(f), before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_on_disk_under_the_reference_of_its_row),
		cmocka_unit_test(a_refused_row_leaves_no_file),
	};

	if (schema_server_missing())
		return 0;
	return cmocka_run_group_tests(tests, start, end);
}
