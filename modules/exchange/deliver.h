/* The job that takes exchange's rows out of the outbox and hands them to the outside world. */
#ifndef MOTCUA_EXCHANGE_DELIVER_H
#define MOTCUA_EXCHANGE_DELIVER_H

#include <stdbool.h>

#include "core/err.h"

struct job_ctx;

/* Up to twenty due rows; *ret_more when there may be others. For the table of jobs. */
MUST_CHECK enum err deliver_run(struct job_ctx *j, bool *ret_more);

#endif
