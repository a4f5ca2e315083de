/* The acts on drafts of definitions. See steps.h. */
#include "define/steps.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/security/idempotency_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/view/view.h"
#include "define/definition.h"
#include "define/draft_store.h"
#include "define/form_readers.h"
#include "define/use_store.h"
#include "domain/directory/officer_guard.h"
#include "version/act_page.h"
#include "version/case.h"

enum { AHEAD_DAYS_MAX = 3660, PROBLEMS_NAMED = 5 };

struct step_in {
	const char *kind, *code;
	int64_t version;
	const char *reason;
	const char *number;
	int32_t date, from;
	const char *also; /* of the approval: which other drafts it was shown to be about; NULL: none */
};
#define WHICH                                                                                                          \
	FIELD(step_in, kind, FIELD_CHOICE, FROM_PATH, .required = true, .choices = definition_kind_slugs),             \
	    FIELD(step_in, code, FIELD_CODE, FROM_PATH, .required = true)
#define ACTING                                                                                                         \
	FIELD(step_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX,                    \
	    .label = "catalogue_version.row_version")

static const struct field step_fields[] = { WHICH, ACTING };
const struct input define_step_input = INPUT(step_in, step_fields);

static const struct field page_fields[] = { WHICH };
const struct input define_page_input = INPUT(step_in, page_fields);

static const struct field return_fields[] = { WHICH, ACTING,
	FIELD(step_in, reason, FIELD_LINES, FROM_FORM, .required = true, .min = 5, .max = 2000,
	    .label = "catalogue_define.reason") };
const struct input define_return_input = INPUT(step_in, return_fields);

static const struct field approve_fields[] = { WHICH, ACTING,
	FIELD(
	    step_in, number, FIELD_TEXT, FROM_FORM, .required = true, .max = 120, .label = "catalogue_define.decision"),
	FIELD(step_in, date, FIELD_DATE, FROM_FORM, .required = true, .label = "catalogue_define.decision_date"),
	FIELD(step_in, from, FIELD_DATE, FROM_FORM, .required = true, .label = "catalogue_define.from_day"),
	FIELD_NAMED(step_in, also, "kem", FIELD_CODE, FROM_FORM) };
const struct input define_approve_input = INPUT(step_in, approve_fields);

/* One act on its way: what the transaction works with. */
struct acting {
	struct ctx *c;
	const struct step_in *in;
	enum version_act act;
	int64_t now;
};

/* The refusal says what and where: as many as people can put right at a time. */
static void
name_problems(struct ctx *c, const struct definition_problems *problems)
{
	size_t named = 0;

	for (size_t i = 0; i < problems->count && named < PROBLEMS_NAMED; i++) {
		const struct definition_problem *problem = &problems->items[i];
		const char *text = definition_problem_text(c, problem);

		if (!problem->blocks)
			continue;
		(void)again_refuse(c, *problem->place != '\0' ? problem->place : "content",
		    *problem->place != '\0' ? arena_printf(c->arena, "%s: %s", problem->place, text) : text);
		named++;
	}
}

/* What goes on to others is right: nothing blocks, and every example comes to what it must. */
static enum err
check_right(struct ctx *c, const struct desk *desk)
{
	struct definition_problems problems;
	enum err err = desk_check(c, desk, &problems);

	if (err || problems.blocking == 0)
		return err;
	err = refuse(c, ERR_CONFLICT, "catalogue_define.not_right", NULL);
	name_problems(c, &problems);
	return err;
}

/* From the decision's first day on the procedures go by it; where that day has come, at once. */
static enum err
approve(struct db *db, const struct acting *a, const struct desk *desk, int64_t version, const char *to)
{
	const struct definition_decision decision = { .number = a->in->number,
		.date = a->in->date,
		.from_day = a->in->from,
		.officer_id = ctx_officer(a->c)->id,
		.at = a->now };
	struct definition_draft draft = desk->draft;
	enum err err;

	draft.version = version;
	err = definition_approve(db, desk->kind, &draft, &decision, to, version_act_name(a->act));
	return err ? err : uses_enter_force(db, local_from_utc(a->now).day);
}

