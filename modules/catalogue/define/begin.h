/* Beginning a draft: a definition that there is not yet, or one that says what was approved last. */
#ifndef MOTCUA_CATALOGUE_DEFINE_BEGIN_H
#define MOTCUA_CATALOGUE_DEFINE_BEGIN_H

#include <stdbool.h>

#include "core/err.h"
#include "core/input/field.h"
#include "define/kind.h"

struct ctx;
struct officer;

#define DEFINE_NEW_PATH DEFINE_PATH "/moi"

extern const struct input define_new_input;   /* kind, code, name, unit */
extern const struct input define_begin_input; /* {kind} {code} */

/* May this officer draft any definition at all? */
bool officer_may_begin(const struct officer *officer);

/* GET and POST /can-bo/danh-muc/dinh-nghia/moi. A code that is taken already is refused at its field. */
enum err handle_define_new(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_define_create(struct ctx *c, const void *input) MUST_CHECK;
/* POST /can-bo/danh-muc/dinh-nghia/{kind}/{code}/du-thao: the open draft, or a new one from what was approved last. */
enum err handle_define_begin(struct ctx *c, const void *input) MUST_CHECK;

#endif
