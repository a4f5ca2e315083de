/* Bringing the schema up to date, without the command line around it. */
#ifndef MOTCUA_DVCCTL_MIGRATE_H
#define MOTCUA_DVCCTL_MIGRATE_H

#include <stdbool.h>

#include "core/err.h"

struct dvcctl;

/*
 * Applies what is not applied yet, in order of the files' names; `dry_run`: only says what it would do.
 * ERR_CONFLICT: another one is at it, history was edited or is newer than the files. The schema exists already.
 */
MUST_CHECK enum err migrate(struct dvcctl *d, bool dry_run);

#endif
