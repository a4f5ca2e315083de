/* A procedure, one of its versions and the officer before it: what every act and page of this room asks first. */
#ifndef MOTCUA_CATALOGUE_CASE_H
#define MOTCUA_CATALOGUE_CASE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "record/item_store.h"
#include "record/version_store.h"
#include "version/act.h"

struct ctx;
struct db;
struct officer;

#define PROCEDURE_PATH "/can-bo/danh-muc/thu-tuc/{}"
enum { VERSION_NUMBER_MAX = 100000 };

struct version_case {
	struct procedure_item item;
	struct version_line line;
	struct version_actor actor;
};

/*
 * Does this officer draft the procedure: a drafter of the unit that owns it, the office itself where no unit does, or an
 * administrator?
 */
bool officer_drafts(const struct officer *officer, const struct procedure_item *item);

/* The officer of this request before this version. */
enum err version_actor_of(struct ctx *c, struct db *db, const struct procedure_item *item, int64_t version_id,
    struct version_actor *ret_actor) MUST_CHECK;

/* By code and number; ERR_NOT_FOUND. */
enum err version_case_load(
    struct ctx *c, struct db *db, const char *code, int64_t number, struct version_case *ret_case) MUST_CHECK;

/* Turns an answer of version_act_allowed into the refusal that says why; OK where it is allowed. */
enum err version_act_refuse(struct ctx *c, enum act_answer answer) MUST_CHECK;

#endif
