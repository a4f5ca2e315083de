/* Waiting for second signers. See cosign_wait.h. */
#include "cosign/cosign_wait.h"

#include <string.h>

#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/qr.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "cosign/cosign_begin.h"
#include "cosign/cosign_digest.h"
#include "cosign/cosign_invitation.h"
#include "cosign/cosign_show.h"
#include "cosign/cosign_store.h"

#include "filing.h"
#include "show.h"

/* Versions are moments in microseconds, as pages and programs may count them: 2^53 - 1. */
#define VERSION_MOST INT64_C(9007199254740991)

struct cosign_wait_in {
	const char *code, *draft;
	bool sent;
};
struct cosign_back_in {
	const char *code, *draft;
	int64_t version;
};
struct cosign_resend_in {
	const char *code, *draft;
	int64_t no, version;
};
struct cosign_sheet_in {
	const char *code, *draft;
	int64_t no;
};
static const struct field cosign_wait_fields[] = {
	FIELD(cosign_wait_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(cosign_wait_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD_NAMED(cosign_wait_in, sent, "da-gui", FIELD_BOOL, FROM_QUERY),
};
static const struct field cosign_back_fields[] = {
	FIELD(cosign_back_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(cosign_back_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(cosign_back_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = VERSION_MOST,
	    .label = "submission_cosign.version"),
};
static const struct field cosign_resend_fields[] = {
	FIELD(cosign_resend_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(cosign_resend_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(cosign_resend_in, no, FIELD_INT, FROM_PATH, .required = true, .min = 1, .max = COSIGNERS_MOST),
	FIELD(cosign_resend_in, version, FIELD_INT, FROM_FORM, .required = true, .min = 1, .max = VERSION_MOST,
	    .label = "submission_cosign.version"),
};
static const struct field cosign_sheet_fields[] = {
	FIELD(cosign_sheet_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(cosign_sheet_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(cosign_sheet_in, no, FIELD_INT, FROM_PATH, .required = true, .min = 1, .max = COSIGNERS_MOST),
};
const struct input cosign_wait_input = INPUT(cosign_wait_in, cosign_wait_fields);
const struct input cosign_back_input = INPUT(cosign_back_in, cosign_back_fields);
const struct input cosign_resend_input = INPUT(cosign_resend_in, cosign_resend_fields);
const struct input cosign_sheet_input = INPUT(cosign_sheet_in, cosign_sheet_fields);

/* A draft of this citizen and whoever signs it. */
struct waiting {
	struct filing *filing;
	struct cosigning cosigning;
	const struct cosigner *signers;
	size_t count;
	bool changed; /* what would be filed today is not what was offered */
	bool sends;   /* messages leave this house */
	bool sent;    /* an invitation has just gone out again */
};

/* *ret_waits false: the draft waits for nobody, and the answer is where it stands instead. */
static enum err
load(struct ctx *c, const char *code, const char *reference, struct waiting *w, bool *ret_waits)
{
	enum err err = filing_load(c, code, reference, &w->filing);

	*ret_waits = false;
	if (err)
		return err;
	const struct draft *draft = &w->filing->draft;

	if (draft_is_open(draft))
		return respond_redirect(c, filing_url(c, draft, "tiep"));
	if (draft_is_sent(draft))
		return filing_redirect_sent(c, draft);
	if ((err = cosigning_of_draft(c->db, draft->id, &w->cosigning)) ||
	    (err = cosigners_of_draft(c->db, draft->id, &w->signers, &w->count)))
		return err;
	const struct bytes digest = cosign_digest(c, w->filing);

	w->changed = !hash_equal(digest.data, digest.size, w->cosigning.digest.data, w->cosigning.digest.size);
	w->sends = config_has_word(&c->config->modules, "exchange");
	*ret_waits = true;
	return OK;
}

static const char *
signer_url(struct ctx *c, const struct draft *draft, const struct cosigner *signer, const char *what)
{
	return arena_printf(c->arena, "%s/%lld/%s", filing_url(c, draft, "cung-ky"), (long long)signer->position, what);
}

static void
add_signer(struct ctx *c, struct view *list, const struct waiting *w, const struct cosigner *s)
{
	enum cosigner_state to, state = cosigner_state_of(s->state);
	bool may_ask = cosigner_next(state, COSIGNER_RESEND, &to) == OK;
	struct view *item = view_item(list), *resend;

	view_text(item, "name", s->name);
	cosign_show_state(c, item, state);
	view_text(item, "when", cosign_words_answer(c, s));
	view_text(item, "reason", s->reason[0] != '\0' ? s->reason : NULL);
	/* Who has declined opens nothing with the old code: they are asked anew first. */
	view_url(item, "sheet_url", state == COSIGNER_WAITING ? signer_url(c, &w->filing->draft, s, "phieu") : NULL);
	view_text(item, "resend", NULL);
	if (!may_ask || !w->sends)
		return;
	resend = view_child(item, "resend");
	view_url(resend, "action", signer_url(c, &w->filing->draft, s, "gui-lai"));
	view_int(resend, "version", s->asked_at);
}

static struct view *
wait_view(struct ctx *c, const struct waiting *w)
{
	const struct draft *draft = &w->filing->draft;
	struct view *page = view_object(c->arena), *list, *rows;
	size_t declined = 0;

	show_page(c, page, words(c, "submission_cosign.wait_title"), "/tai-khoan");
	show_procedure(c, page, draft->procedure_code, draft->procedure_name);
	show_notice(page, w->sent ? words(c, "submission_cosign.sent_again") : NULL, true);
	list = view_list(page, "signers");
	for (size_t i = 0; i < w->count; i++) {
		add_signer(c, list, w, &w->signers[i]);
		declined += cosigner_state_of(w->signers[i].state) == COSIGNER_DECLINED;
	}
	view_text(page, "declined",
	    declined > 0 ? words(c, w->sends ? "submission_cosign.declined_text" : "submission_cosign.declined_paper")
			 : NULL);
	view_text(page, "changed", w->changed ? words(c, "submission_cosign.changed_text") : NULL);
	view_bool(page, "sends", w->sends);
	rows = view_list(page, "rows");
	show_row(rows, words(c, "submission_cosign.until"), words_moment(c, cosign_until(draft)), NULL);
	show_row(rows, words(c, "submission_cosign.digest"),
	    hex_encode(c->arena, w->cosigning.digest.data, w->cosigning.digest.size), NULL);
	view_url(page, "back_action",
	    url(c->arena, "/nop-ho-so/{}/{}/cung-ky/sua", draft->procedure_code, draft->reference));
	view_int(page, "version", draft->saved_at);
	return page;
}

enum err
handle_cosign_wait(struct ctx *c, const void *input)
{
	const struct cosign_wait_in *in = input;
	struct waiting w = { .sent = in->sent };
	bool waits;
	enum err err = load(c, in->code, in->draft, &w, &waits);

	return err || !waits ? err : respond_page(c, "submission/cosign_wait", wait_view(c, &w));
}

enum err
handle_cosign_back(struct ctx *c, const void *input)
{
	const struct cosign_back_in *in = input;
	struct draft draft;
	int64_t now;
	enum err err = draft_by_reference(c->db, c->session.account_id, in->draft, &draft);

	if (err || (err = ctx_now(c, &now)))
		return err;
	if (strcmp(draft.procedure_code, in->code) != 0)
		return ERR_NOT_FOUND;
	if (draft_is_sent(&draft))
		return filing_redirect_sent(c, &draft);
	/* An old page takes nothing back that was offered since. */
	if (draft_is_signing(&draft) && draft.saved_at == in->version && (err = cosign_take_back(c->db, draft.id, now)))
		return err;
	return respond_redirect(c, filing_url(c, &draft, "kiem-tra"));
}

/* The signer of that number, NULL: there is none. */
static const struct cosigner *
signer_at(const struct waiting *w, int64_t number)
{
	for (size_t i = 0; i < w->count; i++)
		if (w->signers[i].position == number)
			return &w->signers[i];
	return NULL;
}

static enum err
resend(struct ctx *c, const struct waiting *w, const struct cosigner *asked)
{
	const struct filing *f = w->filing;
	struct cosigner signer = *asked;
	struct outbox_message message;
	enum err err = cosign_may_ask(c, &signer, f->now);

	if (err)
		return err;
	invitation_renew(c->arena, c->config, &signer);
	if ((err = cosign_asking(
		 c, &f->draft, f->course.offering.agency_receiving_name, &signer, cosign_until(&f->draft), &message)))
		return err;
	return cosign_resend(c->db, &signer, &message, f->now);
}

enum err
handle_cosign_resend(struct ctx *c, const void *input)
{
	const struct cosign_resend_in *in = input;
	const struct cosigner *signer;
	struct waiting w = { 0 };
	bool waits;
	enum err err = load(c, in->code, in->draft, &w, &waits);

	if (err || !waits)
		return err;
	if ((signer = signer_at(&w, in->no)) == NULL)
		return ERR_NOT_FOUND;
	if (w.changed)
		return refuse(c, ERR_CONFLICT, "submission_cosign.changed", NULL);
	/* A second click: it has gone out. */
	if (signer->asked_at == in->version && (err = resend(c, &w, signer)))
		return err;
	return respond_redirect(c, url_query_add(c->arena, filing_url(c, &w.filing->draft, "cung-ky"), "da-gui", "1"));
}

static struct view *
sheet_view(struct ctx *c, const struct waiting *w, const struct cosigner *signer, const char *code, const char *link)
{
	const struct draft *draft = &w->filing->draft;
	struct view *view = view_object(c->arena);

	view_text(view, "title", words(c, "submission_cosign.sheet_title"));
	view_url(view, "back_url", filing_url(c, draft, "cung-ky"));
	view_text(view, "number", NULL);
	view_text(view, "place_date", moment_format(c->arena, words(c, "submission.form_copy_date"), w->filing->now));
	view_text(view, "agency", w->filing->course.offering.agency_receiving_name);
	view_text(view, "procedure_name", draft->procedure_name);
	view_text(view, "name", signer->name);
	view_text(view, "code", invitation_grouped(c->arena, code));
	view_text(view, "address", arena_printf(c->arena, "%s/cung-ky", c->config->base_url));
	view_text(view, "until", words_moment(c, cosign_until(draft)));
	view_qr(c->arena, view, "qr", link);
	view_text(view, "qr_label", words(c, "submission_cosign.qr_label"));
	return view;
}

enum err
handle_cosign_sheet(struct ctx *c, const void *input)
{
	const struct cosign_sheet_in *in = input;
	const struct cosigner *signer;
	struct waiting w = { 0 };
	const char *code;
	bool waits;
	enum err err = load(c, in->code, in->draft, &w, &waits);

	if (err || !waits)
		return err;
	if ((signer = signer_at(&w, in->no)) == NULL || cosigner_state_of(signer->state) != COSIGNER_WAITING ||
	    invitation_code(c->arena, c->config, signer, &code))
		return ERR_NOT_FOUND;
	return respond_page(
	    c, "submission/cosign_sheet", sheet_view(c, &w, signer, code, invitation_link(c->arena, c->config, code)));
}

static const struct cosigner sample_signer = { .position = 1,
	.name = "A",
	.email = "a@example.vn",
	.phone = "",
	.state = "waiting",
	.asked_at = 1,
	.reason = "B" };

static struct filing *
sample_filing(struct arena *arena)
{
	struct filing *f = ARENA_NEW(arena, struct filing);

	f->draft = (struct draft){ .reference = "x", .procedure_code = "1.000001", .procedure_name = "A" };
	f->course.offering.agency_receiving_name = "A";
	return f;
}

struct view *
cosign_wait_sample(struct arena *arena)
{
	struct ctx c = { .arena = arena, .language = "vi" };
	const struct waiting w = { .filing = sample_filing(arena),
		.cosigning = { .digest = { (const unsigned char *)"a", 1 } },
		.signers = &sample_signer,
		.count = 1,
		.changed = true,
		.sends = true,
		.sent = true };

	return wait_view(&c, &w);
}

struct view *
cosign_sheet_sample(struct arena *arena)
{
	static const struct core_config config = { .base_url = "https://motcua.example.vn" };
	struct ctx c = { .arena = arena, .language = "vi", .config = &config };
	const struct waiting w = { .filing = sample_filing(arena) };

	return sheet_view(&c, &w, &sample_signer, "23456789ABCDEFGH", "https://motcua.example.vn/cung-ky");
}
