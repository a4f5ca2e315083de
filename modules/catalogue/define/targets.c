/* The procedures of a definition. See targets.h. */
#include "define/targets.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/messages.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "define/definition.h"
#include "define/overview_store.h"
#include "define/target_store.h"
#include "domain/directory/officer_guard.h"
#include "govern/sheet.h"
#include "office/office_filter.h"
#include "office/office_store.h"
#include "version/case.h"

enum { PAGE_ROWS = 100, CASE_MAX = 1000 };

static const char *const acts[] = { "add", "remove", NULL };
static const char *const doings[] = { "add", "remove", "listed", NULL };

struct targets_in {
	const char *kind, *code, *after, *done;
	int64_t version;
	const char *act, *procedure;
	int64_t case_no;
	const char *sector, *unit;
};
#define WHICH                                                                                                          \
	FIELD(targets_in, kind, FIELD_CHOICE, FROM_PATH, .required = true, .choices = definition_kind_slugs),          \
	    FIELD(targets_in, code, FIELD_CODE, FROM_PATH, .required = true)
#define CHANGING                                                                                                       \
	WHICH, FIELD(targets_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX,          \
		   .label = "catalogue_version.row_version")
static const struct field targets_fields[] = {
	WHICH,
	FIELD_NAMED(targets_in, after, "sau", FIELD_CODE, FROM_QUERY),
	FIELD_NAMED(targets_in, done, "da-lam", FIELD_CHOICE, FROM_QUERY, .choices = doings),
};
const struct input define_targets_input = INPUT(targets_in, targets_fields);
static const struct field change_fields[] = {
	CHANGING,
	FIELD(targets_in, act, FIELD_CHOICE, FROM_FORM, .required = true, .choices = acts,
	    .label = "catalogue_define.target_act"),
	FIELD(
	    targets_in, procedure, FIELD_CODE, FROM_FORM, .required = true, .label = "catalogue_define.procedure_code"),
	FIELD(
	    targets_in, case_no, FIELD_INT, FROM_FORM, .min = 0, .max = CASE_MAX, .label = "catalogue_define.case_no"),
};
const struct input define_targets_change_input = INPUT(targets_in, change_fields);
static const struct field listed_fields[] = {
	CHANGING,
	FIELD(targets_in, sector, FIELD_CODE, FROM_FORM, .max = 40, .label = "catalogue_define.sector"),
	FIELD(targets_in, unit, FIELD_CODE, FROM_FORM, .max = 35, .label = "catalogue_define.unit"),
};
const struct input define_targets_listed_input = INPUT(targets_in, listed_fields);

/* --- the page ----------------------------------------------------------------------------------------------------- */

static struct sheet *
new_sheet(const struct page *page, const char *caption, bool versions)
{
	struct sheet *sheet = sheet_new(page->ctx->arena, page_text(page, caption));

	sheet_column(sheet, page_text(page, "procedure_code"), false);
	sheet_column(sheet, page_text(page, "procedure_name"), false);
	sheet_column(sheet, page_text(page, "case_no"), false);
	sheet_column(sheet, page_text(page, "unit"), false);
	if (versions)
		sheet_column(sheet, page_text(page, "version"), true);
	return sheet;
}

static void
add_procedure(const struct page *page, struct sheet *sheet, const char *code, const char *name, const char *case_text,
    const char *owner)
{
	sheet_text(sheet, code, url(page->ctx->arena, PROCEDURE_PATH, code));
	sheet_text(sheet, name, NULL);
	sheet_text(sheet, case_text != NULL ? case_text : page_text(page, "all_cases"), NULL);
	sheet_text(sheet, owner != NULL ? owner : page_text(page, "the_office"), NULL);
}

static void
show_next(struct page *page, const struct definition_seen *seen, const char *last)
{
	page_next(page, url_query_add(page->ctx->arena,
			    definition_path(page->ctx->arena, seen->kind, seen->item.code, "/thu-tuc"), "sau", last));
}

/* Those that the draft is for. */
static enum err
show_targets(struct page *page, const struct definition_seen *seen, const char *after)
{
	struct ctx *c = page->ctx;
	struct sheet *sheet = new_sheet(page, "targets", false);
	const struct draft_target *targets;
	int64_t total;
	size_t count;
	bool more;
	enum err err = draft_target_count(c->db, seen->desk.draft.id, &total);

	if (err || (err = draft_targets(c->db, seen->desk.draft.id, after, PAGE_ROWS, &targets, &count, &more)))
		return err;
	page_lead(page, message_format(c->arena, c->messages, c->language, "catalogue_define.target_total",
			    MESSAGE_ARGUMENTS({ "count", money_text(c->arena, total) })));
	for (size_t i = 0; i < count; i++) {
		const char *one =
		    arena_printf(c->arena, "%lld. %s", (long long)targets[i].case_no, targets[i].case_name);

		add_procedure(page, sheet, targets[i].code, targets[i].name, targets[i].case_no > 0 ? one : NULL,
		    targets[i].owner_name);
	}
	sheet->empty = page_text(page, "no_targets");
	page_sheet(page, sheet, NULL, NULL);
	if (more)
		show_next(page, seen, targets[count - 1].code);
	return OK;
}

