/* Form.io's conditions without script into what hides a question. See formio_private.h. */
#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/formio/formio_private.h"

/* How each operator reads, and what is true where it is not: the shapes that the editor of forms shows as rows. */
static const struct {
	const char *name;
	const char *holds, *fails; /* the comparison; NULL: it is about being answered */
	bool empty;
} operators[] = {
	{ "isEqual", "=", "!=", false },
	{ "isNotEqual", "!=", "=", false },
	{ "lessThan", "<", ">=", false },
	{ "lessThanOrEqual", "<=", ">", false },
	{ "greaterThan", ">", "<=", false },
	{ "greaterThanOrEqual", ">=", "<", false },
	{ "isDateEqual", "=", "!=", false },
	{ "isNotDateEqual", "!=", "=", false },
	{ "dateLessThan", "<", ">=", false },
	{ "dateLessThanOrEqual", "<=", ">", false },
	{ "dateGreaterThan", ">", "<=", false },
	{ "dateGreaterThanOrEqual", ">=", "<", false },
	{ "isEmpty", NULL, NULL, true },
	{ "isNotEmpty", NULL, NULL, false },
};

/* "container.key" is known here by its last part. */
static const struct formio_field *
named(const struct formio *f, const char *path, const json_t *list)
{
	const char *dot = strrchr(path, '.'), *key = dot != NULL ? dot + 1 : path;

	for (size_t i = 0; i < f->field_count; i++)
		if (strcmp(f->fields[i].old_key, key) == 0 && f->fields[i].old_key[0] != '\0' &&
		    formio_type_of(f->fields[i].from)->shape <= FORMIO_CHOICES &&
		    (f->fields[i].list == NULL || f->fields[i].list == list))
			return &f->fields[i];
	return NULL;
}

static const char *
quoted(struct arena *arena, const char *text)
{
	struct buffer out;

	buffer_init(&out, arena, FEEL_TEXT_MAX);
	buffer_char(&out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			buffer_char(&out, '\\');
		buffer_char(&out, *text);
	}
	buffer_char(&out, '"');
	return out.full ? NULL : out.data;
}

static const char *
plain_value(struct formio *f, const json_t *value)
{
	if (json_is_boolean(value))
		return json_is_true(value) ? "true" : "false";
	if (json_is_integer(value))
		return arena_printf(f->arena, "%lld", (long long)json_integer_value(value));
	if (json_is_real(value))
		return arena_printf(f->arena, "%.15g", json_real_value(value));
	return json_string_value(value);
}

/* The choice under its new value. */
static const char *
choice_value(struct formio *f, const struct formio_field *field, const char *old)
{
	json_t *values = json_object_get(field->from, "values"), *option;
	size_t i;

	if (!json_is_array(values) || json_array_size(values) == 0)
		values = json_object_get(json_object_get(field->from, "data"), "values");
	json_array_foreach(values, i, option)
	{
		const char *value = plain_value(f, json_object_get(option, "value"));
		const char *label = formio_text(option, "label");
		json_t *carried;
		size_t k;

		if (value == NULL || strcmp(value, old) != 0)
			continue;
		json_array_foreach(json_object_get(field->to, "values"), k, carried)
		{
			if (strcmp(formio_text(carried, "label"), label) == 0)
				return formio_text(carried, "value");
		}
	}
	return NULL;
}

/* The value as FEEL writes it for that field; NULL: it cannot. */
static const char *
literal(struct formio *f, const struct formio_field *field, const json_t *value)
{
	const char *type = formio_text(field->to, "type"), *text = plain_value(f, value);
	struct decimal number;
	int64_t day;

	if (text == NULL)
		return NULL;
	if (strcmp(type, "number") == 0)
		return decimal_parse(text, strlen(text), &number) == OK ? arena_strdup(f->arena, text) : NULL;
	if (strcmp(type, "datetime") == 0)
		return strlen(text) >= 10 && feel_date_parse(text, 10, &day) == OK
			   ? arena_printf(f->arena, "@\"%.10s\"", text)
			   : NULL;
	if (json_object_get(field->to, "values") != NULL && (text = choice_value(f, field, text)) == NULL)
		return NULL;
	return quoted(f->arena, text);
}

