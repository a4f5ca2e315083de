/* Filing at the counter. See counter_filing.h. */
#include "counter/counter_filing.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/idempotency_store.h"
#include "core/security/seal.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/system/config.h"
#include "core/system/jobs.h"
#include "core/view/url.h"
#include "core/view/view.h"
#include "counter/counter.h"
#include "counter/counter_brought.h"
#include "counter/counter_store.h"
#include "domain/directory/officer_guard.h"
#include "domain/dossier/door_store.h"
#include "domain/file/file_remove_store.h"
#include "domain/file/file_store.h"
#include "domain/time/local_time.h"
#include "facts.h"
#include "dossier/intake.h"
#include "office.h"
#include "print/print.h"

#define SCAN_OWNER "counter" /* of a scan until its dossier exists */

enum { PARTIES = 2 };

struct counter_filing {
	struct ctx *c;
	const struct counter_input *in;
	const struct counter_case *which;
	const struct counter_brought *brought;
	struct dossier_party parties[PARTIES];
	size_t party_count;
	const char *fee_facts; /* NULL: nothing is to be paid */
	bool done;             /* the scans belong to the dossier now */
};

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static void
add_parties(struct counter_filing *f)
{
	const struct counter_input *in = f->in;

	f->parties[f->party_count++] = (struct dossier_party){ .role = "applicant",
		.kind = in->kind,
		.name = in->name,
		.number = or_empty(in->number),
		.birth_date = in->birth,
		.address = in->address,
		.phone = or_empty(in->phone),
		.email = or_empty(in->email) };
	if (in->owner_name == NULL)
		return;
	f->parties[f->party_count++] = (struct dossier_party){ .role = "owner",
		.kind = in->owner_kind == NULL ? "person" : in->owner_kind,
		.name = in->owner_name,
		.number = or_empty(in->owner_number),
		.birth_date = DATE_ABSENT,
		.address = or_empty(in->owner_address),
		.phone = or_empty(in->owner_phone),
		.email = "" };
}

static const char *
submit_facts(const struct counter_filing *f)
{
	struct view *facts = view_object(f->c->arena);

	if (f->in->note != NULL)
		view_text(facts, "note", f->in->note);
	if (f->brought->fees.total > 0)
		view_int(facts, "fee_total", f->brought->fees.total);
	return facts_write(f->c->arena, facts);
}

static enum err
create(struct db *db, const struct counter_filing *f, struct dossier *dossier)
{
	struct ctx *c = f->c;
	const struct counter_case *w = f->which;
	struct dossier_filing filing = {
		.channel = "counter",
		.procedure_version_id = w->procedure.id,
		.procedure_code = w->procedure.code,
		.procedure_name = w->procedure.name,
		.case_no = w->course.case_no,
		.form_version_id = w->procedure.form_version_id,
		.rule_version_id = w->procedure.rule_version_id,
		.agency_receiving_id = w->course.offering.agency_receiving_id,
		.agency_solving_id = w->course.offering.agency_solving_id,
		.account_id = DB_NULL_INT,
		.subject = f->in->subject,
		.copies = f->in->copies,
		.result_channel = f->in->result,
		.clock_policy = w->course.channel.clock_policy,
		.parties = f->parties,
		.party_count = f->party_count,
		.papers = f->brought->papers,
		.paper_count = f->brought->paper_count,
		.values = f->brought->answers,
		.value_count = f->brought->answer_count,
		.who = office_who(c, ACTOR_INTAKE),
		.at = c->now,
		.facts = submit_facts(f),
	};
	struct procedure of_case = w->procedure;
	const char *secret;
	enum err err = procedure_take_case(db, w->course.case_no, local_from_utc(c->now).day, &of_case);

	filing.process_version_id = of_case.process_version_id;
	if (!err)
		err = dossier_create(db, c->arena, &filing, dossier, &secret);
	if (err)
		return err;
	for (size_t i = 0; i < f->brought->paper_count; i++)
		if (f->brought->papers[i].file_id != DB_NULL_INT &&
		    (err = file_give(
			 db, f->brought->papers[i].file_id, SCAN_OWNER, ctx_officer(c)->id, "dossier", dossier->id)))
			return err;
	return receipt_secret_put(db, dossier->id,
	    seal(c->arena, c->config->secret, RECEIPT_SECRET_PURPOSE, dossier->id,
		(struct bytes){ (const unsigned char *)secret, strlen(secret) }),
	    c->now);
}

