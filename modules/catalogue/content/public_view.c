/* Published news, guides, answers and notices. See public_view.h. */
#include "content/public_view.h"

#include <string.h>

#include "content/content.h"
#include "content/content_index.h"
#include "content/markup.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "publish/catalogue.h"
#include "publish/edition.h"

/* What the shell tells fits the file of current_notices.h. */
enum { SHELL_NOTICES = 5, HOME_NEWS = 4, HOME_NOTICES = 3, NOTE_MOST = 200 };

static bool
is_guide(const struct article *article)
{
	return strcmp(article->kind, "guide") == 0;
}

static const char *
article_url(struct arena *arena, const struct edition *edition, const struct article *article)
{
	return edition_url(arena, edition, is_guide(article) ? "/huong-dan/{}" : "/tin-tuc/{}", article->slug);
}

/* `foreign`: in other languages, that the text is in Vietnamese alone. */
static void
add_foreign(const struct edition *edition, struct view *page)
{
	bool first = strcmp(edition->language, MESSAGES_FIRST_LANGUAGE) == 0;

	view_text(page, "foreign", first ? NULL : edition_text(edition, "catalogue_content.vietnamese_only"));
}

/* Questions can be asked where somebody receives them: this module serves the form. */
static void
add_ask(struct arena *arena, struct view *page, const char *procedure_code)
{
	view_url(page, "ask_url", url_query_add(arena, arena_strdup(arena, "/hoi-dap/gui"), "thu-tuc", procedure_code));
}

static struct view *
list_view(struct arena *arena, const struct edition *edition, const char *title, const char *lead, const char *none)
{
	struct view *page = view_object(arena);

	view_text(page, "title", edition_text(edition, title));
	edition_breadcrumbs(arena, edition, page, NULL, NULL);
	view_text(page, "lead", edition_text(edition, lead));
	view_text(page, "none", edition_text(edition, none));
	view_url(page, "ask_url", NULL);
	add_foreign(edition, page);
	return page;
}

static struct view *
add_item(struct view *items, const char *label, const char *address, const char *note, const char *text)
{
	struct view *item = view_item(items);

	view_text(item, "label", label);
	view_url(item, "url", address);
	view_text(item, "note", note);
	view_text(item, "text", text);
	return item;
}

static const char *
day_of(struct arena *arena, int64_t moment)
{
	return moment != TIME_NONE ? date_text(arena, local_from_utc(moment).day) : NULL;
}

struct view *
public_articles_view(
    struct arena *arena, const struct edition *edition, const struct content *content, const char *kind)
{
	bool guides = strcmp(kind, "guide") == 0;
	struct view *page = guides ? list_view(arena, edition, "catalogue_content.guides",
					 "catalogue_content.guides_lead", "catalogue_content.no_guides")
				   : list_view(arena, edition, "catalogue_content.news", "catalogue_content.news_lead",
					 "catalogue_content.no_news");
	struct view *items = view_list(page, "items");

	for (size_t i = 0; i < content->article_count; i++) {
		const struct article *article = &content->articles[i];

		if (strcmp(article->kind, kind) == 0)
			(void)add_item(items, article->title, article_url(arena, edition, article),
			    guides ? NULL : day_of(arena, article->published_at), article->summary);
	}
	view_bool(page, "any", view_count(items) > 0);
	return page;
}

struct view *
public_questions_view(struct arena *arena, const struct edition *edition, const struct content *content)
{
	struct view *page = list_view(arena, edition, "catalogue_content.questions", "catalogue_content.questions_lead",
	    "catalogue_content.no_questions");
	struct view *items = view_list(page, "items");

	for (size_t i = 0; i < content->question_count; i++) {
		const struct question *q = &content->questions[i];

		(void)add_item(items, q->title, edition_url(arena, edition, "/hoi-dap/{}", q->slug), q->procedure_name,
		    markup_words(arena, q->answer, NOTE_MOST));
	}
	view_bool(page, "any", content->question_count > 0);
	add_ask(arena, page, NULL);
	return page;
}

/* What an article and an answer have in common. */
static struct view *
page_view(struct arena *arena, const struct edition *edition, const char *title, const char *parent, const char *path)
{
	struct view *page = view_object(arena);

	view_text(page, "title", title);
	edition_breadcrumbs(arena, edition, page, edition_text(edition, parent), edition_url(arena, edition, path, ""));
	add_foreign(edition, page);
	view_text(page, "summary", NULL);
	view_url(page, "video_url", NULL);
	view_url(page, "ask_url", NULL);
	return page;
}

/* Links to procedures by their codes, comma separated; those that are not in the catalogue are left out. */
static void
add_procedures(struct arena *arena, const struct edition *edition, struct view *page, const char *codes)
{
	struct view *list = view_list(page, "procedures");
	char *rest = arena_strdup(arena, codes != NULL ? codes : ""), *code;

	while ((code = strsep(&rest, ",")) != NULL) {
		const struct catalogue_procedure *procedure = catalogue_procedure(edition->catalogue, code);

		if (procedure != NULL)
			(void)add_item(list, procedure->name,
			    edition_url(arena, edition, "/thu-tuc/{}", procedure->slug), NULL, NULL);
	}
	view_bool(page, "has_procedures", view_count(list) > 0);
}

struct view *
public_article_view(struct arena *arena, const struct edition *edition, const struct article *article)
{
	bool guide = is_guide(article);
	struct view *page = page_view(arena, edition, article->title,
	    guide ? "catalogue_content.guides" : "catalogue_content.news", guide ? "/huong-dan/" : "/tin-tuc/");

	view_text(page, "summary", article->summary);
	view_text(page, "when", day_of(arena, article->published_at));
	view_text(page, "agency", article->agency_name);
	view_url(page, "video_url", article->video_url[0] != '\0' ? article->video_url : NULL);
	markup_view(arena, page, article->body, 2);
	add_procedures(arena, edition, page, article->procedures);
	return page;
}

