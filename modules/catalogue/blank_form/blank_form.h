/*
 * Blank forms: the files to download that records of procedures name (template_file). Those of this catalogue stand in its
 * database from a day on; a name that has none is a file that was installed with the program. Here both are one.
 */
#ifndef MOTCUA_CATALOGUE_BLANK_FORM_H
#define MOTCUA_CATALOGUE_BLANK_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "blank_form/blank_form_store.h"
#include "core/err.h"
#include "core/memory/arena.h"

struct db;
struct version_record;

#define BLANK_FORM_BYTES ((size_t)4 << 20)

/* What people can fill in: the type that libmagic sees is one of those that the name's ending stands for. */
bool blank_form_fits(const char *name, const char *type);

/* The names that a version has, each once. */
size_t blank_forms_named(struct arena *arena, const struct version_record *version, const char *const **ret_names);

/*
 * What the name stands for: `day` (days), or DATE_NONE for what was decided last. `static_files`: where installed ones are.
 * ERR_NOT_FOUND: neither here nor there, or installed and nothing that people can fill in. `id` 0: installed.
 */
MUST_CHECK enum err blank_form_find(struct db *db, struct arena *arena, const char *static_files, const char *name,
    int32_t day, struct blank_form *ret_form, struct bytes *ret_content);

#endif
