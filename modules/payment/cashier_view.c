/* See cashier_view.h. */
#include "cashier_view.h"

#include "core/memory/arena.h"
#include "core/view/part.h"
#include "core/view/view.h"

static struct view *
add_field(struct view *page, const char *name, const char *label, const char *value, const char *error)
{
	struct view *field = view_child(page, name);

	part_field(field, name, label, NULL, error, false);
	view_text(field, "value", value);
	return field;
}

static void
add_search(struct view *view, const struct cashier_page *page)
{
	struct view *field = add_field(view, "search", page->search_label, page->search, NULL);

	view_text(field, "id", "q");
	view_text(field, "name", "q");
	view_text(field, "type", "search");
	view_text(field, "width", NULL);
	view_text(field, "autocomplete", "off");
	view_text(field, "inputmode", NULL);
}

static void
add_notice(struct view *view, const struct cashier_page *page)
{
	struct view *notice, *link;

	if (page->notice == NULL) {
		view_text(view, "notice", NULL);
		return;
	}
	notice = view_child(view, "notice");
	view_text(notice, "text", page->notice);
	view_bool(notice, "success", true);
	if (page->receipt_url == NULL) {
		view_text(notice, "link", NULL);
		return;
	}
	link = view_child(notice, "link");
	view_url(link, "url", page->receipt_url);
	view_text(link, "label", page->receipt_label);
}

static void
add_demand(struct view *view, const struct cashier_demand *demand)
{
	struct view *child, *lines;

	if (demand == NULL) {
		view_text(view, "demand", NULL);
		return;
	}
	child = view_child(view, "demand");
	view_text(child, "code", demand->code);
	view_text(child, "payer", demand->payer);
	view_text(child, "procedure", demand->procedure);
	view_text(child, "total", demand->total);
	view_text(child, "in_words", demand->in_words);
	view_url(child, "action", demand->action);
	view_text(child, "once", demand->once);
	view_int(child, "event", demand->event_seq);
	view_int(child, "version", demand->version);
	(void)add_field(child, "received", demand->received_label, demand->received, demand->received_error);
	lines = view_list(child, "lines");
	for (size_t i = 0; i < demand->line_count; i++) {
		struct view *line = view_item(lines);

		view_text(line, "label", demand->lines[i].label);
		view_text(line, "amount", demand->lines[i].amount);
	}
}

static void
add_rows(struct view *view, const struct cashier_page *page)
{
	struct view *list = view_list(view, "demands"), *pages;

	for (size_t i = 0; i < page->row_count; i++) {
		struct view *row = view_item(list);

		view_text(row, "code", page->rows[i].code);
		view_url(row, "url", page->rows[i].url);
		view_text(row, "payer", page->rows[i].payer);
		view_text(row, "amount", page->rows[i].amount);
		view_text(row, "since", page->rows[i].since);
	}
	view_bool(view, "any", page->row_count > 0);
	if (page->next_url == NULL && page->previous_url == NULL) {
		view_text(view, "pages", NULL);
		return;
	}
	pages = view_child(view, "pages");
	view_text(pages, "shown", page->shown);
	view_url(pages, "previous_url", page->previous_url);
	view_url(pages, "next_url", page->next_url);
}

struct view *
cashier_view(struct arena *arena, const struct cashier_page *page)
{
	struct view *view = view_object(arena);

	view_text(view, "title", page->title);
	view_url(view, "search_url", "/can-bo/thu-ngan");
	view_url(view, "takings_url", page->takings_url);
	add_notice(view, page);
	add_search(view, page);
	add_demand(view, page->demand);
	add_rows(view, page);
	return view;
}

static void
add_date(struct view *view, const struct takings_page *page)
{
	struct view *date = view_child(view, "date");

	part_field(date, "ngay", page->date_label, NULL, page->date_error, false);
	view_text(date, "day", page->date_day);
	view_text(date, "month", page->date_month);
	view_text(date, "year", page->date_year);
	view_bool(date, "birthday", false);
}

struct view *
takings_view(struct arena *arena, const struct takings_page *page)
{
	struct view *view = view_object(arena), *rows, *sums;

	view_text(view, "title", page->title);
	view_text(view, "day", page->day);
	add_date(view, page);
	view_url(view, "takings_url", "/can-bo/thu-ngan/trong-ngay");
	view_url(view, "back_url", page->back_url);
	view_text(view, "total", page->total);
	view_text(view, "in_words", page->in_words);
	view_text(view, "cut", page->cut);
	view_bool(view, "any", page->row_count > 0);
	rows = view_list(view, "takings");
	for (size_t i = 0; i < page->row_count; i++) {
		struct view *row = view_item(rows);

		view_text(row, "when", page->rows[i].when);
		view_text(row, "code", page->rows[i].code);
		view_text(row, "payer", page->rows[i].payer);
		view_text(row, "method", page->rows[i].method);
		view_text(row, "officer", page->rows[i].officer);
		view_text(row, "amount", page->rows[i].amount);
	}
	sums = view_list(view, "sums");
	for (size_t i = 0; i < page->sum_count; i++) {
		struct view *row = view_item(sums);

		view_text(row, "method", page->sums[i].method);
		view_text(row, "amount", page->sums[i].amount);
	}
	return view;
}
