/* Reading dossiers through the eyes of those who may. See dossier_store.h. */
#include "domain/dossier/dossier_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/security/hash.h"
#include "core/security/random.h"
#include "domain/dossier/dossier_columns.h"

static const struct db_column party_columns[] = {
	COL(dossier_party, role, DB_TEXT),
	COL(dossier_party, kind, DB_TEXT),
	COL(dossier_party, name, DB_TEXT),
	COL(dossier_party, number, DB_TEXT),
	COL(dossier_party, birth_date, DB_DATE),
	COL(dossier_party, address, DB_TEXT),
	COL(dossier_party, phone, DB_TEXT),
	COL(dossier_party, email, DB_TEXT),
};
#define PARTY "SELECT role, kind, name, number, birth_date, address, phone, email FROM dossier_party "

static const struct db_column paper_columns[] = {
	COL(dossier_paper, seq, DB_INT),
	COL(dossier_paper, round, DB_INT),
	COL(dossier_paper, requirement_code, DB_TEXT),
	COL(dossier_paper, name, DB_TEXT),
	COL(dossier_paper, originals, DB_INT),
	COL(dossier_paper, certified, DB_INT),
	COL(dossier_paper, photocopies, DB_INT),
	COL(dossier_paper, file_id, DB_INT),
	COL(dossier_paper, source, DB_TEXT),
};

static const struct db_column value_columns[] = {
	COL(dossier_value, round, DB_INT),
	COL(dossier_value, field_id, DB_TEXT),
	COL(dossier_value, row_no, DB_INT),
	COL(dossier_value, value, DB_TEXT),
	COL(dossier_value, provenance, DB_TEXT),
	COL(dossier_value, origin, DB_TEXT),
	COL(dossier_value, reference, DB_TEXT),
	COL(dossier_value, taken_at, DB_TIME),
};

static const struct db_column event_columns[] = {
	COL(dossier_event, seq, DB_INT),
	COL(dossier_event, kind, DB_TEXT),
	COL(dossier_event, state_after, DB_TEXT),
	COL(dossier_event, at, DB_TIME),
	COL(dossier_event, actor_kind, DB_TEXT),
	COL(dossier_event, actor_id, DB_INT),
	COL(dossier_event, actor_agency_id, DB_INT),
	COL(dossier_event, facts, DB_TEXT),
	COL(dossier_event, salt, DB_BYTES),
	COL(dossier_event, facts_hash, DB_BYTES),
	COL(dossier_event, previous_hash, DB_BYTES),
	COL(dossier_event, hash, DB_BYTES),
};
#define EVENT                                                                                                          \
	"SELECT seq, kind, state_after, at, actor_kind, actor_id, actor_agency_id, facts, salt, facts_hash, "          \
	"previous_hash, hash FROM dossier_event "

struct ledger_row {
	int64_t seq;
	const char *kind;
	int64_t at;
	const char *reason;
	int64_t minutes;
};
static const struct db_column ledger_columns[] = {
	COL(ledger_row, seq, DB_INT),
	COL(ledger_row, kind, DB_TEXT),
	COL(ledger_row, at, DB_TIME),
	COL(ledger_row, reason, DB_TEXT),
	COL(ledger_row, minutes, DB_INT),
};

struct id_row {
	int64_t id;
};
static const struct db_column id_columns[] = { COL(id_row, id, DB_INT) };

