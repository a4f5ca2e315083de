/*
 * One-time codes on their way to people: how often they are sent, and what a person is told whose code is not the right one. The one
 * place through which a code goes out, whatever it is to prove; how it travels is told by the module's provider (sign_in.h).
 */
#ifndef MOTCUA_CORE_SECURITY_SIGN_IN_CODE_H
#define MOTCUA_CORE_SECURITY_SIGN_IN_CODE_H

#include "core/err.h"

struct ctx;
struct throttle;

struct sign_in_code {
	const char *purpose;          /* "sign_in": a code for one act serves no other */
	const char *target;           /* what it proves: the address, or more than that (one account, one invitation) */
	const char *address;          /* where it goes, in normal form (sign_in_address) */
	const struct throttle *limit; /* a further one, of the caller's own; NULL: none */
	const char *limit_whom;       /* for whom that one counts */
	const char *limit_says;       /* message key when it is reached */
};

/*
 * Sends a code. One that was sent some seconds before and that nobody has tried yet stands: then nothing is sent and the answer is the
 * same, for that was a double click, and the first of two mails would hold a dead code. ERR_LIMITED, told in words: too many to this
 * address from this network, to it from everywhere, from this network to all, or by the caller's own limit. Says nothing about
 * whether an account exists. Only where the module's provider sends codes.
 */
enum err sign_in_code_send(struct ctx *c, const struct sign_in_code *code) MUST_CHECK;

/* Uses the code up. ERR_INVALID with the words beside the field "code": a wrong one, or none that is open. */
enum err sign_in_code_use(struct ctx *c, const struct sign_in_code *code, const char *typed) MUST_CHECK;

#endif
