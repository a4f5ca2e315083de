/* What a bulk edit does to the record of one procedure. Pure: what it needs of the directory is handed over. */
#ifndef MOTCUA_CATALOGUE_BULK_APPLY_H
#define MOTCUA_CATALOGUE_BULK_APPLY_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct version_record;

/* Kinds that change a version; "owner" changes the procedure itself. NULL-terminated. */
extern const char *const bulk_kinds[];

struct bulk_change {
	const char *kind, *value, *reason;
	/* Of kind "offer": codes of the agencies of the tier. */
	const char *const *agencies;
	size_t agency_count;
};

/* False: the record says that already and is untouched. */
bool bulk_apply(struct arena *arena, const struct bulk_change *change, struct version_record *version);

#endif
