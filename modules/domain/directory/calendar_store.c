/* Reads a calendar's pattern and exceptions and compiles them. See calendar_store.h. */
#include "domain/directory/calendar_store.h"

#include <inttypes.h>
#include <pthread.h>
#include <string.h>

#include "core/data/db.h"
#include "core/memory/buffer.h"

/* One row of the whole calendar: its head, a shift of its week, or an exception, told apart by `part`. */
struct calendar_row {
	const char *part;
	int64_t number, first, second; /* head: stamp, version; shift: weekday, from, to; exception: pattern weekday */
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
	/*
	 * The nearest ancestor with a calendar, itself first; head, exceptions and shifts in one round trip, in that order. Of a
	 * calendar whose stamp is among those of the last argument, separated by commas, the head alone.
	 */
	[BY_AGENCY] = { "WITH RECURSIVE line (id, parent_id, calendar_id, depth) AS ("
			"SELECT id, parent_id, calendar_id, 0 FROM agency WHERE id = ? "
			"UNION ALL SELECT agency.id, agency.parent_id, agency.calendar_id, line.depth + 1 "
			"FROM agency JOIN line ON agency.id = line.parent_id "
			"WHERE line.calendar_id IS NULL AND line.depth < 8), "
			"chosen AS (SELECT calendar_id, stamp, FIND_IN_SET(stamp, ?) > 0 AS known FROM line "
			"JOIN calendar_stamp USING (calendar_id) ORDER BY depth LIMIT 1) "
			"SELECT 'a' AS part, chosen.stamp AS number, calendar.version AS first, 0 AS second, "
			"calendar.valid_from AS day, calendar.valid_to AS last_day, '' AS kind, '' AS reason "
			"FROM chosen JOIN calendar ON calendar.id = chosen.calendar_id "
			"UNION ALL SELECT 'b', pattern_weekday, 0, 0, day, day, kind, reason "
			"FROM chosen JOIN calendar_exception USING (calendar_id) WHERE NOT known "
			"UNION ALL SELECT 'c', weekday, from_minute, to_minute, NULL, NULL, '', '' "
			"FROM chosen JOIN calendar_shift USING (calendar_id) WHERE NOT known "
			"ORDER BY part, day, number, first",
	    ROW(calendar_columns, calendar_row) },
};
const struct store calendar_store = { "calendar", statements, STATEMENT__MAX };

enum { SHIFTS_MAX = 7 * CALENDAR_SHIFTS_MAX, EXCEPTIONS_MAX = 4000 };
/* More than a calendar of CALENDAR_DAYS_MAX days with as many exceptions as are read. */
enum { LASTING_BYTES = 8 << 20 };

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

/* The head's row first, then the others, into a calendar of that arena. */
static enum err
compile(struct arena *arena, const struct db_rows *rows, struct failure *failure, const struct calendar **ret_calendar)
{
	const struct calendar_row *row = rows->rows;
	struct calendar_week *week = ARENA_NEW(arena, struct calendar_week);
	struct calendar_exception *exceptions = arena_array(arena, rows->count, sizeof(*exceptions));
	struct calendar_spec spec = { .weeks = week, .week_count = 1, .exceptions = exceptions };

	for (size_t i = 1; i < rows->count; i++) {
		if (row[i].part[0] == 'c')
			add_shift(&row[i], week);
		else
			exceptions[spec.exception_count++] = exception_of(&row[i]);
	}
	week->from = row[0].day;
	spec.version = row[0].first;
	spec.first_day = row[0].day;
	spec.last_day = row[0].last_day;
	return calendar_new(arena, &spec, failure, ret_calendar);
}

/* --- what this process keeps ------------------------------------------------------------------------------------------- */

/*
 * Compiled calendars by their stamp, for as long as the process lives: others may be reading them. Beyond the last place
 * nothing more is kept, and each request compiles its own.
 */
enum { KEPT_MAX = 32 };
static struct kept_calendar {
	int64_t stamp;
	const struct calendar *calendar;
	struct arena *arena; /* that it lives in */
} kept[KEPT_MAX];
static size_t kept_count;
static pthread_mutex_t kept_lock = PTHREAD_MUTEX_INITIALIZER;

/* "stamp,stamp". Nothing is allocated under the lock: a request over its memory would leave it locked. */
static const char *
kept_stamps(struct arena *arena)
{
	int64_t stamps[KEPT_MAX];
	struct buffer list;
	size_t count;

	(void)pthread_mutex_lock(&kept_lock);
	count = kept_count;
	for (size_t i = 0; i < count; i++)
		stamps[i] = kept[i].stamp;
	(void)pthread_mutex_unlock(&kept_lock);
	buffer_init(&list, arena, (size_t)KEPT_MAX * 24);
	for (size_t i = 0; i < count; i++)
		buffer_printf(&list, "%s%" PRId64, i > 0 ? "," : "", stamps[i]);
	return list.data;
}

static const struct calendar *
kept_calendar(int64_t stamp)
{
	const struct calendar *found = NULL;

	(void)pthread_mutex_lock(&kept_lock);
	for (size_t i = 0; i < kept_count && found == NULL; i++)
		if (kept[i].stamp == stamp)
			found = kept[i].calendar;
	(void)pthread_mutex_unlock(&kept_lock);
	return found;
}

/* Another thread may have kept the same a moment before: then both stay. */
static bool
keep(int64_t stamp, const struct calendar *calendar, struct arena *arena)
{
	bool room;

	(void)pthread_mutex_lock(&kept_lock);
	room = kept_count < KEPT_MAX;
	if (room)
		kept[kept_count++] = (struct kept_calendar){ stamp, calendar, arena };
	(void)pthread_mutex_unlock(&kept_lock);
	return room;
}

/* Compiled for as long as the process lives, if there is room; else for this request. */
static enum err
compile_and_keep(struct arena *arena, const struct db_rows *rows, struct failure *failure, const struct calendar **ret)
{
	const struct calendar_row *head = rows->rows;
	struct arena *lasting = arena_new(LASTING_BYTES);
	enum err err = compile(lasting, rows, failure, ret);

	if (!err && keep(head->number, *ret, lasting))
		return OK;
	arena_free(lasting);
	return err ? err : compile(arena, rows, failure, ret);
}

enum err
calendar_of_agency(struct db *db, struct arena *arena, int64_t agency_id, const struct calendar **ret_calendar)
{
	const struct calendar_row *head;
	struct db_rows rows;
	enum err err = db_rows(db, &statements[BY_AGENCY], ARGS(INT(agency_id), TEXT(kept_stamps(arena))),
	    1 + SHIFTS_MAX + EXCEPTIONS_MAX, &rows);

	if (err)
		return err;
	if (rows.count == 0)
		return FAILURE(db_failure(db), ERR_UNAVAILABLE, "calendar.missing", NULL,
		    "agency %lld and its parents have no calendar", (long long)agency_id);
	head = rows.rows;
	*ret_calendar = kept_calendar(head->number);
	return *ret_calendar != NULL ? OK : compile_and_keep(arena, &rows, db_failure(db), ret_calendar);
}
