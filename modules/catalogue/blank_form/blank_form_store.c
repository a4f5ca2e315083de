/* SQL of blank forms. See blank_form_store.h. */
#include "blank_form/blank_form_store.h"

#include "core/data/db.h"
#include "core/none.h"

struct content_row {
	struct bytes content;
};
static const struct db_column form_columns[] = {
	COL(blank_form, id, DB_INT),
	COL(blank_form, name, DB_TEXT),
	COL(blank_form, media_type, DB_TEXT),
	COL(blank_form, sha256, DB_BYTES),
	COL(blank_form, procedure_version_id, DB_INT),
	COL(blank_form, from_day, DB_DATE),
};
static const struct db_column content_columns[] = { COL(content_row, content, DB_BYTES) };

#define FORM                                                                                                           \
	"SELECT form.id, form.name, form.media_type, form.sha256, form.procedure_version_id, form.from_day "           \
	"FROM blank_form form "

enum { LAST, ON_DAY, ALL_ON_DAY, CONTENT, ADD_CONTENT, ADD, DECIDE, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[LAST] = { FORM "WHERE form.name = ? AND form.from_day IS NOT NULL ORDER BY form.from_day DESC, form.id DESC "
			"LIMIT 1",
	    ROW(form_columns, blank_form) },
	[ON_DAY] = { FORM
	    "WHERE form.name = ? AND form.from_day <= ? ORDER BY form.from_day DESC, form.id DESC LIMIT 1",
	    ROW(form_columns, blank_form) },
	[ALL_ON_DAY] = { FORM
	    "WHERE form.from_day <= ? AND NOT EXISTS (SELECT 1 FROM blank_form later "
	    "WHERE later.name = form.name AND later.from_day <= ? AND (later.from_day > form.from_day "
	    "OR (later.from_day = form.from_day AND later.id > form.id))) ORDER BY form.name",
	    ROW(form_columns, blank_form) },
	[CONTENT] = { "SELECT content FROM blank_form_content WHERE sha256 = ?", ROW(content_columns, content_row) },
	[ADD_CONTENT] = { "INSERT IGNORE INTO blank_form_content (sha256, size, content) VALUES (?, ?, ?)", NO_ROW },
	[ADD] = { "INSERT INTO blank_form (name, media_type, sha256, procedure_version_id, from_day, officer_id, at) "
		  "VALUES (?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[DECIDE] = { "UPDATE blank_form SET from_day = ? WHERE procedure_version_id = ? AND from_day IS NULL", NO_ROW },
};
const struct store blank_form_store = { "blank_form", statements, STATEMENT__MAX };

enum err
blank_form_on(struct db *db, const char *name, int32_t day, struct blank_form *ret_form)
{
	return day == DATE_NONE ? db_row(db, &statements[LAST], ARGS(TEXT(name)), ret_form)
				: db_row(db, &statements[ON_DAY], ARGS(TEXT(name), DATE(day)), ret_form);
}

enum err
blank_forms_on(struct db *db, int32_t day, const struct blank_form **ret_forms, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[ALL_ON_DAY], ARGS(DATE(day), DATE(day)), BLANK_FORMS_MAX, &rows);

	if (!err) {
		*ret_forms = rows.rows;
		*ret_count = rows.count;
	}
	return err;
}

enum err
blank_form_content(struct db *db, struct bytes sha256, struct bytes *ret_content)
{
	struct content_row row;
	enum err err = db_row(db, &statements[CONTENT], ARGS(BYTES(sha256)), &row);

	if (!err)
		*ret_content = row.content;
	return err;
}

enum err
blank_form_add(struct db *db, const struct blank_form *form, struct bytes content, int64_t officer_id, int64_t now)
{
	enum err err = db_exec(
	    db, &statements[ADD_CONTENT], ARGS(BYTES(form->sha256), INT((int64_t)content.size), BYTES(content)));

	return err ? err
		   : db_exec(db, &statements[ADD],
			 ARGS(TEXT(form->name), TEXT(form->media_type), BYTES(form->sha256),
			     INT(form->procedure_version_id), DATE(form->from_day), INT(officer_id), TIME(now)));
}

enum err
blank_forms_decide(struct db *db, int64_t procedure_version_id, int32_t from_day)
{
	return db_exec(db, &statements[DECIDE], ARGS(DATE(from_day), INT(procedure_version_id)));
}
