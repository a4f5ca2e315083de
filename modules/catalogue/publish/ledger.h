/*
 * What a published tree consists of: every file with the digest of what it was made of. Written beside the files when
 * they are all there, so that the next publication knows what it need not make again. Knows nothing of pages.
 */
#ifndef MOTCUA_CATALOGUE_LEDGER_H
#define MOTCUA_CATALOGUE_LEDGER_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "core/security/hash.h"

struct arena;
struct ledger;

struct ledger_entry {
	const char *path; /* within the tree */
	unsigned char digest[SHA256_SIZE];
	bool compressed; /* <path>.gz lies beside it */
};

/* An empty one. It lives in the arena. */
struct ledger *ledger_new(struct arena *arena) __attribute__((returns_nonnull));

/* That of the tree whose folder is open as `folder`; NULL: there is none, or not a whole one. */
struct ledger *ledger_read(struct arena *arena, int folder);
/* Takes the tree's ledger away: from now on nobody relies on its files. */
enum err ledger_forget(int folder, struct failure *failure) MUST_CHECK;
/* Two steps, with a sync between them: the ledger may never be on disk before the files that it names. */
enum err ledger_write(const struct ledger *ledger, int folder, struct failure *failure) MUST_CHECK;
enum err ledger_confirm(int folder, struct failure *failure) MUST_CHECK;

/* A path that is there already gets the new digest. The path is copied. */
void ledger_add(struct ledger *ledger, const struct ledger_entry *entry);
/* NULL if it does not have it, and for a ledger that is NULL. */
const struct ledger_entry *ledger_find(const struct ledger *ledger, const char *path);
/* Its entries, in the order in which they were added. */
size_t ledger_count(const struct ledger *ledger);
const struct ledger_entry *ledger_at(const struct ledger *ledger, size_t index);

#endif
