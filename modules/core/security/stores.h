/* Core's own stores: every module uses them, so every --check prepares their statements. */
#ifndef MOTCUA_CORE_SECURITY_STORES_H
#define MOTCUA_CORE_SECURITY_STORES_H

#include <stddef.h>

struct store;

extern const struct store *const core_stores[];
extern const size_t core_stores_count;

#endif
