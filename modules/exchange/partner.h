/*
 * HTTP calls to partners within one span of time: the addresses are the configuration's alone, no redirect is followed, no proxy of
 * the environment used, and an answer that is too long is none. Must not run inside a database transaction.
 */
#ifndef MOTCUA_EXCHANGE_PARTNER_H
#define MOTCUA_EXCHANGE_PARTNER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/memory/arena.h"
#include "core/memory/buffer.h"

enum { PARTNER_ANSWER_MAX = 64 * 1024 };

/* Several requests that end together. */
struct partner_call {
	struct arena *arena;
	void *curl;   /* NULL: out of memory, every request fails */
	int64_t ends; /* on the monotonic clock, microseconds */
	struct buffer answer;
	long status;     /* of the last answer, 0: none */
	const char *why; /* the last request failed, for the log; "" before */
};

/* It lives until the arena's reset. */
void partner_call_begin(struct partner_call *call, struct arena *arena, int64_t limit_ms);
/* POST of `body`, or GET where it is NULL; `type` of the body; `token`: sent as bearer, "" none. True: a 200, read whole. */
bool partner_send(struct partner_call *call, const char *url, const char *token, const char *type, const char *body);
/* As part of a form's body or a query. */
const char *partner_escape(struct partner_call *call, struct bytes text) __attribute__((returns_nonnull));

#endif
