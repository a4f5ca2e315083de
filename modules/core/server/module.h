/*
 * A module: its tables and what runs it. Every executable of motcua is `return module_run(&workflow, argc, argv);`
 * and understands the same options:
 *   --config FILE [--config FILE]   configuration (required, first)
 *   --listen PATH                   UNIX socket to create, mode 0660; default: the listener is fd 0
 *   --jobs                          run the table of jobs instead of serving
 *   --verb NAME [ARGS...]           run one command-line verb
 *   --check                         configuration, routes, templates with their sample pages, texts, statements; each
 *                                   statement is prepared under the module's own account, so a missing right shows too
 *                                   (rights missing or too many: `dvcctl grants check`); prints what is wrong
 *   --routes | --limits | --openapi | --headers | --version
 */
#ifndef MOTCUA_CORE_SERVER_MODULE_H
#define MOTCUA_CORE_SERVER_MODULE_H

#include <stddef.h>

#include "core/err.h"
#include "core/server/route.h"
#include "core/system/jobs.h"

struct arena;
struct config_key;
struct core_config;
struct ctx;
struct db;
struct db_statement;
struct messages;
struct sign_in_provider;
struct view;

/* One store file's statements. */
struct store {
	const char *name;
	const struct db_statement *statements;
	size_t count;
};

struct route_table {
	const struct route *routes;
	size_t count;
};

/* A page template with a view that fills every name in it: --check and the tests render it strictly. */
struct page_sample {
	const char *name; /* "workflow/dossier" */
	struct view *(*sample)(struct arena *arena);
};

/* A command that dvcctl hands to this module: `motcua-catalogue --config F --verb publish`. Exit code as returned. */
struct verb_ctx {
	struct arena *arena;
	struct db *db;
	struct failure failure;
	const struct core_config *config;
	const void *module_config;
	const struct messages *messages;
	const struct module *module;
};
struct verb {
	const char *name, *usage, *summary;
	int (*run)(struct verb_ctx *v, int argc, char **argv); /* argv[0] is the verb */
};

struct module {
	const char *name;
	const struct route_table *tables; /* its own and those it mounts (sign-in) */
	size_t table_count;
	const struct store *stores; /* core's own are checked for every module */
	size_t store_count;
	const struct page_sample *pages;
	size_t page_count;
	const struct config_key *config_keys; /* NULL: none of its own */
	size_t config_key_count;
	void *config;
	const struct job *jobs;
	size_t job_count;
	const struct verb *verbs;
	size_t verb_count;
	/* Where accounts are, for a module that mounts sign_in_table; NULL otherwise. */
	const struct sign_in_provider *sign_in;
	/* Adds to the shell of every page what core cannot know: navigation, the officer's name. May be NULL. */
	enum err (*shell)(struct ctx *c, struct view *shell);
	/* Once, after the configuration is read, before anything runs; may not use the database. May be NULL. */
	enum err (*start)(const struct core_config *config, struct failure *failure);
};

/* Runs until SIGTERM or SIGINT (or prints and ends); the process's exit code. */
int module_run(const struct module *module, int argc, char **argv);

/* A connection of the module's own account, without a limit of time, for jobs and verbs: one more beside theirs. db_close ends it. */
struct db *module_db_open(const struct core_config *config);

#define ROUTE_TABLE(table)                                                                                             \
	{                                                                                                              \
		(table), sizeof(table) / sizeof((table)[0])                                                            \
	}

#endif
