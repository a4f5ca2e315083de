/* Lists of procedures issued by decision. See listing.h. */
#include "govern/listing.h"

#include <stdio.h>
#include <string.h>

#include "core/locale/date.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/random.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/officer_guard.h"
#include "domain/time/local_time.h"
#include "govern/fact.h"
#include "govern/listing_store.h"
#include "govern/listing_view.h"
#include "govern/on_spot.h"
#include "govern/page.h"
#include "govern/sheet.h"

enum { CODE_SIZE = 8, YEAR_FIRST = 2018, YEAR_LAST = 2100, VERSION_MAX = 1000000, PAGE_ROWS = 100 };

static const char *const kinds[] = { "centre", "counter", "online", "vertical", "on_spot", NULL };
static const char *const acts[] = { "add", "remove", NULL };

struct listings_input {
	const char *after;
};
static const struct field listings_fields[] = { FIELD_NAMED(listings_input, after, "sau", FIELD_CODE, FROM_QUERY) };
const struct input listings_input = INPUT(listings_input, listings_fields);
struct listing_draft_input {
	const char *kind, *agency;
	int64_t year;
};
static const struct field listing_draft_fields[] = {
	FIELD(listing_draft_input, kind, FIELD_CHOICE, FROM_FORM, .required = true, .choices = kinds,
	    .label = "catalogue_govern.list_kind"),
	FIELD(listing_draft_input, year, FIELD_INT, FROM_FORM, .required = true, .min = YEAR_FIRST, .max = YEAR_LAST,
	    .label = "catalogue_govern.list_year"),
	FIELD(listing_draft_input, agency, FIELD_CODE, FROM_FORM, .max = 35, .label = "catalogue_govern.by_agency"),
};
const struct input listing_draft_input = INPUT(listing_draft_input, listing_draft_fields);
struct listing_input {
	const char *list;
	bool drafted, changed, issued;
};
static const struct field listing_fields[] = {
	FIELD(listing_input, list, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(listing_input, drafted, "da-lap", FIELD_BOOL, FROM_QUERY),
	FIELD_NAMED(listing_input, changed, "da-sua", FIELD_BOOL, FROM_QUERY),
	FIELD_NAMED(listing_input, issued, "da-ban-hanh", FIELD_BOOL, FROM_QUERY),
};
const struct input listing_input = INPUT(listing_input, listing_fields);
struct listing_items_input {
	const char *list, *after;
};
static const struct field listing_items_fields[] = {
	FIELD(listing_items_input, list, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(listing_items_input, after, "sau", FIELD_CODE, FROM_QUERY),
};
const struct input listing_items_input = INPUT(listing_items_input, listing_items_fields);
/* Both forms of a list's page begin with these two. */
struct listing_act_input {
	const char *list;
	int64_t version;
};
struct listing_change_input {
	struct listing_act_input head;
	const char *act, *code;
};
struct listing_issue_input {
	struct listing_act_input head;
	const char *decision_no;
	int32_t decision_date, effective_from;
};
#define HEAD_FIELDS                                                                                                    \
	FIELD(listing_act_input, list, FIELD_CODE, FROM_PATH, .required = true),                                       \
	    FIELD(listing_act_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = VERSION_MAX,    \
		.label = "catalogue_govern.version")
static const struct field listing_change_fields[] = {
	HEAD_FIELDS,
	FIELD(listing_change_input, act, FIELD_CHOICE, FROM_FORM, .required = true, .choices = acts,
	    .label = "catalogue_govern.list_act"),
	FIELD(listing_change_input, code, FIELD_CODE, FROM_FORM, .required = true, .label = "catalogue_govern.code"),
};
const struct input listing_change_input = INPUT(listing_change_input, listing_change_fields);
static const struct field listing_issue_fields[] = {
	HEAD_FIELDS,
	FIELD(listing_issue_input, decision_no, FIELD_TEXT, FROM_FORM, .required = true, .max = 120,
	    .label = "catalogue_govern.decision_no"),
	FIELD(listing_issue_input, decision_date, FIELD_DATE, FROM_FORM, .required = true,
	    .label = "catalogue_govern.decision_date"),
	FIELD(listing_issue_input, effective_from, FIELD_DATE, FROM_FORM, .required = true,
	    .label = "catalogue_govern.effective_from"),
};
const struct input listing_issue_input = INPUT(listing_issue_input, listing_issue_fields);

/* --- all of them --------------------------------------------------------------------------------------------------- */

static enum err
show_all(struct ctx *c, const char *after)
{
	struct page page = page_new(c, govern_text(c, "lists"), LISTING_PATH, NULL);
	const struct listing *listings;
	const struct agency *agencies;
	struct sheet *shares;
	size_t count, agency_count;
	bool more;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err || (err = listings_read(c->db, after, &listings, &count, &more)) || (err = on_spot_sheet(c, &shares)) ||
	    (err = agency_all(c->db, &agencies, &agency_count)))
		return err;
	page_sheet(&page, listings_sheet(c, listings, count), NULL, NULL);
	if (more)
		page_next(&page, url_query_add(c->arena, LISTING_PATH, "sau", listings[count - 1].code));
	page_sheet(&page, shares, NULL, LISTING_PATH "/tai-cho/tai-ve");
	if (officer_has_role(ctx_officer(c), ROLE_CONTROLLER))
		listing_draft_form(&page, civil_from_days(office_day(now)).year, agencies, agency_count);
	return page_respond(&page);
}

enum err
handle_listings(struct ctx *c, const void *input)
{
	return show_all(c, ((const struct listings_input *)input)->after);
}

enum err
handle_listings_again(struct ctx *c, const void *input)
{
	(void)input;
	return show_all(c, NULL);
}

enum err
handle_on_spot_csv(struct ctx *c, const void *input)
{
	struct sheet *sheet;
	enum err err = on_spot_sheet(c, &sheet);

	(void)input;
	return err ? err : page_respond_csv(c, sheet, "tai-cho.csv");
}

static enum err
draft_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct listing *draft = arg;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, LISTING_PATH "/%s?da-lap=1", draft->code);
	return listing_draft(db, draft);
}

