/*
 * Addresses of our own pages: a constant pattern, every argument percent-encoded (RFC 3986, unreserved stay). The
 * result goes into view_url or a redirect. Knows no page by name.
 */
#ifndef MOTCUA_CORE_VIEW_URL_H
#define MOTCUA_CORE_VIEW_URL_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

/*
 * url(arena, "/can-bo/ho-so/{}/tiep-nhan", code): each {} takes the next text argument; text only, none of them NULL.
 */
#define url(arena, ...) url_build((arena), __VA_ARGS__, (const char *)0)
/* As the macro; the arguments end with NULL. A pattern with more {} than arguments leaves the rest empty. */
char *url_build(struct arena *arena, const char *pattern, ...) __attribute__((sentinel, returns_nonnull));

/*
 * `url` with name=value added to its query (before a #fragment). A NULL value adds nothing: a filter that is not set.
 */
char *url_query_add(struct arena *arena, const char *url, const char *name, const char *value)
    __attribute__((returns_nonnull));
char *url_query_add_int(struct arena *arena, const char *url, const char *name, int64_t value)
    __attribute__((returns_nonnull));

/* `text` percent-encoded as one path part or query value. */
char *url_encode(struct arena *arena, const char *text) __attribute__((returns_nonnull));

/*
 * May stand in a link of ours: "/path" on this host (not "//host"), "https://...", "mailto:...", "tel:...", "#..." or
 * "http://127.0.0.1:port/" (a simulator on this machine);
 * no blank, control character or backslash anywhere (browsers drop or turn them, and "/\host" leaves the site).
 */
bool url_is_safe(const char *url);
/* "https://..." or this machine itself: what is sent there, and what comes back, nobody on the way reads or changes. */
bool url_is_protected(const char *url);
/* As url_is_safe, and stays on this host: for redirects back to where the person came from. */
bool url_is_local(const char *url);

#endif
