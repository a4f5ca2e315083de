/* The choices of a question as lines: "value | words", or the words alone where the value is what they give. Pure. */
#ifndef MOTCUA_CATALOGUE_FORM_OPTIONS_TEXT_H
#define MOTCUA_CATALOGUE_FORM_OPTIONS_TEXT_H

#include <jansson.h>

struct arena;

/* "" for no choices. */
const char *options_text(struct arena *arena, const json_t *values);
/*
 * The lines into `member`. A choice keeps its value as long as its words or its place stay: answers that were given already go by
 * it. NULL, or the message key of what is wrong.
 */
const char *options_write(struct arena *arena, json_t *component, const char *member, const char *lines);

#endif
