/* The exchange module's route table. */
#ifndef MOTCUA_EXCHANGE_ROUTES_H
#define MOTCUA_EXCHANGE_ROUTES_H

#include "core/server/module.h"

extern const struct route_table exchange_routes;

#endif
