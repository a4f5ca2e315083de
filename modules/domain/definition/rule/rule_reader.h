/*
 * The state of reading a DMN document and its smallest parts. Private to rule_parse.c (decisions and their tables) and
 * rule_reader.c (attributes, types, inputs, expressions).
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_READER_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_READER_H

#include "domain/definition/rule/rule_private.h"
#include "domain/definition/xml.h"

enum { RULE_INPUTS_MAX = 200 };

struct rule_reader {
	struct arena *arena;
	struct rule *rule;
	xmlNode *root;
	struct definition_error *error;
	struct feel_names names;       /* of the decision being read */
	bool is_read[RULE_INPUTS_MAX]; /* which inputs an expression has named so far */
};

bool dmn_failed(const struct rule_reader *r);
/* The first refusal is the one that is told. */
void dmn_refuse(struct rule_reader *r, const char *message, const xmlNode *node);
/*
 * Refuses children of the model's namespace that are not in the list. Elements of other namespaces (diagrams, extensions) mean
 * nothing here and stay where they are.
 */
void dmn_allow_only(struct rule_reader *r, const xmlNode *node, const char *const *names);

/* NULL if it is not there; the second gives "" then. */
const char *dmn_attribute(struct rule_reader *r, const xmlNode *node, const char *name);
const char *dmn_attribute_or_nothing(struct rule_reader *r, const xmlNode *node, const char *name);
const char *dmn_child_text(struct rule_reader *r, const xmlNode *node, const char *name);

/* What typeRef says; *ret_allowed: the allowedValues of that type, or NULL. */
enum feel_type dmn_type_of(struct rule_reader *r, const xmlNode *node, const xmlNode **ret_allowed);
/* The expression (or the test of a value of `type`) in <text>, parsed and checked; NULL after a refusal. */
const struct feel *dmn_feel(struct rule_reader *r, const xmlNode *node, bool test, enum feel_type type);
/* An inputData, its structure flattened to dotted names. */
void dmn_input_data(struct rule_reader *r, const xmlNode *node);

#endif
