/* The life of a request: route, session, guard, body, token, input, handler. See dispatch.h and architecture.md, section 3. */
#include "core/server/dispatch.h"

#include <setjmp.h>
#include <string.h>
#include <strings.h>

#include "core/data/db.h"
#include "core/input/input.h"
#include "core/input/multipart.h"
#include "core/input/pairs.h"
#include "core/memory/arena.h"
#include "core/security/csrf.h"
#include "core/security/session.h"
#include "core/server/module.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/server/send_again.h"
#include "core/server/shared.h"
#include "core/server/shell.h"
#include "core/system/config.h"
#include "core/system/log.h"
#include "core/system/metrics.h"

enum { FILE_SIZE = 20 << 20, EXHAUSTED_PAGE = 1 << 20 };
enum { MALFORMED = 400, METHOD_NOT_ALLOWED = 405, MEDIA_TYPE = 415 };

/* All that is needed between the steps; in the arena, because the boundary may be crossed by longjmp. */
struct flow {
	struct ctx *c;
	struct request *request;
	struct body *body;
	struct route_match match;
	struct pairs pairs;
	const void *input;
	int status; /* a refusal of the protocol itself; 0: none */
};

static enum err
refuse_status(struct flow *f, int status, const char *why)
{
	f->status = status;
	return refuse_log(f->c, ERR_INVALID, NULL, NULL, "%s", why);
}

static enum err
allow(struct flow *f, unsigned methods)
{
	const char *text = methods & 1u << POST ? (methods & 1u << GET ? "GET, HEAD, POST" : "POST") : "GET, HEAD";
	enum err err = respond_header(f->c, "Allow", text);

	return err ? err : refuse_status(f, METHOD_NOT_ALLOWED, "method not allowed");
}

/* /tra-cuu/ is meant as /tra-cuu. */
static bool
without_last_slash(struct flow *f)
{
	const struct server_shared *s = f->c->shared;
	char *path = arena_strdup(f->c->arena, f->request->path);
	size_t size = strlen(path);
	struct route_match match;
	unsigned allowed;

	if (size < 2 || path[size - 1] != '/' || f->request->method != GET)
		return false;
	path[size - 1] = '\0';
	return route_match(s->tables, s->counts, s->table_count, GET, path, f->c->arena, &match, &allowed) == OK &&
	       respond_redirect(f->c, path) == OK;
}

static enum err
find_route(struct flow *f)
{
	struct ctx *c = f->c;
	const struct server_shared *s = c->shared;
	const char *const paths[] = { f->request->path, shell_path(c) };
	enum err err = ERR_NOT_FOUND;
	unsigned allowed;

	/* A table may name an address of one language itself; otherwise /en/ before a path only says the language. */
	for (size_t i = 0; i < 2 && err == ERR_NOT_FOUND; i++)
		err = route_match(
		    s->tables, s->counts, s->table_count, f->request->method, paths[i], c->arena, &f->match, &allowed);
	if (err == ERR_INVALID)
		return allow(f, allowed);
	if (err)
		return without_last_slash(f) ? OK : refuse(c, ERR_NOT_FOUND, NULL, NULL);
	c->route = f->match.route;
	if (c->route->memory_limit > 0)
		arena_set_limit(c->arena, c->route->memory_limit);
	c->response.cacheable = (c->route->flags & ROUTE_PUBLIC) != 0;
	return OK;
}

static bool
has_cookies(const struct route *route)
{
	return (route->flags & (ROUTE_NO_CSRF | ROUTE_PUBLIC | ROUTE_INTERNAL)) == 0;
}

/* Every visitor gets the form cookie; a page made for it carries a token that only this browser can send back. */
static enum err
give_token(struct ctx *c)
{
	const char *cookie = request_cookie(c->request, c->shared->csrf_cookie);
	enum err err = OK;

	/* Another site's form comes without the cookie; a new one would make every form that lies open here worthless. */
	if (c->request->method != GET && !request_same_site(c->request, c->config->base_url))
		return OK;
	if (cookie == NULL || !csrf_cookie_valid(cookie)) {
		cookie = csrf_cookie_new(c->arena);
		err = respond_cookie(c, c->shared->csrf_cookie, cookie, CSRF_COOKIE_SECONDS);
	}
	c->csrf = csrf_make(c->arena, c->config->secret, cookie);
	return err;
}

