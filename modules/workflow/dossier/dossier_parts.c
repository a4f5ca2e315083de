/* People, papers and journal of a dossier's page. See dossier_parts.h. */
#include "dossier/dossier_parts.h"

#include <inttypes.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/part.h"
#include "core/view/view.h"
#include "dossier/dossier_page.h"
#include "facts.h"

enum { ENTRY_TEXT_MAX = 16 * 1024, KIBIBYTE = 1024 };

static void
add_person_row(struct ctx *c, struct view *rows, const json_t *person, const char *name, const char *label)
{
	const char *value = facts_text(c->arena, person, name);
	int32_t day;

	if (value == NULL)
		return;
	if (strcmp(name, "birth_date") == 0 && date_parse(value, &day) == OK)
		value = date_text(c->arena, day);
	part_row(rows, ctx_text(c, label), value, NULL);
}

void
dossier_add_people(struct ctx *c, const struct dossier_page *page, struct view *sections)
{
	const json_t *people = facts_read(c->arena, page->around.people);

	for (size_t i = 0; i < json_array_size(people); i++) {
		const json_t *person = json_array_get(people, i);
		const char *role = facts_text(c->arena, person, "role"), *kind = facts_text(c->arena, person, "kind");
		bool organisation = kind != NULL && strcmp(kind, "organisation") == 0;
		struct view *section = view_item(sections), *rows;

		view_text(section, "title",
		    ctx_text(c, role != NULL && strcmp(role, "owner") == 0 ? "workflow.owner" : "workflow.applicant"));
		rows = view_list(section, "rows");
		add_person_row(
		    c, rows, person, "name", organisation ? "workflow.organisation_name" : "workflow.person_name");
		add_person_row(c, rows, person, "number",
		    organisation ? "workflow.organisation_number" : "workflow.person_number");
		add_person_row(c, rows, person, "birth_date", "workflow.person_birth");
		add_person_row(c, rows, person, "address", "workflow.person_address");
		add_person_row(c, rows, person, "phone", "workflow.person_phone");
		add_person_row(c, rows, person, "email", "workflow.person_email");
	}
}

static const char *
size_text(struct arena *arena, json_int_t size)
{
	if (size < (json_int_t)KIBIBYTE * KIBIBYTE)
		return arena_printf(arena, "%" PRId64 " KB", (int64_t)((size + KIBIBYTE - 1) / KIBIBYTE));
	return arena_printf(arena, "%" PRId64 " MB", (int64_t)(size / KIBIBYTE / KIBIBYTE));
}

static const char *
count_text(struct arena *arena, const json_t *paper, const char *name)
{
	json_int_t count = facts_int(paper, name);

	return count == 0 ? NULL : money_text(arena, (int64_t)count);
}

void
dossier_add_papers(struct ctx *c, const struct dossier_page *page, struct view *view)
{
	const json_t *papers = facts_read(c->arena, page->around.papers);
	const char *base = url(c->arena, "/can-bo/ho-so/{}/tep/", dossier_number(&page->dossier));
	struct view *list = view_list(view, "papers");

	for (size_t i = 0; i < json_array_size(papers); i++) {
		const json_t *paper = json_array_get(papers, i);
		const char *reference = facts_text(c->arena, paper, "reference");
		struct view *item = view_item(list), *files = view_list(item, "files"), *file;

		view_text(item, "name", facts_text(c->arena, paper, "name"));
		view_text(item, "original", count_text(c->arena, paper, "originals"));
		view_text(item, "certified", count_text(c->arena, paper, "certified"));
		view_text(item, "copy", count_text(c->arena, paper, "photocopies"));
		view_bool(item, "has_files", reference != NULL);
		if (reference == NULL)
			continue;
		file = view_item(files);
		view_text(file, "name", facts_text(c->arena, paper, "file"));
		view_text(file, "size", size_text(c->arena, facts_int(paper, "size")));
		view_text(file, "state", NULL);
		view_url(file, "url", arena_printf(c->arena, "%s%s", base, reference));
		view_url(file, "remove_url", NULL);
	}
	view_bool(view, "has_papers", json_array_size(papers) > 0);
}

/* The texts of the facts that people read, in the order in which they belong together. */
static const char *const told[] = { "form", "process", "older_version", "newer_version", "step", "term", "question",
	"answer", "items", "reason", "note", "text", "number", "outcome", "from", "to", "identity", "method",
	"receipt" };

static void
tell(struct ctx *c, struct buffer *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	if (out->size > 0)
		buffer_text(out, "; ");
	buffer_text(out, ctx_text(c, arena_printf(c->arena, "workflow.facts.%s", name)));
	buffer_char(out, ' ');
	buffer_text(out, value);
}

const char *
dossier_entry_text(struct ctx *c, const struct dossier_entry *entry)
{
	const json_t *facts = facts_read(c->arena, entry->facts);
	struct buffer out;

	buffer_init(&out, c->arena, ENTRY_TEXT_MAX);
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		const json_t *items = json_object_get(facts, told[i]);
		const char *value = facts_text(c->arena, facts, told[i]);

		for (size_t k = 0; k < json_array_size(items); k++)
			if (json_string_value(json_array_get(items, k)) != NULL)
				tell(c, &out, told[i], json_string_value(json_array_get(items, k)));
		if (value != NULL && (strcmp(told[i], "outcome") == 0 || strcmp(told[i], "method") == 0))
			value = ctx_text(c, arena_printf(c->arena, "workflow.%ss.%s", told[i], value));
		tell(c, &out, told[i], value);
	}
	return out.size == 0 ? NULL : out.data;
}

static const char *
who_text(struct ctx *c, const struct dossier_entry *entry)
{
	if (entry->actor_name == NULL)
		return ctx_text(c, arena_printf(c->arena, "workflow.actors.%s", entry->actor_kind));
	if (entry->agency_name == NULL)
		return entry->actor_name;
	return arena_printf(c->arena, "%s, %s", entry->actor_name, entry->agency_name);
}

void
dossier_add_events(struct ctx *c, const struct dossier_page *page, struct view *view)
{
	struct view *events = view_list(view, "events");

	for (size_t i = page->entry_count; i > 0; i--) {
		const struct dossier_entry *entry = &page->entries[i - 1];
		struct view *event = view_item(events);

		view_text(event, "title", ctx_text(c, arena_printf(c->arena, "workflow.events.%s", entry->kind)));
		view_text(event, "when", moment_text(c->arena, entry->at));
		view_text(event, "machine_time", moment_iso(c->arena, entry->at));
		view_text(event, "who", who_text(c, entry));
		view_text(event, "text", dossier_entry_text(c, entry));
	}
}

void
dossier_add_cashier_link(struct ctx *c, const struct dossier *dossier, struct view *links)
{
	struct view *item = view_item(links);

	view_text(item, "label", ctx_text(c, "workflow.to_cashier"));
	view_url(item, "url", url(c->arena, "/can-bo/thu-ngan/{}", dossier_number(dossier)));
}
