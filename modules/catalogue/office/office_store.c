/* Reads of the administrator's list. See office_store.h. */
#include "office/office_store.h"

#include "core/data/db.h"
#include "office/office_filter.h"

const char *const office_orders[] = { "code", "name", "sector", "since", "changed", NULL };

/* What was approved for the procedure stands for what its version names. */
#define TODAY(kind) "COALESCE(item." kind "_version_id, version." kind "_version_id)"
/* The newest version stands for the procedure. */
#define NEWEST                                                                                                         \
	"FROM procedure_item item JOIN procedure_version version ON version.procedure_id = item.id "                   \
	"AND version.version_no = (SELECT MAX(last.version_no) FROM procedure_version last "                           \
	"WHERE last.procedure_id = item.id AND last.state <> 'discarded') JOIN sector ON sector.id = "                 \
	"version.sector_id "                                                                                           \
	"LEFT JOIN agency owner ON owner.id = item.owner_agency_id "                                                   \
	"LEFT JOIN process_version ON process_version.id = " TODAY("process") " "

/* A collation that takes "d" for "đ" and no letter for another but for its marks. */
#define FOLDED "COLLATE utf8mb4_unicode_520_ci"

#define MATCHING                                                                                                       \
	"WHERE (? IS NULL OR NOT EXISTS (SELECT 1 FROM JSON_TABLE(?, '$[*]' COLUMNS (pattern VARCHAR(500) PATH '$')) " \
	"AS words WHERE CONCAT(item.code, ' ', version.name) " FOLDED " NOT LIKE words.pattern)) "                     \
	"AND (? IS NULL OR sector.code = ?) AND (? IS NULL OR COALESCE(owner.code, '" OFFICE_OWNER_NONE "') = ?) "     \
	"AND (? IS NULL OR (version.state = ? AND item.listed) OR (? = 'unlisted' AND NOT item.listed)) "              \
	"AND (? IS NULL OR version.service_level = ?) AND (? IS NULL OR version.kind = ?) "                            \
	"AND (? IS NULL OR CASE ? WHEN 'form' THEN " TODAY(                                                            \
	    "form") " IS NULL "                                                                                        \
		    "WHEN 'process' THEN COALESCE(process_version.code, 'default') = 'default' "                       \
		    "ELSE " TODAY(                                                                                     \
			"rule") " IS NULL AND (version.fee_time <> 'none' OR EXISTS (SELECT 1 FROM procedure_fee "     \
				"WHERE procedure_fee.procedure_version_id = version.id AND NOT procedure_fee.amount "  \
				"<=> 0)) END) "

#define SORT_KEY                                                                                                       \
	"CASE ? WHEN 'name' THEN version.name WHEN 'sector' THEN sector.name "                                         \
	"WHEN 'since' THEN COALESCE(CAST(version.effective_from AS CHAR CHARACTER SET utf8mb4), '') "                  \
	"WHEN 'changed' THEN COALESCE(CAST(COALESCE(version.updated_at, version.created_at) AS CHAR CHARACTER SET "    \
	"utf8mb4), '') ELSE CONVERT(item.code USING utf8mb4) END COLLATE utf8mb4_vietnamese_ci"

#define ROWS(beyond, direction)                                                                                        \
	"SELECT code, slug, name, sector_name, owner_name, service_level, kind, state, version_no, effective_from, "   \
	"in_force, listed, has_form, has_process, has_rule, sort_key FROM (SELECT item.code, item.slug, "              \
	"version.name, sector.name AS sector_name, owner.name AS owner_name, version.service_level, version.kind, "    \
	"version.state, version.version_no, version.effective_from, item.current_version_id IS NOT NULL AS in_force, " \
	"item.listed, " TODAY("form") " IS NOT NULL AS has_form, "                                                     \
				      "COALESCE(process_version.code, 'default') <> 'default' AS has_process, " TODAY( \
					  "rule") " IS NOT NULL AS has_rule, " SORT_KEY                                \
						  " AS sort_key " NEWEST MATCHING ") AS procedures "                   \
						  "WHERE ? IS NULL OR sort_key " beyond                                \
						  " ? OR (sort_key = ? AND code " beyond " ?) "                        \
						  "ORDER BY sort_key " direction ", code " direction " LIMIT ?"

static const struct db_column row_columns[] = {
	COL(office_row, code, DB_TEXT),
	COL(office_row, slug, DB_TEXT),
	COL(office_row, name, DB_TEXT),
	COL(office_row, sector_name, DB_TEXT),
	COL(office_row, owner_name, DB_TEXT),
	COL(office_row, service_level, DB_TEXT),
	COL(office_row, kind, DB_TEXT),
	COL(office_row, state, DB_TEXT),
	COL(office_row, version_no, DB_INT),
	COL(office_row, effective_from, DB_DATE),
	COL(office_row, in_force, DB_BOOL),
	COL(office_row, listed, DB_BOOL),
	COL(office_row, has_form, DB_BOOL),
	COL(office_row, has_process, DB_BOOL),
	COL(office_row, has_rule, DB_BOOL),
	COL(office_row, sort_key, DB_TEXT),
};
struct number_row {
	int64_t number;
};
static const struct db_column number_columns[] = { COL(number_row, number, DB_INT) };
struct key_row {
	const char *sort_key;
};
static const struct db_column key_columns[] = { COL(key_row, sort_key, DB_TEXT) };
static const struct db_column choice_columns[] = {
	COL(office_choice, code, DB_TEXT),
	COL(office_choice, name, DB_TEXT),
};
static const struct db_column publication_columns[] = {
	COL(office_publication, published_at, DB_TIME),
	COL(office_publication, pages, DB_INT),
	COL(office_publication, changed_pages, DB_INT),
};

