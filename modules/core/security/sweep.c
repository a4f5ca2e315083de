/* Sweeping of core's tables. See sweep.h. */
#include "core/security/sweep.h"

#include "core/security/idempotency_store.h"
#include "core/security/one_time_code_store.h"
#include "core/security/session_store.h"
#include "core/security/throttle_store.h"

#define DAY INT64_C(86400000000)

/* An answer is kept as long as a form may lie open in a browser. */
enum { KEEP_ANSWERS_DAYS = 7, PERIOD_SECONDS = 300 };

static enum err
sweep(struct job_ctx *j, bool *ret_more)
{
	enum err err;

	(void)ret_more;
	if ((err = session_rows_expire(j->db, j->now)) || (err = one_time_codes_expire(j->db, j->now)) ||
	    (err = throttles_expire(j->db, j->now - DAY)))
		return err;
	return idempotency_expire(j->db, j->now - KEEP_ANSWERS_DAYS * DAY);
}

const struct job sweep_job = { .name = "sweep", .period = PERIOD_SECONDS, .run = sweep };
