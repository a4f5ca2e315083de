/* One line per event to standard error. See log.h. */
#include "core/system/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/locale/utf8.h"
#include "core/system/clock.h"

enum { LINE_ROOM = 8192, VALUE_LIMIT = 1024 };

static const char *const level_names[] = {
	[LOG_DEBUG] = "debug",
	[LOG_INFO] = "info",
	[LOG_WARNING] = "warning",
	[LOG_ERROR] = "error",
};

/* Set once by log_start, before threads begin. */
static struct {
	const char *module;
	enum log_level least;
} settings = { .module = NULL, .least = LOG_INFO };

/* A line being written: two bytes of the room are kept for the line feed and NUL. */
struct line {
	char *text;
	size_t size, room;
	bool full;
};

void
log_start(const char *module, enum log_level least)
{
	settings.module = module;
	settings.least = least;
}

static void
add(struct line *line, const char *bytes, size_t size)
{
	if (line->full || size > line->room - 2 - line->size) {
		line->full = true;
		return;
	}
	memcpy(line->text + line->size, bytes, size);
	line->size += size;
}

static void
add_text(struct line *line, const char *text)
{
	add(line, text, strlen(text));
}

static void PRINTF_LIKE(2, 3) add_format(struct line *line, const char *format, ...)
{
	char piece[64];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(piece, sizeof(piece), format, args);
	va_end(args);
	add_text(line, piece);
}

static bool
is_plain(const char *value)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:+,@%{}*";
	size_t size = strspn(value, plain);

	return size > 0 && size <= VALUE_LIMIT && value[size] == '\0';
}

/* Adds the character at `text`, escaped if need be; returns the bytes it took. */
static size_t
add_escaped(struct line *line, const char *text, size_t size)
{
	uint32_t point;
	size_t step = utf8_decode(text, size, &point);

	if (*text == '"' || *text == '\\') {
		add_format(line, "\\%c", *text);
		return 1;
	}
	if (step > 0 && utf8_clean(text, step, UTF8_LINE)) {
		add(line, text, step);
		return step;
	}
	step = step == 0 ? 1 : step;
	for (size_t i = 0; i < step; i++)
		add_format(line, "\\x%02X", (unsigned)(unsigned char)text[i]);
	return step;
}

static void
add_value(struct line *line, const char *value)
{
	size_t size = strnlen(value, VALUE_LIMIT + 1);

	if (is_plain(value)) {
		add_text(line, value);
		return;
	}
	add_text(line, "\"");
	for (size_t at = 0; at < size && at < VALUE_LIMIT;)
		at += add_escaped(line, value + at, size - at);
	add_text(line, size > VALUE_LIMIT ? "...\"" : "\"");
}

/* All of it or nothing. */
static void
add_pair(struct line *line, const struct log_pair *pair)
{
	size_t before = line->size;

	add_text(line, " ");
	add_text(line, pair->key);
	add_text(line, "=");
	if (pair->is_number)
		add_format(line, "%lld", (long long)pair->number);
	else
		add_value(line, pair->text != NULL ? pair->text : "");
	if (line->full)
		line->size = before;
	line->full = false;
}

static void
add_time(struct line *line, int64_t at)
{
	time_t seconds = (time_t)(at / 1000000);
	struct tm utc = { 0 };

	(void)gmtime_r(&seconds, &utc);
	add_format(line, "time=%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
	    utc.tm_hour, utc.tm_min, utc.tm_sec, (int)(at % 1000000));
}

size_t
log_line(char *text, size_t room, int64_t at, enum log_level level, const char *event, const struct log_pair *pairs)
{
	struct line line = { .text = text, .room = room };

	add_time(&line, at);
	add_pair(&line, &LOG_TEXT("level", level_names[level]));
	if (settings.module != NULL)
		add_pair(&line, &LOG_TEXT("module", settings.module));
	add_pair(&line, &LOG_TEXT("event", event));
	for (; pairs->key != NULL; pairs++)
		add_pair(&line, pairs);
	text[line.size++] = '\n';
	text[line.size] = '\0';
	return line.size;
}

void
log_pairs(enum log_level level, const char *event, const struct log_pair *pairs)
{
	char line[LINE_ROOM];
	size_t size;
	ssize_t written;

	if (level < settings.least)
		return;
	size = log_line(line, sizeof(line), clock_wall(), level, event, pairs);
	do /* one write per line, so that lines of several threads and processes never mix */
		written = write(STDERR_FILENO, line, size);
	while (written < 0 && errno == EINTR);
}
