/* Bundles in the back office. See bundle_page.h. Must not know SQL. */
#include "bundle/bundle_page.h"

#include <stdio.h>
#include <string.h>

#include "bundle/bundle.h"
#include "bundle/bundle_changes.h"
#include "bundle/bundle_config.h"
#include "bundle/bundle_store.h"
#include "bundle/bundle_work.h"
#include "core/data/db.h"
#include "core/input/upload.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/random.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/file.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "domain/site/site.h"
#include "domain/time/local_time.h"
#include "govern/page.h"
#include "govern/sheet.h"
#include "office/office_nav.h"

enum { FILE_NAME_LENGTH = 255, CODE_BYTES = 9 };

static const char *const modes[] = { "draft", "approved", NULL };

struct bundle_in {
	const char *bundle, *mode, *decision_no;
	int32_t decision_date, from_day;
	int64_t version;
	struct upload *file;
	bool done;
};
static const struct field list_fields[] = {
	FIELD_NAMED(bundle_in, done, "da-bo", FIELD_BOOL, FROM_QUERY),
};
const struct input bundle_list_input = INPUT(bundle_in, list_fields);
static const struct field upload_fields[] = {
	FIELD(bundle_in, file, FIELD_FILE, FROM_FORM, .required = true, .max = (int64_t)TAR_BYTES_MAX,
	    .label = "catalogue_bundle.file"),
};
const struct input bundle_upload_input = INPUT(bundle_in, upload_fields);
static const struct field bundle_fields[] = {
	FIELD(bundle_in, bundle, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(bundle_in, done, "da-ghi", FIELD_BOOL, FROM_QUERY),
};
const struct input bundle_input = INPUT(bundle_in, bundle_fields);
static const struct field apply_fields[] = {
	FIELD(bundle_in, bundle, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(bundle_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 0, .max = INT32_MAX),
	FIELD(bundle_in, mode, FIELD_CHOICE, FROM_FORM, .required = true, .choices = modes,
	    .label = "catalogue_bundle.mode"),
	FIELD(bundle_in, decision_no, FIELD_TEXT, FROM_FORM, .max = 120, .label = "catalogue_bundle.decision_no"),
	FIELD(bundle_in, decision_date, FIELD_DATE, FROM_FORM, .label = "catalogue_bundle.decision_date"),
	FIELD(bundle_in, from_day, FIELD_DATE, FROM_FORM, .label = "catalogue_bundle.from_day"),
};
const struct input bundle_apply_input = INPUT(bundle_in, apply_fields);
static const struct field drop_fields[] = {
	FIELD(bundle_in, bundle, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(bundle_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 0, .max = INT32_MAX),
};
const struct input bundle_drop_input = INPUT(bundle_in, drop_fields);

static const char *
text(const struct ctx *c, const char *key)
{
	return ctx_text(c, arena_printf(c->arena, "catalogue_bundle.%s", key));
}

static const char *
number(struct ctx *c, size_t count)
{
	return arena_printf(c->arena, "%zu", count);
}

/* --- what came in ------------------------------------------------------------------------------------------------------ */

static void
uploads_sheet(struct ctx *c, struct view *page, const struct bundle_upload *uploads, size_t count)
{
	static const char *const heads[] = { "file", "signer", "procedures", "when", "state" };
	struct sheet *sheet = sheet_new(c->arena, text(c, "uploads"));
	struct view *item = view_child(page, "uploads");

	sheet->empty = text(c, "uploads_none");
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, text(c, heads[i]), i == 2);
	for (size_t i = 0; i < count; i++) {
		const char *state = uploads[i].state;

		sheet_text(sheet, uploads[i].file_name, url(c->arena, BUNDLE_PATH "/den/{}", uploads[i].code));
		sheet_text(sheet, uploads[i].signer, NULL);
		sheet_number(sheet, uploads[i].procedures, NULL);
		sheet_text(sheet, moment_text(c->arena, uploads[i].created_at), NULL);
		sheet_state(sheet, text(c, arena_printf(c->arena, "states.%s", state)),
		    strcmp(state, "waiting") == 0   ? "waiting"
		    : strcmp(state, "applied") == 0 ? "done"
						    : "neutral");
	}
	sheet_show(sheet, item);
	view_text(item, "note", NULL);
	view_url(item, "csv_url", NULL);
}

static enum err
show_list(struct ctx *c, int status)
{
	struct view *page = view_object(c->arena), *field;
	const struct bundle_upload *uploads;
	size_t count;
	enum err err = bundle_uploads(c->db, &uploads, &count);

	if (err)
		return err;
	view_text(page, "title", text(c, "title"));
	again_errors(c, page);
	view_url(page, "action", BUNDLE_PATH);
	view_text(page, "once", idempotency_key(c));
	view_url(page, "make_url", BUNDLE_PATH "/xuat");
	field = view_child(page, "file");
	part_field(field, "file", text(c, "file"), text(c, "file_hint"), again_error(c, "file"), false);
	view_text(field, "accept", ".tar");
	view_bool(field, "multiple", false);
	uploads_sheet(c, page, uploads, count);
	office_nav(c, page, BUNDLE_PATH);
	return respond_page_status(c, status, "catalogue/bundle_list", page);
}

enum err
handle_bundles(struct ctx *c, const void *input)
{
	(void)input;
	return show_list(c, 200);
}

enum err
handle_bundle_upload_again(struct ctx *c, const void *input)
{
	(void)input;
	return show_list(c, 422);
}

/* Opened anew each time: who was trusted yesterday need not be today. *ret_refusal: a message with its member, or NULL. */
static enum err
open_bundle(struct ctx *c, struct bytes content, struct bundle *ret_bundle, const char **ret_refusal)
{
	struct bundle_keys keys;
	struct tar_fault fault = { NULL, NULL };
	enum err err = bundle_trusted_keys(c->arena, c->module_config, site_province()->name, &c->failure, &keys);

	*ret_refusal = NULL;
	if (err)
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "%s", "bundle_trusted cannot be read");
	err = bundle_open(c->arena, content, &keys, ret_bundle, &fault);
	if (err == ERR_INVALID)
		*ret_refusal = arena_printf(c->arena, "catalogue_bundle.faults.%s", fault.reason);
	if (err == ERR_INVALID && fault.member != NULL && *fault.member != '\0')
		*ret_refusal = arena_printf(c->arena, "%s (%s)", ctx_text(c, *ret_refusal), fault.member);
	return err == ERR_INVALID ? OK : err;
}

struct taking {
	struct bundle_upload upload;
	struct bytes content;
};

static enum err
take_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct taking *t = arg;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, BUNDLE_PATH "/den/%s", t->upload.code);
	return bundle_upload_add(db, &t->upload, t->content);
}

