/* The first page of an installation without a published catalogue: what there is, nothing else. */
#ifndef MOTCUA_SUBMISSION_HOME_H
#define MOTCUA_SUBMISSION_HOME_H

#include "core/err.h"

struct arena;
struct ctx;
struct view;

enum err handle_home(struct ctx *c, const void *input) MUST_CHECK;

struct view *home_sample(struct arena *arena);

#endif
