/*
 * What libdomain answers to expressions: one case a line on standard input, one answer a line on standard output, as JSON. For
 * the test that holds the browser's evaluator against it. Knows no browser and decides nothing.
 *
 * case:   {"text": "a > 5", "test": false, "today": 20778, "names": {"a": VALUE ...}, "input": VALUE}
 * answer: {"tree": ..., "value": VALUE} or {"refused": "feel.unknown_name"}
 * VALUE:  null, true, "text", {"number": "1.5"}, {"date": days}, {"seconds": n}, {"months": n}, [VALUE ...]; and in answers
 *         {"range": [VALUE, VALUE], "low": true, "high": false}
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/feel/feel.h"

static struct feel_value
value_of(struct arena *arena, const json_t *json)
{
	const json_t *member;
	struct decimal number;

	if (json_is_boolean(json))
		return feel_boolean(json_is_true(json));
	if (json_is_string(json))
		return feel_string(json_string_value(json));
	if (json_is_array(json)) {
		struct feel_value *items = arena_array(arena, json_array_size(json) + 1, sizeof(*items));

		for (size_t i = 0; i < json_array_size(json); i++)
			items[i] = value_of(arena, json_array_get(json, i));
		return (struct feel_value){ .type = FEEL_LIST, .list = { items, json_array_size(json) } };
	}
	if ((member = json_object_get(json, "number")) != NULL) {
		const char *text = json_string_value(member);

		return decimal_parse(text, strlen(text), &number) == OK ? feel_number(number) : feel_null();
	}
	if ((member = json_object_get(json, "date")) != NULL)
		return feel_date(json_integer_value(member));
	if ((member = json_object_get(json, "seconds")) != NULL)
		return (struct feel_value){ .type = FEEL_DAYS, .seconds = json_integer_value(member) };
	if ((member = json_object_get(json, "months")) != NULL)
		return (struct feel_value){ .type = FEEL_MONTHS, .months = json_integer_value(member) };
	return feel_null();
}

static json_t *
json_of(struct feel_value value)
{
	char text[DECIMAL_TEXT_SHORT];
	json_t *list;

	switch (value.type) {
	case FEEL_BOOLEAN: return json_boolean(value.boolean);
	case FEEL_NUMBER: decimal_format(value.number, text, sizeof(text)); return json_pack("{s:s}", "number", text);
	case FEEL_STRING: return json_string(value.string);
	case FEEL_DATE: return json_pack("{s:I}", "date", (json_int_t)value.date);
	case FEEL_DAYS: return json_pack("{s:I}", "seconds", (json_int_t)value.seconds);
	case FEEL_MONTHS: return json_pack("{s:I}", "months", (json_int_t)value.months);
	case FEEL_RANGE:
		return json_pack("{s:[o,o],s:b,s:b}", "range", json_of(*value.range.low), json_of(*value.range.high),
		    "low", value.range.low_included, "high", value.range.high_included);
	case FEEL_LIST:
		list = json_array();
		for (size_t i = 0; i < value.list.count; i++)
			(void)json_array_append_new(list, json_of(value.list.items[i]));
		return list;
	default: return json_null();
	}
}

static json_t *
tree_of(struct arena *arena, const struct feel *feel)
{
	struct buffer text;

	buffer_init(&text, arena, (size_t)1 << 20);
	feel_write_json(feel, &text);
	return json_loads(text.data, JSON_DECODE_ANY, NULL);
}

static json_t *
answer_to(struct arena *arena, const json_t *asked)
{
	json_t *named = json_object_get(asked, "names"), *value;
	size_t count = json_object_size(named), i = 0;
	struct feel_name *names = arena_array(arena, count + 1, sizeof(*names));
	struct feel_binding *bindings = arena_array(arena, count + 1, sizeof(*bindings));
	const struct feel_names declared = { names, count };
	const struct feel_context context = { bindings, count, json_integer_value(json_object_get(asked, "today")) };
	const char *name, *text = json_string_value(json_object_get(asked, "text"));
	bool is_test = json_is_true(json_object_get(asked, "test"));
	struct feel_error error;
	struct feel *feel;

	json_object_foreach(named, name, value)
	{
		names[i] = (struct feel_name){ name, FEEL_ANY, FEEL_ANY };
		bindings[i++] = (struct feel_binding){ name, value_of(arena, value) };
	}
	if (is_test ? feel_parse_test(arena, text, &declared, &feel, &error)
		    : feel_parse(arena, text, &declared, &feel, &error))
		return json_pack("{s:s}", "refused", error.message);
	if (is_test)
		return json_pack("{s:o,s:b}", "tree", tree_of(arena, feel), "value",
		    feel_matches(arena, feel, value_of(arena, json_object_get(asked, "input")), &context));
	return json_pack(
	    "{s:o,s:o}", "tree", tree_of(arena, feel), "value", json_of(feel_evaluate(arena, feel, &context)));
}

int
main(void)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	char *line = NULL;
	size_t room = 0;

	while (getline(&line, &room, stdin) > 0) {
		json_t *asked = json_loads(line, 0, NULL), *answer = answer_to(arena, asked);
		char *text = json_dumps(answer, JSON_COMPACT | JSON_ENCODE_ANY);

		(void)puts(text);
		free(text);
		json_decref(answer);
		json_decref(asked);
		arena_reset(arena);
	}
	free(line);
	arena_free(arena);
	return 0;
}
