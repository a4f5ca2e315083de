/*
 * Settings that an installation changes while it runs (core_setting): masks, limits, switches. Each has a fallback in
 * the code that asks for it, so that an empty table works.
 */
#ifndef MOTCUA_CORE_DATA_SETTING_STORE_H
#define MOTCUA_CORE_DATA_SETTING_STORE_H

#include "core/err.h"
#include "core/server/module.h"

struct db;

/* The value, or `fallback` where none is set. */
MUST_CHECK enum err setting_text(struct db *db, const char *name, const char *fallback, const char **ret_value);

extern const struct store setting_store;

#endif
