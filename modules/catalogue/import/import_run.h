/*
 * An import from the file to the catalogue, in steps that can each be repeated: read (lines), check (what each would do),
 * write (what a person ordered). A step leaves a state in the database from which the next process goes on, so that a run that
 * was killed is taken up where it stopped. Used by the module's job and by the verb alike.
 */
#ifndef MOTCUA_CATALOGUE_IMPORT_RUN_H
#define MOTCUA_CATALOGUE_IMPORT_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "import/import_index.h"
#include "import/import_store.h"
#include "import/import_texts.h"

struct core_config;
struct db;
struct job_ctx;
struct messages;

struct import_engine {
	struct db *db;
	const struct messages *messages;
	const char *schema; /* path of the XML schema */
	int64_t now;
	struct arena *outer; /* the db's own, given back at the end */
	struct arena *lasting, *batch, *work;
	struct import_texts texts;
	struct import_index index;
	bool indexed;
};

/* Arenas of its own until import_end. */
void import_begin(struct import_engine *e, struct db *db, struct arena *outer, const struct messages *messages,
    const struct core_config *config, int64_t now);
void import_end(struct import_engine *e);

/*
 * The lines of a file into a run that is `received`, all in one transaction; then it is `read`, or `refused` with the file's
 * fault. OK in both cases.
 */
enum err import_read(struct import_engine *e, const struct import_run *run, struct bytes file) MUST_CHECK;
/* Looks at the next lines of a run that is `read`; *ret_more false: it is `checked` now. */
enum err import_check(struct import_engine *e, const struct import_run *run, bool *ret_more) MUST_CHECK;
/*
 * Writes the next lines of a run that is `ordered`, or all of them at once if it is to be whole; *ret_more false: it is
 * `applied` now, or `refused` because one line of a whole run would not go in.
 */
enum err import_write(struct import_engine *e, const struct import_run *run, bool *ret_more) MUST_CHECK;

/* The job: one step of the oldest run that waits. */
enum err import_job(struct job_ctx *j, bool *ret_more);

/* A code for a new run: the moment and four random signs. */
const char *import_run_code(struct arena *arena, int64_t now);

#endif
