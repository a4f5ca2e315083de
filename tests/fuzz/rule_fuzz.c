/* Fuzz entry: any bytes as a DMN document; what is read is evaluated as a fee rule. */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "core/memory/arena.h"
#include "domain/definition/rule.h"

static void
try_input(struct arena *arena, const char *data, size_t size)
{
	const struct feel_binding bindings[] = { { "channel", feel_string("online") }, { "so_ban", feel_integer(3) } };
	const struct feel_context context = { bindings, 2, 20778 };
	struct definition_error error;
	struct rule_result result;
	struct rule_fees fees;
	struct rule *rule;

	if (rule_parse(arena, data, size, &rule, &error) != OK)
		return;
	(void)rule_evaluate(arena, rule, "x", &context, &result);
	(void)rule_fees(arena, rule, &context, &fees);
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
