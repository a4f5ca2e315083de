/* Versions of a procedure beside each other. See history.h. */
#include "publish/history.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/view/view.h"
#include "publish/catalogue.h"
#include "publish/edition.h"
#include "publish/page.h"
#include "publish/sample.h"
#include "record/procedure_record.h"
#include "record/version_diff.h"
#include "record/version_diff_view.h"
#include "record/version_store.h"

#define TEMPLATE "catalogue/publish_history"
#define PATTERN  "/thu-tuc/{}/lich-su/"

/* A decided version never changes: which ones there are says all. */
static void
digest_of(const struct edition *edition, const struct catalogue_procedure *procedure, unsigned char digest[SHA256_SIZE])
{
	const struct catalogue_span span = catalogue_parts(edition->catalogue, procedure)->versions;
	const struct catalogue_version *versions = edition->catalogue->versions + span.first;
	struct bytes parts[] = { { (const unsigned char *)procedure->name, strlen(procedure->name) },
		{ (const unsigned char *)&procedure->version_id, sizeof(procedure->version_id) },
		{ (const unsigned char *)&procedure->in_force, sizeof(procedure->in_force) }, { digest, SHA256_SIZE },
		{ NULL, 0 } };

	memset(digest, 0, SHA256_SIZE);
	for (size_t i = 0; i < span.count; i++) {
		const int64_t days[] = { versions[i].id, versions[i].decision_date, versions[i].effective_from,
			versions[i].effective_to, versions[i].effective_from > edition->catalogue->today };

		parts[4] = (struct bytes){ (const unsigned char *)days, sizeof(days) };
		sha256_parts(parts, sizeof(parts) / sizeof(parts[0]), digest);
	}
}

static const char *
day_or_null(struct arena *arena, int32_t day)
{
	return day != DATE_NONE ? date_text(arena, day) : NULL;
}

/* One version; `changed`: what it changed, NULL for the first one. */
static void
add_version(struct arena *arena, const struct edition *edition, struct view *list,
    const struct catalogue_procedure *procedure, const struct catalogue_version *version,
    const struct version_changes *changes)
{
	struct view *row = view_item(list), *state = view_child(row, "state");
	struct view *texts = view_list(row, "changes");
	bool to_come = version->effective_from > edition->catalogue->today;
	bool in_force = procedure->in_force && version->id == procedure->version_id;

	view_int(row, "number", version->version_no);
	view_text(row, "name", version->name);
	view_text(row, "decision", version->decision_no[0] != '\0' ? version->decision_no : NULL);
	view_text(row, "decided", day_or_null(arena, version->decision_date));
	view_text(row, "from", date_text(arena, version->effective_from));
	view_text(row, "to", day_or_null(arena, version->effective_to));
	view_text(state, "label",
	    edition_text(edition, to_come    ? "catalogue.version_to_come"
				  : in_force ? "catalogue.version_in_force"
					     : "catalogue.version_past"));
	view_text(state, "kind", to_come ? "waiting" : in_force ? "active" : "neutral");
	for (size_t i = 0; changes != NULL && i < changes->count; i++)
		view_item_text(texts, change_text(arena, edition->messages, edition->language, &changes->items[i]));
	view_bool(row, "has_changes", changes != NULL && changes->count > 0);
	view_bool(row, "first", changes == NULL);
}

static struct view *
history_page(
    struct arena *arena, const struct edition *edition, const struct catalogue_procedure *procedure, struct view **list)
{
	struct view *page = view_object(arena);

	view_text(page, "title", edition_format(arena, edition, "catalogue.history_title", "name", procedure->name));
	view_text(page, "code", procedure->code);
	edition_breadcrumbs(
	    arena, edition, page, procedure->name, edition_url(arena, edition, "/thu-tuc/{}", procedure->slug));
	*list = view_list(page, "versions");
	return page;
}

static enum err
history_view(struct page_writer *w, const struct catalogue_procedure *procedure, struct view **ret_page)
{
	const struct edition *edition = page_edition(w);
	const struct catalogue_span span = catalogue_parts(edition->catalogue, procedure)->versions;
	const struct catalogue_version *versions = edition->catalogue->versions + span.first;
	struct version_record *records = arena_array(page_arena(w), span.count, sizeof(*records));
	struct view *list;
	enum err err = OK;

	*ret_page = history_page(page_arena(w), edition, procedure, &list);
	for (size_t i = 0; !err && i < span.count; i++)
		err = version_read(page_db(w), versions[i].id, &records[i]);
	for (size_t i = 0; !err && i < span.count; i++) {
		struct version_changes changes;

		if (i + 1 < span.count)
			version_diff(page_arena(w), &records[i + 1], &records[i], &changes);
		add_version(
		    page_arena(w), edition, list, procedure, &versions[i], i + 1 < span.count ? &changes : NULL);
	}
	return err;
}

enum err
history_put(struct page_writer *w, const void *content)
{
	const struct catalogue *catalogue = page_edition(w)->catalogue;
	enum err err = OK;

	(void)content;
	for (size_t i = 0; !err && i < catalogue->procedure_count; i++) {
		const struct catalogue_procedure *procedure = &catalogue->procedures[i];
		unsigned char digest[SHA256_SIZE];
		struct page page = { TEMPLATE, PATTERN, procedure->slug, NULL, false, digest };

		if (catalogue_parts(catalogue, procedure)->versions.count < 2)
			continue;
		digest_of(page_edition(w), procedure, digest);
		if (page_keep(w, &page))
			continue;
		err = history_view(w, procedure, &page.view);
		if (!err)
			err = page_put(w, &page);
	}
	return err;
}

struct view *
history_sample(struct arena *arena)
{
	const struct edition *edition = edition_sample(arena);
	const struct catalogue_procedure *procedure = &edition->catalogue->procedures[0];
	struct view *list, *page = history_page(arena, edition, procedure, &list);

	add_version(arena, edition, list, procedure, &edition->catalogue->versions[0], &(struct version_changes){ 0 });
	add_version(arena, edition, list, procedure, &edition->catalogue->versions[1], NULL);
	view_item_text((struct view *)(uintptr_t)view_path(page, "versions.0.changes"), "a change");
	return page;
}
