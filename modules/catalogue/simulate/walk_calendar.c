/* The working calendars that a kept walk carries: a week, and the days that are not like it. See walk_record.h. */
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "domain/time/calendar.h"
#include "simulate/walk_record.h"

/* Before the filing a cut-off may look back a day; after it, terms and waits of a year. */
enum { DAYS_BEFORE = 14, DAYS_AFTER = 400, SHIFTS_TEXT = 64, WEEK_DAYS = 7 };

static const char *
shifts_text(struct arena *arena, const struct day_shifts *day)
{
	struct buffer text;

	buffer_init(&text, arena, SHIFTS_TEXT);
	for (int i = 0; i < day->count; i++)
		buffer_printf(&text, "%s%d-%d", i > 0 ? "," : "", day->shifts[i].from, day->shifts[i].to);
	return text.data;
}

/* The first of the days of that weekday for which nothing special was entered. */
static const char *
usual(struct arena *arena, const struct calendar *calendar, int32_t from, int32_t to, int which)
{
	for (int32_t day = from; day <= to; day++)
		if (weekday(day) == which && calendar_covers(calendar, day) &&
		    calendar_exception_on(calendar, day) == NULL)
			return shifts_text(arena, calendar_shifts(calendar, day));
	return "";
}

static void
keep_days(struct arena *arena, const struct calendar *calendar, int32_t from, int32_t to, struct record_list *ret_week,
    struct record_list *ret_special)
{
	struct walk_weekday_record *week = arena_array(arena, WEEK_DAYS, sizeof(*week));
	struct walk_day_record *special = arena_array(arena, DAYS_BEFORE + DAYS_AFTER + 1, sizeof(*special));
	size_t count = 0;

	for (int i = 0; i < WEEK_DAYS; i++)
		week[i].shifts = usual(arena, calendar, from, to, i + 1);
	for (int32_t day = from; day <= to; day++) {
		const char *shifts = shifts_text(arena, calendar_shifts(calendar, day));

		if (strcmp(shifts, week[weekday(day) - 1].shifts) != 0)
			special[count++] = (struct walk_day_record){ day, shifts };
	}
	*ret_week = (struct record_list){ week, WEEK_DAYS };
	*ret_special = (struct record_list){ special, count };
}

void
walk_calendars_keep(struct arena *arena, const struct walk_given *given, struct walk_given_record *record)
{
	struct walk_place_record *places = arena_array(arena, given->place_count + 1, sizeof(*places));

	record->calendar_from = record->filed_on - DAYS_BEFORE;
	record->calendar_to = record->filed_on + DAYS_AFTER;
	keep_days(arena, given->calendar, record->calendar_from, record->calendar_to, &record->week, &record->special);
	for (size_t i = 0; i < given->place_count; i++) {
		places[i].agency = given->places[i].agency;
		keep_days(arena, given->places[i].calendar, record->calendar_from, record->calendar_to, &places[i].week,
		    &places[i].special);
	}
	record->places = (struct record_list){ places, given->place_count };
}

/* "450-690,810-1050". What is no minute of a day calendar_new refuses. */
static bool
read_shifts(const char *text, struct day_shifts *day)
{
	char *rest;

	*day = (struct day_shifts){ .count = 0 };
	while (*text != '\0') {
		long from = strtol(text, &rest, 10), to;

		if (rest == text || *rest != '-' || day->count == CALENDAR_SHIFTS_MAX)
			return false;
		text = rest + 1;
		to = strtol(text, &rest, 10);
		if (rest == text || (*rest != ',' && *rest != '\0') || from < 0 || from > DAY_MINUTES || to < 0 ||
		    to > DAY_MINUTES)
			return false;
		day->shifts[day->count++] = (struct shift){ (int16_t)from, (int16_t)to };
		text = *rest == ',' ? rest + 1 : rest;
	}
	return true;
}

static enum err
read_days(struct arena *arena, const struct walk_given_record *record, const struct record_list *kept_week,
    const struct record_list *kept_special, struct failure *failure, const struct calendar **ret_calendar)
{
	const struct walk_weekday_record *days = kept_week->items;
	const struct walk_day_record *special = kept_special->items;
	struct calendar_week *week = ARENA_NEW(arena, struct calendar_week);
	struct calendar_exception *exceptions = arena_array(arena, kept_special->count + 1, sizeof(*exceptions));
	const struct calendar_spec spec = { 1, record->calendar_from, record->calendar_to, week, 1, exceptions,
		kept_special->count };
	bool good = kept_week->count == WEEK_DAYS && record->calendar_from != DATE_NONE &&
		    record->calendar_to != DATE_NONE && record->calendar_from >= 0;

	for (size_t i = 0; good && i < WEEK_DAYS; i++)
		good = read_shifts(days[i].shifts, &week->days[i]);
	for (size_t i = 0; good && i < kept_special->count; i++) {
		exceptions[i] = (struct calendar_exception){ .day = special[i].day, .kind = CALENDAR_OWN_SHIFTS };
		good = read_shifts(special[i].shifts, &exceptions[i].shifts);
		if (exceptions[i].shifts.count == 0)
			exceptions[i].kind = CALENDAR_DAY_OFF;
	}
	if (!good)
		return FAILURE(failure, ERR_INVALID, "catalogue_simulate.no_calendar", NULL, "%s", "a kept calendar");
	week->from = record->calendar_from;
	return calendar_new(arena, &spec, failure, ret_calendar);
}

enum err
walk_calendars_read(
    struct arena *arena, const struct walk_given_record *record, struct failure *failure, struct walk_given *given)
{
	const struct walk_place_record *kept = record->places.items;
	struct walk_place *places = arena_array(arena, record->places.count + 1, sizeof(*places));
	enum err err = read_days(arena, record, &record->week, &record->special, failure, &given->calendar);

	for (size_t i = 0; !err && i < record->places.count; i++) {
		places[i].agency = kept[i].agency;
		err = read_days(arena, record, &kept[i].week, &kept[i].special, failure, &places[i].calendar);
	}
	given->places = places;
	given->place_count = record->places.count;
	return err;
}