enum err
handle_listing_draft(struct ctx *c, const void *input)
{
	const struct listing_draft_input *in = input;
	bool on_spot = strcmp(in->kind, "on_spot") == 0;
	struct listing draft = { .kind = in->kind, .year = in->year, .drafted_by = ctx_officer(c)->id }, open;
	char random[CODE_SIZE + 1];
	struct agency agency;
	enum err err = ctx_now(c, &draft.drafted_at);

	if (err)
		return err;
	if (on_spot && in->agency == NULL)
		return again_refuse(c, "agency", "catalogue_govern.list_agency_missing");
	if (on_spot && (err = agency_by_code(c->db, in->agency, &agency)))
		return err == ERR_NOT_FOUND ? again_refuse(c, "agency", "catalogue_govern.agency_unknown") : err;
	draft.agency_id = on_spot ? agency.current_id : 0;
	random_code(random, CODE_SIZE);
	draft.code = arena_printf(c->arena, "DM-%s", random);
	err = idempotency_run(c, "catalogue.list", draft_once, &draft);
	if (err == ERR_CONFLICT && listing_open_draft(c->db, draft.kind, draft.agency_id, draft.year, &open) == OK)
		return again_refuse(c, "year", "catalogue_govern.list_open_draft");
	return err;
}

/* --- one of them --------------------------------------------------------------------------------------------------- */

/* A list with what it is compared with. */
struct whole {
	struct listing listing, before;
	bool has_before;
	const struct listing_item *items, *items_before, *today;
	size_t count, count_before, count_today;
};

static enum err
read_whole(struct ctx *c, const char *code, struct whole *w)
{
	enum err err = listing_by_code(c->db, code, &w->listing);

	if (err || (err = listing_items(c->db, w->listing.id, &w->items, &w->count)) ||
	    (err = listing_today(c->db, w->listing.kind, w->listing.agency_id, &w->today, &w->count_today)))
		return err;
	err = listing_before(c->db, &w->listing, &w->before);
	w->has_before = err == OK;
	if (err == ERR_NOT_FOUND)
		return OK;
	return err ? err : listing_items(c->db, w->before.id, &w->items_before, &w->count_before);
}

