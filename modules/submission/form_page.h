/*
 * The electronic form, one page at a time: shown, saved as it is typed, saved and checked on "continue". What was typed is
 * kept even where a rule is broken; nothing is sent from here.
 */
#ifndef MOTCUA_SUBMISSION_FORM_PAGE_H
#define MOTCUA_SUBMISSION_FORM_PAGE_H

#include "core/err.h"

#include "filing.h"

struct arena;
struct ctx;
struct input;
struct view;

extern const struct input continue_input, form_page_input, form_save_input;

/* GET .../tiep: to the first page that is not complete. */
enum err handle_continue(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_form_page(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_form_save(struct ctx *c, const void *input) MUST_CHECK;
enum err again_form_save(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../luu/{page}: what is typed so far, no rules; 200 {"saved": true, "at": "..."}. */
enum err handle_autosave(struct ctx *c, const void *input) MUST_CHECK;

/* The first form page with a broken rule, or with an answer that shows that nothing can be filed; 0: none. */
size_t form_first_incomplete(struct ctx *c, const struct filing *filing);

struct view *form_page_sample(struct arena *arena);

#endif
