/* The editor of agencies. See record_page.h. */
#include "agency/record_page.h"

#include <stdio.h>
#include <string.h>

#include "agency/agency_text.h"
#include "agency/tree_page.h"
#include "agency/tree_store.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/time/local_time.h"
#include "govern/page.h"
#include "govern/sheet.h"
#include "publish/order.h"

#define CODE_CHARACTERS "A-Z0-9."

struct record_in {
	const char *agency; /* in the path; NULL: a new one */
	int64_t version;
	bool saved;
	const char *code, *statistics, *parent, *name, *short_name, *tier, *address, *hours, *hotline, *email,
	    *calendar;
	int32_t valid_from;
	const char *decision;
};

/* What both forms send. */
#define RECORD_FIELDS                                                                                                  \
	FIELD(record_in, code, FIELD_CODE, FROM_FORM, .required = true, .max = 35, .pattern = CODE_CHARACTERS,         \
	    .label = "catalogue_agency.code"),                                                                         \
	    FIELD(record_in, name, FIELD_TEXT, FROM_FORM, .required = true, .max = 255,                                \
		.label = "catalogue_agency.name"),                                                                     \
	    FIELD(record_in, short_name, FIELD_TEXT, FROM_FORM, .required = true, .max = 120,                          \
		.label = "catalogue_agency.short_name"),                                                               \
	    FIELD(record_in, parent, FIELD_CODE, FROM_FORM, .max = 35, .pattern = CODE_CHARACTERS,                     \
		.label = "catalogue_agency.parent"),                                                                   \
	    FIELD(record_in, tier, FIELD_CHOICE, FROM_FORM, .required = true, .choices = agency_tiers,                 \
		.label = "catalogue_agency.tier"),                                                                     \
	    FIELD(record_in, statistics, FIELD_CODE, FROM_FORM, .max = 16, .label = "catalogue_agency.statistics"),    \
	    FIELD(record_in, address, FIELD_TEXT, FROM_FORM, .max = 500, .label = "catalogue_agency.address"),         \
	    FIELD(record_in, hours, FIELD_TEXT, FROM_FORM, .max = 500, .label = "catalogue_agency.hours"),             \
	    FIELD(record_in, hotline, FIELD_TEXT, FROM_FORM, .max = 60, .label = "catalogue_agency.hotline"),          \
	    FIELD(record_in, email, FIELD_EMAIL, FROM_FORM, .max = 254, .label = "catalogue_agency.email"),            \
	    FIELD(record_in, calendar, FIELD_CODE, FROM_FORM, .max = 40, .label = "catalogue_agency.calendar"),        \
	    FIELD(record_in, valid_from, FIELD_DATE, FROM_FORM, .required = true,                                      \
		.label = "catalogue_agency.valid_from")

