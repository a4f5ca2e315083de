/* What is otherwise in an outcome. See walk_diff.h. */
#include "simulate/walk_diff.h"

#include <string.h>

#include "core/memory/arena.h"

#define KEY(name) "catalogue_simulate.difference." name

struct comparing {
	struct arena *arena;
	struct walk_difference *items;
	size_t count;
};

static void
note(struct comparing *c, struct walk_difference difference)
{
	if (c->count < WALK_DIFFERENCES_MAX)
		c->items[c->count++] = difference;
}

static void
texts(struct comparing *c, const char *message, const char *what, const char *was, const char *now)
{
	if (strcmp(was != NULL ? was : "", now != NULL ? now : "") != 0)
		note(c, (struct walk_difference){ message, what, WALK_TEXTS, was, now, 0, 0 });
}

static void
numbers(struct comparing *c, const char *message, const char *what, enum walk_difference_kind kind, int64_t was,
    int64_t now)
{
	if (was != now)
		note(c, (struct walk_difference){ message, what, kind, NULL, NULL, was, now });
}

/* --- entries that one of the two has alone ---------------------------------------------------------------------------- */

/* Of a list whose structs begin with their name. */
static const char *
name_of(const struct record_list *list, size_t size, size_t i)
{
	return *(const char *const *)(const void *)((const char *)list->items + i * size);
}

static bool
has_name(const struct record_list *list, size_t size, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(name_of(list, size, i), name) == 0)
			return true;
	return false;
}

static void
only_in(struct comparing *c, const char *message, const struct record_list *list, const struct record_list *other,
    size_t size)
{
	for (size_t i = 0; i < list->count; i++)
		if (!has_name(other, size, name_of(list, size, i)))
			note(c,
			    (struct walk_difference){ message, name_of(list, size, i), WALK_TEXTS, NULL, NULL, 0, 0 });
}

/* --- parts ------------------------------------------------------------------------------------------------------------ */

static const char *
problem_text(struct arena *arena, const struct walk_problem_record *problem)
{
	return arena_printf(arena, "%s.%lld %s", problem->key, (long long)problem->row, problem->rule);
}

static bool
has_problem(struct arena *arena, const struct record_list *list, const char *text)
{
	const struct walk_problem_record *items = list->items;

	for (size_t i = 0; i < list->count; i++)
		if (strcmp(problem_text(arena, &items[i]), text) == 0)
			return true;
	return false;
}

static void
compare_problems(struct comparing *c, const struct record_list *was, const struct record_list *now)
{
	const struct walk_problem_record *before = was->items, *after = now->items;

	for (size_t i = 0; i < was->count; i++)
		if (!has_problem(c->arena, now, problem_text(c->arena, &before[i])))
			note(c, (struct walk_difference){
				    KEY("problem_gone"), before[i].key, WALK_TEXTS, before[i].rule, NULL, 0, 0 });
	for (size_t i = 0; i < now->count; i++)
		if (!has_problem(c->arena, was, problem_text(c->arena, &after[i])))
			note(c, (struct walk_difference){
				    KEY("problem_new"), after[i].key, WALK_TEXTS, NULL, after[i].rule, 0, 0 });
}

static const struct walk_fee_record *
fee_named(const struct record_list *list, const char *code)
{
	const struct walk_fee_record *items = list->items;

	for (size_t i = 0; i < list->count; i++)
		if (strcmp(items[i].code, code) == 0)
			return &items[i];
	return NULL;
}

static void
compare_fees(struct comparing *c, const struct walk_outcome_record *was, const struct walk_outcome_record *now)
{
	const struct walk_fee_record *items = was->fees.items;

	texts(c, KEY("fee"), "", was->fee, now->fee);
	only_in(c, KEY("fee_gone"), &was->fees, &now->fees, sizeof(*items));
	only_in(c, KEY("fee_new"), &now->fees, &was->fees, sizeof(*items));
	for (size_t i = 0; i < was->fees.count; i++) {
		const struct walk_fee_record *other = fee_named(&now->fees, items[i].code);

		if (other == NULL)
			continue;
		texts(c, KEY("fee_kind"), items[i].code, items[i].kind, other->kind);
		numbers(c, KEY("fee_price"), items[i].code, WALK_MONEY, items[i].price, other->price);
		if (items[i].quantity != other->quantity)
			texts(c, KEY("fee_quantity"), items[i].code,
			    arena_printf(c->arena, "%lld", (long long)items[i].quantity),
			    arena_printf(c->arena, "%lld", (long long)other->quantity));
		numbers(c, KEY("fee_amount"), items[i].code, WALK_MONEY, items[i].amount, other->amount);
	}
	numbers(c, KEY("total"), "", WALK_MONEY, was->total, now->total);
}

