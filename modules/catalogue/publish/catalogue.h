/*
 * The whole catalogue in memory as it stands today: what publishing turns into pages and the search index is made of.
 * Read at one point in time; constant afterwards.
 */
#ifndef MOTCUA_CATALOGUE_CATALOGUE_H
#define MOTCUA_CATALOGUE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/security/hash.h"
#include "core/server/module.h"

struct agency;
struct arena;
struct db;

struct catalogue_sector {
	int64_t id;
	const char *slug, *name, *code;
};

/* --- parts of a version, in the words of the record (record/procedure_record.h) ----------------------------------- */

struct catalogue_case {
	int64_t version_id, case_no;
	const char *name;
	const char *steps; /* "": those of the version */
};

struct catalogue_channel {
	int64_t version_id, case_no;
	const char *channel, *term_text, *fee_text, *note;
};

struct catalogue_fee {
	int64_t version_id, case_no;
	const char *channel, *kind, *code, *name;
	int64_t amount; /* đồng; DB_NULL_INT: not one amount */
	const char *unit, *note;
};

struct catalogue_paper {
	int64_t version_id, case_no;
	const char *code, *name;
	int64_t originals, certified, photocopies;
	bool required, shown_only;
	const char *replaced_by, *template_file, *template_name, *result_codes;
};

struct catalogue_offering {
	int64_t version_id, receiving_id, solving_id, consulted_id;
	bool online;
};

struct catalogue_result {
	int64_t version_id;
	const char *code, *name, *template_file;
};

struct catalogue_basis {
	int64_t version_id;
	const char *number, *name, *issuer;
	int32_t issued_on, effective_on, expires_on;
	const char *url;
};

/* An agency as the record names it, by role; agency_id: DB_NULL_INT if the directory does not know it. */
struct catalogue_agent {
	int64_t version_id;
	const char *role;
	int64_t agency_id;
	const char *code, *name;
};

struct catalogue_relation {
	int64_t version_id;
	const char *kind, *code;
};

/* --- what belongs to the procedure, whatever its version ------------------------------------------------------------- */

/* A time in which no dossier is taken, now or to come; to_day: the first day on which it is open again. */
struct catalogue_suspension {
	int64_t procedure_id;
	int32_t from_day, to_day;
	const char *reason, *decision_no;
};

/* A version that was decided: in force, to come, or superseded. */
struct catalogue_version {
	int64_t procedure_id, id, version_no;
	const char *name, *decision_no;
	int32_t decision_date, effective_from, effective_to;
};

struct catalogue_synonym {
	const char *word, *meaning;
};

/* A procedure with the version that its page shows: the one in force, or the last one of a procedure that ended. */
struct catalogue_procedure {
	int64_t version_id;
	const char *code, *slug, *name, *replaced_by; /* code of the successor, NULL: none */
	int64_t sector_id;
	bool in_force;
	const char *service_level, *kind, *audience, *life_events, *keywords;
	const char *steps, *conditions, *legal_basis, *result_name, *decision_no;
	int32_t decision_date, effective_from, effective_to;
	int64_t procedure_id, version_no;
	bool listed;                 /* the national base lists it */
	int32_t opens_on, closes_on; /* dossiers are taken from and to these days; DATE_NONE: without a bound */
	const char *tiers, *level_reason, *run_by, *external_url, *audience_note;
	int64_t old_level, copies; /* old_level: DB_NULL_INT if it was never classed so */
};

/* Rows of one version within the sorted whole. */
struct catalogue_span {
	size_t first, count;
};

struct catalogue_parts {
	struct catalogue_span cases, channels, papers, offerings, fees, results, basis, agents, relations;
	struct catalogue_span suspensions, versions; /* of the procedure */
};

struct catalogue {
	int32_t today;                 /* the day for which all this is so */
	const struct agency *agencies; /* parents before children */
	size_t agency_count;
	const struct catalogue_sector *sectors; /* by name */
	size_t sector_count;
	const struct catalogue_procedure *procedures; /* by name */
	const struct catalogue_parts *parts;          /* of each procedure */
	size_t procedure_count;
	/* By version, then in the order of the law. */
	const struct catalogue_case *cases;
	const struct catalogue_channel *channels;
	const struct catalogue_paper *papers;
	const struct catalogue_offering *offerings;
	const struct catalogue_fee *fees;
	const struct catalogue_result *results;
	const struct catalogue_basis *basis;
	const struct catalogue_agent *agents;
	const struct catalogue_relation *relations;
	/* By procedure; versions with the newest first. */
	const struct catalogue_suspension *suspensions;
	const struct catalogue_version *versions;
	const struct catalogue_synonym *synonyms;
	size_t synonym_count;
	unsigned char digest[SHA256_SIZE]; /* of all that was read: the same as long as nothing of it changed */
	/* Places by id, for look-ups. */
	const struct agency *const *agencies_by_id;
	const struct catalogue_sector *const *sectors_by_id;
	const struct catalogue_procedure *const *procedures_by_code;
};

/* The catalogue on `today` (days), as it is at one moment (or in the snapshot that the caller has open). */
MUST_CHECK enum err catalogue_read(
    struct db *db, struct arena *arena, int32_t today, const struct catalogue **ret_catalogue);

/* NULL if there is none. */
const struct agency *catalogue_agency(const struct catalogue *catalogue, int64_t id);
const struct catalogue_sector *catalogue_sector(const struct catalogue *catalogue, int64_t id);
const struct catalogue_procedure *catalogue_procedure(const struct catalogue *catalogue, const char *code);
/* The parts of one of the catalogue's own procedures. */
const struct catalogue_parts *catalogue_parts(
    const struct catalogue *catalogue, const struct catalogue_procedure *procedure);

/* Sorts the look-up tables of a catalogue that was filled by hand (samples, tests) or by the store. */
void catalogue_index(struct arena *arena, struct catalogue *catalogue);

/* Notes that a tree is what citizens see from now on. */
struct publication {
	const char *tree;
	int64_t at;
	int64_t pages, changed_pages;
};
MUST_CHECK enum err publication_add(struct db *db, const struct publication *publication);

extern const struct store catalogue_store;

#endif
