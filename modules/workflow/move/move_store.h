/*
 * Running dossiers by the version of the form or process by which they go: counted, listed, and what must be known of one to judge
 * whether it could go on by a newer version. Reads only; whom an officer may see is part of every statement.
 */
#ifndef MOTCUA_WORKFLOW_MOVE_STORE_H
#define MOTCUA_WORKFLOW_MOVE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"
#include "domain/procedure/procedure_store.h" /* enum definition_kind */

struct db;

/* An approved version of a definition. */
struct move_version {
	int64_t id, version_no;
	const char *content;
};
/* `version_no` 0: the newest. ERR_NOT_FOUND: there is none. DEFINITION_FORM or DEFINITION_PROCESS. */
MUST_CHECK enum err move_version_by_number(
    struct db *db, enum definition_kind kind, const char *code, int64_t version_no, struct move_version *ret_version);

/* Which dossiers are asked for. */
struct move_query {
	enum definition_kind kind;
	const char *code;
	int64_t newer;      /* number of the version to which they could move: those of older ones are meant */
	int64_t older;      /* of that version alone; 0: of all */
	const char *state;  /* in this state alone; NULL: in any */
	const char *number; /* this dossier alone, by code or filing number; NULL: all */
	const char *after;  /* filing number of the last one seen; NULL: from the top */
	const char *scope;  /* JSON [{agency, procedure}] of what the officer may see; NULL: all */
	int32_t today;
};

struct move_count {
	int64_t version_no, dossiers;
	const char *state_name;
};
/* By version and state, those that go by `newer` already as well; filters of the query but scope do not count. */
MUST_CHECK enum err move_counts(
    struct db *db, const struct move_query *query, const struct move_count **ret_counts, size_t *ret_count);

struct move_row {
	int64_t id, version, version_no;
	const char *code, *filing_number; /* code NULL: not accepted yet */
	const char *state_name, *channel, *procedure_code, *procedure_name, *agency_name;
	int64_t agency_receiving_id, agency_solving_id;
	int64_t form_version_id, process_version_id, rule_version_id; /* DB_NULL_INT: none */
	int64_t filed_at;
	int64_t today_id;   /* version that its procedure, or its case, goes by today; DB_NULL_INT: none */
	const char *tokens; /* where its process stands; NULL: it has not begun */
};
/* In the order in which they were filed, `most` of them. */
MUST_CHECK enum err move_rows(struct db *db, const struct move_query *query, size_t most,
    const struct move_row **ret_rows, size_t *ret_count, bool *ret_more);

extern const struct store move_store;

#endif
