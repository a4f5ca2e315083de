/*
 * Any bytes as a template: compiling, rendering and both lints stay within their memory, and a text of the view never
 * reaches the page unescaped.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/lint.h"
#include "core/view/template.h"
#include "core/view/view.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A piece that only an unescaped value of ours can put into the page: the input itself must not hold it. */
static const char hostile[] = "\x02<\"'&>\x03";

static struct view *
page_view(struct arena *arena)
{
	struct view *root = view_object(arena), *list = view_list(root, "l");

	view_text(root, "x", hostile);
	view_int(root, "n", 7);
	view_bool(root, "b", true);
	view_url(root, "u", "/a?b&c");
	view_text(root, "z", NULL);
	for (int i = 0; i < 3; i++)
		view_text(view_item(list), "x", hostile);
	view_item_text(list, hostile);
	view_share(view_child(root, "o"), "x", root);
	return root;
}

/* What a contract rules out has happened. */
static void
demand(bool holds)
{
	if (!holds)
		abort();
}

static void
render(struct arena *arena, const char *source, size_t size)
{
	static const char other[] = "[{{$a}}{{x}}{{/a}}\n  {{$b}}\n  {{/b}}]\n";
	struct templates *templates = templates_new(arena);
	struct buffer out, report;
	enum err err;

	buffer_init(&out, arena, 65536);
	buffer_init(&report, arena, 65536);
	if (templates_add(templates, "p", source, size, NULL) ||
	    templates_add(templates, "q", other, strlen(other), NULL))
		return;
	err = templates_link(templates, NULL);
	demand(err == OK || err == ERR_NOT_FOUND);
	err = template_render(templates, "p", page_view(arena), &out, 0, NULL);
	demand(err == OK || err == ERR_INTERNAL || err == ERR_TOO_LARGE);
	demand(memchr(source, hostile[0], size) != NULL || memmem(out.data, out.size, hostile, 2) == NULL);
	demand(lint_html("p", out.data, out.size, &report) > 0 || report.size == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new((size_t)64 << 20);
	char *source = size == 0 ? NULL : malloc(size);
	struct buffer report;

	buffer_init(&report, arena, 65536);
	if (source != NULL) {
		memcpy(source, data, size);
		demand(lint_template("p", source, size, &report) > 0 || report.size == 0);
		render(arena, source, size);
	}
	free(source);
	arena_free(arena);
	return 0;
}
