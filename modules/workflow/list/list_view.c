/* The work list as a view. See list_view.h. */
#include "list/list_view.h"

#include <inttypes.h>
#include <string.h>

#include "domain/time/local_time.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "domain/dossier/state.h"
#include "list/list.h"
#include "list/list_store.h"
#include "office.h"

enum { QUEUES_MOST = 16 };

static const char *
number_text(struct ctx *c, const char *key, int64_t number)
{
	return message_format(
	    c->arena, c->messages, c->language, key, MESSAGE_ARGUMENTS({ "count", money_text(c->arena, number) }));
}

const char *
due_in_words(struct ctx *c, int64_t due_at, enum clock_state clock, bool *ret_overdue)
{
	int64_t days;

	*ret_overdue = false;
	if (clock == CLOCK_PAUSED)
		return ctx_text(c, "workflow.due_paused");
	if (due_at == TIME_NONE || clock != CLOCK_RUNNING)
		return NULL;
	days = local_from_utc(due_at).day - (int64_t)local_from_utc(c->now).day;
	if (days > 0)
		return number_text(c, "workflow.due_days", days);
	if (days == 0)
		return ctx_text(c, c->now <= due_at ? "workflow.due_today" : "workflow.due_hour_passed");
	*ret_overdue = true;
	return number_text(c, "workflow.overdue_days", -days);
}

/* The address of the list with all filters but one (NULL: all of them), from the top. */
static const char *
address(struct ctx *c, const struct list_input *in, const char *queue, const char *without)
{
	const struct {
		const char *name, *value;
	} parts[] = { { "q", in->q }, { "procedure", in->procedure }, { "due", in->due }, { "channel", in->channel } };
	const char *to = url_query_add(c->arena, "/can-bo/ho-so", "queue", queue);

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (without == NULL || strcmp(without, parts[i].name) != 0)
			to = url_query_add(c->arena, to, parts[i].name, parts[i].value);
	return to;
}

static int64_t
count_of(const struct list_page *page, const char *queue)
{
	for (size_t i = 0; i < page->count_count; i++)
		if (strcmp(page->counts[i].queue, queue) == 0)
			return page->counts[i].dossiers;
	return 0;
}

static void
add_queues(struct ctx *c, const struct list_page *page, struct view *view)
{
	const struct queue *queues[QUEUES_MOST];
	size_t count = list_queues_of(ctx_officer(c), queues);
	struct view *list = view_list(view, "queues");

	for (size_t i = 0; i < count; i++) {
		struct view *item;

		if (i > 0 && strcmp(queues[i]->name, queues[i - 1]->name) == 0)
			continue;
		item = view_item(list);
		view_text(item, "label", ctx_text(c, queues[i]->label));
		view_url(item, "url", address(c, page->input, queues[i]->name, NULL));
		view_text(item, "count", money_text(c->arena, count_of(page, queues[i]->name)));
		view_bool(item, "current", strcmp(queues[i]->name, page->queue->name) == 0);
	}
}

static struct view *
add_filter(struct view *list, const char *name, const char *label, const char *empty)
{
	struct view *field = view_item(list);

	part_field(field, name, label, NULL, NULL, false);
	view_text(field, "empty", empty);
	return view_list(field, "options");
}

static const char *const due_names[] = { "overdue", "today", "week" };
static const char *const channel_names[] = { "online", "counter", "post" };

static const char *
choice_text(struct ctx *c, const char *kind, const char *name)
{
	return ctx_text(c, arena_printf(c->arena, "workflow.%s.%s", kind, name));
}

static void
add_filters(struct ctx *c, const struct list_page *page, struct view *view)
{
	const struct list_input *in = page->input;
	const char *any = ctx_text(c, "workflow.filter_any");
	struct view *filters = view_list(view, "filters");
	struct view *options = add_filter(filters, "procedure", ctx_text(c, "workflow.filter_procedure"), any);

	for (size_t i = 0; i < page->procedure_count; i++)
		part_option(options, page->procedures[i].code, page->procedures[i].name, in->procedure);
	options = add_filter(filters, "due", ctx_text(c, "workflow.filter_due"), any);
	for (size_t i = 0; i < sizeof(due_names) / sizeof(due_names[0]); i++)
		part_option(options, due_names[i], choice_text(c, "dues", due_names[i]), in->due);
	options = add_filter(filters, "channel", ctx_text(c, "workflow.channel"), any);
	for (size_t i = 0; i < sizeof(channel_names) / sizeof(channel_names[0]); i++)
		part_option(options, channel_names[i], choice_text(c, "channels", channel_names[i]), in->channel);
}

static void
add_chip(struct ctx *c, const struct list_page *page, struct view *chips, const char *name, const char *label)
{
	struct view *chip;

	if (label == NULL)
		return;
	chip = view_item(chips);
	view_text(chip, "label", label);
	view_url(chip, "url", address(c, page->input, page->queue->name, name));
}

