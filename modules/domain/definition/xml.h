/*
 * XML of definitions, read the careful way: bytes bounded, DOCTYPE and other encodings refused, attributes counted
 * before the parser sees them, nothing ever loaded. For rules, processes and what partners answer.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_XML_H
#define MOTCUA_DOMAIN_DEFINITION_XML_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/tree.h>

#include "core/err.h"
#include "domain/definition/definition_error.h"

struct arena;

enum { XML_ATTRIBUTES_MAX = 64, XML_TEXT_MAX = 8192 };

/* From now on libxml2 loads nothing in this process that a document names. xml_load does it itself; other readers call it first. */
void xml_deny_loading(void);
/* The document lives until the arena is reset. ERR_TOO_LARGE, or ERR_INVALID with *error. */
enum err xml_load(struct arena *arena, const char *xml, size_t size, size_t limit, xmlNode **ret_root,
    struct definition_error *error) MUST_CHECK;

bool xml_is(const xmlNode *node, const char *name);
/* Is `child` an element of that name in the namespace of `node`? What other namespaces call so means something else. */
bool xml_is_of(const xmlNode *child, const xmlNode *node, const char *name);
/* How many children of `node` are. */
size_t xml_count(const xmlNode *node, const char *name);
/* Is the element in the namespace `uri`? */
bool xml_in(const xmlNode *node, const char *uri);
/* First child element of that local name in the namespace of its parent, or NULL. */
xmlNode *xml_child(const xmlNode *node, const char *name);
xmlNode *xml_next_element(xmlNode *node);
/* Attribute without namespace, or of `uri`; NULL if absent. */
const char *xml_attribute(struct arena *arena, const xmlNode *node, const char *name, const char *uri);
/* All text inside, at most XML_TEXT_MAX bytes (longer gives NULL), trimmed. */
const char *xml_text(struct arena *arena, const xmlNode *node);
/* id, else name, else the element's own name: to tell a person where the trouble is. */
const char *xml_where(struct arena *arena, const xmlNode *node);

#endif
