/* Sessions: tokens, cookies, limits. See session.h. */
#include "core/security/session.h"

#include <stddef.h>
#include <string.h>

#include "core/data/db.h"
#include "core/data/setting_store.h"
#include "core/locale/utf8.h"
#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/security/random.h"
#include "core/security/session_store.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/server/shared.h"
#include "core/system/parse.h"

#define SECOND INT64_C(1000000)

enum { TOKEN_BYTES = 32, TOKEN_TEXT = 43, SEEN_EVERY = 60, AGENT_LABEL_MOST = 120 };
enum { MINUTE = 60, IDLE_LONGEST = 720, ABSOLUTE_LONGEST = 7 * 24 * 60, SESSIONS_MOST = 1000 };

static const struct {
	const char *name;
	struct session_limits limits;
} kinds[] = {
	[SESSION_NONE] = { "", { 0, 0, 0 } },
	[SESSION_CITIZEN] = { "citizen", { 30 * 60, 12 * 3600, 3 } },
	[SESSION_OFFICER] = { "officer", { 15 * 60, 8 * 3600, 3 } },
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

/* A setting's number where it is one within its bounds: a slip of the pen must not end every session or none. */
static int64_t
limit_of(const char *setting, int64_t most, int64_t fallback)
{
	int64_t number;

	return setting != NULL && parse_i64(setting, 1, most, &number) == OK ? number : fallback;
}

static int64_t
idle_seconds(enum session_kind kind, const char *minutes)
{
	return limit_of(minutes, IDLE_LONGEST, kinds[kind].limits.idle / MINUTE) * MINUTE;
}

static void
fill(struct session *session, const struct session_row *row, const char *idle_minutes)
{
	session->kind = kind_of(row->kind);
	session->account_id = row->account_id;
	session->acting_for = row->acting_for == DB_NULL_INT ? 0 : row->acting_for;
	session->second_factor = row->second_factor_at != TIME_NONE;
	session->signed_in_at = row->created_at;
	session->confirmed_at = session->second_factor ? row->second_factor_at : row->created_at;
	session->idle_ends_at = row->seen_at + idle_seconds(session->kind, idle_minutes) * SECOND;
}

/* The session of that token and, with it, the request's time. ERR_NOT_FOUND: none, or one past its limits. */
static enum err
find(struct ctx *c, struct bytes id, struct session_found *found, struct session *ret_session)
{
	enum err err;

	if ((err = session_row_find(c->db, id, found)) || (c->now == 0 && (err = db_test_shift(c->db, &found->now))))
		return err;
	if (c->now == 0)
		c->now = found->now;
	if (found->row.kind == NULL || found->row.expires_at <= c->now)
		return ERR_NOT_FOUND;
	*ret_session = (struct session){ 0 };
	fill(ret_session, &found->row, found->idle_minutes);
	memcpy(ret_session->id, id.data, sizeof(ret_session->id));
	return ret_session->kind != SESSION_NONE && ret_session->idle_ends_at > c->now ? OK : ERR_NOT_FOUND;
}

static enum err
look_up(struct ctx *c, struct bytes id)
{
	struct session_found found;
	struct session session;
	enum err err = find(c, id, &found, &session);

	if (err)
		return err == ERR_NOT_FOUND ? OK : err;
	/* Writing at most once a minute keeps a page of many requests from being as many writes. */
	if (c->now - found.row.seen_at >= SEEN_EVERY * SECOND && (err = session_row_seen(c->db, id, c->now)))
		return err;
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
replace(struct ctx *c, struct session_row *row, const char *idle_minutes, int64_t most)
{
	const char *token = random_token(c->arena, TOKEN_BYTES);
	struct bytes old = c->session.kind != SESSION_NONE ? id_bytes(c) : (struct bytes){ NULL, 0 };
	unsigned char *id = arena_alloc(c->arena, SHA256_SIZE);
	enum err err;

	sha256(token, strlen(token), id);
	row->token_hash = (struct bytes){ id, SHA256_SIZE };
	row->agent_label =
	    arena_strndup(c->arena, c->request->user_agent, utf8_cut(c->request->user_agent, AGENT_LABEL_MOST));
	if ((err = session_row_replace(c->db, row, old, most)))
		return err;
	fill(&c->session, row, idle_minutes);
	memcpy(c->session.id, id, SHA256_SIZE);
	return respond_cookie(c, c->shared->session_cookie, token, 0);
}

static enum err
setting_of(struct ctx *c, enum session_kind kind, const char *name, const char **ret_value)
{
	return setting_text(c->db, arena_printf(c->arena, "session.%s.%s", kinds[kind].name, name), NULL, ret_value);
}

enum err
session_start(struct ctx *c, enum session_kind kind, int64_t account_id, bool second_factor)
{
	struct session_row row = { .kind = kinds[kind].name, .account_id = account_id, .acting_for = DB_NULL_INT };
	const struct session_limits *limits = &kinds[kind].limits;
	const char *idle, *absolute, *most;
	int64_t now;
	enum err err;

	if ((err = ctx_now(c, &now)) || (err = setting_of(c, kind, "idle_minutes", &idle)) ||
	    (err = setting_of(c, kind, "absolute_minutes", &absolute)) || (err = setting_of(c, kind, "most", &most)))
		return err;
	row.created_at = row.seen_at = now;
	row.expires_at = now + limit_of(absolute, ABSOLUTE_LONGEST, limits->absolute / MINUTE) * MINUTE * SECOND;
	row.second_factor_at = second_factor ? now : TIME_NONE;
	return replace(c, &row, idle, limit_of(most, SESSIONS_MOST, limits->most));
}

enum err
session_confirm(struct ctx *c)
{
	struct session_found found;
	struct session session;
	enum err err = find(c, id_bytes(c), &found, &session);

	if (err)
		return err == ERR_NOT_FOUND ? refuse(c, ERR_UNAUTHENTICATED, NULL, NULL) : err;
	found.row.seen_at = found.row.second_factor_at = c->now;
	return replace(c, &found.row, found.idle_minutes, 0);
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
