/* The set of templates: read from folders, sorted by name, linked with each other. See template.h. */
#include "core/view/template.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/memory/arena.h"
#include "core/view/template_program.h"

/* A page of ours is some 10 KB of source; what is larger is no template. */
enum { SOURCE_MAX = 1024 * 1024, PATH_SIZE = 1024, FOLDER_DEPTH_MAX = 8 };

struct templates {
	struct arena *arena;
	struct template **sorted;
	size_t count, capacity;
};

struct templates *
templates_new(struct arena *arena)
{
	struct templates *templates = ARENA_NEW(arena, struct templates);

	templates->arena = arena;
	return templates;
}

/* Where the name stands, or would stand. */
static size_t
position_of(const struct templates *templates, const char *name)
{
	size_t low = 0, high = templates->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(templates->sorted[middle]->name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct template *
templates_find(const struct templates *templates, const char *name)
{
	size_t position = position_of(templates, name);

	if (position == templates->count || strcmp(templates->sorted[position]->name, name) != 0)
		return NULL;
	return templates->sorted[position];
}

static void
insert(struct templates *templates, struct template *template)
{
	size_t position = position_of(templates, template->name);

	if (templates->count == templates->capacity) {
		size_t capacity = templates->capacity == 0 ? 64 : templates->capacity * 2;
		struct template **grown = arena_array(templates->arena, capacity, sizeof(struct template *));

		if (templates->count > 0)
			memcpy(grown, templates->sorted, templates->count * sizeof(struct template *));
		templates->sorted = grown;
		templates->capacity = capacity;
	}
	memmove(&templates->sorted[position + 1], &templates->sorted[position],
	    (templates->count - position) * sizeof(struct template *));
	templates->sorted[position] = template;
	templates->count++;
}

enum err
templates_add(struct templates *templates, const char *name, const char *source, size_t size, struct failure *failure)
{
	struct template *template = ARENA_NEW(templates->arena, struct template);
	enum err err;

	if (templates_find(templates, name) != NULL)
		return FAILURE(failure, ERR_CONFLICT, NULL, NULL, "a template %s exists already", name);
	template->name = arena_strdup(templates->arena, name);
	if ((err = template_compile(templates->arena, template, source, size, failure)))
		return err;
	insert(templates, template);
	return OK;
}

enum err
templates_link(struct templates *templates, struct failure *failure)
{
	enum err err = OK;

	for (size_t i = 0; i < templates->count; i++) {
		struct template *template = templates->sorted[i];

		for (size_t k = 0; k < template->count; k++) {
			struct instruction *at = &template->code[k];

			if (at->op != OP_PARTIAL && at->op != OP_PARENT)
				continue;
			at->target = templates_find(templates, at->name);
			if (at->target == NULL)
				err = FAILURE(failure, ERR_NOT_FOUND, NULL, NULL, "%s:%u: there is no template %s",
				    template->name, at->line, at->name);
		}
	}
	return err;
}

size_t
templates_count(const struct templates *templates)
{
	return templates->count;
}

const char *
templates_name(const struct templates *templates, size_t index)
{
	return templates->sorted[index]->name;
}

/* --- folders ------------------------------------------------------------------------------------------------------ */

static enum err
read_source(struct arena *arena, const char *path, size_t size, const char **source, struct failure *failure)
{
	char *text = arena_alloc(arena, size + 1);
	FILE *file = fopen(path, "rbe");
	size_t got;

	if (file == NULL)
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: %s", path, strerror(errno));
	got = fread(text, 1, size, file);
	(void)fclose(file);
	if (got != size)
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: changed while it was read", path);
	*source = text;
	return OK;
}

/* `name` is the path below the folder; it becomes a template unless an earlier folder had it, or it is no *.html. */
static enum err
add_file(struct templates *templates, const char *path, const char *name, size_t size, struct failure *failure)
{
	size_t length = strlen(name), suffix = strlen(".html");
	const char *source = NULL;
	char *template;
	enum err err;

	if (length <= suffix || strcmp(name + length - suffix, ".html") != 0)
		return OK;
	template = arena_strndup(templates->arena, name, length - suffix);
	if (templates_find(templates, template) != NULL)
		return OK;
	if (size > SOURCE_MAX)
		return FAILURE(failure, ERR_TOO_LARGE, NULL, NULL, "%s: larger than a template can be", path);
	if ((err = read_source(templates->arena, path, size, &source, failure)))
		return err;
	return templates_add(templates, template, source, size, failure);
}

static enum err add_folder(
    struct templates *templates, const char *path, size_t root, int depth, struct failure *failure);

static enum err
add_entry(
    struct templates *templates, const char *folder, const char *entry, size_t root, int depth, struct failure *failure)
{
	char path[PATH_SIZE];
	struct stat info;

	if (entry[0] == '.')
		return OK;
	if (snprintf(path, sizeof(path), "%s/%s", folder, entry) >= (int)sizeof(path))
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: the path is too long", folder);
	if (stat(path, &info) != 0)
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: %s", path, strerror(errno));
	if (S_ISDIR(info.st_mode))
		return add_folder(templates, path, root, depth + 1, failure);
	return add_file(templates, path, path + root + 1, (size_t)info.st_size, failure);
}

static enum err
add_folder(struct templates *templates, const char *path, size_t root, int depth, struct failure *failure)
{
	const struct dirent *entry;
	DIR *folder;
	enum err err = OK;

	if (depth > FOLDER_DEPTH_MAX)
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: folders are nested too deeply", path);
	if ((folder = opendir(path)) == NULL)
		return FAILURE(failure, ERR_INTERNAL, NULL, NULL, "%s: %s", path, strerror(errno));
	while (!err && (entry = readdir(folder)) != NULL)
		err = add_entry(templates, path, entry->d_name, root, depth, failure);
	(void)closedir(folder);
	return err;
}

struct templates *
templates_load(struct arena *arena, const char *const *directories, struct failure *failure)
{
	struct templates *templates = templates_new(arena);

	for (; *directories != NULL; directories++)
		if (add_folder(templates, *directories, strlen(*directories), 0, failure))
			return NULL;
	return templates_link(templates, failure) ? NULL : templates;
}
