/* Public pages of agencies. See room.h. */
#include "agency/room.h"

#include <string.h>

#include "agency/public_store.h"
#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "publish/catalogue.h"
#include "publish/edition.h"
#include "publish/list_view.h"
#include "publish/page.h"

#define TEMPLATE "catalogue/agency"
#define PATTERN  "/co-quan/{}"

struct content {
	const struct agency_public *publics;
	const struct agency_contact *contacts;
	const struct agency_answer *answers;
	const struct agency_former *formers;
	size_t public_count, contact_count, answer_count, former_count;
};

enum err
agency_room_read(struct db *db, struct arena *arena, int64_t now, const void **ret_content)
{
	struct content *content = ARENA_NEW(arena, struct content);
	enum err err = publics_all(db, &content->publics, &content->public_count);

	(void)now;
	if (err || (err = contacts_all(db, &content->contacts, &content->contact_count)) ||
	    (err = answers_all(db, &content->answers, &content->answer_count)) ||
	    (err = formers_all(db, &content->formers, &content->former_count)))
		return err;
	*ret_content = content;
	return OK;
}

static const char *
or_null(const char *text)
{
	return text[0] != '\0' ? text : NULL;
}

static void
add_contact(struct view *list, const char *name, const char *position, const char *phone)
{
	struct view *item = view_item(list);

	view_text(item, "name", name);
	view_text(item, "position", or_null(position));
	view_text(item, "phone", or_null(phone));
}

static void
add_contacts(const struct content *content, const struct agency *agency, const char *kind, const char *name,
    const char *any, struct view *page)
{
	struct view *list = view_list(page, name);

	for (size_t i = 0; content != NULL && i < content->contact_count; i++) {
		const struct agency_contact *contact = &content->contacts[i];

		if (contact->agency_id == agency->id && strcmp(contact->kind, kind) == 0)
			add_contact(list, contact->name, contact->position, contact->phone);
	}
	if (content == NULL)
		add_contact(list, "sample", "sample", "0200");
	view_bool(page, any, view_count(list) > 0);
}

static void
add_lines(struct arena *arena, struct view *list, const char *text)
{
	char *rest = arena_strdup(arena, text), *line;

	while ((line = strsep(&rest, "\n")) != NULL)
		if (*line != '\0')
			view_item_text(list, line);
}

/* Where people go who come to an agency that ended: to the page of its one successor, or they choose between several. */
static void
add_way_on(struct arena *arena, const struct edition *edition, const struct content *content,
    const struct agency *agency, struct view *page)
{
	struct view *heirs = view_list(page, "heirs");
	const char *moved_to = NULL;

	for (size_t i = 0; content != NULL && i < content->answer_count; i++) {
		const struct agency *next = content->answers[i].agency_id == agency->id
						? catalogue_agency(edition->catalogue, content->answers[i].current_id)
						: NULL;
		struct view *item;

		if (next == NULL)
			continue;
		item = view_item(heirs);
		moved_to = edition_url(arena, edition, PATTERN, next->slug);
		view_text(item, "label", next->name);
		view_url(item, "url", moved_to);
	}
	if (content == NULL) {
		struct view *item = view_item(heirs);

		moved_to = "/co-quan/";
		view_text(item, "label", "sample");
		view_url(item, "url", moved_to);
	}
	view_bool(page, "has_heirs", view_count(heirs) > 1 || content == NULL);
	view_text(page, "moved_to", view_count(heirs) == 1 ? moved_to : NULL);
}

void
agency_room_add(struct arena *arena, const struct edition *edition, const void *room_content,
    const struct agency *agency, struct view *page)
{
	static const struct agency_public sample = { 0, "sample", "https://example.vn/", "sample", "sample", "sample",
		"0200", 1 };
	static const struct agency_public nothing = { 0, "", "", "", "", "", "", 0 };
	const struct content *content = room_content;
	const struct agency_public *p = content == NULL ? &sample : &nothing;
	struct view *leader;

	for (size_t i = 0; content != NULL && i < content->public_count; i++)
		if (content->publics[i].agency_id == agency->id)
			p = &content->publics[i];
	add_lines(arena, view_list(page, "regulation"), p->regulation);
	view_bool(page, "has_regulation", p->regulation[0] != '\0' || p->regulation_url[0] != '\0');
	view_url(page, "regulation_url", or_null(p->regulation_url));
	add_lines(arena, view_list(page, "directions"), p->directions);
	view_bool(page, "has_directions", p->directions[0] != '\0');
	view_text(page, "email", or_null(agency->email));
	if (p->leader_name[0] == '\0') {
		view_text(page, "leader", NULL);
	} else {
		leader = view_child(page, "leader");
		view_text(leader, "name", p->leader_name);
		view_text(leader, "position", or_null(p->leader_position));
		view_text(leader, "phone", or_null(p->leader_phone));
	}
	add_contacts(content, agency, "counter", "counter", "has_counter", page);
	add_contacts(content, agency, "helper", "helpers", "has_helpers", page);
	add_way_on(arena, edition, content, agency, page);
}

static enum err
put(struct page_writer *w, const struct content *content, const struct agency *agency, const char *slug)
{
	struct arena *arena = page_arena(w);
	const struct edition *edition = page_edition(w);
	struct view *page = agency_view(arena, edition, agency);
	const bool own = strcmp(slug, agency->slug) == 0;

	agency_room_add(arena, edition, content, agency, page);
	if (!own)
		view_text(page, "moved_to", edition_url(arena, edition, PATTERN, agency->slug));
	return page_put(w, &(struct page){ TEMPLATE, PATTERN, slug, page, !own, NULL });
}

enum err
agency_room_put(struct page_writer *w, const void *room_content)
{
	const struct content *content = room_content;
	const struct catalogue *catalogue = page_edition(w)->catalogue;
	enum err err = OK;

	for (size_t i = 0; !err && i < catalogue->agency_count; i++)
		err = put(w, content, &catalogue->agencies[i], catalogue->agencies[i].slug);
	for (size_t i = 0; !err && i < content->former_count; i++) {
		const struct agency *agency = catalogue_agency(catalogue, content->formers[i].agency_id);

		/* Two agencies that had the name in turn: the address leads to the one that had it first. */
		if (agency != NULL && (i == 0 || strcmp(content->formers[i].slug, content->formers[i - 1].slug) != 0))
			err = put(w, content, agency, content->formers[i].slug);
	}
	return err;
}
