/*
 * A schema with three communes, H01.21 to H01.23, for unit tests of the catalogue's stores: enough for procedures to be
 * loaded.
 */
#ifndef MOTCUA_TESTS_UNIT_CATALOGUE_PROVINCE_H
#define MOTCUA_TESTS_UNIT_CATALOGUE_PROVINCE_H

#include "support/schema.h"

/* False if there is no database; what is made is undone by province_end. */
static inline bool
province_start(const char *schema, struct arena **ret_arena, struct db **ret_db)
{
	if (!schema_make(schema) ||
	    !schema_run(schema, "INSERT INTO agency (code, name, short_name, slug, tier, valid_from) VALUES "
				"('H01.21', 'A', 'A', 'a', 'commune', '2025-07-01'), ('H01.22', 'B', 'B', 'b', "
				"'commune', '2025-07-01'), "
				"('H01.23', 'C', 'C', 'c', 'commune', '2025-07-01')"))
		return false;
	*ret_arena = arena_new((size_t)64 << 20);
	*ret_db = schema_open(schema, *ret_arena);
	return true;
}

static inline void
province_end(const char *schema, struct arena *arena, struct db *db)
{
	db_close(db);
	arena_free(arena);
	schema_drop(schema);
}

#endif
