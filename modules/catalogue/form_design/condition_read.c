/* FEEL back into rows, by the tree that the browser gets too. See condition.h. */
#include "form_design/condition.h"

#include <string.h>

#include <jansson.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "form_design/typed.h"

enum { TREE_MAX = 64 * 1024 };

struct reading {
	struct arena *arena;
	const struct form *form;
	const struct form_field *list;
	struct condition *condition;
};

static const char *
text_of(const json_t *node, const char *member)
{
	const char *text = json_string_value(json_object_get(node, member));

	return text != NULL ? text : "";
}

static bool
is_op(const json_t *node, const char *op)
{
	return strcmp(text_of(node, "op"), op) == 0;
}

static json_t *
arg(const json_t *node, size_t at)
{
	return json_array_get(json_object_get(node, "args"), at);
}

static bool
is_null(const json_t *node)
{
	return json_object_get(node, "null") != NULL;
}

/* The field that a node names, if a row may name it. */
static const struct form_field *
named(const struct reading *r, const json_t *node)
{
	const struct form_field *field = form_field_by_key(r->form, text_of(node, "name"));

	return field != NULL && condition_offers(field, r->list) ? field : NULL;
}

/* The value as people type it, NULL if rows cannot say it. */
static const char *
value_of(const struct reading *r, const struct form_field *field, const json_t *node)
{
	const char *string = json_string_value(json_object_get(node, "string"));

	if (string != NULL)
		for (size_t i = 0; i < field->option_count; i++)
			if (strcmp(field->options[i].value, string) == 0)
				return field->options[i].label;
	if (string != NULL)
		return *string != '\0' ? arena_strdup(r->arena, string) : NULL;
	if (json_object_get(node, "number") != NULL)
		return shown_number(r->arena, text_of(node, "number"));
	if (json_object_get(node, "date") != NULL)
		return shown_day(r->arena, text_of(node, "date"));
	return NULL;
}

static bool
add(struct reading *r, const struct form_field *field, enum condition_op op, const char *value)
{
	struct condition *condition = r->condition;

	if (field == NULL || value == NULL || condition->count == CONDITION_TESTS_MAX)
		return false;
	condition->tests[condition->count++] = (struct condition_test){ .key = field->key, .op = op, .value = value };
	return true;
}

/* "key != value", "age(key) < 18": what comes behind "key = null or", or "key != value" alone. */
static bool
read_comparison(struct reading *r, const json_t *node, const struct form_field *after_null)
{
	static const struct {
		const char *op;
		enum condition_op plain, aged;
	} rows[] = {
		{ "!=", CONDITION_IS, CONDITION_OP__MAX },
		{ "=", CONDITION_IS_NOT, CONDITION_OP__MAX },
		{ "<", CONDITION_AT_LEAST, CONDITION_AGED },
		{ ">", CONDITION_AT_MOST, CONDITION_OP__MAX },
		{ "<=", CONDITION_MORE, CONDITION_OP__MAX },
		{ ">=", CONDITION_LESS, CONDITION_YOUNGER },
	};
	const json_t *left = arg(node, 0);
	bool aged = strcmp(text_of(left, "call"), "age") == 0;
	const struct form_field *field = named(r, aged ? arg(left, 0) : left);

	if (field == NULL || (after_null != NULL ? field != after_null : aged || !is_op(node, "!=")))
		return false;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		enum condition_op op = aged ? rows[i].aged : rows[i].plain;

		if (is_op(node, rows[i].op) && op != CONDITION_OP__MAX)
			return add(r, field, op, value_of(r, field, arg(node, 1)));
	}
	return false;
}

