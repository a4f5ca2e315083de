/* Reading and answering. See cosign_read.h. */
#include "cosign/cosign_read.h"

#include <string.h>

#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/security/random.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "cosign/cosign_begin.h"
#include "cosign/cosign_digest.h"
#include "cosign/cosign_invitation.h"
#include "cosign/cosign_invite.h"
#include "cosign/cosign_show.h"
#include "cosign/cosign_store.h"
#include "domain/dossier/dossier_store.h"
#include "domain/file/file_store.h"

#include "check.h"
#include "filing.h"
#include "show.h"
#include "submit_store.h"

struct cosign_read_in {
	bool done;
};
struct cosign_file_in {
	const char *file;
};
struct cosign_confirm_in {
	const char *version; /* the digest of what was read */
	bool agree;
};
struct cosign_decline_in {
	const char *version, *reason;
};
static const struct field cosign_read_fields[] = { FIELD(cosign_read_in, done, FIELD_BOOL, FROM_QUERY) };
static const struct field cosign_file_fields[] = {
	FIELD(cosign_file_in, file, FIELD_CODE, FROM_PATH, .required = true, .min = 32, .max = 32, .pattern = "0-9a-f"),
};
static const struct field cosign_confirm_fields[] = {
	FIELD(cosign_confirm_in, version, FIELD_CODE, FROM_FORM, .required = true, .label = "submission_cosign.digest"),
	FIELD(cosign_confirm_in, agree, FIELD_BOOL, FROM_FORM, .label = "submission_cosign.agree"),
};
static const struct field cosign_decline_fields[] = {
	FIELD(cosign_decline_in, version, FIELD_CODE, FROM_FORM, .required = true, .label = "submission_cosign.digest"),
	FIELD(cosign_decline_in, reason, FIELD_LINES, FROM_FORM, .required = true, .max = 500,
	    .label = "submission_cosign.reason"),
};
const struct input cosign_read_input = INPUT(cosign_read_in, cosign_read_fields);
const struct input cosign_file_input = INPUT(cosign_file_in, cosign_file_fields);
const struct input cosign_confirm_input = INPUT(cosign_confirm_in, cosign_confirm_fields);
const struct input cosign_decline_input = INPUT(cosign_decline_in, cosign_decline_fields);

struct reading {
	struct cosigner signer;
	struct draft draft;
	struct filing *filing; /* NULL once it is filed */
	struct rule_fees fees;
	struct bytes digest;         /* of what would be filed now */
	bool changed;                /* since it was offered */
	enum dossier_state filed_as; /* once it is filed: where the dossier is now */
};

static enum err
look_where_it_is(struct ctx *c, struct reading *r)
{
	struct dossier dossier;
	enum err err = dossier_by_id(c->db, r->draft.dossier_id, &dossier);

	r->filing = NULL;
	r->changed = false;
	r->filed_as = dossier.state;
	return err;
}

/* What another confirmation files while it is read here is emptied, not changed. */
static enum err
look_again(struct ctx *c, struct reading *r)
{
	enum err err = draft_by_id(c->db, r->draft.id, &r->draft);

	return err || !draft_is_sent(&r->draft) ? err : look_where_it_is(c, r);
}

/* *ret_reads false: this browser has proved nothing, and the answer leads to where it can. */
static enum err
load(struct ctx *c, struct reading *r, bool *ret_reads)
{
	struct cosigning cosigning;
	enum err err = cosign_reader(c, &r->signer, &r->draft);

	*ret_reads = false;
	if (err == ERR_NOT_FOUND)
		return cosign_ended(c);
	if (err)
		return err;
	*ret_reads = true;
	if (draft_is_sent(&r->draft))
		return look_where_it_is(c, r);
	if ((err = filing_of_draft(c, &r->draft, &r->filing)) || (err = filing_fees(c, r->filing, &r->fees)) ||
	    (err = cosigning_of_draft(c->db, r->draft.id, &cosigning)))
		return err;
	r->digest = cosign_digest(c, r->filing);
	r->changed = !hash_equal(r->digest.data, r->digest.size, cosigning.digest.data, cosigning.digest.size);
	return r->changed ? look_again(c, r) : OK;
}

