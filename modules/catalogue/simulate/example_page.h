/*
 * Examples that were kept, walked again: which of them come to something else, what is otherwise in words, and the decision
 * that the new outcome is the right one, with its reason.
 */
#ifndef MOTCUA_CATALOGUE_EXAMPLE_PAGE_H
#define MOTCUA_CATALOGUE_EXAMPLE_PAGE_H

#include "core/err.h"
#include "core/input/field.h"

struct ctx;

extern const struct input examples_input, example_input, example_accept_input, example_remove_input;

/* GET /can-bo/danh-muc/vi-du: all examples, walked with what is in force. */
enum err handle_examples(struct ctx *c, const void *input) MUST_CHECK;
/* GET .../{example}: one, walked with what is in force or (?ban-thao=) with a draft. */
enum err handle_example(struct ctx *c, const void *input) MUST_CHECK;
/* POST .../{example}/chap-nhan, .../{example}/bo */
enum err handle_example_accept(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_example_remove(struct ctx *c, const void *input) MUST_CHECK;

#endif
