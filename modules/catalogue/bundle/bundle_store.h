/* Bundles that were brought here: their bytes while they wait, what the comparison found, what was ordered, how far it is. */
#ifndef MOTCUA_CATALOGUE_BUNDLE_STORE_H
#define MOTCUA_CATALOGUE_BUNDLE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"

struct db;

enum { BUNDLE_UPLOADS_SHOWN = 50, BUNDLE_LINES_PAGE = 100 };

struct bundle_upload {
	int64_t id;
	const char *code, *file_name, *signer, *province;
	int64_t procedures;
	const char *state; /* received, waiting, ordered, writing, applied, abandoned, refused */
	int64_t officer_id;
	const char *officer_name;
	int64_t created_at, version;
	int64_t compared; /* parts of it so far */
	bool approved;    /* the order */
	bool take_lists;  /* of it: bundle_order */
	const char *decision_no;
	int32_t decision_date, from_day;
	int64_t ordered_by;              /* DB_NULL_INT */
	const char *fault, *fault_about; /* why nothing was written: message key, ""; what it is about */
	int64_t written;                 /* applied: how many things */
};

/* --- the row ----------------------------------------------------------------------------------------------------------- */

/* With its bytes, state `received`; in the caller's transaction. */
MUST_CHECK enum err bundle_upload_add(struct db *db, const struct bundle_upload *upload, struct bytes content);
MUST_CHECK enum err bundle_upload_by_code(struct db *db, const char *code, struct bundle_upload *ret_upload);
/* Newest first, at most BUNDLE_UPLOADS_SHOWN. */
MUST_CHECK enum err bundle_uploads(struct db *db, const struct bundle_upload **ret_uploads, size_t *ret_count);
/* All its bytes, in `arena`; the pieces on the way go where the db's rows go. */
MUST_CHECK enum err bundle_upload_content(struct db *db, struct arena *arena, int64_t id, struct bytes *ret_content);

/* What a person decides. ERR_CONFLICT: it moved on from `version`, or is in no state for that. In the caller's transaction. */
MUST_CHECK enum err bundle_upload_order(struct db *db, const struct bundle_upload *upload, int64_t now);
MUST_CHECK enum err bundle_upload_again(struct db *db, int64_t id, int64_t version);
/* Also while it is ordered and the writing has not begun; its bytes and lines go. */
MUST_CHECK enum err bundle_upload_abandon(struct db *db, int64_t id, int64_t version, int64_t now);

/* --- the job ------------------------------------------------------------------------------------------------------------ */

/* The oldest that there is something to do for; ERR_NOT_FOUND. */
MUST_CHECK enum err bundle_upload_next(struct db *db, struct bundle_upload *ret_upload);
/* Holds the row until COMMIT. ERR_NOT_FOUND: it is in `state` no more, or somebody else holds it. */
MUST_CHECK enum err bundle_upload_hold(struct db *db, int64_t id, const char *state);
/* So many parts are compared; `state`: received, or waiting once all are. */
MUST_CHECK enum err bundle_upload_compared(struct db *db, int64_t id, int64_t parts, const char *state);
/* From ordered to writing. ERR_CONFLICT: somebody took it back meanwhile. */
MUST_CHECK enum err bundle_upload_begin(struct db *db, int64_t id);
/* It waits no more, and its bytes go. In the transaction that wrote it. */
MUST_CHECK enum err bundle_upload_applied(struct db *db, int64_t id, int64_t written, int64_t now);
/* Nothing was written: it is `received` again to be compared anew, or `refused`. One transaction. */
MUST_CHECK enum err bundle_upload_fail(
    struct db *db, int64_t id, const char *state, const char *fault, const char *about);

/* --- what the comparison found ------------------------------------------------------------------------------------------ */

struct bundle_line {
	int64_t place; /* what stands in the way comes first */
	const char *kind, *code, *name, *state;
	const char *why, *about; /* "" */
	int64_t changes;
	const char *content; /* of a changed definition; NULL */
};
MUST_CHECK enum err bundle_line_add(struct db *db, int64_t upload_id, const struct bundle_line *line);
/* Beyond `after` (0: from the top), at most BUNDLE_LINES_PAGE. */
MUST_CHECK enum err bundle_lines(struct db *db, int64_t upload_id, int64_t after, const struct bundle_line **ret_lines,
    size_t *ret_count, bool *ret_more);
struct bundle_count {
	const char *state;
	int64_t lines;
};
MUST_CHECK enum err bundle_counts(
    struct db *db, int64_t upload_id, const struct bundle_count **ret_counts, size_t *ret_count);

/* Shared lists that differ from ours; of these, those that lack a choice which the bundle names. */
struct bundle_lists_count {
	int64_t differ, lacking;
};
MUST_CHECK enum err bundle_lists_found(struct db *db, int64_t upload_id, struct bundle_lists_count *ret_count);

/* --- how far it is ------------------------------------------------------------------------------------------------------- */

struct bundle_progress {
	int64_t done, total;
};
MUST_CHECK enum err bundle_progress_put(struct db *db, int64_t upload_id, int64_t done, int64_t total);
/* Nothing is noted: 0 of 0. */
MUST_CHECK enum err bundle_progress_of(struct db *db, int64_t upload_id, struct bundle_progress *ret_progress);

/* --- for an export ------------------------------------------------------------------------------------------------------ */

/* Codes of all procedures that are listed and in force. */
MUST_CHECK enum err bundle_codes(struct db *db, const char *const **ret_codes, size_t *ret_count);

extern const struct store bundle_store;

#endif
