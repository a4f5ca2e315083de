/*
 * Route tables: method, path, what comes in, who may, who answers. The table is also the permission matrix that an
 * auditor reads (--routes) and the source of the OpenAPI document (--openapi).
 */
#ifndef MOTCUA_CORE_SERVER_ROUTE_H
#define MOTCUA_CORE_SERVER_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"

struct arena;
struct ctx;
struct input;

enum method { GET, POST, METHOD__MAX }; /* HEAD is answered by the GET row without its body */

/*
 * Who may. `check` reads c->session and may fill c->principal. ERR_UNAUTHENTICATED leads a person to `sign_in` and
 * back again; ERR_FORBIDDEN is 403; ERR_NOT_FOUND hides that the page exists.
 */
struct guard {
	const char *name; /* for --routes and OpenAPI: "anyone", "citizen", "officer:tiep-nhan" */
	enum err (*check)(struct ctx *c);
	const char *sign_in; /* path of the sign-in page; NULL: /tai-khoan/dang-nhap */
	bool open;           /* true: a session that cannot be looked up (database away) counts as anonymous */
};

extern const struct guard guard_anyone;    /* open to all; the session is still there if there is one */
extern const struct guard guard_signed_in; /* any kind */
extern const struct guard guard_citizen;   /* SESSION_CITIZEN */
extern const struct guard guard_officer;   /* SESSION_OFFICER with its second factor given */

enum route_flags {
	ROUTE_NO_CSRF = 1,  /* a partner's signed callback: no cookie counts, the session is not even looked up */
	ROUTE_PUBLIC = 2,   /* the same for everyone: no session is looked up, no token is in it, caches may keep it */
	ROUTE_ETAG = 4,     /* answers 304 when the client has the same body already */
	ROUTE_INTERNAL = 8, /* below /-/: nginx does not expose it */
	ROUTE_RAW_BODY = 16 /* the handler reads request_body itself (a signed callback); no FROM_FORM fields */
};

/* Of a route that answers files, each of the type that it has. */
#define ROUTE_FILE "*/*"

struct route {
	enum method method;
	/* Parts in braces are FROM_PATH fields: "/can-bo/ho-so/{code}/tiep-nhan". A part matches up to the next slash;
	 * "{name...}" as the last part matches the rest with its slashes. */
	const char *path;
	const struct input *input; /* NULL: nothing may come in */
	const struct guard *who;
	enum err (*handler)(struct ctx *c, const void *input);
	/* Shows the same form again with c->errors and c->raw; NULL: the general page that lists field and message. */
	enum err (*again)(struct ctx *c, const void *input);
	/*
	 * Where the input table refused, adds what only the handler would have seen (again_refuse: a dynamic form), so that all is told
	 * in one round; members that were refused are as if absent. ERR_INVALID, or why it could not look; NULL: nothing more.
	 */
	enum err (*refuse_more)(struct ctx *c, const void *input);
	/* Writes the answer to a refusal itself, where a partner's protocol prescribes it; NULL: the general one. */
	void (*refusal)(struct ctx *c, enum err err);
	unsigned flags;
	size_t body_limit;   /* bytes; 0: 64 KiB, or 1 MiB for a form with texts of several lines, or the files' sum */
	size_t memory_limit; /* bytes of arena; 0: ARENA_REQUEST_LIMIT */
	const char *answers; /* the media type where it is no page: "application/json", ROUTE_FILE; NULL: a page */
	const char *holds;   /* one English line for OpenAPI: what such an answer holds; NULL: the summary says it */
	const char *summary; /* one English line for OpenAPI and --routes */
};

struct route_part {
	const char *name, *value; /* the value is decoded already (nginx decodes the path once) */
};
struct route_match {
	const struct route *route;
	struct route_part parts[8];
	size_t part_count;
};

/*
 * Finds the row. ERR_NOT_FOUND: no row has this path; ERR_INVALID: the path exists, but not for this method, and
 * *ret_allowed is a bit set (1 << method) for the Allow header. A row with fewer braces wins over one with more.
 */
enum err route_match(const struct route *const *tables, const size_t *counts, size_t table_count, enum method method,
    const char *path, struct arena *arena, struct route_match *ret_match, unsigned *ret_allowed) MUST_CHECK;

/* "GET", "POST". */
const char *method_name(enum method method);

#endif
