/* The page of a rule's examples as a view. See www/templates/catalogue/rule_examples.html. */
#ifndef MOTCUA_CATALOGUE_RULE_DESIGN_EXAMPLES_VIEW_H
#define MOTCUA_CATALOGUE_RULE_DESIGN_EXAMPLES_VIEW_H

#include "rule_design/rule_desk.h"

struct arena;
struct ctx;
struct view;

struct examples_shown {
	const struct rule_desk *desk;
	const struct definition_problems *problems;
	const struct given *given;     /* NULL: nothing was put in yet */
	const struct outcome *outcome; /* of it */
	const char *done;              /* message key, or NULL */
};

struct view *examples_view(struct ctx *c, const struct examples_shown *shown);
/* examples [...], example_count, failing: also for the JSON of the drawn editor. */
void examples_add(
    struct ctx *c, struct view *page, const struct rule *rule, const struct rule_example *examples, size_t count);
/* What was put in, for people: "Số bản sao: 2; Kênh nộp: online". */
const char *given_text(struct ctx *c, const struct rule *rule, const struct given *given);
struct view *rule_examples_sample(struct arena *arena);

#endif
