/* The public form of questions. See ask.h. */
#include "content/ask.h"

#include <stdio.h>
#include <string.h>

#include "content/act_store.h"
#include "content/desk.h"
#include "content/question_store.h"
#include "core/data/db.h"
#include "core/data/setting_store.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/network.h"
#include "core/security/random.h"
#include "core/security/throttle_store.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/system/parse.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/calendar_store.h"
#include "domain/directory/directory_store.h"

#define ASK_PATH "/hoi-dap/gui"
enum { NAME_MOST = 100, CONTACT_MOST = 200, QUESTION_MOST = 2000, QUESTION_ROWS = 6, DAYS_MOST = 60 };

/* A question is answered within so many working days (setting content.answer_working_days). */
static const char answer_days[] = "10";
static const struct throttle asking = { "ask", 3600, 10 };

struct ask_in {
	const char *procedure;
};
static const struct field ask_fields[] = {
	FIELD_NAMED(ask_in, procedure, "thu-tuc", FIELD_CODE, FROM_QUERY),
};
const struct input ask_input = INPUT(ask_in, ask_fields);

struct ask_send_in {
	const char *procedure, *name, *contact, *question;
	bool consent;
};
static const struct field ask_send_fields[] = {
	FIELD(ask_send_in, question, FIELD_LINES, FROM_FORM, .required = true, .max = QUESTION_MOST,
	    .label = "catalogue_content.your_question"),
	FIELD(ask_send_in, procedure, FIELD_CODE, FROM_FORM, .label = "catalogue_content.procedure_code"),
	FIELD(ask_send_in, name, FIELD_TEXT, FROM_FORM, .required = true, .max = NAME_MOST,
	    .label = "catalogue_content.your_name"),
	FIELD(ask_send_in, contact, FIELD_TEXT, FROM_FORM, .max = CONTACT_MOST,
	    .label = "catalogue_content.your_contact"),
	FIELD(
	    ask_send_in, consent, FIELD_BOOL, FROM_FORM, .required = true, .label = "catalogue_content.consent_label"),
};
const struct input ask_send_input = INPUT(ask_send_in, ask_send_fields);

struct asked_in {
	const char *code;
};
static const struct field asked_fields[] = {
	FIELD(asked_in, code, FIELD_CODE, FROM_PATH, .required = true),
};
const struct input asked_input = INPUT(asked_in, asked_fields);

static struct view *
ask_view(struct ctx *c, const char *procedure)
{
	const struct desk_field lines[] = {
		{ "question", "catalogue_content.your_question", "catalogue_content.your_question_hint", NULL,
		    QUESTION_ROWS, QUESTION_MOST },
		{ "procedure", "catalogue_content.procedure_code", "catalogue_content.procedure_code_hint", procedure,
		    .width = "10", .optional = true },
		{ "name", "catalogue_content.your_name", NULL, NULL, .autocomplete = "name" },
		{ "contact", "catalogue_content.your_contact", "catalogue_content.your_contact_hint", NULL,
		    .autocomplete = "email", .optional = true },
	};
	struct view *page = view_object(c->arena), *fields;

	view_text(page, "title", desk_text(c, "catalogue_content.ask"));
	again_errors(c, page);
	view_url(page, "back_url", "/hoi-dap/");
	view_url(page, "action", ASK_PATH);
	view_text(page, "once", idempotency_key(c));
	fields = view_list(page, "fields");
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		desk_add_text(c, fields, &lines[i]);
	desk_add_tick(c, fields, "consent", "catalogue_content.consent", false);
	return page;
}

enum err
handle_ask(struct ctx *c, const void *input)
{
	return respond_page(c, "catalogue/content_ask", ask_view(c, ((const struct ask_in *)input)->procedure));
}

enum err
again_ask(struct ctx *c, const void *input)
{
	(void)input;
	return respond_page(c, "catalogue/content_ask", ask_view(c, NULL));
}

