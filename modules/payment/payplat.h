/*
 * The national payment platform, PayPlat 1.0.6: how its messages are signed. MaXacThuc is the lower-case hexadecimal
 * SHA-256 of the signed fields and the secret, joined by '|'. Pure.
 */
#ifndef MOTCUA_PAYMENT_PAYPLAT_H
#define MOTCUA_PAYMENT_PAYPLAT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/memory/arena.h"

struct fields;

/* The fields that each message signs, in order; NULL ends the list. GET_BILL signs those of QUERY. */
extern const char *const payplat_init_fields[];
extern const char *const payplat_confirm_fields[];
extern const char *const payplat_query_fields[];

/* The MaXacThuc of a message: over the values of these fields in this order, in hex. */
const char *payplat_sign(
    struct arena *arena, const struct fields *message, const char *const *names, struct bytes secret);
/* Is the message's MaXacThuc (hex of either case) right under one of the keys? Empty keys never fit. */
bool payplat_verified(struct arena *arena, const struct fields *message, const char *const *names,
    const struct bytes *secrets, size_t count);

/*
 * May a payer be sent there? https at `pay_host` or at the host of `api_url`, or exactly the origin of `api_url`
 * (a simulator without TLS).
 */
bool payplat_may_leave_to(const char *url, const char *api_url, const char *pay_host);

#endif
