/* The decisions of sign-in, without pages: is it this person, may they try. */
#ifndef MOTCUA_CORE_SECURITY_SIGN_IN_CHECK_H
#define MOTCUA_CORE_SECURITY_SIGN_IN_CHECK_H

#include <stdint.h>

#include "core/err.h"
#include "core/server/ctx.h"

struct sign_in_try {
	enum session_kind kind;
	const char *login;    /* normal form */
	const char *password; /* NULL: none given */
	const char *code;     /* second factor; NULL: none given */
};

/*
 * Password, and for officers the second factor. OK: a session is started. ERR_INVALID: not this person (one text for every
 * reason; the same time for an unknown account); ERR_LIMITED: too many tries from there for this account.
 */
enum err sign_in_by_password(struct ctx *c, const struct sign_in_try *attempt) MUST_CHECK;

/* Sends a code to a citizen's address. ERR_LIMITED: too many. Says nothing about whether an account exists (sign_in_code.h). */
enum err sign_in_send_code(struct ctx *c, const char *login) MUST_CHECK;
/* OK: a session is started, for a new account where none was. ERR_INVALID as sign_in_code_use. */
enum err sign_in_by_code(struct ctx *c, const char *login, const char *typed) MUST_CHECK;

/* A mail address or Vietnamese phone number in normal form, or NULL. */
const char *sign_in_address(struct ctx *c, const char *typed);

#endif
