/* Changes to a rule's document. See rule_edit.h. */
#include "domain/definition/rule/rule_edit.h"

#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/rule/rule_private.h"
#include "domain/definition/xml.h"

struct editor {
	struct arena *arena;
	xmlNode *root;
	xmlNode *table;
};

static const xmlChar *
chars(const char *text)
{
	return (const xmlChar *)text;
}

static xmlNode *
nth_child(const xmlNode *node, const char *name, size_t n)
{
	for (xmlNode *child = xml_next_element(node->children); child != NULL; child = xml_next_element(child->next))
		if (xml_is_of(child, node, name) && --n == 0)
			return child;
	return NULL;
}

static xmlNode *
find_table(const struct editor *e, const char *decision)
{
	for (xmlNode *node = xml_next_element(e->root->children); node != NULL; node = xml_next_element(node->next)) {
		const char *id =
		    xml_is_of(node, e->root, "decision") ? xml_attribute(e->arena, node, "id", NULL) : NULL;
		if (id != NULL && strcmp(id, decision) == 0)
			return xml_child(node, "decisionTable");
	}
	return NULL;
}

static bool
has_id(const struct editor *e, const xmlNode *node, const char *id)
{
	const char *own = xml_attribute(e->arena, node, "id", NULL);
	bool found = own != NULL && strcmp(own, id) == 0;

	for (xmlNode *child = xml_next_element(node->children); !found && child != NULL;
	     child = xml_next_element(child->next))
		found = has_id(e, child, id);
	return found;
}

/* Ids are counted on, so that the same edits give the same document. */
static void
set_new_id(const struct editor *e, xmlNode *node, const char *prefix)
{
	const char *id;
	size_t n = xml_count(e->table, "rule");

	do
		id = arena_printf(e->arena, "%s_%zu", prefix, ++n);
	while (has_id(e, e->root, id));
	xmlSetProp(node, chars("id"), chars(id));
}

/* The text of <text> or <description> inside; libxml2 escapes it when asked to, so it is set as a text node. */
static void
set_text(xmlNode *node, const char *name, const char *text)
{
	xmlNode *holder = xml_child(node, name);

	if (holder == NULL) {
		holder = xmlNewDocNode(node->doc, node->ns, chars(name), NULL);
		if (xml_next_element(node->children) != NULL)
			xmlAddPrevSibling(xml_next_element(node->children), holder);
		else
			xmlAddChild(node, holder);
	}
	xmlNodeSetContent(holder, NULL);
	if (*text != '\0')
		xmlAddChild(holder, xmlNewDocText(node->doc, chars(text)));
}

static void
remove_node(xmlNode *node)
{
	xmlUnlinkNode(node);
	xmlFreeNode(node);
}

static xmlNode *
cell_of(const struct editor *e, const xmlNode *row, size_t column)
{
	size_t inputs = xml_count(e->table, "input");

	return column <= inputs ? nth_child(row, "inputEntry", column) : nth_child(row, "outputEntry", column - inputs);
}

/* Whatever is renamed here: the row, then its cells by their number. */
static void
set_row_ids(const struct editor *e, xmlNode *row)
{
	const char *id;
	size_t n = 0;

	set_new_id(e, row, "row");
	id = xml_attribute(e->arena, row, "id", NULL);
	for (xmlNode *cell = xml_next_element(row->children); cell != NULL; cell = xml_next_element(cell->next))
		if (xml_is_of(cell, row, "inputEntry") || xml_is_of(cell, row, "outputEntry"))
			xmlSetProp(cell, chars("id"), chars(arena_printf(e->arena, "%s_cell_%zu", id, ++n)));
}

