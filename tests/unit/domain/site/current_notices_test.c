/* The pages that modules serve tell what interrupts a service, and are none the worse for a file that is not as it should be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "core/view/view.h"
#include "domain/site/current_notices.h"

static struct arena *arena;
static char folder[] = "/tmp/motcua-notices-XXXXXX";

static const char *
path(const char *below)
{
	return arena_printf(arena, "%s/%s", folder, below);
}

static int
start(void **state)
{
	(void)state;
	arena = arena_new(ARENA_REQUEST_LIMIT);
	if (mkdtemp(folder) == NULL || mkdir(path("current"), 0700) != 0)
		return -1;
	return mkdir(path("current/thong-bao"), 0700);
}

static int
end(void **state)
{
	(void)state;
	(void)unlink(path("current/" CURRENT_NOTICES_FILE));
	(void)rmdir(path("current/thong-bao"));
	(void)rmdir(path("current"));
	(void)rmdir(folder);
	arena_free(arena);
	return 0;
}

static void
given(const char *text)
{
	FILE *file = fopen(path("current/" CURRENT_NOTICES_FILE), "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
}

static const struct view *
notices(void)
{
	struct view *shell = view_object(arena);

	current_notices_add(arena, folder, shell);
	return view_find(shell, "notices");
}

static void
test_no_file_tells_nothing(void **state)
{
	(void)state;
	assert_int_equal(view_kind(notices()), VIEW_NULL);
}

static void
test_each_current_interruption_is_told(void **state)
{
	(void)state;
	given("{\"notices\":{\"items\":[{\"label\":\"a\",\"url\":\"/thong-bao/\",\"until\":\"12:00\"},"
	      "{\"label\":\"b\",\"url\":\"/thong-bao/\",\"until\":\"13:00\"}]}}");
	assert_int_equal(view_count(view_path(notices(), "items")), 2);
	assert_string_equal(view_as_text(view_path(notices(), "items.1.label")), "b");
	given("{\"notices\":null}");
	assert_int_equal(view_kind(notices()), VIEW_NULL);
}

static void
test_what_is_not_as_it_should_be_is_left_out(void **state)
{
	static const char *const broken[] = { "", "{", "[]", "{\"notices\":[]}", "{\"notices\":{\"items\":7}}" };

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		given(broken[i]);
		assert_int_equal(view_kind(notices()), VIEW_NULL);
	}
	given("{\"notices\":{\"items\":[{\"label\":\"a\",\"url\":\"https://evil.example/"
	      "\",\"until\":\"1\"},{\"label\":1}]}}");
	assert_int_equal(view_count(view_path(notices(), "items")), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_file_tells_nothing),
		cmocka_unit_test(test_each_current_interruption_is_told),
		cmocka_unit_test(test_what_is_not_as_it_should_be_is_left_out),
	};

	return cmocka_run_group_tests(tests, start, end);
}