static void
add_files(struct ctx *c, struct view *page, const struct filing *f)
{
	struct view *files = view_list(page, "files");

	for (size_t i = 0; i < f->paper_count; i++)
		show_file(c, files, f->papers[i].name, f->papers[i].size,
		    url(c->arena, "/cung-ky/tep/{}", f->papers[i].reference), NULL);
	view_bool(page, "has_files", f->paper_count > 0);
}

static void
add_content(struct ctx *c, struct view *page, const struct reading *r)
{
	const struct filing *f = r->filing;
	struct view *content = view_child(page, "content"), *sections = view_list(content, "sections"), *rows;
	bool waiting = cosigner_state_of(r->signer.state) == COSIGNER_WAITING;

	view_text(content, "lead", waiting ? words(c, "submission_cosign.read_text") : NULL);
	check_show_answers(c, sections, f, false);
	check_show_papers(c, sections, f, false);
	add_files(c, content, f);
	rows = view_list(content, "rows");
	show_row(rows, words(c, "submission.agency"), f->course.offering.agency_receiving_name, NULL);
	show_row(rows, words(c, "submission.fees"), words_money(c, r->fees.total), NULL);
	show_row(
	    rows, words(c, "submission_cosign.digest"), hex_encode(c->arena, r->digest.data, r->digest.size), NULL);
}

static void
add_forms(struct ctx *c, struct view *page, const struct reading *r)
{
	const struct shown_field reason = { .name = "reason",
		.label = words(c, "submission_cosign.reason"),
		.hint = words(c, "submission_cosign.reason_hint"),
		.rows = 3,
		.maxlength = 500 };
	enum cosigner_state to, state = cosigner_state_of(r->signer.state);
	bool open = r->filing != NULL && !r->changed;
	bool confirms = open && state == COSIGNER_WAITING;
	bool declines = open && state != COSIGNER_DECLINED && cosigner_next(state, COSIGNER_DECLINE, &to) == OK;
	struct view *box;

	view_text(page, "version", hex_encode(c->arena, r->digest.data, r->digest.size));
	view_url(page, "confirm_action", confirms ? "/cung-ky/dong-y" : NULL);
	view_url(page, "decline_action", declines ? "/cung-ky/tu-choi" : NULL);
	view_text(page, "decline_button",
	    words(c, state == COSIGNER_CONFIRMED ? "submission_cosign.revoke" : "submission_cosign.decline"));
	box = view_child(page, "agree");
	view_text(box, "id", "agree");
	view_text(box, "name", "agree");
	view_text(box, "label", words(c, "submission_cosign.agree"));
	view_text(box, "value", "1");
	view_bool(box, "selected", false);
	view_text(box, "error", again_error(c, "agree"));
	show_field(c, page, &reason);
}

static bool
is_unpaid(const struct reading *r)
{
	return r->filing == NULL && r->filed_as == DOSSIER_INTAKE_FEE_DUE;
}

/* Who does what next, now that all have signed; NULL once the office has said something itself. */
static const char *
after_filing(struct ctx *c, const struct reading *r)
{
	if (is_unpaid(r))
		return words(c, "submission_cosign.fee_next");
	return r->filing == NULL && r->filed_as == DOSSIER_SUBMITTED ? words(c, "submission_cosign.check_next") : NULL;
}

