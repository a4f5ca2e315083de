/* The steps of a walk as a view. Private to simulate/. */
#ifndef MOTCUA_CATALOGUE_SIMULATE_STEP_VIEW_H
#define MOTCUA_CATALOGUE_SIMULATE_STEP_VIEW_H

struct ctx;
struct simulation;
struct view;

/* Everything that catalogue/simulate_steps reads but the page's own head; see the template. */
void simulate_steps_show(struct ctx *c, struct view *page, const struct simulation *s);

#endif
