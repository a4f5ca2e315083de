/* A procedure as a page. See procedure_view.h. */
#include "publish/procedure_view.h"

#include <string.h>

#include "publish/catalogue.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "publish/edition.h"
#include "publish/making.h"

enum { COUNTERS_SHOWN = 3, TEXT_MOST = 4000 };

const char *
making_text(const struct making *m, const char *prefix, const char *word)
{
	return edition_text(m->edition, arena_printf(m->arena, "catalogue.%s%s", prefix, word));
}

const char *
making_or_null(const char *value)
{
	return value[0] != '\0' ? value : NULL;
}

size_t
making_lines(const struct making *m, struct view *object, const char *name, const char *lines)
{
	struct view *list = view_list(object, name);
	size_t count = 0;

	while (*lines != '\0') {
		size_t size = strcspn(lines, "\n");

		if (size > 0) {
			view_item_text(list, arena_strndup(m->arena, lines, size));
			count++;
		}
		lines += size + (lines[size] == '\n');
	}
	return count;
}

static void
add_fact(const struct making *m, struct view *facts, const char *label, const char *value)
{
	struct view *fact = view_item(facts);

	view_text(fact, "label", making_text(m, label, ""));
	view_text(fact, "value", value);
}

static bool
has_channel(const struct making *m, const char *channel)
{
	const struct catalogue_channel *list = m->edition->catalogue->channels + m->parts->channels.first;

	for (size_t i = 0; i < m->parts->channels.count; i++)
		if (strcmp(list[i].channel, channel) == 0)
			return true;
	return false;
}

static bool
is_like(const struct catalogue_channel *one, const struct catalogue_channel *other)
{
	return one->case_no == other->case_no && strcmp(one->term_text, other->term_text) == 0 &&
	       strcmp(one->fee_text, other->fee_text) == 0 && strcmp(one->note, other->note) == 0;
}

const char *
making_case_name(const struct making *m, int64_t case_no)
{
	const struct catalogue_case *cases = m->edition->catalogue->cases + m->parts->cases.first;

	for (size_t i = 0; m->parts->cases.count > 1 && i < m->parts->cases.count; i++)
		if (cases[i].case_no == case_no)
			return cases[i].name;
	return NULL;
}

/* Every way of filing with its term and fee; ways that differ in neither stand in one row. */
static void
add_channels(const struct making *m)
{
	const struct catalogue_channel *list = m->edition->catalogue->channels + m->parts->channels.first;
	struct view *facts = view_list(m->page, "facts");
	struct view *rows = view_list(m->page, "channels");
	size_t next;

	if (m->parts->channels.count > 0) {
		add_fact(m, facts, "term", list[0].term_text);
		add_fact(m, facts, "fee", list[0].fee_text);
	}
	add_fact(m, facts, "result", m->procedure->result_name);
	for (size_t i = 0; i < m->parts->channels.count; i = next) {
		const char *names = making_text(m, "channel_", list[i].channel);
		struct view *row = view_item(rows);

		for (next = i + 1; next < m->parts->channels.count && is_like(&list[i], &list[next]); next++)
			names = arena_printf(m->arena, "%s, %s", names, making_text(m, "channel_", list[next].channel));
		view_text(row, "name", names);
		view_text(row, "term", list[i].term_text);
		view_text(row, "fee", list[i].fee_text);
		view_text(row, "note", making_case_name(m, list[i].case_no));
		view_text(row, "remark", making_or_null(list[i].note));
	}
}

static void
add_paper(const struct making *m, struct view *papers, const struct catalogue_paper *paper)
{
	struct view *row = view_item(papers);
	struct view *notes = view_list(row, "notes");

	view_text(row, "name", paper->name);
	view_int(row, "originals", paper->originals);
	view_int(row, "copies", paper->certified + paper->photocopies);
	view_text(row, "template_name", making_or_null(paper->template_name));
	view_url(row, "template_url",
	    paper->template_file[0] != '\0' ? url(m->arena, "/static/mau-don/{}", paper->template_file) : NULL);
	if (paper->shown_only)
		view_item_text(notes, making_text(m, "paper_shown_only", ""));
	if (paper->certified > 0)
		view_item_text(notes, making_text(m, "paper_certified", ""));
	if (!paper->required && !paper->shown_only)
		view_item_text(notes, making_text(m, "paper_optional", ""));
	if (paper->replaced_by[0] != '\0' && has_channel(m, "online"))
		view_item_text(notes,
		    edition_format(m->arena, m->edition, "catalogue.paper_replaced", "what", paper->replaced_by));
}