struct view *
public_question_view(struct arena *arena, const struct edition *edition, const struct question *q)
{
	struct view *page = page_view(arena, edition, q->title, "catalogue_content.questions", "/hoi-dap/");

	view_text(page, "when", day_of(arena, q->published_at));
	view_text(page, "agency", q->agency_name);
	markup_view(arena, page, q->answer, 2);
	add_procedures(arena, edition, page, q->procedure_code);
	add_ask(arena, page, q->procedure_code);
	return page;
}

static void
add_notice(struct arena *arena, struct view *list, const struct notice *n)
{
	struct view *item = view_item(list);

	view_text(item, "label", n->title);
	view_text(item, "id", n->code);
	view_text(item, "services", n->services);
	view_text(item, "from", moment_text(arena, n->starts_at));
	view_text(item, "until", moment_text(arena, n->ends_at));
	view_bool(item, "urgent", strcmp(n->kind, "urgent") == 0);
	markup_view(arena, item, n->body, 4);
}

struct view *
public_notices_view(struct arena *arena, const struct edition *edition, const struct content *content)
{
	struct view *page = view_object(arena), *groups;
	static const char *const labels[] = { "catalogue_content.notices_now", "catalogue_content.notices_coming",
		"catalogue_content.notices_past" };

	view_text(page, "title", edition_text(edition, "catalogue_content.notices"));
	edition_breadcrumbs(arena, edition, page, NULL, NULL);
	add_foreign(edition, page);
	view_bool(page, "any", content->notice_count > 0);
	groups = view_list(page, "groups");
	for (size_t group = 0; group < sizeof(labels) / sizeof(labels[0]); group++) {
		struct view *item = view_object(arena), *list = view_list(item, "notices");

		for (size_t i = 0; i < content->notice_count; i++) {
			const struct notice *n = &content->notices[i];
			size_t place = notice_is_current(n, content->now) ? 0 : n->starts_at > content->now ? 1 : 2;

			if (place == group)
				add_notice(arena, list, n);
		}
		view_text(item, "name", edition_text(edition, labels[group]));
		if (view_count(list) > 0)
			view_item_share(groups, item);
	}
	return page;
}

void
public_add_home(struct arena *arena, const struct edition *edition, const struct content *content, struct view *page)
{
	struct view *part = view_child(page, "content");
	struct view *news = view_list(part, "news"), *coming = view_list(part, "coming");

	for (size_t i = 0; content != NULL && i < content->article_count && view_count(news) < HOME_NEWS; i++)
		if (!is_guide(&content->articles[i]))
			(void)add_item(news, content->articles[i].title,
			    article_url(arena, edition, &content->articles[i]),
			    day_of(arena, content->articles[i].published_at), NULL);
	for (size_t i = 0; content != NULL && i < content->notice_count && view_count(coming) < HOME_NOTICES; i++) {
		const struct notice *n = &content->notices[i];

		if (n->starts_at > content->now)
			(void)add_item(coming, n->title, edition_url(arena, edition, "/thong-bao/", ""),
			    arena_printf(arena, "%s \xe2\x80\x93 %s", moment_text(arena, n->starts_at),
				moment_text(arena, n->ends_at)),
			    n->services);
	}
	view_bool(part, "has_news", view_count(news) > 0);
	view_bool(part, "has_coming", view_count(coming) > 0);
	view_url(part, "news_url", edition_url(arena, edition, "/tin-tuc/", ""));
	view_url(part, "guides_url", edition_url(arena, edition, "/huong-dan/", ""));
	view_url(part, "questions_url", edition_url(arena, edition, "/hoi-dap/", ""));
}

void
public_add_procedure(struct arena *arena, const struct edition *edition, const struct content *content,
    const struct catalogue_procedure *procedure, struct view *page)
{
	struct view *help = view_child(page, "help");
	struct view *guides = view_list(help, "guides"), *questions = view_list(help, "questions");
	size_t count = 0;
	const struct content_link *links =
	    content != NULL ? content_of_procedure(content, procedure->code, &count) : NULL;

	for (size_t i = 0; i < count; i++) {
		struct view *item;

		if (links[i].article != NULL) {
			const struct article *article = links[i].article;

			item = add_item(guides, article->title, article_url(arena, edition, article), NULL, NULL);
			view_url(item, "video_url", article->video_url[0] != '\0' ? article->video_url : NULL);
			continue;
		}
		item = add_item(questions, links[i].question->title,
		    edition_url(arena, edition, "/hoi-dap/{}", links[i].question->slug), NULL, NULL);
		markup_view(arena, item, links[i].question->answer, 4);
	}
	view_bool(help, "has_guides", view_count(guides) > 0);
	view_bool(help, "has_questions", view_count(questions) > 0);
	add_ask(arena, help, procedure->code);
	add_foreign(edition, help);
}

void
public_add_shell(struct arena *arena, const struct edition *edition, const struct content *content, struct view *shell)
{
	struct view *list = NULL;

	view_text(shell, "notices", NULL);
	for (size_t i = 0; content != NULL && i < content->notice_count; i++) {
		const struct notice *n = &content->notices[i];
		struct view *item;

		if (!notice_is_current(n, content->now))
			continue;
		if (list == NULL)
			list = view_list(view_child(shell, "notices"), "items");
		if (view_count(list) == SHELL_NOTICES)
			return;
		item = view_item(list);
		view_text(item, "label", n->title);
		view_url(item, "url", edition_url(arena, edition, "/thong-bao/", ""));
		view_text(item, "until", moment_text(arena, n->ends_at));
	}
}
