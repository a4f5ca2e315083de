/* Change requests as pages. See request_view.h. */
#include "govern/request_view.h"

#include <string.h>

#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/none.h"
#include "core/server/ctx.h"
#include "core/view/url.h"
#include "domain/directory/officer_guard.h"
#include "domain/time/local_time.h"
#include "govern/page.h"
#include "govern/request.h"
#include "govern/request_store.h"
#include "govern/sheet.h"

static const char *const kinds[] = { "amend", "add", "replace", "repeal", NULL };

/* How the request stands against its day: its key, and the kind of its tag. */
static const char *
clock_key(const struct ctx *c, const struct request *request, const char **ret_kind)
{
	bool waiting = strcmp(request->state, "waiting") == 0;
	int64_t at = waiting ? c->now : request->answered_at;

	*ret_kind = at > request->due_at ? "bad" : waiting ? "waiting" : "done";
	if (at <= request->due_at)
		return "request_in_time";
	return waiting ? "request_overdue" : "answered_late";
}

struct sheet *
requests_sheet(struct ctx *c, const struct request *requests, size_t count)
{
	static const char *const heads[] = { "request_code", "procedure", "request_kind", "request_agency",
		"request_sent", "request_due", "state", "request_clock" };
	struct sheet *sheet = sheet_new(c->arena, govern_text(c, "requests_all"));

	sheet->empty = govern_text(c, "requests_none");
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		sheet_column(sheet, govern_text(c, heads[i]), false);
	for (size_t i = 0; i < count; i++) {
		const struct request *r = &requests[i];
		const char *kind, *clock = clock_key(c, r, &kind);

		sheet_text(sheet, r->code, url(c->arena, REQUEST_PATH "/{}", r->code));
		sheet_text(sheet, r->procedure_name, NULL);
		sheet_text(sheet, govern_word(c, "request_kinds", r->kind), NULL);
		sheet_text(sheet, r->agency_name, NULL);
		sheet_text(sheet, moment_text(c->arena, r->filed_at), NULL);
		sheet_text(sheet, moment_text(c->arena, r->due_at), NULL);
		sheet_text(sheet, govern_word(c, "request_states", r->state), NULL);
		sheet_state(sheet, govern_text(c, clock), kind);
	}
	return sheet;
}

void
request_form(struct page *page, const char *code)
{
	struct ctx *c = page->ctx;
	struct view *fields = page_form(page,
	    &(struct page_form){ govern_text(c, "request"), REQUEST_PATH, govern_text(c, "send"), NULL, -1, false });
	const struct page_select select =
	    page_select(page, fields, &(struct page_field){ "kind", "request_kind", NULL, false, NULL }, NULL);

	page_options(page, &select, kinds, "request_kinds");
	page_input(page, fields, &(struct page_field){ "code", "code", "request_code_hint", true, code }, "20");
	page_input(page, fields, &(struct page_field){ "name", "request_name", NULL, true, NULL }, NULL);
	page_area(page, fields, &(struct page_field){ "text", "request_text", NULL, false, NULL });
	page_input(page, fields, &(struct page_field){ "basis", "request_basis", NULL, true, NULL }, NULL);
	page_date(page, fields, &(struct page_field){ "known_on", "known_on", "known_hint", true, NULL }, DATE_NONE);
}

void
request_show(
    struct page *page, const struct request *r, int32_t send_by, const struct request_event *events, size_t event_count)
{
	struct ctx *c = page->ctx;
	const char *kind, *clock = clock_key(c, r, &kind);

	page_fact(page, govern_text(c, "request_kind"), govern_word(c, "request_kinds", r->kind));
	page_fact(page, govern_text(c, "code"), r->procedure_code);
	page_fact(page, govern_text(c, "procedure"), r->procedure_name);
	page_fact(page, govern_text(c, "request_agency"), r->agency_name);
	page_fact(page, govern_text(c, "request_text"), r->text);
	page_fact(page, govern_text(c, "request_basis"), *r->basis != '\0' ? r->basis : NULL);
	page_fact(page, govern_text(c, "known_on"), r->known_on != DATE_NONE ? date_text(c->arena, r->known_on) : NULL);
	if (send_by != DATE_NONE)
		page_fact(page, govern_text(c, "sending"),
		    govern_text(c, office_day(r->filed_at) > send_by ? "sent_late" : "sent_in_time"));
	page_fact(page, govern_text(c, "state"), govern_word(c, "request_states", r->state));
	page_fact(page, govern_text(c, "request_due"),
	    arena_printf(c->arena, "%s (%s)", moment_text(c->arena, r->due_at), govern_text(c, clock)));
	for (size_t i = 0; i < event_count; i++)
		page_event(page, govern_word(c, "request_events", events[i].kind), events[i].at, events[i].officer_name,
		    events[i].note);
}

static void
add_act(struct page *page, const struct request *request, const char *act, const char *title, const char *label,
    const char *confirm)
{
	struct ctx *c = page->ctx;
	struct view *fields =
	    page_form(page, &(struct page_form){ govern_text(c, title),
				arena_printf(c->arena, "%s/%s", url(c->arena, REQUEST_PATH "/{}", request->code), act),
				govern_text(c, title), confirm != NULL ? govern_text(c, confirm) : NULL,
				request->version, strcmp(act, "chap-nhan") != 0 });

	if (label != NULL)
		page_area(page, fields,
		    &(struct page_field){ strcmp(act, "tu-choi") == 0 ? "reason" : "note", label, NULL,
			strcmp(act, "tu-choi") != 0, NULL });
}

void
request_acts(struct page *page, const struct request *request)
{
	const struct officer *officer = ctx_officer(page->ctx);

	if (strcmp(request->state, "accepted") == 0 && request->procedure_code != NULL)
		page_link(page, govern_text(page->ctx, "draft_of_request"),
		    url(page->ctx->arena, "/can-bo/danh-muc/thu-tuc/{}", request->procedure_code));
	if (strcmp(request->state, "waiting") != 0)
		return;
	if (officer_has_role(officer, ROLE_CONTROLLER)) {
		add_act(page, request, "chap-nhan", "accept", "answer_note", NULL);
		add_act(page, request, "tu-choi", "refuse", "answer_reason", NULL);
	}
	if (officer_may(officer, ROLE_DRAFTER, request->agency_id, "*"))
		add_act(page, request, "rut", "withdraw", NULL, "withdraw_sure");
}
