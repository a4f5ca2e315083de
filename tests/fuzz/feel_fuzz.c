/* Fuzz entry: any text as an expression and as a cell of a table; what parses is checked, evaluated and written. */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/feel/feel.h"

static const struct feel_name declared[] = {
	{ "a", FEEL_NUMBER, FEEL_ANY },
	{ "b", FEEL_STRING, FEEL_ANY },
	{ "two words", FEEL_LIST, FEEL_NUMBER },
};
static const struct feel_names names = { declared, 3 };

static void
try_input(struct arena *arena, const char *data, size_t size)
{
	const struct feel_binding bindings[] = { { "a", feel_integer(7) }, { "b", feel_string("x") } };
	const struct feel_context context = { bindings, 2, 20778 };
	const char *text = arena_strndup(arena, data, size);
	struct feel_error error;
	struct buffer out;
	struct feel *feel;

	buffer_init(&out, arena, 64 * 1024);
	if (feel_parse(arena, text, &names, &feel, &error) == OK) {
		(void)feel_check(feel, &names, FEEL_ANY, &error);
		feel_to_text(arena, feel_evaluate(arena, feel, &context));
		feel_write_json(feel, &out);
	}
	if (feel_parse_test(arena, text, &names, &feel, &error) == OK)
		feel_matches(arena, feel, feel_integer(7), &context);
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
