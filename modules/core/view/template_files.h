/* The template files below a folder, one after the other: for the set of templates and for the lints. */
#ifndef MOTCUA_CORE_VIEW_TEMPLATE_FILES_H
#define MOTCUA_CORE_VIEW_TEMPLATE_FILES_H

#include <stddef.h>

#include "core/err.h"

struct arena;

/* All texts live as long as the arena that was given. */
struct template_file {
	const char *path;
	const char *name; /* the path below the folder, without ".html" */
	const char *source;
	size_t size;
};

/* Calls `visit` with every *.html below the folder, in no order, until it returns an error, which is returned. */
MUST_CHECK enum err template_files_each(struct arena *arena, const char *folder,
    enum err (*visit)(void *visitor, const struct template_file *file, struct failure *failure), void *visitor,
    struct failure *failure);

#endif
