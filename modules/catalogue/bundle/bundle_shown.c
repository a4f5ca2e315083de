/* One bundle in the back office: how far it is, what it would change, what is decided. See bundle_page.h. Must not know SQL. */
#include <stdio.h>
#include <string.h>

#include "bundle/bundle_changes.h"
#include "bundle/bundle_page.h"
#include "bundle/bundle_store.h"
#include "bundle/bundle_work.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "domain/directory/officer_guard.h"
#include "govern/page.h"
#include "govern/sheet.h"

static const char *const modes[] = { "draft", "approved", NULL };
static const char *const list_modes[] = { "keep", "take", NULL };

struct bundle_in {
	const char *bundle, *mode, *lists, *decision_no;
	int32_t decision_date, from_day;
	int64_t version, after;
};
static const struct field bundle_fields[] = {
	FIELD(bundle_in, bundle, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(bundle_in, after, "sau", FIELD_INT, FROM_QUERY, .min = 0, .max = UINT32_MAX),
};
const struct input bundle_input = INPUT(bundle_in, bundle_fields);
static const struct field apply_fields[] = {
	FIELD(bundle_in, bundle, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(bundle_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 0, .max = INT32_MAX),
	FIELD(bundle_in, mode, FIELD_CHOICE, FROM_FORM, .required = true, .choices = modes,
	    .label = "catalogue_bundle.mode"),
	FIELD(bundle_in, lists, FIELD_CHOICE, FROM_FORM, .choices = list_modes, .label = "catalogue_bundle.lists"),
	FIELD(bundle_in, decision_no, FIELD_TEXT, FROM_FORM, .max = 120, .label = "catalogue_bundle.decision_no"),
	FIELD(bundle_in, decision_date, FIELD_DATE, FROM_FORM, .label = "catalogue_bundle.decision_date"),
	FIELD(bundle_in, from_day, FIELD_DATE, FROM_FORM, .label = "catalogue_bundle.from_day"),
};
const struct input bundle_apply_input = INPUT(bundle_in, apply_fields);
static const struct field step_fields[] = {
	FIELD(bundle_in, bundle, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(bundle_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 0, .max = INT32_MAX),
};
const struct input bundle_drop_input = INPUT(bundle_in, step_fields);
const struct input bundle_again_input = INPUT(bundle_in, step_fields);

static const char *
text(const struct ctx *c, const char *key)
{
	return ctx_text(c, arena_printf(c->arena, "catalogue_bundle.%s", key));
}

static const char *
number(struct ctx *c, int64_t count)
{
	return arena_printf(c->arena, "%lld", (long long)count);
}

static bool
is(const struct bundle_upload *upload, const char *state)
{
	return strcmp(upload->state, state) == 0;
}

/* --- what it would change ------------------------------------------------------------------------------------------------ */

static const char *
line_note(struct ctx *c, const struct bundle_line *line)
{
	const char *about = line->about;

	if (strcmp(line->kind, "case") == 0 && *about != '\0')
		about = message_format(c->arena, c->messages, c->language, "catalogue_bundle.case_no",
		    MESSAGE_ARGUMENTS({ "number", about }));
	if (*line->why != '\0' && *about != '\0')
		return arena_printf(c->arena, "%s (%s)", ctx_text(c, line->why), about);
	if (*line->why != '\0')
		return ctx_text(c, line->why);
	if (line->changes > 0)
		return message_format(c->arena, c->messages, c->language, "catalogue_bundle.changes",
		    MESSAGE_ARGUMENTS({ "count", number(c, line->changes) }));
	return *about != '\0' ? about : NULL;
}

static const char *
line_tag(const char *state)
{
	static const char *const tags[BUNDLE_STATE__MAX] = { "neutral", "active", "waiting", "waiting", "bad", "bad" };

	for (int i = 0; i < BUNDLE_STATE__MAX; i++)
		if (strcmp(bundle_state_name((enum bundle_state)i), state) == 0)
			return tags[i];
	return "neutral";
}

static void
lines_sheet(struct page *page, const struct bundle_line *lines, size_t count)
{
	static const char *const heads[] = { "name", "kind", "code", "state", "note" };
	struct ctx *c = page->ctx;
	struct sheet *sheet = sheet_new(c->arena, text(c, "report"));

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, text(c, heads[i]), false);
	for (size_t i = 0; i < count; i++) {
		sheet_text(sheet, *lines[i].name != '\0' ? lines[i].name : lines[i].code, NULL);
		sheet_text(sheet, text(c, arena_printf(c->arena, "kinds.%s", lines[i].kind)), NULL);
		sheet_text(sheet, lines[i].code, NULL);
		sheet_state(
		    sheet, text(c, arena_printf(c->arena, "item_states.%s", lines[i].state)), line_tag(lines[i].state));
		sheet_text(sheet, line_note(c, &lines[i]), NULL);
	}
	page_sheet(page, sheet, NULL, NULL);
}

/* The lines from there on, with the changes of definitions among them in words. */
static enum err
show_lines(struct page *page, const struct bundle_upload *upload, int64_t after)
{
	struct ctx *c = page->ctx;
	const struct bundle_line *lines;
	size_t count;
	bool more;
	enum err err = bundle_lines(c->db, upload->id, after, &lines, &count, &more);

	if (err || count == 0)
		return err;
	lines_sheet(page, lines, count);
	if (more)
		page_next(page, url_query_add_int(c->arena, url(c->arena, BUNDLE_PATH "/den/{}", upload->code), "sau",
				    lines[count - 1].place));
	return bundle_changes_show(page, lines, count);
}

/* How many lines are in each state. */
static enum err
count_states(struct ctx *c, int64_t id, int64_t of[BUNDLE_STATE__MAX])
{
	const struct bundle_count *counts;
	size_t count;
	enum err err = bundle_counts(c->db, id, &counts, &count);

	memset(of, 0, BUNDLE_STATE__MAX * sizeof(*of));
	for (size_t i = 0; !err && i < count; i++)
		for (int state = 0; state < BUNDLE_STATE__MAX; state++)
			if (strcmp(bundle_state_name((enum bundle_state)state), counts[i].state) == 0)
				of[state] = counts[i].lines;
	return err;
}

/* --- what can be done ----------------------------------------------------------------------------------------------------- */

static void
apply_form(struct page *page, const struct bundle_upload *upload, const struct bundle_lists_count *lists)
{
	struct ctx *c = page->ctx;
	struct page_select select;
	struct view *fields = page_form(
	    page, &(struct page_form){ text(c, "apply_title"), url(c->arena, BUNDLE_PATH "/den/{}/ghi", upload->code),
		      text(c, "apply"), text(c, "apply_confirm"), -1, false });

	page_hidden(fields, "version", number(c, upload->version));
	select = page_select(page, fields, &(struct page_field){ "mode", "mode", "mode_hint", false, "draft" }, NULL);
	page_options(page, &select, modes, "modes");
	if (lists->differ > 0) {
		select = page_select(
		    page, fields, &(struct page_field){ "lists", "lists", "lists_hint", false, "keep" }, NULL);
		page_options(page, &select, list_modes, "list_modes");
	}
	page_input(page, fields, &(struct page_field){ "decision_no", "decision_no", "decision_hint", true, "" }, "20");
	page_date(page, fields, &(struct page_field){ "decision_date", "decision_date", NULL, true, NULL }, DATE_NONE);
	page_date(page, fields, &(struct page_field){ "from_day", "from_day", NULL, true, NULL }, DATE_NONE);
}

/* A form of one button. */
static void
step_form(struct page *page, const struct bundle_upload *upload, const char *act, const char *words)
{
	struct ctx *c = page->ctx;
	struct view *fields =
	    page_form(page, &(struct page_form){ text(c, arena_printf(c->arena, "%s_title", words)),
				url(c->arena, arena_printf(c->arena, BUNDLE_PATH "/den/{}/%s", act), upload->code),
				text(c, words), NULL, -1, true });

	page_hidden(fields, "version", number(c, upload->version));
}

static enum err
show_waiting(struct page *page, const struct bundle_upload *upload)
{
	struct ctx *c = page->ctx;
	int64_t of[BUNDLE_STATE__MAX];
	struct bundle_lists_count lists;
	enum err err = count_states(c, upload->id, of);

	if (err || (err = bundle_lists_found(c->db, upload->id, &lists)))
		return err;
	page_lead(page, of[BUNDLE_BLOCKED] > 0                     ? text(c, "is_blocked")
			: lists.lacking > 0                        ? text(c, "lists_lack")
			: of[BUNDLE_FAILING] > 0                   ? text(c, "is_failing")
			: of[BUNDLE_NEW] + of[BUNDLE_CHANGED] == 0 ? text(c, "is_same")
								   : text(c, "is_ready"));
	if (lists.differ > 0 && lists.lacking == 0)
		page_lead(page, text(c, "lists_differ"));
	for (int state = BUNDLE_STATE__MAX - 1; state >= 0; state--)
		if (of[state] > 0)
			page_fact(page,
			    text(c,
				arena_printf(c->arena, "item_states.%s", bundle_state_name((enum bundle_state)state))),
			    number(c, of[state]));
	if (of[BUNDLE_BLOCKED] == 0)
		apply_form(page, upload, &lists);
	step_form(page, upload, "kiem-tra", "again");
	step_form(page, upload, "bo", "drop");
	return OK;
}

/* What the job is doing, and the way back as long as it has not begun to write. */
static enum err
show_working(struct page *page, const struct bundle_upload *upload)
{
	struct ctx *c = page->ctx;
	struct bundle_progress progress;
	enum err err = bundle_progress_of(c->db, upload->id, &progress);
	const int64_t percent = progress.total > 0 ? progress.done * 100 / progress.total : 0;

	if (err)
		return err;
	page_progress(page,
	    message_format(c->arena, c->messages, c->language,
		arena_printf(c->arena, "catalogue_bundle.working.%s", upload->state),
		MESSAGE_ARGUMENTS({ "percent", number(c, percent) })),
	    percent);
	if (!is(upload, "writing"))
		step_form(page, upload, "bo", is(upload, "ordered") ? "cancel" : "drop");
	return OK;
}

/* --- the page ------------------------------------------------------------------------------------------------------------- */

static void
show_facts(struct page *page, const struct bundle_upload *upload)
{
	struct ctx *c = page->ctx;

	page_fact(page, text(c, "state"), text(c, arena_printf(c->arena, "states.%s", upload->state)));
	page_fact(page, text(c, "signer"), upload->signer);
	page_fact(page, text(c, "province"), upload->province);
	page_fact(page, text(c, "procedures"), number(c, upload->procedures));
	page_fact(page, text(c, "when"), moment_text(c->arena, upload->created_at));
	if (is(upload, "applied"))
		page_fact(page, text(c, "written"), number(c, upload->written));
	if (*upload->fault != '\0')
		page_lead(page, *upload->fault_about != '\0'
				    ? arena_printf(c->arena, "%s (%s)", ctx_text(c, upload->fault), upload->fault_about)
				    : ctx_text(c, upload->fault));
}

enum err
handle_bundle(struct ctx *c, const void *input)
{
	const struct bundle_in *in = input;
	struct bundle_upload upload;
	struct page page;
	enum err err = bundle_upload_by_code(c->db, in->bundle, &upload);

	if (err)
		return err;
	page = page_new(c, upload.file_name, BUNDLE_PATH, BUNDLE_PATH);
	page.words = "catalogue_bundle";
	page_notice(&page, is(&upload, "applied"), "applied_now");
	show_facts(&page, &upload);
	if (is(&upload, "waiting"))
		err = show_waiting(&page, &upload);
	else if (is(&upload, "received") || is(&upload, "ordered") || is(&upload, "writing"))
		err = show_working(&page, &upload);
	else if (is(&upload, "refused"))
		step_form(&page, &upload, "kiem-tra", "again");
	if (!err && !is(&upload, "received"))
		err = show_lines(&page, &upload, in->after);
	if (err)
		return err;
	return c->errors != NULL ? respond_page_status(c, 422, "catalogue/govern", page.view) : page_respond(&page);
}

/* --- what is decided ------------------------------------------------------------------------------------------------------ */

struct deciding {
	struct ctx *c;
	struct bundle_upload upload; /* with the order, and the version that the officer saw */
	int64_t now;
	enum { ORDER, AGAIN, ABANDON } act;
};

static enum err
decide_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct deciding *d = arg;
	const struct bundle_upload *upload = &d->upload;
	enum err err;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, BUNDLE_PATH "/den/%s", upload->code);
	switch (d->act) {
	case ORDER: err = bundle_upload_order(db, upload, d->now); break;
	case AGAIN: err = bundle_upload_again(db, upload->id, upload->version); break;
	default: err = bundle_upload_abandon(db, upload->id, upload->version, d->now);
	}
	return err == ERR_CONFLICT ? refuse(d->c, ERR_CONFLICT, "catalogue_bundle.decided", NULL) : err;
}

