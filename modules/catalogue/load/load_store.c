/* The writes of the catalogue. See load_store.h. */
#include "load/load_store.h"

#include "core/data/db.h"
#include "core/memory/buffer.h"
#include "core/security/hash.h"
#include "domain/directory/directory_store.h"
#include "record/procedure_record.h"

enum { IDS_TEXT_MAX = 4096 };

struct definition_row {
	int64_t id, version_no;
	struct bytes sha256;
};
static const struct db_column definition_columns[] = {
	COL(definition_row, id, DB_INT),
	COL(definition_row, version_no, DB_INT),
	COL(definition_row, sha256, DB_BYTES),
};
struct number_row {
	int64_t id;
};
static const struct db_column number_columns[] = { COL(number_row, id, DB_INT) };

enum {
	FORM_LATEST,
	PROCESS_LATEST,
	RULE_LATEST,
	FORM_ADD,
	PROCESS_ADD,
	RULE_ADD,
	SECTOR_PUT,
	ITEM_BY_CODE,
	ITEM_ADD,
	ITEM_CHANGE,
	VERSION_SAME,
	VERSION_LAST,
	VERSION_ADD,
	CASE_ADD,
	CHANNEL_ADD,
	REQUIREMENT_ADD,
	OFFERING_ADD,
	SUPERSEDE,
	SYNONYM_PUT,
	ENTER_FORCE,
	STATEMENT__MAX
};
#define IN_FORCE                                                                                                       \
	"(SELECT version.id FROM procedure_version version WHERE version.procedure_id = procedure_item.id "            \
	"AND version.state = 'published' AND version.effective_from <= ? "                                             \
	"AND (version.effective_to IS NULL OR version.effective_to >= ?) "                                             \
	"ORDER BY version.effective_from DESC, version.version_no DESC LIMIT 1)"

