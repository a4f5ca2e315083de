/* What differs between two versions of a rule. See rule_diff.h. */
#include "domain/definition/rule/rule_diff.h"

#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/rule/rule_table.h"

#define NOWHERE ((size_t)-1)

struct comparison {
	struct arena *arena;
	const struct rule_table *older, *newer; /* of the decision being compared */
	struct rule_change *changes;
	size_t count;
};

static void
say(struct comparison *c, struct rule_change change)
{
	if (c->count == RULE_CHANGES_MAX)
		return;
	change.decision = (c->newer != NULL ? c->newer : c->older)->name;
	change.column = change.column == NULL ? "" : change.column;
	change.from = change.from == NULL ? "" : change.from;
	change.to = change.to == NULL ? "" : change.to;
	c->changes[c->count++] = change;
}

static void
say_if_different(
    struct comparison *c, const char *message, size_t row, const char *column, const char *from, const char *to)
{
	if (strcmp(from, to) != 0)
		say(c,
		    (struct rule_change){ .message = message, .row = row, .column = column, .from = from, .to = to });
}

static size_t
column_place(const struct rule_table_column *columns, size_t count, const char *id, size_t place)
{
	for (size_t i = 0; *id != '\0' && i < count; i++)
		if (strcmp(columns[i].id, id) == 0)
			return i;
	return *id == '\0' && place < count && *columns[place].id == '\0' ? place : NOWHERE;
}

static size_t
row_place(const struct rule_table *table, const char *id, size_t place)
{
	for (size_t i = 0; *id != '\0' && i < table->row_count; i++)
		if (strcmp(table->rows[i].id, id) == 0)
			return i;
	return *id == '\0' && place < table->row_count && *table->rows[place].id == '\0' ? place : NOWHERE;
}

/* Where each of the newer columns stood, NOWHERE if it is new; what changed in their heads is said. */
static size_t *
compare_columns(struct comparison *c, const struct rule_table_column *older, size_t older_count,
    const struct rule_table_column *newer, size_t newer_count)
{
	size_t *places = arena_array(c->arena, newer_count + 1, sizeof(*places));

	for (size_t i = 0; i < newer_count; i++) {
		size_t place = places[i] = column_place(older, older_count, newer[i].id, i);
		if (place == NOWHERE) {
			say(c, (struct rule_change){ .message = "rule.diff.column_added", .column = newer[i].label });
			continue;
		}
		say_if_different(c, "rule.diff.column", 0, newer[i].label, older[place].label, newer[i].label);
		say_if_different(
		    c, "rule.diff.column", 0, newer[i].label, older[place].expression, newer[i].expression);
		say_if_different(c, "rule.diff.column", 0, newer[i].label, older[place].name, newer[i].name);
		say_if_different(c, "rule.diff.column", 0, newer[i].label, older[place].allowed, newer[i].allowed);
	}
	for (size_t i = 0; i < older_count; i++)
		if (column_place(newer, newer_count, older[i].id, i) == NOWHERE)
			say(c, (struct rule_change){ .message = "rule.diff.column_gone", .column = older[i].label });
	return places;
}

static void
compare_cells(struct comparison *c, size_t row, const struct rule_table_column *columns, const size_t *places,
    size_t count, const char *const *older, const char *const *newer)
{
	for (size_t i = 0; i < count; i++)
		if (places[i] != NOWHERE)
			say_if_different(c, "rule.diff.cell", row + 1, columns[i].label, older[places[i]], newer[i]);
}

static void
compare_rows(struct comparison *c, const size_t *inputs, const size_t *outputs)
{
	size_t last = 0;

	for (size_t i = 0; i < c->newer->row_count; i++) {
		const struct rule_table_row *row = &c->newer->rows[i], *old;
		size_t place = row_place(c->older, row->id, i);
		if (place == NOWHERE) {
			say(c, (struct rule_change){ .message = "rule.diff.row_added", .row = i + 1, .to = row->note });
			continue;
		}
		old = &c->older->rows[place];
		if (place + 1 < last)
			say(c, (struct rule_change){ .message = "rule.diff.row_moved", .row = i + 1, .to = row->note });
		else
			last = place + 1;
		say_if_different(c, "rule.diff.note", i + 1, "", old->note, row->note);
		compare_cells(c, i, c->newer->inputs, inputs, c->newer->input_count, old->inputs, row->inputs);
		compare_cells(c, i, c->newer->outputs, outputs, c->newer->output_count, old->outputs, row->outputs);
	}
	for (size_t i = 0; i < c->older->row_count; i++)
		if (row_place(c->newer, c->older->rows[i].id, i) == NOWHERE)
			say(c, (struct rule_change){
				   .message = "rule.diff.row_gone", .row = i + 1, .from = c->older->rows[i].note });
}

static void
compare_tables(struct comparison *c)
{
	const struct rule_table *older = c->older, *newer = c->newer;
	const size_t *inputs, *outputs;

	say_if_different(c, "rule.diff.literal", 0, "", older->literal != NULL ? older->literal : "",
	    newer->literal != NULL ? newer->literal : "");
	if (newer->literal == NULL)
		say_if_different(c, "rule.diff.hit", 0, "", rule_policy_of(older), rule_policy_of(newer));
	inputs = compare_columns(c, older->inputs, older->input_count, newer->inputs, newer->input_count);
	outputs = compare_columns(c, older->outputs, older->output_count, newer->outputs, newer->output_count);
	compare_rows(c, inputs, outputs);
}

static const struct rule_table *
table_by_id(const struct rule_table *tables, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(tables[i].id, id) == 0)
			return &tables[i];
	return NULL;
}

size_t
rule_diff(struct arena *arena, const struct rule *older, const struct rule *newer, const struct rule_change **ret)
{
	const struct rule_table *before, *after;
	size_t before_count = rule_tables(arena, older, &before), after_count = rule_tables(arena, newer, &after);
	struct comparison c = { .arena = arena, .changes = arena_array(arena, RULE_CHANGES_MAX, sizeof(*c.changes)) };

	for (size_t i = 0; i < after_count; i++) {
		c.newer = &after[i];
		c.older = table_by_id(before, before_count, after[i].id);
		if (c.older == NULL)
			say(&c, (struct rule_change){ .message = "rule.diff.decision_added", .to = after[i].name });
		else
			compare_tables(&c);
	}
	c.newer = NULL;
	for (size_t i = 0; i < before_count; i++)
		if (table_by_id(after, after_count, before[i].id) == NULL) {
			c.older = &before[i];
			say(&c, (struct rule_change){ .message = "rule.diff.decision_gone", .from = before[i].name });
		}
	*ret = c.changes;
	return c.count;
}
