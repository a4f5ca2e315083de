/*
 * Shared lists of choices for forms, read as of a day. Written by the catalogue alone (its room choice/); this is the one reader
 * of those who show or check a form. Reads only.
 */
#ifndef MOTCUA_DOMAIN_PROCEDURE_CHOICE_STORE_H
#define MOTCUA_DOMAIN_PROCEDURE_CHOICE_STORE_H

#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"
#include "domain/definition/form/form.h"

struct arena;
struct db;

/* How long a page or an answer of choices may be. */
enum { CHOICES_MAX = 1000, CHOICE_VALUE_MAX = 64 };

/*
 * Gives the form the lists that it names, as of the day: those at the top whole, of linked ones what stands below the answers so
 * far. One statement per list and answer above, none for a form without lists. A list that does not exist has no choices.
 */
MUST_CHECK enum err choices_give(
    struct db *db, struct arena *arena, struct form *form, const struct form_values *values, int32_t day);
/* The choices of a list below one of the list above, or all with `parent` NULL; at most CHOICES_MAX. */
MUST_CHECK enum err choices_below(
    struct db *db, const char *list, const char *parent, int32_t day, struct form_list *ret_list);

extern const struct store choice_store;

#endif
