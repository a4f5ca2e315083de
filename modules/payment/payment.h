/*
 * What one installation of the payment module is configured with. Filled once at start, read-only afterwards.
 */
#ifndef MOTCUA_PAYMENT_PAYMENT_H
#define MOTCUA_PAYMENT_PAYMENT_H

#include <stddef.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/system/config.h"

/* An empty address means that this gateway is not offered. A previous secret counts for what comes in while keys change. */
struct payment_config {
	const char *payplat_url, *payplat_partner;
	const char *payplat_pay_host; /* where payers are sent, if not the host of payplat_url */
	struct bytes payplat_secret, payplat_secret_previous;
	const char *vnpay_pay_url, *vnpay_api_url, *vnpay_terminal;
	struct bytes vnpay_secret, vnpay_secret_previous;
	const char *receipt_form, *receipt_series_phi, *receipt_series_le_phi;
};

extern struct payment_config payment_config;
extern const struct config_key payment_config_keys[];
extern const size_t payment_config_keys_count;

/* ERR_INVALID: a receipt could not be numbered with it, or a gateway would be spoken to unprotected. */
MUST_CHECK enum err payment_config_check(const struct payment_config *config, struct failure *failure);

#endif
