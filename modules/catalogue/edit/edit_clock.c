/* Clock policies as plain fields. See edit_clock.h. */
#include "edit/edit_clock.h"

#include <stdio.h>
#include <string.h>

#include "core/locale/word_list.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/system/parse.h"
#include "domain/time/policy_text.h"
#include "record/record.h"

enum { TIME_SIZE = sizeof("15:00"), REASONS_MAX = 200, MINUTES_OF_HOUR = 60 };

static const char *const counts[] = { "working_days", "calendar_days", "working_time", NULL };
static const char *const starts[] = { "acceptance", "hand_over", "arrival", NULL };
static const char *const reasons[] = { "supplement", "fee", "other_agency", "verification", "outage", "stopped",
	"applicant", NULL };
static const char *const afters[] = { "restart", "continue", NULL };

static bool
is_time(const char *text)
{
	return *text == '\0' || (strlen(text) == TIME_SIZE - 1 && text[strspn(text, "0123456789:")] == '\0' &&
				    text[2] == ':' && strncmp(text, "24", 2) < 0 && text[3] < '6');
}

static const struct record_field clock_fields[] = {
	RECORD_FIELD(edit_clock, offered, RECORD_BOOL),
	RECORD_FIELD(edit_clock, everywhere, RECORD_BOOL),
	RECORD_FIELD(edit_clock, term, RECORD_TEXT, .max = TERM_TEXT_MAX - 1),
	RECORD_FIELD(edit_clock, count, RECORD_CHOICE, .choices = counts),
	RECORD_FIELD(edit_clock, first_day, RECORD_BOOL),
	RECORD_FIELD(edit_clock, cutoff, RECORD_TEXT, .max = TIME_SIZE - 1, .check = is_time),
	RECORD_FIELD(edit_clock, before_closing, RECORD_INT, .max = 480),
	RECORD_FIELD(edit_clock, start, RECORD_CHOICE, .choices = starts),
	RECORD_FIELD(edit_clock, pause, RECORD_CHOICES, .choices = reasons),
	RECORD_FIELD(edit_clock, after, RECORD_CHOICE, .choices = afters),
	RECORD_FIELD(edit_clock, wait, RECORD_INT, .max = 365),
	RECORD_FIELD(edit_clock, extensions, RECORD_INT, .max = 9),
};
const struct record_table edit_clock_table = RECORD_TABLE_KEYED(edit_clock, clock_fields, .name = "clock");

static const struct record_field definitions_fields[] = {
	RECORD_FIELD(edit_definitions, form, RECORD_TEXT, .max = 20),
	RECORD_FIELD(edit_definitions, process, RECORD_TEXT, .max = 20),
	RECORD_FIELD(edit_definitions, rule, RECORD_TEXT, .max = 20),
};
const struct record_table edit_definitions_table =
    RECORD_TABLE_KEYED(edit_definitions, definitions_fields, .name = "definitions");

/* The entry of a list itself, so that it lives as long as the process. */
static const char *
entry(const char *const *list, const char *name)
{
	const char *found = word_list_find(list, name);

	return found != NULL ? found : list[0];
}

static const char *
reasons_text(struct arena *arena, uint32_t bits)
{
	struct buffer out;

	buffer_init(&out, arena, REASONS_MAX);
	for (size_t i = 0; reasons[i] != NULL; i++) {
		enum clock_reason reason;

		if (clock_reason_by_name(reasons[i], &reason) == OK && (bits & REASON_BIT(reason)) != 0)
			buffer_printf(&out, "%s%s", out.size > 0 ? "," : "", reasons[i]);
	}
	return out.data;
}

void
edit_clock_read(struct arena *arena, const char *text, struct edit_clock *clock)
{
	struct clock_policy policy = clock_policy_default();
	struct failure failure = { 0 };
	bool readable = *text != '\0' && policy_parse(arena, text, &failure, &policy) == OK;
	int minute;

	if (!readable)
		policy = clock_policy_default();
	minute = policy.cutoff_minute;
	*clock = (struct edit_clock){ .offered = clock->offered,
		.term = readable ? arena_strdup(arena, policy.term.text) : "",
		.count = entry(counts, clock_count_name(policy.count)),
		.first_day = policy.first_day_counted,
		.cutoff = policy.cutoff != CUTOFF_AT
			      ? ""
			      : arena_printf(arena, "%02d:%02d", minute / MINUTES_OF_HOUR, minute % MINUTES_OF_HOUR),
		.before_closing = policy.cutoff == CUTOFF_BEFORE_CLOSING ? minute : 0,
		.start = entry(starts, clock_start_name(policy.start)),
		.pause = reasons_text(arena, policy.pause_reasons),
		.after = entry(afters, clock_after_name(policy.after_supplement)),
		.wait = policy.wait_limit_days,
		.extensions = policy.extensions_max };
}

/* Which field a refusal of the clock is about. */
static const char *
member_of(const struct failure *failure)
{
	static const char *const members[][2] = { { "clock.policy_cutoff", "cutoff" }, { "clock.policy_limit", "wait" },
		{ "clock.policy_term_count", "count" } };

	for (size_t i = 0; failure->message != NULL && i < sizeof(members) / sizeof(members[0]); i++)
		if (strcmp(failure->message, members[i][0]) == 0)
			return members[i][1];
	return "term";
}

enum err
edit_clock_policy(struct arena *arena, const struct edit_clock *clock, const char **ret_policy, const char **ret_member,
    const char **ret_message)
{
	struct failure failure = { 0 };
	struct clock_policy policy;
	struct buffer out;

	*ret_policy = "";
	if (*clock->term == '\0')
		return OK;
	*ret_message = "catalogue_edit.errors.term";
	*ret_member = "term";
	if (clock->term[strcspn(clock->term, ";=")] != '\0')
		return ERR_INVALID;
	buffer_init(&out, arena, POLICY_TEXT_MAX);
	buffer_printf(&out, "count=%s; term=%s; first_day=%s; start=%s; pause=%s; after=%s; wait=%d; extensions=%d",
	    clock->count, clock->term, clock->first_day ? "yes" : "no", clock->start,
	    *clock->pause != '\0' ? clock->pause : "none", clock->after, (int)clock->wait, (int)clock->extensions);
	if (*clock->cutoff != '\0')
		buffer_printf(&out, "; cutoff=at %s", clock->cutoff);
	else if (clock->before_closing > 0)
		buffer_printf(&out, "; cutoff=before_closing %d", (int)clock->before_closing);
	if (policy_parse(arena, out.data, &failure, &policy)) {
		*ret_member = member_of(&failure);
		if (strcmp(*ret_member, "term") != 0)
			*ret_message = failure.message;
		return ERR_INVALID;
	}
	*ret_policy = policy_format(arena, &policy);
	return OK;
}
