/* Identities of procedures. See item_store.h. */
#include "record/item_store.h"

#include "core/data/db.h"

enum { ALIASES_MAX = 50 };

static const struct db_column item_columns[] = {
	COL(procedure_item, id, DB_INT),
	COL(procedure_item, code, DB_TEXT),
	COL(procedure_item, slug, DB_TEXT),
	COL(procedure_item, replaced_by, DB_TEXT),
	COL(procedure_item, owner_agency_id, DB_INT),
	COL(procedure_item, owner_agency, DB_TEXT),
	COL(procedure_item, owner_name, DB_TEXT),
	COL(procedure_item, listed, DB_BOOL),
	COL(procedure_item, opens_on, DB_DATE),
	COL(procedure_item, closes_on, DB_DATE),
	COL(procedure_item, current_version_id, DB_INT),
	COL(procedure_item, version, DB_INT),
};
#define ITEM                                                                                                           \
	"SELECT item.id, item.code, item.slug, item.replaced_by, item.owner_agency_id, agency.code AS owner_agency, "  \
	"agency.name AS owner_name, item.listed, item.opens_on, item.closes_on, item.current_version_id, "             \
	"item.version FROM procedure_item item LEFT JOIN agency ON agency.id = item.owner_agency_id "                  \
	"WHERE item.id = (SELECT id FROM procedure_item WHERE code = ? UNION "                                         \
	"SELECT procedure_id FROM procedure_alias WHERE alias = ? LIMIT 1)"

struct alias_row {
	const char *alias;
};
static const struct db_column alias_columns[] = { COL(alias_row, alias, DB_TEXT) };
struct holder_row {
	int64_t id;
};
static const struct db_column holder_columns[] = { COL(holder_row, id, DB_INT) };

enum { BY_CODE, LOCK, ADD, CHANGE, ALIASES, HOLDER, ALIAS_ADD, ALIAS_REMOVE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[BY_CODE] = { ITEM, ROW(item_columns, procedure_item) },
	[LOCK] = { ITEM " FOR UPDATE", ROW(item_columns, procedure_item) },
	[ADD] = { "INSERT INTO procedure_item (code, slug, replaced_by, owner_agency_id, listed, opens_on, closes_on) "
		  "VALUES (?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[CHANGE] = { "UPDATE procedure_item SET slug = ?, replaced_by = ?, owner_agency_id = ?, listed = ?, opens_on = "
		     "?, "
		     "closes_on = ?, version = version + 1 WHERE id = ? AND version = ?",
	    NO_ROW },
	[ALIASES] = { "SELECT alias FROM procedure_alias WHERE procedure_id = ? ORDER BY alias",
	    ROW(alias_columns, alias_row) },
	[HOLDER] = { "SELECT id FROM procedure_item WHERE code = ? UNION "
		     "SELECT procedure_id FROM procedure_alias WHERE alias = ? LIMIT 1",
	    ROW(holder_columns, holder_row) },
	[ALIAS_ADD] = { "INSERT INTO procedure_alias (alias, procedure_id) VALUES (?, ?)", NO_ROW },
	[ALIAS_REMOVE] = { "DELETE FROM procedure_alias WHERE procedure_id = ? AND alias = ?", NO_ROW },
};
const struct store item_store = { "item", statements, STATEMENT__MAX };

enum err
item_by_code(struct db *db, const char *code, struct procedure_item *ret_item)
{
	return db_row(db, &statements[BY_CODE], ARGS(TEXT(code), TEXT(code)), ret_item);
}

enum err
item_lock(struct db *db, const char *code, struct procedure_item *ret_item)
{
	return db_row(db, &statements[LOCK], ARGS(TEXT(code), TEXT(code)), ret_item);
}

enum err
item_add(struct db *db, const struct procedure_item *item, int64_t *ret_id)
{
	enum err err = db_exec(db, &statements[ADD],
	    ARGS(TEXT(item->code), TEXT(item->slug), TEXT(item->replaced_by), INT(item->owner_agency_id),
		BOOL(item->listed), DATE(item->opens_on), DATE(item->closes_on)));

	*ret_id = (int64_t)db_insert_id(db);
	return err;
}

enum err
item_change(struct db *db, const struct procedure_item *item)
{
	return db_change_one(db, &statements[CHANGE],
	    ARGS(TEXT(item->slug), TEXT(item->replaced_by), INT(item->owner_agency_id), BOOL(item->listed),
		DATE(item->opens_on), DATE(item->closes_on), INT(item->id), INT(item->version)));
}

enum err
aliases_of(struct db *db, int64_t procedure_id, const char *const **ret_aliases, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[ALIASES], ARGS(INT(procedure_id)), ALIASES_MAX, &rows);

	if (err)
		return err;
	/* A row is one pointer: the rows are the list. */
	_Static_assert(sizeof(struct alias_row) == sizeof(const char *), "a row is its text alone");
	*ret_aliases = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
alias_put(struct db *db, int64_t procedure_id, const char *alias)
{
	struct holder_row holder;
	enum err err = db_row(db, &statements[HOLDER], ARGS(TEXT(alias), TEXT(alias)), &holder);

	if (err == ERR_NOT_FOUND)
		return db_exec(db, &statements[ALIAS_ADD], ARGS(TEXT(alias), INT(procedure_id)));
	if (!err && holder.id != procedure_id)
		return ERR_CONFLICT;
	return err;
}

enum err
alias_remove(struct db *db, int64_t procedure_id, const char *alias)
{
	return db_exec(db, &statements[ALIAS_REMOVE], ARGS(INT(procedure_id), TEXT(alias)));
}
