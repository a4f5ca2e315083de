/* Making what the worker threads share. See shared.h. */
#include "core/server/shared.h"

#include <unistd.h>

#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/module.h"
#include "core/system/config.h"
#include "core/system/metrics.h"
#include "core/view/template.h"

size_t
server_route_index(const struct server_shared *shared, const struct route *route)
{
	size_t index = 0;

	for (size_t t = 0; t < shared->table_count; t++) {
		if (route >= shared->tables[t] && route < shared->tables[t] + shared->counts[t])
			return index + (size_t)(route - shared->tables[t]);
		index += shared->counts[t];
	}
	return index;
}

static struct metrics *
make_metrics(const struct server_shared *shared, struct arena *arena)
{
	size_t total = server_route_index(shared, NULL), index = 0;
	const char **labels = arena_array(arena, total + 1, sizeof(*labels));

	for (size_t t = 0; t < shared->table_count; t++) {
		for (size_t i = 0; i < shared->counts[t]; i++, index++)
			labels[index] = arena_printf(
			    arena, "%s %s", method_name(shared->tables[t][i].method), shared->tables[t][i].path);
	}
	return metrics_new(arena, shared->module->name, labels, total);
}

enum err
server_shared_init(struct server_shared *shared, struct arena *arena, const struct module *module,
    const struct core_config *config, struct failure *failure)
{
	const char *folders[3] = { config->templates, NULL, NULL };

	*shared = (struct server_shared){ .module = module, .config = config };
	shared->tables[0] = core_routes;
	shared->counts[0] = core_routes_count;
	shared->table_count = 1;
	for (size_t i = 0; i < module->table_count; i++) {
		if (shared->table_count == SERVER_TABLES_MOST)
			return FAILURE(
			    failure, ERR_INTERNAL, NULL, NULL, "module %s mounts too many tables", module->name);
		shared->tables[shared->table_count] = module->tables[i].routes;
		shared->counts[shared->table_count++] = module->tables[i].count;
	}
	/* A province that replaces no template has no such folder. */
	if (config->province != NULL && config->provinces != NULL) {
		const char *own = arena_printf(arena, "%s/%s/templates", config->provinces, config->province);

		if (access(own, R_OK) == 0) {
			folders[0] = own;
			folders[1] = config->templates;
		}
	}
	shared->session_cookie = config->secure_cookies ? "__Host-motcua" : "motcua";
	shared->csrf_cookie = config->secure_cookies ? "__Host-motcua-form" : "motcua-form";
	if ((shared->messages = messages_load(arena, config->messages, failure)) == NULL ||
	    (shared->templates = templates_load(arena, folders, failure)) == NULL)
		return failure->code ? failure->code : ERR_INTERNAL;
	shared->metrics = make_metrics(shared, arena);
	return OK;
}
