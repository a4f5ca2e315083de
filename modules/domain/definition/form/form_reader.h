/*
 * Reading the members of a form-js definition: types and lengths checked, the first mistake kept with its path.
 * Private to form_parse.c, form_reader.c, form_members.c and form_rules.c.
 */
#ifndef MOTCUA_DOMAIN_DEFINITION_FORM_READER_H
#define MOTCUA_DOMAIN_DEFINITION_FORM_READER_H

#include "domain/definition/form/form_private.h"

enum { FORM_KEY_MAX = 64, FORM_LABEL_MAX = 2000 };

struct form_reader {
	struct arena *arena;
	struct form *form;
	struct form_error *error;
	bool failed;
	struct feel_names names; /* as conditions in names_list see them, while names_known */
	const struct form_field *names_list;
	bool names_known;
};

/* --- form_reader.c: one member ------------------------------------------------------------------------------------- */

/* Only the first refusal is kept. */
void form_reader_refuse(struct form_reader *r, const char *message, const char *path);
/* "path.member" */
const char *form_reader_below(struct form_reader *r, const char *path, const char *member);
/* "path.properties.name" */
const char *form_reader_property(struct form_reader *r, const char *path, const char *name);
/* A name out of a hostile document, fit to be shown: itself if it is an identifier, else "?". */
const char *form_reader_shown(struct form_reader *r, const char *name);
/* Refuses members that stand in neither list; `more` may be NULL. */
void form_reader_check_members(
    struct form_reader *r, json_t *object, const char *path, const char *const *known, const char *const *more);
/* Each gives the member's value, or NULL, false, 0 if it is absent; a wrong type or size is refused. */
const char *form_reader_text(struct form_reader *r, json_t *object, const char *path, const char *name, size_t max);
bool form_reader_flag(struct form_reader *r, json_t *object, const char *path, const char *name);
size_t form_reader_count(struct form_reader *r, json_t *object, const char *path, const char *name, size_t max);
/* True if the member is there. */
bool form_reader_decimal(
    struct form_reader *r, json_t *object, const char *path, const char *name, struct decimal *ret);

/* --- form_members.c: the groups of members of a component ------------------------------------------------------------ */

/* Fills what the component's members `validate` and `properties` say; what is not in the subset is refused with its path. */
void form_reader_validate(struct form_reader *r, json_t *component, const char *path, struct form_field *field);
void form_reader_properties(struct form_reader *r, json_t *component, const char *path, struct form_field *field);
/* What our properties say about checks; everything else in them is for those who ask with form_property. */
void form_reader_apply_properties(struct form_reader *r, const char *path, struct form_field *field);
void form_reader_options(struct form_reader *r, json_t *component, const char *path, struct form_field *field);
void form_reader_number(struct form_reader *r, json_t *component, const char *path, struct form_field *field);
void form_reader_date(struct form_reader *r, json_t *component, const char *path, struct form_field *field);
void form_reader_default(struct form_reader *r, json_t *component, const char *path, struct form_field *field);

/* --- form_rules.c ---------------------------------------------------------------------------------------------------- */

/* Conditions, expressions and rules that speak of other fields; all of those are read. */
void form_reader_rules(struct form_reader *r, json_t *component, const char *path, struct form_field *field);

#endif
