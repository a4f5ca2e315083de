/* Overlaps, gaps and rows that are never reached. See rule_check.h. */
#include "domain/definition/rule/rule_check.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/feel/feel_tree.h"
#include "domain/definition/rule/rule_check_fee.h"
#include "domain/definition/rule/rule_cover.h"

enum { SETS_BYTES_MAX = 2 << 20, EXAMPLE_MAX = 1000, GAPS_MAX = 100 };

struct check {
	struct rule_problems *problems;
	const struct rule_decision *table;
	struct rule_domain domains[RULE_COLUMNS_MAX];
	struct rule_set **sets; /* of each row, of each input */
};

void
rule_problem_add(struct rule_problems *problems, struct rule_problem problem)
{
	if (problems->count == RULE_PROBLEMS_MAX)
		return;
	problem.column = problem.column == NULL ? "" : problem.column;
	problem.example = problem.example == NULL ? "" : problem.example;
	problems->items[problems->count++] = problem;
}

static void
tell(struct check *c, struct rule_problem problem)
{
	problem.decision = c->table->id;
	rule_problem_add(c->problems, problem);
}

/* Some row asks for something in the column. */
static bool
is_asked(const struct check *c, size_t column)
{
	for (size_t i = 0; i < c->table->row_count; i++)
		if (!c->sets[i][column].all)
			return c->domains[column].count > 0;
	return false;
}

/* "Label = 3; Label = "x"": the columns that were judged, `left_out` (NULL: none) not said. */
static const char *
example_of(struct check *c, const size_t *regions, const bool *left_out)
{
	struct buffer text;

	buffer_init(&text, c->problems->arena, EXAMPLE_MAX);
	for (size_t i = 0; i < c->table->input_count; i++) {
		if (!is_asked(c, i) || (left_out != NULL && left_out[i]))
			continue;
		buffer_printf(&text, "%s%s = %s", text.size > 0 ? "; " : "", rule_column_label(&c->table->inputs[i]),
		    c->domains[i].texts[regions[i]]);
	}
	return text.data;
}

/* --- the sets of all cells --------------------------------------------------------------------------------------------- */

/* The same text in the same column is the same set. */
static struct rule_set
set_of_cell(struct check *c, size_t row, size_t column)
{
	const struct feel *cell = c->table->rows[row].tests[column];

	for (size_t i = 0; i < row && row - i < 64; i++)
		if (strcmp(feel_text(c->table->rows[row - i - 1].tests[column]), feel_text(cell)) == 0)
			return c->sets[row - i - 1][column];
	return rule_set_of(c->problems->arena, &c->domains[column], cell);
}

static bool
make_sets(struct check *c)
{
	const struct rule_decision *table = c->table;
	size_t bytes = 0;

	for (size_t i = 0; i < table->input_count; i++) {
		c->domains[i] = rule_domain_of(c->problems->arena, table, i);
		bytes += (c->domains[i].count / 64 + 1) * sizeof(uint64_t) * table->row_count;
	}
	if (bytes > SETS_BYTES_MAX)
		return false;
	c->sets = arena_array(c->problems->arena, table->row_count + 1, sizeof(*c->sets));
	for (size_t i = 0; i < table->row_count; i++) {
		c->sets[i] = arena_array(c->problems->arena, table->input_count + 1, sizeof(**c->sets));
		for (size_t k = 0; k < table->input_count; k++)
			c->sets[i][k] = set_of_cell(c, i, k);
	}
	return true;
}

static void
tell_unjudged(struct check *c)
{
	for (size_t i = 0; i < c->table->row_count; i++)
		for (size_t k = 0; k < c->table->input_count; k++)
			if (!c->sets[i][k].all && c->sets[i][k].bits == NULL) {
				tell(c, (struct rule_problem){ .message = "rule.check.unjudged",
					    .rows = { i + 1 },
					    .column = rule_column_label(&c->table->inputs[k]) });
				return;
			}
}

/* --- overlaps ------------------------------------------------------------------------------------------------------------ */

