/* Rows, badges and export of the work list from one condition. See list_store.h. */
#include "list/list_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"

/* Dossiers without a due date yet come after all others, oldest first. */
#define SORT_AT "COALESCE(dossier.due_at, dossier.filed_at + INTERVAL 100 YEAR)"

/*
 * The grants of the officer and the queues come in as JSON, so that the statement stays constant. Each of a dossier's two
 * agencies is asked for by its own index (left to itself, MariaDB walks all dossiers of a state, then all dossiers); a
 * dossier that both find counts once.
 */
#define SCOPE                                                                                                          \
	"scope AS (SELECT agency, procedure_code, role FROM JSON_TABLE(?, '$[*]' COLUMNS ("                            \
	"agency BIGINT UNSIGNED PATH '$.agency', procedure_code VARCHAR(64) PATH '$.procedure', "                      \
	"role VARCHAR(24) PATH '$.role')) AS grants)"
#define WANTED                                                                                                         \
	"wanted AS (SELECT queue, side, role, state, waiting, late FROM JSON_TABLE(?, '$[*]' COLUMNS ("                \
	"queue VARCHAR(16) PATH '$.queue', side VARCHAR(10) PATH '$.side', role VARCHAR(24) PATH '$.role', "           \
	"state VARCHAR(24) PATH '$.state', waiting VARCHAR(24) PATH '$.waiting', late INT PATH '$.late')) AS queues)"
#define FOUND_BY(column, other, index)                                                                                 \
	"SELECT wanted.queue, wanted.waiting, wanted.late, dossier.id FROM scope "                                     \
	"STRAIGHT_JOIN wanted ON wanted.side <> '" other "' AND (wanted.role = '' OR wanted.role = scope.role) "       \
	"STRAIGHT_JOIN dossier FORCE INDEX (" index ") ON dossier." column " = scope.agency "                          \
	"AND dossier.state = CONVERT(wanted.state USING utf8mb4) COLLATE utf8mb4_nopad_bin "                           \
	"AND (scope.procedure_code = '*' OR scope.procedure_code = dossier.procedure_code)"
#define MATCHING_SCOPE                                                                                                 \
	"WITH " SCOPE ", " WANTED ", found AS (" FOUND_BY("agency_solving_id", "receiving",                            \
	    "dossier_work") " UNION " FOUND_BY("agency_receiving_id", "solving", "dossier_intake") ") "
#define OPEN_TASK "SELECT 1 FROM task WHERE task.dossier_id = dossier.id AND task.closed_no = 0"
#define MATCHING                                                                                                       \
	" FROM found JOIN dossier ON dossier.id = found.id WHERE (found.late = 0 OR dossier.due_at < ?) "              \
	"AND (found.waiting = '' OR EXISTS (" OPEN_TASK " AND task.role = found.waiting) "                             \
	"OR (found.waiting = 'returning' AND NOT EXISTS (" OPEN_TASK "))) "                                            \
	"AND (? IS NULL OR dossier.code LIKE ? OR dossier.filing_number LIKE ? OR dossier.applicant_name COLLATE "     \
	"utf8mb4_unicode_ci LIKE ? "                                                                                   \
	"OR EXISTS (SELECT 1 FROM dossier_party WHERE dossier_party.dossier_id = dossier.id "                          \
	"AND (dossier_party.number = ? OR dossier_party.phone = ? OR dossier_party.name COLLATE utf8mb4_unicode_ci "   \
	"LIKE ?))) "                                                                                                   \
	"AND (? IS NULL OR dossier.procedure_code = ?) AND (? IS NULL OR dossier.channel = ?) "                        \
	"AND (? IS NULL OR dossier.due_at >= ?) AND (? IS NULL OR dossier.due_at < ?) "

static const struct db_column row_columns[] = {
	COL(list_row, id, DB_INT),
	COL(list_row, agency_receiving_id, DB_INT),
	COL(list_row, agency_solving_id, DB_INT),
	COL(list_row, form_version_id, DB_INT),
	COL(list_row, code, DB_TEXT),
	COL(list_row, filing_number, DB_TEXT),
	COL(list_row, applicant_name, DB_TEXT),
	COL(list_row, procedure_name, DB_TEXT),
	COL(list_row, procedure_code, DB_TEXT),
	COL(list_row, channel, DB_TEXT),
	COL(list_row, state_name, DB_TEXT),
	COL(list_row, filed_at, DB_TIME),
	COL(list_row, received_at, DB_TIME),
	COL(list_row, due_at, DB_TIME),
	COL(list_row, sort_at, DB_TIME),
	COL(list_row, step, DB_TEXT),
	COL(list_row, assignee, DB_TEXT),
};
static const struct db_column count_columns[] = {
	COL(list_count, queue, DB_TEXT),
	COL(list_count, dossiers, DB_INT),
};
static const struct db_column procedure_columns[] = {
	COL(list_procedure, code, DB_TEXT),
	COL(list_procedure, name, DB_TEXT),
};

