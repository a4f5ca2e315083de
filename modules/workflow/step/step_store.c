/* SQL of processes and tasks. See step_store.h. */
#include "step/step_store.h"

#include "core/data/db.h"

#include "step/process_routes.h"

enum { TASKS_MAX = 200, BATCH = 100 };

static const struct db_column row_columns[] = {
	COL(step_row, tokens, DB_TEXT),
	COL(step_row, version, DB_INT),
	COL(step_row, result_state, DB_TEXT),
	COL(step_row, title, DB_TEXT),
	COL(step_row, outcome, DB_TEXT),
	COL(step_row, reason, DB_TEXT),
	COL(step_row, number, DB_TEXT),
	COL(step_row, issued_on, DB_DATE),
	COL(step_row, file_id, DB_INT),
	COL(step_row, approved_at, DB_TIME),
	COL(step_row, published_at, DB_TIME),
	COL(step_row, consultations, DB_INT),
	COL(step_row, sha256, DB_BYTES),
	COL(step_row, file_reference, DB_TEXT),
	COL(step_row, file_name, DB_TEXT),
};
static const struct db_column task_columns[] = {
	COL(step_task, id, DB_INT),
	COL(step_task, step_id, DB_TEXT),
	COL(step_task, name, DB_TEXT),
	COL(step_task, role, DB_TEXT),
	COL(step_task, agency_id, DB_INT),
	COL(step_task, assignee_id, DB_INT),
	COL(step_task, assignee_name, DB_TEXT),
	COL(step_task, opened_at, DB_TIME),
	COL(step_task, due_at, DB_TIME),
	COL(step_task, closed_at, DB_TIME),
	COL(step_task, outcome, DB_TEXT),
	COL(step_task, note, DB_TEXT),
};
struct tokens_row {
	const char *tokens;
	int64_t version;
};
static const struct db_column tokens_columns[] = { COL(tokens_row, tokens, DB_TEXT), COL(tokens_row, version, DB_INT) };
static const struct db_column timer_columns[] = {
	COL(step_timer, id, DB_INT),
	COL(step_timer, task_id, DB_INT),
	COL(step_timer, dossier_id, DB_INT),
	COL(step_timer, agency_id, DB_INT),
	COL(step_timer, timer_id, DB_TEXT),
	COL(step_timer, step_id, DB_TEXT),
	COL(step_timer, opened_at, DB_TIME),
	COL(step_timer, fire_at, DB_TIME),
	COL(step_timer, is_open, DB_INT),
};
struct id_row {
	int64_t id;
};
static const struct db_column id_columns[] = { COL(id_row, id, DB_INT) };

enum {
	SELECT_ROW,
	SELECT_TASKS,
	LOCK_INSTANCE,
	INSERT_INSTANCE,
	UPDATE_INSTANCE,
	INSERT_TASK,
	TAKE_TASK,
	CLOSE_TASK,
	CLOSE_TASKS,
	SET_DUE,
	INSERT_TIMER,
	DUE_TIMERS,
	TIMERS_OF,
	MOVE_TIMER,
	FIRE_TIMER,
	DROP_TIMER,
	WITHOUT_PROCESS,
	WAITED_FOR,
	IN_NO_QUEUE,
	STATEMENT__MAX
};
#define TIMER_COLUMNS                                                                                                  \
	"SELECT s.id, s.task_id, s.dossier_id, t.agency_id, s.timer_id, t.step_id, t.opened_at, s.fire_at,"            \
	" t.closed_no = 0 AS is_open FROM step_timer s JOIN task t ON t.id = s.task_id"

