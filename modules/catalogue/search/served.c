/* Search, and addresses that are not published. See served.h. */
#include "search/served.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/server/route.h"
#include "core/view/view.h"
#include "domain/site/site.h"
#include "publish/edition.h"
#include "record/procedure_record.h"
#include "search/miss.h"
#include "search/search.h"

enum { QUERY_MOST = 8000, PAGES_MOST = 1000, SLUG_MOST = 120, ADDRESS_MOST = 16384 };

const char *const search_audiences[] = { "citizen", "organisation", NULL };

struct search_input {
	const char *q, *sector, *agency, *level, *audience, *event;
	int64_t page;
};
static const struct field search_fields[] = {
	FIELD(search_input, q, FIELD_TEXT, FROM_QUERY, .max = QUERY_MOST),
	FIELD_NAMED(search_input, sector, "linh-vuc", FIELD_CODE, FROM_QUERY),
	FIELD_NAMED(search_input, agency, "co-quan", FIELD_CODE, FROM_QUERY, .max = SLUG_MOST),
	FIELD_NAMED(search_input, level, "muc-do", FIELD_CHOICE, FROM_QUERY, .choices = service_levels),
	FIELD_NAMED(search_input, audience, "doi-tuong", FIELD_CHOICE, FROM_QUERY, .choices = search_audiences),
	FIELD_NAMED(search_input, event, "su-kien", FIELD_CHOICE, FROM_QUERY, .choices = life_events),
	FIELD_NAMED(search_input, page, "trang", FIELD_INT, FROM_QUERY, .min = 1, .max = PAGES_MOST, .otherwise = 1),
};
const struct input search_input = INPUT(search_input, search_fields);

struct missing_input {
	const char *rest;
};
static const struct field missing_fields[] = {
	FIELD(missing_input, rest, FIELD_TEXT, FROM_PATH, .max = QUERY_MOST),
};
const struct input missing_input = INPUT(missing_input, missing_fields);

struct edition
served_edition(const struct ctx *c)
{
	return (struct edition){ c->config, c->messages, c->language, site_province()->national_portal, NULL };
}

/* This search in the other language; lang= so that a language chosen earlier does not win over it. */
static const char *
other_search_url(const struct ctx *c)
{
	bool first = strcmp(c->language, MESSAGES_FIRST_LANGUAGE) == 0;
	struct edition other = served_edition(c);
	const char *part = c->request->query;
	struct buffer out;

	if (messages_language_count(c->messages) < 2)
		return NULL;
	other.language = messages_language(c->messages, first ? 1 : 0);
	buffer_init(&out, c->arena, ADDRESS_MOST);
	buffer_printf(&out, "%s?lang=%s", edition_url(c->arena, &other, "/tim-kiem", ""), other.language);
	while (*part != '\0') {
		size_t size = strcspn(part, "&");

		if (size > 0 && strncmp(part, "lang=", strlen("lang=")) != 0)
			buffer_printf(&out, "&%.*s", (int)size, part);
		part += size + (part[size] == '&');
	}
	return out.data;
}

enum err
served_shell(struct ctx *c, struct view *shell)
{
	enum err err = site_shell(c, shell);

	if (!err && c->route != NULL && c->route->handler == handle_search)
		view_url(shell, "other_language_url", other_search_url(c));
	return err;
}

enum err
handle_search(struct ctx *c, const void *input)
{
	const struct search_input *in = input;
	const struct edition edition = served_edition(c);
	const struct search_query query = { in->q,
		{ [FACET_SECTOR] = in->sector,
		    [FACET_AGENCY] = in->agency,
		    [FACET_LEVEL] = in->level,
		    [FACET_AUDIENCE] = in->audience,
		    [FACET_EVENT] = in->event },
		(size_t)(in->page - 1) * SEARCH_PAGE };
	struct search_filters filters = { 0 };
	struct search_result result = { 0 };
	struct search_index *index;
	enum err err = search_open(c->config->search_index, &index, &c->failure);

	if (!err)
		err = search_run(index, c->arena, &query, &result, &c->failure);
	if (!err)
		err = search_labels(index, c->arena, "sector", &filters.sectors, &filters.sector_count, &c->failure);
	if (!err)
		err = search_labels(index, c->arena, "agency", &filters.agencies, &filters.agency_count, &c->failure);
	if (!err && (result.total == 0 || result.loose) && in->page == 1)
		miss_note(c, in->q);
	return err ? err
		   : respond_page(c, "catalogue/search", search_view(c->arena, &edition, &query, &result, &filters));
}

enum err
handle_home(struct ctx *c, const void *input)
{
	const struct edition edition = served_edition(c);

	(void)input;
	return respond_page(c, "catalogue/missing",
	    missing_view(c->arena, &edition, edition_text(&edition, "catalogue.home_title"),
		edition_text(&edition, "catalogue.nothing_published")));
}

/* "/thu-tuc/2.000635", also below a language: the page has the name, people have the code. */
static enum err
slug_by_code(struct ctx *c, const char **ret_slug)
{
	static const char folder[] = "/thu-tuc/";
	const char *path = strstr(c->request->path, folder);
	struct search_index *index;
	enum err err;

	if (path == NULL)
		return ERR_NOT_FOUND;
	err = search_open(c->config->search_index, &index, &c->failure);
	return err ? err : search_slug_of_code(index, c->arena, path + strlen(folder), ret_slug, &c->failure);
}

enum err
handle_missing(struct ctx *c, const void *input)
{
	const struct edition edition = served_edition(c);
	const char *slug;

	(void)input;
	if (slug_by_code(c, &slug) == OK)
		return respond_redirect(c, edition_url(c->arena, &edition, "/thu-tuc/{}", slug));
	failure_clear(&c->failure);
	if (respond_wants_json(c))
		return refuse(c, ERR_NOT_FOUND, NULL, NULL);
	return respond_page_status(c, 404, "catalogue/missing",
	    missing_view(c->arena, &edition, edition_text(&edition, "error.404.heading"),
		edition_text(&edition, "catalogue.not_there")));
}