enum { UP, DOWN, KEY, COUNT, PLAN, SECTORS, OWNERS, PUBLISHED, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[UP] = { ROWS(">", "ASC"), ROW(row_columns, office_row) },
	[DOWN] = { ROWS("<", "DESC"), ROW(row_columns, office_row) },
	[KEY] = { "SELECT " SORT_KEY " AS sort_key " NEWEST "WHERE item.code = ?", ROW(key_columns, key_row) },
	[COUNT] = { "SELECT COUNT(*) AS number " NEWEST MATCHING, ROW(number_columns, number_row) },
	[PLAN] = { "INSERT INTO bulk_edit_item (bulk_id, procedure_id, outcome, had_draft) SELECT ?, item.id, "
		   "CASE WHEN ? IS NOT NULL AND COALESCE(item.owner_agency_id, 0) NOT IN (SELECT id FROM "
		   "JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT UNSIGNED PATH '$')) AS agencies) THEN 'not_theirs' "
		   "WHEN version.state IN ('submitted', 'controlled') THEN 'busy' ELSE 'planned' END, "
		   "version.state = 'draft' " NEWEST MATCHING,
	    NO_ROW },
	[SECTORS] = { "SELECT code, name FROM sector WHERE EXISTS (SELECT 1 FROM procedure_version "
		      "WHERE procedure_version.sector_id = sector.id) ORDER BY name, code",
	    ROW(choice_columns, office_choice) },
	[OWNERS] = { "SELECT code, name FROM agency WHERE id IN (SELECT owner_agency_id FROM procedure_item) "
		     "ORDER BY name, code",
	    ROW(choice_columns, office_choice) },
	[PUBLISHED] = { "SELECT published_at, pages, changed_pages FROM publication ORDER BY id DESC LIMIT 1",
	    ROW(publication_columns, office_publication) },
};
const struct store office_store = { "office", statements, STATEMENT__MAX };

enum { CHOICES_MAX = 2000, MATCHING_ARGS = 15 };

/* The values of MATCHING, in the order of its question marks. */
static void
matching_args(struct arena *arena, const struct office_filter *f, struct db_arg *args)
{
	const char *words = office_words(arena, f->q);
	const struct db_arg all[MATCHING_ARGS] = { TEXT(words), TEXT(words), TEXT(f->sector), TEXT(f->sector),
		TEXT(f->owner), TEXT(f->owner), TEXT(f->state), TEXT(f->state), TEXT(f->state), TEXT(f->level),
		TEXT(f->level), TEXT(f->kind), TEXT(f->kind), TEXT(f->lacking), TEXT(f->lacking) };

	for (size_t i = 0; i < MATCHING_ARGS; i++)
		args[i] = all[i];
}

enum err
office_list(struct db *db, struct arena *arena, const struct office_query *query, const struct office_row **ret_rows,
    size_t *ret_count, bool *ret_more)
{
	struct db_arg args[1 + MATCHING_ARGS + 5];
	struct key_row key = { NULL };
	struct db_rows rows;
	enum err err = OK;

	if (query->after != NULL)
		err = db_row(db, &statements[KEY], ARGS(TEXT(query->order), TEXT(query->after)), &key);
	if (err && err != ERR_NOT_FOUND)
		return err;
	args[0] = TEXT(query->order);
	matching_args(arena, query->filter, args + 1);
	args[1 + MATCHING_ARGS] = TEXT(key.sort_key);
	args[2 + MATCHING_ARGS] = TEXT(key.sort_key);
	args[3 + MATCHING_ARGS] = TEXT(key.sort_key);
	args[4 + MATCHING_ARGS] = TEXT(query->after);
	args[5 + MATCHING_ARGS] = INT((int64_t)query->most + 1);
	err =
	    db_rows(db, &statements[query->down ? DOWN : UP], args, sizeof(args) / sizeof(args[0]), query->most, &rows);
	if (err)
		return err;
	*ret_rows = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return OK;
}

enum err
office_count(struct db *db, struct arena *arena, const struct office_filter *filter, int64_t *ret_count)
{
	struct db_arg args[MATCHING_ARGS];
	struct number_row row;
	enum err err;

	matching_args(arena, filter, args);
	err = db_row(db, &statements[COUNT], args, MATCHING_ARGS, &row);
	if (!err)
		*ret_count = row.number;
	return err;
}

enum err
office_plan(
    struct db *db, struct arena *arena, const struct office_filter *filter, int64_t bulk_id, const char *agencies)
{
	struct db_arg args[3 + MATCHING_ARGS] = { INT(bulk_id), TEXT(agencies), TEXT(agencies) };

	matching_args(arena, filter, args + 3);
	return db_exec(db, &statements[PLAN], args, sizeof(args) / sizeof(args[0]));
}

enum err
office_choices(struct db *db, struct office_choices *ret_choices)
{
	struct db_rows sectors, owners;
	enum err err = db_rows(db, &statements[SECTORS], NO_ARGS, CHOICES_MAX, &sectors);

	if (!err)
		err = db_rows(db, &statements[OWNERS], NO_ARGS, CHOICES_MAX, &owners);
	if (!err)
		*ret_choices = (struct office_choices){ sectors.rows, owners.rows, sectors.count, owners.count };
	return err;
}

enum err
office_published(struct db *db, struct office_publication *ret_publication)
{
	return db_row(db, &statements[PUBLISHED], NO_ARGS, ret_publication);
}
