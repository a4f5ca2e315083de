/* The watch over deadlines of publication (hạn công bố): each decision of a year, what is late, who was to do it. */
#ifndef MOTCUA_CATALOGUE_DEADLINE_H
#define MOTCUA_CATALOGUE_DEADLINE_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

#define DEADLINE_PATH "/can-bo/danh-muc/han-cong-bo"

extern const struct input deadlines_input, decision_track_input;

/* GET /can-bo/danh-muc/han-cong-bo?nam=&muon=, and the same as a file below /tai-ve */
enum err handle_deadlines(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_deadlines_again(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_deadlines_csv(struct ctx *c, const void *input) MUST_CHECK;
/* POST the same: which track a decision goes */
enum err handle_decision_track(struct ctx *c, const void *input) MUST_CHECK;

#endif