/* "key = null" and what it is for lists of choices and single boxes; *ret_op says which. */
static const struct form_field *
answer_test(const struct reading *r, const json_t *node, enum condition_op *ret_op)
{
	const json_t *left = arg(node, 0), *right = arg(node, 1);
	bool counted = strcmp(text_of(left, "call"), "count") == 0;
	const struct form_field *field = named(r, counted ? arg(left, 0) : left);
	bool nothing = field != NULL && !counted && is_null(right);
	bool box = field != NULL && field->type == FORM_CHECKBOX && json_is_true(json_object_get(right, "boolean"));
	bool zero = field != NULL && counted && strcmp(text_of(right, "number"), "0") == 0;

	*ret_op = CONDITION_OP__MAX;
	if ((nothing && is_op(node, "=")) || (box && is_op(node, "!=")) || (zero && is_op(node, "=")))
		*ret_op = CONDITION_ANSWERED;
	else if ((nothing && is_op(node, "!=")) || (box && is_op(node, "=")) || (zero && is_op(node, ">")))
		*ret_op = CONDITION_UNANSWERED;
	return *ret_op == CONDITION_OP__MAX ? NULL : field;
}

static bool
read_single(struct reading *r, const json_t *node)
{
	bool negated = is_op(node, "not");
	const json_t *call = negated ? arg(node, 0) : node;
	const struct form_field *field;
	enum condition_op op;

	if (strcmp(text_of(call, "call"), "list contains") == 0) {
		field = named(r, arg(call, 0));
		return field != NULL && field->type == FORM_CHECKLIST &&
		       add(r, field, negated ? CONDITION_IS : CONDITION_IS_NOT, value_of(r, field, arg(call, 1)));
	}
	if ((field = answer_test(r, node, &op)) != NULL)
		return add(r, field, op, "");
	return read_comparison(r, node, NULL);
}

/* The alternatives of a text, those inside brackets too. */
static bool
flatten(const json_t *node, const json_t *terms[], size_t most, size_t *count)
{
	if (is_op(node, "or")) {
		for (size_t i = 0; i < json_array_size(json_object_get(node, "args")); i++)
			if (!flatten(arg(node, i), terms, most, count))
				return false;
		return true;
	}
	if (*count == most)
		return false;
	terms[(*count)++] = node;
	return true;
}

static bool
read_terms(struct reading *r, const json_t *node)
{
	const json_t *terms[CONDITION_TESTS_MAX * 2];
	size_t count = 0;

	if (!flatten(node, terms, CONDITION_TESTS_MAX * 2, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		enum condition_op op;
		const struct form_field *field = answer_test(r, terms[i], &op);

		if (field != NULL && op == CONDITION_ANSWERED && i + 1 < count &&
		    read_comparison(r, terms[i + 1], field)) {
			i++;
			continue;
		}
		if (!read_single(r, terms[i]))
			return false;
	}
	return true;
}

/* --- what must hold of answers ---------------------------------------------------------------------------------------- */

/* "key >= value", "age(key) < 18", "key <= other": `guarded` is the question behind "key = null or", NULL without it. */
static bool
read_held_comparison(struct reading *r, const json_t *node, const struct form_field *guarded)
{
	static const struct {
		const char *op;
		enum condition_op plain, aged;
		bool guarded;
	} rows[] = {
		{ "=", CONDITION_IS, CONDITION_OP__MAX, true },
		{ "!=", CONDITION_IS_NOT, CONDITION_OP__MAX, true },
		{ ">=", CONDITION_AT_LEAST, CONDITION_AGED, false },
		{ "<=", CONDITION_AT_MOST, CONDITION_OP__MAX, false },
		{ ">", CONDITION_MORE, CONDITION_OP__MAX, false },
		{ "<", CONDITION_LESS, CONDITION_YOUNGER, false },
	};
	const json_t *left = arg(node, 0), *right = arg(node, 1);
	bool aged = strcmp(text_of(left, "call"), "age") == 0;
	const struct form_field *field = named(r, aged ? arg(left, 0) : left), *other = named(r, right);

	if (field == NULL || (guarded != NULL && field != guarded) ||
	    (other != NULL && (aged || !condition_comparable(field, other))))
		return false;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		enum condition_op op = aged ? rows[i].aged : rows[i].plain;

		if (!is_op(node, rows[i].op) || op == CONDITION_OP__MAX || rows[i].guarded != (guarded != NULL))
			continue;
		if (!add(r, field, op, other != NULL ? "" : value_of(r, field, right)))
			return false;
		r->condition->tests[r->condition->count - 1].other = other != NULL ? other->key : NULL;
		return true;
	}
	return false;
}

