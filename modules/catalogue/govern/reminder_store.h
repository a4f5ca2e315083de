/* Reminders of forms and processes that a unit has still to set up: written once, shown to the unit and to the office. */
#ifndef MOTCUA_CATALOGUE_REMINDER_STORE_H
#define MOTCUA_CATALOGUE_REMINDER_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"

struct db;

struct reminder {
	int64_t agency_id, at, officer_id, missing;
};
/* The latest of each agency. */
MUST_CHECK enum err reminders_read(struct db *db, const struct reminder **ret_reminders, size_t *ret_count);
MUST_CHECK enum err reminder_add(struct db *db, const struct reminder *reminder);

extern const struct store reminder_store;

#endif
