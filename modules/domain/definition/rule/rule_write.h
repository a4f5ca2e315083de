/*
 * A rule back into DMN XML, as dmn-js writes it: namespace 20191111, two spaces a level, elements and their ids, diagram
 * (DMNDI) and extensions as they stand in the document that was read. Deterministic: writing what was written changes nothing.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_RULE_WRITE_H
#define MOTCUA_DOMAIN_DEFINITION_RULE_WRITE_H

#include "domain/definition/rule/rule.h"

struct buffer;

/* The whole document. What does not fit the buffer's limit is left out and `out->full` says so. */
void rule_write(const struct rule *rule, struct buffer *out);

#endif
