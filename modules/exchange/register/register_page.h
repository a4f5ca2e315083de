/*
 * /du-lieu-dan-cu/{code}/{draft}: where a citizen is told what the population register would be asked about them and why, and lets
 * it be asked, or not. Only about themselves, as sign-on vouched for them; nothing that is typed here becomes a question.
 */
#ifndef MOTCUA_EXCHANGE_REGISTER_PAGE_H
#define MOTCUA_EXCHANGE_REGISTER_PAGE_H

#include "core/err.h"
#include "core/system/jobs.h"

struct arena;
struct ctx;
struct input;
struct view;

/* In the address of that page (boolean): who comes back from VNeID was not vouched for. */
#define REGISTER_REFUSED "tu-choi"

extern const struct input register_input, register_ask_input;

MUST_CHECK enum err handle_register(struct ctx *c, const void *input);
MUST_CHECK enum err handle_register_ask(struct ctx *c, const void *input);

/* Forgets answers after a day. */
extern const struct job register_job;

struct view *register_sample(struct arena *arena);

#endif
