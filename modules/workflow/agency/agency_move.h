/*
 * Open dossiers of agencies that were merged, split or dissolved: each gets its agency_changed event through the door and its
 * open steps go to the successor. Who takes over is the catalogue's decision (view agency_dossier_move); must not decide any.
 */
#ifndef MOTCUA_WORKFLOW_AGENCY_MOVE_H
#define MOTCUA_WORKFLOW_AGENCY_MOVE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;
struct job_ctx;
struct outbox_row;

/* Its key is the number of the operation, and where a further turn begins: "SX-ABCD2345/120". */
#define AGENCY_CHANGED_TOPIC "agency.changed"

/* One turn: what is left after a full batch is ordered as a row of its own. May be done again at any point. */
MUST_CHECK enum err agency_moves(struct job_ctx *j, const struct outbox_row *row);

struct agency_move {
	int64_t dossier_id, from_id, to_id;
	const char *operation, *decision, *from_code, *from_name, *to_code, *to_name;
};
/* The dossiers above `after_id` that an applied operation has still to move; agency_move_store.c. */
MUST_CHECK enum err agency_moves_left(struct db *db, const char *operation, int64_t after_id, size_t most,
    const struct agency_move **ret_moves, size_t *ret_count);
/* The open steps of a dossier that the old agency had to do. */
MUST_CHECK enum err tasks_pass(struct db *db, int64_t dossier_id, int64_t from_id, int64_t to_id);

extern const struct store agency_move_store;

#endif
