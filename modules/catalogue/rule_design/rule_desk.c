/* A rule at its desk, read for its pages. See rule_desk.h. */
#include "rule_design/rule_desk.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "domain/definition/rule/rule_write.h"
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
	rule_reads(ret_desk->rule, &ret_desk->inputs);
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

const struct rule_table_column *
rule_desk_column(const struct rule_table *table, int64_t column)
{
	if (column < 1 || column > (int64_t)(table->input_count + table->output_count))
		return NULL;
	return column <= (int64_t)table->input_count ? &table->inputs[column - 1]
						     : &table->outputs[column - (int64_t)table->input_count - 1];
}

static enum err
write_document(struct ctx *c, const struct rule *rule, struct buffer *content)
{
	buffer_init(content, c->arena, DEFINITION_BYTES_MAX + 1);
	rule_write(rule, content);
	return content->full ? refuse(c, ERR_TOO_LARGE, "catalogue_define.problem.too_large", NULL) : OK;
}

enum err
rule_desk_save(struct ctx *c, struct rule_desk *desk, int64_t version, const struct rule *rule,
    struct definition_problems *ret_problems)
{
	struct buffer content;
	enum err err = write_document(c, rule, &content);

	*ret_problems = (struct definition_problems){ .arena = c->arena };
	return err ? err : desk_save(c, &desk->desk, version, content.data, content.size, ret_problems);
}

static enum err
edit_document(struct ctx *c, struct rule_desk *desk, const struct rule_edit *edits, size_t count)
{
	enum err err = rule_edit_apply(c->arena, desk->rule, edits, count);

	if (err == ERR_NOT_FOUND)
		return refuse(c, ERR_CONFLICT, "catalogue_rule_design.no_row", NULL);
	return err == ERR_TOO_LARGE ? refuse(c, ERR_TOO_LARGE, "rule.too_many", NULL) : err;
}

enum err
rule_desk_apply(struct ctx *c, struct rule_desk *desk, int64_t version, const struct rule_edit *edits, size_t count,
    struct definition_problems *ret_problems)
{
	enum err err = edit_document(c, desk, edits, count);

	*ret_problems = (struct definition_problems){ .arena = c->arena };
	return err ? err : rule_desk_save(c, desk, version, desk->rule, ret_problems);
}

enum err
rule_desk_try(struct ctx *c, struct rule_desk *desk, const struct rule_edit *edits, size_t count,
    struct definition_problems *ret_problems)
{
	struct buffer content;
	enum err err = edit_document(c, desk, edits, count);

	*ret_problems = (struct definition_problems){ .arena = c->arena };
	if (err || (err = write_document(c, desk->rule, &content)))
		return err;
	return desk_check_content(c, &desk->desk, content.data, content.size, ret_problems);
}

const char *
rule_place(struct arena *arena, const char *decision, size_t row)
{
	return row == 0 ? arena_printf(arena, "bang-%s", decision) : arena_printf(arena, "bang-%s-%zu", decision, row);
}
