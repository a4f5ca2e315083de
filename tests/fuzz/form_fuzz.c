/* Fuzz entry: any bytes as a form definition; what is read is filled, checked, drawn, compared, frozen and described. */
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "core/memory/arena.h"
#include <string.h>

#include "domain/definition/form/form.h"
#include "domain/definition/form/form_view.h"

static void
fill(struct arena *arena, const struct form *form, struct form_values *values)
{
	for (size_t i = 0; i < form->field_count; i++)
		if (form_field_is_answered(&form->fields[i]))
			form_values_add(arena, form, values, form->fields[i].key, i % 2 ? "1" : "21/11/2026");
}

/* Every shared list that the form names, with two choices one of which hangs on the other. */
static void
give_lists(struct arena *arena, struct form *form)
{
	static const struct form_choice choices[] = { { "1", "A", "" }, { "21/11/2026", "B", "1" } };
	const char *const *codes;
	size_t count = form_lists_needed(arena, form, &codes);
	struct form_list *lists = arena_array(arena, count + 1, sizeof(*lists));

	for (size_t i = 0; i < count; i++)
		lists[i] = (struct form_list){ codes[i], choices, 2 };
	form_give_lists(form, &(struct form_lists){ lists, count });
}

static void
try_input(struct arena *arena, const char *data, size_t size)
{
	const struct form_check check = { .today = 20778, .language = "vi" };
	struct form_values values = { 0 }, restored = { 0 };
	const struct form_view_options options = { .today = 20778, .language = "vi", .with_hidden = true };
	const struct form_co_signer *signers;
	struct form_problems problems;
	struct form_changes changes;
	struct form_frozen frozen;
	struct form_error error;
	struct form *form;

	if (form_parse(arena, data, size, &form, &error) != OK)
		return;
	give_lists(arena, form);
	fill(arena, form, &values);
	form_validate(arena, form, &values, &check, &problems);
	form_view(arena, form, &values, &problems, &options);
	form_summary_view(arena, form, &values, &options);
	form_remarks(arena, form, &values, &check, &problems);
	(void)form_co_signers(form_state_new(arena, form, &values, check.today), &signers);
	form_diff(arena, form, form, &changes);
	(void)form_movable(arena, form, form, &values, &check, &changes);
	form_freeze(arena, form, &values, check.today, &frozen);
	form_json_schema(arena, form, NULL);
	for (size_t i = 0; i < frozen.count; i++)
		(void)form_values_restore(
		    arena, form, &restored, frozen.answers[i].field_id, frozen.answers[i].row, frozen.answers[i].value);
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