static void
add_cases(const struct making *m)
{
	const struct catalogue *catalogue = m->edition->catalogue;
	const struct catalogue_case *cases = catalogue->cases + m->parts->cases.first;
	const struct catalogue_paper *papers = catalogue->papers + m->parts->papers.first;
	struct view *list = view_list(m->page, "cases");

	for (size_t i = 0; i < m->parts->cases.count; i++) {
		struct view *item = view_item(list);
		struct view *rows = view_list(item, "papers");

		view_text(item, "name", m->parts->cases.count > 1 ? cases[i].name : NULL);
		for (size_t j = 0; j < m->parts->papers.count; j++)
			if (papers[j].case_no == cases[i].case_no)
				add_paper(m, rows, &papers[j]);
		view_bool(item, "has_steps", making_lines(m, item, "steps", cases[i].steps) > 0);
	}
}

/* Where in person: counters of the agencies that receive it. */
static void
add_counters(const struct making *m)
{
	const struct catalogue *catalogue = m->edition->catalogue;
	const struct catalogue_offering *list = catalogue->offerings + m->parts->offerings.first;
	struct view *shown = view_list(m->page, "counters");
	struct view *more = view_list(m->page, "more_counters");

	for (size_t i = 0; m->procedure->in_force && i < m->parts->offerings.count; i++) {
		const struct agency *agency = catalogue_agency(catalogue, list[i].receiving_id);
		struct view *item;

		if (agency == NULL)
			continue;
		item = view_item(i < COUNTERS_SHOWN ? shown : more);
		view_text(item, "label",
		    strcmp(agency->tier, "centre") == 0
			? agency->name
			: edition_format(m->arena, m->edition, "catalogue.counter_of", "agency", agency->name));
		view_url(item, "url", edition_url(m->arena, m->edition, "/co-quan/{}", agency->slug));
		view_text(item, "address", making_or_null(agency->address));
		view_text(item, "hours", making_or_null(agency->working_hours));
		view_text(item, "phone", making_or_null(agency->hotline));
	}
	view_bool(m->page, "has_more_counters", m->parts->offerings.count > COUNTERS_SHOWN && m->procedure->in_force);
	view_text(m->page, "counter",
	    m->procedure->in_force ? making_text(m, has_channel(m, "post") ? "counter_or_post" : "counter_only", "")
				   : NULL);
}

static bool
is_of_ministry(const struct making *m)
{
	return strcmp(m->procedure->run_by, "ministry") == 0;
}

/* The suspension of today, NULL: none. */
static const struct catalogue_suspension *
suspension_now(const struct making *m)
{
	const struct catalogue_span span = m->parts->suspensions;
	const struct catalogue_suspension *list = m->edition->catalogue->suspensions + span.first;

	for (size_t i = 0; i < span.count; i++)
		if (list[i].from_day <= m->edition->catalogue->today)
			return &list[i];
	return NULL;
}

/* Are dossiers taken today? */
static bool
is_open(const struct making *m)
{
	const struct catalogue_procedure *procedure = m->procedure;
	int32_t today = m->edition->catalogue->today;

	return procedure->in_force && suspension_now(m) == NULL &&
	       (procedure->opens_on == DATE_NONE || procedure->opens_on <= today) &&
	       (procedure->closes_on == DATE_NONE || today <= procedure->closes_on);
}

static bool
is_offered_online(const struct making *m)
{
	const struct catalogue_offering *list = m->edition->catalogue->offerings + m->parts->offerings.first;

	if (!is_open(m) || is_of_ministry(m) || !has_channel(m, "online") ||
	    strcmp(m->procedure->service_level, "information") == 0)
		return false;
	for (size_t i = 0; i < m->parts->offerings.count; i++)
		if (list[i].online)
			return true;
	return false;
}

