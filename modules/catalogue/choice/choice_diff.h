/* Two lists of choices held against each other: what the last word on each choice is. Pure. */
#ifndef MOTCUA_CATALOGUE_CHOICE_DIFF_H
#define MOTCUA_CATALOGUE_CHOICE_DIFF_H

#include <stddef.h>
#include <stdint.h>

#include "choice/choice_write_store.h"

struct arena;

enum choice_change_kind {
	CHOICE_ADDED,
	CHOICE_REMOVED,
	CHOICE_RENAMED,
	CHOICE_MOVED, /* it hangs on another choice of the list above */
	CHOICE_ENDED, /* its last day is another one */
	CHOICE_CHANGE__MAX
};
struct choice_change {
	enum choice_change_kind kind;
	const struct choice_item *ours;   /* NULL: never had; of one added it may be one that ended long ago */
	const struct choice_item *theirs; /* NULL: they never had it */
};
/* "added", "removed", "renamed", "moved", "ended" */
extern const char *const choice_change_names[CHOICE_CHANGE__MAX];

/*
 * From ours to theirs, by value, one for each choice. Each side has a choice at most once: as choice_last reads it. What ended
 * before `today` is as good as not there, and what ours ends later need not be removed. Since when a choice has been there says
 * nothing, nor does the order.
 */
size_t choice_diff(struct arena *arena, const struct choice_item *ours, size_t our_count,
    const struct choice_item *theirs, size_t their_count, int32_t today, const struct choice_change **ret_changes);

#endif
