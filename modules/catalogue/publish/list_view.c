/* Pages made of lists. See list_view.h. */
#include "publish/list_view.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "publish/catalogue.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "publish/edition.h"
#include "record/procedure_record.h"

enum { HOME_ONLINE_MOST = 6 };

/* Which procedures a list shows. */
struct choice {
	const struct catalogue_sector *sector; /* NULL: of any */
	const struct agency *agency;           /* that receives it */
	const char *event, *level;
};

/* Is `word` one of the words of a list joined by commas? */
static bool
has_word(const char *words, const char *word)
{
	size_t size = strlen(word);

	for (const char *at = strstr(words, word); at != NULL; at = strstr(at + 1, word))
		if ((at == words || at[-1] == ',') && (at[size] == '\0' || at[size] == ','))
			return true;
	return false;
}

static bool
is_received_by(const struct catalogue *catalogue, const struct catalogue_procedure *procedure, int64_t agency_id)
{
	const struct catalogue_span span = catalogue_parts(catalogue, procedure)->offerings;

	for (size_t i = 0; i < span.count; i++)
		if (catalogue->offerings[span.first + i].receiving_id == agency_id)
			return true;
	return false;
}

static bool
is_chosen(const struct catalogue *catalogue, const struct catalogue_procedure *procedure, const struct choice *choice)
{
	return (choice->sector == NULL || procedure->sector_id == choice->sector->id) &&
	       (choice->event == NULL || has_word(procedure->life_events, choice->event)) &&
	       (choice->level == NULL || strcmp(procedure->service_level, choice->level) == 0) &&
	       (choice->agency == NULL || is_received_by(catalogue, procedure, choice->agency->id));
}

static size_t
count_of(const struct edition *edition, const struct choice *choice)
{
	const struct catalogue *catalogue = edition->catalogue;
	size_t count = 0;

	for (size_t i = 0; i < catalogue->procedure_count; i++)
		count += catalogue->procedures[i].in_force && is_chosen(catalogue, &catalogue->procedures[i], choice);
	return count;
}

size_t
life_event_count(const struct edition *edition, const char *event)
{
	return count_of(edition, &(struct choice){ .event = event });
}

size_t
level_count(const struct edition *edition, const char *level)
{
	return count_of(edition, &(struct choice){ .level = level });
}

/* One group of the chosen procedures, in force or ended; how many. */
static size_t
add_group(
    struct arena *arena, const struct edition *edition, struct view *groups, const struct choice *choice, bool in_force)
{
	const struct catalogue *catalogue = edition->catalogue;
	struct view *group = NULL, *list = NULL;
	size_t count = 0;

	for (size_t i = 0; i < catalogue->procedure_count; i++) {
		const struct catalogue_procedure *procedure = &catalogue->procedures[i];
		struct view *item;

		if (procedure->in_force != in_force || !is_chosen(catalogue, procedure, choice))
			continue;
		if (group == NULL) {
			group = view_item(groups);
			view_text(group, "name", in_force ? NULL : edition_text(edition, "catalogue.ended_group"));
			list = view_list(group, "procedures");
		}
		item = view_item(list);
		view_text(item, "label", procedure->name);
		view_url(item, "url", edition_url(arena, edition, "/thu-tuc/{}", procedure->slug));
		view_text(item, "code", procedure->code);
		view_text(item, "level",
		    edition_text(edition, arena_printf(arena, "catalogue.level_%s", procedure->service_level)));
		count++;
	}
	return count;
}

static void
add_procedures(struct arena *arena, const struct edition *edition, struct view *page, const struct choice *choice)
{
	struct view *groups = view_list(page, "groups");
	size_t count = add_group(arena, edition, groups, choice, true);

	view_text(page, "found", count > 0 ? edition_count(arena, edition, "catalogue.procedure_count", count) : NULL);
	(void)add_group(arena, edition, groups, choice, false);
}

