/*
 * The explanation retells the ledger: due() is run on every prefix of it, and what each event changed is a line.
 * See clock_explain.h.
 */
#include "domain/time/clock_explain.h"

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"

struct story {
	const struct clock_policy *policy;
	const struct calendar *calendar;
	struct clock_line *lines;
	size_t count;
};

#define ARGUMENT(what, as, value)                                                                                      \
	(struct clock_argument)                                                                                        \
	{                                                                                                              \
		.name = what, .kind = as, .number = value                                                              \
	}

static struct clock_line *
line_add(struct story *story, const char *key)
{
	/* The last place is kept for the line that says that there is more. */
	if (story->count == CLOCK_LINES_MAX)
		story->count--;
	struct clock_line *line = &story->lines[story->count++];
	*line = (struct clock_line){ .key = story->count == CLOCK_LINES_MAX ? "clock.more" : key };
	return line;
}

static void
argument_add(struct clock_line *line, struct clock_argument argument)
{
	line->arguments[line->argument_count++] = argument;
}

static void
line_with_time(struct story *story, const char *key, int64_t instant)
{
	argument_add(line_add(story, key), ARGUMENT("at", ARGUMENT_TIME, instant));
}

static const char *
term_key(const struct clock_policy *policy)
{
	static const char *const keys[CLOCK_COUNT__MAX][2] = {
		[CLOCK_WORKING_TIME] = { "clock.line_term_working_time", "clock.line_term_working_time" },
		[CLOCK_WORKING_DAYS] = { "clock.line_term_working_days", "clock.line_term_working_days_first" },
		[CLOCK_CALENDAR_DAYS] = { "clock.line_term_calendar_days", "clock.line_term_calendar_days_first" },
	};

	if (policy->term.unit == TERM_SAME_DAY)
		return "clock.line_term_same_day";
	return keys[term_is_rolling(&policy->term) ? CLOCK_WORKING_TIME : policy->count][policy->first_day_counted];
}

static void
tell_term(struct story *story)
{
	const struct term *term = &story->policy->term;
	struct clock_line *line = line_add(story, term_key(story->policy));

	if (term->text[0] != '\0')
		argument_add(
		    line, (struct clock_argument){ .name = "term", .kind = ARGUMENT_TEXT, .text = term->text });
	else if (term->unit == TERM_MONTH)
		argument_add(line, ARGUMENT("term", ARGUMENT_MONTHS, term->months));
	else
		argument_add(line, ARGUMENT("term", ARGUMENT_MINUTES, term->minutes));
}

/* From the receipt that counts to the deemed one. */
static void
tell_deemed(struct story *story, const struct due_result *now)
{
	if (now->cut_off)
		line_with_time(story,
		    story->policy->cutoff == CUTOFF_AT ? "clock.line_cut_off" : "clock.line_cut_off_closing",
		    now->deemed_start);
	else if (office_minute(now->received) != office_minute(now->deemed_start))
		line_with_time(story, "clock.line_closed", now->deemed_start);
	if (now->cut_off)
		argument_add(&story->lines[story->count - 1],
		    ARGUMENT("cutoff", story->policy->cutoff == CUTOFF_AT ? ARGUMENT_CLOCK : ARGUMENT_MINUTES,
			story->policy->cutoff_minute));
}

static void
tell_start(struct story *story, const struct clock_event *event, const struct due_result *now)
{
	static const char *const keys[CLOCK_START__MAX] = {
		[START_ACCEPTANCE] = "clock.line_start_acceptance",
		[START_HAND_OVER] = "clock.line_start_hand_over",
		[START_ARRIVAL] = "clock.line_start_arrival",
	};

	line_with_time(
	    story, event->kind == CLOCK_RESTART ? "clock.line_restart" : keys[story->policy->start], now->received);
	tell_deemed(story, now);
	tell_term(story);
}

