/* The job that carries ordered bulk edits into drafts. */
#ifndef MOTCUA_CATALOGUE_BULK_JOB_H
#define MOTCUA_CATALOGUE_BULK_JOB_H

#include <stdbool.h>

#include "core/err.h"

struct job_ctx;

/*
 * Takes the oldest ordered bulk edit and does a batch of it, one transaction for each procedure: either its draft says the
 * new thing and its entry says so, or neither. Versions in force are never touched.
 */
enum err bulk_run(struct job_ctx *j, bool *ret_more) MUST_CHECK;

#endif
