/* Facts of journal entries and other small JSON, written and read in one place. Private to the module. */
#ifndef MOTCUA_WORKFLOW_FACTS_H
#define MOTCUA_WORKFLOW_FACTS_H

#include <jansson.h>

struct arena;
struct view;

/* The text as JSON, released with the arena; NULL if there is none or it is damaged. */
json_t *facts_read(struct arena *arena, const char *text);
/* A member that is a text and not empty, copied to the arena; else NULL. */
const char *facts_text(struct arena *arena, const json_t *facts, const char *name);
/* A member that is a number, else 0. */
json_int_t facts_int(const json_t *facts, const char *name);
/* An object's view tree as JSON text. */
const char *facts_write(struct arena *arena, const struct view *facts);

#endif
