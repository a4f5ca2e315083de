/* Changes to a rule's document: its rows and cells; columns and what stands over them are rule_edit_column.c's. */
#include "domain/definition/rule/rule_edit.h"

#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/rule/rule_node.h"
#include "domain/definition/rule/rule_private.h"
#include "domain/definition/xml.h"

static xmlNode *
cell_of(const struct rule_editor *e, const xmlNode *row, size_t column)
{
	size_t inputs = xml_count(e->table, "input");

	return column <= inputs ? rule_node_nth(row, "inputEntry", column)
				: rule_node_nth(row, "outputEntry", column - inputs);
}

/* Whatever is renamed here: the row, then its cells by their number. */
static void
set_row_ids(const struct rule_editor *e, xmlNode *row)
{
	const char *id;
	size_t n = 0;

	rule_node_new_id(e, row, "row");
	id = xml_attribute(e->arena, row, "id", NULL);
	for (xmlNode *cell = xml_next_element(row->children); cell != NULL; cell = xml_next_element(cell->next))
		if (xml_is_of(cell, row, "inputEntry") || xml_is_of(cell, row, "outputEntry"))
			xmlSetProp(cell, rule_chars("id"), rule_chars(arena_printf(e->arena, "%s_cell_%zu", id, ++n)));
}

static xmlNode *
new_row(const struct rule_editor *e)
{
	xmlNode *row = xmlNewDocNode(e->table->doc, e->table->ns, rule_chars("rule"), NULL), *cell;
	size_t inputs = xml_count(e->table, "input"), outputs = xml_count(e->table, "output");

	for (size_t i = 0; i < inputs + outputs; i++) {
		cell = xmlNewDocNode(row->doc, row->ns, rule_chars(i < inputs ? "inputEntry" : "outputEntry"), NULL);
		xmlAddChild(row, cell);
		rule_node_set_text(cell, "text", i < inputs ? "-" : "null");
	}
	return row;
}

static enum err
insert_row(struct rule_editor *e, size_t behind, bool copy)
{
	xmlNode *before = behind > 0 ? rule_node_nth(e->table, "rule", behind) : NULL;
	xmlNode *first = rule_node_nth(e->table, "rule", 1), *row;

	if ((behind > 0 || copy) && before == NULL)
		return ERR_NOT_FOUND;
	if (xml_count(e->table, "rule") >= RULE_ROWS_MAX)
		return ERR_TOO_LARGE;
	row = copy ? xmlCopyNode(before, 1) : new_row(e);
	if (before != NULL)
		xmlAddNextSibling(before, row);
	else if (first != NULL)
		xmlAddPrevSibling(first, row);
	else
		xmlAddChild(e->table, row);
	set_row_ids(e, row);
	return OK;
}

static enum err
swap_rows(struct rule_editor *e, size_t upper)
{
	xmlNode *above = upper > 0 ? rule_node_nth(e->table, "rule", upper) : NULL;
	xmlNode *below = above != NULL ? rule_node_nth(e->table, "rule", upper + 1) : NULL;

	if (below == NULL)
		return ERR_NOT_FOUND;
	xmlUnlinkNode(below);
	xmlAddPrevSibling(above, below);
	return OK;
}

static enum err
edit_row(struct rule_editor *e, const struct rule_edit *edit)
{
	xmlNode *row = edit->row > 0 ? rule_node_nth(e->table, "rule", edit->row) : NULL, *cell;

	if (row == NULL)
		return ERR_NOT_FOUND;
	if (edit->kind == RULE_EDIT_DELETE) {
		rule_node_remove(row);
		return OK;
	}
	if (edit->kind == RULE_EDIT_NOTE) {
		xmlNode *note = xml_child(row, "description");
		if (*edit->text != '\0')
			rule_node_set_text(row, "description", edit->text);
		else if (note != NULL)
			rule_node_remove(note);
		return OK;
	}
	if (edit->column == 0 || (cell = cell_of(e, row, edit->column)) == NULL)
		return ERR_NOT_FOUND;
	rule_node_set_text(cell, "text", edit->text);
	return OK;
}

static enum err
apply(struct rule_editor *e, const struct rule_edit *edit)
{
	switch (edit->kind) {
	case RULE_EDIT_ADD: return insert_row(e, edit->row, false);
	case RULE_EDIT_COPY: return insert_row(e, edit->row, true);
	case RULE_EDIT_UP: return edit->row < 2 ? ERR_NOT_FOUND : swap_rows(e, edit->row - 1);
	case RULE_EDIT_DOWN: return swap_rows(e, edit->row);
	case RULE_EDIT_CELL:
	case RULE_EDIT_NOTE:
	case RULE_EDIT_DELETE: return edit_row(e, edit);
	default: return rule_edit_column(e, edit);
	}
}

enum err
rule_edit_apply(struct arena *arena, const struct rule *rule, const struct rule_edit *edits, size_t count)
{
	struct rule_editor e = { .arena = arena, .root = xmlDocGetRootElement(rule->root->doc) };

	for (size_t i = 0; i < count; i++) {
		e.decision = rule_node_by_id(&e, "decision", edits[i].decision);
		e.table = e.decision == NULL ? NULL : xml_child(e.decision, "decisionTable");
		enum err err = e.table == NULL ? ERR_NOT_FOUND : apply(&e, &edits[i]);
		if (err)
			return err;
	}
	return OK;
}

enum err
rule_cell_check(struct arena *arena, const struct rule *rule, const char *decision, size_t column, const char *text,
    struct feel_error *error)
{
	const struct rule_decision *table = rule_decision_find(rule, decision);
	size_t inputs = table == NULL ? 0 : table->input_count;
	struct feel_names names;
	struct feel *feel;
	enum err err;

	*error = (struct feel_error){ .what = "" };
	if (table == NULL || column == 0 || column > inputs + table->output_count)
		return ERR_NOT_FOUND;
	rule_names_of(arena, rule, table, &names);
	if (column <= inputs) {
		err = feel_parse_test(arena, text, &names, &feel, error);
		return err ? err : feel_check_test(feel, &names, table->inputs[column - 1].type, error);
	}
	err = feel_parse(arena, text, &names, &feel, error);
	return err ? err : feel_check(feel, &names, table->outputs[column - inputs - 1].type, error);
}
