/* The one table of what submission answers. */
#ifndef MOTCUA_SUBMISSION_ROUTES_H
#define MOTCUA_SUBMISSION_ROUTES_H

#include <stddef.h>

#include "core/server/route.h"

extern const struct route submission_routes[];
extern const size_t submission_route_count;

#endif
