/*
 * Work that no request waits for: a table of jobs, run by `--jobs` in a process of its own, each under a lease row so
 * that of several hosts one does it.
 */
#ifndef MOTCUA_CORE_SYSTEM_JOBS_H
#define MOTCUA_CORE_SYSTEM_JOBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct arena;
struct core_config;
struct db;
struct messages;
struct module;

struct job_ctx {
	struct arena *arena; /* reset after each run */
	struct db *db;
	struct failure failure;
	int64_t now; /* the database's, at the start of this run */
	const struct core_config *config;
	const void *module_config;
	const struct messages *messages;
	const struct module *module;
	/* True once the process was told to leave: a long job returns OK soon after. */
	bool (*stopping)(void);
};

struct job {
	const char *name; /* unique within the module; the lease is called <module>.<name> */
	int period;       /* seconds between the starts of two runs */
	int lease;        /* seconds a run may take before another host takes over; 0: 300 */
	/* Sets *ret_more when there is more to do at once (a full batch). An error is logged and tried again next time. */
	enum err (*run)(struct job_ctx *j, bool *ret_more);
};

/* Runs the table until told to stop, or each job once if `once`; the process's exit code. */
int jobs_run(const struct module *module, struct job_ctx *j, bool once);

#endif
