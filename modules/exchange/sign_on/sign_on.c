/* Vouching by VNeID. See sign_on.h. */
#include "sign_on/sign_on.h"

#include <string.h>

#include <jansson.h>

#include "core/input/field.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/security/throttle_store.h"
#include "core/server/ctx.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/system/log.h"
#include "core/view/url.h"
#include "exchange.h"
#include "partner.h"
#include "register/register_page.h"
#include "register/register_store.h"
#include "sign_on/claims.h"

enum { LIMIT_MS = 5000, CODE_MAX = 1000, STATE_MAX = 400, TOKEN_MAX = 8192 };
#define RETURN_PATH "/dinh-danh/tro-ve"

static const struct throttle coming_back = { "sign_on", 60 * 60, 20 };

struct sign_on_in {
	const char *code, *state; /* code NULL: the person refused, or VNeID did */
};
static const struct field sign_on_fields[] = {
	FIELD(sign_on_in, code, FIELD_TEXT, FROM_QUERY, .max = CODE_MAX),
	FIELD(sign_on_in, state, FIELD_TEXT, FROM_QUERY, .required = true, .max = STATE_MAX),
};
const struct input sign_on_input = INPUT(sign_on_in, sign_on_fields);

static const char *
return_url(struct ctx *c)
{
	return arena_printf(c->arena, "%s" RETURN_PATH, c->config->base_url);
}

const char *
sign_on_url(struct ctx *c, const char *path)
{
	const struct exchange_config *config = c->module_config;
	const char *url = config->vneid_authorise_url;
	int64_t now;

	if (url[0] == '\0' || ctx_now(c, &now) != OK)
		return NULL;
	url = url_query_add(c->arena, url, "response_type", "code");
	url = url_query_add(c->arena, url, "scope", "openid");
	url = url_query_add(c->arena, url, "client_id", config->vneid_client);
	url = url_query_add(c->arena, url, "redirect_uri", return_url(c));
	return url_query_add(c->arena, url, "state",
	    sign_on_state(c->arena, c->config->secret, c->session.id, now + SIGN_ON_MINUTES * DATE_MINUTE, path));
}

/* --- what VNeID says ------------------------------------------------------------------------------------------------- */

static void
forget_json(void *object)
{
	json_decref(object);
}

static const char *
escaped(struct partner_call *call, const char *text)
{
	return partner_escape(call, (struct bytes){ (const unsigned char *)text, strlen(text) });
}

/* NULL: none. */
static const char *
access_token(struct ctx *c, struct partner_call *call, const char *code)
{
	const struct exchange_config *config = c->module_config;
	const char *body = arena_printf(c->arena,
	    "grant_type=authorization_code&code=%s&redirect_uri=%s&client_id=%s&client_secret=%s", escaped(call, code),
	    escaped(call, return_url(c)), escaped(call, config->vneid_client),
	    partner_escape(call, config->vneid_secret));
	json_t *answer;
	const char *token;

	if (!partner_send(call, config->vneid_token_url, "", "application/x-www-form-urlencoded", body))
		return NULL;
	call->why = "no token in the answer";
	if ((answer = json_loadb(call->answer.data, call->answer.size, JSON_REJECT_DUPLICATES, NULL)) == NULL)
		return NULL;
	arena_defer(c->arena, forget_json, answer);
	token = json_string_value(json_object_get(answer, "access_token"));
	return token != NULL && token[0] != '\0' && strlen(token) < TOKEN_MAX &&
		       strcspn(token, "\r\n ") == strlen(token)
		   ? token
		   : NULL;
}

static enum err
fetch_identity(struct ctx *c, const char *code, struct register_identity *ret_identity)
{
	const struct exchange_config *config = c->module_config;
	struct partner_call call;
	const char *token;

	partner_call_begin(&call, c->arena, LIMIT_MS);
	token = access_token(c, &call, code);
	if (token == NULL || !partner_send(&call, config->vneid_claims_url, token, NULL, NULL))
		return refuse_log(c, ERR_UNAVAILABLE, "exchange.sign_on.silent", NULL, "vneid: %s", call.why);
	if (claims_read(c->arena, call.answer.data, call.answer.size, ret_identity))
		return refuse_log(c, ERR_UNAVAILABLE, "exchange.sign_on.silent", NULL, "vneid: claims that are none");
	return OK;
}

enum err
handle_sign_on(struct ctx *c, const void *input)
{
	const struct exchange_config *config = c->module_config;
	const struct sign_on_in *in = input;
	const char *whom = arena_printf(c->arena, "%lld", (long long)c->session.account_id), *path;
	struct register_identity identity;
	int64_t now;
	enum err err;

	if (config->vneid_authorise_url[0] == '\0')
		return ERR_NOT_FOUND;
	if ((err = ctx_now(c, &now)) || (err = throttle_hit(c->db, &coming_back, whom, now)))
		return err;
	if (sign_on_state_read(c->arena, c->config->secret, c->session.id, now, in->state, &path))
		return refuse(c, ERR_CONFLICT, "exchange.sign_on.strange", NULL);
	if (in->code == NULL) {
		path = url_query_add(c->arena, path, REGISTER_REFUSED, "1");
	} else {
		if ((err = fetch_identity(c, in->code, &identity)))
			return err;
		identity.verified_at = now;
		err = register_identity_put(c->db, c->session.account_id, &identity);
		if (err)
			return err == ERR_CONFLICT ? refuse(c, ERR_CONFLICT, "exchange.sign_on.other_account", NULL)
						   : err;
		log_event(LOG_INFO, "vouched", LOG_TEXT("issuer", identity.issuer), LOG_INT("level", identity.level));
	}
	return respond_redirect(c, path);
}
