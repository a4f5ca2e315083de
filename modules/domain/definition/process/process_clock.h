/*
 * When terms of a process end: over the working time of the agency that has the step, standing still with the legal clock.
 * One place for the work on dossiers and for samples that are walked through. Pure.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_PROCESS_CLOCK_H
#define MOTCUA_DOMAIN_DEFINITION_PROCESS_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/definition/process/process.h"
#include "domain/time/clock.h"

/* By what a step is due: its own term; an opinion that the process gives none is due in three working days. */
const struct process_term *process_step_term(const struct process_step *step);
/* Does that term stand still with the legal clock? An opinion asked of another agency is waited for all the same. */
bool process_step_pauses(const struct process_step *step);

/*
 * The end of a term that begins at `from` and that nothing stops, in microseconds UTC: over the working time of the calendar,
 * or by the clock on the wall for a calendar term (`calendar` is not read then). TIME_NONE: there is no term, or the calendar
 * ends before.
 */
int64_t process_term_after(const struct calendar *calendar, const struct process_term *term, int64_t from);

/*
 * The same of a term that began at `opened_at`, over the ledger of the legal clock. A pause for a reason that stops the legal
 * clock (the policy's, NĐ 61/2018 Điều 19) stops it too; where the law counts the legal term again from the start (RESTART),
 * so does the step. `events`: the ledger, in order. TIME_NONE also while it stands still.
 */
int64_t process_term_end(const struct clock_policy *policy, const struct calendar *calendar,
    const struct clock_event *events, size_t count, int64_t opened_at, const struct process_term *term);

#endif
