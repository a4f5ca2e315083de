/*
 * Nothing typed is lost: a form that came without a valid token or session is shown on a page that holds all its fields
 * (hidden) and a fresh token, to be sent again with one press.
 */
#ifndef MOTCUA_CORE_SERVER_SEND_AGAIN_H
#define MOTCUA_CORE_SERVER_SEND_AGAIN_H

#include "core/err.h"

struct ctx;

/* `status` 401: with a link to `sign_in` (opens beside this page); 403: the token had expired, `sign_in` NULL. */
enum err send_again_page(struct ctx *c, int status, const char *sign_in) MUST_CHECK;

#endif
