/* Changes to what stands over the rows of a rule's table: columns, hit policy, name. See rule_edit.h. */
#include <ctype.h>
#include <string.h>

#include "core/locale/word_list.h"
#include "core/memory/arena.h"
#include "domain/definition/rule/rule_node.h"
#include "domain/definition/rule/rule_private.h"
#include "domain/definition/xml.h"

static size_t
input_count(const struct rule_editor *e)
{
	return xml_count(e->table, "input");
}

static xmlNode *
column_node(const struct rule_editor *e, size_t column)
{
	const size_t inputs = input_count(e);

	if (column == 0)
		return NULL;
	return column <= inputs ? rule_node_nth(e->table, "input", column)
				: rule_node_nth(e->table, "output", column - inputs);
}

/* --- what a column says ----------------------------------------------------------------------------------------------- */

static void
set_allowed(const struct rule_editor *e, xmlNode *column, bool input, const char *text)
{
	const char *name = input ? "inputValues" : "outputValues";
	xmlNode *values = xml_child(column, name), *first = input ? xml_child(column, "inputExpression") : NULL;

	if (*text == '\0') {
		if (values != NULL)
			rule_node_remove(values);
		return;
	}
	if (values == NULL) {
		values = xmlNewDocNode(column->doc, column->ns, rule_chars(name), NULL);
		if (first != NULL)
			xmlAddNextSibling(first, values);
		else
			xmlAddChild(column, values);
		rule_node_new_id(e, values, name);
	}
	rule_node_set_text(values, "text", text);
}

static void
set_type(xmlNode *node, const char *type)
{
	if (type == NULL)
		return;
	if (*type == '\0')
		xmlUnsetProp(node, rule_chars("typeRef"));
	else
		rule_node_set(node, "typeRef", type);
}

/* A name as columns and input data have it: letters, digits and underscores, no digit first. */
static bool
is_plain_name(const char *text)
{
	size_t i = 0;

	while (isalnum((unsigned char)text[i]) || text[i] == '_')
		i++;
	return i > 0 && text[i] == '\0' && !isdigit((unsigned char)text[0]);
}

static void
set_head(const struct rule_editor *e, xmlNode *column, bool input, const struct rule_column_head *head)
{
	xmlNode *expression = input ? xml_child(column, "inputExpression") : NULL;

	rule_node_set(column, "label", head->label);
	if (!input) {
		rule_node_set(column, "name", head->read);
		set_type(column, head->type);
	} else {
		if (expression == NULL) {
			expression = rule_node_add(column, "inputExpression");
			rule_node_new_id(e, expression, "expression");
		}
		set_type(expression, head->type);
		rule_node_set_text(expression, "text", head->read);
		if (is_plain_name(head->read))
			rule_node_declare(e, head->read, head->type);
	}
	set_allowed(e, column, input, head->allowed);
}

/* --- columns come, go and move ------------------------------------------------------------------------------------------ */

/* A new cell of each row, behind those of its kind. */
static void
add_cells(const struct rule_editor *e, bool input, size_t behind)
{
	const char *name = input ? "inputEntry" : "outputEntry";

	for (xmlNode *row = xml_next_element(e->table->children); row != NULL; row = xml_next_element(row->next)) {
		xmlNode *cell, *before, *output;

		if (!xml_is_of(row, e->table, "rule"))
			continue;
		cell = xmlNewDocNode(row->doc, row->ns, rule_chars(name), NULL);
		before = behind > 0 ? rule_node_nth(row, name, behind) : NULL;
		output = rule_node_nth(row, "outputEntry", 1);
		if (before != NULL)
			xmlAddNextSibling(before, cell);
		else if (output != NULL)
			xmlAddPrevSibling(output, cell);
		else
			xmlAddChild(row, cell);
		rule_node_new_id(e, cell, "cell");
		rule_node_set_text(cell, "text", input ? "-" : "null");
	}
}

static enum err
add_column(const struct rule_editor *e, bool input, const struct rule_column_head *head)
{
	const char *name = input ? "input" : "output";
	const size_t there = xml_count(e->table, name);
	xmlNode *column, *behind = there > 0 ? rule_node_nth(e->table, name, there) : NULL;
	xmlNode *first = rule_node_nth(e->table, input ? "output" : "rule", 1);

	if (there >= RULE_COLUMNS_MAX)
		return ERR_TOO_LARGE;
	column = xmlNewDocNode(e->table->doc, e->table->ns, rule_chars(name), NULL);
	if (behind != NULL)
		xmlAddNextSibling(behind, column);
	else if (first != NULL)
		xmlAddPrevSibling(first, column);
	else
		xmlAddChild(e->table, column);
	rule_node_new_id(e, column, name);
	set_head(e, column, input, head);
	add_cells(e, input, there);
	return OK;
}

/* Where a column stands among those of its kind. */
struct place {
	bool input;
	size_t nth; /* from 1 */
	const char *column, *cell;
};

static struct place
place_of(const struct rule_editor *e, size_t column)
{
	const size_t inputs = input_count(e);

	return column <= inputs ? (struct place){ true, column, "input", "inputEntry" }
				: (struct place){ false, column - inputs, "output", "outputEntry" };
}