/* Those that go by an approved version today. */
static enum err
show_procedures(struct page *page, const struct definition_seen *seen, const char *after)
{
	struct ctx *c = page->ctx;
	struct sheet *sheet = new_sheet(page, "in_force", true);
	const struct define_procedure *rows;
	size_t count;
	bool more;
	enum err err = define_procedures(c->db, seen->kind, seen->item.code, after, PAGE_ROWS, &rows, &count, &more);

	for (size_t i = 0; !err && i < count; i++) {
		add_procedure(page, sheet, rows[i].code, rows[i].name,
		    rows[i].case_no > 0 ? arena_printf(c->arena, "%lld", (long long)rows[i].case_no) : NULL,
		    rows[i].owner_name);
		sheet_number(sheet, rows[i].version_no, NULL);
	}
	if (err)
		return err;
	sheet->empty = page_text(page, "nobody_goes_by_it");
	page_sheet(page, sheet, NULL, NULL);
	if (more && !seen->has_draft)
		show_next(page, seen, rows[count - 1].code);
	return OK;
}

static struct view *
new_form(struct page *page, const struct definition_seen *seen, const char *title, const char *button,
    const char *suffix, bool secondary)
{
	struct ctx *c = page->ctx;
	struct view *fields =
	    page_form(page, &(struct page_form){ .title = page_text(page, title),
				.action = definition_path(c->arena, seen->kind, seen->item.code, suffix),
				.button = page_text(page, button),
				.version = -1,
				.secondary = secondary });

	page_hidden(fields, "version",
	    again_typed(c, "version", arena_printf(c->arena, "%lld", (long long)seen->desk.draft.version)));
	return fields;
}

static void
show_change_form(struct page *page, const struct definition_seen *seen)
{
	struct view *fields = new_form(page, seen, "change_title", "change_button", "/thu-tuc", false);
	struct page_select select = page_select(
	    page, fields, &(struct page_field){ .name = "act", .label = "target_act", .value = "add" }, NULL);

	page_options(page, &select, acts, "target_acts");
	page_input(page, fields,
	    &(struct page_field){ .name = "procedure", .label = "procedure_code", .hint = "procedure_hint" }, "20");
	if (seen->kind == DEFINITION_PROCESS)
		page_input(page, fields,
		    &(struct page_field){
			.name = "case_no", .label = "case_no", .hint = "case_hint", .optional = true },
		    "3");
}

static enum err
show_listed_form(struct page *page, const struct definition_seen *seen)
{
	struct office_choices choices;
	struct page_select select;
	struct view *fields;
	enum err err = office_choices(page->ctx->db, &choices);

	if (err)
		return err;
	fields = new_form(page, seen, "listed_title", "listed_button", "/thu-tuc/loc", true);
	select = page_select(
	    page, fields, &(struct page_field){ .name = "sector", .label = "sector", .optional = true }, "any");
	for (size_t i = 0; i < choices.sector_count; i++)
		page_option(&select, choices.sectors[i].code, choices.sectors[i].name);
	select =
	    page_select(page, fields, &(struct page_field){ .name = "unit", .label = "unit", .optional = true }, "any");
	page_option(&select, OFFICE_OWNER_NONE, page_text(page, "the_office"));
	for (size_t i = 0; i < choices.owner_count; i++)
		page_option(&select, choices.owners[i].code, choices.owners[i].name);
	return OK;
}

static enum err
show(struct ctx *c, const struct targets_in *in)
{
	struct definition_seen seen;
	struct page page;
	const char *after = in->after != NULL ? in->after : "";
	enum err err = definition_see(c, in->kind, in->code, &seen);

	if (err)
		return err;
	page = definition_page(c, &seen, "/thu-tuc");
	page_notice(
	    &page, in->done != NULL, in->done != NULL ? arena_printf(c->arena, "target_done.%s", in->done) : "");
	if (seen.has_draft && (err = show_targets(&page, &seen, after)))
		return err;
	if (seen.has_draft && seen.desk.may_edit) {
		show_change_form(&page, &seen);
		if ((err = show_listed_form(&page, &seen)))
			return err;
	}
	err = show_procedures(&page, &seen, seen.has_draft ? "" : after);
	return err ? err : page_respond(&page);
}

