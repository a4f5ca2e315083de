/* SQL of change requests. See request_store.h. */
#include "govern/request_store.h"

#include "core/data/db.h"
#include "record/version_store.h"
#include "version/life_store.h"

enum { EVENTS_MAX = 100 };

static const struct db_column request_columns[] = {
	COL(request, id, DB_INT),
	COL(request, code, DB_TEXT),
	COL(request, procedure_id, DB_INT),
	COL(request, procedure_code, DB_TEXT),
	COL(request, procedure_name, DB_TEXT),
	COL(request, agency_id, DB_INT),
	COL(request, agency_name, DB_TEXT),
	COL(request, kind, DB_TEXT),
	COL(request, text, DB_TEXT),
	COL(request, basis, DB_TEXT),
	COL(request, known_on, DB_DATE),
	COL(request, state, DB_TEXT),
	COL(request, filed_at, DB_TIME),
	COL(request, filed_by, DB_INT),
	COL(request, due_at, DB_TIME),
	COL(request, answered_at, DB_TIME),
	COL(request, version, DB_INT),
};
static const struct db_column event_columns[] = {
	COL(request_event, kind, DB_TEXT),
	COL(request_event, at, DB_TIME),
	COL(request_event, officer_id, DB_INT),
	COL(request_event, officer_name, DB_TEXT),
	COL(request_event, note, DB_TEXT),
};
static const struct db_column count_columns[] = {
	COL(request_counts, waiting, DB_INT),
	COL(request_counts, overdue, DB_INT),
};
static const struct db_column procedure_columns[] = {
	COL(request_procedure, id, DB_INT),
	COL(request_procedure, owner_agency_id, DB_INT),
	COL(request_procedure, name, DB_TEXT),
};
struct number_row {
	int64_t id;
};
static const struct db_column number_columns[] = { COL(number_row, id, DB_INT) };

#define REQUEST                                                                                                        \
	"SELECT request.id, request.code, request.procedure_id, item.code AS procedure_code, request.procedure_name, " \
	"request.agency_id, agency.short_name AS agency_name, request.kind, request.text, request.basis, "             \
	"request.known_on, request.state, request.filed_at, request.filed_by, request.due_at, request.answered_at, "   \
	"request.version FROM catalogue_request request JOIN agency ON agency.id = request.agency_id "                 \
	"LEFT JOIN procedure_item item ON item.id = request.procedure_id "
/* Agencies come in as JSON, so that the statement stays constant; NULL: all. */
#define IN_SCOPE                                                                                                       \
	"(? IS NULL OR request.agency_id IN (SELECT scope.id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED "   \
	"PATH '$')) scope)) "

enum { LIST, COUNT, BY_CODE, EVENTS, PROCEDURE, CONTROLLING, ADD, EVENT_ADD, ANSWER, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[LIST] = { REQUEST "WHERE " IN_SCOPE "AND (? IS NULL OR request.state = ?) AND (? IS NULL OR request.id < "
			   "(SELECT mark.id FROM catalogue_request mark WHERE mark.code = ?)) "
			   "ORDER BY request.id DESC",
	    ROW(request_columns, request) },
	[COUNT] = { "SELECT COUNT(*) AS waiting, COALESCE(SUM(request.due_at < ?), 0) AS overdue "
		    "FROM catalogue_request request WHERE request.state = 'waiting' AND " IN_SCOPE,
	    ROW(count_columns, request_counts) },
	[BY_CODE] = { REQUEST "WHERE " IN_SCOPE "AND request.code = ?", ROW(request_columns, request) },
	[EVENTS] = { "SELECT event.kind, event.at, event.officer_id, officer.name AS officer_name, event.note "
		     "FROM catalogue_request_event event JOIN officer ON officer.id = event.officer_id "
		     "WHERE event.request_id = ? ORDER BY event.seq DESC",
	    ROW(event_columns, request_event) },
	[PROCEDURE] = { "SELECT item.id, item.owner_agency_id, version.name FROM procedure_item item "
			"JOIN procedure_version version ON version.id = COALESCE(item.current_version_id, "
			"(SELECT MAX(last.id) FROM procedure_version last WHERE last.procedure_id = item.id)) "
			"WHERE item.code = ?",
	    ROW(procedure_columns, request_procedure) },
	[CONTROLLING] = { "SELECT agency_id AS id FROM role_grant WHERE role = 'controller' AND valid_from <= ? "
			  "AND (valid_to IS NULL OR valid_to >= ?) ORDER BY agency_id LIMIT 1",
	    ROW(number_columns, number_row) },
	[ADD] = { "INSERT INTO catalogue_request (code, procedure_id, procedure_name, agency_id, kind, text, basis, "
		  "known_on, state, filed_at, filed_by, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)",
	    NO_ROW },
	/* The next number in a table of its own: MariaDB refuses parameters beside MAX() when it runs the statement again. */
	[EVENT_ADD] = { "INSERT INTO catalogue_request_event (request_id, seq, kind, at, officer_id, note) "
			"SELECT ?, next.seq, ?, ?, ?, ? FROM (SELECT COALESCE(MAX(seq), 0) + 1 AS seq "
			"FROM catalogue_request_event WHERE request_id = ?) next",
	    NO_ROW },
	[ANSWER] = { "UPDATE catalogue_request SET state = ?, answered_at = ?, version = version + 1 WHERE id = ? "
		     "AND version = ? AND state = 'waiting'",
	    NO_ROW },
};
const struct store request_store = { "request", statements, STATEMENT__MAX };

