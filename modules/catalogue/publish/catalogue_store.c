/* The whole catalogue read at once, and the record of what was published. See catalogue.h. */
#include "publish/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "core/data/db.h"
#include "core/memory/buffer.h"
#include "core/security/hash.h"
#include "domain/directory/directory_store.h"

enum { PROCEDURES_MAX = 20000, SECTORS_MAX = 2000, PARTS_MAX = 2000000, SYNONYMS_MAX = 20000, IDS_TEXT_MAX = 1 << 20 };

static const struct db_column sector_columns[] = {
	COL(catalogue_sector, id, DB_INT),
	COL(catalogue_sector, slug, DB_TEXT),
	COL(catalogue_sector, name, DB_TEXT),
	COL(catalogue_sector, code, DB_TEXT),
};
static const struct db_column procedure_columns[] = {
	COL(catalogue_procedure, version_id, DB_INT),
	COL(catalogue_procedure, code, DB_TEXT),
	COL(catalogue_procedure, slug, DB_TEXT),
	COL(catalogue_procedure, name, DB_TEXT),
	COL(catalogue_procedure, replaced_by, DB_TEXT),
	COL(catalogue_procedure, sector_id, DB_INT),
	COL(catalogue_procedure, in_force, DB_BOOL),
	COL(catalogue_procedure, service_level, DB_TEXT),
	COL(catalogue_procedure, kind, DB_TEXT),
	COL(catalogue_procedure, audience, DB_TEXT),
	COL(catalogue_procedure, life_events, DB_TEXT),
	COL(catalogue_procedure, keywords, DB_TEXT),
	COL(catalogue_procedure, steps, DB_TEXT),
	COL(catalogue_procedure, conditions, DB_TEXT),
	COL(catalogue_procedure, legal_basis, DB_TEXT),
	COL(catalogue_procedure, result_name, DB_TEXT),
	COL(catalogue_procedure, decision_no, DB_TEXT),
	COL(catalogue_procedure, decision_date, DB_DATE),
	COL(catalogue_procedure, effective_from, DB_DATE),
	COL(catalogue_procedure, effective_to, DB_DATE),
	COL(catalogue_procedure, procedure_id, DB_INT),
	COL(catalogue_procedure, version_no, DB_INT),
	COL(catalogue_procedure, listed, DB_BOOL),
	COL(catalogue_procedure, opens_on, DB_DATE),
	COL(catalogue_procedure, closes_on, DB_DATE),
	COL(catalogue_procedure, tiers, DB_TEXT),
	COL(catalogue_procedure, level_reason, DB_TEXT),
	COL(catalogue_procedure, run_by, DB_TEXT),
	COL(catalogue_procedure, external_url, DB_TEXT),
	COL(catalogue_procedure, audience_note, DB_TEXT),
	COL(catalogue_procedure, old_level, DB_INT),
	COL(catalogue_procedure, copies, DB_INT),
};
static const struct db_column case_columns[] = {
	COL(catalogue_case, version_id, DB_INT),
	COL(catalogue_case, case_no, DB_INT),
	COL(catalogue_case, name, DB_TEXT),
	COL(catalogue_case, steps, DB_TEXT),
};
static const struct db_column channel_columns[] = {
	COL(catalogue_channel, version_id, DB_INT),
	COL(catalogue_channel, case_no, DB_INT),
	COL(catalogue_channel, channel, DB_TEXT),
	COL(catalogue_channel, term_text, DB_TEXT),
	COL(catalogue_channel, fee_text, DB_TEXT),
	COL(catalogue_channel, note, DB_TEXT),
};
static const struct db_column paper_columns[] = {
	COL(catalogue_paper, version_id, DB_INT),
	COL(catalogue_paper, case_no, DB_INT),
	COL(catalogue_paper, code, DB_TEXT),
	COL(catalogue_paper, name, DB_TEXT),
	COL(catalogue_paper, originals, DB_INT),
	COL(catalogue_paper, certified, DB_INT),
	COL(catalogue_paper, photocopies, DB_INT),
	COL(catalogue_paper, required, DB_BOOL),
	COL(catalogue_paper, shown_only, DB_BOOL),
	COL(catalogue_paper, replaced_by, DB_TEXT),
	COL(catalogue_paper, template_file, DB_TEXT),
	COL(catalogue_paper, template_name, DB_TEXT),
	COL(catalogue_paper, result_codes, DB_TEXT),
};
static const struct db_column offering_columns[] = {
	COL(catalogue_offering, version_id, DB_INT),
	COL(catalogue_offering, receiving_id, DB_INT),
	COL(catalogue_offering, solving_id, DB_INT),
	COL(catalogue_offering, consulted_id, DB_INT),
	COL(catalogue_offering, online, DB_BOOL),
};
static const struct db_column fee_columns[] = {
	COL(catalogue_fee, version_id, DB_INT),
	COL(catalogue_fee, case_no, DB_INT),
	COL(catalogue_fee, channel, DB_TEXT),
	COL(catalogue_fee, kind, DB_TEXT),
	COL(catalogue_fee, code, DB_TEXT),
	COL(catalogue_fee, name, DB_TEXT),
	COL(catalogue_fee, amount, DB_INT),
	COL(catalogue_fee, unit, DB_TEXT),
	COL(catalogue_fee, note, DB_TEXT),
};
static const struct db_column result_columns[] = {
	COL(catalogue_result, version_id, DB_INT),
	COL(catalogue_result, code, DB_TEXT),
	COL(catalogue_result, name, DB_TEXT),
	COL(catalogue_result, template_file, DB_TEXT),
};
static const struct db_column basis_columns[] = {
	COL(catalogue_basis, version_id, DB_INT),
	COL(catalogue_basis, number, DB_TEXT),
	COL(catalogue_basis, name, DB_TEXT),
	COL(catalogue_basis, issuer, DB_TEXT),
	COL(catalogue_basis, issued_on, DB_DATE),
	COL(catalogue_basis, effective_on, DB_DATE),
	COL(catalogue_basis, expires_on, DB_DATE),
	COL(catalogue_basis, url, DB_TEXT),
};
static const struct db_column agent_columns[] = {
	COL(catalogue_agent, version_id, DB_INT),
	COL(catalogue_agent, role, DB_TEXT),
	COL(catalogue_agent, agency_id, DB_INT),
	COL(catalogue_agent, code, DB_TEXT),
	COL(catalogue_agent, name, DB_TEXT),
};
static const struct db_column relation_columns[] = {
	COL(catalogue_relation, version_id, DB_INT),
	COL(catalogue_relation, kind, DB_TEXT),
	COL(catalogue_relation, code, DB_TEXT),
};
static const struct db_column suspension_columns[] = {
	COL(catalogue_suspension, procedure_id, DB_INT),
	COL(catalogue_suspension, from_day, DB_DATE),
	COL(catalogue_suspension, to_day, DB_DATE),
	COL(catalogue_suspension, reason, DB_TEXT),
	COL(catalogue_suspension, decision_no, DB_TEXT),
};
static const struct db_column version_columns[] = {
	COL(catalogue_version, procedure_id, DB_INT),
	COL(catalogue_version, id, DB_INT),
	COL(catalogue_version, version_no, DB_INT),
	COL(catalogue_version, name, DB_TEXT),
	COL(catalogue_version, decision_no, DB_TEXT),
	COL(catalogue_version, decision_date, DB_DATE),
	COL(catalogue_version, effective_from, DB_DATE),
	COL(catalogue_version, effective_to, DB_DATE),
};
static const struct db_column synonym_columns[] = {
	COL(catalogue_synonym, word, DB_TEXT),
	COL(catalogue_synonym, meaning, DB_TEXT),
};

