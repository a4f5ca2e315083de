/*
 * Fuzz entry: any bytes as a BPMN document. What is read is written; what was written must be read again, and written the
 * same: nothing of it may be lost, refused or moved.
 */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_check.h"
#include "domain/definition/process/process_diff.h"

static void
try_input(struct arena *arena, const char *data, size_t size)
{
	struct process_model *model, *again;
	const struct process_problem *problems;
	const struct process_change *changes;
	struct definition_error error;
	struct process *process;
	const char *first, *second;
	size_t first_size, second_size;

	if (process_model_read(arena, data, size, &model, &error) != OK)
		return;
	(void)process_problems(arena, model, &problems, &process);
	if (process_model_write(arena, model, &first, &first_size) != OK)
		return;
	if (process_model_read(arena, first, first_size, &again, &error) != OK)
		abort();
	if (process_diff(arena, model, again, &changes) != 0)
		abort();
	if (process_model_write(arena, again, &second, &second_size) != OK || first_size != second_size ||
	    memcmp(first, second, first_size) != 0)
		abort();
	process_model_lay_out(arena, again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One input: past the arena's limit counts as refused. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)32 << 20);
	jmp_buf boundary;

	if (setjmp(boundary) == 0) {
		arena_guard(arena, &boundary);
		try_input(arena, (const char *)data, size);
	}
	arena_free(arena);
	return 0;
}
