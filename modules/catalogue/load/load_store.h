/* Writing the catalogue: sectors, definitions and procedures in versions that are never changed once they are there. */
#ifndef MOTCUA_CATALOGUE_LOAD_STORE_H
#define MOTCUA_CATALOGUE_LOAD_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct arena;
struct db;
struct procedure_record;
struct record_fault;

enum definition { DEFINITION_OF_FORM, DEFINITION_OF_PROCESS, DEFINITION_OF_RULE };

/*
 * Adds the content as the next version of that code, unless the latest version is the same already (*ret_added false).
 * `name` is kept for processes alone.
 */
MUST_CHECK enum err definition_put(struct db *db, enum definition kind, const char *code, const char *name,
    const char *content, size_t size, int64_t now, bool *ret_added);

/*
 * Puts all of the procedure in one transaction, or nothing: its sector, its identity, and each version that is not there
 * yet with the same content, as a new one. A published version that the record no longer holds becomes superseded.
 * ERR_INVALID with *fault: an agency or definition that is unknown, a slug that another procedure has.
 */
MUST_CHECK enum err procedure_put(struct db *db, struct arena *arena, struct procedure_record *record, int64_t now,
    struct record_fault *fault, size_t *ret_added);

/* A word that citizens use and the official one that it means. */
MUST_CHECK enum err synonym_put(struct db *db, const char *word, const char *meaning);

extern const struct store load_store;

#endif
