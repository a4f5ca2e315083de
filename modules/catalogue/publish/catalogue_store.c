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
};
static const struct db_column case_columns[] = {
	COL(catalogue_case, version_id, DB_INT),
	COL(catalogue_case, case_no, DB_INT),
	COL(catalogue_case, name, DB_TEXT),
};
static const struct db_column channel_columns[] = {
	COL(catalogue_channel, version_id, DB_INT),
	COL(catalogue_channel, case_no, DB_INT),
	COL(catalogue_channel, channel, DB_TEXT),
	COL(catalogue_channel, term_text, DB_TEXT),
	COL(catalogue_channel, fee_text, DB_TEXT),
};
static const struct db_column paper_columns[] = {
	COL(catalogue_paper, version_id, DB_INT),
	COL(catalogue_paper, case_no, DB_INT),
	COL(catalogue_paper, name, DB_TEXT),
	COL(catalogue_paper, originals, DB_INT),
	COL(catalogue_paper, certified, DB_INT),
	COL(catalogue_paper, photocopies, DB_INT),
	COL(catalogue_paper, required, DB_BOOL),
	COL(catalogue_paper, shown_only, DB_BOOL),
	COL(catalogue_paper, replaced_by, DB_TEXT),
	COL(catalogue_paper, template_file, DB_TEXT),
};
static const struct db_column offering_columns[] = {
	COL(catalogue_offering, version_id, DB_INT),
	COL(catalogue_offering, receiving_id, DB_INT),
	COL(catalogue_offering, solving_id, DB_INT),
	COL(catalogue_offering, consulted_id, DB_INT),
	COL(catalogue_offering, online, DB_BOOL),
};
static const struct db_column synonym_columns[] = {
	COL(catalogue_synonym, word, DB_TEXT),
	COL(catalogue_synonym, meaning, DB_TEXT),
};

/* The versions named by a JSON list of their ids. */
#define OF_VERSIONS(column) "JOIN JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) listed ON listed.id = " column " "

enum { SECTORS, PROCEDURES, CASES, CHANNELS, PAPERS, OFFERINGS, SYNONYMS, PUBLICATION_ADD, STATEMENT__MAX };
static const struct db_statement statements[STATEMENT__MAX] = {
	[SECTORS] = { "SELECT id, slug, name FROM sector ORDER BY name", ROW(sector_columns, catalogue_sector) },
	[PROCEDURES] = { "SELECT version.id AS version_id, item.code, item.slug, version.name, item.replaced_by, "
			 "version.sector_id, item.current_version_id IS NOT NULL AS in_force, version.service_level, "
			 "version.kind, version.audience, version.life_events, version.keywords, version.steps, "
			 "version.conditions, version.legal_basis, version.result_name, version.decision_no, "
			 "version.decision_date, version.effective_from, version.effective_to "
			 "FROM procedure_item item JOIN procedure_version version ON version.id = "
			 "COALESCE(item.current_version_id, (SELECT last.id FROM procedure_version last "
			 "WHERE last.procedure_id = item.id AND last.state IN ('published', 'superseded') AND last.effective_from <= ? "
			 "ORDER BY last.effective_from DESC, last.version_no DESC LIMIT 1)) ORDER BY version.name, "
			 "item.code",
	    ROW(procedure_columns, catalogue_procedure) },
	[CASES] = { "SELECT procedure_version_id AS version_id, case_no, name FROM procedure_case " OF_VERSIONS(
			"procedure_version_id") "ORDER BY procedure_version_id, case_no",
	    ROW(case_columns, catalogue_case) },
	[CHANNELS] = { "SELECT procedure_version_id AS version_id, case_no, channel, term_text, fee_text "
		       "FROM procedure_channel " OF_VERSIONS(
			   "procedure_version_id") "ORDER BY procedure_version_id, "
						   "case_no, FIELD(channel, 'online', 'counter', 'post')",
	    ROW(channel_columns, catalogue_channel) },
	[PAPERS] = { "SELECT procedure_version_id AS version_id, case_no, name, originals, certified, photocopies, "
		     "required, shown_only, replaced_by, template_file FROM procedure_requirement " OF_VERSIONS(
			 "procedure_version_id") "ORDER BY procedure_version_id, case_no, seq",
	    ROW(paper_columns, catalogue_paper) },
	[OFFERINGS] = { "SELECT procedure_version_id AS version_id, agency_receiving_id AS receiving_id, "
			"agency_solving_id AS solving_id, agency_consulted_id AS consulted_id, online "
			"FROM procedure_offering " OF_VERSIONS(
			    "procedure_version_id") "JOIN agency ON agency.id = "
						    "agency_receiving_id ORDER BY procedure_version_id, agency.name",
	    ROW(offering_columns, catalogue_offering) },
	[SYNONYMS] = { "SELECT word, meaning FROM search_synonym ORDER BY word",
	    ROW(synonym_columns, catalogue_synonym) },
	[PUBLICATION_ADD] = { "INSERT INTO publication (tree, published_at, pages, changed_pages) VALUES (?, ?, ?, ?)",
	    NO_ROW },
};
const struct store catalogue_store = { "catalogue", statements, STATEMENT__MAX };

