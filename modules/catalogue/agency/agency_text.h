/* What all pages of this room have in common: their words (catalogue_agency.json) and their frame. */
#ifndef MOTCUA_CATALOGUE_AGENCY_TEXT_H
#define MOTCUA_CATALOGUE_AGENCY_TEXT_H

#include "govern/page.h"

struct ctx;

/* province, centre, department, vertical, district, commune, section; NULL-terminated. */
extern const char *const agency_tiers[];

const char *agency_text(const struct ctx *c, const char *key);
/* agency_text with one {name} replaced. */
const char *agency_format(struct ctx *c, const char *key, const char *name, const char *value);
/* The word of a tier. */
const char *agency_tier(const struct ctx *c, const char *tier);

/* A page of this room; `title` a key, `back` NULL: it is the first one. */
struct page agency_page(struct ctx *c, const char *title, const char *back);

#endif
