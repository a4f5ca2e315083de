/*
 * Sample answers to the questions of a form: what a tester would type to get on, valid by the form's own rules wherever it
 * can be known. Always the same for the same form and day. Pure.
 */
#ifndef MOTCUA_CATALOGUE_SAMPLE_VALUES_H
#define MOTCUA_CATALOGUE_SAMPLE_VALUES_H

#include <stdint.h>

#include "domain/definition/form/form.h"

struct arena;

/* Words of the sample: a person's name, an address, any text. */
struct sample_words {
	const char *name, *address, *text;
};

/* Answers every question on the page (NULL: of the form) that is shown and has no answer yet; questions that come up through an
 * answer are answered as well. */
void sample_values_fill(struct arena *arena, const struct form *form, const struct form_field *page, int64_t today,
    const struct sample_words *words, struct form_values *values);

#endif
