/*
 * A write that a person or partner can repeat (a double click, a lost answer) has its effect once: the same key gets the
 * same answer. The key is the form's hidden field `once` (a random token for each showing) or the header Idempotency-Key.
 */
#ifndef MOTCUA_CORE_SECURITY_IDEMPOTENCY_STORE_H
#define MOTCUA_CORE_SECURITY_IDEMPOTENCY_STORE_H

#include <stdint.h>

#include "core/err.h"

struct ctx;
struct db;
struct store;

enum { IDEMPOTENCY_LOCATION = 512 };

/* The effect: runs inside the transaction, may run again after a deadlock; sets where the person goes next. */
typedef enum err idempotent_act(struct db *db, void *arg, char location[IDEMPOTENCY_LOCATION]);

/*
 * Runs `act` in one transaction with the key of this request (c->once; without one it just runs) and answers 303 to its
 * location; a repetition answers the same without running it. ERR_CONFLICT "idempotency.other": the key came before with
 * other content. `scope` names the act ("submission.submit"), at most 40 characters; the account is added to it.
 */
enum err idempotency_run(struct ctx *c, const char *scope, idempotent_act *act, void *arg) MUST_CHECK;

/* A key for a form's hidden field `once`. */
const char *idempotency_key(struct ctx *c);

/* For the sweeper: answers kept since before `before`; a thousand at most, *ret_gone says how many. */
enum err idempotency_expire(struct db *db, int64_t before, uint64_t *ret_gone) MUST_CHECK;

extern const struct store idempotency_store;

#endif
