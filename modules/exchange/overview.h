/* The administrator's page: what waits, what left today, what failed, what was given up and can be sent again. */
#ifndef MOTCUA_EXCHANGE_OVERVIEW_H
#define MOTCUA_EXCHANGE_OVERVIEW_H

#include <stdint.h>

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

#define OVERVIEW_PATH "/can-bo/lien-thong"

struct resend_input {
	int64_t message; /* the outbox row */
};
extern const struct input resend_input;

enum err handle_overview(struct ctx *c, const void *input) MUST_CHECK;
/* ERR_CONFLICT: it is not given up (any more), or a code that has expired. */
enum err handle_resend(struct ctx *c, const void *input) MUST_CHECK;

struct view *overview_sample(struct arena *arena);

#endif
