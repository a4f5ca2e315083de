/*
 * Shared lists of choices as the catalogue keeps them: what each says from which day on. Rows only end, so that a dossier of last
 * year still reads as it was filed. The readers of forms go through domain/procedure/choice_store.h.
 */
#ifndef MOTCUA_CATALOGUE_CHOICE_WRITE_STORE_H
#define MOTCUA_CATALOGUE_CHOICE_WRITE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct arena;
struct choice_change;
struct db;

enum { CHOICE_LISTS_MAX = 500, CHOICE_ITEMS_MAX = 4000, CHOICE_PAGE = 100 };

struct choice_list {
	const char *code, *name;
	const char *parent_code, *parent_name; /* NULL: it stands alone */
	int64_t version, items;                /* how many can be chosen on the day asked for */
};

struct choice_item {
	const char *value, *label;
	const char *parent; /* "" at the top */
	const char *parent_label;
	int32_t from_day, to_day; /* to_day DATE_NONE: it has no end yet */
	int64_t position;
};

/* All lists, by name. */
MUST_CHECK enum err choice_lists(struct db *db, int32_t day, const struct choice_list **ret_lists, size_t *ret_count);
MUST_CHECK enum err choice_list_by_code(struct db *db, const char *code, int32_t day, struct choice_list *ret_list);
/* What can be chosen on the day, from place `after` on; CHOICE_PAGE at a time. */
MUST_CHECK enum err choice_items(struct db *db, const char *code, int32_t day, int64_t after,
    const struct choice_item **ret_items, size_t *ret_count, bool *ret_more);
/* Every row of all days, at most CHOICE_ITEMS_MAX. */
MUST_CHECK enum err choice_history(
    struct db *db, const char *code, const struct choice_item **ret_items, size_t *ret_count);

/*
 * The last row of each choice that there ever was, by place; at most twice CHOICE_ITEMS_MAX: ERR_TOO_LARGE. `parent_label` and the
 * rows before are not read.
 */
MUST_CHECK enum err choice_last(
    struct db *db, const char *code, const struct choice_item **ret_items, size_t *ret_count);

/* A list as it is to be. */
struct choice_update {
	struct arena *arena;
	const char *code, *name, *parent_code;
	const struct choice_item
	    *items; /* from_day DATE_NONE: from `day` on, or as long as it has been there; position: unused */
	size_t count;
	int32_t day;
	bool whole;      /* what is not among the items ends the day before `day` */
	int64_t version; /* of the list as it was read; 0: whatever it is, a new one too */
	bool fresh;      /* it must be a new one */
	int64_t now;
};
struct choice_changes {
	size_t added, changed, ended;
};
/*
 * In one transaction all of it or nothing. A choice that reads or hangs otherwise than before ends the day before and begins anew,
 * unless it began on that same day. ERR_CONFLICT: the list was changed meanwhile, or is there
 * already (db_duplicate).
 */
MUST_CHECK enum err choice_put(struct db *db, const struct choice_update *update, struct choice_changes *ret_changes);
/*
 * The choices of `changes` (choice_diff.h) as theirs from `update->day` on, or from the later day that theirs begins, and all in the
 * order of `update->items`, in one transaction. What was said of a day before stays; a choice that was never there is there since
 * the day it says. ERR_CONFLICT: the list is not `update->version` any more.
 */
MUST_CHECK enum err choice_take(
    struct db *db, const struct choice_update *update, const struct choice_change *changes, size_t count);

extern const struct store choice_write_store;

#endif
