/* SQL of demands. See demand_store.h. */
#include "demand_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "domain/dossier/state.h"

static const struct db_column demand_columns[] = {
	COL(demand, id, DB_INT),
	COL(demand, dossier_id, DB_INT),
	COL(demand, event_seq, DB_INT),
	COL(demand, agency_id, DB_INT),
	COL(demand, payer, DB_TEXT),
	COL(demand, total, DB_INT),
	COL(demand, state, DB_TEXT),
	COL(demand, version, DB_INT),
	COL(demand, created_at, DB_TIME),
	COL(demand, ended_at, DB_TIME),
};
#define DEMAND                                                                                                         \
	"SELECT id, dossier_id, event_seq, agency_id, payer, total, state, version, created_at, ended_at FROM demand "

struct dossier_state_row {
	const char *state;
};
static const struct db_column dossier_state_columns[] = { COL(dossier_state_row, state, DB_TEXT) };

static const struct db_column line_columns[] = {
	COL(demand_line, line_no, DB_INT),
	COL(demand_line, kind, DB_TEXT),
	COL(demand_line, code, DB_TEXT),
	COL(demand_line, name, DB_TEXT),
	COL(demand_line, quantity, DB_INT),
	COL(demand_line, unit_price, DB_INT),
	COL(demand_line, amount, DB_INT),
	COL(demand_line, basis, DB_TEXT),
};

static const struct db_column brief_columns[] = {
	COL(demand_brief, id, DB_INT),
	COL(demand_brief, number, DB_TEXT),
	COL(demand_brief, procedure_code, DB_TEXT),
	COL(demand_brief, procedure_name, DB_TEXT),
	COL(demand_brief, payer, DB_TEXT),
	COL(demand_brief, agency_id, DB_INT),
	COL(demand_brief, total, DB_INT),
	COL(demand_brief, created_at, DB_TIME),
};
#define BRIEF                                                                                                          \
	"SELECT demand.id, COALESCE(dossier.code, dossier.filing_number) AS number, dossier.procedure_code, "          \
	"dossier.procedure_name, demand.payer, demand.agency_id, demand.total, demand.created_at "                     \
	"FROM demand JOIN dossier ON dossier.id = demand.dossier_id "

