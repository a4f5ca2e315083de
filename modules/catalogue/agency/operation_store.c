/* Rows of operations. See operation_store.h. */
#include "agency/operation_store.h"

#include "core/data/db.h"

static const struct db_column operation_columns[] = {
	COL(operation, id, DB_INT),
	COL(operation, number, DB_TEXT),
	COL(operation, kind, DB_TEXT),
	COL(operation, state, DB_TEXT),
	COL(operation, effective, DB_DATE),
	COL(operation, decision_no, DB_TEXT),
	COL(operation, decision_date, DB_DATE),
	COL(operation, new_name, DB_TEXT),
	COL(operation, new_short_name, DB_TEXT),
	COL(operation, created_by, DB_INT),
	COL(operation, created_at, DB_TIME),
	COL(operation, ordered_at, DB_TIME),
	COL(operation, applied_at, DB_TIME),
	COL(operation, created_by_name, DB_TEXT),
	COL(operation, ordered_by_name, DB_TEXT),
	COL(operation, outcome, DB_TEXT),
	COL(operation, version, DB_INT),
};
#define OPERATION                                                                                                      \
	"SELECT operation.id, operation.number, operation.kind, operation.state, operation.effective, "                \
	"operation.decision_no, operation.decision_date, operation.new_name, operation.new_short_name, "               \
	"operation.created_by, operation.created_at, operation.ordered_at, operation.applied_at, "                     \
	"maker.name AS created_by_name, orderer.name AS ordered_by_name, operation.outcome, operation.version "        \
	"FROM agency_operation operation LEFT JOIN officer maker ON maker.id = operation.created_by "                  \
	"LEFT JOIN officer orderer ON orderer.id = operation.ordered_by "

static const struct db_column part_columns[] = {
	COL(operation_part, side, DB_TEXT),
	COL(operation_part, agency_id, DB_INT),
	COL(operation_part, code, DB_TEXT),
	COL(operation_part, name, DB_TEXT),
	COL(operation_part, slug, DB_TEXT),
	COL(operation_part, calendar, DB_TEXT),
	COL(operation_part, valid_from, DB_DATE),
	COL(operation_part, valid_to, DB_DATE),
	COL(operation_part, successors, DB_INT),
	COL(operation_part, busy, DB_INT),
};
static const struct db_column choice_columns[] = {
	COL(operation_choice, agency_id, DB_INT),
	COL(operation_choice, agency_code, DB_TEXT),
	COL(operation_choice, kind, DB_TEXT),
	COL(operation_choice, item, DB_TEXT),
	COL(operation_choice, successor_id, DB_INT),
	COL(operation_choice, successor_code, DB_TEXT),
	COL(operation_choice, successor_name, DB_TEXT),
};
struct number_row {
	const char *number;
};
static const struct db_column number_columns[] = { COL(number_row, number, DB_TEXT) };