/* A region in both sets; false if there is none or it is not known. */
static bool
meet(const struct rule_set *a, const struct rule_set *b, const struct rule_domain *domain, size_t *ret_region)
{
	*ret_region = 0;
	if (a->all && b->all)
		return true;
	for (size_t region = 0; region < domain->count; region += 64) {
		uint64_t ones = ~UINT64_C(0);
		uint64_t left = a->all ? ones : a->bits == NULL ? 0 : a->bits[region / 64];
		uint64_t right = b->all ? ones : b->bits == NULL ? 0 : b->bits[region / 64];
		if ((left & right) != 0) {
			*ret_region = region + (size_t)__builtin_ctzll(left & right);
			return true;
		}
	}
	return false;
}

static bool
rows_meet(const struct check *c, size_t a, size_t b, size_t *regions)
{
	for (size_t i = 0; i < c->table->input_count; i++)
		if (!meet(&c->sets[a][i], &c->sets[b][i], &c->domains[i], &regions[i]))
			return false;
	return true;
}

/* Both known and not equal. */
static bool
outputs_differ(const struct check *c, size_t a, size_t b)
{
	for (size_t i = 0; i < c->table->output_count; i++) {
		struct feel_value left, right;
		if (rule_constant(c->problems->arena, c->table->rows[a].outputs[i], &left) &&
		    rule_constant(c->problems->arena, c->table->rows[b].outputs[i], &right) && !feel_equal(left, right))
			return true;
	}
	return false;
}

static const char *
overlap_message(const struct check *c, size_t a, size_t b)
{
	if (c->table->hit == HIT_UNIQUE)
		return "rule.check.overlap";
	if (c->table->hit == HIT_ANY)
		return outputs_differ(c, a, b) ? "rule.check.different" : NULL;
	return rule_fee_same_code(c->problems->arena, c->table, a, b) ? "rule.check.same_code" : NULL;
}

static void
check_overlaps(struct check *c)
{
	size_t regions[RULE_COLUMNS_MAX], told = 0;

	for (size_t a = 0; a < c->table->row_count; a++)
		for (size_t b = a + 1; b < c->table->row_count && told < RULE_PROBLEMS_MAX / 3; b++) {
			const char *message = rows_meet(c, a, b, regions) ? overlap_message(c, a, b) : NULL;
			if (message == NULL)
				continue;
			told++;
			tell(c, (struct rule_problem){ .message = message,
				    .blocks = true,
				    .rows = { a + 1, b + 1 },
				    .example = example_of(c, regions, NULL) });
		}
}

/* --- gaps and rows out of reach --------------------------------------------------------------------------------------- */

/* Some row takes these regions, whatever stands in the columns left out. */
static bool
is_taken(const struct check *c, const size_t *regions, const bool *left_out)
{
	for (size_t row = 0; row < c->table->row_count; row++) {
		bool taken = true;
		for (size_t i = 0; taken && i < c->table->input_count; i++)
			taken = left_out[i] || rule_set_has(&c->sets[row][i], regions[i], true);
		if (taken)
			return true;
	}
	return false;
}

/* The gap in as few words as it takes: a column that may hold anything is not said. */
static const char *
gap_example(struct check *c, const size_t *regions)
{
	bool left_out[RULE_COLUMNS_MAX] = { false };

	for (size_t i = 0; i < c->table->input_count; i++) {
		left_out[i] = true;
		left_out[i] = !is_taken(c, regions, left_out);
	}
	return example_of(c, regions, left_out);
}

static bool
was_told(const struct check *c, const char *message, const char *example)
{
	for (size_t i = 0; i < c->problems->count; i++)
		if (strcmp(c->problems->items[i].message, message) == 0 &&
		    strcmp(c->problems->items[i].decision, c->table->id) == 0 &&
		    strcmp(c->problems->items[i].example, example) == 0)
			return true;
	return false;
}

