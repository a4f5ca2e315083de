/* Fuzz entry: any bytes as a Form.io document; what comes out is a form that is read again, without script. */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/formio/formio.h"

static void
try_input(struct arena *arena, const char *data, size_t size)
{
	struct formio_report report;
	struct form_error error;

	(void)formio_is(data, size);
	if (formio_import(arena, data, size, true, &report, &error) != OK)
		return;
	if (report.form == NULL || strstr(report.json, "customConditional") != NULL)
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
