/* SQL of walks under way. See walk_store.h. */
#include "simulate/walk_store.h"

#include "core/data/db.h"
#include "core/memory/arena.h"

enum { DRAFTS_MAX = 100 };

static const struct db_column walk_columns[] = {
	COL(walk_row, id, DB_INT),
	COL(walk_row, reference, DB_TEXT),
	COL(walk_row, officer_id, DB_INT),
	COL(walk_row, procedure_code, DB_TEXT),
	COL(walk_row, procedure_name, DB_TEXT),
	COL(walk_row, form_pick, DB_TEXT),
	COL(walk_row, process_pick, DB_TEXT),
	COL(walk_row, rule_pick, DB_TEXT),
	COL(walk_row, given, DB_TEXT),
	COL(walk_row, version, DB_INT),
	COL(walk_row, created_at, DB_TIME),
	COL(walk_row, touched_at, DB_TIME),
};
static const struct db_column draft_columns[] = {
	COL(walk_draft, id, DB_INT),
	COL(walk_draft, version, DB_INT),
	COL(walk_draft, kind, DB_TEXT),
	COL(walk_draft, code, DB_TEXT),
	COL(walk_draft, name, DB_TEXT),
	COL(walk_draft, state, DB_TEXT),
	COL(walk_draft, owner_agency_id, DB_INT),
};
struct target {
	const char *code;
};
static const struct db_column target_columns[] = { COL(target, code, DB_TEXT) };

#define WALK                                                                                                           \
	"SELECT id, reference, officer_id, procedure_code, procedure_name, form_pick, process_pick, rule_pick, "       \
	"given, "                                                                                                      \
	"version, created_at, touched_at FROM definition_walk "

enum { ADD, TRIM, BY_REFERENCE, OF_OFFICER, SAVE, DROP, DRAFTS, TARGETS, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[ADD] = { "INSERT INTO definition_walk (reference, officer_id, procedure_code, procedure_name, form_pick, "
		  "process_pick, rule_pick, given, created_at, touched_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[TRIM] = { "DELETE FROM definition_walk WHERE officer_id = ? AND id <= (SELECT id FROM (SELECT id "
		   "FROM definition_walk WHERE officer_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?) oldest)",
	    NO_ROW },
	[BY_REFERENCE] = { WALK "WHERE reference = ? AND officer_id = ?", ROW(walk_columns, walk_row) },
	[OF_OFFICER] = { WALK "WHERE officer_id = ? ORDER BY id DESC", ROW(walk_columns, walk_row) },
	[SAVE] = { "UPDATE definition_walk SET given = ?, touched_at = ?, version = version + 1 "
		   "WHERE id = ? AND version = ?",
	    NO_ROW },
	[DROP] = { "DELETE FROM definition_walk WHERE id = ?", NO_ROW },
	[DRAFTS] = { "SELECT DISTINCT draft.id, draft.version, draft.kind, draft.code, draft.name, draft.state, "
		     "draft.owner_agency_id FROM definition_draft_target target "
		     "JOIN definition_draft draft ON draft.id = target.draft_id "
		     "WHERE target.procedure_id = ? AND draft.state IN ('draft', 'submitted', 'controlled') "
		     "ORDER BY draft.kind, draft.code",
	    ROW(draft_columns, walk_draft) },
	[TARGETS] = { "SELECT DISTINCT item.code FROM definition_draft_target target "
		      "JOIN procedure_item item ON item.id = target.procedure_id "
		      "JOIN definition_example example ON example.kind = 'procedure' AND example.code = item.code "
		      "WHERE target.draft_id = ? AND item.code > ? ORDER BY item.code",
	    ROW(target_columns, target) },
};
const struct store walk_store = { "walk", statements, STATEMENT__MAX };

enum err
walk_add(struct db *db, const struct walk_row *walk)
{
	enum err err = db_exec(db, &statements[ADD],
	    ARGS(TEXT(walk->reference), INT(walk->officer_id), TEXT(walk->procedure_code), TEXT(walk->procedure_name),
		TEXT(walk->form_pick), TEXT(walk->process_pick), TEXT(walk->rule_pick), TEXT(walk->given),
		TIME(walk->created_at), TIME(walk->created_at)));

	return err ? err
		   : db_exec(db, &statements[TRIM], ARGS(INT(walk->officer_id), INT(walk->officer_id), INT(WALKS_MAX)));
}

enum err
walk_by_reference(struct db *db, int64_t officer_id, const char *reference, struct walk_row *ret_walk)
{
	return db_row(db, &statements[BY_REFERENCE], ARGS(TEXT(reference), INT(officer_id)), ret_walk);
}

enum err
walks_of(struct db *db, int64_t officer_id, const struct walk_row **ret_walks, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[OF_OFFICER], ARGS(INT(officer_id)), WALKS_MAX + 1, &rows);

	if (!err) {
		*ret_walks = rows.rows;
		*ret_count = rows.count;
	}
	return err;
}

enum err
walk_save(struct db *db, int64_t id, int64_t expected, const char *given, int64_t now)
{
	return db_change_one(db, &statements[SAVE], ARGS(TEXT(given), TIME(now), INT(id), INT(expected)));
}

enum err
walk_drop(struct db *db, int64_t id)
{
	return db_exec(db, &statements[DROP], ARGS(INT(id)));
}

enum err
walk_drafts(struct db *db, int64_t procedure_id, const struct walk_draft **ret_drafts, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[DRAFTS], ARGS(INT(procedure_id)), DRAFTS_MAX, &rows);

	if (!err) {
		*ret_drafts = rows.rows;
		*ret_count = rows.count;
	}
	return err;
}

enum err
walk_targets(struct db *db, int64_t draft_id, const char *after, size_t most, const char *const **ret_codes,
    size_t *ret_count, bool *ret_more)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[TARGETS], ARGS(INT(draft_id), TEXT(after)), most, &rows);

	if (!err) {
		/* A row is one text: the array of rows is an array of texts. */
		*ret_codes = &((const struct target *)rows.rows)->code;
		*ret_count = rows.count;
		*ret_more = rows.more;
	}
	return err;
}