/* What this signer has answered, what that means and what became of the filing. */
static void
add_answer(struct ctx *c, struct view *page, const struct reading *r)
{
	static const char *const next[COSIGNER_STATE__MAX] = {
		[COSIGNER_CONFIRMED] = "submission_cosign.waits_for_others",
		[COSIGNER_DECLINED] = "submission_cosign.declined_next",
	};
	enum cosigner_state state = cosigner_state_of(r->signer.state);
	bool filed = r->filing == NULL, answered = state != COSIGNER_WAITING;

	view_text(page, "answer", answered ? cosign_words_answer(c, &r->signer) : NULL);
	view_text(page, "next", answered && !filed ? words(c, next[state]) : NULL);
	view_text(
	    page, "filed", words(c, is_unpaid(r) ? "submission_cosign.recorded_text" : "submission_cosign.filed_text"));
	view_text(page, "after", after_filing(c, r));
	view_text(page, "number", filed ? r->draft.filing_number : NULL);
	view_url(page, "track_url",
	    filed && r->draft.filing_number != NULL ? url(c->arena, "/tra-cuu/{}", r->draft.filing_number) : NULL);
	view_text(page, "changed", r->changed ? words(c, "submission_cosign.changed") : NULL);
}

/* Who has answered is not asked to read and confirm again. */
static const char *
title(struct ctx *c, const struct reading *r)
{
	static const char *const keys[COSIGNER_STATE__MAX] = {
		[COSIGNER_WAITING] = "submission_cosign.read_title",
		[COSIGNER_CONFIRMED] = "submission_cosign.confirmed_title",
		[COSIGNER_DECLINED] = "submission_cosign.declined_title",
	};

	if (r->filing == NULL)
		return words(c, is_unpaid(r) ? "submission.unpaid_title" : "submission_cosign.filed_title");
	return words(c, keys[r->changed ? COSIGNER_WAITING : cosigner_state_of(r->signer.state)]);
}

static struct view *
read_view(struct ctx *c, const struct reading *r)
{
	struct view *page = view_object(c->arena);

	show_page(c, page, title(c, r), NULL);
	show_procedure(c, page, r->draft.procedure_code, r->draft.procedure_name);
	add_answer(c, page, r);
	view_text(page, "content", NULL);
	if (r->filing != NULL && !r->changed)
		add_content(c, page, r);
	add_forms(c, page, r);
	return page;
}

enum err
handle_cosign_read(struct ctx *c, const void *input)
{
	struct reading r = { .filing = NULL };
	bool reads;
	enum err err = load(c, &r, &reads);

	(void)input;
	return err || !reads ? err : respond_page(c, "submission/cosign_read", read_view(c, &r));
}

enum err
again_cosign_read(struct ctx *c, const void *input)
{
	struct reading r = { .filing = NULL };
	bool reads;
	enum err err = load(c, &r, &reads);

	(void)input;
	return err || !reads ? err : respond_page_status(c, 422, "submission/cosign_read", read_view(c, &r));
}

enum err
handle_cosign_file(struct ctx *c, const void *input)
{
	const struct cosign_file_in *in = input;
	const struct draft_paper *papers;
	struct cosigner signer;
	struct draft draft;
	struct file file;
	size_t count;
	enum err err = cosign_reader(c, &signer, &draft);

	if (err == ERR_NOT_FOUND)
		return cosign_ended(c);
	if (err || (err = draft_papers(c->db, draft.id, &papers, &count)))
		return err;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(papers[i].reference, in->file) != 0)
			continue;
		err = file_by_reference(c->db, papers[i].reference, &file);
		return err ? err : respond_file(c, file_path(c->arena, file.reference), file.name, file.media_type);
	}
	return ERR_NOT_FOUND;
}

static enum err
answered(struct ctx *c)
{
	return respond_redirect(c, "/cung-ky/noi-dung");
}

/* Is what was read on that page what would be filed? */
static bool
is_as_read(struct ctx *c, const struct reading *r, const char *version)
{
	const char *now = hex_encode(c->arena, r->digest.data, r->digest.size);

	return !r->changed && strcmp(version, now) == 0;
}