static enum err
step(struct db *db, const struct acting *a, const struct desk *desk, const char *to)
{
	return draft_step(db, &(struct draft_step){ .id = desk->draft.id,
				  .expected = a->in->version,
				  .from = desk->draft.state,
				  .to = to,
				  .act = version_act_name(a->act),
				  .note = a->in->reason != NULL ? a->in->reason : "",
				  .officer_id = ctx_officer(a->c)->id,
				  .at = a->now });
}

/* A draft that was controlled too, by the same decision and in the same transaction. */
static enum err
approve_also(struct db *db, const struct acting *a, const struct linked_draft *linked)
{
	const char *to = NULL;
	struct desk desk;
	enum err err = desk_open(a->c, linked->kind, linked->code, &desk);
	enum act_answer answer =
	    err ? ACT_ALLOWED : version_act_allowed(desk.draft.state, ACT_DECIDE, &desk.actor, &to);

	if (err)
		return err;
	if (answer == ACT_WRONG_STATE)
		return refuse(a->c, ERR_CONFLICT, "catalogue_define.linked_first", linked->code);
	if ((err = version_act_refuse(a->c, answer)) || (err = check_right(a->c, &desk)))
		return err;
	return approve(db, a, &desk, desk.draft.version, to);
}

/* Which drafts, and how each stands: another after any change to one of them. "" for none. */
static enum err
linked_mark(struct ctx *c, const struct linked_draft *linked, size_t count, const char **ret_mark)
{
	struct sha256_stream *stream = sha256_begin(c->arena);
	unsigned char digest[SHA256_SIZE];
	struct definition_draft draft;
	enum err err;

	for (size_t i = 0; i < count; i++) {
		if ((err = draft_by_code(c->db, linked[i].kind, linked[i].code, &draft)))
			return err;
		sha256_add(stream, &draft.id, sizeof(draft.id));
		sha256_add(stream, &draft.version, sizeof(draft.version));
	}
	sha256_end(stream, digest);
	*ret_mark = count > 0 ? hex_encode(c->arena, digest, sizeof(digest)) : "";
	return OK;
}

/*
 * What the form leaves behind without a reader goes with it: no moment in which a rule reads what nobody is asked. Only as it stood
 * when the decision was taken: nothing is approved that the approver was not shown.
 */
static enum err
approve_linked(struct db *db, const struct acting *a, const struct desk *desk)
{
	const struct linked_draft *linked;
	const char *mark;
	size_t count;
	enum err err = desk_linked(a->c, desk, &linked, &count);

	if (err || (err = linked_mark(a->c, linked, count, &mark)))
		return err;
	if (strcmp(mark, a->in->also != NULL ? a->in->also : "") != 0)
		return refuse(a->c, ERR_CONFLICT, "catalogue_define.linked_changed", NULL);
	for (size_t i = 0; !err && i < count; i++)
		err = approve_also(db, a, &linked[i]);
	return err;
}

static enum err
act_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct acting *a = arg;
	enum definition_kind kind = DEFINITION_FORM;
	const char *to = NULL;
	struct desk desk;
	enum err err;

	(void)definition_kind_by_slug(a->in->kind, &kind);
	if (a->act == ACT_DECIDE && (err = uses_take_turn(db)))
		return err;
	if ((err = desk_open(a->c, kind, a->in->code, &desk)) ||
	    (err = version_act_refuse(a->c, version_act_allowed(desk.draft.state, a->act, &desk.actor, &to))))
		return err;
	if (a->act == ACT_SUBMIT || a->act == ACT_CONTROL || a->act == ACT_DECIDE)
		err = check_right(a->c, &desk);
	if (!err && a->act == ACT_DECIDE)
		err = approve_linked(db, a, &desk);
	if (!err)
		err = a->act == ACT_DECIDE ? approve(db, a, &desk, a->in->version, to) : step(db, a, &desk, to);
	(void)snprintf(location, IDEMPOTENCY_LOCATION, "%s?da-lam=%s",
	    definition_path(a->c->arena, kind, a->in->code, ""), version_act_name(a->act));
	return err;
}

static enum err
act(struct ctx *c, const struct step_in *in, enum version_act act)
{
	struct acting a = { .c = c, .in = in, .act = act };
	enum err err = ctx_now(c, &a.now);

	return err ? err : idempotency_run(c, "catalogue.define.step", act_once, &a);
}

