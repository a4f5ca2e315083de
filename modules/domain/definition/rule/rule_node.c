/* The small changes that editors of rules are made of. See rule_node.h. */
#include "domain/definition/rule/rule_node.h"

#include <string.h>

#include "core/memory/arena.h"
#include "domain/definition/xml.h"

const xmlChar *
rule_chars(const char *text)
{
	return (const xmlChar *)text;
}

xmlNode *
rule_node_nth(const xmlNode *node, const char *name, size_t n)
{
	for (xmlNode *child = xml_next_element(node->children); child != NULL; child = xml_next_element(child->next))
		if (xml_is_of(child, node, name) && --n == 0)
			return child;
	return NULL;
}

static xmlNode *
find_by(const struct rule_editor *e, const char *name, const char *attribute, const char *value)
{
	for (xmlNode *node = xml_next_element(e->root->children); node != NULL; node = xml_next_element(node->next)) {
		const char *own =
		    xml_is_of(node, e->root, name) ? xml_attribute(e->arena, node, attribute, NULL) : NULL;
		if (own != NULL && strcmp(own, value) == 0)
			return node;
	}
	return NULL;
}

xmlNode *
rule_node_by_id(const struct rule_editor *e, const char *name, const char *id)
{
	return find_by(e, name, "id", id);
}

xmlNode *
rule_node_add(xmlNode *parent, const char *name)
{
	xmlNode *node = xmlNewDocNode(parent->doc, parent->ns, rule_chars(name), NULL);

	xmlAddChild(parent, node);
	return node;
}

void
rule_node_set(xmlNode *node, const char *attribute, const char *value)
{
	xmlSetProp(node, rule_chars(attribute), rule_chars(value));
}

static bool
has_id(const struct rule_editor *e, const xmlNode *node, const char *id)
{
	const char *own = xml_attribute(e->arena, node, "id", NULL);
	bool found = own != NULL && strcmp(own, id) == 0;

	for (xmlNode *child = xml_next_element(node->children); !found && child != NULL;
	     child = xml_next_element(child->next))
		found = has_id(e, child, id);
	return found;
}

void
rule_node_new_id(const struct rule_editor *e, xmlNode *node, const char *prefix)
{
	const char *id;
	size_t n = xml_count(e->table, "rule");

	do
		id = arena_printf(e->arena, "%s_%zu", prefix, ++n);
	while (has_id(e, e->root, id));
	rule_node_set(node, "id", id);
}

void
rule_node_set_id(const struct rule_editor *e, xmlNode *node, const char *id)
{
	if (has_id(e, e->root, id))
		rule_node_new_id(e, node, id);
	else
		rule_node_set(node, "id", id);
}

void
rule_node_set_text(xmlNode *node, const char *name, const char *text)
{
	xmlNode *holder = xml_child(node, name);

	if (holder == NULL) {
		holder = xmlNewDocNode(node->doc, node->ns, rule_chars(name), NULL);
		if (xml_next_element(node->children) != NULL)
			xmlAddPrevSibling(xml_next_element(node->children), holder);
		else
			xmlAddChild(node, holder);
	}
	xmlNodeSetContent(holder, NULL);
	if (*text != '\0')
		xmlAddChild(holder, xmlNewDocText(node->doc, rule_chars(text)));
}

void
rule_node_remove(xmlNode *node)
{
	xmlUnlinkNode(node);
	xmlFreeNode(node);
}

/* --- input data ---------------------------------------------------------------------------------------------------- */

/* The decision reads the result of another decision by that name: that is no input. */
static bool
is_result(const struct rule_editor *e, const char *name)
{
	return find_by(e, "decision", "name", name) != NULL;
}

static bool
is_required(const struct rule_editor *e, const char *href)
{
	for (xmlNode *node = xml_next_element(e->decision->children); node != NULL;
	     node = xml_next_element(node->next)) {
		xmlNode *input =
		    xml_is_of(node, e->decision, "informationRequirement") ? xml_child(node, "requiredInput") : NULL;
		const char *own = input == NULL ? NULL : xml_attribute(e->arena, input, "href", NULL);
		if (own != NULL && strcmp(own, href) == 0)
			return true;
	}
	return false;
}

/* Before the logic of the decision, where the schema wants it. */
static void
require(const struct rule_editor *e, const xmlNode *data, const char *name)
{
	const char *href = arena_printf(e->arena, "#%s", xml_attribute(e->arena, data, "id", NULL));
	xmlNode *requirement;

	if (is_required(e, href))
		return;
	requirement = xmlNewDocNode(e->decision->doc, e->decision->ns, rule_chars("informationRequirement"), NULL);
	xmlAddPrevSibling(e->table, requirement);
	rule_node_set_id(e, requirement,
	    arena_printf(e->arena, "requires_%s_%s", xml_attribute(e->arena, e->decision, "id", NULL), name));
	rule_node_set(rule_node_add(requirement, "requiredInput"), "href", href);
}

static xmlNode *
new_data(const struct rule_editor *e, const char *name)
{
	xmlNode *data = xmlNewDocNode(e->root->doc, e->root->ns, rule_chars("inputData"), NULL), *variable;

	xmlAddNextSibling(e->decision, data);
	rule_node_set_id(e, data, arena_printf(e->arena, "input_%s", name));
	rule_node_set(data, "name", name);
	variable = rule_node_add(data, "variable");
	rule_node_set_id(e, variable, arena_printf(e->arena, "variable_%s", name));
	rule_node_set(variable, "name", name);
	return data;
}

void
rule_node_declare(const struct rule_editor *e, const char *name, const char *type)
{
	xmlNode *data = find_by(e, "inputData", "name", name), *variable;

	if (data == NULL && is_result(e, name))
		return;
	if (data == NULL)
		data = new_data(e, name);
	variable = xml_child(data, "variable");
	if (variable != NULL && type != NULL && *type != '\0')
		rule_node_set(variable, "typeRef", type);
	if (xml_attribute(e->arena, data, "id", NULL) != NULL)
		require(e, data, name);
}
