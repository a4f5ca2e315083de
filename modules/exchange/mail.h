/*
 * A mail as it goes over the wire (RFC 5322, 2047, 2045): pure, sends nothing. What could break out of a header or an
 * envelope is refused here, whatever was checked before.
 */
#ifndef MOTCUA_EXCHANGE_MAIL_H
#define MOTCUA_EXCHANGE_MAIL_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

struct mail {
	const char *from, *from_name; /* address; the name that people see */
	const char *to;
	const char *subject, *text; /* UTF-8; the text with \n */
	const char *id; /* the same for a repeated sending, so that mail programs show it once: [A-Za-z0-9.-] */
	int64_t at;     /* microseconds UTC */
};

/* One address in ASCII with one '@' and nothing that means something to SMTP or to a header. */
bool mail_address_valid(const char *address);

/*
 * The whole message with CRLF line ends: encoded words of at most 75 characters in the subject, quoted-printable text in
 * lines of at most 76. ERR_INVALID: an address is none, or subject, name or id hold a control character.
 */
MUST_CHECK enum err mail_write(
    struct arena *arena, const struct mail *mail, struct bytes *ret_message, struct failure *failure);

#endif
