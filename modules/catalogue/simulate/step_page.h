/*
 * The steps of a walk: which are open with role, term and due date, what the officer there may do, what the clock says; one act
 * after the other, each at a moment of its own, the last one to be taken back.
 */
#ifndef MOTCUA_CATALOGUE_SIMULATE_STEP_H
#define MOTCUA_CATALOGUE_SIMULATE_STEP_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input simulate_steps_input, simulate_act_input, simulate_undo_input;

/* GET, POST /can-bo/danh-muc/chay-thu/{walk}/cac-buoc */
enum err handle_simulate_steps(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_simulate_act(struct ctx *c, const void *input) MUST_CHECK;
/* The page again, with what is wrong with the act. */
enum err handle_simulate_steps_again(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../lui */
enum err handle_simulate_undo(struct ctx *c, const void *input) MUST_CHECK;

struct view *simulate_steps_sample(struct arena *arena);

#endif
