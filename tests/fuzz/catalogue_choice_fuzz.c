/* Fuzz entry: any bytes as the rows of a shared list of choices, alone and hanging on another list; what is kept can be an answer. */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "choice/choice_rows.h"
#include "core/memory/arena.h"
#include "domain/definition/form/form.h"

static void
try_rows(struct arena *arena, const char *text, const struct choice_item *parents, size_t parent_count)
{
	struct choice_rows rows;

	choice_rows_read(arena, text, parents, parent_count, &rows);
	if (rows.fault_count > CHOICE_FAULTS_MAX)
		abort();
	for (size_t i = 0; rows.fault_count == 0 && i < rows.count; i++)
		if (rows.items[i].value[0] == '\0' || rows.items[i].label[0] == '\0')
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One input: past the arena's limit counts as refused. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct choice_item parents[] = { { .value = "H01" }, { .value = "H02" } };
	struct arena *arena = arena_new((size_t)32 << 20);
	jmp_buf boundary;

	if (setjmp(boundary) == 0) {
		const char *text;

		arena_guard(arena, &boundary);
		text = arena_strndup(arena, (const char *)data, size);
		try_rows(arena, text, NULL, 0);
		try_rows(arena, text, parents, 2);
	}
	arena_free(arena);
	return 0;
}