static enum err
confirm(struct ctx *c, struct reading *r)
{
	struct submission submission;
	const char *number;
	enum err err = filing_may_be_sent(c, r->filing);

	if (err)
		return err;
	if (!check_is_complete(c, r->filing))
		return refuse(c, ERR_CONFLICT, "submission_cosign.changed", NULL);
	if ((err = check_submission(c, r->filing, &submission)))
		return err;
	const struct cosign_answer answer = {
		.arena = c->arena,
		.signer = &r->signer,
		.proof_hash = cosign_token_hash(c),
		.digest = r->digest,
		.submission = &submission,
		.now = r->filing->now,
	};

	return cosign_confirm(c->db, &answer, &number);
}

enum err
handle_cosign_confirm(struct ctx *c, const void *input)
{
	const struct cosign_confirm_in *in = input;
	struct reading r = { .filing = NULL };
	bool reads;
	enum err err = load(c, &r, &reads);

	if (err || !reads)
		return err;
	if (r.filing == NULL) /* a second click on the last confirmation */
		return answered(c);
	if (!is_as_read(c, &r, in->version))
		return refuse(c, ERR_CONFLICT, "submission_cosign.changed", NULL);
	if (!in->agree)
		return refuse(c, ERR_INVALID, "submission_cosign.agree_needed", "agree");
	err = confirm(c, &r);
	return err ? err : answered(c);
}

/* Word to the applicant; why is told on the page alone, for it is what a person typed. */
static struct outbox_message
refusal_message(struct ctx *c, const struct reading *r, const struct cosigning *cosigning)
{
	const struct invitation_message message = {
		.topic = "cosign.declined",
		.key = random_token(c->arena, 16),
		.email = cosigning->email,
		.phone = cosigning->phone,
		.procedure = r->draft.procedure_name,
		.agency = r->filing->course.offering.agency_receiving_name,
		.link = arena_printf(c->arena, "%s%s", c->config->base_url, filing_url(c, &r->draft, "cung-ky")),
		.language = cosigning->language,
		.not_after = cosign_until(&r->draft),
	};

	return invitation_message(c->arena, c->config, &message);
}

enum err
handle_cosign_decline(struct ctx *c, const void *input)
{
	const struct cosign_decline_in *in = input;
	struct reading r = { .filing = NULL };
	struct cosigning cosigning;
	bool reads;
	enum err err = load(c, &r, &reads);

	if (err || !reads)
		return err;
	if (r.filing == NULL)
		return refuse(c, ERR_CONFLICT, "submission_cosign.filed_already", NULL);
	if (!is_as_read(c, &r, in->version))
		return refuse(c, ERR_CONFLICT, "submission_cosign.changed", NULL);
	if ((err = cosigning_of_draft(c->db, r.draft.id, &cosigning)))
		return err;
	const struct outbox_message message = refusal_message(c, &r, &cosigning);
	const struct cosign_answer answer = {
		.arena = c->arena,
		.signer = &r.signer,
		.proof_hash = cosign_token_hash(c),
		.digest = r.digest,
		.reason = in->reason,
		.message = &message,
		.now = r.filing->now,
	};

	err = cosign_decline(c->db, &answer);
	return err ? err : answered(c);
}

struct view *
cosign_read_sample(struct arena *arena)
{
	static const struct draft_paper paper = { 1, "a", "00ff", "a.pdf", 2000, { NULL, 0 } };
	struct ctx c = { .arena = arena, .language = "vi" };
	struct filing f = {
		.course = { .offering = { .agency_receiving_name = "A" } }, .papers = &paper, .paper_count = 1
	};
	const struct reading r = { .signer = { .state = "waiting", .email = "", .phone = "", .answered_at = TIME_NONE },
		.draft = { .state = "signing", .procedure_code = "1.000001", .procedure_name = "A" },
		.filing = &f,
		.digest = { (const unsigned char *)"a", 1 } };

	return read_view(&c, &r);
}
