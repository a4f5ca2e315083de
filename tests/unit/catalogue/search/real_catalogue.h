/* The shared list of real procedures (data/procedures.csv of MOTCUA_SHARED) as a catalogue in memory, for search tests. */
#ifndef MOTCUA_TESTS_REAL_CATALOGUE_H
#define MOTCUA_TESTS_REAL_CATALOGUE_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/data/db.h"
#include "core/locale/fold.h"
#include "core/memory/arena.h"
#include "core/memory/buffer.h"
#include "core/system/file.h"
#include "domain/directory/directory_store.h"
#include "publish/catalogue.h"

enum { REAL_MOST = 20000, REAL_FIELD = 4000, REAL_SYNONYMS = 4000, REAL_SECTORS = 2000 };
enum { REAL_CODE, REAL_NAME, REAL_SECTOR, REAL_LEVEL, REAL_AGENCY, REAL_COLUMNS };

/* One record of RFC 4180; returns what follows it. */
static inline const char *
real_record(struct arena *arena, const char *p, const char *columns[REAL_COLUMNS])
{
	struct buffer field;
	bool quoted = false;
	int column = 0;

	for (int i = 0; i < REAL_COLUMNS; i++)
		columns[i] = "";
	buffer_init(&field, arena, REAL_FIELD);
	for (; *p != '\0' && (quoted || *p != '\n'); p++) {
		if (*p == '"') {
			quoted = !quoted;
		} else if (*p == ',' && !quoted) {
			if (column < REAL_COLUMNS)
				columns[column] = field.data;
			column++;
			buffer_init(&field, arena, REAL_FIELD);
		} else {
			buffer_char(&field, *p);
		}
	}
	return p + (*p == '\n');
}

/* The place of a name in a list that grows; places are ids less one. */
static inline size_t
real_place(const char **names, size_t *count, const char *name)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	names[(*count)++] = name;
	return *count - 1;
}

/* The synonyms that a new installation begins with. */
static inline void
real_synonyms(struct arena *arena, struct catalogue *catalogue, const char *const *paths, size_t path_count)
{
	struct catalogue_synonym *synonyms = arena_array(arena, REAL_SYNONYMS, sizeof(*synonyms));
	size_t count = 0;

	for (size_t k = 0; k < path_count; k++) {
		json_t *root = json_load_file(paths[k], 0, NULL), *item;
		size_t i;

		json_array_foreach(json_object_get(root, "synonyms"), i, item) synonyms[count++] =
		    (struct catalogue_synonym){ arena_strdup(arena, json_string_value(json_object_get(item, "word"))),
			    arena_strdup(arena, json_string_value(json_object_get(item, "meaning"))) };
		json_decref(root);
	}
	catalogue->synonyms = synonyms;
	catalogue->synonym_count = count;
}

/* NULL if there is no list. The list is taken again from its beginning until there are `least` procedures. */
static inline struct catalogue *
real_catalogue(struct arena *arena, size_t least)
{
	const char *shared = getenv("MOTCUA_SHARED"), *columns[REAL_COLUMNS], **sectors, **names;
	struct catalogue *catalogue = ARENA_NEW(arena, struct catalogue);
	struct catalogue_procedure *procedures = arena_array(arena, REAL_MOST, sizeof(*procedures));
	struct catalogue_offering *offerings = arena_array(arena, REAL_MOST, sizeof(*offerings));
	struct catalogue_parts *parts = arena_array(arena, REAL_MOST, sizeof(*parts));
	struct catalogue_sector *rows = arena_array(arena, REAL_SECTORS, sizeof(*rows));
	struct agency *agencies = arena_array(arena, REAL_MOST, sizeof(*agencies));
	struct failure failure = { 0 };
	struct bytes list;
	size_t count = 0, once = SIZE_MAX;
	const char *p, *first;

	if (shared == NULL || file_read(arena, arena_printf(arena, "%s/data/procedures.csv", shared), (size_t)64 << 20,
				  false, &list, &failure))
		return NULL;
	sectors = arena_array(arena, REAL_SECTORS, sizeof(*sectors));
	names = arena_array(arena, REAL_MOST, sizeof(*names));
	p = first = real_record(arena, (const char *)list.data, columns);
	for (; count < REAL_MOST && ((*p != '\0' && once == SIZE_MAX) || count < least); count++) {
		int64_t id = (int64_t)count + 1;

		if (*p == '\0' && once == SIZE_MAX)
			once = count;
		p = real_record(arena, *p != '\0' ? p : first, columns);
		procedures[count] = (struct catalogue_procedure){ .version_id = id,
			.code = columns[REAL_CODE][0] != '\0' && count < once ? columns[REAL_CODE]
									      : arena_printf(arena, "9.%06zu", count),
			.slug = arena_printf(arena, "p-%zu", count),
			.name = columns[REAL_NAME],
			.sector_id = (int64_t)real_place(sectors, &catalogue->sector_count, columns[REAL_SECTOR]) + 1,
			.in_force = true,
			.service_level = "full",
			.audience = "citizen",
			.life_events = "",
			.result_name = "",
			.keywords = "" };
		offerings[count] = (struct catalogue_offering){ id,
			(int64_t)real_place(names, &catalogue->agency_count, columns[REAL_AGENCY]) + 1, 1, DB_NULL_INT,
			true };
		parts[count].offerings = (struct catalogue_span){ count, 1 };
	}
	for (size_t i = 0; i < catalogue->sector_count; i++)
		rows[i] = (struct catalogue_sector){ (int64_t)i + 1, arena_printf(arena, "s-%zu", i), sectors[i] };
	for (size_t i = 0; i < catalogue->agency_count; i++)
		agencies[i] = (struct agency){ .id = (int64_t)i + 1,
			.parent_id = DB_NULL_INT,
			.name = names[i],
			.short_name = "",
			.slug = arena_printf(arena, "a-%zu", i) };
	catalogue->procedures = procedures;
	catalogue->procedure_count = count;
	catalogue->offerings = offerings;
	catalogue->parts = parts;
	catalogue->sectors = rows;
	catalogue->agencies = agencies;
	catalogue_index(arena, catalogue);
	return catalogue;
}

#endif
