/* Fuzz entry: any bytes as a Form.io document; what comes out is a form that is read again, without script. */
#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/formio/formio.h"

/* A member of that name; the word in a text of the form is no script. */
static bool
has_member(const char *json, const char *name)
{
	for (const char *at = strstr(json, name); at != NULL; at = strstr(at + 1, name))
		if (at > json && at[-1] == '"' && strncmp(at + strlen(name), "\":", 2) == 0)
			return true;
	return false;
}

static void
try_input(struct arena *arena, const char *data, size_t size)
{
	struct formio_report report;
	struct form_error error;

	(void)formio_is(data, size);
	if (formio_import(arena, data, size, true, &report, &error) != OK)
		return;
	if (report.form == NULL || has_member(report.json, "customConditional"))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One input: past the arena's limit counts as refused. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	jmp_buf boundary;

	if (setjmp(boundary) == 0) {
		arena_guard(arena, &boundary);
		try_input(arena, (const char *)data, size);
	}
	arena_free(arena);
	return 0;
}