static enum err
who_may(struct flow *f)
{
	struct ctx *c = f->c;
	const struct guard *guard = c->route->who;
	enum err err = OK;

	if (has_cookies(c->route)) {
		if ((err = give_token(c)) || (err = shell_remember_language(c)))
			return err;
		err = session_load(c);
		if (err == ERR_UNAVAILABLE && guard->open) {
			failure_clear(&c->failure);
			err = OK;
		}
	}
	return err ? err : guard->check(c);
}

static bool
is_type(const char *content_type, const char *type)
{
	size_t size = strlen(type);

	return strncasecmp(content_type, type, size) == 0 && (content_type[size] == '\0' || content_type[size] == ';');
}

static enum err
read_multipart(struct flow *f)
{
	const struct input *input = f->c->route->input;
	const struct multipart_rules rules = {
		.fields = input != NULL ? input->fields : NULL,
		.field_count = input != NULL ? input->count : 0,
		.folder = f->c->config->files,
		.file_size = FILE_SIZE,
	};
	enum err err = multipart_parse(&f->pairs, f->body, f->request->content_type, &rules, &f->c->failure);

	return err == ERR_INVALID ? refuse_status(f, MALFORMED, "multipart body") : err;
}

static enum err
read_form(struct flow *f)
{
	const char *type = f->request->content_type;
	struct bytes bytes;
	enum err err;

	if (is_type(type, "multipart/form-data"))
		return read_multipart(f);
	if ((f->c->route->flags & ROUTE_RAW_BODY) == 0 && !is_type(type, "application/x-www-form-urlencoded") &&
	    !is_type(type, "application/json"))
		return refuse_status(f, MEDIA_TYPE, "media type");
	if ((err = body_all(f->body, f->c->arena, (size_t)f->body->announced, &bytes)))
		return refuse_status(f, MALFORMED, "the body ended early");
	if (f->c->route->flags & ROUTE_RAW_BODY) {
		f->request->raw_body = bytes;
		return OK;
	}
	err = is_type(type, "application/json")
		  ? json_body_parse(&f->pairs, (const char *)bytes.data, bytes.size)
		  : urlencoded_parse(&f->pairs, FROM_FORM, (const char *)bytes.data, bytes.size);
	return err == ERR_INVALID ? refuse_status(f, MALFORMED, "body") : err;
}

uint64_t
dispatch_body_limit(const struct route *route)
{
	return route->body_limit > 0 ? route->body_limit : input_body_limit(route->input, FILE_SIZE);
}

static enum err
read_query(struct flow *f)
{
	const char *query = f->request->query;
	enum err err = urlencoded_parse(&f->pairs, FROM_QUERY, query, strlen(query));

	return err ? refuse_status(f, MALFORMED, "query") : OK;
}

static enum err
read_body(struct flow *f)
{
	struct ctx *c = f->c;
	struct input_raw *raw;
	enum err err;

	if (f->request->method == GET)
		return OK;
	if (f->body->announced > dispatch_body_limit(c->route))
		return refuse_log(
		    c, ERR_TOO_LARGE, NULL, NULL, "body of %llu bytes", (unsigned long long)f->body->announced);
	if (f->body->announced > 0 && (err = read_form(f)))
		return err;
	f->request->csrf_token =
	    f->request->csrf_token[0] != '\0' ? f->request->csrf_token : pairs_take_text(&f->pairs, FROM_FORM, "csrf");
	c->once = f->request->idempotency_key[0] != '\0' ? f->request->idempotency_key
							 : pairs_take_text(&f->pairs, FROM_FORM, "once");
	raw = ARENA_NEW(c->arena, struct input_raw);
	*raw = pairs_raw(&f->pairs);
	c->raw = raw;
	return OK;
}