/* The portal's address with {code} replaced. */
static const char *
national_url(const struct making *m)
{
	const char *pattern = m->edition->national_portal;
	const char *place = strstr(pattern, "{code}");

	if (place == NULL)
		return pattern[0] != '\0' ? pattern : NULL;
	return arena_printf(m->arena, "%.*s%s%s", (int)(place - pattern), pattern,
	    url_encode(m->arena, m->procedure->code), place + strlen("{code}"));
}

/*
 * Where it is filed online. Since the national portal takes the citizens' side (front = national), standard procedures
 * are filed there; internal and pilot ones keep the form of this house.
 */
static void
add_action(const struct making *m)
{
	bool online = is_offered_online(m);
	bool national = m->edition->config->front == FRONT_NATIONAL && strcmp(m->procedure->kind, "standard") == 0;
	bool here = online && !national && edition_has(m->edition, "submission");

	view_url(m->page, "file_url", here ? url(m->arena, "/nop-ho-so/{}", m->procedure->code) : NULL);
	view_url(m->page, "national_url", online && national ? national_url(m) : NULL);
	view_bool(m->page, "of_ministry", is_of_ministry(m));
	view_url(m->page, "ministry_url",
	    is_of_ministry(m) && is_open(m) && url_is_safe(m->procedure->external_url)
		? making_or_null(m->procedure->external_url)
		: NULL);
}

/* The names of agencies, each once. */
static const char *
agency_names(const struct making *m, bool consulted)
{
	const struct catalogue_offering *list = m->edition->catalogue->offerings + m->parts->offerings.first;
	struct buffer names;
	size_t count = 0;

	buffer_init(&names, m->arena, TEXT_MOST);
	for (size_t i = 0; i < m->parts->offerings.count; i++) {
		int64_t id = consulted ? list[i].consulted_id : list[i].solving_id;
		const struct agency *agency = id == DB_NULL_INT ? NULL : catalogue_agency(m->edition->catalogue, id);
		bool seen = false;

		for (size_t j = 0; j < i; j++)
			seen = seen || (consulted ? list[j].consulted_id : list[j].solving_id) == id;
		if (agency != NULL && !seen)
			buffer_printf(&names, "%s%s", count++ > 0 ? "; " : "", agency->name);
	}
	return count > 0 ? names.data : NULL;
}

static const char *
audience_text(const struct making *m)
{
	bool citizen = strstr(m->procedure->audience, "citizen") != NULL;
	bool organisation = strstr(m->procedure->audience, "organisation") != NULL;

	return making_text(m, "audience_", citizen && organisation ? "both" : citizen ? "citizen" : "organisation");
}

static void
add_about(const struct making *m)
{
	const struct catalogue_procedure *procedure = m->procedure;
	int32_t updated = procedure->decision_date != DATE_NONE ? procedure->decision_date : procedure->effective_from;

	view_text(m->page, "who", audience_text(m));
	view_text(m->page, "solving_agency", agency_names(m, false));
	view_text(m->page, "coordinating", agency_names(m, true));
	view_text(m->page, "who_note", making_or_null(procedure->audience_note));
	view_int(m->page, "sets", procedure->copies);
	view_text(m->page, "decision", making_or_null(procedure->decision_no));
	view_text(m->page, "updated", date_text(m->arena, updated));
}

static const char *
about_day(const struct making *m, const char *key, int32_t day)
{
	return edition_format(m->arena, m->edition, key, "date", date_text(m->arena, day));
}

