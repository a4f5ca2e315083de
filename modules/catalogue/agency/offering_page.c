/* Settings of offerings, inherited from the tier. See offering_page.h. */
#include "agency/offering_page.h"

#include <stdio.h>
#include <string.h>

#include "agency/agency_text.h"
#include "agency/offering_store.h"
#include "agency/tree_page.h"
#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "govern/page.h"
#include "govern/sheet.h"
#include "publish/order.h"

#define OFFERING_PATH AGENCIES_PATH "/noi-nhan/{}"
#define TIER_PREFIX   "cap-"
enum { WORDS_MOST = 400 };

static const char *const answers[] = { "yes", "no", NULL };

struct offering_in {
	const char *procedure;
	bool saved;
	int64_t version;
	const char *scope, *online, *hotline, *note;
};
static const struct field offering_fields[] = {
	FIELD(offering_in, procedure, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(offering_in, saved, "da-luu", FIELD_BOOL, FROM_QUERY),
};
const struct input offering_input = INPUT(offering_in, offering_fields);
static const struct field set_fields[] = {
	FIELD(offering_in, procedure, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(offering_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = 4000000000,
	    .label = "catalogue_agency.version"),
	FIELD(offering_in, scope, FIELD_CODE, FROM_FORM, .required = true, .offered = true,
	    .label = "catalogue_agency.scope"),
	FIELD(offering_in, online, FIELD_CHOICE, FROM_FORM, .choices = answers, .label = "catalogue_agency.online"),
	FIELD(offering_in, hotline, FIELD_TEXT, FROM_FORM, .max = 60, .label = "catalogue_agency.hotline"),
	FIELD(offering_in, note, FIELD_TEXT, FROM_FORM, .max = 500, .label = "catalogue_agency.note"),
};
const struct input offering_set_input = INPUT(offering_in, set_fields);

struct find_in {
	const char *procedure;
};
static const struct field find_fields[] = {
	FIELD_NAMED(find_in, procedure, "thu-tuc", FIELD_CODE, FROM_QUERY, .required = true,
	    .label = "catalogue_agency.procedure_code"),
};
const struct input offering_find_input = INPUT(find_in, find_fields);

/* --- what holds, and what differs ------------------------------------------------------------------------------------ */

static int64_t
first_set(int64_t own, int64_t above)
{
	return own != OFFERING_INHERITED ? own : above;
}

static const char *
first_text(const char *own, const char *above)
{
	return own != NULL ? own : above;
}

static bool
text_differs(const char *own, const char *above)
{
	return own != NULL && (above == NULL || strcmp(own, above) != 0);
}

/* In which of its settings a place differs from its tier, in words; NULL: in none. */
static const char *
differences(const struct page *page, const struct offering_place *p)
{
	const int64_t above = first_set(p->online_of_tier, p->online_of_version);
	const struct {
		const char *label;
		bool differs;
	} rows[] = {
		{ "online", first_set(p->online_of_agency, above) != above },
		{ "hotline", text_differs(p->hotline_of_agency, p->hotline_of_tier) },
		{ "note", text_differs(p->note_of_agency, p->note_of_tier) },
	};
	struct buffer words;

	buffer_init(&words, page->ctx->arena, WORDS_MOST);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].differs)
			buffer_printf(&words, "%s%s", words.size > 0 ? ", " : "", page_text(page, rows[i].label));
	return words.size > 0 ? words.data : NULL;
}

static const struct sheet *
places_sheet(struct page *page, const struct offering_place *places, size_t count)
{
	static const char *const columns[] = { "name", "tier", "solving", "online", "hotline", "note", "differs" };
	struct arena *arena = page->ctx->arena;
	struct sheet *sheet = sheet_new(arena, page_text(page, "offerings"));

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		sheet_column(sheet, page_text(page, columns[i]), false);
	for (size_t i = 0; i < count; i++) {
		const struct offering_place *p = &places[i];
		const int64_t online =
		    first_set(p->online_of_agency, first_set(p->online_of_tier, p->online_of_version));

		sheet_text(sheet, p->name, url(arena, AGENCIES_PATH "/{}", p->code));
		sheet_text(sheet, agency_tier(page->ctx, p->tier), NULL);
		sheet_text(sheet, p->solving, NULL);
		sheet_text(sheet, page_text(page, online != 0 ? "online_yes" : "online_no"), NULL);
		sheet_text(sheet, first_text(p->hotline_of_agency, p->hotline_of_tier), NULL);
		sheet_text(sheet, first_text(p->note_of_agency, p->note_of_tier), NULL);
		sheet_text(sheet, differences(page, p), NULL);
	}
	return sheet;
}