static void
tell_pause(struct story *story, const struct clock_event *event, const struct due_result *now)
{
	static const char *const keys[CLOCK_REASON__MAX] = {
		[REASON_NONE] = "clock.reason_none",
		[REASON_SUPPLEMENT] = "clock.reason_supplement",
		[REASON_FEE] = "clock.reason_fee",
		[REASON_OTHER_AGENCY] = "clock.reason_other_agency",
		[REASON_VERIFICATION] = "clock.reason_verification",
		[REASON_OUTAGE] = "clock.reason_outage",
		[REASON_STOPPED] = "clock.reason_stopped",
		[REASON_APPLICANT] = "clock.reason_applicant",
	};

	line_with_time(story, now->state == CLOCK_PAUSED ? "clock.line_pause" : "clock.line_wait", event->at);
	argument_add(&story->lines[story->count - 1],
	    (struct clock_argument){ .name = "reason", .kind = ARGUMENT_KEY, .text = keys[event->reason] });
	if (now->wait_limit != TIME_NONE)
		line_with_time(story, "clock.line_wait_limit", now->wait_limit);
}

static void
tell_resume(
    struct story *story, const struct clock_event *event, const struct due_result *before, const struct due_result *now)
{
	int64_t minutes = now->paused_minutes - before->paused_minutes;

	line_with_time(story, before->state == CLOCK_PAUSED ? "clock.line_resume" : "clock.line_wait_over", event->at);
	if (before->state == CLOCK_PAUSED)
		argument_add(&story->lines[story->count - 1], ARGUMENT("paused", ARGUMENT_MINUTES, minutes));
}

static void
tell_extension(
    struct story *story, const struct clock_event *event, const struct due_result *before, const struct due_result *now)
{
	line_with_time(story, "clock.line_extend", event->at);
	argument_add(&story->lines[story->count - 1], ARGUMENT("more", ARGUMENT_MINUTES, event->minutes));
	if (now->irregular && !before->irregular)
		line_add(story, "clock.line_irregular");
}

static void
tell_event(
    struct story *story, const struct clock_event *event, const struct due_result *before, const struct due_result *now)
{
	switch (event->kind) {
	case CLOCK_INTAKE: line_with_time(story, "clock.line_intake", event->at); break;
	case CLOCK_START:
	case CLOCK_RESTART: tell_start(story, event, now); break;
	case CLOCK_PAUSE: tell_pause(story, event, now); break;
	case CLOCK_RESUME: tell_resume(story, event, before, now); break;
	case CLOCK_EXTEND: tell_extension(story, event, before, now); break;
	case CLOCK_STOP: line_with_time(story, "clock.line_stop", event->at); break;
	case CLOCK_EVENT__MAX: break;
	}
}

/* Every day off and make-up day between the deemed receipt and the due date. */
static void
tell_exceptions(struct story *story, const struct due_result *now)
{
	int32_t last = now->due == TIME_NONE ? DAY_NONE : office_day(now->due);

	for (int32_t day = now->due == TIME_NONE ? 0 : office_day(now->received); day <= last; day++) {
		const struct calendar_exception *exception = calendar_exception_on(story->calendar, day);

		if (exception == NULL)
			continue;
		bool off = exception->kind == CALENDAR_DAY_OFF, named = exception->reason != NULL;
		struct clock_line *line =
		    line_add(story, off ? (named ? "clock.line_day_off" : "clock.line_day_off_plain")
					: (named ? "clock.line_make_up" : "clock.line_make_up_plain"));
		argument_add(line, ARGUMENT("date", ARGUMENT_DATE, utc_from_local(day, 0)));
		if (named)
			argument_add(line, (struct clock_argument){
					       .name = "reason", .kind = ARGUMENT_TEXT, .text = exception->reason });
	}
}

static void
tell_due(struct story *story, const struct due_result *now)
{
	static const char *const judgements[CLOCK_JUDGEMENT__MAX] = {
		[JUDGED_EARLY] = "clock.line_judged_early",
		[JUDGED_ON_TIME] = "clock.line_judged_on_time",
		[JUDGED_LATE] = "clock.line_judged_late",
	};
	enum clock_judgement judgement = clock_judge(now->due, now->finished);

	if (now->rounds == 0)
		line_add(story, "clock.line_not_started");
	else if (now->due == TIME_NONE)
		line_add(story, "clock.line_due_after_supplement");
	else
		line_with_time(
		    story, now->state == CLOCK_PAUSED ? "clock.line_due_paused" : "clock.line_due", now->due);
	if (now->due != TIME_NONE && now->first_due != now->due)
		line_with_time(story, "clock.line_first_due", now->first_due);
	if (judgement != JUDGED_NONE)
		line_add(story, judgements[judgement]);
}