enum err
handle_bundle_upload(struct ctx *c, const void *input)
{
	const struct bundle_in *in = input;
	struct taking taking;
	struct bundle bundle;
	const char *refusal;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err || (err = file_read(c->arena, in->file->path, TAR_BYTES_MAX, false, &taking.content, &c->failure)) ||
	    (err = open_bundle(c, taking.content, &bundle, &refusal)))
		return err;
	if (refusal != NULL) {
		err = again_refuse(c, "file", refusal);
		return err ? err : show_list(c, 422);
	}
	taking.upload = (struct bundle_upload){ .code = random_token(c->arena, CODE_BYTES),
		.file_name = arena_strndup(c->arena, in->file->name, strnlen(in->file->name, FILE_NAME_LENGTH)),
		.signer = bundle.signer,
		.province = bundle.manifest.province,
		.procedures = (int64_t)bundle.manifest.procedures.count,
		.officer_id = ctx_officer(c)->id,
		.created_at = now };
	return idempotency_run(c, "catalogue.bundle", take_once, &taking);
}

/* --- one that came in -------------------------------------------------------------------------------------------------- */

struct opened {
	struct bundle_upload upload;
	struct bundle bundle;
	struct bundle_work work;
	struct bundle_report report;
	const char *refusal; /* it is trusted no more */
};

static enum err
open_upload(struct ctx *c, const char *code, struct opened *o)
{
	struct bytes content;
	int64_t now;
	enum err err = ctx_now(c, &now);

	*o = (struct opened){ .refusal = NULL };
	o->work = (struct bundle_work){ c->db, c->arena, &c->failure, &o->bundle, local_from_utc(now).day };
	if (err || (err = bundle_upload_by_code(c->db, code, &o->upload)))
		return err;
	if (strcmp(o->upload.state, "waiting") != 0)
		return OK;
	if ((err = bundle_upload_content(c->db, c->arena, o->upload.id, &content)) ||
	    (err = open_bundle(c, content, &o->bundle, &o->refusal)) || o->refusal != NULL)
		return err;
	return bundle_compare(&o->work, &o->report);
}

