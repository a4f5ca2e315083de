/* Versions, endings and suspensions as one list. See changes.h. */
#include "publish/changes.h"

#include <stdlib.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/view/view.h"
#include "publish/catalogue.h"
#include "publish/edition.h"
#include "publish/feed.h"
#include "publish/page.h"
#include "publish/sample.h"

#define TEMPLATE "catalogue/publish_changes"
enum { SHOWN_MOST = 300 };

static int
compare_changes(const void *one, const void *other)
{
	const struct change *a = one, *b = other;
	int order;

	if (a->day != b->day)
		return a->day < b->day ? 1 : -1;
	order = strcmp(a->decision_no, b->decision_no);
	if (order == 0)
		order = strcmp(a->procedure->name, b->procedure->name);
	if (order == 0)
		order = strcmp(a->procedure->code, b->procedure->code);
	return order != 0 ? order : (a->version_no < b->version_no) - (a->version_no > b->version_no);
}

/* Every change of one procedure, at `changes`; how many. */
static size_t
add_procedure(const struct catalogue *catalogue, const struct catalogue_procedure *procedure, struct change *changes)
{
	const struct catalogue_parts *parts = catalogue_parts(catalogue, procedure);
	size_t count = 0;

	for (size_t i = 0; i < parts->versions.count; i++) {
		const struct catalogue_version *version = &catalogue->versions[parts->versions.first + i];

		changes[count++] = (struct change){ i + 1 < parts->versions.count ? CHANGE_CHANGED : CHANGE_NEW,
			version->effective_from, procedure, version->decision_no, version->decision_date,
			version->version_no };
	}
	if (!procedure->in_force && procedure->effective_to != DATE_NONE)
		changes[count++] =
		    (struct change){ CHANGE_ENDED, procedure->effective_to + 1, procedure, "", DATE_NONE, 0 };
	for (size_t i = 0; i < parts->suspensions.count; i++) {
		const struct catalogue_suspension *suspension = &catalogue->suspensions[parts->suspensions.first + i];

		changes[count++] = (struct change){ CHANGE_SUSPENDED, suspension->from_day, procedure,
			suspension->decision_no, DATE_NONE, 0 };
	}
	return count;
}

void
changes_of(struct arena *arena, const struct catalogue *catalogue, size_t most, const struct change **ret_changes,
    size_t *ret_count)
{
	struct change *changes;
	size_t room = 0, count = 0;

	for (size_t i = 0; i < catalogue->procedure_count; i++)
		room += catalogue->parts[i].versions.count + catalogue->parts[i].suspensions.count + 1;
	changes = arena_array(arena, room + 1, sizeof(*changes));
	for (size_t i = 0; i < catalogue->procedure_count; i++)
		count += add_procedure(catalogue, &catalogue->procedures[i], changes + count);
	qsort(changes, count, sizeof(*changes), compare_changes);
	*ret_changes = changes;
	*ret_count = count < most ? count : most;
}

const char *
change_kind_text(const struct edition *edition, enum change_kind kind)
{
	static const char *const keys[] = { [CHANGE_NEW] = "catalogue.change_new",
		[CHANGE_CHANGED] = "catalogue.change_changed",
		[CHANGE_ENDED] = "catalogue.change_ended",
		[CHANGE_SUSPENDED] = "catalogue.change_suspended" };

	return edition_text(edition, keys[kind]);
}

static void
add_change(struct arena *arena, const struct edition *edition, struct view *list, const struct change *change)
{
	const struct catalogue_procedure *procedure = change->procedure;
	bool has_history = catalogue_parts(edition->catalogue, procedure)->versions.count > 1;
	struct view *item = view_item(list);

	view_text(item, "kind", change_kind_text(edition, change->kind));
	view_text(item, "label", procedure->name);
	view_url(item, "url", edition_url(arena, edition, "/thu-tuc/{}", procedure->slug));
	view_text(item, "decision", change->decision_no[0] != '\0' ? change->decision_no : NULL);
	view_text(item, "decided", change->decision_date != DATE_NONE ? date_text(arena, change->decision_date) : NULL);
	view_url(item, "history_url",
	    change->kind == CHANGE_CHANGED && has_history
		? edition_url(arena, edition, "/thu-tuc/{}/lich-su/", procedure->slug)
		: NULL);
}

static struct view *
changes_view(struct arena *arena, const struct edition *edition, const struct change *changes, size_t count)
{
	struct view *page = view_object(arena), *days = view_list(page, "days"), *list = NULL;

	view_text(page, "title", edition_text(edition, "catalogue.changes"));
	edition_breadcrumbs(arena, edition, page, NULL, NULL);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || changes[i].day != changes[i - 1].day) {
			struct view *day = view_item(days);

			view_text(day, "day", date_text(arena, changes[i].day));
			view_text(day, "machine_day", date_iso(arena, changes[i].day));
			view_bool(day, "to_come", changes[i].day > edition->catalogue->today);
			list = view_list(day, "items");
		}
		add_change(arena, edition, list, &changes[i]);
	}
	view_bool(page, "any", count > 0);
	return page;
}

enum err
changes_put(struct page_writer *w, const void *content)
{
	const struct edition *edition = page_edition(w);
	const struct change *changes;
	size_t count;
	enum err err = OK;

	(void)content;
	changes_of(page_arena(w), edition->catalogue, SHOWN_MOST, &changes, &count);
	if (strcmp(edition->language, MESSAGES_FIRST_LANGUAGE) == 0)
		err = feed_put(w, changes, count);
	if (err)
		return err;
	return page_put(w, &(struct page){ TEMPLATE, "/thay-doi/", "",
			       changes_view(page_arena(w), edition, changes, count), false, NULL });
}

struct view *
changes_sample(struct arena *arena)
{
	const struct edition *edition = edition_sample(arena);
	const struct change *changes;
	size_t count;

	changes_of(arena, edition->catalogue, SHOWN_MOST, &changes, &count);
	return changes_view(arena, edition, changes, count);
}