/* The versions named by a JSON list of their ids. */
#define OF_VERSIONS(column) "JOIN JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) listed ON listed.id = " column " "

enum {
	SECTORS,
	PROCEDURES,
	CASES,
	CHANNELS,
	FEES,
	PAPERS,
	OFFERINGS,
	RESULTS,
	BASIS,
	AGENTS,
	RELATIONS,
	SUSPENSIONS,
	VERSIONS,
	SYNONYMS,
	PUBLICATION_ADD,
	STATEMENT__MAX
};
/* clang-format off */
/*
 * Most agencies answer for themselves and are read as they stand. The view says who answers only for offerings of agencies
 * from which somebody took over, found by their indexes: once for each successor, and not where it offers the same itself.
 * (60,000 offerings, 150 successions: 0.3 s; everything through the view: 6 s.)
 */
#define GONE(column) "agency_succession gone JOIN procedure_offering offering ON offering." column " = gone.agency_id "
#define TOUCHED "SELECT offering.procedure_version_id, offering.agency_receiving_id FROM "
#define STAYS(column) \
	"NOT EXISTS (SELECT 1 FROM agency_succession gone WHERE gone.agency_id = offering." column ") "
#define OFFERINGS_UNTOUCHED \
	"SELECT offering.procedure_version_id AS version_id, offering.agency_receiving_id AS receiving_id, " \
	"offering.agency_solving_id AS solving_id, offering.agency_consulted_id AS consulted_id, " \
	"COALESCE(own.online, whole.online, offering.online) AS online FROM procedure_item item " \
	"JOIN procedure_offering offering ON offering.procedure_version_id = item.current_version_id " \
	"JOIN agency ON agency.id = offering.agency_receiving_id LEFT JOIN offering_setting own " \
	"ON own.procedure_id = item.id AND own.tier = '' AND own.agency_id = agency.id " \
	"LEFT JOIN offering_setting whole ON whole.procedure_id = item.id AND whole.tier = agency.tier " \
	"AND whole.agency_id = 0 WHERE " STAYS("agency_receiving_id") "AND " STAYS("agency_solving_id") \
	"AND " STAYS("agency_consulted_id")
