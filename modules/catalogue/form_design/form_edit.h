/*
 * A form's document (form-js JSON) while somebody edits it: questions are added, moved, copied and taken away in the JSON tree
 * itself, so that members which this editor does not show stay as they are. Pure: knows no request and no database.
 * Whatever was done, form_edit_finish gives a document that form_parse reads, or says why not.
 */
#ifndef MOTCUA_CATALOGUE_FORM_EDIT_H
#define MOTCUA_CATALOGUE_FORM_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "core/err.h"
#include "domain/definition/form/form.h"

struct arena;

struct form_edit {
	struct arena *arena;
	json_t *root;              /* released with the arena */
	struct form *form;         /* as the document was opened; NULL: it has a problem */
	struct form_error problem; /* message NULL: none */
};

/*
 * The document opened. One that form_parse does not read is opened all the same if it is a bounded JSON object with components
 * that are objects, so that it can be put right; else ERR_INVALID or ERR_TOO_LARGE with *error.
 */
MUST_CHECK enum err form_edit_open(
    struct arena *arena, const char *json, size_t size, struct form_edit *ret_edit, struct form_error *error);
/*
 * The document written and read again. ERR_INVALID with *error if it has a problem that it did not have when it was opened;
 * ERR_TOO_LARGE past FORM_BYTES_MAX. *ret_form (may be NULL) is NULL while the old problem is still there.
 */
MUST_CHECK enum err form_edit_finish(
    struct form_edit *edit, const char **ret_json, size_t *ret_size, struct form **ret_form, struct form_error *error);

/* Where a component stands: the array that holds it, its number there, the component around it (NULL: the form itself). */
struct form_place {
	json_t *list;
	size_t at;
	json_t *holder;
};
/* The component of that id (borrowed), or NULL. `ret_place` may be NULL. */
json_t *form_edit_find(const struct form_edit *edit, const char *id, struct form_place *ret_place);
/* The component at a path of struct form_error ("components[3].components[0].validate.min"), or NULL. */
json_t *form_edit_at(const struct form_edit *edit, const char *path);

/* The text of a member, "" if there is none. */
const char *form_edit_text(const json_t *component, const char *member);
bool form_edit_is_page(const json_t *component);
/* Group, page or repeating list: has components of its own. */
bool form_edit_is_holder(const json_t *component);
/* Is the form laid out in pages? */
bool form_edit_has_pages(const struct form_edit *edit);

/*
 * The acts. Each gives NULL, or the message key of why it cannot be; the document is then as it was. `id`s that are not there give
 * "catalogue_form_design.errors.gone".
 */

/*
 * A new component, which now belongs to the document: behind `after`, else at the end of `into`, else at the end of the form (of
 * its last page). Gets an id and, where its type has one, a key made of its label, unless it brings its own. The first page of a
 * form takes in what stood there before.
 */
const char *form_edit_add(struct form_edit *edit, json_t *component, const char *into, const char *after);
/* One place up (-1) or down (1) among its neighbours; from the edge of a page to the page beside it. */
const char *form_edit_move(struct form_edit *edit, const char *id, int by);
/* To the end of another page, group or list; "" is the form itself. */
const char *form_edit_move_into(struct form_edit *edit, const char *id, const char *into);
/* With everything in it. Questions that others read in a condition stay ("catalogue_form_design.errors.read"). */
const char *form_edit_remove(struct form_edit *edit, const char *id);
/* A copy behind it, with ids and keys of its own; conditions inside the copy read the copy. *ret_id: the copy's. */
const char *form_edit_copy(struct form_edit *edit, const char *id, const char **ret_id);
/* Another key; conditions and expressions that read the old one read the new one. */
const char *form_edit_rename(struct form_edit *edit, const char *id, const char *key);

/*
 * The fields that read one of the answers given in the component of `id` (itself or inside it), those inside it left out: what
 * stands in the way of taking it out, and what the outline says of it. At most `most`; gives their number.
 */
size_t form_edit_readers(
    const struct form_edit *edit, const char *id, const struct form_field **ret_readers, size_t most);

/* FEEL text with one name in the place of another; texts in quotes are left alone. */
const char *form_edit_feel_renamed(struct arena *arena, const char *feel, const char *from, const char *to);

#endif
