/*
 * The log: one line per event, `key=value` words, written to standard error in one piece (journald or a file keeps it).
 * Values are escaped, so that nothing from outside can forge a line. Never log form values, names of persons, identity
 * numbers, tokens or codes: references (dossier code, account id, request id) are enough.
 */
#ifndef MOTCUA_CORE_SYSTEM_LOG_H
#define MOTCUA_CORE_SYSTEM_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };

/* One key=value; made by the macros below. */
struct log_pair {
	const char *key;  /* NULL ends the list */
	const char *text; /* NULL counts as empty */
	int64_t number;
	bool is_number;
};
#define LOG_TEXT(name, value) ((struct log_pair){ (name), (value), 0, false })
#define LOG_INT(name, value)  ((struct log_pair){ (name), NULL, (int64_t)(value), true })
#define LOG_END               ((struct log_pair){ NULL, NULL, 0, false })

/* Names the process in every line (text that lives on) and drops events below `least`. Before it: no name, LOG_INFO. */
void log_start(const char *module, enum log_level least);

/* log_event(LOG_INFO, "job_done", LOG_TEXT("job", name), LOG_INT("rows", n)); at least one pair. Thread-safe. */
#define log_event(level, event, ...) log_pairs((level), (event), (const struct log_pair[]){ __VA_ARGS__, LOG_END })
void log_pairs(enum log_level level, const char *event, const struct log_pair *pairs);

/*
 * The line that log_pairs writes for an event at `at` (microseconds UTC), line feed and NUL included; returns its size.
 * A value is bare if it is one plain word, else in double quotes; `"` and `\` are escaped by `\`; control characters,
 * line separators, bidirectional controls and bytes that are not valid UTF-8 become \xNN; values are cut after 1024
 * bytes, and pairs that do not fit in `room` are left out. `room` is at least 128.
 */
size_t log_line(
    char *line, size_t room, int64_t at, enum log_level level, const char *event, const struct log_pair *pairs);

#endif
