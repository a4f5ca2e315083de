/*
 * The choices of shared lists that were made in many dossiers, each once however many made it: what their labels are looked
 * up by. Pure.
 */
#ifndef MOTCUA_WORKFLOW_LIST_CHOICES_MADE_H
#define MOTCUA_WORKFLOW_LIST_CHOICES_MADE_H

#include <stddef.h>

#include "core/err.h"

struct arena;

/* All zero: none yet. Texts are kept by reference, everything lives in `arena`. */
struct choices_made {
	struct choice_made *items;
	size_t count, room;
};

/* `value`: one choice, or several with commas between them, as answers are kept. */
void choices_made_add(struct arena *arena, struct choices_made *made, const char *list, const char *value);
/*
 * JSON [{"list": ..., "value": ...}], each choice once, for answers_labels; "[]" if none was made. ERR_TOO_LARGE: more than
 * `most` different ones.
 */
MUST_CHECK enum err choices_made_json(
    struct arena *arena, struct choices_made *made, size_t most, const char **ret_json);

#endif
