/*
 * The rules that make our templates safe and accessible, checked by --check and by tests, never while serving: context
 * checking by refusal instead of contextual escaping, no text outside the message catalogue, a label for every input.
 */
#ifndef MOTCUA_CORE_VIEW_LINT_H
#define MOTCUA_CORE_VIEW_LINT_H

#include <stddef.h>

#include "core/err.h"

struct buffer;
struct view;

/*
 * The source of one template. Adds a line "name:line: what is wrong" per problem to `report`, whose arena is used for
 * the work; returns the number of problems.
 */
MUST_CHECK size_t lint_template(const char *name, const char *source, size_t size, struct buffer *report);

/* Every *.html below the folder, as above; a folder that cannot be read is a problem too. */
MUST_CHECK size_t lint_templates(const char *directory, struct buffer *report);

/* Every {{t.key}} in the templates below the folder is a text of the catalogue `texts` (message_tree). */
MUST_CHECK size_t lint_texts(const char *directory, const struct view *texts, struct buffer *report);

/* A finished page: ids are unique, every label has its input, every input its label, references by id are answered. */
MUST_CHECK size_t lint_html(const char *name, const char *html, size_t size, struct buffer *report);

#endif
