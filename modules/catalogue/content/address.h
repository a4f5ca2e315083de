/* Addresses in what officers write: links that may stand in a text, films that may be named. Pure. */
#ifndef MOTCUA_CATALOGUE_ADDRESS_H
#define MOTCUA_CATALOGUE_ADDRESS_H

#include <stdbool.h>

/* Bytes of a slug made of a title. */
enum { ADDRESS_SLUG_MOST = 120 };

/* May a link in a text lead there? A page of ours ("/..."), https://, mailto: or tel:, and nothing that a browser runs. */
bool address_is_allowed(const char *url);

/* Is it a film on one of the sites whose films may be named: YouTube, or a site of the State (.gov.vn)? */
bool address_is_film(const char *url);

#endif
