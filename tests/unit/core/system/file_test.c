/* A command that could not write what it was asked for says so: a bundle cut short by a full disk must not pass for one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/system/file.h"

static const struct bytes content = { (const unsigned char *)"a\0b", 3 };

static void
test_what_is_written_is_read_back_whole(void **state)
{
	char path[] = "/tmp/motcua-file-XXXXXX";
	struct arena *arena = arena_new(1 << 20);
	struct failure failure = { .code = OK };
	struct bytes read;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "longer before", 13), 13);
	assert_int_equal(close(fd), 0);
	assert_int_equal(file_save(path, content, &failure), OK);
	assert_int_equal(file_read(arena, path, 100, false, &read, &failure), OK);
	assert_int_equal(read.size, content.size);
	assert_memory_equal(read.data, content.data, content.size);
	assert_int_equal(unlink(path), 0);
	arena_free(arena);
}

static void
test_a_full_disk_and_a_missing_folder_are_told(void **state)
{
	static const char *const paths[] = { "/dev/full", "/nowhere/at/all" };

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct failure failure = { .code = OK };

		assert_int_equal(file_save(paths[i], content, &failure), ERR_UNAVAILABLE);
		assert_non_null(strstr(failure.log, paths[i]));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_written_is_read_back_whole),
		cmocka_unit_test(test_a_full_disk_and_a_missing_folder_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
