/* A clock policy by example. See edit_explain.h. */
#include "edit/edit_explain.h"

#include "core/locale/date.h"
#include "core/server/ctx.h"
#include "core/view/view.h"
#include "domain/directory/calendar_store.h"
#include "domain/directory/officer_guard.h"
#include "domain/time/clock_explain.h"
#include "domain/time/policy_text.h"

enum { NINE = 9 * 60, DAYS_OF_WEEK = 7 };

static void
add_text(struct view *list, const char *text)
{
	view_text(view_item(list), "text", text);
}

/* The next Monday on which people may file: the example that the law's own commentary uses. */
static int64_t
next_monday(int64_t now)
{
	int32_t today = local_from_utc(now).day;

	return utc_from_local(today + DAYS_OF_WEEK + MONDAY - weekday(today), NINE);
}

enum err
edit_explain(struct ctx *c, const char *text, struct view *page)
{
	struct view *list = view_list(page, "explained");
	struct clock_event events[] = { { .seq = 1, .kind = CLOCK_INTAKE }, { .seq = 2, .kind = CLOCK_START } };
	struct clock_explanation explanation = { NULL, 0 };
	const struct calendar *calendar;
	struct clock_policy policy;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err)
		return err;
	if (*text == '\0' || policy_parse(c->arena, text, &c->failure, &policy)) {
		failure_clear(&c->failure);
		add_text(list, ctx_text(c, "catalogue_edit.explained_none"));
		return OK;
	}
	err = calendar_of_agency(c->db, c->arena, ctx_officer(c)->agency_id, &calendar);
	if (err) {
		failure_clear(&c->failure);
		add_text(list, ctx_text(c, "catalogue_edit.explained_calendar"));
		return err == ERR_UNAVAILABLE ? OK : err;
	}
	events[0].at = events[1].at = next_monday(now);
	/* An impossible term is told in the last line. */
	if (clock_explain(c->arena, &policy, calendar, events, sizeof(events) / sizeof(events[0]), &explanation) !=
		OK &&
	    explanation.count == 0)
		add_text(list, ctx_text(c, "catalogue_edit.explained_none"));
	for (size_t i = 0; i < explanation.count; i++)
		add_text(list, clock_line_text(c->arena, c->messages, c->language, &explanation.lines[i]));
	return OK;
}
