/* Dates and moments written out: fixed notations and patterns of the catalogue. See date.h. */
#include "core/locale/date.h"

#include <stddef.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"

struct local_parts {
	struct civil civil;
	int hour, minute, second;
};

static struct local_parts
parts_of(int64_t at)
{
	struct local_time local = local_from_utc(at);
	int64_t within = at % DATE_MINUTE;

	return (struct local_parts){
		.civil = civil_from_days(local.day),
		.hour = local.minute / 60,
		.minute = local.minute % 60,
		.second = (int)((within < 0 ? within + DATE_MINUTE : within) / DATE_SECOND),
	};
}

const char *
date_text(struct arena *arena, int32_t day)
{
	struct civil civil = civil_from_days(day);

	return arena_printf(arena, "%02d/%02d/%04d", civil.day, civil.month, civil.year);
}

const char *
date_iso(struct arena *arena, int32_t day)
{
	struct civil civil = civil_from_days(day);

	return arena_printf(arena, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

const char *
moment_text(struct arena *arena, int64_t at)
{
	struct local_parts parts = parts_of(at);

	return arena_printf(arena, "%02d/%02d/%04d %02d:%02d", parts.civil.day, parts.civil.month, parts.civil.year,
	    parts.hour, parts.minute);
}

const char *
moment_iso(struct arena *arena, int64_t at)
{
	struct local_parts parts = parts_of(at);

	return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d+07:00", parts.civil.year, parts.civil.month,
	    parts.civil.day, parts.hour, parts.minute, parts.second);
}

/* Adds the value of the placeholder that starts at `pattern`; returns its size, 0 if there is none. */
static size_t
add_placeholder(struct buffer *text, const char *pattern, const struct local_parts *parts)
{
	/* clang-format off */
	const struct {
		const char *name;
		int width, value;
	} placeholders[] = {
		{ "{yyyy}", 4,                               parts->civil.year },
		{ "{MM}",   2,                               parts->civil.month },
		{ "{M0}",   parts->civil.month <= 2 ? 2 : 1, parts->civil.month },
		{ "{M}",    1,                               parts->civil.month },
		{ "{dd}",   2,                               parts->civil.day },
		{ "{d}",    1,                               parts->civil.day },
		{ "{HH}",   2,                               parts->hour },
		{ "{H}",    1,                               parts->hour },
		{ "{mm}",   2,                               parts->minute },
		{ "{ss}",   2,                               parts->second },
	};
	/* clang-format on */

	for (size_t i = 0; i < sizeof(placeholders) / sizeof(placeholders[0]); i++) {
		size_t size = strlen(placeholders[i].name);

		if (strncmp(pattern, placeholders[i].name, size) == 0) {
			buffer_printf(text, "%0*d", placeholders[i].width, placeholders[i].value);
			return size;
		}
	}
	return 0;
}

static const char *
format_parts(struct arena *arena, const char *pattern, const struct local_parts *parts)
{
	struct buffer text;

	buffer_init(&text, arena, strlen(pattern) * 4); /* the longest value, a year of 12 characters, is for {yyyy} */
	while (*pattern != '\0') {
		size_t size = *pattern == '{' ? add_placeholder(&text, pattern, parts) : 0;

		if (size == 0)
			buffer_char(&text, *pattern);
		pattern += size == 0 ? 1 : size;
	}
	return text.data;
}

const char *
moment_format(struct arena *arena, const char *pattern, int64_t at)
{
	struct local_parts parts = parts_of(at);

	return format_parts(arena, pattern, &parts);
}

const char *
date_format(struct arena *arena, const char *pattern, int32_t day)
{
	struct local_parts parts = { .civil = civil_from_days(day) };

	return format_parts(arena, pattern, &parts);
}

/* Writes `value` in `width` digits; returns the place behind them. */
static char *
put_digits(char *to, int width, int value)
{
	for (int i = width - 1; i >= 0; i--, value /= 10)
		to[i] = (char)('0' + value % 10);
	return to + width;
}

enum err
moment_compact(int64_t at, char text[COMPACT_SIZE])
{
	struct local_parts parts = parts_of(at);

	if (!civil_valid(parts.civil))
		return ERR_INVALID;
	text = put_digits(text, 4, parts.civil.year);
	text = put_digits(text, 2, parts.civil.month);
	text = put_digits(text, 2, parts.civil.day);
	text = put_digits(text, 2, parts.hour);
	text = put_digits(text, 2, parts.minute);
	text = put_digits(text, 2, parts.second);
	*text = '\0';
	return OK;
}
