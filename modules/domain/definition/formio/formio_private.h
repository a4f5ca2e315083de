/* What the files of the Form.io importer share. Private to formio*.c. */
#ifndef MOTCUA_DOMAIN_DEFINITION_FORMIO_PRIVATE_H
#define MOTCUA_DOMAIN_DEFINITION_FORMIO_PRIVATE_H

#include <jansson.h>

#include "domain/definition/formio/formio.h"

enum { FORMIO_DEPTH_MAX = 24, FORMIO_FIELDS_MAX = 1000 };

/* What a component becomes. */
enum formio_shape {
	FORMIO_FIELD,
	FORMIO_CHOICES, /* with values; without them a line of text */
	FORMIO_GROUP,
	FORMIO_FLAT, /* its components stand in its place: columns, tables */
	FORMIO_LIST,
	FORMIO_TEXT,
	FORMIO_NOTHING,
	FORMIO_UNKNOWN
};

struct formio_type {
	const char *name, *ours, *subtype, *kind;
	enum formio_shape shape;
};
/* Of a type that is not known: a row of FORMIO_UNKNOWN. */
const struct formio_type *formio_type_of(const json_t *component);

/* A field that was carried, under its old and its new name: conditions speak of the old. */
struct formio_field {
	const char *old_key, *new_key;
	const json_t *from; /* the old component */
	json_t *to;         /* the new one */
	const json_t *list; /* the new list it stands in, or NULL */
	const char *path;
};

struct formio {
	struct arena *arena;
	struct formio_report *report;
	struct formio_field *fields;
	size_t field_count;
	const char *label; /* of the component at hand */
};

/* --- formio_member.c ----------------------------------------------------------------------------------------------- */

const char *formio_text(const json_t *object, const char *name);
const char *formio_below(const struct formio *f, const char *path, const char *name);
void formio_note(struct formio *f, const char *message, const char *path);
/* Reports every member of the component that nothing carries, script apart. */
void formio_check_members(struct formio *f, const json_t *component, const char *path);
/* Limits and messages into the new component. */
void formio_validate(
    struct formio *f, const json_t *from, const struct formio_type *type, json_t *to, const char *path);
/* Text out of HTML; script in it is reported. */
const char *formio_plain(struct formio *f, const char *html, const char *path);

/* --- formio_component.c -------------------------------------------------------------------------------------------- */

/* Everything in `from` into `to` (an array), and what is below it. */
void formio_components(
    struct formio *f, const json_t *from, const char *path, json_t *to, const json_t *list, bool pages, int depth);

/* --- formio_condition.c -------------------------------------------------------------------------------------------- */

/* Once all fields are known: what shows and hides each of them, or the group at `to`. */
void formio_condition(struct formio *f, const json_t *from, json_t *to, const json_t *list, const char *path);

/* "properties.name" of a new component. */
void formio_property(json_t *to, const char *name, const char *value);

#endif
