/*
 * Working calendars from the directory, compiled for the clock. An agency without one uses its parent's.
 */
#ifndef MOTCUA_DOMAIN_DIRECTORY_CALENDAR_STORE_H
#define MOTCUA_DOMAIN_DIRECTORY_CALENDAR_STORE_H

#include <stdint.h>

#include "core/err.h"
#include "core/server/module.h"
#include "domain/time/calendar.h"

struct arena;
struct db;

/* The calendar that holds for an agency. ERR_UNAVAILABLE with calendar.missing: neither it nor a parent has one. */
MUST_CHECK enum err calendar_of_agency(
    struct db *db, struct arena *arena, int64_t agency_id, const struct calendar **ret_calendar);

extern const struct store calendar_store;

#endif
