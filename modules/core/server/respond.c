/* Answers: pages, redirects, files. See respond.h. */
#include "core/server/respond.h"

#include <ctype.h>
#include <string.h>

#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/security/hash.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/server/route.h"
#include "core/server/shared.h"
#include "core/server/shell.h"
#include "core/system/config.h"
#include "core/view/json.h"
#include "core/view/template.h"
#include "core/view/url.h"
#include "core/view/view.h"

enum { PAGE_MOST = 4 << 20, FILE_NAME_MOST = 512 };

bool
respond_wants_json(const struct ctx *c)
{
	const struct request *r = c->request;
	bool any = r->accept[0] == '\0' || strcmp(r->accept, "*/*") == 0;

	if (any)
		return strncmp(r->content_type, "application/json", 16) == 0;
	return strstr(r->accept, "text/html") == NULL &&
	       (strstr(r->accept, "application/json") != NULL || strstr(r->accept, "application/problem+json") != NULL);
}

static bool
is_header_text(const char *text)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < 0x20 || *text == 0x7f)
			return false;
	}
	return true;
}

enum err
respond_header(struct ctx *c, const char *name, const char *value)
{
	struct response *r = &c->response;

	if (name[0] == '\0' || name[strcspn(name, ": ()<>@,;\\\"/[]?={}\t")] != '\0' || !is_header_text(name) ||
	    !is_header_text(value))
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "a value would break out of its header");
	if (r->header_count == RESPONSE_HEADERS_MAX)
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "too many response headers");
	r->headers[r->header_count++] = (struct response_header){ name, arena_strdup(c->arena, value) };
	return OK;
}

void
respond_personal(struct ctx *c)
{
	c->response.personal = true;
}

enum err
respond_cookie(struct ctx *c, const char *name, const char *value, int64_t max_age)
{
	char *text = arena_printf(c->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax%s", name, max_age < 0 ? "" : value,
	    c->config->secure_cookies ? "; Secure" : "");

	if (name[strcspn(name, "=;, ")] != '\0' || value[strcspn(value, ";, \"")] != '\0')
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "not a cookie");
	if (max_age != 0)
		text = arena_printf(c->arena, "%s; Max-Age=%lld", text, max_age < 0 ? 0LL : (long long)max_age);
	return respond_header(c, "Set-Cookie", text);
}

static void
set_body(struct ctx *c, int status, const void *body, size_t size)
{
	c->response.status = status;
	c->response.body = body;
	c->response.body_size = size;
}

static enum err
write_json(struct ctx *c, int status, const char *type, const struct view *view)
{
	struct buffer out;

	buffer_init(&out, c->arena, PAGE_MOST);
	json_write(&out, view);
	if (out.full)
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "the answer is too large");
	set_body(c, status, out.data, out.size);
	return respond_header(c, "Content-Type", type);
}

static enum err
write_html(struct ctx *c, int status, const char *name, struct view *page)
{
	struct buffer out;
	enum err err;

	c->response.status = status;
	if ((err = shell_add(c, page)))
		return err;
	buffer_init(&out, c->arena, PAGE_MOST);
	err = template_render(c->shared->templates, name, page, &out, c->shared->template_flags, &c->failure);
	if (err)
		return ERR_INTERNAL;
	set_body(c, status, out.data, out.size);
	return respond_header(c, "Content-Type", "text/html; charset=utf-8");
}

enum err
respond_page_status(struct ctx *c, int status, const char *name, struct view *page)
{
	enum err err;

	if (respond_wants_json(c))
		err = write_json(c, status, "application/json; charset=utf-8", page);
	else
		err = write_html(c, status, name, page);
	if (!err)
		err = respond_header(c, "Vary", "Accept");
	if (!err && c->route != NULL && (c->route->flags & ROUTE_ETAG) && status == 200)
		err = respond_etag(c);
	if (err)
		c->response = (struct response){ 0 };
	return err;
}

enum err
respond_page(struct ctx *c, const char *name, struct view *page)
{
	return respond_page_status(c, 200, name, page);
}

enum err
respond_json(struct ctx *c, const struct view *view)
{
	return write_json(c, 200, "application/json; charset=utf-8", view);
}

enum err
respond_redirect(struct ctx *c, const char *path)
{
	if (!url_is_local(path) || path[0] != '/')
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "a redirect that leaves the house");
	set_body(c, 303, "", 0);
	return respond_header(c, "Location", path);
}

enum err
respond_nothing(struct ctx *c)
{
	set_body(c, 204, "", 0);
	return OK;
}

enum err
respond_bytes(struct ctx *c, const char *type, const void *bytes, size_t size)
{
	set_body(c, 200, bytes, size);
	return respond_header(c, "Content-Type", type);
}

/* attachment with an ASCII name for old clients and the true one (RFC 6266, RFC 8187). */
static enum err
attachment(struct ctx *c, const char *name)
{
	char *plain = arena_strdup(c->arena, name);

	if (strlen(name) > FILE_NAME_MOST)
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "the file's name is too long");
	for (char *p = plain; *p != '\0'; p++) {
		if (!isalnum((unsigned char)*p) && strchr("._- ()", *p) == NULL)
			*p = '_';
	}
	c->response.download = true;
	return respond_header(c, "Content-Disposition",
	    arena_printf(
		c->arena, "attachment; filename=\"%s\"; filename*=UTF-8''%s", plain, url_encode(c->arena, name)));
}

enum err
respond_download(struct ctx *c, const char *name, const char *type, const void *bytes, size_t size)
{
	enum err err = attachment(c, name);

	return err ? err : respond_bytes(c, type, bytes, size);
}

static bool
is_internal_path(const char *path)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/";

	return path[0] != '\0' && path[0] != '/' && path[strspn(path, allowed)] == '\0' && strstr(path, "..") == NULL &&
	       strstr(path, "//") == NULL;
}

enum err
respond_file(struct ctx *c, const char *internal, const char *name, const char *type)
{
	enum err err;

	if (!is_internal_path(internal))
		return refuse_log(c, ERR_INTERNAL, NULL, NULL, "not a path of the files folder");
	if ((err = attachment(c, name)) || (err = respond_header(c, "Content-Type", type)))
		return err;
	set_body(c, 200, "", 0);
	return respond_header(c, "X-Accel-Redirect", arena_printf(c->arena, "/noi-bo-tep/%s", internal));
}

enum err
respond_etag(struct ctx *c)
{
	unsigned char digest[SHA256_SIZE];
	char *etag;
	enum err err;

	sha256(c->response.body, c->response.body_size, digest);
	etag = arena_printf(c->arena, "W/\"%s\"", base64url_encode(c->arena, digest, 16));
	if ((err = respond_header(c, "ETag", etag)))
		return err;
	if (strstr(c->request->if_none_match, etag) != NULL)
		set_body(c, 304, "", 0);
	return OK;
}
