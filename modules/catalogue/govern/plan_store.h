/*
 * What plans demand: targets (of the province, a tier, an agency) and what is planned for single services. Both are written
 * once and never changed: a new row takes the place of the one before it, which stays as history.
 */
#ifndef MOTCUA_CATALOGUE_PLAN_STORE_H
#define MOTCUA_CATALOGUE_PLAN_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

#define TARGET_WITHOUT_END 0 /* due_on of a target that holds at any time: 1970-01-01 */

struct target {
	const char *kind, *level, *tier; /* as catalogue_target says; level and tier "" where they do not matter */
	int64_t agency_id;               /* 0: all */
	int32_t due_on;
	int64_t seq;
	int64_t value; /* a number or tenths of a percent; DB_NULL_INT: taken back */
	const char *source;
	int64_t officer_id; /* DB_NULL_INT: the installation */
	int64_t at;
	const char *officer_name, *agency_code, *agency_name; /* NULL where there is none */
};
/* Those in force, by kind and day. */
MUST_CHECK enum err targets_read(struct db *db, const struct target **ret_targets, size_t *ret_count);
/* Everything that was ever written, newest first; at most 200. */
MUST_CHECK enum err targets_history(struct db *db, const struct target **ret_targets, size_t *ret_count);
/* Puts it in the place of the one of the same key; seq is given here. In the caller's transaction. */
MUST_CHECK enum err target_put(struct db *db, const struct target *target);

struct service_plan {
	int64_t procedure_id, seq;
	const char *level; /* full, partial, information; "": none */
	int32_t due_on, integration_due, integrated_on;
	const char *law_term, *law_count, *law_source; /* "" where not entered */
	int64_t officer_id, at;
	const char *officer_name;
};
/* The procedure behind a code; ERR_NOT_FOUND if unknown. */
struct planned_procedure {
	int64_t id;
	const char *code, *name, *service_level;
};
MUST_CHECK enum err planned_procedure(struct db *db, const char *code, struct planned_procedure *ret_procedure);
/* Newest first. */
MUST_CHECK enum err service_plans(
    struct db *db, int64_t procedure_id, const struct service_plan **ret_plans, size_t *ret_count);
/* As the plan number `seq` of its procedure: ERR_CONFLICT unless the newest is the one before. */
MUST_CHECK enum err service_plan_add(struct db *db, const struct service_plan *plan);

extern const struct store plan_store;

#endif
