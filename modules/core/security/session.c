/* Sessions: tokens, cookies, limits. See session.h. */
#include "core/security/session.h"

#include <stddef.h>
#include <string.h>

#include "core/data/db.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/security/random.h"
#include "core/security/session_store.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/server/shared.h"

#define SECOND INT64_C(1000000)

enum { TOKEN_BYTES = 32, TOKEN_TEXT = 43, SEEN_EVERY = 60, AGENT_LABEL_MOST = 120 };

static const struct {
	const char *name;
	struct session_limits limits;
} kinds[] = {
	[SESSION_NONE] = {"",         { 0, 0 }              },
	[SESSION_CITIZEN] = { "citizen", { 30 * 60, 12 * 3600 }},
	[SESSION_OFFICER] = { "officer", { 15 * 60, 8 * 3600 } },
};

struct session_limits
session_limits_of(enum session_kind kind)
{
	return kinds[kind].limits;
}

static enum session_kind
kind_of(const char *name)
{
	if (strcmp(name, kinds[SESSION_CITIZEN].name) == 0)
		return SESSION_CITIZEN;
	return strcmp(name, kinds[SESSION_OFFICER].name) == 0 ? SESSION_OFFICER : SESSION_NONE;
}

static struct bytes
id_bytes(const struct ctx *c)
{
	return (struct bytes){ c->session.id, sizeof(c->session.id) };
}

enum err
ctx_now(struct ctx *c, int64_t *ret_now)
{
	enum err err;

	if (c->now == 0 && (err = db_now(c->db, &c->now)))
		return err;
	*ret_now = c->now;
	return OK;
}

static void
fill(struct session *session, const struct session_row *row)
{
	session->kind = kind_of(row->kind);
	session->account_id = row->account_id;
	session->acting_for = row->acting_for == DB_NULL_INT ? 0 : row->acting_for;
	session->second_factor = row->second_factor_at != TIME_NONE;
	session->signed_in_at = row->created_at;
	session->confirmed_at = session->second_factor ? row->second_factor_at : row->created_at;
	session->idle_ends_at = row->seen_at + kinds[session->kind].limits.idle * SECOND;
}

static enum err
look_up(struct ctx *c, struct bytes id)
{
	struct session_row row;
	struct session session = { 0 };
	int64_t now;
	enum err err;

	if ((err = ctx_now(c, &now)))
		return err;
	if ((err = session_row_find(c->db, id, now, &row)))
		return err == ERR_NOT_FOUND ? OK : err;
	fill(&session, &row);
	if (session.kind == SESSION_NONE || session.idle_ends_at <= now)
		return OK;
	/* Writing at most once a minute keeps a page of many requests from being as many writes. */
	if (now - row.seen_at >= SEEN_EVERY * SECOND && (err = session_row_seen(c->db, id, now)))
		return err;
	memcpy(session.id, id.data, sizeof(session.id));
	c->session = session;
	return OK;
}

enum err
session_load(struct ctx *c)
{
	const char *token = request_cookie(c->request, c->shared->session_cookie);
	unsigned char id[SHA256_SIZE];
	enum err err;

	if (token == NULL || strlen(token) != TOKEN_TEXT)
		return OK;
	sha256(token, TOKEN_TEXT, id);
	err = look_up(c, (struct bytes){ id, sizeof(id) });
	c->session_unknown = err != OK;
	return err;
}

/* A row under a new token takes the place of the browser's present one. */
static enum err
replace(struct ctx *c, struct session_row *row)
{
	const char *token = random_token(c->arena, TOKEN_BYTES);
	struct bytes old = c->session.kind != SESSION_NONE ? id_bytes(c) : (struct bytes){ NULL, 0 };
	unsigned char id[SHA256_SIZE];
	enum err err;

	sha256(token, strlen(token), id);
	row->token_hash = (struct bytes){ id, sizeof(id) };
	row->agent_label =
	    arena_strndup(c->arena, c->request->user_agent, utf8_cut(c->request->user_agent, AGENT_LABEL_MOST));
	if ((err = session_row_replace(c->db, row, old)))
		return err;
	fill(&c->session, row);
	memcpy(c->session.id, id, sizeof(id));
	return respond_cookie(c, c->shared->session_cookie, token, 0);
}

enum err
session_start(struct ctx *c, enum session_kind kind, int64_t account_id, bool second_factor)
{
	struct session_row row = { .kind = kinds[kind].name, .account_id = account_id, .acting_for = DB_NULL_INT };
	int64_t now;
	enum err err;

	if ((err = ctx_now(c, &now)))
		return err;
	row.created_at = row.seen_at = now;
	row.expires_at = now + kinds[kind].limits.absolute * SECOND;
	row.second_factor_at = second_factor ? now : TIME_NONE;
	return replace(c, &row);
}

enum err
session_confirm(struct ctx *c)
{
	struct session_row row;
	int64_t now;
	enum err err;

	if ((err = ctx_now(c, &now)) || (err = session_row_find(c->db, id_bytes(c), now, &row)))
		return err;
	row.seen_at = row.second_factor_at = now;
	return replace(c, &row);
}

bool
session_confirmed_within(struct ctx *c, int64_t seconds)
{
	int64_t now;

	return c->session.kind != SESSION_NONE && ctx_now(c, &now) == OK &&
	       now - c->session.confirmed_at <= seconds * SECOND;
}

enum err
session_act_for(struct ctx *c, int64_t acting_for)
{
	enum err err = session_row_act_for(c->db, id_bytes(c), acting_for == 0 ? DB_NULL_INT : acting_for);

	if (!err)
		c->session.acting_for = acting_for;
	return err;
}

enum err
session_end(struct ctx *c)
{
	enum err err = OK;

	if (c->session.kind != SESSION_NONE)
		err = session_row_delete(c->db, id_bytes(c));
	if (err)
		return err;
	c->session = (struct session){ 0 };
	return respond_cookie(c, c->shared->session_cookie, "", -1);
}

enum err
session_end_others(struct ctx *c, enum session_kind kind, int64_t account_id)
{
	return session_rows_delete(c->db, kinds[kind].name, account_id, id_bytes(c));
}
