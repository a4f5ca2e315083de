/* The frame of a page. See shell.h. */
#include "core/server/shell.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/module.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/system/config.h"
#include "core/view/url.h"
#include "core/view/view.h"

enum { LANGUAGE_SECONDS = 365 * 24 * 3600 };

/* lang=xx in the query: the switch of languages on every page. */
static const char *
asked_language(const struct request *request)
{
	for (const char *part = request->query; part != NULL; part = strchr(part, '&')) {
		part += *part == '&';
		if (strncmp(part, "lang=", 5) == 0)
			return part + 5;
	}
	return NULL;
}

/* Is `text` this language's code, followed by one of `ends` or by nothing? */
static bool
names_language(const char *text, const char *language, const char *ends)
{
	size_t size = strlen(language);

	return text != NULL && strncmp(text, language, size) == 0 &&
	       (text[size] == '\0' || strchr(ends, text[size]) != NULL);
}

const char *
shell_language(const struct ctx *c)
{
	const char *const wishes[] = { c->request->path + (c->request->path[0] == '/'), asked_language(c->request),
		request_cookie(c->request, SHELL_LANGUAGE_COOKIE) };
	static const char *const ends[] = { "/", "&", "" };

	for (size_t wish = 0; wish < 3; wish++) {
		for (size_t i = 0; i < messages_language_count(c->messages); i++) {
			const char *language = messages_language(c->messages, i);

			if (names_language(wishes[wish], language, ends[wish]))
				return language;
		}
	}
	return MESSAGES_FIRST_LANGUAGE;
}

const char *
shell_path(const struct ctx *c)
{
	const char *path = c->request->path;

	for (size_t i = 0; i < messages_language_count(c->messages); i++) {
		const char *language = messages_language(c->messages, i);

		if (path[0] == '/' && names_language(path + 1, language, "/"))
			return path[1 + strlen(language)] == '/' ? path + 1 + strlen(language) : "/";
	}
	return path;
}

enum err
shell_remember_language(struct ctx *c)
{
	const char *known = request_cookie(c->request, SHELL_LANGUAGE_COOKIE);

	if (strcmp(known != NULL ? known : MESSAGES_FIRST_LANGUAGE, c->language) == 0)
		return OK;
	return respond_cookie(c, SHELL_LANGUAGE_COOKIE, c->language, LANGUAGE_SECONDS);
}

/* The same page in the next language of the catalogue. */
static const char *
other_language_url(struct ctx *c)
{
	size_t count = messages_language_count(c->messages);

	for (size_t i = 0; i < count; i++) {
		if (strcmp(messages_language(c->messages, i), c->language) == 0)
			return url_query_add(c->arena, arena_strdup(c->arena, shell_path(c)), "lang",
			    messages_language(c->messages, (i + 1) % count));
	}
	return NULL;
}

/* has_submission, has_payment ...: which modules this installation runs. */
static void
add_modules(struct ctx *c, struct view *shell)
{
	for (size_t i = 0; i < c->config->modules.count; i++)
		view_bool(shell, arena_printf(c->arena, "has_%s", c->config->modules.words[i]), true);
}

enum err
shell_add(struct ctx *c, struct view *page)
{
	struct view *shell = view_child(page, "shell");

	view_share(page, "t", message_tree(c->messages, c->language));
	view_text(shell, "language", c->language);
	view_text(shell, "title", view_as_text(view_find(page, "title")));
	view_text(shell, "csrf", c->csrf);
	view_text(shell, "path", c->request->path);
	view_text(shell, "request_id", c->request->id);
	view_bool(shell, "signed_in", c->session.kind != SESSION_NONE);
	view_bool(shell, "officer", c->session.kind == SESSION_OFFICER);
	view_bool(shell, "error", c->response.status >= 400 || c->errors != NULL);
	view_text(shell, "notices", NULL);
	view_bool(shell, "static", false);
	view_bool(shell, "front_national", c->config->front == FRONT_NATIONAL);
	view_url(shell, "home_url", "/");
	view_url(shell, "other_language_url", c->request->method == GET ? other_language_url(c) : NULL);
	add_modules(c, shell);
	return c->module->shell != NULL ? c->module->shell(c, shell) : OK;
}