static struct view *
list_page(struct arena *arena, const struct edition *edition, const char *title, const char *above,
    const char *above_url, const struct choice *choice)
{
	struct view *page = view_object(arena);

	view_text(page, "title", title);
	edition_breadcrumbs(
	    arena, edition, page, above, above_url != NULL ? edition_url(arena, edition, above_url, "") : NULL);
	view_text(page, "lead", NULL);
	edition_search(arena, edition, page, NULL);
	add_procedures(arena, edition, page, choice);
	return page;
}

struct view *
sector_view(struct arena *arena, const struct edition *edition, const struct catalogue_sector *sector)
{
	return list_page(arena, edition, sector->name, edition_text(edition, "catalogue.sectors"), "/linh-vuc/",
	    &(struct choice){ .sector = sector });
}

static const char *
event_name(struct arena *arena, const struct edition *edition, const char *event)
{
	return edition_text(edition, arena_printf(arena, "catalogue.event_%s", event));
}

struct view *
life_event_view(struct arena *arena, const struct edition *edition, const char *event)
{
	return list_page(arena, edition, event_name(arena, edition, event),
	    edition_text(edition, "shell.nav_procedures"), "/thu-tuc/", &(struct choice){ .event = event });
}

struct view *
level_view(struct arena *arena, const struct edition *edition, const char *level)
{
	return list_page(arena, edition, edition_text(edition, arena_printf(arena, "catalogue.level_%s", level)),
	    edition_text(edition, "shell.nav_procedures"), "/thu-tuc/", &(struct choice){ .level = level });
}

static const char *
or_null(const char *value)
{
	return value[0] != '\0' ? value : NULL;
}

/* An agency that was closed: since when, and who answers for it now. */
static void
add_successor(struct arena *arena, const struct edition *edition, struct view *page, const struct agency *agency)
{
	const struct agency *next = catalogue_agency(edition->catalogue, agency->current_id);
	struct view *notice, *link;

	if (agency->valid_to == DATE_NONE) {
		view_text(page, "notice", NULL);
		return;
	}
	if (next != NULL && next->id == agency->id)
		next = NULL;
	notice = view_child(page, "notice");
	view_bool(notice, "success", false);
	view_text(notice, "text",
	    edition_format(arena, edition, next != NULL ? "catalogue.agency_succeeded" : "catalogue.agency_closed",
		"date", date_text(arena, agency->valid_to)));
	if (next == NULL) {
		view_text(notice, "link", NULL);
		return;
	}
	link = view_child(notice, "link");
	view_text(link, "label", next->name);
	view_url(link, "url", edition_url(arena, edition, "/co-quan/{}", next->slug));
}

struct view *
agency_view(struct arena *arena, const struct edition *edition, const struct agency *agency)
{
	struct view *page = list_page(arena, edition, agency->name, edition_text(edition, "shell.nav_agencies"),
	    "/co-quan/", &(struct choice){ .agency = agency });
	bool open = agency->valid_to == DATE_NONE;

	view_text(page, "address", or_null(agency->address));
	view_text(page, "phone", open ? or_null(agency->hotline) : NULL);
	view_text(page, "hours", open ? or_null(agency->working_hours) : NULL);
	add_successor(arena, edition, page, agency);
	return page;
}

/* --- lists of lists ---------------------------------------------------------------------------------------------- */

static void
add_link(struct view *items, const char *label, const char *path, const char *note)
{
	struct view *item = view_item(items);

	view_text(item, "label", label);
	view_url(item, "url", path);
	view_text(item, "note", note);
}

static void
fill_sectors(struct arena *arena, const struct edition *edition, struct view *items)
{
	for (size_t i = 0; i < edition->catalogue->sector_count; i++) {
		const struct catalogue_sector *sector = &edition->catalogue->sectors[i];
		size_t count = count_of(edition, &(struct choice){ .sector = sector });

		add_link(items, sector->name, edition_url(arena, edition, "/linh-vuc/{}", sector->slug),
		    edition_count(arena, edition, "catalogue.procedure_count", count));
	}
}

