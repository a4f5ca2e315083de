/* Regions of a column and cells as sets of them. See rule_domain.h. */
#include "domain/definition/rule/rule_domain.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/feel/feel_tree.h"

enum { EXAMPLE_MAX = 400, NAMED_MAX = 3 };

struct points {
	struct arena *arena;
	struct feel_value *items;
	size_t count;
	bool has_null;
	bool orders_text; /* a cell compares texts by their order */
	bool mixed;
};

/* --- what a cell is made of --------------------------------------------------------------------------------------- */

static bool
is_constant(const struct feel_node *node)
{
	static const char *const makers[] = { "date", "duration" };

	if (node->op == FEEL_OP_LITERAL)
		return true;
	if (node->op == FEEL_OP_NEGATE)
		return is_constant(node->args[0]);
	if (node->op != FEEL_OP_CALL || node->count != 1 || node->args[0]->op != FEEL_OP_LITERAL)
		return false;
	for (size_t i = 0; i < sizeof(makers) / sizeof(*makers); i++)
		if (strcmp(node->function->name, makers[i]) == 0)
			return true;
	return false;
}

static bool
are_constant(const struct feel_node *node)
{
	for (size_t i = 0; i < node->count; i++)
		if (!is_constant(node->args[i]) && (node->args[i]->op != FEEL_OP_RANGE || !are_constant(node->args[i])))
			return false;
	return true;
}

/* A constant, a range or a list of constants. */
static bool
is_test(const struct feel_node *node)
{
	return is_constant(node) || ((node->op == FEEL_OP_RANGE || node->op == FEEL_OP_LIST) && are_constant(node));
}

static bool
is_plain(const struct feel_node *node)
{
	switch (node->op) {
	case FEEL_OP_LITERAL: return node->value.type == FEEL_BOOLEAN;
	case FEEL_OP_AND:
	case FEEL_OP_OR:
	case FEEL_OP_NOT:
		for (size_t i = 0; i < node->count; i++)
			if (!is_plain(node->args[i]))
				return false;
		return true;
	case FEEL_OP_MATCH: return node->args[0]->op == FEEL_OP_INPUT && is_test(node->args[1]);
	case FEEL_OP_EQUAL:
	case FEEL_OP_NOT_EQUAL:
	case FEEL_OP_LESS:
	case FEEL_OP_LESS_EQUAL:
	case FEEL_OP_GREATER:
	case FEEL_OP_GREATER_EQUAL: return node->args[0]->op == FEEL_OP_INPUT && is_constant(node->args[1]);
	case FEEL_OP_BETWEEN:
		return node->args[0]->op == FEEL_OP_INPUT && is_constant(node->args[1]) && is_constant(node->args[2]);
	default: return false;
	}
}

/* The cell depends on its column alone, by comparisons with literals. */
static bool
cell_is_plain(const struct feel *cell)
{
	return cell != NULL && is_plain(cell->root);
}

/* --- the literals of a column -------------------------------------------------------------------------------------- */

static struct feel_value
constant_value(struct points *p, const struct feel_node *node)
{
	const struct feel_context nothing = { 0 };
	const struct feel alone = { .text = "", .root = node };

	return feel_evaluate(p->arena, &alone, &nothing);
}

static bool
is_judged(enum feel_type type)
{
	return type == FEEL_BOOLEAN || type == FEEL_NUMBER || type == FEEL_STRING || type == FEEL_DATE;
}

static void
add_point(struct points *p, struct feel_value value)
{
	if (value.type == FEEL_NULL) {
		p->has_null = true;
		return;
	}
	for (size_t i = 0; i < p->count; i++)
		if (feel_equal(p->items[i], value))
			return;
	if (!is_judged(value.type) || (p->count > 0 && p->items[0].type != value.type) ||
	    p->count == RULE_REGIONS_MAX / 2 - 2)
		p->mixed = true;
	else
		p->items[p->count++] = value;
}

static void
gather(struct points *p, const struct feel_node *node)
{
	bool orders = node->op == FEEL_OP_RANGE || node->op == FEEL_OP_BETWEEN ||
		      (node->op >= FEEL_OP_LESS && node->op <= FEEL_OP_GREATER_EQUAL);

	for (size_t i = 0; i < node->count; i++) {
		const struct feel_node *part = node->args[i];
		if (!is_constant(part)) {
			gather(p, part);
			continue;
		}
		struct feel_value value = constant_value(p, part);
		p->orders_text = p->orders_text || (orders && value.type == FEEL_STRING);
		add_point(p, value);
	}
}

static int
compare_points(const void *a, const void *b)
{
	int order = 0;

	return feel_compare(*(const struct feel_value *)a, *(const struct feel_value *)b, &order) ? order : 0;
}

/* --- regions --------------------------------------------------------------------------------------------------------- */

static struct feel_value
between(struct feel_value low, struct feel_value high)
{
	const struct decimal two = decimal_from_int(2);
	struct decimal sum, whole;

	if (low.type == FEEL_DATE)
		return feel_date(low.date + 1);
	if (decimal_add(low.number, decimal_from_int(1), &sum) == OK &&
	    decimal_round(sum, 0, DECIMAL_FLOOR, &whole) == OK && decimal_compare(whole, low.number) > 0 &&
	    decimal_compare(whole, high.number) < 0)
		return feel_number(whole);
	if (decimal_add(low.number, high.number, &sum) != OK || decimal_divide(sum, two, &sum) != OK)
		return feel_null();
	return feel_number(sum);
}

