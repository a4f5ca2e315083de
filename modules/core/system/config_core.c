/* The keys that every module has. See struct core_config in config.h. */
#include "core/system/config.h"

static const char *const fronts[] = { [FRONT_PROVINCE] = "province", [FRONT_NATIONAL] = "national", NULL };

const struct config_key core_config_keys[] = {
	CONFIG_KEY(struct core_config, modules, CONFIG_WORDS, .fallback = NULL),
	CONFIG_KEY(struct core_config, front, CONFIG_CHOICE, .fallback = "province", .choices = fronts),
	CONFIG_KEY(struct core_config, province, CONFIG_TEXT, .fallback = NULL),
	CONFIG_KEY(struct core_config, provinces, CONFIG_PATH, .fallback = "provinces"),
	CONFIG_KEY(struct core_config, database_socket, CONFIG_PATH, .fallback = "/run/mysqld/mysqld.sock"),
	CONFIG_KEY(struct core_config, database_user, CONFIG_TEXT, .fallback = NULL),
	CONFIG_KEY(struct core_config, database_name, CONFIG_TEXT, .fallback = "motcua"),
	{ "database_password_file", CONFIG_SECRET, offsetof(struct core_config, database_password), "", 0, 256, NULL },
	{ "secret_file", CONFIG_SECRET, offsetof(struct core_config, secret), NULL, 32, 4096, NULL },
	CONFIG_KEY(struct core_config, templates, CONFIG_PATH, .fallback = NULL),
	CONFIG_KEY(struct core_config, messages, CONFIG_PATH, .fallback = NULL),
	CONFIG_KEY(struct core_config, guides, CONFIG_PATH, .fallback = "guides"),
	CONFIG_KEY(struct core_config, static_files, CONFIG_PATH, .fallback = NULL),
	CONFIG_KEY(struct core_config, published, CONFIG_PATH, .fallback = NULL),
	CONFIG_KEY(struct core_config, files, CONFIG_PATH, .fallback = NULL),
	CONFIG_KEY(struct core_config, search_index, CONFIG_PATH, .fallback = NULL),
	CONFIG_KEY(struct core_config, password_list, CONFIG_PATH, .fallback = "passwords-common.txt"),
	CONFIG_KEY(struct core_config, base_url, CONFIG_TEXT, .fallback = NULL),
	CONFIG_KEY(struct core_config, workers, CONFIG_INT, .fallback = "8", .min = 1, .max = 64),
	CONFIG_KEY(struct core_config, secure_cookies, CONFIG_BOOL, .fallback = "yes"),
	CONFIG_KEY(struct core_config, test_clock, CONFIG_BOOL, .fallback = "no"),
};
const size_t core_config_keys_count = sizeof(core_config_keys) / sizeof(core_config_keys[0]);