/* clang-format off */
static const struct db_statement statements[STATEMENT__MAX] = {
	[SELECT_ROW] = { "SELECT i.tokens, i.version, r.state AS result_state, r.title, r.outcome, r.reason, r.number,"
	    " r.issued_on, r.file_id, r.approved_at, r.published_at, (SELECT COUNT(*) FROM consultation c"
	    " WHERE c.dossier_id = one.id) AS consultations, r.sha256, f.reference AS file_reference,"
	    " f.name AS file_name FROM (SELECT ? AS id) one LEFT JOIN process_instance i ON i.dossier_id = one.id"
	    " LEFT JOIN result r ON r.dossier_id = one.id LEFT JOIN file f ON f.id = r.file_id",
	    ROW(row_columns, step_row) },
	[SELECT_TASKS] = { "SELECT t.id, t.step_id, t.name, t.role, t.agency_id, t.assignee_id,"
	    " o.name AS assignee_name, t.opened_at, t.due_at, t.closed_at, t.outcome, t.note"
	    " FROM task t LEFT JOIN officer o ON o.id = t.assignee_id WHERE t.dossier_id = ? ORDER BY t.id",
	    ROW(task_columns, step_task) },
	[LOCK_INSTANCE] = { "SELECT tokens, version FROM process_instance WHERE dossier_id = ? FOR UPDATE",
	    ROW(tokens_columns, tokens_row) },
	[INSERT_INSTANCE] = { "INSERT INTO process_instance (dossier_id, tokens, started_at) VALUES (?, ?, ?)", NO_ROW },
	[UPDATE_INSTANCE] = { "UPDATE process_instance SET tokens = ?, finished_at = ?, version = version + 1"
	    " WHERE dossier_id = ? AND version = ?", NO_ROW },
	[INSERT_TASK] = { "INSERT INTO task (dossier_id, step_id, name, role, agency_id, assignee_id, opened_at, due_at,"
	    " parallel_group) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", NO_ROW },
	[TAKE_TASK] = { "UPDATE task SET assignee_id = ? WHERE dossier_id = ? AND step_id = ? AND closed_no = 0", NO_ROW },
	[CLOSE_TASK] = { "UPDATE task SET closed_no = id, closed_at = ?, outcome = ?, note = ?,"
	    " assignee_id = COALESCE(?, assignee_id) WHERE dossier_id = ? AND step_id = ? AND closed_no = 0", NO_ROW },
	[CLOSE_TASKS] = { "UPDATE task SET closed_no = id, closed_at = ?, outcome = ?"
	    " WHERE dossier_id = ? AND closed_no = 0", NO_ROW },
	[SET_DUE] = { "UPDATE task SET due_at = ? WHERE id = ?", NO_ROW },
	[INSERT_TIMER] = { "INSERT INTO step_timer (task_id, dossier_id, timer_id, fire_at) SELECT id, dossier_id, ?, ?"
	    " FROM task WHERE dossier_id = ? AND step_id = ? AND closed_no = 0", NO_ROW },
	[DUE_TIMERS] = { TIMER_COLUMNS " JOIN dossier d ON d.id = s.dossier_id WHERE s.done_at IS NULL AND s.fire_at <= ?"
	    " AND d.state NOT IN ('supplement_due', 'fee_due', 'stopped') ORDER BY s.fire_at LIMIT 100",
	    ROW(timer_columns, step_timer) },
	[TIMERS_OF] = { TIMER_COLUMNS " WHERE s.done_at IS NULL AND s.dossier_id = ? AND t.closed_no = 0 LIMIT 200",
	    ROW(timer_columns, step_timer) },
	[MOVE_TIMER] = { "UPDATE step_timer SET fire_at = ? WHERE id = ? AND done_at IS NULL", NO_ROW },
	[FIRE_TIMER] = { "UPDATE step_timer s JOIN task t ON t.id = s.task_id SET s.done_at = ?, s.fired = 1"
	    " WHERE s.id = ? AND s.done_at IS NULL AND t.closed_no = 0", NO_ROW },
	[DROP_TIMER] = { "UPDATE step_timer SET done_at = ? WHERE id = ? AND done_at IS NULL", NO_ROW },
	[WITHOUT_PROCESS] = { "SELECT d.id FROM dossier d LEFT JOIN process_instance i ON i.dossier_id = d.id"
	    " WHERE d.state IN ('received', 'in_progress', 'supplement_due', 'fee_due', 'stopped', 'decided')"
	    " AND i.dossier_id IS NULL ORDER BY d.id LIMIT 100", ROW(id_columns, id_row) },
	[WAITED_FOR] = { "SELECT id FROM dossier WHERE state IN ('intake_supplement', 'intake_fee_due',"
	    " 'supplement_due', 'fee_due') AND wait_until < ? ORDER BY id LIMIT 100", ROW(id_columns, id_row) },
	[IN_NO_QUEUE] = { "SELECT COUNT(*) AS id FROM dossier d WHERE d.state IN ('received', 'in_progress')"
	    " AND NOT EXISTS (SELECT 1 FROM task t WHERE t.dossier_id = d.id AND t.closed_no = 0)",
	    ROW(id_columns, id_row) },
};
/* clang-format on */
const struct store step_store = { "step", statements, STATEMENT__MAX };

enum err
step_row(struct db *db, int64_t dossier_id, struct step_row *ret_row)
{
	return db_row(db, &statements[SELECT_ROW], ARGS(INT(dossier_id)), ret_row);
}

enum err
step_tasks(struct db *db, int64_t dossier_id, const struct step_task **ret_tasks, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[SELECT_TASKS], ARGS(INT(dossier_id)), TASKS_MAX, &rows);

	if (err)
		return err;
	*ret_tasks = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
instance_lock(struct db *db, int64_t dossier_id, const char **ret_tokens, int64_t *ret_version)
{
	struct tokens_row row;
	enum err err = db_row(db, &statements[LOCK_INSTANCE], ARGS(INT(dossier_id)), &row);

	if (err)
		return err;
	*ret_tokens = row.tokens;
	*ret_version = row.version;
	return OK;
}

