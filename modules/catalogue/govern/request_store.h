/*
 * Change requests (đề nghị sửa đổi, bổ sung, thay thế, bãi bỏ): what a unit asks of the office that controls procedures, with
 * the day by which it is to be answered. One answer, by version; each act leaves a line that never changes.
 */
#ifndef MOTCUA_CATALOGUE_REQUEST_STORE_H
#define MOTCUA_CATALOGUE_REQUEST_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct arena;
struct db;

enum { REQUEST_PAGE = 50 };

struct request {
	int64_t id;
	const char *code;
	int64_t procedure_id;       /* DB_NULL_INT: of a procedure that is to come */
	const char *procedure_code; /* NULL with it */
	const char *procedure_name;
	int64_t agency_id;
	const char *agency_name;
	const char *kind; /* amend, add, replace, repeal */
	const char *text, *basis;
	int32_t known_on;  /* DATE_NONE: not told */
	const char *state; /* waiting, accepted, refused, withdrawn */
	int64_t filed_at, filed_by, due_at, answered_at;
	int64_t version;
};
struct request_event {
	const char *kind; /* file, accept, refuse, withdraw */
	int64_t at, officer_id;
	const char *officer_name, *note;
};

/* `scope`: agencies whose requests may be seen, as JSON; NULL: all. `state` NULL: any. After the request of code `after`. */
MUST_CHECK enum err requests_read(struct db *db, const char *scope, const char *state, const char *after,
    const struct request **ret_requests, size_t *ret_count, bool *ret_more);
struct request_counts {
	int64_t waiting, overdue;
};
MUST_CHECK enum err requests_count(struct db *db, const char *scope, int64_t now, struct request_counts *ret_counts);
/* ERR_NOT_FOUND if there is none, or it is not in the scope. */
MUST_CHECK enum err request_by_code(struct db *db, const char *scope, const char *code, struct request *ret_request);
MUST_CHECK enum err request_events(
    struct db *db, int64_t request_id, const struct request_event **ret_events, size_t *ret_count);

/* The procedure that a request names, and the unit that drafts it (DB_NULL_INT: the office). ERR_NOT_FOUND if unknown. */
struct request_procedure {
	int64_t id, owner_agency_id;
	const char *name;
};
MUST_CHECK enum err request_procedure(struct db *db, const char *code, struct request_procedure *ret_procedure);
/* The agency where procedures are controlled; ERR_NOT_FOUND if nobody has the role on that day. */
MUST_CHECK enum err controlling_agency(struct db *db, int32_t today, int64_t *ret_agency_id);

/* In the caller's transaction: the row and the first line of its history. */
MUST_CHECK enum err request_add(struct db *db, const struct request *request);
struct request_answer {
	int64_t id, version, officer_id, at;
	const char *state, *kind, *note; /* state as above, kind of the event */
	const char *draft_code; /* of the procedure of which the unit gets a draft with this answer; NULL: none */
	int64_t drafter_id;
};
/*
 * A transaction of its own. ERR_CONFLICT: it waits no more, or another version of it does. Where a version of the procedure
 * is on its way to the decision already, that one stays and no draft is begun.
 */
MUST_CHECK enum err request_answer(struct db *db, struct arena *arena, const struct request_answer *answer);

extern const struct store request_store;

#endif
