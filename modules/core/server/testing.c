/* A browser and nginx in one, for tests. See testing.h. */
#include "core/server/testing.h"

#include <string.h>

#include "core/data/db.h"
#include "core/input/body.h"
#include "core/locale/date.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/security/csrf.h"
#include "core/security/hash.h"
#include "core/security/random.h"
#include "core/security/session.h"
#include "core/security/session_store.h"
#include "core/server/dispatch.h"
#include "core/server/headers.h"
#include "core/system/config.h"

enum { PARAMS_MOST = 64, KEPT_LIMIT = 64 << 20 };

enum err
site_open(struct test_site *site, const struct module *module, const struct core_config *config, struct db *db,
    struct failure *failure)
{
	enum err err;

	*site = (struct test_site){ .db = db, .base_url = config->base_url };
	site->process = arena_new((size_t)256 << 20);
	site->request = arena_new(ARENA_REQUEST_LIMIT);
	site->kept = arena_new(KEPT_LIMIT);
	site->form_cookie = csrf_cookie_new(site->process);
	if ((err = server_shared_init(&site->shared, site->process, module, config, failure)))
		site_close(site);
	return err;
}

void
site_close(struct test_site *site)
{
	arena_free(site->request);
	arena_free(site->kept);
	arena_free(site->process);
}

const char *
site_token(struct test_site *site)
{
	return csrf_make(site->kept, site->shared.config->secret, site->form_cookie);
}

struct text_source {
	const char *data;
	size_t left;
};

static size_t
read_text(void *source, void *buffer, size_t size)
{
	struct text_source *text = source;

	if (size > text->left)
		size = text->left;
	memcpy(buffer, text->data, size);
	text->data += size;
	text->left -= size;
	return size;
}

struct params {
	struct arena *arena;
	char *list[PARAMS_MOST + 1];
	size_t count;
};

static void
add(struct params *params, const char *name, const char *value)
{
	if (params->count < PARAMS_MOST)
		params->list[params->count++] = arena_printf(params->arena, "%s=%s", name, value);
}

static const char *
cookies(struct test_site *site)
{
	if (site->session_token == NULL)
		return arena_printf(site->kept, "%s=%s", site->shared.csrf_cookie, site->form_cookie);
	return arena_printf(site->kept, "%s=%s; %s=%s", site->shared.csrf_cookie, site->form_cookie,
	    site->shared.session_cookie, site->session_token);
}

static void
fill_params(struct test_site *site, const struct test_request *r, size_t body_size, struct params *params)
{
	const char *form = r->body != NULL ? "application/x-www-form-urlencoded" : "";

	add(params, "REQUEST_METHOD", r->method);
	add(params, "DOCUMENT_URI", r->path);
	add(params, "QUERY_STRING", r->query != NULL ? r->query : "");
	add(params, "CONTENT_TYPE", r->content_type != NULL ? r->content_type : form);
	add(params, "CONTENT_LENGTH", r->body != NULL ? arena_printf(site->kept, "%zu", body_size) : "");
	add(params, "HTTP_ACCEPT", r->accept != NULL ? r->accept : "text/html");
	add(params, "HTTP_ORIGIN", r->origin != NULL ? r->origin : site->base_url);
	add(params, "HTTP_COOKIE", r->cookie != NULL ? r->cookie : cookies(site));
	add(params, "HTTP_USER_AGENT", "test");
	add(params, "REMOTE_ADDR", site->remote_address != NULL ? site->remote_address : "127.0.0.1");
	add(params, "REQUEST_ID", "0123456789abcdef0123456789abcdef");
	add(params, "REQUEST_SCHEME", "http");
	for (size_t i = 0; r->headers != NULL && r->headers[i] != NULL && params->count < PARAMS_MOST; i++)
		params->list[params->count++] = arena_strdup(params->arena, r->headers[i]);
}

