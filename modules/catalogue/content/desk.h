/*
 * What the back-office pages of the room share: who may write, fields of forms, buttons that act once, the history.
 * Fills views, knows no resource. `c` may be the bare context of a sample (--check): texts are then their keys.
 */
#ifndef MOTCUA_CATALOGUE_DESK_H
#define MOTCUA_CATALOGUE_DESK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"

struct content_act;
struct ctx;
struct db;
struct guard;
struct officer;
struct view;

/* Who writes articles and answers: administrators, controllers and drafters; who announces interruptions: the first two. */
extern const struct guard guard_content;
extern const struct guard guard_notices;

/* Administrators and controllers write everything; drafters what belongs to their agency. DB_NULL_INT: the province's. */
bool desk_may_write(const struct officer *officer, int64_t agency_id);
/* Something at all: an approver reads only. */
bool desk_may_begin(const struct officer *officer);
/*
 * The agency that a form names by code; NULL: the province, or a drafter's own agency. ERR_INVALID beside the field
 * `agency` if there is none or the officer may not write for it.
 */
MUST_CHECK enum err desk_agency(struct ctx *c, const char *code, int64_t *ret_agency_id);
/* The procedure that a form names by code beside `field`; NULL or "": DB_NULL_INT. ERR_INVALID if there is none. */
MUST_CHECK enum err desk_procedure(struct ctx *c, const char *field, const char *code, int64_t *ret_id);

/* The text of a key; the key itself in a sample. */
const char *desk_text(const struct ctx *c, const char *key);
/* The same with {name} replaced. */
const char *desk_format(const struct ctx *c, const char *key, const char *name, const char *value);

/* title, office_tabs, has_errors, errors, notice (from `done`, a message key, or NULL: null). */
void desk_page(struct ctx *c, struct view *page, const char *title, const char *nav, const char *done);
/* `state` {label, kind} of "draft", "published", "new", "declined", "withdrawn". */
void desk_state(struct ctx *c, struct view *object, const char *state);
/* A cell of a list below the heading `column` (message key); `text` NULL: empty. */
void desk_add_cell(struct ctx *c, struct view *cells, const char *column, const char *text);

/* A field of a form; texts are message keys but `value`. */
struct desk_field {
	const char *name, *label, *hint, *value;
	int64_t rows, most; /* of several lines; 0: one line */
	const char *width;  /* of one line */
	const char *autocomplete;
	bool optional;
};
void desk_add_text(struct ctx *c, struct view *fields, const struct desk_field *field);
/* A date in three boxes, of which name, label, hint and optional are read; DATE_NONE: empty. */
void desk_add_date(struct ctx *c, struct view *fields, const struct desk_field *field, int32_t day);
/* One of a NULL-terminated list of words, whose labels are `label`_<word>. */
void desk_add_choice(struct ctx *c, struct view *fields, const char *name, const char *label, const char *const *words,
    const char *chosen);
/* A statement to tick. */
void desk_add_tick(struct ctx *c, struct view *fields, const char *name, const char *label, bool ticked);

/* The form itself: `action`, `once`, `version` (0: null, nothing to compare), `has_preview`. `action` NULL: reading only. */
void desk_form(struct ctx *c, struct view *page, const char *action, int64_t version, bool has_preview);
/* One more button below, in a form of its own; returns its list of fields. First use: desk_acts. */
struct view *desk_acts(struct view *page);
struct view *desk_add_act(
    struct ctx *c, struct view *acts, const char *label, const char *action, int64_t version, bool warning);

/* `history`: timeline of acts; `has_history`. */
MUST_CHECK enum err desk_history(struct ctx *c, struct view *page, const char *owner, int64_t owner_id);
void desk_show_history(struct ctx *c, struct view *page, const struct content_act *acts, size_t count);

#endif
