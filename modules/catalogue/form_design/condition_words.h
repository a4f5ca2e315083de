/* A condition in words: "Quan hệ là “Người đại diện” và Số bản sao từ 2 trở lên". */
#ifndef MOTCUA_CATALOGUE_FORM_CONDITION_WORDS_H
#define MOTCUA_CATALOGUE_FORM_CONDITION_WORDS_H

#include "form_design/condition.h"

struct ctx;
struct messages;

/* The question that the condition stands at: its label as it is now, whatever the form as it was opened calls it. */
struct condition_own {
	const char *key, *label;
};
/* In that language; of no rows "". */
const char *condition_said(struct ctx *c, const char *language, const struct form *form,
    const struct condition_own *own, const struct condition *condition);

/* NULL: there is none. What rows cannot say is given as FEEL. */
const char *condition_words(struct ctx *c, const struct form *form, const struct form_field *field,
    const struct feel *feel, enum condition_sense sense);

#endif
