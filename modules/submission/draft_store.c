/* SQL of drafts. See draft_store.h. */
#include "draft_store.h"

#include <string.h>

#include "core/data/db.h"
#include "domain/file/file_remove_store.h"
#include "domain/file/file_store.h"

static const struct db_column draft_columns[] = {
	COL(draft, id, DB_INT),
	COL(draft, reference, DB_TEXT),
	COL(draft, account_id, DB_INT),
	COL(draft, purpose, DB_TEXT),
	COL(draft, state, DB_TEXT),
	COL(draft, procedure_version_id, DB_INT),
	COL(draft, procedure_code, DB_TEXT),
	COL(draft, procedure_name, DB_TEXT),
	COL(draft, case_no, DB_INT),
	COL(draft, agency_receiving_id, DB_INT),
	COL(draft, dossier_id, DB_INT),
	COL(draft, asked_seq, DB_INT),
	COL(draft, filing_number, DB_TEXT),
	COL(draft, sealed_secret, DB_BYTES),
	COL(draft, saved_at, DB_TIME),
};
#define DRAFT                                                                                                          \
	"SELECT id, reference, account_id, purpose, state, procedure_version_id, procedure_code, procedure_name, "     \
	"case_no, agency_receiving_id, dossier_id, asked_seq, filing_number, sealed_secret, saved_at FROM draft "

static const struct db_column value_columns[] = {
	COL(draft_value, field_key, DB_TEXT),
	COL(draft_value, row_no, DB_INT),
	COL(draft_value, value, DB_TEXT),
	COL(draft_value, provenance, DB_TEXT),
	COL(draft_value, origin, DB_TEXT),
	COL(draft_value, reference, DB_TEXT),
	COL(draft_value, taken_at, DB_TIME),
};
static const struct db_column paper_columns[] = {
	COL(draft_paper, file_id, DB_INT),
	COL(draft_paper, requirement_code, DB_TEXT),
	COL(draft_paper, reference, DB_TEXT),
	COL(draft_paper, name, DB_TEXT),
	COL(draft_paper, size, DB_INT),
	COL(draft_paper, sha256, DB_BYTES),
};

