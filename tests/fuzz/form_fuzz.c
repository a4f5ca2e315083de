/* Fuzz entry: any bytes as a form definition; what is read is filled, checked, frozen and described. */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "core/memory/arena.h"
#include <string.h>

#include "domain/definition/form.h"

static void
fill(struct arena *arena, const struct form *form, struct form_values *values)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (form_field_is_answered(&form->fields[i]))
			form_values_add(arena, form, values, form->fields[i].key, i % 2 ? "1" : "21/11/2026");
}

static void
try_input(struct arena *arena, const char *data, size_t size)
{
	const struct form_check check = { .today = 20778, .language = "vi" };
	struct form_values values = { 0 }, thawed;
	struct form_problems problems;
	struct form_frozen frozen;
	struct form_error error;
	struct form *form;

	if (form_parse(arena, data, size, &form, &error) != OK)
		return;
	fill(arena, form, &values);
	form_validate(arena, form, &values, &check, &problems);
	form_freeze(arena, form, &values, check.today, &frozen);
	form_json_schema(arena, form);
	(void)form_thaw(arena, form, frozen.json, strlen(frozen.json), &thawed);
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
