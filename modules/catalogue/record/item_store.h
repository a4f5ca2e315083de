/*
 * The identity of a procedure through all its versions: its code and other codes, its address, who drafts it, when dossiers
 * are taken, what took its place.
 */
#ifndef MOTCUA_CATALOGUE_ITEM_STORE_H
#define MOTCUA_CATALOGUE_ITEM_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

struct procedure_item {
	int64_t id;
	const char *code, *slug;
	const char *replaced_by;     /* code of the procedure that took its place; NULL: none */
	int64_t owner_agency_id;     /* who drafts it; DB_NULL_INT: the office of the People's Committee */
	const char *owner_agency;    /* its code; NULL */
	const char *owner_name;      /* its name; NULL */
	bool listed;                 /* the national base lists it */
	int32_t opens_on, closes_on; /* dossiers are taken between these days; DATE_NONE: no bound */
	int64_t current_version_id;  /* DB_NULL_INT: none in force */
	int64_t version;             /* of the row */
};

/* By its code or another code of it; ERR_NOT_FOUND. */
MUST_CHECK enum err item_by_code(struct db *db, const char *code, struct procedure_item *ret_item);
/* The same, and the row stays locked until the transaction ends. */
MUST_CHECK enum err item_lock(struct db *db, const char *code, struct procedure_item *ret_item);
/* ERR_CONFLICT with db_duplicate: the code or the address belongs to another procedure. */
MUST_CHECK enum err item_add(struct db *db, const struct procedure_item *item, int64_t *ret_id);
/*
 * Address, successor, owner, whether it is listed, first and last day become what `item` says. ERR_CONFLICT: the row moved on
 * from item->version, or (db_duplicate) the address is taken.
 */
MUST_CHECK enum err item_change(struct db *db, const struct procedure_item *item);

/* The other codes, in order; at most 50. */
MUST_CHECK enum err aliases_of(struct db *db, int64_t procedure_id, const char *const **ret_aliases, size_t *ret_count);
/* ERR_CONFLICT: it is the code, or another code, of another procedure. The same again changes nothing. */
MUST_CHECK enum err alias_put(struct db *db, int64_t procedure_id, const char *alias);
MUST_CHECK enum err alias_remove(struct db *db, int64_t procedure_id, const char *alias);

extern const struct store item_store;

#endif