/* A write must come from a page of ours: Origin, then the token. */
static enum err
from_our_page(struct flow *f)
{
	struct ctx *c = f->c;
	const struct request *r = f->request;

	if (r->method == GET || (c->route->flags & ROUTE_NO_CSRF))
		return OK;
	if (!request_same_site(r, c->config->base_url))
		return refuse_log(c, ERR_FORBIDDEN, "error.403_csrf.text", NULL, "request from another site");
	if (csrf_verify(c->arena, c->config->secret, request_cookie(r, c->shared->csrf_cookie), r->csrf_token))
		return OK;
	if (!respond_wants_json(c) && request_surely_ours(r, c->config->base_url) &&
	    send_again_page(c, 403, NULL) == OK)
		return OK;
	return refuse_log(c, ERR_FORBIDDEN, "error.403_csrf.text", NULL, "form token");
}

static enum err
show_again(struct flow *f)
{
	struct ctx *c = f->c;
	enum err err;

	if (c->route->again == NULL || respond_wants_json(c))
		return ERR_INVALID;
	if (c->errors == NULL && c->failure.field != NULL && c->failure.message != NULL) {
		struct input_error *item = ARENA_NEW(c->arena, struct input_error);
		struct input_errors *errors = ARENA_NEW(c->arena, struct input_errors);

		*item = (struct input_error){ .field = c->failure.field, .message = c->failure.message };
		*errors = (struct input_errors){ item, 1 };
		c->errors = errors;
	}
	c->response.status = 0;
	err = c->route->again(c, f->input);
	if (!err && c->response.status == 200)
		c->response.status = 422;
	return err;
}

static enum err
fill_and_handle(struct flow *f)
{
	struct ctx *c = f->c;
	struct input_errors *errors = ARENA_NEW(c->arena, struct input_errors);
	enum err err =
	    input_fill(c->arena, c->route->input, f->match.parts, f->match.part_count, &f->pairs, &f->input, errors);

	if (err == ERR_INVALID) {
		c->errors = errors;
		if (c->route->refuse_more != NULL)
			err = c->route->refuse_more(c, f->input);
		if (err == ERR_INVALID)
			(void)refuse(c, ERR_INVALID, "error.422.text", NULL);
	} else if (!err) {
		err = c->route->handler(c, f->input);
	}
	if (err == ERR_INVALID && (c->errors != NULL || c->failure.field != NULL))
		err = show_again(f);
	if (!err && c->response.status == 0)
		err = refuse_log(c, ERR_INTERNAL, NULL, NULL, "the handler answered nothing");
	return err;
}

/* What was typed is kept for the page that leads to sign-in; files would have to be sent again. */
static void
keep_typed(struct flow *f)
{
	if (is_type(f->request->content_type, "multipart/form-data") ||
	    !request_surely_ours(f->request, f->c->config->base_url))
		return;
	/* A body that cannot be read is not kept; what matters is that nobody is signed in. */
	if (read_body(f) || f->status != 0)
		f->status = 0;
}

/* Each step answers, refuses or lets pass; a step that answered (a redirect) ends the chain. */
static enum err
run(struct flow *f)
{
	static enum err (*const steps[])(struct flow *) = { read_query, read_body, from_our_page, fill_and_handle };
	struct ctx *c = f->c;
	enum err err = find_route(f);

	if (err || c->response.status != 0)
		return err;
	if ((err = who_may(f))) {
		if (err == ERR_UNAUTHENTICATED)
			keep_typed(f);
		return err;
	}
	for (size_t i = 0; !err && c->response.status == 0 && i < sizeof(steps) / sizeof(steps[0]); i++)
		err = steps[i](f);
	return err;
}