enum err
instance_add(struct db *db, int64_t dossier_id, const char *tokens, int64_t now)
{
	return db_exec(db, &statements[INSERT_INSTANCE], ARGS(INT(dossier_id), TEXT(tokens), TIME(now)));
}

enum err
instance_set(struct db *db, int64_t dossier_id, const char *tokens, int64_t version, int64_t finished_at)
{
	return db_change_one(
	    db, &statements[UPDATE_INSTANCE], ARGS(TEXT(tokens), TIME(finished_at), INT(dossier_id), INT(version)));
}

enum err
task_add(struct db *db, int64_t dossier_id, const struct step_task *task, int64_t group)
{
	return db_exec(db, &statements[INSERT_TASK],
	    ARGS(INT(dossier_id), TEXT(task->step_id), TEXT(task->name), TEXT(task->role), INT(task->agency_id),
		INT(task->assignee_id), TIME(task->opened_at), TIME(task->due_at), INT(group)));
}

enum err
task_take(struct db *db, int64_t dossier_id, const char *step_id, int64_t officer_id)
{
	return db_change_one(db, &statements[TAKE_TASK], ARGS(INT(officer_id), INT(dossier_id), TEXT(step_id)));
}

enum err
task_close(struct db *db, int64_t dossier_id, const char *step_id, const char *outcome, const char *note,
    int64_t officer_id, int64_t now)
{
	return db_change_one(db, &statements[CLOSE_TASK],
	    ARGS(TIME(now), TEXT(outcome), TEXT(note), INT(officer_id), INT(dossier_id), TEXT(step_id)));
}

enum err
tasks_close(struct db *db, int64_t dossier_id, const char *outcome, int64_t now)
{
	return db_exec(db, &statements[CLOSE_TASKS], ARGS(TIME(now), TEXT(outcome), INT(dossier_id)));
}

enum err
task_set_due(struct db *db, int64_t task_id, int64_t due_at)
{
	return db_exec(db, &statements[SET_DUE], ARGS(TIME(due_at), INT(task_id)));
}

enum err
timer_add(struct db *db, int64_t dossier_id, const char *step_id, const char *timer_id, int64_t fire_at)
{
	return db_exec(
	    db, &statements[INSERT_TIMER], ARGS(TEXT(timer_id), TIME(fire_at), INT(dossier_id), TEXT(step_id)));
}

static enum err
timers(struct db *db, int statement, const struct db_arg *args, size_t arg_count, size_t most,
    const struct step_timer **ret_timers, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[statement], args, arg_count, most, &rows);

	if (err)
		return err;
	*ret_timers = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
timers_due(struct db *db, int64_t now, const struct step_timer **ret_timers, size_t *ret_count)
{
	return timers(db, DUE_TIMERS, ARGS(TIME(now)), BATCH, ret_timers, ret_count);
}

enum err
timers_of(struct db *db, int64_t dossier_id, const struct step_timer **ret_timers, size_t *ret_count)
{
	return timers(db, TIMERS_OF, ARGS(INT(dossier_id)), TASKS_MAX, ret_timers, ret_count);
}

enum err
timer_move(struct db *db, int64_t id, int64_t fire_at)
{
	return db_exec(db, &statements[MOVE_TIMER], ARGS(TIME(fire_at), INT(id)));
}

enum err
timer_fired(struct db *db, int64_t id, int64_t now)
{
	return db_change_one(db, &statements[FIRE_TIMER], ARGS(TIME(now), INT(id)));
}

enum err
timer_drop(struct db *db, int64_t id, int64_t now)
{
	return db_exec(db, &statements[DROP_TIMER], ARGS(TIME(now), INT(id)));
}

static enum err
ids(struct db *db, int statement, const struct db_arg *args, size_t count, const int64_t **ret_ids, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[statement], args, count, BATCH, &rows);

	if (err)
		return err;
	/* A row is one integer, so the rows are the list. */
	*ret_ids = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
dossiers_without_process(struct db *db, const int64_t **ret_ids, size_t *ret_count)
{
	return ids(db, WITHOUT_PROCESS, NO_ARGS, ret_ids, ret_count);
}

enum err
dossiers_waited_for(struct db *db, int64_t now, const int64_t **ret_ids, size_t *ret_count)
{
	return ids(db, WAITED_FOR, ARGS(TIME(now)), ret_ids, ret_count);
}

enum err
dossiers_in_no_queue(struct db *db, int64_t *ret_count)
{
	struct id_row row;
	enum err err = db_row(db, &statements[IN_NO_QUEUE], NO_ARGS, &row);

	if (!err)
		*ret_count = row.id;
	return err;
}
