/* SQL of lists by decision. See listing_store.h. */
#include "govern/listing_store.h"

#include <string.h>

#include "core/data/db.h"

static const struct db_column listing_columns[] = {
	COL(listing, id, DB_INT),
	COL(listing, code, DB_TEXT),
	COL(listing, kind, DB_TEXT),
	COL(listing, agency_id, DB_INT),
	COL(listing, agency_name, DB_TEXT),
	COL(listing, year, DB_INT),
	COL(listing, edition, DB_INT),
	COL(listing, state, DB_TEXT),
	COL(listing, decision_no, DB_TEXT),
	COL(listing, decision_date, DB_DATE),
	COL(listing, effective_from, DB_DATE),
	COL(listing, drafted_by, DB_INT),
	COL(listing, drafted_at, DB_TIME),
	COL(listing, issued_at, DB_TIME),
	COL(listing, drafted_name, DB_TEXT),
	COL(listing, issued_name, DB_TEXT),
	COL(listing, items, DB_INT),
	COL(listing, version, DB_INT),
};
static const struct db_column item_columns[] = {
	COL(listing_item, procedure_id, DB_INT),
	COL(listing_item, code, DB_TEXT),
	COL(listing_item, name, DB_TEXT),
	COL(listing_item, sector_name, DB_TEXT),
	COL(listing_item, service_level, DB_TEXT),
};
static const struct db_column count_columns[] = {
	COL(on_spot_count, agency_id, DB_INT),
	COL(on_spot_count, items, DB_INT),
};

#define LISTING                                                                                                        \
	"SELECT listing.id, listing.code, listing.kind, listing.agency_id, agency.short_name AS agency_name, "         \
	"listing.year, listing.edition, listing.state, listing.decision_no, listing.decision_date, "                   \
	"listing.effective_from, listing.drafted_by, listing.drafted_at, listing.issued_at, "                          \
	"drafter.name AS drafted_name, issuer.name AS issued_name, (SELECT COUNT(*) FROM catalogue_list_item item "    \
	"WHERE item.list_id = listing.id) AS items, listing.version FROM catalogue_list listing "                      \
	"LEFT JOIN agency ON agency.id = listing.agency_id LEFT JOIN officer drafter ON drafter.id = "                 \
	"listing.drafted_by LEFT JOIN officer issuer ON issuer.id = listing.issued_by "

/* clang-format off */
/* An offering at a kind of place. */
#define OFFERED_AT(column, condition) \
	"EXISTS (SELECT 1 FROM procedure_offering offering JOIN agency place ON place.id = offering." column " " \
	"WHERE offering.procedure_version_id = version.id AND " condition ")"
#define OURS "version.run_by = 'province' AND "
/* The procedures in force that the catalogue receives at a place: kind five times, then the agency. */
#define TODAY \
	"FROM procedure_item item STRAIGHT_JOIN procedure_version version ON version.id = item.current_version_id " \
	"STRAIGHT_JOIN sector ON sector.id = version.sector_id WHERE " \
	"(? = 'centre' AND " OURS OFFERED_AT("agency_receiving_id", "place.tier = 'centre'") ") OR " \
	"(? = 'counter' AND " OURS OFFERED_AT("agency_receiving_id", "place.tier IN ('commune', 'district')") ") OR " \
	"(? = 'online' AND " OURS "version.service_level <> 'information' AND " \
		OFFERED_AT("agency_receiving_id", "offering.online") ") OR " \
	"(? = 'vertical' AND " OFFERED_AT("agency_solving_id", "place.tier = 'vertical'") ") OR " \
	"(? = 'on_spot' AND " OURS OFFERED_AT("agency_solving_id", \
		"place.id IN (SELECT agency_id FROM agency_current WHERE current_id = ?)") ") "
/* clang-format on */
#define TODAY_ARGS(kind, agency_id) TEXT(kind), TEXT(kind), TEXT(kind), TEXT(kind), TEXT(kind), INT(agency_id)
#define ITEM_OF_TODAY                                                                                                  \
	"item.id AS procedure_id, item.code, version.name, sector.name AS sector_name, version.service_level "

