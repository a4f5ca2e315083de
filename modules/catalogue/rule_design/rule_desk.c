/* A rule at its desk, read for its pages. See rule_desk.h. */
#include "rule_design/rule_desk.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "rule_design/rule_page.h"

enum err
rule_desk_open(struct ctx *c, const char *code, struct rule_desk *ret_desk)
{
	struct definition_error error;
	const char *content;
	enum err err;

	*ret_desk = (struct rule_desk){ 0 };
	if ((err = desk_open(c, DEFINITION_RULE, code, &ret_desk->desk)) ||
	    (err = rule_examples_of(c->db, code, &ret_desk->examples, &ret_desk->example_count)))
		return err;
	content = ret_desk->desk.draft.content;
	if (*content == '\0' || rule_parse(c->arena, content, strlen(content), &ret_desk->rule, &error) != OK) {
		ret_desk->rule = NULL;
		return OK;
	}
	ret_desk->table_count = rule_tables(c->arena, ret_desk->rule, &ret_desk->tables);
	rule_inputs(ret_desk->rule, &ret_desk->inputs);
	return OK;
}

const struct rule_table *
rule_desk_table(const struct rule_desk *desk, const char *decision)
{
	for (size_t i = 0; i < desk->table_count; i++)
		if (decision != NULL && strcmp(desk->tables[i].id, decision) == 0)
			return &desk->tables[i];
	return NULL;
}

const char *
rule_place(struct arena *arena, const char *decision, size_t row)
{
	return row == 0 ? arena_printf(arena, "bang-%s", decision) : arena_printf(arena, "bang-%s-%zu", decision, row);
}
