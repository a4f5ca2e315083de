/*
 * What a citizen sees of a dossier beyond the dossier itself: names of its agencies, what is asked of him, published results,
 * his rating. Reads other modules' data through their views only.
 */
#ifndef MOTCUA_SUBMISSION_FOLLOW_STORE_H
#define MOTCUA_SUBMISSION_FOLLOW_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

/* Names, and the last request for a supplement: its journal number and facts (JSON); DB_NULL_INT and NULL if none. */
struct dossier_face {
	const char *receiving, *solving;
	int64_t asked_seq;
	const char *asked_facts;
};
MUST_CHECK enum err dossier_face(struct db *db, int64_t dossier_id, struct dossier_face *ret_face);

/* A published result (the view published_result of workflow) with its file. */
struct result_file {
	const char *title, *number;
	int32_t issued_on; /* days, DATE_NONE */
	const char *reference, *name, *media_type;
	int64_t size;
};
MUST_CHECK enum err results_of(
    struct db *db, int64_t dossier_id, const struct result_file **ret_results, size_t *ret_count);

/* A step of the dossier's process (the view dossier_step of workflow), in the order in which they were opened. */
struct step_row {
	const char *step_id, *name;
	int64_t closed_at; /* TIME_NONE: it is being worked on */
};
MUST_CHECK enum err steps_of(struct db *db, int64_t dossier_id, const struct step_row **ret_steps, size_t *ret_count);

/* TT 32/2017/TT-BTTTT, Đ12: 3 very satisfied, 2 satisfied, 1 not satisfied; 0: not answered (not for overall). */
struct rating {
	int64_t overall, convenience, punctuality, attitude;
	const char *comment;
};
/* ERR_CONFLICT (db_duplicate): rated already. */
MUST_CHECK enum err rating_add(struct db *db, int64_t dossier_id, const struct rating *rating, int64_t now);
MUST_CHECK enum err rating_exists(struct db *db, int64_t dossier_id, bool *ret_exists);

extern const struct store follow_store;

#endif
