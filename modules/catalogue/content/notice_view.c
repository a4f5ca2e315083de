/* Views of the list and the editor of notices. See notice_view.h. */
#include "content/notice_view.h"

#include <string.h>

#include "content/act_store.h"
#include "content/content.h"
#include "content/desk.h"
#include "content/markup.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"

enum { BODY_MOST = 10000, BODY_ROWS = 6, HOUR = 60 };

static void
add_row(struct ctx *c, struct view *rows, const struct notice *n)
{
	struct view *row = view_item(rows);
	struct view *cells;

	view_text(row, "label", n->title);
	view_url(row, "url", url(c->arena, NOTICES_PATH "/{}", n->code));
	cells = view_list(row, "cells");
	desk_add_cell(c, cells, "catalogue_content.notice_kind",
	    desk_text(c, arena_printf(c->arena, "catalogue_content.notice_kind_%s", n->kind)));
	desk_add_cell(c, cells, "catalogue_content.starts", moment_text(c->arena, n->starts_at));
	desk_add_cell(c, cells, "catalogue_content.ends", moment_text(c->arena, n->ends_at));
	desk_state(c, row, n->state);
	view_bool(row, "late", false);
}

struct view *
notices_view(struct ctx *c, const struct notice *notices, size_t count, bool more)
{
	static const char *const columns[] = { "catalogue_content.title", "catalogue_content.notice_kind",
		"catalogue_content.starts", "catalogue_content.ends" };
	struct view *page = view_object(c->arena), *list;
	bool writes = c->principal == NULL || desk_may_write(ctx_officer(c), DB_NULL_INT);

	desk_page(c, page, desk_text(c, "catalogue_content.notices"), NOTICES_PATH, NULL);
	view_url(page, "new_url", writes ? NOTICES_PATH "/moi" : NULL);
	view_text(page, "new_label", desk_text(c, "catalogue_content.new_notice"));
	(void)view_list(page, "filters");
	view_bool(page, "has_filters", false);
	list = view_list(page, "columns");
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		view_item_text(list, desk_text(c, columns[i]));
	list = view_list(page, "rows");
	for (size_t i = 0; i < count; i++)
		add_row(c, list, &notices[i]);
	view_bool(page, "any", count > 0);
	view_url(page, "next_url",
	    more ? url_query_add(c->arena, arena_strdup(c->arena, NOTICES_PATH), "sau", notices[count - 1].code)
		 : NULL);
	return page;
}

/* A day and a time of that day. */
static void
add_moment(struct ctx *c, struct view *fields, const char *day, const char *time, const char *label, const char *clock,
    int64_t at)
{
	struct local_time local = { DATE_NONE, 0 };

	if (at != TIME_NONE)
		local = local_from_utc(at);
	desk_add_date(c, fields, &(struct desk_field){ day, label }, local.day);
	desk_add_text(c, fields,
	    &(struct desk_field){ time, clock, "catalogue_content.time_hint",
		at != TIME_NONE ? arena_printf(c->arena, "%02d:%02d", local.minute / HOUR, local.minute % HOUR) : NULL,
		.width = "5" });
}

static void
add_fields(struct ctx *c, struct view *page, const struct notice *n)
{
	struct view *fields = view_list(page, "fields");

	desk_add_choice(c, fields, "kind", "catalogue_content.notice_kind", notice_kinds, n->kind);
	desk_add_text(c, fields, &(struct desk_field){ "title", "catalogue_content.title", NULL, n->title });
	desk_add_text(c, fields,
	    &(struct desk_field){
		"services", "catalogue_content.services", "catalogue_content.services_hint", n->services });
	add_moment(c, fields, "from_day", "from_time", "catalogue_content.from_day", "catalogue_content.from_time",
	    n->starts_at);
	add_moment(c, fields, "to_day", "to_time", "catalogue_content.to_day", "catalogue_content.to_time", n->ends_at);
	desk_add_text(c, fields,
	    &(struct desk_field){
		"body", "catalogue_content.body", "catalogue_content.body_hint", n->body, BODY_ROWS, BODY_MOST });
}

struct view *
notice_edit_view(struct ctx *c, const struct notice *n, bool may_write, bool preview, const char *done)
{
	struct view *page = view_object(c->arena), *acts, *facts, *shown;
	const char *action =
	    n->id != 0 ? url(c->arena, NOTICES_PATH "/{}", n->code) : (const char *)NOTICES_PATH "/moi";

	desk_page(c, page, n->id != 0 ? n->title : desk_text(c, "catalogue_content.new_notice"), NOTICES_PATH, done);
	view_url(page, "back_url", NOTICES_PATH);
	facts = view_list(page, "facts");
	view_bool(page, "has_facts", n->id != 0);
	part_row(facts, desk_text(c, "catalogue_content.editor"), n->editor_name, NULL);
	view_text(page, "state", NULL);
	view_text(page, "asked", NULL);
	desk_form(c, page, may_write ? action : NULL, n->version, true);
	add_fields(c, page, n);
	acts = desk_acts(page);
	view_text(page, "preview", NULL);
	view_bool(page, "has_history", false);
	if (n->id != 0 || preview) {
		shown = view_child(page, "preview");
		view_text(shown, "title", again_typed(c, "title", n->title));
		view_text(shown, "summary", again_typed(c, "services", n->services));
		markup_view(c->arena, shown, again_typed(c, "body", n->body), 2);
	}
	if (n->id == 0)
		return page;
	desk_state(c, page, n->state);
	if (may_write && strcmp(n->state, "published") == 0)
		(void)desk_add_act(c, acts, "catalogue_content.end_notice",
		    url(c->arena, NOTICES_PATH "/{}/go", n->code), n->version, true);
	else if (may_write)
		(void)desk_add_act(c, acts, "catalogue_content.publish",
		    url(c->arena, NOTICES_PATH "/{}/dang", n->code), n->version, false);
	return page;
}

static const struct notice sample = { 1, "TB-1", "planned", "published", "sample", "sample", "sample", 0, 1, "officer",
	0, 0, 1 };

struct view *
notices_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };

	return notices_view(&c, &sample, 1, true);
}

struct view *
notice_edit_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct content_act act = { "notice", 1, "edit", 0, 1, "officer", "title", "text" };
	struct view *page = notice_edit_view(&c, &sample, true, true, "catalogue_content.saved");

	desk_show_history(&c, page, &act, 1);
	return page;
}
