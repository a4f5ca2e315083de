/*
 * due() against a slow and obvious reference that walks minute by minute over a map of open minutes: 100,000 random
 * calendars, policies and ledgers. The reference shares no code with the clock but the types.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "domain/time/clock.h"

#define CASES      100000
#define SEED       UINT64_C(0x20261121)
#define DAYS       70
#define MINUTES    (DAYS * 1440)
#define PER_OFFICE 4 /* cases to one calendar */
#define NOWHERE    INT64_C(-1)

static uint64_t seed;

/* xorshift64*: the same numbers on every machine. */
static int
pick(int below)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (int)((seed * UINT64_C(2685821657736338717) >> 33) % (uint64_t)below);
}

/* --- a random office -------------------------------------------------------------------------------------------------- */

struct office {
	int32_t first_day;
	struct calendar_week weeks[2];
	struct calendar_exception exceptions[8];
	bool open[MINUTES];
	const struct calendar *calendar;
};

static struct day_shifts
random_shifts(void)
{
	struct day_shifts day = { .count = 1 + pick(CALENDAR_SHIFTS_MAX) };
	int minute = pick(600);

	for (int s = 0; s < day.count; s++) {
		day.shifts[s].from = (int16_t)(minute + (s > 0 ? pick(60) : 0));
		day.shifts[s].to = (int16_t)(day.shifts[s].from + 1 + pick(140));
		minute = day.shifts[s].to;
	}
	return day;
}

static void
open_day(struct office *office, int day, const struct day_shifts *shifts)
{
	memset(&office->open[day * 1440], 0, 1440);
	for (int s = 0; s < shifts->count; s++)
		for (int m = shifts->shifts[s].from; m < shifts->shifts[s].to; m++)
			office->open[day * 1440 + m] = true;
}

static void
lay_exception(struct office *office, int i)
{
	const struct day_shifts none = { .count = 0 };
	struct calendar_exception *exception = &office->exceptions[i];
	int day = i * 8 + pick(8);
	const struct calendar_week *week = &office->weeks[office->first_day + day >= office->weeks[1].from];

	*exception = (struct calendar_exception){ .day = office->first_day + day,
		.kind = (enum calendar_exception_kind)pick(3),
		.weekday = pick(7),
		.shifts = random_shifts() };
	if (exception->kind == CALENDAR_DAY_OFF)
		open_day(office, day, &none);
	else if (exception->kind == CALENDAR_LIKE_WEEKDAY)
		open_day(office, day, &week->days[exception->weekday]);
	else
		open_day(office, day, &exception->shifts);
}

static void
random_office(struct arena *arena, struct office *office)
{
	memset(office, 0, sizeof(*office));
	office->first_day = 18000 + pick(5000);
	office->weeks[1].from = office->first_day + pick(DAYS);
	for (int w = 0; w < 2; w++)
		for (int d = 0; d < 7; d++)
			if (pick(7) < 5)
				office->weeks[w].days[d] = random_shifts();
	for (int day = 0; day < DAYS; day++) {
		const struct calendar_week *week = &office->weeks[office->first_day + day >= office->weeks[1].from];

		open_day(office, day, &week->days[weekday(office->first_day + day) - 1]);
	}
	for (int i = 0; i < 8; i++)
		lay_exception(office, i);
	const struct calendar_spec spec = { .first_day = office->first_day,
		.last_day = office->first_day + DAYS - 1,
		.weeks = office->weeks,
		.week_count = 2,
		.exceptions = office->exceptions,
		.exception_count = 8 };
	assert_int_equal(calendar_new(arena, &spec, NULL, &office->calendar), OK);
}

/* --- the reference: minutes are counted from the office's first day ------------------------------------------------------ */

static int64_t
first_open(const struct office *office, int64_t minute)
{
	for (; minute < MINUTES; minute++)
		if (office->open[minute])
			return minute;
	return NOWHERE;
}