enum {
	NEWEST,
	BY_NUMBER,
	PARTS,
	CHOICES,
	ADD,
	ADD_PART,
	TOUCH,
	CHOOSE,
	UNCHOOSE,
	ORDER,
	CANCEL,
	DUE,
	LOCK,
	APPLIED,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[NEWEST] = { OPERATION "WHERE operation.id < ? ORDER BY operation.id DESC LIMIT 51",
	    ROW(operation_columns, operation) },
	[BY_NUMBER] = { OPERATION "WHERE operation.number = ?", ROW(operation_columns, operation) },
	[PARTS] = { "WITH RECURSIVE line (part_id, parent_id, calendar_id, depth) AS ("
		    "SELECT agency.id, agency.parent_id, agency.calendar_id, 0 FROM agency "
		    "WHERE agency.id IN (SELECT agency_id FROM agency_operation_part WHERE operation_id = ?) "
		    "UNION ALL SELECT line.part_id, agency.parent_id, agency.calendar_id, line.depth + 1 "
		    "FROM agency JOIN line ON agency.id = line.parent_id "
		    "WHERE line.calendar_id IS NULL AND line.depth < 32) "
		    "SELECT part.side, part.agency_id, agency.code, agency.name, agency.slug, "
		    "(SELECT calendar.code FROM line JOIN calendar ON calendar.id = line.calendar_id "
		    "WHERE line.part_id = part.agency_id LIMIT 1) AS calendar, agency.valid_from, agency.valid_to, "
		    "(SELECT COUNT(*) FROM agency_succession WHERE agency_succession.agency_id = part.agency_id) "
		    "AS successors, (SELECT COUNT(*) FROM agency_operation_part other JOIN agency_operation ordered "
		    "ON ordered.id = other.operation_id AND ordered.state = 'ordered' "
		    "WHERE other.agency_id = part.agency_id AND other.operation_id <> part.operation_id) AS busy "
		    "FROM agency_operation_part part JOIN agency ON agency.id = part.agency_id "
		    "WHERE part.operation_id = ? ORDER BY part.side, agency.code",
	    ROW(part_columns, operation_part) },
	[CHOICES] = { "SELECT choice.agency_id, agency.code AS agency_code, choice.kind, choice.item, "
		      "choice.successor_id, successor.code AS successor_code, successor.name AS successor_name "
		      "FROM agency_operation_choice choice JOIN agency ON agency.id = choice.agency_id "
		      "LEFT JOIN agency successor ON successor.id = choice.successor_id "
		      "WHERE choice.operation_id = ? ORDER BY agency.code, choice.kind, choice.item",
	    ROW(choice_columns, operation_choice) },
	[ADD] = { "INSERT INTO agency_operation (number, kind, state, effective, decision_no, decision_date, new_name, "
		  "new_short_name, created_by, created_at) VALUES (?, ?, 'planned', ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[ADD_PART] = { "INSERT INTO agency_operation_part (operation_id, side, agency_id) VALUES (?, ?, ?)", NO_ROW },
	[TOUCH] = { "UPDATE agency_operation SET version = version + 1 WHERE id = ? AND version = ? "
		    "AND state = 'planned'",
	    NO_ROW },
	[CHOOSE] = { "INSERT INTO agency_operation_choice (operation_id, agency_id, kind, item, successor_id) "
		     "VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE successor_id = VALUES(successor_id)",
	    NO_ROW },
	[UNCHOOSE] = { "DELETE FROM agency_operation_choice WHERE operation_id = ? AND agency_id = ? AND kind = ? "
		       "AND item = ?",
	    NO_ROW },
	[ORDER] = { "UPDATE agency_operation SET state = 'ordered', ordered_by = ?, ordered_at = ?, "
		    "version = version + 1 WHERE id = ? AND version = ? AND state = 'planned'",
	    NO_ROW },
	[CANCEL] = { "UPDATE agency_operation SET state = 'cancelled', version = version + 1 WHERE id = ? "
		     "AND version = ? AND state IN ('planned', 'ordered')",
	    NO_ROW },
	[DUE] = { "SELECT number FROM agency_operation WHERE state = 'ordered' AND effective <= ? "
		  "ORDER BY effective, id LIMIT 100",
	    ROW(number_columns, number_row) },
	[LOCK] = { OPERATION "WHERE operation.number = ? AND operation.state = 'ordered' FOR UPDATE",
	    ROW(operation_columns, operation) },
	[APPLIED] = { "UPDATE agency_operation SET state = 'applied', applied_at = ?, outcome = ?, "
		      "version = version + 1 WHERE id = ? AND state = 'ordered'",
	    NO_ROW },
};
const struct store operation_store = { "operation", statements, STATEMENT__MAX };

enum { PARTS_MAX = 400, CHOICES_MAX = 5000, DUE_MAX = 100 };

enum err
operations_newest(
    struct db *db, int64_t before, const struct operation **ret_operations, size_t *ret_count, bool *ret_more)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[NEWEST], ARGS(INT(before)), OPERATIONS_PAGE, &rows);

	if (err)
		return err;
	*ret_operations = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}

