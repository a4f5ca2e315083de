/* SQL of sign-on's claims and of questions to the register. See register_store.h. */
#include "register/register_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/locale/date.h"

#define CLICK (5 * DATE_SECOND) /* what comes so soon after a question is its second click */

struct last_lookup {
	int64_t asked_at;
	const char *outcome;
	bool kept; /* its answer is still there */
};
static const struct db_column identity_columns[] = {
	COL(register_identity, issuer, DB_TEXT),
	COL(register_identity, subject, DB_TEXT),
	COL(register_identity, level, DB_INT),
	COL(register_identity, person_number, DB_TEXT),
	COL(register_identity, full_name, DB_TEXT),
	COL(register_identity, birth_date, DB_DATE),
	COL(register_identity, verified_at, DB_TIME),
};
static const struct db_column draft_columns[] = { COL(register_draft, procedure_name, DB_TEXT) };
static const struct db_column last_columns[] = {
	COL(last_lookup, asked_at, DB_TIME),
	COL(last_lookup, outcome, DB_TEXT),
	COL(last_lookup, kept, DB_BOOL),
};
#define IDENTITY_OF                                                                                                    \
	"SELECT issuer, subject, level, person_number, full_name, birth_date, verified_at FROM account_identity "      \
	"WHERE account_id = ?"

enum { DRAFT, IDENTITY, LOCK_IDENTITY, CHANGE_IDENTITY, ADD_IDENTITY, LAST, ADD, END, FORGET, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[DRAFT] = { "SELECT procedure_name FROM draft_owner WHERE reference = ? AND account_id = ? "
		    "AND procedure_code = ? AND state = 'open'",
	    ROW(draft_columns, register_draft) },
	[IDENTITY] = { IDENTITY_OF, ROW(identity_columns, register_identity) },
	[LOCK_IDENTITY] = { IDENTITY_OF " FOR UPDATE", ROW(identity_columns, register_identity) },
	[CHANGE_IDENTITY] = { "UPDATE account_identity SET issuer = ?, subject = ?, level = ?, person_number = ?, "
			      "full_name = ?, birth_date = ?, verified_at = ? WHERE account_id = ?",
	    NO_ROW },
	[ADD_IDENTITY] = { "INSERT INTO account_identity (issuer, subject, level, person_number, full_name, "
			   "birth_date, "
			   "verified_at, account_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[LAST] = { "SELECT asked_at, outcome, facts IS NOT NULL AS kept FROM register_lookup "
		   "WHERE draft_reference = ? AND account_id = ? ORDER BY id DESC LIMIT 1",
	    ROW(last_columns, last_lookup) },
	[ADD] = { "INSERT INTO register_lookup (request, account_id, draft_reference, procedure_code, number_hash, "
		  "asked_at, outcome) VALUES (?, ?, ?, ?, ?, ?, 'asking')",
	    NO_ROW },
	[END] = { "UPDATE register_lookup SET outcome = ?, took_ms = ?, facts = ? WHERE id = ?", NO_ROW },
	[FORGET] = { "UPDATE register_lookup SET facts = NULL, outcome = IF(outcome = 'asking', 'down', outcome) "
		     "WHERE asked_at < ? AND (facts IS NOT NULL OR outcome = 'asking')",
	    NO_ROW },
};
const struct store register_store = { "register", statements, STATEMENT__MAX };

enum err
register_draft(
    struct db *db, int64_t account_id, const char *code, const char *reference, struct register_draft *ret_draft)
{
	return db_row(db, &statements[DRAFT], ARGS(TEXT(reference), INT(account_id), TEXT(code)), ret_draft);
}

enum err
register_identity(struct db *db, int64_t account_id, struct register_identity *ret_identity)
{
	return db_row(db, &statements[IDENTITY], ARGS(INT(account_id)), ret_identity);
}

struct putting {
	int64_t account_id;
	const struct register_identity *identity;
};

static enum err
put_once(struct db *db, const void *arg)
{
	const struct putting *putting = arg;
	const struct register_identity *i = putting->identity;
	struct register_identity before;
	enum err err = db_row(db, &statements[LOCK_IDENTITY], ARGS(INT(putting->account_id)), &before);

	if (err && err != ERR_NOT_FOUND)
		return err;
	if (!err && strcmp(before.person_number, i->person_number) != 0)
		return FAILURE(db_failure(db), ERR_CONFLICT, NULL, NULL, "%s", "vouched for as another person before");
	return db_exec(db, &statements[err ? ADD_IDENTITY : CHANGE_IDENTITY],
	    ARGS(TEXT(i->issuer), TEXT(i->subject), INT(i->level), TEXT(i->person_number), TEXT(i->full_name),
		DATE(i->birth_date), TIME(i->verified_at), INT(putting->account_id)));
}

enum err
register_identity_put(struct db *db, int64_t account_id, const struct register_identity *identity)
{
	const struct putting putting = { account_id, identity };

	return db_transaction(db, put_once, &putting);
}

struct beginning {
	const struct register_lookup *lookup;
	int64_t *ret_id;
};

/* One question at a time for a draft; the lock on the person's own row makes two clicks queue up. */
static enum err
begin_once(struct db *db, const void *arg)
{
	const struct beginning *b = arg;
	const struct register_lookup *l = b->lookup;
	struct register_identity identity;
	struct last_lookup last;
	enum err err = db_row(db, &statements[LOCK_IDENTITY], ARGS(INT(l->account_id)), &identity);

	*b->ret_id = 0;
	if (err)
		return err;
	err = db_row(db, &statements[LAST], ARGS(TEXT(l->draft_reference), INT(l->account_id)), &last);
	if (err && err != ERR_NOT_FOUND)
		return err;
	if (!err && (last.kept || l->asked_at - last.asked_at < CLICK ||
			(strcmp(last.outcome, "asking") == 0 && l->asked_at - last.asked_at < DATE_MINUTE)))
		return OK;
	err = db_exec(db, &statements[ADD],
	    ARGS(TEXT(l->request), INT(l->account_id), TEXT(l->draft_reference), TEXT(l->procedure_code),
		BYTES(l->number_hash), TIME(l->asked_at)));
	if (!err)
		*b->ret_id = (int64_t)db_insert_id(db);
	return err;
}

enum err
register_begin(struct db *db, const struct register_lookup *lookup, int64_t *ret_id)
{
	const struct beginning beginning = { lookup, ret_id };

	return db_transaction(db, begin_once, &beginning);
}

enum err
register_finish(struct db *db, const struct register_end *end)
{
	return db_change_one(
	    db, &statements[END], ARGS(TEXT(end->outcome), INT(end->took_ms), BYTES(end->facts), INT(end->id)));
}

enum err
register_forget(struct db *db, int64_t before)
{
	return db_exec(db, &statements[FORGET], ARGS(TIME(before)));
}
