/* Reads template files. See template_files.h. */
#include "core/view/template_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/memory/arena.h"

/* A page of ours is some 10 KB of source; what is larger is no template. */
enum { SOURCE_MAX = 1024 * 1024, PATH_SIZE = 1024, FOLDER_DEPTH_MAX = 8 };

struct walk {
	struct arena *arena;
	size_t root; /* size of the path of the folder that was asked for */
	int depth;
	enum err (*visit)(void *visitor, const struct template_file *file, struct failure *failure);
	void *visitor;
	struct failure *failure;
};

static enum err
unreadable(struct walk *walk, const char *path, const char *reason)
{
	return FAILURE(walk->failure, ERR_INTERNAL, NULL, NULL, "%s: %s", path, reason);
}

static enum err
read_file(struct walk *walk, const char *path, size_t size)
{
	static const size_t suffix = sizeof(".html") - 1;
	char *source = arena_alloc(walk->arena, size + 1);
	FILE *file = fopen(path, "rbe");
	struct template_file found = { .path = arena_strdup(walk->arena, path), .source = source, .size = size };
	size_t got;

	if (file == NULL)
		return unreadable(walk, path, strerror(errno));
	got = fread(source, 1, size, file);
	(void)fclose(file);
	if (got != size)
		return unreadable(walk, path, "changed while it was read");
	found.name = arena_strndup(walk->arena, path + walk->root + 1, strlen(path) - walk->root - 1 - suffix);
	return walk->visit(walk->visitor, &found, walk->failure);
}

static enum err walk_folder(struct walk *walk, const char *path);

static enum err
walk_entry(struct walk *walk, const char *folder, const char *entry)
{
	const char *suffix = strrchr(entry, '.');
	char path[PATH_SIZE];
	struct stat info;

	if (entry[0] == '.')
		return OK;
	if (snprintf(path, sizeof(path), "%s/%s", folder, entry) >= (int)sizeof(path))
		return unreadable(walk, folder, "the path is too long");
	if (stat(path, &info) != 0)
		return unreadable(walk, path, strerror(errno));
	if (S_ISDIR(info.st_mode))
		return walk_folder(walk, path);
	if (suffix == NULL || strcmp(suffix, ".html") != 0)
		return OK;
	return info.st_size > SOURCE_MAX ? unreadable(walk, path, "larger than a template can be")
					 : read_file(walk, path, (size_t)info.st_size);
}

static enum err
walk_folder(struct walk *walk, const char *path)
{
	const struct dirent *entry;
	DIR *folder;
	enum err err = OK;

	if (walk->depth == FOLDER_DEPTH_MAX)
		return unreadable(walk, path, "folders are nested too deeply");
	if ((folder = opendir(path)) == NULL)
		return unreadable(walk, path, strerror(errno));
	walk->depth++;
	while (!err && (entry = readdir(folder)) != NULL)
		err = walk_entry(walk, path, entry->d_name);
	walk->depth--;
	(void)closedir(folder);
	return err;
}

enum err
template_files_each(struct arena *arena, const char *folder,
    enum err (*visit)(void *visitor, const struct template_file *file, struct failure *failure), void *visitor,
    struct failure *failure)
{
	struct walk walk = {
		.arena = arena, .root = strlen(folder), .visit = visit, .visitor = visitor, .failure = failure
	};

	return walk_folder(&walk, folder);
}
