/* Rows, and what can be said of them without a drawing. See process_table.h. */
#include "domain/definition/process_table/process_table.h"

#include <string.h>

struct table_row
table_row_new(void)
{
	return (struct table_row){ .id = "",
		.symbol = "",
		.name = "",
		.unit = "",
		.role = "",
		.content = "",
		.term = "",
		.output = "",
		.timing = "",
		.agency = "",
		.called = "",
		.form = "",
		.actions = "",
		.question = "",
		.next = TABLE_NEXT };
}

static bool
same_way(const struct table_way *one, const struct table_way *other)
{
	return strcmp(one->condition, other->condition) == 0 && one->to == other->to && one->beside == other->beside;
}

bool
process_table_same_ways(const struct process_table *one, const struct process_table *other)
{
	if (one->count != other->count)
		return false;
	for (size_t i = 0; i < one->count; i++) {
		const struct table_row *a = &one->rows[i], *b = &other->rows[i];
		if (strcmp(a->id, b->id) != 0 || a->lane != b->lane || a->next != b->next ||
		    a->way_count != b->way_count)
			return false;
		for (size_t way = 0; way < a->way_count; way++)
			if (!same_way(&a->ways[way], &b->ways[way]))
				return false;
	}
	return true;
}

size_t
process_table_row(const struct process_table *table, const char *step_id)
{
	size_t i = 0;

	while (i < table->count && strcmp(table->rows[i].id, step_id) != 0)
		i++;
	return i;
}

size_t
process_table_row_of(const struct process_table *table, const struct process_model *model, const char *element_id)
{
	const struct model_flow *flow = process_model_flow(model, element_id);
	const char *at = flow != NULL ? flow->from : element_id;

	/* Back over what decides, splits and joins to the step before; a drawing has no more gateways than nodes. */
	for (size_t hops = 0; hops < MODEL_NODES_MAX; hops++) {
		const struct model_node *node = process_model_node(model, at);
		const size_t row = process_table_row(table, at);
		const char *before = NULL;

		if (row < table->count || node == NULL)
			return row;
		if (node->kind == MODEL_TIMER)
			before = node->attached;
		for (size_t i = 0; before == NULL && i < model->flow_count; i++)
			if (strcmp(model->flows[i].to, at) == 0)
				before = model->flows[i].from;
		if (before == NULL)
			break;
		at = before;
	}
	return table->count;
}