/* "count(key) = 0 or list contains(key, value)": the second of them. */
static bool
read_held_choice(struct reading *r, const json_t *node, const struct form_field *guarded)
{
	bool negated = is_op(node, "not");
	const json_t *call = negated ? arg(node, 0) : node;

	return guarded->type == FORM_CHECKLIST && strcmp(text_of(call, "call"), "list contains") == 0 &&
	       named(r, arg(call, 0)) == guarded &&
	       add(r, guarded, negated ? CONDITION_IS_NOT : CONDITION_IS, value_of(r, guarded, arg(call, 1)));
}

/* One row at the beginning of these alternatives; gives how many of them it is made of, 0: it is none. */
static size_t
read_held_row(struct reading *r, const json_t *const terms[], size_t count)
{
	enum condition_op hides, hides_other;
	const struct form_field *field = answer_test(r, terms[0], &hides), *other;

	if (field == NULL)
		return read_held_comparison(r, terms[0], NULL) ? 1 : 0;
	/* What hides a question that wants an answer holds for one that wants none. */
	if (hides == CONDITION_UNANSWERED)
		return add(r, field, CONDITION_ANSWERED, "") ? 1 : 0;
	if (count > 2 && (other = answer_test(r, terms[1], &hides_other)) != NULL && other != field &&
	    named(r, arg(terms[2], 1)) == other && read_held_comparison(r, terms[2], field))
		return 3;
	if (count > 1 && named(r, arg(terms[1], 1)) == NULL &&
	    (read_held_comparison(r, terms[1], field) || read_held_choice(r, terms[1], field)))
		return 2;
	return add(r, field, CONDITION_UNANSWERED, "") ? 1 : 0;
}

/* Rows of which one is enough, or the one row of a condition that wants all. */
static bool
read_held_rows(struct reading *r, const json_t *node, size_t most)
{
	const json_t *terms[CONDITION_TESTS_MAX * 3];
	size_t count = 0, first = r->condition->count;

	if (!flatten(node, terms, CONDITION_TESTS_MAX * 3, &count))
		return false;
	for (size_t i = 0, size; i < count; i += size)
		if ((size = read_held_row(r, terms + i, count - i)) == 0)
			return false;
	return r->condition->count - first <= most;
}

static bool
read_held(struct reading *r, const json_t *tree)
{
	size_t count = json_array_size(json_object_get(tree, "args"));

	if (!is_op(tree, "and")) {
		bool read = read_held_rows(r, tree, CONDITION_TESTS_MAX);

		r->condition->any = r->condition->count > 1;
		return read;
	}
	for (size_t i = 0; i < count; i++)
		if (!read_held_rows(r, arg(tree, i), 1))
			return false;
	return true;
}

static bool
read_tree(struct reading *r, const json_t *tree, enum condition_sense sense)
{
	const json_t *node = tree;

	if (sense == CONDITION_VALID)
		return read_held(r, tree);
	if (sense == CONDITION_HOLDS) {
		if (!is_op(tree, "not"))
			return false;
		node = arg(tree, 0);
	}
	if (!is_op(node, "and"))
		return read_terms(r, node);
	r->condition->any = true;
	for (size_t i = 0; i < json_array_size(json_object_get(node, "args")); i++)
		if (!read_terms(r, arg(node, i)) || r->condition->count != i + 1)
			return false;
	return true;
}

bool
condition_read(struct arena *arena, const struct form *form, const struct form_field *list, const char *feel,
    enum condition_sense sense, struct condition *ret_condition)
{
	struct reading r = { arena, form, list, ret_condition };
	struct feel_error error;
	struct buffer text;
	struct feel *parsed;
	json_t *tree;
	bool read;

	*ret_condition = (struct condition){ 0 };
	if (*feel == '\0')
		return true;
	if (feel_parse(arena, feel, NULL, &parsed, &error) != OK)
		return false;
	buffer_init(&text, arena, TREE_MAX);
	feel_write_json(parsed, &text);
	tree = text.full ? NULL : json_loadb(text.data, text.size, 0, NULL);
	read = tree != NULL && read_tree(&r, tree, sense);
	json_decref(tree);
	if (!read)
		*ret_condition = (struct condition){ 0 };
	return read;
}
