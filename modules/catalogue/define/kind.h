/* The three kinds of definitions by the names under which the database and addresses know them. Pure. */
#ifndef MOTCUA_CATALOGUE_DEFINE_KIND_H
#define MOTCUA_CATALOGUE_DEFINE_KIND_H

#include <stdbool.h>

#include "domain/procedure/procedure_store.h" /* enum definition_kind */

struct arena;

enum { DEFINITION_KINDS = 3, DEFINITION_BYTES_MAX = 256 * 1024 };

#define DEFINE_PATH "/can-bo/danh-muc/dinh-nghia"

/* Entries by enum definition_kind, NULL at the end: for the choices of input tables, whose pointers come back. */
extern const char *const definition_kind_names[]; /* "form", "process", "rule": in the database, in message keys */
extern const char *const definition_kind_slugs[]; /* "bieu-mau", "quy-trinh", "quy-tac": in addresses */

/* False if there is none of that name (slug). */
bool definition_kind_by_name(const char *name, enum definition_kind *ret_kind);
bool definition_kind_by_slug(const char *slug, enum definition_kind *ret_kind);

/* "/can-bo/danh-muc/dinh-nghia/quy-trinh/{code}" and below it `suffix` ("/bang"), which may be "". */
const char *definition_path(struct arena *arena, enum definition_kind kind, const char *code, const char *suffix);

#endif
