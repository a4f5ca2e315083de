/* The job that takes exchange's rows out of the outbox and hands them to the outside world. */
#ifndef MOTCUA_EXCHANGE_DELIVER_H
#define MOTCUA_EXCHANGE_DELIVER_H

#include <stdbool.h>

#include "core/err.h"

struct arena;
struct job_ctx;

/* Up to twenty due rows; *ret_more when there may be others. For the table of jobs. */
MUST_CHECK enum err deliver_run(struct job_ctx *j, bool *ret_more);

/* "ng***@example.vn", "091****678": recognised by its owner, of no use to anybody else. */
const char *address_masked(struct arena *arena, const char *address) __attribute__((returns_nonnull));

#endif
