/*
 * Fuzz entry: any bytes as a list of steps (JSON, CSV or XLSX). Each process becomes a table and a drawing; a drawing that is
 * written must be read again.
 */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_check.h"
#include "process_design/step_list.h"

static void
try_process(struct arena *arena, const struct step_process *process)
{
	const struct process_problem *problems;
	struct definition_error error;
	struct process_model *again;
	struct step_reading reading;
	struct process *runs;
	const char *content;
	size_t size;

	step_process_read(arena, process, "QT-1", "ngày", &reading);
	if (reading.model == NULL || process_model_write(arena, reading.model, &content, &size) != OK)
		return;
	if (process_model_read(arena, content, size, &again, &error) != OK)
		abort();
	(void)process_problems(arena, again, &problems, &runs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One input: past the arena's limit counts as refused. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	struct file_fault fault = { 0 };
	struct step_list list;
	jmp_buf boundary;

	if (setjmp(boundary) == 0) {
		arena_guard(arena, &boundary);
		if (step_list_read(arena, (struct bytes){ data, size }, &list, &fault) == OK)
			for (size_t i = 0; i < list.count; i++)
				try_process(arena, &list.processes[i]);
		else if (fault.reason == NULL)
			abort(); /* a file is never refused without a word */
	}
	arena_free(arena);
	return 0;
}
