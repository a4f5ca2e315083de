/* Reading the folders of migrations and grants. */
#ifndef MOTCUA_DVCCTL_FOLDER_H
#define MOTCUA_DVCCTL_FOLDER_H

#include <stddef.h>

#include "core/err.h"
#include "core/memory/arena.h"

struct sql_file {
	const char *name; /* without .sql */
	const char *text;
	unsigned char checksum[32]; /* SHA-256 of the file */
};

struct sql_files {
	struct sql_file *files; /* by name */
	size_t count;
};

/* Every *.sql of the folder. ERR_INVALID if a name has other characters than a-z, 0-9, '-' and '_', or a NUL inside. */
MUST_CHECK enum err folder_read(
    struct arena *arena, const char *folder, struct sql_files *files, struct failure *failure);

/* The file of that name, without .sql; NULL if there is none. */
const struct sql_file *folder_find(const struct sql_files *files, const char *name);

#endif