#define OFFERINGS_TAKEN_OVER \
	"SELECT today.procedure_version_id, today.agency_receiving_id, MIN(today.agency_solving_id), " \
	"MIN(today.agency_consulted_id), MAX(today.online) FROM (" TOUCHED GONE("agency_receiving_id") \
	"UNION " TOUCHED GONE("agency_solving_id") "UNION " TOUCHED GONE("agency_consulted_id") ") touched " \
	"JOIN procedure_version version ON version.id = touched.procedure_version_id " \
	"JOIN procedure_item item ON item.id = version.procedure_id AND item.current_version_id = version.id " \
	"JOIN offering_today today ON today.procedure_version_id = version.id " \
	"AND today.was_receiving_id = touched.agency_receiving_id " \
	"WHERE today.was_receiving_id = today.agency_receiving_id OR NOT EXISTS (SELECT 1 FROM procedure_offering itself " \
	"WHERE itself.procedure_version_id = today.procedure_version_id " \
	"AND itself.agency_receiving_id = today.agency_receiving_id) " \
	"GROUP BY today.procedure_version_id, today.agency_receiving_id "
static const struct db_statement statements[STATEMENT__MAX] = {
	[SECTORS] = { "SELECT id, slug, name, code FROM sector ORDER BY name", ROW(sector_columns, catalogue_sector) },
	[PROCEDURES] = { "SELECT version.id AS version_id, item.code, item.slug, version.name, item.replaced_by, "
		"version.sector_id, item.current_version_id IS NOT NULL AS in_force, version.service_level, "
		"version.kind, version.audience, version.life_events, version.keywords, version.steps, "
		"version.conditions, version.legal_basis, version.result_name, version.decision_no, "
		"version.decision_date, version.effective_from, version.effective_to, item.id AS procedure_id, "
		"version.version_no, item.listed, item.opens_on, item.closes_on, version.tiers, "
		"version.level_reason, version.run_by, version.external_url, version.audience_note, "
		"version.old_level, version.copies "
		"FROM procedure_item item JOIN procedure_version version ON version.id = "
		"COALESCE(item.current_version_id, (SELECT last.id FROM procedure_version last "
		"WHERE last.procedure_id = item.id AND last.state IN ('published', 'superseded') "
		"AND last.effective_from <= ? ORDER BY last.effective_from DESC, last.version_no DESC LIMIT 1)) "
		"ORDER BY version.name, item.code",
	    ROW(procedure_columns, catalogue_procedure) },
	[CASES] = { "SELECT procedure_version_id AS version_id, case_no, name, steps FROM procedure_case "
		OF_VERSIONS("procedure_version_id") "ORDER BY procedure_version_id, case_no",
	    ROW(case_columns, catalogue_case) },
	[CHANNELS] = { "SELECT procedure_version_id AS version_id, case_no, channel, term_text, fee_text, note "
		"FROM procedure_channel " OF_VERSIONS("procedure_version_id")
		"ORDER BY procedure_version_id, case_no, FIELD(channel, 'online', 'counter', 'post')",
	    ROW(channel_columns, catalogue_channel) },
	[FEES] = { "SELECT procedure_version_id AS version_id, case_no, channel, kind, code, name, amount, unit, note "
		"FROM procedure_fee " OF_VERSIONS("procedure_version_id")
		"ORDER BY procedure_version_id, case_no, FIELD(channel, 'online', 'counter', 'post'), seq",
	    ROW(fee_columns, catalogue_fee) },
	[PAPERS] = { "SELECT procedure_version_id AS version_id, case_no, code, name, originals, certified, "
		"photocopies, required, shown_only, replaced_by, template_file, template_name, result_codes "
		"FROM procedure_requirement " OF_VERSIONS("procedure_version_id")
		"ORDER BY procedure_version_id, case_no, seq",
	    ROW(paper_columns, catalogue_paper) },
	/* What is in force by whoever answers today, what ended by the agencies of its time. */
	[OFFERINGS] = { "SELECT version_id, receiving_id, solving_id, consulted_id, online FROM ("
		OFFERINGS_UNTOUCHED "UNION ALL " OFFERINGS_TAKEN_OVER "UNION ALL "
		"SELECT offering.procedure_version_id, offering.agency_receiving_id, "
		"offering.agency_solving_id, offering.agency_consulted_id, offering.online "
		"FROM procedure_offering offering " OF_VERSIONS("offering.procedure_version_id")
		"JOIN procedure_version version ON version.id = offering.procedure_version_id "
		"JOIN procedure_item item ON item.id = version.procedure_id "
		"WHERE item.current_version_id IS NULL OR item.current_version_id <> version.id) offering "
		"JOIN agency ON agency.id = receiving_id ORDER BY version_id, agency.name",
	    ROW(offering_columns, catalogue_offering) },
	[RESULTS] = { "SELECT procedure_version_id AS version_id, code, name, template_file FROM procedure_result "
		OF_VERSIONS("procedure_version_id") "ORDER BY procedure_version_id, seq",
	    ROW(result_columns, catalogue_result) },
	[BASIS] = { "SELECT procedure_version_id AS version_id, number, name, issuer, issued_on, effective_on, "
		"expires_on, url FROM procedure_basis " OF_VERSIONS("procedure_version_id")
		"ORDER BY procedure_version_id, seq",
	    ROW(basis_columns, catalogue_basis) },
	[AGENTS] = { "SELECT procedure_version_id AS version_id, role, agency_id, code, name FROM procedure_agency "
		OF_VERSIONS("procedure_version_id") "ORDER BY procedure_version_id, role, seq",
	    ROW(agent_columns, catalogue_agent) },
	[RELATIONS] = { "SELECT procedure_version_id AS version_id, kind, code FROM procedure_relation "
		OF_VERSIONS("procedure_version_id") "ORDER BY procedure_version_id, kind, seq",
	    ROW(relation_columns, catalogue_relation) },
	[SUSPENSIONS] = { "SELECT procedure_id, from_day, to_day, reason, decision_no FROM procedure_suspension "
		"WHERE to_day IS NULL OR to_day > ? ORDER BY procedure_id, from_day, seq",
	    ROW(suspension_columns, catalogue_suspension) },
	[VERSIONS] = { "SELECT procedure_id, id, version_no, name, decision_no, decision_date, effective_from, "
		"effective_to FROM procedure_version WHERE state IN ('published', 'superseded') "
		"AND effective_from IS NOT NULL ORDER BY procedure_id, effective_from DESC, version_no DESC",
	    ROW(version_columns, catalogue_version) },
	[SYNONYMS] = { "SELECT word, meaning FROM search_synonym ORDER BY word",
	    ROW(synonym_columns, catalogue_synonym) },
	[PUBLICATION_ADD] = { "INSERT INTO publication (tree, published_at, pages, changed_pages) VALUES (?, ?, ?, ?)",
	    NO_ROW },
};
/* clang-format on */
const struct store catalogue_store = { "catalogue", statements, STATEMENT__MAX };

