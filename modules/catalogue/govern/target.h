/* Targets of plans: which one holds for whom, what it measures, and the page on which the office sets them (chỉ tiêu). */
#ifndef MOTCUA_CATALOGUE_TARGET_H
#define MOTCUA_CATALOGUE_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/input/field.h"

struct agency;
struct ctx;
struct facts;
struct target;

#define TARGET_PATH "/can-bo/danh-muc/lo-trinh/chi-tieu"

/* province, district or commune: the tier at which an agency works. */
const char *target_tier(const struct agency *agency);
/* The target of a kind for an agency: its own, else its tier's, else everybody's; NULL: none. */
const struct target *target_for(
    const struct target *targets, size_t count, const char *kind, const struct agency *agency);

/* Does the kind count in tenths of a percent? */
bool target_is_share(const char *kind);
/* What a target of procedures at a level (level_count, level_share) or of definitions (form_share, process_share) finds. */
struct target_state {
	int64_t part, whole; /* matching procedures, of all those in its scope */
	bool met;
};
bool target_measure(const struct facts *facts, const struct target *target, struct target_state *ret_state);

extern const struct input target_input, targets_input;
/* GET and POST /can-bo/danh-muc/lo-trinh/chi-tieu */
enum err handle_targets(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_target_again(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_target_put(struct ctx *c, const void *input) MUST_CHECK;

#endif
