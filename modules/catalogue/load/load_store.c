/* The writes of the catalogue. See load_store.h. */
#include "load/load_store.h"

#include <string.h>

#include "core/data/db.h"
#include "core/memory/buffer.h"
#include "core/security/hash.h"
#include "domain/directory/directory_store.h"
#include "record/item_store.h"
#include "record/procedure_record.h"
#include "record/version_store.h"

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
	VERSION_SAME,
	SUPERSEDE,
	SYNONYM_PUT,
	STATEMENT__MAX
};
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
	[VERSION_SAME] = { "SELECT id FROM procedure_version WHERE procedure_id = ? AND content_sha256 = ? AND state = "
			   "? "
			   "ORDER BY version_no DESC LIMIT 1",
	    ROW(number_columns, number_row) },
	[SUPERSEDE] = { "UPDATE procedure_version SET state = 'superseded', version = version + 1 WHERE procedure_id = "
			"? "
			"AND state = 'published' AND id NOT IN "
			"(SELECT kept.id FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) kept)",
	    NO_ROW },
	[SYNONYM_PUT] = { "INSERT INTO search_synonym (word, meaning) VALUES (?, ?) "
			  "ON DUPLICATE KEY UPDATE meaning = VALUES(meaning)",
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
	int64_t now;
	size_t *added;
};

/* The version that says the same, or a new one. */
static enum err
put_version(struct db *db, const struct put_procedure *p, int64_t procedure_id, struct version_record *version,
    const char *at, int64_t *ret_id)
{
	const struct version_origin origin = { procedure_id, DB_NULL_INT, DB_NULL_INT, p->now };
	unsigned char digest[SHA256_SIZE];
	struct number_row same;
	enum err err = sector_put(db, p->arena, version->sector, version->sector_name, &version->sector_id);

	if (!err)
		err = version_resolve(db, p->arena, version, at, p->fault);
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
	return version_add(db, p->arena, &origin, version, p->fault, ret_id);
}

/* The unit that drafts it, where the file names one. */
static enum err
find_owner(struct db *db, const struct put_procedure *p, int64_t *owner_id)
{
	struct agency agency;
	enum err err;

	if (p->record->owner_agency == NULL)
		return OK;
	err = agency_by_code(db, p->record->owner_agency, &agency);
	if (err == ERR_NOT_FOUND)
		return record_refuse(p->fault, "owner_agency", "names an agency that is unknown");
	if (!err)
		*owner_id = agency.id;
	return err;
}

static enum err
put_aliases(struct db *db, const struct put_procedure *p, int64_t procedure_id)
{
	const struct alias_record *aliases = p->record->aliases.items;
	enum err err = OK;

	for (size_t i = 0; !err && i < p->record->aliases.count; i++) {
		err = alias_put(db, procedure_id, aliases[i].alias);
		if (err == ERR_CONFLICT)
			return record_refuse(
			    p->fault, arena_printf(p->arena, "aliases[%zu]", i), "is a code of another procedure");
	}
	return err;
}

/* The identity of the procedure, made if it is new; what the file does not say of it stays. */
static enum err
put_item(struct db *db, const struct put_procedure *p, int64_t *ret_id)
{
	const struct procedure_record *record = p->record;
	struct procedure_item item = { .owner_agency_id = DB_NULL_INT, .opens_on = DATE_NONE, .closes_on = DATE_NONE };
	const enum err found = item_lock(db, record->code, &item);
	enum err err = found == ERR_NOT_FOUND ? OK : found;

	if (!err && found == OK && strcmp(item.code, record->code) != 0)
		return record_refuse(p->fault, "code", "is another code of another procedure");
	if (!err)
		err = find_owner(db, p, &item.owner_agency_id);
	item.code = record->code;
	item.slug = record->slug;
	item.replaced_by = record->replaced_by;
	item.listed = record->listed;
	item.opens_on = record->opens_on != DATE_NONE ? record->opens_on : item.opens_on;
	item.closes_on = record->closes_on != DATE_NONE ? record->closes_on : item.closes_on;
	if (!err)
		err = found == OK ? item_change(db, &item) : item_add(db, &item, &item.id);
	*ret_id = item.id;
	if (err == ERR_CONFLICT && db_duplicate(db))
		return record_refuse(p->fault, "slug", "belongs to another procedure");
	return err ? err : put_aliases(db, p, item.id);
}

static enum err
put_procedure_once(struct db *db, const void *arg)
{
	const struct put_procedure *p = arg;
	struct version_record *versions = p->record->versions.items;
	int64_t procedure_id = 0, version_id = 0;
	struct buffer kept;
	enum err err = put_item(db, p, &procedure_id);

	*p->added = 0;
	buffer_init(&kept, p->arena, IDS_TEXT_MAX);
	buffer_char(&kept, '[');
	for (size_t i = 0; !err && i < p->record->versions.count; i++) {
		err = put_version(
		    db, p, procedure_id, &versions[i], arena_printf(p->arena, "versions[%zu].", i), &version_id);
		buffer_printf(&kept, "%s%lld", i > 0 ? "," : "", (long long)version_id);
	}
	buffer_char(&kept, ']');
	return err ? err : db_exec(db, &statements[SUPERSEDE], ARGS(INT(procedure_id), TEXT(kept.data)));
}

enum err
procedure_put(struct db *db, struct arena *arena, struct procedure_record *record, int64_t now,
    struct record_fault *fault, size_t *ret_added)
{
	return db_transaction(db, put_procedure_once, &(struct put_procedure){ arena, record, fault, now, ret_added });
}

enum err
synonym_put(struct db *db, const char *word, const char *meaning)
{
	return db_exec(db, &statements[SYNONYM_PUT], ARGS(TEXT(word), TEXT(meaning)));
}
