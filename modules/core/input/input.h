/*
 * From names and values to the struct of a route's input table: every rule applied, every fault named, then the handler.
 */
#ifndef MOTCUA_CORE_INPUT_INPUT_H
#define MOTCUA_CORE_INPUT_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct pairs;
struct route_part;

/*
 * Fills a new struct of the table in the arena. ERR_NOT_FOUND: a part of the path is none (no such page); ERR_INVALID: what
 * is wrong is in *ret_errors, in the order of the table, then names that no field claims. Unknown names in a query are
 * passed over (trackers append them), in a body they are errors.
 */
enum err input_fill(struct arena *arena, const struct input *input, const struct route_part *parts, size_t part_count,
    struct pairs *pairs, const void **ret_struct, struct input_errors *ret_errors) MUST_CHECK;

/* NULL if the table is sound: member sizes, one FIELD_REST, files only FROM_FORM ... ; else what is wrong. */
const char *input_check(const struct input *input);

/* How many values the field takes under its one name: 1 unless it is a list. */
size_t field_most(const struct field *field);

/* Bytes that a body of this table may have: 64 KiB, more for long texts, `file_size` for each file without a bound. */
uint64_t input_body_limit(const struct input *input, int64_t file_size);

/* One text to one value; NULL: fine, else the message key of what is wrong. For forms whose fields are data as well. */
const char *field_value(struct arena *arena, const struct field *field, const char *text, void *member);

#endif
