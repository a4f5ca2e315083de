/* What the files of form_*.c share: names, kinds, the state of one set of answers. Private to this folder. */
#ifndef MOTCUA_DOMAIN_DEFINITION_FORM_PRIVATE_H
#define MOTCUA_DOMAIN_DEFINITION_FORM_PRIVATE_H

#include <jansson.h>

#include "domain/definition/form/form.h"

/* [A-Za-z0-9_.-]{1,64}: ids and values of choices. */
bool form_key_valid(const char *text);
/* [A-Za-z_][A-Za-z0-9_]{0,63}: a name that FEEL can read. */
bool form_name_valid(const char *text);
bool form_kind_by_name(const char *name, enum form_kind *ret);
/* NULL if it is no choice of the field. */
const char *form_option_label(const struct form_field *field, const char *value);
/* All that the field offers, whatever the other answers. */
size_t form_choice_count(const struct form_field *field);
struct form_choice form_choice_at(const struct form_field *field, size_t index);
/* An object, with duplicates, depth and NUL refused; NULL otherwise. The caller releases it. */
json_t *form_json_load(const char *json, size_t size);
/* The same with other bounds: documents of other form systems are wordier. */
json_t *form_json_load_within(const char *json, size_t size, size_t depth_max, size_t values_max);
/* True if an answer to the field may have several values. */
bool form_is_plural(const struct form_field *field);
/* Has it a value that conditions can read? */
bool form_is_named(const struct form_field *field);
/* What people put between the digits of such a number, and whether its letters are capitals: both are put right. */
const char *form_kind_separators(enum form_kind kind);
bool form_kind_is_upper(enum form_kind kind);

/* Builds the index of names once all fields are read. */
void form_index_keys(struct arena *arena, struct form *form);
/* Fills form->logic. A field whose condition or expression depends on itself, or on too long a chain; NULL if there is none. */
const struct form_field *form_index_logic(struct arena *arena, struct form *form);

/* Names as a condition sees them: inside `list` its own fields are single values, elsewhere lists of its rows. */
void form_names_at(struct arena *arena, const struct form *form, const struct form_field *list, struct feel_names *ret);
/* An expression was read: its type, where `names` are those of form_names_at for the list it stands in. */
void form_names_learn(struct feel_names *names, const struct form_field *field);

/* NULL if the text is right for its kind, else the rule that it breaks ("person_number" ...). */
const char *form_kind_problem(enum form_kind kind, const char *text, int64_t today);

struct form_state {
	struct arena *arena;
	const struct form *form;
	const struct form_values *values;
	int64_t today;
	size_t *first_cell; /* of each field: its cell of row 0 */
	int *rows;          /* of each field: 1, or the rows of its list */
	bool **used;        /* of each list: is there any answer in the row? */
	size_t cells;
	uint16_t *first_value;       /* per cell: 1 + the index of its first value, 0: none */
	uint16_t *next_value;        /* per value: the next of the same cell, in the same way */
	bool *hidden;                /* per cell, by its own condition */
	struct feel_value *computed; /* per cell, of expressions */
};

/* The first text given to the field in this row, hidden or not, or NULL; *ret_next leads to the next. */
const char *form_state_text(const struct form_state *state, const struct form_field *field, int row);
/* All of them: for (at = form_state_first(...); at > 0; at = state->next_value[at - 1]) state->values->items[at - 1] */
uint16_t form_state_first(const struct form_state *state, const struct form_field *field, int row);
/* Does the condition of a field in this row hold for certain? */
bool form_state_holds(const struct form_state *state, const struct feel *feel, const struct form_field *field, int row);
/* What an expression of a field in this row gives. */
struct feel_value form_state_evaluate(
    const struct form_state *state, const struct feel *feel, const struct form_field *field, int row);
/* Does the choice hang on what was answered above, and is the value such a choice? */
bool form_state_offers(
    const struct form_state *state, const struct form_field *field, int row, const struct form_choice *choice);
bool form_state_chooses(const struct form_state *state, const struct form_field *field, int row, const char *value);
/* What was typed to find a choice and is none, with what may be meant by it; NULL: nothing is sought. */
const struct form_search *form_state_search(const struct form_state *state, const struct form_field *field, int row);
/* The row in which `other` stands for a reader in `row` of `field`: the same row of the same list, else the first. */
int form_row_of(const struct form_field *field, int row, const struct form_field *other);
/* The day that a limit of the field means in this row; false if the other date is not known. */
bool form_state_bound(const struct form_state *state, const struct form_field *field, int row,
    const struct form_bound *bound, int64_t *ret_day);
/* The typed answer; null if absent, hidden or not readable. */
struct feel_value form_state_value(const struct form_state *state, const struct form_field *field, int row);
/* Is there any answer in this row of the list? Blank rows do not count and are not frozen. */
bool form_row_used(const struct form_state *state, const struct form_field *list, int row);
/* The answer for people, "" if there is none; a ticked box is "true". */
const char *form_shown(const struct form_state *state, const struct form_field *field, int row);
/*
 * JSON for the browser's twin of this state (static/js/form.js): {"today": n, "fields": [{"id", "key", "type", "here", "list",
 * "parent", "strip", "upper", "hide": tree, "expression": tree}], "order": [ids of those with trees, each after what it reads], "values": [[key, row, text]]}. `here`: stands on the page (by id;
 * NULL: all do); values are those of the other pages. Never too large for a page: past its bound it is "{}", and nothing is
 * live.
 */
const char *form_live(const struct form_state *state, const char *page);
/* Does it say who must sign too, by name or number? Then it cannot stay empty. */
bool form_names_signer(const struct form_field *field);
/* Of a group that names a second person: its field of that kind, or NULL. */
const struct form_field *form_signer_field(
    const struct form *form, const struct form_field *group, enum form_kind kind);
bool form_is_inside(const struct form_field *field, const struct form_field *container);

#endif
