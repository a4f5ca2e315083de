/* Identities in the back office. See identity.h. */
#include "version/identity.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/directory_store.h"
#include "domain/directory/officer_guard.h"
#include "govern/page.h"
#include "publish/order.h"
#include "version/case.h"
#include "version/life_store.h"

struct identity_in {
	const char *code;
	int64_t version;
	const char *owner;
	int32_t opens, closes;
	const char *replaced_by;
	bool unlisted;
	const char *alias;
};
#define OF_CODE FIELD(identity_in, code, FIELD_CODE, FROM_PATH, .required = true)

static const struct field page_fields[] = { OF_CODE };
const struct input identity_page_input = INPUT(identity_in, page_fields);

static const struct field identity_fields[] = { OF_CODE,
	FIELD(identity_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX,
	    .label = "catalogue_version.row_version"),
	FIELD(identity_in, owner, FIELD_CODE, FROM_FORM, .max = 35, .label = "catalogue_version.owner"),
	FIELD(identity_in, opens, FIELD_DATE, FROM_FORM, .label = "catalogue_version.opens"),
	FIELD(identity_in, closes, FIELD_DATE, FROM_FORM, .label = "catalogue_version.closes"),
	FIELD(identity_in, replaced_by, FIELD_CODE, FROM_FORM, .label = "catalogue_version.replaced_by"),
	FIELD(identity_in, unlisted, FIELD_BOOL, FROM_FORM, .label = "catalogue_version.unlisted") };
const struct input identity_input = INPUT(identity_in, identity_fields);

static const struct field alias_fields[] = { OF_CODE,
	FIELD(identity_in, alias, FIELD_CODE, FROM_FORM, .required = true, .label = "catalogue_version.alias") };
const struct input alias_input = INPUT(identity_in, alias_fields);

/* --- the page ----------------------------------------------------------------------------------------------------- */

static void
show_owner(struct page *page, struct view *fields, const struct procedure_item *item, const struct agency *agencies,
    size_t count)
{
	struct page_select select = page_select(page, fields,
	    &(struct page_field){ .name = "owner", .label = "owner", .optional = true, .value = item->owner_agency },
	    "owner_office");

	for (size_t i = 0; i < count; i++)
		if (agencies[i].current_id == agencies[i].id)
			page_option(&select, agencies[i].code, agencies[i].name);
}

static void
show_form(struct page *page, const struct procedure_item *item, const struct agency *agencies, size_t count)
{
	struct view *unlisted;
	struct view *fields =
	    page_form(page, &(struct page_form){ .title = page_text(page, "identity_title"),
				.action = url(page->ctx->arena, PROCEDURE_PATH "/dinh-danh", item->code),
				.button = page_text(page, "save"),
				.version = -1 });

	page_hidden(fields, "version",
	    again_typed(page->ctx, "version", arena_printf(page->ctx->arena, "%lld", (long long)item->version)));
	show_owner(page, fields, item, agencies, count);
	page_date(page, fields,
	    &(struct page_field){ .name = "opens", .label = "opens", .hint = "opens_hint", .optional = true },
	    item->opens_on);
	page_date(page, fields,
	    &(struct page_field){ .name = "closes", .label = "closes", .hint = "closes_hint", .optional = true },
	    item->closes_on);
	page_input(page, fields,
	    &(struct page_field){ .name = "replaced_by",
		.label = "replaced_by",
		.hint = "replaced_by_hint",
		.optional = true,
		.value = item->replaced_by },
	    "20");
	unlisted = view_child(part_item(fields), "checkbox");
	part_field(unlisted, "unlisted", page_text(page, "unlisted"), NULL, again_error(page->ctx, "unlisted"), true);
	view_text(unlisted, "value", "1");
	view_bool(unlisted, "selected", again_typed(page->ctx, "unlisted", item->listed ? NULL : "1") != NULL);
}

static void
show_aliases(struct page *page, const char *path, const char *const *aliases, size_t count)
{
	struct view *fields;

	for (size_t i = 0; i < count; i++)
		page_hidden(page_form(page, &(struct page_form){ .title = arena_printf(page->ctx->arena, "%s: %s",
								     page_text(page, "alias"), aliases[i]),
						.action = arena_printf(page->ctx->arena, "%s/ma-khac/bo", path),
						.button = arena_printf(page->ctx->arena, "%s %s",
						    page_text(page, "alias_remove"), aliases[i]),
						.version = -1,
						.secondary = true }),
		    "alias", aliases[i]);
	fields = page_form(page, &(struct page_form){ .title = page_text(page, "alias_title"),
				     .action = arena_printf(page->ctx->arena, "%s/ma-khac", path),
				     .button = page_text(page, "alias_add"),
				     .version = -1 });
	page_input(page, fields, &(struct page_field){ .name = "alias", .label = "alias", .hint = "alias_hint" }, "20");
}

