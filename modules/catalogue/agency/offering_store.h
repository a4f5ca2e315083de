/* Where a procedure is received today, and what each place has of its own beside its tier and the version. */
#ifndef MOTCUA_CATALOGUE_OFFERING_STORE_H
#define MOTCUA_CATALOGUE_OFFERING_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

/* What is set at one step; online: 0, 1 or OFFERING_INHERITED, texts NULL: as one step above says. */
enum { OFFERING_INHERITED = -1 };
struct offering_setting {
	int64_t online;
	const char *hotline, *note;
};

/* One place of reception with its three steps; the version has no hotline and no note. */
struct offering_place {
	int64_t agency_id;
	const char *code, *name, *tier, *solving;
	int64_t online_of_version;
	int64_t online_of_tier, online_of_agency;
	const char *hotline_of_tier, *note_of_tier;
	const char *hotline_of_agency, *note_of_agency;
};
struct offered {
	int64_t procedure_id, version;
	const char *code, *name;
};

/* The procedure in force; ERR_NOT_FOUND otherwise. */
MUST_CHECK enum err offered_by_code(struct db *db, const char *code, struct offered *ret_offered);
MUST_CHECK enum err offering_places(
    struct db *db, int64_t procedure_id, const struct offering_place **ret_places, size_t *ret_count);

struct offering_put {
	int64_t procedure_id, version; /* of the procedure, as it was seen */
	const char *tier;              /* of a whole tier, else "" */
	int64_t agency_id;             /* of one agency, else 0 */
	struct offering_setting setting;
};
/* In the caller's transaction; a setting of which nothing is left is gone. ERR_CONFLICT: somebody else was first. */
MUST_CHECK enum err offering_set(struct db *db, const struct offering_put *put);

extern const struct store offering_store;

#endif
