/* What a check found as a view. See told_view.h. */
#include "rule_design/told_view.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/view.h"
#include "rule_design/rule_page.h"

void
told_view(struct ctx *c, struct view *page, const struct rule_desk *desk, struct definition_problems *problems)
{
	const struct definition_problems none = { 0 };

	view_bool(page, "tried", problems != NULL);
	definition_problems_show(c, DEFINITION_RULE, desk->desk.draft.code, problems != NULL ? problems : &none, page);
}

void
told_lead(struct ctx *c, const struct rule_desk *desk, struct definition_problems *problems, const char *decision,
    size_t row, const char *anchor)
{
	const char *place = rule_place(c->arena, decision, row);
	const char *there = arena_printf(
	    c->arena, "%s#%s", definition_path(c->arena, DEFINITION_RULE, desk->desk.draft.code, "/vi-du"), place);

	for (size_t i = 0; i < problems->count; i++) {
		struct definition_problem *problem = &problems->items[i];

		if ((problem->href != NULL && strcmp(problem->href, there) == 0) ||
		    (problem->also != NULL && strcmp(problem->also, place) == 0))
			problem->href = anchor;
	}
}

void
told_sample(struct view *page)
{
	view_bool(page, "tried", true);
	definition_problems_sample(page);
}
