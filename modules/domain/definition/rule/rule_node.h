/*
 * Nodes of a rule's document as its editors change them. Private to rule_edit*.c and rule_blank.c: they know libxml2, nobody
 * else who changes a rule does.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_NODE_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_NODE_H

#include <libxml/tree.h>

#include "domain/definition/rule/rule_edit.h"

struct arena;

struct rule_editor {
	struct arena *arena;
	xmlNode *root;     /* definitions */
	xmlNode *decision; /* that is changed */
	xmlNode *table;    /* its decisionTable */
};

const xmlChar *rule_chars(const char *text);
/* The n-th child of that name, from 1; NULL. */
xmlNode *rule_node_nth(const xmlNode *node, const char *name, size_t n);
/* An element at the top of the document by name and id; NULL. */
xmlNode *rule_node_by_id(const struct rule_editor *e, const char *name, const char *id);
/* A new element in the model's namespace, the last child of `parent`. */
xmlNode *rule_node_add(xmlNode *parent, const char *name);
void rule_node_set(xmlNode *node, const char *attribute, const char *value);
/* An id that nothing in the document has. Ids are counted on, so that the same edits give the same document. */
void rule_node_new_id(const struct rule_editor *e, xmlNode *node, const char *prefix);
/* The id as it is if it is free, else counted on. */
void rule_node_set_id(const struct rule_editor *e, xmlNode *node, const char *id);
/* The text of <text> or <description> inside; libxml2 escapes it when asked to, so it is set as a text node. */
void rule_node_set_text(xmlNode *node, const char *name, const char *text);
void rule_node_remove(xmlNode *node);

/*
 * A column's expression that is a plain name is declared as input data of the document with its type (NULL: not said), and the
 * decision says that it requires it: the reader looks for it there.
 */
void rule_node_declare(const struct rule_editor *e, const char *name, const char *type);

/* The edits of columns, hit policies and names (rule_edit_column.c). */
enum err rule_edit_column(struct rule_editor *e, const struct rule_edit *edit) MUST_CHECK;

#endif
