/*
 * Lists of a record in one cell of a table: one entry a line, values between bars in the order of record/'s tables, a bar,
 * backslash or line feed within a value behind a backslash. A list below another ("channels" of "cases") begins each line with
 * the numbers of the entries it belongs to. Private to the columns.
 */
#ifndef MOTCUA_CATALOGUE_FLAT_LIST_H
#define MOTCUA_CATALOGUE_FLAT_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "core/err.h"
#include "record/procedure_record.h"

struct arena;

enum { FLAT_DEPTH_MAX = 3 };

/* The lists in the order of our table; NULL behind the last. */
const char *flat_list_name(size_t index);
bool flat_list_is(const char *name);
/* 0 for what is no list, 1 for a list of the record itself, 2 and 3 below. */
size_t flat_list_depth(const char *name);

/* Puts what the cell lists into `said`. ERR_INVALID with *fault. */
enum err flat_list_read(
    struct arena *arena, const char *name, const char *cell, json_t *said, struct record_fault *fault) MUST_CHECK;
const char *flat_list_cell(struct arena *arena, const char *name, const struct procedure_record *procedure,
    const struct version_record *version);

/* One value as JSON, of the kind that the field wants where the text can be that; a new reference. */
json_t *flat_value(const struct record_field *field, const char *text);
/* One member as text; "" where it has no value. */
const char *flat_text(struct arena *arena, const struct record_field *field, const void *record);

#endif
