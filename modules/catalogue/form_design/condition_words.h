/* A condition in words: "Quan hệ là “Người đại diện” và Số bản sao từ 2 trở lên". */
#ifndef MOTCUA_CATALOGUE_FORM_CONDITION_WORDS_H
#define MOTCUA_CATALOGUE_FORM_CONDITION_WORDS_H

#include "form_design/condition.h"

struct ctx;

/* NULL: there is none. What rows cannot say is given as FEEL. */
const char *condition_words(struct ctx *c, const struct form *form, const struct form_field *field,
    const struct feel *feel, enum condition_sense sense);

#endif
