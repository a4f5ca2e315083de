/* The page as a view. See move_view.h. */
#include "move/move_view.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "domain/dossier/state.h"

#include "office.h"

enum { REASON_ROWS = 3 };

static const char *
words(struct ctx *c, const char *key)
{
	return ctx_text(c, arena_printf(c->arena, "workflow_move.%s", key));
}

static const char *
number_text(struct ctx *c, int64_t number)
{
	return arena_printf(c->arena, "%lld", (long long)number);
}

static const char *
version_text(struct ctx *c, int64_t number)
{
	return message_format(c->arena, c->messages, c->language, "workflow_move.version_number",
	    MESSAGE_ARGUMENTS({ "number", number_text(c, number) }));
}

/* The page with its filters, but for what comes next. */
static const char *
address(struct ctx *c, const struct move_page *page, const char *suffix)
{
	const char *path = arena_printf(c->arena, "%s%s", move_path(c->arena, page->in), suffix);

	path = url_query_add_int(c->arena, path, "den", page->newer);
	if (page->in->older > 0)
		path = url_query_add_int(c->arena, path, "tu", page->in->older);
	if (page->in->state != NULL)
		path = url_query_add(c->arena, path, "trang-thai", page->in->state);
	return page->in->number != NULL ? url_query_add(c->arena, path, "so", page->in->number) : path;
}

/* --- how many ------------------------------------------------------------------------------------------------------------ */

static void
add_counts(struct ctx *c, const struct move_page *page, struct view *view)
{
	struct view *list = view_list(view, "counts");
	int64_t waiting = 0;

	for (size_t i = 0; i < page->count_count; i++) {
		const struct move_count *count = &page->counts[i];
		enum dossier_state state = DOSSIER_NEW;
		struct view *item = view_item(list);

		(void)!dossier_state_by_name(count->state_name, &state);
		view_text(item, "version", version_text(c, count->version_no));
		office_add_state(c, item, state);
		view_text(item, "dossiers", money_text(c->arena, count->dossiers));
		waiting += count->version_no < page->newer ? count->dossiers : 0;
	}
	view_bool(view, "any_counts", page->count_count > 0);
	view_text(view, "summary",
	    message_format(c->arena, c->messages, c->language, "workflow_move.summary",
		MESSAGE_ARGUMENTS(
		    { "count", money_text(c->arena, waiting) }, { "version", number_text(c, page->newer) })));
}

/* --- filters ------------------------------------------------------------------------------------------------------------- */

static bool
is_first(const struct move_page *page, size_t i, bool by_version)
{
	for (size_t k = 0; k < i; k++)
		if (by_version ? page->counts[k].version_no == page->counts[i].version_no
			       : strcmp(page->counts[k].state_name, page->counts[i].state_name) == 0)
			return false;
	return !by_version || page->counts[i].version_no < page->newer;
}

/* Versions and states that there are, each once. */
static void
add_filter(struct ctx *c, const struct move_page *page, struct view *filters, const char *name, bool by_version)
{
	const char *chosen = by_version ? number_text(c, page->in->older) : page->in->state;
	struct view *field = view_item(filters), *options;

	part_field(field, name, words(c, by_version ? "older" : "state"), NULL, NULL, false);
	view_text(field, "empty", words(c, "any"));
	options = view_list(field, "options");
	for (size_t i = 0; i < page->count_count; i++) {
		const struct move_count *count = &page->counts[i];

		if (!is_first(page, i, by_version))
			continue;
		part_option(options, by_version ? number_text(c, count->version_no) : count->state_name,
		    by_version ? version_text(c, count->version_no)
			       : ctx_text(c, arena_printf(c->arena, "workflow.states.%s", count->state_name)),
		    chosen);
	}
}

/* --- dossiers ------------------------------------------------------------------------------------------------------------ */

static bool
may_open(struct ctx *c, const struct move_row *row)
{
	const struct officer *officer = ctx_officer(c);

	return officer_sees(officer, row->agency_receiving_id, row->procedure_code) ||
	       officer_sees(officer, row->agency_solving_id, row->procedure_code);
}

static void
add_row(struct ctx *c, const struct move_row *row, const struct move_reasons *reasons, struct view *list)
{
	const char *number = row->code != NULL ? row->code : row->filing_number;
	enum dossier_state state = DOSSIER_NEW;
	struct view *item = view_item(list), *verdict, *why;

	(void)!dossier_state_by_name(row->state_name, &state);
	view_text(item, "number", number);
	view_url(item, "url", may_open(c, row) ? url(c->arena, "/can-bo/ho-so/{}", number) : NULL);
	view_text(item, "procedure", row->procedure_name);
	view_text(item, "agency", row->agency_name);
	view_text(item, "version", version_text(c, row->version_no));
	office_add_state(c, item, state);
	verdict = view_child(view_child(item, "verdict"), "state");
	view_text(verdict, "label", words(c, reasons->count == 0 ? "movable" : "not_movable"));
	view_text(verdict, "kind", reasons->count == 0 ? "done" : "bad");
	why = view_list(item, "reasons");
	for (size_t i = 0; i < reasons->count; i++)
		view_item_text(why, reasons->items[i]);
	view_bool(item, "any_reasons", reasons->count > 0);
}

