/* Reading the parameters of one request. See request.h. */
#include "core/server/request.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/locale/utf8.h"
#include "core/system/parse.h"

/* Where each parameter goes. A `critical` one may come only once: what nginx and we read must be the same. */
static const struct param {
	const char *name;
	size_t offset;
	bool critical;
} table[] = {
	{ "REQUEST_METHOD", offsetof(struct request, method_text), true },
	{ "DOCUMENT_URI", offsetof(struct request, path), true },
	{ "QUERY_STRING", offsetof(struct request, query), true },
	{ "CONTENT_TYPE", offsetof(struct request, content_type), true },
	{ "HTTP_ACCEPT", offsetof(struct request, accept), false },
	{ "HTTP_ACCEPT_LANGUAGE", offsetof(struct request, accept_language), false },
	{ "HTTP_IF_NONE_MATCH", offsetof(struct request, if_none_match), false },
	{ "HTTP_ORIGIN", offsetof(struct request, origin), true },
	{ "HTTP_SEC_FETCH_SITE", offsetof(struct request, fetch_site), true },
	{ "HTTP_HOST", offsetof(struct request, host), true },
	{ "HTTP_X_CSRF_TOKEN", offsetof(struct request, csrf_token), true },
	{ "HTTP_IDEMPOTENCY_KEY", offsetof(struct request, idempotency_key), true },
	{ "HTTP_USER_AGENT", offsetof(struct request, user_agent), false },
	{ "REMOTE_ADDR", offsetof(struct request, remote_address), true },
	{ "REQUEST_ID", offsetof(struct request, id), true },
	{ "REQUEST_SCHEME", offsetof(struct request, scheme), true },
};
static const char *const critical_others[] = { "CONTENT_LENGTH", "HTTP_COOKIE", "HTTP_AUTHORIZATION" };

enum { TABLE_SIZE = sizeof(table) / sizeof(table[0]), OTHERS = sizeof(critical_others) / sizeof(critical_others[0]) };

struct parsing {
	struct arena *arena;
	struct request *request;
	struct failure *failure;
	const char *length, *cookies;
	bool seen[TABLE_SIZE], seen_other[OTHERS];
};

static const char **
slot(struct request *request, size_t offset)
{
	return (const char **)((char *)request + offset);
}

static enum err
bad(struct parsing *p, const char *what, const char *name)
{
	return FAILURE(p->failure, ERR_INVALID, NULL, NULL, "request: %s: %s", what, name);
}

static enum err
other_param(struct parsing *p, const char *name, const char *value)
{
	for (size_t i = 0; i < OTHERS; i++) {
		if (strcmp(critical_others[i], name) != 0)
			continue;
		if (p->seen_other[i])
			return bad(p, "given twice", name);
		p->seen_other[i] = true;
		if (i == 0)
			p->length = value;
		else if (i == 1)
			p->cookies = value;
	}
	return OK;
}

static enum err
one_param(struct parsing *p, const char *param)
{
	const char *equals = strchr(param, '=');
	const char *name, *value = equals + 1;

	if (equals == NULL)
		return bad(p, "no value", "parameter");
	name = arena_strndup(p->arena, param, (size_t)(equals - param));
	if (!utf8_clean(value, strlen(value), UTF8_LINE) || strlen(value) > REQUEST_VALUE_MOST)
		return bad(p, "not clean text", name);
	for (size_t i = 0; i < TABLE_SIZE; i++) {
		if (strcmp(table[i].name, name) != 0)
			continue;
		if (p->seen[i] && table[i].critical)
			return bad(p, "given twice", name);
		p->seen[i] = true;
		*slot(p->request, table[i].offset) = value;
		return OK;
	}
	return other_param(p, name, value);
}

static void
read_method(struct request *request)
{
	request->head = strcmp(request->method_text, "HEAD") == 0;
	request->method = METHOD__MAX;
	if (request->head || strcmp(request->method_text, "GET") == 0)
		request->method = GET;
	else if (strcmp(request->method_text, "POST") == 0)
		request->method = POST;
}

/*
 * What may be anything without making the request a bad one: two that nobody reads here, and the browser's name for
 * itself, which is only shown and left out unless it is clean.
 */
