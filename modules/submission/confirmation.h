/*
 * What became of a draft: the filing number, what is left to do, what happens next and when. Safe to reload and to keep;
 * the tracking secret is there for half an hour after filing, then only its hash is left.
 */
#ifndef MOTCUA_SUBMISSION_CONFIRMATION_H
#define MOTCUA_SUBMISSION_CONFIRMATION_H

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

enum { SECRET_MINUTES = 30 };

extern const struct input confirmation_input;

enum err handle_confirmation(struct ctx *c, const void *input) MUST_CHECK;

struct view *confirmation_sample(struct arena *arena);

#endif