static struct flow *
begin(struct ctx *c, struct server_shared *shared, struct arena *arena, struct db *db, struct body *body)
{
	struct flow *f = ARENA_NEW(arena, struct flow);

	*c = (struct ctx){ .arena = arena,
		.db = db,
		.shared = shared,
		.module = shared->module,
		.config = shared->config,
		.module_config = shared->module->config,
		.messages = shared->messages };
	f->c = c;
	f->body = body;
	f->request = ARENA_NEW(arena, struct request);
	c->request = f->request;
	c->language = "vi";
	pairs_init(&f->pairs, arena);
	if (db != NULL) {
		db_set_arena(db, arena);
		db_set_failure(db, &c->failure);
	}
	return f;
}

static void
answer(struct flow *f, char **params)
{
	struct ctx *c = f->c;
	enum err err;

	if (request_parse(c->arena, params, f->body, f->request, &c->failure)) {
		respond_status(c, MALFORMED);
		return;
	}
	c->language = shell_language(c);
	if ((err = run(f)) == OK)
		return;
	if (f->status != 0)
		respond_status(c, f->status);
	else
		respond_error(c, err);
}

/* After an exhausted arena: a little more memory for the page that says so. */
static void
answer_exhausted(struct ctx *c, enum arena_exhaustion reason)
{
	arena_set_limit(c->arena, arena_used(c->arena) + EXHAUSTED_PAGE);
	c->response = (struct response){ 0 };
	c->errors = NULL;
	c->failure = (struct failure){ 0 };
	(void)refuse_log(
	    c, reason == ARENA_OVER_LIMIT ? ERR_TOO_LARGE : ERR_UNAVAILABLE, NULL, NULL, "arena exhausted");
	respond_status(c, reason == ARENA_OVER_LIMIT ? 413 : 503);
}

void
dispatch(
    struct ctx *c, struct server_shared *shared, struct arena *arena, struct db *db, char **params, struct body *body)
{
	jmp_buf boundary;
	volatile int unwound = 0;
	int reason = setjmp(boundary);

	if (reason != 0)
		unwound++;
	arena_guard(arena, &boundary);
	if (unwound == 0)
		answer(begin(c, shared, arena, db, body), params);
	else if (unwound == 1)
		answer_exhausted(c, reason == ARENA_OVER_LIMIT ? ARENA_OVER_LIMIT : ARENA_OUT_OF_MEMORY);
	else
		c->response = (struct response){ .status = 503, .body = "" };
	arena_guard(arena, NULL);
}

static void
log_request(const struct ctx *c, int64_t microseconds)
{
	struct db_statistics db = c->db != NULL ? db_statistics(c->db) : (struct db_statistics){ 0 };
	int status = c->response.status;

	log_event(status >= 500 ? LOG_ERROR : LOG_INFO, "request", LOG_TEXT("id", c->request->id),
	    LOG_TEXT("method", c->request->method_text), LOG_TEXT("route", c->route != NULL ? c->route->path : ""),
	    LOG_INT("account", c->session.account_id), LOG_INT("status", status), LOG_INT("us", microseconds),
	    LOG_INT("db_us", db.microseconds), LOG_INT("db_calls", db.calls), LOG_INT("bytes", c->response.body_size));
	if (c->failure.code == OK || (status < 500 && c->failure.log[0] == '\0'))
		return;
	log_event(status >= 500 ? LOG_ERROR : LOG_INFO, "failure", LOG_TEXT("id", c->request->id),
	    LOG_TEXT("code", err_name(c->failure.code)), LOG_TEXT("file", c->failure.file),
	    LOG_INT("line", c->failure.line), LOG_TEXT("text", c->failure.log),
	    LOG_INT("db_errno", c->failure.db_errno));
}

void
dispatch_finish(struct ctx *c, int64_t microseconds)
{
	if (c->db != NULL)
		db_finish(c->db);
	log_request(c, microseconds);
	metrics_request(c->shared->metrics, server_route_index(c->shared, c->route), c->response.status, microseconds);
	if (c->db != NULL)
		db_set_failure(c->db, NULL);
	arena_reset(c->arena);
}