static int64_t
close_of(const struct office *office, int64_t day)
{
	for (int64_t m = day * 1440 + 1439; m >= day * 1440; m--)
		if (office->open[m])
			return m + 1;
	return NOWHERE;
}

static int64_t
count_open(const struct office *office, int64_t from, int64_t to)
{
	int64_t count = 0;

	for (int64_t m = from; m < to; m++)
		count += office->open[m];
	return count;
}

/* The minute at which `count` (> 0) open minutes are over. */
static int64_t
walk(const struct office *office, int64_t from, int64_t count)
{
	for (int64_t m = from; m < MINUTES; m++)
		if (office->open[m] && --count == 0)
			return m + 1;
	return NOWHERE;
}

static int64_t
next_working_day(const struct office *office, int64_t day)
{
	for (day++; day < DAYS; day++)
		if (close_of(office, day) != NOWHERE)
			return day;
	return NOWHERE;
}

static int64_t
deemed(const struct office *office, const struct clock_policy *policy, int64_t minute)
{
	int64_t day = minute / 1440, close = close_of(office, day);

	if (close != NOWHERE && minute < close) {
		if (policy->cutoff == CUTOFF_AT && minute % 1440 >= policy->cutoff_minute)
			return first_open(office, (day + 1) * 1440);
		if (policy->cutoff == CUTOFF_BEFORE_CLOSING && minute >= close - policy->cutoff_minute)
			return first_open(office, (day + 1) * 1440);
	}
	return first_open(office, minute);
}

struct ledger_sum {
	int64_t start, paused, paused_days, extension;
};

static int64_t
rolling(const struct office *office, const struct ledger_sum *sum, int64_t minutes)
{
	return minutes + sum->paused == 0 ? sum->start : walk(office, sum->start, minutes + sum->paused);
}

static int64_t
working_days(const struct office *office, const struct clock_policy *policy, const struct ledger_sum *sum)
{
	int64_t minutes = policy->term.minutes + sum->extension, day = sum->start / 1440, part = minutes % 480, end;
	bool same_day = policy->term.unit == TERM_SAME_DAY;
	int64_t whole = minutes / 480 - (policy->first_day_counted && !same_day);

	if (!same_day && (minutes == 0 || (policy->first_day_counted && minutes < 480)))
		return rolling(office, sum, minutes);
	for (; whole > 0; whole--)
		if ((day = next_working_day(office, day)) == NOWHERE)
			return NOWHERE;
	end = close_of(office, day);
	if (part > 0) {
		if ((day = next_working_day(office, day)) == NOWHERE)
			return NOWHERE;
		int64_t length = count_open(office, day * 1440, (day + 1) * 1440), need = 0;
		while (need * 480 < length * part)
			need++;
		end = walk(office, day * 1440, need);
	}
	return sum->paused == 0 ? end : walk(office, end, sum->paused);
}

/* Day by day until the same date of the month after, or past its end. */
static int64_t
month_later(const struct office *office, int64_t day)
{
	struct civil from = civil_from_days(office->first_day + (int32_t)day);
	int target = (from.year * 12 + from.month) + 1;

	for (;; day++) {
		struct civil date = civil_from_days(office->first_day + (int32_t)day);
		int month = date.year * 12 + date.month;

		if (month == target && date.day == from.day)
			return day;
		if (month > target)
			return day - 1;
	}
}

static int64_t
calendar_days(const struct office *office, const struct clock_policy *policy, const struct ledger_sum *sum)
{
	int64_t minutes = policy->term.minutes + sum->extension, day = sum->start / 1440, whole = 0;
	bool month = policy->term.unit == TERM_MONTH, same_day = policy->term.unit == TERM_SAME_DAY;

	while (whole * 480 < minutes)
		whole++;
	if (month)
		day = month_later(office, day);
	else if (!same_day && minutes == 0 && sum->paused_days == 0)
		return sum->start;
	day += whole + sum->paused_days;
	if (policy->first_day_counted && !same_day && (month || whole > 0))
		day--;
	while (day < DAYS && close_of(office, day) == NOWHERE)
		day++;
	return day < DAYS ? close_of(office, day) : NOWHERE;
}

