/* Times in which no dossier of a procedure is taken, by decision: set, and ended before their day. */
#ifndef MOTCUA_CATALOGUE_SUSPEND_H
#define MOTCUA_CATALOGUE_SUSPEND_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input suspend_page_input; /* {code} */
extern const struct input suspend_input;      /* {code} from, to, reason, decision */

/* GET and POST /tam-ngung */
enum err handle_suspend_page(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_suspend(struct ctx *c, const void *input) MUST_CHECK;
/* POST /tam-ngung/ket-thuc: open again from today on. */
enum err handle_lift(struct ctx *c, const void *input) MUST_CHECK;

#endif