static size_t
fill_events(struct arena *arena, const struct edition *edition, struct view *items)
{
	size_t added = 0;

	for (size_t i = 0; life_events[i] != NULL; i++) {
		size_t count = life_event_count(edition, life_events[i]);

		if (count == 0)
			continue;
		add_link(items, event_name(arena, edition, life_events[i]),
		    edition_url(arena, edition, "/su-kien/{}", life_event_slug(life_events[i])),
		    edition_count(arena, edition, "catalogue.procedure_count", count));
		added++;
	}
	return added;
}

static void
fill_levels(struct arena *arena, const struct edition *edition, struct view *items)
{
	for (size_t i = 0; service_levels[i] != NULL; i++) {
		size_t count = level_count(edition, service_levels[i]);

		if (count > 0)
			add_link(items,
			    edition_text(edition, arena_printf(arena, "catalogue.level_%s", service_levels[i])),
			    edition_url(arena, edition, "/muc-do/{}", level_slug(service_levels[i])),
			    edition_count(arena, edition, "catalogue.procedure_count", count));
	}
}

enum agency_group { OF_PROVINCE, OF_COMMUNES, CLOSED };

static enum agency_group
group_of(const struct agency *agency)
{
	if (agency->valid_to != DATE_NONE)
		return CLOSED;
	return strcmp(agency->tier, "commune") == 0 ? OF_COMMUNES : OF_PROVINCE;
}

static void
fill_agencies(struct arena *arena, const struct edition *edition, struct view *items, enum agency_group group)
{
	const struct catalogue *catalogue = edition->catalogue;

	for (size_t i = 0; i < catalogue->agency_count; i++) {
		const struct agency *agency = &catalogue->agencies[i];
		const struct agency *parent =
		    agency->parent_id != DB_NULL_INT ? catalogue_agency(catalogue, agency->parent_id) : NULL;
		/* The province itself stands above all others: only deeper places need to be told. */
		bool tell = parent != NULL && parent->parent_id != DB_NULL_INT;

		if (group_of(agency) == group)
			add_link(items, agency->name, edition_url(arena, edition, "/co-quan/{}", agency->slug),
			    tell ? parent->name : NULL);
	}
}

/* An empty list of lists below home. */
static struct view *
index_page(struct arena *arena, const struct edition *edition, const char *title, struct view **ret_groups)
{
	struct view *page = view_object(arena);

	view_text(page, "title", edition_text(edition, title));
	edition_breadcrumbs(arena, edition, page, NULL, NULL);
	view_text(page, "lead", NULL);
	*ret_groups = view_list(page, "groups");
	return page;
}

static struct view *
add_items(const struct edition *edition, struct view *groups, const char *name)
{
	struct view *group = view_item(groups);

	view_text(group, "name", name != NULL ? edition_text(edition, name) : NULL);
	return view_list(group, "items");
}

static void
add_agency_groups(struct arena *arena, const struct edition *edition, struct view *groups)
{
	static const char *const names[] = { [OF_PROVINCE] = "catalogue.agencies_province",
		[OF_COMMUNES] = "catalogue.agencies_commune",
		[CLOSED] = "catalogue.agencies_closed" };

	for (int group = OF_PROVINCE; group <= CLOSED; group++) {
		bool any = false;

		for (size_t i = 0; i < edition->catalogue->agency_count; i++)
			any = any || (int)group_of(&edition->catalogue->agencies[i]) == group;
		if (any)
			fill_agencies(
			    arena, edition, add_items(edition, groups, names[group]), (enum agency_group)group);
	}
}

struct view *
sectors_view(struct arena *arena, const struct edition *edition)
{
	struct view *groups;
	struct view *page = index_page(arena, edition, "catalogue.sectors", &groups);

	fill_sectors(arena, edition, add_items(edition, groups, NULL));
	return page;
}

struct view *
agencies_view(struct arena *arena, const struct edition *edition)
{
	struct view *groups;
	struct view *page = index_page(arena, edition, "catalogue.agencies", &groups);

	add_agency_groups(arena, edition, groups);
	return page;
}