/* The other outcome's entry for the same step, open for as many times as here. */
static const struct walk_step_record *
visit_again(const struct walk_step_record *items, size_t i, const struct record_list *other)
{
	const struct walk_step_record *others = other->items;
	size_t nth = 0;

	for (size_t k = 0; k < i; k++)
		nth += strcmp(items[k].step, items[i].step) == 0;
	for (size_t k = 0; k < other->count; k++)
		if (strcmp(others[k].step, items[i].step) == 0 && nth-- == 0)
			return &others[k];
	return NULL;
}

static void
compare_steps(struct comparing *c, const struct record_list *was, const struct record_list *now)
{
	const struct walk_step_record *before = was->items, *after = now->items;

	for (size_t i = 0; i < was->count; i++) {
		const struct walk_step_record *other = visit_again(before, i, now);

		if (other == NULL) {
			note(c,
			    (struct walk_difference){ KEY("step_gone"), before[i].name, WALK_TEXTS, NULL, NULL, 0, 0 });
			continue;
		}
		texts(c, KEY("step_name"), before[i].name, before[i].name, other->name);
		texts(c, KEY("step_role"), before[i].name, before[i].role, other->role);
		texts(c, KEY("step_action"), before[i].name, before[i].action, other->action);
		numbers(c, KEY("step_opened"), before[i].name, WALK_MOMENTS, before[i].opened, other->opened);
		numbers(c, KEY("step_due"), before[i].name, WALK_MOMENTS, before[i].due, other->due);
		numbers(c, KEY("step_closed"), before[i].name, WALK_MOMENTS, before[i].closed, other->closed);
	}
	for (size_t i = 0; i < now->count; i++)
		if (visit_again(after, i, was) == NULL)
			note(c,
			    (struct walk_difference){ KEY("step_new"), after[i].name, WALK_TEXTS, NULL, NULL, 0, 0 });
}

size_t
walk_differences(struct arena *arena, const struct walk_outcome_record *was, const struct walk_outcome_record *now,
    const struct walk_difference **ret_differences)
{
	struct comparing c = { arena, arena_array(arena, WALK_DIFFERENCES_MAX, sizeof(*c.items)), 0 };

	only_in(&c, KEY("field_gone"), &was->visible, &now->visible, sizeof(struct walk_key_record));
	only_in(&c, KEY("field_new"), &now->visible, &was->visible, sizeof(struct walk_key_record));
	compare_problems(&c, &was->problems, &now->problems);
	compare_fees(&c, was, now);
	compare_steps(&c, &was->steps, &now->steps);
	if (strcmp(was->end, now->end) != 0)
		note(&c, (struct walk_difference){ KEY("end"), "", WALK_KEYS,
			     arena_printf(arena, "catalogue_simulate.ends.%s", was->end),
			     arena_printf(arena, "catalogue_simulate.ends.%s", now->end), 0, 0 });
	if (strcmp(was->stuck, now->stuck) != 0)
		note(&c, (struct walk_difference){ KEY("stuck"), "", WALK_KEYS, *was->stuck != '\0' ? was->stuck : NULL,
			     *now->stuck != '\0' ? now->stuck : NULL, 0, 0 });
	numbers(&c, KEY("accepted"), "", WALK_MOMENTS, was->accepted, now->accepted);
	numbers(&c, KEY("decided"), "", WALK_MOMENTS, was->decided, now->decided);
	numbers(&c, KEY("due"), "", WALK_MOMENTS, was->due, now->due);
	numbers(&c, KEY("paid"), "", WALK_MOMENTS, was->paid, now->paid);
	*ret_differences = c.items;
	return c.count;
}
