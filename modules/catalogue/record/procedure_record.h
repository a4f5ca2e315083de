/*
 * A procedure with all its versions as a file of db/seed/procedures/ says it: the members that the law asks for (NĐ
 * 63/2010 Điều 8 khoản 2, TT 01/2018 Điều 16) and the rules that each must keep. Knows no database.
 */
#ifndef MOTCUA_CATALOGUE_PROCEDURE_RECORD_H
#define MOTCUA_CATALOGUE_PROCEDURE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/security/hash.h"
#include "record/record.h"

struct arena;

struct channel_record {
	const char *channel, *term_text, *clock_policy, *fee_text;
};

struct requirement_record {
	const char *code, *name;
	int64_t originals, certified, photocopies;
	bool required, shown_only;
	const char *replaced_by, *template_file;
};

struct case_record {
	const char *name;
	struct record_list channels;     /* struct channel_record */
	struct record_list requirements; /* struct requirement_record */
};

/* Agencies by code; the ids are filled in by the loader. */
struct offering_record {
	const char *receiving, *solving, *consulted;
	bool online;
	int64_t receiving_id, solving_id, consulted_id;
};

struct version_record {
	const char *state, *name, *sector, *sector_name, *tiers, *service_level;
	int64_t old_level;
	const char *kind, *audience, *life_events, *keywords, *steps, *conditions, *legal_basis, *result_name;
	const char *decision_no;
	int32_t decision_date, effective_from, effective_to;
	const char *form, *process, *rule; /* codes of definitions; NULL: none */
	const char *fee_time;
	struct record_list cases;     /* struct case_record */
	struct record_list offerings; /* struct offering_record */
	/* Filled in by the loader. */
	int64_t sector_id, form_version_id, process_version_id, rule_version_id;
};

struct procedure_record {
	const char *code, *slug, *replaced_by;
	struct record_list versions; /* struct version_record */
};

/* ERR_INVALID with *fault: the JSON, a member, a clock policy that the clock refuses, dates that cannot be. */
enum err procedure_record_read(struct arena *arena, const void *json, size_t size, struct procedure_record *ret_record,
    struct record_fault *fault) MUST_CHECK;

/* Digest of everything that a version says, with the ids the loader filled in: two versions are the same if it is. */
void version_record_digest(
    struct arena *arena, const struct version_record *version, unsigned char digest[SHA256_SIZE]);

/* Words of the schema that pages and filters name, NULL-terminated. */
extern const char *const service_levels[]; /* full, partial, information */
extern const char *const life_events[];    /* birth, study, ... in the order of a life */

#endif
