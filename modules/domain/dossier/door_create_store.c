/* Filing: a dossier comes to be, with its number, people, papers, answers and first journal entry. See door_store.h. */
#include "domain/dossier/door_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/security/hash.h"
#include "core/security/random.h"
#include "domain/dossier/door_create_store.h"
#include "domain/dossier/door_journal_store.h"
#include "domain/dossier/dossier_store.h"
#include "domain/dossier/number_store.h"
#include "domain/directory/directory_store.h"
#include "domain/time/policy_text.h"

enum { INSERT, PARTY, NUMBER, CLOCK_INTAKE_ROW, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	/* The filing number is given last, so that its counter is locked as briefly as can be. */
	[INSERT] = { "INSERT INTO dossier (filing_number, secret_hash, state, version, channel, procedure_version_id, "
		     "procedure_code, procedure_name, case_no, form_version_id, process_version_id, rule_version_id, "
		     "agency_receiving_id, agency_solving_id, account_id, applicant_name, subject, copies, "
		     "result_channel, clock_policy, filed_at) "
		     "VALUES (?, ?, 'submitted', 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[PARTY] = { "INSERT INTO dossier_party (dossier_id, role, kind, name, number, birth_date, address, phone, "
		    "email) "
		    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[NUMBER] = { "UPDATE dossier SET filing_number = ?, last_seq = ?, last_hash = ? WHERE id = ?", NO_ROW },
	[CLOCK_INTAKE_ROW] = { "INSERT INTO dossier_clock (dossier_id, seq, event_seq, kind, at, reason, minutes) "
			       "VALUES (?, 1, 1, 'intake', ?, 'none', 0)",
	    NO_ROW },
};
const struct store door_create_store = { "door_create", statements, STATEMENT__MAX };

enum { SECRET_SIZE = 12, PLACEHOLDER_BYTES = 24 };

struct creation {
	struct arena *arena;
	const struct dossier_filing *filing;
	const struct dossier_party *applicant;
	const char *secret;
	struct dossier *ret_dossier;
};

static enum err
insert_row(struct db *db, const struct creation *c)
{
	const struct dossier_filing *f = c->filing;
	unsigned char *hash = arena_alloc(c->arena, SHA256_SIZE);

	sha256(c->secret, strlen(c->secret), hash);
	return db_exec(db, &statements[INSERT],
	    ARGS(TEXT(random_token(c->arena, PLACEHOLDER_BYTES)), BYTES(((struct bytes){ hash, SHA256_SIZE })),
		TEXT(f->channel), INT(f->procedure_version_id), TEXT(f->procedure_code), TEXT(f->procedure_name),
		INT(f->case_no), INT(f->form_version_id), INT(f->process_version_id), INT(f->rule_version_id),
		INT(f->agency_receiving_id), INT(f->agency_solving_id), INT(f->account_id), TEXT(c->applicant->name),
		TEXT(f->subject), INT(f->copies), TEXT(f->result_channel), TEXT(f->clock_policy), TIME(f->at)));
}

static enum err
insert_parties(struct db *db, int64_t dossier_id, const struct dossier_filing *filing)
{
	for (size_t i = 0; i < filing->party_count; i++) {
		const struct dossier_party *p = &filing->parties[i];
		enum err err = db_exec(db, &statements[PARTY],
		    ARGS(INT(dossier_id), TEXT(p->role), TEXT(p->kind), TEXT(p->name), TEXT(p->number),
			DATE(p->birth_date), TEXT(p->address), TEXT(p->phone), TEXT(p->email)));

		if (err)
			return err;
	}
	return OK;
}

static enum err
create_once(struct db *db, const void *arg)
{
	const struct creation *c = arg;
	const struct dossier_filing *f = c->filing;
	struct dossier dossier = { .state = DOSSIER_SUBMITTED };
	struct agency agency;
	const char *number;
	enum err err;

	if ((err = agency_by_id(db, f->agency_receiving_id, &agency)) || (err = insert_row(db, c)))
		return err;
	dossier.id = (int64_t)db_insert_id(db);
	if ((err = insert_parties(db, dossier.id, f)) ||
	    (err = door_add_contents(db, dossier.id, 0, 1, f->papers, f->paper_count, f->values, f->value_count)) ||
	    (err = db_exec(db, &statements[CLOCK_INTAKE_ROW], ARGS(INT(dossier.id), TIME(f->at)))) ||
	    (err = door_record(db, c->arena, &dossier, DOSSIER_SUBMIT, &f->who, f->at, f->facts)) ||
	    (err = number_next(db, c->arena, NUMBER_FILING, agency.code, f->at, &number)) ||
	    (err = db_change_one(db, &statements[NUMBER],
		 ARGS(TEXT(number), INT(dossier.last_seq), BYTES(dossier.last_hash), INT(dossier.id)))))
		return err;
	return dossier_by_id(db, dossier.id, c->ret_dossier);
}

enum err
dossier_create(struct db *db, struct arena *arena, const struct dossier_filing *filing, struct dossier *ret_dossier,
    const char **ret_secret)
{
	char *secret = arena_alloc(arena, SECRET_SIZE + 1);
	struct dossier created;
	struct creation creation = { arena, filing, NULL, secret, &created };
	struct clock_policy policy;
	enum err err;

	for (size_t i = 0; i < filing->party_count; i++)
		if (strcmp(filing->parties[i].role, "applicant") == 0)
			creation.applicant = &filing->parties[i];
	if (creation.applicant == NULL || creation.applicant->name[0] == '\0')
		return FAILURE(db_failure(db), ERR_INVALID, "dossier.no_applicant", NULL, "a filing without applicant");
	if ((err = policy_parse(arena, filing->clock_policy, db_failure(db), &policy)))
		return err;
	random_code(secret, SECRET_SIZE);
	if ((err = db_transaction(db, create_once, &creation)))
		return err;
	*ret_dossier = created;
	*ret_secret = secret;
	return OK;
}
