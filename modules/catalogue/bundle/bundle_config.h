/* The catalogue's own configuration: with which key bundles are signed, whose bundles are taken. */
#ifndef MOTCUA_CATALOGUE_BUNDLE_CONFIG_H
#define MOTCUA_CATALOGUE_BUNDLE_CONFIG_H

#include <stddef.h>

#include "core/err.h"
#include "core/memory/arena.h"
#include "core/system/config.h"

struct bundle_keys;

struct catalogue_config {
	struct bytes bundle_key;    /* PEM, Ed25519; empty: nothing is exported */
	const char *bundle_trusted; /* file of trusted keys, read when it is needed; "": our own key alone */
};
extern struct catalogue_config catalogue_config;
extern const struct config_key catalogue_config_keys[];
extern const size_t catalogue_config_keys_count;

/* The trusted keys, our own among them under `own_name`. ERR_INVALID: a line that is none; ERR_NOT_FOUND: no such file. */
MUST_CHECK enum err bundle_trusted_keys(struct arena *arena, const struct catalogue_config *config,
    const char *own_name, struct failure *failure, struct bundle_keys *ret_keys);

#endif
