/* Remarks. See review_store.h. */
#include "edit/review_store.h"

#include "core/data/db.h"

static const struct db_column remark_columns[] = {
	COL(review_remark, section, DB_TEXT),
	COL(review_remark, note, DB_TEXT),
	COL(review_remark, officer_name, DB_TEXT),
	COL(review_remark, at, DB_TIME),
};

enum { REMARKS, ADD, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[REMARKS] = { "SELECT review.section, review.note, officer.name AS officer_name, review.at "
		      "FROM procedure_review review JOIN officer ON officer.id = review.officer_id "
		      "WHERE review.procedure_version_id = ? AND review.kind = 'comment' ORDER BY review.seq",
	    ROW(remark_columns, review_remark) },
	[ADD] = { "INSERT INTO procedure_review (procedure_version_id, seq, kind, at, officer_id, note, section) "
		  "SELECT ?, COALESCE(MAX(seq), 0) + 1, 'comment', ?, ?, ?, ? FROM procedure_review "
		  "WHERE procedure_version_id = ?",
	    NO_ROW },
};
const struct store review_store = { "review", statements, STATEMENT__MAX };

enum { REMARKS_MAX = 500 };

enum err
review_remarks(struct db *db, int64_t version_id, const struct review_remark **ret_remarks, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[REMARKS], ARGS(INT(version_id)), REMARKS_MAX, &rows);

	if (err)
		return err;
	*ret_remarks = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
review_remark_add(
    struct db *db, int64_t version_id, const char *section, const char *note, int64_t officer_id, int64_t now)
{
	return db_exec(db, &statements[ADD],
	    ARGS(INT(version_id), TIME(now), INT(officer_id), TEXT(note), TEXT(section), INT(version_id)));
}
