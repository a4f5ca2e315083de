/* Pages of one question: choosing what kind it is, writing and changing it; several questions at once out of lines of text. */
#ifndef MOTCUA_CATALOGUE_FORM_QUESTION_PAGE_H
#define MOTCUA_CATALOGUE_FORM_QUESTION_PAGE_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct ctx;
struct view;

extern const struct input form_add_input;
extern const struct input form_question_new_input;
extern const struct input form_question_input;
extern const struct input form_question_create_input;
extern const struct input form_question_save_input;
extern const struct input form_many_input;
extern const struct input form_many_save_input;

/* GET .../soan/them: what is asked, and how people answer. */
MUST_CHECK enum err handle_form_add(struct ctx *c, const void *input);
/* GET .../soan/cau-hoi?kieu=&nhan=: a new question, not saved yet. */
MUST_CHECK enum err handle_form_question_new(struct ctx *c, const void *input);
/* POST the same: it is saved, or only looked at (lam=xem). */
MUST_CHECK enum err handle_form_question_create(struct ctx *c, const void *input);
/* GET and POST .../soan/cau-hoi/{question} */
MUST_CHECK enum err handle_form_question(struct ctx *c, const void *input);
MUST_CHECK enum err handle_form_question_save(struct ctx *c, const void *input);
/* GET and POST .../soan/nhieu */
MUST_CHECK enum err handle_form_many(struct ctx *c, const void *input);
MUST_CHECK enum err handle_form_many_save(struct ctx *c, const void *input);

#endif
