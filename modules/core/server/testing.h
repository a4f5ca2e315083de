/*
 * Requests without nginx, for tests: the dispatcher in this process, with a form cookie and its token already in hand.
 * Not used by any program that serves.
 */
#ifndef MOTCUA_CORE_SERVER_TESTING_H
#define MOTCUA_CORE_SERVER_TESTING_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/ctx.h"
#include "core/server/shared.h"

struct core_config;
struct db;
struct module;

struct test_site {
	struct server_shared shared;
	struct arena *process, *request, *kept;
	struct db *db;             /* the test's own; NULL for routes that need none */
	const char *form_cookie;   /* of this "browser" */
	const char *session_token; /* NULL: not signed in; filled from Set-Cookie, or by site_sign_in */
	const char *base_url;
	const char *remote_address; /* NULL: 127.0.0.1 */
};

/* Texts live as long as the site. */
struct reply {
	int status;
	const char *location;     /* NULL: none */
	const char *content_type; /* NULL: none */
	const char *headers;      /* everything that would be sent before the body */
	const char *body;         /* NUL added */
	size_t body_size;
};

/* A request in all its parts; NULL or 0 means: as a browser of ours would send it. */
struct test_request {
	const char *method, *path, *query;
	const char *content_type; /* NULL with a body: urlencoded */
	const char *body;
	size_t body_size;           /* 0: strlen(body) */
	const char *accept;         /* NULL: text/html */
	const char *origin;         /* NULL: our own */
	const char *cookie;         /* NULL: the site's */
	const char *const *headers; /* further "HTTP_NAME=value", NULL-terminated */
};

/* ERR_* with the failure filled if templates or messages cannot be loaded. `config` lives on. */
enum err site_open(struct test_site *site, const struct module *module, const struct core_config *config, struct db *db,
    struct failure *failure) MUST_CHECK;
void site_close(struct test_site *site);

/* What the dispatcher answers; the reply lives until site_close. */
struct reply site_send(struct test_site *site, const struct test_request *request);
struct reply site_get(struct test_site *site, const char *path);
/* `form` is urlencoded, without the token: that is added. */
struct reply site_post(struct test_site *site, const char *path, const char *form);
/* The same as JSON: for POST `json` is the body and the token goes into the header. */
struct reply site_get_json(struct test_site *site, const char *path);
struct reply site_post_json(struct test_site *site, const char *path, const char *json);

/* Signed in from now on, as the account; writes the session row. */
enum err site_sign_in(struct test_site *site, enum session_kind kind, int64_t account_id) MUST_CHECK;
/* A fresh token for this browser's forms. */
const char *site_token(struct test_site *site);

#endif
