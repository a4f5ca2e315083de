/* What every page has around its own content: language, session, form token, module set. Core's part of it. */
#ifndef MOTCUA_CORE_SERVER_SHELL_H
#define MOTCUA_CORE_SERVER_SHELL_H

#include "core/err.h"

struct ctx;
struct view;

/* Adds `t` and `shell` to the page; the module's own shell function adds navigation and names. */
enum err shell_add(struct ctx *c, struct view *page) MUST_CHECK;

#define SHELL_LANGUAGE_COOKIE "lang"

/* Language of this request: /en/ before the path, lang= in the query, the cookie, Vietnamese. */
const char *shell_language(const struct ctx *c);
/* The path without a language before it: what routes are matched with. */
const char *shell_path(const struct ctx *c);
/* Keeps the language in a cookie where it is another than the browser's last one. */
enum err shell_remember_language(struct ctx *c) MUST_CHECK;

#endif
