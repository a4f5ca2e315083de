/* The confirmation of a filing. See confirmation.h. */
#include "confirmation.h"

#include <string.h>

#include "core/data/db.h"
#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/seal.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/qr.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "domain/directory/calendar_store.h"
#include "domain/dossier/dossier_store.h"
#include "domain/procedure/procedure_store.h"
#include "domain/time/office_terms.h"

#include "draft_store.h"
#include "filing.h"
#include "show.h"
#include "submit_store.h"

struct confirmation_in {
	const char *code, *draft;
};
static const struct field confirmation_fields[] = {
	FIELD(confirmation_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(confirmation_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
};
const struct input confirmation_input = INPUT(confirmation_in, confirmation_fields);

struct confirmation {
	struct dossier dossier;
	const char *agency;
	const char *secret; /* NULL: no longer shown */
	int64_t answer_by;  /* TIME_NONE: the calendar does not say */
	const char *base_url;
	bool pays_online;
};

/* "H7KM-2QPX-9RTA": as it is easiest to copy by hand. */
static const char *
grouped(struct arena *arena, const char *secret)
{
	return strlen(secret) == 12 ? arena_printf(arena, "%.4s-%.4s-%.4s", secret, secret + 4, secret + 8) : secret;
}

static void
add_next(struct ctx *c, struct view *page, bool unpaid)
{
	static const char *const steps[] = { "submission.next_check", "submission.next_receipt",
		"submission.next_result" };
	struct view *next = view_list(page, "next");

	if (unpaid)
		view_text(view_item(next), "text", words(c, "submission.next_pay"));
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		view_text(view_item(next), "text", words(c, steps[i]));
}

static void
add_qr(struct ctx *c, struct view *page, const struct confirmation *s)
{
	const char *address = arena_printf(c->arena, "%s/tra-cuu", s->base_url);

	address = url_query_add(c->arena, address, "so", s->dossier.filing_number);
	if (s->secret != NULL)
		address = url_query_add(c->arena, address, "ma", s->secret);
	view_qr(c->arena, page, "qr", address);
	view_text(page, "qr_label", words(c, "submission.qr_label"));
}

static struct view *
confirmation_view(struct ctx *c, const struct confirmation *s)
{
	const struct dossier *d = &s->dossier;
	bool unpaid = d->state == DOSSIER_INTAKE_FEE_DUE;
	struct view *page = view_object(c->arena), *rows;

	show_page(c, page, words(c, unpaid ? "submission.unpaid_title" : "submission.done_title"), NULL);
	view_text(page, "panel", NULL);
	if (!unpaid) {
		struct view *panel = view_child(page, "panel");

		view_text(panel, "title", words(c, "submission.done_title"));
		view_text(panel, "text", words(c, "submission.done_text"));
		view_text(panel, "code", d->filing_number);
	}
	show_left(page, unpaid && s->pays_online ? words(c, "submission.left_pay_text") : NULL,
	    url(c->arena, "/thanh-toan/{}", d->filing_number), words(c, "submission.left_pay_button"));
	view_text(page, "filing_number", d->filing_number);
	view_text(page, "tracking_secret", s->secret != NULL ? grouped(c->arena, s->secret) : NULL);
	view_text(page, "when",
	    s->answer_by == TIME_NONE ? words(c, "submission.next_when_unknown")
				      : words_with(c, "submission.next_when",
					    MESSAGE_ARGUMENTS({ "date", moment_text(c->arena, s->answer_by) })));
	add_next(c, page, unpaid);
	rows = view_list(page, "rows");
	show_row(rows, words(c, "submission.procedure"), d->procedure_name, NULL);
	show_row(rows, words(c, "submission.account_name"), d->applicant_name, NULL);
	show_row(rows, words(c, "submission.agency"), s->agency, NULL);
	show_row(rows, words(c, "submission.filed_on"), words_moment(c, d->filed_at), NULL);
	view_url(page, "track_url", url(c->arena, "/tai-khoan/ho-so/{}", d->filing_number));
	view_url(page, "account_url", "/tai-khoan");
	add_qr(c, page, s);
	return page;
}

/* Half an hour, measured by the row: the page may be reloaded, or sent twice, without losing the secret. */
static const char *
secret_of(struct ctx *c, const struct draft *draft, int64_t filed_at, int64_t now)
{
	struct bytes plain;

	if (draft->sealed_secret.size == 0 || now - filed_at > SECRET_MINUTES * DATE_MINUTE)
		return NULL;
	if (seal_open(c->arena, c->config->secret, SUBMIT_SECRET_PURPOSE, draft->id, draft->sealed_secret, &plain))
		return NULL;
	return arena_strndup(c->arena, (const char *)plain.data, plain.size);
}

/* NĐ 45/2020/NĐ-CP, Đ11: an online filing is answered within 8 working hours. */
static enum err
answer_by(struct ctx *c, const struct dossier *dossier, int64_t *ret_at)
{
	const struct calendar *calendar;
	enum err err = calendar_of_agency(c->db, c->arena, dossier->agency_receiving_id, &calendar);

	*ret_at = TIME_NONE;
	if (err == ERR_UNAVAILABLE && c->failure.db_errno == 0) {
		failure_clear(&c->failure); /* no calendar is entered: the page goes without the moment */
		return OK;
	}
	if (!err)
		*ret_at = office_term_due(NULL, calendar, OFFICE_ONLINE_ANSWER, dossier->filed_at);
	return err;
}

enum err
handle_confirmation(struct ctx *c, const void *input)
{
	const struct confirmation_in *in = input;
	struct confirmation s = { .base_url = c->config->base_url };
	struct procedure_offering offering;
	struct draft draft;
	int64_t now;
	enum err err;

	if ((err = ctx_now(c, &now)) || (err = draft_by_reference(c->db, c->session.account_id, in->draft, &draft)))
		return err;
	if (strcmp(draft.procedure_code, in->code) != 0 || strcmp(draft.purpose, "filing") != 0)
		return ERR_NOT_FOUND;
	if (!draft_is_sent(&draft))
		return respond_redirect(c, filing_url(c, &draft, "tiep"));
	if ((err = dossier_for_account(c->db, c->session.account_id, draft.filing_number, &s.dossier)) ||
	    (err = procedure_offering_at(c->db, draft.procedure_version_id, draft.agency_receiving_id, &offering)) ||
	    (err = answer_by(c, &s.dossier, &s.answer_by)))
		return err;
	s.agency = offering.agency_receiving_name;
	s.secret = secret_of(c, &draft, s.dossier.filed_at, now);
	s.pays_online = config_has_word(&c->config->modules, "payment");
	return respond_page(c, "submission/confirmation", confirmation_view(c, &s));
}

struct view *
confirmation_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct confirmation s = {
		.dossier = { .filing_number = "T1",
		    .state = DOSSIER_INTAKE_FEE_DUE,
		    .procedure_name = "A",
		    .applicant_name = "A" },
		.agency = "A",
		.secret = "23456789ABCD",
		.answer_by = TIME_NONE,
		.base_url = "https://motcua.example.vn",
		.pays_online = true,
	};

	return confirmation_view(&c, &s);
}