static const struct field record_fields[] = {
	FIELD(record_in, agency, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(record_in, saved, "da-luu", FIELD_BOOL, FROM_QUERY),
};
const struct input record_input = INPUT(record_in, record_fields);
static const struct field record_save_fields[] = {
	FIELD(record_in, agency, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(record_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = 4000000000,
	    .label = "catalogue_agency.version"),
	FIELD(record_in, decision, FIELD_TEXT, FROM_FORM, .max = 120, .label = "catalogue_agency.decision"),
	RECORD_FIELDS,
};
const struct input record_save_input = INPUT(record_in, record_save_fields);
static const struct field record_add_fields[] = { RECORD_FIELDS };
const struct input record_add_input = INPUT(record_in, record_add_fields);

/* --- the page -------------------------------------------------------------------------------------------------------- */

static enum err
add_choices(struct page *page, struct view *fields, const struct agency_record *r)
{
	const struct calendar_choice *calendars;
	struct page_select select;
	size_t count;
	enum err err = calendar_choices(page->ctx->db, &calendars, &count);

	if (err)
		return err;
	select = page_select(page, fields, &(struct page_field){ "tier", "tier", NULL, false, r->tier }, NULL);
	page_options(page, &select, agency_tiers, "tiers");
	select = page_select(page, fields,
	    &(struct page_field){ "calendar", "calendar", "calendar_hint", true, r->calendar_code }, "inherited");
	for (size_t i = 0; i < count; i++)
		page_option(&select, calendars[i].code, calendars[i].name);
	return OK;
}

static enum err
add_fields(struct page *page, struct view *fields, const struct agency_record *r)
{
	const struct {
		struct page_field field;
		const char *width;
	} lines[] = {
		{ { "code", "code", "code_hint", false, r->code }, "20" },
		{ { "name", "name", NULL, false, r->name }, NULL },
		{ { "short_name", "short_name", NULL, false, r->short_name }, NULL },
		{ { "parent", "parent", "parent_hint", true, r->parent_code }, "20" },
		{ { "statistics", "statistics", NULL, true, r->statistics_code }, "10" },
		{ { "address", "address", NULL, true, r->address }, NULL },
		{ { "hours", "hours", NULL, true, r->working_hours }, NULL },
		{ { "hotline", "hotline", NULL, true, r->hotline }, "20" },
		{ { "email", "email", NULL, true, r->email }, NULL },
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		page_input(page, fields, &lines[i].field, lines[i].width);
	page_date(page, fields, &(struct page_field){ .name = "valid_from", .label = "valid_from" }, r->valid_from);
	return add_choices(page, fields, r);
}

static enum err
add_history(struct page *page, const struct agency_record *r)
{
	struct arena *arena = page->ctx->arena;
	const struct agency_past *pasts;
	const struct agency_heir *heirs;
	struct sheet *past = sheet_new(arena, page_text(page, "history"));
	struct sheet *line = sheet_new(arena, page_text(page, "successions"));
	size_t past_count, heir_count;
	enum err err = agency_pasts(page->ctx->db, r->id, &pasts, &past_count);

	if (err || (err = agency_heirs(page->ctx->db, r->id, &heirs, &heir_count)))
		return err;
	for (size_t i = 0; i < 5; i++)
		sheet_column(past,
		    page_text(page, ((const char *const[]){ "until", "name", "code", "above", "decision" })[i]), false);
	for (size_t i = 0; i < past_count; i++) {
		sheet_date(past, pasts[i].until_day);
		sheet_text(past, pasts[i].name, NULL);
		sheet_text(past, pasts[i].code, NULL);
		sheet_text(past, pasts[i].parent_name, NULL);
		sheet_text(past, pasts[i].decision, NULL);
	}
	for (size_t i = 0; i < 4; i++)
		sheet_column(line,
		    page_text(page, ((const char *const[]){ "name", "relation", "effective", "decision" })[i]), false);
	for (size_t i = 0; i < heir_count; i++) {
		sheet_text(line, heirs[i].name, url(arena, AGENCIES_PATH "/{}", heirs[i].code));
		sheet_text(line, page_text(page, heirs[i].after ? "follows" : "precedes"), NULL);
		sheet_date(line, heirs[i].effective);
		sheet_text(line, heirs[i].decision, NULL);
	}
	if (past_count > 0)
		page_sheet(page, past, page_text(page, "history_note"), NULL);
	if (heir_count > 0)
		page_sheet(page, line, NULL, NULL);
	return OK;
}

static void
add_links(struct page *page, const struct agency_record *r)
{
	struct arena *arena = page->ctx->arena;

	page_link(page, page_text(page, "page_data"), url(arena, AGENCIES_PATH "/{}/trang", r->code));
	page_link(page, page_text(page, "public_page"), url(arena, "/co-quan/{}", r->slug));
	if (r->valid_to == DATE_NONE)
		page_link(page, page_text(page, "operate"),
		    url_query_add(arena, arena_strdup(arena, AGENCIES_PATH "/sap-xep/moi"), "co-quan", r->code));
}

static enum err
show(struct ctx *c, const char *code, bool saved)
{
	struct agency_record r;
	struct view *fields;
	struct page page;
	enum err err = agency_record_by_code(c->db, code, &r);

	if (err)
		return err;
	page = agency_page(c, "agency", AGENCIES_PATH);
	view_text(page.view, "title", r.name);
	page_notice(&page, saved, "saved");
	if (r.valid_to != DATE_NONE)
		page_lead(&page, agency_format(c, "ended_on", "day", date_text(c->arena, r.valid_to)));
	fields =
	    page_form(&page, &(struct page_form){ page_text(&page, "edit"), url(c->arena, AGENCIES_PATH "/{}", code),
				 page_text(&page, "save"), NULL, -1, false });
	page_hidden(fields, "version", again_typed(c, "version", arena_printf(c->arena, "%lld", (long long)r.version)));
	if ((err = add_fields(&page, fields, &r)))
		return err;
	page_input(&page, fields, &(struct page_field){ "decision", "decision", "decision_hint", true, NULL }, NULL);
	if ((err = add_history(&page, &r)))
		return err;
	add_links(&page, &r);
	return page_respond(&page);
}

enum err
handle_record(struct ctx *c, const void *input)
{
	const struct record_in *in = input;

	return show(c, in->agency, in->saved);
}

enum err
handle_record_again(struct ctx *c, const void *input)
{
	return show(c, ((const struct record_in *)input)->agency, false);
}

enum err
handle_record_new(struct ctx *c, const void *input)
{
	const struct agency_record empty = { .tier = "commune", .valid_from = DATE_NONE };
	struct page page = agency_page(c, "add", AGENCIES_PATH);
	struct view *fields = page_form(&page, &(struct page_form){ page_text(&page, "add"), AGENCIES_PATH "/them",
						   page_text(&page, "add_button"), NULL, -1, false });
	enum err err = add_fields(&page, fields, &empty);

	(void)input;
	return err ? err : page_respond(&page);
}

/* --- writing --------------------------------------------------------------------------------------------------------- */

struct writing {
	struct ctx *c;
	const struct record_in *in;
	int64_t now;
	const char *wrong_field, *wrong; /* what only the database could see; NULL: nothing */
};

static const char *
text_of(const char *text)
{
	return text != NULL ? text : "";
}

static enum err
wrong(struct writing *w, const char *field, const char *message)
{
	w->wrong_field = field;
	w->wrong = message;
	return ERR_INVALID;
}

/* The references of the form; an agency never stands below itself. */
static enum err
resolve(struct db *db, struct writing *w, struct agency_record *r)
{
	struct agency_record parent;
	bool above = false;
	enum err err;

	r->parent_id = r->calendar_id = DB_NULL_INT;
	if (w->in->parent != NULL) {
		if ((err = agency_record_by_code(db, w->in->parent, &parent)))
			return err == ERR_NOT_FOUND ? wrong(w, "parent", "catalogue_agency.no_such_agency") : err;
		if (parent.valid_to != DATE_NONE)
			return wrong(w, "parent", "catalogue_agency.parent_ended");
		if (r->id > 0 && (err = agency_is_above(db, r->id, parent.id, &above)))
			return err;
		if (above)
			return wrong(w, "parent", "catalogue_agency.parent_below");
		r->parent_id = parent.id;
	}
	if (w->in->calendar == NULL)
		return OK;
	err = calendar_by_code(db, w->in->calendar, &r->calendar_id);
	return err == ERR_NOT_FOUND ? wrong(w, "calendar", "catalogue_agency.no_such_calendar") : err;
}

static enum err
fill(struct db *db, struct writing *w, struct agency_record *r)
{
	const struct record_in *in = w->in;
	const bool renamed = r->name == NULL || strcmp(r->name, in->name) != 0;
	enum err err = OK;

	r->code = in->code;
	r->statistics_code = in->statistics;
	r->name = in->name;
	r->short_name = in->short_name;
	r->tier = in->tier;
	r->address = text_of(in->address);
	r->working_hours = text_of(in->hours);
	r->hotline = text_of(in->hotline);
	r->email = text_of(in->email);
	r->valid_from = in->valid_from;
	if (renamed)
		err = agency_slug(db, w->c->arena, in->name, in->code, r->id, &r->slug);
	return err ? err : resolve(db, w, r);
}

static enum err
taken(struct writing *w, struct db *db, enum err err)
{
	return err == ERR_CONFLICT && db_duplicate(db) ? wrong(w, "code", "catalogue_agency.code_taken") : err;
}

static enum err
save_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct writing *w = arg;
	struct agency_record r;
	enum err err = tree_lock(db);

	w->wrong = NULL;
	if (err || (err = agency_record_by_code(db, w->in->agency, &r)))
		return err;
	if (r.version != w->in->version)
		return refuse(w->c, ERR_CONFLICT, "catalogue_agency.moved_on", NULL);
	if ((err = fill(db, w, &r)) ||
	    (err = taken(w, db, agency_record_write(db, &r, office_day(w->now), text_of(w->in->decision)))))
		return err;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, AGENCIES_PATH "/%s?da-luu=1", w->in->code);
	return publish_order(db, w->now);
}

static enum err
add_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct writing *w = arg;
	struct agency_record r = { .id = 0 };
	int64_t id;
	enum err err = tree_lock(db);

	w->wrong = NULL;
	if (err || (err = fill(db, w, &r)) || (err = taken(w, db, agency_record_add(db, &r, &id))))
		return err;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, AGENCIES_PATH "/%s?da-luu=1", w->in->code);
	return publish_order(db, w->now);
}

static enum err
write_record(struct ctx *c, const struct record_in *in, const char *scope, idempotent_act *act)
{
	struct writing w = { .c = c, .in = in };
	enum err err = ctx_now(c, &w.now);

	if (!err)
		err = idempotency_run(c, scope, act, &w);
	return err && w.wrong != NULL ? again_refuse(c, w.wrong_field, w.wrong) : err;
}

enum err
handle_record_save(struct ctx *c, const void *input)
{
	return write_record(c, input, "catalogue.agency.save", save_once);
}

enum err
handle_record_add(struct ctx *c, const void *input)
{
	return write_record(c, input, "catalogue.agency.add", add_once);
}
