/* The page of an act. See act_page.h. */
#include "version/act_page.h"

#include "core/memory/arena.h"
#include "core/server/again.h"
#include "core/server/ctx.h"

struct page
act_page_new(struct ctx *c, const struct act_page *of, struct view **ret_fields)
{
	const char *name = version_act_name(of->act);
	const char *title = ctx_text(c, arena_printf(c->arena, "%s.act.%s", of->words, name));
	struct page page = page_new(c, title, of->navigation, of->back);

	page.words = of->words;
	page_lead(&page, arena_printf(c->arena, "%s – %s", of->code, of->name));
	page_lead(&page, page_text(&page, arena_printf(c->arena, "act_lead.%s", name)));
	*ret_fields = page_form(
	    &page, &(struct page_form){ .title = title, .action = of->action, .button = title, .version = -1 });
	page_hidden(
	    *ret_fields, "version", again_typed(c, "version", arena_printf(c->arena, "%lld", (long long)of->version)));
	return page;
}
