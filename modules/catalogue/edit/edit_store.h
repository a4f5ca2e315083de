/* What the editor offers to choose from: sectors, agencies, definitions in their latest versions. Reads only. */
#ifndef MOTCUA_CATALOGUE_EDIT_STORE_H
#define MOTCUA_CATALOGUE_EDIT_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"
#include "edit/edit_table.h"

struct db;

struct edit_choice {
	const char *value; /* what the form sends: a code, or the id of a definition's version */
	const char *name;
	int64_t version_no; /* of a definition */
};
struct edit_choices {
	const struct edit_choice *items;
	size_t count;
};

/*
 * The choices of one source. Definitions: the latest version of each, and the one whose id is `attached` (DB_NULL_INT: none).
 * Agencies: those that exist on `today` (days); their value is their code. At most 10,000.
 */
MUST_CHECK enum err edit_choices_of(
    struct db *db, enum edit_source source, int64_t attached, int32_t today, struct edit_choices *ret_choices);

/* The agencies of a tier that exist on `today`, by code. */
MUST_CHECK enum err edit_agencies_of_tier(
    struct db *db, const char *tier, int32_t today, struct edit_choices *ret_choices);

/* What a definition's version is and says, to be shown. ERR_NOT_FOUND. */
struct edit_definition {
	const char *code, *content;
	int64_t version_no, created_at;
};
MUST_CHECK enum err edit_definition_of(
    struct db *db, enum edit_source source, int64_t id, struct edit_definition *ret_definition);

extern const struct store edit_store;

#endif
