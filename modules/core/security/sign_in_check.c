/* Who may come in. See sign_in_check.h. */
#include "core/security/sign_in_check.h"

#include <string.h>

#include "core/input/input.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/security/network.h"
#include "core/security/password.h"
#include "core/security/session.h"
#include "core/security/sign_in.h"
#include "core/security/sign_in_code.h"
#include "core/security/throttle_store.h"
#include "core/security/totp.h"
#include "core/server/module.h"
#include "core/server/request.h"
#include "core/system/config.h"

/*
 * How often one may try:
 *   tries     five in a quarter of an hour for one account from one network, counted before the password is computed, so
 *             that tries sent all at once cannot share a place; nobody can lock another out from elsewhere
 *   wrong     from one network and for one kind of account: a whole office, or a hall of waiting people, shares one
 *             address, and officers have a second factor besides, so their limit is only there against floods; apart,
 *             so that no visitor of the hall's network can lock its officers out
 *   account   wrong passwords for one citizen from everywhere in a day; the way by code stays open
 */
static const struct throttle tries = { "sign_in", 15 * 60, 5 };
static const struct throttle wrong_source[] = {
	[SESSION_CITIZEN] = { "sign_in_citizens", 3600, 60 },
	[SESSION_OFFICER] = { "sign_in_officers", 3600, 600 },
};
static const struct throttle wrong_account = { "sign_in_account", 24 * 3600, 50 };

static const char *
source_of(struct ctx *c)
{
	return network_of(c->arena, c->request->remote_address);
}

static const char *
login_from(struct ctx *c, enum session_kind kind, const char *login)
{
	return arena_printf(c->arena, "%d|%s|%s", (int)kind, login, source_of(c));
}

/* Only where a code is another way in: a lock without one would be the attacker's. */
static bool
counts_account(const struct ctx *c, const struct sign_in_try *attempt)
{
	return attempt->kind == SESSION_CITIZEN && c->module->sign_in->send_code != NULL;
}

static enum err
wrong(struct ctx *c, const struct sign_in_try *attempt, int64_t now)
{
	enum err err = throttle_hit(c->db, &wrong_source[attempt->kind], source_of(c), now);

	if ((!err || err == ERR_LIMITED) && counts_account(c, attempt))
		err = throttle_hit(c->db, &wrong_account, attempt->login, now);
	return err && err != ERR_LIMITED ? err : refuse(c, ERR_INVALID, "sign_in.wrong", "login");
}

static enum err
may_try(struct ctx *c, const struct sign_in_try *attempt, int64_t now)
{
	enum err err = throttle_look(c->db, &wrong_source[attempt->kind], source_of(c), now);

	if (!err && counts_account(c, attempt))
		err = throttle_look(c->db, &wrong_account, attempt->login, now);
	if (!err)
		err = throttle_hit(c->db, &tries, login_from(c, attempt->kind, attempt->login), now);
	return err == ERR_LIMITED ? refuse(c, ERR_LIMITED, "sign_in.limited", NULL) : err;
}

/* The code belongs to the account and to this moment, and its step is used up by nobody else. */
static enum err
second_factor(struct ctx *c, const struct sign_in_account *account, const char *code, int64_t now, bool *ret_right)
{
	int64_t step;
	enum err err;

	*ret_right = false;
	if (account->totp_secret.size == 0 || code == NULL ||
	    !totp_verify(account->totp_secret, code, now, account->totp_last_step, &step))
		return OK;
	err = c->module->sign_in->use_step(c, account->id, step);
	*ret_right = err == OK;
	if (err != ERR_CONFLICT)
		return err;
	failure_clear(&c->failure);
	return OK;
}

static enum err
renew_hash(struct ctx *c, const struct sign_in_account *account, const char *password)
{
	const char *phc;
	enum err err;

	if (!password_outdated(account->password_hash, &password_cost_default))
		return OK;
	if ((err = password_hash(c->arena, password, &password_cost_default, &phc, &c->failure)))
		return err;
	return c->module->sign_in->rehash(c, account->id, phc);
}