enum err
handle_identity_page(struct ctx *c, const void *input)
{
	const struct identity_in *in = input;
	const struct agency *agencies;
	const char *const *aliases;
	struct procedure_item item;
	size_t agency_count, count;
	struct page page;
	const char *path;
	enum err err;

	if ((err = item_by_code(c->db, in->code, &item)) || (err = aliases_of(c->db, item.id, &aliases, &count)) ||
	    (err = agency_all(c->db, &agencies, &agency_count)))
		return err;
	path = url(c->arena, PROCEDURE_PATH, item.code);
	page = page_new(c, ctx_text(c, "catalogue_version.identity_title"), "/can-bo/danh-muc", path);
	page.words = "catalogue_version";
	page_lead(&page, item.code);
	show_form(&page, &item, agencies, agency_count);
	show_aliases(&page, path, aliases, count);
	return page_respond(&page);
}

/* --- changes ------------------------------------------------------------------------------------------------------ */

struct changing {
	struct ctx *c;
	const struct identity_in *in;
	enum { IDENTITY, ALIAS_ADD, ALIAS_REMOVE } what;
	int64_t now, owner_id;
};

static enum err
change_identity(struct db *db, const struct changing *g, struct procedure_item *item)
{
	const struct identity_in *in = g->in;
	uint64_t changed;
	enum err err;

	if (item->version != in->version)
		return refuse(g->c, ERR_CONFLICT, "catalogue_version.moved_on", NULL);
	item->owner_agency_id = g->owner_id;
	item->opens_on = in->opens;
	item->closes_on = in->closes;
	item->replaced_by = in->replaced_by;
	item->listed = !in->unlisted;
	err = item_change(db, item);
	return err ? err : procedures_enter_force(db, local_from_utc(g->now).day, &changed);
}

/* A code that is another procedure's is told beside its field; what was done so far is rolled back. */
static enum err
change_alias(struct db *db, const struct changing *g, const struct procedure_item *item)
{
	enum err err =
	    g->what == ALIAS_ADD ? alias_put(db, item->id, g->in->alias) : alias_remove(db, item->id, g->in->alias);

	return err == ERR_CONFLICT ? again_refuse(g->c, "alias", "catalogue_version.alias_taken") : err;
}

static enum err
change_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct changing *g = arg;
	struct procedure_item item;
	struct version_line line;
	enum err err = item_lock(db, g->in->code, &item);

	if (err)
		return err;
	err = g->what == IDENTITY ? change_identity(db, g, &item) : change_alias(db, g, &item);
	if (!err && (err = version_newest(db, item.id, &line)) == OK)
		err = review_add(db, line.id, "identity", g->now, ctx_officer(g->c)->id, "");
	if (err && err != ERR_NOT_FOUND)
		return err;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s?da-lam=%s", url(g->c->arena, PROCEDURE_PATH, item.code),
	    g->what == IDENTITY ? "identity" : "alias");
	return publish_order(db, g->now);
}

/* What the form names must be there: the unit, and the procedure that took this one's place. */
static enum err
check_names(struct ctx *c, struct changing *g)
{
	const struct identity_in *in = g->in;
	struct procedure_item own, other;
	struct agency agency;
	enum err err = OK;

	g->owner_id = DB_NULL_INT;
	if (in->owner != NULL) {
		err = agency_by_code(c->db, in->owner, &agency);
		if (err)
			return err == ERR_NOT_FOUND ? again_refuse(c, "owner", "catalogue_version.owner_unknown") : err;
		g->owner_id = agency.id;
	}
	if (in->replaced_by == NULL)
		return OK;
	if ((err = item_by_code(c->db, in->code, &own)))
		return err;
	err = item_by_code(c->db, in->replaced_by, &other);
	/* By any of its codes a procedure is itself. */
	if (err == ERR_NOT_FOUND || (!err && other.id == own.id))
		return again_refuse(c, "replaced_by", "catalogue_version.replacement_unknown");
	return err;
}

enum err
handle_identity(struct ctx *c, const void *input)
{
	struct changing g = { .c = c, .in = input, .what = IDENTITY };
	enum err err = ctx_now(c, &g.now);

	if (err)
		return err;
	if (g.in->opens != DATE_ABSENT && g.in->closes != DATE_ABSENT && g.in->closes < g.in->opens)
		return again_refuse(c, "closes", "catalogue_version.closes_before");
	if ((err = check_names(c, &g)))
		return err;
	return idempotency_run(c, "catalogue.identity", change_once, &g);
}

enum err
handle_alias_add(struct ctx *c, const void *input)
{
	struct changing g = { .c = c, .in = input, .what = ALIAS_ADD };
	enum err err = ctx_now(c, &g.now);

	return err ? err : idempotency_run(c, "catalogue.alias", change_once, &g);
}

enum err
handle_alias_remove(struct ctx *c, const void *input)
{
	struct changing g = { .c = c, .in = input, .what = ALIAS_REMOVE };
	enum err err = ctx_now(c, &g.now);

	return err ? err : idempotency_run(c, "catalogue.alias", change_once, &g);
}
