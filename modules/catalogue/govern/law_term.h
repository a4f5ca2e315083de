/* Is what we promise longer than what the law allows? Compares the terms of a procedure's channels with the law's. Pure. */
#ifndef MOTCUA_CATALOGUE_LAW_TERM_H
#define MOTCUA_CATALOGUE_LAW_TERM_H

#include <stdbool.h>

#include "core/err.h"

struct arena;

/* May `term` ("15 ngày làm việc") stand as the law's term counted so (working_days, calendar_days)? ERR_INVALID if not. */
enum err law_term_check(struct arena *arena, const char *term, const char *count) MUST_CHECK;

/*
 * True if one of the clock policies, one a line, is longer. Calendar days against working days: seven for five, which is how
 * plans of administrations convert them; a month is thirty days. A policy that cannot be read is not longer.
 */
bool law_term_exceeded(struct arena *arena, const char *term, const char *count, const char *policies);

#endif