static enum err
delete_column(const struct rule_editor *e, size_t column)
{
	const struct place place = place_of(e, column);

	if (column_node(e, column) == NULL)
		return ERR_NOT_FOUND;
	if (!place.input && xml_count(e->table, "output") == 1)
		return ERR_CONFLICT;
	rule_node_remove(column_node(e, column));
	for (xmlNode *row = xml_next_element(e->table->children); row != NULL; row = xml_next_element(row->next)) {
		xmlNode *cell = xml_is_of(row, e->table, "rule") ? rule_node_nth(row, place.cell, place.nth) : NULL;
		if (cell != NULL)
			rule_node_remove(cell);
	}
	return OK;
}

/* The n-th of that name and the next one change places. */
static bool
swap(const xmlNode *node, const char *name, size_t n)
{
	xmlNode *left = n > 0 ? rule_node_nth(node, name, n) : NULL;
	xmlNode *right = left != NULL ? rule_node_nth(node, name, n + 1) : NULL;

	if (right == NULL)
		return false;
	xmlUnlinkNode(right);
	xmlAddPrevSibling(left, right);
	return true;
}

static enum err
move_column(const struct rule_editor *e, size_t column, bool left)
{
	const struct place place = place_of(e, column);
	const size_t n = left ? place.nth - 1 : place.nth;

	if (column_node(e, column) == NULL || !swap(e->table, place.column, n))
		return ERR_NOT_FOUND;
	for (xmlNode *row = xml_next_element(e->table->children); row != NULL; row = xml_next_element(row->next))
		if (xml_is_of(row, e->table, "rule"))
			(void)swap(row, place.cell, n);
	return OK;
}

/* --- the table ------------------------------------------------------------------------------------------------------------ */

static enum err
set_policy(const struct rule_editor *e, const char *text)
{
	if (word_list_find(rule_policies, text) == NULL)
		return ERR_INVALID;
	xmlUnsetProp(e->table, rule_chars("aggregation"));
	if (strncmp(text, "COLLECT ", 8) != 0) {
		rule_node_set(e->table, "hitPolicy", text);
		return OK;
	}
	rule_node_set(e->table, "hitPolicy", "COLLECT");
	rule_node_set(e->table, "aggregation", text + 8);
	return OK;
}

static enum err
change_column(const struct rule_editor *e, const struct rule_edit *edit)
{
	xmlNode *column = column_node(e, edit->column);

	if (column == NULL)
		return ERR_NOT_FOUND;
	if (edit->kind == RULE_EDIT_ALLOWED)
		set_allowed(e, column, edit->column <= input_count(e), edit->text);
	else
		set_head(e, column, edit->column <= input_count(e), edit->head);
	return OK;
}

enum err
rule_edit_column(struct rule_editor *e, const struct rule_edit *edit)
{
	switch (edit->kind) {
	case RULE_EDIT_INPUT_ADD: return add_column(e, true, edit->head);
	case RULE_EDIT_OUTPUT_ADD: return add_column(e, false, edit->head);
	case RULE_EDIT_COLUMN_DELETE: return delete_column(e, edit->column);
	case RULE_EDIT_COLUMN_LEFT: return move_column(e, edit->column, true);
	case RULE_EDIT_COLUMN_RIGHT: return move_column(e, edit->column, false);
	case RULE_EDIT_POLICY: return set_policy(e, edit->text);
	case RULE_EDIT_NAME: rule_node_set(e->decision, "name", edit->text); return OK;
	default: return change_column(e, edit);
	}
}

/* --- before it is changed --------------------------------------------------------------------------------------------------- */

/* The names that the decision may read, and the one that this column would declare. */
static struct feel_names
names_with(struct arena *arena, const struct rule *rule, const struct rule_decision *decision,
    const struct rule_column_head *head, enum feel_type type)
{
	struct feel_names names;
	struct feel_name *more;

	rule_names_of(arena, rule, decision, &names);
	for (size_t i = 0; i < names.count; i++)
		if (strcmp(names.items[i].name, head->read) == 0)
			return names;
	more = arena_array(arena, names.count + 1, sizeof(*more));
	memcpy(more, names.items, names.count * sizeof(*more));
	more[names.count] = (struct feel_name){ head->read, type, FEEL_ANY };
	return (struct feel_names){ more, names.count + is_plain_name(head->read) };
}

/* An output's name is what the machine reads it by. */
static const char *
name_fault(const struct rule_decision *table, size_t column, const char *name)
{
	if (!is_plain_name(name))
		return "rule.column_name";
	for (size_t i = 0; i < table->output_count; i++)
		if (table->input_count + i + 1 != column && strcmp(table->outputs[i].name, name) == 0)
			return "rule.column_taken";
	return NULL;
}

enum rule_head_part
rule_head_check(struct arena *arena, const struct rule *rule, const char *decision, size_t column, bool input,
    const struct rule_column_head *head, enum feel_type type, struct feel_error *error)
{
	const struct rule_decision *table = rule_decision_find(rule, decision);
	struct feel_names names;
	struct feel *feel;

	*error = (struct feel_error){ .what = "" };
	if (table == NULL)
		return RULE_HEAD_RIGHT;
	names = names_with(arena, rule, table, head, type);
	if (!input && (error->message = name_fault(table, column, head->read)) != NULL)
		return RULE_HEAD_READ;
	if (input && (feel_parse(arena, head->read, &names, &feel, error) || feel_check(feel, &names, type, error)))
		return RULE_HEAD_READ;
	if (*head->allowed != '\0' &&
	    (feel_parse_test(arena, head->allowed, &names, &feel, error) || feel_check_test(feel, &names, type, error)))
		return RULE_HEAD_ALLOWED;
	return RULE_HEAD_RIGHT;
}
