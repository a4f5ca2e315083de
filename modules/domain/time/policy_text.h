/*
 * A clock policy as one line of text, as the catalogue keeps it and each dossier keeps its copy:
 *   count=working_days; term=3 ngày làm việc; first_day=no; cutoff=at 15:00; start=acceptance;
 *   pause=supplement,fee; after=restart; wait=15; extensions=1
 * Members that are absent have the value of clock_policy_default. Pure.
 */
#ifndef MOTCUA_DOMAIN_TIME_POLICY_TEXT_H
#define MOTCUA_DOMAIN_TIME_POLICY_TEXT_H

#include <stddef.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "domain/time/clock.h"

#define POLICY_TEXT_MAX 500 /* bytes; the column's size in characters is the same */

/* ERR_INVALID with clock.policy_text (an unknown or repeated member, a bad value) or a key of clock_policy_check. */
MUST_CHECK enum err policy_parse(
    struct arena *arena, const char *text, struct failure *failure, struct clock_policy *ret_policy);
/* The line that policy_parse reads back as the same policy. */
const char *policy_format(struct arena *arena, const struct clock_policy *policy);

#endif
