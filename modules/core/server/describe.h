/* What a module's tables say about it: problems (--check), the permission matrix (--routes), the API (--openapi). */
#ifndef MOTCUA_CORE_SERVER_DESCRIBE_H
#define MOTCUA_CORE_SERVER_DESCRIBE_H

#include <stddef.h>
#include <stdio.h>

#include "core/err.h"

struct db;
struct module;
struct server_shared;

/* Input tables, templates with their sample views, messages, statements against the live schema. One line per problem; how
 * many. */
size_t describe_check(struct server_shared *shared, struct db *db, FILE *out);
/* One line per route: method, path, who may, summary; separated by tabs. */
void describe_routes(const struct module *module, FILE *out);
/*
 * For nginx, whose own limit is BODY_USUAL: one line per route that takes more, its path as a regular expression and the
 * bytes, separated by a space.
 */
void describe_limits(const struct module *module, FILE *out);
/* OpenAPI 3.1 as JSON. */
enum err describe_openapi(const struct module *module, FILE *out) MUST_CHECK;

#endif