static xmlNode *
new_row(const struct editor *e)
{
	xmlNode *row = xmlNewDocNode(e->table->doc, e->table->ns, chars("rule"), NULL), *cell;
	size_t inputs = xml_count(e->table, "input"), outputs = xml_count(e->table, "output");

	for (size_t i = 0; i < inputs + outputs; i++) {
		cell = xmlNewDocNode(row->doc, row->ns, chars(i < inputs ? "inputEntry" : "outputEntry"), NULL);
		xmlAddChild(row, cell);
		set_text(cell, "text", i < inputs ? "-" : "null");
	}
	return row;
}

static enum err
insert_row(struct editor *e, size_t behind, bool copy)
{
	xmlNode *before = behind > 0 ? nth_child(e->table, "rule", behind) : NULL;
	xmlNode *first = nth_child(e->table, "rule", 1), *row;

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
swap_rows(struct editor *e, size_t upper)
{
	xmlNode *above = upper > 0 ? nth_child(e->table, "rule", upper) : NULL;
	xmlNode *below = above != NULL ? nth_child(e->table, "rule", upper + 1) : NULL;

	if (below == NULL)
		return ERR_NOT_FOUND;
	xmlUnlinkNode(below);
	xmlAddPrevSibling(above, below);
	return OK;
}

static enum err
set_allowed(struct editor *e, const struct rule_edit *edit)
{
	size_t inputs = xml_count(e->table, "input");
	bool input = edit->column <= inputs;
	const char *name = input ? "inputValues" : "outputValues";
	xmlNode *column =
	    input ? nth_child(e->table, "input", edit->column) : nth_child(e->table, "output", edit->column - inputs);
	xmlNode *values = column == NULL ? NULL : xml_child(column, name);

	if (column == NULL)
		return ERR_NOT_FOUND;
	if (values != NULL && *edit->text == '\0') {
		remove_node(values);
		return OK;
	}
	if (*edit->text == '\0')
		return OK;
	if (values == NULL) {
		xmlNode *first = input ? xml_child(column, "inputExpression") : NULL;
		values = xmlNewDocNode(column->doc, column->ns, chars(name), NULL);
		if (first != NULL)
			xmlAddNextSibling(first, values);
		else
			xmlAddChild(column, values);
		set_new_id(e, values, name);
	}
	set_text(values, "text", edit->text);
	return OK;
}

static enum err
edit_row(struct editor *e, const struct rule_edit *edit)
{
	xmlNode *row = edit->row > 0 ? nth_child(e->table, "rule", edit->row) : NULL, *cell;

	if (row == NULL)
		return ERR_NOT_FOUND;
	if (edit->kind == RULE_EDIT_DELETE) {
		remove_node(row);
		return OK;
	}
	if (edit->kind == RULE_EDIT_NOTE) {
		xmlNode *note = xml_child(row, "description");
		if (*edit->text != '\0')
			set_text(row, "description", edit->text);
		else if (note != NULL)
			remove_node(note);
		return OK;
	}
	if (edit->column == 0 || (cell = cell_of(e, row, edit->column)) == NULL)
		return ERR_NOT_FOUND;
	set_text(cell, "text", edit->text);
	return OK;
}

static enum err
apply(struct editor *e, const struct rule_edit *edit)
{
	switch (edit->kind) {
	case RULE_EDIT_ADD: return insert_row(e, edit->row, false);
	case RULE_EDIT_COPY: return insert_row(e, edit->row, true);
	case RULE_EDIT_UP: return edit->row < 2 ? ERR_NOT_FOUND : swap_rows(e, edit->row - 1);
	case RULE_EDIT_DOWN: return swap_rows(e, edit->row);
	case RULE_EDIT_ALLOWED: return edit->column == 0 ? ERR_NOT_FOUND : set_allowed(e, edit);
	default: return edit_row(e, edit);
	}
}

enum err
rule_edit_apply(struct arena *arena, const struct rule *rule, const struct rule_edit *edits, size_t count)
{
	struct editor e = { .arena = arena, .root = xmlDocGetRootElement(rule->root->doc) };

	for (size_t i = 0; i < count; i++) {
		e.table = find_table(&e, edits[i].decision);
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
