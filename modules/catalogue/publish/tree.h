/*
 * A published folder: written whole beside the one that is served, then put in its place by one rename(2). What did not
 * change is a hard link to the file of the tree before. A crash at any point leaves the old tree; what it left half
 * written is swept away by the next one. Knows nothing of what is in the files.
 */
#ifndef MOTCUA_CATALOGUE_TREE_H
#define MOTCUA_CATALOGUE_TREE_H

#include <stddef.h>

#include "core/err.h"

struct arena;
struct failure;
struct tree;

/*
 * Begins a tree called `name` (digits) in `folder` (made if absent); waits while somebody else publishes there. Other
 * folders called by a number are trees of before and go; anything else in it is left alone. Ends by tree_finish, or by
 * the arena's reset, which gives the lock back and leaves the old tree.
 */
struct tree *tree_begin(struct arena *arena, const char *folder, const char *name, struct failure *failure);

/* Where it is being written, for files that others write (the search index). */
const char *tree_path(const struct tree *tree);

/* A file, and for text beside it the same compressed as <path>.gz; folders are made. `path` is relative. */
enum err tree_put(struct tree *tree, const char *path, const void *data, size_t size) MUST_CHECK;

/* Makes it the one that is served: everything on disk, then the link `current`; all but it and the one before go. */
enum err tree_finish(struct tree *tree) MUST_CHECK;

/* Files put so far, and those of them that differ from the tree before. */
size_t tree_files(const struct tree *tree);
size_t tree_changed(const struct tree *tree);

#endif
