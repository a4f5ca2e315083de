/* Who a citizen is by their sign-on, and the record of every question to the population register. */
#ifndef MOTCUA_EXCHANGE_REGISTER_STORE_H
#define MOTCUA_EXCHANGE_REGISTER_STORE_H

#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/module.h"

struct db;

struct register_identity {
	const char *issuer, *subject; /* who vouches, and their name for the person */
	int64_t level;                /* of assurance, 1 to 3 */
	const char *person_number, *full_name;
	int32_t birth_date; /* DATE_NONE: not told */
	int64_t verified_at;
};
/* What a draft is for. ERR_NOT_FOUND: no open draft of this account for that procedure. */
struct register_draft {
	const char *procedure_name;
};
MUST_CHECK enum err register_draft(
    struct db *db, int64_t account_id, const char *code, const char *reference, struct register_draft *ret_draft);
/* ERR_NOT_FOUND: nobody vouched for this account. */
MUST_CHECK enum err register_identity(struct db *db, int64_t account_id, struct register_identity *ret_identity);
/*
 * The claims of a sign-on, in the place of earlier ones. ERR_CONFLICT: that person has another account here, or the account is
 * somebody else's: what the register told of one person never stands beside the name of another.
 */
MUST_CHECK enum err register_identity_put(struct db *db, int64_t account_id, const struct register_identity *identity);

struct register_lookup {
	const char *request;
	int64_t account_id;
	const char *draft_reference, *procedure_code;
	struct bytes number_hash;
	int64_t asked_at;
};
/*
 * Writes down that a question is about to be asked. *ret_id 0: it need not be, for this draft has its answer already or is
 * waiting for one (a second click).
 */
MUST_CHECK enum err register_begin(struct db *db, const struct register_lookup *lookup, int64_t *ret_id);

struct register_end {
	int64_t id;
	const char *outcome; /* found, empty, other_person, down */
	int64_t took_ms;
	struct bytes facts; /* sealed; size 0: none */
};
MUST_CHECK enum err register_finish(struct db *db, const struct register_end *end);

/* Answers of before `before` are forgotten, and questions still open from then are called unanswered. */
MUST_CHECK enum err register_forget(struct db *db, int64_t before);

extern const struct store register_store;

#endif
