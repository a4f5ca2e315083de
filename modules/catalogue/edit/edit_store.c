/* Choices of the editor. See edit_store.h. */
#include "edit/edit_store.h"

#include "core/data/db.h"

static const struct db_column choice_columns[] = {
	COL(edit_choice, value, DB_TEXT),
	COL(edit_choice, name, DB_TEXT),
	COL(edit_choice, version_no, DB_INT),
};
static const struct db_column definition_columns[] = {
	COL(edit_definition, code, DB_TEXT),
	COL(edit_definition, version_no, DB_INT),
	COL(edit_definition, content, DB_TEXT),
	COL(edit_definition, created_at, DB_TIME),
};

#define DEFINITIONS(table)                                                                                             \
	"SELECT CAST(id AS CHAR) AS value, code AS name, version_no FROM " table " WHERE id = ? OR version_no = "      \
	"(SELECT MAX(last.version_no) FROM " table " last WHERE last.code = " table ".code) ORDER BY code, version_no"
#define DEFINITION(table) "SELECT code, version_no, content, created_at FROM " table " WHERE id = ?"
#define EXISTING          "valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?) "

enum { SECTORS, AGENCIES, TIER, FORMS, PROCESSES, RULES, FORM, PROCESS, RULE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[SECTORS] = { "SELECT code AS value, name, 0 AS version_no FROM sector ORDER BY name, code",
	    ROW(choice_columns, edit_choice) },
	[AGENCIES] = { "SELECT code AS value, name, 0 AS version_no FROM agency WHERE " EXISTING "ORDER BY code",
	    ROW(choice_columns, edit_choice) },
	[TIER] = { "SELECT code AS value, name, 0 AS version_no FROM agency WHERE " EXISTING
		   "AND tier = ? ORDER BY code",
	    ROW(choice_columns, edit_choice) },
	[FORMS] = { DEFINITIONS("form_version"), ROW(choice_columns, edit_choice) },
	[PROCESSES] = { DEFINITIONS("process_version"), ROW(choice_columns, edit_choice) },
	[RULES] = { DEFINITIONS("rule_version"), ROW(choice_columns, edit_choice) },
	[FORM] = { DEFINITION("form_version"), ROW(definition_columns, edit_definition) },
	[PROCESS] = { DEFINITION("process_version"), ROW(definition_columns, edit_definition) },
	[RULE] = { DEFINITION("rule_version"), ROW(definition_columns, edit_definition) },
};
const struct store edit_store = { "edit", statements, STATEMENT__MAX };

enum { CHOICES_MAX = 10000 };

static enum err
read_choices(struct db *db, const struct db_statement *statement, const struct db_arg *args, size_t arg_count,
    struct edit_choices *ret_choices)
{
	struct db_rows rows;
	enum err err = db_rows(db, statement, args, arg_count, CHOICES_MAX, &rows);

	if (!err)
		*ret_choices = (struct edit_choices){ rows.rows, rows.count };
	return err;
}

enum err
edit_choices_of(
    struct db *db, enum edit_source source, int64_t attached, int32_t today, struct edit_choices *ret_choices)
{
	static const int definitions[SOURCE__MAX] = {
		[SOURCE_FORMS] = FORMS, [SOURCE_PROCESSES] = PROCESSES, [SOURCE_RULES] = RULES
	};

	if (source == SOURCE_SECTORS)
		return read_choices(db, &statements[SECTORS], NO_ARGS, ret_choices);
	if (source == SOURCE_AGENCIES)
		return read_choices(db, &statements[AGENCIES], ARGS(DATE(today), DATE(today)), ret_choices);
	return read_choices(db, &statements[definitions[source]], ARGS(INT(attached)), ret_choices);
}

enum err
edit_agencies_of_tier(struct db *db, const char *tier, int32_t today, struct edit_choices *ret_choices)
{
	return read_choices(db, &statements[TIER], ARGS(DATE(today), DATE(today), TEXT(tier)), ret_choices);
}

enum err
edit_definition_of(struct db *db, enum edit_source source, int64_t id, struct edit_definition *ret_definition)
{
	static const int definitions[SOURCE__MAX] = {
		[SOURCE_FORMS] = FORM, [SOURCE_PROCESSES] = PROCESS, [SOURCE_RULES] = RULE
	};

	return db_row(db, &statements[definitions[source]], ARGS(INT(id)), ret_definition);
}
