/* Blank forms in the database: which content a name stands for from which day on. Rows are added; only their day is set later. */
#ifndef MOTCUA_CATALOGUE_BLANK_FORM_STORE_H
#define MOTCUA_CATALOGUE_BLANK_FORM_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"

struct db;

enum { BLANK_FORMS_MAX = 20000 };

struct blank_form {
	int64_t id;
	const char *name, *media_type;
	struct bytes sha256;
	int64_t procedure_version_id;
	int32_t from_day; /* DATE_NONE: from the day on which the version with which it came is in force */
};

/* In force on that day, or DATE_NONE: what was decided last. ERR_NOT_FOUND. */
MUST_CHECK enum err blank_form_on(struct db *db, const char *name, int32_t day, struct blank_form *ret_form);
/* All that are in force on that day, by name. */
MUST_CHECK enum err blank_forms_on(struct db *db, int32_t day, const struct blank_form **ret_forms, size_t *ret_count);
/* ERR_NOT_FOUND: no such content. */
MUST_CHECK enum err blank_form_content(struct db *db, struct bytes sha256, struct bytes *ret_content);

/* With its content, of which the digest is form->sha256. In the caller's transaction. `officer_id` DB_NULL_INT: the command line. */
MUST_CHECK enum err blank_form_add(
    struct db *db, const struct blank_form *form, struct bytes content, int64_t officer_id, int64_t now);
/* What came with that version holds from `from_day` on: it was published. */
MUST_CHECK enum err blank_forms_decide(struct db *db, int64_t procedure_version_id, int32_t from_day);

extern const struct store blank_form_store;

#endif
