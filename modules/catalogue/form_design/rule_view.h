/* The conditions of a question as a view: rows of question, comparison and value, and the FEEL text for those who write it. */
#ifndef MOTCUA_CATALOGUE_RULE_VIEW_H
#define MOTCUA_CATALOGUE_RULE_VIEW_H

#include "form_design/design.h"
#include "form_design/question_form.h"

struct ctx;
struct view;

/*
 * Adds rules [{name, legend, hint (or null), is_need (shown only where an answer is needed "if"), modes (partials/radios), any,
 * feel (partials/textarea), error, has_words, words [fields], rows [{number, key {...}, op {...}, value {...}, other {...} (or
 * null)}]}] and offers [{id, options}] to the page; faults to `errors`.
 */
void rules_view(struct ctx *c, struct view *page, struct view *errors, const struct design *design,
    const struct question_form *form, const char *id);
/* The author's words for what breaks a rule, by the number of message_rule: a text in each language, added to `fields`. */
void rule_words_view(struct ctx *c, struct view *fields, const struct question_form *form, size_t rule);

#endif
