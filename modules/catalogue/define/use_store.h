/*
 * From which day a procedure goes by which definition: what approvals and published versions of procedures write, and what is
 * in force of it on a day. Rows are added, never changed.
 */
#ifndef MOTCUA_CATALOGUE_DEFINE_USE_STORE_H
#define MOTCUA_CATALOGUE_DEFINE_USE_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"
#include "define/kind.h"

struct db;
struct definition_draft;

/* The decision with which a draft becomes a version in force. */
struct definition_decision {
	const char *number;
	int32_t date, from_day;
	int64_t officer_id, at;
};
/*
 * The draft becomes the next version of its definition, and every procedure that it is for goes by it from `from_day` on; a
 * case that it was for and is for no more goes by what its procedure has. Nothing else of a procedure changes. ERR_CONFLICT: the draft
 * moved on from the row that was read. One transaction; `to` is the draft's state afterwards, `act` the word in its history.
 */
MUST_CHECK enum err definition_approve(struct db *db, enum definition_kind kind, const struct definition_draft *draft,
    const struct definition_decision *decision, const char *to, const char *act);

/*
 * A published version of a procedure that names another definition than the version before it: from its first day on that
 * one is in force. One that names the same leaves what was approved meanwhile as it is.
 */
MUST_CHECK enum err uses_of_version(struct db *db, int64_t procedure_version_id);

/*
 * Whoever decides what holds for a procedure goes one after the other: until the transaction ends nobody else does, and what is
 * read afterwards is what the one before decided. Before anything is checked. uses_of_version does it by itself.
 */
MUST_CHECK enum err uses_take_turn(struct db *db);

/* A case of a procedure that goes by a process of its own. */
struct case_use {
	int64_t case_no, version_id;
	const char *process; /* code */
};
/*
 * Of a procedure, by case: what is in force on `day` (days), or DATE_NONE: what was decided last, even for a later day.
 */
MUST_CHECK enum err case_uses(
    struct db *db, int64_t procedure_id, int32_t day, const struct case_use **ret_uses, size_t *ret_count);
/* From the decision's day on the case goes by the newest version of that process. ERR_NOT_FOUND: there is none of that code. */
MUST_CHECK enum err case_use_add(struct db *db, int64_t procedure_id, int64_t case_no, const char *process,
    const struct definition_decision *decision);

/* Points every procedure to what is in force for it on `today` (days). */
MUST_CHECK enum err uses_enter_force(struct db *db, int32_t today);

extern const struct store use_store;

#endif
