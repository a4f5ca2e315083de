/*
 * Mustache templates: compiled once at start, then rendered from a view tree by any number of threads. The whole
 * public specification but lambdas and dynamic names: values, sections, inverted sections, partials, dotted names, the
 * implicit iterator, other delimiters, and inheritance ({{<layout}}{{$content}}...{{/content}}{{/layout}}).
 *
 * Escaping is a property of the construction: {{x}} always escapes & < > " '; {{{x}}} takes VIEW_HTML only; a value
 * that is a whole href, src, action or formaction must be VIEW_URL. lint.h refuses the places where escaping is not
 * enough.
 */
#ifndef MOTCUA_CORE_VIEW_TEMPLATE_H
#define MOTCUA_CORE_VIEW_TEMPLATE_H

#include <stddef.h>

#include "core/err.h"

struct arena;
struct buffer;
struct templates;
struct view;

/*
 * All *.html files below the folders (a NULL-terminated list), compiled and linked; "<folder>/workflow/list.html" is
 * the template "workflow/list". The first folder that has a file wins: a province's folder stands before ours. NULL
 * with the failure filled (file, line and what is wrong in its log) if one cannot be read or compiled, or names a
 * partial or parent that does not exist. The arena must live as long as the templates.
 */
struct templates *templates_load(struct arena *arena, const char *const *directories, struct failure *failure);

/*
 * The steps of templates_load, for texts that are not in files: an empty set, a template, partials and parents
 * resolved.
 */
struct templates *templates_new(struct arena *arena);
/* `source` is kept by reference. ERR_INVALID: does not compile. ERR_CONFLICT: the name is taken. */
MUST_CHECK enum err templates_add(
    struct templates *templates, const char *name, const char *source, size_t size, struct failure *failure);
/* ERR_NOT_FOUND: a partial or parent is missing (the first one is named); it would render as nothing. */
MUST_CHECK enum err templates_link(struct templates *templates, struct failure *failure);

/* The names of all templates, in the order of the alphabet. */
size_t templates_count(const struct templates *templates);
const char *templates_name(const struct templates *templates, size_t index);

/* Of the names and texts of all templates: it differs as soon as one letter of them does. */
enum { TEMPLATES_DIGEST_SIZE = 32 };
void templates_digest(const struct templates *templates, unsigned char digest[TEMPLATES_DIGEST_SIZE]);

enum template_flags {
	TEMPLATE_STRICT = 1,   /* tests and --check: an absent name and a wrong kind of value are errors */
	TEMPLATE_RAW_TEXT = 2, /* only for the runner of the public specification: {{{x}}} takes any value */
};

/*
 * Adds the page to `out`, which bounds it. Without TEMPLATE_STRICT an absent name is empty, a value that is no VIEW_URL
 * in href, src, action or formaction becomes "#", and a value that is no VIEW_HTML in {{{x}}} is left out.
 * ERR_NOT_FOUND: no such template. ERR_INTERNAL: what strict mode found, or templates nested without end (bounded).
 * ERR_TOO_LARGE: `out` is full. The failure says which template, line and name.
 */
MUST_CHECK enum err template_render(const struct templates *templates, const char *name, const struct view *root,
    struct buffer *out, unsigned flags, struct failure *failure);

#endif
