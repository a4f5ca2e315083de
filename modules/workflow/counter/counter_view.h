/* The counter's pages as views. Private to the counter. */
#ifndef MOTCUA_WORKFLOW_COUNTER_VIEW_H
#define MOTCUA_WORKFLOW_COUNTER_VIEW_H

#include <stddef.h>

#include "counter/counter_case.h"

struct ctx;
struct dossier_party;
struct view;

enum { COUNTER_SHOWN = 50 };

struct counter_choice {
	const char *words, *person; /* as typed, NULL: not */
	const struct procedure *procedures[COUNTER_SHOWN];
	size_t found; /* may be more than are shown */
};
struct view *counter_choice_view(struct ctx *c, const struct counter_choice *choice);

struct counter_register {
	struct counter_case which;
	const char *number;                /* looked for, NULL: nobody was */
	const struct dossier_party *known; /* NULL: not known yet */
	const struct rule_fees *fees;      /* NULL: not known yet */
	struct form_values answers;        /* to what is asked; `which` was led by them (counter_case_answer) */
	const char *shown;                 /* what the officer had in view before (counter_case_word), NULL: nothing */
};
/* With what was typed and what was wrong, if it is shown again. */
struct view *counter_register_view(struct ctx *c, const struct counter_register *page);

#endif
