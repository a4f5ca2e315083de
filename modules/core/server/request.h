/*
 * One request as nginx hands it over: parsed once, bounded, read-only afterwards. The path is nginx's decoded DOCUMENT_URI,
 * never the raw REQUEST_URI. Works from FastCGI parameters or from a test's list; knows no library of either.
 */
#ifndef MOTCUA_CORE_SERVER_REQUEST_H
#define MOTCUA_CORE_SERVER_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/input/body.h"
#include "core/memory/arena.h"
#include "core/server/route.h"

enum { REQUEST_COOKIES_MOST = 32, REQUEST_PARAMS_MOST = 128, REQUEST_VALUE_MOST = 16384 };

struct cookie {
	const char *name, *value;
};

struct request {
	const char *method_text; /* as it came */
	enum method method;      /* METHOD__MAX: one that we do not have */
	bool head;               /* GET without the body */
	const char *path;        /* begins with '/' */
	const char *query;       /* raw, without '?'; "" if none */
	/* Headers and what nginx adds; "" if absent. */
	const char *content_type, *accept, *accept_language, *if_none_match, *origin, *fetch_site, *host, *csrf_token,
	    *idempotency_key, *user_agent;
	const char *remote_address, *id, *scheme;
	struct cookie cookies[REQUEST_COOKIES_MOST];
	size_t cookie_count;
	struct body *body;
	struct bytes raw_body; /* with ROUTE_RAW_BODY: the whole body */
	char **params;         /* everything, "NAME=value" */
};

/*
 * `params`: NULL-terminated "NAME=value". ERR_INVALID (a 400): a critical header twice, a value that is no clean UTF-8, a path
 * that does not begin with '/', a bad CONTENT_LENGTH. What could be read is filled in all the same, for the log.
 */
enum err request_parse(struct arena *arena, char **params, struct body *body, struct request *ret_request,
    struct failure *failure) MUST_CHECK;

/* The value of the first cookie of that name, or NULL. */
const char *request_cookie(const struct request *request, const char *name);
/* Any header by its name as written in HTTP ("X-Signature"), or NULL: for partners' callbacks. */
const char *request_header(const struct request *request, const char *name);
/* The body of a ROUTE_RAW_BODY route, as it came. */
struct bytes request_body(const struct request *request);
/* Did the browser say that a page of ours sent this? Origin equal to `base_url` or to scheme and host, or Sec-Fetch-Site
 * same-origin; a foreign one is refused, neither (an old browser) is accepted: the token then decides. */
bool request_same_site(const struct request *request, const char *base_url);
/*
 * Did it say so at all? What a form held may only be shown again, with a fresh token beside it, if the form was ours:
 * else another site would fill in the form and the person would press our button.
 */
bool request_surely_ours(const struct request *request, const char *base_url);
/* Parses one Cookie header; what is malformed is left out. */
void request_cookies_parse(struct arena *arena, const char *header, struct request *request);

#endif
