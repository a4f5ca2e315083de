/* Bảng tin: anybody reads, administrators write. See notice.h. */
#include "notice.h"

#include <stdio.h>
#include <string.h>

#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/random.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "notice_store.h"

enum { REFERENCE_SIZE = 8, TITLE_MOST = 200, BODY_MOST = 4000 };

/* What comes in: one struct and one table of fields per route. The handler gets the struct filled, or is not called. */
struct notice_input {
	const char *reference;
};
static const struct field notice_fields[] = { FIELD(notice_input, reference, FIELD_CODE, FROM_PATH, .required = true) };
static const struct input notice_input = INPUT(notice_input, notice_fields);
struct write_input {
	const char *title, *body;
};
static const struct field write_fields[] = {
	FIELD(write_input, title, FIELD_TEXT, FROM_FORM, .required = true, .max = TITLE_MOST,
	    .label = "example.headline"),
	FIELD(write_input, body, FIELD_LINES, FROM_FORM, .required = true, .max = BODY_MOST, .label = "example.body"),
};
static const struct input write_input = INPUT(write_input, write_fields);

/* What is shown: names and values for the templates in www/templates/example. */
static void
show_notice(struct arena *arena, struct view *page, const struct notice *notice)
{
	struct view *paragraphs = view_list(page, "paragraphs");
	char *rest = arena_strdup(arena, notice->body), *line;

	while ((line = strsep(&rest, "\n")) != NULL)
		view_item_text(paragraphs, line);
	view_text(page, "title", notice->title);
	view_text(page, "at", moment_text(arena, notice->published_at));
	view_url(page, "url", url(arena, "/bang-tin/{}", notice->reference));
}

static enum err
handle_board(struct ctx *c, const void *input)
{
	struct view *page = view_object(c->arena), *list = view_list(page, "notices");
	const struct notice *notices;
	size_t count;
	enum err err = notices_newest(c->db, &notices, &count);

	(void)input;
	for (size_t i = 0; !err && i < count; i++)
		show_notice(c->arena, view_item(list), &notices[i]);
	view_text(page, "title", ctx_text(c, "example.title"));
	return err ? err : respond_page(c, "example/board", page);
}

static enum err
handle_notice(struct ctx *c, const void *input)
{
	struct view *page = view_object(c->arena);
	struct notice notice;
	enum err err = notice_by_reference(c->db, ((const struct notice_input *)input)->reference, &notice);

	if (err)
		return err;
	show_notice(c->arena, page, &notice);
	return respond_page(c, "example/notice", page);
}

static void
show_form(struct view *page, const char *headline, const char *headline_error, const char *body, const char *body_error)
{
	view_text(page, "headline", headline);
	view_text(page, "headline_error", headline_error);
	view_text(page, "body", body);
	view_text(page, "body_error", body_error);
}

/* Empty at first; with what was typed and what is wrong when core shows it again. */
static enum err
handle_form(struct ctx *c, const void *input)
{
	struct view *page = view_object(c->arena);

	(void)input;
	view_text(page, "title", ctx_text(c, "example.write"));
	view_text(page, "once", idempotency_key(c));
	again_errors(c, page);
	show_form(page, again_typed(c, "title", ""), again_error(c, "title"), again_typed(c, "body", ""),
	    again_error(c, "body"));
	return respond_page(c, "example/write", page);
}

static enum err
publish(struct db *db, void *notice, char location[IDEMPOTENCY_LOCATION])
{
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "/bang-tin/%s", ((struct notice *)notice)->reference);
	return notice_add(db, notice);
}

static enum err
handle_write(struct ctx *c, const void *input)
{
	const struct write_input *in = input;
	char reference[REFERENCE_SIZE + 1];
	struct notice notice = { reference, in->title, in->body, 0, ctx_officer(c)->id };
	enum err err = ctx_now(c, &notice.published_at);

	random_code(reference, REFERENCE_SIZE);
	return err ? err : idempotency_run(c, "example.publish", publish, &notice);
}

static const struct route routes[] = {
	{ GET, "/bang-tin", NULL, &guard_anyone, handle_board, .summary = "The board" },
	{ GET, "/bang-tin/{reference}", &notice_input, &guard_anyone, handle_notice, .summary = "One notice" },
	{ GET, "/can-bo/bang-tin", NULL, &guard_administrator, handle_form, .summary = "The form for a new notice" },
	{ POST, "/can-bo/bang-tin", &write_input, &guard_administrator, handle_write, .again = handle_form,
	    .summary = "Publish a notice" },
};
const struct route_table notice_routes = ROUTE_TABLE(routes);

/* Every name in every page of this module: --check renders the pages with it. */
static struct view *
sample(struct arena *arena)
{
	const struct notice notice = { "A", "A", "A", 0, 1 };
	struct view *page = view_object(arena);

	show_notice(arena, page, &notice);
	show_notice(arena, view_item(view_list(page, "notices")), &notice);
	show_form(page, "A", "A", "A", "A");
	view_bool(page, "has_errors", false);
	view_text(page, "once", "A");
	return page;
}
const struct page_sample notice_pages[NOTICE_PAGES] = { { "example/board", sample }, { "example/notice", sample },
	{ "example/write", sample } };
