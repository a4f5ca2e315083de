/* Refusals and faults as pages or problem+json (RFC 9457): calm for the person, the cause only in the log. See respond.h. */
#include <string.h>

#include "core/input/field.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/server/route.h"
#include "core/server/send_again.h"
#include "core/system/config.h"
#include "core/view/json.h"
#include "core/view/url.h"
#include "core/view/view.h"

#define RETRY_SECONDS "10"

static const int statuses[ERR__MAX] = {
	[ERR_INVALID] = 422,
	[ERR_UNAUTHENTICATED] = 401,
	[ERR_FORBIDDEN] = 403,
	[ERR_NOT_FOUND] = 404,
	[ERR_CONFLICT] = 409,
	[ERR_TOO_LARGE] = 413,
	[ERR_LIMITED] = 429,
	[ERR_UNAVAILABLE] = 503,
	[ERR_INTERNAL] = 500,
};

const char *
ctx_text(const struct ctx *c, const char *key)
{
	return message(c->messages, c->language, key);
}

static const char *
status_text(struct ctx *c, int status, const char *part)
{
	return ctx_text(c, arena_printf(c->arena, "error.%d.%s", status, part));
}

/* What the handler said of it, else the general words of the status. */
static const char *
detail(struct ctx *c, int status)
{
	return c->failure.message != NULL ? ctx_text(c, c->failure.message) : status_text(c, status, "text");
}

static enum err
write_problem(struct ctx *c, int status)
{
	struct view *problem = view_object(c->arena);
	struct buffer out;

	view_text(problem, "type", "about:blank");
	view_text(problem, "title", status_text(c, status, "heading"));
	view_int(problem, "status", status);
	view_text(problem, "detail", detail(c, status));
	view_text(problem, "request_id", c->request->id);
	again_errors(c, problem);
	buffer_init(&out, c->arena, 1 << 20);
	json_write(&out, problem);
	c->response.status = status;
	c->response.body = out.data;
	c->response.body_size = out.size;
	return respond_header(c, "Content-Type", "application/problem+json; charset=utf-8");
}

/* The page of ours from which a form came that can no longer be done as it stands there: to be opened anew. NULL: unknown. */
static const char *
reopen_url(struct ctx *c, int status)
{
	const char *from = request_header(c->request, "Referer");
	size_t house = c->config != NULL ? strlen(c->config->base_url) : 0;

	if (status != 409 || c->request->method != POST || from == NULL || house == 0 ||
	    strncmp(from, c->config->base_url, house) != 0 || from[house] != '/' || !url_is_local(from + house))
		return NULL;
	return from + house;
}

static enum err
write_page(struct ctx *c, int status)
{
	struct view *page = view_object(c->arena);
	bool again_helps = c->request->method == GET && (status == 503 || status == 429);

	view_text(page, "title", status_text(c, status, "heading"));
	view_text(page, "heading", status_text(c, status, "heading"));
	view_text(page, "text", detail(c, status));
	view_bool(page, "saved", false);
	view_url(page, "retry_url", again_helps && url_is_local(c->request->path) ? c->request->path : NULL);
	view_url(page, "reopen_url", reopen_url(c, status));
	view_text(page, "request_id", c->request->id[0] != '\0' ? c->request->id : NULL);
	again_errors(c, page);
	return respond_page_status(c, status, c->session.kind == SESSION_OFFICER ? "error_office" : "error", page);
}

/* The last resort, should even the error page fail: words without a page. */
static void
write_plain(struct ctx *c, int status)
{
	const char *text =
	    arena_printf(c->arena, "%s\n%s\n", status_text(c, status, "heading"), status_text(c, status, "text"));

	c->response = (struct response){ .status = status, .body = text, .body_size = strlen(text) };
	c->response.headers[c->response.header_count++] =
	    (struct response_header){ "Content-Type", "text/plain; charset=utf-8" };
}

/* Cookies that were set on the way (a new session, a form token) survive an error. */
static void
keep_cookies_only(struct response *r)
{
	struct response kept = { 0 };

	for (size_t i = 0; i < r->header_count; i++) {
		if (strcmp(r->headers[i].name, "Set-Cookie") == 0 || strcmp(r->headers[i].name, "Allow") == 0)
			kept.headers[kept.header_count++] = r->headers[i];
	}
	*r = kept;
}

void
respond_status(struct ctx *c, int status)
{
	struct failure cause = c->failure;
	struct response before;
	enum err err = OK;

	keep_cookies_only(&c->response);
	if (status == 503 || status == 429)
		err = respond_header(c, "Retry-After", RETRY_SECONDS);
	before = c->response;
	if (!err)
		err = respond_wants_json(c) ? write_problem(c, status) : write_page(c, status);
	c->failure = cause;
	if (!err)
		return;
	c->response = before;
	write_plain(c, status);
}

static const char *
sign_in_url(struct ctx *c)
{
	const char *page = c->route->who->sign_in != NULL ? c->route->who->sign_in : "/tai-khoan/dang-nhap";
	const char *here = c->request->path;

	if (c->request->method != GET)
		return page;
	if (c->request->query[0] != '\0')
		here = arena_printf(c->arena, "%s?%s", here, c->request->query);
	return url_query_add(c->arena, arena_strdup(c->arena, page), "next", here);
}

/*
 * A page is led to sign-in and back; a form of ours that was sent is kept on a page from which it can be sent again. The
 * session's cookie does not come with another site's form, so such a form always lands here, whoever is signed in.
 */
static bool
lead_to_sign_in(struct ctx *c)
{
	if (c->route == NULL || respond_wants_json(c))
		return false;
	keep_cookies_only(&c->response);
	if (c->request->method != GET && request_surely_ours(c->request, c->config->base_url))
		return send_again_page(c, 401, sign_in_url(c)) == OK;
	return respond_redirect(c, sign_in_url(c)) == OK;
}

static void
failure_as_error(struct ctx *c)
{
	if (c->errors != NULL || c->failure.field == NULL || c->failure.message == NULL)
		return;
	(void)again_refuse(c, c->failure.field, c->failure.message);
}

void
respond_error(struct ctx *c, enum err err)
{
	if (err <= OK || err >= ERR__MAX)
		err = ERR_INTERNAL;
	if (c->route != NULL && c->route->refusal != NULL) {
		keep_cookies_only(&c->response);
		c->route->refusal(c, err);
		if (c->response.status != 0)
			return;
	}
	if (err == ERR_UNAUTHENTICATED && lead_to_sign_in(c))
		return;
	if (err == ERR_INVALID)
		failure_as_error(c);
	respond_status(c, statuses[err]);
}
