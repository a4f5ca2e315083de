/* Pages of those who govern the catalogue. See page.h. */
#include "govern/page.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/none.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "govern/sheet.h"
#include "office/office_nav.h"

enum { CSV_MAX = 12 << 20, AREA_ROWS = 4 };

const char *
govern_text(const struct ctx *c, const char *key)
{
	return ctx_text(c, arena_printf(c->arena, "catalogue_govern.%s", key));
}

const char *
govern_format(struct ctx *c, const char *key, const char *name, const char *value)
{
	return message_format(c->arena, c->messages, c->language, arena_printf(c->arena, "catalogue_govern.%s", key),
	    MESSAGE_ARGUMENTS({ name, value }));
}

const char *
govern_word(struct ctx *c, const char *group, const char *word)
{
	return ctx_text(c, arena_printf(c->arena, "catalogue_govern.%s.%s", group, word));
}

const char *
page_text(const struct page *page, const char *key)
{
	return ctx_text(page->ctx, arena_printf(page->ctx->arena, "%s.%s", page->words, key));
}

/* Every member that the template names; a page without forms has no faults to tell. */
static void
begin(struct page *page, const char *title, const char *back)
{
	struct view *view = page->view;

	view_text(view, "title", title);
	view_url(view, "back_url", back);
	view_text(view, "notice", NULL);
	view_text(view, "progress", NULL);
	view_bool(view, "working", false);
	view_bool(view, "has_tabs", false);
	view_bool(view, "has_facts", false);
	view_bool(view, "has_actions", false);
	view_bool(view, "has_events", false);
	view_url(view, "next_url", NULL);
	page->leads = view_list(view, "leads");
	page->tabs = view_list(view, "tabs");
	page->rows = view_list(view, "rows");
	page->actions = view_list(view, "actions");
	page->filters = view_list(view, "filters");
	page->sheets = view_list(view, "sheets");
	page->links = view_list(view, "links");
	page->forms = view_list(view, "forms");
	page->events = view_list(view, "events");
}

struct page
page_new(struct ctx *c, const char *title, const char *current, const char *back)
{
	struct page page = { .ctx = c, .words = "catalogue_govern", .view = view_object(c->arena) };

	begin(&page, title, back);
	office_nav(c, page.view, current);
	again_errors(c, page.view);
	return page;
}

void
page_lead(struct page *page, const char *text)
{
	view_item_text(page->leads, text);
}

void
page_notice(struct page *page, bool done, const char *key)
{
	struct view *notice;

	if (!done)
		return;
	notice = view_child(page->view, "notice");
	view_bool(notice, "success", true);
	view_text(notice, "text", page_text(page, key));
	view_text(notice, "link", NULL);
}

void
page_progress(struct page *page, const char *text, int64_t percent)
{
	struct view *progress = view_child(page->view, "progress");

	view_int(progress, "percent", percent);
	view_text(progress, "text", text);
	view_bool(page->view, "working", true);
}

void
page_tab(struct page *page, const char *label, const char *url, bool current)
{
	struct view *tab = view_item(page->tabs);

	view_text(tab, "label", label);
	view_url(tab, "url", url);
	view_bool(tab, "current", current);
	view_bool(page->view, "has_tabs", true);
}

void
page_fact(struct page *page, const char *key, const char *value)
{
	part_row(page->rows, key, value, NULL);
	view_bool(page->view, "has_facts", true);
}

void
page_sheet(struct page *page, const struct sheet *sheet, const char *note, const char *csv)
{
	struct view *item = view_item(page->sheets);

	sheet_show(sheet, item);
	view_text(item, "note", note);
	view_url(item, "csv_url", csv);
}

void
page_action(struct page *page, const char *label, const char *url, bool secondary)
{
	struct view *action = view_item(page->actions);

	view_text(action, "label", label);
	view_url(action, "url", url);
	view_bool(action, "secondary", secondary);
	view_bool(page->view, "has_actions", true);
}

