/* Runs of imports with their lines as they are kept: see db/migrations/0115. */
#ifndef MOTCUA_CATALOGUE_IMPORT_STORE_H
#define MOTCUA_CATALOGUE_IMPORT_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"

struct db;
struct import_index;

struct import_run {
	int64_t id;
	const char *code, *file_name, *format, *state, *runner, *mode;
	bool whole, complete;
	const char *run_by; /* "": as the catalogue has it */
	const char *decision_no;
	int32_t decision_date, effective_from; /* DATE_NONE */
	int64_t officer_id;                    /* DB_NULL_INT: the command line */
	const char *officer_name;              /* NULL */
	int64_t created_at, finished_at;       /* finished: TIME_NONE */
	const char *fault;                     /* "" */
	int64_t fault_line, version;
};

struct import_line {
	int64_t seq, place;
	const char *code, *name, *said, *outcome;
	bool applied, noted;
	const char *report;
};

/* How many lines there are of each kind; `nameless`: of the refused, those whose procedure nobody can tell. */
struct import_counts {
	int64_t total, unread, fresh, changed, unchanged, off, refused, nameless, noted, applied;
};

enum { IMPORT_RUNS_PAGE = 20, IMPORT_LINES_PAGE = 50, IMPORT_PIECE = 4 << 20 };

/* Code, file name, format, state, runner, officer and moment; its id comes back. */
MUST_CHECK enum err run_add(struct db *db, const struct import_run *run, struct bytes digest, int64_t *ret_id);
MUST_CHECK enum err run_by_code(struct db *db, const char *code, struct import_run *ret_run);
/* The oldest that the job has something to do for. */
MUST_CHECK enum err run_next(struct db *db, struct import_run *ret_run);
/* The newest of the command line's runs over a file of this digest that is not finished. */
MUST_CHECK enum err run_unfinished(struct db *db, struct bytes digest, struct import_run *ret_run);
/* Newest first, those before `before` (an id; INT64_MAX: from the top). */
MUST_CHECK enum err runs_newest(
    struct db *db, int64_t before, const struct import_run **ret_runs, size_t *ret_count, bool *ret_more);
MUST_CHECK enum err run_counts(struct db *db, int64_t run_id, struct import_counts *ret_counts);

/* The state becomes another; `finished` TIME_NONE: not yet. */
MUST_CHECK enum err run_enter(struct db *db, int64_t run_id, const char *state, int64_t finished);
MUST_CHECK enum err run_refuse(struct db *db, int64_t run_id, const char *fault, int64_t line, int64_t now);
/* What the person chose; state `ordered`. ERR_CONFLICT: the run is not checked, or moved on from run->version. */
MUST_CHECK enum err run_order(struct db *db, const struct import_run *run);
/* From checked to abandoned. ERR_CONFLICT as above. */
MUST_CHECK enum err run_abandon(struct db *db, int64_t run_id, int64_t version, int64_t now);

MUST_CHECK enum err piece_add(struct db *db, int64_t run_id, int64_t seq, struct bytes content);
/* All pieces joined; they live in the arena. */
MUST_CHECK enum err pieces_read(struct db *db, struct arena *arena, int64_t run_id, struct bytes *ret_file);
MUST_CHECK enum err pieces_drop(struct db *db, int64_t run_id);

MUST_CHECK enum err line_add(struct db *db, int64_t run_id, const struct import_line *line);
/* Lines not yet looked at, or (apply) to be written and not yet written, in order; at most `most`. */
MUST_CHECK enum err lines_to_check(
    struct db *db, int64_t run_id, size_t most, const struct import_line **ret_lines, size_t *ret_count);
MUST_CHECK enum err lines_to_apply(
    struct db *db, int64_t run_id, size_t most, const struct import_line **ret_lines, size_t *ret_count);
/* Code, outcome, noted and report become the line's. */
MUST_CHECK enum err line_checked(struct db *db, int64_t run_id, const struct import_line *line);
MUST_CHECK enum err line_applied(struct db *db, int64_t run_id, int64_t seq);
/* Is an earlier line of the run about this procedure too? */
MUST_CHECK enum err line_repeats(struct db *db, int64_t run_id, int64_t seq, const char *code, bool *ret_repeats);
/*
 * Adds a line `off` for each listed procedure of the national base that no line is about; none while a refused line does
 * not tell whose it is, since it may be about any of them.
 */
MUST_CHECK enum err lines_switched_off(struct db *db, int64_t run_id);
/* For the report: of one outcome ("" all, "noted": those that wait for a person), behind `after`. */
MUST_CHECK enum err lines_page(struct db *db, int64_t run_id, const char *outcome, int64_t after,
    const struct import_line **ret_lines, size_t *ret_count, bool *ret_more);

/* What the catalogue has, into the arena. */
MUST_CHECK enum err import_index_read(struct db *db, struct arena *arena, struct import_index *ret_index);
extern const struct store import_store, import_index_store;

#endif
