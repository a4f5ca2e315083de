/*
 * Guides for those who work with the product (www/guides/<language>/<name>.md, CommonMark), read once at start and shown to
 * officers at /can-bo/huong-dan. They come with the product; what an office writes for citizens is content/'s.
 */
#ifndef MOTCUA_CATALOGUE_GUIDE_H
#define MOTCUA_CATALOGUE_GUIDE_H

#include "core/err.h"
#include "core/input/field.h"

struct arena;
struct core_config;
struct ctx;
struct view;

#define OFFICE_GUIDES_PATH "/can-bo/huong-dan"

enum { GUIDES_MAX = 64, GUIDE_BYTES_MAX = 256 * 1024 };

/*
 * A module's `.start`, or part of it. A folder that is not there means no guides. ERR_INVALID: a file whose name is not
 * [a-z0-9-]+.md, or that does not open with a heading "# ..."; ERR_TOO_LARGE: too long, or too many.
 */
MUST_CHECK enum err guides_start(const struct core_config *config, struct failure *failure);

/* The address of that guide (thiet-ke), in the request's arena; NULL: it did not come with this installation. */
const char *guide_url(struct ctx *c, const char *name);

extern const struct input guide_input;
/* GET /can-bo/huong-dan, GET /can-bo/huong-dan/{guide}: in the reader's language, else in the first one. */
enum err handle_guide_list(struct ctx *c, const void *input) MUST_CHECK;
enum err handle_guide_page(struct ctx *c, const void *input) MUST_CHECK;

/* Sample views of their templates, for --check. */
struct view *guides_sample(struct arena *arena);
struct view *guide_sample(struct arena *arena);

#endif