enum err
handle_define_submit(struct ctx *c, const void *input)
{
	return act(c, input, ACT_SUBMIT);
}

enum err
handle_define_take_back(struct ctx *c, const void *input)
{
	return act(c, input, ACT_TAKE_BACK);
}

enum err
handle_define_discard(struct ctx *c, const void *input)
{
	return act(c, input, ACT_DISCARD);
}

enum err
handle_define_control(struct ctx *c, const void *input)
{
	return act(c, input, ACT_CONTROL);
}

/* --- forms -------------------------------------------------------------------------------------------------------- */

/* The page of an act that asks for something, if this officer may act so now; the fields of its form come back. */
static enum err
form_page(struct ctx *c, const struct step_in *in, enum version_act act, const char *suffix, struct page *ret_page,
    struct view **ret_fields)
{
	enum definition_kind kind = DEFINITION_FORM;
	struct desk desk;
	enum err err;

	(void)definition_kind_by_slug(in->kind, &kind);
	if ((err = desk_open(c, kind, in->code, &desk)) ||
	    (err = version_act_refuse(c, version_act_allowed(desk.draft.state, act, &desk.actor, NULL))))
		return err;
	*ret_page = act_page_new(c,
	    &(struct act_page){ .act = act,
		.words = "catalogue_define",
		.navigation = DEFINE_PATH,
		.back = definition_path(c->arena, kind, in->code, ""),
		.action = definition_path(c->arena, kind, in->code, suffix),
		.code = desk.draft.code,
		.name = desk.draft.name,
		.version = desk.draft.version },
	    ret_fields);
	return OK;
}

enum err
handle_define_return_page(struct ctx *c, const void *input)
{
	struct page page;
	struct view *fields;
	enum err err = form_page(c, input, ACT_RETURN, "/tra-lai", &page, &fields);

	if (err)
		return err;
	page_area(&page, fields, &(struct page_field){ .name = "reason", .label = "reason", .hint = "reason_hint" });
	return page_respond(&page);
}

enum err
handle_define_return(struct ctx *c, const void *input)
{
	return act(c, input, ACT_RETURN);
}

/* Whoever decides reads what else the decision is about. */
static enum err
show_linked(struct ctx *c, const struct step_in *in, struct page *page, struct view *fields)
{
	enum definition_kind kind = DEFINITION_FORM;
	const struct linked_draft *linked;
	const char *mark;
	struct desk desk;
	size_t count = 0;
	enum err err;

	(void)definition_kind_by_slug(in->kind, &kind);
	if ((err = desk_open(c, kind, in->code, &desk)) || (err = desk_linked(c, &desk, &linked, &count)) ||
	    (err = linked_mark(c, linked, count, &mark)))
		return err;
	if (count > 0)
		page_hidden(fields, "kem", mark);
	for (size_t i = 0; i < count; i++)
		page_lead(page, message_format(c->arena, c->messages, c->language, "catalogue_define.linked",
				    MESSAGE_ARGUMENTS({ "code", linked[i].code })));
	return OK;
}

enum err
handle_define_approve_page(struct ctx *c, const void *input)
{
	struct page page;
	struct view *fields;
	enum err err = form_page(c, input, ACT_DECIDE, "/phe-duyet", &page, &fields);

	if (err || (err = show_linked(c, input, &page, fields)))
		return err;
	page_input(&page, fields,
	    &(struct page_field){ .name = "number", .label = "decision", .hint = "decision_hint" }, "20");
	page_date(&page, fields, &(struct page_field){ .name = "date", .label = "decision_date" }, DATE_NONE);
	page_date(
	    &page, fields, &(struct page_field){ .name = "from", .label = "from_day", .hint = "from_hint" }, DATE_NONE);
	return page_respond(&page);
}

enum err
handle_define_approve(struct ctx *c, const void *input)
{
	const struct step_in *in = input;
	int32_t today;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err)
		return err;
	today = local_from_utc(now).day;
	if (in->date > today)
		return again_refuse(c, "date", "catalogue_version.date_ahead");
	if (in->from < in->date)
		return again_refuse(c, "from", "catalogue_version.before_decision");
	if (in->from > today + AHEAD_DAYS_MAX)
		return again_refuse(c, "from", "catalogue_version.too_far");
	return act(c, in, ACT_DECIDE);
}