enum {
	LIST,
	BY_CODE,
	BEFORE,
	OPEN_DRAFT,
	ITEMS,
	PLACE_TODAY,
	ON_SPOT,
	DRAFT,
	DRAW,
	COPY,
	TOUCH,
	ITEM_ADD,
	ITEM_REMOVE,
	ISSUE,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[LIST] = { LISTING "WHERE ? IS NULL OR listing.id < (SELECT mark.id FROM catalogue_list mark WHERE mark.code = "
			   "?) ORDER BY listing.id DESC",
	    ROW(listing_columns, listing) },
	[BY_CODE] = { LISTING "WHERE listing.code = ?", ROW(listing_columns, listing) },
	[BEFORE] = { LISTING "WHERE listing.kind = ? AND listing.agency_id = ? AND listing.state = 'issued' "
			     "AND (listing.year < ? OR (listing.year = ? AND listing.edition < ?)) "
			     "ORDER BY listing.year DESC, listing.edition DESC LIMIT 1",
	    ROW(listing_columns, listing) },
	[OPEN_DRAFT] = { LISTING "WHERE listing.kind = ? AND listing.agency_id = ? AND listing.year = ? "
				 "AND listing.state = 'draft' ORDER BY listing.edition DESC LIMIT 1",
	    ROW(listing_columns, listing) },
	[ITEMS] = { "SELECT procedure_id, code, name, sector_name, service_level FROM catalogue_list_item "
		    "WHERE list_id = ? ORDER BY code",
	    ROW(item_columns, listing_item) },
	[PLACE_TODAY] = { "SELECT " ITEM_OF_TODAY TODAY "ORDER BY item.code", ROW(item_columns, listing_item) },
	[ON_SPOT] = { "SELECT listing.agency_id, COUNT(item.procedure_id) AS items FROM catalogue_list listing "
		      "JOIN catalogue_list_item item ON item.list_id = listing.id WHERE listing.kind = 'on_spot' "
		      "AND listing.state = 'issued' AND NOT EXISTS (SELECT 1 FROM catalogue_list later "
		      "WHERE later.kind = 'on_spot' AND later.agency_id = listing.agency_id "
		      "AND later.state = 'issued' AND (later.year > listing.year OR (later.year = listing.year "
		      "AND later.edition > listing.edition))) GROUP BY listing.agency_id",
	    ROW(count_columns, on_spot_count) },
	/* The next number in a table of its own: MariaDB refuses parameters beside MAX() when it runs the statement again. */
	[DRAFT] = { "INSERT INTO catalogue_list (code, kind, agency_id, year, edition, state, drafted_by, drafted_at) "
		    "SELECT ?, ?, ?, ?, next.edition, 'draft', ?, ? FROM (SELECT COALESCE(MAX(edition), 0) + 1 "
		    "AS edition FROM catalogue_list WHERE kind = ? AND agency_id = ? AND year = ?) next",
	    NO_ROW },
	[DRAW] = { "INSERT INTO catalogue_list_item (list_id, procedure_id, code, name, sector_name, service_level) "
		   "SELECT ?, " ITEM_OF_TODAY TODAY,
	    NO_ROW },
	[COPY] = { "INSERT INTO catalogue_list_item (list_id, procedure_id, code, name, sector_name, service_level) "
		   "SELECT ?, " ITEM_OF_TODAY "FROM procedure_item item "
		   "JOIN procedure_version version ON version.id = item.current_version_id "
		   "JOIN sector ON sector.id = version.sector_id "
		   "JOIN catalogue_list_item old ON old.procedure_id = item.id AND old.list_id = ?",
	    NO_ROW },
	[TOUCH] = { "UPDATE catalogue_list SET version = version + 1 WHERE id = ? AND version = ? AND state = 'draft'",
	    NO_ROW },
	[ITEM_ADD] = { "INSERT INTO catalogue_list_item (list_id, procedure_id, code, name, sector_name, "
		       "service_level) SELECT ?, " ITEM_OF_TODAY "FROM procedure_item item "
		       "JOIN procedure_version version ON version.id = item.current_version_id "
		       "JOIN sector ON sector.id = version.sector_id WHERE item.code = ?",
	    NO_ROW },
	[ITEM_REMOVE] = { "DELETE FROM catalogue_list_item WHERE list_id = ? AND code = ?", NO_ROW },
	[ISSUE] = { "UPDATE catalogue_list SET state = 'issued', decision_no = ?, decision_date = ?, "
		    "effective_from = ?, issued_by = ?, issued_at = ?, version = version + 1 "
		    "WHERE id = ? AND version = ? AND state = 'draft'",
	    NO_ROW },
};
const struct store listing_store = { "listing", statements, STATEMENT__MAX };

enum err
listings_read(struct db *db, const char *after, const struct listing **ret_listings, size_t *ret_count, bool *ret_more)
{
	struct db_rows rows = { NULL, 0, false };
	enum err err = db_rows(db, &statements[LIST], ARGS(TEXT(after), TEXT(after)), LISTINGS_PAGE, &rows);

	*ret_listings = rows.rows;
	*ret_count = rows.count;
	*ret_more = rows.more;
	return err;
}