struct reading {
	struct arena *arena;
	int32_t today;
	struct catalogue *catalogue;
	struct sha256_stream *digest; /* of every value that was read */
};

/* For the digest alone: the directory reads them. */
static const struct db_column agency_columns[] = {
	COL(agency, id, DB_INT),
	COL(agency, code, DB_TEXT),
	COL(agency, parent_id, DB_INT),
	COL(agency, name, DB_TEXT),
	COL(agency, short_name, DB_TEXT),
	COL(agency, slug, DB_TEXT),
	COL(agency, tier, DB_TEXT),
	COL(agency, address, DB_TEXT),
	COL(agency, working_hours, DB_TEXT),
	COL(agency, hotline, DB_TEXT),
	COL(agency, email, DB_TEXT),
	COL(agency, valid_from, DB_DATE),
	COL(agency, valid_to, DB_DATE),
	COL(agency, current_id, DB_INT),
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

/* A place in the order of versions: which procedure shows it. */
struct shown {
	int64_t version_id;
	struct catalogue_parts *parts;
};

static int
compare_shown(const void *one, const void *other)
{
	int64_t a = ((const struct shown *)one)->version_id, b = ((const struct shown *)other)->version_id;

	return (a > b) - (a < b);
}

/* Cuts the rows, sorted by version, into one span for each procedure; `size` bytes a row, the version id first. */
static void
cut(const struct shown *shown, size_t count, size_t span, const struct db_rows *rows, size_t size)
{
	const char *row = rows->rows;
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		struct catalogue_span *here = (struct catalogue_span *)((char *)shown[i].parts + span);

		here->first = at;
		while (at < rows->count && *(const int64_t *)(row + at * size) == shown[i].version_id)
			at++;
		here->count = at - here->first;
	}
}

static enum err
read_parts(struct db *db, const struct reading *r, const struct shown *shown, const char *ids)
{
	const size_t count = r->catalogue->procedure_count;
	struct db_rows rows;
	enum err err = read_rows(db, r, CASES, ARGS(TEXT(ids)), PARTS_MAX, &rows);

	if (err)
		return err;
	r->catalogue->cases = rows.rows;
	cut(shown, count, offsetof(struct catalogue_parts, cases), &rows, sizeof(struct catalogue_case));
	if ((err = read_rows(db, r, CHANNELS, ARGS(TEXT(ids)), PARTS_MAX, &rows)))
		return err;
	r->catalogue->channels = rows.rows;
	cut(shown, count, offsetof(struct catalogue_parts, channels), &rows, sizeof(struct catalogue_channel));
	if ((err = read_rows(db, r, PAPERS, ARGS(TEXT(ids)), PARTS_MAX, &rows)))
		return err;
	r->catalogue->papers = rows.rows;
	cut(shown, count, offsetof(struct catalogue_parts, papers), &rows, sizeof(struct catalogue_paper));
	if ((err = read_rows(db, r, OFFERINGS, ARGS(TEXT(ids)), PARTS_MAX, &rows)))
		return err;
	r->catalogue->offerings = rows.rows;
	cut(shown, count, offsetof(struct catalogue_parts, offerings), &rows, sizeof(struct catalogue_offering));
	return OK;
}

static enum err
read_procedures(struct db *db, const struct reading *r)
{
	struct catalogue *catalogue = r->catalogue;
	struct catalogue_parts *parts;
	struct shown *shown;
	struct db_rows rows;
	struct buffer ids;
	enum err err = read_rows(db, r, PROCEDURES, ARGS(DATE(r->today)), PROCEDURES_MAX, &rows);

	if (err)
		return err;
	catalogue->procedures = rows.rows;
	catalogue->procedure_count = rows.count;
	catalogue->parts = parts = arena_array(r->arena, rows.count + 1, sizeof(*parts));
	shown = arena_array(r->arena, rows.count + 1, sizeof(*shown));
	buffer_init(&ids, r->arena, IDS_TEXT_MAX);
	for (size_t i = 0; i < rows.count; i++) {
		shown[i] = (struct shown){ catalogue->procedures[i].version_id, &parts[i] };
		buffer_printf(&ids, "%c%lld", i > 0 ? ',' : '[', (long long)shown[i].version_id);
	}
	buffer_text(&ids, rows.count > 0 ? "]" : "[]");
	qsort(shown, rows.count, sizeof(*shown), compare_shown);
	return read_parts(db, r, shown, ids.data);
}

static enum err
read_once(struct db *db, const void *arg)
{
	const struct reading *r = arg;
	struct db_rows rows;
	enum err err = agency_all(db, &r->catalogue->agencies, &r->catalogue->agency_count);

	if (!err)
		digest_rows(r->digest, ROW(agency_columns, agency),
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