enum err
handle_define_targets(struct ctx *c, const void *input)
{
	return show(c, input);
}

enum err
handle_define_targets_again(struct ctx *c, const void *input)
{
	const struct targets_in *in = input;

	return show(c, &(struct targets_in){ .kind = in->kind, .code = in->code });
}

/* --- changes ------------------------------------------------------------------------------------------------------ */

/* One change on its way: what the transaction works with. */
struct changing {
	struct ctx *c;
	const struct targets_in *in;
	int64_t now;
};

static enum err
open_draft(const struct changing *a, struct desk *desk, struct target_change *ret_change)
{
	enum definition_kind kind = DEFINITION_FORM;
	enum err err;

	(void)definition_kind_by_slug(a->in->kind, &kind);
	err = desk_open_draft(a->c, kind, a->in->code, desk);
	*ret_change = (struct target_change){ desk->draft.id, a->in->version, ctx_officer(a->c)->id, a->now };
	return err;
}

static void
go_back(const struct changing *a, enum definition_kind kind, const char *done, char location[IDEMPOTENCY_LOCATION])
{
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s?da-lam=%s",
	    definition_path(a->c->arena, kind, a->in->code, "/thu-tuc"), done);
}

/* The case is one of the procedure's; a case of its own is for processes alone. */
static enum err
check_case(const struct changing *a, struct db *db, enum definition_kind kind, const struct procedure_item *item)
{
	const struct procedure_case *cases;
	struct version_line line;
	size_t count;
	enum err err;

	if (a->in->case_no == 0)
		return OK;
	if (kind != DEFINITION_PROCESS)
		return again_refuse(a->c, "case_no", "catalogue_define.case_of_process");
	err = item->current_version_id != DB_NULL_INT ? version_by_id(db, item->current_version_id, &line)
						      : version_newest(db, item->id, &line);
	if (err || (err = procedure_cases(db, line.id, &cases, &count)))
		return err;
	for (size_t i = 0; i < count; i++)
		if (cases[i].case_no == a->in->case_no)
			return OK;
	return again_refuse(a->c, "case_no", "catalogue_define.case_unknown");
}

static enum err
change_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct changing *a = arg;
	const bool add = strcmp(a->in->act, "add") == 0;
	struct target_change change;
	struct procedure_item item;
	struct desk desk;
	enum err err = open_draft(a, &desk, &change);

	if (err)
		return err;
	err = item_by_code(db, a->in->procedure, &item);
	if (err == ERR_NOT_FOUND)
		return again_refuse(a->c, "procedure", "catalogue_define.procedure_unknown");
	if (err)
		return err;
	if (!officer_drafts(ctx_officer(a->c), &item))
		return again_refuse(a->c, "procedure", "catalogue_define.procedure_foreign");
	if (add && (err = check_case(a, db, desk.kind, &item)))
		return err;
	err = add ? target_add(db, &change, item.id, a->in->case_no)
		  : target_remove(db, &change, item.id, a->in->case_no);
	go_back(a, desk.kind, a->in->act, location);
	return err == ERR_CONFLICT ? desk_moved_on(a->c) : err;
}

enum err
handle_define_targets_change(struct ctx *c, const void *input)
{
	struct changing a = { .c = c, .in = input };
	enum err err = ctx_now(c, &a.now);

	return err ? err : idempotency_run(c, "catalogue.define.target", change_once, &a);
}

static enum err
listed_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct changing *a = arg;
	const struct officer *officer = ctx_officer(a->c);
	const bool all = officer_has_role(officer, ROLE_ADMINISTRATOR);
	struct target_change change;
	struct desk desk;
	uint64_t added;
	enum err err = open_draft(a, &desk, &change);

	if (err)
		return err;
	err = targets_add_listed(db, &change, a->in->sector, a->in->unit,
	    all ? NULL : officer_agencies(a->c->arena, officer, ROLE_DRAFTER), officer_defines(officer, DB_NULL_INT),
	    &added);
	go_back(a, desk.kind, "listed", location);
	return err == ERR_CONFLICT ? desk_moved_on(a->c) : err;
}

enum err
handle_define_targets_listed(struct ctx *c, const void *input)
{
	struct changing a = { .c = c, .in = input };
	enum err err = ctx_now(c, &a.now);

	if (err)
		return err;
	if (a.in->sector == NULL && a.in->unit == NULL)
		return again_refuse(c, "sector", "catalogue_define.listed_nothing");
	return idempotency_run(c, "catalogue.define.listed", listed_once, &a);
}
