/* Reads a calendar's pattern and exceptions and compiles them. See calendar_store.h. */
#include "domain/directory/calendar_store.h"

#include <string.h>

#include "core/data/db.h"

/* One row of the whole calendar: its head, a shift of its week, or an exception, told apart by `part`. */
struct calendar_row {
	const char *part;
	int64_t number, first, second; /* head: -, version; shift: weekday, from, to; exception: pattern weekday */
	int32_t day, last_day;         /* head: validity; exception: the day */
	const char *kind, *reason;
};
static const struct db_column calendar_columns[] = {
	COL(calendar_row, part, DB_TEXT),
	COL(calendar_row, number, DB_INT),
	COL(calendar_row, first, DB_INT),
	COL(calendar_row, second, DB_INT),
	COL(calendar_row, day, DB_DATE),
	COL(calendar_row, last_day, DB_DATE),
	COL(calendar_row, kind, DB_TEXT),
	COL(calendar_row, reason, DB_TEXT),
};

enum { BY_AGENCY, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	/* The nearest ancestor with a calendar, itself first; head, exceptions and shifts in one round trip, in that order. */
	[BY_AGENCY] = { "WITH RECURSIVE line (id, parent_id, calendar_id, depth) AS ("
			"SELECT id, parent_id, calendar_id, 0 FROM agency WHERE id = ? "
			"UNION ALL SELECT agency.id, agency.parent_id, agency.calendar_id, line.depth + 1 "
			"FROM agency JOIN line ON agency.id = line.parent_id "
			"WHERE line.calendar_id IS NULL AND line.depth < 8), "
			"chosen AS (SELECT calendar_id FROM line WHERE calendar_id IS NOT NULL ORDER BY depth LIMIT 1) "
			"SELECT 'a' AS part, calendar.id AS number, calendar.version AS first, 0 AS second, "
			"calendar.valid_from AS day, calendar.valid_to AS last_day, '' AS kind, '' AS reason "
			"FROM chosen JOIN calendar ON calendar.id = chosen.calendar_id "
			"UNION ALL SELECT 'b', pattern_weekday, 0, 0, day, day, kind, reason "
			"FROM chosen JOIN calendar_exception USING (calendar_id) "
			"UNION ALL SELECT 'c', weekday, from_minute, to_minute, NULL, NULL, '', '' "
			"FROM chosen JOIN calendar_shift USING (calendar_id) ORDER BY part, day, number, first",
	    ROW(calendar_columns, calendar_row) },
};
const struct store calendar_store = { "calendar", statements, STATEMENT__MAX };

enum { SHIFTS_MAX = 7 * CALENDAR_SHIFTS_MAX, EXCEPTIONS_MAX = 4000 };

static void
add_shift(const struct calendar_row *row, struct calendar_week *week)
{
	struct day_shifts *day;

	if (row->number < 1 || row->number > 7)
		return;
	day = &week->days[row->number - 1];
	if (day->count < CALENDAR_SHIFTS_MAX)
		day->shifts[day->count++] = (struct shift){ (int16_t)row->first, (int16_t)row->second };
}

static struct calendar_exception
exception_of(const struct calendar_row *row)
{
	struct calendar_exception exception = { .day = row->day, .reason = row->reason };

	exception.kind = strcmp(row->kind, "worked") == 0 ? CALENDAR_LIKE_WEEKDAY : CALENDAR_DAY_OFF;
	if (exception.kind == CALENDAR_LIKE_WEEKDAY)
		exception.weekday = row->number == DB_NULL_INT ? 0 : (int)row->number - 1;
	return exception;
}

enum err
calendar_of_agency(struct db *db, struct arena *arena, int64_t agency_id, const struct calendar **ret_calendar)
{
	struct calendar_week *week = ARENA_NEW(arena, struct calendar_week);
	struct calendar_spec spec = { .weeks = week, .week_count = 1 };
	struct calendar_exception *exceptions;
	const struct calendar_row *row;
	struct db_rows rows;
	enum err err =
	    db_rows(db, &statements[BY_AGENCY], ARGS(INT(agency_id)), 1 + SHIFTS_MAX + EXCEPTIONS_MAX, &rows);

	if (err)
		return err;
	if (rows.count == 0)
		return FAILURE(db_failure(db), ERR_UNAVAILABLE, "calendar.missing", NULL,
		    "agency %lld and its parents have no calendar", (long long)agency_id);
	row = rows.rows;
	exceptions = arena_array(arena, rows.count, sizeof(*exceptions));
	for (size_t i = 1; i < rows.count; i++) {
		if (row[i].part[0] == 'c')
			add_shift(&row[i], week);
		else
			exceptions[spec.exception_count++] = exception_of(&row[i]);
	}
	spec.exceptions = exceptions;
	week->from = row[0].day;
	spec.version = row[0].first;
	spec.first_day = row[0].day;
	spec.last_day = row[0].last_day;
	return calendar_new(arena, &spec, db_failure(db), ret_calendar);
}
