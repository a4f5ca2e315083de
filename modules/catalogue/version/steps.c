/* The acts on a version. See steps.h. */
#include "version/steps.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/part.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"
#include "govern/page.h"
#include "publish/order.h"
#include "record/procedure_record.h"
#include "record/version_check.h"
#include "version/act_page.h"
#include "version/case.h"
#include "version/life_store.h"

/* Days by which a province's decision goes before the day in force (TT 01/2018/TT-VPCP Điều 15). */
enum { NOTICE_DAYS = 5, AHEAD_DAYS_MAX = 3660 };

struct step_in {
	const char *code;
	int64_t no, version;
	const char *reason;
	const char *number;
	int32_t date, effective;
	bool fast;
};
#define OF_VERSION                                                                                                     \
	FIELD(step_in, code, FIELD_CODE, FROM_PATH, .required = true),                                                 \
	    FIELD(step_in, no, FIELD_INT, FROM_PATH, .required = true, .min = 1, .max = VERSION_NUMBER_MAX)
#define ACTING                                                                                                         \
	FIELD(step_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX,                    \
	    .label = "catalogue_version.row_version")

static const struct field begin_fields[] = { FIELD(step_in, code, FIELD_CODE, FROM_PATH, .required = true) };
const struct input draft_begin_input = INPUT(step_in, begin_fields);

static const struct field step_fields[] = { OF_VERSION, ACTING };
const struct input step_input = INPUT(step_in, step_fields);

static const struct field page_fields[] = { OF_VERSION };
const struct input step_page_input = INPUT(step_in, page_fields);

static const struct field return_fields[] = { OF_VERSION, ACTING,
	FIELD(step_in, reason, FIELD_LINES, FROM_FORM, .required = true, .min = 5, .max = 2000,
	    .label = "catalogue_version.reason") };
const struct input return_input = INPUT(step_in, return_fields);

static const struct field decide_fields[] = { OF_VERSION, ACTING,
	FIELD(step_in, number, FIELD_TEXT, FROM_FORM, .required = true, .max = 120,
	    .label = "catalogue_version.decision_no"),
	FIELD(step_in, date, FIELD_DATE, FROM_FORM, .required = true, .label = "catalogue_version.decision_date"),
	FIELD(step_in, effective, FIELD_DATE, FROM_FORM, .required = true, .label = "catalogue_version.effective"),
	FIELD(step_in, fast, FIELD_BOOL, FROM_FORM, .label = "catalogue_version.fast") };
const struct input decide_input = INPUT(step_in, decide_fields);

/* One act on its way: what the transaction works with. */
struct acting {
	struct ctx *c;
	const struct step_in *in;
	enum version_act act;
	int64_t now;
};

/* --- drafts ------------------------------------------------------------------------------------------------------- */

static enum err
begin_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct acting *a = arg;
	const struct officer *officer = ctx_officer(a->c);
	struct procedure_item item;
	struct version_line line;
	enum err err = item_by_code(db, a->in->code, &item);

	if (err)
		return err;
	if (!officer_drafts(officer, &item))
		return version_act_refuse(a->c, ACT_NOT_THEIRS);
	if ((err = draft_begin(db, a->c->arena, item.code, officer->id, a->now, &line)))
		return err;
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s", url(a->c->arena, PROCEDURE_PATH "/sua", item.code));
	return OK;
}

enum err
handle_draft_begin(struct ctx *c, const void *input)
{
	struct acting a = { .c = c, .in = input };
	enum err err = ctx_now(c, &a.now);

	return err ? err : idempotency_run(c, "catalogue.draft", begin_once, &a);
}

/* --- acts --------------------------------------------------------------------------------------------------------- */

/* What goes on to others is whole: nothing that the law asks for is missing. */
static enum err
check_whole(struct ctx *c, struct db *db, int64_t version_id, int64_t now)
{
	struct version_record version;
	struct version_gaps gaps;
	enum err err = version_read(db, version_id, &version);

	if (err)
		return err;
	version_check(c->arena, &version, local_from_utc(now).day, &gaps);
	return gaps.blocking == 0 ? OK : refuse(c, ERR_CONFLICT, "catalogue_version.incomplete", NULL);
}

/* The decision changes what is in force, today or on its day, and what citizens read of it. */
static enum err
enter_force(struct db *db, int64_t now)
{
	uint64_t changed;
	enum err err = procedures_enter_force(db, local_from_utc(now).day, &changed);

	return err ? err : publish_order(db, now);
}

