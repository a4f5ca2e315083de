/*
 * Showing a form again: what was wrong and what was typed, for a route's `again` function. Works on the first showing
 * as well, where nothing is wrong and nothing was typed.
 */
#ifndef MOTCUA_CORE_SERVER_AGAIN_H
#define MOTCUA_CORE_SERVER_AGAIN_H

#include <stddef.h>

#include "core/err.h"

struct ctx;
struct view;

/*
 * Adds has_errors and errors [{message, anchor, field, beside}] to the page: for partials/error_summary. `message` says which field
 * it is about; `beside` are the words of again_error.
 */
void again_errors(struct ctx *c, struct view *page);
/* The words for beside the field, or NULL. */
const char *again_error(struct ctx *c, const char *field);
/* What was typed under that name, or `otherwise` (may be NULL) where nothing came in. */
const char *again_typed(const struct ctx *c, const char *field, const char *otherwise);
/* Puts a fault that only the handler could see (a taken name) beside its field; then the handler returns its `again`. */
enum err again_refuse(struct ctx *c, const char *field, const char *message);
/* The same with a message that fits any field: where it does not stand beside it, `label` (what people call it) is said first. */
enum err again_refuse_named(struct ctx *c, const char *field, const char *label, const char *message);

#endif