static const char *
item_note(struct ctx *c, const struct bundle_item *item)
{
	if (item->why != NULL && *item->where != '\0')
		return arena_printf(c->arena, "%s (%s)", ctx_text(c, item->why), item->where);
	if (item->why != NULL)
		return ctx_text(c, item->why);
	if (item->changes > 0)
		return message_format(c->arena, c->messages, c->language, "catalogue_bundle.changes",
		    MESSAGE_ARGUMENTS({ "count", number(c, item->changes) }));
	return NULL;
}

static void
report_sheet(struct page *page, const struct bundle_report *report)
{
	static const char *const heads[] = { "name", "kind", "code", "state", "note" };
	static const char *const tags[BUNDLE_STATE__MAX] = { "neutral", "active", "waiting", "bad", "bad" };
	struct ctx *c = page->ctx;
	struct sheet *sheet = sheet_new(c->arena, text(c, "report"));

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, text(c, heads[i]), false);
	/* What stands in the way first. */
	for (int state = BUNDLE_STATE__MAX - 1; state >= 0; state--)
		for (size_t i = 0; i < report->count; i++) {
			const struct bundle_item *item = &report->items[i];

			if ((int)item->state != state)
				continue;
			sheet_text(sheet, *item->name != '\0' ? item->name : item->code, NULL);
			sheet_text(sheet, text(c, arena_printf(c->arena, "kinds.%s", item->kind)), NULL);
			sheet_text(sheet, item->code, NULL);
			sheet_state(sheet,
			    text(c, arena_printf(c->arena, "item_states.%s", bundle_state_name(item->state))),
			    tags[item->state]);
			sheet_text(sheet, item_note(c, item), NULL);
		}
	page_sheet(page, sheet, NULL, NULL);
}

static void
apply_form(struct page *page, const struct opened *o)
{
	const struct bundle_procedure_record *first = o->bundle.manifest.procedures.items;
	const bool any = o->bundle.manifest.procedures.count > 0;
	struct ctx *c = page->ctx;
	struct page_select select;
	struct view *fields = page_form(
	    page, &(struct page_form){ text(c, "apply_title"), url(c->arena, BUNDLE_PATH "/den/{}/ghi", o->upload.code),
		      text(c, "apply"), text(c, "apply_confirm"), -1, false });

	page_hidden(fields, "version", arena_printf(c->arena, "%lld", (long long)o->upload.version));
	select = page_select(page, fields, &(struct page_field){ "mode", "mode", "mode_hint", false, "draft" }, NULL);
	page_options(page, &select, modes, "modes");
	page_input(page, fields,
	    &(struct page_field){ "decision_no", "decision_no", "decision_hint", true, any ? first->decision_no : "" },
	    "20");
	page_date(page, fields, &(struct page_field){ "decision_date", "decision_date", NULL, true, NULL }, DATE_NONE);
	page_date(page, fields, &(struct page_field){ "from_day", "from_day", NULL, true, NULL }, DATE_NONE);
}

static enum err
show_waiting(struct page *page, const struct opened *o)
{
	struct ctx *c = page->ctx;
	const size_t *of = o->report.of;
	struct view *fields;
	enum err err;

	page_lead(page, of[BUNDLE_BLOCKED] > 0                     ? text(c, "is_blocked")
			: of[BUNDLE_FAILING] > 0                   ? text(c, "is_failing")
			: of[BUNDLE_NEW] + of[BUNDLE_CHANGED] == 0 ? text(c, "is_same")
								   : text(c, "is_ready"));
	report_sheet(page, &o->report);
	if ((err = bundle_changes_show(page, &o->work, &o->report)))
		return err;
	if (of[BUNDLE_BLOCKED] == 0)
		apply_form(page, o);
	fields = page_form(
	    page, &(struct page_form){ text(c, "drop_title"), url(c->arena, BUNDLE_PATH "/den/{}/bo", o->upload.code),
		      text(c, "drop"), NULL, -1, true });
	page_hidden(fields, "version", arena_printf(c->arena, "%lld", (long long)o->upload.version));
	return OK;
}

enum err
handle_bundle(struct ctx *c, const void *input)
{
	const struct bundle_in *in = input;
	struct opened o;
	struct page page;
	enum err err = open_upload(c, in->bundle, &o);

	if (err)
		return err;
	page = page_new(c, o.upload.file_name, BUNDLE_PATH, BUNDLE_PATH);
	page.words = "catalogue_bundle";
	page_notice(&page, in->done, "applied_now");
	page_fact(&page, text(c, "state"), text(c, arena_printf(c->arena, "states.%s", o.upload.state)));
	page_fact(&page, text(c, "signer"), o.upload.signer);
	page_fact(&page, text(c, "province"), o.upload.province);
	page_fact(&page, text(c, "procedures"), arena_printf(c->arena, "%lld", (long long)o.upload.procedures));
	page_fact(&page, text(c, "when"), moment_text(c->arena, o.upload.created_at));
	if (o.refusal != NULL)
		page_lead(&page, ctx_text(c, o.refusal));
	else if (strcmp(o.upload.state, "waiting") == 0)
		err = show_waiting(&page, &o);
	if (err)
		return err;
	return c->errors != NULL ? respond_page_status(c, 422, "catalogue/govern", page.view) : page_respond(&page);
}

