/*
 * Papers about the work, printed from its journal: the apology with the new date (mẫu 04, TT 01/2018 and TT 03/2025), the
 * notice that the work was stopped (mẫu 05 of 2025), the receipt that the applicant signs for the result.
 */
#ifndef MOTCUA_WORKFLOW_STEP_PRINT_H
#define MOTCUA_WORKFLOW_STEP_PRINT_H

#include "core/err.h"

struct arena;
struct ctx;
struct view;

MUST_CHECK enum err handle_apology(struct ctx *c, const void *input);
MUST_CHECK enum err handle_stop_notice(struct ctx *c, const void *input);
MUST_CHECK enum err handle_return_receipt(struct ctx *c, const void *input);

struct view *step_apology_sample(struct arena *arena);
struct view *step_stop_notice_sample(struct arena *arena);
struct view *return_receipt_sample(struct arena *arena);

#endif
