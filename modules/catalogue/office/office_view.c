/* Rows, filters and headings of the administrator's list. See office_view.h. */
#include "office/office_view.h"

#include <inttypes.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "office/office_filter.h"
#include "office/office_store.h"
#include "publish/edition.h"
#include "record/procedure_record.h"

/* The text of one of a group of choices: "catalogue_edit.states.draft". */
static const char *
choice_text(struct arena *arena, const struct edition *edition, const char *group, const char *name)
{
	return edition_text(edition, arena_printf(arena, "catalogue_edit.%s.%s", group, name));
}

static struct view *
add_filter(const struct edition *edition, struct view *list, const char *name, const char *label)
{
	struct view *field = view_item(list);

	part_field(field, name, edition_text(edition, label), NULL, NULL, false);
	view_text(field, "empty", edition_text(edition, "catalogue_edit.any"));
	return view_list(field, "options");
}

/* A filter whose choices are a NULL-terminated list of names. */
static void
add_named(struct arena *arena, const struct edition *edition, struct view *list, const char *name, const char *label,
    const char *group, const char *const *names, const char *chosen)
{
	struct view *options = add_filter(edition, list, name, label);

	for (; *names != NULL; names++)
		part_option(options, *names, choice_text(arena, edition, group, *names), chosen);
}

static const char *
name_of(const struct office_choice *choices, size_t count, const char *code)
{
	for (size_t i = 0; code != NULL && i < count; i++)
		if (strcmp(choices[i].code, code) == 0)
			return choices[i].name;
	return code;
}

static void
add_filters(struct arena *arena, const struct edition *edition, struct view *view, const struct office_filter *filter,
    const struct office_choices *choices)
{
	struct view *list = view_list(view, "filters");
	struct view *options = add_filter(edition, list, "linh-vuc", "catalogue.sector");

	for (size_t i = 0; i < choices->sector_count; i++)
		part_option(options, choices->sectors[i].code, choices->sectors[i].name, filter->sector);
	options = add_filter(edition, list, "don-vi", "catalogue_edit.owner");
	part_option(options, OFFICE_OWNER_NONE, edition_text(edition, "catalogue_edit.owner_none"), filter->owner);
	for (size_t i = 0; i < choices->owner_count; i++)
		part_option(options, choices->owners[i].code, choices->owners[i].name, filter->owner);
	add_named(
	    arena, edition, list, "trang-thai", "catalogue_edit.newest_state", "states", office_states, filter->state);
	add_named(arena, edition, list, "muc-do", "catalogue.level", "levels", service_levels, filter->level);
	add_named(arena, edition, list, "loai", "catalogue_edit.kind", "kinds", office_kinds, filter->kind);
	add_named(arena, edition, list, "thieu", "catalogue_edit.lacking", "lacks", office_lacks, filter->lacking);
}

/* What a condition says in words. */
static const char *
condition_text(struct arena *arena, const struct edition *edition, const struct office_condition *condition,
    const struct office_choices *choices)
{
	static const char *const groups[][2] = { { "trang-thai", "states" }, { "muc-do", "levels" },
		{ "loai", "kinds" }, { "thieu", "lacks" } };

	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
		if (strcmp(condition->name, groups[i][0]) == 0)
			return choice_text(arena, edition, groups[i][1], condition->value);
	if (strcmp(condition->name, "linh-vuc") == 0)
		return name_of(choices->sectors, choices->sector_count, condition->value);
	if (strcmp(condition->name, "don-vi") != 0)
		return condition->value;
	return strcmp(condition->value, OFFICE_OWNER_NONE) == 0
		   ? edition_text(edition, "catalogue_edit.owner_none")
		   : name_of(choices->owners, choices->owner_count, condition->value);
}

void
office_view_filters(struct arena *arena, const struct edition *edition, struct view *view, const char *path,
    const struct office_filter *filter, const struct office_choices *choices)
{
	struct office_condition conditions[OFFICE_FILTERS];
	struct view *chips = view_list(view, "chips");

	add_filters(arena, edition, view, filter, choices);
	office_conditions(filter, conditions);
	for (size_t i = 0; i < OFFICE_FILTERS; i++) {
		struct view *chip;

		if (conditions[i].value == NULL)
			continue;
		chip = view_item(chips);
		view_text(chip, "label", condition_text(arena, edition, &conditions[i], choices));
		view_url(chip, "url", office_filter_address(arena, path, filter, conditions[i].name));
	}
	view_bool(view, "has_chips", view_count(chips) > 0);
	view_url(view, "clear_url", path);
}

void
office_view_state(struct arena *arena, const struct edition *edition, struct view *item, const char *state)
{
	static const char *const kinds[][2] = { { "draft", "waiting" }, { "submitted", "waiting" },
		{ "controlled", "waiting" }, { "published", "active" }, { "suspended", "bad" } };
	struct view *tag = view_child(item, "state");
	const char *kind = "neutral";

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i][0], state) == 0)
			kind = kinds[i][1];
	view_text(tag, "label", choice_text(arena, edition, "states", state));
	view_text(tag, "kind", kind);
}

