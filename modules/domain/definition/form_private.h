/* What the files of form_*.c share: names, kinds, the state of one set of answers. Private to this folder. */
#ifndef MOTCUA_DOMAIN_DEFINITION_FORM_PRIVATE_H
#define MOTCUA_DOMAIN_DEFINITION_FORM_PRIVATE_H

#include <jansson.h>

#include "domain/definition/form.h"

/* [A-Za-z0-9_.-]{1,64}: ids and values of choices. */
bool form_key_valid(const char *text);
/* [A-Za-z_][A-Za-z0-9_]{0,63}: a name that FEEL can read. */
bool form_name_valid(const char *text);
bool form_kind_by_name(const char *name, enum form_kind *ret);
const char *form_kind_name(enum form_kind kind);
/* NULL if it is no choice of the field. */
const char *form_option_label(const struct form_field *field, const char *value);
/* An object, with duplicates, depth and NUL refused; NULL otherwise. The caller releases it. */
json_t *form_json_load(const char *json, size_t size);
/* True if an answer to the field may have several values. */
bool form_is_plural(const struct form_field *field);

/* Names as a condition sees them: inside `list` its own fields are single values, elsewhere lists of its rows. */
void form_names_at(struct arena *arena, const struct form *form, const struct form_field *list, struct feel_names *ret);
/* A field whose condition or expression depends on itself, or too long a chain; NULL if there is none. */
const struct form_field *form_logic_cycle(const struct form *form);

/* NULL if the text is right for its kind, else the rule that it breaks ("person_number" ...). */
const char *form_kind_problem(enum form_kind kind, const char *text, int64_t today);

/* One set of answers with what follows from it: which fields are hidden, what expressions give. */
struct form_state {
	struct arena *arena;
	const struct form *form;
	const struct form_values *values;
	int64_t today;
	size_t *first_cell; /* of each field: its cell of row 0 */
	int *rows;          /* of each field: 1, or the rows of its list */
	size_t cells;
	bool *hidden;                /* per cell, by its own condition */
	struct feel_value *computed; /* per cell, of expressions */
	struct feel_binding *bindings;
	size_t binding_count;
};

/* Conditions and expressions of all fields computed once for these answers; `today` in days since 1970-01-01. */
struct form_state *form_state_new(
    struct arena *arena, const struct form *form, const struct form_values *values, int64_t today);
/* By its own condition or that of a group or list around it. */
bool form_state_hidden(const struct form_state *state, const struct form_field *field, int row);
/* The typed answer; null if absent, hidden or not readable. */
struct feel_value form_state_value(const struct form_state *state, const struct form_field *field, int row);
/* Is there any answer in this row of the list? Blank rows do not count and are not frozen. */
bool form_row_used(const struct form *form, const struct form_values *values, const struct form_field *list, int row);
/* The answer for people, "" if there is none; a ticked box is "true". */
const char *form_shown(const struct form_state *state, const struct form_field *field, int row);
/* A canonical number as people type it, with a comma: form_values_add makes the same number of it. */
const char *form_number_typed(struct arena *arena, const char *text);
/*
 * JSON for the browser's twin of this state (static/js/form.js): {"today": n, "fields": [{"id", "key", "type", "here", "list",
 * "parent", "digits", "hide": tree, "expression": tree}], "values": [[key, row, text]]}. `here`: stands on the page (by id;
 * NULL: all do); values are those of the other pages. Never too large for a page: past its bound it is "{}", and nothing is
 * live.
 */
const char *form_live(const struct form_state *state, const char *page);
bool form_is_inside(const struct form_field *field, const struct form_field *container);

#endif
