/*
 * What the exchange module is told by its configuration: where mail and SMS leave this house. The only hosts that it
 * ever speaks to are named here; nothing that a person types becomes an address of a server.
 */
#ifndef MOTCUA_EXCHANGE_EXCHANGE_H
#define MOTCUA_EXCHANGE_EXCHANGE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/system/config.h"

/* How a channel is protected on its way: as far as the server offers it, or not at all without. */
enum smtp_security { SMTP_SECURITY_OFFERED, SMTP_SECURITY_REQUIRED };

struct exchange_config {
	const char *smtp_host; /* "": no mail leaves */
	int64_t smtp_port;
	int smtp_security;          /* enum smtp_security */
	const char *smtp_user;      /* "": the server asks for none */
	struct bytes smtp_password; /* key smtp_password_file */
	const char *mail_from;      /* address of the sender */
	const char *sms_url;        /* "": no SMS leaves */
	const char *sms_sender;     /* the brand name registered with the operators; "": the gateway's default */
	struct bytes sms_token;     /* key sms_token_file: bearer token of the gateway; empty: none */

	/* The population register, through LGSP or NDXP (register/). */
	const char *population_url;       /* "": it is not asked */
	const char *population_token_url; /* LGSP's; "": the register wants no token */
	const char *population_client;
	struct bytes population_secret;     /* key population_secret_file */
	const char *population_integration; /* MaTichHop, MaDVC and MaCanBo, as the register gave them */
	const char *population_service;
	const char *population_agent;

	/* VNeID (sign_on/): OpenID Connect, authorisation code. */
	const char *vneid_authorise_url; /* "": nobody vouches for citizens */
	const char *vneid_token_url, *vneid_claims_url;
	const char *vneid_client;
	struct bytes vneid_secret; /* key vneid_secret_file */
};

extern struct exchange_config exchange_config;
extern const struct config_key exchange_config_keys[];
extern const size_t exchange_config_keys_count;

/* ERR_INVALID: a password, a token or a one-time code would leave this machine unprotected. */
MUST_CHECK enum err exchange_config_check(const struct exchange_config *config, struct failure *failure);

#define EXCHANGE_CONSUMER "exchange" /* whose rows of the outbox are drained here */

#endif