enum err
operation_by_number(struct db *db, const char *number, struct operation *ret_operation)
{
	return db_row(db, &statements[BY_NUMBER], ARGS(TEXT(number)), ret_operation);
}

enum err
operation_parts(struct db *db, int64_t operation_id, const struct operation_part **ret_parts, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[PARTS], ARGS(INT(operation_id), INT(operation_id)), PARTS_MAX, &rows);

	if (err)
		return err;
	*ret_parts = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
operation_choices(struct db *db, int64_t operation_id, const struct operation_choice **ret_choices, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[CHOICES], ARGS(INT(operation_id)), CHOICES_MAX, &rows);

	if (err)
		return err;
	*ret_choices = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
operation_add(struct db *db, const struct operation *operation, int64_t *ret_id)
{
	enum err err = db_exec(db, &statements[ADD],
	    ARGS(TEXT(operation->number), TEXT(operation->kind), DATE(operation->effective),
		TEXT(operation->decision_no), DATE(operation->decision_date), TEXT(operation->new_name),
		TEXT(operation->new_short_name), INT(operation->created_by), TIME(operation->created_at)));

	if (!err)
		*ret_id = (int64_t)db_insert_id(db);
	return err;
}

enum err
operation_part_add(struct db *db, int64_t operation_id, const char *side, int64_t agency_id)
{
	return db_exec(db, &statements[ADD_PART], ARGS(INT(operation_id), TEXT(side), INT(agency_id)));
}

struct choosing {
	int64_t operation_id, version;
	const struct operation_choice *choice;
	bool keep;
};

static enum err
choose_once(struct db *db, const void *arg)
{
	const struct choosing *c = arg;
	enum err err = db_change_one(db, &statements[TOUCH], ARGS(INT(c->operation_id), INT(c->version)));

	if (err)
		return err;
	if (!c->keep)
		return db_exec(db, &statements[UNCHOOSE],
		    ARGS(
			INT(c->operation_id), INT(c->choice->agency_id), TEXT(c->choice->kind), TEXT(c->choice->item)));
	return db_exec(db, &statements[CHOOSE],
	    ARGS(INT(c->operation_id), INT(c->choice->agency_id), TEXT(c->choice->kind), TEXT(c->choice->item),
		INT(c->choice->successor_id)));
}

enum err
operation_choose(struct db *db, int64_t operation_id, int64_t version, int64_t agency_id, const char *kind,
    const char *item, int64_t successor_id)
{
	const struct operation_choice choice = {
		.agency_id = agency_id, .kind = kind, .item = item, .successor_id = successor_id
	};

	return db_transaction(db, choose_once, &(struct choosing){ operation_id, version, &choice, true });
}

enum err
operation_unchoose(
    struct db *db, int64_t operation_id, int64_t version, int64_t agency_id, const char *kind, const char *item)
{
	const struct operation_choice choice = { .agency_id = agency_id, .kind = kind, .item = item };

	return db_transaction(db, choose_once, &(struct choosing){ operation_id, version, &choice, false });
}

enum err
operation_order(struct db *db, int64_t operation_id, int64_t version, int64_t officer_id, int64_t now)
{
	return db_change_one(db, &statements[ORDER], ARGS(INT(officer_id), TIME(now), INT(operation_id), INT(version)));
}

enum err
operation_cancel(struct db *db, int64_t operation_id, int64_t version)
{
	return db_change_one(db, &statements[CANCEL], ARGS(INT(operation_id), INT(version)));
}

enum err
operations_due(struct db *db, int32_t today, const char *const **ret_numbers, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[DUE], ARGS(DATE(today)), DUE_MAX, &rows);

	if (err)
		return err;
	/* A row is one text. */
	*ret_numbers = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
operation_lock(struct db *db, const char *number, struct operation *ret_operation)
{
	return db_row(db, &statements[LOCK], ARGS(TEXT(number)), ret_operation);
}

enum err
operation_applied(struct db *db, int64_t operation_id, int64_t now, const char *outcome)
{
	return db_change_one(db, &statements[APPLIED], ARGS(TIME(now), TEXT(outcome), INT(operation_id)));
}