enum err
listing_by_code(struct db *db, const char *code, struct listing *ret_listing)
{
	return db_row(db, &statements[BY_CODE], ARGS(TEXT(code)), ret_listing);
}

enum err
listing_before(struct db *db, const struct listing *l, struct listing *ret_listing)
{
	return db_row(db, &statements[BEFORE],
	    ARGS(TEXT(l->kind), INT(l->agency_id), INT(l->year), INT(l->year), INT(l->edition)), ret_listing);
}

enum err
listing_open_draft(struct db *db, const char *kind, int64_t agency_id, int64_t year, struct listing *ret_listing)
{
	return db_row(db, &statements[OPEN_DRAFT], ARGS(TEXT(kind), INT(agency_id), INT(year)), ret_listing);
}

enum err
listing_items(struct db *db, int64_t listing_id, const struct listing_item **ret_items, size_t *ret_count)
{
	struct db_rows rows = { NULL, 0, false };
	enum err err = db_rows(db, &statements[ITEMS], ARGS(INT(listing_id)), LISTING_ITEMS_MAX, &rows);

	*ret_items = rows.rows;
	*ret_count = rows.count;
	return err;
}

enum err
listing_today(
    struct db *db, const char *kind, int64_t agency_id, const struct listing_item **ret_items, size_t *ret_count)
{
	struct db_rows rows = { NULL, 0, false };
	enum err err =
	    db_rows(db, &statements[PLACE_TODAY], ARGS(TODAY_ARGS(kind, agency_id)), LISTING_ITEMS_MAX, &rows);

	*ret_items = rows.rows;
	*ret_count = rows.count;
	return err;
}

enum err
on_spot_counts(struct db *db, const struct on_spot_count **ret_counts, size_t *ret_count)
{
	struct db_rows rows = { NULL, 0, false };
	enum err err = db_rows(db, &statements[ON_SPOT], NO_ARGS, LISTING_ITEMS_MAX, &rows);

	*ret_counts = rows.rows;
	*ret_count = rows.count;
	return err;
}

/* A list of approval on the spot begins with the one before it: what the agency may solve so is a decision, no fact. */
static enum err
copy_before(struct db *db, const struct listing *draft)
{
	struct listing before;
	enum err err = listing_before(db, draft, &before);

	if (err == ERR_NOT_FOUND)
		return OK;
	return err ? err : db_exec(db, &statements[COPY], ARGS(INT(draft->id), INT(before.id)));
}

enum err
listing_draft(struct db *db, const struct listing *l)
{
	struct listing draft;
	enum err err = listing_open_draft(db, l->kind, l->agency_id, l->year, &draft);

	if (err != ERR_NOT_FOUND)
		return err ? err : ERR_CONFLICT;
	if ((err = db_exec(db, &statements[DRAFT],
		 ARGS(TEXT(l->code), TEXT(l->kind), INT(l->agency_id), INT(l->year), INT(l->drafted_by),
		     TIME(l->drafted_at), TEXT(l->kind), INT(l->agency_id), INT(l->year)))) ||
	    (err = listing_by_code(db, l->code, &draft)))
		return err;
	if (strcmp(l->kind, "on_spot") == 0)
		return copy_before(db, &draft);
	return db_exec(db, &statements[DRAW], ARGS(INT(draft.id), TODAY_ARGS(l->kind, l->agency_id)));
}

static enum err
change_once(struct db *db, const void *arg)
{
	const struct listing_change *change = arg;
	uint64_t changed;
	enum err err = db_change_one(db, &statements[TOUCH], ARGS(INT(change->listing_id), INT(change->version)));

	if (err || (err = db_change(db, &statements[change->add ? ITEM_ADD : ITEM_REMOVE],
			ARGS(INT(change->listing_id), TEXT(change->procedure_code)), &changed)))
		return err;
	return changed == 1 ? OK : ERR_NOT_FOUND;
}

enum err
listing_change(struct db *db, const struct listing_change *change)
{
	return db_transaction(db, change_once, change);
}

enum err
listing_issue(struct db *db, const struct listing *l, int64_t officer_id, int64_t now)
{
	return db_change_one(db, &statements[ISSUE],
	    ARGS(TEXT(l->decision_no), DATE(l->decision_date), DATE(l->effective_from), INT(officer_id), TIME(now),
		INT(l->id), INT(l->version)));
}