static void
check_gaps(struct check *c, struct rule_cover *cover)
{
	const char *message = c->table->hit >= HIT_RULE_ORDER ? "rule.check.gap_collect" : "rule.check.gap";
	bool defaults = c->table->output_count > 0;
	size_t told = 0;

	for (size_t i = 0; i < c->table->output_count; i++)
		defaults = defaults && c->table->outputs[i].expression != NULL;
	if (defaults)
		return;
	cover->unknown_covers = true;
	rule_cover_search(cover, NULL, c->table->row_count);
	for (size_t i = 0; i < cover->found_count && told < RULE_EXAMPLES_MAX; i++) {
		const char *example = gap_example(c, cover->found[i]);
		const char *about = *example != '\0' ? message : "rule.check.gap_all"; /* no column matters */
		if (was_told(c, about, example))
			continue;
		tell(c, (struct rule_problem){ .message = about, .example = example });
		told++;
	}
}

static bool
is_never_met(const struct check *c, size_t row)
{
	for (size_t i = 0; i < c->table->input_count; i++) {
		const struct rule_set *set = &c->sets[row][i];
		bool met = set->all || set->bits == NULL;
		for (size_t word = 0; !met && word <= c->domains[i].count / 64; word++)
			met = set->bits[word] != 0;
		if (!met)
			return true;
	}
	return false;
}

static void
check_reach(struct check *c, struct rule_cover *cover)
{
	cover->unknown_covers = false;
	for (size_t i = 0; i < c->table->row_count && !cover->exhausted; i++) {
		if (is_never_met(c, i)) {
			tell(c, (struct rule_problem){ .message = "rule.check.never", .rows = { i + 1 } });
			continue;
		}
		if (c->table->hit != HIT_FIRST || i == 0)
			continue;
		cover->found_max = 1;
		rule_cover_search(cover, c->sets[i], i);
		if (cover->found_count == 0 && !cover->exhausted)
			tell(c, (struct rule_problem){ .message = "rule.check.unreachable", .rows = { i + 1 } });
	}
}

/* --- outputs ------------------------------------------------------------------------------------------------------------ */

bool
rule_constant(struct arena *arena, const struct feel *cell, struct feel_value *ret)
{
	const struct feel_context nothing = { 0 };
	const char *const *names;

	if (cell == NULL || feel_reads(cell, &names) > 0)
		return false;
	*ret = feel_evaluate(arena, cell, &nothing);
	return true;
}

static void
check_outputs(struct check *c)
{
	const struct feel_context nothing = { 0 };

	for (size_t i = 0; i < c->table->row_count; i++)
		for (size_t k = 0; k < c->table->output_count; k++) {
			const struct rule_column *column = &c->table->outputs[k];
			struct feel_value value;
			if (column->allowed != NULL &&
			    rule_constant(c->problems->arena, c->table->rows[i].outputs[k], &value) &&
			    value.type != FEEL_NULL &&
			    !feel_matches(c->problems->arena, column->allowed, value, &nothing))
				tell(c, (struct rule_problem){ .message = "rule.check.not_allowed",
					    .blocks = true,
					    .rows = { i + 1 },
					    .column = rule_column_label(column) });
		}
}

static void
check_table(struct check *c)
{
	struct rule_cover cover = { .arena = c->problems->arena,
		.column_count = c->table->input_count,
		.row_count = c->table->row_count,
		.domains = c->domains,
		.found_max = GAPS_MAX };

	check_outputs(c);
	if (!make_sets(c)) {
		tell(c, (struct rule_problem){ .message = "rule.check.too_large" });
		return;
	}
	cover.sets = (const struct rule_set *const *)c->sets;
	cover.found = arena_array(cover.arena, GAPS_MAX, sizeof(*cover.found));
	check_overlaps(c);
	check_gaps(c, &cover);
	check_reach(c, &cover);
	tell_unjudged(c);
	if (cover.exhausted)
		tell(c, (struct rule_problem){ .message = "rule.check.too_large" });
}

size_t
rule_check(struct arena *arena, const struct rule *rule, const struct rule_problem **ret)
{
	struct rule_problems problems = { .arena = arena,
		.items = arena_array(arena, RULE_PROBLEMS_MAX, sizeof(*problems.items)) };

	for (size_t i = 0; i < rule->decision_count; i++) {
		struct check *c = ARENA_NEW(arena, struct check);
		c->problems = &problems;
		c->table = &rule->decisions[i];
		rule_check_fees(&problems, c->table);
		if (c->table->literal == NULL)
			check_table(c);
	}
	*ret = problems.items;
	return problems.count;
}
