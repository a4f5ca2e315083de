/*
 * Configuration: `key = value` lines read once at start into structs, driven by tables of typed keys. An unknown key, a
 * key given twice, a missing one or a value out of range stops the start with its line and name. Secrets are files of
 * their own (systemd LoadCredential=), never values, arguments or environment.
 */
#ifndef MOTCUA_CORE_SYSTEM_CONFIG_H
#define MOTCUA_CORE_SYSTEM_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "core/memory/arena.h"

enum config_kind {     /* member of the struct: */
	CONFIG_TEXT,   /* const char *: valid UTF-8 on one line */
	CONFIG_INT,    /* int64_t within min and max */
	CONFIG_BOOL,   /* bool: yes or no */
	CONFIG_PATH,   /* const char *: absolute; a relative one counts from the configuration file's folder */
	CONFIG_WORDS,  /* struct config_words: separated by spaces */
	CONFIG_CHOICE, /* int: index into `choices` */
	CONFIG_SECRET, /* struct bytes: content of the file named, without its last line end; not readable by all */
};

struct config_words {
	const char *const *words; /* NULL-terminated */
	size_t count;
};

struct config_key {
	const char *name;
	enum config_kind kind;
	size_t offset;
	const char *fallback; /* the value if the key is absent, in the file's notation; NULL: the key must be there */
	int64_t min, max;     /* CONFIG_INT: bounds; CONFIG_SECRET: bytes allowed */
	const char *const *choices; /* CONFIG_CHOICE: NULL-terminated */
};
/* CONFIG_KEY(struct core_config, workers, CONFIG_INT, .fallback = "8", .min = 1, .max = 64) */
#define CONFIG_KEY(type, member, kind_, ...)                                                                           \
	{                                                                                                              \
		.name = #member, .kind = (kind_), .offset = offsetof(type, member), __VA_ARGS__                        \
	}

/* The keys of one struct and the struct they fill. */
struct config_table {
	const struct config_key *keys;
	size_t count;
	void *into;
};

/* Fills the structs of all tables; what they point to lives in `arena`. ERR_INVALID names line and key in the log. */
MUST_CHECK enum err config_load(
    struct arena *arena, const char *path, const struct config_table *tables, size_t count, struct failure *failure);

/* The same from several files that complete each other: what all modules share, then the module's own. A key given twice,
 * in whichever files, is refused; a relative fallback counts from the last file's folder. */
MUST_CHECK enum err config_load_files(struct arena *arena, const char *const *paths, size_t path_count,
    const struct config_table *tables, size_t count, struct failure *failure);

/* Is `word` in the list? */
bool config_has_word(const struct config_words *words, const char *word);

/* Where citizens file standard procedures: here, or at the national portal. Others always have their form here. */
enum front { FRONT_PROVINCE, FRONT_NATIONAL };

/* What every module needs to know. */
struct core_config {
	struct config_words modules; /* the modules that this installation runs */
	int front;                   /* enum front */
	const char *province;        /* folder under conf/provinces */
	const char *provinces;       /* folder that holds those folders */
	const char *database_socket, *database_user, *database_name;
	struct bytes database_password; /* key database_password_file; empty: socket authentication */
	struct bytes secret;            /* key secret_file: HMAC key, at least 32 bytes */
	const char *templates, *messages, *guides, *static_files, *published, *files; /* folders */
	const char *search_index;                                            /* file */
	const char *password_list;                                           /* file of common passwords */
	const char *base_url; /* public address without a trailing slash */
	int64_t workers;      /* threads per process */
	bool secure_cookies;  /* no only over plain http */
	bool test_clock;      /* yes: the offset of the test clock is honoured */
};
extern const struct config_key core_config_keys[];
extern const size_t core_config_keys_count;

#endif
