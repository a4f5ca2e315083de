/* Reads the heads of db/grants and prints them. See owners.h. */
#include <stdlib.h>
#include <string.h>

#include "dvcctl.h"
#include "folder.h"
#include "owners.h"
#include "texts.h"

static enum err
add(struct dvcctl *d, struct owners *owners, const char *table, const char *writer)
{
	for (size_t i = 0; i < owners->count; i++)
		if (strcmp(owners->owned[i].table, table) == 0)
			return FAILURE(&d->failure, ERR_INVALID, NULL, NULL, TEXT_TWO_OWNERS, table,
			    owners->owned[i].writer, writer);
	if (owners->count == OWNED_MAX)
		return ERR_TOO_LARGE;
	owners->owned[owners->count++] = (struct owned){ table, writer };
	return OK;
}

/* "-- writes: one, two three", by the file's owner; a store's file has none and is its own. */
static enum err
read_file(struct dvcctl *d, struct owners *owners, const struct sql_file *file)
{
	static const char writes[] = "-- writes: ", owner[] = "-- owner: ";
	char *rest = arena_strdup(d->arena, file->text), *line, *word;
	const char *writer = file->name;
	enum err err = OK;

	while (err == OK && (line = strsep(&rest, "\n")) != NULL) {
		if (strncmp(line, owner, sizeof(owner) - 1) == 0)
			writer = line + sizeof(owner) - 1;
		if (strncmp(line, writes, sizeof(writes) - 1) != 0)
			continue;
		line += sizeof(writes) - 1;
		while (err == OK && (word = strsep(&line, ", ")) != NULL)
			if (*word != '\0')
				err = add(d, owners, word, writer);
	}
	return err;
}

static int
by_table(const void *one, const void *other)
{
	return strcmp(((const struct owned *)one)->table, ((const struct owned *)other)->table);
}

enum err
owners_read(struct dvcctl *d, struct owners *owners)
{
	struct sql_files files;
	enum err err = folder_read(d->arena, d->own.grants, &files, &d->failure);

	*owners = (struct owners){ arena_array(d->arena, OWNED_MAX, sizeof(*owners->owned)), 0 };
	for (size_t i = 0; err == OK && i < files.count; i++)
		err = read_file(d, owners, &files.files[i]);
	if (err == OK)
		qsort(owners->owned, owners->count, sizeof(*owners->owned), by_table);
	return err;
}

const char *
owner_of(const struct owners *owners, const char *table)
{
	for (size_t i = 0; i < owners->count; i++)
		if (strcmp(owners->owned[i].table, table) == 0)
			return owners->owned[i].writer;
	return NULL;
}

int
verb_owners(struct dvcctl *d, int argc, char **argv)
{
	struct owners owners;

	(void)argv;
	if (argc != 1)
		return EXIT_USAGE;
	if (owners_read(d, &owners) != OK)
		return dvcctl_failed(d);
	for (size_t i = 0; i < owners.count; i++)
		(void)fprintf(d->out, TEXT_OWNER, owners.owned[i].table, owners.owned[i].writer);
	return EXIT_DONE;
}
