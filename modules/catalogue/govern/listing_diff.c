/* Two lists side by side. See listing_diff.h. */
#include "govern/listing_diff.h"

#include <string.h>

#include "core/memory/arena.h"
#include "govern/listing_store.h"

struct listing_diff *
listing_compare(struct arena *arena, const struct listing_item *was, size_t was_count, const struct listing_item *is,
    size_t is_count, size_t *ret_count)
{
	struct listing_diff *diffs = arena_array(arena, 2 * (was_count + is_count) + 1, sizeof(*diffs));
	size_t i = 0, k = 0, count = 0;

	while (i < was_count || k < is_count) {
		int order = i == was_count ? 1 : k == is_count ? -1 : strcmp(was[i].code, is[k].code);

		if (order < 0) {
			diffs[count++] = (struct listing_diff){ LISTING_REMOVED, &was[i++], NULL };
			continue;
		}
		if (order > 0) {
			diffs[count++] = (struct listing_diff){ LISTING_ADDED, NULL, &is[k++] };
			continue;
		}
		if (strcmp(was[i].name, is[k].name) != 0)
			diffs[count++] = (struct listing_diff){ LISTING_RENAMED, &was[i], &is[k] };
		if (strcmp(was[i].service_level, is[k].service_level) != 0)
			diffs[count++] = (struct listing_diff){ LISTING_LEVEL, &was[i], &is[k] };
		i++;
		k++;
	}
	*ret_count = count;
	return diffs;
}
