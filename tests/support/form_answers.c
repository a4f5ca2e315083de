/*
 * What libdomain makes of answers to a form: for the tests that hold the browser's twin against it. The first line of standard
 * input is a definition, each further one a set of answers; one answer a line on standard output, as JSON. Decides nothing.
 *
 * answers: [[name, text], ...] as a page posts them
 * answer:  {"schema": JSON Schema of what is frozen, "frozen": the document, "live": what the page is given, "values": [[key, row, text]], "hidden": ["id row"], "computed": {"id row": text},
 *          "problems": [[key, row, rule]]}, or for the definition {"refused": key, "path": path}
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/form/form_private.h"

enum { TODAY = 20778 /* 2026-11-21 */ };

static struct form_values
values_of(struct arena *arena, const struct form *form, const json_t *pairs)
{
	struct form_values values = { 0 };

	for (size_t i = 0; i < json_array_size(pairs); i++) {
		const json_t *pair = json_array_get(pairs, i);
		(void)form_values_add(arena, form, &values, json_string_value(json_array_get(pair, 0)),
		    json_string_value(json_array_get(pair, 1)));
	}
	return values;
}

static json_t *
values_json(const struct form_values *values)
{
	json_t *list = json_array();

	for (size_t i = 0; i < values->count; i++)
		(void)json_array_append_new(
		    list, json_pack("[s,i,s]", values->items[i].key, values->items[i].row, values->items[i].text));
	return list;
}

static json_t *
problems_json(struct arena *arena, const struct form *form, const struct form_values *values)
{
	const struct form_check check = { .today = TODAY, .language = "vi" };
	struct form_problems problems;
	json_t *list = json_array();

	form_validate(arena, form, values, &check, &problems);
	for (size_t i = 0; i < problems.count; i++) {
		const struct form_problem *one = &problems.items[i];
		const char *key = one->field->key != NULL ? one->field->key : one->field->id;
		(void)json_array_append_new(list, json_pack("[s,i,s]", key, one->row, one->rule));
	}
	return list;
}

static json_t *
answer_to(struct arena *arena, const struct form *form, const json_t *pairs)
{
	struct form_values values = values_of(arena, form, pairs);
	struct form_frozen frozen;
	const struct form_state *state = form_state_new(arena, form, &values, TODAY);
	json_t *hidden = json_array(), *computed = json_object();

	for (size_t i = 0; i < form->field_count; i++) {
		const struct form_field *field = &form->fields[i];
		for (int row = 0; row < state->rows[i]; row++) {
			const char *at = arena_printf(arena, "%s %d", field->id, row);
			if (form_state_hidden(state, field, row))
				(void)json_array_append_new(hidden, json_string(at));
			if (field->type == FORM_EXPRESSION)
				(void)json_object_set_new(computed, at,
				    json_string(feel_to_text(arena, form_state_value(state, field, row))));
		}
	}
	form_freeze(arena, form, &values, TODAY, &frozen);
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "schema",
	    json_loads(form_json_schema(arena, form, NULL), 0, NULL), "frozen", json_loads(frozen.json, 0, NULL), "live",
	    json_loads(form_live(state, NULL), 0, NULL), "values", values_json(&values), "hidden", hidden, "computed",
	    computed, "problems", problems_json(arena, form, &values));
}

static void
say(json_t *answer)
{
	char *text = json_dumps(answer, JSON_COMPACT | JSON_ENCODE_ANY);

	(void)puts(text);
	free(text);
	json_decref(answer);
}

int
main(void)
{
	struct arena *arena = arena_new((size_t)64 << 20), *work = arena_new((size_t)64 << 20);
	struct form *form = NULL;
	struct form_error error;
	char *line = NULL;
	size_t room = 0;

	while (getline(&line, &room, stdin) > 0) {
		if (form == NULL && form_parse(arena, line, strlen(line), &form, &error)) {
			say(json_pack("{s:s, s:s}", "refused", error.message, "path", error.path));
			break;
		}
		json_t *asked = json_loads(line, 0, NULL);
		if (json_is_array(asked))
			say(answer_to(work, form, asked));
		json_decref(asked);
		arena_reset(work);
	}
	free(line);
	arena_free(work);
	arena_free(arena);
	return 0;
}