static const char *
header(const struct ctx *c, struct arena *arena, const char *name)
{
	for (size_t i = 0; i < c->response.header_count; i++) {
		if (strcmp(c->response.headers[i].name, name) == 0)
			return arena_strdup(arena, c->response.headers[i].value);
	}
	return NULL;
}

/* A new session's cookie is kept, as a browser does. */
static void
keep_session(struct test_site *site, const struct ctx *c)
{
	const char *name = site->shared.session_cookie;
	size_t size = strlen(name);

	for (size_t i = 0; i < c->response.header_count; i++) {
		const struct response_header *h = &c->response.headers[i];

		if (strcmp(h->name, "Set-Cookie") != 0 || strncmp(h->value, name, size) != 0 || h->value[size] != '=')
			continue;
		size_t length = strcspn(h->value + size + 1, ";");

		site->session_token = length > 0 ? arena_strndup(site->kept, h->value + size + 1, length) : NULL;
	}
}

struct reply
site_send(struct test_site *site, const struct test_request *request)
{
	size_t size = request->body_size > 0 || request->body == NULL ? request->body_size : strlen(request->body);
	struct text_source source = { request->body, size };
	struct body body = { .read = read_text, .source = &source };
	struct params params = { .arena = site->kept };
	struct reply reply;
	struct buffer headers;
	struct ctx c;

	fill_params(site, request, size, &params);
	dispatch(&c, &site->shared, site->request, site->db, params.list, &body);
	buffer_init(&headers, site->kept, 1 << 16);
	headers_write(&c, &headers);
	reply = (struct reply){ .status = c.response.status,
		.location = header(&c, site->kept, "Location"),
		.content_type = header(&c, site->kept, "Content-Type"),
		.headers = headers.data,
		.body = arena_strndup(site->kept, c.response.body != NULL ? c.response.body : "", c.response.body_size),
		.body_size = c.response.body_size };
	keep_session(site, &c);
	dispatch_finish(&c, 0);
	return reply;
}

struct reply
site_get(struct test_site *site, const char *path)
{
	const char *query = strchr(path, '?');
	const struct test_request request = { .method = "GET",
		.path = arena_strndup(site->kept, path, query != NULL ? (size_t)(query - path) : strlen(path)),
		.query = query != NULL ? query + 1 : NULL };

	return site_send(site, &request);
}

struct reply
site_post(struct test_site *site, const char *path, const char *form)
{
	const struct test_request request = {
		.method = "POST", .path = path, .body = arena_printf(site->kept, "csrf=%s&%s", site_token(site), form)
	};

	return site_send(site, &request);
}

struct reply
site_get_json(struct test_site *site, const char *path)
{
	const struct test_request request = { .method = "GET", .path = path, .accept = "application/json" };

	return site_send(site, &request);
}

struct reply
site_post_json(struct test_site *site, const char *path, const char *json)
{
	const char *const headers[] = { arena_printf(site->kept, "HTTP_X_CSRF_TOKEN=%s", site_token(site)), NULL };
	const struct test_request request = { .method = "POST",
		.path = path,
		.content_type = "application/json",
		.body = json,
		.accept = "application/json",
		.headers = headers };

	return site_send(site, &request);
}

enum err
site_sign_in(struct test_site *site, enum session_kind kind, int64_t account_id)
{
	unsigned char hash[SHA256_SIZE];
	struct session_row row = { .kind = kind == SESSION_OFFICER ? "officer" : "citizen",
		.agent_label = "test",
		.account_id = account_id,
		.acting_for = DB_NULL_INT };
	int64_t now;
	enum err err = db_now(site->db, &now);

	if (err)
		return err;
	site->session_token = random_token(site->kept, 32);
	sha256(site->session_token, strlen(site->session_token), hash);
	row.token_hash = (struct bytes){ hash, sizeof(hash) };
	row.created_at = row.seen_at = row.second_factor_at = now;
	row.expires_at = now + session_limits_of(kind).absolute * DATE_SECOND;
	return session_row_replace(site->db, &row, (struct bytes){ NULL, 0 }, 0);
}
