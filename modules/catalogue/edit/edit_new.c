/* New procedures. See edit_new.h. */
#include "edit/edit_new.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "edit/edit_store.h"
#include "edit/edit_view.h"
#include "office/office_nav.h"
#include "record/record.h"
#include "record/version_store.h"
#include "version/life_store.h"

enum { HTTP_INVALID = 422, SLUG_MOST = 90 };
#define NEW_PATH "/can-bo/danh-muc/thu-tuc-moi"

struct edit_new_input {
	const char *code, *name, *sector;
};
static const struct field new_fields[] = {
	FIELD(edit_new_input, code, FIELD_CODE, FROM_FORM, .required = true, .min = 3, .max = 60,
	    .pattern = "A-Za-z0-9.-", .label = "catalogue_edit.new_code"),
	FIELD(edit_new_input, name, FIELD_TEXT, FROM_FORM, .required = true, .max = 1000,
	    .label = "catalogue_version.m.version.name"),
	FIELD(edit_new_input, sector, FIELD_CODE, FROM_FORM, .required = true, .offered = true, .max = 40,
	    .label = "catalogue_version.m.version.sector"),
};
const struct input edit_new_input = INPUT(edit_new_input, new_fields);

static void
add_line(struct ctx *c, struct view *page, const char *name, const char *label, const char *hint, const char *width)
{
	struct view *field = view_child(page, name);

	part_field(
	    field, name, ctx_text(c, label), hint != NULL ? ctx_text(c, hint) : NULL, again_error(c, name), false);
	view_text(field, "value", again_typed(c, name, NULL));
	view_text(field, "type", "text");
	view_text(field, "width", width);
	view_text(field, "autocomplete", "off");
	view_text(field, "inputmode", NULL);
}

static void
add_sectors(struct ctx *c, struct view *page, const struct edit_choices *sectors)
{
	struct view *field = view_child(page, "sector");
	struct view *options;

	part_field(
	    field, "sector", ctx_text(c, "catalogue_version.m.version.sector"), NULL, again_error(c, "sector"), false);
	view_text(field, "empty", ctx_text(c, "catalogue_edit.choose"));
	options = view_list(field, "options");
	for (size_t i = 0; i < sectors->count; i++)
		part_option(options, sectors->items[i].value, sectors->items[i].name, again_typed(c, "sector", NULL));
}

static enum err
show(struct ctx *c, int status)
{
	struct view *page = view_object(c->arena);
	struct edit_choices sectors;
	enum err err = edit_choices_of(c->db, SOURCE_SECTORS, DB_NULL_INT, 0, &sectors);

	if (err)
		return err;
	view_text(page, "title", ctx_text(c, "catalogue_edit.new"));
	view_url(page, "back_url", "/can-bo/danh-muc");
	view_url(page, "action", NEW_PATH);
	view_text(page, "once", idempotency_key(c));
	again_errors(c, page);
	add_line(c, page, "code", "catalogue_edit.new_code", "catalogue_edit.new_code_hint", "20");
	add_line(c, page, "name", "catalogue_version.m.version.name", NULL, NULL);
	add_sectors(c, page, &sectors);
	office_nav(c, page, "/can-bo/danh-muc");
	return respond_page_status(c, status, "catalogue/edit_new", page);
}

enum err
handle_edit_new(struct ctx *c, const void *input)
{
	(void)input;
	return show(c, c->errors != NULL ? HTTP_INVALID : 200);
}

struct creating {
	struct ctx *c;
	struct procedure_start start;
	int64_t now;
	struct record_fault fault;
};

/* Its address is its name; where another procedure has that, the code follows. */
static enum err
create_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct creating *n = arg;
	struct arena *arena = n->c->arena;
	const char *name = fold_slug(arena, n->start.name, SLUG_MOST),
		   *code = fold_slug(arena, n->start.code, SLUG_MOST);
	int64_t officer_id = ctx_officer(n->c)->id;
	struct version_line line;
	enum err err;

	(void)snprintf(
	    location, IDEMPOTENCY_LOCATION, "%s", url(arena, "/can-bo/danh-muc/thu-tuc/{}/sua/chung", n->start.code));
	n->fault = (struct record_fault){ NULL, NULL };
	n->start.slug = *name != '\0' ? name : code;
	err = procedure_begin(db, arena, &n->start, officer_id, n->now, &n->fault, &line);
	if (err != ERR_INVALID || n->fault.member == NULL || strcmp(n->fault.member, "slug") != 0)
		return err;
	n->fault = (struct record_fault){ NULL, NULL };
	n->start.slug = arena_printf(arena, "%s-%s", n->start.slug, code);
	return procedure_begin(db, arena, &n->start, officer_id, n->now, &n->fault, &line);
}

/* ERR_INVALID, said at its field: there is no such sector. */
static enum err
find_sector(struct ctx *c, struct creating *n)
{
	struct edit_choices sectors;
	enum err err = edit_choices_of(c->db, SOURCE_SECTORS, DB_NULL_INT, 0, &sectors);

	if (err)
		return err;
	n->start.sector_name = edit_choice_name(&sectors, n->start.sector);
	return n->start.sector_name != NULL ? OK : again_refuse(c, "sector", "field_error.choice");
}

enum err
handle_edit_create(struct ctx *c, const void *input)
{
	const struct edit_new_input *in = input;
	const struct officer *officer = ctx_officer(c);
	struct creating n = { .c = c,
		.start = { .code = in->code,
		    .name = in->name,
		    .sector = in->sector,
		    .owner_agency_id = officer_has_role(officer, ROLE_DRAFTER) ? officer->agency_id : DB_NULL_INT } };
	enum err err = ctx_now(c, &n.now);

	if (err)
		return err;
	if ((err = find_sector(c, &n)))
		return c->errors != NULL ? handle_edit_new(c, input) : err;
	err = idempotency_run(c, "catalogue.new", create_once, &n);
	if (err != ERR_INVALID || n.fault.member == NULL)
		return err;
	(void)again_refuse(
	    c, strcmp(n.fault.member, "name") == 0 ? "name" : "code", "catalogue_edit.errors.code_taken");
	return handle_edit_new(c, input);
}

static void
add_sample_field(struct view *page, const char *name)
{
	struct view *field = view_child(page, name);

	part_field(field, name, "sample", "sample", "sample", false);
	view_text(field, "value", "sample");
	view_text(field, "type", "text");
	view_text(field, "width", "20");
	view_text(field, "autocomplete", NULL);
	view_text(field, "inputmode", NULL);
	view_text(field, "empty", "sample");
	part_option(view_list(field, "options"), "sample", "sample", "sample");
}

struct view *
edit_new_sample(struct arena *arena)
{
	struct view *page = view_object(arena);
	struct view *error;

	view_text(page, "title", "sample");
	view_url(page, "back_url", "/sample");
	view_url(page, "action", NEW_PATH);
	view_text(page, "once", "sample");
	view_bool(page, "has_errors", true);
	error = view_item(view_list(page, "errors"));
	view_text(error, "field", "code");
	view_text(error, "message", "sample");
	view_url(error, "anchor", "#code");
	add_sample_field(page, "code");
	add_sample_field(page, "name");
	add_sample_field(page, "sector");
	office_nav_sample(page);
	return page;
}
