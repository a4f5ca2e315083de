/*
 * Allowed values of a column as people type them, one a line and texts without quotes, and as FEEL ("\"phi\",\"le_phi\""). Pure;
 * www/static/js/draw/columns.js does the same in the drawn editor.
 */
#ifndef MOTCUA_CATALOGUE_RULE_DESIGN_ALLOWED_H
#define MOTCUA_CATALOGUE_RULE_DESIGN_ALLOWED_H

#include <stdbool.h>

struct arena;

/* `is_text`: the column's values are texts; of other types a line is FEEL as it stands. */
const char *allowed_lines(struct arena *arena, const char *feel, bool is_text);
const char *allowed_feel(struct arena *arena, const char *lines, bool is_text);

#endif
