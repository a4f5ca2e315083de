/* Fuzz entry: any bytes as a DMN document; what is read is checked, evaluated as a fee rule, written and read again. */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/rule/rule_check.h"
#include "domain/definition/rule/rule_diff.h"
#include "domain/definition/rule/rule_write.h"

static void
try_input(struct arena *arena, const char *data, size_t size)
{
	const struct feel_binding bindings[] = { { "channel", feel_string("online") }, { "so_ban", feel_integer(3) } };
	const struct feel_context context = { bindings, 2, 20778 };
	struct definition_error error;
	struct rule_result result;
	struct rule_fees fees;
	const struct rule_problem *problems;
	const struct rule_change *changes;
	struct rule *rule, *again;
	struct buffer written;

	if (rule_parse(arena, data, size, &rule, &error) != OK)
		return;
	(void)rule_evaluate(arena, rule, "x", &context, &result);
	(void)rule_fees(arena, rule, &context, &fees);
	(void)rule_check(arena, rule, &problems);
	buffer_init(&written, arena, (size_t)1 << 20);
	rule_write(rule, &written);
	if (written.size <= RULE_BYTES_MAX && (rule_parse(arena, written.data, written.size, &again, &error) != OK ||
						  rule_diff(arena, rule, again, &changes) != 0))
		abort(); /* what was written is another rule */
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
