/*
 * A citizen who is signed in here lets VNeID vouch for who they are (OpenID Connect, authorisation code): /dinh-danh/tro-ve is where
 * they come back. What VNeID tells is fetched from VNeID itself; nothing that the browser carries is believed but the code and the state.
 */
#ifndef MOTCUA_EXCHANGE_SIGN_ON_H
#define MOTCUA_EXCHANGE_SIGN_ON_H

#include "core/err.h"

struct ctx;
struct input;

extern const struct input sign_on_input;

/* Where VNeID asks the person, leading back to that path of ours; NULL: not connected. */
const char *sign_on_url(struct ctx *c, const char *path);
MUST_CHECK enum err handle_sign_on(struct ctx *c, const void *input);

#endif
