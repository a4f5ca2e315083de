/* A plan as an FTS5 expression. Every word is a quoted string: none is ever an operator. See plan.h. */
#include <string.h>

#include "core/memory/buffer.h"
#include "search/plan.h"

enum { EXPRESSION_MOST = 32 * 1024 };
/* A procedure with this share of the words has at least one of the slots that weigh more than the rest of the share. */
#define SHARE_MISSED 0.4

/* A letter or two begin words of every column: only where names and codes stand does that help. */
#define COLUMNS_OF_BEGUN "{name keywords code} : "

static void
quote(struct buffer *out, const char *text)
{
	buffer_char(out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			buffer_char(out, '"');
		buffer_char(out, *text);
	}
	buffer_char(out, '"');
}

static void
add_phrase(struct buffer *out, struct expression *expression, size_t slot, int reading)
{
	if (expression->phrase_count < PHRASES_MOST)
		expression->phrases[expression->phrase_count++] =
		    (struct phrase){ (unsigned char)slot, (signed char)reading };
	else
		out->full = true;
}

/* The readings of one slot, any of which will do; `marked`: also the word with its marks, which adds to the rank. */
static void
add_slot(struct buffer *out, struct expression *expression, const struct plan *plan, size_t at, bool sure, bool marked)
{
	const struct slot *slot = &plan->slots[at];
	size_t count = sure ? slot->sure_count : slot->reading_count;

	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_text(out, " OR ");
		if (slot->readings[i].way == READ_BEGUN)
			buffer_text(out, COLUMNS_OF_BEGUN);
		quote(out, slot->readings[i].text);
		if (slot->readings[i].way == READ_BEGUN)
			buffer_text(out, " *");
		add_phrase(out, expression, at, (int)i);
	}
	if (marked && slot->word.code != NULL) {
		buffer_text(out, " OR ");
		quote(out, slot->word.code);
		add_phrase(out, expression, at, -1);
	}
}

static void
all_slots(struct buffer *out, struct expression *expression, const struct plan *plan)
{
	const char *joint = "";

	for (size_t i = 0; i < plan->count; i++) {
		if (plan->slots[i].filler)
			continue;
		buffer_printf(out, "%s(", joint);
		add_slot(out, expression, plan, i, true, true);
		buffer_char(out, ')');
		joint = " AND ";
	}
}

/* Slots by how few procedures have them. */
static void
order_by_rarity(const struct plan *plan, size_t order[PLAN_SLOTS])
{
	for (size_t i = 0; i < plan->count; i++) {
		size_t at = i;

		for (; at > 0 && plan->slots[order[at - 1]].documents > plan->slots[i].documents; at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
}

/* Marks the rarest slots that together weigh more than may be missed. */
static void
choose_rare(const struct plan *plan, bool rare[PLAN_SLOTS])
{
	size_t order[PLAN_SLOTS];
	double weight = 0, known = 0;

	order_by_rarity(plan, order);
	for (size_t i = 0; i < plan->count; i++)
		known += plan->slots[i].documents > 0 ? plan->slots[i].weight : 0;
	for (size_t i = 0; i < plan->count; i++) {
		const struct slot *slot = &plan->slots[order[i]];

		rare[order[i]] = !slot->filler && slot->documents > 0 && weight <= SHARE_MISSED * known;
		weight += rare[order[i]] ? slot->weight : 0;
	}
}

/* The slots that are rare, or those that are not, any of which will do. */
static void
some_slots(struct buffer *out, struct expression *expression, const struct plan *plan, const bool chosen[PLAN_SLOTS],
    bool rare)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->count; i++) {
		if (plan->slots[i].filler || chosen[i] != rare)
			continue;
		buffer_text(out, count++ > 0 ? " OR " : "(");
		add_slot(out, expression, plan, i, rare, true);
	}
	buffer_text(out, count > 0 ? ")" : "");
}

/* One of the rare slots, and one of the others, which a procedure with enough of the words has as well. */
static void
rare_slots(struct buffer *out, struct expression *expression, const struct plan *plan)
{
	bool rare[PLAN_SLOTS] = { false };
	size_t others = 0;

	choose_rare(plan, rare);
	for (size_t i = 0; i < plan->count; i++)
		others += !plan->slots[i].filler && !rare[i];
	some_slots(out, expression, plan, rare, true);
	if (others > 0)
		buffer_text(out, " AND ");
	some_slots(out, expression, plan, rare, false);
}

void
plan_expression(struct arena *arena, const struct plan *plan, bool sure, struct expression *ret_expression)
{
	bool sought = false;
	struct buffer out;

	for (size_t i = 0; i < plan->count; i++)
		sought = sought || (!plan->slots[i].filler && plan->slots[i].documents > 0);
	buffer_init(&out, arena, EXPRESSION_MOST);
	ret_expression->phrase_count = 0;
	if (sure)
		all_slots(&out, ret_expression, plan);
	else
		rare_slots(&out, ret_expression, plan);
	ret_expression->text = out.full || !sought ? NULL : out.data;
}