/* The last day to answer, by the province's calendar; without one, two weeks stand for ten working days. */
static enum err
last_day(struct ctx *c, int64_t now, int32_t *ret_day)
{
	const struct calendar *calendar;
	const struct agency *agencies;
	const char *text;
	size_t count;
	int64_t days;
	int32_t today = local_from_utc(now).day;
	enum err err = setting_text(c->db, "content.answer_working_days", answer_days, &text);

	if (!err)
		err = parse_i64(text, 1, DAYS_MOST, &days);
	if (!err)
		err = agency_all(c->db, &agencies, &count);
	if (err)
		return err;
	err = count > 0 ? calendar_of_agency(c->db, c->arena, agencies[0].id, &calendar) : ERR_UNAVAILABLE;
	*ret_day = err ? DAY_NONE : calendar_add_working_days(calendar, today, (int32_t)days);
	if (err)
		failure_clear(&c->failure);
	if (*ret_day == DAY_NONE)
		*ret_day = today + (int32_t)(days * 7 / 5);
	return OK;
}

struct asking {
	struct question question;
	int64_t procedure_id;
};

static enum err
ask_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct asking *a = arg;
	struct question q = a->question;
	enum err err = question_add(db, &q, a->procedure_id, DB_NULL_INT);

	(void)snprintf(location, IDEMPOTENCY_LOCATION, "/hoi-dap/da-gui/%s", q.code);
	return err ? err
		   : content_act_add(db,
			 &(struct content_act){ "question", q.id, "create", q.asked_at, DB_NULL_INT, NULL, "", "" });
}

enum err
handle_ask_send(struct ctx *c, const void *input)
{
	const struct ask_send_in *in = input;
	char code[QUESTION_CODE + 1];
	struct asking a = { .question = { .state = "new",
				.origin = "asked",
				.asker_name = in->name,
				.asker_contact = in->contact,
				.asked_text = in->question,
				.agency_id = DB_NULL_INT } };
	enum err err;

	if (!in->consent)
		return again_refuse(c, "consent", "catalogue_content.consent_missing");
	if ((err = desk_procedure(c, "procedure", in->procedure, &a.procedure_id)) ||
	    (err = ctx_now(c, &a.question.asked_at)) ||
	    (err = throttle_hit(
		 c->db, &asking, network_of(c->arena, c->request->remote_address), a.question.asked_at)) ||
	    (err = last_day(c, a.question.asked_at, &a.question.due_on)))
		return err;
	random_code(code, QUESTION_CODE);
	a.question.code = arena_printf(c->arena, "HD-%s", code);
	return idempotency_run(c, "catalogue.ask", ask_once, &a);
}

static struct view *
asked_view(struct ctx *c, const struct question *q)
{
	bool published = strcmp(q->state, "published") == 0, declined = strcmp(q->state, "declined") == 0;
	struct view *page = view_object(c->arena), *panel;

	view_text(page, "title", desk_text(c, "catalogue_content.asked_title"));
	panel = view_child(page, "panel");
	view_text(panel, "title", desk_text(c, "catalogue_content.asked_title"));
	view_text(panel, "text", desk_text(c, "catalogue_content.code"));
	view_text(panel, "code", q->code);
	view_url(page, "answer_url", published ? url(c->arena, "/hoi-dap/{}", q->slug) : NULL);
	view_text(page, "declined", declined ? q->decline_reason : NULL);
	view_text(page, "due",
	    !published && !declined && q->due_on != DATE_NONE
		? desk_format(c, "catalogue_content.answered_until", "date", date_text(c->arena, q->due_on))
		: NULL);
	return page;
}

enum err
handle_asked(struct ctx *c, const void *input)
{
	struct question question;
	enum err err = question_by_code(c->db, ((const struct asked_in *)input)->code, &question);

	return err ? err : respond_page(c, "catalogue/content_asked", asked_view(c, &question));
}

struct view *
ask_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };

	return ask_view(&c, "1.000001");
}

struct view *
asked_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };

	return asked_view(
	    &c, &(struct question){
		    .code = "HD-1", .state = "new", .slug = "sample", .due_on = 20000, .decline_reason = "" });
}
