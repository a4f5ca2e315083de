/*
 * One request to a gateway: POST of a JSON body, bounded in time and in what comes back, redirects not followed. At most
 * two at once per process; further ones wait briefly. Must not run inside a database transaction.
 */
#ifndef MOTCUA_PAYMENT_HTTP_POST_H
#define MOTCUA_PAYMENT_HTTP_POST_H

#include "core/err.h"
#include "core/memory/arena.h"

/* Once, before threads start. */
void http_post_start(void);

/* ERR_UNAVAILABLE: no answer, not a 200, or one that is too long. */
MUST_CHECK enum err http_post_json(
    struct arena *arena, const char *url, struct bytes body, struct bytes *ret_answer, struct failure *failure);

#endif