struct reading {
	struct arena *arena;
	int32_t today;
	struct catalogue *catalogue;
	struct sha256_stream *digest; /* of every value that was read */
};

static void
digest_value(struct sha256_stream *digest, enum db_type type, const void *value)
{
	const char *text = type == DB_TEXT ? *(const char *const *)value : NULL;

	switch (type) {
	case DB_TEXT: sha256_add(digest, text != NULL ? text : "", text != NULL ? strlen(text) + 1 : 0); break;
	case DB_DATE: sha256_add(digest, value, sizeof(int32_t)); break;
	case DB_BOOL: sha256_add(digest, value, sizeof(bool)); break;
	case DB_INT:
	case DB_TIME: sha256_add(digest, value, sizeof(int64_t)); break;
	case DB_BYTES:
		sha256_add(digest, ((const struct bytes *)value)->data, ((const struct bytes *)value)->size);
		break;
	}
}

static void
digest_rows(struct sha256_stream *digest, const struct db_column *columns, size_t column_count, size_t row_size,
    const struct db_rows *rows)
{
	sha256_add(digest, &rows->count, sizeof(rows->count));
	for (size_t i = 0; i < rows->count; i++)
		for (size_t k = 0; k < column_count; k++)
			digest_value(
			    digest, columns[k].type, (const char *)rows->rows + i * row_size + columns[k].offset);
}

