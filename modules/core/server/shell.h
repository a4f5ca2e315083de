/* What every page has around its own content: language, session, form token, module set. Core's part of it. */
#ifndef MOTCUA_CORE_SERVER_SHELL_H
#define MOTCUA_CORE_SERVER_SHELL_H

#include "core/err.h"

struct ctx;
struct view;

/* Adds `t` and `shell` to the page; the module's own shell function adds navigation and names. */
enum err shell_add(struct ctx *c, struct view *page) MUST_CHECK;

/* Language of this request: /en/ in the path, the cookie "lang", Vietnamese. */
const char *shell_language(const struct ctx *c);

#endif
