/*
 * Numbers and flags from text, strictly: the whole text or ERR_INVALID, overflow noticed, locale ignored.
 * Used wherever text from outside becomes a number; nothing else in the house calls strtol and its kin.
 */
#ifndef MOTCUA_CORE_SYSTEM_PARSE_H
#define MOTCUA_CORE_SYSTEM_PARSE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"

/* -?(0|[1-9][0-9]*) within min and max (so "-0", "+1", "01", " 1" are refused). *number is set only if OK. */
MUST_CHECK enum err parse_i64(const char *text, int64_t min, int64_t max, int64_t *number);

/* 1 to 16 hexadecimal digits of either case. */
MUST_CHECK enum err parse_hex(const char *text, uint64_t *number);

/* "yes" or "no"; also "true"/"false" and "1"/"0", as programs send them. */
MUST_CHECK enum err parse_bool(const char *text, bool *flag);

#endif
