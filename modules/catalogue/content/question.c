/* Handlers of questions in the back office. See question.h. */
#include "content/question.h"

#include <stdio.h>
#include <string.h>

#include "content/act_store.h"
#include "content/address.h"
#include "content/content_store.h"
#include "content/desk.h"
#include "content/question_store.h"
#include "content/question_view.h"
#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/random.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/view.h"
#include "domain/directory/officer_guard.h"

enum { TITLE_MOST = 300, ANSWER_MOST = 20000, REASON_MOST = 500, KEPT_DAYS = 30, FORGET_AT_ONCE = 1000 };

static const char *const states[] = { "published", "declined", NULL };
static const char *const acts[] = { "save", "preview", NULL };

struct questions_in {
	const char *state, *after;
};
static const struct field questions_fields[] = {
	FIELD_NAMED(questions_in, state, "trang-thai", FIELD_CHOICE, FROM_QUERY, .choices = states),
	FIELD_NAMED(questions_in, after, "sau", FIELD_CODE, FROM_QUERY),
};
const struct input questions_input = INPUT(questions_in, questions_fields);

struct question_in {
	const char *code;
	bool saved;
};
static const struct field question_fields[] = {
	FIELD(question_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(question_in, saved, "da-luu", FIELD_BOOL, FROM_QUERY),
};
const struct input question_input = INPUT(question_in, question_fields);

struct question_save_in {
	const char *code, *act, *title, *answer, *procedure, *agency;
	int64_t version;
};
#define TEXT_FIELDS                                                                                                    \
	FIELD(question_save_in, act, FIELD_CHOICE, FROM_FORM, .choices = acts, .label = "catalogue_content.act"),      \
	    FIELD(question_save_in, title, FIELD_TEXT, FROM_FORM, .required = true, .max = TITLE_MOST,                 \
		.label = "catalogue_content.question_title"),                                                          \
	    FIELD(question_save_in, answer, FIELD_LINES, FROM_FORM, .required = true, .max = ANSWER_MOST,              \
		.label = "catalogue_content.answer"),                                                                  \
	    FIELD(question_save_in, procedure, FIELD_CODE, FROM_FORM, .label = "catalogue_content.procedure_code"),    \
	    FIELD(question_save_in, agency, FIELD_CODE, FROM_FORM, .label = "catalogue_content.agency_code")
static const struct field question_create_fields[] = { TEXT_FIELDS };
const struct input question_create_input = INPUT(question_save_in, question_create_fields);
static const struct field question_save_fields[] = {
	FIELD(question_save_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(question_save_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX,
	    .label = "catalogue_content.version"),
	TEXT_FIELDS,
};
const struct input question_save_input = INPUT(question_save_in, question_save_fields);

struct question_act_in {
	const char *code, *reason;
	int64_t version;
};
#define ACT_FIELDS                                                                                                     \
	FIELD(question_act_in, code, FIELD_CODE, FROM_PATH, .required = true),                                         \
	    FIELD(question_act_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = INT32_MAX,        \
		.label = "catalogue_content.version")
static const struct field question_act_fields[] = { ACT_FIELDS };
const struct input question_act_input = INPUT(question_act_in, question_act_fields);
static const struct field question_decline_fields[] = {
	ACT_FIELDS,
	FIELD(question_act_in, reason, FIELD_LINES, FROM_FORM, .required = true, .max = REASON_MOST,
	    .label = "catalogue_content.decline_reason"),
};
const struct input question_decline_input = INPUT(question_act_in, question_decline_fields);

enum err
handle_questions(struct ctx *c, const void *input)
{
	const struct questions_in *in = input;
	const struct question *questions;
	int64_t now;
	size_t count;
	bool more;
	enum err err = ctx_now(c, &now);

	if (!err && in->state == NULL)
		err = questions_waiting(c->db, &questions, &count, &more);
	else if (!err)
		err = questions_list(c->db, in->state, in->after != NULL ? in->after : "", &questions, &count, &more);
	return err ? err
		   : respond_page(c, "catalogue/content_office",
			 questions_view(c, in->state, local_from_utc(now).day, questions, count, more));
}

static struct question
empty_question(void)
{
	return (struct question){ .state = "draft",
		.origin = "office",
		.due_on = DATE_NONE,
		.title = "",
		.answer = "",
		.agency_id = DB_NULL_INT,
		.decline_reason = "",
		.published_at = TIME_NONE };
}

static enum err
show_new(struct ctx *c, bool preview)
{
	const struct question question = empty_question();

	return respond_page(c, "catalogue/content_edit", question_edit_view(c, &question, true, preview, NULL));
}

enum err
handle_question_new(struct ctx *c, const void *input)
{
	(void)input;
	return show_new(c, false);
}

enum err
again_question_create(struct ctx *c, const void *input)
{
	(void)input;
	return show_new(c, true);
}

static enum err
show_question(struct ctx *c, const char *code, bool preview, bool saved)
{
	struct question question;
	struct view *page;
	enum err err = question_by_code(c->db, code, &question);

	if (err)
		return err;
	page = question_edit_view(c, &question, desk_may_write(ctx_officer(c), question.agency_id), preview,
	    saved ? "catalogue_content.saved" : NULL);
	err = desk_history(c, page, "question", question.id);
	return err ? err : respond_page(c, "catalogue/content_edit", page);
}

enum err
handle_question(struct ctx *c, const void *input)
{
	const struct question_in *in = input;

	return show_question(c, in->code, false, in->saved);
}

enum err
again_question_save(struct ctx *c, const void *input)
{
	return show_question(c, ((const struct question_save_in *)input)->code, true, false);
}

enum err
again_question_decline(struct ctx *c, const void *input)
{
	return show_question(c, ((const struct question_act_in *)input)->code, false, false);
}

struct saving {
	struct arena *arena;
	struct question question;
	int64_t
	    expected; /* version that the form was made of, of an old question; rights were looked at as it is read */
	const char *kind; /* of the act */
	int64_t procedure_id, officer_id, now;
	bool order; /* what citizens read changes */
};

static enum err
save_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct saving *s = arg;
	struct question q = s->question;
	enum err err = q.id == 0                  ? question_add(db, &q, s->procedure_id, s->officer_id)
		       : s->expected == q.version ? OK
						  : ERR_CONFLICT;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, QUESTIONS_PATH "/%s?da-luu=1", q.code);
	if (!err)
		err = question_change(db, s->arena, &q, s->procedure_id, s->officer_id, s->now);
	if (!err)
		err = content_act_add(db,
		    &(struct content_act){ "question", q.id, s->kind, s->now, s->officer_id, NULL, q.title, q.answer });
	return err || !s->order ? err : content_order(db, NULL, 0, s->now);
}

