/* Working out examples. See worked.h. */
#include "rule_design/worked.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/json.h"
#include "core/view/view.h"

enum { LIST_MAX = 50, LINE_MAX = 2000 };

static const char fees_id[] = "fees";
const char *const outcome_kind_names[] = { "values", "conflict", "refused", "no_fee", "gone", NULL };

static const char *
written(struct arena *arena, const struct view *view)
{
	struct buffer out;

	buffer_init(&out, arena, (size_t)GIVEN_BYTES * 4);
	json_write(&out, view);
	return out.data;
}

static void
release(void *json)
{
	json_decref(json);
}

/* An object that lives as long as the arena, or NULL. */
static json_t *
load(struct arena *arena, const char *text)
{
	json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

	if (json != NULL)
		arena_defer(arena, release, json);
	return json_is_object(json) ? json : NULL;
}

/* --- what is put in ----------------------------------------------------------------------------------------------- */

const char *
given_write(struct arena *arena, const struct given *given)
{
	struct view *root = view_object(arena), *inputs;
	char day[11];

	feel_date_format(given->on, day);
	view_text(root, "decision", given->decision);
	view_text(root, "on", arena_strdup(arena, day));
	inputs = view_child(root, "inputs");
	for (size_t i = 0; i < given->count; i++)
		view_text(inputs, given->values[i].name, given->values[i].text);
	return written(arena, root);
}

enum err
given_read(struct arena *arena, const char *text, struct given *ret_given)
{
	json_t *json = load(arena, text), *inputs = json_object_get(json, "inputs"), *value;
	const char *on = json_string_value(json_object_get(json, "on")), *name;
	struct given_value *values;
	int64_t day;

	*ret_given = (struct given){ .decision = json_string_value(json_object_get(json, "decision")) };
	if (ret_given->decision == NULL || on == NULL || feel_date_parse(on, strlen(on), &day) ||
	    !json_is_object(inputs) || json_object_size(inputs) > GIVEN_MAX)
		return ERR_INVALID;
	values = arena_array(arena, json_object_size(inputs) + 1, sizeof(*values));
	json_object_foreach(inputs, name, value)
	{
		if (!json_is_string(value))
			return ERR_INVALID;
		values[ret_given->count++] = (struct given_value){ name, json_string_value(value) };
	}
	ret_given->values = values;
	ret_given->on = (int32_t)day;
	return OK;
}

static bool
as_date(const char *text, struct feel_value *ret)
{
	int32_t day;
	int64_t days;

	if (feel_date_parse(text, strlen(text), &days) == OK) {
		*ret = feel_date(days);
		return true;
	}
	if (date_parse(text, &day) != OK)
		return false;
	*ret = feel_date(day);
	return true;
}

static bool
as_number(const char *text, struct feel_value *ret)
{
	struct decimal number;

	if (decimal_parse(text, strlen(text), &number) != OK)
		return false;
	*ret = feel_number(number);
	return true;
}

/* "a; b; c": texts, or numbers if all of them are. */
static bool
as_list(struct arena *arena, const char *text, struct feel_value *ret)
{
	struct feel_value *items = arena_array(arena, LIST_MAX, sizeof(*items)), number;
	size_t count = 0;
	bool numbers = true;

	while (*text != '\0') {
		size_t size = strcspn(text, ";"), start = strspn(text, " ");
		if (count == LIST_MAX || start > size)
			return false;
		const char *item = arena_strndup(arena, text + start, size - start);
		numbers = numbers && as_number(item, &number);
		items[count++] = feel_string(item);
		text += size + (text[size] == ';');
	}
	for (size_t i = 0; numbers && i < count; i++)
		if (as_number(items[i].string, &number))
			items[i] = number;
	*ret = feel_list(items, count);
	return true;
}

static bool
value_of(struct arena *arena, enum feel_type type, const char *text, struct feel_value *ret)
{
	switch (type) {
	case FEEL_NUMBER: return as_number(text, ret);
	case FEEL_DATE: return as_date(text, ret);
	case FEEL_LIST: return as_list(arena, text, ret);
	case FEEL_BOOLEAN:
		*ret = feel_boolean(strcmp(text, "true") == 0);
		return ret->boolean || strcmp(text, "false") == 0;
	case FEEL_STRING: *ret = feel_string(text); return true;
	default: /* not declared: a number if it looks like one */
		if (!as_number(text, ret))
			*ret = feel_string(text);
		return true;
	}
}

static const struct feel_name *
input_named(const struct feel_names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->items[i].name, name) == 0)
			return &names->items[i];
	return NULL;
}

enum err
given_bind(struct arena *arena, const struct rule *rule, const struct given *given, struct feel_context *ret_inputs,
    const char **ret_bad)
{
	struct feel_binding *bindings = arena_array(arena, given->count + 1, sizeof(*bindings));
	struct feel_names names;

	rule_inputs(rule, &names);
	*ret_inputs = (struct feel_context){ bindings, 0, given->on };
	for (size_t i = 0; i < given->count; i++) {
		const struct feel_name *input = input_named(&names, given->values[i].name);
		*ret_bad = given->values[i].name;
		if (*given->values[i].text == '\0')
			continue;
		if (input == NULL ||
		    !value_of(arena, input->type, given->values[i].text, &bindings[ret_inputs->count].value))
			return ERR_INVALID;
		bindings[ret_inputs->count++].name = input->name;
	}
	*ret_bad = "";
	return OK;
}

