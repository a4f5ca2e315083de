/*
 * The due date explained, line by line, for the citizen's page, the officer and a court: why this day and not another.
 * Lines are keys of the message catalogue (www/messages/<lang>/clock.json) with typed arguments; whoever shows them
 * renders them, or has clock_line_text do it. No text lives here.
 */
#ifndef MOTCUA_DOMAIN_TIME_CLOCK_EXPLAIN_H
#define MOTCUA_DOMAIN_TIME_CLOCK_EXPLAIN_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "domain/time/clock.h"

struct arena;
struct messages;

enum clock_argument_kind {
	ARGUMENT_TEXT,    /* `text`, as entered by people: to be escaped like any other */
	ARGUMENT_KEY,     /* `text` is itself a key of the catalogue */
	ARGUMENT_NUMBER,  /* `number` */
	ARGUMENT_DATE,    /* `number`: microseconds UTC, shown as weekday and date */
	ARGUMENT_TIME,    /* `number`: microseconds UTC, shown as time, weekday and date */
	ARGUMENT_CLOCK,   /* `number`: minute of the day, shown as 15:00 */
	ARGUMENT_MINUTES, /* `number`: working minutes, shown as days, hours and minutes of 480 a day */
	ARGUMENT_MONTHS,  /* `number` */
};

struct clock_argument {
	const char *name; /* as between braces in the message */
	enum clock_argument_kind kind;
	const char *text;
	int64_t number;
};

#define CLOCK_LINE_ARGUMENTS_MAX 4

struct clock_line {
	const char *key;
	int argument_count;
	struct clock_argument arguments[CLOCK_LINE_ARGUMENTS_MAX];
};

#define CLOCK_LINES_MAX 200 /* a longer story ends with clock.more */

struct clock_explanation {
	const struct clock_line *lines;
	size_t count;
};

/*
 * Runs due() again and tells how it came to its answer: receipt, cut-off, term and way of counting, every day off and
 * make-up day on the way, pauses, restarts, extensions, the due date. The error is that of due(), told in a last line.
 */
MUST_CHECK enum err clock_explain(struct arena *arena, const struct clock_policy *policy,
    const struct calendar *calendar, const struct clock_event *events, size_t count, struct clock_explanation *ret);

/* The line in words, as plain text: not escaped. Lives in the arena. */
const char *clock_line_text(struct arena *arena, const struct messages *messages, const char *language,
    const struct clock_line *line) __attribute__((returns_nonnull));

#endif
