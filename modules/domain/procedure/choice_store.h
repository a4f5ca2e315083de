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

enum { CHOICE_VALUE_MAX = 64, CHOICE_TYPED_MAX = 100 /* characters of what is sought */ };

/*
 * Gives the form the lists that it names, as of the day: those at the top, of linked ones what stands below the answers so far.
 * Of what is longer than FORM_CHOICES_SHOWN only the choices that were made. What was typed and is no choice is sought; where it
 * is the name of exactly one choice, it becomes that choice in `values`. One statement per list and answer above, one per eight
 * choices made in a long list and one per text sought, all of them bounded; none for a form without lists. A list that does not
 * exist has no choices.
 */
MUST_CHECK enum err choices_give(
    struct db *db, struct arena *arena, struct form *form, const struct form_values *values, int32_t day);
/* The choices of a list below one of the list above, or all with `parent` NULL; of a long list the first, and it says so. */
MUST_CHECK enum err choices_below(
    struct db *db, const char *list, const char *parent, int32_t day, struct form_list *ret_list);
/* ERR_NOT_FOUND: there is no list of that code, whatever it holds today. */
MUST_CHECK enum err choices_exist(struct db *db, const char *list);
/*
 * What may be meant by a text: each of its words begins a word of the choice's name, or its code, whatever marks and capitals
 * they have ("ha noi", "HÀ NỘI"). Names that begin with the text come first, then short ones. `parent` as above.
 */
MUST_CHECK enum err choices_search(struct db *db, struct arena *arena, const char *list, const char *parent,
    const char *text, int32_t day, struct form_search *ret_search);

extern const struct store choice_store;

#endif
