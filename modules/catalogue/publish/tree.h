/*
 * A published folder: written whole beside the one that is served, then put in its place by one rename(2). The last two
 * trees stay; the one before last becomes the new one, so that only what changed is written: each file is known by a
 * digest of what it is made of (ledger.h). A crash at any point leaves the old tree; what it left half written is swept
 * away by the next one. Knows nothing of what is in the files.
 */
#ifndef MOTCUA_CATALOGUE_TREE_H
#define MOTCUA_CATALOGUE_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/security/hash.h"

struct arena;
struct failure;
struct tree;

/*
 * Begins a tree called `name` (digits) in `folder` (made if absent); waits while somebody else publishes there. Other
 * folders called by a number are trees of before and go; anything else in it is left alone. `afresh`: no ledger is
 * believed, every file is made and compared. Ends by tree_finish, or by the arena's reset, which gives the lock back
 * and leaves the old tree. NULL with the failure filled.
 */
struct tree *tree_begin(
    struct arena *arena, const char *folder, const char *name, bool afresh, struct failure *failure);

/* As given to tree_begin. */
const char *tree_name(const struct tree *tree);

/* Where it is being written, for files that others write (the search index). */
const char *tree_path(const struct tree *tree);

/*
 * Is there such a file, made of what has this digest? Then it is part of the new tree and need not be made. `path` is
 * relative.
 */
bool tree_keep(struct tree *tree, const char *path, const unsigned char digest[SHA256_SIZE]);

/*
 * A file, and for text beside it the same compressed as <path>.gz; folders are made. `digest` of what it is made of;
 * NULL: of the bytes themselves. A file that has the same bytes in the tree before is a hard link to that.
 */
enum err tree_put(
    struct tree *tree, const char *path, const unsigned char *digest, const void *data, size_t size) MUST_CHECK;

/* A file that the caller now writes itself below tree_path(): whatever had its name is gone. It is never compressed. */
void tree_claim(struct tree *tree, const char *path, const unsigned char digest[SHA256_SIZE]);

/*
 * Makes it the one that is served: what nobody kept or put goes, everything is on disk, then the link `current`; all
 * trees but it and the one before go.
 */
enum err tree_finish(struct tree *tree) MUST_CHECK;

/* Files so far, and those of them that differ from the tree before. */
size_t tree_files(const struct tree *tree);
size_t tree_changed(const struct tree *tree);

#endif
