/*
 * A procedure with all its versions, as a file of db/seed/procedures/ says it and as the editor and the imports build
 * it: the members that the law asks for (NĐ 63/2010 Điều 8 khoản 2, TT 01/2018 Điều 16; the packet LayThuTuc) and the
 * rules that each must keep. Knows no database.
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

/* Phí, lệ phí as the source states it; what is charged comes from the rule. amount: đồng; INT64_MIN: not one amount. */
struct fee_record {
	const char *kind; /* phi, le_phi */
	const char *code, *name;
	int64_t amount;
	const char *unit, *note;
};

struct channel_record {
	const char *channel, *term_text;
	const char
	    *clock_policy; /* "": no clock could be read from term_text; no dossier is taken until a person sets it */
	const char *fee_text, *note;
	struct record_list fees; /* struct fee_record */
};

struct requirement_record {
	const char *code, *name;
	int64_t originals, certified, photocopies;
	bool required, shown_only;
	const char *replaced_by, *template_file;
	const char *template_name; /* TENMAUDON */
	const char *result_codes;  /* MA_KQ_THAYTHE, comma separated */
};

struct case_record {
	const char *name;
	const char *steps;               /* one a line; "": those of the version */
	struct record_list channels;     /* struct channel_record */
	struct record_list requirements; /* struct requirement_record */
};

/* Agencies by code; version_resolve fills in the ids. */
struct offering_record {
	const char *receiving, *solving, *consulted;
	bool online;
	int64_t receiving_id, solving_id, consulted_id;
	const char *receiving_name, *solving_name, *consulted_name; /* as version_read finds them; else NULL */
};

struct result_record {
	const char *code, *name, *template_file;
};

/* Căn cứ pháp lý. expires_on: the day from which it is in force no more. Days: INT32_MIN is none. */
struct basis_record {
	const char *number, *name, *issuer;
	int32_t issued_on, effective_on, expires_on;
	const char *url;
};

/* An agency as the record names it; agency_id where the directory knows its code, else INT64_MIN. */
struct agency_record {
	const char *role; /* performing, competent, delegated, cooperating, publishing */
	const char *code, *name;
	int64_t agency_id;
};

struct relation_record {
	const char *kind; /* related, linked */
	const char *code;
};

/*
 * A whole version. Texts are never NULL once it was read or settled, except form, process, rule; comma separated where
 * tiers, audience and life_events hold several. Days: INT32_MIN is none; old_level: INT64_MIN is none.
 */
struct version_record {
	const char *state, *name, *sector, *sector_name, *tiers, *service_level, *level_reason;
	int64_t old_level;
	const char *kind;
	const char *run_by; /* province, ministry */
	const char *external_url;
	const char *audience, *audience_note, *life_events, *keywords, *steps, *conditions, *legal_basis, *result_name;
	int64_t copies; /* sets of papers */
	const char *decision_no;
	int32_t decision_date, effective_from, effective_to;
	const char *form, *process, *rule; /* codes of definitions; NULL: none */
	const char *fee_time;
	struct record_list cases;     /* struct case_record */
	struct record_list offerings; /* struct offering_record */
	struct record_list results;   /* struct result_record */
	struct record_list basis;     /* struct basis_record */
	struct record_list agencies;  /* struct agency_record */
	struct record_list relations; /* struct relation_record */
	/* Filled in by version_resolve and version_read; INT64_MIN: no definition. */
	int64_t sector_id, form_version_id, process_version_id, rule_version_id;
};

struct alias_record {
	const char *alias;
};

/* The identity; what a file leaves out of owner_agency, opens_on, closes_on and replaced_by stays as it is. */
struct procedure_record {
	const char *code, *slug, *replaced_by;
	const char *owner_agency; /* code of the unit that drafts it; NULL: not said */
	bool listed;              /* the national base lists it */
	int32_t opens_on, closes_on;
	struct record_list aliases;  /* struct alias_record: other codes of the same procedure */
	struct record_list versions; /* struct version_record */
};

/* The tables: what each record has, in the order of the law. */
extern const struct record_table fee_record_table, channel_record_table, requirement_record_table, case_record_table,
    offering_record_table, result_record_table, basis_record_table, agency_record_table, relation_record_table,
    version_record_table, procedure_record_table;

/* ERR_INVALID with *fault: the JSON, a member, a clock policy that the clock refuses, dates that cannot be. */
enum err procedure_record_read(struct arena *arena, const void *json, size_t size, struct procedure_record *ret_record,
    struct record_fault *fault) MUST_CHECK;

/*
 * For a version that was not read from a file: texts that are NULL become empty, every bound is kept, no channel or
 * receiving agency is named twice, every clock policy can be read. `unfinished`: a draft may lack what the law asks for.
 * ERR_INVALID with *fault.
 */
enum err version_record_settle(
    struct arena *arena, struct version_record *version, bool unfinished, struct record_fault *fault) MUST_CHECK;

/* Digest of what a version says (not its state), with the ids of its definitions: two are the same if it is. */
void version_record_digest(
    struct arena *arena, const struct version_record *version, unsigned char digest[SHA256_SIZE]);

/* Words of the schema that pages, filters and forms name, NULL-terminated. */
extern const char *const service_levels[]; /* full, partial, information */
extern const char *const life_events[];    /* birth, study, ... in the order of a life */
extern const char *const version_states[],
    *const version_tiers[], *const version_kinds[], *const version_audiences[],
							*const version_fee_times[],
							    *const version_runners[],
								*const channel_names[], *const fee_kinds[],
											    *const agency_roles[],
												*const relation_kinds[];

#endif