static int64_t
reference_due(const struct office *office, const struct clock_policy *policy, const struct ledger_sum *sum)
{
	if (policy->term.unit == TERM_HOUR || policy->term.unit == TERM_MINUTE)
		return rolling(office, sum, policy->term.minutes + sum->extension);
	if (policy->count == CLOCK_CALENDAR_DAYS)
		return calendar_days(office, policy, sum);
	if (policy->count == CLOCK_WORKING_DAYS || policy->term.unit == TERM_SAME_DAY)
		return working_days(office, policy, sum);
	return rolling(office, sum, policy->term.minutes + sum->extension);
}

/* --- a random case --------------------------------------------------------------------------------------------------- */

struct expected {
	int64_t due, first_due, deemed, used, paused, wait_limit;
	enum clock_state state;
	bool beyond;
};

struct scene {
	const struct office *office;
	struct clock_policy policy;
	struct clock_event events[16];
	size_t count;
	int64_t minute; /* of the last event */
	struct ledger_sum sum;
	struct expected expected;
};

static void
random_policy(struct clock_policy *policy)
{
	*policy = clock_policy_default();
	policy->count = (enum clock_count)pick(CLOCK_COUNT__MAX);
	policy->term.unit = (enum term_unit[]){ TERM_SAME_DAY, TERM_HOUR, TERM_DAY, TERM_MONTH }[pick(4)];
	if (policy->term.unit == TERM_MONTH && policy->count != CLOCK_CALENDAR_DAYS)
		policy->term.unit = TERM_DAY;
	policy->term.minutes = pick(8) == 0 ? 0 : pick(5) * 480 + (pick(2) ? pick(480) : 240 * pick(2));
	if (policy->term.unit == TERM_SAME_DAY || policy->term.unit == TERM_MONTH)
		policy->term.minutes = 0;
	if (policy->term.unit == TERM_DAY && policy->count == CLOCK_CALENDAR_DAYS)
		policy->term.minutes -= policy->term.minutes % 480;
	policy->term.months = policy->term.unit == TERM_MONTH;
	policy->first_day_counted = pick(2);
	policy->cutoff = (enum clock_cutoff)pick(CLOCK_CUTOFF__MAX);
	policy->cutoff_minute = (int16_t)(1 + pick(policy->cutoff == CUTOFF_AT ? 1439 : 200));
	policy->start = (enum clock_start)pick(CLOCK_START__MAX);
	policy->pause_reasons = (uint32_t)pick(128) << 1;
	policy->after_supplement = (enum clock_after_supplement)pick(2);
	policy->wait_limit_days = (int16_t)pick(6);
}

/* An event at `scene->minute`, with seconds that the clock must drop. */
static struct clock_event *
event_add(struct scene *scene, enum clock_event_kind kind)
{
	struct clock_event *event = &scene->events[scene->count++];
	int64_t before = scene->count > 1 ? event[-1].at : 0;

	*event = (struct clock_event){ .seq = (int32_t)scene->count, .kind = kind };
	event->at = utc_from_local(scene->office->first_day, 0) + scene->minute * DATE_MINUTE + pick(60) * DATE_SECOND;
	if (event->at < before)
		event->at = before;
	return event;
}

static void
begin(struct scene *scene, int64_t received)
{
	scene->sum = (struct ledger_sum){ .start = deemed(scene->office, &scene->policy, received) };
	scene->expected.deemed = scene->sum.start;
	scene->expected.beyond |= scene->sum.start == NOWHERE;
}

static int64_t
later(int64_t one, int64_t other)
{
	return one > other ? one : other;
}