/* The rows of one of our statements, into the digest too. */
static enum err
read_rows(struct db *db, const struct reading *r, int statement, const struct db_arg *args, size_t arg_count,
    size_t most, struct db_rows *ret_rows)
{
	const struct db_statement *of = &statements[statement];
	enum err err = db_rows(db, of, args, arg_count, most, ret_rows);

	if (!err)
		digest_rows(r->digest, of->columns, of->column_count, of->row_size, ret_rows);
	return err;
}

/* The parts: one statement each, its rows sorted by the id that comes first in them, cut into a span for each procedure. */
struct part {
	int statement;
	size_t rows, span,
	    row_size; /* where the rows' address stands in the catalogue, a procedure's span in its parts */
};
#define PART(statement_, tag, member)                                                                                  \
	{                                                                                                              \
		(statement_), offsetof(struct catalogue, member), offsetof(struct catalogue_parts, member),            \
		    sizeof(struct tag)                                                                                 \
	}
static const struct part version_parts[] = {
	PART(CASES, catalogue_case, cases),
	PART(CHANNELS, catalogue_channel, channels),
	PART(FEES, catalogue_fee, fees),
	PART(PAPERS, catalogue_paper, papers),
	PART(OFFERINGS, catalogue_offering, offerings),
	PART(RESULTS, catalogue_result, results),
	PART(BASIS, catalogue_basis, basis),
	PART(AGENTS, catalogue_agent, agents),
	PART(RELATIONS, catalogue_relation, relations),
};
static const struct part suspension_part = PART(SUSPENSIONS, catalogue_suspension, suspensions);
static const struct part version_part = PART(VERSIONS, catalogue_version, versions);

/* Whose parts they are, in the order of the ids. */
struct owner {
	int64_t id;
	struct catalogue_parts *parts;
};

static int
compare_owners(const void *one, const void *other)
{
	int64_t a = ((const struct owner *)one)->id, b = ((const struct owner *)other)->id;

	return (a > b) - (a < b);
}

static enum err
read_part(struct db *db, const struct reading *r, const struct part *part, const struct db_arg *args, size_t arg_count,
    const struct owner *owners)
{
	struct db_rows rows;
	enum err err = read_rows(db, r, part->statement, args, arg_count, PARTS_MAX, &rows);
	size_t at = 0;

	if (err)
		return err;
	memcpy((char *)r->catalogue + part->rows, &rows.rows, sizeof(rows.rows));
	for (size_t i = 0; i < r->catalogue->procedure_count; i++) {
		struct catalogue_span *span = (struct catalogue_span *)((char *)owners[i].parts + part->span);
		const char *row = rows.rows;

		while (at < rows.count && *(const int64_t *)(row + at * part->row_size) < owners[i].id)
			at++;
		span->first = at;
		while (at < rows.count && *(const int64_t *)(row + at * part->row_size) == owners[i].id)
			at++;
		span->count = at - span->first;
	}
	return OK;
}

