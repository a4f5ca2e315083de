/* dvcctl: the table of its commands, its configuration and the start of one of them. */
#include <string.h>
#include <sys/resource.h>

#include "core/data/db.h"

#include "dvcctl.h"
#include "texts.h"

enum { CONFIG_FILES_MAX = 4, MEMORY_LIMIT = 256 << 20 };

struct verb {
	const char *name, *synopsis, *summary;
	int (*run)(struct dvcctl *d, int argc, char **argv);
	const char *module; /* who runs it, where dvcctl does not */
	const char *object; /* only with this first argument; NULL: with any */
};

/* clang-format off */
static const struct verb verbs[] = {
	{ "migrate", "migrate [--dry-run|--break-lease]", TEXT_MIGRATE, verb_migrate, NULL },
	{ "grants",  "grants [check|apply]",              TEXT_GRANTS,  verb_grants,  NULL },
	{ "owners",  "owners",                            TEXT_OWNERS,  verb_owners,  NULL },
	{ "setting", "setting get NAME | set NAME VALUE", TEXT_SETTINGS, verb_setting, NULL },
	{ "states",  "states",                            TEXT_STATES,  verb_states,  NULL },
	{ "verify",  "verify NUMBER | --all | --files",   TEXT_VERIFY,  verb_verify, NULL },
	{ "load",    "load FOLDER|FILE...",               TEXT_LOAD,    NULL, "catalogue" },
	{ "publish", "publish",                           TEXT_PUBLISH, NULL, "catalogue" },
	{ "import",  "import procedures FILE [--dry-run] [--all-or-nothing] [--resume] ...", TEXT_IMPORT_PROCEDURES, NULL,
	    "catalogue", "procedures" },
	{ "export",  "export procedures FILE.json|.xml|.csv|.xlsx", TEXT_EXPORT, NULL, "catalogue" },
	{ "bundle",  "bundle export FILE CODE...|--all | check FILE | import FILE ... | key", TEXT_BUNDLE, NULL, "catalogue" },
	{ "simulate", "simulate [PROCEDURE]",             TEXT_SIMULATE, NULL, "catalogue" },
	{ "import",  "import organisation FILE ... | dossiers FILE", TEXT_IMPORT, NULL, "workflow" },
};
/* clang-format on */
enum { VERB_COUNT = sizeof(verbs) / sizeof(verbs[0]) };

static const char *const sign_ins[] = { [SIGN_IN_SOCKET] = "socket", [SIGN_IN_PASSWORD] = "password", NULL };
static const struct config_key own_keys[] = {
	CONFIG_KEY(struct dvcctl_config, migrations, CONFIG_PATH, .fallback = NULL),
	CONFIG_KEY(struct dvcctl_config, grants, CONFIG_PATH, .fallback = NULL),
	CONFIG_KEY(struct dvcctl_config, secrets, CONFIG_PATH, .fallback = "secrets"),
	CONFIG_KEY(struct dvcctl_config, accounts, CONFIG_CHOICE, .fallback = "password", .choices = sign_ins),
};

static int
usage(void)
{
	(void)fputs(TEXT_USAGE, stderr);
	for (size_t i = 0; i < VERB_COUNT; i++)
		(void)fprintf(stderr, TEXT_USAGE_VERB, verbs[i].synopsis, verbs[i].summary);
	return EXIT_USAGE;
}

static const struct verb *
verb_named(const char *name, const char *object)
{
	for (size_t i = 0; i < VERB_COUNT; i++)
		if (strcmp(verbs[i].name, name) == 0 &&
		    (verbs[i].object == NULL || (object != NULL && strcmp(verbs[i].object, object) == 0)))
			return &verbs[i];
	return NULL;
}

static enum err
load_config(struct dvcctl *d)
{
	const struct config_table tables[] = {
		{ core_config_keys, core_config_keys_count, &d->core },
		{ own_keys, sizeof(own_keys) / sizeof(own_keys[0]), &d->own },
	};

	return config_load_files(d->arena, d->config_files, d->config_file_count, tables, 2, &d->failure);
}

static int
run(struct dvcctl *d, const struct verb *verb, int argc, char **argv)
{
	struct db_config config;
	int code;

	if (verb->run == NULL)
		return verb_of_module(d, verb->module, argc, argv);
	if (load_config(d) != OK)
		return dvcctl_failed(d);
	config = (struct db_config){
		.socket = d->core.database_socket,
		.user = d->core.database_user,
		.password = (const char *)d->core.database_password.data,
		.schema = d->core.database_name,
	};
	d->db = db_open(&config);
	db_set_arena(d->db, d->arena);
	db_set_failure(d->db, &d->failure);
	code = verb->run(d, argc, argv);
	db_finish(d->db);
	db_close(d->db);
	if (code == EXIT_USAGE)
		(void)fprintf(stderr, TEXT_WRONG_USE, verb->synopsis);
	return code;
}

int
main(int argc, char **argv)
{
	const struct rlimit no_core = { 0, 0 };
	const char *files[CONFIG_FILES_MAX];
	struct dvcctl d = { .out = stdout, .config_files = files };
	const struct verb *verb;
	int at = 1, code;

	(void)setrlimit(RLIMIT_CORE, &no_core); /* passwords are in memory */
	for (; at + 1 < argc && strcmp(argv[at], "--config") == 0 && d.config_file_count < CONFIG_FILES_MAX; at += 2)
		files[d.config_file_count++] = argv[at + 1];
	if (d.config_file_count == 0 || at >= argc)
		return usage();
	if ((verb = verb_named(argv[at], argv[at + 1])) == NULL) {
		(void)fprintf(stderr, TEXT_UNKNOWN_VERB, argv[at]);
		return usage();
	}
	d.arena = arena_new(MEMORY_LIMIT);
	code = run(&d, verb, argc - at, argv + at);
	arena_free(d.arena);
	return code;
}