static void
add_pages(struct ctx *c, const struct move_page *page, struct view *view)
{
	struct view *pages;

	if (!page->more && page->in->after == NULL) {
		view_text(view, "pages", NULL);
		return;
	}
	pages = view_child(view, "pages");
	view_text(pages, "shown", NULL);
	view_url(pages, "previous_url", page->in->after != NULL ? address(c, page, "") : NULL);
	view_url(pages, "next_url",
	    page->more
		? url_query_add(c->arena, address(c, page, ""), "sau", page->rows[page->row_count - 1].filing_number)
		: NULL);
}

/* --- the act ------------------------------------------------------------------------------------------------------------- */

static void
add_form(struct ctx *c, const struct move_page *page, struct view *view)
{
	struct view *form, *numbers, *reason;
	size_t movable = 0;

	for (size_t i = 0; i < page->row_count; i++)
		movable += page->reasons[i].count == 0;
	if (!page->may_move || movable == 0) {
		view_text(view, "form", NULL);
		return;
	}
	form = view_child(view, "form");
	view_url(form, "action", move_path(c->arena, page->in));
	view_text(form, "newer", number_text(c, page->newer));
	view_text(form, "once", idempotency_key(c));
	numbers = view_list(form, "numbers");
	for (size_t i = 0; i < page->row_count; i++)
		if (page->reasons[i].count == 0)
			view_item_text(numbers, page->rows[i].filing_number);
	reason = view_child(form, "reason");
	part_field(reason, "reason", words(c, "reason"), words(c, "reason_hint"), again_error(c, "reason"), false);
	view_text(reason, "value", again_typed(c, "reason", ""));
	view_int(reason, "rows", REASON_ROWS);
	view_text(reason, "maxlength", "500");
	view_text(form, "button",
	    message_format(c->arena, c->messages, c->language, "workflow_move.button",
		MESSAGE_ARGUMENTS({ "count", number_text(c, (int64_t)movable) })));
	view_bool(form, "secondary", false);
	view_bool(form, "warning", false);
	view_text(form, "confirm", words(c, "confirm"));
}

static void
add_notice(struct ctx *c, const struct move_page *page, struct view *view)
{
	struct view *notice;

	if (page->in->moved < 0) {
		view_text(view, "notice", NULL);
		return;
	}
	notice = view_child(view, "notice");
	view_text(notice, "text",
	    message_format(c->arena, c->messages, c->language,
		page->in->left > 0 ? "workflow_move.done_but" : "workflow_move.done",
		MESSAGE_ARGUMENTS(
		    { "count", number_text(c, page->in->moved) }, { "left", number_text(c, page->in->left) })));
	view_bool(notice, "success", page->in->moved > 0);
	view_text(notice, "link", NULL);
}

struct view *
move_view(struct ctx *c, const struct move_page *page)
{
	const bool form = move_kind(page->in) == DEFINITION_FORM;
	struct view *view = view_object(c->arena), *filters, *list;

	view_text(view, "title",
	    message_format(c->arena, c->messages, c->language,
		form ? "workflow_move.title_form" : "workflow_move.title_process",
		MESSAGE_ARGUMENTS({ "code", page->in->code }, { "version", number_text(c, page->newer) })));
	view_url(view, "back_url", page->back);
	again_errors(c, view);
	add_notice(c, page, view);
	view_text(view, "lead", words(c, form ? "lead_form" : "lead_process"));
	add_counts(c, page, view);
	view_url(view, "search_url", move_path(c->arena, page->in));
	view_text(view, "newer", number_text(c, page->newer));
	view_text(view, "q", page->in->number);
	filters = view_list(view, "filters");
	add_filter(c, page, filters, "tu", true);
	add_filter(c, page, filters, "trang-thai", false);
	view_bool(view, "any", page->row_count > 0);
	list = view_list(view, "dossiers");
	for (size_t i = 0; i < page->row_count; i++)
		add_row(c, &page->rows[i], &page->reasons[i], list);
	add_pages(c, page, view);
	add_form(c, page, view);
	view_url(view, "export_url", address(c, page, "/tai-ve"));
	return view;
}

struct view *
move_sample(struct arena *arena)
{
	static const char *reason = "A";
	static struct move_reasons reasons[2] = { { NULL, 0 }, { &reason, 1 } };
	static const struct move_count count = { 1, 1, "received" };
	static const struct move_row rows[2] = { { .filing_number = "T1", .state_name = "received", .version_no = 1 },
		{ .filing_number = "T2", .state_name = "received", .version_no = 1 } };
	struct officer nobody = { .id = 0 };
	struct ctx c = { .arena = arena, .language = "vi", .principal = &nobody };
	const struct move_input in = { .kind = "bieu-mau", .code = "A", .after = "T0", .moved = 1, .left = 1 };
	const struct move_page page = { &in, 2, &count, 1, rows, reasons, 2, true, true, "/" };

	return move_view(&c, &page);
}
