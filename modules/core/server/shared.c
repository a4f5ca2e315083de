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

static enum err
list_tables(struct server_shared *shared, const struct module *module, struct failure *failure)
{
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
	return OK;
}

/* A folder of the province, or NULL: one that replaces no template has no such folder. */
static const char *
province_folder(struct arena *arena, const struct core_config *config, const char *name)
{
	const char *folder;

	if (config->province == NULL || config->provinces == NULL)
		return NULL;
	folder = arena_printf(arena, "%s/%s/%s", config->provinces, config->province, name);
	return access(folder, R_OK | X_OK) == 0 ? folder : NULL;
}

static enum err
load_templates(struct server_shared *shared, struct arena *arena, struct failure *failure)
{
	const char *own = province_folder(arena, shared->config, "templates");
	size_t count = 0;

	if (own != NULL)
		shared->template_folders[count++] = own;
	shared->template_folders[count] = shared->config->templates;
	shared->templates = templates_load(arena, shared->template_folders, failure);
	if (shared->templates != NULL)
		return OK;
	return failure->code ? failure->code : ERR_INTERNAL;
}

static enum err
load_messages(struct server_shared *shared, struct arena *arena, struct failure *failure)
{
	const char *own = province_folder(arena, shared->config, "messages");
	struct messages *messages = messages_load(arena, shared->config->messages, failure);

	if (messages == NULL)
		return failure->code ? failure->code : ERR_INTERNAL;
	shared->messages = messages;
	return own != NULL ? messages_overlay(messages, own, failure) : OK;
}

enum err
server_shared_init(struct server_shared *shared, struct arena *arena, const struct module *module,
    const struct core_config *config, struct failure *failure)
{
	enum err err;

	*shared = (struct server_shared){ .module = module, .config = config };
	shared->session_cookie = config->secure_cookies ? "__Host-motcua" : "motcua";
	shared->csrf_cookie = config->secure_cookies ? "__Host-motcua-form" : "motcua-form";
	if ((err = list_tables(shared, module, failure)) || (err = load_messages(shared, arena, failure)) ||
	    (err = load_templates(shared, arena, failure)))
		return err;
	shared->metrics = make_metrics(shared, arena);
	return OK;
}
