/* Beginning drafts of definitions. See begin.h. */
#include "define/begin.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "define/desk.h"
#include "define/draft_store.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/officer_guard.h"
#include "govern/page.h"
#include "office/office_filter.h"

enum { NAME_MAX_LENGTH = 500, CODE_MAX = 64 };

struct begin_in {
	const char *kind, *code, *name, *unit;
};
static const struct field new_fields[] = {
	FIELD(begin_in, kind, FIELD_CHOICE, FROM_FORM, .required = true, .choices = definition_kind_names,
	    .label = "catalogue_define.kind_label"),
	FIELD(begin_in, code, FIELD_CODE, FROM_FORM, .required = true, .pattern = "A-Za-z0-9._-", .min = 2,
	    .max = CODE_MAX, .label = "catalogue_define.code"),
	FIELD(begin_in, name, FIELD_TEXT, FROM_FORM, .required = true, .min = 3, .max = NAME_MAX_LENGTH,
	    .label = "catalogue_define.name"),
	FIELD(begin_in, unit, FIELD_CODE, FROM_FORM, .max = 35, .label = "catalogue_define.unit"),
};
const struct input define_new_input = INPUT(begin_in, new_fields);

static const struct field begin_fields[] = {
	FIELD(begin_in, kind, FIELD_CHOICE, FROM_PATH, .required = true, .choices = definition_kind_slugs),
	FIELD(begin_in, code, FIELD_CODE, FROM_PATH, .required = true),
};
const struct input define_begin_input = INPUT(begin_in, begin_fields);

bool
officer_may_begin(const struct officer *officer)
{
	return officer_has_role(officer, ROLE_DRAFTER) || officer_has_role(officer, ROLE_CONTROLLER) ||
	       officer_has_role(officer, ROLE_ADMINISTRATOR);
}

/* --- the form ----------------------------------------------------------------------------------------------------- */

/* Units for whom the officer may draft. Whoever drafts for one unit alone is not asked. */
static enum err
show_units(struct page *page, struct view *fields)
{
	const struct officer *officer = ctx_officer(page->ctx);
	const struct agency *agencies;
	struct page_select select;
	size_t count;
	enum err err = agency_all(page->ctx->db, &agencies, &count);

	if (err)
		return err;
	select = page_select(page, fields,
	    &(struct page_field){ .name = "unit", .label = "unit", .hint = "unit_hint", .value = "" }, NULL);
	if (officer_defines(officer, DB_NULL_INT))
		page_option(&select, OFFICE_OWNER_NONE, page_text(page, "the_office"));
	for (size_t i = 0; i < count; i++)
		if (agencies[i].current_id == agencies[i].id && officer_defines(officer, agencies[i].id))
			page_option(&select, agencies[i].code, agencies[i].short_name);
	return OK;
}

enum err
handle_define_new(struct ctx *c, const void *input)
{
	struct page page = page_new(c, ctx_text(c, "catalogue_define.new_title"), DEFINE_PATH, DEFINE_PATH);
	struct page_select select;
	struct view *fields;
	enum err err;

	(void)input;
	page.words = "catalogue_define";
	page_lead(&page, page_text(&page, "new_lead"));
	fields = page_form(&page, &(struct page_form){ .title = page_text(&page, "new_title"),
				      .action = DEFINE_NEW_PATH,
				      .button = page_text(&page, "new_button"),
				      .version = -1 });
	select = page_select(&page, fields, &(struct page_field){ .name = "kind", .label = "kind_label" }, NULL);
	page_options(&page, &select, definition_kind_names, "kind");
	page_input(&page, fields, &(struct page_field){ .name = "code", .label = "code", .hint = "code_hint" }, "20");
	page_input(&page, fields, &(struct page_field){ .name = "name", .label = "name", .hint = "name_hint" }, NULL);
	if ((err = show_units(&page, fields)))
		return err;
	return page_respond(&page);
}

/* --- the draft ---------------------------------------------------------------------------------------------------- */

struct beginning {
	struct ctx *c;
	struct draft_start start;
	bool fresh; /* the code must be nobody's yet */
};

static enum err
begin_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct beginning *b = arg;
	struct definition_draft draft;
	struct definition_item there;
	enum err err = definition_item_by_code(db, b->start.kind, b->start.code, &there);

	if (err == OK && b->fresh)
		return again_refuse(b->c, "code", "catalogue_define.code_taken");
	if (err && err != ERR_NOT_FOUND)
		return err;
	err = definition_draft_begin(db, &b->start, &draft);
	(void)snprintf(location, IDEMPOTENCY_LOCATION, DEFINE_PATH "/%s/%s?da-lam=create",
	    definition_kind_slugs[b->start.kind], b->start.code);
	return err;
}

/* The unit that was chosen, or the officer's own. */
static enum err
find_unit(struct ctx *c, const char *code, int64_t *ret_id)
{
	const struct officer *officer = ctx_officer(c);
	struct agency agency;
	enum err err;

	*ret_id = code == NULL && !officer_defines(officer, DB_NULL_INT) ? officer->agency_id : DB_NULL_INT;
	if (code != NULL && strcmp(code, OFFICE_OWNER_NONE) != 0) {
		err = agency_by_code(c->db, code, &agency);
		if (err)
			return err == ERR_NOT_FOUND ? again_refuse(c, "unit", "catalogue_define.unit_unknown") : err;
		*ret_id = agency.id;
	}
	return officer_defines(officer, *ret_id) ? OK : again_refuse(c, "unit", "catalogue_define.unit_foreign");
}

enum err
handle_define_create(struct ctx *c, const void *input)
{
	const struct begin_in *in = input;
	struct beginning b = {
		.c = c, .start = { .code = in->code, .name = in->name, .officer_id = ctx_officer(c)->id }, .fresh = true
	};
	enum err err = ctx_now(c, &b.start.at);

	(void)definition_kind_by_name(in->kind, &b.start.kind);
	if (!err)
		err = find_unit(c, in->unit, &b.start.owner_agency_id);
	return err ? err : idempotency_run(c, "catalogue.define.new", begin_once, &b);
}

enum err
handle_define_begin(struct ctx *c, const void *input)
{
	const struct begin_in *in = input;
	struct beginning b = { .c = c, .start = { .code = in->code, .officer_id = ctx_officer(c)->id } };
	struct definition_item item;
	enum err err = ctx_now(c, &b.start.at);

	(void)definition_kind_by_slug(in->kind, &b.start.kind);
	if (err || (err = definition_item_by_code(c->db, b.start.kind, in->code, &item)))
		return err;
	if (!officer_defines(ctx_officer(c), item.owner_agency_id))
		return refuse(c, ERR_FORBIDDEN, "catalogue_version.not_yours", NULL);
	b.start.name = item.name;
	b.start.owner_agency_id = item.owner_agency_id;
	return idempotency_run(c, "catalogue.define.begin", begin_once, &b);
}
