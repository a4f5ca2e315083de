/* Reads of the administrator's list. See office_store.h. */
#include "office/office_store.h"

#include "core/data/db.h"

static const struct db_column row_columns[] = {
	COL(office_row, code, DB_TEXT),
	COL(office_row, slug, DB_TEXT),
	COL(office_row, name, DB_TEXT),
	COL(office_row, sector_name, DB_TEXT),
	COL(office_row, service_level, DB_TEXT),
	COL(office_row, version_no, DB_INT),
	COL(office_row, effective_from, DB_DATE),
	COL(office_row, in_force, DB_BOOL),
	COL(office_row, has_form, DB_BOOL),
	COL(office_row, has_process, DB_BOOL),
	COL(office_row, has_rule, DB_BOOL),
};
static const struct db_column publication_columns[] = {
	COL(office_publication, published_at, DB_TIME),
	COL(office_publication, pages, DB_INT),
	COL(office_publication, changed_pages, DB_INT),
};

enum { LIST, PUBLISHED, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[LIST] = { "SELECT item.code, item.slug, version.name, sector.name AS sector_name, version.service_level, "
		   "version.version_no, version.effective_from, item.current_version_id IS NOT NULL AS in_force, "
		   "version.form_version_id IS NOT NULL AS has_form, "
		   "COALESCE(process_version.code <> 'default', FALSE) AS has_process, "
		   "version.rule_version_id IS NOT NULL AS has_rule "
		   "FROM procedure_item item JOIN procedure_version version ON version.id = "
		   "COALESCE(item.current_version_id, (SELECT MAX(last.id) FROM procedure_version last "
		   "WHERE last.procedure_id = item.id)) JOIN sector ON sector.id = version.sector_id "
		   "LEFT JOIN process_version ON process_version.id = version.process_version_id "
		   "WHERE item.code > ? ORDER BY item.code",
	    ROW(row_columns, office_row) },
	[PUBLISHED] = { "SELECT published_at, pages, changed_pages FROM publication ORDER BY id DESC LIMIT 1",
	    ROW(publication_columns, office_publication) },
};
const struct store office_store = { "office", statements, STATEMENT__MAX };

enum err
office_list(struct db *db, const char *after, const struct office_row **ret_rows, size_t *ret_count, bool *ret_more)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[LIST], ARGS(TEXT(after)), OFFICE_PAGE, &rows);

	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}

enum err
office_published(struct db *db, struct office_publication *ret_publication)
{
	return db_row(db, &statements[PUBLISHED], NO_ARGS, ret_publication);
}
