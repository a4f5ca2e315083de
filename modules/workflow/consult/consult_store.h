/* Opinions asked of other agencies: the rows of consultation. Only SQL. */
#ifndef MOTCUA_WORKFLOW_CONSULT_STORE_H
#define MOTCUA_WORKFLOW_CONSULT_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct db;

struct consultation {
	int64_t dossier_id, seq;
	const char *step_id; /* "": asked by an officer, beside the process */
	int64_t agency_id;
	const char *agency_name, *question;
	int64_t deadline_at, asked_at, asked_by; /* asked_by DB_NULL_INT: the process */
	const char *opinion, *answer;            /* NULL: not yet */
	int64_t answered_at, answered_by;
	const char *number, *procedure_name, *applicant_name; /* of the dossier, for the list */
};

/* `seq` is given here. */
MUST_CHECK enum err consultation_add(struct db *db, int64_t dossier_id, const struct consultation *consultation);
/* ERR_CONFLICT: it was answered already. */
MUST_CHECK enum err consultation_answer(struct db *db, const struct consultation *consultation);
/* All of the dossier, oldest first; at most 100. */
MUST_CHECK enum err consultations_of(
    struct db *db, int64_t dossier_id, const struct consultation **ret_rows, size_t *ret_count);
/* Those open at the agencies (a JSON array of ids), the most urgent first; at most 100. */
MUST_CHECK enum err consultations_at(
    struct db *db, const char *agencies, const struct consultation **ret_rows, size_t *ret_count);

#endif
