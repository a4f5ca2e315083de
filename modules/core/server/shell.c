/* The frame of a page. See shell.h. */
#include "core/server/shell.h"

#include <string.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/module.h"
#include "core/server/request.h"
#include "core/system/config.h"
#include "core/view/view.h"

const char *
shell_language(const struct ctx *c)
{
	const char *wanted = request_cookie(c->request, "lang");

	for (size_t i = 0; i < messages_language_count(c->messages); i++) {
		const char *language = messages_language(c->messages, i);
		size_t size = strlen(language);

		if (c->request->path[0] == '/' && strncmp(c->request->path + 1, language, size) == 0 &&
		    c->request->path[size + 1] == '/')
			return language;
		if (wanted != NULL && strcmp(wanted, language) == 0)
			return language;
	}
	return MESSAGES_FIRST_LANGUAGE;
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
	view_bool(shell, "error", c->response.status >= 400);
	view_bool(shell, "static", false);
	view_bool(shell, "front_national", c->config->front == FRONT_NATIONAL);
	view_url(shell, "home_url", "/");
	view_url(shell, "other_language_url", NULL);
	add_modules(c, shell);
	return c->module->shell != NULL ? c->module->shell(c, shell) : OK;
}
