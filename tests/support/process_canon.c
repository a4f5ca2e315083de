/*
 * What libdomain makes of a process: BPMN XML on standard input, the model as libdomain writes it on standard output; or the
 * refusal, as a line, and exit code 1. For the test that holds bpmn-js against it: what was opened and saved without a
 * change is the same process. Decides nothing.
 */
#include <stdio.h>
#include <stdlib.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_model.h"

enum { MEMORY = 64 << 20 }; /* bytes */

int
main(void)
{
	static char text[PROCESS_BYTES_MAX + 1];
	struct arena *arena = arena_new(MEMORY);
	struct definition_error error = { 0 };
	struct process_model *model;
	const char *written;
	size_t size = fread(text, 1, sizeof(text), stdin);

	if (process_model_read(arena, text, size, &model, &error)) {
		printf(
		    "%s %s\n", error.message == NULL ? "" : error.message, error.element == NULL ? "" : error.element);
		return EXIT_FAILURE;
	}
	if (process_model_write(arena, model, &written, &size))
		return EXIT_FAILURE;
	(void)fwrite(written, 1, size, stdout);
	arena_free(arena);
	return EXIT_SUCCESS;
}
