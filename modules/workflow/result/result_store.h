/* The result of a dossier on its way from draft to publication: the row of `result`. Only SQL. */
#ifndef MOTCUA_WORKFLOW_RESULT_STORE_H
#define MOTCUA_WORKFLOW_RESULT_STORE_H

#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

struct db;

struct result_draft {
	int64_t dossier_id;
	const char *title, *outcome, *reason;
	int64_t file_id; /* DB_NULL_INT: none */
	struct bytes sha256;
	int64_t drafted_by, agency_id;
};
/* A new draft, or another in its place. ERR_CONFLICT (workflow_process.result_fixed): it is approved already. */
MUST_CHECK enum err result_put(struct db *db, const struct result_draft *draft, int64_t now);
/* Each moves the result by one state; ERR_CONFLICT if it is not where the step begins. */
MUST_CHECK enum err result_approve(struct db *db, int64_t dossier_id, int64_t officer_id, int64_t now);
MUST_CHECK enum err result_number(struct db *db, int64_t dossier_id, const char *number, int32_t issued_on);
/* `from`: numbered, or approved where the process has no clerk. */
MUST_CHECK enum err result_publish(struct db *db, int64_t dossier_id, const char *from, int64_t now);
/* Approved or numbered, but turned down by an agency: a draft again; none is fine. */
MUST_CHECK enum err result_back_to_draft(struct db *db, int64_t dossier_id);

#endif
