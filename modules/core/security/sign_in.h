/*
 * Signing in and out: one route table that every module with guarded pages mounts. Knows passwords, codes, throttles and
 * sessions; where accounts are kept and how a code travels is told by the module's provider (libdomain has one).
 *   citizens  /tai-khoan/dang-nhap, /tai-khoan/ma-xac-thuc, /tai-khoan/dang-xuat   a code by mail or SMS, or a password
 *   officers  /can-bo/dang-nhap, /can-bo/dang-xuat                                 password and second factor, always both
 */
#ifndef MOTCUA_CORE_SECURITY_SIGN_IN_H
#define MOTCUA_CORE_SECURITY_SIGN_IN_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"

struct route_table;

struct sign_in_account {
	int64_t id;
	const char *password_hash; /* PHC; NULL: none set */
	struct bytes totp_secret;  /* opened; size 0: none */
	int64_t totp_last_step;
	bool active;
};

struct sign_in_provider {
	/* By what the person typed, in normal form. ERR_NOT_FOUND: none. */
	enum err (*find)(struct ctx *c, enum session_kind kind, const char *login, struct sign_in_account *ret_account);
	/* ERR_CONFLICT: this step, or a later one, was used already; in one statement. */
	enum err (*use_step)(struct ctx *c, int64_t account_id, int64_t step);
	enum err (*succeeded)(struct ctx *c, int64_t account_id);
	/* A new hash of the same password, when parameters have grown. */
	enum err (*rehash)(struct ctx *c, int64_t account_id, const char *phc);
	/*
	 * Puts the code on its way to a mail address or a phone number, within the caller's transaction; NULL: nothing leaves
	 * this house, no codes.
	 */
	enum err (*send_code)(struct ctx *c, const char *purpose, const char *address, const char *code);
	/* A citizen's account for a proved address; NULL: accounts are made at the counter only. */
	enum err (*create)(struct ctx *c, const char *login, int64_t *ret_account_id);
	const char *citizen_home, *officer_home; /* where one goes without `next` */
};

/* Mount it as one of module.tables, with module.sign_in set. */
extern const struct route_table sign_in_table;

/* `next` if it is a path of ours, else `otherwise`: never another host, never a second sign-in. */
const char *sign_in_next(const char *next, const char *otherwise);

#endif
