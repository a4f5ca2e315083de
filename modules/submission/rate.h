/* The applicant's rating of a finished dossier, once: three levels, overall at least (TT 32/2017/TT-BTTTT, Đ12). */
#ifndef MOTCUA_SUBMISSION_RATE_H
#define MOTCUA_SUBMISSION_RATE_H

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

extern const struct input rate_input, rate_send_input;

enum err handle_rate(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_rate_send(struct ctx *c, const void *input) MUST_CHECK;
enum err again_rate(struct ctx *c, const void *input) MUST_CHECK;

struct view *rate_sample(struct arena *arena);

#endif
