/* The page from which a form can be sent again. See send_again.h. */
#include "core/server/send_again.h"

#include <string.h>

#include "core/input/field.h"
#include "core/memory/arena.h"
#include "core/server/ctx.h"
#include "core/server/request.h"
#include "core/server/respond.h"
#include "core/view/url.h"
#include "core/view/view.h"

/* A password is never written into a page. */
static bool
is_secret(const struct ctx *c, const char *name)
{
	const struct input *input = c->route != NULL ? c->route->input : NULL;

	for (size_t i = 0; input != NULL && i < input->count; i++) {
		if (input->fields[i].type == FIELD_SECRET && strcmp(input->fields[i].name, name) == 0)
			return true;
	}
	return false;
}

enum err
send_again_page(struct ctx *c, int status, const char *sign_in)
{
	struct view *page = view_object(c->arena);
	struct view *fields = view_list(page, "fields");
	const char *action = c->request->path;
	bool files = false;

	if (c->request->query[0] != '\0')
		action = arena_printf(c->arena, "%s?%s", action, c->request->query);
	for (size_t i = 0; c->raw != NULL && i < c->raw->count; i++) {
		const struct input_pair *pair = &c->raw->pairs[i];
		struct view *field;

		files = files || pair->file != NULL;
		if (pair->value == NULL || is_secret(c, pair->name))
			continue;
		field = view_item(fields);
		view_text(field, "name", pair->name);
		view_text(field, "value", pair->value);
	}
	view_text(page, "title", ctx_text(c, "send_again.title"));
	view_url(page, "action", url_is_local(action) ? action : "/");
	view_text(page, "once", c->once);
	view_bool(page, "files_lost", files);
	view_url(page, "sign_in_url", sign_in);
	return respond_page_status(c, status, "core/send_again", page);
}
