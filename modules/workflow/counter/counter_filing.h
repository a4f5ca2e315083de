/* From a form of the counter to the dossier, in one transaction. Private to the counter. */
#ifndef MOTCUA_WORKFLOW_COUNTER_FILING_H
#define MOTCUA_WORKFLOW_COUNTER_FILING_H

#include <stdbool.h>

#include "core/err.h"

struct counter_brought;
struct counter_case;
struct counter_input;
struct ctx;
struct job_ctx;

/* Keeps the scans, files the dossier and takes it as far as it goes: fee demanded, accepted, or returned at once. */
MUST_CHECK enum err counter_filing_make(struct ctx *c, const struct counter_input *in, const struct counter_case *which,
    const struct counter_brought *brought);
/* Job: scans whose dossier never came to be, because the machine stopped between the two, go after a day. */
MUST_CHECK enum err counter_sweep_scans(struct job_ctx *j, bool *ret_more);

#endif
