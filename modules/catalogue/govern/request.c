/* Change requests of units. See request.h. */
#include "govern/request.h"

#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/money.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/random.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "domain/directory/officer_guard.h"
#include "domain/time/local_time.h"
#include "govern/page.h"
#include "govern/request_store.h"
#include "govern/request_term.h"
#include "govern/request_view.h"

enum { CODE_SIZE = 8, TEXT_MOST = 4000, NAME_MOST = 1000, NOTE_MOST = 2000 };

static const char *const kinds[] = { "amend", "add", "replace", "repeal", NULL };
static const char *const states[] = { "waiting", "accepted", "refused", "withdrawn", NULL };

struct requests_input {
	const char *state, *after;
};
static const struct field requests_fields[] = {
	FIELD_NAMED(requests_input, state, "tinh-trang", FIELD_CHOICE, FROM_QUERY, .choices = states),
	FIELD_NAMED(requests_input, after, "sau", FIELD_CODE, FROM_QUERY),
};
const struct input requests_input = INPUT(requests_input, requests_fields);
struct request_new_input {
	const char *code;
};
static const struct field request_new_fields[] = {
	FIELD_NAMED(request_new_input, code, "thu-tuc", FIELD_CODE, FROM_QUERY),
};
const struct input request_new_input = INPUT(request_new_input, request_new_fields);
struct request_file_input {
	const char *kind, *code, *name, *text, *basis;
	int32_t known_on;
};
static const struct field request_file_fields[] = {
	FIELD(request_file_input, kind, FIELD_CHOICE, FROM_FORM, .required = true, .choices = kinds,
	    .label = "catalogue_govern.request_kind"),
	FIELD(request_file_input, code, FIELD_CODE, FROM_FORM, .label = "catalogue_govern.code"),
	FIELD(request_file_input, name, FIELD_TEXT, FROM_FORM, .max = NAME_MOST,
	    .label = "catalogue_govern.request_name"),
	FIELD(request_file_input, text, FIELD_LINES, FROM_FORM, .required = true, .max = TEXT_MOST,
	    .label = "catalogue_govern.request_text"),
	FIELD(request_file_input, basis, FIELD_TEXT, FROM_FORM, .max = NAME_MOST,
	    .label = "catalogue_govern.request_basis"),
	FIELD(request_file_input, known_on, FIELD_DATE, FROM_FORM, .label = "catalogue_govern.known_on"),
};
const struct input request_file_input = INPUT(request_file_input, request_file_fields);
struct request_input {
	const char *request;
	bool filed, done;
};
static const struct field request_fields[] = {
	FIELD(request_input, request, FIELD_CODE, FROM_PATH, .required = true),
	FIELD_NAMED(request_input, filed, "da-gui", FIELD_BOOL, FROM_QUERY),
	FIELD_NAMED(request_input, done, "da-ghi", FIELD_BOOL, FROM_QUERY),
};
const struct input request_input = INPUT(request_input, request_fields);
/* Of all three acts: the refusal's reason is required by its own table. */
struct request_note_input {
	const char *request;
	int64_t version;
	const char *note;
};
#define ACT_FIELDS                                                                                                     \
	FIELD(request_note_input, request, FIELD_CODE, FROM_PATH, .required = true),                                   \
	    FIELD(request_note_input, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = 1000000,       \
		.label = "catalogue_govern.version")
static const struct field request_note_fields[] = {
	ACT_FIELDS,
	FIELD(request_note_input, note, FIELD_LINES, FROM_FORM, .max = NOTE_MOST,
	    .label = "catalogue_govern.answer_note"),
};
const struct input request_note_input = INPUT(request_note_input, request_note_fields);
static const struct field request_reason_fields[] = {
	ACT_FIELDS,
	FIELD_NAMED(request_note_input, note, "reason", FIELD_LINES, FROM_FORM, .required = true, .max = NOTE_MOST,
	    .label = "catalogue_govern.answer_reason"),
};
const struct input request_reason_input = INPUT(request_note_input, request_reason_fields);

/* Who controls, decides or administers sees all requests; who only drafts, those of the own unit. */
static const char *
scope_of(struct ctx *c)
{
	const struct officer *officer = ctx_officer(c);

	if (officer_has_role(officer, ROLE_CONTROLLER) || officer_has_role(officer, ROLE_APPROVER) ||
	    officer_has_role(officer, ROLE_ADMINISTRATOR))
		return NULL;
	return officer_agencies(c->arena, officer, ROLE_DRAFTER);
}

