/*
 * What a file says of a procedure: a JSON object with members of struct procedure_record and struct version_record side by
 * side ({"code": ..., "name": ..., "cases": [...]}), whatever the file's format. A member that is not there says nothing:
 * what the catalogue has stays. Written and read by walking record/'s tables. Knows no format and no database.
 */
#ifndef MOTCUA_CATALOGUE_SAID_H
#define MOTCUA_CATALOGUE_SAID_H

#include <stdbool.h>

#include <jansson.h>

#include "core/err.h"
#include "record/procedure_record.h"

struct arena;

/* Members that are no part of what is exchanged: they are the system's own. */
bool said_is_exchanged(const struct record_field *field);
/* The field of that name: of the version, or else of the procedure; NULL. *ret_version says which. */
const struct record_field *said_field(const char *name, bool *ret_version);

/*
 * Lays what is said over the two records: texts, numbers and days replace, lists replace whole. Bounds are not checked here
 * (version_record_settle does). ERR_INVALID with *fault: an unknown member, a value of another type, a word that is none
 * of the choices, a day that is none.
 */
enum err said_apply(struct arena *arena, const json_t *said, struct procedure_record *procedure,
    struct version_record *version, struct record_fault *fault) MUST_CHECK;

/*
 * Everything that both records say, for an export or a comparison; what has no value is left out. A new reference, never
 * NULL; without memory the process ends.
 */
json_t *said_tell(struct arena *arena, const struct procedure_record *procedure, const struct version_record *version);
/* The members of one record of a table. */
json_t *said_tell_record(struct arena *arena, const struct record_table *table, const void *record);

/* A JSON value that jansson made, or the end of the process: there is no memory. */
json_t *said_made(json_t *value) __attribute__((returns_nonnull));
/* Sets a text member; NULL and "" are left out. */
void said_text(json_t *object, const char *name, const char *text);

#endif
