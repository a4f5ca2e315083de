/* Addresses in what officers write: the slug of a title, links that may stand in a text, films that may be named. Pure. */
#ifndef MOTCUA_CATALOGUE_ADDRESS_H
#define MOTCUA_CATALOGUE_ADDRESS_H

#include <stdbool.h>

struct arena;

enum { ADDRESS_SLUG_MOST = 120 };

/*
 * "Nộp hồ sơ trực tuyến trong 5 bước" -> "nop-ho-so-truc-tuyen-trong-5-buoc": small letters, digits and single hyphens,
 * cut between words at ADDRESS_SLUG_MOST characters. "" if the title has neither letter nor digit.
 */
const char *address_slug(struct arena *arena, const char *title) __attribute__((returns_nonnull));

/* May a link in a text lead there? A page of ours ("/..."), https://, mailto: or tel:, and nothing that a browser runs. */
bool address_is_allowed(const char *url);

/* Is it a film on one of the sites whose films may be named: YouTube, or a site of the State (.gov.vn)? */
bool address_is_film(const char *url);

#endif
