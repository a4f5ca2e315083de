/* The configuration keys of the payment module. See payment.h. */
#include "payment.h"

#include <stdbool.h>
#include <string.h>

#include "core/system/config.h"
#include "core/view/url.h"

enum { SECRET_MOST = 512 };

#define SECRET(name, member)                                                                                           \
	{                                                                                                              \
		name, CONFIG_SECRET, offsetof(struct payment_config, member), "", 0, SECRET_MOST, NULL                 \
	}

/* What the columns of a receipt hold; the series gets the year behind it ("-26E"). */
enum { FORM_MOST = 16, SERIES_MOST = 12 };

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

/* A gateway's answer to our question is as good as its connection. */
static bool
is_fit(const char *url)
{
	return url[0] == '\0' || url_is_protected(url);
}

enum err
payment_config_check(const struct payment_config *config, struct failure *failure)
{
	if (strlen(config->receipt_form) > FORM_MOST || strlen(config->receipt_series_phi) > SERIES_MOST ||
	    strlen(config->receipt_series_le_phi) > SERIES_MOST)
		return FAILURE(failure, ERR_INVALID, NULL, NULL,
		    "receipt_form has at most %d characters, receipt_series_* %d", FORM_MOST, SERIES_MOST);
	if (!is_fit(config->payplat_url) || !is_fit(config->vnpay_pay_url) || !is_fit(config->vnpay_api_url))
		return FAILURE(failure, ERR_INVALID, NULL, NULL, "a gateway's address does not begin with https://");
	return OK;
}
