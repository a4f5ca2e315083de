/*
 * How a handler answers. One place writes every header; each function leaves the answer in c->response and returns OK,
 * so that a handler ends with `return respond_page(c, "workflow/dossier", view);`
 */
#ifndef MOTCUA_CORE_SERVER_RESPOND_H
#define MOTCUA_CORE_SERVER_RESPOND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct ctx;
struct view;

/* The content policy of every page and of the published files (architecture.md, section 10). */
#define CONTENT_POLICY                                                                                                 \
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "             \
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/*
 * 200 and the page: as HTML through www/templates/<name>.html, or `page` alone as JSON when the client prefers
 * application/json. The template sees the members of `page`, `t` (texts) and `shell` (session, csrf, language, path,
 * module set, front ...). `page` must be an object; its member "title" is the document's title.
 */
enum err respond_page(struct ctx *c, const char *name, struct view *page) MUST_CHECK;
/* The same with another status (422 for a form shown again, 404 ...). */
enum err respond_page_status(struct ctx *c, int status, const char *name, struct view *page) MUST_CHECK;
/* 303 to a path of ours (begins with one '/'); ERR_INTERNAL for anything else. JSON clients get 303 as well. */
enum err respond_redirect(struct ctx *c, const char *path) MUST_CHECK;
/*
 * A stored file, sent by nginx: `internal` is its path below the files folder (no "..", no leading slash), `name` what the
 * person sees, `type` its media type. Attachment always; nothing of it is run by a browser.
 */
enum err respond_file(struct ctx *c, const char *internal, const char *name, const char *type) MUST_CHECK;
/* 200 with bytes that live as long as the request. `type` with its charset where it is text. */
enum err respond_bytes(struct ctx *c, const char *type, const void *bytes, size_t size) MUST_CHECK;
/* The same as a download under `name`. */
enum err respond_download(struct ctx *c, const char *name, const char *type, const void *bytes, size_t size) MUST_CHECK;
/* 200 and the view as JSON whatever the client prefers. */
enum err respond_json(struct ctx *c, const struct view *view) MUST_CHECK;
/* 204 */
enum err respond_nothing(struct ctx *c) MUST_CHECK;

/* What is answered is for one person alone, although no session says so: no cache, not even the browser's, keeps it. */
void respond_personal(struct ctx *c);

/* Adds a header; ERR_INTERNAL if name or value would break out of the header (control characters) or none fits. */
enum err respond_header(struct ctx *c, const char *name, const char *value) MUST_CHECK;
/* Adds a cookie: HttpOnly, SameSite=Lax, Path=/, Secure and __Host- when cookies are secure. max_age in seconds; 0: until
 * the browser is closed; negative: removes it. */
enum err respond_cookie(struct ctx *c, const char *name, const char *value, int64_t max_age) MUST_CHECK;
/* ETag of what is already in c->response, and 304 instead of it if the client has it. */
enum err respond_etag(struct ctx *c) MUST_CHECK;

/* Refusals of the protocol itself, which no enum err names: 400 malformed, 405 method, 415 media type. Never fails. */
void respond_status(struct ctx *c, int status);
/* Replaces whatever was answered by the error page or problem+json of c->failure / `err`. Never fails. */
void respond_error(struct ctx *c, enum err err);

/* True if the client asked for JSON rather than a page. */
bool respond_wants_json(const struct ctx *c);

#endif
