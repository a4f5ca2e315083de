/*
 * A rule in the back office: its tables as people read them with worked examples beside them, and its rows and columns as forms, for those
 * who do without the drawn editor. Drafts and rights are define/desk.h's.
 */
#ifndef MOTCUA_CATALOGUE_RULE_DESIGN_RULE_PAGE_H
#define MOTCUA_CATALOGUE_RULE_DESIGN_RULE_PAGE_H

#include <stddef.h>

#include "core/err.h"

struct arena;
struct ctx;
struct input;

#define RULE_EXAMPLES_PATH "/can-bo/danh-muc/dinh-nghia/quy-tac/{code}/vi-du"
#define RULE_ROW_PATH      "/can-bo/danh-muc/dinh-nghia/quy-tac/{code}/dong"
#define RULE_COLUMN_PATH   "/can-bo/danh-muc/dinh-nghia/quy-tac/{code}/cot"
#define RULE_FRAME_PATH    "/can-bo/danh-muc/dinh-nghia/quy-tac/{code}/khung"
#define RULE_BEGIN_PATH    "/can-bo/danh-muc/dinh-nghia/quy-tac/{code}/bang-moi"

/* --- examples --- */
extern const struct input rule_examples_input, rule_try_input, rule_example_act_input, rule_run_input;
MUST_CHECK enum err handle_rule_examples(struct ctx *c, const void *input);
MUST_CHECK enum err handle_rule_examples_again(struct ctx *c, const void *input);
/* Works out what was put in, and keeps it as an example if the button says so. */
MUST_CHECK enum err handle_rule_try(struct ctx *c, const void *input);
/* Expects of an example what comes out today, or takes it away. */
MUST_CHECK enum err handle_rule_example_act(struct ctx *c, const void *input);
/* All examples and checks against a document that was not saved yet, as JSON: for the drawn editor. */
MUST_CHECK enum err handle_rule_run(struct ctx *c, const void *input);

/* --- rows --- */
extern const struct input rule_row_input, rule_row_save_input;
MUST_CHECK enum err handle_rule_row(struct ctx *c, const void *input);
MUST_CHECK enum err handle_rule_row_again(struct ctx *c, const void *input);
MUST_CHECK enum err handle_rule_row_save(struct ctx *c, const void *input);

/* --- columns, and what stands over a table: as the drawn editor has them, without script --- */
extern const struct input rule_column_input, rule_column_save_input, rule_frame_input, rule_frame_save_input,
    rule_begin_input;
MUST_CHECK enum err handle_rule_column(struct ctx *c, const void *input);
MUST_CHECK enum err handle_rule_column_again(struct ctx *c, const void *input);
MUST_CHECK enum err handle_rule_column_save(struct ctx *c, const void *input);
MUST_CHECK enum err handle_rule_frame(struct ctx *c, const void *input);
MUST_CHECK enum err handle_rule_frame_again(struct ctx *c, const void *input);
MUST_CHECK enum err handle_rule_frame_save(struct ctx *c, const void *input);
/* A first table, or one more, for what it is chosen for: fees, papers, routing. */
MUST_CHECK enum err handle_rule_begin(struct ctx *c, const void *input);

/* The id of a row (from 1; 0: the table) on the page of examples. */
const char *rule_place(struct arena *arena, const char *decision, size_t row);

#endif
