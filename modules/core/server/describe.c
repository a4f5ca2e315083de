/* --check and --routes. See describe.h; the OpenAPI document is in openapi.c. */
#include "core/server/describe.h"

#include <string.h>

#include "core/data/db.h"
#include "core/input/body.h"
#include "core/input/input.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/security/stores.h"
#include "core/server/ctx.h"
#include "core/server/dispatch.h"
#include "core/server/module.h"
#include "core/server/request.h"
#include "core/server/shared.h"
#include "core/server/shell.h"
#include "core/system/config.h"
#include "core/view/lint.h"
#include "core/view/template.h"
#include "core/view/view.h"

enum { REPORT_MOST = 1 << 20, SAMPLE_MOST = 4 << 20, BODY_USUAL = 1 << 20 };

static size_t
check_routes(const struct server_shared *shared, FILE *out)
{
	size_t problems = 0;

	for (size_t t = 0; t < shared->table_count; t++) {
		for (size_t i = 0; i < shared->counts[t]; i++) {
			const struct route *route = &shared->tables[t][i];
			const char *fault = input_check(route->input);

			if (route->path[0] != '/' || route->who == NULL || route->handler == NULL)
				fault = "no path, guard or handler";
			if (fault == NULL)
				continue;
			(void)fprintf(out, "route %s %s: %s\n", method_name(route->method), route->path, fault);
			problems++;
		}
	}
	return problems;
}

/* A visitor's request for the front page: what is around a page comes from the same function as when serving. */
static enum err
sample_request(const struct server_shared *shared, struct db *db, struct arena *arena, struct ctx *c)
{
	char *params[] = { "REQUEST_METHOD=GET", "DOCUMENT_URI=/", "REQUEST_ID=check", NULL };
	struct request *request = ARENA_NEW(arena, struct request);
	struct body *body = ARENA_NEW(arena, struct body);

	*c = (struct ctx){ .arena = arena,
		.db = db,
		.request = request,
		.config = shared->config,
		.module_config = shared->module->config,
		.messages = shared->messages,
		.language = MESSAGES_FIRST_LANGUAGE,
		.module = shared->module,
		.csrf = "check" };
	return request_parse(arena, params, body, request, &c->failure);
}

/* An absent name, a wrong kind of value, a label without its field: found here, not by the first visitor. */
static size_t
check_page(const struct server_shared *shared, const struct page_sample *sample, struct ctx *c, FILE *out)
{
	struct view *page = sample->sample(c->arena);
	struct buffer html, report;
	size_t problems;

	buffer_init(&html, c->arena, SAMPLE_MOST);
	buffer_init(&report, c->arena, REPORT_MOST);
	failure_clear(&c->failure);
	if (shell_add(c, page) ||
	    template_render(shared->templates, sample->name, page, &html, TEMPLATE_STRICT, &c->failure)) {
		(void)fprintf(out, "page %s: %s\n", sample->name, c->failure.log);
		return 1;
	}
	problems = lint_html(sample->name, html.data, html.size, &report);
	(void)fputs(report.data, out);
	return problems;
}

/* Every page with the view that names all it needs. */
static size_t
check_pages(const struct server_shared *shared, struct db *db, struct arena *arena, FILE *out)
{
	const struct module *module = shared->module;
	size_t problems = 0;
	struct ctx c;

	if (sample_request(shared, db, arena, &c)) {
		(void)fprintf(out, "pages: %s\n", c.failure.log);
		return 1;
	}
	for (size_t i = 0; i < module->page_count; i++)
		problems += check_page(shared, &module->pages[i], &c, out);
	return problems;
}

static size_t
check_texts(const struct server_shared *shared, struct arena *arena, FILE *out)
{
	struct buffer report;
	size_t problems = 0;

	buffer_init(&report, arena, REPORT_MOST);
	for (const char *const *folder = shared->template_folders; *folder != NULL; folder++)
		problems += lint_templates(*folder, &report) +
			    lint_texts(*folder, message_tree(shared->messages, MESSAGES_FIRST_LANGUAGE), &report);
	problems += messages_check(shared->messages, &report);
	(void)fputs(report.data, out);
	return problems;
}

static size_t
check_store(const struct store *store, struct db *db, FILE *out)
{
	size_t problems = db_check(db, store->statements, store->count, out);

	if (problems > 0)
		(void)fprintf(out, "store %s: %zu statements do not fit the schema\n", store->name, problems);
	return problems;
}

static size_t
check_statements(const struct module *module, struct db *db, FILE *out)
{
	size_t problems = 0;

	for (size_t i = 0; i < core_stores_count; i++)
		problems += check_store(core_stores[i], db, out);
	for (size_t i = 0; i < module->store_count; i++)
		problems += check_store(&module->stores[i], db, out);
	return problems;
}

size_t
describe_check(struct server_shared *shared, struct db *db, FILE *out)
{
	struct arena *arena = arena_new((size_t)256 << 20);
	size_t problems;

	db_set_arena(db, arena);
	problems = check_routes(shared, out);
	problems += check_pages(shared, db, arena, out);
	problems += check_texts(shared, arena, out);
	problems += check_statements(shared->module, db, out);
	db_finish(db);
	arena_free(arena);
	(void)fprintf(out, "%s: %zu problems\n", shared->module->name, problems);
	return problems;
}

static void
describe_table(const struct route *routes, size_t count, FILE *out)
{
	for (size_t i = 0; i < count; i++) {
		(void)fprintf(out, "%s\t%s\t%s\t%s\n", method_name(routes[i].method), routes[i].path,
		    routes[i].who->name, routes[i].summary != NULL ? routes[i].summary : "");
	}
}

void
describe_routes(const struct module *module, FILE *out)
{
	describe_table(core_routes, core_routes_count, out);
	for (size_t i = 0; i < module->table_count; i++)
		describe_table(module->tables[i].routes, module->tables[i].count, out);
}

/* "/ho-so/{code}/tep" as "^/ho-so/[^/]+/tep$". */
static void
print_pattern(const char *path, FILE *out)
{
	(void)fputc('^', out);
	for (const char *c = path; *c != '\0'; c++) {
		if (*c != '{') {
			(void)fputc(*c, out);
			continue;
		}
		/* The table's own check has seen that every brace is closed. */
		c += strcspn(c, "}");
		(void)fputs(c[-1] == '.' ? ".+" : "[^/]+", out);
	}
	(void)fputc('$', out);
}

void
describe_limits(const struct module *module, FILE *out)
{
	for (size_t t = 0; t < module->table_count; t++) {
		for (size_t i = 0; i < module->tables[t].count; i++) {
			const struct route *route = &module->tables[t].routes[i];
			uint64_t limit = dispatch_body_limit(route);

			if (route->method != POST || limit <= BODY_USUAL)
				continue;
			print_pattern(route->path, out);
			(void)fprintf(out, " %llu\n", (unsigned long long)limit);
		}
	}
}
