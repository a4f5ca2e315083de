/*
 * The terms of steps beside the legal clock: while it stands still nobody is late with a step. Pure.
 */
#ifndef MOTCUA_WORKFLOW_STEP_CLOCK_H
#define MOTCUA_WORKFLOW_STEP_CLOCK_H

#include <stddef.h>
#include <stdint.h>

#include "domain/definition/process/process.h"
#include "domain/time/clock.h"

/*
 * When the term of a step that was opened at `opened_at` has passed, in microseconds UTC: over the working time of the
 * calendar, or by the clock on the wall for a calendar term. A pause for a reason that stops the legal clock (the policy's,
 * NĐ 61/2018 Điều 19) stops it too; where the law counts the legal term again from the start (RESTART), so does the step.
 * `events`: the ledger, in order. TIME_NONE: it stands still now, the term is none, or the calendar ends before.
 */
int64_t step_term_end(const struct clock_policy *policy, const struct calendar *calendar,
    const struct clock_event *events, size_t count, int64_t opened_at, const struct process_term *term);

#endif
