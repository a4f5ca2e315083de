/*
 * Passwords: argon2id in PHC strings (parameters travel in the hash), what may be chosen, and a bound on how many
 * are computed at once, so that a flood of sign-ins cannot eat the machine. Bytes exactly as typed: no normalisation.
 * Must not know accounts or SQL; the caller limits tries.
 */
#ifndef MOTCUA_CORE_SECURITY_PASSWORD_H
#define MOTCUA_CORE_SECURITY_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct arena;

enum {
	PASSWORD_MIN = 12,   /* characters */
	PASSWORD_MAX = 128,  /* bytes; longer is refused, never cut */
	PASSWORD_AT_ONCE = 2 /* computations per process; others wait up to 2 s, then ERR_UNAVAILABLE */
};

/* Cost of new hashes; older hashes keep theirs until the next sign-in (password_outdated). */
struct password_cost {
	uint32_t passes, kibibytes, lanes;
};
extern const struct password_cost password_cost_default; /* 2 passes, 19 MiB, 1 lane: about 50 ms */

/* A PHC string for a new password, with a fresh salt. ERR_INVALID over PASSWORD_MAX; ERR_UNAVAILABLE if busy. */
MUST_CHECK enum err password_hash(struct arena *arena, const char *password, const struct password_cost *cost,
    const char **phc, struct failure *failure);

/*
 * Does the password belong to the hash? `phc` NULL (no such account) costs the same time and never matches.
 * OK with *matches set; ERR_UNAVAILABLE if busy; ERR_INTERNAL for a damaged hash. Over PASSWORD_MAX never matches.
 */
MUST_CHECK enum err password_verify(const char *phc, const char *password, bool *matches, struct failure *failure);

/* Was the hash made with another cost than this? Then hash again at the next successful sign-in. */
bool password_outdated(const char *phc, const struct password_cost *cost);

/* Common passwords, folded, one a line in byte order (conf/passwords-common.txt); lives in `arena`. */
struct password_list {
	const char *const *words;
	size_t count;
};
/* ERR_INTERNAL if the file cannot be read or is not sorted. */
MUST_CHECK enum err password_list_load(
    struct arena *arena, const char *path, struct password_list *list, struct failure *failure);

/*
 * May this password be chosen? `context` (NULL-terminated): the person's own words (name, login, phone) and the
 * house's; a password that is little more than one of them is refused. ERR_INVALID with failure->message one of
 * "password.too_short", "password.too_long", "password.common", "password.personal", "password.repetitive".
 */
MUST_CHECK enum err password_acceptable(struct arena *arena, const struct password_list *list, const char *password,
    const char *const *context, struct failure *failure);

#endif