static enum err
read_version_parts(struct db *db, const struct reading *r, struct owner *owners, struct catalogue_parts *parts)
{
	struct buffer ids;
	enum err err = OK;

	buffer_init(&ids, r->arena, IDS_TEXT_MAX);
	for (size_t i = 0; i < r->catalogue->procedure_count; i++) {
		owners[i] = (struct owner){ r->catalogue->procedures[i].version_id, &parts[i] };
		buffer_printf(&ids, "%c%lld", i > 0 ? ',' : '[', (long long)owners[i].id);
	}
	buffer_text(&ids, r->catalogue->procedure_count > 0 ? "]" : "[]");
	qsort(owners, r->catalogue->procedure_count, sizeof(*owners), compare_owners);
	for (size_t i = 0; !err && i < sizeof(version_parts) / sizeof(version_parts[0]); i++)
		err = read_part(db, r, &version_parts[i], ARGS(TEXT(ids.data)), owners);
	return err;
}

static enum err
read_procedure_parts(struct db *db, const struct reading *r, struct owner *owners, struct catalogue_parts *parts)
{
	enum err err;

	for (size_t i = 0; i < r->catalogue->procedure_count; i++)
		owners[i] = (struct owner){ r->catalogue->procedures[i].procedure_id, &parts[i] };
	qsort(owners, r->catalogue->procedure_count, sizeof(*owners), compare_owners);
	err = read_part(db, r, &suspension_part, ARGS(DATE(r->today)), owners);
	return err ? err : read_part(db, r, &version_part, NO_ARGS, owners);
}

static enum err
read_procedures(struct db *db, const struct reading *r)
{
	struct catalogue *catalogue = r->catalogue;
	struct catalogue_parts *parts;
	struct owner *owners;
	struct db_rows rows;
	enum err err = read_rows(db, r, PROCEDURES, ARGS(DATE(r->today)), PROCEDURES_MAX, &rows);

	if (err)
		return err;
	catalogue->procedures = rows.rows;
	catalogue->procedure_count = rows.count;
	catalogue->parts = parts = arena_array(r->arena, rows.count + 1, sizeof(*parts));
	owners = arena_array(r->arena, rows.count + 1, sizeof(*owners));
	err = read_version_parts(db, r, owners, parts);
	return err ? err : read_procedure_parts(db, r, owners, parts);
}

static enum err
read_once(struct db *db, const void *arg)
{
	const struct reading *r = arg;
	struct db_rows rows;
	size_t column_count;
	const struct db_column *columns = agency_row_columns(&column_count);
	enum err err = agency_all(db, &r->catalogue->agencies, &r->catalogue->agency_count);

	if (!err)
		digest_rows(r->digest, columns, column_count, sizeof(struct agency),
		    &(struct db_rows){ (void *)(uintptr_t)r->catalogue->agencies, r->catalogue->agency_count, false });
	if (!err)
		err = read_rows(db, r, SECTORS, NO_ARGS, SECTORS_MAX, &rows);
	if (err)
		return err;
	r->catalogue->sectors = rows.rows;
	r->catalogue->sector_count = rows.count;
	if ((err = read_rows(db, r, SYNONYMS, NO_ARGS, SYNONYMS_MAX, &rows)))
		return err;
	r->catalogue->synonyms = rows.rows;
	r->catalogue->synonym_count = rows.count;
	return read_procedures(db, r);
}

enum err
catalogue_read(struct db *db, struct arena *arena, int32_t today, const struct catalogue **ret_catalogue)
{
	struct catalogue *catalogue = ARENA_NEW(arena, struct catalogue);
	const struct reading reading = { arena, today, catalogue, sha256_begin(arena) };
	enum err err = db_snapshot(db, read_once, &reading);

	catalogue->today = today;
	sha256_end(reading.digest, catalogue->digest);
	if (!err)
		catalogue_index(arena, catalogue);
	*ret_catalogue = catalogue;
	return err;
}

enum err
publication_add(struct db *db, const struct publication *publication)
{
	return db_exec(db, &statements[PUBLICATION_ADD],
	    ARGS(TEXT(publication->tree), TIME(publication->at), INT(publication->pages),
		INT(publication->changed_pages)));
}
