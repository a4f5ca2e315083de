/* Look-ups in the catalogue in memory. See catalogue.h. */
#include "publish/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory/arena.h"
#include "domain/directory/directory_store.h"

static int
compare_ids(int64_t one, int64_t other)
{
	return (one > other) - (one < other);
}

static int
compare_agencies(const void *one, const void *other)
{
	return compare_ids((*(const struct agency *const *)one)->id, (*(const struct agency *const *)other)->id);
}

static int
compare_sectors(const void *one, const void *other)
{
	return compare_ids(
	    (*(const struct catalogue_sector *const *)one)->id, (*(const struct catalogue_sector *const *)other)->id);
}

static int
compare_procedures(const void *one, const void *other)
{
	return strcmp((*(const struct catalogue_procedure *const *)one)->code,
	    (*(const struct catalogue_procedure *const *)other)->code);
}

void
catalogue_index(struct arena *arena, struct catalogue *catalogue)
{
	const struct agency **agencies = arena_array(arena, catalogue->agency_count + 1, sizeof(*agencies));
	const struct catalogue_sector **sectors = arena_array(arena, catalogue->sector_count + 1, sizeof(*sectors));
	const struct catalogue_procedure **procedures =
	    arena_array(arena, catalogue->procedure_count + 1, sizeof(*procedures));

	for (size_t i = 0; i < catalogue->agency_count; i++)
		agencies[i] = &catalogue->agencies[i];
	for (size_t i = 0; i < catalogue->sector_count; i++)
		sectors[i] = &catalogue->sectors[i];
	for (size_t i = 0; i < catalogue->procedure_count; i++)
		procedures[i] = &catalogue->procedures[i];
	qsort(agencies, catalogue->agency_count, sizeof(*agencies), compare_agencies);
	qsort(sectors, catalogue->sector_count, sizeof(*sectors), compare_sectors);
	qsort(procedures, catalogue->procedure_count, sizeof(*procedures), compare_procedures);
	catalogue->agencies_by_id = agencies;
	catalogue->sectors_by_id = sectors;
	catalogue->procedures_by_code = procedures;
}

const struct agency *
catalogue_agency(const struct catalogue *catalogue, int64_t id)
{
	const struct agency wanted = { .id = id };
	const struct agency *key = &wanted;
	const struct agency *const *found = bsearch(&key, catalogue->agencies_by_id, catalogue->agency_count,
	    sizeof(*catalogue->agencies_by_id), compare_agencies);

	return found != NULL ? *found : NULL;
}

const struct catalogue_sector *
catalogue_sector(const struct catalogue *catalogue, int64_t id)
{
	const struct catalogue_sector wanted = { .id = id };
	const struct catalogue_sector *key = &wanted;
	const struct catalogue_sector *const *found = bsearch(&key, catalogue->sectors_by_id, catalogue->sector_count,
	    sizeof(*catalogue->sectors_by_id), compare_sectors);

	return found != NULL ? *found : NULL;
}

const struct catalogue_procedure *
catalogue_procedure(const struct catalogue *catalogue, const char *code)
{
	const struct catalogue_procedure wanted = { .code = code };
	const struct catalogue_procedure *key = &wanted;
	const struct catalogue_procedure *const *found = bsearch(&key, catalogue->procedures_by_code,
	    catalogue->procedure_count, sizeof(*catalogue->procedures_by_code), compare_procedures);

	return found != NULL ? *found : NULL;
}

const struct catalogue_parts *
catalogue_parts(const struct catalogue *catalogue, const struct catalogue_procedure *procedure)
{
	return &catalogue->parts[procedure - catalogue->procedures];
}
