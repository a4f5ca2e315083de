/* Are all files where their rows say, unchanged, and does every file on disk have a row? Reads only. */
#ifndef MOTCUA_DVCCTL_VERIFY_FILES_H
#define MOTCUA_DVCCTL_VERIFY_FILES_H

#include <stddef.h>

#include "core/err.h"

struct dvcctl;

/* Says each fault; *ret_faults: how many. What lies there for less than an hour may still be waiting for its row. */
MUST_CHECK enum err verify_files(struct dvcctl *d, size_t *ret_faults);

#endif
