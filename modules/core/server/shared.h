/*
 * What all worker threads of a process read and none changes: made once at start. Core's own; modules see struct ctx.
 */
#ifndef MOTCUA_CORE_SERVER_SHARED_H
#define MOTCUA_CORE_SERVER_SHARED_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/route.h"

struct arena;
struct core_config;
struct ctx;
struct db;
struct messages;
struct metrics;
struct module;
struct request;
struct templates;

enum { SERVER_TABLES_MOST = 16 };

struct server_shared {
	const struct module *module;
	const struct core_config *config;
	const struct messages *messages;
	const struct templates *templates;
	const char *template_folders[3]; /* the province's, if it has one, before ours; NULL-terminated */
	struct metrics *metrics;
	const struct route *tables[SERVER_TABLES_MOST]; /* core's own first, then the module's */
	size_t counts[SERVER_TABLES_MOST];
	size_t table_count;
	const char *session_cookie, *csrf_cookie;
	unsigned template_flags; /* strict in tests */
};

/*
 * Loads templates and messages, lists the routes. What a province puts into conf/provinces/<name>/templates replaces
 * ours file by file, what into .../messages text by text. `arena` lives as long as the process.
 */
enum err server_shared_init(struct server_shared *shared, struct arena *arena, const struct module *module,
    const struct core_config *config, struct failure *failure) MUST_CHECK;

/* The route's place among all of the process (for metrics); the number of routes for NULL. */
size_t server_route_index(const struct server_shared *shared, const struct route *route);

/* core_routes: what every module answers: /api/csrf, /-/health, /-/metrics. */
extern const struct route core_routes[];
extern const size_t core_routes_count;

#endif
