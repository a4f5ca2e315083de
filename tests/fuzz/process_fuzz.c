/* Fuzz entry: any bytes as a BPMN document; what is read is run until it ends or 50 steps are done. */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "core/memory/arena.h"
#include "domain/definition/process/process.h"

static void
try_input(struct arena *arena, const char *data, size_t size)
{
	const struct feel_binding bindings[] = { { "action", feel_string("approve") } };
	const struct feel_context context = { bindings, 1, 20778 };
	struct definition_error error;
	struct process_move move;
	struct process_tokens tokens;
	struct process *process;
	int64_t minutes;

	if (process_parse(arena, data, size, &process, &error) != OK)
		return;
	(void)process_check_term(process, 480, &minutes, &error);
	enum err err = process_start(arena, process, &context, &move, &error);
	for (int i = 0; err == OK && !move.finished && i < 50; i++) {
		const struct process_step *const *open;
		const char *text = process_tokens_write(arena, process, &move.tokens);
		if (process_tokens_read(arena, process, text, &tokens) != OK)
			break;
		if (process_open_steps(arena, process, &tokens, &open) == 0)
			break;
		err = process_complete(arena, process, &tokens, open[0]->id, &context, &move, &error);
	}
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
