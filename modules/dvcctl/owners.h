/* Which table is written by whom: a module, one of libdomain's stores or core. Each table has one writer. */
#ifndef MOTCUA_DVCCTL_OWNERS_H
#define MOTCUA_DVCCTL_OWNERS_H

#include <stddef.h>

#include "core/err.h"

struct dvcctl;

enum { OWNED_MAX = 1000 };

struct owned {
	const char *table, *writer;
};

struct owners {
	struct owned *owned; /* by table */
	size_t count;
};

/* From the `-- writes:` lines of all grants files. ERR_INVALID if a table has two writers. */
MUST_CHECK enum err owners_read(struct dvcctl *d, struct owners *owners);
/* NULL if nobody declares to write it. */
const char *owner_of(const struct owners *owners, const char *table);

#endif
