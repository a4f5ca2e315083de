/* The page of one question as a view. See question_form.h for what it holds. */
#ifndef MOTCUA_CATALOGUE_FORM_QUESTION_VIEW_H
#define MOTCUA_CATALOGUE_FORM_QUESTION_VIEW_H

#include "form_design/design.h"
#include "form_design/question_form.h"

struct choice_list;
struct target_paper;

struct arena;
struct ctx;
struct view;

/* Adds kinds, parts with their fields and limits, place, rules, words, has_errors and errors to the page. `id` "": a new question. */
struct question_lists {
	const struct choice_list *items; /* the shared lists that there are */
	size_t count;
	const struct target_paper *papers; /* those of the procedures; of a question for files */
	size_t paper_count;
};
void form_question_view(struct ctx *c, struct view *page, const struct design *design, const struct question_form *form,
    const struct question_lists *lists, const char *id);

struct view *form_question_sample(struct arena *arena);
struct view *form_add_sample(struct arena *arena);
struct view *form_many_sample(struct arena *arena);

#endif
