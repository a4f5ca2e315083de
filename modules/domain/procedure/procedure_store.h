/*
 * Reading the catalogue for the work: what a procedure version says, what it asks, who offers it, its definitions.
 * Written by the catalogue module alone; this is the one reader of submission, workflow, payment and exchange, so that
 * the same question has one answer. Reads only.
 */
#ifndef MOTCUA_DOMAIN_PROCEDURE_PROCEDURE_STORE_H
#define MOTCUA_DOMAIN_PROCEDURE_PROCEDURE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

/*
 * A version of a procedure (thủ tục hành chính). Ids of definitions: DB_NULL_INT if it has none. Of the version in force they are
 * those in force today: what was approved for the procedure meanwhile, else what the version names.
 */
struct procedure {
	int64_t id; /* procedure_version.id */
	const char *code, *slug, *name, *sector_name;
	const char *state;         /* draft, published, superseded, suspended */
	const char *service_level; /* information, partial, full */
	const char *kind;          /* standard, internal, pilot */
	const char *fee_time;      /* none, at_filing, at_return */
	const char *result_name;
	int64_t form_version_id, process_version_id, rule_version_id;
};

/* The version in force, by code, alias or slug; ERR_NOT_FOUND if unknown or not in force. */
MUST_CHECK enum err procedure_in_force(struct db *db, const char *code, struct procedure *ret_procedure);
/* Any version, for dossiers filed with it. */
MUST_CHECK enum err procedure_by_id(struct db *db, int64_t version_id, struct procedure *ret_procedure);
/* All in force that an agency receives, by name (for the counter's choice); at most 10,000. */
MUST_CHECK enum err procedures_of_agency(
    struct db *db, int64_t agency_receiving_id, const struct procedure **ret_procedures, size_t *ret_count);

struct procedure_case {
	int64_t case_no;
	const char *name;
};
/* The cases of a version (trường hợp), in the order of their numbers. */
MUST_CHECK enum err procedure_cases(
    struct db *db, int64_t version_id, const struct procedure_case **ret_cases, size_t *ret_count);

/*
 * A case may have a process of its own: it takes the place of the procedure's as it is in force on `today` (days), when a dossier
 * of that case is filed. Without one the procedure stays as it is.
 */
MUST_CHECK enum err procedure_take_case(struct db *db, int64_t case_no, int32_t today, struct procedure *procedure);

struct procedure_channel {
	const char *channel;      /* online, counter, post */
	const char *term_text;    /* for people */
	const char *clock_policy; /* domain/time/policy_text.h */
	const char *fee_text;
};
/* ERR_NOT_FOUND if the procedure is not offered by that channel in that case. */
MUST_CHECK enum err procedure_channel(
    struct db *db, int64_t version_id, int64_t case_no, const char *channel, struct procedure_channel *ret_channel);

struct procedure_requirement {
	int64_t seq;
	const char *code, *name;
	int64_t originals, certified, photocopies;
	bool required, shown_only;
	const char *replaced_by;   /* what replaces it online, "" if nothing */
	const char *template_file; /* to download and print, "" if none */
};
MUST_CHECK enum err procedure_requirements(struct db *db, int64_t version_id, int64_t case_no,
    const struct procedure_requirement **ret_requirements, size_t *ret_count);

struct procedure_offering {
	int64_t agency_receiving_id;
	const char *agency_receiving_name, *agency_receiving_code;
	int64_t agency_solving_id;
	const char *agency_solving_name;
	int64_t agency_consulted_id; /* DB_NULL_INT: none */
	bool online;
};
/* Where it is received today, one row an agency, whatever agencies the version was published with. */
MUST_CHECK enum err procedure_offerings(
    struct db *db, int64_t version_id, const struct procedure_offering **ret_offerings, size_t *ret_count);
/*
 * By the agency that receives it, or received it until another took over: the offering names who receives it now.
 * ERR_NOT_FOUND if that agency does not receive it.
 */
MUST_CHECK enum err procedure_offering_at(
    struct db *db, int64_t version_id, int64_t agency_receiving_id, struct procedure_offering *ret_offering);

/* An offering by the code of the agency that solves it; ERR_NOT_FOUND if no agency of the procedure has that code. */
MUST_CHECK enum err procedure_solved_by(
    struct db *db, int64_t version_id, const char *agency_code, struct procedure_offering *ret_offering);

/*
 * Why no new dossier of a procedure is taken on a day, wherever it comes from; those that were taken go on. Days: DATE_NONE is
 * none.
 */
enum closure_kind {
	CLOSURE_NONE,      /* it is open */
	CLOSURE_SUSPENDED, /* by decision, from `from` until the day before `until` */
	CLOSURE_NOT_YET,   /* it opens on `until` */
	CLOSURE_OVER,      /* its last day was the one before `from` */
};
struct procedure_closure {
	enum closure_kind kind;
	int32_t from, until;
	const char *reason, *decision_no; /* of a suspension, else "" */
	const char *replaced_by;          /* code of the procedure that took its place; NULL: none */
};
/* Of a procedure by its own code on `today` (days); ERR_NOT_FOUND if unknown. */
MUST_CHECK enum err procedure_closure(
    struct db *db, const char *code, int32_t today, struct procedure_closure *ret_closure);

/* The content of a definition: form-js JSON, BPMN XML, DMN XML. */
enum definition_kind { DEFINITION_FORM, DEFINITION_PROCESS, DEFINITION_RULE };
MUST_CHECK enum err definition_content(struct db *db, enum definition_kind kind, int64_t id, const char **ret_content);

extern const struct store procedure_store;

#endif