enum {
	BY_ID,
	BY_NUMBER,
	OF_ACCOUNT,
	PARTIES,
	PARTY_BY_NUMBER,
	PAPERS,
	VALUES_OF,
	EVENTS,
	LAST_EVENT,
	LEDGER,
	IDS,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[BY_ID] = { DOSSIER_SELECT "WHERE dossier.id = ?", ROW(dossier_columns, dossier) },
	/* Two look-ups by unique keys in one round trip; a code is never somebody else's filing number (their masks differ). */
	[BY_NUMBER] = { DOSSIER_SELECT "WHERE dossier.code = ? UNION ALL " DOSSIER_SELECT
				       "WHERE dossier.filing_number = ? LIMIT 1",
	    ROW(dossier_columns, dossier) },
	[OF_ACCOUNT] = { DOSSIER_SELECT
	    "WHERE dossier.account_id = ? AND dossier.id < ? ORDER BY dossier.id DESC LIMIT 101",
	    ROW(dossier_columns, dossier) },
	[PARTIES] = { PARTY "WHERE dossier_id = ? ORDER BY role", ROW(party_columns, dossier_party) },
	[PARTY_BY_NUMBER] = { PARTY "WHERE number = ? AND number <> '' ORDER BY dossier_id DESC LIMIT 1",
	    ROW(party_columns, dossier_party) },
	[PAPERS] = { "SELECT seq, round, requirement_code, name, originals, certified, photocopies, file_id, source "
		     "FROM dossier_paper WHERE dossier_id = ? ORDER BY seq",
	    ROW(paper_columns, dossier_paper) },
	[VALUES_OF] = { "SELECT round, field_id, row_no, value, provenance, origin, reference, taken_at "
			"FROM dossier_value WHERE dossier_id = ? "
			"ORDER BY round, field_id, row_no",
	    ROW(value_columns, dossier_value) },
	[EVENTS] = { EVENT "WHERE dossier_id = ? ORDER BY seq", ROW(event_columns, dossier_event) },
	[LAST_EVENT] = { EVENT "WHERE dossier_id = ? AND kind = ? ORDER BY seq DESC LIMIT 1",
	    ROW(event_columns, dossier_event) },
	[LEDGER] = { "SELECT seq, kind, at, reason, minutes FROM dossier_clock WHERE dossier_id = ? ORDER BY seq",
	    ROW(ledger_columns, ledger_row) },
	[IDS] = { "SELECT id FROM dossier WHERE id > ? ORDER BY id LIMIT 1000", ROW(id_columns, id_row) },
};
const struct store dossier_store = { "dossier", statements, STATEMENT__MAX };

enum {
	PARTIES_MAX = 8,
	PAPERS_MAX = 1000,
	VALUES_MAX = 20000,
	EVENTS_MAX = 5000,
	LEDGER_MAX = 1000,
	IDS_MAX = 1000,
	SECRET_SIZE = 12
};

/* Fills what the columns cannot. */
static enum err
finish(struct db *db, enum err err, struct dossier *d)
{
	if (err)
		return err;
	if (dossier_state_by_name(d->state_name, &d->state) != OK)
		return FAILURE(db_failure(db), ERR_INTERNAL, NULL, NULL, "dossier %lld in state '%s'", (long long)d->id,
		    d->state_name);
	return OK;
}

enum err
dossier_by_id(struct db *db, int64_t id, struct dossier *ret_dossier)
{
	return finish(db, db_row(db, &statements[BY_ID], ARGS(INT(id)), ret_dossier), ret_dossier);
}

enum err
dossier_by_number(struct db *db, const char *number, struct dossier *ret_dossier)
{
	enum err err = db_row(db, &statements[BY_NUMBER], ARGS(TEXT(number), TEXT(number)), ret_dossier);

	return finish(db, err, ret_dossier);
}

/* Another's dossier answers like an unknown one, and nothing of it stays in the caller's hands. */
static enum err
shown_if(bool may_see, struct dossier *dossier)
{
	if (may_see)
		return OK;
	*dossier = (struct dossier){ 0 };
	return ERR_NOT_FOUND;
}

enum err
dossier_for_officer(struct db *db, const struct officer *officer, const char *number, struct dossier *ret_dossier)
{
	struct dossier *d = ret_dossier;
	enum err err = dossier_by_number(db, number, d);

	if (err)
		return err;
	return shown_if(officer_sees(officer, d->agency_receiving_id, d->procedure_code) ||
			    officer_sees(officer, d->agency_solving_id, d->procedure_code),
	    d);
}

enum err
dossier_for_account(struct db *db, int64_t account_id, const char *number, struct dossier *ret_dossier)
{
	enum err err = dossier_by_number(db, number, ret_dossier);

	return err ? err : shown_if(ret_dossier->account_id == account_id && account_id > 0, ret_dossier);
}

enum err
dossier_for_secret(struct db *db, const char *number, const char *secret, struct dossier *ret_dossier)
{
	unsigned char hash[SHA256_SIZE] = { 0 };
	char code[SECRET_SIZE + 1];
	bool is_code = random_code_read(secret, code, SECRET_SIZE) == OK;
	enum err err = dossier_by_number(db, number, ret_dossier);

	if (err)
		return err;
	if (is_code)
		sha256(code, strlen(code), hash);
	return shown_if(
	    is_code && hash_equal(hash, sizeof(hash), ret_dossier->secret_hash.data, ret_dossier->secret_hash.size),
	    ret_dossier);
}

