/* One request from route to answer, without any transport: used by the server's workers and by tests. */
#ifndef MOTCUA_CORE_SERVER_DISPATCH_H
#define MOTCUA_CORE_SERVER_DISPATCH_H

#include <stdint.h>

#include "core/server/ctx.h"

struct body;
struct route;

/*
 * Fills `c` for a request (arena, db and shared are the worker's) and answers it in c->response; never fails. Exhaustion of
 * the arena unwinds to here and is answered 413 or 503. The caller sends the answer, then calls dispatch_finish.
 */
void dispatch(
    struct ctx *c, struct server_shared *shared, struct arena *arena, struct db *db, char **params, struct body *body);

/* One log line, metrics, roll back what is open, reset the arena. `microseconds`: since the request came in. */
void dispatch_finish(struct ctx *c, int64_t microseconds);

/* Bytes that a body sent to this route may have. */
uint64_t dispatch_body_limit(const struct route *route);

#endif
