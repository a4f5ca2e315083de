/* The form of a walk, page by page, as the citizen has it: the same questions, conditions and rules; nothing is filed. */
#ifndef MOTCUA_CATALOGUE_SIMULATE_FORM_H
#define MOTCUA_CATALOGUE_SIMULATE_FORM_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input simulate_form_input, simulate_form_save_input;

/* GET, POST /can-bo/danh-muc/chay-thu/{walk}/bieu-mau/{page} */
enum err handle_simulate_form(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_simulate_form_save(struct ctx *c, const void *input) MUST_CHECK;

struct view *simulate_form_sample(struct arena *arena);

#endif
