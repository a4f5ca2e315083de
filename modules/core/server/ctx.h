/*
 * All that one request has: passed to every handler, guard and view as the first argument.
 * Owned by core/server; a handler keeps nothing of it past its return.
 */
#ifndef MOTCUA_CORE_SERVER_CTX_H
#define MOTCUA_CORE_SERVER_CTX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/response.h"

struct arena;
struct core_config;
struct db;
struct input_errors;
struct input_raw;
struct messages;
struct module;
struct request;
struct route;
struct server_shared;

enum session_kind { SESSION_NONE, SESSION_CITIZEN, SESSION_OFFICER };

/* Who is signed in, as the session row said at the start of this request. */
struct session {
	enum session_kind kind;
	int64_t account_id;
	int64_t acting_for;   /* organisation or person on whose behalf; 0: oneself */
	bool second_factor;   /* a one-time code or TOTP was given in this session */
	int64_t signed_in_at; /* microseconds UTC */
	int64_t confirmed_at; /* when password or code was last given: for acts that ask again */
	int64_t idle_ends_at; /* without a further request */
	unsigned char id[32]; /* SHA-256 of the token; the token itself is only in the cookie */
};

struct ctx {
	struct arena *arena;
	struct db *db;
	const struct request *request;
	struct failure failure;
	const struct core_config *config; /* core's keys */
	const void *module_config;        /* the module's own struct, see module.h */
	const struct messages *messages;  /* all languages */
	const char *language;             /* "vi", "en" ...: by path /en/, cookie or the default */
	struct session session;
	bool session_unknown; /* the database was away when the session was looked up: treated as anonymous */
	void *principal;      /* set by a guard, of the type that the guard's owner says (struct officer ...) */
	struct response response;
	const struct module *module;
	const struct route *route;         /* NULL until routed */
	const struct input_errors *errors; /* what was wrong, on the way to route->again */
	const struct input_raw *raw;       /* what was typed; NULL for a request without body and query */
	struct server_shared *shared;      /* templates, metrics: core's own */
	const char *csrf;                  /* the token for this page's forms; NULL on ROUTE_PUBLIC and ROUTE_NO_CSRF */
	const char *once;                  /* the form's `once` field or Idempotency-Key header; NULL: none */
	int64_t now;                       /* read by ctx_now; 0 until then */
};

/*
 * The database's time in microseconds UTC, the same throughout the request (it comes with the session statement, or
 * is asked for once). ERR_UNAVAILABLE: the database is away.
 */
enum err ctx_now(struct ctx *c, int64_t *ret_now) MUST_CHECK;

/*
 * Says why a request is turned down, for the person (`message`, a catalogue key, may be NULL) and at which input field
 * (may be NULL). Returns `code`, so that a handler ends with `return refuse(c, ERR_CONFLICT, "dossier.moved_on", NULL);`
 */
#define refuse(c, code, message, field_name) FAILURE(&(c)->failure, (code), (message), (field_name), "%s", "")
/* The same with a text for the operator's log. */
#define refuse_log(c, code, message, field_name, ...)                                                                  \
	FAILURE(&(c)->failure, (code), (message), (field_name), __VA_ARGS__)

/* The text of a catalogue key in the request's language; the key itself if it is unknown. Never NULL. */
const char *ctx_text(const struct ctx *c, const char *key);

#endif
