/* The schema that partners build against is the one by which the portal reads and writes: the file is held to record/'s tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "core/memory/arena.h"
#include "import/xml_procedures.h"

enum { SCHEMA_FILE_MAX = 256 * 1024 };

static void
the_published_schema_is_what_the_tables_say(void **state)
{
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	char *published = arena_alloc(arena, SCHEMA_FILE_MAX);
	FILE *file = fopen("www/static/luoc-do/procedures-1.xsd", "rb");
	size_t size;

	(void)state;
	assert_non_null(file);
	size = fread(published, 1, SCHEMA_FILE_MAX - 1, file);
	(void)fclose(file);
	published[size] = '\0';
	assert_string_equal(published, xml_schema(arena));
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(the_published_schema_is_what_the_tables_say) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