static enum err
add_on_spot(struct page *page, const struct whole *w)
{
	struct ctx *c = page->ctx;
	const struct procedure_traffic *traffic;
	const char *words;
	size_t count;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err || (err = on_spot_words(c, w->listing.agency_id, (int64_t)w->count, &words)) ||
	    (err = traffic_of_agency(c->db, w->listing.agency_id, office_day(now), &traffic, &count)))
		return err;
	page_fact(page, govern_text(c, "on_spot_share"), words);
	page_sheet(page, listing_candidates_sheet(c, traffic, count, w->items, w->count), NULL, NULL);
	return OK;
}

static void
add_comparisons(struct page *page, const struct whole *w, bool on_spot)
{
	struct ctx *c = page->ctx;

	if (w->has_before)
		page_sheet(page,
		    listing_changes_sheet(
			c, &w->before, &(struct listing_sides){ w->items_before, w->items, w->count_before, w->count }),
		    NULL, NULL);
	else
		page_lead(page, govern_text(c, "list_first"));
	page_sheet(page,
	    listing_against_sheet(c, on_spot, &(struct listing_sides){ w->items, w->today, w->count, w->count_today }),
	    NULL, NULL);
}

static enum err
show(struct ctx *c, const struct listing_input *in)
{
	struct page page;
	struct whole w = { .has_before = false };
	bool draft, on_spot;
	enum err err = read_whole(c, in->list, &w);

	if (err)
		return err;
	draft = strcmp(w.listing.state, "draft") == 0;
	on_spot = strcmp(w.listing.kind, "on_spot") == 0;
	page = page_new(c, listing_title(c, &w.listing), LISTING_PATH, LISTING_PATH);
	page_notice(&page, in->drafted, "list_drafted");
	page_notice(&page, in->changed, "list_changed");
	page_notice(&page, in->issued, "list_issued");
	listing_facts(&page, &w.listing);
	add_comparisons(&page, &w, on_spot);
	if (on_spot && (err = add_on_spot(&page, &w)))
		return err;
	page_link(&page, govern_format(c, "list_items_count", "count", money_text(c->arena, (int64_t)w.count)),
	    url(c->arena, LISTING_PATH "/{}/muc", w.listing.code));
	if (draft && officer_has_role(ctx_officer(c), ROLE_CONTROLLER))
		listing_change_form(&page, &w.listing);
	if (draft && officer_has_role(ctx_officer(c), ROLE_APPROVER))
		listing_issue_form(&page, &w.listing);
	return page_respond(&page);
}

enum err
handle_listing(struct ctx *c, const void *input)
{
	return show(c, input);
}

enum err
handle_listing_again(struct ctx *c, const void *input)
{
	const struct listing_act_input *in = input;

	return show(c, &(struct listing_input){ .list = in->list });
}

enum err
handle_listing_items(struct ctx *c, const void *input)
{
	const struct listing_items_input *in = input;
	const char *here = url(c->arena, LISTING_PATH "/{}/muc", in->list);
	const struct listing_item *items;
	struct listing listing;
	struct page page;
	size_t count, first = 0, end;
	enum err err = listing_by_code(c->db, in->list, &listing);

	if (err || (err = listing_items(c->db, listing.id, &items, &count)))
		return err;
	while (in->after != NULL && first < count && strcmp(items[first].code, in->after) <= 0)
		first++;
	end = count - first > PAGE_ROWS ? first + PAGE_ROWS : count;
	page = page_new(c, listing_title(c, &listing), LISTING_PATH, url(c->arena, LISTING_PATH "/{}", in->list));
	page_sheet(&page, listing_items_sheet(c, items + first, end - first), NULL,
	    url(c->arena, LISTING_PATH "/{}/tai-ve", in->list));
	if (end < count)
		page_next(&page, url_query_add(c->arena, here, "sau", items[end - 1].code));
	return page_respond(&page);
}

enum err
handle_listing_csv(struct ctx *c, const void *input)
{
	const struct listing_input *in = input;
	const struct listing_item *items;
	struct listing listing;
	size_t count;
	enum err err = listing_by_code(c->db, in->list, &listing);

	if (err || (err = listing_items(c->db, listing.id, &items, &count)))
		return err;
	return page_respond_csv(c, listing_items_sheet(c, items, count), "danh-sach.csv");
}

static bool
has_item(const struct listing_item *items, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(items[i].code, code) == 0)
			return true;
	return false;
}

static enum err
goes_on(struct ctx *c, const char *code, const char *done)
{
	return respond_redirect(c, url_query_add(c->arena, url(c->arena, LISTING_PATH "/{}", code), done, "1"));
}

