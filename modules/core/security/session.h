/*
 * Who is signed in: a random token in a cookie, its SHA-256 in core_session. A new token at every sign-in and every
 * further factor; idle and absolute limits by kind, measured with the database's clock.
 */
#ifndef MOTCUA_CORE_SECURITY_SESSION_H
#define MOTCUA_CORE_SECURITY_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/ctx.h"

struct db;

/*
 * Seconds, and how many sessions an account may have at once: a further sign-in ends the one unused for longest.
 * Citizens 30 minutes, 12 hours, 3; officers 15 minutes, 8 hours, 3 (a desk, the counter and a meeting room: one would
 * end an officer's work at the counter whenever the desk is used). These hold unless core_setting says otherwise:
 * session.<citizen|officer>.idle_minutes (1-720), .absolute_minutes (1-10080), .most (1-1000). A value outside is ignored.
 */
struct session_limits {
	int64_t idle, absolute, most;
};
struct session_limits session_limits_of(enum session_kind kind);

/*
 * Reads the cookie and fills c->session; no, an unknown or an expired one leaves SESSION_NONE and is OK. ERR_UNAVAILABLE:
 * the database is away; then c->session_unknown is set as well.
 */
enum err session_load(struct ctx *c) MUST_CHECK;
/* Signs in: a new token (an old session of this browser ends in the same transaction) and its cookie. */
enum err session_start(struct ctx *c, enum session_kind kind, int64_t account_id, bool second_factor) MUST_CHECK;
/* Password or code was given again: a new token, confirmed now. */
enum err session_confirm(struct ctx *c) MUST_CHECK;
/* Whether that was within `seconds`: for acts that ask again. */
bool session_confirmed_within(struct ctx *c, int64_t seconds);
/* Acts for an organisation or another person from now on; 0: for oneself. Rights are the caller's to check. */
enum err session_act_for(struct ctx *c, int64_t acting_for) MUST_CHECK;
/* Signs out: the row and the cookie go. */
enum err session_end(struct ctx *c) MUST_CHECK;
/* All sessions of an account but this one (a password or factor changed; an account was closed). */
enum err session_end_others(struct ctx *c, enum session_kind kind, int64_t account_id) MUST_CHECK;

#endif
