/* Reads a folder of SQL files, sorted by name. See folder.h. */
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/security/hash.h"
#include "core/system/file.h"

enum { FILES_MAX = 2000, FILE_LIMIT = 4 << 20, NAME_MAX_LENGTH = 96 };

static bool
is_sql_name(const char *name)
{
	const size_t stem = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_");

	return stem > 0 && stem <= NAME_MAX_LENGTH && strcmp(name + stem, ".sql") == 0;
}

static bool
ends_as_sql(const char *name)
{
	const size_t size = strlen(name);

	return size >= 4 && strcmp(name + size - 4, ".sql") == 0;
}

static enum err
read_one(struct arena *arena, const char *folder, const char *entry, struct sql_file *file, struct failure *failure)
{
	struct bytes content;
	enum err err;

	if (!is_sql_name(entry))
		return FAILURE(failure, ERR_INVALID, NULL, NULL, "%s/%s: not a name for a file here", folder, entry);
	err = file_read(arena, arena_printf(arena, "%s/%s", folder, entry), FILE_LIMIT, false, &content, failure);
	if (err != OK)
		return err;
	if (memchr(content.data, '\0', content.size) != NULL)
		return FAILURE(failure, ERR_INVALID, NULL, NULL, "%s/%s: holds a NUL byte", folder, entry);
	file->name = arena_strndup(arena, entry, strlen(entry) - 4);
	file->text = arena_strndup(arena, (const char *)content.data, content.size);
	sha256(content.data, content.size, file->checksum);
	return OK;
}

static int
by_name(const void *one, const void *other)
{
	return strcmp(((const struct sql_file *)one)->name, ((const struct sql_file *)other)->name);
}

enum err
folder_read(struct arena *arena, const char *folder, struct sql_files *files, struct failure *failure)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	enum err err = OK;

	if (dir == NULL)
		return FAILURE(failure, ERR_INVALID, NULL, NULL, "%s: %s", folder, strerror(errno));
	*files = (struct sql_files){ arena_array(arena, FILES_MAX, sizeof(*files->files)), 0 };
	while (err == OK && (entry = readdir(dir)) != NULL) {
		if (!ends_as_sql(entry->d_name))
			continue;
		if (files->count == FILES_MAX)
			err = FAILURE(failure, ERR_TOO_LARGE, NULL, NULL, "%s: more than %d files", folder, FILES_MAX);
		else
			err = read_one(arena, folder, entry->d_name, &files->files[files->count++], failure);
	}
	(void)closedir(dir);
	if (err == OK)
		qsort(files->files, files->count, sizeof(*files->files), by_name);
	return err;
}

const struct sql_file *
folder_find(const struct sql_files *files, const char *name)
{
	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->files[i].name, name) == 0)
			return &files->files[i];
	return NULL;
}
