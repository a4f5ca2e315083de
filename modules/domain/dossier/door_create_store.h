/* The statements of filing (door_create_store.c), for --check; dossier_create itself is declared in door_store.h. */
#ifndef MOTCUA_DOMAIN_DOSSIER_DOOR_CREATE_STORE_H
#define MOTCUA_DOMAIN_DOSSIER_DOOR_CREATE_STORE_H

#include "core/server/module.h"

extern const struct store door_create_store;

#endif
