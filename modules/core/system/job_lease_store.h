/* Which process runs a job: a row of core_job_lease, taken for a time and given back. */
#ifndef MOTCUA_CORE_SYSTEM_JOB_LEASE_STORE_H
#define MOTCUA_CORE_SYSTEM_JOB_LEASE_STORE_H

#include <stdint.h>

#include "core/err.h"

struct db;
struct store;

/* Takes or extends the lease until `until`; ERR_CONFLICT: somebody else holds it. */
enum err job_lease_take(struct db *db, const char *job, const char *holder, int64_t now, int64_t until) MUST_CHECK;
/* Gives it back early: others may take it from `until` on. */
enum err job_lease_release(struct db *db, const char *job, const char *holder, int64_t until) MUST_CHECK;

extern const struct store job_lease_store;

#endif