static void
add_counts(struct page *page, const struct request_counts *counts)
{
	struct ctx *c = page->ctx;

	page_lead(page, govern_format(c, "requests_waiting", "count", money_text(c->arena, counts->waiting)));
	if (counts->overdue > 0)
		page_lead(page, govern_format(c, "requests_overdue", "count", money_text(c->arena, counts->overdue)));
}

enum err
handle_requests(struct ctx *c, const void *input)
{
	const struct requests_input *in = input;
	const char *scope = scope_of(c), *here = url_query_add(c->arena, REQUEST_PATH, "tinh-trang", in->state);
	struct page page = page_new(c, govern_text(c, "requests"), REQUEST_PATH, NULL);
	const struct request *requests;
	struct request_counts counts;
	size_t count;
	bool more;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err || (err = requests_read(c->db, scope, in->state, in->after, &requests, &count, &more)) ||
	    (err = requests_count(c->db, scope, now, &counts)))
		return err;
	page_tab(&page, govern_text(c, "any"), REQUEST_PATH, in->state == NULL);
	for (size_t i = 0; states[i] != NULL; i++)
		page_tab(&page, govern_word(c, "request_states", states[i]),
		    url_query_add(c->arena, REQUEST_PATH, "tinh-trang", states[i]), in->state == states[i]);
	add_counts(&page, &counts);
	page_sheet(&page, requests_sheet(c, requests, count), NULL, NULL);
	if (more)
		page_next(&page, url_query_add(c->arena, here, "sau", requests[count - 1].code));
	if (officer_has_role(ctx_officer(c), ROLE_DRAFTER))
		page_action(&page, govern_text(c, "request_new"), REQUEST_PATH "/moi", false);
	return page_respond(&page);
}

static enum err
show_form(struct ctx *c, const char *code)
{
	struct page page = page_new(c, govern_text(c, "request_new"), REQUEST_PATH, REQUEST_PATH);

	request_form(&page, code);
	return page_respond(&page);
}

enum err
handle_request_new(struct ctx *c, const void *input)
{
	return show_form(c, ((const struct request_new_input *)input)->code);
}

enum err
handle_request_again(struct ctx *c, const void *input)
{
	(void)input;
	return show_form(c, NULL);
}

static enum err
file_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	const struct request *request = arg;

	(void)snprintf(location, IDEMPOTENCY_LOCATION, REQUEST_PATH "/%s?da-gui=1", request->code);
	return request_add(db, request);
}

/* What the request is about: a procedure whose versions this unit drafts, or one that is to come. */
static enum err
find_procedure(struct ctx *c, const struct request_file_input *in, struct request *request)
{
	const struct officer *officer = ctx_officer(c);
	struct request_procedure procedure;
	enum err err;

	if (in->code == NULL && strcmp(in->kind, "add") != 0)
		return again_refuse(c, "code", "catalogue_govern.request_procedure_missing");
	if (in->code == NULL && in->name == NULL)
		return again_refuse(c, "name", "catalogue_govern.request_name_missing");
	if (in->code == NULL) {
		request->procedure_name = in->name;
		return OK;
	}
	if ((err = request_procedure(c->db, in->code, &procedure)))
		return err == ERR_NOT_FOUND ? again_refuse(c, "code", "catalogue_govern.procedure_unknown") : err;
	if (procedure.owner_agency_id != DB_NULL_INT &&
	    !officer_may(officer, ROLE_DRAFTER, procedure.owner_agency_id, in->code))
		return again_refuse(c, "code", "catalogue_govern.request_not_yours");
	request->procedure_id = procedure.id;
	request->procedure_name = procedure.name;
	return OK;
}

/* The agency for which this officer drafts: its own, else the first that it has the role at. */
static int64_t
drafting_agency(const struct officer *officer)
{
	int64_t first = officer->agency_id;

	for (size_t i = 0; i < officer->scope_count; i++) {
		if (officer->scopes[i].role != ROLE_DRAFTER)
			continue;
		if (officer->scopes[i].agency_id == officer->agency_id)
			return officer->agency_id;
		first = officer->scopes[i].agency_id;
	}
	return first;
}

