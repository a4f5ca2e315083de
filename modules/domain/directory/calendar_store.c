/* Reads a calendar's pattern and exceptions and compiles them. See calendar_store.h. */
#include "domain/directory/calendar_store.h"

#include <string.h>

#include "core/data/db.h"

struct calendar_row {
	int64_t id, version;
	int32_t valid_from, valid_to;
};
static const struct db_column calendar_columns[] = {
	COL(calendar_row, id, DB_INT),
	COL(calendar_row, version, DB_INT),
	COL(calendar_row, valid_from, DB_DATE),
	COL(calendar_row, valid_to, DB_DATE),
};

struct shift_row {
	int64_t weekday, from_minute, to_minute;
};
static const struct db_column shift_columns[] = {
	COL(shift_row, weekday, DB_INT),
	COL(shift_row, from_minute, DB_INT),
	COL(shift_row, to_minute, DB_INT),
};

struct exception_row {
	int32_t day;
	const char *kind;
	int64_t pattern_weekday;
	const char *reason;
};
static const struct db_column exception_columns[] = {
	COL(exception_row, day, DB_DATE),
	COL(exception_row, kind, DB_TEXT),
	COL(exception_row, pattern_weekday, DB_INT),
	COL(exception_row, reason, DB_TEXT),
};

enum { BY_AGENCY, SHIFTS, EXCEPTIONS, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	/* The nearest ancestor with a calendar, itself first. */
	[BY_AGENCY] = { "WITH RECURSIVE line (id, parent_id, calendar_id, depth) AS ("
			"SELECT id, parent_id, calendar_id, 0 FROM agency WHERE id = ? "
			"UNION ALL SELECT agency.id, agency.parent_id, agency.calendar_id, line.depth + 1 "
			"FROM agency JOIN line ON agency.id = line.parent_id "
			"WHERE line.calendar_id IS NULL AND line.depth < 8) "
			"SELECT calendar.id, calendar.version, calendar.valid_from, calendar.valid_to "
			"FROM line JOIN calendar ON calendar.id = line.calendar_id ORDER BY line.depth LIMIT 1",
	    ROW(calendar_columns, calendar_row) },
	[SHIFTS] = { "SELECT weekday, from_minute, to_minute FROM calendar_shift WHERE calendar_id = ? "
		     "ORDER BY weekday, from_minute",
	    ROW(shift_columns, shift_row) },
	[EXCEPTIONS] = { "SELECT day, kind, pattern_weekday, reason FROM calendar_exception WHERE calendar_id = ? "
			 "ORDER BY day",
	    ROW(exception_columns, exception_row) },
};
const struct store calendar_store = { "calendar", statements, STATEMENT__MAX };

enum { SHIFTS_MAX = 7 * CALENDAR_SHIFTS_MAX, EXCEPTIONS_MAX = 4000 };

/* A day left out would move due dates without a word. */
static enum err
all_of(struct db *db, const struct db_rows *rows, int64_t calendar_id)
{
	return rows->more ? FAILURE(db_failure(db), ERR_INTERNAL, NULL, NULL, "calendar %lld: more than %zu rows",
				(long long)calendar_id, rows->count)
			  : OK;
}

static enum err
read_week(struct db *db, int64_t calendar_id, struct calendar_week *week)
{
	struct db_rows rows;
	const struct shift_row *row;
	enum err err = db_rows(db, &statements[SHIFTS], ARGS(INT(calendar_id)), SHIFTS_MAX, &rows);

	if (err || (err = all_of(db, &rows, calendar_id)))
		return err;
	row = rows.rows;
	for (size_t i = 0; i < rows.count; i++) {
		struct day_shifts *day;

		if (row[i].weekday < 1 || row[i].weekday > 7 ||
		    week->days[row[i].weekday - 1].count == CALENDAR_SHIFTS_MAX)
			return FAILURE(db_failure(db), ERR_INTERNAL, NULL, NULL, "calendar %lld: weekday %lld",
			    (long long)calendar_id, (long long)row[i].weekday);
		day = &week->days[row[i].weekday - 1];
		day->shifts[day->count++] = (struct shift){ (int16_t)row[i].from_minute, (int16_t)row[i].to_minute };
	}
	return OK;
}

static enum err
read_exceptions(struct db *db, struct arena *arena, int64_t calendar_id, struct calendar_spec *spec)
{
	struct calendar_exception *exceptions;
	struct db_rows rows;
	const struct exception_row *row;
	enum err err = db_rows(db, &statements[EXCEPTIONS], ARGS(INT(calendar_id)), EXCEPTIONS_MAX, &rows);

	if (err || (err = all_of(db, &rows, calendar_id)))
		return err;
	row = rows.rows;
	exceptions = arena_array(arena, rows.count + 1, sizeof(*exceptions));
	for (size_t i = 0; i < rows.count; i++) {
		exceptions[i].day = row[i].day;
		exceptions[i].reason = row[i].reason;
		exceptions[i].kind = strcmp(row[i].kind, "worked") == 0 ? CALENDAR_LIKE_WEEKDAY : CALENDAR_DAY_OFF;
		if (exceptions[i].kind == CALENDAR_LIKE_WEEKDAY)
			exceptions[i].weekday =
			    row[i].pattern_weekday == DB_NULL_INT ? 0 : (int)row[i].pattern_weekday - 1;
	}
	spec->exceptions = exceptions;
	spec->exception_count = rows.count;
	return OK;
}

enum err
calendar_of_agency(struct db *db, struct arena *arena, int64_t agency_id, const struct calendar **ret_calendar)
{
	struct calendar_week *week = ARENA_NEW(arena, struct calendar_week);
	struct calendar_spec spec = { .weeks = week, .week_count = 1 };
	struct calendar_row row;
	enum err err = db_row(db, &statements[BY_AGENCY], ARGS(INT(agency_id)), &row);

	if (err == ERR_NOT_FOUND)
		return FAILURE(db_failure(db), ERR_UNAVAILABLE, "calendar.missing", NULL,
		    "agency %lld and its parents have no calendar", (long long)agency_id);
	if (err || (err = read_week(db, row.id, week)) || (err = read_exceptions(db, arena, row.id, &spec)))
		return err;
	week->from = row.valid_from;
	spec.version = row.version;
	spec.first_day = row.valid_from;
	spec.last_day = row.valid_to;
	return calendar_new(arena, &spec, db_failure(db), ret_calendar);
}
