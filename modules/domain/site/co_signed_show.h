/* Who else confirmed a dossier, when and how, on the pages and printed copies that show its answers. */
#ifndef MOTCUA_DOMAIN_SITE_CO_SIGNED_SHOW_H
#define MOTCUA_DOMAIN_SITE_CO_SIGNED_SHOW_H

#include <stdbool.h>
#include <stdint.h>

struct ctx;
struct form;
struct form_values;
struct view;

/*
 * Adds {title, rows} to `sections`: one row for each signature among `facts`, those of the entry that filed the dossier, and the digest
 * of what was signed; nothing where nobody else signed. `filed`: the answers as they were signed, of the first round alone, so that
 * nobody is said to have signed whom a later round names. `corrected`: a later round changed answers, which is said. `today`: the day
 * it was filed.
 */
void co_signed_show(struct ctx *c, struct view *sections, const struct form *form, const struct form_values *filed,
    bool corrected, int32_t today, const char *facts);

#endif
