/* Asking the office in public (R110): the form for citizens, and what became of a question. No account is needed. */
#ifndef MOTCUA_CATALOGUE_ASK_H
#define MOTCUA_CATALOGUE_ASK_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input ask_input, ask_send_input, asked_input;

/* GET and POST /hoi-dap/gui */
enum err handle_ask(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_ask_send(struct ctx *c, const void *input) MUST_CHECK;
enum err again_ask(struct ctx *c, const void *input) MUST_CHECK;
/* GET /hoi-dap/da-gui/{code}: its state and its answer, nothing of who asked */
enum err handle_asked(struct ctx *c, const void *input) MUST_CHECK;

struct view *ask_sample(struct arena *arena);
struct view *asked_sample(struct arena *arena);

#endif