static bool
is_passed_over(const char *param)
{
	static const char agent[] = "HTTP_USER_AGENT=";
	const char *name = param + sizeof(agent) - 1;

	if (strncmp(param, "REQUEST_URI=", 12) == 0 || strncmp(param, "HTTP_REFERER=", 13) == 0)
		return true;
	return strncmp(param, agent, sizeof(agent) - 1) == 0 &&
	       (strlen(name) > REQUEST_VALUE_MOST || !utf8_clean(name, strlen(name), UTF8_LINE));
}

enum err
request_parse(
    struct arena *arena, char **params, struct body *body, struct request *ret_request, struct failure *failure)
{
	struct parsing p = { .arena = arena, .request = ret_request, .failure = failure, .length = "", .cookies = "" };
	int64_t length = 0;
	enum err err = OK;
	size_t count = 0;

	*ret_request = (struct request){ .body = body, .params = params };
	for (size_t i = 0; i < TABLE_SIZE; i++)
		*slot(ret_request, table[i].offset) = "";
	for (; count < REQUEST_PARAMS_MOST && params[count] != NULL; count++) {
		enum err each = is_passed_over(params[count]) ? OK : one_param(&p, params[count]);

		err = err ? err : each;
	}
	read_method(ret_request);
	if (!err && params[count] != NULL)
		err = bad(&p, "too many", "parameters");
	if (!err && ret_request->path[0] != '/')
		err = bad(&p, "path", "DOCUMENT_URI");
	if (!err && p.length[0] != '\0' && parse_i64(p.length, 0, INT64_MAX, &length))
		err = bad(&p, "length", "CONTENT_LENGTH");
	body->announced = (uint64_t)length;
	request_cookies_parse(arena, p.cookies, ret_request);
	return err;
}

static bool
is_token(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (!isalnum((unsigned char)text[i]) && strchr("!#$%&'*+-.^_`|~", text[i]) == NULL)
			return false;
	}
	return size > 0;
}

void
request_cookies_parse(struct arena *arena, const char *header, struct request *request)
{
	while (*header != '\0' && request->cookie_count < REQUEST_COOKIES_MOST) {
		size_t size = strcspn(header, ";");
		const char *equals = memchr(header, '=', size);
		const char *end = header + size;

		if (equals != NULL && is_token(header, (size_t)(equals - header))) {
			struct cookie *cookie = &request->cookies[request->cookie_count++];
			const char *value = equals + 1;

			while (end > value && (end[-1] == ' ' || end[-1] == '\t'))
				end--;
			cookie->name = arena_strndup(arena, header, (size_t)(equals - header));
			cookie->value = arena_strndup(arena, value, (size_t)(end - value));
		}
		header += size;
		header += strspn(header, "; \t");
	}
}

const char *
request_cookie(const struct request *request, const char *name)
{
	for (size_t i = 0; i < request->cookie_count; i++) {
		if (strcmp(request->cookies[i].name, name) == 0)
			return request->cookies[i].value;
	}
	return NULL;
}

const char *
request_header(const struct request *request, const char *name)
{
	for (char **param = request->params; *param != NULL; param++) {
		const char *at = *param, *wanted = name;

		if (strncmp(at, "HTTP_", 5) != 0)
			continue;
		for (at += 5; *wanted != '\0'; at++, wanted++) {
			if (*at != (*wanted == '-' ? '_' : (char)toupper((unsigned char)*wanted)))
				break;
		}
		if (*wanted == '\0' && *at == '=')
			return at + 1;
	}
	return NULL;
}

struct bytes
request_body(const struct request *request)
{
	return request->raw_body;
}

/* Is `origin` scheme://host of this very request? */
static bool
is_own_host(const struct request *request, const char *origin)
{
	size_t scheme = strlen(request->scheme);

	return scheme > 0 && request->host[0] != '\0' && strncmp(origin, request->scheme, scheme) == 0 &&
	       strncmp(origin + scheme, "://", 3) == 0 && strcasecmp(origin + scheme + 3, request->host) == 0;
}

bool
request_same_site(const struct request *request, const char *base_url)
{
	if (request->origin[0] != '\0')
		return strcasecmp(request->origin, base_url) == 0 || is_own_host(request, request->origin);
	return request->fetch_site[0] == '\0' || strcmp(request->fetch_site, "same-origin") == 0;
}

bool
request_surely_ours(const struct request *request, const char *base_url)
{
	bool said = request->origin[0] != '\0' || request->fetch_site[0] != '\0';

	return said && request_same_site(request, base_url);
}
