/* Writing versions. See version_store.h. The parts go in while the version is a draft: the database takes none later. */
#include <string.h>

#include "core/data/db.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "define/use_store.h"
#include "domain/directory/directory_store.h"
#include "record/procedure_record.h"
#include "record/version_store.h"

enum { SECTOR_SLUG_MOST = 80 };

struct number_row {
	int64_t id;
};
static const struct db_column number_columns[] = { COL(number_row, id, DB_INT) };
#define NUMBER ROW(number_columns, number_row)

enum {
	SECTOR_BY_CODE,
	SECTOR_BY_SLUG,
	SECTOR_PUT,
	FORM_LATEST,
	PROCESS_LATEST,
	RULE_LATEST,
	LAST_NUMBER,
	ADD,
	CHANGE,
	ENTER_STATE,
	REVIEW,
	REVIEW_EDIT,
	CASE_ADD,
	CHANNEL_ADD,
	FEE_ADD,
	REQUIREMENT_ADD,
	OFFERING_ADD,
	RESULT_ADD,
	BASIS_ADD,
	AGENCY_ADD,
	RELATION_ADD,
	CLEAR_FIRST, /* and on to the end: what a draft had before */
	CLEAR_CASES = CLEAR_FIRST,
	CLEAR_CHANNELS,
	CLEAR_FEES,
	CLEAR_REQUIREMENTS,
	CLEAR_OFFERINGS,
	CLEAR_RESULTS,
	CLEAR_BASIS,
	CLEAR_AGENCIES,
	CLEAR_RELATIONS,
	STATEMENT__MAX
};
static const struct db_statement statements[STATEMENT__MAX] = {
	[SECTOR_BY_CODE] = { "SELECT id FROM sector WHERE code = ?", NUMBER },
	[SECTOR_BY_SLUG] = { "SELECT id FROM sector WHERE slug = ? AND code <> ?", NUMBER },
	[SECTOR_PUT] = { "INSERT INTO sector (code, name, slug) VALUES (?, ?, ?) "
			 "ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(id), name = VALUES(name)",
	    NO_ROW },
	[FORM_LATEST] = { "SELECT id FROM form_version WHERE code = ? ORDER BY version_no DESC LIMIT 1", NUMBER },
	[PROCESS_LATEST] = { "SELECT id FROM process_version WHERE code = ? ORDER BY version_no DESC LIMIT 1", NUMBER },
	[RULE_LATEST] = { "SELECT id FROM rule_version WHERE code = ? ORDER BY version_no DESC LIMIT 1", NUMBER },
	/* The identity stays locked until the end of the transaction: nobody gives out the same number beside us. */
	[LAST_NUMBER] = { "SELECT COALESCE((SELECT MAX(version_no) FROM procedure_version WHERE procedure_id = "
			  "item.id), "
			  "0) AS id FROM procedure_item item WHERE item.id = ? FOR UPDATE",
	    NUMBER },
	[ADD] = { "INSERT INTO procedure_version (procedure_id, version_no, state, based_on_version_id, drafted_by, "
		  "created_at, updated_at, content_sha256, name, sector_id, tiers, kind, run_by, external_url, "
		  "service_level, level_reason, old_level, steps, copies, audience, audience_note, result_name, "
		  "fee_time, conditions, legal_basis, life_events, keywords, form_version_id, process_version_id, "
		  "rule_version_id, decision_no, decision_date, effective_from, effective_to) "
		  "VALUES (?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
		  "?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[CHANGE] = { "UPDATE procedure_version SET content_sha256 = ?, name = ?, sector_id = ?, tiers = ?, kind = ?, "
		     "run_by = ?, external_url = ?, service_level = ?, level_reason = ?, old_level = ?, steps = ?, "
		     "copies = ?, audience = ?, audience_note = ?, result_name = ?, fee_time = ?, conditions = ?, "
		     "legal_basis = ?, life_events = ?, keywords = ?, form_version_id = ?, process_version_id = ?, "
		     "rule_version_id = ?, decision_no = ?, decision_date = ?, effective_from = ?, effective_to = ?, "
		     "updated_at = ?, version = version + 1 WHERE id = ? AND version = ? AND state = 'draft'",
	    NO_ROW },
	[ENTER_STATE] = { "UPDATE procedure_version SET state = ? WHERE id = ?", NO_ROW },
	[REVIEW] = { "INSERT INTO procedure_review (procedure_version_id, seq, kind, at, officer_id, note) "
		     "SELECT id, COALESCE((SELECT MAX(seq) FROM procedure_review WHERE procedure_version_id = "
		     "procedure_version.id), 0) + 1, ?, ?, ?, ? FROM procedure_version WHERE id = ?",
	    NO_ROW },
	[REVIEW_EDIT] = { "INSERT INTO procedure_review (procedure_version_id, seq, kind, at, officer_id) "
			  "SELECT version.id, COALESCE((SELECT MAX(last.seq) FROM procedure_review last "
			  "WHERE last.procedure_version_id = version.id), 0) + 1, 'edit', ?, ? "
			  "FROM procedure_version version WHERE version.id = ? AND NOT EXISTS "
			  "(SELECT 1 FROM procedure_review same WHERE same.procedure_version_id = version.id "
			  "AND same.kind = 'edit' AND same.officer_id <=> ? AND same.seq = "
			  "(SELECT MAX(newest.seq) FROM procedure_review newest "
			  "WHERE newest.procedure_version_id = version.id))",
	    NO_ROW },
	[CASE_ADD] = { "INSERT INTO procedure_case (procedure_version_id, case_no, name, steps) VALUES (?, ?, ?, ?)",
	    NO_ROW },
	[CHANNEL_ADD] = { "INSERT INTO procedure_channel (procedure_version_id, case_no, channel, term_text, "
			  "clock_policy, fee_text, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[FEE_ADD] = { "INSERT INTO procedure_fee (procedure_version_id, case_no, channel, seq, kind, code, name, "
		      "amount, unit, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[REQUIREMENT_ADD] = { "INSERT INTO procedure_requirement (procedure_version_id, case_no, seq, code, name, "
			      "originals, certified, photocopies, required, shown_only, replaced_by, template_file, "
			      "template_name, result_codes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[OFFERING_ADD] = { "INSERT INTO procedure_offering (procedure_version_id, agency_receiving_id, "
			   "agency_solving_id, agency_consulted_id, online) VALUES (?, ?, ?, ?, ?)",
	    NO_ROW },
	[RESULT_ADD] = { "INSERT INTO procedure_result (procedure_version_id, seq, code, name, template_file) "
			 "VALUES (?, ?, ?, ?, ?)",
	    NO_ROW },
	[BASIS_ADD] = { "INSERT INTO procedure_basis (procedure_version_id, seq, number, name, issuer, issued_on, "
			"effective_on, expires_on, url) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    NO_ROW },
	[AGENCY_ADD] = { "INSERT INTO procedure_agency (procedure_version_id, role, seq, agency_id, code, name) "
			 "VALUES (?, ?, ?, (SELECT id FROM agency WHERE agency.code = ? LIMIT 1), ?, ?)",
	    NO_ROW },
	[RELATION_ADD] = { "INSERT INTO procedure_relation (procedure_version_id, kind, seq, code) "
			   "VALUES (?, ?, ?, ?)",
	    NO_ROW },
	[CLEAR_CASES] = { "DELETE FROM procedure_case WHERE procedure_version_id = ?", NO_ROW },
	[CLEAR_CHANNELS] = { "DELETE FROM procedure_channel WHERE procedure_version_id = ?", NO_ROW },
	[CLEAR_FEES] = { "DELETE FROM procedure_fee WHERE procedure_version_id = ?", NO_ROW },
	[CLEAR_REQUIREMENTS] = { "DELETE FROM procedure_requirement WHERE procedure_version_id = ?", NO_ROW },
	[CLEAR_OFFERINGS] = { "DELETE FROM procedure_offering WHERE procedure_version_id = ?", NO_ROW },
	[CLEAR_RESULTS] = { "DELETE FROM procedure_result WHERE procedure_version_id = ?", NO_ROW },
	[CLEAR_BASIS] = { "DELETE FROM procedure_basis WHERE procedure_version_id = ?", NO_ROW },
	[CLEAR_AGENCIES] = { "DELETE FROM procedure_agency WHERE procedure_version_id = ?", NO_ROW },
	[CLEAR_RELATIONS] = { "DELETE FROM procedure_relation WHERE procedure_version_id = ?", NO_ROW },
};
const struct store version_write_store = { "version_write", statements, STATEMENT__MAX };

/* --- codes into ids ---------------------------------------------------------------------------------------------- */

/* The code as a part of an address; where it gives none, or one that another sector has, its digest follows. */
static enum err
sector_slug(struct db *db, struct arena *arena, const char *code, const char **ret_slug)
{
	const char *slug = fold_slug(arena, code, SECTOR_SLUG_MOST);
	unsigned char digest[SHA256_SIZE];
	struct number_row row;
	enum err err = *slug != '\0' ? db_row(db, &statements[SECTOR_BY_SLUG], ARGS(TEXT(slug), TEXT(code)), &row) : OK;

	*ret_slug = slug;
	if (err)
		return err == ERR_NOT_FOUND ? OK : err;
	sha256(code, strlen(code), digest);
	*ret_slug = arena_printf(
	    arena, "%s%s%02x%02x%02x%02x", slug, *slug != '\0' ? "-" : "", digest[0], digest[1], digest[2], digest[3]);
	return OK;
}

enum err
sector_put(struct db *db, struct arena *arena, const char *code, const char *name, int64_t *ret_id)
{
	const char *slug;
	enum err err = sector_slug(db, arena, code, &slug);

	if (!err)
		err = db_exec(db, &statements[SECTOR_PUT], ARGS(TEXT(code), TEXT(name), TEXT(slug)));
	*ret_id = (int64_t)db_insert_id(db);
	return err;
}

static enum err
find_sector(struct db *db, struct arena *arena, struct version_record *version)
{
	struct number_row row;
	enum err err = db_row(db, &statements[SECTOR_BY_CODE], ARGS(TEXT(version->sector)), &row);

	if (err == ERR_NOT_FOUND)
		return sector_put(db, arena, version->sector, version->sector_name, &version->sector_id);
	if (!err)
		version->sector_id = row.id;
	return err;
}

/* Whoever resolves: where the record stands in its file, and where a fault goes. */
struct resolving {
	struct arena *arena;
	const char *at;
	struct record_fault *fault;
};

static enum err
find_definition(
    struct db *db, const struct resolving *r, const char *member, int statement, const char *code, int64_t *id)
{
	struct number_row latest;
	enum err err;

	if (code == NULL)
		*id = DB_NULL_INT;
	if (code == NULL || *id > 0)
		return OK;
	err = db_row(db, &statements[statement], ARGS(TEXT(code)), &latest);
	if (err == ERR_NOT_FOUND)
		return record_refuse(
		    r->fault, arena_printf(r->arena, "%s%s", r->at, member), "names a definition that is not loaded");
	if (!err)
		*id = latest.id;
	return err;
}

static enum err
find_agency(struct db *db, const struct resolving *r, size_t offering, const char *code, int64_t *id)
{
	struct agency agency;
	enum err err;

	if (code == NULL)
		*id = DB_NULL_INT;
	if (code == NULL || *id > 0)
		return OK;
	err = agency_by_code(db, code, &agency);
	if (err == ERR_NOT_FOUND)
		return record_refuse(r->fault, arena_printf(r->arena, "%sofferings[%zu] (%s)", r->at, offering, code),
		    "names an agency that is unknown");
	if (!err)
		*id = agency.id;
	return err;
}

enum err
version_resolve(
    struct db *db, struct arena *arena, struct version_record *version, const char *at, struct record_fault *fault)
{
	const struct resolving r = { arena, at, fault };
	struct offering_record *offerings = version->offerings.items;
	enum err err = find_sector(db, arena, version);

	if (!err)
		err = find_definition(db, &r, "form", FORM_LATEST, version->form, &version->form_version_id);
	if (!err)
		err =
		    find_definition(db, &r, "process", PROCESS_LATEST, version->process, &version->process_version_id);
	if (!err)
		err = find_definition(db, &r, "rule", RULE_LATEST, version->rule, &version->rule_version_id);
	for (size_t i = 0; !err && i < version->offerings.count; i++) {
		err = find_agency(db, &r, i, offerings[i].receiving, &offerings[i].receiving_id);
		if (!err)
			err = find_agency(db, &r, i, offerings[i].solving, &offerings[i].solving_id);
		if (!err)
			err = find_agency(db, &r, i, offerings[i].consulted, &offerings[i].consulted_id);
	}
	return err;
}

/* --- the parts ---------------------------------------------------------------------------------------------------- */

static enum err
add_channel(struct db *db, int64_t id, int64_t case_no, const struct channel_record *channel)
{
	const struct fee_record *fees = channel->fees.items;
	enum err err = db_exec(db, &statements[CHANNEL_ADD],
	    ARGS(INT(id), INT(case_no), TEXT(channel->channel), TEXT(channel->term_text), TEXT(channel->clock_policy),
		TEXT(channel->fee_text), TEXT(channel->note)));

	for (size_t i = 0; !err && i < channel->fees.count; i++)
		err = db_exec(db, &statements[FEE_ADD],
		    ARGS(INT(id), INT(case_no), TEXT(channel->channel), INT((int64_t)i + 1), TEXT(fees[i].kind),
			TEXT(fees[i].code), TEXT(fees[i].name), INT(fees[i].amount), TEXT(fees[i].unit),
			TEXT(fees[i].note)));
	return err;
}

static enum err
add_case(struct db *db, int64_t id, int64_t case_no, const struct case_record *one)
{
	const struct channel_record *channels = one->channels.items;
	const struct requirement_record *papers = one->requirements.items;
	enum err err =
	    db_exec(db, &statements[CASE_ADD], ARGS(INT(id), INT(case_no), TEXT(one->name), TEXT(one->steps)));

	for (size_t i = 0; !err && i < one->channels.count; i++)
		err = add_channel(db, id, case_no, &channels[i]);
	for (size_t i = 0; !err && i < one->requirements.count; i++)
		err = db_exec(db, &statements[REQUIREMENT_ADD],
		    ARGS(INT(id), INT(case_no), INT((int64_t)i + 1), TEXT(papers[i].code), TEXT(papers[i].name),
			INT(papers[i].originals), INT(papers[i].certified), INT(papers[i].photocopies),
			BOOL(papers[i].required), BOOL(papers[i].shown_only), TEXT(papers[i].replaced_by),
			TEXT(papers[i].template_file), TEXT(papers[i].template_name), TEXT(papers[i].result_codes)));
	return err;
}

static enum err
add_named(struct db *db, int64_t id, const struct version_record *version)
{
	const struct agency_record *agencies = version->agencies.items;
	const struct relation_record *relations = version->relations.items;
	enum err err = OK;

	for (size_t i = 0; !err && i < version->agencies.count; i++)
		err = db_exec(db, &statements[AGENCY_ADD],
		    ARGS(INT(id), TEXT(agencies[i].role), INT((int64_t)i + 1), TEXT(agencies[i].code),
			TEXT(agencies[i].code), TEXT(agencies[i].name)));
	for (size_t i = 0; !err && i < version->relations.count; i++)
		err = db_exec(db, &statements[RELATION_ADD],
		    ARGS(INT(id), TEXT(relations[i].kind), INT((int64_t)i + 1), TEXT(relations[i].code)));
	return err;
}

static enum err
add_parts(struct db *db, int64_t id, const struct version_record *version)
{
	const struct case_record *cases = version->cases.items;
	const struct offering_record *offerings = version->offerings.items;
	const struct result_record *results = version->results.items;
	const struct basis_record *basis = version->basis.items;
	enum err err = OK;

	for (size_t i = 0; !err && i < version->cases.count; i++)
		err = add_case(db, id, (int64_t)i + 1, &cases[i]);
	for (size_t i = 0; !err && i < version->offerings.count; i++)
		err = db_exec(db, &statements[OFFERING_ADD],
		    ARGS(INT(id), INT(offerings[i].receiving_id), INT(offerings[i].solving_id),
			INT(offerings[i].consulted_id), BOOL(offerings[i].online)));
	for (size_t i = 0; !err && i < version->results.count; i++)
		err = db_exec(db, &statements[RESULT_ADD],
		    ARGS(INT(id), INT((int64_t)i + 1), TEXT(results[i].code), TEXT(results[i].name),
			TEXT(results[i].template_file)));
	for (size_t i = 0; !err && i < version->basis.count; i++)
		err = db_exec(db, &statements[BASIS_ADD],
		    ARGS(INT(id), INT((int64_t)i + 1), TEXT(basis[i].number), TEXT(basis[i].name),
			TEXT(basis[i].issuer), DATE(basis[i].issued_on), DATE(basis[i].effective_on),
			DATE(basis[i].expires_on), TEXT(basis[i].url)));
	return err ? err : add_named(db, id, version);
}

/* --- versions ----------------------------------------------------------------------------------------------------- */

/* What both writers are given; each uses its part. */
struct writing {
	struct arena *arena;
	const struct version_origin *origin;
	struct version_record *version;
	struct record_fault *fault;
	int64_t id, expected;
	int64_t *ret_id;
};

static enum err
prepare(struct db *db, const struct writing *w, bool unfinished, struct bytes *ret_digest)
{
	unsigned char *digest = arena_alloc(w->arena, SHA256_SIZE);
	enum err err = version_record_settle(w->arena, w->version, unfinished, w->fault);

	if (!err)
		err = version_resolve(db, w->arena, w->version, "", w->fault);
	if (err)
		return err;
	version_record_digest(w->arena, w->version, digest);
	*ret_digest = (struct bytes){ digest, SHA256_SIZE };
	return OK;
}

/* The columns that a version says by itself, in the order of ADD and CHANGE. */
#define SAYS(digest, v)                                                                                                \
	BYTES(digest), TEXT((v)->name), INT((v)->sector_id), TEXT((v)->tiers), TEXT((v)->kind), TEXT((v)->run_by),     \
	    TEXT((v)->external_url), TEXT((v)->service_level), TEXT((v)->level_reason), INT((v)->old_level),           \
	    TEXT((v)->steps), INT((v)->copies), TEXT((v)->audience), TEXT((v)->audience_note), TEXT((v)->result_name), \
	    TEXT((v)->fee_time), TEXT((v)->conditions), TEXT((v)->legal_basis), TEXT((v)->life_events),                \
	    TEXT((v)->keywords), INT((v)->form_version_id), INT((v)->process_version_id), INT((v)->rule_version_id),   \
	    TEXT((v)->decision_no), DATE((v)->decision_date), DATE((v)->effective_from), DATE((v)->effective_to)

static enum err
add_once(struct db *db, const void *arg)
{
	const struct writing *w = arg;
	const struct version_origin *origin = w->origin;
	const bool draft =
	    w->version->state == NULL || *w->version->state == '\0' || strcmp(w->version->state, "draft") == 0;
	struct number_row last = { 0 };
	struct bytes digest;
	enum err err = prepare(db, w, draft, &digest);

	if (!err)
		err = db_row(db, &statements[LAST_NUMBER], ARGS(INT(origin->procedure_id)), &last);
	if (!err)
		err = db_exec(db, &statements[ADD],
		    ARGS(INT(origin->procedure_id), INT(last.id + 1), INT(origin->based_on_id), INT(origin->officer_id),
			TIME(origin->at), TIME(origin->at), SAYS(digest, w->version)));
	if (err)
		return err;
	*w->ret_id = (int64_t)db_insert_id(db);
	err = add_parts(db, *w->ret_id, w->version);
	if (!err && !draft)
		err = db_exec(db, &statements[ENTER_STATE], ARGS(TEXT(w->version->state), INT(*w->ret_id)));
	if (!err && !draft)
		err = uses_of_version(db, *w->ret_id);
	return err ? err : review_add(db, *w->ret_id, "create", origin->at, origin->officer_id, "");
}

enum err
version_add(struct db *db, struct arena *arena, const struct version_origin *origin, struct version_record *version,
    struct record_fault *fault, int64_t *ret_id)
{
	return db_transaction(db, add_once,
	    &(struct writing){
		.arena = arena, .origin = origin, .version = version, .fault = fault, .ret_id = ret_id });
}

static enum err
write_once(struct db *db, const void *arg)
{
	const struct writing *w = arg;
	const int64_t now = w->origin->at, officer = w->origin->officer_id;
	struct bytes digest;
	enum err err = prepare(db, w, true, &digest);

	if (!err)
		err = db_change_one(
		    db, &statements[CHANGE], ARGS(SAYS(digest, w->version), TIME(now), INT(w->id), INT(w->expected)));
	for (int statement = CLEAR_FIRST; !err && statement < STATEMENT__MAX; statement++)
		err = db_exec(db, &statements[statement], ARGS(INT(w->id)));
	if (!err)
		err = add_parts(db, w->id, w->version);
	return err ? err
		   : db_exec(db, &statements[REVIEW_EDIT], ARGS(TIME(now), INT(officer), INT(w->id), INT(officer)));
}

enum err
version_write(struct db *db, struct arena *arena, int64_t id, int64_t expected, int64_t officer_id, int64_t now,
    struct version_record *version, struct record_fault *fault)
{
	return db_transaction(db, write_once,
	    &(struct writing){ .arena = arena,
		.origin = &(struct version_origin){ .officer_id = officer_id, .at = now },
		.version = version,
		.fault = fault,
		.id = id,
		.expected = expected });
}

enum err
review_add(struct db *db, int64_t version_id, const char *kind, int64_t at, int64_t officer_id, const char *note)
{
	return db_exec(
	    db, &statements[REVIEW], ARGS(TEXT(kind), TIME(at), INT(officer_id), TEXT(note), INT(version_id)));
}