enum err
handle_request_file(struct ctx *c, const void *input)
{
	const struct request_file_input *in = input;
	const struct officer *officer = ctx_officer(c);
	char random[CODE_SIZE + 1];
	struct request request = { .procedure_id = DB_NULL_INT,
		.agency_id = drafting_agency(officer),
		.kind = in->kind,
		.text = in->text,
		.basis = in->basis != NULL ? in->basis : "",
		.known_on = in->known_on,
		.filed_by = officer->id };
	struct request_term term;
	enum err err = ctx_now(c, &request.filed_at);

	if (err || (err = find_procedure(c, in, &request)))
		return err;
	if (in->known_on != DATE_ABSENT && in->known_on > office_day(request.filed_at))
		return again_refuse(c, "known_on", "catalogue_govern.known_after_today");
	if ((err = request_term(c, office_day(request.filed_at), &term)) ||
	    (err = request_due(c, &term, request.filed_at, &request.due_at)))
		return err;
	random_code(random, CODE_SIZE);
	request.code = arena_printf(c->arena, "DN-%s", random);
	return idempotency_run(c, "catalogue.request", file_once, &request);
}

static enum err
show_request(struct ctx *c, const char *code, bool filed, bool done)
{
	struct page page;
	const struct request_event *events;
	struct request_term term;
	struct request request;
	int32_t send_by = DATE_NONE;
	size_t count;
	int64_t now;
	enum err err = ctx_now(c, &now);

	if (err || (err = request_by_code(c->db, scope_of(c), code, &request)) ||
	    (err = request_events(c->db, request.id, &events, &count)))
		return err;
	if (request.known_on != DATE_NONE && ((err = request_term(c, office_day(now), &term)) ||
						 (err = request_send_by(c, &term, request.known_on, &send_by))))
		return err;
	page = page_new(
	    c, arena_printf(c->arena, "%s %s", govern_text(c, "request"), request.code), REQUEST_PATH, REQUEST_PATH);
	page_notice(&page, filed, "request_filed");
	page_notice(&page, done, "request_done");
	request_show(&page, &request, send_by, events, count);
	request_acts(&page, &request);
	return page_respond(&page);
}

enum err
handle_request(struct ctx *c, const void *input)
{
	const struct request_input *in = input;

	return show_request(c, in->request, in->filed, in->done);
}

enum err
handle_request_note_again(struct ctx *c, const void *input)
{
	return show_request(c, ((const struct request_note_input *)input)->request, false, false);
}

/* The second of two clicks finds what the first one did. */
static bool
is_done(const struct request *request, const struct request_answer *answer, const struct request_event *events,
    size_t count)
{
	return strcmp(request->state, answer->state) == 0 && request->version == answer->version + 1 && count > 0 &&
	       events[0].officer_id == answer->officer_id && strcmp(events[0].note, answer->note) == 0;
}

static enum err
act(struct ctx *c, const struct request_note_input *in, const char *state, const char *kind)
{
	struct request_answer answer = { .version = in->version,
		.officer_id = ctx_officer(c)->id,
		.state = state,
		.kind = kind,
		.note = in->note != NULL ? in->note : "" };
	const struct request_event *events;
	struct request request;
	size_t count;
	enum err err = request_by_code(c->db, scope_of(c), in->request, &request), read;

	if (err || (err = ctx_now(c, &answer.at)))
		return err;
	answer.id = request.id;
	if (strcmp(state, "accepted") == 0 && strcmp(request.kind, "repeal") != 0) {
		answer.draft_code = request.procedure_code;
		answer.drafter_id = request.filed_by;
	}
	err = request_answer(c->db, c->arena, &answer);
	if (err == ERR_CONFLICT) {
		if ((read = request_by_code(c->db, scope_of(c), in->request, &request)) ||
		    (read = request_events(c->db, request.id, &events, &count)))
			return read;
		if (!is_done(&request, &answer, events, count))
			return refuse(c, ERR_CONFLICT, NULL, NULL);
		failure_clear(&c->failure);
		err = OK;
	}
	return err ? err
		   : respond_redirect(
			 c, url_query_add(c->arena, url(c->arena, REQUEST_PATH "/{}", in->request), "da-ghi", "1"));
}

enum err
handle_request_accept(struct ctx *c, const void *input)
{
	return act(c, input, "accepted", "accept");
}

enum err
handle_request_refuse(struct ctx *c, const void *input)
{
	return act(c, input, "refused", "refuse");
}

enum err
handle_request_withdraw(struct ctx *c, const void *input)
{
	const struct request_note_input *in = input;
	struct request request;
	enum err err = request_by_code(c->db, scope_of(c), in->request, &request);

	if (err)
		return err;
	if (!officer_may(ctx_officer(c), ROLE_DRAFTER, request.agency_id, "*"))
		return refuse(c, ERR_FORBIDDEN, NULL, NULL);
	return act(c, input, "withdrawn", "withdraw");
}