static enum err
read_texts(struct ctx *c, const struct question_save_in *in, struct saving *s)
{
	const char *slug = fold_slug(c->arena, in->title, ADDRESS_SLUG_MOST);
	enum err err = desk_agency(c, in->agency, &s->question.agency_id);

	if (!err)
		err = desk_procedure(c, "procedure", in->procedure, &s->procedure_id);
	if (!err)
		err = ctx_now(c, &s->now);
	if (!err && slug[0] == '\0')
		err = again_refuse(c, "title", "catalogue_content.title_without_letters");
	if (err)
		return err;
	s->arena = c->arena;
	s->officer_id = ctx_officer(c)->id;
	s->question.title = in->title;
	s->question.answer = in->answer;
	/* An address that citizens may have kept stays; /hoi-dap/gui and /hoi-dap/da-gui are pages of their own. */
	if (s->question.slug == NULL)
		s->question.slug = strcmp(slug, "gui") == 0 || strcmp(slug, "da-gui") == 0
				       ? arena_printf(c->arena, "%s-1", slug)
				       : slug;
	return OK;
}

enum err
handle_question_create(struct ctx *c, const void *input)
{
	const struct question_save_in *in = input;
	struct saving s = { .question = empty_question(), .kind = "create" };
	char code[QUESTION_CODE + 1];
	enum err err;

	if (in->act != NULL && strcmp(in->act, "preview") == 0)
		return show_new(c, true);
	if ((err = read_texts(c, in, &s)))
		return err;
	random_code(code, QUESTION_CODE);
	s.question.code = arena_printf(c->arena, "HD-%s", code);
	s.question.asked_at = s.now;
	return idempotency_run(c, "catalogue.question_create", save_once, &s);
}

/* The question that a form is about, if this officer may answer it. */
static enum err
load(struct ctx *c, const char *code, struct question *ret_question)
{
	enum err err = question_by_code(c->db, code, ret_question);

	if (err)
		return err;
	return desk_may_write(ctx_officer(c), ret_question->agency_id)
		   ? OK
		   : refuse(c, ERR_FORBIDDEN, "catalogue_content.agency_foreign", NULL);
}

enum err
handle_question_save(struct ctx *c, const void *input)
{
	const struct question_save_in *in = input;
	struct saving s = { .kind = "edit" };
	enum err err = load(c, in->code, &s.question);

	if (err)
		return err;
	if (in->act != NULL && strcmp(in->act, "preview") == 0)
		return show_question(c, in->code, true, false);
	if ((err = read_texts(c, in, &s)))
		return err;
	s.order = strcmp(s.question.state, "published") == 0;
	if (!s.order)
		s.question.state = "draft";
	s.expected = in->version;
	return idempotency_run(c, "catalogue.question_save", save_once, &s);
}

/* The text stays as it is, the state becomes another. */
static enum err
act(struct ctx *c, const struct question_act_in *in, const char *state, const char *kind)
{
	struct saving s = { .arena = c->arena, .kind = kind, .officer_id = ctx_officer(c)->id, .order = true };
	enum err err = load(c, in->code, &s.question);

	if (!err)
		err = ctx_now(c, &s.now);
	if (!err)
		err = desk_procedure(c, "procedure", s.question.procedure_code, &s.procedure_id);
	if (err)
		return err;
	if (strcmp(state, "published") == 0 && (s.question.answer[0] == '\0' || s.question.title[0] == '\0'))
		return refuse(c, ERR_CONFLICT, "catalogue_content.answer_missing", NULL);
	s.question.state = state;
	s.expected = in->version;
	if (in->reason != NULL)
		s.question.decline_reason = in->reason;
	if (strcmp(state, "published") == 0 && s.question.published_at == TIME_NONE)
		s.question.published_at = s.now;
	return idempotency_run(c, "catalogue.question_act", save_once, &s);
}

enum err
handle_question_publish(struct ctx *c, const void *input)
{
	return act(c, input, "published", "publish");
}

enum err
handle_question_withdraw(struct ctx *c, const void *input)
{
	return act(c, input, "draft", "withdraw");
}

enum err
handle_question_decline(struct ctx *c, const void *input)
{
	return act(c, input, "declined", "decline");
}

enum err
questions_forgotten(struct job_ctx *j, bool *ret_more)
{
	uint64_t gone;
	enum err err = questions_forget(j->db, j->now - KEPT_DAYS * DATE_DAY, &gone);

	*ret_more = !err && gone == FORGET_AT_ONCE;
	return err;
}
