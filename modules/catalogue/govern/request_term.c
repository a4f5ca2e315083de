/* The clock over change requests. See request_term.h. */
#include "govern/request_term.h"

#include "core/data/setting_store.h"
#include "core/server/ctx.h"
#include "domain/directory/calendar_store.h"
#include "domain/time/calendar.h"
#include "domain/time/clock.h"
#include "domain/time/policy_text.h"
#include "govern/request_store.h"

#define POLICY_SETTING   "catalogue.request_policy"
#define POLICY_OTHERWISE "count=working_days; term=3 ngay lam viec; first_day=no; start=acceptance"

enum err
request_term(struct ctx *c, int32_t today, struct request_term *ret_term)
{
	int64_t agency_id;
	enum err err = controlling_agency(c->db, today, &agency_id);

	if (err == ERR_NOT_FOUND)
		return refuse(c, ERR_UNAVAILABLE, "catalogue_govern.no_controller", NULL);
	if (err || (err = calendar_of_agency(c->db, c->arena, agency_id, &ret_term->calendar)))
		return err;
	return setting_text(c->db, POLICY_SETTING, POLICY_OTHERWISE, &ret_term->policy);
}

enum err
request_due(struct ctx *c, const struct request_term *term, int64_t filed_at, int64_t *ret_due)
{
	const struct clock_event filed = { .seq = 1, .kind = CLOCK_START, .at = filed_at };
	struct clock_policy policy;
	struct due_result result;
	enum err err = policy_parse(c->arena, term->policy, &c->failure, &policy);

	if (err || (err = due(&policy, term->calendar, &filed, 1, &result)))
		return refuse_log(c, ERR_UNAVAILABLE, "calendar.missing", NULL, "%s does not work", POLICY_SETTING);
	*ret_due = result.due;
	return OK;
}

enum err
request_send_by(struct ctx *c, const struct request_term *term, int32_t known_on, int32_t *ret_last)
{
	struct clock_policy policy;
	enum err err = policy_parse(c->arena, term->policy, &c->failure, &policy);

	if (err)
		return err;
	*ret_last = calendar_add_working_days(term->calendar, known_on, policy.term.minutes / STANDARD_DAY);
	return OK;
}
