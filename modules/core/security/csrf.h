/*
 * The proof in every form that it was written for this browser: a random cookie that lives longer than the session
 * (a long form survives signing in again) and a field bound to it by the house's key. architecture.md, section 10.
 * Pure: cookies and headers are read and written by core/server.
 */
#ifndef MOTCUA_CORE_SECURITY_CSRF_H
#define MOTCUA_CORE_SECURITY_CSRF_H

#include <stdbool.h>

#include "core/memory/arena.h"

enum { CSRF_COOKIE_SECONDS = 7 * 24 * 3600 };

/* A new cookie value: 128 random bits, 22 characters. */
const char *csrf_cookie_new(struct arena *arena) __attribute__((returns_nonnull));

/* Could this be a cookie of ours? (22 characters of base64url) */
bool csrf_cookie_valid(const char *cookie);

/*
 * A field value for that cookie, different at each call: base64url(nonce16 || HMAC-SHA256(key, cookie || nonce)).
 * Empty, which no check accepts, if the cookie is not valid.
 */
const char *csrf_make(struct arena *arena, struct bytes key, const char *cookie) __attribute__((returns_nonnull));

/* Does the field belong to the cookie? Constant time; NULL for either, or a malformed cookie, is false. */
bool csrf_verify(struct arena *arena, struct bytes key, const char *cookie, const char *field);

#endif
