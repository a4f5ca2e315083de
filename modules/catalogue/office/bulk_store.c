/* Bulk edits and their entries. See bulk_store.h. */
#include "office/bulk_store.h"

#include "core/data/db.h"

static const struct db_column bulk_columns[] = {
	COL(bulk_edit, id, DB_INT),
	COL(bulk_edit, code, DB_TEXT),
	COL(bulk_edit, officer_id, DB_INT),
	COL(bulk_edit, account_id, DB_INT),
	COL(bulk_edit, officer_name, DB_TEXT),
	COL(bulk_edit, list, DB_TEXT),
	COL(bulk_edit, kind, DB_TEXT),
	COL(bulk_edit, value, DB_TEXT),
	COL(bulk_edit, reason, DB_TEXT),
	COL(bulk_edit, state, DB_TEXT),
	COL(bulk_edit, created_at, DB_TIME),
	COL(bulk_edit, ordered_at, DB_TIME),
	COL(bulk_edit, finished_at, DB_TIME),
};
#define BULK                                                                                                           \
	"SELECT bulk.id, bulk.code, bulk.officer_id, officer.account_id, officer.name AS officer_name, bulk.list, "    \
	"bulk.kind, bulk.value, "                                                                                      \
	"bulk.reason, bulk.state, bulk.created_at, bulk.ordered_at, bulk.finished_at FROM bulk_edit bulk "             \
	"JOIN officer ON officer.id = bulk.officer_id "

static const struct db_column count_columns[] = {
	COL(bulk_count, outcome, DB_TEXT),
	COL(bulk_count, procedures, DB_INT),
	COL(bulk_count, drafts, DB_INT),
};
static const struct db_column item_columns[] = {
	COL(bulk_item, procedure_id, DB_INT),
	COL(bulk_item, code, DB_TEXT),
	COL(bulk_item, name, DB_TEXT),
	COL(bulk_item, outcome, DB_TEXT),
	COL(bulk_item, detail, DB_TEXT),
	COL(bulk_item, had_draft, DB_BOOL),
};
#define ITEM                                                                                                           \
	"SELECT entry.procedure_id, item.code, COALESCE((SELECT version.name FROM procedure_version version "          \
	"WHERE version.procedure_id = item.id ORDER BY version.version_no DESC LIMIT 1), '') AS name, "                \
	"entry.outcome, entry.detail, entry.had_draft FROM bulk_edit_item entry "                                      \
	"JOIN procedure_item item ON item.id = entry.procedure_id WHERE entry.bulk_id = ? "

enum { BY_CODE, LATEST, ORDERED, ADD, STEP, COUNTS, ITEMS, PLANNED, ITEM_DONE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[BY_CODE] = { BULK "WHERE bulk.code = ?", ROW(bulk_columns, bulk_edit) },
	[LATEST] = { BULK "ORDER BY bulk.id DESC LIMIT 21", ROW(bulk_columns, bulk_edit) },
	[ORDERED] = { BULK "WHERE bulk.state = 'ordered' ORDER BY bulk.ordered_at, bulk.id LIMIT 1",
	    ROW(bulk_columns, bulk_edit) },
	[ADD] = { "INSERT INTO bulk_edit (code, officer_id, created_at, list, kind, value, reason) "
		  "VALUES (?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[STEP] = { "UPDATE bulk_edit SET state = ?, ordered_at = IF(state = 'ordered', COALESCE(ordered_at, ?), "
		   "ordered_at), finished_at = IF(state = 'ordered', finished_at, ?) WHERE code = ? AND state = ?",
	    NO_ROW },
	[COUNTS] = { "SELECT outcome, COUNT(*) AS procedures, CAST(SUM(had_draft) AS SIGNED) AS drafts "
		     "FROM bulk_edit_item WHERE bulk_id = ? GROUP BY outcome ORDER BY outcome",
	    ROW(count_columns, bulk_count) },
	[ITEMS] = { ITEM "AND item.code > ? ORDER BY item.code LIMIT ?", ROW(item_columns, bulk_item) },
	[PLANNED] = { ITEM "AND entry.outcome = 'planned' ORDER BY entry.procedure_id LIMIT ?",
	    ROW(item_columns, bulk_item) },
	[ITEM_DONE] = { "UPDATE bulk_edit_item SET outcome = ?, detail = ? WHERE bulk_id = ? AND procedure_id = ? "
			"AND outcome = 'planned'",
	    NO_ROW },
};
const struct store bulk_store = { "bulk", statements, STATEMENT__MAX };

enum { LATEST_MAX = 20, OUTCOMES_MAX = 16 };

enum err
bulk_by_code(struct db *db, const char *code, struct bulk_edit *ret_bulk)
{
	return db_row(db, &statements[BY_CODE], ARGS(TEXT(code)), ret_bulk);
}

enum err
bulks_latest(struct db *db, const struct bulk_edit **ret_bulks, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LATEST], NO_ARGS, LATEST_MAX, &rows);

	if (err)
		return err;
	*ret_bulks = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
bulk_ordered(struct db *db, struct bulk_edit *ret_bulk)
{
	return db_row(db, &statements[ORDERED], NO_ARGS, ret_bulk);
}

enum err
bulk_add(struct db *db, const struct bulk_edit *bulk, int64_t now, int64_t *ret_id)
{
	enum err err = db_exec(db, &statements[ADD],
	    ARGS(TEXT(bulk->code), INT(bulk->officer_id), TIME(now), TEXT(bulk->list), TEXT(bulk->kind),
		TEXT(bulk->value), TEXT(bulk->reason)));

	*ret_id = (int64_t)db_insert_id(db);
	return err;
}

enum err
bulk_step(struct db *db, const char *code, const char *from, const char *to, int64_t now)
{
	return db_change_one(db, &statements[STEP], ARGS(TEXT(to), TIME(now), TIME(now), TEXT(code), TEXT(from)));
}

enum err
bulk_counts(struct db *db, int64_t bulk_id, const struct bulk_count **ret_counts, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[COUNTS], ARGS(INT(bulk_id)), OUTCOMES_MAX, &rows);

	if (err)
		return err;
	*ret_counts = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
bulk_items(struct db *db, int64_t bulk_id, const char *after, size_t most, const struct bulk_item **ret_items,
    size_t *ret_count, bool *ret_more)
{
	struct db_rows rows;
	enum err err =
	    db_rows(db, &statements[ITEMS], ARGS(INT(bulk_id), TEXT(after), INT((int64_t)most + 1)), most, &rows);

	if (err)
		return err;
	*ret_items = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}

enum err
bulk_planned(struct db *db, int64_t bulk_id, size_t most, const struct bulk_item **ret_items, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[PLANNED], ARGS(INT(bulk_id), INT((int64_t)most)), most, &rows);

	if (err)
		return err;
	*ret_items = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
bulk_item_done(struct db *db, int64_t bulk_id, int64_t procedure_id, const char *outcome, const char *detail)
{
	return db_change_one(
	    db, &statements[ITEM_DONE], ARGS(TEXT(outcome), TEXT(detail), INT(bulk_id), INT(procedure_id)));
}
