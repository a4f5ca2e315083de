/*
 * The pages on which a process is drawn and a rule is laid out as a table, in a browser's designer (www/static/js/draw). They
 * hand the draft's document over, check what is sent while it is drawn, and save it against the version that was opened. What
 * a draft is, and who may change it, is define/desk.h's.
 */
#ifndef MOTCUA_CATALOGUE_DRAW_H
#define MOTCUA_CATALOGUE_DRAW_H

#include "core/err.h"

struct arena;
struct ctx;
struct input;
struct view;

extern const struct input draw_input, draw_check_input, draw_save_input;

enum err handle_process_drawing(struct ctx *c, const void *input);
/* The problems of a document that is not saved yet, as JSON: {problems, blocks, has_problems}. */
enum err handle_process_drawing_check(struct ctx *c, const void *input);
/* JSON: the same and `version`, with which the next save begins; a browser without script is led back to the page. */
enum err handle_process_drawing_save(struct ctx *c, const void *input);

enum err handle_rule_drawing(struct ctx *c, const void *input);
enum err handle_rule_drawing_check(struct ctx *c, const void *input);
enum err handle_rule_drawing_save(struct ctx *c, const void *input);

/* Sample views of both pages, for --check. */
struct view *draw_process_sample(struct arena *arena);
struct view *draw_rule_sample(struct arena *arena);

#endif
