/* Sweeping of core's tables. See sweep.h. */
#include "core/security/sweep.h"

#include "core/security/idempotency_store.h"
#include "core/security/one_time_code_store.h"
#include "core/security/session_store.h"
#include "core/security/throttle_store.h"

#define DAY INT64_C(86400000000)

/* An answer is kept as long as a form may lie open in a browser. */
enum { KEEP_ANSWERS_DAYS = 7, PERIOD_SECONDS = 300 };

/* A table at a time, in small transactions: a day's throttles deleted at once would hold up everybody's sign-in. */
static enum err
sweep(struct job_ctx *j, bool *ret_more)
{
	uint64_t sessions = 0, codes = 0, throttles = 0, answers = 0;
	enum err err;

	if ((err = session_rows_expire(j->db, j->now, &sessions)) ||
	    (err = one_time_codes_expire(j->db, j->now, &codes)) ||
	    (err = throttles_expire(j->db, j->now - DAY, &throttles)) ||
	    (err = idempotency_expire(j->db, j->now - KEEP_ANSWERS_DAYS * DAY, &answers)))
		return err;
	*ret_more = sessions + codes + throttles + answers > 0;
	return OK;
}

const struct job sweep_job = { .name = "sweep", .period = PERIOD_SECONDS, .run = sweep };