enum err
requests_read(struct db *db, const char *scope, const char *state, const char *after,
    const struct request **ret_requests, size_t *ret_count, bool *ret_more)
{
	struct db_rows rows = { NULL, 0, false };
	enum err err = db_rows(db, &statements[LIST],
	    ARGS(TEXT(scope), TEXT(scope), TEXT(state), TEXT(state), TEXT(after), TEXT(after)), REQUEST_PAGE, &rows);

	*ret_requests = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return err;
}

enum err
requests_count(struct db *db, const char *scope, int64_t now, struct request_counts *ret_counts)
{
	return db_row(db, &statements[COUNT], ARGS(TIME(now), TEXT(scope), TEXT(scope)), ret_counts);
}

enum err
request_by_code(struct db *db, const char *scope, const char *code, struct request *ret_request)
{
	return db_row(db, &statements[BY_CODE], ARGS(TEXT(scope), TEXT(scope), TEXT(code)), ret_request);
}

enum err
request_events(struct db *db, int64_t request_id, const struct request_event **ret_events, size_t *ret_count)
{
	struct db_rows rows = { NULL, 0, false };
	enum err err = db_rows(db, &statements[EVENTS], ARGS(INT(request_id)), EVENTS_MAX, &rows);

	*ret_events = rows.rows;
	*ret_count = rows.count;
	return err;
}

enum err
request_procedure(struct db *db, const char *code, struct request_procedure *ret_procedure)
{
	return db_row(db, &statements[PROCEDURE], ARGS(TEXT(code)), ret_procedure);
}

enum err
controlling_agency(struct db *db, int32_t today, int64_t *ret_agency_id)
{
	struct number_row row = { 0 };
	enum err err = db_row(db, &statements[CONTROLLING], ARGS(DATE(today), DATE(today)), &row);

	*ret_agency_id = row.id;
	return err;
}

static enum err
add_event(struct db *db, int64_t id, const char *kind, int64_t at, int64_t officer_id, const char *note)
{
	return db_exec(
	    db, &statements[EVENT_ADD], ARGS(INT(id), TEXT(kind), TIME(at), INT(officer_id), TEXT(note), INT(id)));
}

enum err
request_add(struct db *db, const struct request *r)
{
	enum err err = db_exec(db, &statements[ADD],
	    ARGS(TEXT(r->code), INT(r->procedure_id), TEXT(r->procedure_name), INT(r->agency_id), TEXT(r->kind),
		TEXT(r->text), TEXT(r->basis), DATE(r->known_on), TIME(r->filed_at), INT(r->filed_by),
		TIME(r->due_at)));

	return err ? err : add_event(db, (int64_t)db_insert_id(db), "file", r->filed_at, r->filed_by, "");
}

struct answering {
	struct arena *arena;
	const struct request_answer *answer;
};

static enum err
begin_draft(struct db *db, struct arena *arena, const struct request_answer *a)
{
	struct version_line line;
	enum err err = draft_begin(db, arena, a->draft_code, a->drafter_id, a->at, &line);

	if (err != ERR_CONFLICT)
		return err;
	failure_clear(db_failure(db));
	return OK;
}

static enum err
answer_once(struct db *db, const void *arg)
{
	const struct answering *answering = arg;
	const struct request_answer *a = answering->answer;
	enum err err =
	    db_change_one(db, &statements[ANSWER], ARGS(TEXT(a->state), TIME(a->at), INT(a->id), INT(a->version)));

	if (err || (err = add_event(db, a->id, a->kind, a->at, a->officer_id, a->note)))
		return err;
	return a->draft_code != NULL ? begin_draft(db, answering->arena, a) : OK;
}

enum err
request_answer(struct db *db, struct arena *arena, const struct request_answer *answer)
{
	return db_transaction(db, answer_once, &(struct answering){ arena, answer });
}
