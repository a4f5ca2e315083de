/* Procedures that still have no approved process, by unit and planned day, late ones first (issue of the quality system). */
#ifndef MOTCUA_CATALOGUE_DEFINE_UNAPPROVED_H
#define MOTCUA_CATALOGUE_DEFINE_UNAPPROVED_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

#define UNAPPROVED_PATH "/can-bo/danh-muc/dinh-nghia/chua-duyet"

extern const struct input unapproved_input;

/* GET /can-bo/danh-muc/dinh-nghia/chua-duyet */
enum err handle_unapproved(struct ctx *c, const void *input) MUST_CHECK;
/* GET .../tai-ve: the whole list that the filters leave, as a file. */
enum err handle_unapproved_csv(struct ctx *c, const void *input) MUST_CHECK;

#endif