/* The three ways to procedures. */
static void
add_procedure_groups(struct arena *arena, const struct edition *edition, struct view *groups)
{
	fill_sectors(arena, edition, add_items(edition, groups, "catalogue.sectors"));
	(void)fill_events(arena, edition, add_items(edition, groups, "catalogue.life_events"));
	fill_levels(arena, edition, add_items(edition, groups, "catalogue.by_level"));
}

struct view *
procedures_view(struct arena *arena, const struct edition *edition)
{
	struct view *groups;
	struct view *page = index_page(arena, edition, "shell.nav_procedures", &groups);

	add_procedure_groups(arena, edition, groups);
	return page;
}

struct view *
site_map_view(struct arena *arena, const struct edition *edition)
{
	struct view *groups, *items;
	struct view *page = index_page(arena, edition, "catalogue.sitemap", &groups);

	items = add_items(edition, groups, NULL);
	add_link(
	    items, edition_text(edition, "shell.nav_procedures"), edition_url(arena, edition, "/thu-tuc/", ""), NULL);
	add_link(
	    items, edition_text(edition, "catalogue.search_label"), edition_url(arena, edition, "/tim-kiem", ""), NULL);
	if (edition_has(edition, "submission")) {
		add_link(items, edition_text(edition, "catalogue.track_button"), "/tra-cuu", NULL);
		add_link(items, edition_text(edition, "shell.account"), "/tai-khoan", NULL);
	}
	add_link(items, edition_text(edition, "catalogue.accessibility"),
	    edition_url(arena, edition, "/ho-tro-tiep-can/", ""), NULL);
	add_link(
	    items, edition_text(edition, "catalogue.changes"), edition_url(arena, edition, "/thay-doi/", ""), NULL);
	add_link(items, edition_text(edition, "catalogue_data.title"), edition_url(arena, edition, "/du-lieu-mo/", ""),
	    NULL);
	add_link(items, edition_text(edition, "catalogue.embed"), edition_url(arena, edition, "/nhung/", ""), NULL);
	add_procedure_groups(arena, edition, groups);
	add_agency_groups(arena, edition, groups);
	return page;
}

struct view *
accessibility_view(struct arena *arena, const struct edition *edition)
{
	struct view *page = view_object(arena);

	view_text(page, "title", edition_text(edition, "catalogue.accessibility"));
	edition_breadcrumbs(arena, edition, page, NULL, NULL);
	return page;
}

/* --- home -------------------------------------------------------------------------------------------------------- */

static size_t
fill_online(struct arena *arena, const struct edition *edition, struct view *items)
{
	const struct catalogue *catalogue = edition->catalogue;
	size_t added = 0;

	for (size_t i = 0; i < catalogue->procedure_count && added < HOME_ONLINE_MOST; i++) {
		const struct catalogue_procedure *procedure = &catalogue->procedures[i];
		const struct catalogue_sector *sector = catalogue_sector(catalogue, procedure->sector_id);

		if (!procedure->in_force || strcmp(procedure->service_level, "full") != 0)
			continue;
		add_link(items, procedure->name, edition_url(arena, edition, "/thu-tuc/{}", procedure->slug),
		    sector != NULL ? sector->name : NULL);
		added++;
	}
	return added;
}

struct view *
home_view(struct arena *arena, const struct edition *edition)
{
	struct view *page = view_object(arena);
	bool has_track = edition_has(edition, "submission");

	view_text(page, "title", edition_text(edition, "catalogue.home_title"));
	edition_search(arena, edition, page, NULL);
	view_bool(page, "has_track", has_track);
	view_url(page, "track_url", has_track ? "/tra-cuu" : NULL);
	view_bool(page, "has_online", fill_online(arena, edition, view_list(page, "online")) > 0);
	view_url(page, "online_url", edition_url(arena, edition, "/muc-do/{}", level_slug("full")));
	view_bool(page, "has_life_events", fill_events(arena, edition, view_list(page, "life_events")) > 0);
	fill_sectors(arena, edition, view_list(page, "sectors"));
	view_url(page, "agencies_url", edition_url(arena, edition, "/co-quan/", ""));
	return page;
}
