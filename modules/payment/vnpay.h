/*
 * VNPAY 2.1.0: how its messages are written and signed. Pure: no clock, no network, no table.
 *   pay URL, IPN, return: HMAC-SHA512 over the parameters vnp_*, sorted, as application/x-www-form-urlencoded
 *   querydr, refund:      HMAC-SHA512 over the raw values joined by '|'
 */
#ifndef MOTCUA_PAYMENT_VNPAY_H
#define MOTCUA_PAYMENT_VNPAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

enum { VNPAY_PAIRS_MOST = 40, VNPAY_QUERY_MOST = 4096 };

struct vnpay_pair {
	const char *name, *value; /* decoded, NUL-free */
	const char *raw;          /* as received, still encoded; NULL when we make the message */
};
struct vnpay_message {
	struct vnpay_pair pairs[VNPAY_PAIRS_MOST];
	size_t count;
};

/*
 * Splits a query; names that do not begin with vnp_ are left out. ERR_INVALID: a name twice, bad percent-encoding, a NUL, too
 * long or too many.
 */
MUST_CHECK enum err vnpay_parse(struct arena *arena, const char *query, struct vnpay_message *ret_message);
/* ERR_TOO_LARGE past VNPAY_PAIRS_MOST. */
MUST_CHECK enum err vnpay_add(struct vnpay_message *message, const char *name, const char *value);
/* "" if there is none. */
const char *vnpay_value(const struct vnpay_message *message, const char *name);

/* The string that is signed; also the query of the pay URL. Sorts the message. */
const char *vnpay_canonical(struct arena *arena, struct vnpay_message *message);
/* Lower-case hexadecimal HMAC-SHA512. */
const char *vnpay_sign(struct arena *arena, struct bytes secret, const char *text);
/*
 * Does vnp_SecureHash (128 hex digits of either case) fit under one of the keys? Tried in turn: every value encoded anew;
 * the same without empty values (senders differ); the values as they were received.
 */
bool vnpay_verified(struct arena *arena, struct vnpay_message *message, const struct bytes *secrets, size_t count);
/* Does `given` (hex) sign this text under one of the keys? */
bool vnpay_signed_by(
    struct arena *arena, const char *text, const char *given, const struct bytes *secrets, size_t count);

/* [0-9]{1,12} without leading zero, above 0, a multiple of 100: đồng. ERR_INVALID otherwise. */
MUST_CHECK enum err vnpay_amount(const char *text, int64_t *ret_dong);
/* Only characters that every implementation encodes alike, and at least one. */
bool vnpay_is_plain(const char *text);

#endif
