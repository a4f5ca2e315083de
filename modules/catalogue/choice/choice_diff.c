/* See choice_diff.h. */
#include "choice/choice_diff.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/none.h"

const char *const choice_change_names[CHOICE_CHANGE__MAX] = { "added", "removed", "renamed", "moved", "ended" };

static int
by_value(const void *one, const void *other)
{
	return strcmp(
	    (*(const struct choice_item *const *)one)->value, (*(const struct choice_item *const *)other)->value);
}

static const struct choice_item **
sorted(struct arena *arena, const struct choice_item *items, size_t count)
{
	const struct choice_item **found = arena_array(arena, count + 1, sizeof(*found));

	for (size_t i = 0; i < count; i++)
		found[i] = &items[i];
	qsort(found, count, sizeof(*found), by_value);
	return found;
}

static bool
lasts(const struct choice_item *item, int32_t today)
{
	return item != NULL && (item->to_day == DATE_NONE || item->to_day >= today);
}

/* CHOICE_CHANGE__MAX: it is the same. */
static enum choice_change_kind
kind_of(const struct choice_item *ours, const struct choice_item *theirs, int32_t today)
{
	const bool was = lasts(ours, today), will = lasts(theirs, today);

	if (!was || !will)
		return will ? CHOICE_ADDED : was && ours->to_day == DATE_NONE ? CHOICE_REMOVED : CHOICE_CHANGE__MAX;
	return strcmp(ours->label, theirs->label) != 0     ? CHOICE_RENAMED
	       : strcmp(ours->parent, theirs->parent) != 0 ? CHOICE_MOVED
	       : ours->to_day != theirs->to_day            ? CHOICE_ENDED
							   : CHOICE_CHANGE__MAX;
}

size_t
choice_diff(struct arena *arena, const struct choice_item *ours, size_t our_count, const struct choice_item *theirs,
    size_t their_count, int32_t today, const struct choice_change **ret_changes)
{
	const struct choice_item **a = sorted(arena, ours, our_count), **b = sorted(arena, theirs, their_count);
	struct choice_change *changes = arena_array(arena, our_count + their_count + 1, sizeof(*changes));
	size_t i = 0, k = 0, count = 0;

	while (i < our_count || k < their_count) {
		const int order = i == our_count ? 1 : k == their_count ? -1 : strcmp(a[i]->value, b[k]->value);
		const struct choice_item *our = order <= 0 ? a[i++] : NULL, *their = order >= 0 ? b[k++] : NULL;
		const enum choice_change_kind kind = kind_of(our, their, today);

		if (kind != CHOICE_CHANGE__MAX)
			changes[count++] = (struct choice_change){ kind, our, their };
	}
	*ret_changes = changes;
	return count;
}
