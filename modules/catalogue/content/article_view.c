/* Views of the list and the editor of articles. See article_view.h. */
#include "content/article_view.h"

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

enum { TITLE_MOST = 300, SUMMARY_MOST = 1000, BODY_MOST = 40000, BODY_ROWS = 20, SUMMARY_ROWS = 3 };

static const char *
list_path(const char *kind)
{
	return strcmp(kind, "guide") == 0 ? GUIDES_PATH : ARTICLES_PATH;
}

static void
add_filters(struct ctx *c, struct view *page, const char *path, const char *state)
{
	static const char *const states[] = { NULL, "draft", "published" };
	struct view *filters = view_list(page, "filters");

	view_bool(page, "has_filters", true);
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		struct view *filter = view_item(filters);

		view_text(filter, "label",
		    desk_text(c, states[i] == NULL ? "catalogue_content.all"
						   : arena_printf(c->arena, "catalogue_content.state_%s", states[i])));
		view_url(filter, "url", url_query_add(c->arena, arena_strdup(c->arena, path), "trang-thai", states[i]));
		view_bool(filter, "current",
		    state == states[i] || (state != NULL && states[i] != NULL && strcmp(state, states[i]) == 0));
	}
}

static void
add_row(struct ctx *c, struct view *rows, const struct article *article)
{
	struct view *row = view_item(rows);
	struct view *cells;

	view_text(row, "label", article->title);
	view_url(row, "url", url(c->arena, ARTICLES_PATH "/{}", article->slug));
	cells = view_list(row, "cells");
	desk_add_cell(c, cells, "catalogue_content.agency",
	    article->agency_name != NULL ? article->agency_name : desk_text(c, "catalogue_content.province"));
	desk_add_cell(c, cells, "catalogue_content.editor", article->editor_name);
	desk_add_cell(c, cells, "catalogue_content.updated", moment_text(c->arena, article->updated_at));
	desk_state(c, row, article->state);
	view_bool(row, "late", false);
}

struct view *
articles_view(
    struct ctx *c, const char *kind, const char *state, const struct article *articles, size_t count, bool more)
{
	static const char *const columns[] = { "catalogue_content.title", "catalogue_content.agency",
		"catalogue_content.editor", "catalogue_content.updated" };
	bool guides = strcmp(kind, "guide") == 0;
	const char *path = list_path(kind);
	struct view *page = view_object(c->arena), *list;
	bool writes = c->principal == NULL || desk_may_begin(ctx_officer(c));

	desk_page(c, page, desk_text(c, guides ? "catalogue_content.guides" : "catalogue_content.news"), path, NULL);
	view_url(page, "new_url",
	    writes ? url_query_add(c->arena, arena_strdup(c->arena, ARTICLES_PATH "/moi"), "loai", kind) : NULL);
	view_text(
	    page, "new_label", desk_text(c, guides ? "catalogue_content.new_guide" : "catalogue_content.new_news"));
	add_filters(c, page, path, state);
	list = view_list(page, "columns");
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		view_item_text(list, desk_text(c, columns[i]));
	list = view_list(page, "rows");
	for (size_t i = 0; i < count; i++)
		add_row(c, list, &articles[i]);
	view_bool(page, "any", count > 0);
	view_url(page, "next_url",
	    more ? url_query_add(c->arena, url_query_add(c->arena, arena_strdup(c->arena, path), "trang-thai", state),
		       "sau", articles[count - 1].slug)
		 : NULL);
	return page;
}

static void
add_facts(struct ctx *c, struct view *page, const struct article *a)
{
	struct view *facts = view_list(page, "facts");

	view_bool(page, "has_facts", a->id != 0);
	if (a->id == 0)
		return;
	part_row(facts, desk_text(c, "catalogue_content.kind"),
	    desk_text(c, arena_printf(c->arena, "catalogue_content.kind_%s", a->kind)), NULL);
	part_row(facts, desk_text(c, "catalogue_content.address"),
	    arena_printf(c->arena, "%s%s", strcmp(a->kind, "guide") == 0 ? "/huong-dan/" : "/tin-tuc/", a->slug), NULL);
	part_row(facts, desk_text(c, "catalogue_content.editor"), a->editor_name, NULL);
	if (a->published_at != TIME_NONE)
		part_row(
		    facts, desk_text(c, "catalogue_content.published"), moment_text(c->arena, a->published_at), NULL);
}