/* --- what comes out ------------------------------------------------------------------------------------------------- */

static const char *
literal(struct arena *arena, struct feel_value value)
{
	const char *text = feel_to_text(arena, value);

	return value.type == FEEL_STRING ? arena_printf(arena, "\"%s\"", text)
	       : value.type == FEEL_NULL ? "null"
					 : text;
}

static const char *
output_line(struct arena *arena, const struct rule_output *output)
{
	struct buffer line;

	buffer_init(&line, arena, LINE_MAX);
	for (size_t i = 0; i < output->count; i++) {
		const char *name = output->items[i].name;
		buffer_printf(&line, "%s%s%s%s", i > 0 ? "; " : "", name, *name != '\0' ? " = " : "",
		    literal(arena, output->items[i].value));
	}
	return line.data;
}

static void
work_out_fees(struct arena *arena, const struct rule *rule, const struct feel_context *inputs, struct outcome *outcome)
{
	const char **lines;

	outcome->is_fees = true;
	if (rule_fees(arena, rule, inputs, &outcome->fees) != OK) {
		outcome->kind = OUTCOME_NO_FEE;
		return;
	}
	lines = arena_array(arena, outcome->fees.count + 1, sizeof(*lines));
	for (size_t i = 0; i < outcome->fees.count; i++) {
		const struct rule_fee *fee = &outcome->fees.items[i];
		lines[i] =
		    arena_printf(arena, "%s %s: %lld x %lld = %lld", fee->kind == RULE_FEE_PHI ? "phi" : "le_phi",
			fee->code, (long long)fee->quantity, (long long)fee->price, (long long)fee->amount);
	}
	outcome->lines = lines;
	outcome->count = outcome->fees.count;
	outcome->total = outcome->fees.total;
}

static void
work_out_values(struct arena *arena, const struct rule_result *result, struct outcome *outcome)
{
	size_t count = result->count < OUTCOME_LINES ? result->count : OUTCOME_LINES;
	const char **lines = arena_array(arena, count + 1, sizeof(*lines));

	for (size_t i = 0; i < count; i++)
		lines[i] = output_line(arena, &result->items[i]);
	outcome->lines = lines;
	outcome->count = count;
}

void
outcome_work_out(struct arena *arena, const struct rule *rule, const struct given *given, struct outcome *ret_outcome)
{
	struct feel_context inputs;
	struct rule_result result;
	const char *bad;

	*ret_outcome = (struct outcome){ .refused = "" };
	if (given_bind(arena, rule, given, &inputs, &bad) != OK) {
		*ret_outcome = (struct outcome){ .kind = OUTCOME_REFUSED, .refused = bad };
		return;
	}
	if (rule_evaluate(arena, rule, given->decision, &inputs, &result) != OK) {
		ret_outcome->kind = OUTCOME_GONE;
		return;
	}
	ret_outcome->rows = result.rows;
	ret_outcome->row_count = result.row_count;
	if (result.refused != NULL) {
		ret_outcome->kind = OUTCOME_REFUSED;
		ret_outcome->refused = result.refused;
	} else if (result.conflict) {
		ret_outcome->kind = OUTCOME_CONFLICT;
	} else if (strcmp(given->decision, fees_id) == 0 && rule_is_fee_rule(rule)) {
		work_out_fees(arena, rule, &inputs, ret_outcome);
	} else {
		work_out_values(arena, &result, ret_outcome);
	}
}

bool
outcome_same(const struct outcome *a, const struct outcome *b)
{
	if (a->kind != b->kind || a->count != b->count || a->is_fees != b->is_fees || a->total != b->total)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->lines[i], b->lines[i]) != 0)
			return false;
	return true;
}

const char *
outcome_write(struct arena *arena, const struct outcome *outcome)
{
	struct view *root = view_object(arena), *lines;

	view_text(root, "kind", outcome_kind_names[outcome->kind]);
	lines = view_list(root, "lines");
	for (size_t i = 0; i < outcome->count; i++)
		view_item_text(lines, outcome->lines[i]);
	if (outcome->is_fees)
		view_int(root, "total", outcome->total);
	return written(arena, root);
}

enum err
outcome_read(struct arena *arena, const char *text, struct outcome *ret_outcome)
{
	json_t *json = load(arena, text), *lines = json_object_get(json, "lines");
	json_t *total = json_object_get(json, "total");
	const char *kind = json_string_value(json_object_get(json, "kind")), **items;
	size_t i = 0;

	*ret_outcome = (struct outcome){ .refused = "" };
	while (kind != NULL && outcome_kind_names[i] != NULL && strcmp(outcome_kind_names[i], kind) != 0)
		i++;
	if (kind == NULL || outcome_kind_names[i] == NULL || json_array_size(lines) > OUTCOME_LINES)
		return ERR_INVALID;
	ret_outcome->kind = (enum outcome_kind)i;
	items = arena_array(arena, json_array_size(lines) + 1, sizeof(*items));
	for (i = 0; i < json_array_size(lines); i++)
		if ((items[i] = json_string_value(json_array_get(lines, i))) == NULL)
			return ERR_INVALID;
	ret_outcome->lines = items;
	ret_outcome->count = i;
	ret_outcome->is_fees = json_is_integer(total);
	ret_outcome->total = json_integer_value(total);
	return OK;
}
