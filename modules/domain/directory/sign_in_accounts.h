/*
 * Sign-in (core/security/sign_in.h) over the directory's accounts: the provider that modules with guarded pages mount.
 * Knows accounts and the outbox; passwords, throttles and sessions are core's.
 *
 *	static const struct sign_in_provider provider = { SIGN_IN_ACCOUNTS, .officer_home = "/can-bo/ho-so" };
 */
#ifndef MOTCUA_DOMAIN_DIRECTORY_SIGN_IN_ACCOUNTS_H
#define MOTCUA_DOMAIN_DIRECTORY_SIGN_IN_ACCOUNTS_H

#include <stdint.h>

#include "core/err.h"
#include "core/security/sign_in.h"

/* Under this purpose, with the account's id as owner, account.totp_seed is sealed (core/security/seal.h). */
#define SIGN_IN_SEED_PURPOSE "totp"

/* The functions of struct sign_in_provider (core/security/sign_in.h states what each must do). */
MUST_CHECK enum err sign_in_account_find(
    struct ctx *c, enum session_kind kind, const char *login, struct sign_in_account *ret_account);
MUST_CHECK enum err sign_in_account_use_step(struct ctx *c, int64_t account_id, int64_t step);
MUST_CHECK enum err sign_in_account_succeeded(struct ctx *c, int64_t account_id);
MUST_CHECK enum err sign_in_account_rehash(struct ctx *c, int64_t account_id, const char *phc);

/* Needs directory_store among the module's stores. */
#define SIGN_IN_ACCOUNTS                                                                                               \
	.find = sign_in_account_find, .use_step = sign_in_account_use_step, .succeeded = sign_in_account_succeeded,    \
	.rehash = sign_in_account_rehash

/*
 * For the provider's send_code: an outbox row for exchange, topic code.email or code.sms, worth sending for the five minutes
 * that the code lives. ERR_UNAVAILABLE where exchange is not deployed: then nothing leaves this house. Needs outbox_store.
 */
MUST_CHECK enum err sign_in_code_queue(struct ctx *c, const char *purpose, const char *address, const char *code);
/* For the provider's create. Needs citizen_store. */
MUST_CHECK enum err sign_in_citizen_create(struct ctx *c, const char *login, int64_t *ret_account_id);

#endif
