/*
 * The page of one procedure in the back office: its versions, the one at work with what it lacks and what may be done with it,
 * who did what when, when dossiers are taken. Everything else about it starts here.
 */
#ifndef MOTCUA_CATALOGUE_PROCEDURE_H
#define MOTCUA_CATALOGUE_PROCEDURE_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input procedure_input;

/* GET /can-bo/danh-muc/thu-tuc/{code} */
enum err handle_procedure(struct ctx *c, const void *input) MUST_CHECK;

#endif
