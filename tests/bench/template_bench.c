/* What one page costs: building the view of a list of 50 rows, and rendering it inside a layout (some 12 KB). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/view/json.h"
#include "core/view/template.h"
#include "core/view/view.h"

enum { ROWS = 50, ROUNDS = 20000 };

static const char layout[] =
    "<!doctype html><html lang=\"{{lang}}\"><head><title>{{$title}}{{t.title}}{{/title}}</title></head>\n"
    "<body><header>{{t.title}}</header><main id=\"main\">\n{{$content}}{{/content}}\n</main></body></html>\n";
static const char page[] =
    "{{<layout}}{{$title}}{{t.list}}{{/title}}{{$content}}\n<table><tbody>\n{{#rows}}\n"
    "<tr class=\"{{#late}}late{{/late}}\"><td><a href=\"{{url}}\">{{code}}</a></td><td>{{applicant}}</td>"
    "<td>{{procedure}}</td><td>{{state}}</td><td>{{t.due}} {{due}}</td><td>{{version}}</td></tr>\n"
    "{{/rows}}\n</tbody></table>\n{{/content}}{{/layout}}\n";

static struct view *
build(struct arena *arena, const struct view *texts)
{
	struct view *root = view_object(arena), *rows = view_list(root, "rows");

	view_text(root, "lang", "vi");
	view_share(root, "t", texts);
	for (int i = 0; i < ROWS; i++) {
		struct view *row = view_item(rows);

		view_text(row, "code", "H01-261121-0001");
		view_url(row, "url", "/can-bo/ho-so/H01-261121-0001");
		view_text(row, "applicant", "Nguyen Thi Minh Khai & sons");
		view_text(row, "procedure", "Registration of a household business, first time, at the counter");
		view_text(row, "state", "Received");
		view_text(row, "due", "16:30 25/11/2026");
		view_int(row, "version", i);
		view_bool(row, "late", i % 7 == 0);
	}
	return root;
}

static double
seconds(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int
main(void)
{
	struct arena *lasting = arena_new(ARENA_REQUEST_LIMIT), *request = arena_new(ARENA_REQUEST_LIMIT);
	struct templates *templates = templates_new(lasting);
	struct view *texts = view_object(lasting);
	struct failure failure = { 0 };
	double times[3] = { 0 };
	size_t size = 0;

	for (int i = 0; i < 40; i++)
		view_text(texts, arena_printf(lasting, "text%d", i), "A text of the catalogue");
	view_text(texts, "title", "One counter");
	view_text(texts, "list", "Dossiers");
	view_text(texts, "due", "Due");
	if (templates_add(templates, "layout", layout, strlen(layout), &failure) ||
	    templates_add(templates, "page", page, strlen(page), &failure) || templates_link(templates, &failure))
		return EXIT_FAILURE;
	for (int i = 0; i < ROUNDS; i++) {
		double start = seconds(), built, rendered;
		struct view *root = build(request, texts);
		struct buffer html, json;

		built = seconds();
		buffer_init(&html, request, (size_t)1 << 20);
		if (template_render(templates, "page", root, &html, 0, &failure))
			return EXIT_FAILURE;
		rendered = seconds();
		buffer_init(&json, request, (size_t)1 << 20);
		json_write(&json, root);
		times[0] += built - start;
		times[1] += rendered - built;
		times[2] += seconds() - rendered;
		size = html.size;
		arena_reset(request);
	}
	(void)printf("page of %zu bytes, %d rows: view %.1f us, html %.1f us, json %.1f us\n", size, ROWS,
	    times[0] / ROUNDS * 1e6, times[1] / ROUNDS * 1e6, times[2] / ROUNDS * 1e6);
	arena_free(request);
	arena_free(lasting);
	return EXIT_SUCCESS;
}
