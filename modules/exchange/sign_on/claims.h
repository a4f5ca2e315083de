/*
 * What VNeID tells of a person after they signed on there (userinfo): a stranger's JSON, bounded, each claim judged. And the state
 * that goes to VNeID and comes back with the person: bound to their session, so that nobody's identity lands in another's account. Pure.
 */
#ifndef MOTCUA_EXCHANGE_CLAIMS_H
#define MOTCUA_EXCHANGE_CLAIMS_H

#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "register/register_store.h"

/*
 * ERR_INVALID: no object, no citizen (LoaiTaiKhoan other than 1), or without a number and name that can be right. The texts live in
 * the arena; verified_at is the caller's.
 */
MUST_CHECK enum err claims_read(
    struct arena *arena, const char *json, size_t size, struct register_identity *ret_identity);

enum { SIGN_ON_MINUTES = 10 };

/* For one session, until `ends` (microseconds UTC), leading back to a path of ours: "ENDS~PATH~SEAL". */
const char *sign_on_state(struct arena *arena, struct bytes secret, const unsigned char session[32], int64_t ends,
    const char *path) __attribute__((returns_nonnull));
/* ERR_INVALID: of another session, too old, or not ours at all. */
MUST_CHECK enum err sign_on_state_read(struct arena *arena, struct bytes secret, const unsigned char session[32],
    int64_t now, const char *state, const char **ret_path);

#endif
