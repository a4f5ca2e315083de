/*
 * What every page of the editor of forms has in common: the draft at its desk, its document opened, saving it, the frame of the
 * page and the preview beside it. Knows no question.
 */
#ifndef MOTCUA_CATALOGUE_FORM_DESIGN_H
#define MOTCUA_CATALOGUE_FORM_DESIGN_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "define/desk.h"
#include "form_design/form_edit.h"
#include "form_design/question.h"

struct ctx;
struct view;

#define FORM_DESIGN_PATH DEFINE_PATH "/bieu-mau/{code}/soan"
#define FORM_DESIGN_TAB  "/soan"
/* A form at its limits as a tree, as JSON and as a page. */
#define FORM_DESIGN_MEMORY ((size_t)48 << 20)
/* Its text, percent-encoded. */
#define FORM_DESIGN_BODY ((size_t)1 << 20)

struct design {
	struct desk desk;
	struct form_edit edit;
};

/*
 * The open draft of a form with its document; a draft of which nothing is drawn yet is an empty form. As desk_open and
 * desk_open_draft; ERR_INVALID: the document cannot be read at all.
 */
MUST_CHECK enum err design_open(struct ctx *c, const char *code, struct design *ret_design);
MUST_CHECK enum err design_open_draft(struct ctx *c, const char *code, struct design *ret_design);

/*
 * Saves the document as it stands now and answers 303 to `to`; what it said before can be taken back. ERR_INVALID with *error:
 * the form would have a problem that it does not have; nothing is saved. ERR_CONFLICT: somebody else saved since `version`,
 * or this very form was sent before with other content.
 */
MUST_CHECK enum err design_save(
    struct ctx *c, struct design *design, int64_t version, const char *to, struct form_error *error);
/* The answer that this very sending got before. ERR_CONFLICT: it is a first one, but the draft moved on from its version. */
MUST_CHECK enum err design_save_again(struct ctx *c);
/* The draft says what it said before its last save; 303 to `to`. ERR_CONFLICT: there is nothing to take back. */
MUST_CHECK enum err design_undo(struct ctx *c, const struct design *design, int64_t version, const char *to);

/* "/can-bo/danh-muc/dinh-nghia/bieu-mau/{code}/soan" and what is below it ("/them"). */
const char *design_url(struct ctx *c, const struct design *design, const char *suffix);
/* The page of one question. */
const char *question_url(struct ctx *c, const struct design *design, const char *id);

/*
 * Adds to the page: what desk_show adds, title (if not NULL), action, version, once, outline_url, try_url, has_problems and
 * problems (what keeps it from being sent), has_remarks and remarks [{text, at, url}], is_outline, problem_count (null: none), undo_at
 * (null: nothing to take back), undo_focus, preview (see preview.h).
 */
MUST_CHECK enum err design_show(struct ctx *c, struct view *page, const struct design *design, const char *title,
    const char *action, struct form *preview);

/* The words of what form_parse refused, with the place in an expression: "... (ở ký tự 12: “x”)". */
const char *form_error_words(struct ctx *c, const struct form_error *error);
/* What a kind of question is called. */
const char *question_words(struct ctx *c, enum form_question question);
/* What people call a component: its label, the text of a note, or what kind it is. */
const char *component_words(struct ctx *c, const json_t *component);

#endif
