/* Words and frame of the room's pages. See agency_text.h. */
#include "agency/agency_text.h"

#include "agency/tree_page.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"

const char *const agency_tiers[] = { "province", "centre", "department", "vertical", "district", "commune", "section",
	NULL };

const char *
agency_text(const struct ctx *c, const char *key)
{
	return ctx_text(c, arena_printf(c->arena, "catalogue_agency.%s", key));
}

const char *
agency_format(struct ctx *c, const char *key, const char *name, const char *value)
{
	return message_format(c->arena, c->messages, c->language, arena_printf(c->arena, "catalogue_agency.%s", key),
	    MESSAGE_ARGUMENTS({ name, value }));
}

const char *
agency_tier(const struct ctx *c, const char *tier)
{
	return agency_text(c, arena_printf(c->arena, "tiers.%s", tier));
}

struct page
agency_page(struct ctx *c, const char *title, const char *back)
{
	struct page page = page_new(c, agency_text(c, title), AGENCIES_PATH, back);

	page.words = "catalogue_agency";
	return page;
}