static void
add_row(struct arena *arena, const struct edition *edition, struct view *list, const struct office_row *row)
{
	struct view *item = view_item(list);

	view_text(item, "code", row->code);
	view_url(item, "url", url(arena, OFFICE_LIST_PATH "/thu-tuc/{}", row->code));
	view_text(item, "name", row->name);
	view_text(item, "sector", row->sector_name);
	view_text(item, "owner",
	    row->owner_name != NULL ? row->owner_name : edition_text(edition, "catalogue_edit.owner_none"));
	view_text(item, "level",
	    *row->service_level != '\0' ? choice_text(arena, edition, "levels", row->service_level) : NULL);
	view_text(
	    item, "kind", strcmp(row->kind, "standard") == 0 ? NULL : choice_text(arena, edition, "kinds", row->kind));
	view_int(item, "version", row->version_no);
	view_text(item, "since", row->effective_from != DATE_NONE ? date_text(arena, row->effective_from) : NULL);
	view_text(item, "form", edition_text(edition, row->has_form ? "catalogue.own" : "catalogue.paper_form"));
	view_text(item, "process", edition_text(edition, row->has_process ? "catalogue.own" : "catalogue.default"));
	view_text(item, "rule", edition_text(edition, row->has_rule ? "catalogue.own" : "catalogue.without"));
	office_view_state(arena, edition, item, row->listed ? row->state : "unlisted");
	/* A version that is being written hides the one that counts. */
	view_text(item, "also",
	    row->in_force && strcmp(row->state, "published") != 0
		? edition_text(edition, "catalogue_edit.also_in_force")
		: NULL);
}

/* The list sorted as it is now, or by another column; a second press turns the order round. */
static const char *
order_url(struct arena *arena, const struct office_query *query, const char *order, bool down)
{
	const char *to = office_filter_address(arena, OFFICE_LIST_PATH, query->filter, NULL);

	if (strcmp(order, office_orders[0]) != 0)
		to = url_query_add(arena, to, "sap-xep", order);
	return down ? url_query_add(arena, to, "giam", "1") : to;
}

static void
add_headings(struct arena *arena, const struct edition *edition, struct view *view, const struct office_query *query)
{
	for (size_t i = 0; office_orders[i] != NULL; i++) {
		bool current = strcmp(query->order, office_orders[i]) == 0;
		struct view *heading = view_child(view, arena_printf(arena, "order_%s", office_orders[i]));

		view_text(heading, "label", choice_text(arena, edition, "orders", office_orders[i]));
		view_url(heading, "url", order_url(arena, query, office_orders[i], current && !query->down));
		view_text(heading, "way", !current ? NULL : query->down ? "descending" : "ascending");
	}
}

/* "51-100 trên 5.964", and on. */
static void
add_pages(struct arena *arena, const struct edition *edition, struct view *view, const struct office_page *page)
{
	int64_t to = page->from + (int64_t)page->count - 1;
	struct view *pages = view_child(view, "pages");
	const char *here = order_url(arena, page->query, page->query->order, page->query->down);

	view_text(pages, "shown",
	    edition->messages == NULL
		? "sample"
		: message_format(arena, edition->messages, edition->language, "catalogue_edit.shown",
		      MESSAGE_ARGUMENTS({ "from", money_text(arena, page->from) }, { "to", money_text(arena, to) },
			  { "total", money_text(arena, page->total < to ? to : page->total) })));
	view_url(pages, "first_url", page->query->after != NULL ? here : NULL);
	view_url(pages, "next_url",
	    !page->more ? NULL
			: url_query_add_int(arena, url_query_add(arena, here, "sau", page->rows[page->count - 1].code),
			      "tu", to + 1));
}

/* Where the filtered list leads as a whole. */
static void
add_ways(struct arena *arena, struct view *view, const struct office_page *page)
{
	const struct office_filter *filter = page->query->filter;

	view_url(view, "new_url", page->may_draft ? OFFICE_LIST_PATH "/thu-tuc-moi" : NULL);
	view_url(view, "bulk_url",
	    page->may_draft && page->total > 0
		? office_filter_address(arena, OFFICE_LIST_PATH "/sua-hang-loat", filter, NULL)
		: NULL);
	view_url(view, "action", page->may_publish ? OFFICE_LIST_PATH "/cong-bo" : NULL);
}

struct view *
office_view(struct arena *arena, const struct edition *edition, const struct office_page *page)
{
	struct view *view = view_object(arena);
	struct view *list;

	view_text(view, "title", edition_text(edition, "catalogue.office_title"));
	view_text(view, "published",
	    page->published != NULL ? edition_format(arena, edition, "catalogue.published_at", "at",
					  moment_text(arena, page->published->published_at))
				    : edition_text(edition, "catalogue.never_published"));
	view_url(view, "search_url", OFFICE_LIST_PATH);
	view_text(view, "q", page->query->filter->q);
	office_view_filters(arena, edition, view, OFFICE_LIST_PATH, page->query->filter, page->choices);
	add_headings(arena, edition, view, page->query);
	view_text(view, "found",
	    edition_format(arena, edition, "catalogue_edit.found", "count", money_text(arena, page->total)));
	view_bool(view, "any", page->count > 0);
	list = view_list(view, "procedures");
	for (size_t i = 0; i < page->count; i++)
		add_row(arena, edition, list, &page->rows[i]);
	add_pages(arena, edition, view, page);
	add_ways(arena, view, page);
	return view;
}
