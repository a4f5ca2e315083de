/* See keyword_view.h. */
#include "search/keyword_view.h"

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "office/office_nav.h"
#include "search/keyword.h"
#include "search/keyword_list.h"
#include "search/keyword_store.h"

static void
add_line(struct ctx *c, struct view *page, const char *name, const char *label, const char *hint, const char *value)
{
	struct view *field = view_child(page, name);

	part_field(field, name, ctx_text(c, label), ctx_text(c, hint), again_error(c, name), false);
	view_text(field, "value", again_typed(c, name, value));
	view_text(field, "type", "text");
	view_text(field, "width", NULL);
	view_text(field, "autocomplete", "off");
	view_text(field, "inputmode", NULL);
}

static void
add_word_fields(struct ctx *c, struct view *page, const struct keyword *keyword)
{
	add_line(c, page, "word", "catalogue_search.word", "catalogue_search.word_hint",
	    keyword != NULL ? keyword->word : NULL);
	add_line(c, page, "meaning", "catalogue_search.meaning", "catalogue_search.meaning_hint",
	    keyword != NULL ? keyword->meaning : NULL);
}

static void
add_file(struct ctx *c, struct view *page)
{
	struct view *field = view_child(page, "file");

	part_field(field, "file", ctx_text(c, "catalogue_search.file"), ctx_text(c, "catalogue_search.file_hint"),
	    again_error(c, "file"), false);
	view_text(field, "accept", ".csv,.txt");
	view_bool(field, "multiple", false);
}

static void
add_rows(struct ctx *c, struct view *page, const struct keywords_shown *shown)
{
	struct view *list = view_list(page, "keywords");
	const struct keyword *last = shown->count > 0 ? &shown->rows[shown->count - 1] : NULL;
	char *next = arena_strdup(c->arena, KEYWORD_PATH);

	for (size_t i = 0; i < shown->count; i++) {
		struct view *item = view_item(list);
		char *path = arena_strdup(c->arena, KEYWORD_PATH "/sua");

		path = url_query_add(c->arena, path, "word", shown->rows[i].word);
		view_text(item, "word", shown->rows[i].word);
		view_text(item, "meaning", shown->rows[i].meaning);
		view_url(item, "url", url_query_add(c->arena, path, "meaning", shown->rows[i].meaning));
	}
	view_bool(page, "any", shown->count > 0);
	if (last != NULL && shown->more) {
		next = url_query_add(c->arena, next, "q", shown->part);
		next = url_query_add(c->arena, next, "sau", last->word);
		next = url_query_add(c->arena, next, "sau-nghia", last->meaning);
	}
	view_url(page, "next_url", shown->more ? next : NULL);
}

static void
add_misses(struct ctx *c, struct view *page, const struct keywords_shown *shown)
{
	struct view *list = view_list(page, "misses");

	for (size_t i = 0; i < shown->miss_count; i++) {
		struct view *item = view_item(list);

		view_text(item, "words", shown->misses[i].words);
		view_int(item, "times", shown->misses[i].times);
		view_text(item, "last_day", date_text(c->arena, shown->misses[i].last_day));
		view_url(item, "url",
		    url_query_add(c->arena, arena_strdup(c->arena, "/tim-kiem"), "q", shown->misses[i].words));
	}
	view_bool(page, "has_misses", shown->miss_count > 0);
}

static void
add_faults(struct ctx *c, struct view *page, const struct keyword_lines *loaded)
{
	struct view *list = view_list(page, "faults");
	size_t count = loaded != NULL ? loaded->fault_count : 0;

	for (size_t i = 0; i < count; i++) {
		struct view *item = view_item(list);

		view_int(item, "line", (int64_t)loaded->faults[i].line);
		view_text(item, "reason", ctx_text(c, loaded->faults[i].message));
	}
	view_bool(page, "has_faults", count > 0);
}

static void
add_notice(struct ctx *c, struct view *page, const char *done)
{
	struct view *notice;

	if (done == NULL) {
		view_text(page, "notice", NULL);
		return;
	}
	notice = view_child(page, "notice");
	view_bool(notice, "success", true);
	view_text(notice, "text", ctx_text(c, done));
	view_text(notice, "link", NULL);
}

struct view *
keywords_view(struct ctx *c, const struct keywords_shown *shown)
{
	struct view *page = view_object(c->arena);

	view_text(page, "title", ctx_text(c, "catalogue_search.keywords"));
	again_errors(c, page);
	add_notice(c, page, shown->done);
	view_url(page, "action", KEYWORD_PATH);
	view_url(page, "remove_action", KEYWORD_PATH "/xoa");
	view_url(page, "load_action", KEYWORD_PATH "/nap");
	view_text(page, "q", shown->part);
	view_text(page, "once", idempotency_key(c));
	view_text(page, "once_load", idempotency_key(c));
	add_word_fields(c, page, NULL);
	add_file(c, page);
	add_rows(c, page, shown);
	add_misses(c, page, shown);
	add_faults(c, page, shown->loaded);
	office_nav(c, page, KEYWORD_PATH);
	return page;
}

struct view *
keyword_view(struct ctx *c, const struct keyword *keyword)
{
	struct view *page = view_object(c->arena);

	view_text(page, "title", ctx_text(c, "catalogue_search.change"));
	again_errors(c, page);
	view_url(page, "back_url", KEYWORD_PATH);
	view_url(page, "action", KEYWORD_PATH "/sua");
	view_text(page, "once", idempotency_key(c));
	view_text(page, "old_word", keyword->word);
	view_text(page, "old_meaning", keyword->meaning);
	add_word_fields(c, page, keyword);
	office_nav(c, page, KEYWORD_PATH);
	return page;
}
