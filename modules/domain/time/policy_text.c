/* Reading and writing the one-line form of a clock policy. See policy_text.h. */
#include "domain/time/policy_text.h"

#include <stdio.h>
#include <string.h>

#include "core/memory/buffer.h"
#include "core/system/parse.h"

enum { VALUE_MAX = 160, MINUTES_OF_DAY = 24 * 60 };

/* "at 15:00", "before_closing 60" or "none". */
static enum err
read_cutoff(const char *value, struct clock_policy *policy)
{
	int64_t hour, minute;
	char digits[3];

	if (strcmp(value, "none") == 0) {
		policy->cutoff = CUTOFF_NONE;
		policy->cutoff_minute = 0;
		return OK;
	}
	if (strncmp(value, "before_closing ", 15) == 0) {
		policy->cutoff = CUTOFF_BEFORE_CLOSING;
		if (parse_i64(value + 15, 1, MINUTES_OF_DAY, &minute) != OK)
			return ERR_INVALID;
		policy->cutoff_minute = (int16_t)minute;
		return OK;
	}
	if (strncmp(value, "at ", 3) != 0 || strlen(value) != 8 || value[5] != ':')
		return ERR_INVALID;
	(void)snprintf(digits, sizeof(digits), "%.2s", value + 3);
	if (parse_i64(digits[0] == '0' ? digits + 1 : digits, 0, 23, &hour) != OK)
		return ERR_INVALID;
	(void)snprintf(digits, sizeof(digits), "%.2s", value + 6);
	if (parse_i64(digits[0] == '0' ? digits + 1 : digits, 0, 59, &minute) != OK)
		return ERR_INVALID;
	policy->cutoff = CUTOFF_AT;
	policy->cutoff_minute = (int16_t)(hour * 60 + minute);
	return OK;
}

/* "supplement,fee" or "none". */
static enum err
read_reasons(char *value, struct clock_policy *policy)
{
	char *rest = value, *word;
	enum clock_reason reason;

	policy->pause_reasons = 0;
	if (strcmp(value, "none") == 0)
		return OK;
	while ((word = strsep(&rest, ",")) != NULL) {
		if (clock_reason_by_name(word, &reason) != OK || reason == REASON_NONE)
			return ERR_INVALID;
		policy->pause_reasons |= REASON_BIT(reason);
	}
	return OK;
}

static enum err
read_number(const char *value, int16_t *member)
{
	int64_t number;

	if (parse_i64(value, 0, 3660, &number) != OK)
		return ERR_INVALID;
	*member = (int16_t)number;
	return OK;
}

static const char *const members[] = { "count", "term", "first_day", "cutoff", "start", "pause", "after", "wait",
	"extensions" };
enum { COUNT, TERM, FIRST_DAY, CUTOFF, START, PAUSE, AFTER, WAIT, EXTENSIONS, MEMBER__MAX };

static enum err
read_member(struct arena *arena, int member, char *value, struct clock_policy *policy)
{
	switch (member) {
	case COUNT: return clock_count_by_name(value, &policy->count);
	case TERM: return term_parse(arena, value, &policy->term);
	case FIRST_DAY:
		policy->first_day_counted = strcmp(value, "yes") == 0;
		return policy->first_day_counted || strcmp(value, "no") == 0 ? OK : ERR_INVALID;
	case CUTOFF: return read_cutoff(value, policy);
	case START: return clock_start_by_name(value, &policy->start);
	case PAUSE: return read_reasons(value, policy);
	case AFTER: return clock_after_by_name(value, &policy->after_supplement);
	case WAIT: return read_number(value, &policy->wait_limit_days);
	case EXTENSIONS: return read_number(value, &policy->extensions_max);
	default: return ERR_INVALID;
	}
}

static int
member_by_name(const char *name)
{
	for (int i = 0; i < MEMBER__MAX; i++)
		if (strcmp(name, members[i]) == 0)
			return i;
	return MEMBER__MAX;
}

/* "name=value", blanks before the name dropped. */
static enum err
read_part(struct arena *arena, char *part, unsigned *seen, struct clock_policy *policy)
{
	char *value = strchr(part, '=');
	int member;

	while (*part == ' ')
		part++;
	if (value == NULL)
		return ERR_INVALID;
	*value++ = '\0';
	member = member_by_name(part);
	if (member == MEMBER__MAX || strlen(value) > VALUE_MAX || (*seen & 1U << member) != 0)
		return ERR_INVALID;
	*seen |= 1U << member;
	return read_member(arena, member, value, policy);
}

enum err
policy_parse(struct arena *arena, const char *text, struct failure *failure, struct clock_policy *ret_policy)
{
	struct clock_policy policy = clock_policy_default();
	char line[POLICY_TEXT_MAX * 4 + 1], *rest = line, *part;
	unsigned seen = 0;
	enum err err;

	if (strlen(text) >= sizeof(line))
		return FAILURE(failure, ERR_INVALID, "clock.policy_text", NULL, "a policy of %zu bytes", strlen(text));
	memcpy(line, text, strlen(text) + 1);
	while ((part = strsep(&rest, ";")) != NULL)
		if (read_part(arena, part, &seen, &policy) != OK)
			return FAILURE(failure, ERR_INVALID, "clock.policy_text", NULL, "at '%.80s'", part);
	if ((err = clock_policy_check(&policy, failure)))
		return err;
	*ret_policy = policy;
	return OK;
}

static void
write_cutoff(struct buffer *line, const struct clock_policy *policy)
{
	if (policy->cutoff == CUTOFF_AT)
		buffer_printf(line, "at %02d:%02d", policy->cutoff_minute / 60, policy->cutoff_minute % 60);
	else if (policy->cutoff == CUTOFF_BEFORE_CLOSING)
		buffer_printf(line, "before_closing %d", policy->cutoff_minute);
	else
		buffer_text(line, "none");
}

static void
write_reasons(struct buffer *line, uint32_t reasons)
{
	const char *comma = "";

	if (reasons == 0)
		buffer_text(line, "none");
	for (enum clock_reason reason = REASON_NONE + 1; reason < CLOCK_REASON__MAX; reason++)
		if ((reasons & REASON_BIT(reason)) != 0) {
			buffer_printf(line, "%s%s", comma, clock_reason_name(reason));
			comma = ",";
		}
}

const char *
policy_format(struct arena *arena, const struct clock_policy *policy)
{
	struct buffer line;

	buffer_init(&line, arena, POLICY_TEXT_MAX * 4);
	buffer_printf(&line, "count=%s; term=%s; first_day=%s; cutoff=", clock_count_name(policy->count),
	    policy->term.text, policy->first_day_counted ? "yes" : "no");
	write_cutoff(&line, policy);
	buffer_printf(&line, "; start=%s; pause=", clock_start_name(policy->start));
	write_reasons(&line, policy->pause_reasons);
	buffer_printf(&line, "; after=%s; wait=%d; extensions=%d", clock_after_name(policy->after_supplement),
	    policy->wait_limit_days, policy->extensions_max);
	return line.data;
}