static const struct db_statement statements[STATEMENT__MAX] = {
	[FORM_LATEST] = { "SELECT id, version_no, sha256 FROM form_version WHERE code = ? ORDER BY version_no DESC "
			  "LIMIT 1",
	    ROW(definition_columns, definition_row) },
	[PROCESS_LATEST] = { "SELECT id, version_no, sha256 FROM process_version WHERE code = ? "
			     "ORDER BY version_no DESC LIMIT 1",
	    ROW(definition_columns, definition_row) },
	[RULE_LATEST] = { "SELECT id, version_no, sha256 FROM rule_version WHERE code = ? ORDER BY version_no DESC "
			  "LIMIT 1",
	    ROW(definition_columns, definition_row) },
	[FORM_ADD] = { "INSERT INTO form_version (code, version_no, content, sha256, created_at) VALUES (?, ?, ?, ?, "
		       "?)",
	    NO_ROW },
	[PROCESS_ADD] = { "INSERT INTO process_version (code, version_no, content, sha256, created_at, name) "
			  "VALUES (?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[RULE_ADD] = { "INSERT INTO rule_version (code, version_no, content, sha256, created_at) VALUES (?, ?, ?, ?, "
		       "?)",
	    NO_ROW },
	[SECTOR_PUT] = { "INSERT INTO sector (code, name, slug) VALUES (?, ?, ?) "
			 "ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id), name = VALUES(name)",
	    NO_ROW },
	/* The row stays locked until the end of the transaction: two loaders cannot give out the same version number. */
	[ITEM_BY_CODE] = { "SELECT id FROM procedure_item WHERE code = ? FOR UPDATE", ROW(number_columns, number_row) },
	[ITEM_ADD] = { "INSERT INTO procedure_item (code, slug, replaced_by) VALUES (?, ?, ?)", NO_ROW },
	[ITEM_CHANGE] = { "UPDATE procedure_item SET slug = ?, replaced_by = ? WHERE id = ?", NO_ROW },
	[VERSION_SAME] = { "SELECT id FROM procedure_version WHERE procedure_id = ? AND content_sha256 = ? AND state = "
			   "? "
			   "ORDER BY version_no DESC LIMIT 1",
	    ROW(number_columns, number_row) },
	[VERSION_LAST] = { "SELECT COALESCE(MAX(version_no), 0) AS id FROM procedure_version WHERE procedure_id = ?",
	    ROW(number_columns, number_row) },
	[VERSION_ADD] = { "INSERT INTO procedure_version (procedure_id, version_no, content_sha256, state, name, "
			  "sector_id, "
			  "tiers, service_level, old_level, kind, audience, life_events, keywords, steps, conditions, "
			  "legal_basis, result_name, decision_no, decision_date, effective_from, effective_to, "
			  "form_version_id, process_version_id, rule_version_id, fee_time) "
			  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[CASE_ADD] = { "INSERT INTO procedure_case (procedure_version_id, case_no, name) VALUES (?, ?, ?)", NO_ROW },
	[CHANNEL_ADD] = { "INSERT INTO procedure_channel (procedure_version_id, case_no, channel, term_text, "
			  "clock_policy, "
			  "fee_text) VALUES (?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[REQUIREMENT_ADD] = { "INSERT INTO procedure_requirement (procedure_version_id, case_no, seq, code, name, "
			      "originals, "
			      "certified, photocopies, required, shown_only, replaced_by, template_file) "
			      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[OFFERING_ADD] = { "INSERT INTO procedure_offering (procedure_version_id, agency_receiving_id, "
			   "agency_solving_id, "
			   "agency_consulted_id, online) VALUES (?, ?, ?, ?, ?)",
	    NO_ROW },
	[SUPERSEDE] = { "UPDATE procedure_version SET state = 'superseded', version = version + 1 WHERE procedure_id = "
			"? "
			"AND state = 'published' AND id NOT IN "
			"(SELECT kept.id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) kept)",
	    NO_ROW },
	[SYNONYM_PUT] = { "INSERT INTO search_synonym (word, meaning) VALUES (?, ?) "
			  "ON DUPLICATE KEY UPDATE meaning = VALUES(meaning)",
	    NO_ROW },
	[ENTER_FORCE] = { "UPDATE procedure_item SET current_version_id = " IN_FORCE
			  " WHERE NOT (current_version_id <=> " IN_FORCE ")",
	    NO_ROW },
};
const struct store load_store = { "load", statements, STATEMENT__MAX };

struct put_definition {
	enum definition kind;
	const char *code, *name, *content;
	struct bytes digest;
	int64_t now;
	bool *added;
};

static enum err
put_definition_once(struct db *db, const void *arg)
{
	const struct put_definition *p = arg;
	struct definition_row latest = { 0 };
	enum err err = db_row(db, &statements[FORM_LATEST + (int)p->kind], ARGS(TEXT(p->code)), &latest);

	*p->added = false;
	if (err != OK && err != ERR_NOT_FOUND)
		return err;
	if (err == OK && hash_equal(latest.sha256.data, latest.sha256.size, p->digest.data, p->digest.size))
		return OK;
	*p->added = true;
	if (p->kind == DEFINITION_OF_PROCESS)
		return db_exec(db, &statements[PROCESS_ADD],
		    ARGS(TEXT(p->code), INT(latest.version_no + 1), TEXT(p->content), BYTES(p->digest), TIME(p->now),
			TEXT(p->name)));
	return db_exec(db, &statements[FORM_ADD + (int)p->kind],
	    ARGS(TEXT(p->code), INT(latest.version_no + 1), TEXT(p->content), BYTES(p->digest), TIME(p->now)));
}

enum err
definition_put(struct db *db, enum definition kind, const char *code, const char *name, const char *content,
    size_t size, int64_t now, bool *ret_added)
{
	unsigned char digest[SHA256_SIZE];

	sha256(content, size, digest);
	return db_transaction(db, put_definition_once,
	    &(struct put_definition){ kind, code, name, content, { digest, sizeof(digest) }, now, ret_added });
}

struct put_procedure {
	struct arena *arena;
	struct procedure_record *record;
	struct record_fault *fault;
	size_t *added;
};

static enum err
find_definition(struct db *db, const struct put_procedure *p, const char *member, enum definition kind,
    const char *code, int64_t *ret_id)
{
	struct definition_row latest;
	enum err err;

	*ret_id = DB_NULL_INT;
	if (code == NULL)
		return OK;
	err = db_row(db, &statements[FORM_LATEST + (int)kind], ARGS(TEXT(code)), &latest);
	if (err == ERR_NOT_FOUND)
		return record_refuse(p->fault, member, "names a definition that is not loaded");
	if (!err)
		*ret_id = latest.id;
	return err;
}

static enum err
find_agency(struct db *db, const struct put_procedure *p, const char *member, const char *code, int64_t *ret_id)
{
	struct agency agency;
	enum err err;

	*ret_id = DB_NULL_INT;
	if (code == NULL)
		return OK;
	err = agency_by_code(db, code, &agency);
	if (err == ERR_NOT_FOUND)
		return record_refuse(
		    p->fault, arena_printf(p->arena, "%s (%s)", member, code), "names an agency that is unknown");
	if (!err)
		*ret_id = agency.id;
	return err;
}

/* Codes become ids; a sector is made if it is new. */
static enum err
resolve(struct db *db, const struct put_procedure *p, struct version_record *version, const char *path)
{
	struct offering_record *offerings = version->offerings.items;
	enum err err = db_exec(db, &statements[SECTOR_PUT],
	    ARGS(TEXT(version->sector), TEXT(version->sector_name), TEXT(version->sector)));

	version->sector_id = (int64_t)db_insert_id(db);
	if (!err)
		err = find_definition(db, p, arena_printf(p->arena, "%s.form", path), DEFINITION_OF_FORM, version->form,
		    &version->form_version_id);
	if (!err)
		err = find_definition(db, p, arena_printf(p->arena, "%s.process", path), DEFINITION_OF_PROCESS,
		    version->process, &version->process_version_id);
	if (!err)
		err = find_definition(db, p, arena_printf(p->arena, "%s.rule", path), DEFINITION_OF_RULE, version->rule,
		    &version->rule_version_id);
	for (size_t i = 0; !err && i < version->offerings.count; i++) {
		const char *member = arena_printf(p->arena, "%s.offerings[%zu]", path, i);

		err = find_agency(db, p, member, offerings[i].receiving, &offerings[i].receiving_id);
		if (!err)
			err = find_agency(db, p, member, offerings[i].solving, &offerings[i].solving_id);
		if (!err)
			err = find_agency(db, p, member, offerings[i].consulted, &offerings[i].consulted_id);
	}
	return err;
}

static enum err
add_case(struct db *db, int64_t version_id, int64_t case_no, const struct case_record *one)
{
	const struct channel_record *channels = one->channels.items;
	const struct requirement_record *papers = one->requirements.items;
	enum err err = db_exec(db, &statements[CASE_ADD], ARGS(INT(version_id), INT(case_no), TEXT(one->name)));

	for (size_t i = 0; !err && i < one->channels.count; i++)
		err = db_exec(db, &statements[CHANNEL_ADD],
		    ARGS(INT(version_id), INT(case_no), TEXT(channels[i].channel), TEXT(channels[i].term_text),
			TEXT(channels[i].clock_policy), TEXT(channels[i].fee_text)));
	for (size_t i = 0; !err && i < one->requirements.count; i++)
		err = db_exec(db, &statements[REQUIREMENT_ADD],
		    ARGS(INT(version_id), INT(case_no), INT((int64_t)i + 1), TEXT(papers[i].code), TEXT(papers[i].name),
			INT(papers[i].originals), INT(papers[i].certified), INT(papers[i].photocopies),
			BOOL(papers[i].required), BOOL(papers[i].shown_only), TEXT(papers[i].replaced_by),
			TEXT(papers[i].template_file)));
	return err;
}

static enum err
add_parts(struct db *db, int64_t version_id, const struct version_record *version)
{
	const struct case_record *cases = version->cases.items;
	const struct offering_record *offerings = version->offerings.items;
	enum err err = OK;

	for (size_t i = 0; !err && i < version->cases.count; i++)
		err = add_case(db, version_id, (int64_t)i + 1, &cases[i]);
	for (size_t i = 0; !err && i < version->offerings.count; i++)
		err = db_exec(db, &statements[OFFERING_ADD],
		    ARGS(INT(version_id), INT(offerings[i].receiving_id), INT(offerings[i].solving_id),
			INT(offerings[i].consulted_id), BOOL(offerings[i].online)));
	return err;
}

static enum err
add_version(
    struct db *db, int64_t procedure_id, const struct version_record *version, struct bytes digest, int64_t *ret_id)
{
	struct number_row last = { 0 };
	enum err err = db_row(db, &statements[VERSION_LAST], ARGS(INT(procedure_id)), &last);

	if (err)
		return err;
	err = db_exec(db, &statements[VERSION_ADD],
	    ARGS(INT(procedure_id), INT(last.id + 1), BYTES(digest), TEXT(version->state), TEXT(version->name),
		INT(version->sector_id), TEXT(version->tiers), TEXT(version->service_level), INT(version->old_level),
		TEXT(version->kind), TEXT(version->audience), TEXT(version->life_events), TEXT(version->keywords),
		TEXT(version->steps), TEXT(version->conditions), TEXT(version->legal_basis), TEXT(version->result_name),
		TEXT(version->decision_no), DATE(version->decision_date), DATE(version->effective_from),
		DATE(version->effective_to), INT(version->form_version_id), INT(version->process_version_id),
		INT(version->rule_version_id), TEXT(version->fee_time)));
	*ret_id = (int64_t)db_insert_id(db);
	return err ? err : add_parts(db, *ret_id, version);
}

/* The version that says the same, or a new one. */
static enum err
put_version(struct db *db, const struct put_procedure *p, int64_t procedure_id, struct version_record *version,
    const char *path, int64_t *ret_id)
{
	unsigned char digest[SHA256_SIZE];
	struct number_row same;
	enum err err = resolve(db, p, version, path);

	if (err)
		return err;
	version_record_digest(p->arena, version, digest);
	err = db_row(db, &statements[VERSION_SAME],
	    ARGS(INT(procedure_id), BYTES(((struct bytes){ digest, sizeof(digest) })), TEXT(version->state)), &same);
	if (err == OK)
		*ret_id = same.id;
	if (err != ERR_NOT_FOUND)
		return err;
	(*p->added)++;
	return add_version(db, procedure_id, version, (struct bytes){ digest, sizeof(digest) }, ret_id);
}

/* The identity of the procedure, made if it is new. */
static enum err
put_item(struct db *db, const struct put_procedure *p, int64_t *ret_id)
{
	const struct procedure_record *record = p->record;
	struct number_row item = { 0 };
	enum err err = db_row(db, &statements[ITEM_BY_CODE], ARGS(TEXT(record->code)), &item);

	if (err == OK) {
		err = db_exec(
		    db, &statements[ITEM_CHANGE], ARGS(TEXT(record->slug), TEXT(record->replaced_by), INT(item.id)));
	} else if (err == ERR_NOT_FOUND) {
		err = db_exec(
		    db, &statements[ITEM_ADD], ARGS(TEXT(record->code), TEXT(record->slug), TEXT(record->replaced_by)));
		item.id = (int64_t)db_insert_id(db);
	}
	*ret_id = item.id;
	if (err == ERR_CONFLICT && db_duplicate(db))
		return record_refuse(p->fault, "slug", "belongs to another procedure");
	return err;
}

static enum err
put_procedure_once(struct db *db, const void *arg)
{
	const struct put_procedure *p = arg;
	struct version_record *versions = p->record->versions.items;
	int64_t procedure_id, version_id = 0;
	struct buffer kept;
	enum err err = put_item(db, p, &procedure_id);

	*p->added = 0;
	buffer_init(&kept, p->arena, IDS_TEXT_MAX);
	buffer_char(&kept, '[');
	for (size_t i = 0; !err && i < p->record->versions.count; i++) {
		err = put_version(
		    db, p, procedure_id, &versions[i], arena_printf(p->arena, "versions[%zu]", i), &version_id);
		buffer_printf(&kept, "%s%lld", i > 0 ? "," : "", (long long)version_id);
	}
	buffer_char(&kept, ']');
	return err ? err : db_exec(db, &statements[SUPERSEDE], ARGS(INT(procedure_id), TEXT(kept.data)));
}

enum err
procedure_put(
    struct db *db, struct arena *arena, struct procedure_record *record, struct record_fault *fault, size_t *ret_added)
{
	return db_transaction(db, put_procedure_once, &(struct put_procedure){ arena, record, fault, ret_added });
}

enum err
synonym_put(struct db *db, const char *word, const char *meaning)
{
	return db_exec(db, &statements[SYNONYM_PUT], ARGS(TEXT(word), TEXT(meaning)));
}

enum err
procedures_enter_force(struct db *db, int32_t today, uint64_t *ret_changed)
{
	return db_change(
	    db, &statements[ENTER_FORCE], ARGS(DATE(today), DATE(today), DATE(today), DATE(today)), ret_changed);
}