void
page_link(struct page *page, const char *label, const char *url)
{
	struct view *link = view_item(page->links);

	view_text(link, "label", label);
	view_url(link, "url", url);
}

void
page_event(struct page *page, const char *title, int64_t at, const char *who, const char *text)
{
	struct view *event = view_item(page->events);
	struct arena *arena = page->ctx->arena;

	view_text(event, "title", title);
	view_text(event, "when", moment_text(arena, at));
	view_text(event, "machine_time", moment_iso(arena, at));
	view_text(event, "who", who);
	view_text(event, "text", text != NULL && *text != '\0' ? text : NULL);
	view_bool(page->view, "has_events", true);
}

void
page_next(struct page *page, const char *url)
{
	view_url(page->view, "next_url", url);
}

struct view *
page_form(struct page *page, const struct page_form *form)
{
	struct view *item = view_item(page->forms);
	struct ctx *c = page->ctx;

	view_text(item, "heading", form->title);
	view_url(item, "action", form->action);
	view_text(item, "button", form->button);
	view_text(item, "confirm", form->confirm);
	view_bool(item, "secondary", form->secondary);
	view_bool(item, "warning", false);
	view_bool(item, "multipart", form->multipart);
	view_text(item, "once", form->version < 0 ? idempotency_key(c) : NULL);
	view_text(item, "version",
	    form->version < 0 ? NULL
			      : again_typed(c, "version", arena_printf(c->arena, "%lld", (long long)form->version)));
	return view_list(item, "fields");
}

struct view *
page_filter(struct page *page, const char *action, const char *button)
{
	struct view *item = view_item(page->filters);

	view_url(item, "action", action);
	view_text(item, "button", button);
	return view_list(item, "fields");
}

static struct view *
add_field(struct page *page, struct view *fields, const char *kind, const struct page_field *field)
{
	struct view *into = view_child(part_item(fields), kind);

	part_field(into, field->name, page_text(page, field->label),
	    field->hint == NULL ? NULL : page_text(page, field->hint), again_error(page->ctx, field->name),
	    field->optional);
	return into;
}

void
page_input(struct page *page, struct view *fields, const struct page_field *field, const char *width)
{
	struct view *into = add_field(page, fields, "input", field);

	view_text(into, "value", again_typed(page->ctx, field->name, field->value != NULL ? field->value : ""));
	view_text(into, "type", "text");
	view_text(into, "width", width);
	view_text(into, "autocomplete", "off");
	view_text(into, "inputmode", NULL);
}

void
page_file(struct page *page, struct view *fields, const struct page_field *field, const char *accept)
{
	struct view *into = add_field(page, fields, "file", field);

	view_text(into, "accept", accept);
	view_bool(into, "multiple", false);
}

void
page_area(struct page *page, struct view *fields, const struct page_field *field)
{
	struct view *into = add_field(page, fields, "textarea", field);

	view_text(into, "value", again_typed(page->ctx, field->name, field->value != NULL ? field->value : ""));
	view_int(into, "rows", AREA_ROWS);
	view_text(into, "maxlength", NULL);
}

static const char *
part_of_day(struct ctx *c, const char *name, const char *part, bool known, int number)
{
	return again_typed(
	    c, arena_printf(c->arena, "%s.%s", name, part), known ? arena_printf(c->arena, "%d", number) : "");
}

void
page_date(struct page *page, struct view *fields, const struct page_field *field, int32_t day)
{
	struct view *into = add_field(page, fields, "date", field);
	bool known = day != DATE_NONE;
	struct civil civil = known ? civil_from_days(day) : (struct civil){ 0 };

	view_text(into, "day", part_of_day(page->ctx, field->name, "day", known, civil.day));
	view_text(into, "month", part_of_day(page->ctx, field->name, "month", known, civil.month));
	view_text(into, "year", part_of_day(page->ctx, field->name, "year", known, civil.year));
	view_bool(into, "birthday", false);
}

