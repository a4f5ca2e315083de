/*
 * The rows of the work: process_instance and task, and what the steps must know of the result. Only SQL; the moves are
 * step_engine.h's.
 */
#ifndef MOTCUA_WORKFLOW_STEP_STORE_H
#define MOTCUA_WORKFLOW_STEP_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"

struct db;

/* Where a dossier's process and result stand, in one row. Texts are NULL, ids DB_NULL_INT where there is none. */
struct step_row {
	const char *tokens; /* NULL: the process has not been started */
	int64_t version;
	const char *result_state, *title, *outcome, *reason, *number;
	int32_t issued_on;
	int64_t file_id, approved_at, published_at, consultations;
	struct bytes sha256;
	const char *file_reference, *file_name;
};

struct step_task {
	int64_t id;
	const char *step_id, *name, *role;
	int64_t agency_id, assignee_id;
	const char *assignee_name;            /* NULL: nobody has taken it */
	int64_t opened_at, due_at, closed_at; /* closed_at TIME_NONE: open */
	const char *outcome, *note;
};

/* What the steps must know of one dossier: its instance, result and file; members are NULL before its work began. */
MUST_CHECK enum err step_row(struct db *db, int64_t dossier_id, struct step_row *ret_row);
/* All of the dossier, oldest first; at most 200. */
MUST_CHECK enum err step_tasks(
    struct db *db, int64_t dossier_id, const struct step_task **ret_tasks, size_t *ret_count);

/* The tokens as they are now, locked until the transaction ends; ERR_NOT_FOUND if the process has not been started. */
MUST_CHECK enum err instance_lock(struct db *db, int64_t dossier_id, const char **ret_tokens, int64_t *ret_version);
/* ERR_CONFLICT (db_duplicate) if it was started already. */
MUST_CHECK enum err instance_add(struct db *db, int64_t dossier_id, const char *tokens, int64_t now);
MUST_CHECK enum err instance_set(
    struct db *db, int64_t dossier_id, const char *tokens, int64_t version, int64_t finished_at);

/* Opens a step; those opened by the same move share the `group` (branches of a parallel gateway). */
MUST_CHECK enum err task_add(struct db *db, int64_t dossier_id, const struct step_task *task, int64_t group);
/* ERR_CONFLICT: it is closed already. */
MUST_CHECK enum err task_take(struct db *db, int64_t dossier_id, const char *step_id, int64_t officer_id);
/* ERR_CONFLICT: it is closed already. `officer_id` DB_NULL_INT: nobody (the system). */
MUST_CHECK enum err task_close(struct db *db, int64_t dossier_id, const char *step_id, const char *outcome,
    const char *note, int64_t officer_id, int64_t now);
/* Closes whatever is open. */
MUST_CHECK enum err tasks_close(struct db *db, int64_t dossier_id, const char *outcome, int64_t now);

/* A timer on a step, and what must be known to judge it. */
struct step_timer {
	int64_t id, task_id, dossier_id, agency_id;
	const char *timer_id, *step_id;
	int64_t opened_at, fire_at;
	int64_t is_open; /* its step is not closed yet */
};
/* For the open step of the dossier. */
MUST_CHECK enum err timer_add(
    struct db *db, int64_t dossier_id, const char *step_id, const char *timer_id, int64_t fire_at);
/* Due by `now`, but for dossiers that wait for somebody; the earliest first, at most 100. */
MUST_CHECK enum err timers_due(struct db *db, int64_t now, const struct step_timer **ret_timers, size_t *ret_count);
/* Those of the dossier that are armed; at most 200. */
MUST_CHECK enum err timers_of(
    struct db *db, int64_t dossier_id, const struct step_timer **ret_timers, size_t *ret_count);
MUST_CHECK enum err timer_move(struct db *db, int64_t id, int64_t fire_at);
/* It fires: ERR_CONFLICT if it did already or its step is closed. */
MUST_CHECK enum err timer_fired(struct db *db, int64_t id, int64_t now);
/* Its step was done first. */
MUST_CHECK enum err timer_drop(struct db *db, int64_t id, int64_t now);
MUST_CHECK enum err task_set_due(struct db *db, int64_t task_id, int64_t due_at);

/* Accepted dossiers whose process was never started; at most 100. */
MUST_CHECK enum err dossiers_without_process(struct db *db, const int64_t **ret_ids, size_t *ret_count);
/* Dossiers whose applicant was waited for until before `now`; at most 100. */
MUST_CHECK enum err dossiers_waited_for(struct db *db, int64_t now, const int64_t **ret_ids, size_t *ret_count);
/* Dossiers that are being worked on and have no open step: in no queue but "all". */
MUST_CHECK enum err dossiers_in_no_queue(struct db *db, int64_t *ret_count);

#endif
