/* The one route table of the module. Most of what it stands for are published files that nginx serves itself. */
#ifndef MOTCUA_CATALOGUE_ROUTES_H
#define MOTCUA_CATALOGUE_ROUTES_H

#include <stddef.h>

#include "core/server/route.h"

extern const struct route catalogue_routes[];
extern const size_t catalogue_route_count;

#endif