static enum err
act_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct acting *a = arg;
	const struct step_in *in = a->in;
	const struct version_decision decision = { in->number, in->date, in->effective };
	struct version_step step = { .expected = in->version,
		.act = version_act_name(a->act),
		.note = in->reason != NULL ? in->reason : "",
		.officer_id = ctx_officer(a->c)->id,
		.at = a->now,
		.decision = a->act == ACT_DECIDE ? &decision : NULL };
	struct version_case one;
	enum err err = version_case_load(a->c, db, in->code, in->no, &one);

	if (!err)
		err = version_act_refuse(a->c, version_act_allowed(one.line.state, a->act, &one.actor, &step.to));
	if (!err && (a->act == ACT_SUBMIT || a->act == ACT_DECIDE))
		err = check_whole(a->c, db, one.line.id, a->now);
	if (err)
		return err;
	step.id = one.line.id;
	step.from = one.line.state;
	if (!(err = version_step(db, a->c->arena, &step)) && a->act == ACT_DECIDE)
		err = enter_force(db, a->now);
	(void)snprintf(
	    location, IDEMPOTENCY_LOCATION, "%s?da-lam=%s", url(a->c->arena, PROCEDURE_PATH, one.item.code), step.act);
	return err;
}

static enum err
act(struct ctx *c, const struct step_in *in, enum version_act act)
{
	struct acting a = { .c = c, .in = in, .act = act };
	enum err err = ctx_now(c, &a.now);

	return err ? err : idempotency_run(c, "catalogue.step", act_once, &a);
}

enum err
handle_submit(struct ctx *c, const void *input)
{
	return act(c, input, ACT_SUBMIT);
}

enum err
handle_take_back(struct ctx *c, const void *input)
{
	return act(c, input, ACT_TAKE_BACK);
}

enum err
handle_discard(struct ctx *c, const void *input)
{
	return act(c, input, ACT_DISCARD);
}

enum err
handle_control(struct ctx *c, const void *input)
{
	return act(c, input, ACT_CONTROL);
}

/* --- forms -------------------------------------------------------------------------------------------------------- */

/* The page of an act that asks for something, if this officer may act so now; the fields of its form come back. */
static enum err
form_page(struct ctx *c, const struct step_in *in, enum version_act act, const char *path, struct page *ret_page,
    struct view **ret_fields)
{
	struct version_case one;
	const char *back;
	enum err err = version_case_load(c, c->db, in->code, in->no, &one);

	if (!err)
		err = version_act_refuse(c, version_act_allowed(one.line.state, act, &one.actor, NULL));
	if (err)
		return err;
	back = url(c->arena, PROCEDURE_PATH, one.item.code);
	*ret_page = act_page_new(c,
	    &(struct act_page){ .act = act,
		.words = "catalogue_version",
		.navigation = "/can-bo/danh-muc",
		.back = back,
		.action = arena_printf(c->arena, "%s/phien-ban/%lld/%s", back, (long long)in->no, path),
		.code = one.item.code,
		.name = one.line.name,
		.version = one.line.version },
	    ret_fields);
	return OK;
}

enum err
handle_return_page(struct ctx *c, const void *input)
{
	struct page page;
	struct view *fields;
	enum err err = form_page(c, input, ACT_RETURN, "tra-lai", &page, &fields);

	if (err)
		return err;
	page_area(&page, fields, &(struct page_field){ .name = "reason", .label = "reason", .hint = "reason_hint" });
	return page_respond(&page);
}

enum err
handle_return(struct ctx *c, const void *input)
{
	return act(c, input, ACT_RETURN);
}

enum err
handle_decide_page(struct ctx *c, const void *input)
{
	struct page page;
	struct view *fields, *fast;
	enum err err = form_page(c, input, ACT_DECIDE, "cong-bo", &page, &fields);

	if (err)
		return err;
	page_input(&page, fields,
	    &(struct page_field){ .name = "number", .label = "decision_no", .hint = "decision_no_hint" }, "20");
	page_date(&page, fields, &(struct page_field){ .name = "date", .label = "decision_date" }, DATE_NONE);
	page_date(&page, fields,
	    &(struct page_field){ .name = "effective", .label = "effective", .hint = "effective_hint" }, DATE_NONE);
	fast = view_child(part_item(fields), "checkbox");
	part_field(fast, "fast", page_text(&page, "fast"), NULL, again_error(c, "fast"), true);
	view_text(fast, "value", "1");
	view_bool(fast, "selected", again_typed(c, "fast", NULL) != NULL);
	return page_respond(&page);
}

/* When the decision may have been signed, and from which day the version may be in force. */
static enum err
check_decision(struct ctx *c, const struct step_in *in, int32_t today)
{
	if (in->date > today)
		return again_refuse(c, "date", "catalogue_version.date_ahead");
	if (in->effective < in->date)
		return again_refuse(c, "effective", "catalogue_version.before_decision");
	if (in->effective > today + AHEAD_DAYS_MAX)
		return again_refuse(c, "effective", "catalogue_version.too_far");
	if (!in->fast && in->effective < in->date + NOTICE_DAYS)
		return again_refuse(c, "effective", "catalogue_version.short_notice");
	return OK;
}

enum err
handle_decide(struct ctx *c, const void *input)
{
	const struct step_in *in = input;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (!err)
		err = check_decision(c, in, local_from_utc(now).day);
	return err ? err : act(c, in, ACT_DECIDE);
}