static void
expect_used(struct scene *scene, int64_t until)
{
	if (until > scene->sum.start)
		scene->expected.used = count_open(scene->office, scene->sum.start, until) - scene->sum.paused;
	else
		scene->expected.used = 0;
}

/* A pause of up to three days; with `open` it is not ended. */
static void
random_pause(struct scene *scene, bool open)
{
	struct clock_event *event = event_add(scene, CLOCK_PAUSE);
	int64_t from = later(scene->minute, scene->sum.start), day = scene->minute / 1440;
	bool supplement, stops;

	event->reason = (enum clock_reason)(1 + pick(CLOCK_REASON__MAX - 1));
	supplement = event->reason == REASON_SUPPLEMENT;
	stops = (scene->policy.pause_reasons >> event->reason & 1) != 0;
	if (open) {
		scene->expected.state = stops ? CLOCK_PAUSED : CLOCK_RUNNING;
		expect_used(scene, stops ? from : scene->minute);
		scene->expected.wait_limit = NOWHERE;
		if (!supplement && event->reason != REASON_FEE)
			return;
		for (int n = 0; n < scene->policy.wait_limit_days && day != NOWHERE; n++)
			day = next_working_day(scene->office, day);
		if (scene->policy.wait_limit_days > 0 && day != NOWHERE)
			scene->expected.wait_limit = close_of(scene->office, day);
		return;
	}
	scene->minute += pick(3 * 1440);
	if (stops) {
		int64_t to = later(scene->minute, from), worked = count_open(scene->office, from, to);

		scene->sum.paused += worked;
		scene->sum.paused_days += to / 1440 - from / 1440;
		scene->expected.paused += worked;
	}
	if (supplement && scene->policy.after_supplement == AFTER_RESTART) {
		event_add(scene, CLOCK_RESTART);
		begin(scene, scene->minute);
	} else {
		event_add(scene, CLOCK_RESUME);
	}
	if (!scene->expected.beyond)
		expect_used(scene, scene->minute);
}

static void
random_scene(struct scene *scene, const struct office *office)
{
	int64_t received;

	*scene = (struct scene){ .office = office, .minute = pick(12 * 1440) };
	random_policy(&scene->policy);
	received = scene->minute;
	if (pick(2)) {
		event_add(scene, CLOCK_INTAKE);
		scene->minute += pick(1440);
		if (scene->policy.start != START_HAND_OVER)
			received = scene->minute;
	}
	event_add(scene, CLOCK_START);
	begin(scene, received);
	scene->expected.state = CLOCK_RUNNING;
	scene->expected.wait_limit = NOWHERE;
	if (scene->expected.beyond)
		return;
	scene->expected.first_due = reference_due(office, &scene->policy, &scene->sum);
	expect_used(scene, scene->minute);
	for (int n = pick(3); n > 0 && !scene->expected.beyond; n--) {
		scene->minute += pick(2 * 1440);
		random_pause(scene, false);
	}
	if (pick(3) == 0 && !scene->expected.beyond) {
		scene->minute += pick(1440);
		struct clock_event *event = event_add(scene, CLOCK_EXTEND);
		event->minutes = 1 + pick(1000);
		scene->sum.extension = event->minutes;
		expect_used(scene, scene->minute);
	}
	if (pick(3) == 0 && !scene->expected.beyond)
		random_pause(scene, true);
}

static bool
awaits_restart(const struct scene *scene)
{
	return scene->expected.state == CLOCK_PAUSED && scene->events[scene->count - 1].reason == REASON_SUPPLEMENT &&
	       scene->policy.after_supplement == AFTER_RESTART;
}

static void
expect_due(struct scene *scene)
{
	scene->expected.due = NOWHERE;
	if (scene->expected.beyond || awaits_restart(scene))
		return;
	scene->expected.due = reference_due(scene->office, &scene->policy, &scene->sum);
	scene->expected.beyond = scene->expected.due == NOWHERE;
}

