/* Walks of an officer, and the beginning of a new one: procedure, definitions, case, channel, agency, moment of filing. */
#ifndef MOTCUA_CATALOGUE_SIMULATE_START_H
#define MOTCUA_CATALOGUE_SIMULATE_START_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input simulate_list_input, simulate_find_input, simulate_new_input, simulate_begin_input,
    simulate_drop_input;

/* GET /can-bo/danh-muc/chay-thu */
enum err handle_simulate_list(struct ctx *c, const void *input) MUST_CHECK;
/* GET /can-bo/danh-muc/chay-thu/moi?thu-tuc=: on to the form of that procedure, or the list again. */
enum err handle_simulate_find(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_simulate_list_again(struct ctx *c, const void *input) MUST_CHECK;
/* GET, POST /can-bo/danh-muc/chay-thu/{code}/moi */
enum err handle_simulate_new(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_simulate_begin(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../{walk}/bo */
enum err handle_simulate_drop(struct ctx *c, const void *input) MUST_CHECK;

#endif
