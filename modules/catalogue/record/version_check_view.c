/* What a version lacks, in words. See version_check.h. */
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "record/version_check.h"
#include "record/version_diff_view.h"

const char *
gap_text(struct arena *arena, const struct messages *messages, const char *language, const struct version_gap *gap)
{
	const char *channel =
	    gap->channel == NULL ? NULL : word_text(arena, messages, language, "channel", "channel", gap->channel);
	const char *parts[] = { gap->case_name, channel, gap->name };
	const char *text = message(messages, language, gap->key), *join = " (";

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (parts[i] == NULL)
			continue;
		text = arena_printf(arena, "%s%s%s", text, join, parts[i]);
		join = ", ";
	}
	return *join == ',' ? arena_printf(arena, "%s)", text) : text;
}

void
gaps_view(struct arena *arena, const struct messages *messages, const char *language, const char *code,
    const struct version_gaps *gaps, struct view *page)
{
	struct view *list = view_list(page, "gaps");

	for (size_t i = 0; i < gaps->count; i++) {
		const struct version_gap *gap = &gaps->items[i];
		struct view *item;

		if (gap->severity == GAP_DECISION)
			continue;
		item = view_item(list);
		view_text(item, "text", gap_text(arena, messages, language, gap));
		view_bool(item, "blocks", gap->severity == GAP_BLOCKS);
		view_url(item, "url", url(arena, "/can-bo/danh-muc/thu-tuc/{}/sua/{}", code, gap->section));
	}
	view_bool(page, "any_gaps", view_count(list) > 0);
	view_bool(page, "any_blocking", gaps->blocking > 0);
}
