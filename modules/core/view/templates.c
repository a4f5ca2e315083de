/* The set of templates: read from folders, sorted by name, linked with each other. See template.h. */
#include "core/view/template.h"

#include <string.h>

#include "core/memory/arena.h"
#include "core/security/hash.h"
#include "core/view/template_files.h"
#include "core/view/template_program.h"

struct templates {
	struct arena *arena;
	struct template **sorted;
	size_t count, capacity;
	unsigned char digest[SHA256_SIZE];
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

/* Folders are read in no order, so neither may the digest depend on one. */
static void
add_to_digest(struct templates *templates, const char *name, const char *source, size_t size)
{
	const struct bytes parts[] = { { (const unsigned char *)name, strlen(name) },
		{ (const unsigned char *)source, size } };
	unsigned char digest[SHA256_SIZE];

	sha256_parts(parts, sizeof(parts) / sizeof(parts[0]), digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		templates->digest[i] ^= digest[i];
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
	add_to_digest(templates, template->name, source, size);
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

void
templates_digest(const struct templates *templates, unsigned char digest[TEMPLATES_DIGEST_SIZE])
{
	memcpy(digest, templates->digest, TEMPLATES_DIGEST_SIZE);
}

/* --- folders -------------------------------------------------------------------------------------------------------- */

/* An earlier folder's file of the same name stands in front of this one. */
static enum err
add_file(void *visitor, const struct template_file *file, struct failure *failure)
{
	struct templates *templates = visitor;

	if (templates_find(templates, file->name) != NULL)
		return OK;
	return templates_add(templates, file->name, file->source, file->size, failure);
}

struct templates *
templates_load(struct arena *arena, const char *const *directories, struct failure *failure)
{
	struct templates *templates = templates_new(arena);

	for (; *directories != NULL; directories++)
		if (template_files_each(arena, *directories, add_file, templates, failure))
			return NULL;
	return templates_link(templates, failure) ? NULL : templates;
}
