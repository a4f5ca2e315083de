/*
 * A bundle on its way into the catalogue, in two arenas of its own: one for the bundle and the report, one that is emptied after
 * each part. Used by the job, which compares what came in and writes what was ordered, and by the verb.
 */
#ifndef MOTCUA_CATALOGUE_BUNDLE_RUN_H
#define MOTCUA_CATALOGUE_BUNDLE_RUN_H

#include <stdbool.h>

#include "bundle/bundle_work.h"
#include "core/err.h"
#include "core/memory/arena.h"

struct catalogue_config;
struct core_config;
struct db;
struct job_ctx;
struct tar_fault;

struct bundle_run {
	struct arena *outer; /* the db's own, given back at the end */
	const struct catalogue_config *keys;
	struct bundle bundle;
	struct bundle_work work;
};

/* Its work is ready but for the bundle. To be ended in every case. */
void bundle_run_begin(struct bundle_run *run, struct db *db, struct arena *outer, struct failure *failure,
    const struct core_config *config, const struct catalogue_config *keys, int64_t now);
void bundle_run_end(struct bundle_run *run);
/* Opens it with the keys that are trusted today; as bundle_open. The archive must last as long as the run. */
MUST_CHECK enum err bundle_run_open(struct bundle_run *run, struct bytes archive, struct tar_fault *fault);

/*
 * The job: compares the next parts of the oldest bundle that came in, in small transactions from which the next process goes on; or
 * writes the one that was ordered, in one transaction. What was killed leaves nothing of it, and begins again.
 */
enum err bundle_job(struct job_ctx *j, bool *ret_more) MUST_CHECK;

#endif