struct page_select
page_select(struct page *page, struct view *fields, const struct page_field *field, const char *empty)
{
	struct view *into = add_field(page, fields, "select", field);

	view_text(into, "empty", empty != NULL ? page_text(page, empty) : NULL);
	return (struct page_select){ view_list(into, "options"), again_typed(page->ctx, field->name, field->value) };
}

void
page_option(const struct page_select *select, const char *value, const char *label)
{
	part_option(select->options, value, label, select->chosen);
}

void
page_options(struct page *page, const struct page_select *select, const char *const *words, const char *group)
{
	for (; *words != NULL; words++)
		page_option(select, *words, page_text(page, arena_printf(page->ctx->arena, "%s.%s", group, *words)));
}

void
page_agencies(const struct page_select *select, const struct agency *agencies, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (agencies[i].current_id == agencies[i].id)
			page_option(select, agencies[i].code, agencies[i].short_name);
}

void
page_hidden(struct view *fields, const char *name, const char *value)
{
	struct view *into = view_child(part_item(fields), "hidden");

	view_text(into, "name", name);
	view_text(into, "value", value);
}

enum err
page_respond(const struct page *page)
{
	return respond_page(page->ctx, "catalogue/govern", page->view);
}

enum err
page_respond_csv(struct ctx *c, const struct sheet *sheet, const char *name)
{
	struct buffer out;

	buffer_init(&out, c->arena, CSV_MAX);
	sheet_csv(sheet, &out);
	if (out.full)
		return refuse_log(c, ERR_TOO_LARGE, NULL, NULL, "%s does not fit", name);
	return respond_download(c, name, "text/csv; charset=utf-8", out.data, out.size);
}

static void
sample_form(struct page *page)
{
	struct view *form = view_item(page->forms), *error;

	view_text(form, "heading", "sample");
	view_url(form, "action", "/can-bo/danh-muc");
	view_text(form, "button", "sample");
	view_text(form, "confirm", "sample");
	view_bool(form, "secondary", true);
	view_bool(form, "warning", true);
	view_bool(form, "multipart", true);
	view_text(form, "once", "sample");
	view_text(form, "version", "1");
	view_text(part_item(view_list(form, "fields")), "body_text", "sample");
	view_text(part_item(page_filter(page, "/can-bo/danh-muc", "sample")), "body_text", "sample");
	view_bool(page->view, "has_errors", true);
	error = view_item(view_list(page->view, "errors"));
	view_text(error, "message", "sample");
	view_url(error, "anchor", "#main");
}

static void
sample_words(struct page *page)
{
	struct view *notice = view_child(page->view, "notice"), *event = view_item(page->events);

	view_bool(notice, "success", true);
	view_text(notice, "text", "sample");
	view_text(notice, "link", NULL);
	view_text(event, "title", "sample");
	view_text(event, "when", "sample");
	view_text(event, "machine_time", "sample");
	view_text(event, "who", "sample");
	view_text(event, "text", "sample");
	view_bool(page->view, "has_events", true);
}

struct view *
page_sample(struct arena *arena)
{
	struct page page = { .view = view_object(arena) };

	begin(&page, "sample", "/can-bo/danh-muc");
	office_nav_sample(page.view);
	page_lead(&page, "sample");
	page_progress(&page, "sample", 0);
	page_tab(&page, "sample", "/can-bo/danh-muc", true);
	page_fact(&page, "sample", "sample");
	page_action(&page, "sample", "/can-bo/danh-muc", true);
	page_link(&page, "sample", "/can-bo/danh-muc");
	page_next(&page, "/can-bo/danh-muc");
	page_sheet(&page, sheet_sample(arena), "sample", "/can-bo/danh-muc");
	sample_words(&page);
	sample_form(&page);
	return page.view;
}