static enum err
begin_deciding(struct ctx *c, const struct bundle_in *in, struct deciding *d)
{
	enum err err = ctx_now(c, &d->now);

	if (!err)
		err = bundle_upload_by_code(c->db, in->bundle, &d->upload);
	d->c = c;
	d->upload.version = in->version;
	return err;
}

static enum err
refused_field(struct ctx *c, const struct bundle_in *in, const char *field, const char *message)
{
	enum err err = again_refuse(c, field, message);

	return err ? err : handle_bundle(c, in);
}

/* A decision is named whole. */
static const char *
missing_of(const struct bundle_in *in)
{
	return in->decision_no == NULL            ? "decision_no"
	       : in->decision_date == DATE_ABSENT ? "decision_date"
	       : in->from_day == DATE_ABSENT      ? "from_day"
						  : NULL;
}

enum err
handle_bundle_apply(struct ctx *c, const void *input)
{
	const struct bundle_in *in = input;
	const bool approved = strcmp(in->mode, "approved") == 0;
	struct deciding *d = ARENA_NEW(c->arena, struct deciding);
	const bool take_lists = in->lists != NULL && strcmp(in->lists, "take") == 0;
	struct bundle_lists_count lists;
	int64_t of[BUNDLE_STATE__MAX];
	enum err err = begin_deciding(c, in, d);

	if (err || (err = count_states(c, d->upload.id, of)) || (err = bundle_lists_found(c->db, d->upload.id, &lists)))
		return err;
	if (approved && missing_of(in) != NULL)
		return refused_field(c, in, missing_of(in), "field_error.required");
	if (!take_lists && lists.lacking > 0)
		return refused_field(c, in, "lists", "catalogue_bundle.lists_lack");
	/* An example may hold once the lists are taken: then the writing tells. */
	if (approved && of[BUNDLE_FAILING] > 0 && !(take_lists && lists.differ > 0))
		return refused_field(c, in, "mode", "catalogue_bundle.failing");
	d->act = ORDER;
	d->upload.approved = approved;
	d->upload.take_lists = take_lists;
	d->upload.decision_no = in->decision_no != NULL ? in->decision_no : "";
	d->upload.decision_date = approved ? in->decision_date : DATE_NONE;
	d->upload.from_day = approved ? in->from_day : DATE_NONE;
	d->upload.ordered_by = ctx_officer(c)->id;
	return idempotency_run(c, "catalogue.bundle_decide", decide_once, d);
}

enum err
handle_bundle_drop(struct ctx *c, const void *input)
{
	struct deciding *d = ARENA_NEW(c->arena, struct deciding);
	enum err err = begin_deciding(c, input, d);

	d->act = ABANDON;
	return err ? err : idempotency_run(c, "catalogue.bundle_decide", decide_once, d);
}

enum err
handle_bundle_again(struct ctx *c, const void *input)
{
	struct deciding *d = ARENA_NEW(c->arena, struct deciding);
	enum err err = begin_deciding(c, input, d);

	d->act = AGAIN;
	return err ? err : idempotency_run(c, "catalogue.bundle_decide", decide_once, d);
}
