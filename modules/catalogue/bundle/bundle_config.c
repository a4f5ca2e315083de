/* The catalogue's own configuration. See bundle_config.h. */
#include "bundle/bundle_config.h"

#include <string.h>

#include "bundle/bundle.h"
#include "core/system/config.h"
#include "core/system/file.h"

enum { PEM_MAX = 4096 };
#define TRUSTED_MAX ((size_t)64 << 10)

struct catalogue_config catalogue_config;

const struct config_key catalogue_config_keys[] = {
	{ "bundle_key_file", CONFIG_SECRET, offsetof(struct catalogue_config, bundle_key), "", 0, PEM_MAX, NULL },
	CONFIG_KEY(struct catalogue_config, bundle_trusted, CONFIG_TEXT, .fallback = ""),
};
const size_t catalogue_config_keys_count = sizeof(catalogue_config_keys) / sizeof(catalogue_config_keys[0]);

enum err
bundle_trusted_keys(struct arena *arena, const struct catalogue_config *config, const char *own_name,
    struct failure *failure, struct bundle_keys *ret_keys)
{
	struct bytes file = { (const unsigned char *)"", 0 };
	unsigned char own[BUNDLE_KEY_SIZE];
	enum err err = OK;

	if (*config->bundle_trusted != '\0')
		err = file_read(arena, config->bundle_trusted, TRUSTED_MAX, false, &file, failure);
	if (!err)
		err = bundle_keys_read(arena, arena_strndup(arena, (const char *)file.data, file.size), ret_keys);
	if (err || config->bundle_key.size == 0 || ret_keys->count == BUNDLE_TRUST_MAX)
		return err;
	if ((err = bundle_public_key(config->bundle_key, own)))
		return FAILURE(failure, err, NULL, NULL, "%s", "bundle_key_file is no Ed25519 key");
	ret_keys->items[ret_keys->count].name = own_name;
	memcpy(ret_keys->items[ret_keys->count].key, own, sizeof(own));
	ret_keys->count++;
	return OK;
}
