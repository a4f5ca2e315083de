/* An attempt and where its payer goes: the part of paying that talks to a gateway. */
#ifndef MOTCUA_PAYMENT_LEAVE_H
#define MOTCUA_PAYMENT_LEAVE_H

#include "core/err.h"

struct attempt;
struct bill;
struct ctx;
struct gateway;

/*
 * The open attempt of this bill at the gateway: made and committed first, then the gateway is asked for its page, once,
 * with the same reference however often this is called. leave_url stays NULL while another request is asking.
 * ERR_UNAVAILABLE: the gateway does not answer; ERR_INVALID: it refuses; ERR_CONFLICT: nothing is owed any more.
 */
MUST_CHECK enum err leave_prepare(
    struct ctx *c, const struct gateway *gateway, const struct bill *bill, struct attempt *ret_attempt);

#endif