/* Why a procedure in force takes no dossier today; NULL: it does. */
static const char *
closed_text(const struct making *m)
{
	const struct catalogue_procedure *procedure = m->procedure;
	const struct catalogue_suspension *suspension = suspension_now(m);
	const char *text;

	if (is_open(m))
		return NULL;
	if (procedure->opens_on != DATE_NONE && procedure->opens_on > m->edition->catalogue->today)
		return about_day(m, "catalogue.opens_on", procedure->opens_on);
	if (suspension == NULL)
		return about_day(m, "catalogue.closed_on", procedure->closes_on);
	text = suspension->to_day == DATE_NONE ? about_day(m, "catalogue.suspended_from", suspension->from_day)
					       : about_day(m, "catalogue.suspended_until", suspension->to_day);
	return arena_printf(m->arena, "%s %s", text,
	    edition_format(m->arena, m->edition, "catalogue.suspended_reason", "reason", suspension->reason));
}

static const char *
ended_text(const struct making *m, bool replaced)
{
	if (!m->procedure->listed && !replaced)
		return making_text(m, "unlisted", "");
	if (m->procedure->effective_to == DATE_NONE)
		return making_text(m, replaced ? "ended_replaced" : "ended", "");
	return about_day(
	    m, replaced ? "catalogue.ended_on_replaced" : "catalogue.ended_on", m->procedure->effective_to + 1);
}

/* What a person must know first: it is no longer in force, or takes no dossier today. */
static void
add_notice(const struct making *m)
{
	const struct catalogue_procedure *procedure = m->procedure;
	const struct catalogue_procedure *next =
	    procedure->replaced_by != NULL ? catalogue_procedure(m->edition->catalogue, procedure->replaced_by) : NULL;
	const char *text = procedure->in_force ? closed_text(m) : ended_text(m, next != NULL);
	struct view *notice, *link;

	if (text == NULL) {
		view_text(m->page, "notice", NULL);
		return;
	}
	notice = view_child(m->page, "notice");
	view_bool(notice, "success", false);
	view_text(notice, "text", text);
	if (next == NULL || procedure->in_force) {
		view_text(notice, "link", NULL);
		return;
	}
	link = view_child(notice, "link");
	view_text(link, "label", next->name);
	view_url(link, "url", edition_url(m->arena, m->edition, "/thu-tuc/{}", next->slug));
}

/* The level in both vocabularies, and why it is not full (NĐ 224/2026 Điều 14). */
static void
add_level(const struct making *m)
{
	const struct catalogue_procedure *procedure = m->procedure;

	view_text(m->page, "level", making_text(m, "level_", procedure->service_level));
	view_text(m->page, "old_level",
	    procedure->old_level != DB_NULL_INT ? edition_format(m->arena, m->edition, "catalogue.old_level", "level",
						      arena_printf(m->arena, "%lld", (long long)procedure->old_level))
						: NULL);
	view_text(m->page, "level_reason", making_or_null(procedure->level_reason));
}

static void
add_tiers(const struct making *m)
{
	static const char *const all[] = { "province", "district", "commune" };
	struct view *list = view_list(m->page, "tiers");

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (strstr(m->procedure->tiers, all[i]) != NULL)
			view_item_text(list, making_text(m, "tier_", all[i]));
}

struct view *
procedure_view(struct arena *arena, const struct edition *edition, const struct catalogue_procedure *procedure)
{
	const struct catalogue_sector *sector = catalogue_sector(edition->catalogue, procedure->sector_id);
	struct making m = { arena, edition, procedure, catalogue_parts(edition->catalogue, procedure),
		view_object(arena) };

	view_text(m.page, "title", procedure->name);
	view_text(m.page, "code", procedure->code);
	edition_breadcrumbs(arena, edition, m.page, sector != NULL ? sector->name : NULL,
	    sector != NULL ? edition_url(arena, edition, "/linh-vuc/{}", sector->slug) : NULL);
	view_text(m.page, "sector", sector != NULL ? sector->name : NULL);
	add_level(&m);
	add_tiers(&m);
	add_notice(&m);
	add_action(&m);
	add_counters(&m);
	add_channels(&m);
	add_cases(&m);
	view_bool(m.page, "has_steps", making_lines(&m, m.page, "steps_text", procedure->steps) > 0);
	view_bool(m.page, "has_conditions", making_lines(&m, m.page, "conditions", procedure->conditions) > 0);
	parts_view_add(&m);
	add_about(&m);
	return m.page;
}