static void
add_fields(struct ctx *c, struct view *page, const struct article *a)
{
	struct view *fields = view_list(page, "fields");
	const struct desk_field lines[] = {
		{ "title", "catalogue_content.title", NULL, a->title },
		{ "summary", "catalogue_content.summary", "catalogue_content.summary_hint", a->summary, SUMMARY_ROWS,
		    SUMMARY_MOST },
		{ "body", "catalogue_content.body", "catalogue_content.body_hint", a->body, BODY_ROWS, BODY_MOST },
		{ "video", "catalogue_content.video", "catalogue_content.video_hint", a->video_url, .optional = true },
		{ "procedures", "catalogue_content.procedures", "catalogue_content.procedures_hint", a->procedures,
		    .optional = true },
		{ "agency", "catalogue_content.agency_code", "catalogue_content.agency_hint", a->agency_code,
		    .width = "10", .optional = true },
	};

	if (a->id == 0)
		desk_add_choice(c, fields, "kind", "catalogue_content.kind", article_kinds, a->kind);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		desk_add_text(c, fields, &lines[i]);
	desk_add_date(c, fields, &(struct desk_field){ "show_from", "catalogue_content.show_from", .optional = true },
	    a->show_from);
	desk_add_date(
	    c, fields, &(struct desk_field){ "show_to", "catalogue_content.show_to", .optional = true }, a->show_to);
	desk_add_tick(c, fields, "needs_reader", "catalogue_content.needs_reader", a->needs_reader);
}

static void
add_acts(struct ctx *c, struct view *page, const struct article *a, bool may_write)
{
	struct view *acts = desk_acts(page);
	bool published = strcmp(a->state, "published") == 0;

	if (!may_write || a->id == 0)
		return;
	desk_add_act(c, acts, published ? "catalogue_content.withdraw" : "catalogue_content.publish",
	    url(c->arena, published ? ARTICLES_PATH "/{}/go" : ARTICLES_PATH "/{}/dang", a->slug), a->version,
	    published);
}

/* As citizens will read it: what is stored, or what was typed just now. */
static void
add_preview(struct ctx *c, struct view *page, const struct article *a, bool typed)
{
	struct view *preview;

	if (a->id == 0 && !typed) {
		view_text(page, "preview", NULL);
		return;
	}
	preview = view_child(page, "preview");
	view_text(preview, "title", again_typed(c, "title", a->title));
	view_text(preview, "summary", again_typed(c, "summary", a->summary));
	markup_view(c->arena, preview, again_typed(c, "body", a->body), 2);
}

struct view *
article_edit_view(struct ctx *c, const struct article *a, bool may_write, bool preview, const char *done)
{
	struct view *page = view_object(c->arena);
	const char *title = a->id != 0 ? a->title
				       : desk_text(c, strcmp(a->kind, "guide") == 0 ? "catalogue_content.new_guide"
										    : "catalogue_content.new_news");
	const char *action =
	    a->id != 0 ? url(c->arena, ARTICLES_PATH "/{}", a->slug) : (const char *)ARTICLES_PATH "/moi";

	desk_page(c, page, title, list_path(a->kind), done);
	view_url(page, "back_url", list_path(a->kind));
	if (a->id != 0)
		desk_state(c, page, a->state);
	else
		view_text(page, "state", NULL);
	add_facts(c, page, a);
	view_text(page, "asked", NULL);
	desk_form(c, page, may_write ? action : NULL, a->version, true);
	add_fields(c, page, a);
	add_preview(c, page, a, preview);
	add_acts(c, page, a, may_write);
	view_bool(page, "has_history", false);
	return page;
}

static const struct article sample = { 1, "guide", "sample", "sample", "sample", "# sample\n\n- one\n\n> two", "", 1,
	"H01", "agency", 20000, 20001, "published", true, 1, "officer", 0, 0, 1, "1.000001" };

struct view *
articles_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };

	return articles_view(&c, "guide", "draft", &sample, 1, true);
}

struct view *
article_edit_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct content_act act = { "article", 1, "edit", 0, 1, "officer", "title", "text" };
	struct view *page = article_edit_view(&c, &sample, true, true, "catalogue_content.saved");

	desk_show_history(&c, page, &act, 1);
	return page;
}
