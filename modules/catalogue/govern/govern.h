/* What govern/ gives to the module: its stores, its job, its verb. Its routes stand in routes.c. */
#ifndef MOTCUA_CATALOGUE_GOVERN_H
#define MOTCUA_CATALOGUE_GOVERN_H

#include <stdbool.h>

#include "core/err.h"
#include "core/server/module.h"

/* The job `traffic`: counts dossiers anew for the pages of managers. */
enum err traffic_job(struct job_ctx *j, bool *ret_more) MUST_CHECK;
/* The verb `traffic`: the same at once. */
int traffic_verb(struct verb_ctx *v, int argc, char **argv);

#endif
