/* The administrator's list and the order to publish. See office.h. */
#include "office/office.h"

#include <stdio.h>

#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "publish/edition.h"
#include "publish/order.h"
#include "office/office_nav.h"
#include "office/office_store.h"
#include "search/served.h"

#define LIST_PATH    "/can-bo/danh-muc"
#define ORDERED_PATH LIST_PATH "?da-yeu-cau=1"

struct office_input {
	const char *after;
	bool ordered;
};
static const struct field office_fields[] = {
	FIELD_NAMED(office_input, after, "sau", FIELD_CODE, FROM_QUERY),
	FIELD_NAMED(office_input, ordered, "da-yeu-cau", FIELD_BOOL, FROM_QUERY),
};
const struct input office_input = INPUT(office_input, office_fields);

static void
add_row(struct arena *arena, const struct edition *edition, struct view *list, const struct office_row *row)
{
	struct view *item = view_item(list);
	struct view *state;

	view_text(item, "code", row->code);
	view_url(item, "url", url(arena, "/thu-tuc/{}", row->slug));
	view_text(item, "name", row->name);
	view_text(item, "sector", row->sector_name);
	view_text(item, "level", edition_text(edition, arena_printf(arena, "catalogue.short_%s", row->service_level)));
	view_int(item, "version", row->version_no);
	view_text(item, "since", date_text(arena, row->effective_from));
	view_text(item, "form", edition_text(edition, row->has_form ? "catalogue.own" : "catalogue.paper_form"));
	view_text(item, "process", edition_text(edition, row->has_process ? "catalogue.own" : "catalogue.default"));
	view_text(item, "rule", edition_text(edition, row->has_rule ? "catalogue.own" : "catalogue.without"));
	state = view_child(item, "state");
	view_text(
	    state, "label", edition_text(edition, row->in_force ? "catalogue.in_force" : "catalogue.ended_group"));
	view_text(state, "kind", row->in_force ? "active" : "neutral");
}

static struct view *
office_view(struct arena *arena, const struct edition *edition, const struct office_row *rows, size_t count, bool more,
    const struct office_publication *published)
{
	struct view *page = view_object(arena);
	struct view *list;

	view_text(page, "title", edition_text(edition, "catalogue.office_title"));
	view_text(page, "published",
	    published != NULL ? edition_format(arena, edition, "catalogue.published_at", "at",
				    moment_text(arena, published->published_at))
			      : edition_text(edition, "catalogue.never_published"));
	view_url(page, "action", LIST_PATH "/cong-bo");
	list = view_list(page, "procedures");
	for (size_t i = 0; i < count; i++)
		add_row(arena, edition, list, &rows[i]);
	view_bool(page, "any", count > 0);
	view_url(page, "next_url",
	    more ? url_query_add(arena, arena_strdup(arena, LIST_PATH), "sau", rows[count - 1].code) : NULL);
	return page;
}

static void
add_notice(const struct edition *edition, struct view *page, bool ordered)
{
	struct view *notice;

	if (!ordered) {
		view_text(page, "notice", NULL);
		return;
	}
	notice = view_child(page, "notice");
	view_bool(notice, "success", true);
	view_text(notice, "text", edition_text(edition, "catalogue.publish_ordered"));
	view_text(notice, "link", NULL);
}

enum err
handle_office(struct ctx *c, const void *input)
{
	const struct office_input *in = input;
	const struct edition edition = served_edition(c);
	const struct office_row *rows;
	struct office_publication published;
	struct view *page;
	size_t count;
	bool more, once = false;
	enum err err = office_list(c->db, in->after != NULL ? in->after : "", &rows, &count, &more);

	if (err)
		return err;
	err = office_published(c->db, &published);
	if (err == OK)
		once = true;
	else if (err != ERR_NOT_FOUND)
		return err;
	page = office_view(c->arena, &edition, rows, count, more, once ? &published : NULL);
	add_notice(&edition, page, in->ordered);
	view_text(page, "once", idempotency_key(c));
	office_nav(c, page, LIST_PATH);
	return respond_page(c, "catalogue/office", page);
}

/* One order for each showing of the button, however often it is pressed. */
static enum err
order_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const int64_t *now = arg;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", ORDERED_PATH);
	return publish_order(db, *now);
}

enum err
handle_publish(struct ctx *c, const void *input)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	(void)input;
	return err ? err : idempotency_run(c, "catalogue.publish", order_once, &now);
}

struct view *
office_sample(struct arena *arena)
{
	const struct edition edition = { .language = MESSAGES_FIRST_LANGUAGE };
	const struct office_row row = { "1.000001", "sample", "sample", "sample", "full", 1, 0, true, true, true,
		true };
	struct view *page = office_view(arena, &edition, &row, 1, true, &(struct office_publication){ 0, 1, 1 });

	add_notice(&edition, page, true);
	view_text(page, "once", "sample");
	office_nav_sample(page);
	return page;
}