/* What can be added: to a list of approval on the spot what the agency solves, to any other what is in force. */
static enum err
may_change(struct ctx *c, const struct listing_change_input *in, const struct whole *w, bool add)
{
	if (!add && !has_item(w->items, w->count, in->code))
		return again_refuse(c, "code", "catalogue_govern.not_in_list");
	if (add && has_item(w->items, w->count, in->code))
		return again_refuse(c, "code", "catalogue_govern.in_list_already");
	if (add && strcmp(w->listing.kind, "on_spot") == 0 && !has_item(w->today, w->count_today, in->code))
		return again_refuse(c, "code", "catalogue_govern.list_not_of_agency");
	return OK;
}

/* The second of two clicks finds the list as the first one left it, even where that happened since this one began. */
static enum err
changed_before(struct ctx *c, const struct listing_change_input *in, bool add, bool *ret_done)
{
	struct whole w = { .has_before = false };
	enum err err = read_whole(c, in->head.list, &w);

	*ret_done = !err && w.listing.version == in->head.version + 1 && has_item(w.items, w.count, in->code) == add;
	return err;
}

static enum err
change(struct ctx *c, const struct listing_change_input *in, bool add)
{
	struct whole w = { .has_before = false };
	enum err err = read_whole(c, in->head.list, &w);

	if (err)
		return err;
	if (w.listing.version != in->head.version)
		return ERR_CONFLICT;
	if ((err = may_change(c, in, &w, add)))
		return err;
	err = listing_change(c->db, &(struct listing_change){ w.listing.id, in->head.version, in->code, add });
	return err == ERR_NOT_FOUND ? again_refuse(c, "code", "catalogue_govern.procedure_unknown") : err;
}

enum err
handle_listing_change(struct ctx *c, const void *input)
{
	const struct listing_change_input *in = input;
	bool add = strcmp(in->act, "add") == 0, done = false;
	enum err err = change(c, in, add), read;

	if (err != ERR_CONFLICT && err != ERR_INVALID)
		return err ? err : goes_on(c, in->head.list, "da-sua");
	if ((read = changed_before(c, in, add, &done)))
		return read;
	if (!done)
		return err == ERR_CONFLICT ? refuse(c, ERR_CONFLICT, NULL, NULL) : err;
	failure_clear(&c->failure);
	return goes_on(c, in->head.list, "da-sua");
}

static bool
is_issued(const struct listing *listing, const struct listing_issue_input *in)
{
	return strcmp(listing->state, "issued") == 0 && listing->version == in->head.version + 1 &&
	       strcmp(listing->decision_no, in->decision_no) == 0 && listing->decision_date == in->decision_date &&
	       listing->effective_from == in->effective_from;
}

static enum err
may_issue(struct ctx *c, const struct listing_issue_input *in, const struct listing *listing, int64_t now)
{
	if (listing->drafted_by == ctx_officer(c)->id)
		return refuse(c, ERR_FORBIDDEN, "catalogue_govern.list_same_person", NULL);
	if (listing->items == 0)
		return again_refuse(c, "decision_no", "catalogue_govern.list_empty");
	if (in->decision_date > office_day(now))
		return again_refuse(c, "decision_date", "catalogue_govern.decision_after_today");
	if (in->effective_from < in->decision_date)
		return again_refuse(c, "effective_from", "catalogue_govern.effective_before");
	return OK;
}

enum err
handle_listing_issue(struct ctx *c, const void *input)
{
	const struct listing_issue_input *in = input;
	struct listing listing, issued;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err || (err = listing_by_code(c->db, in->head.list, &listing)))
		return err;
	if (is_issued(&listing, in))
		return goes_on(c, in->head.list, "da-ban-hanh");
	if ((err = may_issue(c, in, &listing, now)))
		return err;
	issued = listing;
	issued.version = in->head.version;
	issued.decision_no = in->decision_no;
	issued.decision_date = in->decision_date;
	issued.effective_from = in->effective_from;
	err = listing_issue(c->db, &issued, ctx_officer(c)->id, now);
	if (err == ERR_CONFLICT && listing_by_code(c->db, in->head.list, &listing) == OK && is_issued(&listing, in)) {
		failure_clear(&c->failure);
		err = OK;
	}
	return err ? err : goes_on(c, in->head.list, "da-ban-hanh");
}
