/* The work list's statements: one condition for rows, badges and export. */
#ifndef MOTCUA_WORKFLOW_LIST_STORE_H
#define MOTCUA_WORKFLOW_LIST_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"
#include "domain/dossier/state.h"

struct arena;
struct db;

/* What is asked for; NULL or TIME_NONE: no such filter. */
struct list_query {
	const char *scope;  /* JSON: the officer's grants [{agency, procedure, role}] */
	const char *queues; /* JSON: what to look for [{queue, side, role, state, waiting, late}] */
	int64_t today;      /* the moment at which the office's day began: due before it is overdue */
	const char *words;  /* number, name or phone as typed */
	const char *procedure, *channel;
	int64_t due_from, due_before;
	int64_t after; /* keyset: sort_at and number of the last row seen */
	const char *after_number;
};

struct list_row {
	int64_t id, agency_receiving_id, agency_solving_id;
	int64_t form_version_id; /* DB_NULL_INT: filed without a form */
	const char *code, *filing_number, *applicant_name, *procedure_name, *procedure_code, *channel, *state_name;
	int64_t filed_at, received_at, due_at, sort_at;
	const char *step, *assignee; /* NULL: no open task, nobody has taken it */
};
MUST_CHECK enum err list_rows(struct db *db, struct arena *arena, const struct list_query *query, size_t most,
    const struct list_row **ret_rows, size_t *ret_count, bool *ret_more);

struct list_count {
	const char *queue;
	int64_t dossiers;
};
/* How many each queue of the query holds; queues without any are left out. */
MUST_CHECK enum err list_counts(struct db *db, struct arena *arena, const struct list_query *query,
    const struct list_count **ret_counts, size_t *ret_count);

struct list_procedure {
	const char *code, *name;
};
/* The procedures among all that the officer may see, for the filter. */
MUST_CHECK enum err list_procedures(
    struct db *db, const char *scope, const struct list_procedure **ret_procedures, size_t *ret_count);

extern const struct store list_store;

#endif
