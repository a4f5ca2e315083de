/*
 * Filling a form in from what is known, and keeping account of it: what stands in a question before anybody types, what may not
 * be typed over, and where each answer came from. What is posted for a locked question is never believed.
 */
#ifndef MOTCUA_SUBMISSION_PREFILL_H
#define MOTCUA_SUBMISSION_PREFILL_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "domain/dossier/dossier.h"

#include "draft_store.h"
#include "prefill/told.h"

struct ctx;
struct filing;
struct form_field;
struct form_values;
struct view;

/* One question that somebody can answer for the person. */
struct prefilled {
	const struct form_field *field;
	const struct told *told;
	const char *text; /* as the form keeps answers */
	bool locked;      /* vouched for, right by the form's own rules, and not to be typed over */
};

struct prefill {
	struct told_list told;
	struct prefilled *items;
	size_t count;
};

/* Finds out, and puts it into filing->values where nothing was answered yet; locked questions always. */
MUST_CHECK enum err prefill_load(struct ctx *c, struct filing *filing);
/* The first page with answers that somebody gave for the person and nobody has looked at yet; 0: none. */
size_t prefill_unseen_page(struct ctx *c, const struct filing *filing);
/* Puts the locked answers of one page (NULL: of all) over what was posted. */
void prefill_hold(
    struct ctx *c, const struct filing *filing, const struct form_field *page, struct form_values *values);

/* The same rows with where each answer came from. */
/* Does the answer to that question (its id, or NULL) stay what was told, whatever is typed? */
bool prefill_is_held(const struct filing *filing, const char *field_id);

void prefill_mark_draft(const struct filing *filing, struct draft_value *values, size_t count);
void prefill_mark_dossier(const struct filing *filing, struct dossier_value *value, bool computed);

/* For form_view: who filled the question in, or why nobody could, in words; NULL: nothing to say. `context` is a prefill_words. */
struct prefill_words {
	struct ctx *c;
	const struct filing *filing;
};
const char *prefill_note(void *context, const struct form_field *field, bool *ret_locked);
/*
 * `register` {text, go, url or null} for page `number`: the offer to ask the register, or what came of it; null where no question of
 * `page` (NULL: the whole form) names it, or it cannot be asked here at all.
 */
void prefill_show_register(
    struct ctx *c, struct view *view, const struct filing *filing, const struct form_field *page, size_t number);

#endif
