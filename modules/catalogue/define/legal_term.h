/* How long the steps of a process may take together under the clock policy of a procedure. Pure. */
#ifndef MOTCUA_CATALOGUE_DEFINE_LEGAL_TERM_H
#define MOTCUA_CATALOGUE_DEFINE_LEGAL_TERM_H

#include <stdbool.h>
#include <stdint.h>

struct clock_policy;

/*
 * The legal term in the minutes of struct process_term: working minutes (480 a day), or of calendar days (1,440) where the steps
 * are counted so. Where the law and the steps count differently, seven calendar days stand for five working days, which is
 * how plans of administrations convert them; a month is thirty days; a result of the same day is one working day.
 */
int64_t legal_term_minutes(const struct clock_policy *policy, bool calendar_steps);

#endif