enum {
	INSERT,
	BY_REFERENCE,
	BY_ID,
	OF_SUPPLEMENT,
	OF_ACCOUNT,
	LOCK,
	VALUES_OF,
	PAPERS_OF,
	TOUCH,
	CLEAR_KEY,
	ADD_VALUE,
	ADD_PAPER,
	REMOVE_PAPER,
	SENT,
	OFFER,
	TAKE_BACK,
	CLEAR_VALUES,
	CLEAR_PAPERS,
	CLEAR_SIGNERS,
	CLEAR_SIGNING,
	DELETE_DRAFT,
	UNTOUCHED,
	FORGET_SECRETS,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[INSERT] = { "INSERT INTO draft (reference, account_id, purpose, procedure_version_id, procedure_code, "
		     "procedure_name, case_no, agency_receiving_id, dossier_id, asked_seq, filing_number, "
		     "created_at, saved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[BY_REFERENCE] = { DRAFT "WHERE reference = ? AND account_id = ?", ROW(draft_columns, draft) },
	[BY_ID] = { DRAFT "WHERE id = ?", ROW(draft_columns, draft) },
	[OF_SUPPLEMENT] = { DRAFT
	    "WHERE dossier_id = ? AND purpose = 'supplement' AND asked_seq = ? AND account_id = ?",
	    ROW(draft_columns, draft) },
	[OF_ACCOUNT] = { DRAFT
	    "WHERE account_id = ? AND state IN ('open', 'signing') AND purpose = 'filing' ORDER BY id DESC LIMIT 51",
	    ROW(draft_columns, draft) },
	[LOCK] = { DRAFT "WHERE id = ? FOR UPDATE", ROW(draft_columns, draft) },
	[VALUES_OF] = { "SELECT field_key, row_no, value, provenance, origin, reference, taken_at FROM draft_value "
			"WHERE draft_id = ? "
			"ORDER BY field_key, row_no, item_no",
	    ROW(value_columns, draft_value) },
	[PAPERS_OF] = { "SELECT draft_paper.file_id, draft_paper.requirement_code, file.reference, file.name, "
			"file.size, file.sha256 "
			"FROM draft_paper JOIN file ON file.id = draft_paper.file_id WHERE draft_paper.draft_id = ? "
			"ORDER BY draft_paper.file_id",
	    ROW(paper_columns, draft_paper) },
	[TOUCH] = { "UPDATE draft SET saved_at = ? WHERE id = ? AND state = 'open'", NO_ROW },
	[CLEAR_KEY] = { "DELETE FROM draft_value WHERE draft_id = ? AND field_key = ?", NO_ROW },
	[ADD_VALUE] = { "INSERT INTO draft_value (draft_id, field_key, row_no, item_no, value, provenance, origin, "
			"reference, taken_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	/* The same content for the same requirement is there once, however often the button was pressed. */
	[ADD_PAPER] = { "INSERT INTO draft_paper (draft_id, file_id, requirement_code) SELECT ?, file.id, ? FROM file "
			"WHERE file.id = ? AND NOT EXISTS (SELECT 1 FROM draft_paper JOIN file held "
			"ON held.id = draft_paper.file_id WHERE draft_paper.draft_id = ? "
			"AND draft_paper.requirement_code = ? AND held.sha256 = file.sha256)",
	    NO_ROW },
	[REMOVE_PAPER] = { "DELETE FROM draft_paper WHERE draft_id = ? AND file_id = ?", NO_ROW },
	[SENT] = { "UPDATE draft SET state = 'sent', dossier_id = ?, filing_number = ?, sealed_secret = ?, sent_at = ? "
		   "WHERE id = ? AND state <> 'sent'",
	    NO_ROW },
	[OFFER] = { "UPDATE draft SET state = 'signing', saved_at = ? WHERE id = ? AND state = 'open'", NO_ROW },
	[TAKE_BACK] = { "UPDATE draft SET state = 'open', saved_at = ? WHERE id = ? AND state = 'signing'", NO_ROW },
	[CLEAR_VALUES] = { "DELETE FROM draft_value WHERE draft_id = ?", NO_ROW },
	[CLEAR_PAPERS] = { "DELETE FROM draft_paper WHERE draft_id = ?", NO_ROW },
	[CLEAR_SIGNERS] = { "DELETE FROM cosigner WHERE draft_id = ?", NO_ROW },
	[CLEAR_SIGNING] = { "DELETE FROM cosign WHERE draft_id = ?", NO_ROW },
	[DELETE_DRAFT] = { "DELETE FROM draft WHERE id = ? AND state <> 'sent'", NO_ROW },
	[UNTOUCHED] = { DRAFT "WHERE state IN ('open', 'signing') AND saved_at < ? "
			      "ORDER BY saved_at LIMIT 51",
	    ROW(draft_columns, draft) },
	[FORGET_SECRETS] = { "UPDATE draft SET sealed_secret = NULL WHERE state = 'sent' AND sent_at < ? "
			     "AND sealed_secret IS NOT NULL",
	    NO_ROW },
};
const struct store draft_store = { "draft", statements, STATEMENT__MAX };

bool
draft_is_open(const struct draft *draft)
{
	return strcmp(draft->state, "open") == 0;
}

bool
draft_is_signing(const struct draft *draft)
{
	return strcmp(draft->state, "signing") == 0;
}

bool
draft_is_sent(const struct draft *draft)
{
	return strcmp(draft->state, "sent") == 0;
}

enum err
draft_create(struct db *db, const struct draft *d, int64_t now, int64_t *ret_id)
{
	enum err err = db_exec(db, &statements[INSERT],
	    ARGS(TEXT(d->reference), INT(d->account_id), TEXT(d->purpose), INT(d->procedure_version_id),
		TEXT(d->procedure_code), TEXT(d->procedure_name), INT(d->case_no), INT(d->agency_receiving_id),
		INT(d->dossier_id), INT(d->asked_seq), TEXT(d->filing_number), TIME(now), TIME(now)));

	if (err)
		return err;
	*ret_id = (int64_t)db_insert_id(db);
	return OK;
}

enum err
draft_by_reference(struct db *db, int64_t account_id, const char *reference, struct draft *ret_draft)
{
	return db_row(db, &statements[BY_REFERENCE], ARGS(TEXT(reference), INT(account_id)), ret_draft);
}

enum err
draft_by_id(struct db *db, int64_t id, struct draft *ret_draft)
{
	return db_row(db, &statements[BY_ID], ARGS(INT(id)), ret_draft);
}

enum err
draft_of_supplement(struct db *db, int64_t account_id, int64_t dossier_id, int64_t asked_seq, struct draft *ret_draft)
{
	return db_row(
	    db, &statements[OF_SUPPLEMENT], ARGS(INT(dossier_id), INT(asked_seq), INT(account_id)), ret_draft);
}

enum err
draft_lock(struct db *db, int64_t id, struct draft *ret_draft)
{
	return db_row(db, &statements[LOCK], ARGS(INT(id)), ret_draft);
}

enum err
draft_lock_as_saved(struct db *db, int64_t id, int64_t saved_at, struct draft *ret_draft)
{
	enum err err = draft_lock(db, id, ret_draft);

	if (err || draft_is_sent(ret_draft) || ret_draft->saved_at == saved_at)
		return err;
	return FAILURE(db_failure(db), ERR_CONFLICT, "submission.changed_elsewhere", NULL, "draft %lld was saved since",
	    (long long)id);
}

static enum err
list(struct db *db, int statement, struct db_arg arg, size_t most, const void **ret_rows, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[statement], &arg, 1, most, &rows);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
drafts_of_account(struct db *db, int64_t account_id, const struct draft **ret_drafts, size_t *ret_count)
{
	return list(db, OF_ACCOUNT, INT(account_id), DRAFTS_MOST, (const void **)ret_drafts, ret_count);
}

enum err
draft_values(struct db *db, int64_t draft_id, const struct draft_value **ret_values, size_t *ret_count)
{
	return list(db, VALUES_OF, INT(draft_id), DRAFT_VALUES_MOST, (const void **)ret_values, ret_count);
}

enum err
draft_papers(struct db *db, int64_t draft_id, const struct draft_paper **ret_papers, size_t *ret_count)
{
	return list(db, PAPERS_OF, INT(draft_id), DRAFT_PAPERS_MOST, (const void **)ret_papers, ret_count);
}

/* Every write to a draft begins here: it must still be open, and it is kept for another thirty days. */
static enum err
touch(struct db *db, int64_t draft_id, int64_t now)
{
	return db_change_one(db, &statements[TOUCH], ARGS(TIME(now), INT(draft_id)));
}

static bool
same_field(const struct draft_value *one, const struct draft_value *other)
{
	return one->row_no == other->row_no && strcmp(one->field_key, other->field_key) == 0;
}

static enum err
save_page_once(struct db *db, const void *arg)
{
	const struct draft_page *page = arg;
	enum err err = touch(db, page->draft_id, page->now);

	for (size_t i = 0; !err && i < page->key_count; i++)
		err = db_exec(db, &statements[CLEAR_KEY], ARGS(INT(page->draft_id), TEXT(page->keys[i])));
	for (size_t i = 0; !err && i < page->value_count; i++) {
		const struct draft_value *value = &page->values[i];
		int64_t item = 0;

		for (size_t k = 0; k < i; k++)
			item += same_field(&page->values[k], value);
		err = db_exec(db, &statements[ADD_VALUE],
		    ARGS(INT(page->draft_id), TEXT(value->field_key), INT(value->row_no), INT(item), TEXT(value->value),
			TEXT(value->provenance), TEXT(value->origin), TEXT(value->reference),
			TIME(value->origin != NULL ? value->taken_at : TIME_NONE)));
	}
	return err;
}

enum err
draft_save_page(struct db *db, const struct draft_page *page)
{
	return db_transaction(db, save_page_once, page);
}

struct filled {
	const struct draft *draft;
	const struct draft_page *page;
};

static enum err
create_filled_once(struct db *db, const void *arg)
{
	const struct filled *filled = arg;
	struct draft_page page = *filled->page;
	enum err err = draft_create(db, filled->draft, page.now, &page.draft_id);

	return err ? err : save_page_once(db, &page);
}

enum err
draft_create_filled(struct db *db, const struct draft *draft, const struct draft_page *page)
{
	const struct filled filled = { draft, page };

	return db_transaction(db, create_filled_once, &filled);
}

struct paper_change {
	int64_t draft_id, file_id;
	const char *requirement_code;
	int64_t now;
	uint64_t *ret_changed; /* of an addition */
};

static enum err
add_paper_once(struct db *db, const void *arg)
{
	const struct paper_change *p = arg;
	enum err err = touch(db, p->draft_id, p->now);

	return err ? err
		   : db_change(db, &statements[ADD_PAPER],
			 ARGS(INT(p->draft_id), TEXT(p->requirement_code), INT(p->file_id), INT(p->draft_id),
			     TEXT(p->requirement_code)),
			 p->ret_changed);
}

enum err
draft_add_paper(
    struct db *db, int64_t draft_id, int64_t file_id, const char *requirement_code, int64_t now, bool *ret_added)
{
	uint64_t changed = 0;
	const struct paper_change change = { draft_id, file_id, requirement_code, now, &changed };
	enum err err = db_transaction(db, add_paper_once, &change);

	*ret_added = changed > 0;
	return err;
}

static enum err
remove_paper_once(struct db *db, const void *arg)
{
	const struct paper_change *p = arg;
	enum err err = touch(db, p->draft_id, p->now);

	if (!err)
		err = db_change_one(db, &statements[REMOVE_PAPER], ARGS(INT(p->draft_id), INT(p->file_id)));
	return err ? err : file_forget(db, p->file_id, "draft", p->draft_id);
}

enum err
draft_remove_paper(struct db *db, int64_t draft_id, int64_t file_id, int64_t now)
{
	const struct paper_change change = { draft_id, file_id, NULL, now, NULL };

	return db_transaction(db, remove_paper_once, &change);
}

enum err
draft_mark_sent(struct db *db, const struct draft_sent *sent)
{
	enum err err = db_change_one(db, &statements[SENT],
	    ARGS(INT(sent->dossier_id), TEXT(sent->filing_number), BYTES(sent->sealed_secret), TIME(sent->now),
		INT(sent->draft_id)));

	if (!err)
		err = db_exec(db, &statements[CLEAR_VALUES], ARGS(INT(sent->draft_id)));
	return err ? err : db_exec(db, &statements[CLEAR_PAPERS], ARGS(INT(sent->draft_id)));
}

enum err
draft_offer(struct db *db, int64_t draft_id, int64_t now)
{
	return db_change_one(db, &statements[OFFER], ARGS(TIME(now), INT(draft_id)));
}

enum err
draft_take_back(struct db *db, int64_t draft_id, int64_t now)
{
	return db_change_one(db, &statements[TAKE_BACK], ARGS(TIME(now), INT(draft_id)));
}

struct deletion {
	const struct draft *draft;
	const struct file **files;
	size_t *count;
};

/* Also what an upload left behind that did not come to its end belongs to the draft and goes with it. */
static enum err
delete_once(struct db *db, const void *arg)
{
	const struct deletion *d = arg;
	const int64_t id = d->draft->id;
	struct draft draft;
	enum err err = draft_lock_as_saved(db, id, d->draft->saved_at, &draft);

	if (!err)
		err = files_of(db, "draft", id, d->files, d->count);
	for (size_t i = 0; !err && i < *d->count; i++)
		err = file_forget(db, (*d->files)[i].id, "draft", id);
	if (!err)
		err = db_exec(db, &statements[CLEAR_VALUES], ARGS(INT(id)));
	if (!err)
		err = db_exec(db, &statements[CLEAR_PAPERS], ARGS(INT(id)));
	if (!err)
		err = db_exec(db, &statements[CLEAR_SIGNERS], ARGS(INT(id)));
	if (!err)
		err = db_exec(db, &statements[CLEAR_SIGNING], ARGS(INT(id)));
	return err ? err : db_change_one(db, &statements[DELETE_DRAFT], ARGS(INT(id)));
}

enum err
draft_delete(struct db *db, const struct draft *draft, const struct file **ret_files, size_t *ret_count)
{
	const struct deletion deletion = { draft, ret_files, ret_count };

	return db_transaction(db, delete_once, &deletion);
}

enum err
drafts_untouched(struct db *db, int64_t before, const struct draft **ret_drafts, size_t *ret_count)
{
	return list(db, UNTOUCHED, TIME(before), 50, (const void **)ret_drafts, ret_count);
}

enum err
draft_secrets_forget(struct db *db, int64_t before)
{
	return db_exec(db, &statements[FORGET_SECRETS], ARGS(TIME(before)));
}
