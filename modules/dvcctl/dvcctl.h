/*
 * dvcctl, the command line for hosting teams: what its verbs share. It works with an administrator's database account
 * and changes schema, rights and settings; business data it leaves to the modules that own them.
 */
#ifndef MOTCUA_DVCCTL_DVCCTL_H
#define MOTCUA_DVCCTL_DVCCTL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/system/config.h"

struct db;

enum sign_in { SIGN_IN_SOCKET, SIGN_IN_PASSWORD };

struct dvcctl_config {
	const char *migrations, *grants; /* folders */
	const char *secrets;             /* folder of database-<module>, the passwords of the accounts */
	int accounts;                    /* enum sign_in: how the modules' accounts sign in to MariaDB */
};

struct dvcctl {
	struct arena *arena;
	struct db *db;
	FILE *out; /* what the verb has to say */
	struct failure failure;
	struct core_config core;
	struct dvcctl_config own;
	const char *const *config_files;
	size_t config_file_count;
};

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* The verbs; argv[0] is the verb's name; the exit code. */
int verb_migrate(struct dvcctl *d, int argc, char **argv);
int verb_grants(struct dvcctl *d, int argc, char **argv);
int verb_owners(struct dvcctl *d, int argc, char **argv);
int verb_setting(struct dvcctl *d, int argc, char **argv);
int verb_states(struct dvcctl *d, int argc, char **argv);
int verb_verify(struct dvcctl *d, int argc, char **argv);
/* Runs the verb in the program of the module that owns it, which takes this one's place; returns only if that fails. */
int verb_of_module(struct dvcctl *d, const char *module, int argc, char **argv);

/* Says why and answers EXIT_FAILED. */
int dvcctl_failed(struct dvcctl *d);

#endif