struct deciding {
	struct ctx *c;
	const struct bundle_in *in;
	struct opened o;
	struct bundle_order order;
	const char *state;
};

static enum err
decide_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct deciding *d = arg;
	size_t written = 0;
	enum err err = OK;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, BUNDLE_PATH "/den/%s%s", d->o.upload.code,
	    strcmp(d->state, "applied") == 0 ? "?da-ghi=1" : "");
	if (strcmp(d->state, "applied") == 0 && strcmp(d->o.upload.state, "waiting") != 0)
		return refuse(d->c, ERR_CONFLICT, "catalogue_bundle.decided", NULL);
	if (strcmp(d->state, "applied") == 0)
		err = bundle_apply(&d->o.work, &d->order, &written);
	return err ? err : bundle_upload_decide(db, d->o.upload.id, d->in->version, d->state, d->order.now);
}

static enum err
refused_field(struct ctx *c, const struct bundle_in *in, const char *field, const char *message)
{
	enum err err = again_refuse(c, field, message);

	return err ? err : handle_bundle(c, in);
}

static enum err
decide(struct ctx *c, const struct bundle_in *in, const char *state)
{
	struct deciding *d = ARENA_NEW(c->arena, struct deciding);
	enum err err;

	*d = (struct deciding){ .c = c, .in = in, .state = state };
	if ((err = ctx_now(c, &d->order.now)) || (err = open_upload(c, in->bundle, &d->o)))
		return err;
	d->o.work.bundle = &d->o.bundle;
	if (d->o.refusal != NULL && strcmp(state, "applied") == 0)
		return refuse(c, ERR_CONFLICT, "catalogue_bundle.untrusted_now", NULL);
	if (in->mode != NULL && strcmp(in->mode, "approved") == 0 && d->o.report.of[BUNDLE_FAILING] > 0)
		return refused_field(c, in, "mode", "catalogue_bundle.failing");
	d->order.officer_id = ctx_officer(c)->id;
	d->order.approved = in->mode != NULL && strcmp(in->mode, "approved") == 0;
	d->order.decision_no = in->decision_no;
	d->order.decision_date = in->decision_date;
	d->order.from_day = in->from_day;
	return idempotency_run(c, "catalogue.bundle_decide", decide_once, d);
}

enum err
handle_bundle_apply(struct ctx *c, const void *input)
{
	const struct bundle_in *in = input;

	if (strcmp(in->mode, "approved") == 0) {
		if (in->decision_no == NULL)
			return refused_field(c, in, "decision_no", "field_error.required");
		if (in->decision_date == DATE_ABSENT)
			return refused_field(c, in, "decision_date", "field_error.required");
		if (in->from_day == DATE_ABSENT)
			return refused_field(c, in, "from_day", "field_error.required");
	}
	return decide(c, in, "applied");
}

enum err
handle_bundle_drop(struct ctx *c, const void *input)
{
	return decide(c, input, "abandoned");
}

struct view *
bundle_list_sample(struct arena *arena)
{
	struct view *page = view_object(arena), *item;
	struct sheet *sheet = sheet_new(arena, "sample");

	view_text(page, "title", "sample");
	view_text(page, "once", "sample");
	view_url(page, "action", BUNDLE_PATH);
	view_url(page, "make_url", BUNDLE_PATH);
	item = view_child(page, "file");
	part_field(item, "file", "sample", "sample", "sample", false);
	view_text(item, "accept", "sample");
	view_bool(item, "multiple", false);
	sheet_column(sheet, "sample", false);
	sheet_text(sheet, "sample", BUNDLE_PATH);
	item = view_child(page, "uploads");
	sheet_show(sheet, item);
	view_text(item, "note", NULL);
	view_url(item, "csv_url", NULL);
	view_bool(page, "has_errors", true);
	item = view_item(view_list(page, "errors"));
	view_text(item, "message", "sample");
	view_url(item, "anchor", "#file");
	office_nav_sample(page);
	return page;
}
