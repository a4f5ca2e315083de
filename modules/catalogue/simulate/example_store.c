/* SQL of kept walks. See example_store.h. */
#include "simulate/example_store.h"

#include "core/data/db.h"

enum { ACTS_MAX = 100 };

static const struct db_column example_columns[] = {
	COL(example, id, DB_INT),
	COL(example, code, DB_TEXT),
	COL(example, name, DB_TEXT),
	COL(example, given, DB_TEXT),
	COL(example, expected, DB_TEXT),
	COL(example, version, DB_INT),
	COL(example, created_at, DB_TIME),
	COL(example, officer_name, DB_TEXT),
};
static const struct db_column act_columns[] = {
	COL(example_act, kind, DB_TEXT),
	COL(example_act, note, DB_TEXT),
	COL(example_act, officer_name, DB_TEXT),
	COL(example_act, at, DB_TIME),
};
struct code {
	const char *code;
};
static const struct db_column code_columns[] = { COL(code, code, DB_TEXT) };

#define EXAMPLE                                                                                                        \
	"SELECT example.id, example.code, example.name, example.given, example.expected, example.version, "            \
	"example.created_at, officer.name AS officer_name FROM definition_example example "                            \
	"LEFT JOIN officer ON officer.id = example.created_by WHERE example.kind = 'procedure' "

enum { BY_ID, OF_PROCEDURE, PROCEDURES, ADD, CHANGE, REMOVE, ACT_ADD, ACTS, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[BY_ID] = { EXAMPLE "AND example.id = ?", ROW(example_columns, example) },
	[OF_PROCEDURE] = { EXAMPLE "AND example.code = ? ORDER BY example.id", ROW(example_columns, example) },
	[PROCEDURES] = { "SELECT DISTINCT code FROM definition_example WHERE kind = 'procedure' AND code > ? "
			 "ORDER BY code",
	    ROW(code_columns, code) },
	[ADD] = { "INSERT INTO definition_example (kind, code, name, given, expected, created_by, created_at) "
		  "VALUES ('procedure', ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[CHANGE] = { "UPDATE definition_example SET given = ?, expected = ?, version = version + 1 "
		     "WHERE id = ? AND version = ?",
	    NO_ROW },
	[REMOVE] = { "DELETE FROM definition_example WHERE id = ? AND version = ?", NO_ROW },
	/* The next number in a table of its own: MariaDB refuses parameters beside MAX() when it runs the statement again. */
	[ACT_ADD] = { "INSERT INTO definition_example_act (example_id, seq, kind, at, officer_id, note, expected) "
		      "SELECT ?, next.seq, ?, ?, ?, ?, ? FROM (SELECT COALESCE(MAX(seq), 0) + 1 AS seq "
		      "FROM definition_example_act WHERE example_id = ?) next",
	    NO_ROW },
	[ACTS] = { "SELECT act.kind, act.note, officer.name AS officer_name, act.at FROM definition_example_act act "
		   "LEFT JOIN officer ON officer.id = act.officer_id WHERE act.example_id = ? ORDER BY act.seq DESC",
	    ROW(act_columns, example_act) },
};
const struct store example_store = { "example", statements, STATEMENT__MAX };

enum err
example_by_id(struct db *db, int64_t id, struct example *ret_example)
{
	return db_row(db, &statements[BY_ID], ARGS(INT(id)), ret_example);
}

enum err
examples_of(struct db *db, const char *code, const struct example **ret_examples, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[OF_PROCEDURE], ARGS(TEXT(code)), EXAMPLES_MAX, &rows);

	if (!err) {
		*ret_examples = rows.rows;
		*ret_count = rows.count;
	}
	return err;
}

enum err
examples_procedures(
    struct db *db, const char *after, size_t max, const char *const **ret_codes, size_t *ret_count, bool *ret_more)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[PROCEDURES], ARGS(TEXT(after)), max, &rows);

	if (!err) {
		/* A row is one text: the array of rows is an array of texts. */
		*ret_codes = &((const struct code *)rows.rows)->code;
		*ret_count = rows.count;
		*ret_more = rows.more;
	}
	return err;
}

static enum err
act_add(struct db *db, int64_t id, const char *kind, int64_t officer_id, int64_t now, const char *note,
    const char *expected)
{
	return db_exec(db, &statements[ACT_ADD],
	    ARGS(INT(id), TEXT(kind), TIME(now), INT(officer_id), TEXT(note), TEXT(expected), INT(id)));
}

enum err
example_add(
    struct db *db, const struct example *example, int64_t officer_id, int64_t now, const char *note, int64_t *ret_id)
{
	const struct example *others;
	size_t count;
	enum err err = examples_of(db, example->code, &others, &count);

	if (!err && count == EXAMPLES_MAX)
		return FAILURE(db_failure(db), ERR_CONFLICT, "catalogue_simulate.examples_full", NULL, "%s", "");
	if (!err)
		err = db_exec(db, &statements[ADD],
		    ARGS(TEXT(example->code), TEXT(example->name), TEXT(example->given), TEXT(example->expected),
			INT(officer_id == DB_NULL_INT ? 0 : officer_id), TIME(now)));
	if (err)
		return err;
	*ret_id = (int64_t)db_insert_id(db);
	return act_add(db, *ret_id, "create", officer_id, now, note, NULL);
}

enum err
example_accept(struct db *db, const struct example *example, int64_t version, const char *expected, int64_t officer_id,
    int64_t now, const char *note)
{
	enum err err = db_change_one(
	    db, &statements[CHANGE], ARGS(TEXT(example->given), TEXT(expected), INT(example->id), INT(version)));

	return err ? err : act_add(db, example->id, "accept", officer_id, now, note, example->expected);
}

enum err
example_replace(struct db *db, const struct example *old, const char *given, const char *expected, int64_t officer_id,
    int64_t now, const char *note)
{
	enum err err =
	    db_change_one(db, &statements[CHANGE], ARGS(TEXT(given), TEXT(expected), INT(old->id), INT(old->version)));

	return err ? err : act_add(db, old->id, "accept", officer_id, now, note, old->expected);
}

enum err
example_remove(struct db *db, const struct example *example, int64_t officer_id, int64_t now, const char *note)
{
	enum err err = db_change_one(db, &statements[REMOVE], ARGS(INT(example->id), INT(example->version)));

	return err ? err : act_add(db, example->id, "remove", officer_id, now, note, example->expected);
}
enum err
example_acts(struct db *db, int64_t id, const struct example_act **ret_acts, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[ACTS], ARGS(INT(id)), ACTS_MAX, &rows);

	if (!err) {
		*ret_acts = rows.rows;
		*ret_count = rows.count;
	}
	return err;
}