enum {
	INSERT,
	INSERT_LINE,
	BY_EVENT,
	BY_ID,
	LOCK,
	DOSSIER_LOCK,
	END,
	OF_DOSSIER,
	LINES,
	OPEN_OF_ACCOUNT,
	OPEN_OF_AGENCIES,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[INSERT] = { "INSERT INTO demand (dossier_id, event_seq, agency_id, payer, total, state, created_at, ended_at) "
		     "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[INSERT_LINE] = { "INSERT INTO demand_line (demand_id, line_no, kind, code, name, quantity, unit_price, "
			  "amount, "
			  "basis) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[BY_EVENT] = { DEMAND "WHERE dossier_id = ? AND event_seq = ?", ROW(demand_columns, demand) },
	[BY_ID] = { DEMAND "WHERE id = ?", ROW(demand_columns, demand) },
	[LOCK] = { DEMAND "WHERE id = ? FOR UPDATE", ROW(demand_columns, demand) },
	[DOSSIER_LOCK] = { "SELECT state FROM dossier WHERE id = ? FOR UPDATE",
	    ROW(dossier_state_columns, dossier_state_row) },
	[END] = { "UPDATE demand SET state = ?, ended_at = ?, version = version + 1 WHERE id = ? AND state = 'open'",
	    NO_ROW },
	[OF_DOSSIER] = { DEMAND "WHERE dossier_id = ? ORDER BY event_seq DESC", ROW(demand_columns, demand) },
	[LINES] = { "SELECT line_no, kind, code, name, quantity, unit_price, amount, basis FROM demand_line "
		    "WHERE demand_id = ? ORDER BY line_no",
	    ROW(line_columns, demand_line) },
	[OPEN_OF_ACCOUNT] = { BRIEF "WHERE dossier.account_id = ? AND demand.state = 'open' ORDER BY demand.id DESC",
	    ROW(brief_columns, demand_brief) },
	[OPEN_OF_AGENCIES] = { BRIEF "WHERE demand.agency_id IN (SELECT allowed.id FROM JSON_TABLE(?, '$[*]' COLUMNS "
				     "(id BIGINT PATH '$')) AS allowed) AND demand.state = 'open' AND demand.id < ? "
				     "AND (dossier.code LIKE ? OR dossier.filing_number LIKE ? OR demand.payer LIKE ?) "
				     "ORDER BY demand.id DESC LIMIT 201",
	    ROW(brief_columns, demand_brief) },
};
const struct store demand_store = { "demand", statements, STATEMENT__MAX };

enum { DEMANDS_MOST = 50, LINES_MOST = 200 };

bool
demand_is(const struct demand *demand, const char *state)
{
	return strcmp(demand->state, state) == 0;
}

enum err
demand_insert(struct db *db, const struct demand *d, const struct demand_line *lines, size_t count, int64_t *ret_id)
{
	enum err err = db_exec(db, &statements[INSERT],
	    ARGS(INT(d->dossier_id), INT(d->event_seq), INT(d->agency_id), TEXT(d->payer), INT(d->total),
		TEXT(d->state), TIME(d->created_at), TIME(d->ended_at)));

	if (err)
		return err;
	*ret_id = (int64_t)db_insert_id(db);
	for (size_t i = 0; i < count; i++) {
		const struct demand_line *l = &lines[i];

		err = db_exec(db, &statements[INSERT_LINE],
		    ARGS(INT(*ret_id), INT((int64_t)i + 1), TEXT(l->kind), TEXT(l->code), TEXT(l->name),
			INT(l->quantity), INT(l->unit_price), INT(l->amount), TEXT(l->basis)));
		if (err)
			return err;
	}
	return OK;
}

enum err
demand_by_event(struct db *db, int64_t dossier_id, int64_t event_seq, struct demand *ret_demand)
{
	return db_row(db, &statements[BY_EVENT], ARGS(INT(dossier_id), INT(event_seq)), ret_demand);
}

enum err
demand_by_id(struct db *db, int64_t id, struct demand *ret_demand)
{
	return db_row(db, &statements[BY_ID], ARGS(INT(id)), ret_demand);
}

enum err
demand_lock(struct db *db, int64_t id, struct demand *ret_demand)
{
	return db_row(db, &statements[LOCK], ARGS(INT(id)), ret_demand);
}

enum err
demand_dossier_lock(struct db *db, int64_t dossier_id, bool *ret_over)
{
	static const enum dossier_state over[] = { DOSSIER_WITHDRAWN, DOSSIER_INTAKE_REFUSED, DOSSIER_CLOSED };
	struct dossier_state_row row;
	enum err err = db_row(db, &statements[DOSSIER_LOCK], ARGS(INT(dossier_id)), &row);

	if (err)
		return err;
	*ret_over = false;
	for (size_t i = 0; i < sizeof(over) / sizeof(over[0]); i++)
		*ret_over = *ret_over || strcmp(row.state, dossier_state_name(over[i])) == 0;
	return OK;
}

enum err
demand_end(struct db *db, int64_t id, const char *state, int64_t at)
{
	return db_change_one(db, &statements[END], ARGS(TEXT(state), TIME(at), INT(id)));
}

enum err
demands_of_dossier(struct db *db, int64_t dossier_id, const struct demand **ret_demands, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[OF_DOSSIER], ARGS(INT(dossier_id)), DEMANDS_MOST, &rows);

	if (err)
		return err;
	*ret_demands = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
demand_lines(struct db *db, int64_t demand_id, const struct demand_line **ret_lines, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LINES], ARGS(INT(demand_id)), LINES_MOST, &rows);

	if (err)
		return err;
	*ret_lines = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
demands_open_of_account(struct db *db, int64_t account_id, const struct demand_brief **ret_demands, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[OPEN_OF_ACCOUNT], ARGS(INT(account_id)), DEMANDS_MOST, &rows);

	if (err)
		return err;
	*ret_demands = rows.rows;
	*ret_count = rows.count;
	return OK;
}

/* What a person typed, to be found anywhere in a text: % and _ mean themselves. */
static const char *
pattern_of(struct arena *arena, const char *search)
{
	size_t size = strlen(search), used = 0;
	char *pattern = arena_alloc(arena, 2 * size + 3);

	pattern[used++] = '%';
	for (size_t i = 0; i < size; i++) {
		if (strchr("%_\\", search[i]) != NULL)
			pattern[used++] = '\\';
		pattern[used++] = search[i];
	}
	pattern[used] = '%';
	return pattern;
}

enum err
demands_open_of_agencies(struct db *db, struct arena *arena, const char *agencies, const char *search,
    int64_t before_id, size_t most, const struct demand_brief **ret_demands, size_t *ret_count, bool *ret_more)
{
	const char *pattern = search != NULL ? pattern_of(arena, search) : "%";
	struct db_rows rows;
	/* A dossier without a code yet has NULL there, which is like nothing: its filing number decides. */
	enum err err = db_rows(db, &statements[OPEN_OF_AGENCIES],
	    ARGS(TEXT(agencies), INT(before_id), TEXT(pattern), TEXT(pattern), TEXT(pattern)), most, &rows);

	if (err)
		return err;
	*ret_demands = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}
