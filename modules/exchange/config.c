/* The configuration keys of the exchange module. See exchange.h. */
#include "exchange.h"

#include <stdbool.h>
#include <string.h>

#include "core/system/config.h"
#include "core/view/url.h"

enum { SECRET_MOST = 512, PORT_MOST = 65535 };

#define SECRET(name, member)                                                                                           \
	{                                                                                                              \
		name, CONFIG_SECRET, offsetof(struct exchange_config, member), "", 0, SECRET_MOST, NULL                \
	}

/* In the order of enum smtp_security. */
static const char *const smtp_security_choices[] = { "offered", "required", NULL };

struct exchange_config exchange_config;

const struct config_key exchange_config_keys[] = {
	CONFIG_KEY(struct exchange_config, smtp_host, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct exchange_config, smtp_port, CONFIG_INT, .fallback = "25", .min = 1, .max = PORT_MOST),
	CONFIG_KEY(struct exchange_config, smtp_security, CONFIG_CHOICE, .fallback = "offered",
	    .choices = smtp_security_choices),
	CONFIG_KEY(struct exchange_config, smtp_user, CONFIG_TEXT, .fallback = ""),
	SECRET("smtp_password_file", smtp_password),
	CONFIG_KEY(struct exchange_config, mail_from, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct exchange_config, sms_url, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct exchange_config, sms_sender, CONFIG_TEXT, .fallback = ""),
	SECRET("sms_token_file", sms_token),
	CONFIG_KEY(struct exchange_config, population_url, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct exchange_config, population_token_url, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct exchange_config, population_client, CONFIG_TEXT, .fallback = ""),
	SECRET("population_secret_file", population_secret),
	CONFIG_KEY(struct exchange_config, population_integration, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct exchange_config, population_service, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct exchange_config, population_agent, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct exchange_config, vneid_authorise_url, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct exchange_config, vneid_token_url, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct exchange_config, vneid_claims_url, CONFIG_TEXT, .fallback = ""),
	CONFIG_KEY(struct exchange_config, vneid_client, CONFIG_TEXT, .fallback = ""),
	SECRET("vneid_secret_file", vneid_secret),
};
const size_t exchange_config_keys_count = sizeof(exchange_config_keys) / sizeof(exchange_config_keys[0]);

static bool
is_this_machine(const char *host)
{
	return strcmp(host, "localhost") == 0 || strcmp(host, "127.0.0.1") == 0 || strcmp(host, "::1") == 0;
}

enum err
exchange_config_check(const struct exchange_config *config, struct failure *failure)
{
	const char *const partners[][2] = {
		{ "population_url", config->population_url },
		{ "population_token_url", config->population_token_url },
		{ "vneid_authorise_url", config->vneid_authorise_url },
		{ "vneid_token_url", config->vneid_token_url },
		{ "vneid_claims_url", config->vneid_claims_url },
	};

	for (size_t i = 0; i < sizeof(partners) / sizeof(partners[0]); i++)
		if (partners[i][1][0] != '\0' && !url_is_protected(partners[i][1]))
			return FAILURE(
			    failure, ERR_INVALID, NULL, NULL, "%s does not begin with https://", partners[i][0]);
	if (config->vneid_authorise_url[0] != '\0' &&
	    (config->vneid_token_url[0] == '\0' || config->vneid_claims_url[0] == '\0'))
		return FAILURE(
		    failure, ERR_INVALID, NULL, NULL, "vneid_authorise_url needs vneid_token_url and vneid_claims_url");
	if (config->sms_url[0] != '\0' && !url_is_protected(config->sms_url))
		return FAILURE(failure, ERR_INVALID, NULL, NULL, "sms_url does not begin with https://");
	if (config->smtp_user[0] != '\0' && config->smtp_security != SMTP_SECURITY_REQUIRED &&
	    !is_this_machine(config->smtp_host))
		return FAILURE(failure, ERR_INVALID, NULL, NULL, "smtp_user needs smtp_security = required");
	return OK;
}