static const char *
procedure_name(const struct list_page *page, const char *code)
{
	for (size_t i = 0; code != NULL && i < page->procedure_count; i++)
		if (strcmp(page->procedures[i].code, code) == 0)
			return page->procedures[i].name;
	return code;
}

static void
add_chips(struct ctx *c, const struct list_page *page, struct view *view)
{
	const struct list_input *in = page->input;
	struct view *chips = view_list(view, "chips");

	add_chip(c, page, chips, "q", in->q);
	add_chip(c, page, chips, "procedure", procedure_name(page, in->procedure));
	add_chip(c, page, chips, "due", in->due == NULL ? NULL : choice_text(c, "dues", in->due));
	add_chip(c, page, chips, "channel", in->channel == NULL ? NULL : choice_text(c, "channels", in->channel));
	view_bool(view, "has_chips", view_count(chips) > 0);
	view_url(view, "clear_url", url_query_add(c->arena, "/can-bo/ho-so", "queue", page->queue->name));
}

static void
add_row(struct ctx *c, const struct list_page *page, struct view *list, const struct list_row *row)
{
	const char *number = row->code != NULL ? row->code : row->filing_number;
	enum dossier_state state = DOSSIER_NEW;
	struct view *item = view_item(list);
	bool overdue = false;

	if (dossier_state_by_name(row->state_name, &state) != OK)
		state = DOSSIER_NEW;
	view_text(item, "code", number);
	view_url(item, "url",
	    url_query_add(c->arena, url(c->arena, "/can-bo/ho-so/{}", number), "queue", page->queue->name));
	view_text(item, "procedure", row->procedure_name);
	view_text(item, "applicant", row->applicant_name);
	view_text(item, "channel", choice_text(c, "channels", row->channel));
	view_text(
	    item, "received", moment_text(c->arena, row->received_at != TIME_NONE ? row->received_at : row->filed_at));
	view_text(item, "due", row->due_at == TIME_NONE ? NULL : moment_text(c->arena, row->due_at));
	view_text(item, "remaining", due_in_words(c, row->due_at, dossier_state_clock(state), &overdue));
	view_bool(item, "overdue", overdue);
	view_text(item, "step", row->step);
	view_text(item, "assignee", row->assignee);
	office_add_state(c, item, state);
}

/* "26-50 trên 12.410"; the way back to the top, and on. */
static void
add_pages(struct ctx *c, const struct list_page *page, struct view *view, int64_t total)
{
	int64_t from = page->input->from, to = from + (int64_t)page->row_count - 1;
	struct view *pages = view_child(view, "pages");
	const char *here = address(c, page->input, page->queue->name, NULL);

	view_text(pages, "shown",
	    message_format(c->arena, c->messages, c->language, "workflow.shown",
		MESSAGE_ARGUMENTS({ "from", money_text(c->arena, from) }, { "to", money_text(c->arena, to) },
		    { "total", money_text(c->arena, total < to ? to : total) })));
	view_url(pages, "first_url", page->input->after != NULL ? here : NULL);
	view_url(pages, "next_url",
	    page->next == NULL
		? NULL
		: url_query_add_int(c->arena, url_query_add(c->arena, here, "after", page->next), "from", to + 1));
}

/* The questions of one procedure make a table; those of several do not. */
static bool
has_forms(const struct list_page *page)
{
	for (size_t i = 0; page->input->procedure != NULL && i < page->row_count; i++)
		if (page->rows[i].form_version_id != DB_NULL_INT)
			return true;
	return false;
}

struct view *
list_view(struct ctx *c, const struct list_page *page)
{
	struct view *view = view_object(c->arena);
	int64_t total = count_of(page, page->queue->name);
	const char *here = address(c, page->input, page->queue->name, NULL);
	struct view *list;

	view_text(view, "title", ctx_text(c, page->queue->label));
	view_text(view, "notice", NULL);
	view_text(view, "queue", page->queue->name);
	view_url(view, "search_url", "/can-bo/ho-so");
	view_text(view, "q", page->input->q);
	add_queues(c, page, view);
	add_filters(c, page, view);
	add_chips(c, page, view);
	view_text(view, "found", number_text(c, "workflow.found", total));
	view_bool(view, "any", page->row_count > 0);
	list = view_list(view, "dossiers");
	for (size_t i = 0; i < page->row_count; i++)
		add_row(c, page, list, &page->rows[i]);
	add_pages(c, page, view, total);
	view_url(view, "export_url", arena_printf(c->arena, "/can-bo/ho-so/tai-ve%s", here + strlen("/can-bo/ho-so")));
	view_url(view, "answers_url",
	    has_forms(page) ? arena_printf(c->arena, "/can-bo/ho-so/to-khai/tai-ve%s", here + strlen("/can-bo/ho-so"))
			    : NULL);
	return view;
}
