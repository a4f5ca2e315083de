/* Fields of the steps' forms as partials/field reads them, with what was typed and what was wrong. */
#ifndef MOTCUA_WORKFLOW_STEP_FIELD_H
#define MOTCUA_WORKFLOW_STEP_FIELD_H

#include <stdbool.h>
#include <stdint.h>

struct ctx;
struct view;

/* `label` and `hint` are message keys, hint may be NULL; `value` is shown where nothing was typed yet. */
void step_field_line(struct ctx *c, struct view *fields, const char *name, const char *label, const char *hint,
    const char *value, const char *width, bool optional);
void step_field_lines(struct ctx *c, struct view *fields, const char *name, const char *label, const char *hint,
    int64_t most, const char *value);
/* `day` DATE_NONE: empty boxes. */
void step_field_date(
    struct ctx *c, struct view *fields, const char *name, const char *label, const char *hint, int32_t day);
/* The label of a choice is the text of `key_prefix` and its value. `chosen` may be NULL. */
void step_field_radios(struct ctx *c, struct view *fields, const char *name, const char *label,
    const char *const *choices, const char *key_prefix, const char *chosen);
void step_field_check(struct ctx *c, struct view *fields, const char *name, const char *label);
void step_field_file(struct ctx *c, struct view *fields, const char *name, const char *label, const char *hint,
    const char *accept, bool multiple, bool optional);
/* A select whose options the caller adds: {value, label, selected}. */
struct view *step_field_select(
    struct ctx *c, struct view *fields, const char *name, const char *label, const char *hint);

#endif
