/* The pages of sign-in. See sign_in_view.h. */
#include "core/security/sign_in_view.h"

#include <stddef.h>

#include "core/memory/arena.h"
#include "core/security/sign_in.h"
#include "core/server/again.h"
#include "core/server/ctx.h"
#include "core/server/module.h"
#include "core/server/respond.h"
#include "core/view/part.h"
#include "core/view/view.h"

/* One line of text to type, as partials/input wants it. */
struct line {
	const char *name, *label, *hint, *value, *type, *width, *autocomplete, *inputmode, *error;
};

static void
add_line(struct view *page, const struct line *line)
{
	struct view *input = view_child(page, line->name);

	part_field(input, line->name, line->label, line->hint, line->error, false);
	view_text(input, "value", line->value);
	view_text(input, "type", line->type);
	view_text(input, "width", line->width);
	view_text(input, "autocomplete", line->autocomplete);
	view_text(input, "inputmode", line->inputmode);
}

static struct view *
page_of(struct ctx *c, const char *title, const char *next)
{
	struct view *page = view_object(c->arena);

	view_text(page, "title", ctx_text(c, title));
	view_text(page, "next", next);
	again_errors(c, page);
	return page;
}

static void
add_login(struct ctx *c, struct view *page, const char *label, const char *hint, const char *autocomplete)
{
	const struct line line = { .name = "login",
		.label = ctx_text(c, label),
		.hint = hint != NULL ? ctx_text(c, hint) : NULL,
		.value = again_typed(c, "login", ""),
		.type = "text",
		.autocomplete = autocomplete,
		.error = again_error(c, "login") };

	add_line(page, &line);
}

static void
add_password(struct ctx *c, struct view *page, const char *hint)
{
	const struct line line = { .name = "password",
		.label = ctx_text(c, "sign_in.password"),
		.hint = hint != NULL ? ctx_text(c, hint) : NULL,
		.value = "",
		.type = "password",
		.autocomplete = "current-password",
		.error = again_error(c, "password") };

	add_line(page, &line);
}

static void
add_code(struct ctx *c, struct view *page, const char *label, const char *hint)
{
	const struct line line = { .name = "code",
		.label = ctx_text(c, label),
		.hint = ctx_text(c, hint),
		.value = "",
		.type = "text",
		.width = "10",
		.autocomplete = "one-time-code",
		.inputmode = "numeric",
		.error = again_error(c, "code") };

	add_line(page, &line);
}

enum err
sign_in_citizen_page(struct ctx *c, const char *next)
{
	struct view *page = page_of(c, "sign_in.title", next);
	bool codes = c->module->sign_in->send_code != NULL;

	add_login(c, page, "sign_in.login", "sign_in.login_hint", "username");
	add_password(c, page, codes ? "sign_in.password_hint" : NULL);
	view_bool(page, "codes", codes);
	return respond_page(c, "core/sign_in", page);
}

enum err
sign_in_officer_page(struct ctx *c, const char *next)
{
	struct view *page = page_of(c, "sign_in.officer_title", next);

	add_login(c, page, "sign_in.officer_login", NULL, "username");
	add_password(c, page, NULL);
	add_code(c, page, "sign_in.factor", "sign_in.factor_hint");
	return respond_page(c, "core/sign_in_office", page);
}

enum err
sign_in_code_page(struct ctx *c, const char *login, const char *next)
{
	struct view *page = page_of(c, "sign_in.code_title", next);

	view_text(page, "address", login);
	add_code(c, page, "sign_in.code", "sign_in.code_hint");
	return respond_page(c, "core/sign_in_code", page);
}
