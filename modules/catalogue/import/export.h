/*
 * The whole catalogue as a file that imports again to the same content: the version in force of each procedure (else its
 * newest), in our own JSON, XML by the published schema, CSV or XLSX.
 */
#ifndef MOTCUA_CATALOGUE_EXPORT_H
#define MOTCUA_CATALOGUE_EXPORT_H

#include <stdbool.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "import/import_file.h"

struct db;

#define EXPORT_MEMORY ((size_t)512 << 20)

/* By the ending of a file's name. */
bool export_format_of(const char *name, enum import_format *ret_format);
/* The media type. */
const char *export_type(enum import_format format);

/* The file's bytes live in `memory`; the db's arena becomes `outer` again. */
enum err export_procedures(struct db *db, struct arena *memory, struct arena *outer, enum import_format format,
    struct bytes *ret_file) MUST_CHECK;

#endif
