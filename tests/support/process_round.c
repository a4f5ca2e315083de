/*
 * Reads a BPMN document from its standard input and writes it as the product does; the refusal and its element to the
 * standard error, and 1, for one that cannot be read. For the round trip through the tools that people draw with.
 */
#include <stdio.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process_model.h"

int
main(void)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	char *xml = arena_alloc(arena, PROCESS_BYTES_MAX + 2);
	const size_t size = fread(xml, 1, PROCESS_BYTES_MAX + 1, stdin);
	struct definition_error error = { .element = "" };
	struct process_model *model;
	struct process *process;
	const char *written;
	size_t written_size;
	int result = 1;

	if (process_model_read(arena, xml, size, &model, &error) || process_of_model(arena, model, &process, &error))
		fprintf(stderr, "%s %s\n", error.message, error.element);
	else if (process_model_write(arena, model, &written, &written_size))
		fprintf(stderr, "too large\n");
	else
		result = fwrite(written, 1, written_size, stdout) == written_size ? 0 : 1;
	arena_free(arena);
	return result;
}
