/*
 * Sealing of small secrets at rest (second-factor seeds): AES-256-GCM under a key derived from the installation's
 * secret. A sealed text opens only with the same purpose and owner, so that rows cannot be exchanged.
 */
#ifndef MOTCUA_CORE_SECURITY_SEAL_H
#define MOTCUA_CORE_SECURITY_SEAL_H

#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

enum { SEAL_OVERHEAD = 1 + 12 + 16 }; /* version, nonce, tag */

/* Seals up to 4096 bytes; `purpose` and `owner` are bound to it. The result lives in the arena. */
struct bytes seal(
    struct arena *arena, struct bytes installation_secret, const char *purpose, int64_t owner, struct bytes plain);
/* ERR_INVALID: not sealed by this installation for this purpose and owner, or changed since. */
MUST_CHECK enum err seal_open(struct arena *arena, struct bytes installation_secret, const char *purpose, int64_t owner,
    struct bytes sealed, struct bytes *plain);

#endif
