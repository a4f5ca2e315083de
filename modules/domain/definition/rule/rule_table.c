/* A rule as tables that people read. See rule_table.h. */
#include "domain/definition/rule/rule_table.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/definition/feel/feel_tree.h"
#include "domain/definition/rule/rule_private.h"

enum { ROW_WORDS_MAX = 64 * 1024 };

static const char *
text_of(const struct feel *feel)
{
	return feel == NULL ? "" : feel_text(feel);
}

const char *
rule_column_label(const struct rule_column *column)
{
	if (*column->label != '\0')
		return column->label;
	return column->expression == NULL || *column->name != '\0' ? column->name : feel_text(column->expression);
}

static const struct rule_table_column *
columns_of(struct arena *arena, const struct rule_column *columns, size_t count)
{
	struct rule_table_column *ret = arena_array(arena, count + 1, sizeof(*ret));

	for (size_t i = 0; i < count; i++)
		ret[i] = (struct rule_table_column){ .id = columns[i].id,
			.label = rule_column_label(&columns[i]),
			.name = columns[i].name,
			.expression = text_of(columns[i].expression),
			.allowed = text_of(columns[i].allowed),
			.type = columns[i].type };
	return ret;
}

static const char *const *
cells_of(struct arena *arena, const struct feel **cells, size_t count)
{
	const char **ret = arena_array(arena, count + 1, sizeof(*ret));

	for (size_t i = 0; i < count; i++)
		ret[i] = text_of(cells[i]);
	return ret;
}

static void
fill(struct arena *arena, const struct rule_decision *decision, struct rule_table *ret)
{
	struct rule_table_row *rows = arena_array(arena, decision->row_count + 1, sizeof(*rows));

	*ret = (struct rule_table){ .id = decision->id,
		.name = decision->name,
		.literal = decision->literal != NULL ? feel_text(decision->literal) : NULL,
		.hit = decision->hit,
		.aggregation = decision->aggregation,
		.inputs = columns_of(arena, decision->inputs, decision->input_count),
		.outputs = columns_of(arena, decision->outputs, decision->output_count),
		.input_count = decision->input_count,
		.output_count = decision->output_count,
		.rows = rows,
		.row_count = decision->row_count };
	for (size_t i = 0; i < decision->row_count; i++)
		rows[i] = (struct rule_table_row){ .id = decision->rows[i].id,
			.note = decision->rows[i].note,
			.inputs = cells_of(arena, decision->rows[i].tests, decision->input_count),
			.outputs = cells_of(arena, decision->rows[i].outputs, decision->output_count) };
}

size_t
rule_tables(struct arena *arena, const struct rule *rule, const struct rule_table **ret)
{
	struct rule_table *tables = arena_array(arena, rule->decision_count + 1, sizeof(*tables));

	for (size_t i = 0; i < rule->decision_count; i++)
		fill(arena, &rule->decisions[i], &tables[i]);
	*ret = tables;
	return rule->decision_count;
}

const char *
rule_row_words(struct arena *arena, const struct rule *rule, const char *decision, size_t row)
{
	const struct rule_decision *table = rule_decision_find(rule, decision);
	const struct rule_row *found =
	    table != NULL && row >= 1 && row <= table->row_count ? &table->rows[row - 1] : NULL;
	struct buffer words;

	if (found == NULL || *found->note != '\0')
		return found == NULL ? "" : found->note;
	buffer_init(&words, arena, ROW_WORDS_MAX);
	for (size_t i = 0; i < table->input_count; i++) {
		const char *cell = text_of(found->tests[i]);

		if (*cell != '\0' && strcmp(cell, "-") != 0)
			buffer_printf(
			    &words, "%s%s: %s", words.size > 0 ? "; " : "", rule_column_label(&table->inputs[i]), cell);
	}
	return words.size > 0 ? words.data : "";
}

/* By enum rule_hit; behind COLLECT as a plain list its aggregators, by enum rule_aggregation. */
const char *const rule_policies[] = { "UNIQUE", "FIRST", "ANY", "RULE ORDER", "COLLECT", "COLLECT SUM", "COLLECT COUNT",
	"COLLECT MIN", "COLLECT MAX", NULL };

const char *
rule_policy_of(const struct rule_table *table)
{
	return rule_policies[(size_t)table->hit + (size_t)table->aggregation];
}

/* The first column that reads just this input. */
static const struct rule_column *
column_of(const struct rule *rule, const char *name)
{
	for (size_t i = 0; i < rule->decision_count; i++)
		for (size_t k = 0; k < rule->decisions[i].input_count; k++) {
			const struct rule_column *column = &rule->decisions[i].inputs[k];
			if (column->expression != NULL && strcmp(feel_text(column->expression), name) == 0)
				return column;
		}
	return NULL;
}

const char *
rule_input_label(const struct rule *rule, const char *name)
{
	const struct rule_column *column = column_of(rule, name);

	return column == NULL || *column->label == '\0' ? name : column->label;
}

/* The literal that the value must equal, or NULL. */
static const struct feel_node *
literal_of(const struct feel_node *node)
{
	if (node->op != FEEL_OP_MATCH || node->args[0]->op != FEEL_OP_INPUT || node->args[1]->op != FEEL_OP_LITERAL)
		return NULL;
	return node->args[1];
}

size_t
rule_choices(struct arena *arena, const struct rule *rule, const char *name, const struct feel_value **ret)
{
	const struct rule_column *column = column_of(rule, name);
	const struct feel *allowed = column != NULL ? column->allowed : NULL;
	const struct feel_node *root, *literal;
	struct feel_value *values;
	size_t count;

	for (size_t i = 0; allowed == NULL && i < rule->input_count; i++)
		if (strcmp(rule->inputs[i].name, name) == 0)
			allowed = rule->allowed[i];
	if (allowed == NULL)
		return 0;
	root = allowed->root;
	count = root->op == FEEL_OP_OR ? root->count : 1;
	values = arena_array(arena, count, sizeof(*values));
	for (size_t i = 0; i < count; i++) {
		if ((literal = literal_of(root->op == FEEL_OP_OR ? root->args[i] : root)) == NULL)
			return 0;
		values[i] = literal->value;
	}
	*ret = values;
	return count;
}

void
rule_names_of(
    struct arena *arena, const struct rule *rule, const struct rule_decision *decision, struct feel_names *ret)
{
	size_t most = rule->input_count + decision->required_count * RULE_COLUMNS_MAX, count = rule->input_count;
	struct feel_name *names = arena_array(arena, most + 1, sizeof(*names));

	memcpy(names, rule->inputs, count * sizeof(*names));
	for (size_t i = 0; i < decision->required_count; i++) {
		const struct rule_decision *other = decision->required[i];
		bool list = other->hit >= HIT_RULE_ORDER && other->aggregation == AGGREGATE_LIST;
		if (other->output_count <= 1)
			names[count++] = (struct feel_name){ other->name, list ? FEEL_LIST : FEEL_ANY, FEEL_ANY };
		for (size_t k = 0; other->output_count > 1 && k < other->output_count; k++)
			names[count++] =
			    (struct feel_name){ arena_printf(arena, "%s.%s", other->name, other->outputs[k].name),
				    FEEL_ANY, FEEL_ANY };
	}
	*ret = (struct feel_names){ names, count };
}
