/*
 * Commands that belong to a module run in that module's own program, with its own configuration and rights; started by
 * root, as that module's own user where the system has one.
 */
#include <errno.h>
#include <grp.h>
#include <libgen.h>
#include <limits.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "dvcctl.h"
#include "texts.h"

enum { ARGUMENTS_MAX = 64 };

/* The program of the module, in the folder of this one. */
static const char *
program_of(struct dvcctl *d, const char *module)
{
	char self[PATH_MAX] = "";

	if (readlink("/proc/self/exe", self, sizeof(self) - 1) < 0)
		return NULL;
	return arena_printf(d->arena, "%s/motcua-%s", dirname(self), module);
}

/* From root to the module's user, for good. Without such a user (a private instance) things stay as they are. */
static bool
become(struct dvcctl *d, const char *module)
{
	const struct passwd *user;

	if (geteuid() != 0 || (user = getpwnam(arena_printf(d->arena, "motcua_%s", module))) == NULL)
		return true;
	return initgroups(user->pw_name, user->pw_gid) == 0 && setgid(user->pw_gid) == 0 && setuid(user->pw_uid) == 0;
}

/* <program> --config <common> --config <module>.conf --verb <verb> <arguments> */
static char **
arguments(struct dvcctl *d, const char *program, const char *module, int argc, char **argv)
{
	char **list = arena_array(d->arena, ARGUMENTS_MAX, sizeof(*list));
	char *last = arena_strdup(d->arena, d->config_files[d->config_file_count - 1]);
	size_t count = 0;

	list[count++] = arena_strdup(d->arena, program);
	for (size_t i = 0; i + 1 < d->config_file_count; i++) {
		list[count++] = arena_strdup(d->arena, "--config");
		list[count++] = arena_strdup(d->arena, d->config_files[i]);
	}
	list[count++] = arena_strdup(d->arena, "--config");
	list[count++] = arena_printf(d->arena, "%s/%s.conf", dirname(last), module);
	list[count++] = arena_strdup(d->arena, "--verb");
	for (int i = 0; i < argc; i++)
		list[count++] = argv[i];
	return list;
}

int
verb_of_module(struct dvcctl *d, const char *module, int argc, char **argv)
{
	const char *program = program_of(d, module);

	if ((size_t)argc + 2 * d->config_file_count + 4 > ARGUMENTS_MAX)
		return EXIT_USAGE;
	if (program != NULL && become(d, module))
		(void)execv(program, arguments(d, program, module, argc, argv));
	(void)fprintf(stderr, TEXT_NO_PROGRAM, program != NULL ? program : module, strerror(errno));
	return EXIT_FAILED;
}
