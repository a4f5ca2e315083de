/* Accounts of the directory for core's sign-in. See sign_in_accounts.h. */
#include "domain/directory/sign_in_accounts.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/data/db.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/one_time_code_text.h"
#include "core/security/random.h"
#include "core/security/seal.h"
#include "core/server/ctx.h"
#include "core/system/config.h"
#include "domain/directory/citizen_store.h"
#include "domain/directory/directory_store.h"
#include "domain/dossier/outbox_store.h"

enum err
sign_in_account_find(struct ctx *c, enum session_kind kind, const char *login, struct sign_in_account *ret_account)
{
	struct account account;
	enum err err = account_by_login(c->db, kind == SESSION_OFFICER ? "officer" : "citizen", login, &account);

	if (err)
		return err;
	*ret_account = (struct sign_in_account){
		.id = account.id,
		.password_hash = account.password_hash,
		.totp_last_step = account.totp_last_step,
		.active = account.active,
	};
	if (account.totp_seed.size == 0)
		return OK;
	if (seal_open(c->arena, c->config->secret, SIGN_IN_SEED_PURPOSE, account.id, account.totp_seed,
		&ret_account->totp_secret))
		return refuse_log(
		    c, ERR_INTERNAL, NULL, NULL, "the seed of account %lld does not open", (long long)account.id);
	return OK;
}

enum err
sign_in_account_use_step(struct ctx *c, int64_t account_id, int64_t step)
{
	return account_use_step(c->db, account_id, step);
}

enum err
sign_in_account_succeeded(struct ctx *c, int64_t account_id)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	return err ? err : account_signed_in(c->db, account_id, now);
}

enum err
sign_in_account_rehash(struct ctx *c, int64_t account_id, const char *phc)
{
	return account_set_password(c->db, account_id, phc);
}

static char *
payload_of(struct ctx *c, const char *purpose, const char *address, const char *code)
{
	json_t *payload =
	    json_pack("{s:s, s:s, s:s, s:s}", "to", address, "code", code, "purpose", purpose, "language", c->language);
	char *text = payload != NULL ? json_dumps(payload, JSON_COMPACT) : NULL;
	char *copy = text != NULL ? arena_strdup(c->arena, text) : NULL;

	free(text);
	json_decref(payload);
	return copy;
}

enum err
sign_in_code_queue(struct ctx *c, const char *purpose, const char *address, const char *code)
{
	struct outbox_message message = {
		.consumer = "exchange",
		.topic = strchr(address, '@') != NULL ? "code.email" : "code.sms",
		.key = random_token(c->arena, 16),
		.dossier_id = DB_NULL_INT,
		.not_before = TIME_NONE,
	};
	int64_t now;
	enum err err;

	if (!config_has_word(&c->config->modules, "exchange"))
		return refuse(c, ERR_UNAVAILABLE, "sign_in.codes_stay", NULL);
	if ((err = ctx_now(c, &now)))
		return err;
	if ((message.payload = payload_of(c, purpose, address, code)) == NULL)
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "no payload for a code");
	message.not_after = now + ONE_TIME_CODE_MINUTES * DATE_MINUTE;
	return outbox_add(c->db, &message, now);
}

enum err
sign_in_citizen_create(struct ctx *c, const char *login, int64_t *ret_account_id)
{
	int64_t now;
	enum err err = ctx_now(c, &now);

	return err ? err : citizen_create(c->db, login, now, ret_account_id);
}
