/* What comes of a walk before anybody works on it, and at its end: the fee and how it came; all answers and papers. */
#ifndef MOTCUA_CATALOGUE_SIMULATE_RESULT_H
#define MOTCUA_CATALOGUE_SIMULATE_RESULT_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input simulate_page_input, simulate_keep_input;

/* GET /can-bo/danh-muc/chay-thu/{walk}/phi */
enum err handle_simulate_fee(struct ctx *c, const void *input) MUST_CHECK;
/* GET .../ket-thuc */
enum err handle_simulate_end(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../giu: keeps the walk as an example of its procedure. */
enum err handle_simulate_keep(struct ctx *c, const void *input) MUST_CHECK;

#endif
