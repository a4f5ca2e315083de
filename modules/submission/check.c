/* Checking and sending. See check.h. */
#include "check.h"

#include <string.h>

#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "domain/directory/citizen_store.h"
#include "domain/dossier/door_store.h"

#include "cosign/cosign_begin.h"
#include "facts.h"
#include "filing.h"
#include "form_page.h"
#include "show.h"
#include "submit_store.h"

struct check_in {
	const char *code, *draft;
};
struct send_in {
	const char *code, *draft;
	int64_t saved;           /* the draft as it was shown; absent: as it stands */
	const char *definitions; /* by which it was shown; absent: by those of now */
	bool declaration;
};
static const struct field check_fields[] = {
	FIELD(check_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(check_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
};
static const struct field send_fields[] = {
	FIELD(send_in, code, FIELD_CODE, FROM_PATH, .required = true),
	FIELD(send_in, draft, FIELD_TOKEN, FROM_PATH, .required = true),
	FIELD(send_in, saved, FIELD_INT, FROM_FORM, .min = 1, .max = INT64_MAX),
	FIELD(send_in, definitions, FIELD_CODE, FROM_FORM),
	FIELD(send_in, declaration, FIELD_BOOL, FROM_FORM, .label = "submission.declaration"),
};
const struct input check_input = INPUT(check_in, check_fields);
const struct input send_input = INPUT(send_in, send_fields);

bool
check_is_complete(struct ctx *c, const struct filing *f)
{
	struct dossier_party applicant;

	filing_applicant(f, &applicant);
	return applicant.name[0] != '\0' && form_first_incomplete(c, f) == 0 && filing_missing_paper(c, f) == NULL;
}

static enum err
show(struct ctx *c, const char *code, const char *draft)
{
	struct rule_fees fees;
	struct filing *f;
	enum err err = filing_load_open(c, code, draft, &f);

	if (err || f == NULL)
		return err;
	if (filing_is_supplement(f))
		return ERR_NOT_FOUND;
	if (!check_is_complete(c, f))
		return respond_redirect(c, filing_url(c, &f->draft, "tiep"));
	if ((err = filing_may_be_sent(c, f)) || (err = filing_fees(c, f, &fees)))
		return err;
	return respond_page(c, "submission/check", check_view(c, f, &fees));
}

enum err
handle_check(struct ctx *c, const void *input)
{
	const struct check_in *in = input;

	return show(c, in->code, in->draft);
}

enum err
again_send(struct ctx *c, const void *input)
{
	const struct send_in *in = input;

	return show(c, in->code, in->draft);
}

/* The frozen form's digest is the evidence of what was declared; the answers themselves are rows of the dossier. */
static const char *
submit_facts(struct ctx *c, const struct form_frozen *frozen)
{
	unsigned char digest[SHA256_SIZE];

	if (frozen->json == NULL)
		return facts_keep(c->arena, json_pack("{s:b}", "declared", 1));
	sha256(frozen->json, strlen(frozen->json), digest);
	return facts_keep(c->arena,
	    json_pack("{s:b, s:s}", "declared", 1, "form_sha256", hex_encode(c->arena, digest, sizeof(digest))));
}

static struct dossier_value *
values_of(struct ctx *c, const struct filing *f, const struct form_frozen *frozen)
{
	struct dossier_value *values = arena_array(c->arena, frozen->count + 1, sizeof(*values));

	for (size_t i = 0; i < frozen->count; i++) {
		values[i] = (struct dossier_value){
			.field_id = frozen->answers[i].field_id,
			.row_no = frozen->answers[i].row,
			.value = frozen->answers[i].value,
		};
		prefill_mark_dossier(f, &values[i], frozen->answers[i].computed);
	}
	return values;
}

static bool
fee_is_demanded(const struct ctx *c, const struct filing *f, const struct rule_fees *fees)
{
	return fees->total > 0 && strcmp(f->procedure.fee_time, "at_filing") == 0 &&
	       config_has_word(&c->config->modules, "payment");
}

/* The dossier that the draft becomes. */
static struct dossier_filing
dossier_of(struct ctx *c, const struct filing *f, const struct dossier_party *applicant,
    const struct form_frozen *frozen, int64_t *files)
{
	const char *subject = filing_answer(f, "@subject");

	return (struct dossier_filing){
		.channel = "online",
		.procedure_version_id = f->procedure.id,
		.procedure_code = f->procedure.code,
		.procedure_name = f->procedure.name,
		.case_no = f->course.case_no,
		.form_version_id = f->procedure.form_version_id,
		.process_version_id = f->procedure.process_version_id,
		.rule_version_id = f->procedure.rule_version_id,
		.agency_receiving_id = f->course.offering.agency_receiving_id,
		.agency_solving_id = f->course.offering.agency_solving_id,
		.account_id = f->draft.account_id,
		.subject = subject != NULL ? subject : f->procedure.name,
		.copies = 1,
		.result_channel = filing_result_channel(f),
		.clock_policy = f->course.channel.clock_policy,
		.parties = applicant,
		.party_count = 1,
		.papers = filing_dossier_papers(c, f, files),
		.paper_count = f->paper_count,
		.values = values_of(c, f, frozen),
		.value_count = frozen->count,
		.who = { ACTOR_APPLICANT, "citizen", f->draft.account_id, 0 },
		.at = f->now,
		.facts = submit_facts(c, frozen),
	};
}

enum err
check_submission(struct ctx *c, struct filing *f, struct submission *ret_submission)
{
	struct dossier_party *applicant = ARENA_NEW(c->arena, struct dossier_party);
	struct dossier_filing *filing = ARENA_NEW(c->arena, struct dossier_filing);
	int64_t *files = arena_array(c->arena, f->paper_count + 1, sizeof(*files));
	struct form_frozen frozen = { 0 };
	struct rule_fees fees;
	enum err err;

	if ((err = filing_fees(c, f, &fees)) ||
	    (err = procedure_take_case(c->db, f->course.case_no, f->today, &f->procedure)))
		return err;
	filing_applicant(f, applicant);
	if (f->form != NULL)
		form_freeze(c->arena, f->form, &f->values, f->today, &frozen);
	*filing = dossier_of(c, f, applicant, &frozen, files);
	*ret_submission = (struct submission){
		.arena = c->arena,
		.draft_id = f->draft.id,
		.saved_at = f->draft.saved_at,
		.signing = draft_is_signing(&f->draft),
		.filing = filing,
		.files = files,
		.file_count = f->paper_count,
		.fee_facts = fee_is_demanded(c, f, &fees) ? rule_fees_facts(c->arena, &fees, applicant->name) : NULL,
		.secret = c->config->secret,
		.now = f->now,
	};
	return OK;
}

/* A new account has no name: the one given here becomes its owner's. */
static enum err
keep_name(struct ctx *c, const struct filing *f, const struct dossier_party *applicant)
{
	enum err err = OK;

	if (f->account.name[0] == '\0' && strcmp(applicant->kind, "person") == 0)
		err = citizen_rename(c->db, f->account.id, f->account.version, applicant->name);
	if (err != ERR_CONFLICT)
		return err;
	failure_clear(&c->failure);
	return OK;
}

enum err
handle_send(struct ctx *c, const void *input)
{
	const struct send_in *in = input;
	struct submission submission;
	const char *number;
	struct filing *f;
	enum err err = filing_load_open(c, in->code, in->draft, &f);

	if (err || f == NULL)
		return err;
	if (filing_is_supplement(f))
		return ERR_NOT_FOUND;
	if ((err = filing_may_be_sent(c, f)))
		return err;
	/* What is declared is what was read: another window may have changed it since. */
	if (in->saved > 0 && in->saved != f->draft.saved_at)
		return refuse(c, ERR_INVALID, "submission.changed_elsewhere", "declaration");
	/* Nor is anything declared, or a fee owed, by a form or a rule that came into force since it was read. */
	if (in->definitions != NULL && strcmp(in->definitions, filing_definitions(c->arena, f)) != 0)
		return refuse(c, ERR_INVALID, "submission.definitions_changed", "declaration");
	if (!check_is_complete(c, f))
		return refuse(c, ERR_INVALID, "submission.incomplete", "declaration");
	if (!in->declaration)
		return refuse(c, ERR_INVALID, "submission.declaration_needed", "declaration");
	if (cosign_is_needed(c, f))
		return cosign_begin(c, f);
	if ((err = check_submission(c, f, &submission)) || (err = submission_send(c->db, &submission, &number)) ||
	    (err = keep_name(c, f, submission.filing->parties)))
		return err;
	return filing_redirect_sent(c, &f->draft);
}
