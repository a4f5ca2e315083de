/* Sample views of search. See sample.h. */
#include "search/sample.h"

#include <stdbool.h>

#include "core/memory/arena.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "office/office_nav.h"
#include "publish/sample.h"
#include "search/plan.h"
#include "search/search.h"
#include "search/served.h"
#include "search/vocabulary.h"

/* A plan with a synonym and a slip in it, so that the page says how both were understood. */
static const struct plan *
plan_sample(struct arena *arena)
{
	static const struct vocabulary_word words[] = { { "sample", 1, sizeof("sample") - 1 } };
	struct plan *plans = arena_array(arena, PLANS_MOST, sizeof(*plans));
	struct synonym *synonym = ARENA_NEW(arena, struct synonym);
	struct vocabulary vocabulary = { words, 1, synonym, 1, 1 };
	size_t count;

	synonym->text = "everyday";
	synonym->meaning = "sample";
	synonym_split(arena, synonym);
	count = plans_make(arena, &vocabulary, "everyday samplle", plans);
	return &plans[count - 1];
}

struct view *
search_sample(struct arena *arena)
{
	static const struct search_label labels[] = { { "sample", "sample" } };
	const struct search_hit hits[] = { { "1.000001", "sample", "other", "sample", "sample", 1, "full", false,
	    "sample", "sample", "sample", "sample", plan_sample(arena) } };

	return search_view(arena, edition_sample(arena),
	    &(struct search_query){ "sample", { "sample", "sample", "full", "citizen", "birth" }, SEARCH_PAGE },
	    &(struct search_result){ hits, 1, (size_t)3 * SEARCH_PAGE, false },
	    &(struct search_filters){ labels, labels, 1, 1 });
}

static void
add_input(struct view *page, const char *name)
{
	struct view *field = view_child(page, name);

	part_field(field, name, "sample", "sample", "sample", false);
	view_text(field, "value", "sample");
	view_text(field, "type", "text");
	view_text(field, "width", NULL);
	view_text(field, "autocomplete", "off");
	view_text(field, "inputmode", NULL);
	view_text(field, "accept", ".csv");
	view_bool(field, "multiple", false);
}

static struct view *
form_sample(struct arena *arena)
{
	struct view *page = view_object(arena);
	struct view *error;

	view_text(page, "title", "sample");
	view_url(page, "action", "/sample");
	view_text(page, "once", "sample");
	view_bool(page, "has_errors", true);
	error = view_item(view_list(page, "errors"));
	view_text(error, "message", "sample");
	view_url(error, "anchor", "#word");
	add_input(page, "word");
	add_input(page, "meaning");
	office_nav_sample(page);
	return page;
}

static void
add_keyword(struct view *list, const char *meaning)
{
	struct view *item = view_item(list);

	view_text(item, "word", "sample");
	view_text(item, "meaning", meaning);
	view_url(item, "url", "/sample");
}

static void
add_lists(struct view *page)
{
	struct view *list = view_list(page, "keywords");
	struct view *item;

	add_keyword(list, "sample");
	add_keyword(list, "");
	item = view_item(view_list(page, "faults"));
	view_int(item, "line", 1);
	view_text(item, "reason", "sample");
	item = view_item(view_list(page, "misses"));
	view_text(item, "words", "sample");
	view_int(item, "times", 3);
	view_text(item, "last_day", "sample");
	view_url(item, "url", "/sample");
}

struct view *
keywords_sample(struct arena *arena)
{
	struct view *page = form_sample(arena);
	struct view *notice = view_child(page, "notice");

	view_bool(notice, "success", true);
	view_text(notice, "text", "sample");
	view_text(notice, "link", NULL);
	view_url(page, "remove_action", "/sample");
	view_url(page, "load_action", "/sample");
	view_text(page, "once_load", "sample");
	view_text(page, "q", "sample");
	add_input(page, "file");
	add_lists(page);
	view_bool(page, "any", true);
	view_bool(page, "has_faults", true);
	view_bool(page, "has_misses", true);
	view_url(page, "next_url", "/sample");
	return page;
}

struct view *
keyword_sample(struct arena *arena)
{
	struct view *page = form_sample(arena);

	view_url(page, "back_url", "/sample");
	view_text(page, "old_word", "sample");
	view_text(page, "old_meaning", "sample");
	return page;
}
