/* Reading agencies for their editor. See tree_store.h. */
#include "agency/tree_store.h"

#include "core/data/db.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "domain/directory/agency_write_store.h"
#include "domain/directory/directory_store.h"

static const struct db_column node_columns[] = {
	COL(agency_node, id, DB_INT),
	COL(agency_node, parent_id, DB_INT),
	COL(agency_node, code, DB_TEXT),
	COL(agency_node, name, DB_TEXT),
	COL(agency_node, tier, DB_TEXT),
	COL(agency_node, slug, DB_TEXT),
	COL(agency_node, valid_from, DB_DATE),
	COL(agency_node, valid_to, DB_DATE),
	COL(agency_node, successors, DB_TEXT),
	COL(agency_node, former, DB_TEXT),
};
static const struct db_column record_columns[] = {
	COL(agency_record, id, DB_INT),
	COL(agency_record, code, DB_TEXT),
	COL(agency_record, statistics_code, DB_TEXT),
	COL(agency_record, parent_id, DB_INT),
	COL(agency_record, parent_code, DB_TEXT),
	COL(agency_record, name, DB_TEXT),
	COL(agency_record, short_name, DB_TEXT),
	COL(agency_record, slug, DB_TEXT),
	COL(agency_record, tier, DB_TEXT),
	COL(agency_record, address, DB_TEXT),
	COL(agency_record, working_hours, DB_TEXT),
	COL(agency_record, hotline, DB_TEXT),
	COL(agency_record, email, DB_TEXT),
	COL(agency_record, calendar_id, DB_INT),
	COL(agency_record, calendar_code, DB_TEXT),
	COL(agency_record, valid_from, DB_DATE),
	COL(agency_record, valid_to, DB_DATE),
	COL(agency_record, version, DB_INT),
};
static const struct db_column past_columns[] = {
	COL(agency_past, until_day, DB_DATE),
	COL(agency_past, code, DB_TEXT),
	COL(agency_past, name, DB_TEXT),
	COL(agency_past, parent_name, DB_TEXT),
	COL(agency_past, decision, DB_TEXT),
};
static const struct db_column heir_columns[] = {
	COL(agency_heir, after, DB_BOOL),
	COL(agency_heir, code, DB_TEXT),
	COL(agency_heir, name, DB_TEXT),
	COL(agency_heir, effective, DB_DATE),
	COL(agency_heir, decision, DB_TEXT),
};
static const struct db_column calendar_columns[] = {
	COL(calendar_choice, code, DB_TEXT),
	COL(calendar_choice, name, DB_TEXT),
};
struct id_row {
	int64_t id;
};
static const struct db_column id_columns[] = { COL(id_row, id, DB_INT) };

enum { ON, RECORD, PASTS, HEIRS, CALENDARS, CALENDAR, LOCK, ABOVE, TAKEN, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[ON] = { "SELECT agency.id, IF(past.agency_id IS NULL, agency.parent_id, past.parent_id) AS parent_id, "
		 "COALESCE(past.code, agency.code) AS code, COALESCE(past.name, agency.name) AS name, "
		 "COALESCE(past.tier, agency.tier) AS tier, agency.slug, agency.valid_from, agency.valid_to, "
		 "(SELECT GROUP_CONCAT(next.name ORDER BY next.name SEPARATOR ', ') FROM agency_succession "
		 "JOIN agency next ON next.id = agency_succession.successor_id "
		 "WHERE agency_succession.agency_id = agency.id) AS successors, "
		 "IF(past.name <> agency.name, agency.name, NULL) AS former FROM agency "
		 "LEFT JOIN agency_history past ON past.agency_id = agency.id AND past.until_day = "
		 "(SELECT later.until_day FROM agency_history later WHERE later.agency_id = agency.id "
		 "AND later.until_day > ? ORDER BY later.until_day LIMIT 1) WHERE agency.valid_from <= ? "
		 "AND (? OR agency.valid_to IS NULL OR agency.valid_to >= ?) AND (? IS NULL OR agency.code = ? "
		 "OR COALESCE(past.name, agency.name) COLLATE utf8mb4_unicode_ci LIKE CONCAT('%', ?, '%')) "
		 "ORDER BY FIELD(agency.tier, 'province', 'centre', 'department', 'vertical', 'district', 'commune', "
		 "'section'), agency.code",
	    ROW(node_columns, agency_node) },
	[RECORD] = { "SELECT agency.id, agency.code, agency.statistics_code, agency.parent_id, above.code AS "
		     "parent_code, agency.name, agency.short_name, agency.slug, agency.tier, agency.address, "
		     "agency.working_hours, agency.hotline, agency.email, agency.calendar_id, "
		     "calendar.code AS calendar_code, agency.valid_from, agency.valid_to, agency.version FROM agency "
		     "LEFT JOIN agency above ON above.id = agency.parent_id "
		     "LEFT JOIN calendar ON calendar.id = agency.calendar_id WHERE agency.code = ?",
	    ROW(record_columns, agency_record) },
	[PASTS] = { "SELECT past.until_day, past.code, past.name, above.name AS parent_name, past.decision "
		    "FROM agency_history past LEFT JOIN agency above ON above.id = past.parent_id "
		    "WHERE past.agency_id = ? ORDER BY past.until_day DESC",
	    ROW(past_columns, agency_past) },
	[HEIRS] = { "SELECT TRUE AS after, agency.code, agency.name, agency_succession.effective, "
		    "agency_succession.decision FROM agency_succession JOIN agency ON agency.id = successor_id "
		    "WHERE agency_id = ? UNION ALL SELECT FALSE, agency.code, agency.name, "
		    "agency_succession.effective, agency_succession.decision FROM agency_succession "
		    "JOIN agency ON agency.id = agency_id WHERE successor_id = ? ORDER BY effective, code",
	    ROW(heir_columns, agency_heir) },
	[CALENDARS] = { "SELECT code, name FROM calendar ORDER BY name", ROW(calendar_columns, calendar_choice) },
	[CALENDAR] = { "SELECT id FROM calendar WHERE code = ?", ROW(id_columns, id_row) },
	[LOCK] = { "SELECT id FROM agency ORDER BY id LIMIT 1 FOR UPDATE", ROW(id_columns, id_row) },
	[ABOVE] = { "WITH RECURSIVE line (id, parent_id, depth) AS (SELECT id, parent_id, 0 FROM agency WHERE id = ? "
		    "UNION ALL SELECT agency.id, agency.parent_id, line.depth + 1 FROM agency "
		    "JOIN line ON agency.id = line.parent_id WHERE line.depth < 64) "
		    "SELECT COUNT(*) AS id FROM line WHERE id = ? OR depth = 64",
	    ROW(id_columns, id_row) },
	[TAKEN] = { "SELECT (SELECT COUNT(*) FROM agency WHERE slug = ? AND id <> ?) + (SELECT COUNT(*) "
		    "FROM agency_history WHERE slug = ? AND agency_id <> ?) AS id",
	    ROW(id_columns, id_row) },
};
const struct store tree_store = { "agency_tree", statements, STATEMENT__MAX };

