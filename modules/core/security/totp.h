/*
 * The second factor: time-based one-time codes of RFC 6238 (SHA-1, 30 seconds, 6 digits, as every authenticator app
 * understands). Pure: the caller stores the secret and the last step used, and limits tries.
 */
#ifndef MOTCUA_CORE_SECURITY_TOTP_H
#define MOTCUA_CORE_SECURITY_TOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

enum { TOTP_SECRET_SIZE = 20, TOTP_DIGITS = 6, TOTP_STEP_SECONDS = 30 };

/* The step in which a moment (microseconds UTC) lies. */
int64_t totp_step(int64_t at);

/* The code of a step, digits and NUL. */
void totp_code(struct bytes secret, int64_t step, char code[TOTP_DIGITS + 1]);

/*
 * Is `code` (spaces allowed) right for now, the step before or the one after, and newer than `last_step` (-1: none
 * used yet)? If so *step is what the caller must store, guarded by last_step < *step, before letting anybody in.
 */
bool totp_verify(struct bytes secret, const char *code, int64_t now, int64_t last_step, int64_t *step);

/* RFC 4648 base32 without padding, capitals: how secrets are shown and written in URIs. */
const char *base32_encode(struct arena *arena, const void *data, size_t size) __attribute__((returns_nonnull));
/* Either case, spaces and trailing = dropped. ERR_INVALID otherwise. */
MUST_CHECK enum err base32_decode(struct arena *arena, const char *text, struct bytes *data);

/* otpauth://totp/Issuer:account?secret=...&issuer=Issuer, percent-encoded: what the QR code holds. */
const char *totp_uri(struct arena *arena, const char *issuer, const char *account, struct bytes secret)
    __attribute__((returns_nonnull));

#endif
