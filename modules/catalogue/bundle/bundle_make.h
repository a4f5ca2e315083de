/* Procedures as they are in force, with all that they go by, into a bundle. Reads the catalogue, writes nothing. */
#ifndef MOTCUA_CATALOGUE_BUNDLE_MAKE_H
#define MOTCUA_CATALOGUE_BUNDLE_MAKE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

struct db;

struct bundle_wish {
	const char *const *codes; /* of procedures */
	size_t count;
	const char *province;
	struct bytes pem;         /* the key that signs */
	const char *static_files; /* folder with the blank forms that were installed with the program */
	int32_t today;
};
/*
 * ERR_NOT_FOUND with *ret_code: no such procedure, or none of its versions is in force. ERR_INVALID: the key cannot sign, or a
 * code that can be no name of a file; ERR_TOO_LARGE. One snapshot of the database, whose rows go to `arena` afterwards.
 */
MUST_CHECK enum err bundle_make(struct db *db, struct arena *arena, const struct bundle_wish *wish,
    struct bytes *ret_bundle, const char **ret_code);

#endif
