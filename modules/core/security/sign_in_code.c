/* Sending and using one-time codes. See sign_in_code.h. */
#include "core/security/sign_in_code.h"

#include "core/data/db.h"
#include "core/memory/arena.h"
#include "core/security/network.h"
#include "core/security/one_time_code_store.h"
#include "core/security/sign_in.h"
#include "core/security/throttle_store.h"
#include "core/server/ctx.h"
#include "core/server/module.h"
#include "core/server/request.h"
#include "core/system/config.h"

/*
 * How often a code is sent:
 *   pause     once in ten seconds for what it is to prove, until it is tried
 *   here      five an hour to one address from one network
 *   address   ten an hour to one address from everywhere
 *   source    thirty an hour from one network
 */
static const struct throttle pause = { "code_pause", 10, 1 };
static const struct throttle here = { "code_here", 3600, 5 };
static const struct throttle address = { "code_address", 3600, 10 };
static const struct throttle source = { "code_source", 3600, 30 };

static const char *
network(struct ctx *c)
{
	return network_of(c->arena, c->request->remote_address);
}

static const char *
here_of(struct ctx *c, const struct sign_in_code *code)
{
	return arena_printf(c->arena, "%s|%s", code->address, network(c));
}

static const char *
pause_of(struct ctx *c, const struct sign_in_code *code)
{
	return arena_printf(c->arena, "%s|%s", code->purpose, code->target);
}

static enum err
count(struct ctx *c, const struct sign_in_code *code, int64_t now)
{
	enum err err = throttle_hit(c->db, &here, here_of(c, code), now);

	if (!err)
		err = throttle_hit(c->db, &address, code->address, now);
	if (!err)
		err = throttle_hit(c->db, &source, network(c), now);
	if (err)
		return err == ERR_LIMITED ? refuse(c, ERR_LIMITED, "sign_in.limited", NULL) : err;
	if (code->limit != NULL)
		err = throttle_hit(c->db, code->limit, code->limit_whom, now);
	return err == ERR_LIMITED ? refuse(c, ERR_LIMITED, code->limit_says, NULL) : err;
}

struct sending {
	struct ctx *c;
	const struct sign_in_code *code;
	int64_t now;
};

/* Of two requests at once the second waits at the row of the pause until the first is sent, or refused and undone. */
static enum err
send_once(struct db *db, const void *arg)
{
	const struct sending *s = arg;
	const struct sign_in_code *code = s->code;
	struct ctx *c = s->c;
	char digits[ONE_TIME_CODE_DIGITS + 1];
	enum err err = throttle_hit(db, &pause, pause_of(c, code), s->now);

	if (err)
		return err == ERR_LIMITED ? OK : err;
	if ((err = count(c, code, s->now)) ||
	    (err = one_time_code_issue(db, c->config->secret, code->purpose, code->target, s->now, digits)))
		return err;
	return c->module->sign_in->send_code(c, code->purpose, code->address, digits);
}

enum err
sign_in_code_send(struct ctx *c, const struct sign_in_code *code)
{
	struct sending sending = { .c = c, .code = code };
	enum err err = ctx_now(c, &sending.now);

	return err ? err : db_transaction(c->db, send_once, &sending);
}

enum err
sign_in_code_use(struct ctx *c, const struct sign_in_code *code, const char *typed)
{
	int64_t now;
	enum err err;

	/* Whoever tries it has seen it, or gives up on it: what is asked for next is another one. */
	if ((err = ctx_now(c, &now)) || (err = throttle_clear(c->db, &pause, pause_of(c, code))))
		return err;
	err = one_time_code_use(c->db, c->config->secret, code->purpose, code->target, typed, now);
	if (err == ERR_INVALID)
		return refuse(c, ERR_INVALID, "sign_in.code_wrong", "code");
	if (err == ERR_NOT_FOUND)
		return refuse(c, ERR_INVALID, "sign_in.code_gone", "code");
	if (!err)
		err = throttle_clear(c->db, &here, here_of(c, code));
	return err ? err : throttle_clear(c->db, &address, code->address);
}
