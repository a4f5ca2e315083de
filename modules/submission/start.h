/* The first page of a filing (/nop-ho-so/{code}): what it takes, who receives it, and where it is not filed here. */
#ifndef MOTCUA_SUBMISSION_START_H
#define MOTCUA_SUBMISSION_START_H

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

extern const struct input start_input, begin_input;

enum err handle_start(struct ctx *c, const void *input) MUST_CHECK;
/* Makes the draft, once per showing of the page, and leads to its first page. */
enum err handle_begin(struct ctx *c, const void *input) MUST_CHECK;
enum err again_begin(struct ctx *c, const void *input) MUST_CHECK;

struct view *start_sample(struct arena *arena);

#endif
