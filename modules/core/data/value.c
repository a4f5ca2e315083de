/* Values on their way into and out of a statement: C types to MariaDB's binary protocol and back. See enum db_type. */
#include "core/data/db_private.h"

#include <string.h>

enum { SECONDS_A_DAY = 86400, US_A_SECOND = 1000000 };

/* Days since 1970-01-01 of a date of the proleptic Gregorian calendar; March is month 0 so that 29 February is last. */
static int64_t
day_of(int64_t year, int64_t month, int64_t day)
{
	const int64_t shifted = month > 2 ? month - 3 : month + 9;
	const int64_t y = month > 2 ? year : year - 1;
	const int64_t era = (y >= 0 ? y : y - 399) / 400, year_of_era = y - era * 400;
	const int64_t day_of_year = (153 * shifted + 2) / 5 + day - 1;

	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

/* The reverse of day_of. */
static void
date_of(int64_t days, MYSQL_TIME *time)
{
	const int64_t z = days + 719468;
	const int64_t era = (z >= 0 ? z : z - 146096) / 146097, day_of_era = z - era * 146097;
	const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	const int64_t shifted = (5 * day_of_year + 2) / 153;

	time->day = (unsigned)(day_of_year - (153 * shifted + 2) / 5 + 1);
	time->month = (unsigned)(shifted < 10 ? shifted + 3 : shifted - 9);
	time->year = (unsigned)(year_of_era + era * 400 + (time->month <= 2));
}

static void
datetime_of(int64_t microseconds, MYSQL_TIME *time)
{
	int64_t seconds = microseconds / US_A_SECOND, fraction = microseconds % US_A_SECOND, days, rest;

	if (fraction < 0) {
		fraction += US_A_SECOND;
		seconds--;
	}
	days = seconds / SECONDS_A_DAY;
	rest = seconds % SECONDS_A_DAY;
	if (rest < 0) {
		rest += SECONDS_A_DAY;
		days--;
	}
	date_of(days, time);
	time->hour = (unsigned)(rest / 3600);
	time->minute = (unsigned)(rest / 60 % 60);
	time->second = (unsigned)(rest % 60);
	time->second_part = (unsigned long)fraction;
}

static int64_t
microseconds_of(const MYSQL_TIME *time)
{
	const int64_t days = day_of(time->year, time->month, time->day);
	const int64_t seconds = ((int64_t)time->hour * 60 + time->minute) * 60 + time->second;

	return (days * SECONDS_A_DAY + seconds) * US_A_SECOND + (int64_t)time->second_part;
}

void
db_bind_arg(MYSQL_BIND *bind, const struct db_arg *arg, MYSQL_TIME *time, unsigned long *length)
{
	memset(bind, 0, sizeof(*bind));
	if (arg->null) {
		bind->buffer_type = MYSQL_TYPE_NULL;
		return;
	}
	switch (arg->type) {
	case DB_INT:
	case DB_BOOL:
		bind->buffer_type = MYSQL_TYPE_LONGLONG;
		bind->buffer = (void *)(uintptr_t)&arg->value.number; /* the library's binds are not const */
		return;
	case DB_TEXT:
		bind->buffer_type = MYSQL_TYPE_STRING;
		bind->buffer = (void *)(uintptr_t)arg->value.text;
		*length = (unsigned long)strlen(arg->value.text);
		break;
	case DB_BYTES:
		bind->buffer_type = MYSQL_TYPE_BLOB;
		bind->buffer = (void *)(uintptr_t)arg->value.bytes.data;
		*length = (unsigned long)arg->value.bytes.size;
		break;
	case DB_TIME:
	case DB_DATE:
		memset(time, 0, sizeof(*time));
		bind->buffer_type = arg->type == DB_TIME ? MYSQL_TYPE_DATETIME : MYSQL_TYPE_DATE;
		time->time_type = arg->type == DB_TIME ? MYSQL_TIMESTAMP_DATETIME : MYSQL_TIMESTAMP_DATE;
		bind->buffer = time;
		if (arg->type == DB_TIME)
			datetime_of(arg->value.number, time);
		else
			date_of(arg->value.number, time);
		return;
	}
	bind->buffer_length = *length;
	bind->length = length;
}

void
db_bind_column(MYSQL_BIND *bind, enum db_type type, struct db_slot *slot)
{
	memset(bind, 0, sizeof(*bind));
	bind->is_null = &slot->null;
	bind->error = &slot->error;
	bind->length = &slot->length;
	switch (type) {
	case DB_INT:
	case DB_BOOL:
		bind->buffer_type = MYSQL_TYPE_LONGLONG;
		bind->buffer = &slot->number;
		break;
	case DB_TEXT: /* without a buffer: the fetch tells the length, db_read_row takes the content */
		bind->buffer_type = MYSQL_TYPE_STRING;
		break;
	case DB_BYTES: bind->buffer_type = MYSQL_TYPE_BLOB; break;
	case DB_TIME:
		bind->buffer_type = MYSQL_TYPE_DATETIME;
		bind->buffer = &slot->time;
		break;
	case DB_DATE:
		bind->buffer_type = MYSQL_TYPE_DATE;
		bind->buffer = &slot->time;
		break;
	}
}

/* The column's content in the arena, a NUL behind it. */
static bool
read_content(struct db *db, const struct db_prepared *prepared, unsigned index, unsigned char **content)
{
	const struct db_slot *slot = &prepared->slots[index];
	unsigned long length = 0;
	my_bool null = 0, error = 0;
	MYSQL_BIND bind = {
		.buffer_type = prepared->results[index].buffer_type,
		.buffer_length = slot->length,
		.length = &length,
		.is_null = &null,
		.error = &error,
	};

	bind.buffer = *content = arena_alloc(db->arena, slot->length + 1);
	return slot->length == 0 || (mysql_stmt_fetch_column(prepared->handle, &bind, index, 0) == 0 && !error);
}

static bool
read_text(struct db *db, const struct db_prepared *prepared, unsigned index, const char **text)
{
	const struct db_slot *slot = &prepared->slots[index];
	unsigned char *content = NULL;

	*text = NULL;
	if (slot->null)
		return true;
	if (!read_content(db, prepared, index, &content) || memchr(content, '\0', slot->length) != NULL)
		return false;
	*text = (const char *)content;
	return true;
}

static bool
read_bytes(struct db *db, const struct db_prepared *prepared, unsigned index, struct bytes *bytes)
{
	const struct db_slot *slot = &prepared->slots[index];
	unsigned char *content = NULL;

	*bytes = (struct bytes){ NULL, 0 };
	if (slot->null)
		return true;
	if (!read_content(db, prepared, index, &content))
		return false;
	*bytes = (struct bytes){ content, slot->length };
	return true;
}

static bool
is_date(const MYSQL_TIME *time)
{
	return time->year >= 1 && time->month >= 1 && time->month <= 12 && time->day >= 1 && time->day <= 31;
}

static bool
read_column(struct db *db, const struct db_prepared *prepared, unsigned index, unsigned char *row)
{
	const struct db_column *column = &prepared->statement->columns[index];
	const struct db_slot *slot = &prepared->slots[index];
	void *member = row + column->offset;

	switch (column->type) {
	case DB_INT: *(int64_t *)member = slot->null ? DB_NULL_INT : slot->number; return slot->null || !slot->error;
	case DB_BOOL: *(bool *)member = !slot->null && slot->number != 0; return slot->null || !slot->error;
	case DB_TEXT: return read_text(db, prepared, index, member);
	case DB_BYTES: return read_bytes(db, prepared, index, member);
	case DB_TIME:
		*(int64_t *)member = slot->null ? TIME_NONE : microseconds_of(&slot->time);
		return slot->null || is_date(&slot->time);
	case DB_DATE:
		*(int32_t *)member =
		    slot->null ? DATE_NONE : (int32_t)day_of(slot->time.year, slot->time.month, slot->time.day);
		return slot->null || is_date(&slot->time);
	}
	return false;
}

enum err
db_read_row(struct db *db, const struct db_prepared *prepared, void *row)
{
	const struct db_statement *statement = prepared->statement;

	for (unsigned i = 0; i < statement->column_count; i++)
		if (!read_column(db, prepared, i, row))
			return FAILURE(db->failure, ERR_INTERNAL, NULL, NULL,
			    "column %s is not what it must be [%.80s]", statement->columns[i].name, statement->sql);
	return OK;
}
