/* What a form said before its last changes: one row for each save of the editor, the newest thirty. */
#ifndef MOTCUA_CATALOGUE_FORM_STEP_STORE_H
#define MOTCUA_CATALOGUE_FORM_STEP_STORE_H

#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

struct form_step {
	int64_t version; /* of the draft that said it */
	const char *content;
	int64_t at; /* when it was changed */
};
/* The newest of a draft; ERR_NOT_FOUND: nothing to take back. */
MUST_CHECK enum err form_step_newest(struct db *db, int64_t draft_id, struct form_step *ret_step);
/* Inside the transaction that saves the draft. The oldest go. */
MUST_CHECK enum err form_step_keep(struct db *db, int64_t draft_id, const struct form_step *step);
/* The step was taken back. */
MUST_CHECK enum err form_step_drop(struct db *db, int64_t draft_id, int64_t version);

extern const struct store form_step_store;

#endif
