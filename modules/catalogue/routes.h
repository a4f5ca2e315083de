/*
 * The routes of the module in two tables: of procedures and what citizens read (most of that are published files that nginx serves
 * itself), and of the forms, processes and rules that are drawn up for them.
 */
#ifndef MOTCUA_CATALOGUE_ROUTES_H
#define MOTCUA_CATALOGUE_ROUTES_H

#include <stddef.h>

#include "core/server/route.h"

extern const struct route catalogue_routes[];
extern const size_t catalogue_route_count;
extern const struct route definition_routes[];
extern const size_t definition_route_count;

#endif
