/* New procedures. See edit_new.h. */
#include "edit/edit_new.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
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
#include "office/office_nav.h"
#include "record/item_store.h"
#include "record/procedure_record.h"
#include "record/record.h"
#include "record/version_store.h"

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
	FIELD(edit_new_input, sector, FIELD_CODE, FROM_FORM, .required = true, .max = 40,
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
	const struct edit_new_input *in;
	int64_t now;
	const char *taken; /* message key: why this code cannot be */
};

/* The text as an address, cut to a length that leaves room for a code; "" if nothing of it can stand there. */
static const char *
slug_of(struct arena *arena, const char *text)
{
	char *slug = arena_strdup(arena, fold(arena, text));

	for (char *at = slug; *at != '\0'; at++)
		if (*at == ' ')
			*at = '-';
	if (strlen(slug) > SLUG_MOST)
		slug[SLUG_MOST] = '\0';
	while (*slug != '\0' && slug[strlen(slug) - 1] == '-')
		slug[strlen(slug) - 1] = '\0';
	return slug_is_valid(slug) ? slug : "";
}

/* Its address is its name; where another procedure has that, the code follows. */
static enum err
add_item(struct db *db, const struct creating *n, int64_t *ret_id)
{
	const struct officer *officer = ctx_officer(n->c);
	const char *name = slug_of(n->c->arena, n->in->name), *code = slug_of(n->c->arena, n->in->code);
	struct procedure_item item = { .code = n->in->code,
		.slug = *name != '\0' ? name : code,
		.owner_agency_id = officer_has_role(officer, ROLE_DRAFTER) ? officer->agency_id : DB_NULL_INT,
		.listed = true,
		.opens_on = DATE_NONE,
		.closes_on = DATE_NONE };
	enum err err = item_add(db, &item, ret_id);

	if (err != ERR_CONFLICT || !db_duplicate(db))
		return err;
	failure_clear(db_failure(db));
	item.slug = arena_printf(n->c->arena, "%s-%s", item.slug, code);
	return item_add(db, &item, ret_id);
}

/* The least that a draft must be: information alone, for citizens, one case, nothing to pay. */
static void
first_version(struct ctx *c, const struct edit_new_input *in, struct version_record *version)
{
	struct case_record *one = ARENA_NEW(c->arena, struct case_record);

	record_init(&version_record_table, version);
	record_init(&case_record_table, one);
	one->name = ctx_text(c, "catalogue_edit.first_case");
	version->state = "draft";
	version->name = in->name;
	version->sector = in->sector;
	version->tiers = version_tiers[0];
	version->kind = version_kinds[0];
	version->service_level = "information";
	version->audience = version_audiences[0];
	version->fee_time = version_fee_times[0];
	version->cases = (struct record_list){ one, 1 };
	version->form_version_id = version->process_version_id = version->rule_version_id = DB_NULL_INT;
}

static enum err
create_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct creating *n = arg;
	struct procedure_item there;
	struct version_record version;
	struct record_fault fault = { NULL, NULL };
	struct version_origin origin = { DB_NULL_INT, DB_NULL_INT, ctx_officer(n->c)->id, n->now };
	int64_t id;
	enum err err = item_by_code(db, n->in->code, &there);

	n->taken = err == OK ? "catalogue_edit.errors.code_taken" : NULL;
	if (err != ERR_NOT_FOUND)
		return err == OK ? ERR_INVALID : err;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s",
	    url(n->c->arena, "/can-bo/danh-muc/thu-tuc/{}/sua/chung", n->in->code));
	if ((err = add_item(db, n, &origin.procedure_id)))
		return err;
	first_version(n->c, n->in, &version);
	return version_add(db, n->c->arena, &origin, &version, &fault, &id);
}

enum err
handle_edit_create(struct ctx *c, const void *input)
{
	struct creating n = { .c = c, .in = input };
	struct edit_choices sectors;
	enum err err = ctx_now(c, &n.now);
	bool known = false;

	if (err || (err = edit_choices_of(c->db, SOURCE_SECTORS, DB_NULL_INT, 0, &sectors)))
		return err;
	for (size_t i = 0; i < sectors.count; i++)
		known = known || strcmp(sectors.items[i].value, n.in->sector) == 0;
	if (!known) {
		(void)again_refuse(c, "sector", "field_error.choice");
		return handle_edit_new(c, input);
	}
	err = idempotency_run(c, "catalogue.new", create_once, &n);
	if (err != ERR_INVALID || n.taken == NULL)
		return err;
	(void)again_refuse(c, "code", n.taken);
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
