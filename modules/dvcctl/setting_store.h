/* The settings of an installation, each with its history (core_setting, core_setting_history). */
#ifndef MOTCUA_DVCCTL_SETTING_STORE_H
#define MOTCUA_DVCCTL_SETTING_STORE_H

#include <stdint.h>

#include "core/err.h"

struct db;

struct setting {
	const char *value, *changed_by;
	int64_t version;
};

/* ERR_NOT_FOUND if it was never set. */
MUST_CHECK enum err setting_get(struct db *db, const char *name, struct setting *setting);
/* Sets it and keeps the value in the history. */
MUST_CHECK enum err setting_set(struct db *db, const char *name, const char *value, const char *by);

#endif