enum { ROWS, COUNTS, PROCEDURES, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[ROWS] = { MATCHING_SCOPE
	    "SELECT STRAIGHT_JOIN DISTINCT dossier.id, dossier.agency_receiving_id, dossier.agency_solving_id, "
	    "dossier.form_version_id, dossier.code, dossier.filing_number, dossier.applicant_name, "
	    "dossier.procedure_name, "
	    "dossier.procedure_code, dossier.channel, dossier.state AS state_name, dossier.filed_at, "
	    "dossier.received_at, dossier.due_at, " SORT_AT " AS sort_at, "
	    "(SELECT GROUP_CONCAT(task.name ORDER BY task.id SEPARATOR ', ') FROM task "
	    "WHERE task.dossier_id = dossier.id AND task.closed_no = 0) AS step, "
	    "(SELECT GROUP_CONCAT(officer.name ORDER BY task.id SEPARATOR ', ') FROM task "
	    "JOIN officer ON officer.id = task.assignee_id "
	    "WHERE task.dossier_id = dossier.id AND task.closed_no = 0) AS assignee" MATCHING
	    "AND (? IS NULL OR " SORT_AT " > ? OR (" SORT_AT " = ? AND dossier.filing_number > ?)) "
	    "ORDER BY sort_at, dossier.filing_number LIMIT ?",
	    ROW(row_columns, list_row) },
	[COUNTS] = { MATCHING_SCOPE "SELECT found.queue, COUNT(DISTINCT dossier.id) AS dossiers" MATCHING
				    "GROUP BY found.queue",
	    ROW(count_columns, list_count) },
	[PROCEDURES] = { "WITH " SCOPE
			 " SELECT dossier.procedure_code AS code, MAX(dossier.procedure_name) AS name FROM scope "
			 "JOIN dossier ON (dossier.agency_solving_id = scope.agency "
			 "OR dossier.agency_receiving_id = scope.agency) "
			 "AND (scope.procedure_code = '*' OR scope.procedure_code = dossier.procedure_code) "
			 "GROUP BY dossier.procedure_code ORDER BY name LIMIT 500",
	    ROW(procedure_columns, list_procedure) },
};
const struct store list_store = { "list", statements, STATEMENT__MAX };

enum { QUEUES_MAX = 32, PROCEDURES_MAX = 500 };

/* The words as a pattern: what LIKE would read as a sign of its own stands for itself. */
static const char *
like(struct arena *arena, const char *before, const char *words, const char *after)
{
	size_t size = strlen(words);
	char *escaped = arena_alloc(arena, 2 * size + 1);
	size_t n = 0;

	for (size_t i = 0; i < size; i++) {
		if (strchr("%_\\", words[i]) != NULL)
			escaped[n++] = '\\';
		escaped[n++] = words[i];
	}
	escaped[n] = '\0';
	return arena_printf(arena, "%s%s%s", before, escaped, after);
}

enum { MATCHING_ARGS = 18 };

/* The values of MATCHING_SCOPE and MATCHING, in the order of their question marks. */
static void
matching_args(struct arena *arena, const struct list_query *q, struct db_arg args[MATCHING_ARGS])
{
	const char *prefix = q->words == NULL ? NULL : like(arena, "", q->words, "%");
	const char *within = q->words == NULL ? NULL : like(arena, "%", q->words, "%");
	const struct db_arg all[MATCHING_ARGS] = { TEXT(q->scope), TEXT(q->queues), TIME(q->today), TEXT(q->words),
		TEXT(prefix), TEXT(prefix), TEXT(within), TEXT(q->words), TEXT(q->words), TEXT(within),
		TEXT(q->procedure), TEXT(q->procedure), TEXT(q->channel), TEXT(q->channel), TIME(q->due_from),
		TIME(q->due_from), TIME(q->due_before), TIME(q->due_before) };

	for (size_t i = 0; i < MATCHING_ARGS; i++)
		args[i] = all[i];
}

enum err
list_rows(struct db *db, struct arena *arena, const struct list_query *query, size_t most,
    const struct list_row **ret_rows, size_t *ret_count, bool *ret_more)
{
	struct db_arg args[MATCHING_ARGS + 5];
	struct db_rows rows;
	enum err err;

	matching_args(arena, query, args);
	args[MATCHING_ARGS] = TIME(query->after);
	args[MATCHING_ARGS + 1] = TIME(query->after);
	args[MATCHING_ARGS + 2] = TIME(query->after);
	args[MATCHING_ARGS + 3] = TEXT(query->after_number);
	args[MATCHING_ARGS + 4] = INT((int64_t)most + 1);
	err = db_rows(db, &statements[ROWS], args, sizeof(args) / sizeof(args[0]), most, &rows);
	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}

enum err
list_counts(struct db *db, struct arena *arena, const struct list_query *query, const struct list_count **ret_counts,
    size_t *ret_count)
{
	struct db_arg args[MATCHING_ARGS];
	struct db_rows rows;
	enum err err;

	matching_args(arena, query, args);
	err = db_rows(db, &statements[COUNTS], args, MATCHING_ARGS, QUEUES_MAX, &rows);
	if (err)
		return err;
	*ret_counts = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
list_procedures(struct db *db, const char *scope, const struct list_procedure **ret_procedures, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[PROCEDURES], ARGS(TEXT(scope)), PROCEDURES_MAX, &rows);

	if (err)
		return err;
	*ret_procedures = rows.rows;
	*ret_count = rows.count;
	return OK;
}
