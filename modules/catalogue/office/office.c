/* The administrator's list and the order to publish. See office.h. */
#include "office/office.h"

#include <stdio.h>

#include "core/data/db.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "define/desk.h"
#include "define/overview_store.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/officer_guard.h"
#include "office/office_filter.h"
#include "office/office_nav.h"
#include "office/office_store.h"
#include "office/office_view.h"
#include "publish/edition.h"
#include "publish/order.h"
#include "record/procedure_record.h"
#include "search/served.h"

#define ORDERED_PATH OFFICE_LIST_PATH "?da-yeu-cau=1"
enum { PAGE_ROWS = 50 };

struct office_input {
	struct office_filter filter;
	const char *order;
	bool down;
	const char *after;
	int64_t from;
	bool ordered;
};
static const struct field office_fields[] = {
	OFFICE_FILTER_FIELDS(office_input, FROM_QUERY),
	FIELD_NAMED(office_input, order, "sap-xep", FIELD_CHOICE, FROM_QUERY, .choices = office_orders),
	FIELD_NAMED(office_input, down, "giam", FIELD_BOOL, FROM_QUERY),
	FIELD_NAMED(office_input, after, "sau", FIELD_CODE, FROM_QUERY),
	FIELD_NAMED(office_input, from, "tu", FIELD_INT, FROM_QUERY, .min = 1, .max = 100000000, .otherwise = 1),
	FIELD_NAMED(office_input, ordered, "da-yeu-cau", FIELD_BOOL, FROM_QUERY),
};
const struct input office_input = INPUT(office_input, office_fields);

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

/* Everything that the page shows of the database. */
static enum err
read_page(struct ctx *c, struct office_page *page, struct office_choices *choices, struct office_publication *published)
{
	enum err err = office_list(c->db, c->arena, page->query, &page->rows, &page->count, &page->more);

	if (err || (err = office_count(c->db, c->arena, page->query->filter, &page->total)) ||
	    (err = office_choices(c->db, choices)))
		return err;
	page->choices = choices;
	err = office_published(c->db, published);
	if (err == OK)
		page->published = published;
	return err == ERR_NOT_FOUND ? OK : err;
}

static void
add_queue(const struct edition *edition, struct arena *arena, struct view *list, const char *label, int64_t count,
    const char *address)
{
	struct view *queue = view_item(list);

	view_text(queue, "label", edition_format(arena, edition, label, "count", money_text(arena, count)));
	view_url(queue, "url", address);
}

/* What waits for this officer: the states that are theirs to move on, the unit's own drafts for who drafts. */
static enum err
add_queues(struct ctx *c, const struct edition *edition, struct view *page)
{
	static const struct {
		enum role role;
		const char *state, *procedures, *definitions; /* labels */
	} duties[] = { { ROLE_DRAFTER, "draft", "catalogue_edit.waiting_draft",
			   "catalogue_edit.waiting_draft_definitions" },
		{ ROLE_CONTROLLER, "submitted", "catalogue_edit.waiting_control",
		    "catalogue_edit.waiting_control_definitions" },
		{ ROLE_APPROVER, "controlled", "catalogue_edit.waiting_decision",
		    "catalogue_edit.waiting_decision_definitions" } };
	const struct officer *officer = ctx_officer(c);
	struct view *list = view_list(page, "queues");
	enum err err = OK;

	for (size_t i = 0; !err && i < sizeof(duties) / sizeof(duties[0]); i++) {
		struct office_filter filter = { .state = duties[i].state };
		struct define_filter drafts = { .state = duties[i].state, .agencies = desk_agencies(c) };
		struct agency agency;
		int64_t procedures, definitions;

		if (!officer_has_role(officer, duties[i].role))
			continue;
		if (duties[i].role == ROLE_DRAFTER) {
			err = agency_by_id(c->db, officer->agency_id, &agency);
			filter.owner = err ? NULL : agency.code;
		}
		if (err || (err = office_count(c->db, c->arena, &filter, &procedures)) ||
		    (err = definitions_count(c->db, &drafts, &definitions)))
			return err;
		add_queue(edition, c->arena, list, duties[i].procedures, procedures,
		    office_filter_address(c->arena, OFFICE_LIST_PATH, &filter, NULL));
		add_queue(edition, c->arena, list, duties[i].definitions, definitions,
		    url_query_add(c->arena, DEFINE_PATH, "trang-thai", drafts.state));
	}
	view_bool(page, "any_queues", view_count(list) > 0);
	return err;
}

enum err
handle_office(struct ctx *c, const void *input)
{
	const struct office_input *in = input;
	const struct officer *officer = ctx_officer(c);
	const struct edition edition = served_edition(c);
	const struct office_query query = { &in->filter, in->order != NULL ? in->order : office_orders[0], in->down,
		in->after, PAGE_ROWS };
	struct office_page page = { .query = &query,
		.from = in->after != NULL ? in->from : 1,
		.may_draft = officer_has_role(officer, ROLE_DRAFTER) || officer_has_role(officer, ROLE_CONTROLLER) ||
			     officer_has_role(officer, ROLE_ADMINISTRATOR),
		.may_publish = officer_has_role(officer, ROLE_ADMINISTRATOR) };
	struct office_choices choices;
	struct office_publication published;
	struct view *view;
	enum err err = read_page(c, &page, &choices, &published);

	if (err)
		return err;
	view = office_view(c->arena, &edition, &page);
	add_notice(&edition, view, in->ordered);
	view_text(view, "once", idempotency_key(c));
	office_nav(c, view, OFFICE_LIST_PATH);
	err = add_queues(c, &edition, view);
	return err ? err : respond_page(c, "catalogue/office", view);
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
	static const struct office_row row = { "1.000001", "sample", "sample", "sample", "sample", "full", "internal",
		"draft", 1, 0, true, true, true, true, true, "sample" };
	static const struct office_choice choice = { "sample", "sample" };
	static const struct office_choices choices = { &choice, &choice, 1, 1 };
	static const struct office_filter filter = { "sample", "sample", "sample", "draft", "full", "internal",
		"form" };
	const struct edition edition = { .language = MESSAGES_FIRST_LANGUAGE };
	const struct office_query query = { &filter, office_orders[1], true, "1.000000", 1 };
	struct view *queue, *page = office_view(arena, &edition,
				&(struct office_page){ &query, 2, &row, 1, true, 3, &choices,
				    &(struct office_publication){ 0, 1, 1 }, true, true });

	add_notice(&edition, page, true);
	view_text(page, "once", "sample");
	queue = view_item(view_list(page, "queues"));
	view_text(queue, "label", "sample");
	view_url(queue, "url", OFFICE_LIST_PATH);
	view_bool(page, "any_queues", true);
	office_nav_sample(page);
	return page;
}