/* The result was given while the applicant waited: decided and returned in the same breath. */
static enum err
give_at_once(struct db *db, const struct counter_filing *f, struct dossier *dossier)
{
	struct ctx *c = f->c;
	struct view *facts = view_object(c->arena);
	struct dossier_act act = {
		.kind = DOSSIER_DECIDE, .who = office_who(c, ACTOR_INTAKE), .at = c->now, .outcome = "granted"
	};
	enum err err;

	view_text(facts, "outcome", "granted");
	view_bool(facts, "same_time", true);
	act.facts = facts_write(c->arena, facts);
	if ((err = dossier_apply(db, c->arena, dossier, dossier->version, &act)))
		return err;
	facts = view_object(c->arena);
	view_text(facts, "to", f->in->name);
	view_text(facts, "identity", or_empty(f->in->number));
	view_bool(facts, "signed", true);
	act.kind = DOSSIER_RETURN_RESULT;
	act.outcome = NULL;
	act.facts = facts_write(c->arena, facts);
	return dossier_apply(db, c->arena, dossier, dossier->version, &act);
}

static enum err
demand(struct db *db, const struct counter_filing *f, struct dossier *dossier)
{
	const struct dossier_act act = { .kind = DOSSIER_DEMAND_INTAKE_FEE,
		.who = { .as = ACTOR_SYSTEM, .kind = "system" },
		.at = f->c->now,
		.facts = f->fee_facts };

	return dossier_apply(db, f->c->arena, dossier, dossier->version, &act);
}

static enum err
file_once(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION])
{
	struct counter_filing *f = arg;
	bool at_once = strcmp(f->in->act, "same_time") == 0;
	struct dossier dossier;
	const char *page;
	enum err err = create(db, f, &dossier);

	f->done = false;
	if (!err)
		err = f->fee_facts != NULL ? demand(db, f, &dossier)
					   : intake_receive(db, f->c, &dossier, dossier.version, NULL);
	if (!err && at_once)
		err = give_at_once(db, f, &dossier);
	if (err)
		return err;
	page = office_dossier_url(f->c, &dossier, NULL);
	if (f->fee_facts != NULL || at_once)
		page = url_query_add(f->c->arena, page, "done", at_once ? "same_time" : "fee_demanded");
	(void)snprintf(
	    location, IDEMPOTENCY_LOCATION, "%s%s", page, f->fee_facts != NULL || at_once ? "" : "/giay-tiep-nhan");
	f->done = true;
	return OK;
}

/* Each scan is on disk before the transaction that gives it to the dossier; what the paper points to is its row. */
static enum err
keep_scans(const struct counter_filing *f)
{
	struct ctx *c = f->c;
	const struct file_owner owner = { SCAN_OWNER, ctx_officer(c)->id, "officer", ctx_officer(c)->id };

	for (size_t i = 0; i < f->brought->paper_count; i++) {
		struct dossier_paper *paper = &f->brought->papers[i];
		enum err err;

		if (paper->file_id == DB_NULL_INT)
			continue;
		err = file_keep(c->db, c->arena, c->config->files, f->brought->scans[paper->file_id], &owner, c->now,
		    &paper->file_id);
		if (err)
			return err;
	}
	return OK;
}

/* Of a dossier that the first of two clicks registered, or that could not be. */
static void
drop_scans(const struct counter_filing *f)
{
	struct ctx *c = f->c;

	for (size_t i = 0; i < f->brought->paper_count; i++)
		if (f->brought->papers[i].file_id != DB_NULL_INT)
			file_drop(c->db, c->arena, c->config->files, f->brought->papers[i].file_id, SCAN_OWNER,
			    ctx_officer(c)->id);
}

enum err
counter_filing_make(struct ctx *c, const struct counter_input *in, const struct counter_case *which,
    const struct counter_brought *brought)
{
	struct counter_filing f = { .c = c, .in = in, .which = which, .brought = brought };
	enum err err;

	add_parties(&f);
	if (brought->fees.total > 0 && strcmp(which->procedure.fee_time, "at_filing") == 0 &&
	    config_has_word(&c->config->modules, "payment"))
		f.fee_facts = rule_fees_facts(c->arena, &brought->fees, in->name);
	if (strcmp(in->act, "same_time") == 0 && (f.fee_facts != NULL || !which->same_day))
		return again_refuse(
		    c, "act", f.fee_facts != NULL ? "workflow.same_time_fee_first" : "workflow.same_time_not_here");
	if ((err = keep_scans(&f)))
		return err;
	err = idempotency_run(c, "workflow.counter", file_once, &f);
	if (!f.done)
		drop_scans(&f);
	return err;
}

enum err
counter_sweep_scans(struct job_ctx *j, bool *ret_more)
{
	const struct file *files;
	size_t count;
	enum err err = files_left(j->db, SCAN_OWNER, j->now - DATE_DAY, &files, &count);

	*ret_more = false;
	for (size_t i = 0; !err && i < count && !j->stopping(); i++)
		file_drop(j->db, j->arena, j->config->files, files[i].id, SCAN_OWNER, files[i].owner_id);
	return err;
}
