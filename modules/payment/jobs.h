/* The timed work of the payment module, and its checks of the books. */
#ifndef MOTCUA_PAYMENT_JOBS_H
#define MOTCUA_PAYMENT_JOBS_H

#include <stddef.h>

#include "core/server/module.h"
#include "core/system/jobs.h"

extern const struct job payment_jobs[];
extern const size_t payment_jobs_count;
extern const struct verb payment_verbs[];
extern const size_t payment_verbs_count;

#endif
