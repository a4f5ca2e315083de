/* The list of all definitions: forms, processes and rules with their state, what is in force and who goes by them. */
#ifndef MOTCUA_CATALOGUE_DEFINE_DEFINITIONS_H
#define MOTCUA_CATALOGUE_DEFINE_DEFINITIONS_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input definitions_input;

/* GET /can-bo/danh-muc/dinh-nghia */
enum err handle_definitions(struct ctx *c, const void *input) MUST_CHECK;

#endif
