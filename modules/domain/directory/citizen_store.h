/*
 * Accounts of citizens: made when an address is proved by a code, described by their owner. Reading and signing in:
 * directory_store.h. Written by submission, where citizens keep their accounts.
 */
#ifndef MOTCUA_DOMAIN_DIRECTORY_CITIZEN_STORE_H
#define MOTCUA_DOMAIN_DIRECTORY_CITIZEN_STORE_H

#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

/*
 * The account of a proved address: a mail address (it has an '@') or a telephone number in normal form. The name is empty
 * until its owner gives it. A second call for the same address finds the account that the first one made.
 */
MUST_CHECK enum err citizen_create(struct db *db, const char *address, int64_t now, int64_t *ret_id);
/* Their own name; ERR_CONFLICT: the account changed since `version`. */
MUST_CHECK enum err citizen_rename(struct db *db, int64_t id, int64_t version, const char *name);
/* A further address that was proved by a code; where notices go, the login stays as it is. */
MUST_CHECK enum err citizen_set_address(struct db *db, int64_t id, const char *address);

extern const struct store citizen_store;

#endif
