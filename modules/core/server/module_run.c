/* The options that every executable understands. See module.h. */
#include "core/server/module.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <curl/curl.h>
#include <jansson.h>

#include "core/data/db.h"
#include "core/locale/messages.h"
#include "core/memory/arena.h"
#include "core/server/describe.h"
#include "core/server/front.h"
#include "core/server/headers.h"
#include "core/server/shared.h"
#include "core/system/config.h"
#include "core/system/log.h"

enum { CONFIGS_MOST = 8 };
#define PROCESS_LIMIT ((size_t)256 << 20) /* templates, messages and configuration of one process */

enum action { SERVE, JOBS, VERB, CHECK, ROUTES, LIMITS, OPENAPI, HEADERS, VERSION };

struct options {
	enum action action;
	const char *configs[CONFIGS_MOST];
	size_t config_count;
	const char *listen;
	bool once;
	int verb_at; /* index into argv */
};

static int
usage(const char *program)
{
	(void)fprintf(stderr,
	    "usage: %s --config FILE [--config FILE]... [--listen PATH | --jobs [--once] | --verb NAME [ARG]... | "
	    "--check | "
	    "--routes | --limits | --openapi | --headers | --version]\n",
	    program);
	return EXIT_FAILURE;
}

static bool
read_flag(struct options *o, const char *flag)
{
	static const struct {
		const char *name;
		enum action action;
	} flags[] = {
		{ "--jobs", JOBS },
		{ "--check", CHECK },
		{ "--routes", ROUTES },
		{ "--limits", LIMITS },
		{ "--openapi", OPENAPI },
		{ "--headers", HEADERS },
		{ "--version", VERSION },
	};

	if (strcmp(flag, "--once") == 0) {
		o->once = true;
		return true;
	}
	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		if (strcmp(flags[i].name, flag) == 0) {
			o->action = flags[i].action;
			return true;
		}
	}
	return false;
}

static bool
read_options(struct options *o, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		bool more = i + 1 < argc;

		if (strcmp(argv[i], "--config") == 0 && more && o->config_count < CONFIGS_MOST) {
			o->configs[o->config_count++] = argv[++i];
		} else if (strcmp(argv[i], "--listen") == 0 && more) {
			o->listen = argv[++i];
		} else if (strcmp(argv[i], "--verb") == 0 && more) {
			o->action = VERB;
			o->verb_at = i + 1;
			return true;
		} else if (!read_flag(o, argv[i])) {
			return false;
		}
	}
	return true;
}

static enum err
load_config(const struct module *module, const struct options *o, struct arena *arena, struct core_config *config,
    struct failure *failure)
{
	const struct config_table tables[] = {
		{ core_config_keys, core_config_keys_count, config },
		{ module->config_keys, module->config_key_count, module->config },
	};
	enum err err =
	    config_load_files(arena, o->configs, o->config_count, tables, module->config_keys != NULL ? 2 : 1, failure);

	if (!err && module->start != NULL)
		err = module->start(config, failure);
	return err;
}

struct db *
module_db_open(const struct core_config *config)
{
	const struct db_config db_config = {
		.socket = config->database_socket,
		.user = config->database_user,
		.password = config->database_password.size > 0 ? (const char *)config->database_password.data : NULL,
		.schema = config->database_name,
	};
	struct db *db = db_open(&db_config);

	db_allow_test_clock(db, config->test_clock);
	db_set_statement_time(db, 0);
	return db;
}

static int
run_verb(const struct module *module, struct server_shared *shared, int argc, char **argv)
{
	struct verb_ctx v = { .arena = arena_new(PROCESS_LIMIT),
		.db = module_db_open(shared->config),
		.config = shared->config,
		.module_config = module->config,
		.messages = shared->messages,
		.module = module };
	int code = EXIT_FAILURE;
	size_t i = 0;

	db_set_arena(v.db, v.arena);
	db_set_failure(v.db, &v.failure);
	while (i < module->verb_count && strcmp(module->verbs[i].name, argv[0]) != 0)
		i++;
	if (i < module->verb_count)
		code = module->verbs[i].run(&v, argc, argv);
	else
		(void)fprintf(stderr, "%s has no verb %s\n", module->name, argv[0]);
	if (v.failure.code != OK)
		(void)fprintf(stderr, "%s: %s (%s:%d) %s\n", argv[0], err_name(v.failure.code), v.failure.file,
		    v.failure.line, v.failure.log);
	db_finish(v.db);
	db_close(v.db);
	arena_free(v.arena);
	return code;
}

static int
run_jobs(const struct module *module, struct server_shared *shared, bool once)
{
	struct job_ctx j = { .arena = arena_new(PROCESS_LIMIT),
		.db = module_db_open(shared->config),
		.config = shared->config,
		.module_config = module->config,
		.messages = shared->messages,
		.module = module };
	int code = jobs_run(module, &j, once);

	db_close(j.db);
	arena_free(j.arena);
	return code;
}

static int
serve(struct server_shared *shared, const char *path)
{
	int listener = path != NULL ? front_listen(path) : STDIN_FILENO;

	if (listener < 0) {
		(void)fprintf(stderr, "%s: %s\n", path, strerror(errno));
		return EXIT_FAILURE;
	}
	return front_run(shared, listener);
}

static int
run(const struct module *module, const struct options *o, struct server_shared *shared, int argc, char **argv)
{
	switch (o->action) {
	case JOBS: return run_jobs(module, shared, o->once);
	case VERB: return run_verb(module, shared, argc - o->verb_at, argv + o->verb_at);
	case CHECK: {
		struct db *db = module_db_open(shared->config);
		int code = describe_check(shared, db, stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;

		db_close(db);
		return code;
	}
	default: return serve(shared, o->listen);
	}
}

static int
load_and_run(const struct module *module, const struct options *o, int argc, char **argv)
{
	struct arena *arena = arena_new(PROCESS_LIMIT);
	struct core_config config = { 0 };
	struct server_shared shared;
	struct failure failure = { 0 };
	int code = EXIT_FAILURE;

	if (load_config(module, o, arena, &config, &failure)) {
		(void)fprintf(stderr, "%s: %s\n", module->name, failure.log);
	} else if (o->action == HEADERS) {
		headers_print(&config, stdout);
		code = EXIT_SUCCESS;
	} else if (server_shared_init(&shared, arena, module, &config, &failure)) {
		(void)fprintf(stderr, "%s: %s\n", module->name, failure.log);
	} else {
		code = run(module, o, &shared, argc, argv);
	}
	arena_free(arena);
	return code;
}

int
module_run(const struct module *module, int argc, char **argv)
{
	struct options o = { .action = SERVE };

	if (!read_options(&o, argc, argv))
		return usage(argv[0]);
	log_start(module->name, LOG_INFO);
	/* Before any thread: jansson's hash seed and curl's tables are global. */
	json_object_seed(0);
	(void)curl_global_init(CURL_GLOBAL_DEFAULT);
	switch (o.action) {
	case VERSION: (void)printf("%s %s\n", module->name, MOTCUA_VERSION); return EXIT_SUCCESS;
	case ROUTES: describe_routes(module, stdout); return EXIT_SUCCESS;
	case LIMITS: describe_limits(module, stdout); return EXIT_SUCCESS;
	case OPENAPI: return describe_openapi(module, stdout) == OK ? EXIT_SUCCESS : EXIT_FAILURE;
	default: break;
	}
	return o.config_count > 0 ? load_and_run(module, &o, argc, argv) : usage(argv[0]);
}