/* Each tier once, then every place. */
static void
add_scopes(struct page *page, const struct page_select *select, const struct offering_place *places, size_t count)
{
	struct arena *arena = page->ctx->arena;

	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(places[i].tier, places[i - 1].tier) != 0)
			page_option(select, arena_printf(arena, TIER_PREFIX "%s", places[i].tier),
			    agency_format(page->ctx, "scope_tier", "name", agency_tier(page->ctx, places[i].tier)));
	for (size_t i = 0; i < count; i++)
		page_option(select, places[i].code, places[i].name);
}

static enum err
show(struct ctx *c, const char *code, bool saved)
{
	const struct offering_place *places;
	struct offered offered;
	struct page_select select;
	struct view *fields;
	struct page page;
	size_t count;
	enum err err = offered_by_code(c->db, code, &offered);

	if (err || (err = offering_places(c->db, offered.procedure_id, &places, &count)))
		return err;
	page = agency_page(c, "offerings", AGENCIES_PATH);
	view_text(page.view, "title", agency_format(c, "offering_title", "name", offered.name));
	page_notice(&page, saved, "saved");
	page_lead(&page, page_text(&page, "offering_lead"));
	page_sheet(&page, places_sheet(&page, places, count), NULL, NULL);
	fields = page_form(&page, &(struct page_form){ page_text(&page, "set"), url(c->arena, OFFERING_PATH, code),
				      page_text(&page, "set_button"), NULL, -1, false });
	page_hidden(
	    fields, "version", again_typed(c, "version", arena_printf(c->arena, "%lld", (long long)offered.version)));
	select = page_select(&page, fields, &(struct page_field){ "scope", "scope", "scope_hint", false, NULL }, NULL);
	add_scopes(&page, &select, places, count);
	select = page_select(&page, fields, &(struct page_field){ "online", "online", NULL, true, NULL }, "inherits");
	page_option(&select, answers[0], page_text(&page, "online_yes"));
	page_option(&select, answers[1], page_text(&page, "online_no"));
	page_input(&page, fields, &(struct page_field){ "hotline", "hotline", "setting_hint", true, NULL }, "20");
	page_input(&page, fields, &(struct page_field){ "note", "note", "setting_hint", true, NULL }, NULL);
	return page_respond(&page);
}

enum err
handle_offering_find(struct ctx *c, const void *input)
{
	return respond_redirect(c, url(c->arena, OFFERING_PATH, ((const struct find_in *)input)->procedure));
}

enum err
handle_offering(struct ctx *c, const void *input)
{
	const struct offering_in *in = input;

	return show(c, in->procedure, in->saved);
}

enum err
handle_offering_again(struct ctx *c, const void *input)
{
	return show(c, ((const struct offering_in *)input)->procedure, false);
}

/* --- setting --------------------------------------------------------------------------------------------------------- */

struct setting {
	struct ctx *c;
	const struct offering_in *in;
	int64_t now;
	bool unknown;
};

/* The tier or agency that is named, if the procedure is received there at all. */
static bool
find_scope(const char *scope, const struct offering_place *places, size_t count, struct offering_put *put)
{
	const size_t prefix = strlen(TIER_PREFIX);
	const bool is_tier = strncmp(scope, TIER_PREFIX, prefix) == 0;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(is_tier ? places[i].tier : places[i].code, is_tier ? scope + prefix : scope) != 0)
			continue;
		put->tier = is_tier ? places[i].tier : "";
		put->agency_id = is_tier ? 0 : places[i].agency_id;
		return true;
	}
	return false;
}

static enum err
set_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct setting *s = arg;
	const struct offering_in *in = s->in;
	const struct offering_place *places;
	struct offered offered;
	struct offering_put put;
	size_t count;
	enum err err = offered_by_code(db, in->procedure, &offered);

	if (err || (err = offering_places(db, offered.procedure_id, &places, &count)))
		return err;
	put = (struct offering_put){ .procedure_id = offered.procedure_id,
		.version = in->version,
		.setting = {
		    in->online == NULL ? OFFERING_INHERITED : in->online == answers[0], in->hotline, in->note } };
	s->unknown = !find_scope(in->scope, places, count, &put);
	if (s->unknown)
		return ERR_INVALID;
	err = offering_set(db, &put);
	if (err == ERR_CONFLICT)
		return refuse(s->c, ERR_CONFLICT, "catalogue_agency.moved_on", NULL);
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s?da-luu=1", url(s->c->arena, OFFERING_PATH, in->procedure));
	return err ? err : publish_order(db, s->now);
}

enum err
handle_offering_set(struct ctx *c, const void *input)
{
	struct setting s = { .c = c, .in = input };
	enum err err = ctx_now(c, &s.now);

	if (!err)
		err = idempotency_run(c, "catalogue.offering.set", set_once, &s);
	return err && s.unknown ? again_refuse(c, "scope", "catalogue_agency.no_such_scope") : err;
}
