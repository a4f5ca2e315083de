/*
 * What belongs to a procedure through all its versions: who drafts it, the days between which dossiers are taken, what took
 * its place, whether it is still listed, its other codes.
 */
#ifndef MOTCUA_CATALOGUE_IDENTITY_H
#define MOTCUA_CATALOGUE_IDENTITY_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input identity_page_input; /* {code} */
extern const struct input identity_input;      /* {code} version, owner, opens, closes, replaced_by, unlisted */
extern const struct input alias_input;         /* {code} alias */

/* GET and POST /dinh-danh */
enum err handle_identity_page(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_identity(struct ctx *c, const void *input) MUST_CHECK;
/* POST /ma-khac and /ma-khac/bo */
enum err handle_alias_add(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_alias_remove(struct ctx *c, const void *input) MUST_CHECK;

#endif
