/* The statements of kept examples. See example_store.h. */
#include "rule_design/example_store.h"

#include "core/data/db.h"

static const struct db_column example_columns[] = {
	COL(rule_example, id, DB_INT),
	COL(rule_example, version, DB_INT),
	COL(rule_example, name, DB_TEXT),
	COL(rule_example, given, DB_TEXT),
	COL(rule_example, expected, DB_TEXT),
};

enum { LIST, ADD, EXPECT, REMOVE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[LIST] = { "SELECT id, version, name, given, expected FROM definition_example WHERE kind = 'rule' AND code = ? "
		   "ORDER BY id",
	    ROW(example_columns, rule_example) },
	[ADD] = { "INSERT INTO definition_example (kind, code, name, given, expected, created_by, created_at) "
		  "SELECT 'rule', ?, ?, ?, ?, ?, ? FROM DUAL "
		  "WHERE (SELECT COUNT(*) FROM definition_example WHERE kind = 'rule' AND code = ?) < ?",
	    NO_ROW },
	[EXPECT] = { "UPDATE definition_example SET expected = ?, version = version + 1 "
		     "WHERE kind = 'rule' AND code = ? AND id = ? AND version = ?",
	    NO_ROW },
	[REMOVE] = { "DELETE FROM definition_example WHERE kind = 'rule' AND code = ? AND id = ? AND version = ?",
	    NO_ROW },
};
const struct store rule_example_store = { "rule_example", statements, STATEMENT__MAX };

enum err
rule_examples_of(struct db *db, const char *code, const struct rule_example **ret_examples, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LIST], ARGS(TEXT(code)), RULE_EXAMPLES_KEPT, &rows);

	if (err)
		return err;
	*ret_examples = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
rule_example_add(struct db *db, const char *code, const struct rule_example *example, int64_t officer_id, int64_t now)
{
	return db_change_one(db, &statements[ADD],
	    ARGS(TEXT(code), TEXT(example->name), TEXT(example->given), TEXT(example->expected), INT(officer_id),
		TIME(now), TEXT(code), INT(RULE_EXAMPLES_KEPT)));
}

enum err
rule_example_expect(struct db *db, const char *code, int64_t id, int64_t version, const char *expected)
{
	return db_change_one(db, &statements[EXPECT], ARGS(TEXT(expected), TEXT(code), INT(id), INT(version)));
}

enum err
rule_example_remove(struct db *db, const char *code, int64_t id, int64_t version)
{
	return db_change_one(db, &statements[REMOVE], ARGS(TEXT(code), INT(id), INT(version)));
}