/* One condition as FEEL: true where it does not hold (`holds` false), or where it does. NULL: it cannot be said. */
static const char *
test_text(
    struct formio *f, const json_t *list, const char *when, const char *operator, const json_t * value, bool holds)
{
	const struct formio_field *field = named(f, when, list);
	const char *type = field != NULL ? formio_text(field->to, "type") : "", *is = NULL, *text;
	bool many = strcmp(type, "checklist") == 0;
	size_t at = 0;

	while (at < sizeof(operators) / sizeof(*operators) && strcmp(operators[at].name, operator) != 0)
		at++;
	if (field == NULL || at == sizeof(operators) / sizeof(*operators) || strcmp(type, "filepicker") == 0)
		return NULL;
	if (strcmp(type, "checkbox") == 0) {
		text = plain_value(f, value);
		bool ticked = (text != NULL && strcmp(text, "true") == 0) == (strcmp(operator, "isEqual") == 0);
		return arena_printf(f->arena, "%s %s true", field->new_key, ticked == holds ? "=" : "!=");
	}
	if (operators[at].holds == NULL && many)
		return arena_printf(
		    f->arena, "count(%s) %s 0", field->new_key, operators[at].empty == holds ? "=" : ">");
	if (operators[at].holds == NULL)
		return arena_printf(f->arena, "%s %s null", field->new_key, operators[at].empty == holds ? "=" : "!=");
	if ((text = literal(f, field, value)) == NULL)
		return NULL;
	if (many)
		return (strcmp(operator, "isEqual") == 0) == holds
			   ? arena_printf(f->arena, "list contains(%s, %s)", field->new_key, text)
			   : arena_printf(f->arena, "not(list contains(%s, %s))", field->new_key, text);
	is = holds ? operators[at].holds : operators[at].fails;
	return arena_printf(f->arena, holds ? "%s != null and %s %s %s" : "%s = null or %s %s %s", field->new_key,
	    field->new_key, is, text);
}

/* Several conditions of the newer shape; NULL: one of them cannot be said. */
static const char *
joined(struct formio *f, const json_t *conditional, const json_t *list, bool holds)
{
	json_t *conditions = json_object_get(conditional, "conditions"), *one;
	bool any = strcmp(formio_text(conditional, "conjunction"), "any") == 0;
	const char *feel = "", *between = any == holds ? " or " : " and ", *text;
	size_t i;

	json_array_foreach(conditions, i, one)
	{
		text = test_text(f, list, formio_text(one, "component"), formio_text(one, "operator"),
		    json_object_get(one, "value"), holds);
		if (text == NULL || i == 12)
			return NULL;
		/* Alternatives of alternatives need no brackets. */
		feel = json_array_size(conditions) == 1 || (!holds && !any)
			   ? arena_printf(f->arena, "%s%s%s", feel, i > 0 ? " or " : "", text)
			   : arena_printf(f->arena, "%s%s(%s)", feel, i > 0 ? between : "", text);
	}
	return feel;
}

/* Does it show (1) or hide (0) when it holds; -1: it says nothing. */
static int
shows(const json_t *conditional)
{
	const json_t *show = json_object_get(conditional, "show");
	const char *text = json_string_value(show);

	if (json_is_boolean(show))
		return json_is_true(show);
	if (text != NULL && strcmp(text, "true") == 0)
		return 1;
	return text != NULL && strcmp(text, "false") == 0 ? 0 : -1;
}

void
formio_condition(struct formio *f, const json_t *from, json_t *to, const json_t *list, const char *path)
{
	const json_t *conditional = json_object_get(from, "conditional");
	const char *when = formio_text(conditional, "when"), *feel = NULL;
	bool several = json_array_size(json_object_get(conditional, "conditions")) > 0;
	int show = shows(conditional);

	if (json_is_string(json_object_get(conditional, "json")) ||
	    json_is_object(json_object_get(conditional, "json")))
		if (*formio_text(conditional, "json") != '\0' ||
		    json_object_size(json_object_get(conditional, "json")) > 0)
			formio_note(f, "formio.condition", formio_below(f, path, "conditional.json"));
	if (show < 0 || (!several && *when == '\0'))
		return;
	feel = several ? joined(f, conditional, list, show == 0)
		       : test_text(f, list, when, "isEqual", json_object_get(conditional, "eq"), show == 0);
	if (feel == NULL || *feel == '\0')
		formio_note(f, "formio.condition", formio_below(f, path, "conditional"));
	else
		json_object_set_new(to, "conditional", json_pack("{s:s}", "hide", arena_printf(f->arena, "=%s", feel)));
}