enum err
dossiers_of_account(struct db *db, int64_t account_id, int64_t before_id, size_t most,
    const struct dossier **ret_dossiers, size_t *ret_count, bool *ret_more)
{
	struct db_rows rows;
	struct dossier *dossier;
	enum err err =
	    db_rows(db, &statements[OF_ACCOUNT], ARGS(INT(account_id), INT(before_id)), most > 100 ? 100 : most, &rows);

	if (err)
		return err;
	dossier = rows.rows;
	for (size_t i = 0; i < rows.count; i++)
		if ((err = finish(db, OK, &dossier[i])))
			return err;
	*ret_dossiers = dossier;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}

/* All rows of a dossier's child table. More than ever should be there is a fault: half of them would look like all. */
static enum err
children(struct db *db, int statement, int64_t dossier_id, size_t most, const void **ret_rows, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[statement], ARGS(INT(dossier_id)), most, &rows);

	if (err)
		return err;
	if (rows.more)
		return FAILURE(db_failure(db), ERR_INTERNAL, NULL, NULL, "dossier %lld: more than %zu rows [%.60s]",
		    (long long)dossier_id, most, statements[statement].sql);
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
dossier_parties(struct db *db, int64_t dossier_id, const struct dossier_party **ret_parties, size_t *ret_count)
{
	return children(db, PARTIES, dossier_id, PARTIES_MAX, (const void **)ret_parties, ret_count);
}

enum err
party_by_number(struct db *db, const char *number, struct dossier_party *ret_party)
{
	return db_row(db, &statements[PARTY_BY_NUMBER], ARGS(TEXT(number)), ret_party);
}

enum err
dossier_papers(struct db *db, int64_t dossier_id, const struct dossier_paper **ret_papers, size_t *ret_count)
{
	return children(db, PAPERS, dossier_id, PAPERS_MAX, (const void **)ret_papers, ret_count);
}

enum err
dossier_values(struct db *db, int64_t dossier_id, const struct dossier_value **ret_values, size_t *ret_count)
{
	return children(db, VALUES_OF, dossier_id, VALUES_MAX, (const void **)ret_values, ret_count);
}

enum err
dossier_events(struct db *db, int64_t dossier_id, const struct dossier_event **ret_events, size_t *ret_count)
{
	return children(db, EVENTS, dossier_id, EVENTS_MAX, (const void **)ret_events, ret_count);
}

enum err
dossier_event_last(struct db *db, int64_t dossier_id, enum dossier_event_kind kind, struct dossier_event *ret_event)
{
	return db_row(db, &statements[LAST_EVENT], ARGS(INT(dossier_id), TEXT(dossier_event_name(kind))), ret_event);
}

enum err
dossier_clock_events(
    struct db *db, struct arena *arena, int64_t dossier_id, const struct clock_event **ret_events, size_t *ret_count)
{
	const struct ledger_row *row;
	struct clock_event *events;
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LEDGER], ARGS(INT(dossier_id)), LEDGER_MAX, &rows);

	if (err)
		return err;
	row = rows.rows;
	events = arena_array(arena, rows.count + 1, sizeof(*events));
	for (size_t i = 0; i < rows.count; i++) {
		events[i].seq = (int32_t)row[i].seq;
		events[i].at = row[i].at;
		events[i].minutes = (int32_t)row[i].minutes;
		if (clock_event_by_name(row[i].kind, &events[i].kind) != OK ||
		    clock_reason_by_name(row[i].reason, &events[i].reason) != OK)
			return FAILURE(db_failure(db), ERR_INTERNAL, NULL, NULL, "clock row %s/%s of dossier %lld",
			    row[i].kind, row[i].reason, (long long)dossier_id);
	}
	*ret_events = events;
	*ret_count = rows.count;
	return OK;
}

enum err
dossier_ids(struct db *db, int64_t after_id, const int64_t **ret_ids, size_t *ret_count)
{
	return children(db, IDS, after_id, IDS_MAX, (const void **)ret_ids, ret_count);
}
