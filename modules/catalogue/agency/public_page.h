/* /can-bo/danh-muc/co-quan/{agency}/trang: what the agency's public page says, edited. */
#ifndef MOTCUA_CATALOGUE_PUBLIC_PAGE_H
#define MOTCUA_CATALOGUE_PUBLIC_PAGE_H

#include <stddef.h>

#include "core/err.h"
#include "core/input/field.h"

struct agency_contact;
struct arena;
struct ctx;

enum { PEOPLE_MOST = 100 };

extern const struct input public_input;
extern const struct input public_save_input;

enum err handle_public(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_public_again(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_public_save(struct ctx *c, const void *input) MUST_CHECK;

/*
 * One person a line, into `people` (room for PEOPLE_MOST): "name; position; telephone", blanks around each dropped, the last two may be missing. ERR_INVALID: a line
 * without a name, with more parts or a part that is too long; ERR_TOO_LARGE: more than PEOPLE_MOST. Pure.
 */
enum err people_read(struct arena *arena, const char *lines, const char *kind, struct agency_contact *people,
    size_t *ret_count) MUST_CHECK;

#endif