static struct feel_value
beyond(struct feel_value end, int step)
{
	struct decimal number;

	if (end.type == FEEL_DATE)
		return feel_date(end.date + step);
	return decimal_add(end.number, decimal_from_int(step), &number) == OK ? feel_number(number) : feel_null();
}

static const char *
literal_text(struct arena *arena, struct feel_value value)
{
	const char *text = feel_to_text(arena, value);

	if (value.type == FEEL_STRING)
		return arena_printf(arena, "\"%s\"", text);
	if (value.type == FEEL_DATE)
		return arena_printf(arena, "date(\"%s\")", text);
	return value.type == FEEL_NULL ? "null" : text;
}

static void
add_region(struct arena *arena, struct rule_domain *domain, struct feel_value value, const char *text)
{
	domain->values[domain->count] = value;
	domain->texts[domain->count++] = text != NULL ? text : literal_text(arena, value);
}

/* Between numbers and days; the region of a day that does not exist is left out. */
static void
cut_line(struct arena *arena, struct rule_domain *domain, const struct points *p)
{
	for (size_t i = 0; i < p->count; i++) {
		bool touches = i > 0 && p->items[i].type == FEEL_DATE && p->items[i].date == p->items[i - 1].date + 1;
		if (i == 0)
			add_region(arena, domain, beyond(p->items[0], -1), NULL);
		else if (!touches)
			add_region(arena, domain, between(p->items[i - 1], p->items[i]), NULL);
		add_region(arena, domain, p->items[i], NULL);
	}
	add_region(arena, domain, beyond(p->items[p->count - 1], 1), NULL);
}

/* Every text that is none of those named; U+0001 can be none of them. */
static void
add_other_texts(struct arena *arena, struct rule_domain *domain, const struct points *p)
{
	struct buffer text;

	buffer_init(&text, arena, EXAMPLE_MAX);
	buffer_text(&text, "not(");
	for (size_t i = 0; i < p->count && i < NAMED_MAX; i++)
		buffer_printf(&text, "%s%s", i > 0 ? ", " : "", literal_text(arena, p->items[i]));
	buffer_text(&text, p->count > NAMED_MAX ? ", …)" : ")");
	add_region(arena, domain, feel_string("\x01"), text.data);
}

static void
cut(struct arena *arena, struct rule_domain *domain, const struct points *p, enum feel_type type)
{
	if (type == FEEL_BOOLEAN) {
		add_region(arena, domain, feel_boolean(true), NULL);
		add_region(arena, domain, feel_boolean(false), NULL);
	} else if (type == FEEL_STRING) {
		for (size_t i = 0; i < p->count; i++)
			add_region(arena, domain, p->items[i], NULL);
		add_other_texts(arena, domain, p);
	} else {
		cut_line(arena, domain, p);
	}
	if (p->has_null)
		add_region(arena, domain, feel_null(), NULL);
}

static void
keep_allowed(struct arena *arena, struct rule_domain *domain, const struct feel *allowed)
{
	const struct feel_context nothing = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < domain->count; i++) {
		if (domain->values[i].type != FEEL_NULL && !feel_matches(arena, allowed, domain->values[i], &nothing))
			continue;
		domain->values[kept] = domain->values[i];
		domain->texts[kept++] = domain->texts[i];
	}
	domain->count = kept;
}

struct rule_domain
rule_domain_of(struct arena *arena, const struct rule_decision *table, size_t column)
{
	const struct rule_column *head = &table->inputs[column];
	struct points points = { .arena = arena,
		.items = arena_array(arena, RULE_REGIONS_MAX / 2, sizeof(*points.items)) };
	struct rule_domain domain = { 0 };
	bool limited = head->allowed != NULL && cell_is_plain(head->allowed);
	enum feel_type type;

	for (size_t i = 0; i < table->row_count; i++)
		if (cell_is_plain(table->rows[i].tests[column]))
			gather(&points, table->rows[i].tests[column]->root);
	if (limited)
		gather(&points, head->allowed->root);
	type = points.count > 0 ? points.items[0].type : head->type;
	if (points.mixed || points.orders_text || (head->type != FEEL_ANY && head->type != type) ||
	    (head->allowed != NULL && !limited))
		return domain;
	domain.values = arena_array(arena, points.count * 2 + 4, sizeof(*domain.values));
	domain.texts = arena_array(arena, points.count * 2 + 4, sizeof(*domain.texts));
	qsort(points.items, points.count, sizeof(*points.items), compare_points);
	if (points.count == 0 && type != FEEL_BOOLEAN) { /* no cell asks for anything */
		add_region(arena, &domain, feel_null(), "-");
		return domain;
	}
	cut(arena, &domain, &points, type);
	if (limited)
		keep_allowed(arena, &domain, head->allowed);
	return domain;
}

struct rule_set
rule_set_of(struct arena *arena, const struct rule_domain *domain, const struct feel *cell)
{
	const struct feel_context nothing = { 0 };
	uint64_t *bits;
	bool all = true;

	if (cell->root->op == FEEL_OP_LITERAL && domain->count == 0)
		return (struct rule_set){ .all = true };
	if (domain->count == 0 || !cell_is_plain(cell))
		return (struct rule_set){ 0 };
	bits = arena_array(arena, domain->count / 64 + 1, sizeof(*bits));
	for (size_t i = 0; i < domain->count; i++) {
		bool met = feel_matches(arena, cell, domain->values[i], &nothing);
		bits[i / 64] |= (uint64_t)met << (i % 64);
		all = all && met;
	}
	return (struct rule_set){ .bits = bits, .all = all };
}