enum err
clock_explain(struct arena *arena, const struct clock_policy *policy, const struct calendar *calendar,
    const struct clock_event *events, size_t count, struct clock_explanation *ret)
{
	struct story story = { .policy = policy, .calendar = calendar };
	struct due_result before, now;
	enum err err = due(policy, calendar, events, 0, &now);

	story.lines = arena_array(arena, CLOCK_LINES_MAX, sizeof(*story.lines));
	if (err)
		line_add(&story, "clock.policy_unknown");
	for (size_t i = 0; i < count && err == OK; i++) {
		before = now;
		if ((err = due(policy, calendar, events, i + 1, &now)))
			argument_add(line_add(&story, clock_problem_key(now.problem)),
			    ARGUMENT("seq", ARGUMENT_NUMBER, events[i].seq));
		else
			tell_event(&story, &events[i], &before, &now);
	}
	if (err == OK) {
		tell_exceptions(&story, &now);
		tell_due(&story, &now);
	}
	*ret = (struct clock_explanation){ story.lines, story.count };
	return err;
}

/* --- the words ------------------------------------------------------------------------------------------------------ */

struct speaker {
	struct arena *arena;
	const struct messages *messages;
	const char *language;
};

static const char *
number_text(const struct speaker *speaker, const char *key, int64_t number)
{
	return message_format(speaker->arena, speaker->messages, speaker->language, key,
	    MESSAGE_ARGUMENTS({ "number", arena_printf(speaker->arena, "%lld", (long long)number) }));
}

/* Days, hours and minutes: the parts that are not zero. */
static const char *
minutes_text(const struct speaker *speaker, int64_t minutes)
{
	const struct {
		const char *key;
		int64_t amount;
	} parts[] = {
		{ "clock.format_days", minutes / STANDARD_DAY },
		{ "clock.format_hours", minutes % STANDARD_DAY / 60 },
		{ "clock.format_minutes", minutes % 60 },
	};
	struct buffer text;

	buffer_init(&text, speaker->arena, 256);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (parts[i].amount == 0 && !(minutes == 0 && i == 2))
			continue;
		if (text.size > 0)
			buffer_char(&text, ' ');
		buffer_text(&text, number_text(speaker, parts[i].key, parts[i].amount));
	}
	return text.data;
}

static const char *
instant_text(const struct speaker *speaker, const char *key, int64_t instant)
{
	int minute = minute_of_day(office_minute(instant));
	int32_t day = office_day(instant);
	const char *name = arena_printf(speaker->arena, "clock.weekday_%d", weekday(day));

	return message_format(speaker->arena, speaker->messages, speaker->language, key,
	    MESSAGE_ARGUMENTS({ "weekday", message(speaker->messages, speaker->language, name) },
		{ "date", date_text(speaker->arena, day) },
		{ "time", arena_printf(speaker->arena, "%02d:%02d", minute / 60, minute % 60) }));
}

static const char *
argument_text(const struct speaker *speaker, const struct clock_argument *argument)
{
	switch (argument->kind) {
	case ARGUMENT_TEXT: return argument->text;
	case ARGUMENT_KEY: return message(speaker->messages, speaker->language, argument->text);
	case ARGUMENT_DATE: return instant_text(speaker, "clock.format_date", argument->number);
	case ARGUMENT_TIME: return instant_text(speaker, "clock.format_time", argument->number);
	case ARGUMENT_MINUTES: return minutes_text(speaker, argument->number);
	case ARGUMENT_MONTHS: return number_text(speaker, "clock.format_months", argument->number);
	case ARGUMENT_CLOCK:
		return arena_printf(
		    speaker->arena, "%02d:%02d", (int)(argument->number / 60), (int)(argument->number % 60));
	case ARGUMENT_NUMBER: break;
	}
	return arena_printf(speaker->arena, "%lld", (long long)argument->number);
}

const char *
clock_line_text(
    struct arena *arena, const struct messages *messages, const char *language, const struct clock_line *line)
{
	const struct speaker speaker = { arena, messages, language };
	struct message_argument arguments[CLOCK_LINE_ARGUMENTS_MAX];

	for (int i = 0; i < line->argument_count; i++) {
		arguments[i].name = line->arguments[i].name;
		arguments[i].value = argument_text(&speaker, &line->arguments[i]);
	}
	return message_format(arena, messages, language, line->key, arguments, (size_t)line->argument_count);
}
