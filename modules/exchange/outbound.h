/*
 * The two ways out: a mail over SMTP, an SMS over the gateway's HTTP. Hosts come from the configuration alone; no
 * redirect is followed, no proxy of the environment is used, every call ends within seconds.
 */
#ifndef MOTCUA_EXCHANGE_OUTBOUND_H
#define MOTCUA_EXCHANGE_OUTBOUND_H

#include "core/err.h"
#include "core/memory/arena.h"

struct exchange_config;
struct outbound;

/* Once per process, before anything below. */
MUST_CHECK enum err outbound_start(struct failure *failure);
/* A way out that keeps its connections until the arena's reset. */
struct outbound *outbound_open(struct arena *arena, const struct exchange_config *config)
    __attribute__((returns_nonnull));

enum outbound_end {
	OUTBOUND_SENT,
	OUTBOUND_FAILED,  /* trying again may help */
	OUTBOUND_REFUSED, /* it never will: no such mailbox or number, or the channel is not configured */
};
struct outbound_result {
	enum outbound_end end;
	char reply[200]; /* what the other side, or the network, said: for the log */
};

/* `message` as mail_write made it. */
void outbound_mail(struct outbound *out, const char *to, struct bytes message, struct outbound_result *ret);
/* POST {"from", "to", "text"} to the gateway; any 2xx is acceptance, 400 and 422 are refusals for good. */
void outbound_sms(struct outbound *out, const char *to, const char *text, struct outbound_result *ret);

#endif