enum { AGENCIES_MAX = 10000, PASTS_MAX = 500, HEIRS_MAX = 500, CALENDARS_MAX = 500, SLUG_MOST = 80 };

enum err
tree_on(struct db *db, int32_t day, const char *words, bool ended_too, const struct agency_node **ret_nodes,
    size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[ON],
	    ARGS(DATE(day), DATE(day), BOOL(ended_too), DATE(day), TEXT(words), TEXT(words), TEXT(words)), AGENCIES_MAX,
	    &rows);

	if (err)
		return err;
	*ret_nodes = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
agency_record_by_code(struct db *db, const char *code, struct agency_record *ret_record)
{
	return db_row(db, &statements[RECORD], ARGS(TEXT(code)), ret_record);
}

enum err
agency_pasts(struct db *db, int64_t agency_id, const struct agency_past **ret_pasts, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[PASTS], ARGS(INT(agency_id)), PASTS_MAX, &rows);

	if (err)
		return err;
	*ret_pasts = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
agency_heirs(struct db *db, int64_t agency_id, const struct agency_heir **ret_heirs, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[HEIRS], ARGS(INT(agency_id), INT(agency_id)), HEIRS_MAX, &rows);

	if (err)
		return err;
	*ret_heirs = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
calendar_choices(struct db *db, const struct calendar_choice **ret_choices, size_t *ret_count)
{
	struct db_rows rows;
	enum err err = db_rows(db, &statements[CALENDARS], NO_ARGS, CALENDARS_MAX, &rows);

	if (err)
		return err;
	*ret_choices = rows.rows;
	*ret_count = rows.count;
	return OK;
}

enum err
calendar_by_code(struct db *db, const char *code, int64_t *ret_id)
{
	struct id_row row;
	enum err err = db_row(db, &statements[CALENDAR], ARGS(TEXT(code)), &row);

	if (!err)
		*ret_id = row.id;
	return err;
}

enum err
tree_lock(struct db *db)
{
	struct id_row row;
	enum err err = db_row(db, &statements[LOCK], NO_ARGS, &row);

	/* An empty tree has nothing to hold and nothing to close a circle with. */
	return err == ERR_NOT_FOUND ? OK : err;
}

enum err
agency_is_above(struct db *db, int64_t id, int64_t other_id, bool *ret_above)
{
	struct id_row row;
	enum err err = db_row(db, &statements[ABOVE], ARGS(INT(other_id), INT(id)), &row);

	if (!err)
		*ret_above = row.id > 0;
	return err;
}

enum err
agency_slug(struct db *db, struct arena *arena, const char *name, const char *code, int64_t id, const char **ret_slug)
{
	const char *slug = fold_slug(arena, name, SLUG_MOST);
	struct id_row row;
	enum err err = db_row(db, &statements[TAKEN], ARGS(TEXT(slug), INT(id), TEXT(slug), INT(id)), &row);

	if (err)
		return err;
	*ret_slug = row.id == 0 && slug[0] != '\0'
			? slug
			: arena_printf(arena, "%s-%s", slug, fold_slug(arena, code, SLUG_MOST));
	return OK;
}

static struct agency
agency_of(const struct agency_record *r)
{
	return (struct agency){ .id = r->id,
		.code = r->code,
		.parent_id = r->parent_id,
		.name = r->name,
		.short_name = r->short_name,
		.slug = r->slug,
		.tier = r->tier,
		.address = r->address,
		.working_hours = r->working_hours,
		.hotline = r->hotline,
		.email = r->email,
		.valid_from = r->valid_from,
		.valid_to = r->valid_to };
}

enum err
agency_record_write(struct db *db, const struct agency_record *record, int32_t until, const char *decision)
{
	const struct agency agency = agency_of(record);

	return agency_edit(db, &agency, record->statistics_code, record->calendar_id, record->version, until, decision);
}

enum err
agency_record_add(struct db *db, const struct agency_record *record, int64_t *ret_id)
{
	const struct agency agency = agency_of(record);

	return agency_create(db, &agency, record->statistics_code, record->calendar_id, ret_id);
}