static int64_t
minute_in(const struct office *office, int64_t instant)
{
	return instant == TIME_NONE ? NOWHERE : office_minute(instant) - (int64_t)office->first_day * 1440;
}

static void
compare(const struct scene *scene, int number)
{
	struct due_result found;
	const struct expected *expected = &scene->expected;
	enum err err = due(&scene->policy, scene->office->calendar, scene->events, scene->count, &found);
	bool same = err == (expected->beyond ? ERR_INVALID : OK);

	if (same && expected->beyond)
		same = found.problem == PROBLEM_BEYOND_CALENDAR;
	else if (same)
		same = minute_in(scene->office, found.due) == expected->due &&
		       minute_in(scene->office, found.first_due) == expected->first_due &&
		       minute_in(scene->office, found.deemed_start) == expected->deemed &&
		       minute_in(scene->office, found.wait_limit) == expected->wait_limit &&
		       found.used_minutes == expected->used && found.paused_minutes == expected->paused &&
		       found.state == expected->state;
	if (!same)
		fail_msg("case %d: err %d, due %lld for %lld, first %lld for %lld, deemed %lld for %lld, wait %lld for "
			 "%lld, "
			 "used %lld for %lld, paused %lld for %lld",
		    number, (int)err, (long long)minute_in(scene->office, found.due), (long long)expected->due,
		    (long long)minute_in(scene->office, found.first_due), (long long)expected->first_due,
		    (long long)minute_in(scene->office, found.deemed_start), (long long)expected->deemed,
		    (long long)minute_in(scene->office, found.wait_limit), (long long)expected->wait_limit,
		    (long long)found.used_minutes, (long long)expected->used, (long long)found.paused_minutes,
		    (long long)expected->paused);
}

static void
due_agrees_with_the_minute_by_minute_reference(void **state)
{
	static struct office office;
	static struct scene scene;
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	int answered = 0;

	(void)state;
	seed = SEED;
	print_message("%d cases, seed 0x%llx\n", CASES, (unsigned long long)SEED);
	for (int i = 0; i < CASES; i++) {
		if (i % PER_OFFICE == 0) {
			arena_reset(arena);
			random_office(arena, &office);
		}
		random_scene(&scene, &office);
		expect_due(&scene);
		compare(&scene, i);
		answered += !scene.expected.beyond;
	}
	print_message("%d with an answer, the others reach beyond their calendar\n", answered);
	assert_true(answered > CASES * 9 / 10);
	arena_free(arena);
}

static void
any_sequence_has_an_answer_or_a_problem(void **state)
{
	static struct office office;
	struct arena *arena = arena_new(ARENA_REQUEST_LIMIT);
	struct clock_policy policy;
	struct clock_event events[6];
	struct due_result found;

	(void)state;
	seed = SEED;
	random_office(arena, &office);
	for (int i = 0; i < CASES; i++) {
		random_policy(&policy);
		for (int e = 0; e < 6; e++)
			events[e] = (struct clock_event){ .seq = e + 1,
				.kind = (enum clock_event_kind)pick(CLOCK_EVENT__MAX + 1),
				.at = utc_from_local(office.first_day, e * 600) + pick(700) * DATE_MINUTE,
				.reason = (enum clock_reason)pick(CLOCK_REASON__MAX + 1),
				.minutes = pick(4) * 240 };
		enum err err = due(&policy, office.calendar, events, (size_t)pick(7), &found);
		assert_true((err == OK) == (found.problem == PROBLEM_NONE));
		assert_true(found.used_minutes >= 0 && found.paused_minutes >= 0);
		assert_true(err == OK || found.problem_seq > 0 || found.problem == PROBLEM_BEYOND_CALENDAR);
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(due_agrees_with_the_minute_by_minute_reference),
		cmocka_unit_test(any_sequence_has_an_answer_or_a_problem),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
