/* Decisions against the law's days. See deadline_judge.h. */
#include "govern/deadline_judge.h"

#include <string.h>

#include "core/none.h"
#include "domain/time/calendar.h"
#include "domain/time/local_time.h"
#include "govern/deadline_store.h"

static const struct publication_rule *
rule_of(const struct publication_rule *rules, size_t count, const char *track, int32_t day)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rules[i].track, track) == 0 && rules[i].valid_from <= day &&
		    (rules[i].valid_to == DATE_NONE || rules[i].valid_to >= day))
			return &rules[i];
	return NULL;
}

static enum public_state
state_of(const struct decision *decision, int32_t due, int32_t today)
{
	if (decision->entered_at == TIME_NONE || due == DATE_NONE)
		return PUBLIC_UNKNOWN;
	if (decision->public_at != TIME_NONE)
		return office_day(decision->public_at) <= due ? PUBLIC_IN_TIME : PUBLIC_LATE;
	return today <= due ? PUBLIC_WAITING : PUBLIC_LATE;
}

struct deadline
deadline_judge(const struct decision *decision, const struct publication_rule *rules, size_t rule_count,
    const struct calendar *calendar, int32_t today)
{
	struct deadline deadline = { .track = decision->track, .public_due = DATE_NONE };
	const struct publication_rule *rule;

	if (deadline.track == NULL)
		deadline.track = decision->by_ministry ? "ministry" : "province";
	rule = rule_of(rules, rule_count, deadline.track, decision->decision_date);
	if (rule == NULL)
		return deadline;
	deadline.public_due = calendar_add_working_days(calendar, decision->decision_date, (int32_t)rule->public_days);
	deadline.public_state = state_of(decision, deadline.public_due, today);
	deadline.signed_late = decision->effective_from - decision->decision_date < rule->before_days;
	return deadline;
}

bool
deadline_is_late(const struct deadline *deadline)
{
	return deadline->public_state == PUBLIC_LATE || deadline->signed_late;
}
