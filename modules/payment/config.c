/* The configuration keys of the payment module. See payment.h. */
#include "payment.h"

#include "core/system/config.h"

enum { SECRET_MOST = 512 };

#define SECRET(name, member)                                                                                           \
	{                                                                                                              \
		name, CONFIG_SECRET, offsetof(struct payment_config, member), "", 0, SECRET_MOST, NULL                 \
	}

struct payment_config payment_config;

const struct config_key payment_config_keys[] = {
	CONFIG_KEY(struct payment_config, payplat_url, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct payment_config, payplat_partner, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct payment_config, payplat_pay_host, CONFIG_TEXT, .fallback = ""),
	SECRET("payplat_secret_file", payplat_secret),
	SECRET("payplat_secret_previous_file", payplat_secret_previous),
	CONFIG_KEY(struct payment_config, vnpay_pay_url, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct payment_config, vnpay_api_url, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct payment_config, vnpay_terminal, CONFIG_TEXT, .fallback = ""),
	SECRET("vnpay_secret_file", vnpay_secret),
	SECRET("vnpay_secret_previous_file", vnpay_secret_previous),
	CONFIG_KEY(struct payment_config, receipt_form, CONFIG_TEXT, .fallback = "01BLP0-001"),
	CONFIG_KEY(struct payment_config, receipt_series_phi, CONFIG_TEXT, .fallback = "AA"),
	CONFIG_KEY(struct payment_config, receipt_series_le_phi, CONFIG_TEXT, .fallback = "AB"),
};
const size_t payment_config_keys_count = sizeof(payment_config_keys) / sizeof(payment_config_keys[0]);