static enum err
let_in(struct ctx *c, const struct sign_in_try *attempt, const struct sign_in_account *account)
{
	enum err err = throttle_clear(c->db, &tries, login_from(c, attempt->kind, attempt->login));

	if (!err)
		err = renew_hash(c, account, attempt->password);
	if (!err)
		err = c->module->sign_in->succeeded(c, account->id);
	return err ? err : session_start(c, attempt->kind, account->id, attempt->kind == SESSION_OFFICER);
}

/* Password and, for officers, second factor; an unknown account costs the same time. */
static enum err
is_right(
    struct ctx *c, const struct sign_in_try *attempt, int64_t now, struct sign_in_account *account, bool *ret_right)
{
	enum err err = c->module->sign_in->find(c, attempt->kind, attempt->login, account);

	if (err && err != ERR_NOT_FOUND)
		return err;
	if (err)
		*account = (struct sign_in_account){ 0 };
	failure_clear(&c->failure);
	err = password_verify(
	    account->password_hash, attempt->password != NULL ? attempt->password : "", ret_right, &c->failure);
	*ret_right = *ret_right && account->active && account->id != 0;
	if (err || !*ret_right || attempt->kind != SESSION_OFFICER)
		return err;
	return second_factor(c, account, attempt->code, now, ret_right);
}

enum err
sign_in_by_password(struct ctx *c, const struct sign_in_try *attempt)
{
	struct sign_in_account account = { 0 };
	bool right = false;
	int64_t now;
	enum err err;

	if ((err = ctx_now(c, &now)) || (err = may_try(c, attempt, now)))
		return err;
	if ((err = is_right(c, attempt, now, &account, &right))) {
		/* Nobody was told whether it was right (hashing busy, say): then it was no try either. */
		enum err back = throttle_take_back(c->db, &tries, login_from(c, attempt->kind, attempt->login));

		return back ? back : err;
	}
	return right ? let_in(c, attempt, &account) : wrong(c, attempt, now);
}

const char *
sign_in_address(struct ctx *c, const char *typed)
{
	const struct field email = { .type = FIELD_EMAIL }, phone = { .type = FIELD_PHONE };
	const char *address;

	if (field_value(c->arena, strchr(typed, '@') != NULL ? &email : &phone, typed, &address) != NULL)
		return NULL;
	return address;
}

/* Whoever has the code that was sent there has the address. */
static struct sign_in_code
code_for(const char *login)
{
	return (struct sign_in_code){ .purpose = "sign_in", .target = login, .address = login };
}

enum err
sign_in_send_code(struct ctx *c, const char *login)
{
	const struct sign_in_code code = code_for(login);

	return sign_in_code_send(c, &code);
}

enum err
sign_in_by_code(struct ctx *c, const char *login, const char *typed)
{
	const struct sign_in_code code = code_for(login);
	struct sign_in_account account = { 0 };
	enum err err = sign_in_code_use(c, &code, typed);

	if (err)
		return err;
	err = c->module->sign_in->find(c, SESSION_CITIZEN, login, &account);
	if (err == ERR_NOT_FOUND && c->module->sign_in->create != NULL) {
		failure_clear(&c->failure);
		account.active = true;
		err = c->module->sign_in->create(c, login, &account.id);
	}
	/* Nobody makes accounts here, and whether there is one is not told: the code proves nothing. */
	if (err == ERR_NOT_FOUND)
		return refuse(c, ERR_INVALID, "sign_in.code_gone", "code");
	if (err)
		return err;
	if (!account.active)
		return refuse(c, ERR_FORBIDDEN, "sign_in.closed", NULL);
	err = c->module->sign_in->succeeded(c, account.id);
	return err ? err : session_start(c, SESSION_CITIZEN, account.id, true);
}
